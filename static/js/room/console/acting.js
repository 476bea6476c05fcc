import { useRef, useState } from "preact/hooks";

/**
 * One step at a time. `act(name, step)` makes it, or keeps it until the one before is done; the same step pressed again
 * meanwhile is one press. `step` resolves to an acknowledgement, which is given back; its refusal becomes the `problem`.
 */
export function useActing() {
  const running = useRef(null);
  const waiting = useRef(null);
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState("");

  async function act(name, step) {
    if (running.current !== null) {
      if (running.current !== name) waiting.current = [name, step];
      return;
    }
    running.current = name;
    setBusy(true);
    setProblem("");
    const reply = await step();
    setProblem(reply.ok ? "" : reply.message);
    running.current = null;
    const next = waiting.current;
    waiting.current = null;
    setBusy(false);
    if (next && reply.ok) act(...next);
    return reply;
  }

  return { act, isBusy, problem };
}

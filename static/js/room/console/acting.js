import { useRef, useState } from "preact/hooks";

/**
 * One step at a time. `act(name, step)` makes it, or keeps it until the one before is done; the same step pressed again
 * meanwhile is one press. `step` resolves to an acknowledgement, which is given back, or nothing where the step was not
 * made; its refusal becomes the `problem`.
 */
export function useActing() {
  const running = useRef(null);
  const waiting = useRef(null);
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState("");

  async function act(name, step) {
    if (running.current === name) return;
    if (running.current !== null) {
      waiting.current?.resolve();
      return new Promise((resolve) => (waiting.current = { name, step, resolve }));
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
    next?.resolve(reply.ok ? act(next.name, next.step) : undefined);
    return reply;
  }

  return { act, isBusy, problem };
}

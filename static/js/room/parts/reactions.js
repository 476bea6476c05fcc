import { useEffect, useState } from "preact/hooks";
import { html } from "../html.js";
import { number } from "../../i18n.js";

const SEEN_MS = 2_600;
const MOST_AT_ONCE = 24;
const LANES = 7;

/** Where reactions arrive: `listener` is set by whoever shows them. */
export class ReactionBus {
  listener = () => {};
  tell = (counts) => this.listener(counts);
}

/** Reactions rise and fade; many of one kind rise as one with their number. For the eye only. */
export function Reactions({ bus }) {
  const [rising, setRising] = useState([]);
  useEffect(() => {
    let last = 0;
    bus.listener = (counts) => {
      const added = Object.entries(counts).map(([emoji, count]) => ({ id: ++last, lane: last % LANES, emoji, count }));
      setRising((before) => [...before, ...added].slice(-MOST_AT_ONCE));
      const gone = new Set(added.map(({ id }) => id));
      setTimeout(() => setRising((before) => before.filter(({ id }) => !gone.has(id))), SEEN_MS);
    };
    return () => (bus.listener = () => {});
  }, [bus]);
  return html`
    <div class="reactions" aria-hidden="true">
      ${rising.map(
        ({ id, lane, emoji, count }) => html`
          <span key=${id} class="reaction" data-lane=${lane}>
            ${emoji}${count > 1 && html`<span class="reaction__count">${number(count)}</span>`}
          </span>
        `,
      )}
    </div>
  `;
}

import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { html } from "../../room/html.js";
import { number, t } from "../../i18n.js";
import { Mark } from "../../room/parts/marks.js";
import { useDrag } from "./drag.js";
import { completed, put, shift, takeOut } from "./order.js";

/** The options to put in order: by tapping, with arrows, with the arrow keys, by dragging. */
export function Sorter({ options, order, canSort, change }) {
  const [said, say] = useState("");
  const ids = options.map(({ id }) => id);
  const drag = useDrag((id, index) => change(completed(put(order, id, index), ids)));
  const keepFocus = useFocusThatStays(drag.listening.ref, order);
  const rest = options.filter(({ id }) => !order.includes(id));
  const rows = [...order.map((id) => options.find((option) => option.id === id)), ...rest];

  function become(next, option) {
    if (!canSort) return;
    change(next);
    say(inWords(option.text, next.indexOf(option.id), options.length));
  }

  function tap(option) {
    const isPlaced = order.includes(option.id);
    become(isPlaced ? takeOut(order, option.id) : completed([...order, option.id], ids), option);
  }

  function step(option, by) {
    const from = order.indexOf(option.id);
    if (from < 0 || from + by < 0 || from + by >= order.length) return;
    keepFocus();
    become(shift(order, option.id, by), option);
  }

  return html`
    <ol class="sorter" aria-label=${t("Your order")} data-dragging=${drag.dragged !== null} ...${drag.listening}>
      ${rows.map((option) => {
        const index = options.indexOf(option);
        const place = order.indexOf(option.id);
        return html`
          <li class="sorter__row" key=${option.id} data-id=${option.id} data-placed=${place >= 0}
            data-dragged=${option.id === drag.dragged}>
            <${Row} option=${option} index=${index} place=${place} last=${order.length - 1} canSort=${canSort}
              tap=${() => tap(option)} step=${(by) => step(option, by)}
              grab=${(event) => canSort && drag.grab(option.id, event)} />
          </li>
        `;
      })}
    </ol>
    <p class="visually-hidden" role="status">${said}</p>
  `;
}

const ARROWS = { ArrowUp: -1, ArrowDown: 1 };

function Row({ option, index, place, last, canSort, tap, step, grab }) {
  const isPlaced = place >= 0;
  const pressed = (event) => {
    if (!isPlaced || !ARROWS[event.key] || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    step(ARROWS[event.key]);
  };
  return html`
    <button type="button" class="sorter__option" data-control="option" aria-pressed=${isPlaced}
      aria-disabled=${!canSort} onClick=${tap} onKeyDown=${pressed}>
      <span class="sorter__place" aria-hidden="true">${isPlaced ? number(place + 1) : ""}</span>
      <${Mark} index=${index} />
      <span class="sorter__text" dir="auto">${option.text}</span>
    </button>
    ${isPlaced && canSort &&
    html`
      <span class="sorter__moves">
        <${Arrow} by=${-1} isOn=${place > 0} text=${option.text} step=${step} />
        <${Arrow} by=${1} isOn=${place < last} text=${option.text} step=${step} />
      </span>
    `}
    ${canSort && html`<span class="sorter__grip" aria-hidden="true" onPointerDown=${grab}><${Grip} /></span>`}
  `;
}

function Arrow({ by, isOn, text, step }) {
  const name = by < 0 ? t("Move up: {option}", { option: text }) : t("Move down: {option}", { option: text });
  return html`
    <button type="button" class="sorter__arrow" data-control=${by < 0 ? "up" : "down"} aria-label=${name}
      aria-disabled=${!isOn} onClick=${() => step(by)}>
      <svg viewBox="0 0 24 24" focusable="false" aria-hidden="true">
        <path d=${by < 0 ? "M5 15l7-7 7 7" : "M5 9l7 7 7-7"} />
      </svg>
    </button>
  `;
}

function Grip() {
  return html`
    <svg viewBox="0 0 24 24" focusable="false" aria-hidden="true"><path d="M5 8h14M5 12h14M5 16h14" /></svg>
  `;
}

function inWords(text, index, all) {
  if (index < 0) return t("{option} has no place now.", { option: text });
  return t("{option} is in place {n} of {all}.", { option: text, n: number(index + 1), all: number(all) });
}

/** A row that moves in the page loses the focus; give it back to the same control of the same row. */
function useFocusThatStays(list, order) {
  const kept = useRef(null);
  useLayoutEffect(() => {
    if (!kept.current) return;
    const { id, control } = kept.current;
    kept.current = null;
    const row = [...list.current.children].find((each) => each.dataset.id === id);
    row?.querySelector(`[data-control="${control}"]`)?.focus();
  }, [order]);
  return () => {
    const focused = document.activeElement;
    const id = focused?.closest("[data-id]")?.dataset.id;
    kept.current = id ? { id, control: focused.dataset.control } : null;
  };
}

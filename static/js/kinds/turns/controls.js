import { useLayoutEffect, useRef } from "preact/hooks";
import { html } from "../../room/html.js";
import { t } from "../../i18n.js";
import { Icon } from "../../room/parts/brought.js";
import { Heard } from "./heard.js";
import { callableOf, shifted, unheardOf } from "./standing.js";

/** The host's own: the queue, calling somebody who has not asked, and who has been heard for how long. */
export function Controls({ activity, move, people }) {
  const { state, now, queue, place, tally, config } = activity;
  const heard = tally?.heard ?? [];
  if (state !== "open") return null;
  return html`
    <div class="turns-controls">
      <div class="cluster" role="group" aria-label=${t("This round")}>
        ${now && html`<${Small} words=${t("Skip, they come again later")} press=${() => move("skip")} />`}
        ${queue.length > 1 &&
        html`<${Small} words=${t("Shuffle the queue")} press=${() => move("shuffle")} />`}
        ${config.everyone && !now && !queue.length &&
        html`<${Small} words=${t("Begin with who is here")} press=${() => move("next")} />`}
      </div>
      <${Waiting} queue=${queue} move=${move} />
      <${Call} people=${callableOf(people, activity)} move=${move} />
      ${place && html`<${ReadOn} key=${place.first} place=${place} move=${move} />`}
      ${heard.length > 0 &&
      html`<section class="stack stack--tight" aria-label=${t("Heard")}>
        <h3 class="console__heading">${t("Heard")}</h3>
        <${Heard} heard=${heard} />
      </section>`}
      <${NotYet} people=${heard.length > 0 ? unheardOf(people, activity) : []} />
    </div>
  `;
}

function Small({ words, press }) {
  return html`<button type="button" class="button button--quiet button--small" onClick=${press}>${words}</button>`;
}

function Waiting({ queue, move }) {
  const list = useRef();
  const keepFocus = useFocusThatStays(list, queue);
  if (!queue.length) return null;
  const shift = (guest, by) => {
    keepFocus();
    move("reorder", { order: shifted(queue, guest.id, by) });
  };
  return html`
    <section class="stack stack--tight" aria-label=${t("Queue")}>
      <h3 class="console__heading">${t("Queue")}</h3>
      <ol class="queue" ref=${list}>
        ${queue.map(
          (guest, index) => html`
            <li key=${guest.id} class="queue__one" data-id=${guest.id}>
              <span class="queue__name" dir="auto">${guest.name}</span>
              <${Arrow} guest=${guest} by=${-1} isOn=${index > 0} shift=${shift} />
              <${Arrow} guest=${guest} by=${1} isOn=${index < queue.length - 1} shift=${shift} />
              <${Tool} icon="x" name=${outOfQueue(guest)} press=${() => move("remove", { guest: guest.id })} />
            </li>
          `,
        )}
      </ol>
    </section>
  `;
}

function Arrow({ guest, by, isOn, shift }) {
  const { name } = guest;
  const words = by < 0 ? t("{name} earlier", { name }) : t("{name} later", { name });
  return html`
    <${Tool} icon=${by < 0 ? "arrow-up" : "arrow-down"} name=${words} control=${by < 0 ? "up" : "down"} isOn=${isOn}
      press=${() => shift(guest, by)} />
  `;
}

function outOfQueue({ name }) {
  return t("Take {name} out of the queue", { name });
}

function Tool({ icon, name, press, control = "", isOn = true }) {
  return html`
    <button type="button" class="button button--plain button--small" data-control=${control} aria-disabled=${!isOn}
      title=${name} onClick=${() => isOn && press()}>
      <${Icon} name=${icon} /><span class="visually-hidden">${name}</span>
    </button>
  `;
}

/** A row that moves in the page loses the focus; give it back to the same control of the same row. */
function useFocusThatStays(list, order) {
  const kept = useRef(null);
  useLayoutEffect(() => {
    if (!kept.current || !list.current) return;
    const { id, control } = kept.current;
    kept.current = null;
    list.current.querySelector(`[data-id="${id}"] [data-control="${control}"]`)?.focus();
  }, [order]);
  return () => {
    const { control } = document.activeElement.dataset;
    kept.current = control ? { id: document.activeElement.closest("[data-id]").dataset.id, control } : null;
  };
}

function Call({ people, move }) {
  const chosen = useRef();
  if (!people.length) return null;
  const send = (name) => move(name, { guest: Number(chosen.current.value) });
  return html`
    <div class="field">
      <label for="turns-call">${t("Somebody who has not asked")}</label>
      <div class="field__control turns-controls__line">
        <select class="input" id="turns-call" ref=${chosen}>
          ${people.map(({ id, name }) => html`<option key=${id} value=${id}>${name}</option>`)}
        </select>
        <${Small} words=${t("Put in the queue")} press=${() => send("add")} />
        <${Small} words=${t("Give the turn")} press=${() => send("call")} />
      </div>
    </div>
  `;
}

function ReadOn({ place, move }) {
  const read = (event) => {
    event.preventDefault();
    move("jump", { to: Number(new FormData(event.currentTarget).get("to")) });
  };
  return html`
    <form class="field" onSubmit=${read}>
      <label for="turns-place">
        ${place.unit === "chapter" ? t("Read on from chapter") : t("Read on from page")}
      </label>
      <div class="field__control">
        <input class="input input--short" id="turns-place" name="to" type="number" min="1" max=${place.end ?? 100000}
          defaultValue=${place.first} required />
        <button class="button button--quiet button--small">${t("Go there")}</button>
      </div>
    </form>
  `;
}

function NotYet({ people }) {
  if (!people.length) return null;
  const words = t("Not yet in this round: {names}", { names: people.map(({ name }) => name).join(", ") });
  return html`<p class="quiet turns-controls__names">${words}</p>`;
}

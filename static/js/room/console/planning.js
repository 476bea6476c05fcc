import { useId, useState } from "preact/hooks";
import { html } from "../html.js";
import { t } from "../../i18n.js";
import { Icon } from "../parts/brought.js";
import { Sheet } from "../parts/sheet.js";
import { CommonFields, settingsOf } from "./common.js";

const ANSWERED = t("Answers are there already: they stay with what still reads the same.");

/** What may be changed of an activity at any time: title, minutes, place, and the settings of its kind. */
export function Planning({ activity, kind, activities, edit }) {
  const id = useId();
  const [isOpen, setOpen] = useState(false);
  const [problem, setProblem] = useState("");
  const at = activities.findIndex((other) => other.id === activity.id);

  async function submit(event) {
    event.preventDefault();
    const typed = new FormData(event.currentTarget);
    const minutes = Number(typed.get("minutes"));
    const config = kind?.Draft ? settingsOf(kind, typed, activity.config) : undefined;
    const reply = await edit({ title: typed.get("title"), ...(minutes > 0 && { minutes }), ...(config && { config }) });
    setProblem(reply && !reply.ok ? reply.message : "");
    setOpen(!reply?.ok);
  }

  return html`
    <button type="button" class="button button--plain button--small" onClick=${() => setOpen(true)}>
      <${Icon} name="pencil" />${t("Edit")}
    </button>
    <${Sheet} title=${t("Edit")} isOpen=${isOpen} close=${() => setOpen(false)}>
      <form class="stack" aria-label=${t("Edit")} onSubmit=${submit}>
        <div class="field">
          <label for="${id}-title">${t("Title")}</label>
          <input class="input" id="${id}-title" name="title" defaultValue=${activity.title} maxlength="200" required dir="auto" />
        </div>
        <div class="field">
          <label for="${id}-minutes">${t("Minutes")}</label>
          <input class="input input--short" id="${id}-minutes" name="minutes" type="number" min="1" max="240"
            defaultValue=${activity.minutes ?? ""} />
        </div>
        ${kind?.Draft && html`<${kind.Draft} config=${activity.config} />`}
        ${kind?.hasResults && html`<${CommonFields} name=${activity.kind} config=${activity.config} />`}
        ${activity.answered > 0 && html`<p class="quiet">${ANSWERED}</p>`}
        <p class="field__error" role="alert">${problem}</p>
        <div class="cluster">
          <button class="button button--small">${t("Save")}</button>
          <${Place} words=${t("Earlier")} icon="arrow-up" isOff=${at === 0} move=${() => edit({ position: at - 1 })} />
          <${Place} words=${t("Later")} icon="arrow-down" isOff=${at === activities.length - 1} move=${() => edit({ position: at + 1 })} />
        </div>
      </form>
    <//>
  `;
}

function Place({ words, icon, isOff, move }) {
  return html`
    <button type="button" class="button button--quiet button--small" aria-disabled=${isOff} onClick=${() => isOff || move()}>
      <${Icon} name=${icon} />${words}
    </button>
  `;
}

import { useId, useState } from "preact/hooks";
import { html } from "../html.js";
import { t } from "../../i18n.js";
import { Icon } from "../parts/brought.js";
import { Sheet } from "../parts/sheet.js";

/** What may be changed of an activity at any time: its title, its minutes, its place. */
export function Planning({ activity, activities, edit }) {
  const id = useId();
  const [isOpen, setOpen] = useState(false);
  const at = activities.findIndex((other) => other.id === activity.id);

  function submit(event) {
    event.preventDefault();
    const typed = new FormData(event.currentTarget);
    const minutes = Number(typed.get("minutes"));
    edit({ title: typed.get("title"), ...(minutes > 0 && { minutes }) });
    setOpen(false);
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

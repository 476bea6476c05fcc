import { useId, useState } from "preact/hooks";
import { html } from "../html.js";
import { t } from "../../i18n.js";
import { Icon } from "../parts/brought.js";
import { Sheet } from "../parts/sheet.js";
import { SettingsForm } from "./form/form.js";
import { useKinds } from "./form/kinds.js";
import { changesIn, typedOf } from "./form/values.js";

const ANSWERED = t("Answers are there already: they stay with what still reads the same.");

/** What may be changed of an activity at any time: title, minutes, place, and the settings of its kind. */
export function Planning({ activity, activities, edit }) {
  const [isOpen, setOpen] = useState(false);
  const close = () => setOpen(false);
  return html`
    <button type="button" class="button button--plain button--small" onClick=${() => setOpen(true)}>
      <${Icon} name="pencil" />${t("Edit")}
    </button>
    <${Sheet} title=${t("Edit")} isOpen=${isOpen} close=${close}>
      <${Described} activity=${activity} activities=${activities} edit=${edit} close=${close} />
    <//>
  `;
}

/** The form, once it is known of what. */
function Described(props) {
  const kind = useKinds()?.find((each) => each.kind === props.activity.kind);
  return kind ? html`<${Form} kind=${kind} ...${props} />` : html`<p class="quiet">${t("It is on its way …")}</p>`;
}

function Form({ kind, activity, activities, edit, close }) {
  const id = useId();
  const [config] = useState(activity.config);
  const [typed, setTyped] = useState(() => typedOf(kind.form, config));
  const [problem, setProblem] = useState("");
  const at = activities.findIndex((other) => other.id === activity.id);

  async function submit(event) {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    const minutes = Number(fields.get("minutes"));
    const changes = changesIn(kind.form, typed, config);
    const isChanged = Object.keys(changes).length > 0;
    const reply = await edit({
      title: fields.get("title"),
      ...(minutes > 0 && { minutes }),
      ...(isChanged && { config: changes }),
    });
    setProblem(reply && !reply.ok ? reply.message : "");
    if (reply?.ok) close();
  }

  return html`
    <form class="settings stack" aria-label=${t("Edit")} onSubmit=${submit}>
      <div class="field">
        <label for="${id}-title">${t("Title")}</label>
        <input class="input" id="${id}-title" name="title" defaultValue=${activity.title} maxlength="200" required dir="auto" />
      </div>
      <div class="field">
        <label for="${id}-minutes">${t("Minutes")}</label>
        <input class="input input--short" id="${id}-minutes" name="minutes" type="number" min="1" max="240"
          defaultValue=${activity.minutes ?? ""} />
      </div>
      <${SettingsForm} kind=${kind} config=${config} typed=${typed} set=${setTyped} />
      ${activity.answered > 0 && html`<p class="quiet">${ANSWERED}</p>`}
      <p class="field__error" role="alert">${problem}</p>
      <div class="cluster">
        <button class="button button--small">${t("Save")}</button>
        <${Place} words=${t("Earlier")} icon="arrow-up" isOff=${at === 0} move=${() => edit({ position: at - 1 })} />
        <${Place} words=${t("Later")} icon="arrow-down" isOff=${at === activities.length - 1} move=${() => edit({ position: at + 1 })} />
      </div>
    </form>
  `;
}

function Place({ words, icon, isOff, move }) {
  return html`
    <button type="button" class="button button--quiet button--small" aria-disabled=${isOff} onClick=${() => isOff || move()}>
      <${Icon} name=${icon} />${words}
    </button>
  `;
}

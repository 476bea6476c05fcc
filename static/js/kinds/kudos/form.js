import { useRef, useState } from "preact/hooks";
import { html } from "../../room/html.js";
import { t } from "../../i18n.js";
import { MOTIFS, Picture } from "./card.js";
import { ABOUT, ELSE, GROUP, toOf } from "./cards.js";

const LONGEST = 1000;
const LONGEST_NAME = 80;

/** To whom, what, a picture, and signed or not. Once sent it is empty again, but still as signed as it was. */
export function CardForm({ activity, people, you, send }) {
  const { config, motifs = [] } = activity;
  const usual = config.about ? ABOUT : GROUP;
  const [chosen, choose] = useState(usual);
  const [picture, pick] = useState(null);
  const [isUnsigned, setUnsigned] = useState(false);
  const [missing, setMissing] = useState(null);
  const text = useRef();
  const name = useRef();

  function submit(event) {
    event.preventDefault();
    const written = text.current.value.trim();
    const typed = name.current?.value.trim();
    const lacks = chosen === ELSE && !typed ? "name" : written ? null : "text";
    setMissing(lacks);
    if (lacks) return (lacks === "name" ? name : text).current.focus();
    send({ text: written, ...toOf(chosen, typed), anonymous: isUnsigned, ...(picture && { picture }) });
    text.current.value = "";
    choose(usual);
    pick(null);
    return text.current.focus();
  }

  const id = `kudos-${activity.id}`;
  return html`
    <form class="kudos-form" onSubmit=${submit} novalidate>
      <${To} id=${id} about=${config.about} people=${people} you=${you} chosen=${chosen} choose=${choose} />
      ${chosen === ELSE && html`<${Name} id=${`${id}-name`} field=${name} isMissing=${missing === "name"} />`}
      <${Words} id=${`${id}-text`} field=${text} isMissing=${missing === "text"} isModerated=${config.moderated} />
      <${Pictures} id=${id} motifs=${motifs} picked=${picture} pick=${pick} />
      <${Signed} activity=${activity} isUnsigned=${isUnsigned} set=${setUnsigned} />
      <button class="button">${t("Send the card")}</button>
    </form>
  `;
}

/** Who has been chosen stays to be chosen, also when they leave meanwhile. */
function To({ id, about, people, you, chosen, choose }) {
  const [person, keep] = useState(null);
  const others = people.filter((each) => each.id !== you?.id);
  const isGone = person && String(person.id) === chosen && !others.some((each) => each.id === person.id);
  const change = ({ currentTarget }) => {
    keep(others.find((each) => String(each.id) === currentTarget.value) ?? null);
    choose(currentTarget.value);
  };
  return html`
    <div class="field">
      <label for=${id}>${t("To")}</label>
      <select class="input" id=${id} value=${chosen} onChange=${change}>
        ${about && html`<option value=${ABOUT}>${about}</option>`}
        <option value=${GROUP}>${t("Everybody")}</option>
        ${[...(isGone ? [person] : []), ...others].map(
          (each) => html`<option key=${each.id} value=${String(each.id)}>${each.name}</option>`,
        )}
        <option value=${ELSE}>${t("Somebody else")}</option>
      </select>
    </div>
  `;
}

function Name({ id, field, isMissing }) {
  return html`
    <div class="field">
      <label for=${id}>${t("Their name")}</label>
      <input class="input" id=${id} maxlength=${LONGEST_NAME} autocomplete="off" dir="auto" ref=${field}
        aria-invalid=${isMissing ? "true" : undefined} aria-describedby=${`${id}-problem`} />
      <p class="field__error" id=${`${id}-problem`} role="alert">${isMissing && t("Write who it is for.")}</p>
    </div>
  `;
}

function Words({ id, field, isMissing, isModerated }) {
  return html`
    <div class="field">
      <label for=${id}>${t("Your thanks")}</label>
      <p class="field__hint" id=${`${id}-hint`}>
        ${isModerated ? t("The host reads it before others see it.") : t("Say what they did, and what it meant.")}
      </p>
      <textarea class="input" id=${id} rows="4" maxlength=${LONGEST} dir="auto" ref=${field}
        aria-invalid=${isMissing ? "true" : undefined}
        aria-describedby=${`${id}-${isMissing ? "problem" : "hint"}`}></textarea>
      <p class="field__error" id=${`${id}-problem`} role="alert">${isMissing && t("Write something first.")}</p>
    </div>
  `;
}

function Pictures({ id, motifs, picked, pick }) {
  if (!motifs.length) return null;
  return html`
    <fieldset class="motifs">
      <legend>${t("Picture")} <span class="field__optional">${t("(optional)")}</span></legend>
      <div class="motifs__all">
        ${[null, ...motifs].map(
          (motif) => html`
            <label class="motifs__one" key=${motif}>
              <input type="radio" name=${`${id}-picture`} checked=${motif === picked} onChange=${() => pick(motif)} />
              ${motif ? html`<${Picture} motif=${motif} />` : html`<span class="motifs__none">${t("None")}</span>`}
              ${motif && html`<span class="visually-hidden">${MOTIFS[motif]?.() ?? motif}</span>`}
            </label>
          `,
        )}
      </div>
    </fieldset>
  `;
}

/** With one's name or without, and what that means. */
function Signed({ activity: { config, anonymous: isForAll }, isUnsigned, set }) {
  const means = t("Your name is not stored with it. Nobody, not even the host, can find out who wrote it.");
  if (config.anonymous || isForAll) return html`<p class="quiet">${means}</p>`;
  if (!config.allow_anonymous) return html`<p class="quiet">${t("Your name stands on it.")}</p>`;
  return html`
    <div class="signed">
      <label class="check">
        <input type="checkbox" checked=${isUnsigned} onChange=${(event) => set(event.currentTarget.checked)} />
        <span>${t("Without my name")}</span>
      </label>
      <p class="field__hint signed__means">${isUnsigned ? means : t("Your name stands on it.")}</p>
    </div>
  `;
}

import { useState } from "preact/hooks";
import { html } from "../../room/html.js";
import { t } from "../../i18n.js";
import { TextForm } from "../text/form.js";
import { similar } from "./similar.js";

const LONGEST = 500;

/** The box to ask in; what reads alike is offered for a vote while one types. */
export function Ask({ activity, name, others, ask, voteFor }) {
  const [typed, type] = useState("");
  const alike = similar(typed, others);
  const send = (text, form) => ask(form.get("as") === "anonymous" ? { ask: text, anonymous: true } : { ask: text });
  const { moderated } = activity.config;
  const hint = moderated ? t("The host reads it before others see it.") : t("Everyone can vote for it.");
  return html`
    <${TextForm} id=${`ask-${activity.id}`} label=${t("Your question")} hint=${hint} longest=${LONGEST}
      submit=${t("Ask")} send=${send} onType=${type}>
      ${alike.length > 0 && html`<${Alike} questions=${alike} voteFor=${voteFor} />`}
      <${AskedAs} activity=${activity} name=${name} />
    <//>
  `;
}

function Alike({ questions, voteFor }) {
  return html`
    <section class="alike" aria-label=${t("Similar questions")}>
      <p class="alike__heading" role="status">${t("Is it one of these? Then vote for it.")}</p>
      <ul class="wall">
        ${questions.map((question) => html`<li key=${question.id}>${voteFor(question)}</li>`)}
      </ul>
    </section>
  `;
}

/** With a name or without, and what that means. */
function AskedAs({ activity, name }) {
  const { config } = activity;
  const [isAnonymous, setAnonymous] = useState(false);
  if (config.anonymous || activity.anonymous) return html`<p class="quiet">${withoutName()}</p>`;
  if (!config.allow_anonymous) return html`<p class="quiet">${t("Your name stands beside it.")}</p>`;
  return html`
    <fieldset class="asked-as">
      <legend class="visually-hidden">${t("Ask with your name or without")}</legend>
      <div class="choices">
        <${Choice} value="named" isChecked=${!isAnonymous} choose=${() => setAnonymous(false)}>
          <span dir="auto">${withName(name)}</span>
        <//>
        <${Choice} value="anonymous" isChecked=${isAnonymous} choose=${() => setAnonymous(true)}>${t("Anonymous")}<//>
      </div>
      <p class="field__hint asked-as__means">${isAnonymous ? withoutName() : t("Your name stands beside it.")}</p>
    </fieldset>
  `;
}

function Choice({ value, isChecked, choose, children }) {
  return html`
    <label class="choice">
      <input type="radio" name="as" value=${value} checked=${isChecked} onChange=${choose} />
      <span class="choice__text">${children}</span>
    </label>
  `;
}

function withName(name) {
  return name ? t("As {name}", { name }) : t("With my name");
}

function withoutName() {
  return t("No name is stored with it. Nobody, not even the host, can find out who asked.");
}

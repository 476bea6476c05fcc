import { html } from "../../room/html.js";
import { number, t } from "../../i18n.js";
import { asText, discussionOf, keeping, lineWithout } from "./discussion.js";

/** The fields of its form in the console; `config` fills them in. */
export function Draft({ config = {} }) {
  const { title, link, minutes, discussion } = config;
  return html`
    <p class="field__hint">${t("Leave these empty for what the event's page says.")}</p>
    <${Field} id="draft-watch" name="watch" label=${t("What you watch")} maxlength="200" dir="auto" given=${title} />
    <${Field} id="draft-link" name="link" label=${t("Link")} type="url" placeholder="https://" maxlength="2000"
      given=${link} />
    <${Field} id="draft-minutes" name="watch-minutes" label=${t("Length in minutes")} type="number" step="any"
      min=${Math.min(1, minutes ?? 1)} max="360" given=${minutes} isShort />
    <${Discussion} discussion=${discussion} />
  `;
}

function Field({ id, label, given = "", isShort, ...attributes }) {
  return html`
    <div class="field">
      <label for=${id}>${label} <span class="field__optional">${t("(optional)")}</span></label>
      <input class="input ${isShort ? "input--short" : ""}" id=${id} autocomplete="off" defaultValue=${given}
        ...${attributes} />
    </div>
  `;
}

function Discussion({ discussion }) {
  const check = ({ currentTarget }) => currentTarget.setCustomValidity(problemIn(currentTarget.value));
  return html`
    <div class="field">
      <label for="draft-discussion">
        ${t("To talk about")} <span class="field__optional">${t("(optional)")}</span>
      </label>
      <p class="field__hint" id="draft-discussion-hint">${t("One a line, with its minute first. It is shown then.")}</p>
      <textarea class="input" id="draft-discussion" name="discussion" rows="3" dir="auto"
        placeholder=${t("12 What would you have done?")} aria-describedby="draft-discussion-hint"
        defaultValue=${asText(discussion)} onInput=${check}></textarea>
    </div>
  `;
}

function problemIn(text) {
  const line = lineWithout(text);
  return line ? t("Line {n}: begin with the minute, such as 12 or 12:30.", { n: number(line) }) : "";
}

export function configOf(form, config = {}) {
  const discussion = discussionOf(form.get("discussion") ?? "").filter(Boolean);
  return {
    title: form.get("watch")?.trim() || null,
    link: form.get("link")?.trim() || null,
    minutes: Number(form.get("watch-minutes")) || null,
    discussion: keeping(discussion, config.discussion),
  };
}

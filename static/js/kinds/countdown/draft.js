import { html } from "../../room/html.js";
import { number, t } from "../../i18n.js";
import { discussionOf, lineWithout } from "./discussion.js";

/** The quick form of the console. */
export function Draft() {
  return html`
    <p class="field__hint">${t("Leave these empty for what the event's page says.")}</p>
    <${Field} id="draft-watch" name="watch" label=${t("What you watch")} maxlength="200" dir="auto" />
    <${Field} id="draft-link" name="link" label=${t("Link")} type="url" placeholder="https://" maxlength="2000" />
    <${Field} id="draft-minutes" name="minutes" label=${t("Minutes")} type="number" min="1" max="360" isShort />
    <${Discussion} />
  `;
}

function Field({ id, label, isShort, ...attributes }) {
  return html`
    <div class="field">
      <label for=${id}>${label} <span class="field__optional">${t("(optional)")}</span></label>
      <input class="input ${isShort ? "input--short" : ""}" id=${id} autocomplete="off" ...${attributes} />
    </div>
  `;
}

function Discussion() {
  const check = ({ currentTarget }) => currentTarget.setCustomValidity(problemIn(currentTarget.value));
  return html`
    <div class="field">
      <label for="draft-discussion">
        ${t("To talk about")} <span class="field__optional">${t("(optional)")}</span>
      </label>
      <p class="field__hint" id="draft-discussion-hint">${t("One a line, with its minute first. It is shown then.")}</p>
      <textarea class="input" id="draft-discussion" name="discussion" rows="3" dir="auto"
        placeholder=${t("12 What would you have done?")} aria-describedby="draft-discussion-hint"
        onInput=${check}></textarea>
    </div>
  `;
}

function problemIn(text) {
  const line = lineWithout(text);
  return line ? t("Line {n}: begin with the minute, such as 12 or 12:30.", { n: number(line) }) : "";
}

export function configOf(form) {
  const title = form.get("watch")?.trim();
  const link = form.get("link")?.trim();
  const minutes = Number(form.get("minutes"));
  const discussion = discussionOf(form.get("discussion") ?? "").filter(Boolean);
  return {
    ...(title && { title }),
    ...(link && { link }),
    ...(minutes && { minutes }),
    ...(discussion.length && { discussion }),
  };
}

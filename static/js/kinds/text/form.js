import { useRef, useState } from "preact/hooks";
import { html } from "../../room/html.js";
import { t } from "../../i18n.js";

/** A box to write in; `send(text, form)` is given what was written, and the box is empty again. */
export function TextForm({ id, label, hint, longest, submit, send, onType, children }) {
  const field = useRef();
  const [problem, setProblem] = useState("");

  function submitted(event) {
    event.preventDefault();
    const text = field.current.value.trim();
    setProblem(text ? "" : t("Write something first."));
    if (text) {
      send(text, new FormData(event.currentTarget));
      field.current.value = "";
      onType?.("");
    }
    field.current.focus();
  }

  return html`
    <form class="text-form" onSubmit=${submitted} novalidate>
      <div class="field">
        <label for=${id}>${label}</label>
        <p class="field__hint" id=${`${id}-hint`}>${hint}</p>
        <textarea class="input" id=${id} rows="3" maxlength=${longest} dir="auto" ref=${field}
          aria-invalid=${problem ? "true" : undefined} aria-describedby=${`${id}-${problem ? "problem" : "hint"}`}
          onInput=${(event) => onType?.(event.currentTarget.value)}></textarea>
        <p class="field__error" id=${`${id}-problem`} role="alert">${problem}</p>
      </div>
      ${children}
      <button class="button">${submit}</button>
    </form>
  `;
}

import { useId, useRef, useState } from "preact/hooks";
import { html } from "../html.js";
import { t } from "../../i18n.js";
import { Drawn } from "../parts/brought.js";

/** Asks for a name, which is all a guest needs. */
export function Join({ live }) {
  const [isJoining, setJoining] = useState(false);
  const field = useRef();
  const errorId = useId();

  async function join(event) {
    event.preventDefault();
    if (isJoining) return;
    setJoining(true);
    await live.join(field.current.value.trim());
    setJoining(false);
    field.current?.focus();
  }

  return html`
    <${Drawn} id="drawing" class="drawing" />
    <form class="card card--floating join stack" onSubmit=${join} novalidate>
      <div class="field">
        <label for="name">${t("Your name")}</label>
        <p class="field__hint" id="${errorId}-hint">${t("As the others here know you.")}</p>
        <input class="input" id="name" name="name" autocomplete="name" maxlength="80" required autofocus
          ref=${field} defaultValue=${live.rememberedName}
          aria-invalid=${live.problem ? "true" : undefined}
          aria-describedby=${live.problem ? errorId : `${errorId}-hint`} />
        <p class="field__error" id=${errorId} role="alert">${live.problem}</p>
      </div>
      <button class="button button--wide" aria-disabled=${isJoining}>${t("Join")}</button>
    </form>
  `;
}

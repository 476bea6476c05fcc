import { useId, useRef, useState } from "preact/hooks";
import { html } from "../html.js";
import { t } from "../../i18n.js";
import { Drawn } from "../parts/brought.js";

const AVATARS = ["🦊", "🐻", "🐼", "🐸", "🦉", "🐙", "🦋", "🐝", "🌻", "🌵", "🍄", "🍋", "🍓", "🫖", "🎈", "🎧", "📚"];

/** Asks for a name, which is all a guest needs. */
export function Join({ live }) {
  const [isJoining, setJoining] = useState(false);
  const field = useRef();
  const errorId = useId();

  async function join(event) {
    event.preventDefault();
    if (isJoining) return;
    setJoining(true);
    const form = new FormData(event.currentTarget);
    await live.join({ name: form.get("name").trim(), avatar: form.get("avatar") ?? "", pronouns: form.get("pronouns").trim() });
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
          ref=${field} defaultValue=${live.remembered.name}
          aria-invalid=${live.problem ? "true" : undefined}
          aria-describedby=${live.problem ? errorId : `${errorId}-hint`} />
        <p class="field__error" id=${errorId} role="alert">${live.problem}</p>
      </div>
      <${More} remembered=${live.remembered} />
      <button class="button button--wide" aria-disabled=${isJoining}>${t("Join")}</button>
    </form>
  `;
}

/** What may stand beside the name; most leave it. */
function More({ remembered }) {
  return html`
    <details class="join__more">
      <summary>${t("Add a picture or pronouns")}</summary>
      <div class="stack">
        <fieldset class="avatars">
          <legend>${t("Picture")} <span class="field__optional">${t("(optional)")}</span></legend>
          ${["", ...AVATARS].map(
            (emoji) => html`
              <label key=${emoji} class="avatars__one">
                <input type="radio" name="avatar" value=${emoji} defaultChecked=${emoji === remembered.avatar} />
                <span aria-hidden="true">${emoji || "–"}</span>
                <span class="visually-hidden">${emoji || t("None")}</span>
              </label>
            `,
          )}
        </fieldset>
        <div class="field">
          <label for="pronouns">${t("Pronouns")} <span class="field__optional">${t("(optional)")}</span></label>
          <input class="input" id="pronouns" name="pronouns" maxlength="40" autocomplete="off" dir="auto"
            defaultValue=${remembered.pronouns} />
        </div>
      </div>
    </details>
  `;
}

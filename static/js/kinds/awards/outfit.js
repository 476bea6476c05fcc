import { useRef, useState } from "preact/hooks";
import { html } from "../../room/html.js";
import { t } from "../../i18n.js";
import { AnswerState } from "../../room/parts/answers.js";
import { pictureAfter } from "./votes.js";

/** A picture of what one wears, or made, for the others to see. */
export function Outfit({ activity, mine, sending, answer, upload }) {
  const [isUploading, setUploading] = useState(false);
  const [problem, setProblem] = useState("");
  const field = useRef();
  const picture = pictureAfter(mine?.picture, sending);
  const isSending = isUploading || sending.some((each) => "picture" in each);
  const id = `outfit-${activity.id}`;
  const show = (address) => answer({ picture: address }, { adds: true });

  async function chosen(event) {
    const [file] = event.currentTarget.files;
    if (!file || isUploading) return;
    setUploading(true);
    setProblem("");
    const sent = await upload(file);
    setUploading(false);
    if (field.current) field.current.value = "";
    if (sent.ok) show(sent.url);
    else setProblem(sent.message);
  }

  return html`
    <section class="outfit" aria-label=${t("Your outfit")}>
      ${picture && html`<img class="outfit__picture" src=${picture} alt=${t("Your picture")} />`}
      <div class="outfit__words">
        <div class="cluster">
          <label class="button button--quiet outfit__choose" for=${id} aria-disabled=${isUploading}>
            ${picture ? t("Show another picture") : t("Show your outfit")}
            <input class="outfit__file" type="file" id=${id} accept="image/*" ref=${field} disabled=${isUploading}
              aria-describedby=${`${id}-hint`} onChange=${chosen} />
          </label>
          ${picture &&
          html`
            <button type="button" class="button button--quiet" onClick=${() => show(null)}>${t("Remove it")}</button>
          `}
        </div>
        <p class="field__hint" id=${`${id}-hint`}>${t("Only this room sees it, and it is gone with the event.")}</p>
        <p class="field__error" role="alert">${problem}</p>
        ${(isSending || picture) && html`<${AnswerState} isSending=${isSending} isCounted=${Boolean(mine?.picture)} />`}
      </div>
    </section>
  `;
}

/** What people wear, for all to look at. */
export function Gallery({ outfits, most = outfits.length, more }) {
  return html`
    <ul class="gallery" aria-label=${t("Outfits")} data-many=${String(outfits.length > 4)}>
      ${outfits.slice(0, most).map(
        ({ id, name, picture }) => html`
          <li key=${id}>
            <figure class="gallery__one">
              <img src=${picture} alt="" />
              <figcaption dir="auto">${name}</figcaption>
            </figure>
          </li>
        `,
      )}
    </ul>
    ${outfits.length > most && html`<p class="gallery__more">${more}</p>`}
  `;
}

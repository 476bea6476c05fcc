import { useEffect, useId, useRef } from "preact/hooks";
import { html } from "../html.js";
import { t } from "../../i18n.js";
import { Icon } from "./brought.js";

/** A dialog that comes up from the edge; Escape, its button and a tap beside it close it. */
export function Sheet({ title, isOpen, close, children }) {
  const dialog = useRef();
  const id = useId();
  useEffect(() => {
    if (isOpen && !dialog.current.open) dialog.current.showModal();
    if (!isOpen && dialog.current.open) dialog.current.close();
  }, [isOpen]);
  const tapped = (event) => event.target === dialog.current && close();
  return html`
    <dialog class="dialog dialog--sheet" aria-labelledby=${id} ref=${dialog} onClose=${close} onClick=${tapped}>
      <div class="dialog__inside">
        <header class="dialog__head">
          <h2 id=${id}>${title}</h2>
          <button type="button" class="button button--plain" onClick=${close}>
            <${Icon} name="x" /><span class="visually-hidden">${t("Close")}</span>
          </button>
        </header>
        ${isOpen && children}
      </div>
    </dialog>
  `;
}

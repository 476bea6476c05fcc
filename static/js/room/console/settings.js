import { useState } from "preact/hooks";
import { html } from "../html.js";
import { t } from "../../i18n.js";
import { Icon } from "../parts/brought.js";
import { linesOf } from "../parts/lines.js";
import { Sheet } from "../parts/sheet.js";

/** The door, the chat, and names that are refused. */
export function RoomSettings({ live }) {
  const [isOpen, setOpen] = useState(false);
  return html`
    <button type="button" class="button button--quiet button--small" onClick=${() => setOpen(true)}>
      <${Icon} name=${live.state.settings.locked ? "lock" : "settings"} />${t("Room")}
    </button>
    <${Sheet} title=${t("The room")} isOpen=${isOpen} close=${() => setOpen(false)}><${Fields} live=${live} /><//>
  `;
}

function Fields({ live }) {
  const { settings } = live.state;
  const [problem, setProblem] = useState("");
  async function decide(changes) {
    const reply = await live.settings(changes);
    setProblem(reply.ok ? "" : reply.message);
  }
  return html`
    <div class="stack">
      <${Check} name=${t("Lock the room: nobody new comes in")} isOn=${settings.locked} set=${(locked) => decide({ locked })} />
      <${Check} name=${t("Let each new guest in myself")} isOn=${settings.approve} set=${(approve) => decide({ approve })} />
      <${Check} name=${t("Quiet: guests react and applaud, and do not write or raise hands")} isOn=${settings.quiet}
        set=${(quiet) => decide({ quiet })} />
      <${Check} name=${t("Chat")} isOn=${settings.chat} set=${(chat) => decide({ chat })} />
      <div class="field">
        <label for="slow">${t("Slow mode")}</label>
        <select class="input" id="slow" value=${String(settings.slow_s)} onChange=${(event) => decide({ slow_s: Number(event.currentTarget.value) })}>
          <option value="0">${t("Off")}</option>
          ${[5, 15, 30, 60].map((s) => html`<option key=${s} value=${String(s)}>${everySeconds(s)}</option>`)}
        </select>
      </div>
      <div class="field">
        <label for="refused">${t("Words no name may hold")}</label>
        <p class="field__hint" id="refused-hint">${t("One a line.")}</p>
        <textarea class="input" id="refused" rows="3" aria-describedby="refused-hint" defaultValue=${(settings.refused_names ?? []).join("\n")}
          onChange=${(event) => decide({ refused_names: linesOf(event.currentTarget.value) })}></textarea>
      </div>
      <p class="field__error" role="alert">${problem}</p>
    </div>
  `;
}

function everySeconds(n) {
  return t("One line every {n} seconds", { n });
}

function Check({ name, isOn, set }) {
  return html`
    <label class="check">
      <input type="checkbox" checked=${isOn} onChange=${(event) => set(event.currentTarget.checked)} /><span>${name}</span>
    </label>
  `;
}

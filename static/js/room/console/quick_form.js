import { useRef, useState } from "preact/hooks";
import { html } from "../html.js";
import { useKind } from "../kinds.js";
import { t } from "../../i18n.js";
import { Icon } from "../parts/brought.js";

const KINDS = [
  { name: "single", label: () => t("Poll"), asks: () => t("Question") },
  { name: "words", label: () => t("Word cloud"), asks: () => t("Question") },
  { name: "prompt", label: () => t("Icebreaker cards"), asks: () => t("What it is called") },
];

/** Something thought of on the spot: added to the run of show, or asked at once. */
export function QuickForm({ live, pick }) {
  const [chosen, choose] = useState(KINDS[0]);
  const [problem, setProblem] = useState("");
  const [isSending, setSending] = useState(false);
  const form = useRef();
  const box = useRef();
  const kind = useKind(chosen.name, live.isConnected);

  async function submit(event) {
    event.preventDefault();
    if (isSending || !kind) return;
    setSending(true);
    const isAskedNow = event.submitter?.value === "now";
    const reply = await add(live, chosen.name, kind, new FormData(form.current), isAskedNow);
    setSending(false);
    setProblem(reply.ok ? "" : reply.message);
    if (!reply.ok) return;
    pick(reply.id);
    form.current.reset();
    choose(KINDS[0]);
    box.current.open = false;
    box.current.querySelector("summary").focus();
  }

  return html`
    <details class="quick" ref=${box}>
      <summary class="button button--quiet button--small"><${Icon} name="plus" />${t("Quick poll")}</summary>
      <form class="card stack" aria-label=${t("Quick poll")} onSubmit=${submit} ref=${form}>
        <div class="field">
          <label for="draft-kind">${t("Kind")}</label>
          <select class="input" id="draft-kind" value=${chosen.name}
            onChange=${(event) => choose(KINDS[event.currentTarget.selectedIndex])}>
            ${KINDS.map(({ name, label }) => html`<option key=${name} value=${name}>${label()}</option>`)}
          </select>
        </div>
        <div class="field">
          <label for="draft-title">${chosen.asks()}</label>
          <input class="input" id="draft-title" name="title" maxlength="200" autocomplete="off" required dir="auto" />
        </div>
        ${kind?.Draft && html`<${kind.Draft} />`}
        <p class="field__error" role="alert">${problem}</p>
        <div class="cluster">
          <button class="button" value="now" aria-disabled=${isSending}>${t("Ask now")}</button>
          <button class="button button--quiet" value="later" aria-disabled=${isSending}>${t("Add to the list")}</button>
        </div>
      </form>
    </details>
  `;
}

async function add(live, name, kind, form, isAskedNow) {
  const reply = await live.add({ kind: name, title: form.get("title"), config: kind.configOf(form) });
  if (!reply.ok) return reply;
  const id = reply.activity;
  if (!isAskedNow) return { ok: true, id };
  const opened = await live.move({ id }, "open");
  return { ...opened, id };
}

import { useRef, useState } from "preact/hooks";
import { html } from "../html.js";
import { useKind } from "../kinds.js";
import { t } from "../../i18n.js";
import { Icon } from "../parts/brought.js";
import { Sheet } from "../parts/sheet.js";
import { CATALOGUE, GROUPS } from "./catalogue.js";
import { CommonFields, settingsOf } from "./common.js";
import { pollFrom } from "./quick.js";

/** Something thought of on the spot: a poll typed as one line, or any kind by its form. */
export function Quick({ live, pick }) {
  return html`
    <div class="quick stack stack--tight">
      <${QuickLine} live=${live} pick=${pick} />
      <${QuickForm} live=${live} pick=${pick} />
    </div>
  `;
}

function QuickLine({ live, pick }) {
  const [line, setLine] = useState("");
  const [problem, setProblem] = useState("");
  const [isSending, setSending] = useState(false);

  async function submit(event) {
    event.preventDefault();
    const poll = pollFrom(line, { yes: t("Yes"), no: t("No") });
    if (isSending || !poll) return;
    setSending(true);
    const reply = await addAndOpen(live, poll);
    setSending(false);
    setProblem(reply.ok ? "" : reply.message);
    if (!reply.ok) return;
    pick(reply.id);
    setLine("");
  }

  return html`
    <form onSubmit=${submit} novalidate>
      <div class="field">
        <label class="console__heading" for="quick-line">${t("Quick poll")}</label>
        <div class="field__control">
          <input class="input" id="quick-line" value=${line} maxlength="400" autocomplete="off" dir="auto"
            placeholder=${t("Tea or coffee? Tea / Coffee")} aria-describedby="quick-line-hint quick-line-problem"
            onInput=${(event) => setLine(event.currentTarget.value)} />
          <button class="button" aria-disabled=${isSending || !line.trim()}>${t("Ask")}</button>
        </div>
        <p class="visually-hidden" id="quick-line-hint">
          ${t("A question, then its options parted by slashes. Without options it is yes or no.")}
        </p>
        <p class="field__error" id="quick-line-problem" role="alert">${problem}</p>
      </div>
    </form>
  `;
}

function QuickForm({ live, pick }) {
  const [chosen, choose] = useState(CATALOGUE[0]);
  const [problem, setProblem] = useState("");
  const [isSending, setSending] = useState(false);
  const [isOpen, setOpen] = useState(false);
  const form = useRef();
  const kind = useKind(chosen.name, live.isConnected);

  async function submit(event) {
    event.preventDefault();
    if (isSending || !kind) return;
    const isAskedNow = event.submitter?.value === "now";
    const typed = new FormData(form.current);
    const config = settingsOf(kind, typed);
    const draft = { kind: chosen.name, title: typed.get("title"), config };
    setSending(true);
    const reply = await (isAskedNow ? addAndOpen(live, draft) : add(live, draft));
    setSending(false);
    setProblem(reply.ok ? "" : reply.message);
    if (!reply.ok) return;
    pick(reply.id);
    choose(CATALOGUE[0]);
    setOpen(false);
  }

  return html`
    <button type="button" class="button button--quiet button--small" onClick=${() => setOpen(true)}>
      <${Icon} name="plus" />${t("Add an activity")}
    </button>
    <${Sheet} title=${t("Add an activity")} isOpen=${isOpen} close=${() => setOpen(false)}>
      <form class="stack" aria-label=${t("Add an activity")} onSubmit=${submit} ref=${form}>
        <div class="field">
          <label for="draft-kind">${t("Kind")}</label>
          <select class="input" id="draft-kind" value=${chosen.name}
            onChange=${(event) => choose(CATALOGUE[event.currentTarget.selectedIndex])}>
            ${GROUPS.map(
              ({ label, kinds }) => html`
                <optgroup label=${label()}>
                  ${kinds.map((each) => html`<option key=${each.name} value=${each.name}>${each.label()}</option>`)}
                </optgroup>
              `,
            )}
          </select>
        </div>
        <div class="field">
          <label for="draft-title">${t("Title")}</label>
          <input class="input" id="draft-title" name="title" maxlength="200" autocomplete="off" required dir="auto" />
        </div>
        ${kind?.Draft && html`<${kind.Draft} key=${chosen.name} />`}
        ${kind?.hasResults && html`<${CommonFields} key=${`${chosen.name}-common`} name=${chosen.name} />`}
        <p class="field__error" role="alert">${problem}</p>
        <div class="cluster">
          <button class="button" value="now" aria-disabled=${isSending}>${t("Ask now")}</button>
          <button class="button button--quiet" value="later" aria-disabled=${isSending}>${t("Add to the list")}</button>
        </div>
      </form>
    <//>
  `;
}

async function add(live, draft) {
  const reply = await live.add(draft);
  return reply.ok ? { ok: true, id: reply.activity } : reply;
}

async function addAndOpen(live, draft) {
  const added = await add(live, draft);
  return added.ok ? { ...(await live.move({ id: added.id }, "open")), id: added.id } : added;
}

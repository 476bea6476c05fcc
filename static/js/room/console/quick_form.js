import { useRef, useState } from "preact/hooks";
import { html } from "../html.js";
import { useKind } from "../kinds.js";
import { t } from "../../i18n.js";
import { Icon } from "../parts/brought.js";
import { Sheet } from "../parts/sheet.js";
import { CATALOGUE, GROUPS } from "./catalogue.js";
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
    const config = { ...commonOf(typed), ...(kind.configOf?.(typed) ?? {}) };
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
        ${kind?.hasResults &&
        !chosen.hasOwnCourse &&
        html`<${Common} key=${`${chosen.name}-common`} mayBeAnonymous=${!chosen.isNamed} />`}
        <p class="field__error" role="alert">${problem}</p>
        <div class="cluster">
          <button class="button" value="now" aria-disabled=${isSending}>${t("Ask now")}</button>
          <button class="button button--quiet" value="later" aria-disabled=${isSending}>${t("Add to the list")}</button>
        </div>
      </form>
    <//>
  `;
}

function Common({ mayBeAnonymous }) {
  return html`
    <div class="field">
      <label for="draft-results">${t("Results")}</label>
      <select class="input" id="draft-results" name="results">
        <option value="">${t("Hidden until I show them")}</option>
        <option value="live">${t("Seen by all from the start")}</option>
        <option value="host">${t("For me alone")}</option>
      </select>
    </div>
    <div class="field">
      <label for="draft-seconds">${t("Time limit")}</label>
      <select class="input" id="draft-seconds" name="limit-seconds">
        <option value="">${t("None")}</option>
        ${[15, 30, 60, 120, 300].map((s) => html`<option key=${s} value=${s}>${inSeconds(s)}</option>`)}
      </select>
    </div>
    <${Choice} name="final" words=${t("The first answer stands")} />
    ${mayBeAnonymous && html`<${Choice} name="anonymous" words=${t("Anonymous")} />`}
  `;
}

function Choice({ name, words }) {
  return html`<label class="check"><input type="checkbox" name=${name} /><span>${words}</span></label>`;
}

function inSeconds(n) {
  return t("{n} seconds", { n });
}

function commonOf(typed) {
  const config = {};
  if (typed.get("results")) config.results = typed.get("results");
  if (typed.get("anonymous")) config.anonymous = true;
  if (typed.get("final")) config.may_change = false;
  if (typed.get("limit-seconds")) Object.assign(config, { seconds: Number(typed.get("limit-seconds")), show_at_end: true });
  return config;
}

async function add(live, draft) {
  const reply = await live.add(draft);
  return reply.ok ? { ok: true, id: reply.activity } : reply;
}

async function addAndOpen(live, draft) {
  const added = await add(live, draft);
  return added.ok ? { ...(await live.move({ id: added.id }, "open")), id: added.id } : added;
}

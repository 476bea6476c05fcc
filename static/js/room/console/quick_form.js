import { useState } from "preact/hooks";
import { html } from "../html.js";
import { t } from "../../i18n.js";
import { Icon } from "../parts/brought.js";
import { Sheet } from "../parts/sheet.js";
import { groupsOf, useKinds } from "./form/kinds.js";
import { SettingsForm } from "./form/form.js";
import { changesIn, typedOf } from "./form/values.js";
import { pollFrom } from "./quick.js";

/** What a form for something new begins with. */
const FIRST = "single";

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
  const [isOpen, setOpen] = useState(false);
  const added = (id) => {
    pick(id);
    setOpen(false);
  };
  return html`
    <button type="button" class="button button--quiet button--small" onClick=${() => setOpen(true)}>
      <${Icon} name="plus" />${t("Add an activity")}
    </button>
    <${Sheet} title=${t("Add an activity")} isOpen=${isOpen} close=${() => setOpen(false)}>
      <${Described} live=${live} added=${added} />
    <//>
  `;
}

/** The form, once it is known what kinds there are. */
function Described(props) {
  const kinds = useKinds();
  return kinds ? html`<${Form} kinds=${kinds} ...${props} />` : html`<p class="quiet">${t("It is on its way …")}</p>`;
}

/** Any kind by its form, asked at once or kept for later. */
function Form({ live, kinds, added }) {
  const first = kinds.find(({ kind }) => kind === FIRST) ?? kinds[0];
  const [chosen, setChosen] = useState(first);
  const [typed, setTyped] = useState(() => typedOf(first.form));
  const [problem, setProblem] = useState("");
  const [isSending, setSending] = useState(false);

  function choose(name) {
    const kind = kinds.find((each) => each.kind === name);
    setChosen(kind);
    setTyped(typedOf(kind.form));
  }

  async function submit(event) {
    event.preventDefault();
    if (isSending) return;
    const isAskedNow = event.submitter?.value === "now";
    const title = new FormData(event.currentTarget).get("title");
    const draft = { kind: chosen.kind, title, config: changesIn(chosen.form, typed) };
    setSending(true);
    const reply = await (isAskedNow ? addAndOpen(live, draft) : add(live, draft));
    setSending(false);
    setProblem(reply.ok ? "" : reply.message);
    if (reply.ok) added(reply.id);
  }

  return html`
    <form class="settings stack" aria-label=${t("Add an activity")} onSubmit=${submit}>
      <${KindField} kinds=${kinds} chosen=${chosen} choose=${choose} />
      <div class="field">
        <label for="draft-title">${t("Title")}</label>
        <input class="input" id="draft-title" name="title" maxlength="200" autocomplete="off" required dir="auto" />
      </div>
      <${SettingsForm} key=${chosen.kind} kind=${chosen} typed=${typed} set=${setTyped} />
      <p class="field__error" role="alert">${problem}</p>
      <div class="cluster">
        <button class="button" value="now" aria-disabled=${isSending}>${t("Ask now")}</button>
        <button class="button button--quiet" value="later" aria-disabled=${isSending}>${t("Add to the list")}</button>
      </div>
    </form>
  `;
}

/** The kinds by what they are for, each with what it does. */
function KindField({ kinds, chosen, choose }) {
  return html`
    <div class="field">
      <label for="draft-kind">${t("Kind")}</label>
      <select class="input" id="draft-kind" aria-describedby="draft-kind-help" value=${chosen.kind}
        onChange=${(event) => choose(event.currentTarget.value)}>
        ${groupsOf(kinds).map(
          ({ group, its }) => html`
            <optgroup key=${group} label=${group}>
              ${its.map(
                ({ kind, label }) => html`
                  <option key=${kind} value=${kind} selected=${kind === chosen.kind}>${label}</option>
                `,
              )}
            </optgroup>
          `,
        )}
      </select>
      <p class="field__hint" id="draft-kind-help">${chosen.help}</p>
    </div>
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

import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { html } from "../html.js";
import { language, t } from "../../i18n.js";
import { Icon } from "./brought.js";

const LONGEST = 500;
const clock = new Intl.DateTimeFormat(language, { hour: "numeric", minute: "2-digit" });

/** What people wrote to all, and a line to write in. The host may take any line away, a guest their own. */
export function Chat({ live }) {
  const { chat, settings, you } = live.state;
  const isHost = you.role === "host";
  return html`
    <div class="chat">
      <${Lines} lines=${chat.lines} mayTake=${(line) => isHost || line.guest === you.id} take=${(line) => live.unsay(line)}
        you=${you} />
      ${isHost || (settings.chat && !settings.quiet)
        ? html`<${Writing} live=${live} slowS=${isHost ? 0 : settings.slow_s} />`
        : html`<p class="quiet">${settings.quiet ? t("The room is quiet now.") : t("The chat is off.")}</p>`}
    </div>
  `;
}

function Lines({ lines, mayTake, take, you }) {
  const list = useRef();
  const newest = lines.at(-1)?.id;
  useLayoutEffect(() => {
    list.current.scrollTop = list.current.scrollHeight;
  }, [newest]);
  return html`
    <ol class="chat__lines" aria-label=${t("Chat")} tabindex="0" ref=${list}>
      ${!lines.length && html`<li class="quiet">${t("Nobody has written yet. Say hello.")}</li>`}
      ${lines.map(
        (line) => html`
          <li key=${line.id} class="chat__line" data-own=${isOwn(line, you)}>
            <p class="chat__who"><strong dir="auto">${line.name}</strong> <time>${clock.format(Date.parse(line.at))}</time></p>
            <p class="chat__text" dir="auto">${line.text}</p>
            ${mayTake(line) &&
            html`
              <button type="button" class="button button--plain button--small chat__take" onClick=${() => take(line)}>
                <${Icon} name="trash-2" /><span class="visually-hidden">${t("Take away:")} ${line.text}</span>
              </button>
            `}
          </li>
        `,
      )}
    </ol>
  `;
}

function isOwn(line, you) {
  return you.role === "host" ? line.guest === null : line.guest === you.id;
}

function Writing({ live, slowS }) {
  const [text, setText] = useState("");
  const [problem, setProblem] = useState("");
  const [isSending, setSending] = useState(false);

  async function submit(event) {
    event.preventDefault();
    if (isSending || !text.trim()) return;
    setSending(true);
    const reply = await live.say(text);
    setSending(false);
    setProblem(reply.ok ? "" : reply.message);
    if (reply.ok) setText("");
  }

  const slow = t("Slow mode: one line every {n} seconds.", { n: slowS });
  return html`
    <form class="chat__form" onSubmit=${submit} novalidate>
      <div class="field">
        <label class="visually-hidden" for="chat-text">${t("Write to all")}</label>
        <div class="field__control">
          <input class="input" id="chat-text" maxlength=${LONGEST} autocomplete="off" enterkeyhint="send" dir="auto"
            placeholder=${t("Write to all")} value=${text} onInput=${(event) => setText(event.currentTarget.value)}
            aria-describedby="chat-problem" />
          <button class="button" aria-disabled=${isSending}>${t("Send")}</button>
        </div>
        ${slowS > 0 && html`<p class="field__hint">${slow}</p>`}
        <p class="field__error" id="chat-problem" role="alert">${problem}</p>
      </div>
    </form>
  `;
}

/** How many lines came since the chat was last seen; `isSeen` while it is open. */
export function useUnread({ lines }, isSeen) {
  const newest = lines.at(-1)?.id ?? 0;
  const [seen, setSeen] = useState(newest);
  useEffect(() => {
    if (isSeen) setSeen(newest);
  }, [isSeen, newest]);
  return isSeen ? 0 : lines.filter(({ id }) => id > seen).length;
}

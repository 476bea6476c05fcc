import { useRef } from "preact/hooks";
import { html } from "../html.js";
import { t } from "../../i18n.js";
import { Icon } from "../parts/brought.js";
import { TimerLeft } from "../parts/timer.js";

/** The time limit of an activity: started, prolonged, held. */
export function ActivityTimer({ activity, move }) {
  const { timer } = activity;
  if (activity.state !== "open") return null;
  if (!timer && activity.phase === "over") return null;
  if (!timer) return html`<${NewTimer} activity=${activity} move=${move} />`;
  return html`
    <span class="cluster">
      <${TimerLeft} timer=${timer} />
      ${timer.shows && html`<span class="quiet">${t("Results are shown at the end.")}</span>`}
      <button type="button" class="button button--quiet button--small" onClick=${() => move("add-time", { seconds: 60 })}>
        ${t("+1 min")}
      </button>
      <button type="button" class="button button--quiet button--small" aria-keyshortcuts="t"
        onClick=${() => move(timer.paused_at ? "resume" : "pause")}>
        <${Icon} name=${timer.paused_at ? "play" : "pause"} />${timer.paused_at ? t("Go on") : t("Hold")}
      </button>
    </span>
  `;
}

/** Starts a minute. */
function NewTimer({ activity, move }) {
  return html`
    <button type="button" class="button button--quiet" aria-keyshortcuts="t" onClick=${() => move(...newTimer(activity))}>
      <${Icon} name="timer" />${t("1 minute")} <kbd aria-hidden="true">t</kbd>
    </button>
  `;
}

/** The move that gives an activity a minute, after which it closes and shows what it may show. */
export function newTimer({ config }) {
  return ["start", { seconds: 60, show: config.results !== "host" }];
}

/** Timers for the whole room, each with a name. */
export function RoomTimers({ live, act }) {
  const form = useRef();
  const { timers } = live.state.timers;
  const change = (timer, step, seconds = 60) =>
    act(`timer ${timer.id} ${step}`, () => live.timer({ timer: timer.id, step, ...(step === "add" && { seconds }) }));

  function start(event) {
    event.preventDefault();
    const typed = new FormData(form.current);
    act("timer", async () => {
      const asked = { name: typed.get("timer-name"), seconds: Math.round(Number(typed.get("timer-minutes")) * 60) };
      const reply = await live.timer(asked);
      if (reply.ok) form.current.reset();
      return reply;
    });
  }

  return html`
    <section class="stack stack--tight" aria-label=${t("Timers for all")}>
      <h2 class="console__heading">${t("Timers for all")}</h2>
      ${timers.length > 0 &&
      html`
        <ul class="room-timers">
          ${timers.map(
            (timer) => html`
              <li key=${timer.id} class="cluster">
                <${TimerLeft} timer=${timer} name=${timer.name} />
                <button type="button" class="button button--quiet button--small" onClick=${() => change(timer, "add")}>${t("+1 min")}</button>
                <button type="button" class="button button--quiet button--small"
                  onClick=${() => change(timer, timer.paused_at ? "resume" : "pause")}>
                  ${timer.paused_at ? t("Go on") : t("Hold")}
                </button>
                <button type="button" class="button button--plain button--small" onClick=${() => change(timer, "stop")}>
                  <${Icon} name="x" /><span class="visually-hidden">${t("Take away:")} ${timer.name}</span>
                </button>
              </li>
            `,
          )}
        </ul>
      `}
      <form class="room-timers__new" onSubmit=${start} ref=${form}>
        <input class="input" name="timer-name" aria-label=${t("Name of the timer")} placeholder=${t("Tea break")} maxlength="80" required dir="auto" />
        <input class="input input--short" name="timer-minutes" aria-label=${t("Minutes")} type="number" min="0.5" max="240" step="0.5"
          defaultValue="5" required />
        <button class="button button--quiet button--small">${t("Start")}</button>
      </form>
    </section>
  `;
}

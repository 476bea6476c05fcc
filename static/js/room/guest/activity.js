import { html } from "../html.js";
import { timerOf, useKind } from "../kinds.js";
import { number, t } from "../../i18n.js";
import { TimerLeft } from "../parts/timer.js";

/** One activity on a guest's screen. */
export function GuestActivity({ live, activity }) {
  const kind = useKind(activity.kind, live.isConnected);
  const isOpen = activity.state === "open";
  const timer = timerOf(activity, kind);
  const { mine, sending, refused } = live.state.answersTo(activity.id);
  return html`
    <section class="activity" role="region" aria-label=${activity.title} data-state=${activity.state}>
      <header class="activity__head">
        ${!isOpen && html`<p class="badge">${t("Closed")}</p>`}
        <h2 dir="auto">${activity.title}</h2>
        ${timer && html`<${TimerLeft} timer=${timer} />`}
      </header>
      ${kind &&
      html`
        <${kind.Guest} activity=${activity} isOpen=${isOpen} mine=${mine} sending=${sending} you=${live.state.you}
          people=${live.state.people.people} upload=${(file) => live.upload(file)}
          answer=${(answer, options) => live.answer(activity, answer, options)} />
      `}
      <${Refused} ...${refused} />
      ${kind?.hasResults && html`<${Foot} activity=${activity} state=${live.state} />`}
    </section>
  `;
}

/** Why an answer was refused; words in it are given back, so that nothing typed is lost. */
function Refused({ message, answer }) {
  const words = wordsOf(answer);
  return html`
    <div role="alert">
      ${message && html`<p class="field__error">${message}</p>`}
      ${words.length > 0 && html`<p class="refused">${t("You wrote:")} <q dir="auto">${words.join(" · ")}</q></p>`}
    </div>
  `;
}

function wordsOf(answer) {
  if (typeof answer === "string") return answer.includes(" ") ? [answer] : [];
  return Object.values(answer ?? {}).flatMap(wordsOf);
}

function Foot({ activity, state: { people, event } }) {
  return html`
    <footer class="activity__foot">
      <p>${answeredOf(activity, people)}</p>
      <p>${aboutResults(activity, event.host.name)}</p>
      ${activity.anonymous && html`<p>${t("Anonymous: your answer is stored without your name, and nobody can find out whose it is.")}</p>`}
    </footer>
  `;
}

function aboutResults({ state, results, config }, host) {
  if (config.results === "host") return t("Only {host} sees the results.", { host });
  if (state === "closed" && results === "hidden") return t("{host} has not shown the results yet.", { host });
  return null;
}

/** "9 of 12 answered"; guests who have left since may make it more than are here. */
export function answeredOf({ answered = 0 }, { count }) {
  if (answered > count) return t("{n} answered", { n: number(answered) });
  return t("{n} of {all} answered", { n: number(answered), all: number(count) });
}

import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { html } from "../../room/html.js";
import { number, t } from "../../i18n.js";
import { useKeys, useWakeLock } from "../../room/hooks.js";
import { AnswerState } from "../../room/parts/answers.js";
import { Icon } from "../../room/parts/brought.js";
import { BACK, marksWith, nameOf, othersAround } from "./along.js";
import { Ingredients } from "./ingredients.js";
import { StepCard } from "./step.js";

/** The step that is on, and what one says to it; at one's own pace, one's own. The screen stays awake meanwhile. */
export function Guest({ activity, isOpen, mine, sending, answer }) {
  const { config, step } = activity;
  useWakeLock(isOpen);
  const own = marksWith(mine, sending);
  const isOwnPace = config.pace === "own";
  if (!config.steps.length || !step) return html`<p class="lede">${t("The first step is about to begin.")}</p>`;
  const at = isOwnPace ? Math.max(0, config.steps.findIndex(({ id }) => id === own.at)) : activity.at;
  const props = { activity, isOpen, mine, sending, answer, own, at, send: senderOf(answer) };
  return html`
    <div class="along">
      ${!isOpen && html`<p class="lede">${t("That was it. Here are all the steps once more.")}</p>`}
      ${isOpen && (isOwnPace ? html`<${OwnPace} ...${props} />` : html`<${Together} ...${props} />`)}
      <${Ingredients} config=${config} />
      <${AllSteps} steps=${config.steps} own=${own} at=${isOpen ? at : -1} isOpen=${!isOpen} />
    </div>
  `;
}

/** Marks add up, and none may take the place of one that still waits. */
function senderOf(answer) {
  return (step, mark) => answer({ step, mark }, { adds: true });
}

function Together({ activity, mine, sending, own, at, send }) {
  const { id } = activity.config.steps[at];
  return html`
    <${CatchUp} steps=${activity.config.steps} at=${at} hasMarks=${mine !== undefined} />
    <${Present} activity=${activity} at=${at} />
    <${Marks} marks=${own.marks[id] ?? []} send=${(mark) => send(id, mark)} hasDone />
    <${State} marks=${own.marks[id]} sending=${sending} />
  `;
}

/** The step, in sight whenever it is another one. */
function Present({ activity: { config, timers }, at }) {
  const place = useRef();
  const before = useRef(at);
  useLayoutEffect(() => {
    if (before.current !== at && place.current.getBoundingClientRect().top < 0) place.current.scrollIntoView();
    before.current = at;
  }, [at]);
  return html`
    <div class="along__present" ref=${place}>
      <${StepCard} steps=${config.steps} at=${at} timers=${timers} hasLink />
    </div>
  `;
}

/** For who came late: what the others have done before. */
function CatchUp({ steps, at, hasMarks }) {
  const [came] = useState(hasMarks ? 0 : at);
  if (came === 0 || came !== at) return null;
  const words = t("You are at step {n}. Before it: {steps}.", {
    n: number(at + 1),
    steps: steps.slice(0, at).map((step) => nameOf(step).replace(/[.…]$/, "")).join(", "),
  });
  return html`<p class="along__catch-up" dir="auto">${words}</p>`;
}

function Marks({ marks, send, hasDone = false }) {
  const isDone = marks.includes("done");
  return html`
    <div class="along__marks" role="group" aria-label=${t("This step")}>
      ${hasDone && html`<${Mark} mark="done" words=${t("Done")} marks=${marks} send=${send} isMain=${isDone} />`}
      <${Mark} mark="help" words=${t("I need help")} marks=${marks} send=${send} />
      <${Mark} mark="love" words=${t("Love it")} marks=${marks} send=${send} />
    </div>
  `;
}

function Mark({ mark, words, marks, send }) {
  const isOn = marks.includes(mark);
  const press = () => (send(isOn ? BACK[mark] : mark));
  return html`
    <button type="button" class="button along__mark ${isOn ? "" : "button--quiet"}" aria-pressed=${isOn}
      data-mark=${mark} onClick=${press}>
      ${isOn && html`<${Icon} name="check" />`}${words}
    </button>
  `;
}

function State({ marks = [], sending }) {
  return html`
    <${AnswerState} isSending=${sending.length > 0} isCounted=${marks.length > 0}>
      ${marks.includes("help") && t("The host sees that you need help.")}
    <//>
  `;
}

function OwnPace({ activity, mine, sending, own, at, send }) {
  const { config: { steps }, places } = activity;
  const { id } = steps[at];
  const hasPlace = useRef(own.at !== null);
  useEffect(() => {
    if (hasPlace.current) return;
    hasPlace.current = true;
    send(id, "here");
  }, []);
  const goTo = (index) => {
    hasPlace.current = true; // a quick key comes before the effect, which would lead back to the first step
    send(steps[index].id, "here");
  };
  const isLast = at === steps.length - 1;
  const goBack = () => at > 0 && goTo(at - 1);
  const isDone = own.marks[id]?.includes("done");
  const goOn = () => {
    if (isLast && isDone) return;
    if (!isDone) send(id, "done");
    if (!isLast) goTo(at + 1);
  };
  // with wet hands, or a clicker
  useKeys({ arrowright: goOn, pagedown: goOn, arrowleft: goBack, pageup: goBack });
  return html`
    <${Present} activity=${activity} at=${at} />
    <div class="along__moves">
      <button type="button" class="button button--quiet" aria-disabled=${at === 0}
        onClick=${goBack}>
        ${t("Back")}
      </button>
      <button type="button" class="button" aria-disabled=${Boolean(isLast && isDone)}
        onClick=${goOn}>
        ${goOnWords(isDone, isLast)}
      </button>
    </div>
    <${Marks} marks=${own.marks[id] ?? []} send=${(mark) => send(id, mark)} />
    <${State} marks=${own.marks[id]} sending=${sending} />
    <${Others} around=${othersAround(places ?? {}, steps.map((step) => step.id), at, mine?.at)} />
  `;
}

function goOnWords(isDone, isLast) {
  if (isLast) return isDone ? t("All done") : t("Done");
  return isDone ? t("Next") : t("Done, next");
}

/** Where the others are: "2 here, 3 ahead". */
function Others({ around: { behind, here, ahead } }) {
  const parts = [
    behind && t("{n} behind", { n: number(behind) }),
    here && t("{n} here", { n: number(here) }),
    ahead && t("{n} ahead", { n: number(ahead) }),
  ].filter(Boolean);
  if (!parts.length) return null;
  const words = t("The others: {where}", { where: parts.join(", ") });
  return html`<p class="along__others">${words}</p>`;
}

function AllSteps({ steps, own, at, isOpen }) {
  return html`
    <details class="along__fold" open=${isOpen}>
      <summary>${t("All steps")}</summary>
      <ol class="along__all">
        ${steps.map((step, index) => {
          const isDone = own.marks[step.id]?.includes("done");
          return html`
            <li key=${step.id} aria-current=${index === at ? "step" : undefined}>
              <span class="along__tick">${isDone && html`<${Icon} name="check" />`}</span>
              <span class="along__one">
                <span dir="auto">${step.title ?? step.text}</span>
                ${isDone && html`<span class="visually-hidden"> (${t("done")})</span>`}
                ${step.title && step.text && html`<span class="along__more" dir="auto">${step.text}</span>`}
              </span>
            </li>
          `;
        })}
      </ol>
    </details>
  `;
}

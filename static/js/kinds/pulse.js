import { useState } from "preact/hooks";
import { html } from "../room/html.js";
import { language, number, t } from "../i18n.js";
import { AnswerState } from "../room/parts/answers.js";
import { mayAnswer } from "../room/parts/options.js";
import { Distribution, Ends, Mean, nameOf, oneDecimal, steps } from "./rating.js";

export const hasResults = true;
export const stylesheet = new URL("../../css/kinds/pulse.css", import.meta.url).href;

/** A slider that may be moved at any time; it is sent when it is let go. */
export function Guest({ activity, isOpen, mine, sending, answer }) {
  const { config, tally } = activity;
  const sent = sending.at(-1) ?? mine;
  const [moved, move] = useState(null);
  const value = moved ?? sent ?? Math.ceil(config.scale / 2);
  const canMove = mayAnswer(activity, isOpen, mine);
  const hasBegun = moved !== null || sent !== undefined;

  function send(step) {
    move(null);
    if (canMove && step !== sent) answer(step);
  }

  return html`
    <div class="pulse" data-begun=${hasBegun}>
      <p class="pulse__value" aria-hidden="true">${hasBegun ? number(value) : "–"}</p>
      <input class="pulse__range" type="range" min="1" max=${config.scale} step="1"
        value=${value} disabled=${!canMove} aria-label=${t("How it is for you now")}
        aria-valuetext=${hasBegun ? nameOf(value, config) : t("Not set yet")}
        onInput=${(event) => move(Number(event.currentTarget.value))}
        onChange=${(event) => send(Number(event.currentTarget.value))}
        onPointerUp=${(event) => sent === undefined && send(Number(event.currentTarget.value))}
        onKeyDown=${(event) => event.key === "Enter" && send(Number(event.currentTarget.value))} />
      <p class="pulse__steps" aria-hidden="true">
        ${steps(config).map(
          (step) => html`<span key=${step} data-here=${hasBegun && step === value}>${number(step)}</span>`,
        )}
      </p>
      <${Ends} config=${config} />
    </div>
    <${AnswerState} isSending=${sending.length > 0} isCounted=${mine !== undefined}>
      ${canMove && hint(mine)}
    <//>
    ${tally && html`<${Results} config=${config} tally=${tally} />`}
  `;
}

function hint(mine) {
  if (mine === undefined) return t("Move it to where you are, or tap it where it stands.");
  return t("Move it whenever that changes.");
}

/** The mean of now, how it came about, and how often each step is chosen. */
export function Board({ activity: { config, tally } }) {
  return html`<${Results} config=${config} tally=${tally} />`;
}

function Results({ config, tally }) {
  return html`
    <div class="pulse-results">
      ${tally && html`<${Mean} config=${config} tally=${tally} />`}
      ${tally?.line?.length > 0 && html`<${OverTime} config=${config} line=${tally.line} />`}
      <${Distribution} config=${config} tally=${tally} />
    </div>
  `;
}

/** The line has the width and the height it is given; what must keep its shape stands above it as text and dot. */
function OverTime({ config, line }) {
  const points = pointsOf(line, config.scale);
  const [first, last] = [points[0], points.at(-1)];
  const path = points.map(({ x, y }) => `${x},${y}`).join(" ");
  return html`
    <figure class="over-time">
      <div class="over-time__plot" role="img" aria-label=${overTimeInWords(line)}>
        <span class="over-time__end">${number(config.scale)}</span>
        <span class="over-time__end">${number(1)}</span>
        <div class="over-time__line">
          <svg viewBox="0 0 100 100" preserveAspectRatio="none" focusable="false" aria-hidden="true">
            <polygon points=${`${first.x},100 ${path} ${last.x},100`} />
            <polyline points=${path} vector-effect="non-scaling-stroke" />
          </svg>
          <span class="over-time__now"
            style=${{ insetInlineStart: `${last.x}%`, insetBlockStart: `${last.y}%` }}></span>
        </div>
      </div>
      <figcaption class="over-time__times" aria-hidden="true">
        <span>${line.length > 1 && clock(line[0].at)}</span> <span>${clock(line.at(-1).at)}</span>
      </figcaption>
    </figure>
  `;
}

/** The means as points in a square of 100 × 100, in the order of time, the highest step at the top. */
export function pointsOf(line, scale) {
  const times = line.map(({ at }) => Date.parse(at));
  const [from, to] = [times[0], times.at(-1)];
  return line
    .map(({ mean }, index) => ({ x: to > from ? (100 * (times[index] - from)) / (to - from) : 100, mean }))
    .filter(({ mean }) => mean !== null)
    .map(({ x, mean }) => ({ x: rounded(x), y: rounded((100 * (scale - mean)) / (scale - 1)) }));
}

function rounded(value) {
  return Math.round(value * 100) / 100;
}

function overTimeInWords(line) {
  const [first, last] = [line[0], line.at(-1)];
  const means = line.map(({ mean }) => mean);
  return t("Average over time: {first} at {from}, {last} at {to}; lowest {lowest}, highest {highest}.", {
    first: oneDecimal(first.mean),
    from: clock(first.at),
    last: oneDecimal(last.mean),
    to: clock(last.at),
    lowest: oneDecimal(Math.min(...means)),
    highest: oneDecimal(Math.max(...means)),
  });
}

const time = new Intl.DateTimeFormat(language, { hour: "numeric", minute: "2-digit" });

function clock(at) {
  return time.format(Date.parse(at));
}

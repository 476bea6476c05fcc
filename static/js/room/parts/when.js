import { html } from "../html.js";
import { useNow } from "../hooks.js";
import { language, t } from "../../i18n.js";

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

const day = new Intl.DateTimeFormat(language, {
  weekday: "long", day: "numeric", month: "long", hour: "numeric", minute: "2-digit",
});
const clock = new Intl.DateTimeFormat(language, { hour: "numeric", minute: "2-digit" });
const relative = new Intl.RelativeTimeFormat(language, { numeric: "auto" });

export function startOf(event) {
  return Date.parse(event.starts_at_utc);
}

export function endOf(event) {
  return startOf(event) + event.duration_minutes * MINUTE;
}

/** The start, in the reader's own zone. */
export function Start({ event }) {
  return html`<time datetime=${event.starts_at_utc}>${day.format(startOf(event))}</time>`;
}

/** Days to the start, or a clock on the last day; nothing once it has begun. */
export function Countdown({ event }) {
  const left = startOf(event) - useNow();
  if (left <= 0) return null;
  if (left > 2 * DAY) {
    const when = relative.format(Math.round(left / DAY), "day");
    const sentence = t("Starts {when}", { when });
    return html`<p class="countdown">${sentence}</p>`;
  }
  return html`
    <p class="countdown">
      <span>${t("Starts in")}</span> <span class="countdown__clock" role="timer">${asClock(left)}</span>
    </p>
  `;
}

/** The time of day and how the event stands: "19:12 · 4 min over". */
export function Clock({ event }) {
  const now = useNow();
  return html`<time class="clock">${clock.format(now)}${standing(event, now)}</time>`;
}

function standing(event, now) {
  const early = Math.ceil((startOf(event) - now) / MINUTE);
  const over = Math.floor((now - endOf(event)) / MINUTE);
  if (early > 0 && early <= 120) return " · " + t("{n} min to go", { n: early });
  if (over > 0 && over <= 120) return " · " + t("{n} min over", { n: over });
  return "";
}

function asClock(ms) {
  const seconds = Math.ceil(ms / 1000);
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const two = (n) => String(n).padStart(2, "0");
  return h ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}

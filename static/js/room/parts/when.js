import { html } from "../html.js";
import { minutesOver } from "../console/pace.js";
import { useNow } from "../hooks.js";
import { asDigits } from "../timer.js";
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
      <span>${t("Starts in")}</span> <span class="countdown__clock" role="timer">${asDigits(left / 1000)}</span>
    </p>
  `;
}

/** The time of day and how the evening stands against its plan: "19:12 · 4 min over". */
export function Clock({ event, activities }) {
  const now = useNow();
  return html`<time class="clock">${clock.format(now)}${standing(event, activities, now)}</time>`;
}

function standing(event, activities, now) {
  const late = minutesOver(activities, now);
  if (late) return " · " + t("{n} min over", { n: late });
  const early = Math.ceil((startOf(event) - now) / MINUTE);
  const over = Math.floor((now - endOf(event)) / MINUTE);
  if (early > 0 && early <= 120) return " · " + t("{n} min to go", { n: early });
  if (over > 0 && over <= 120) return " · " + t("{n} min over", { n: over });
  return "";
}

/**
 * `<span data-until="2027-03-25T18:00Z" data-minutes="60" data-before="starts {when}" data-during data-after>`
 * says how far away the start is, in the page's language.
 */
const STEPS = [
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
];
const language = document.documentElement.lang;
const relative = new Intl.RelativeTimeFormat(language, { numeric: "auto" });

function fromNow(milliseconds) {
  const [unit, size] = STEPS.find(([, size]) => milliseconds >= size) ?? STEPS.at(-1);
  return relative.format(Math.round(milliseconds / size), unit);
}

/** Days are counted as the calendar on the wall does: tomorrow morning is "tomorrow", not "in 9 hours". */
function fromToday(start, now) {
  const days = Math.round((new Date(start).setHours(12, 0, 0, 0) - new Date(now).setHours(12, 0, 0, 0)) / 86_400_000);
  if (days >= 21) return relative.format(Math.round(days / 7), "week");
  return days > 0 ? relative.format(days, "day") : fromNow(start - now);
}

function say(element) {
  const { until, minutes, before, during, after } = element.dataset;
  const now = Date.now();
  const start = Date.parse(until);
  if (now < start) element.textContent = before.replace("{when}", fromToday(start, now));
  else element.textContent = now < start + minutes * 60_000 ? during : after;
}

function sayAll() {
  document.querySelectorAll("[data-until]").forEach(say);
}

sayAll();
setInterval(sayAll, 30_000);

/**
 * Says the date, time, zone and length of the form as one sentence: "Thursday 25 March at 19:00 in Berlin, for 1 hour".
 * Sends a `readback` event with the sentence, for whoever else shows it.
 */
import { place } from "./zones.js";

const language = document.documentElement.lang;
const sentence = document.querySelector("[data-read-back]");
const form = sentence.closest("form");

function length(minutes) {
  const parts = [
    [Math.floor(minutes / 60), "hour"],
    [minutes % 60, "minute"],
  ].filter(([number]) => number > 0);
  const words = parts.map(([number, unit]) => new Intl.NumberFormat(language, { style: "unit", unit, unitDisplay: "long" }).format(number));
  return new Intl.ListFormat(language, { type: "unit", style: "long" }).format(words);
}

function clock(wall, options) {
  return new Intl.DateTimeFormat(language, { timeZone: "UTC", ...options }).format(wall);
}

function readBack() {
  const { date, time, timezone, duration_minutes: duration } = form.elements;
  const wall = new Date(`${date.value}T${time.value}Z`);
  if (Number.isNaN(wall.valueOf()) || !(Number(duration.value) > 0)) {
    sentence.textContent = "";
  } else {
    const year = wall.getUTCFullYear() === new Date().getFullYear() ? undefined : "numeric";
    sentence.textContent = sentence.dataset.sentence
      .replace("{date}", clock(wall, { weekday: "long", day: "numeric", month: "long", year }))
      .replace("{time}", clock(wall, { hour: "numeric", minute: "2-digit" }))
      .replace("{place}", place(timezone.value))
      .replace("{length}", length(Number(duration.value)));
  }
  form.dispatchEvent(new CustomEvent("readback", { detail: sentence.textContent }));
}

form.addEventListener("input", readBack);
form.addEventListener("change", readBack);
readBack();

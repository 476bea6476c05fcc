/**
 * `<time datetime data-local-time data-zone="Europe/Berlin" data-sentence="{time} where you are ({place})" hidden>`
 * shows the instant on the reader's own clock, where that differs from the clock of the event.
 */
import { place } from "./zones.js";

const language = document.documentElement.lang;

function clock(instant, timeZone, options) {
  return new Intl.DateTimeFormat(language, { timeZone, ...options }).format(instant);
}

function show(element) {
  const instant = new Date(element.dateTime);
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const day = { weekday: "short", day: "numeric", month: "short" };
  const time = { hour: "numeric", minute: "2-digit" };
  const sameDay = clock(instant, own, day) === clock(instant, element.dataset.zone, day);
  if (sameDay && clock(instant, own, time) === clock(instant, element.dataset.zone, time)) return;
  element.textContent = element.dataset.sentence
    .replace("{time}", clock(instant, own, sameDay ? time : { ...day, ...time }))
    .replace("{place}", place(own));
  element.hidden = false;
}

document.querySelectorAll("[data-local-time]").forEach(show);

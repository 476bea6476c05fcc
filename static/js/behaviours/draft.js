/**
 * A plan that was begun is kept in this browser until its event is made, and offered again on the next visit. Nothing is
 * kept before something was typed; the passphrase and the token of the form never are.
 *
 * `<form data-draft="offer">` is a fresh form, `"keep"` one that came back with what was typed; `data-has-planned` says
 * that an event was made since.
 */
import { lists, resize } from "./rows.js";

const KEY = "eventkit-plan";
const OLDEST_MILLISECONDS = 30 * 24 * 60 * 60 * 1000;
const PAUSE_MILLISECONDS = 300;
const SECRET = ["csrf_token", "passphrase"];
/** What scripts and defaults fill in is nothing typed. */
const CHOSEN = ["theme", "timezone", "duration_minutes"];

const form = document.querySelector("form[data-draft]");
const offer = document.querySelector("[data-draft-offer]");
const isOnOffer = form.dataset.draft === "offer";

function entriesOf() {
  return [...new FormData(form)].filter(([name, value]) => !SECRET.includes(name) && typeof value === "string");
}

function typed() {
  return JSON.stringify(entriesOf().filter(([name, value]) => value.trim() && !CHOSEN.includes(name)));
}

/** A browser may refuse to store anything; then nothing is kept. */
function attempt(act) {
  try {
    return act();
  } catch {
    return null;
  }
}

function read(storage) {
  return attempt(() => {
    const draft = JSON.parse(storage().getItem(KEY));
    return draft && Date.now() - draft.at < OLDEST_MILLISECONDS ? draft : null;
  });
}

function forget() {
  attempt(() => localStorage.removeItem(KEY));
  attempt(() => sessionStorage.removeItem(KEY));
}

const untouched = isOnOffer ? typed() : null;
let waiting = null;
let isSent = false;
let hasKept = !isOnOffer;

function keep() {
  clearTimeout(waiting);
  waiting = null;
  if (isSent) return;
  if (typed() !== untouched) {
    attempt(() => localStorage.setItem(KEY, JSON.stringify({ at: Date.now(), entries: entriesOf() })));
    hasKept = true;
  } else if (hasKept) {
    forget();
  }
}

function keepSoon() {
  waiting ??= setTimeout(keep, PAUSE_MILLISECONDS);
}

/** While it is on its way the plan is in this tab alone, in case no answer comes. */
function sent({ submitter }) {
  keep();
  if (submitter && submitter.value !== "create") return;
  isSent = true;
  attempt(() => {
    const draft = localStorage.getItem(KEY);
    if (draft) sessionStorage.setItem(KEY, draft);
    localStorage.removeItem(KEY);
  });
}

function fill(entries) {
  const values = new Map(entries);
  for (const field of form.elements) {
    if (!field.name || SECRET.includes(field.name) || field.type === "submit") continue;
    if (field.type === "checkbox") field.checked = values.has(field.name);
    else if (values.has(field.name)) field.value = values.get(field.name);
  }
}

function goOn({ entries }) {
  for (const list of lists()) {
    const name = new RegExp(`^${list.dataset.rows}-(\\d+)-`);
    resize(list, 1 + Math.max(-1, ...entries.map(([field]) => Number(name.exec(field)?.[1] ?? -1))));
  }
  fill(entries);
  form.elements.theme.dispatchEvent(new Event("change", { bubbles: true }));
  fill(entries); // a change of theme brings its usual length
  for (const field of form.querySelectorAll("[data-preview]")) field.dispatchEvent(new Event("input", { bubbles: true }));
  fill(entries);
  for (const details of form.querySelectorAll("details")) details.open ||= [...details.querySelectorAll("input, textarea, select")].some(isFilled);
  form.dispatchEvent(new Event("input"));
  keep();
  done();
}

function isFilled(field) {
  if (field.type === "checkbox") return field.checked !== field.defaultChecked;
  if (field.localName === "select") return [...field.options].some((option) => option.selected && !option.defaultSelected && option.index > 0);
  return field.type !== "hidden" && field.value !== field.defaultValue;
}

function done() {
  offer.hidden = true;
  form.elements.title.focus();
}

function show(draft) {
  const title = draft.entries.find(([name]) => name === "title")?.[1].trim();
  const words = offer.querySelector("[data-titled]");
  if (title) words.textContent = words.dataset.titled.replace("{title}", () => title);
  offer.querySelector("[data-go-on]").addEventListener("click", () => goOn(draft));
  offer.querySelector("[data-start-anew]").addEventListener("click", () => {
    forget();
    done();
    if (typed() !== untouched) keep();
  });
  offer.hidden = false;
}

if ("hasPlanned" in form.dataset) forget();
if (isOnOffer) {
  const draft = read(() => localStorage) ?? read(() => sessionStorage);
  if (draft) show(draft);
  else forget();
} else {
  keep();
}
form.addEventListener("input", keepSoon);
form.addEventListener("change", keepSoon);
form.addEventListener("submit", sent);
addEventListener("pagehide", () => waiting && keep());
addEventListener("pageshow", ({ persisted }) => {
  if (!persisted) return;
  isSent = false;
  keep();
});

import { useRef, useState } from "preact/hooks";
import { html } from "../html.js";
import { number, t } from "../../i18n.js";
import { Person } from "../parts/person.js";

/** Who waits at the door, who is here with what the host may do about each, and who was shown out. */
export function Guests({ live, people, act }) {
  const change = (person, changes) => act(`person ${person.id}`, () => live.person(person.id, changes));
  const waiting = people.people.filter((person) => person.waiting);
  const here = people.people.filter((person) => person.here);
  const gone = people.people.filter(({ removed, blocked }) => removed || blocked);
  const away = people.people.filter((p) => !p.here && !p.waiting && !p.removed && !p.blocked);
  return html`
    <section class="guests stack stack--tight" aria-label=${t("Guests")}>
      <h2 class="console__heading">${t("Who is here")} · ${number(people.count)}</h2>
      ${waiting.length > 0 &&
      html`<ul class="guests__list" aria-label=${t("At the door")}>
        ${waiting.map((person) => html`<${AtTheDoor} key=${person.id} person=${person} change=${change} />`)}
      </ul>`}
      ${here.length
        ? html`<ul class="guests__list" aria-label=${t("Who is here")}>
            ${here.map((person) => html`<${Guest} key=${person.id} person=${person} change=${change} />`)}
          </ul>`
        : html`<p class="quiet">${t("Nobody yet. Share the code, and they appear here.")}</p>`}
      ${away.length > 0 && html`<p class="quiet guests__away">${awayInWords(away)}</p>`}
      ${gone.length > 0 &&
      html`<ul class="guests__list" aria-label=${t("Shown out")}>
        ${gone.map((person) => html`<${ShownOut} key=${person.id} person=${person} change=${change} />`)}
      </ul>`}
    </section>
  `;
}

function awayInWords(people) {
  return t("Away: {names}", { names: namesOf(people) });
}

function namesOf(people) {
  return people.map(({ name }) => name).join(", ");
}

function AtTheDoor({ person, change }) {
  return html`
    <li class="guest guest--door">
      <span class="guest__name"><${Person} person=${person} /> <span class="badge badge--warn">${t("at the door")}</span></span>
      <${Act} person=${person} words=${t("Let in")} act=${() => change(person, { waiting: false })} isMain />
      <${Act} person=${person} words=${t("Turn away")} act=${() => change(person, { removed: true })} />
    </li>
  `;
}

function ShownOut({ person, change }) {
  const back = person.blocked ? { blocked: false, removed: false } : { removed: false };
  return html`
    <li class="guest">
      <span class="guest__name"><s><${Person} person=${person} /></s> <span class="badge">${person.blocked ? t("blocked") : t("removed")}</span></span>
      <${Act} person=${person} words=${t("Let back in")} act=${() => change(person, back)} />
    </li>
  `;
}

function Act({ person, words, act, isMain }) {
  return html`
    <button type="button" class="button button--small ${isMain ? "" : "button--quiet"}" onClick=${act}>
      ${words}<span class="visually-hidden">: ${person.name}</span>
    </button>
  `;
}

function Guest({ person, change }) {
  const menu = useRef();
  const [isRenaming, setRenaming] = useState(false);
  const then = (changes) => () => {
    menu.current.open = false;
    change(person, changes);
  };
  return html`
    <li class="guest">
      <details class="menu guest__menu" ref=${menu}>
        <summary>
          <span class="guest__name"><${Person} person=${person} /></span>
          ${person.muted && html`<span class="badge badge--warn">${t("muted")}</span>`}
        </summary>
        <div class="menu__items">
          ${person.hand && html`<${Act} person=${person} words=${t("Had their turn")} act=${then({ hand: false, spoke: true })} isMain />`}
          <${Act} person=${person} words=${person.muted ? t("Unmute") : t("Mute")} act=${then({ muted: !person.muted })} />
          <${Act} person=${person} words=${t("Rename")} act=${() => setRenaming(!isRenaming)} />
          <${Act} person=${person} words=${t("Remove")} act=${then({ removed: true })} />
          <${Act} person=${person} words=${t("Block")} act=${then({ blocked: true })} />
        </div>
        ${isRenaming && html`<${Rename} person=${person} rename=${(name) => {
          setRenaming(false);
          then({ name })();
        }} />`}
      </details>
    </li>
  `;
}

function Rename({ person, rename }) {
  const field = useRef();
  const submit = (event) => {
    event.preventDefault();
    if (field.current.value.trim()) rename(field.current.value);
  };
  const label = t("New name of {name}", { name: person.name });
  return html`
    <form class="field__control" onSubmit=${submit}>
      <input class="input" aria-label=${label} defaultValue=${person.name} maxlength="80"
        ref=${field} dir="auto" />
      <button class="button button--small">${t("Rename")}</button>
    </form>
  `;
}

/** Who has not answered this, and who has not been heard at all: for the host's eyes only. */
export function Quiet({ activity, people, kind }) {
  const here = people.people.filter((person) => person.here);
  const missing = here.filter(({ id }) => !activity?.answered_by?.includes(id));
  const unheard = here.filter(({ spoke }) => !spoke);
  const isAsked = activity?.state === "open" && activity.answered_by && kind?.hasResults;
  if (!here.length) return null;
  const notAnswered = missing.length ? t("Not answered yet: {names}", { names: someOf(missing) }) : t("Everybody has answered.");
  const notHeard = t("Not heard yet: {names}", { names: someOf(unheard) });
  return html`
    <section class="quiet-panel" aria-label=${t("Quiet ones")}>
      ${isAsked && html`<p>${notAnswered}</p>`} ${unheard.length > 0 && html`<p class="quiet">${notHeard}</p>`}
    </section>
  `;
}

const NAMED_AT_MOST = 8;

function someOf(people) {
  const named = namesOf(people.slice(0, NAMED_AT_MOST));
  const more = people.length - NAMED_AT_MOST;
  return more > 0 ? t("{names} and {n} more", { names: named, n: number(more) }) : named;
}

import { html } from "../html.js";
import { useNow } from "../hooks.js";
import { t } from "../../i18n.js";
import { Brought, Drawn } from "../parts/brought.js";
import { People } from "../parts/people.js";
import { Countdown, endOf, Start, startOf } from "../parts/when.js";

/** Before and between activities: what this is, who is here, and what the theme brings. */
export function Lobby({ state }) {
  const { event, people, you } = state;
  const now = useNow();
  const hasBegun = now >= startOf(event);
  const isOver = now >= endOf(event);
  const isFirst = !state.current;
  return html`
    <div class="lobby stack stack--loose">
      ${isFirst &&
      html`
        <section class="lobby__welcome" aria-label=${t("Welcome")}>
          <${Drawn} id="drawing" class="drawing" />
          <p class="lobby__when"><${Start} event=${event} /></p>
          ${!hasBegun && html`<${Countdown} event=${event} />`}
        </section>
      `}
      <p class="lede">${whatComes(event, { hasBegun, isOver, isFirst })}</p>
      <section aria-label=${t("Guests")}>
        <h2 class="lobby__heading">${people.count > 1 ? t("Here with you") : t("Only you so far")}</h2>
        <${People} people=${people} you=${you} />
      </section>
      ${isFirst && event.description &&
      html`
        <figure class="from">
          <blockquote class="prose" dir="auto">${event.description}</blockquote>
          <figcaption dir="auto">${event.host.name}</figcaption>
        </figure>
      `}
      <${Brought} id="details" class="stack" />
    </div>
  `;
}

function whatComes(event, { hasBegun, isOver, isFirst }) {
  if (event.status === "cancelled") return t("{host} has called this off.", { host: event.host.name });
  if (isOver) return t("The planned time is over. Stay as long as you like.");
  if (!isFirst) return t("The next one appears here by itself.");
  if (hasBegun) return t("You are in. {host} begins in a moment.", { host: event.host.name });
  return t("You are early, and in the right place. Everything {host} starts appears here.", { host: event.host.name });
}

import { useEffect, useRef } from "preact/hooks";
import { html } from "../../room/html.js";
import { number, t } from "../../i18n.js";
import { Icon } from "../../room/parts/brought.js";

/** A round is running: whom this guest meets and how to get there. */
export function Away({ activity, sending, answer, you }) {
  const { group, round } = activity;
  const asked = useRef(null);
  useEffect(() => {
    // once a round: who came late, or was left without a group, is put into one
    if (group !== null || asked.current === round || sending.length) return;
    asked.current = round;
    answer("join");
  }, [group, round, sending.length]);

  if (!group) return html`<p class="lede">${t("Finding you a group. Stay in the main call until it is here.")}</p>`;
  const others = group.people.filter(({ id }) => id !== you?.id);
  return html`
    <div class="meet">
      <${Others} others=${others} />
      <${Way} group=${group} />
      <${Talk} prompt=${group.prompt} />
      <${Nobody} isAlone=${others.length === 0} isAsked=${sending.includes("alone")} ask=${() => answer("alone")} />
    </div>
  `;
}

function Others({ others }) {
  const alone = t("Nobody is with you yet. Whoever comes next joins you.");
  if (!others.length) return html`<p class="meet__act">${alone}</p>`;
  return html`
    <div>
      <p class="meet__label" id="you-meet">${t("You meet")}</p>
      <ul class="meet__names" aria-labelledby="you-meet">
        ${others.map(({ id, name }) => html`<li key=${id} dir="auto">${name}</li>`)}
      </ul>
    </div>
  `;
}

function Way({ group: { number: place, video_url: videoUrl } }) {
  const words = t("You are group {n}. Go to the breakout room of that number, or wherever you agreed to talk.", {
    n: number(place),
  });
  if (!videoUrl) return html`<p>${words}</p>`;
  return html`
    <a class="button button--wide meet__go" href=${videoUrl} target="_blank" rel="noopener noreferrer">
      <${Icon} name="video" /> ${t("Go to your call")}
      <span class="visually-hidden"> ${t("(opens in its own tab)")}</span>
    </a>
  `;
}

function Talk({ prompt }) {
  if (!prompt) return null;
  return html`
    <figure class="meet__prompt">
      <figcaption>${t("Something to talk about")}</figcaption>
      <blockquote dir="auto">${prompt}</blockquote>
    </figure>
  `;
}

function Nobody({ isAlone, isAsked, ask }) {
  return html`
    <p class="meet__nobody">
      <span>${isAlone ? t("You need not wait.") : t("Nobody came?")}</span>
      <button type="button" class="button button--quiet" aria-disabled=${isAsked} onClick=${() => !isAsked && ask()}>
        ${t("Find me another group")}
      </button>
    </p>
  `;
}

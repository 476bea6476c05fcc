import { html } from "../../room/html.js";
import { number, t } from "../../i18n.js";
import { AnswerState } from "../../room/parts/answers.js";
import { Tick } from "../../room/parts/options.js";
import { candidates, votesAfter } from "./votes.js";

/** One person for each award. */
export function Ballot({ activity, isOpen, mine, sending, answer, you, people }) {
  const { config, outfits } = activity;
  const counted = mine?.votes ?? {};
  const votes = votesAfter(counted, sending);
  const who = candidates(people, you, votes, outfits);
  const onItsWay = new Set(sending.map(({ award }) => award));
  if (!who.length) {
    return html`<p class="lede">${t("You vote for each other: it begins when somebody else is here.")}</p>`;
  }
  return html`
    <div class="ballot">
      ${config.awards.map(
        (award) => html`
          <${Award} key=${award.id} award=${award} who=${who} vote=${votes[award.id]}
            isSending=${onItsWay.has(award.id)}
            canVote=${isOpen && (config.may_change !== false || counted[award.id] === undefined)}
            choose=${(guest) => answer({ award: award.id, guest }, { adds: true })} />
        `,
      )}
    </div>
    <${AnswerState} isSending=${onItsWay.size > 0} isCounted=${Object.keys(counted).length > 0}>
      ${isOpen && progressOf(config.awards.length, Object.keys(votes).length)}
    <//>
  `;
}

function progressOf(awards, voted) {
  if (awards === 1) return voted ? null : t("Tap the one you vote for.");
  return t("{n} of {all} awards", { n: number(voted), all: number(awards) });
}

function Award({ award, who, vote, isSending, canVote, choose }) {
  const state = isSending ? "sending" : "counted";
  const options = [...who.map(({ id, ...person }) => ({ ...person, guest: id })), { guest: null }];
  const chosen = vote ?? null;
  const hasPictures = who.some(({ picture }) => picture);
  return html`
    <section class="ballot__award" role="group" aria-label=${award.text}>
      <h3 class="ballot__name" dir="auto">${award.text}</h3>
      <div class="ballot__people">
        ${options.map(
          ({ guest, name, picture }) => html`
            <button type="button" class="option candidate" key=${String(guest)} data-nobody=${String(guest === null)}
              aria-pressed=${guest === chosen} aria-disabled=${!canVote}
              onClick=${() => canVote && guest !== chosen && choose(guest)}>
              ${hasPictures && guest !== null && html`<${Face} picture=${picture} name=${name} />`}
              <span class="option__text" dir="auto">${nameOf(guest, name)}</span>
              ${guest === chosen && guest !== null && html`<${Tick} state=${state} />`}
            </button>
          `,
        )}
      </div>
    </section>
  `;
}

/** Who shows none has their initial instead, so that the rows are even. */
function Face({ picture, name = "" }) {
  if (picture) return html`<img class="candidate__picture" src=${picture} alt="" />`;
  const [initial = ""] = name;
  return html`<span class="candidate__picture candidate__picture--none" aria-hidden="true">${initial}</span>`;
}

function nameOf(guest, name) {
  if (guest === null) return t("Nobody");
  return name ?? t("Somebody who has left");
}

import { useRef, useState } from "preact/hooks";
import { html } from "../room/html.js";
import { language, number, t } from "../i18n.js";
import { AnswerState } from "../room/parts/answers.js";

const SIZES = 6;
const MOST_WORDS = 60;

export const hasResults = true;

/** A few words from each guest, one at a time; the cloud is below once it may be seen. */
export function Guest({ activity, isOpen, mine = [], sending, answer }) {
  const words = [...mine, ...sending.flat()];
  const left = activity.config.limit - words.length;
  const send = (word) => answer([word], { adds: true });
  return html`
    ${isOpen && left > 0 && html`<${WordForm} words=${words} send=${send} left=${left} />`}
    ${words.length > 0 &&
    html`
      <ul class="own-words" aria-label=${t("Your words")}>
        ${words.map((word, index) => html`<li key=${index} class="badge" dir="auto">${word}</li>`)}
      </ul>
    `}
    <${AnswerState} isSending=${sending.length > 0} isCounted=${mine.length > 0}>
      ${isOpen && left <= 0 && t("All your words are in.")}
    <//>
    <${Board} activity=${activity} />
  `;
}

function WordForm({ words, send, left }) {
  const field = useRef();
  const [problem, setProblem] = useState("");

  function submit(event) {
    event.preventDefault();
    const word = field.current.value.trim().replace(/\s+/g, " ");
    const isKnown = words.some((other) => other.toLocaleLowerCase() === word.toLocaleLowerCase());
    if (!word) setProblem(t("Write a word first."));
    else if (isKnown) setProblem(t("You have sent that one already."));
    else {
      setProblem("");
      send(word);
      field.current.value = "";
    }
    field.current.focus();
  }

  return html`
    <form class="word-form" onSubmit=${submit} novalidate>
      <div class="field">
        <label for="word">${t("Your word")}</label>
        <p class="field__hint" id="word-hint">${howMany(left)}</p>
        <div class="field__control">
          <input class="input" id="word" maxlength="60" autocomplete="off" enterkeyhint="send" dir="auto"
            ref=${field} aria-invalid=${problem ? "true" : undefined}
            aria-describedby=${problem ? "word-problem" : "word-hint"} />
          <button class="button">${t("Send")}</button>
        </div>
        <p class="field__error" id="word-problem" role="alert">${problem}</p>
      </div>
    </form>
  `;
}

function howMany(left) {
  return left > 1 ? t("Up to {n} words, one at a time.", { n: number(left) }) : t("One word.");
}

/** The cloud, in the order of the alphabet, so that words stay in their place while they grow. */
export function Board({ activity: { tally } }) {
  if (!tally) return null;
  if (!tally.words.length) return html`<p class="quiet cloud-empty">${t("No words yet.")}</p>`;
  const most = Math.max(...tally.words.map(({ count }) => count));
  return html`
    <ul class="cloud" aria-label=${t("Words so far")}>
      ${shown(tally.words).map(
        ({ text, count }) => html`
          <li key=${text.toLocaleLowerCase()} class="cloud__word" data-size=${sizeOf(count, most)}>
            <span dir="auto">${text}</span>${count > 1 && html`<span class="cloud__count"> ${number(count)}</span>`}
          </li>
        `,
      )}
    </ul>
  `;
}

function shown(words) {
  const frequent = [...words].sort((a, b) => b.count - a.count).slice(0, MOST_WORDS);
  return frequent.sort((a, b) => a.text.localeCompare(b.text, language));
}

function sizeOf(count, most) {
  return most === 1 ? 2 : 1 + Math.round(((SIZES - 1) * Math.sqrt(count - 1)) / Math.sqrt(most - 1));
}

/** The host takes a word out of the cloud, and may bring it back. */
export function Controls({ activity: { tally, dismissed = [] }, move }) {
  if (!tally?.words.length && !dismissed.length) return null;
  const hide = (word) => t("Hide “{word}”", { word });
  const bringBack = (word) => t("Bring back “{word}”", { word });
  return html`
    <details>
      <summary>${t("Hide words, or bring them back")}</summary>
      <div class="stack">
        <${WordButtons} name=${t("Words to hide")} words=${shown(tally?.words ?? []).map(({ text }) => text)}
          label=${hide} act=${(word) => move("dismiss", { id: word })} />
        <${WordButtons} name=${t("Hidden words")} words=${dismissed} label=${bringBack}
          act=${(word) => move("approve", { id: word })} />
      </div>
    </details>
  `;
}

function WordButtons({ name, words, label, act }) {
  if (!words.length) return null;
  return html`
    <ul class="cluster" aria-label=${name}>
      ${words.map(
        (word) => html`
          <li key=${word}>
            <button type="button" class="button button--quiet button--small" onClick=${() => act(word)}>
              <span dir="auto">${label(word)}</span>
            </button>
          </li>
        `,
      )}
    </ul>
  `;
}

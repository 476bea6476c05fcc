import { useRef, useState } from "preact/hooks";
import { html } from "../../room/html.js";
import { number, t } from "../../i18n.js";
import { mailOf } from "./shopping.js";

const MOST_PEOPLE = 100;
const SHOWN_MS = 2_000;

/** For how many one cooks; amounts follow. */
export function People({ people, set }) {
  const words = people === 1 ? t("for 1 person") : t("for {n} people", { n: number(people) });
  return html`
    <div class="for-people" role="group" aria-label=${t("Amounts")}>
      <${Step} sign="−" label=${t("One person fewer")} isOff=${people <= 1} press=${() => set(people - 1)} />
      <output class="for-people__many">${words}</output>
      <${Step} sign="+" label=${t("One person more")} isOff=${people >= MOST_PEOPLE} press=${() => set(people + 1)} />
    </div>
  `;
}

function Step({ sign, label, isOff, press }) {
  return html`
    <button type="button" class="button button--quiet" aria-label=${label} aria-disabled=${isOff}
      onClick=${() => isOff || press()}>
      <span aria-hidden="true">${sign}</span>
    </button>
  `;
}

/** What is not ticked, for nobody but the guest: to copy, to print, or to send to oneself. */
export function ToBuy({ list, id }) {
  const section = useRef();
  const element = useRef();
  const heading = `to-buy-${id}`;
  if (!list.length) {
    return html`<p class="to-buy to-buy--none">${t("You have everything. There is nothing to buy.")}</p>`;
  }
  const lines = list.map(({ line }) => line);
  return html`
    <section class="to-buy" aria-labelledby=${heading} ref=${section}>
      <h3 id=${heading}>${t("Your shopping list")}</h3>
      <p class="to-buy__private">${t("Only you see it.")}</p>
      <ul class="to-buy__list" ref=${element}>
        ${list.map((each) => html`<li key=${each.id} dir="auto">${each.line}</li>`)}
      </ul>
      <div class="to-buy__acts">
        <${Copy} lines=${lines} element=${element} />
        <button type="button" class="button button--quiet" onClick=${() => printAlone(section.current)}>
          ${t("Print")}
        </button>
        <a class="button button--quiet" href=${mailOf(subject(), lines)}>${t("E-mail it to me")}</a>
      </div>
    </section>
  `;
}

function subject() {
  const { title } = document.getElementById("app").dataset;
  return t("Shopping list: {title}", { title });
}

function Copy({ lines, element }) {
  const [isCopied, setCopied] = useState(false);
  async function press() {
    if (!(await copied(lines.join("\n"), element.current))) return;
    setCopied(true);
    setTimeout(() => setCopied(false), SHOWN_MS);
  }
  return html`
    <button type="button" class="button button--quiet" onClick=${press}>
      <span aria-live="polite">${isCopied ? t("Copied") : t("Copy")}</span>
    </button>
  `;
}

/** Without a secure origin there is no clipboard: then the list is selected, ready for the keys. */
async function copied(text, element) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const range = document.createRange();
    range.selectNodeContents(element);
    getSelection().removeAllRanges();
    getSelection().addRange(range);
    return document.execCommand("copy");
  }
}

function printAlone(section) {
  section.dataset.prints = "true";
  addEventListener("afterprint", () => delete section.dataset.prints, { once: true });
  print();
}

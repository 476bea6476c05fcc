import { html } from "../../room/html.js";
import { number, t } from "../../i18n.js";
import { keeping, spelledOut } from "./keeping.js";
import { asText, pantryOf, parse, problemIn } from "./parse.js";

const EXAMPLE = "200 g butter | margarine, oil\n2 eggs\nsalt";
const SEVERAL = t("For several recipes, begin each with a line such as: # Pancakes (4), where 4 is how many it serves.");

const SAYS = {
  empty: ({ name }) => t("Write the ingredients of {name} below it, one a line.", { name }),
  unnamed: (values) => t("Recipe {n} needs a name after the #.", { n: number(values.number) }),
  blank: () => t("Write the ingredient before the bar."),
};

/** The fields of its form in the console; `config` fills them in. */
export function Draft({ config = {} }) {
  const check = ({ currentTarget }) => currentTarget.setCustomValidity(wordsFor(problemIn(parse(currentTarget.value))));
  return html`
    <div class="field">
      <label for="draft-ingredients">
        ${t("Ingredients")} <span class="field__optional">${t("(optional)")}</span>
      </label>
      <p class="field__hint" id="draft-ingredients-hint">
        ${t("One a line; after a bar, what does in its place. Leave it empty for the event's recipe.")} ${SEVERAL}
      </p>
      <textarea class="input" id="draft-ingredients" name="ingredients" rows="6" dir="auto" placeholder=${EXAMPLE}
        aria-describedby="draft-ingredients-hint" defaultValue=${asText(spelledOut(config))}
        onInput=${check}></textarea>
    </div>
  `;
}

function wordsFor(problem) {
  return problem ? SAYS[problem.what](problem) : "";
}

export function configOf(form, config) {
  const typed = form.get("ingredients");
  return config ? keeping(parse(typed), config) : pantryOf(typed);
}

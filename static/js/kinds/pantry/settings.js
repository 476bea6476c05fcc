import { useState } from "preact/hooks";
import { html } from "../../room/html.js";
import { number, t } from "../../i18n.js";
import { Box } from "../../room/console/form/fields.js";
import { asText, parse, problemIn } from "./parse.js";

const EXAMPLE = "# Pancakes (4)\n200 g flour\n2 eggs";

const SAYS = {
  loose: () => t("Begin with a recipe, such as: # Pancakes (4)"),
  unnamed: (values) => t("Recipe {n} needs a name after the #.", { n: number(values.number) }),
  empty: ({ name }) => t("Write the ingredients of {name} below it, one a line.", { name }),
};

/**
 * The recipes of a pantry, written as text: each needs ingredients of the pantry's list in amounts of its own, which would
 * be a table within a row. What is new here joins the list.
 */
export function View({ setting, id, config, set }) {
  const [text, setText] = useState(() => asText(config));
  const problem = problemIn(parse(text, config));
  const type = (typed) => {
    setText(typed);
    set(parse(typed, config).recipes);
  };
  return html`
    <div class="field">
      <label for=${id}>${setting.label} <span class="field__optional">${t("(optional)")}</span></label>
      <p class="field__hint" id="${id}-hint">
        ${t("Begin each with a line such as: # Pancakes (4), where 4 is how many it serves. Then its ingredients, one a line.")}
      </p>
      <${Box} id=${id} rows="5" value=${text} set=${type} placeholder=${EXAMPLE} aria-describedby="${id}-hint"
        problem=${problem ? SAYS[problem.what](problem) : ""} />
    </div>
  `;
}

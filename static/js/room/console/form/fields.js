import { html } from "../../html.js";
import { number, t } from "../../../i18n.js";

/**
 * One control of a form. `id` is that of its element; `value` is what is typed, see `values.js`; `isInRow` is a part of a
 * row, whose label also stands in the empty field.
 */
export function Field({ setting, id, value, set, isInRow = false, isRequired = isRequiredBy(setting) }) {
  const { control, label, unit, may_lack: mayLack } = setting;
  const hint = isInRow ? "" : setting.hint;
  if (control === "check") return html`<${Check} id=${id} label=${label} value=${value} set=${set} />`;
  const Control = CONTROLS[control];
  const described = [hint && `${id}-hint`, unit && `${id}-unit`].filter(Boolean).join(" ");
  const placeholder = isInRow ? label : undefined;
  const element = html`
    <${Control} setting=${setting} value=${value} set=${set} required=${isRequired} id=${id} placeholder=${placeholder}
      aria-describedby=${described || undefined} />
  `;
  return html`
    <div class="field ${isInRow ? `rows__cell rows__cell--${setting.is_long ? "long" : control}` : ""}">
      <label for=${id}>
        ${label} ${mayLack && !isInRow && html`<span class="field__optional">${t("(optional)")}</span>`}
      </label>
      ${hint && html`<p class="field__hint" id="${id}-hint">${hint}</p>`}
      ${unit
        ? html`<div class="field__control">${element}<span class="quiet" id="${id}-unit">${unit}</span></div>`
        : element}
    </div>
  `;
}

/** What may not be left empty: what has to be there and has nothing usual in its place. */
function isRequiredBy({ control, may_lack: mayLack, all_of: allOf, least, default: usual }) {
  if (control === "lines") return !mayLack && least > 0 && usual === undefined;
  return control === "number" && !mayLack && !allOf;
}

export function Check({ id, label, value, set }) {
  return html`
    <label class="check">
      <input type="checkbox" id=${id} checked=${value} onChange=${(event) => set(event.currentTarget.checked)} />
      <span>${label}</span>
    </label>
  `;
}

const CONTROLS = { choice: Choice, number: Figure, line: Line, link: Link, lines: Lines };

function Choice({ setting, value, set, required: _, placeholder: __, ...attributes }) {
  return html`
    <select class="input" value=${value} onChange=${(event) => set(event.currentTarget.value)} ...${attributes}>
      ${setting.choices.map(
        ([each, words]) => html`<option key=${each} value=${each} selected=${each === value}>${words}</option>`,
      )}
    </select>
  `;
}

function Figure({ setting: { least, most, times = 1, is_whole: isWhole }, value, set, ...attributes }) {
  const limits = { min: bound(least, times), max: bound(most, times), step: isWhole && times === 1 ? "1" : "any" };
  return html`
    <input class="input input--short" type="number" inputmode="decimal" value=${value} ...${limits} ...${attributes}
      onInput=${(event) => set(event.currentTarget.value)} />
  `;
}

function bound(limit, times) {
  return limit === undefined ? undefined : Math.round((100 * limit) / times) / 100;
}

function Line({ setting, value, set, ...attributes }) {
  if (setting.is_long) return html`<${Box} value=${value} set=${set} rows="1" ...${attributes} />`;
  return html`
    <input class="input" value=${value} maxlength=${setting.most} autocomplete="off" dir="auto" ...${attributes}
      onInput=${(event) => set(event.currentTarget.value)} />
  `;
}

function Link({ setting, value, set, placeholder: _, ...attributes }) {
  return html`
    <input class="input" type="url" value=${value} maxlength=${setting.most} autocomplete="off" placeholder="https://"
      ...${attributes} onInput=${(event) => set(event.currentTarget.value)} />
  `;
}

/** Too few lines or too many are told while one types; whether they may be is the server's to say. */
function Lines({ setting, value, set, placeholder, ...attributes }) {
  return html`
    <${Box} value=${value} set=${set} rows=${placeholder ? "1" : "4"} placeholder=${placeholder} ...${attributes} />
    <p class="field__hint" aria-live="polite">${problemIn(setting, value)}</p>
  `;
}

/** A box of several lines; `problem` says while one types what is wrong with them. */
export function Box({ value, set, problem = "", ...attributes }) {
  return html`
    <textarea class="input" dir="auto" value=${value} ...${attributes} ref=${(element) => element?.setCustomValidity(problem)}
      onInput=${(event) => set(event.currentTarget.value)}></textarea>
  `;
}

function problemIn({ least = 0, most = Infinity }, text) {
  const lines = text.split("\n").filter((line) => line.trim());
  if (!lines.length) return "";
  if (lines.length < least) return t("Write {n} at least, one a line.", { n: number(least) });
  return lines.length > most ? t("Write {n} at most, one a line.", { n: number(most) }) : "";
}

import { useEffect, useId, useState } from "preact/hooks";
import { html } from "../../html.js";
import { t } from "../../../i18n.js";
import { fetchModule } from "../../modules.js";
import { Check, Field } from "./fields.js";
import { Rows } from "./rows.js";

/**
 * The settings of a kind, drawn from the description that `GET /api/v1/kinds` gives of its form; the page of an activity
 * draws the same (`templates/macros/settings.html`). `typed` is what `values.js` makes of a config; `config` is that of an
 * activity that is there already.
 *
 * What no control can say has a view of its own: the module that the setting names exports
 * `View({setting, id, config, set})`, and calls `set(value)` with what the setting is to be once it is changed.
 */
export function SettingsForm({ kind, config, typed, set }) {
  const id = useId();
  return kind.form.map(
    (setting) => html`
      <${Setting} key=${setting.name} kind=${kind.kind} setting=${setting} id="${id}-${setting.name}" config=${config}
        value=${typed[setting.name]} set=${(value) => set((before) => ({ ...before, [setting.name]: value }))} />
    `,
  );
}

function Setting(props) {
  const { setting } = props;
  if (setting.control === "rows") return html`<${Rows} ...${props} />`;
  if (setting.control === "group") return html`<${Group} ...${props} />`;
  if (setting.control === "view") return html`<${OwnView} ...${props} />`;
  return html`<${Field} ...${props} />`;
}

/** One object; where it may be left out a box says whether it is there. */
function Group({ setting, id, value, set }) {
  const { label, hint, may_lack: mayLack, columns } = setting;
  return html`
    <fieldset class="settings-group">
      <legend class="visually-hidden">${label}</legend>
      ${mayLack && html`<${Check} id=${id} label=${label} value=${value.isOn} set=${(isOn) => set({ ...value, isOn })} />`}
      ${(value.isOn || !mayLack) &&
      html`
        <div class="settings-group__parts stack">
          ${hint && html`<p class="field__hint">${hint}</p>`}
          ${columns.map(
            (part) => html`
              <${Field} key=${part.name} setting=${part} id="${id}-${part.name}" value=${value.values[part.name]}
                set=${(text) => set({ ...value, values: { ...value.values, [part.name]: text } })} />
            `,
          )}
        </div>
      `}
    </fieldset>
  `;
}

function OwnView({ setting, ...props }) {
  const [View, setView] = useState();
  useEffect(() => {
    fetchModule(`../kinds/${setting.view}.js`).then((module) => setView(() => module?.View));
  }, [setting.view]);
  return View ? html`<${View} setting=${setting} ...${props} />` : html`<p class="quiet">${t("It is on its way …")}</p>`;
}

/**
 * A config as it stands in the form of its kind, and back. What is typed of a setting is a text; of a check whether it is
 * ticked; of rows a list of `{id, key, values}`; of a group `{isOn, values}`; of a view what that view gives.
 *
 * `eventkit/web/config_form/fields.py` is the same for the page.
 */

let lastKey = 0;

/** What the form shows; what the config lacks is shown by its default. */
export function typedOf(settings, config = {}) {
  return Object.fromEntries(settings.map((setting) => [setting.name, shown(setting, config)]));
}

/** The settings that were changed. Without a config, those that are not as usual and the lists that hold something. */
export function changesIn(settings, typed, config = {}) {
  const changes = {};
  for (const setting of settings) {
    const value = read(setting, typed[setting.name]);
    if (value !== undefined && !isSame(value, read(setting, shown(setting, withoutUsualLists(setting, config))))) {
      changes[setting.name] = value;
    }
  }
  for (const setting of settings.filter((each) => each.all_of in changes && !(each.name in changes))) {
    changes[setting.name] = read(setting, typed[setting.name]);
  }
  return changes;
}

/** A row that nobody has written in yet; `entry` fills it in. */
export function newRow({ columns }, entry = {}) {
  return { key: (lastKey += 1), id: entry.id, values: rowValues(columns, entry) };
}

/** Whether anything is written in a row. */
export function isEmpty({ values }) {
  return Object.values(values).every((text) => !String(text).trim());
}

function withoutUsualLists({ name, control }, config) {
  return control === "lines" || control === "rows" ? { [name]: [], ...config } : config;
}

function shown(setting, config) {
  return shownValue(setting, setting.name in config ? config[setting.name] : setting.default, config);
}

function shownValue(setting, value, config) {
  const { control, columns, times = 1, all_of: allOf } = setting;
  if (control === "view") return undefined;
  if (control === "check") return Boolean(value);
  if (control === "rows") return (value ?? []).map((entry) => newRow(setting, entry));
  if (control === "group") return { isOn: value !== undefined && value !== null, values: typedOf(columns, value ?? {}) };
  if (value === undefined || value === null) return "";
  if (control === "lines") return value.map((each) => each.text ?? each).join("\n");
  if (allOf && value >= (config[allOf] ?? []).length) return "";
  // two decimals of a minute are exact enough to give every number of seconds again
  return String(times > 1 ? Math.round((100 * value) / times) / 100 : value);
}

function rowValues(columns, entry) {
  return Object.fromEntries(columns.map((column) => [column.name, shownValue(column, entry[column.name], entry)]));
}

function read(setting, typed) {
  const { control, columns, may_lack: mayLack } = setting;
  const nothing = mayLack ? null : setting.default ?? null;
  if (control === "view" || control === "check") return typed;
  if (control === "group") return typed.isOn || !mayLack ? readAll(columns, typed.values) : null;
  if (control === "rows") return typed.filter((row) => !isEmpty(row)).map((row) => readRow(columns, row));
  const text = typed.trim();
  if (control === "lines") return text ? linesIn(text) : mayLack ? null : [];
  if (!text) return nothing;
  return control === "number" ? readNumber(setting, text) : text;
}

function readAll(columns, values) {
  return Object.fromEntries(columns.map((column) => [column.name, read(column, values[column.name])]));
}

/** A row that is there already says of each column what it holds now, also that it is empty. */
function readRow(columns, { id, values }) {
  const entry = readAll(columns, values);
  if (id) return { id, ...entry };
  return Object.fromEntries(Object.entries(entry).filter(([, value]) => value !== null && String(value) !== ""));
}

function readNumber({ times = 1 }, text) {
  const value = Number(text);
  if (Number.isNaN(value)) return text;
  return times > 1 ? Math.round(value * times) : value;
}

function linesIn(text) {
  return text.split("\n").map((line) => line.trim()).filter(Boolean);
}

function isSame(one, other) {
  return JSON.stringify(one) === JSON.stringify(other);
}

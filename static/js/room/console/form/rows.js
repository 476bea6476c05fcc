import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { html } from "../../html.js";
import { number, t } from "../../../i18n.js";
import { Icon } from "../../parts/brought.js";
import { Box, Field } from "./fields.js";
import { readLines } from "./kinds.js";
import { isEmpty, newRow } from "./values.js";

/**
 * A list of objects as rows that are added, moved and taken out, as the page has them (`templates/macros/rows.html`).
 * The keyboard goes on where it was; what happened is said.
 */
export function Rows({ kind, setting, id, value, set }) {
  const [blank] = useState(() => newRow(setting));
  const [said, say] = useState("");
  const goTo = useFocus();
  const rows = value.length ? value : [blank];
  const change = (at, name, text) => set(rows.map((row, index) => (index === at ? withPart(row, name, text) : row)));
  const idOf = (row, part) => `${id}-${row.key}-${part}`;

  function add() {
    const row = newRow(setting);
    set([...rows, row]);
    goTo(idOf(row, setting.columns[0].name));
    say(t("Added as number {number}.", { number: number(rows.length + 1) }));
  }

  function remove(at) {
    const left = rows.filter((_, index) => index !== at);
    set(left);
    const next = left[Math.min(at, left.length - 1)];
    goTo(next ? idOf(next, "remove") : `${id}-add`);
    say(t("Removed. {number} left.", { number: number(left.length) }));
  }

  function move(at, to, tool) {
    const moved = rows.filter((_, index) => index !== at);
    moved.splice(to, 0, rows[at]);
    set(moved);
    goTo(idOf(rows[at], to === 0 ? "down" : to === rows.length - 1 ? "up" : tool));
    say(t("Now number {number}.", { number: number(to + 1) }));
  }

  function append(entries) {
    set([...rows.filter((row) => !isEmpty(row)), ...entries.map((entry) => newRow(setting, entry))]);
    say(entries.length === 1 ? t("One line was added.") : t("{n} lines were added.", { n: number(entries.length) }));
  }

  return html`
    <fieldset class="rows rows--settings ${setting.columns.length > 3 ? "rows--labelled" : ""}">
      <legend>${setting.label}</legend>
      ${setting.hint && html`<p class="field__hint">${setting.hint}</p>`}
      <p class="visually-hidden" role="status">${said}</p>
      <ol class="rows__list">
        ${rows.map(
          (row, at) => html`
            <li class="rows__row" key=${row.key}>
              <${Row} setting=${setting} row=${row} at=${at} isLast=${at === rows.length - 1} idOf=${idOf}
                change=${(name, text) => change(at, name, text)} remove=${() => remove(at)}
                up=${() => move(at, at - 1, "up")} down=${() => move(at, at + 1, "down")} />
            </li>
          `,
        )}
      </ol>
      <div class="rows__more">
        <button type="button" class="button button--quiet button--small" id="${id}-add" onClick=${add}>
          <${Icon} name="plus" />${setting.add}
        </button>
        <${Paste} kind=${kind} setting=${setting} id=${id} append=${append} />
      </div>
    </fieldset>
  `;
}

function withPart(row, name, text) {
  return { ...row, values: { ...row.values, [name]: text } };
}

/** The element with an id gets the keyboard once it is drawn. */
function useFocus() {
  const wanted = useRef(null);
  useLayoutEffect(() => {
    if (!wanted.current) return;
    document.getElementById(wanted.current)?.focus();
    wanted.current = null;
  });
  return (id) => (wanted.current = id);
}

function Row({ setting, row, at, isLast, idOf, change, remove, up, down }) {
  const name = setting.row.replace("{number}", number(at + 1));
  const isNeeded = (column) => !column.may_lack && column.control !== "lines" && (Boolean(row.id) || !isEmpty(row));
  return html`
    <div class="rows__fields" role="group" aria-label=${name}>
      ${setting.columns.map(
        (column) => html`
          <${Field} key=${column.name} setting=${column} id=${idOf(row, column.name)} value=${row.values[column.name]}
            set=${(text) => change(column.name, text)} isInRow isRequired=${isNeeded(column)} />
        `,
      )}
      <div class="rows__tools">
        <${Tool} id=${idOf(row, "up")} icon="arrow-up" words=${t("{row}: move up", { row: name })} isOff=${at === 0} act=${up} />
        <${Tool} id=${idOf(row, "down")} icon="arrow-down" words=${t("{row}: move down", { row: name })} isOff=${isLast}
          act=${down} />
        <${Tool} id=${idOf(row, "remove")} icon="x" words=${t("{row}: remove", { row: name })} act=${remove} />
      </div>
    </div>
  `;
}

function Tool({ id, icon, words, isOff = false, act }) {
  return html`
    <button type="button" class="rows__tool" id=${id} aria-label=${words} disabled=${isOff} onClick=${act}>
      <${Icon} name=${icon} />
    </button>
  `;
}

/** Several lines at once; the server reads them, as it does for the page. */
function Paste({ kind, setting, id, append }) {
  const [text, setText] = useState("");
  const [problem, setProblem] = useState("");

  async function read() {
    if (!text.trim()) return setProblem(t("Paste or write something here first."));
    const reply = await readLines(kind, setting.name, text);
    setProblem(reply.ok ? "" : reply.message ?? t("That did not reach the room. Try again once you are connected."));
    if (!reply.ok) return undefined;
    setText("");
    return append(reply.rows);
  }

  return html`
    <details class="paste">
      <summary>${t("Paste several lines")}</summary>
      <div class="paste__body">
        <div class="field">
          <label for="${id}-paste">${t("One a line")}</label>
          <p class="field__hint" id="${id}-paste-hint">${setting.paste_hint}</p>
          <${Box} id="${id}-paste" rows="3" value=${text} set=${setText}
            aria-describedby="${id}-paste-hint ${id}-paste-problem" />
          <p class="field__error" id="${id}-paste-problem" role="alert">${problem}</p>
        </div>
        <button type="button" class="button button--quiet button--small" onClick=${read}>${t("Add these")}</button>
      </div>
    </details>
  `;
}

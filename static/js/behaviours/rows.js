/**
 * Rows of a form are added, taken out and moved in place, as the server does it where there are no scripts (see
 * `eventkit/web/rows.py`). What happened is said in `[data-rows-said]`.
 */
const said = document.querySelector("[data-rows-said]");

export function lists() {
  return [...document.querySelectorAll("[data-rows]")];
}

/** Have a list hold so many rows: new ones are empty, those at the end go. */
export function resize(list, count) {
  const wanted = Math.max(count, Number(list.dataset.fewest));
  while (rowsOf(list).length > wanted) rowsOf(list).at(-1).remove();
  while (rowsOf(list).length < wanted) append(list);
  renumber(list);
}

function rowsOf(list) {
  return [...list.querySelectorAll("[data-row]")];
}

function append(list) {
  const row = list.querySelector("template").content.firstElementChild.cloneNode(true);
  list.querySelector("ol").append(row);
  return row;
}

/** The names, ids and words of every row follow from its place. */
function renumber(list) {
  const rows = rowsOf(list);
  const numbered = new RegExp(`(^|-|:)(${list.dataset.rows})([-:])\\d+`, "g");
  for (const [at, row] of rows.entries()) {
    for (const element of row.querySelectorAll("[id], [name], [for], [value], [aria-describedby]")) {
      for (const attribute of ["id", "name", "for", "aria-describedby", ...(element.type === "submit" ? ["value"] : [])]) {
        const before = element.getAttribute(attribute);
        if (before) element.setAttribute(attribute, before.replace(numbered, `$1$2$3${at}`));
      }
    }
    for (const element of row.querySelectorAll("[data-words]")) {
      element.setAttribute("aria-label", element.dataset.words.replace("{number}", at + 1));
    }
    // what has no order has no such buttons
    toolOf(row, "up")?.toggleAttribute("disabled", at === 0);
    toolOf(row, "down")?.toggleAttribute("disabled", at === rows.length - 1);
  }
}

function toolOf(row, what) {
  return row.querySelector(`[data-tool=${what}]`);
}

function beginIn(row) {
  row.querySelector("input:not([type=hidden]), textarea").focus();
}

function say(what, number) {
  said.textContent = said.dataset[what].replace("{number}", number);
}

const acts = {
  add(list) {
    const row = append(list);
    row.dataset.isNew = "";
    renumber(list);
    beginIn(row);
    say("added", rowsOf(list).length);
  },

  remove(list, row) {
    const at = rowsOf(list).indexOf(row);
    row.remove();
    const left = rowsOf(list).length;
    resize(list, left);
    if (left) toolOf(rowsOf(list)[Math.min(at, left - 1)], "remove").focus();
    else if (rowsOf(list).length) beginIn(rowsOf(list)[0]);
    else list.querySelector("[value^='add:']").focus();
    say("removed", left);
  },

  up(list, row) {
    row.previousElementSibling?.before(row);
    moved(list, row, ["up", "down"]);
  },

  down(list, row) {
    row.nextElementSibling?.after(row);
    moved(list, row, ["down", "up"]);
  },
};

/** The keyboard stays with the row: on the same button, or at an end on the one that leads back. */
function moved(list, row, tools) {
  renumber(list);
  tools.map((what) => toolOf(row, what)).find((tool) => !tool.disabled)?.focus();
  say("moved", rowsOf(list).indexOf(row) + 1);
}

for (const list of lists()) {
  list.addEventListener("click", (click) => {
    const button = click.target.closest("button[name=action]");
    const act = acts[button?.value.split(":")[0]];
    if (!act) return;
    click.preventDefault();
    act(list, button.closest("[data-row]"));
    list.dispatchEvent(new Event("input", { bubbles: true }));
  });
}

import { useEffect, useState } from "preact/hooks";
import { fetchStyles } from "../../modules.js";

const PAUSE_MS = 3_000;
const STYLES = ["rows", "settings"].map((name) => new URL(`../../../../css/components/${name}.css`, import.meta.url).href);

let kinds = null;
let asked = null;
let styled = null;

/**
 * Every kind as the API describes it, with its form, in the reader's language: asked for when a sheet first opens. Null
 * until it is there; what did not come is asked for again.
 */
export function useKinds() {
  const [, redraw] = useState(kinds);
  useEffect(() => {
    let timer;
    const look = async () => {
      const found = kinds ?? (await fetchKinds());
      if (found) redraw(found);
      else timer = setTimeout(look, PAUSE_MS);
    };
    look();
    return () => clearTimeout(timer);
  }, []);
  return kinds;
}

/** The kinds by the headings under which they are offered: `[{group, its}]`. */
export function groupsOf(all) {
  const headings = [...new Set(all.map(({ group }) => group))];
  return headings.map((group) => ({ group, its: all.filter((kind) => kind.group === group) }));
}

/** Pasted lines as the rows of a setting: `{ok, rows}`, or `{ok: false, message}` with why not. */
export async function readLines(kind, setting, text) {
  const reply = await ask("/api/v1/kinds/rows", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ kind, setting, text }),
  });
  return reply.ok ? { ok: true, ...reply.body } : { ok: false, message: reply.body?.errors?.[0]?.message ?? reply.body?.detail };
}

/** Together with what the form is dressed in. */
function fetchKinds() {
  styled ??= Promise.all(STYLES.map(fetchStyles));
  asked ??= Promise.all([ask("/api/v1/kinds"), styled]).then(([{ ok, body }]) => {
    asked = null;
    kinds = ok ? body : null;
    return kinds;
  });
  return asked;
}

async function ask(address, options) {
  try {
    const response = await fetch(address, { ...options, headers: { Accept: "application/json", ...options?.headers } });
    return { ok: response.ok, body: await response.json() };
  } catch {
    return { ok: false, body: null };
  }
}

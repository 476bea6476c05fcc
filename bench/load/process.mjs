/** What a process and its children used, as Linux tells it. */
import { readdirSync, readFileSync } from "node:fs";

const TICKS_PER_S = 100;
const PAGE_KIB = 4;

/**
 * Seconds since the start: `used` on a core by all threads, and `waited` by the main thread for a core that something
 * else was using. In nanoseconds where the kernel counts them (schedstat), else in ticks and without `waited`.
 */
export function cpuSeconds(pid) {
  const paths = family(pid).flatMap((id) => threads(id).map((thread) => `/proc/${id}/task/${thread}`));
  return { used: sumOver(paths, (path) => threadSeconds(path).used), waited: threadSeconds(`/proc/${pid}`).waited };
}

/** What was used and waited for since `before`, as shares of the seconds that passed. */
export function cpuSince(before, pid, elapsed) {
  const now = cpuSeconds(pid);
  const used = now.used - before.used;
  return { used, share: used / elapsed, waited_share: (now.waited - before.waited) / elapsed };
}

export function residentKib(pid) {
  return sumOver(family(pid), (id) => Number(readFileSync(`/proc/${id}/statm`, "utf8").split(" ")[1]) * PAGE_KIB);
}

function threadSeconds(path) {
  try {
    const [used, waited] = readFileSync(`${path}/schedstat`, "utf8").split(" ");
    return { used: Number(used) / 1e9, waited: Number(waited) / 1e9 };
  } catch {
    const [user, system] = readFileSync(`${path}/stat`, "utf8").split(") ")[1].split(" ").slice(11, 13);
    return { used: (Number(user) + Number(system)) / TICKS_PER_S, waited: 0 };
  }
}

function family(pid) {
  const children = threads(pid).flatMap((thread) =>
    readFileSync(`/proc/${pid}/task/${thread}/children`, "utf8").trim().split(" ").filter(Boolean),
  );
  return [pid, ...children.flatMap(family)];
}

const threads = (pid) => readdirSync(`/proc/${pid}/task`);
const sumOver = (items, measure) => items.reduce((sum, item) => sum + measure(item), 0);

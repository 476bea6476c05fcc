const TRIES = 4;
const PAUSE_MS = 1_000;

/**
 * A module that is fetched only when it is wanted; nothing when it does not come. Browsers may remember that a module
 * did not come, so that each try has an address of its own.
 */
export async function fetchModule(address, onFailure = () => {}) {
  for (let tried = 0; tried < TRIES; tried++) {
    try {
      if (tried) await new Promise((resume) => setTimeout(resume, tried * PAUSE_MS));
      return await import(tried ? `${address}?again=${tried}` : address);
    } catch {
      onFailure();
      await reloadWhenOutdated();
    }
  }
  return undefined;
}

/** Styles that are wanted only now. Without them it is plainer, and works all the same. */
export function fetchStyles(address) {
  const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href: address });
  return new Promise((resolve) => {
    link.onload = link.onerror = resolve;
    document.head.append(link);
  });
}

/** The server may have been renewed since this page was opened; then its scripts are elsewhere. */
async function reloadWhenOutdated() {
  try {
    const own = await fetch(import.meta.url, { method: "HEAD", cache: "no-store" });
    if (own.status === 404) location.reload();
  } catch {
    // offline, which says nothing about the server
  }
}

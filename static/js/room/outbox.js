const PAUSE_MS = 1500;
/** Refusals that stay true when asked again. */
const FINAL = new Set(["bad-message", "closed", "full", "invalid", "not-found"]);

/**
 * Answers until the server has them. Each carries a key made once, so that sending it again after a lost
 * acknowledgement counts once; they are kept on the device, so that a reload loses none. They go one after the other,
 * because the newest answer counts.
 *
 * `send(entry)` resolves to the acknowledgement and rejects when none came.
 */
export class Outbox {
  #device;
  #send;
  #isConnected;
  #onCounted;
  #onRefused;
  #pause;
  #isSending = false;

  constructor({ device, send, isConnected, onCounted, onRefused, pause = wait }) {
    this.#device = device;
    this.#send = send;
    this.#isConnected = isConnected;
    this.#onCounted = onCounted;
    this.#onRefused = onRefused;
    this.#pause = pause;
  }

  get entries() {
    return this.#device.unsent;
  }

  /**
   * Keep an answer and begin to send it. Unless it `adds`, it replaces what waits for the same activity.
   */
  add({ activity, answer, adds = false }) {
    const entry = { activity, answer, adds, key: newKey() };
    const kept = adds ? this.entries : this.entries.filter((other) => other.activity !== activity);
    this.#device.unsent = [...kept, entry];
    return entry;
  }

  clear() {
    this.#device.unsent = [];
  }

  async flush() {
    if (this.#isSending) return;
    this.#isSending = true;
    try {
      while (this.#isConnected() && this.entries.length) await this.#deliver(this.entries[0]);
    } finally {
      this.#isSending = false;
    }
  }

  async #deliver(entry) {
    let reply;
    try {
      reply = await this.#send(entry);
    } catch {
      return this.#isConnected() && this.#pause(PAUSE_MS);
    }
    if (!reply.ok && !FINAL.has(reply.error)) return this.#pause(PAUSE_MS);
    this.#device.unsent = this.entries.filter(({ key }) => key !== entry.key);
    return reply.ok ? this.#onCounted(entry, reply) : this.#onRefused(entry, reply);
  }
}

/** `crypto.randomUUID` is missing on plain http, where small machines at home are. */
function newKey() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function wait(ms) {
  return new Promise((resume) => setTimeout(resume, ms));
}

const PROBES = 5;
/** By how much the device's two clocks may part before one of them must have been set, or the device slept. */
const JUMP_MS = 500;

/**
 * The server's time on a device whose own clock may be wrong, drift or be set anew. It counts on from the device's
 * monotonic clock and is measured again whenever that cannot be trusted.
 */
export class Clock {
  #wall;
  #monotonic;
  #offset = null;
  #gap = null;
  #uncertainty = null;

  constructor({ wall = Date.now, monotonic = () => performance.now() } = {}) {
    this.#wall = wall;
    this.#monotonic = monotonic;
  }

  /** The server's time in ms, as well as it is known: until it was measured the device's own. */
  now() {
    return this.#offset === null ? this.#wall() : this.#monotonic() + this.#offset;
  }

  /** Whether the device slept or its clock was set since the last measurement, or there was none. */
  get isDoubtful() {
    return this.#gap === null || Math.abs(this.#gap - this.#gapNow) > JUMP_MS;
  }

  /** By how many ms `now()` may be off: half of the best round trip. Null while that is not known. */
  get uncertainty() {
    return this.isDoubtful ? null : this.#uncertainty;
  }

  /** Take the server's word as it came, late as it is, until it is measured; a measurement that holds is better. */
  assume(server) {
    if (this.isDoubtful) this.#offset = server - this.#monotonic();
  }

  /** `ask()` resolves to the server's time in ms. The quickest of several answers was delayed least. */
  async measure(ask) {
    let best = { took: Infinity };
    for (let probe = 0; probe < PROBES; probe++) {
      const asked = this.#monotonic();
      const server = await ask();
      const took = this.#monotonic() - asked;
      if (took < best.took) best = { took, offset: server + took / 2 - (asked + took) };
    }
    this.#offset = best.offset;
    this.#uncertainty = best.took / 2;
    this.#gap = this.#gapNow;
  }

  get #gapNow() {
    return this.#wall() - this.#monotonic();
  }
}

/** The one clock of this page. */
export const clock = new Clock();

/**
 * Letting guests vote, and writing down who sent, was acknowledged and saw what, and when.
 *
 * Guest k sends the k-th vote; where there are more votes than guests they begin again from the first, changing their
 * answer. Votes are sent on a schedule of their own, whatever the server does. Nothing is worked out while it runs.
 */
import { setTimeout as sleep } from "node:timers/promises";

const LOOK_EVERY_MS = 5;

export class Voting {
  /** `seconds` 0: all in the same instant. Votes still without acknowledgement `limitMs` after the last one fail. */
  constructor({ guests, activity, options, votes, seconds, limitMs }) {
    Object.assign(this, { guests, activity, options, votes, seconds, limitMs });
    this.expected = this.#tally();
    this.sentAt = new Float64Array(votes);
    this.ackedAt = new Float64Array(votes);
    this.version = new Float64Array(votes);
    this.acked = 0;
    this.refusals = [];
    this.messages = 0;
    this.seen = guests.map(() => ({ at: [], version: [], last: null }));
    guests.forEach((guest, place) => (guest.onSnapshot = (snapshot) => this.#saw(this.seen[place], snapshot)));
  }

  get lastVersion() {
    return this.version.reduce((most, version) => Math.max(most, version), 0);
  }

  /** What the tally must be in the end: each guest's newest choice. */
  #tally() {
    const counts = Object.fromEntries(this.options.map((option) => [option, 0]));
    for (let vote = Math.max(0, this.votes - this.guests.length); vote < this.votes; vote++) counts[this.#choice(vote)] += 1;
    return counts;
  }

  /** Send all votes, then wait until all are acknowledged and seen by everybody, or the limit has passed. */
  async run() {
    await this.#send();
    const until = performance.now() + this.limitMs;
    while (this.acked < this.votes && performance.now() < until) await sleep(LOOK_EVERY_MS);
    const version = this.lastVersion;
    while (!this.#allSaw(version) && performance.now() < until) await sleep(LOOK_EVERY_MS);
  }

  async #send() {
    const start = performance.now();
    for (let vote = 0; vote < this.votes; ) {
      const elapsed = (performance.now() - start) / 1000;
      const due = this.seconds ? Math.min(this.votes, Math.ceil((elapsed / this.seconds) * this.votes)) : this.votes;
      while (vote < due) this.#vote(vote++);
      if (vote < this.votes) await sleep(1);
    }
  }

  #vote(vote) {
    const message = { activity: this.activity, answer: this.#choice(vote), key: `vote-${vote}` };
    this.sentAt[vote] = performance.now();
    this.guests[vote % this.guests.length].send("answer", message, (acknowledgement) => {
      if (!acknowledgement.ok) this.refusals.push(acknowledgement);
      this.ackedAt[vote] = performance.now();
      this.version[vote] = acknowledgement.version ?? 0;
      this.acked += 1;
    });
  }

  /** A guest's n-th choice is the option after the one before. */
  #choice(vote) {
    const round = Math.floor(vote / this.guests.length);
    return this.options[((vote % this.guests.length) + round) % this.options.length];
  }

  #saw(seen, snapshot) {
    if (snapshot.id !== this.activity) return;
    this.messages += 1;
    seen.at.push(performance.now());
    seen.version.push(snapshot.version);
    seen.last = snapshot;
  }

  #allSaw(version) {
    return this.seen.every(({ last }) => last && last.version >= version);
  }
}

const PARTS = ["people", "chat", "timers", "signals"];

/**
 * What this client knows of a room. Free of DOM and network.
 *
 * Everything that arrives is absolute and carries a version: a newer one replaces what is here, an older or equal one
 * is ignored, so that lost, doubled and reordered messages do no harm. The room, each of its parts (people, chat, timers,
 * signals) and each activity have versions of their own; the whole room brings them all. Methods that take something in
 * return what is worth telling a person: `[{what: "opened" | "closed" | "shown" | "counted", activity}]`.
 */
export class RoomState {
  event = null;
  you = null;
  settings = {};
  people = { version: -1, count: 0, people: [] };
  chat = { version: -1, lines: [] };
  timers = { version: -1, timers: [] };
  signals = { version: -1, signs: [] };

  #roomVersion = -1;
  #activities = new Map();
  #removed = new Map();
  #mine = new Map();
  #pending = [];
  #refused = new Map();
  #turns = new Map();
  #lastTurn = 0;

  takeRoom(room) {
    if (room.version < this.#roomVersion) return [];
    const isFirst = this.event === null;
    const isNewer = room.version > this.#roomVersion;
    this.#roomVersion = room.version;
    this.event = room.event;
    this.you = room.you ?? this.you;
    this.settings = room.settings ?? {};
    for (const part of PARTS) this.takePart(part, room[part]);

    const news = room.activities.flatMap((activity) => this.#take(activity, { isWhole: true }));
    if (isNewer && !isFirst) this.#dropAllBut(new Set(room.activities.map(({ id }) => id)));
    return isFirst ? [] : news;
  }

  takeActivity(activity) {
    return this.#take(activity, { isWhole: false });
  }

  /** People, chat, timers or signals. */
  takePart(part, value) {
    if (value && value.version > this[part].version) this[part] = value;
  }

  /** An answer is on its way; it shows at once, as sending. Unless it `adds`, it takes the place of one before. */
  sending(entry) {
    const kept = this.#pending.filter(({ activity }) => entry.adds || activity !== entry.activity);
    this.#pending = [...kept, entry];
    this.#refused.delete(entry.activity);
  }

  /**
   * The server holds the answer. `version` is its activity's, so that a snapshot from before does not undo it; `mine` is
   * what counts of this guest now.
   */
  counted(entry, { version = 0, mine } = {}) {
    this.#settle(entry);
    if (this.#isNewestAnswer(entry.activity, version)) this.#mine.set(entry.activity, { answer: mine ?? undefined, version });
    const activity = this.#activities.get(entry.activity);
    return activity ? [{ what: "counted", activity }] : [];
  }

  refused(entry, message) {
    this.#settle(entry);
    this.#refused.set(entry.activity, { message, answer: entry.answer });
  }

  get activities() {
    return [...this.#activities.values()].sort((a, b) => a.position - b.position);
  }

  activity(id) {
    return this.#activities.get(id);
  }

  /** Open activities, the one opened last first. */
  get open() {
    return this.#latestFirst.filter((activity) => activity.state === "open");
  }

  get #closed() {
    return this.#latestFirst.filter((activity) => activity.state === "closed");
  }

  /** What everybody should look at: the activity opened last, or else the one closed or shown last. */
  get current() {
    return this.open[0] ?? this.#closed[0];
  }

  /** A guest's screen: what is on `now`, and other results that were shown `earlier`. */
  get agenda() {
    const { open } = this;
    const [latest] = this.#closed;
    const isShownSince = latest?.results === "shown" && this.#turn(latest) > this.#turn(open[0]);
    const now = latest && (!open.length || isShownSince) ? [...open, latest] : open;
    const earlier = this.#closed.filter((activity) => activity.results === "shown" && !now.includes(activity));
    return { now, earlier };
  }

  /** The draft that follows in the run of show, or the first there is. */
  draftAfter(activity) {
    const drafts = this.activities.filter(({ state }) => state === "draft");
    return drafts.find(({ position }) => position > (activity?.position ?? -1)) ?? drafts[0];
  }

  /** This guest's own: what counts (`mine`), answers on their way, and the last one that was refused. */
  answersTo(id) {
    return {
      mine: this.#mine.get(id)?.answer,
      sending: this.#pending.filter((entry) => entry.activity === id).map((entry) => entry.answer),
      refused: this.#refused.get(id),
    };
  }

  #take(activity, { isWhole }) {
    const { id, version } = activity;
    const before = this.#activities.get(id);
    if (isWhole) {
      this.#removed.delete(id);
      this.#takeMine(activity);
    } else if (version <= this.#removed.get(id)) {
      return [];
    }
    if (before && version <= before.version) return [];
    this.#activities.set(id, activity);
    const news = changes(before, activity);
    if (news.length) this.#turns.set(id, ++this.#lastTurn);
    if (news.some(({ what }) => what === "opened")) this.#refused.delete(id);
    return news;
  }

  #takeMine({ id, version, mine }) {
    if (!this.#isNewestAnswer(id, version)) return;
    if (mine === undefined) this.#mine.delete(id);
    else this.#mine.set(id, { answer: mine, version });
  }

  #isNewestAnswer(id, version) {
    return version >= (this.#mine.get(id)?.version ?? 0);
  }

  /** What is gone stays gone, also when an old message about it comes late. */
  #dropAllBut(present) {
    for (const [id, { version }] of this.#activities) {
      if (present.has(id)) continue;
      this.#activities.delete(id);
      this.#removed.set(id, version);
    }
  }

  #settle(entry) {
    this.#pending = this.#pending.filter(({ key }) => key !== entry.key);
  }

  /** When an activity last changed before our eyes; 0 for what was so when we came. */
  #turn(activity) {
    return this.#turns.get(activity?.id) ?? 0;
  }

  get #latestFirst() {
    return this.activities.sort(
      (a, b) => this.#turn(b) - this.#turn(a) || changedAt(b).localeCompare(changedAt(a)) || b.position - a.position,
    );
  }
}

/** By the server's clock, for what happened before we came. */
function changedAt({ opened_at, closed_at }) {
  return closed_at ?? opened_at ?? "";
}

function changes(before, activity) {
  const news = [];
  if (activity.state === "open" && before?.state !== "open") news.push({ what: "opened", activity });
  if (activity.state === "closed" && before?.state === "open") news.push({ what: "closed", activity });
  if (activity.results === "shown" && before?.results === "hidden" && activity.state !== "draft") {
    news.push({ what: "shown", activity });
  }
  return news;
}

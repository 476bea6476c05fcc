import { clock } from "./clock.js";
import { Connection, NoReply } from "./connection.js";
import { Device } from "./device.js";
import { Outbox } from "./outbox.js";
import { RoomState } from "./state.js";
import { uploadAsGuest } from "./upload.js";
import { t } from "../i18n.js";

const PAUSE_MS = 2_000;
const DOOR_PAUSE_MS = 4_000;
const MEASURE_EVERY_MS = 60_000;
const LOOK_AT_CLOCK_EVERY_MS = 1_000;
const TRIES = 3;
/** Refusals that pass by themselves. */
const PASSING = new Set(["too-fast", "unavailable"]);

/**
 * The room as a running thing: connection, state and unsent answers tied together. Views subscribe and call its verbs.
 *
 * `phase`: `entering` · `asking` (a name is needed) · `waiting` (at the door) · `in` · `outside` (refused or shown out;
 * `problem` says why).
 * `isConnected` is true once the room has let us in again after a break, null before the first try has ended.
 */
export class Live {
  state = new RoomState();
  phase = "entering";
  problem = null;
  isConnected = null;

  #code;
  #on;
  #role;
  #device;
  #connection;
  #outbox;
  #listeners = new Set();
  #onNews;
  #onReactions;
  #attempt = 0;
  #measuredAt = -Infinity;
  #isMeasuring = false;

  constructor({ code, on, role, onNews = () => {}, onReactions = () => {} }) {
    this.#code = code;
    this.#on = on;
    this.#role = role;
    this.#onNews = onNews;
    this.#onReactions = onReactions;
    this.#device = new Device(code, undefined, on);
    this.#connection = new Connection({
      code,
      on: {
        connected: () => this.#enter(),
        lost: () => this.#lost(),
        room: (room) => this.#takeRoom(room),
        activity: (activity) => this.#take(this.state.takeActivity(activity)),
        people: (people) => this.#take(this.state.takePart("people", people)),
        chat: (chat) => this.#take(this.state.takePart("chat", chat)),
        timers: (timers) => this.#take(this.state.takePart("timers", timers)),
        signals: (signals) => this.#take(this.state.takePart("signals", signals)),
        reactions: (counts) => this.#onReactions(counts),
      },
    });
    this.#outbox = new Outbox({
      device: this.#device,
      send: ({ activity, answer, key }) => this.#connection.request("answer", { activity, answer, key }),
      isConnected: () => this.#connection.isConnected && this.phase === "in" && this.state.you.role === "guest",
      onCounted: (entry, reply) => this.#take(this.state.counted(entry, reply)),
      onRefused: (entry, reply) => this.#take(this.state.refused(entry, reply.message)),
    });
  }

  start() {
    for (const entry of this.#outbox.entries) this.state.sending(entry);
    this.#connection.start();
    setInterval(() => this.#measure(), LOOK_AT_CLOCK_EVERY_MS);
  }

  /** `listener` is called after each change; returns how to stop that. */
  subscribe(listener) {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** How this guest was called the last time. */
  get remembered() {
    const { name, avatar, pronouns } = this.#device;
    return { name, avatar, pronouns };
  }

  /** Come in by name, as somebody new. */
  async join({ name, avatar, pronouns }) {
    Object.assign(this.#device, { name, avatar, pronouns });
    this.#outbox.clear();
    this.problem = null;
    const reply = await this.#ask(name ? { name, ...(avatar && { avatar }), ...(pronouns && { pronouns }) } : {});
    if (reply.ok) this.#cameIn(reply);
    else this.problem = reply.message;
    this.#changed();
  }

  answer(activity, answer, { adds } = {}) {
    this.state.sending(this.#outbox.add({ activity: activity.id, answer, adds }));
    this.#changed();
    this.#outbox.flush();
  }

  /** A picture for an answer: `{ok, url}`, or `{ok: false, message}`. */
  upload(file) {
    return uploadAsGuest(this.#code, this.#device.token, file);
  }

  react(emoji) {
    return this.#request("react", { emoji }, { tries: 1 });
  }

  hand(up) {
    return this.#request("hand", { up });
  }

  sign(sign) {
    return this.#request("sign", { sign });
  }

  say(text) {
    return this.#request("say", { text }, { tries: 1 });
  }

  unsay(line) {
    return this.#request("unsay", { line: line.id });
  }

  /** The host's moves. The version lets the server refuse a second host's double step. */
  move(activity, move, settings = {}) {
    return this.#request("move", { ...settings, activity: activity.id, move, version: activity.version });
  }

  add(draft) {
    return this.#request("add", draft, { tries: 1 });
  }

  edit(activity, changes) {
    return this.#request("edit", { ...changes, activity: activity.id });
  }

  remove(activity) {
    return this.#request("remove", { activity: activity.id });
  }

  /** How a guest is to stand, such as `{muted: true}`. */
  person(guest, changes) {
    return this.#request("person", { ...changes, guest });
  }

  settings(changes) {
    return this.#request("settings", changes);
  }

  /** Start a timer for all, `{name, seconds}`, or change one, `{timer, step}`. */
  timer(asked) {
    return this.#request("timer", asked, { tries: 1 });
  }

  /** Who we are: what this device kept; else the server may know the browser; else it asks for a name. */
  async #enter() {
    const attempt = ++this.#attempt;
    let reply = await this.#ask(this.#identity);
    if (this.#device.token && !reply.outside && ["not-allowed", "invalid"].includes(reply.error)) {
      this.#device.token = null;
      reply = await this.#ask(this.#identity);
    }
    if (attempt !== this.#attempt || !this.#connection.isConnected) return;
    const tryAgain = () => attempt === this.#attempt && this.#connection.isConnected && this.#enter();
    if (reply.isLost || PASSING.has(reply.error)) {
      setTimeout(tryAgain, PAUSE_MS);
      return;
    }
    // the host may let them back in at any time
    if (reply.outside) setTimeout(tryAgain, DOOR_PAUSE_MS);
    this.isConnected = true;
    if (reply.ok) this.#cameIn(reply);
    else if (reply.error === "invalid") this.phase = "asking";
    else this.#refuse(reply);
    this.#changed();
  }

  get #identity() {
    if (this.#role === "stage") return { as: "stage" };
    return this.#device.token ? { token: this.#device.token } : {};
  }

  #ask(identity) {
    return this.#request("enter", { code: this.#code, ...(this.#on ? { on: this.#on } : {}), ...identity }, { tries: 1 });
  }

  #cameIn({ token, you, room, now }) {
    clock.assume(now);
    if (you.id !== null) this.#device.token = token;
    this.problem = null;
    this.#connection.entered();
    this.#takeRoom({ ...room, you });
    this.#measure({ isNow: true });
  }

  /** The whole room also says whether we are in it: the host lets people in, and shows them out. */
  #takeRoom(room) {
    const news = this.state.takeRoom(room);
    const { role } = this.state.you;
    this.phase = ["waiting", "outside"].includes(role) ? role : "in";
    this.problem = role === "outside" ? t("{host} has closed the door for you.", { host: room.event.host.name }) : null;
    this.#take(news);
    this.#outbox.flush();
  }

  /** Measure the server's time at each arrival, once a minute, and whenever the device's clock was set or it slept. */
  async #measure({ isNow = false } = {}) {
    const isDue = isNow || clock.isDoubtful || performance.now() > this.#measuredAt + MEASURE_EVERY_MS;
    if (!isDue || this.#isMeasuring || !this.#connection.isConnected) return;
    this.#isMeasuring = true;
    try {
      await clock.measure(async () => (await this.#connection.request("clock", {})).now);
      this.#measuredAt = performance.now();
      this.#changed();
    } catch (error) {
      if (!(error instanceof NoReply)) throw error;
    } finally {
      this.#isMeasuring = false;
    }
  }

  #refuse(reply) {
    this.phase = "outside";
    this.problem = reply.message;
  }

  #lost() {
    this.isConnected = false;
    this.#changed();
  }

  /** Like a reply, also when none came: then with `isLost` and words for it. */
  async #request(name, message, { tries = TRIES } = {}) {
    for (let tried = 1; ; tried++) {
      try {
        const reply = await this.#connection.request(name, message);
        // a step whose acknowledgement was lost has been made already
        return reply.error === "stale" && tried > 1 ? { ok: true } : reply;
      } catch (error) {
        if (!(error instanceof NoReply)) throw error;
        if (tried < tries && this.#connection.isConnected) continue;
        const message = t("That did not reach the room. Try again once you are connected.");
        return { ok: false, isLost: true, message };
      }
    }
  }

  #take(news) {
    this.#tell(news);
    this.#changed();
  }

  #tell(news = []) {
    if (news.length) this.#onNews(news);
  }

  #changed() {
    for (const listener of this.#listeners) listener();
  }
}

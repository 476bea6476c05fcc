import { Connection, NoReply } from "./connection.js";
import { Device } from "./device.js";
import { Outbox } from "./outbox.js";
import { RoomState } from "./state.js";
import { t } from "../i18n.js";

const PAUSE_MS = 2_000;
const TRIES = 3;
/** Refusals that pass by themselves. */
const PASSING = new Set(["too-fast", "unavailable"]);

/**
 * The room as a running thing: connection, state and unsent answers tied together. Views subscribe and call its verbs.
 *
 * `phase`: `entering` · `asking` (a name is needed) · `in` · `outside` (refused; `problem` says why).
 * `isConnected` is true once the room has let us in again after a break, null before the first try has ended.
 */
export class Live {
  state = new RoomState();
  phase = "entering";
  problem = null;
  isConnected = null;

  #code;
  #role;
  #device;
  #connection;
  #outbox;
  #listeners = new Set();
  #onNews;
  #attempt = 0;

  constructor({ code, role, onNews = () => {} }) {
    this.#code = code;
    this.#role = role;
    this.#onNews = onNews;
    this.#device = new Device(code);
    this.#connection = new Connection({
      code,
      on: {
        connected: () => this.#enter(),
        lost: () => this.#lost(),
        room: (room) => this.#take(this.state.takeRoom(room)),
        activity: (activity) => this.#take(this.state.takeActivity(activity)),
        people: (people) => this.#take(this.state.takePeople(people)),
      },
    });
    this.#outbox = new Outbox({
      device: this.#device,
      send: ({ activity, answer, key }) => this.#connection.request("answer", { activity, answer, key }),
      isConnected: () => this.#connection.isConnected && this.phase === "in" && this.state.you.role === "guest",
      onCounted: (entry, reply) => this.#take(this.state.counted(entry, reply.version)),
      onRefused: (entry, reply) => this.#take(this.state.refused(entry, reply.message)),
    });
  }

  start() {
    for (const entry of this.#outbox.entries) this.state.sending(entry);
    this.#connection.start();
  }

  /** `listener` is called after each change; returns how to stop that. */
  subscribe(listener) {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  get rememberedName() {
    return this.#device.name;
  }

  /** Come in by name, as somebody new. */
  async join(name) {
    this.#device.name = name;
    this.#outbox.clear();
    this.problem = null;
    const reply = await this.#ask(name ? { name } : {});
    if (reply.ok) this.#cameIn(reply);
    else this.problem = reply.message;
    this.#changed();
  }

  answer(activity, answer, { becomes, adds } = {}) {
    this.state.sending(this.#outbox.add({ activity: activity.id, answer, becomes, adds }));
    this.#changed();
    this.#outbox.flush();
  }

  /** The host's moves. The version lets the server refuse a second host's double step. */
  move(activity, move) {
    return this.#request("move", { activity: activity.id, move, version: activity.version });
  }

  add(draft) {
    return this.#request("add", draft, { tries: 1 });
  }

  remove(activity) {
    return this.#request("remove", { activity: activity.id });
  }

  /** Who we are: what this device kept; else the server may know the browser; else it asks for a name. */
  async #enter() {
    const attempt = ++this.#attempt;
    let reply = await this.#ask(this.#identity);
    if (this.#device.token && ["not-allowed", "invalid"].includes(reply.error)) {
      this.#device.token = null;
      reply = await this.#ask(this.#identity);
    }
    if (attempt !== this.#attempt || !this.#connection.isConnected) return;
    if (reply.isLost || PASSING.has(reply.error)) {
      setTimeout(() => attempt === this.#attempt && this.#connection.isConnected && this.#enter(), PAUSE_MS);
      return;
    }
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
    return this.#request("enter", { code: this.#code, ...identity }, { tries: 1 });
  }

  #cameIn({ token, you, room }) {
    if (you.role === "guest") this.#device.token = token;
    this.phase = "in";
    this.problem = null;
    this.#connection.entered();
    this.#tell(this.state.takeRoom({ ...room, you }));
    this.#outbox.flush();
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

import { io } from "socket.io-client";

const PATIENCE_MS = 8_000;
const STAY_EVERY_MS = 20_000;

const MESSAGES = ["room", "activity", "people", "chat", "timers", "signals", "reactions"];

/** No acknowledgement came: the message may or may not have arrived. */
export class NoReply extends Error {}

/**
 * The socket of one room. Messages it hears are given to `on[name]`; `on.connected()` is called at each (re)connection
 * and `on.lost()` when it breaks. It reconnects by itself, at once when the network or the page comes back.
 */
export class Connection {
  #socket;
  #on;
  #hasEntered = false;

  constructor({ code, on, open = io }) {
    this.#on = on;
    this.#socket = open({
      query: { code },
      transports: ["websocket", "polling"],
      tryAllTransports: true,
      autoConnect: false,
      reconnectionDelay: 500,
      reconnectionDelayMax: 4_000,
    });
    this.#socket.on("connect", () => on.connected());
    this.#socket.on("connect_error", () => on.lost());
    this.#socket.on("disconnect", (reason) => this.#disconnected(reason));
    for (const name of MESSAGES) this.#socket.on(name, (message) => on[name](message));
  }

  start() {
    this.#socket.connect();
    setInterval(() => this.#stay(), STAY_EVERY_MS);
    addEventListener("online", () => this.#restart());
    addEventListener("pageshow", (shown) => shown.persisted && this.#restart());
    document.addEventListener("visibilitychange", () => document.hidden || this.#stay());
  }

  get isConnected() {
    return this.#socket.connected;
  }

  /** From now on presence is kept up. */
  entered() {
    this.#hasEntered = true;
  }

  /** Resolves to the acknowledgement; rejects with NoReply when none comes in time. */
  async request(name, message) {
    if (!this.isConnected) throw new NoReply(name);
    try {
      return await this.#socket.timeout(PATIENCE_MS).emitWithAck(name, message);
    } catch {
      throw new NoReply(name);
    }
  }

  /** A sleeping phone or a changed network leaves sockets that look alive: no reply means start anew. */
  async #stay() {
    if (!this.isConnected) {
      if (!document.hidden) this.#restart();
      return;
    }
    if (!this.#hasEntered) return;
    try {
      const reply = await this.request("stay", {});
      if (!reply.ok) this.#on.connected();
    } catch {
      this.#restart();
    }
  }

  #restart() {
    this.#socket.disconnect();
    this.#socket.connect();
  }

  #disconnected(reason) {
    this.#hasEntered = false;
    this.#on.lost();
    // the library takes this for a farewell and stays away
    if (reason === "io server disconnect") setTimeout(() => this.#restart(), 1_000);
  }
}

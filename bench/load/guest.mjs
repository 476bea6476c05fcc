/** A guest: Engine.IO 4 and Socket.IO 5 by hand over one WebSocket, with the messages of a room. */
import { isSnapshot, readSnapshot } from "./snapshots.mjs";
import { WebSocket } from "./websocket.mjs";

const [OPEN, PING, MESSAGE] = [0x30, 0x32, 0x34];
const [CONNECTED, EVENT, ACKNOWLEDGED, REFUSED] = [0x30, 0x32, 0x33, 0x34];

/** When any guest was last told anything that it had not asked for (`performance.now()`). */
export const told = { last: 0 };

export class Guest {
  #nextId = 0;
  #waiting = new Map();
  #onConnected;
  #isLeaving = false;

  /** Resolves `connected` once the default namespace is joined. A connection that ends by itself calls `onLost`. */
  constructor({ port, code, onLost }) {
    this.connected = new Promise((resolve) => (this.#onConnected = resolve));
    this.onSnapshot = null;
    this.socket = new WebSocket({
      port,
      path: `/socket.io/?EIO=4&transport=websocket&code=${code}`,
      onText: (bytes, start, end) => this.#read(bytes, start, end),
      onClose: () => this.#isLeaving || onLost(this),
    });
  }

  /** Send a message and have `onAcknowledged(acknowledgement)` called with what comes back. */
  send(event, message, onAcknowledged) {
    const id = this.#nextId++;
    this.#waiting.set(id, onAcknowledged);
    this.socket.send(`42${id}${JSON.stringify([event, message])}`);
  }

  ask(event, message) {
    return new Promise((resolve) => this.send(event, message, resolve));
  }

  leave() {
    this.#isLeaving = true;
    this.socket.close();
  }

  #read(bytes, start, end) {
    const [type, inner] = [bytes[start], bytes[start + 1]];
    if (type === MESSAGE) {
      if (inner === EVENT) this.#told(bytes, start, end);
      else if (inner === ACKNOWLEDGED) this.#acknowledged(bytes.utf8Slice(start + 2, end));
      else if (inner === CONNECTED) this.#onConnected();
      else if (inner === REFUSED) throw new Error(`the server refused a guest: ${bytes.utf8Slice(start, end)}`);
    } else if (type === PING) this.socket.send("3");
    else if (type === OPEN) this.socket.send("40");
  }

  #told(bytes, start, end) {
    told.last = performance.now();
    if (isSnapshot(bytes, start)) this.onSnapshot?.(readSnapshot(bytes.utf8Slice(start, end)));
  }

  #acknowledged(text) {
    const bracket = text.indexOf("[");
    const id = Number(text.slice(0, bracket));
    const onAcknowledged = this.#waiting.get(id);
    this.#waiting.delete(id);
    onAcknowledged?.(JSON.parse(text.slice(bracket))[0]);
  }
}

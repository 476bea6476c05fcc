import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { Device, DeviceStorage } from "../../static/js/room/device.js";
import { Outbox } from "../../static/js/room/outbox.js";

let isConnected, replies, sent, counted, refused, device;

/** A server that gives the `replies` in turn; `Error` stands for a lost acknowledgement. */
function outbox() {
  return new Outbox({
    device,
    send: async (entry) => {
      sent.push(entry);
      const reply = replies.shift() ?? { ok: true, version: 1 };
      if (reply === Error) throw new Error("no reply");
      return reply;
    },
    isConnected: () => isConnected,
    onCounted: (entry) => counted.push(entry.answer),
    onRefused: (entry, reply) => refused.push(reply.error),
    pause: async () => {},
  });
}

class MemoryStorage {
  #items = new Map();
  getItem = (name) => this.#items.get(name) ?? null;
  setItem = (name, value) => this.#items.set(name, value);
  removeItem = (name) => this.#items.delete(name);
}

beforeEach(() => {
  isConnected = true;
  [replies, sent, counted, refused] = [[], [], [], []];
  const storage = new MemoryStorage();
  device = new Device("ABCDEF", new DeviceStorage(() => storage));
});

test("an answer is sent and forgotten once it counts", async () => {
  const box = outbox();
  box.add({ activity: 1, answer: "o1" });
  await box.flush();
  assert.deepEqual(counted, ["o1"]);
  assert.deepEqual(box.entries, []);
});

test("a lost acknowledgement is asked for again with the same key", async () => {
  replies = [Error, Error, { ok: true }];
  const box = outbox();
  box.add({ activity: 1, answer: "o1" });
  await box.flush();
  assert.equal(sent.length, 3);
  assert.equal(new Set(sent.map(({ key }) => key)).size, 1);
  assert.deepEqual(counted, ["o1"]);
});

test("without a connection it waits, and a reload finds it with its key", async () => {
  isConnected = false;
  const { key } = outbox().add({ activity: 1, answer: "o1" });
  await outbox().flush();
  assert.deepEqual(sent, []);
  isConnected = true;
  await outbox().flush();
  assert.deepEqual(sent.map((entry) => entry.key), [key]);
});

test("the connection may break while sending", async () => {
  replies = [Error];
  const box = outbox();
  box.add({ activity: 1, answer: "o1" });
  const flushing = box.flush();
  isConnected = false;
  await flushing;
  assert.equal(box.entries.length, 1);
});

test("a change of mind replaces what has not gone; what adds up stays", () => {
  const box = outbox();
  box.add({ activity: 1, answer: "o1" });
  box.add({ activity: 1, answer: "o2" });
  box.add({ activity: 2, answer: ["a"], adds: true });
  box.add({ activity: 2, answer: ["b"], adds: true });
  assert.deepEqual(box.entries.map(({ answer }) => answer), ["o2", ["a"], ["b"]]);
});

test("a final refusal is told, a passing one is tried again", async () => {
  replies = [{ ok: false, error: "too-fast" }, { ok: false, error: "unavailable" }, { ok: false, error: "closed" }];
  const box = outbox();
  box.add({ activity: 1, answer: "o1" });
  await box.flush();
  assert.equal(sent.length, 3);
  assert.deepEqual(refused, ["closed"]);
  assert.deepEqual(box.entries, []);
});

test("flushing twice at once sends once", async () => {
  const box = outbox();
  box.add({ activity: 1, answer: "o1" });
  await Promise.all([box.flush(), box.flush()]);
  assert.equal(sent.length, 1);
});

test("a browser that refuses storage still works while the page lasts", () => {
  const storage = new DeviceStorage(() => {
    throw new Error("denied");
  });
  const guest = new Device("ABCDEF", storage);
  guest.token = "secret";
  guest.unsent = [{ key: "k" }];
  assert.equal(guest.token, "secret");
  assert.deepEqual(guest.unsent, [{ key: "k" }]);
  guest.token = null;
  assert.equal(guest.token, null);
});

/**
 * A room served by Socket.IO 4 over SQLite, with the message names of eventkit, as one would write it by hand.
 *
 * How votes are stored and told is what the peers differ in: `serve` is given that and does the rest. The peer is spared
 * much of what eventkit does (people are not stored or listed, tokens are not checked, nothing is translated), so it is
 * not slower than it needs to be.
 */
import { randomUUID } from "node:crypto";
import { createServer } from "node:http";
import Database from "libsql";
import { Server } from "socket.io";

const ROOM = "room";
const OPTIONS = ["red", "green", "blue", "white"];
const TITLES = { 1: "Warm-up", 2: "Which colour?" };

/** Durable as eventkit is: a vote that was acknowledged is on the disk. */
export function openDatabase(path) {
  const database = new Database(path);
  database.pragma("journal_mode = WAL");
  database.pragma("synchronous = FULL");
  database.exec(
    "CREATE TABLE vote (activity INTEGER, guest TEXT, key TEXT, option TEXT, " +
      "PRIMARY KEY (activity, guest), UNIQUE (activity, guest, key))",
  );
  return database;
}

/** A statement that stores a guest's newest vote; the same key again changes nothing. */
export function upsert(database) {
  return database.prepare(
    "INSERT INTO vote (activity, guest, key, option) VALUES (?, ?, ?, ?) " +
      "ON CONFLICT (activity, guest) DO UPDATE SET key = excluded.key, option = excluded.option WHERE key <> excluded.key",
  );
}

export class Activity {
  #votes = new Map();
  #counts = Object.fromEntries(OPTIONS.map((option) => [option, 0]));

  constructor(id) {
    this.id = id;
    this.version = 1;
  }

  /** Count a guest's newest vote in place of the one before. */
  count(guest, option) {
    const before = this.#votes.get(guest);
    if (before) this.#counts[before] -= 1;
    this.#votes.set(guest, option);
    this.#counts[option] += 1;
    this.version += 1;
  }

  shown() {
    const total = this.#votes.size;
    const options = OPTIONS.map((id) => ({ id, text: id }));
    return {
      id: this.id,
      kind: "single",
      title: TITLES[this.id],
      config: { results: "live", options },
      state: "open",
      results: "shown",
      version: this.version,
      position: this.id,
      answered: total,
      tally: { total, counts: this.#counts },
    };
  }
}

/**
 * Serve the room on 127.0.0.1:$PORT, storing in the file $DATABASE.
 *
 * `onVote(vote, acknowledge)` stores a vote `{activity: Activity, guest, key, option}` and calls `acknowledge(version)`
 * once it is durable; `tell(activity)` sends everybody the activity as it is now.
 */
export function serve(makeOnVote) {
  const http = createServer((request, response) => response.end("ok"));
  const io = new Server(http, { transports: ["websocket", "polling"] });
  const activities = new Map(Object.keys(TITLES).map((id) => [Number(id), new Activity(Number(id))]));
  const tell = (activity) => io.to(ROOM).emit("activity", activity.shown());
  const onVote = makeOnVote({ database: openDatabase(process.env.DATABASE), tell });

  io.on("connection", (socket) => {
    let guest = null;
    socket.on("enter", ({ name, token }, reply) => {
      guest = token ?? randomUUID();
      socket.join(ROOM);
      const you = { id: guest, name, role: "guest" };
      const room = { version: 1, activities: [...activities.values()].map((each) => each.shown()), you };
      reply({ ok: true, token: guest, you, room });
    });
    socket.on("answer", ({ activity, answer, key }, reply) => {
      const asked = activities.get(activity);
      if (!guest || !asked || !OPTIONS.includes(answer)) return reply({ ok: false, error: "invalid", message: "No." });
      onVote({ activity: asked, guest, key, option: answer }, (version) => reply({ ok: true, version }));
    });
    socket.on("stay", (message, reply) => reply({ ok: true }));
  });
  http.listen(Number(process.env.PORT), "127.0.0.1");
}

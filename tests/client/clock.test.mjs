import assert from "node:assert/strict";
import { test } from "node:test";
import { minutesOver } from "../../static/js/room/console/pace.js";
import { pollFrom } from "../../static/js/room/console/quick.js";
import { Clock } from "../../static/js/room/clock.js";
import { asDigits, secondsLeft } from "../../static/js/room/timer.js";

const START = Date.parse("2026-12-03T18:00:00Z");

/** The true time passes; a device has a wall clock that is off, and a monotonic one that stands still while it sleeps. */
class Device {
  truth = START;
  wallOff = 0;
  monotonicOff = -START;
  drift = 0;
  clock = new Clock({ wall: () => this.truth + this.wallOff, monotonic: () => this.#monotonic });

  get #monotonic() {
    return (this.truth - START) * (1 + this.drift) + START + this.monotonicOff;
  }

  pass(ms, { isAsleep = false } = {}) {
    this.truth += ms;
    if (isAsleep) this.monotonicOff -= ms;
  }

  /** Each way takes its time. */
  measure(ways = [[20, 20]]) {
    let probe = 0;
    return this.clock.measure(async () => {
      const [there, back] = ways[probe++ % ways.length];
      this.pass(there);
      const server = this.truth;
      this.pass(back);
      return server;
    });
  }

  get error() {
    return this.clock.now() - this.truth;
  }
}

for (const off of [0, 90_000, -90_000]) {
  test(`a device that is ${off / 1000} s off knows the server's time`, async () => {
    const device = new Device();
    device.wallOff = off;
    await device.measure();
    device.pass(60_000);
    assert.equal(device.error, 0);
  });
}

test("the quickest answer counts, so that one slow one does no harm", async () => {
  const device = new Device();
  await device.measure([[900, 10], [20, 1_400], [12, 10], [300, 30]]);
  assert.equal(Math.abs(device.error) <= 1, true);
});

test("a clock that drifts is put right by the next measurement", async () => {
  const device = new Device();
  device.drift = 0.001;
  await device.measure();
  device.pass(60_000);
  assert.equal(Math.abs(device.error) > 50, true);
  await device.measure();
  assert.equal(Math.abs(device.error) < 1, true);
});

test("a wall clock that is set anew changes nothing, and is noticed", async () => {
  const device = new Device();
  await device.measure();
  assert.equal(device.clock.isDoubtful, false);
  device.wallOff = -3_600_000;
  assert.equal(device.error, 0);
  assert.equal(device.clock.isDoubtful, true);
  await device.measure();
  assert.equal(device.clock.isDoubtful, false);
});

test("a device that slept is noticed, and right once it has asked", async () => {
  const device = new Device();
  await device.measure();
  device.pass(600_000, { isAsleep: true });
  assert.equal(device.clock.isDoubtful, true);
  await device.measure();
  assert.equal(device.error, 0);
});

test("it is known how far off it may be: half of the quickest round trip", async () => {
  const device = new Device();
  assert.equal(device.clock.uncertainty, null);
  await device.measure([[300, 300], [2, 22], [90, 10]]);
  assert.equal(device.clock.uncertainty, 12);
  assert.equal(Math.abs(device.error) <= device.clock.uncertainty, true);
  device.pass(600_000, { isAsleep: true });
  assert.equal(device.clock.uncertainty, null);
});

test("until it was measured the device's own clock has to do", () => {
  const device = new Device();
  device.wallOff = 5_000;
  assert.equal(device.error, 5_000);
  assert.equal(device.clock.isDoubtful, true);
});

const timer = { seconds: 60, started_at: "2026-12-03T18:00:00.500Z", paused_at: null };

test("a timer runs down to nothing and no further", () => {
  assert.equal(secondsLeft(timer, START + 500), 60);
  assert.equal(secondsLeft(timer, START + 30_500), 30);
  assert.equal(secondsLeft(timer, START + 90_000), 0);
});

test("a timer that stands still does not care for the time", () => {
  const paused = { ...timer, paused_at: "2026-12-03T18:00:10.500Z" };
  assert.equal(secondsLeft(paused, START + 11_000), 50);
  assert.equal(secondsLeft(paused, START + 999_000), 50);
});

test("digits say nought only at the end", () => {
  assert.deepEqual([0, 0.2, 59.4, 65, 3661].map(asDigits), ["0:00", "0:01", "1:00", "1:05", "1:01:01"]);
});

test("the evening is late by what it took longer than what was planned so far", () => {
  const opened = (minutes, at, state) => ({ minutes, state, opened_at: new Date(START + at * 60_000).toISOString() });
  const planned = { minutes: 30, state: "draft", opened_at: null };
  const activities = [opened(5, 0, "closed"), opened(10, 6, "open"), planned];
  assert.equal(minutesOver(activities, START + 10 * 60_000), 0);
  assert.equal(minutesOver(activities, START + 19.5 * 60_000), 4);
  assert.equal(minutesOver([planned], START), null);
  assert.equal(minutesOver([opened(null, 0, "open")], START), null);
});

test("a poll is typed as one line", () => {
  const words = { yes: "Yes", no: "No" };
  const made = (line) => {
    const poll = pollFrom(line, words);
    return poll && [poll.title, ...poll.config.options];
  };
  assert.deepEqual(made("Tea or coffee? Tea / Coffee"), ["Tea or coffee?", "Tea", "Coffee"]);
  assert.deepEqual(made("Which one? Dune, Emma, Ulysses"), ["Which one?", "Dune", "Emma", "Ulysses"]);
  assert.deepEqual(made("Another round?"), ["Another round?", "Yes", "No"]);
  assert.deepEqual(made("A break"), ["A break", "Yes", "No"]);
  assert.deepEqual(made("Really? Are you sure"), ["Really? Are you sure", "Yes", "No"]);
  assert.equal(made("  "), null);
});

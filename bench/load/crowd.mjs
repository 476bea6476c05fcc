/** Bringing many guests into a room and keeping them there. */
import { setTimeout as sleep } from "node:timers/promises";
import { Guest, told } from "./guest.mjs";

const ENTERING_AT_ONCE = 50;
const STAY_EVERY_MS = 20_000;

/** All guests, once each has entered; `lost` collects those whose connection ended by itself. */
export async function enter({ port, code, size, lost }) {
  const guests = [];
  const names = Array.from({ length: size }, (_, number) => `Guest ${number + 1}`);
  const enterAll = async () => {
    for (let name = names.pop(); name; name = names.pop()) guests.push(await enterOne({ port, code, name, lost }));
  };
  await Promise.all(Array.from({ length: ENTERING_AT_ONCE }, enterAll));
  return guests;
}

/** One guest, with the `room` it was given. */
export async function enterOne({ port, code, name, lost }) {
  const guest = new Guest({ port, code, onLost: (who) => lost.push(who) });
  await guest.connected;
  const entered = await guest.ask("enter", { code, name });
  if (!entered.ok) throw new Error(`${name} could not enter: ${JSON.stringify(entered)}`);
  guest.room = entered.room;
  guest.stayTimer = setInterval(() => guest.send("stay", {}), STAY_EVERY_MS);
  return guest;
}

export function leave(guest) {
  clearInterval(guest.stayTimer);
  guest.leave();
}

/** Wait until nobody has been told anything for `quietMs`, so that what entering caused is not measured as voting. */
export async function settle(quietMs, limitMs = 20_000) {
  const until = performance.now() + limitMs;
  while (performance.now() - told.last < quietMs) {
    if (performance.now() > until) throw new Error(`the room did not become quiet within ${limitMs / 1000} s`);
    await sleep(50);
  }
}

/** A strong server: votes that arrive together share one commit, and the tally is sent at most ten times a second. */
import { serve, upsert } from "./room.mjs";

const GATHER_MS = 5;
const TELL_EVERY_MS = 100;

serve(({ database, tell }) => {
  const store = upsert(database);
  const waiting = [];
  const changed = new Set();

  const storeAll = database.transaction((votes) =>
    votes.map(({ activity, guest, key, option }) => store.run(activity.id, guest, key, option).changes),
  );

  function commit() {
    const batch = waiting.splice(0);
    const isNew = storeAll(batch.map(({ vote }) => vote));
    batch.forEach(({ vote: { activity, guest, option } }, place) => {
      if (isNew[place]) activity.count(guest, option);
      changed.add(activity);
    });
    for (const { vote, acknowledge } of batch) acknowledge(vote.activity.version);
  }

  setInterval(() => {
    changed.forEach(tell);
    changed.clear();
  }, TELL_EVERY_MS);

  return (vote, acknowledge) => {
    if (waiting.push({ vote, acknowledge }) === 1) setTimeout(commit, GATHER_MS);
  };
});

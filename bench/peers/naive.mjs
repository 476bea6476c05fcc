/** The server most people write first: each vote is committed by itself, and then everybody is sent the new tally. */
import { serve, upsert } from "./room.mjs";

serve(({ database, tell }) => {
  const store = upsert(database);
  return ({ activity, guest, key, option }, acknowledge) => {
    if (store.run(activity.id, guest, key, option).changes) activity.count(guest, option);
    acknowledge(activity.version);
    tell(activity);
  };
});

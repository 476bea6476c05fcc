const MINUTE_MS = 60_000;

/**
 * How the evening stands against its plan, in whole minutes: above zero it is late. What was planned for everything up to
 * the activity that runs is compared with the time since the first was opened; null without a plan or before the start.
 */
export function minutesOver(activities, now) {
  const begun = activities.filter(({ opened_at }) => opened_at);
  const current = begun.filter(({ state }) => state === "open").at(-1);
  if (!current || begun.some(({ minutes }) => !minutes)) return null;
  const startedAt = Math.min(...begun.map(({ opened_at }) => Date.parse(opened_at)));
  const planned = begun.reduce((sum, { minutes }) => sum + minutes, 0);
  const late = (now - startedAt) / MINUTE_MS - planned;
  return late > 0 ? Math.floor(late) : 0;
}

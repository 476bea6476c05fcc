/**
 * One measured vote: `node main.mjs '{"port": …, "pid": …, "code": …, "warm_up": …, "activity": …, "options": […],
 * "guests": …, "votes": …, "seconds": …, "limit_s": …}'` prints one JSON object of figures.
 *
 * All guests enter and the room becomes quiet; a few votes on another activity warm both programs up; then the vote is
 * measured. Last, a newcomer enters and compares the tally with what was sent.
 */
import { enter, enterOne, leave, settle } from "./crowd.mjs";
import { cpuSeconds, cpuSince, residentKib } from "./process.mjs";
import { acknowledgements, convergence, difference, staleness } from "./results.mjs";
import { Voting } from "./vote.mjs";

const WARM_UP_VOTES = 50;
const QUIET_MS = 300;

const asked = JSON.parse(process.argv[2]);
const { port, pid, code, activity, options } = asked;
const limitMs = asked.limit_s * 1000;
const lost = [];

process.stdout.write(JSON.stringify(await measure()));
process.exit(0);

async function measure() {
  leave(await enterOne({ port, code, name: "Opener", lost }));
  await settle(QUIET_MS);
  const residentBefore = residentKib(pid);
  const [enteringFrom, enteringCpu] = [performance.now(), cpuSeconds(pid)];
  const guests = await enter({ port, code, size: asked.guests, lost });
  const enters_per_s = asked.guests / ((performance.now() - enteringFrom) / 1000);
  // A list of people may be held back longer in a large room; it belongs to entering.
  await settle(QUIET_MS + asked.guests);
  const entering = {
    enters_per_s,
    enter_cpu_s_per_1000: ((cpuSeconds(pid).used - enteringCpu.used) / asked.guests) * 1000,
    kib_per_connection: (residentKib(pid) - residentBefore) / asked.guests,
  };
  await vote(guests, { activity: asked.warm_up, votes: Math.min(WARM_UP_VOTES, guests.length), seconds: 0.5 });
  await settle(QUIET_MS);
  const { expected, ...voted } = await vote(guests, asked);
  return { ...entering, ...voted, lost_votes: difference(await countsForNewcomer(), expected), lost_connections: lost.length };
}

async function vote(guests, { activity, votes, seconds }) {
  const voting = new Voting({ guests, activity, options, votes, seconds, limitMs });
  const [serverBefore, ownBefore, from] = [cpuSeconds(pid), cpuSeconds("self"), performance.now()];
  await voting.run();
  const elapsed = (performance.now() - from) / 1000;
  const [server, own] = [cpuSince(serverBefore, pid, elapsed), cpuSince(ownBefore, "self", elapsed)];
  return {
    ...acknowledgements(voting),
    all_saw_s: convergence(voting),
    measured_s: elapsed,
    staleness_ms: staleness(voting),
    server_cpu_s_per_1000_votes: (server.used / votes) * 1000,
    server_cpu_us_per_message: voting.messages ? (server.used / voting.messages) * 1e6 : null,
    server_cpu_share: server.share,
    server_waited_share: server.waited_share,
    messages: voting.messages,
    generator_cpu_share: own.share,
    generator_waited_share: own.waited_share,
    errors: voting.refusals.length + (votes - voting.acked),
    first_refusal: voting.refusals[0] ?? null,
    expected: voting.expected,
  };
}

/** The tally as somebody who enters now is shown it. */
async function countsForNewcomer() {
  const newcomer = await enterOne({ port, code, name: "Newcomer", lost });
  return newcomer.room.activities.find(({ id }) => id === activity).tally?.counts;
}

/** How many seconds a timer has left at a moment (ms of the server's time); see `eventkit/domain/basics/timers.py`. */
export function secondsLeft({ seconds, started_at, paused_at }, now) {
  const until = paused_at ? Date.parse(paused_at) : now;
  return Math.max(0, seconds - (until - Date.parse(started_at)) / 1000);
}

/** "1:05": whole seconds, rounded up, so that it says 0:00 only at the end. */
export function asDigits(secondsLeft) {
  const whole = Math.ceil(secondsLeft);
  const [h, m, s] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const two = (n) => String(n).padStart(2, "0");
  return h ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}

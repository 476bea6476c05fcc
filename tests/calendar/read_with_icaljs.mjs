// Reads calendar files with ical.js, the parser of Thunderbird and Nextcloud: one JSON string a line in,
// one JSON object a line out for each event.
import { createInterface } from "node:readline";

import ICAL from "ical.js";

const instant = (time) => new Date(time.toUnixTime() * 1000).toISOString();

for await (const line of createInterface({ input: process.stdin })) {
  const calendar = new ICAL.Component(ICAL.parse(JSON.parse(line)));
  for (const component of calendar.getAllSubcomponents("vevent")) {
    const event = new ICAL.Event(component);
    console.log(
      JSON.stringify({
        starts: instant(event.startDate),
        ends: instant(event.endDate),
        summary: event.summary,
        description: event.description,
        location: event.location,
      }),
    );
  }
}

// Reads calendar files with ical.js, the parser of Thunderbird and Nextcloud: one JSON string a line in,
// one JSON object a line out for each event. With an instant as argument it is one JSON list a line for each file: all
// that takes place before it, each date of a series by itself.
import { createInterface } from "node:readline";

import ICAL from "ical.js";

const until = process.argv[2] && new Date(process.argv[2]);
const date = (time) => new Date(time.toUnixTime() * 1000);
const instant = (time) => date(time).toISOString();
const told = (item, starts, ends) => ({
  starts: instant(starts),
  ends: instant(ends),
  summary: item.summary,
  description: item.description,
  location: item.location,
  status: item.component.getFirstPropertyValue("status"),
});

const PAST_ALL_THAT_MOVED = 70 * 24 * 3600 * 1000;

function dates(events) {
  const found = [];
  const masters = events.filter((event) => !event.isRecurrenceException());
  const uids = new Set(masters.map((event) => event.uid));
  for (const event of masters) {
    if (!event.isRecurring()) {
      found.push(told(event, event.startDate, event.endDate));
      continue;
    }
    const iterator = event.iterator();
    for (let next; (next = iterator.next()) && date(next) - until < PAST_ALL_THAT_MOVED; ) {
      const { item, startDate, endDate } = event.getOccurrenceDetails(next);
      found.push(told(item, startDate, endDate));
    }
  }
  for (const event of events) {
    if (!uids.has(event.uid)) found.push(told(event, event.startDate, event.endDate));
  }
  return found.filter(({ starts }) => new Date(starts) < until);
}

for await (const line of createInterface({ input: process.stdin })) {
  const calendar = new ICAL.Component(ICAL.parse(JSON.parse(line)));
  const events = calendar.getAllSubcomponents("vevent").map((component) => new ICAL.Event(component));
  if (until) console.log(JSON.stringify(dates(events)));
  else for (const event of events) console.log(JSON.stringify(told(event, event.startDate, event.endDate)));
}

/** The city of an IANA time zone, for people: "America/New_York" is "New York". */
export function place(timeZone) {
  return timeZone.split("/").at(-1).replaceAll("_", " ");
}

"""What the RFCs ask of a calendar file that holds events (5545, 5546, 7986), read from its very lines."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

ONCE = {"PRODID", "VERSION", "UID", "DTSTAMP", "DTSTART", "SUMMARY", "SEQUENCE", "STATUS", "METHOD"}
AT_MOST_ONCE = {
    "DTEND", "RECURRENCE-ID", "RRULE", "DESCRIPTION", "LOCATION", "URL", "CLASS", "CREATED", "LAST-MODIFIED", "TRANSP",
    "ORGANIZER", "COLOR", "CALSCALE", "TZID", "PRIORITY", "GEO", "DURATION",
}  # fmt: skip
MOMENTS = ("DTSTART", "DTEND", "EXDATE", "RECURRENCE-ID")
IN_UTC = re.compile(r"\d{8}T\d{6}Z")
ON_THE_WALL = re.compile(r"\d{8}T\d{6}")
CONTENT_LINE = re.compile(
    r'(?P<name>[A-Z0-9-]+)(?P<parameters>(;[A-Z0-9-]+=("[^"]*"|[^";:,]*)(,("[^"]*"|[^";:,]*))*)*):(?P<value>.*)'
)


@dataclass
class Component:
    name: str
    lines: list[tuple[str, str, str]] = field(default_factory=list)
    parts: list[Component] = field(default_factory=list)

    def values(self, name: str) -> list[str]:
        return [value for each, _, value in self.lines if each == name]

    def value(self, name: str) -> str:
        (only,) = self.values(name)
        return only

    def forms(self) -> set[str]:
        """In which form its moments are written: with which parameters."""
        return {parameters for name, parameters, _ in self.lines if name in MOMENTS}


def parsed(file: bytes) -> Component:
    assert file.endswith(b"END:VCALENDAR\r\n")
    assert file.count(b"\r") == file.count(b"\n") == file.count(b"\r\n")
    for raw in file.split(b"\r\n"):
        assert len(raw) <= 75
        raw.decode()  # no character is cut in two
    top = Component("")
    inside = [top]
    for line in file.decode().replace("\r\n ", "").splitlines():
        found = CONTENT_LINE.fullmatch(line)
        assert found, line
        name, value = found["name"], found["value"]
        if name == "BEGIN":
            component = Component(value)
            inside[-1].parts.append(component)
            inside.append(component)
        elif name == "END":
            assert inside.pop().name == value
        else:
            inside[-1].lines.append((name, found["parameters"], value))
    (calendar,) = top.parts
    return calendar


def assert_strict(file: bytes) -> Component:
    """Give back what was read, for more to be asked of it."""
    calendar = parsed(file)
    assert calendar.name == "VCALENDAR"
    assert (calendar.value("VERSION"), calendar.value("CALSCALE")) == ("2.0", "GREGORIAN")
    method, events = calendar.value("METHOD"), [part for part in calendar.parts if part.name == "VEVENT"]
    zones = [part for part in calendar.parts if part.name == "VTIMEZONE"]
    assert [part.name for part in calendar.parts] == ["VTIMEZONE"] * len(zones) + ["VEVENT"] * len(events)
    used = {parameters for event in events for parameters in event.forms() if parameters}
    assert sorted(f";TZID={zone.value('TZID')}" for zone in zones) == sorted(used)
    for zone in zones:
        _assert_zone(zone)
    for event in events:
        _assert_event(event, method)
    keys = [(event.value("UID"), *event.values("RECURRENCE-ID")) for event in events]
    assert len(set(keys)) == len(keys)
    if method != "PUBLISH":
        assert len({event.value("UID") for event in events}) == 1
        assert len({event.value("ATTENDEE") for event in events}) == 1
        assert len({event.value("ORGANIZER") for event in events}) == 1
    return calendar


def _assert_zone(zone: Component) -> None:
    assert zone.parts
    for part in zone.parts:
        counted = Counter(name for name, _, _ in part.lines)
        assert {counted[name] for name in ("DTSTART", "TZOFFSETFROM", "TZOFFSETTO")} == {1}
        assert counted["RRULE"] <= 1
        assert ON_THE_WALL.fullmatch(part.value("DTSTART"))


def _assert_event(event: Component, method: str) -> None:
    counted = Counter(name for name, _, _ in event.lines)
    for name in (ONCE - {"PRODID", "VERSION", "METHOD"}) | AT_MOST_ONCE:
        assert counted[name] <= 1, name
    assert not [name for name in ("UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "SEQUENCE") if counted[name] != 1]
    for name in ("DTSTAMP", "CREATED", "LAST-MODIFIED"):
        assert IN_UTC.fullmatch(event.value(name))
    (form,) = event.forms()  # EXDATE and RECURRENCE-ID in that of DTSTART
    assert form == "" or re.fullmatch(r";TZID=[A-Za-z0-9_+/-]+", form)
    for name in MOMENTS:
        for value in event.values(name):
            assert (IN_UTC if form == "" else ON_THE_WALL).fullmatch(value), name
    assert event.value("DTSTART") < event.value("DTEND") or form
    assert not (counted["RECURRENCE-ID"] and (counted["RRULE"] or counted["EXDATE"]))
    assert counted["RRULE"] or not counted["EXDATE"]
    for rule in event.values("RRULE"):
        _assert_rule(rule)
    assert event.value("STATUS") == "CANCELLED" or method != "CANCEL"
    assert event.value("STATUS") == "CONFIRMED" or method != "REQUEST"
    is_asked = method in ("REQUEST", "CANCEL")
    assert (counted["ATTENDEE"], counted["ORGANIZER"]) == ((1, 1) if is_asked else (0, 0))
    for alarm in event.parts:
        assert alarm.name == "VALARM"
        assert method != "CANCEL"
        assert sorted(name for name, _, _ in alarm.lines) == ["ACTION", "DESCRIPTION", "TRIGGER"]


def _assert_rule(rule: str) -> None:
    parts = dict(part.split("=") for part in rule.split(";"))
    assert rule.startswith("FREQ=")
    assert not {"COUNT", "UNTIL"} <= set(parts)
    assert "UNTIL" not in parts or IN_UTC.fullmatch(parts["UNTIL"])
    assert not (parts["FREQ"] == "WEEKLY" and "BYMONTHDAY" in parts)
    assert "BYDAY" in parts or parts["FREQ"] == "DAILY" or "BYMONTHDAY" in parts


def until_of(event: Component) -> datetime | None:
    """The moment that a series says it starts for the last time."""
    found = re.search(r"UNTIL=(\d{8}T\d{6})Z", ";".join(event.values("RRULE")))
    return datetime.strptime(found[1], "%Y%m%dT%H%M%S").replace(tzinfo=UTC) if found else None


def zone_of(event: Component) -> ZoneInfo:
    (form,) = event.forms()
    return ZoneInfo(form.partition("=")[2] or "UTC")

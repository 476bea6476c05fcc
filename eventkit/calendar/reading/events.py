"""A VEVENT with what belongs to it as a draft."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from ...domain.basics.errors import N_
from ...domain.basics.text import clean_line
from ...domain.repeats.rule import NotUnderstood, Rule, TooLong, ending, read_rule
from ..drafts import USUAL_MINUTES, DateException, Draft, settled
from .components import Component
from .links import video_link
from .placing import Place, Placing, after, between
from .prose import one_line, plain
from .troubles import Troubles, Unreadable
from .values import Time, read_length, read_text, read_time, read_times
from .words import suggested_theme
from .zones import Zones

LONGEST_UID = 255
LONGEST_LINE = 200
LONGEST_LOCATION = 500
LARGEST_SEQUENCE = 2**31 - 1
MOST_EXCEPTIONS = 366
NOT_UNDERSTOOD = N_("How it repeats is not understood here (%(rule)s), so only its first date was taken.")
TOO_LONG = N_("It repeats for too long, so only its first date was taken. At most 366 times or five years.")
A_DAY = timedelta(days=1)
LONGEST = 366 * A_DAY


def read_event(itself: Component, others: Sequence[Component], zones: Zones, troubles: Troubles) -> Draft | None:
    """The draft of an event and of its `others`, the components that move or cancel one of its dates. None, and a
    trouble, where it does not say when it starts."""
    begin = itself.first("DTSTART")
    if begin is None:
        troubles.add(itself.line, N_("This event does not say when it starts, and was left out."))
        return None
    try:
        time_of_begin = read_time(begin)
        placing = Placing(zones, troubles, begin.number, itself.value("TZID"))
        place = placing.begin(time_of_begin, repeats=bool(itself.first("RRULE") or itself.first("RDATE")))
        return _Event(itself, place, placing, troubles).draft(others)
    except (Unreadable, OverflowError) as error:
        _tell(troubles, begin.number, error)
        return None


def uid_of(event: Component) -> str:
    """An event without a UID is known by what it says."""
    uid = clean_line(read_text(event.value("UID")[:4096]))
    if uid and len(uid) <= LONGEST_UID:
        return uid
    said = "\n".join(event.value(name)[:4096] for name in ("UID", "DTSTART", "SUMMARY", "LOCATION"))
    return f"{hashlib.sha256(said.encode('utf-8', 'replace')).hexdigest()[:32]}@imported"


def sequence_of(event: Component) -> int:
    value = event.value("SEQUENCE")
    return min(int(value), LARGEST_SEQUENCE) if value.isascii() and value.isdigit() and len(value) < 20 else 0


class _Event:
    def __init__(self, itself: Component, place: Place, placing: Placing, troubles: Troubles) -> None:
        self._itself, self._placing, self._troubles = itself, placing, troubles
        self._is_day = place.is_day or self._is_said_to_be_a_day(place)
        wall = datetime.combine(place.wall, time()) if self._is_day else place.wall
        self._place = Place(wall, place.zone, self._is_day)

    def draft(self, others: Sequence[Component]) -> Draft:
        itself, place = self._itself, self._place
        text = {name: read_text(itself.value(name)) for name in ("SUMMARY", "DESCRIPTION", "LOCATION", "CATEGORIES")}
        title = one_line(text["SUMMARY"], LONGEST_LINE)
        description = plain(text["DESCRIPTION"]) or plain(read_text(itself.value("X-ALT-DESC")))
        rule, extra, dropped = self._rule(), self._extra(), self._dropped()
        minutes = self._minutes(itself, place)
        uid = uid_of(itself)
        orphan = itself.first("RECURRENCE-ID")
        return Draft(
            uid=uid,
            title=title,
            starts_at=settled(place.wall, None if self._is_day else place.zone),
            timezone=place.zone,
            all_day=self._is_day,
            duration_minutes=minutes,
            repeat=rule.text if rule else None,
            exceptions=self._exceptions(others, extra, dropped, minutes),
            description=description,
            location=one_line(text["LOCATION"].replace("\n", ", "), LONGEST_LOCATION),
            video_url=video_link(itself),
            status="cancelled" if itself.value("STATUS").upper() == "CANCELLED" else "planned",
            sequence=sequence_of(itself),
            suggested_theme=suggested_theme(title, f"{text['CATEGORIES'][:500]} {description}"),
            line=itself.line,
            kept_as=f"{uid[: LONGEST_UID - 40]} {orphan.value[:32]}" if orphan else uid,
            rule=rule,
            extra=extra,
            dropped=frozenset(dropped),
        )

    def _is_said_to_be_a_day(self, place: Place) -> bool:
        """Outlook writes whole days as midnights, and beside them that they are days."""
        is_said = self._itself.value("X-MICROSOFT-CDO-ALLDAYEVENT").upper() == "TRUE"
        return is_said and place.wall.time() == time()

    def _minutes(self, component: Component, place: Place, usual: int | None = None) -> int:
        """DTEND, else DURATION (files have both), else what is usual."""
        usual = usual or (24 * 60 if self._is_day else USUAL_MINUTES)
        end, length = component.first("DTEND"), component.first("DURATION")
        line = end or length
        try:
            if end:
                span = self._until_end(place, read_time(end))
            elif length:
                read = read_length(length.value)
                span = after(place, read.days, read.exact)
            else:
                return usual
        except (Unreadable, OverflowError) as error:
            _tell(self._troubles, line.number if line else None, error)
            return usual
        if span > LONGEST or span < timedelta():
            message = N_("It ends before it starts, so its usual length was taken.")
            if span > LONGEST:
                message = N_("It takes longer than a year, so its usual length was taken.")
            self._troubles.add(line.number if line else None, message)
            return usual
        if self._is_day:
            return max(1, -(-span // A_DAY)) * 24 * 60
        return max(1, round(span / timedelta(minutes=1))) if span else usual

    def _until_end(self, place: Place, end: Time) -> timedelta:
        if self._is_day:
            return end.wall - place.wall if end.is_day else self._placing.on_the_wall_of(place, end) - place.wall
        return between(place, Place(end.wall, place.zone) if end.is_day else self._placing.put(end))

    def _rule(self) -> Rule | None:
        lines = self._itself.all("RRULE")
        if not lines:
            return None
        line = lines[0]
        if len(lines) > 1 or self._itself.first("EXRULE"):
            self._troubles.add(line.number, N_("It repeats by several rules; only the first one was taken."))
        try:
            rule = read_rule(line.value, self._place.wall)
            if rule.last and rule.is_last_utc and self._place.zone:
                rule = ending(rule, self._placing.on_the_wall_of(self._place, Time(rule.last, offset=timedelta())))
            return rule
        except NotUnderstood as error:
            self._troubles.add(line.number, NOT_UNDERSTOOD, rule=str(error))
            return None
        except TooLong:
            self._troubles.add(line.number, TOO_LONG)
            return None
        except (Unreadable, OverflowError) as error:
            _tell(self._troubles, line.number, error)
            return None

    def _walls(self, name: str) -> list[Time]:
        """Times of a list on the event's own wall."""
        found = []
        for line, value in read_times(self._itself.all(name)):
            try:
                read = read_time(line, value)
                found.append(Time(self._placing.on_the_wall_of(self._place, read), is_day=read.is_day))
            except (Unreadable, OverflowError) as error:
                _tell(self._troubles, line.number, error)
        return found[:MOST_EXCEPTIONS]

    def _extra(self) -> tuple[datetime, ...]:
        at = self._place.wall.time()
        walls = {
            datetime.combine(each.wall, at) if each.is_day or self._is_day else each.wall
            for each in self._walls("RDATE")
        }
        return tuple(sorted(wall for wall in walls - {self._place.wall} if wall > self._place.wall))

    def _dropped(self) -> list[date]:
        return sorted({each.wall.date() for each in self._walls("EXDATE")})

    def _exceptions(
        self, others: Sequence[Component], extra: Sequence[datetime], dropped: Sequence[date], minutes: int
    ) -> tuple[DateException, ...]:
        found = {wall.date(): DateException(wall.date(), wall, minutes) for wall in extra}
        found |= {day: DateException(day) for day in dropped}
        for other in others:
            exception = self._exception(other, minutes)
            if exception and exception.day not in dropped:
                found[exception.day] = exception
        return tuple(found[day] for day in sorted(found)[:MOST_EXCEPTIONS])

    def _exception(self, other: Component, minutes: int) -> DateException | None:
        of = other.first("RECURRENCE-ID")
        if of is None:
            return None
        try:
            day = self._placing.on_the_wall_of(self._place, read_time(of)).date()
            if of.parameter("RANGE").upper() == "THISANDFUTURE":
                message = N_("From this date on the series changes; only this one date was taken over.")
                self._troubles.add(of.number, message)
            if other.value("STATUS").upper() == "CANCELLED":
                return DateException(day)
            begin = other.first("DTSTART")
            if begin is None:
                return None
            wall = self._placing.on_the_wall_of(self._place, read_time(begin))
            place = Place(wall, self._place.zone, self._is_day)
            starts = settled(wall, None if self._is_day else place.zone)
            return DateException(day, starts, self._minutes(other, place, minutes))
        except (Unreadable, OverflowError) as error:
            _tell(self._troubles, of.number, error)
            return None


def _tell(troubles: Troubles, line: int | None, error: Unreadable | OverflowError) -> None:
    if isinstance(error, Unreadable):
        troubles.add(line, error.message, **error.values)
    else:
        troubles.add(line, N_("This date is too far away."))

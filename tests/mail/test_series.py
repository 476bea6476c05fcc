"""A series by mail: who takes in what they are sent has the dates that the event has, and no others."""

from __future__ import annotations

import dataclasses
import random
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from email.message import EmailMessage
from typing import Any

import pytest
from icalendar import Calendar, Event
from sqlalchemy import select
from sqlalchemy.orm import Session

from eventkit.domain.basics import times
from eventkit.domain.basics.base import utcnow
from eventkit.domain.basics.errors import DomainError
from eventkit.domain.basics.validation import read_model
from eventkit.domain.coming import replies, replying
from eventkit.domain.coming.replying import ReplyFields
from eventkit.domain.planning import changes, entrances
from eventkit.domain.planning.requested import SCOPES, Scope
from eventkit.domain.records import event as events
from eventkit.domain.records import occurrences
from eventkit.domain.records.guest import Guest
from eventkit.mail.incoming import Reader
from tests.calendar.readers import by_icalendar
from tests.calendar.strictness import assert_strict

from .conftest import Office
from .post import Post
from .shapes import Said, file, headed
from .test_letters import file_of

ANN, GUS = "ann@x.org", "gus@x.org"
BERLIN = "Europe/Berlin"
FIRST = utcnow().date() + timedelta(days=14)
NUMBER = 8


@dataclass
class Held:
    """What a calendar keeps of one UID: the series, where it has it, and its dates that stand by themselves."""

    series: Event | None
    dates: dict[datetime, Event]


class Diary:
    """Somebody's calendar, which does with each mail what RFC 5546 section 3.2 asks of it."""

    def __init__(self) -> None:
        self.held: dict[str, Held] = {}
        self.zones: dict[str, Any] = {}

    def take(self, letters: Iterable[EmailMessage]) -> Diary:
        for letter in letters:
            if file := file_of(letter):
                self._take(letter, file)
        return self

    def _take(self, letter: EmailMessage, file: str) -> None:
        assert_strict(file.encode())
        calendar = Calendar.from_ical(file)
        method = calendar["METHOD"]
        part = next(part for part in letter.walk() if part.get_content_type() == "text/calendar")
        assert part.get_param("method") == method
        found = calendar.events
        (uid,) = {str(event["UID"]) for event in found}
        (recipient,) = letter["To"].addresses
        assert {str(event["ATTENDEE"]) for event in found} == {f"mailto:{recipient.addr_spec}"}
        self.zones |= {str(zone["TZID"]): zone for zone in calendar.timezones}
        held = self.held.setdefault(uid, Held(None, {}))
        whole = next((event for event in found if "RECURRENCE-ID" not in event), None)
        assert not (held.series and whole and whole["SEQUENCE"] < held.series["SEQUENCE"])
        if method == "CANCEL" and whole:
            del self.held[uid]
        elif whole:
            self.held[uid] = Held(whole, {_moment(event): event for event in found if event is not whole})
        else:
            for event in found:
                self._take_date(held, event, method)

    def _take_date(self, held: Held, event: Event, method: str) -> None:
        if method == "REQUEST":
            held.dates[_moment(event)] = event
            return
        held.dates.pop(_moment(event), None)
        if held.series:
            held.series.add("exdate", event["RECURRENCE-ID"].dt)

    @property
    def dates(self) -> list[tuple[datetime, datetime]]:
        calendar = Calendar()
        for zone in self.zones.values():
            calendar.add_component(zone)
        for held in self.held.values():
            for event in (*([held.series] if held.series else []), *held.dates.values()):
                calendar.add_component(event)
        return by_icalendar(calendar.to_ical(), utcnow(), utcnow() + timedelta(days=600))

    def partstats(self) -> dict[str, str]:
        """Of dates that stand by themselves: how they stand to those, by the days on which the series has them."""
        dates = (event for held in self.held.values() for event in held.dates.values())
        return {f"{event['RECURRENCE-ID'].dt:%m-%d}": event["ATTENDEE"].params["PARTSTAT"] for event in dates}


def _moment(event: Event) -> datetime:
    moment: datetime = event["RECURRENCE-ID"].dt.astimezone(UTC)
    return moment


class Series:
    """Eight evenings, a week apart; days are named by their numbers."""

    def __init__(self, office: Office, post: Post, **fields: Any) -> None:
        self.office, self.post = office, post
        starts = datetime.combine(FIRST, time(19)).isoformat(timespec="minutes")
        self.code = office.plan(**{"starts_at": starts, "repeat": f"FREQ=WEEKLY;COUNT={NUMBER}", **fields})

    def day(self, number: int) -> date:
        return FIRST + timedelta(weeks=number)

    def at(self, number: int, hour: int = 19, *, days: int = 0) -> str:
        moment = datetime.combine(self.day(number) + timedelta(days=days), time(hour))
        return moment.isoformat(timespec="minutes")

    def change(self, number: int, scope: Scope, on: date | None = None, **fields: Any) -> None:
        with self.office.store.transaction() as session:
            room = entrances.find(session, self.code, on=on or self.day(number), lock=True)
            changes.change(session, room, fields, jitsi_url="https://jitsi.test", scope=scope)

    def cancel(self, number: int | None = None, on: date | None = None) -> None:
        """One date, or all of it."""
        on = self.day(number) if number is not None else on
        with self.office.store.transaction() as session:
            room = entrances.find(session, self.code, on=on, lock=True)
            changes.cancel(session, room, scope="this" if on else "all")

    def reply(self, email: str, number: int, answer: str, *, dates: str = "this", on: date | None = None) -> None:
        with self.office.store.transaction() as session:
            room = entrances.find(session, self.code, on=on or self.day(number), lock=True)
            known = session.scalar(select(Guest).where(Guest.event_id == room.event_id, Guest.email == email))
            fields = {"name": email.partition("@")[0].title(), "email": email, "answer": answer, "dates": dates}
            replying.reply(session, room, read_model(ReplyFields, fields), guest=known)

    def event(self, session: Session) -> events.Event:
        return session.scalars(select(events.Event).where(events.Event.code == self.code)).one()

    def post_to(self, email: str) -> list[EmailMessage]:
        """The letters that have come since the last time."""
        self.office.send_all()
        found = self.post.to(email)
        self.post.letters[:] = [letter for letter in self.post.letters if letter not in found]
        return found

    @property
    def dates(self) -> list[tuple[datetime, datetime]]:
        with self.office.store.reading() as session:
            coming = occurrences.upcoming(session, self.event(session), most=100)
            return [(each.starts_at_utc, each.ends_at_utc) for each in coming if not each.is_cancelled]

    @property
    def days(self) -> list[date]:
        with self.office.store.reading() as session:
            return [
                each.on
                for each in occurrences.upcoming(session, self.event(session), most=100)
                if not each.is_cancelled
            ]

    def of(self, on: date) -> tuple[datetime, datetime]:
        with self.office.store.reading() as session:
            found = occurrences.on_day(session, self.event(session), on)
            assert found
            return found.starts_at_utc, found.ends_at_utc

    def answers(self, email: str) -> dict[int, str]:
        with self.office.store.reading() as session:
            rooms = self.event(session).rooms
            found = ((room, each) for room in rooms for each in replies.all_of(session, room))
            return {(room.on - FIRST).days // 7: each.answer for room, each in found if each.guest.email == email}


@pytest.fixture
def series(office: Office, post: Post) -> Series:
    return Series(office, post)


@pytest.fixture
def invited(series: Series) -> Diary:
    """The calendar of Ann, who was asked to all dates."""
    series.office.invite(series.code, ANN)
    return Diary().take(series.post_to(ANN))


def only_events(letters: list[EmailMessage]) -> tuple[str, list[Event]]:
    (letter,) = letters
    calendar = Calendar.from_ical(file_of(letter) or "")
    return str(calendar["METHOD"]), calendar.events


def subjects(letters: list[EmailMessage]) -> list[str]:
    return sorted(letter["Subject"].partition(":")[0] for letter in letters)


def test_who_is_invited_has_all_dates(series: Series, invited: Diary) -> None:
    assert len(series.dates) == NUMBER
    assert invited.dates == series.dates


def test_a_date_that_is_moved_is_moved_alone(series: Series, invited: Diary) -> None:
    series.change(2, "this", starts_at=series.at(2, 20, days=1))
    letters = series.post_to(ANN)
    method, (event,) = only_events(letters)
    assert (method, event["SEQUENCE"], "RRULE" in event) == ("REQUEST", 1, False)
    assert event["RECURRENCE-ID"].dt.replace(tzinfo=None).isoformat(timespec="minutes") == series.at(2)
    assert invited.take(letters).dates == series.dates


def test_a_date_that_is_cancelled_is_taken_out_alone(series: Series, invited: Diary) -> None:
    series.cancel(3)
    letters = series.post_to(ANN)
    method, (event,) = only_events(letters)
    assert (method, event["STATUS"], event["SEQUENCE"]) == ("CANCEL", "CANCELLED", 1)
    assert invited.take(letters).dates == series.dates
    series.change(4, "all", duration_minutes=45)
    assert invited.take(series.post_to(ANN)).dates == series.dates
    assert len(series.dates) == NUMBER - 1


def test_all_dates_move_with_what_is_otherwise_among_them(series: Series, invited: Diary) -> None:
    series.change(2, "this", starts_at=series.at(2, 20, days=1))
    series.change(4, "all", starts_at=series.at(4, 18, days=1))
    letters = series.post_to(ANN)
    assert subjects(letters) == ["Changed", "Changed"]
    assert invited.take(letters).dates == series.dates


def test_this_and_the_following_come_in_two_mails(series: Series, invited: Diary) -> None:
    series.change(1, "this", starts_at=series.at(1, 20))
    series.change(5, "this", starts_at=series.at(5, 20))
    invited.take(series.post_to(ANN))
    series.change(3, "following", starts_at=series.at(3, 21))
    letters = series.post_to(ANN)
    assert subjects(letters) == ["Changed", "Dates for your calendar"]
    assert invited.take(letters).dates == series.dates
    assert len(invited.held) == 2
    series.change(4, "all", duration_minutes=45)
    assert invited.take(series.post_to(ANN)).dates == series.dates
    series.cancel()
    letters = series.post_to(ANN)
    assert subjects(letters) == ["Cancelled", "Dates for your calendar"]
    assert invited.take(letters).held == {}


def test_dates_that_are_moved_past_what_follows_leave_nothing(series: Series, invited: Diary) -> None:
    series.change(1, "following", starts_at=series.at(1, 21))
    invited.take(series.post_to(ANN))
    series.change(0, "all", starts_at=series.at(0, days=10))
    letters = series.post_to(ANN)
    assert invited.take(letters).dates == series.dates
    assert len(invited.held) == 1


def test_who_is_invited_once_there_are_stretches_gets_each_of_them(series: Series) -> None:
    series.change(3, "following", starts_at=series.at(3, 21))
    series.office.invite(series.code, ANN)
    assert Diary().take(series.post_to(ANN)).dates == series.dates


def test_who_said_no_to_a_date_is_not_told_of_its_move(series: Series, invited: Diary) -> None:
    series.reply(ANN, 2, "yes", dates="all")
    series.reply(ANN, 2, "no")
    invited.take(series.post_to(ANN))
    series.change(2, "this", starts_at=series.at(2, 20, days=1))
    assert series.post_to(ANN) == []
    series.change(3, "this", starts_at=series.at(3, 20))
    letters = series.post_to(ANN)
    assert subjects(letters) == ["Changed"]
    invited.take(letters)
    series.change(4, "all", duration_minutes=45)
    invited.take(series.post_to(ANN))
    assert invited.dates == series.dates
    declined = {day for day, how in invited.partstats().items() if how == "DECLINED"}
    assert declined == {f"{series.day(2):%m-%d}"}


def test_an_answer_for_one_date_is_none_for_the_others(series: Series, invited: Diary) -> None:
    series.reply(ANN, 2, "yes")
    series.reply(ANN, 3, "maybe")
    series.change(4, "all", duration_minutes=45)
    invited.take(series.post_to(ANN))
    wanted = {f"{series.day(2):%m-%d}": "ACCEPTED", f"{series.day(3):%m-%d}": "TENTATIVE"}
    assert invited.partstats() == wanted
    (held,) = invited.held.values()
    assert held.series and held.series["ATTENDEE"].params["PARTSTAT"] == "NEEDS-ACTION"


def test_who_comes_to_one_date_is_told_of_that_alone(series: Series) -> None:
    series.reply(GUS, 2, "yes")
    gus = Diary().take(series.post_to(GUS))
    assert gus.dates == [series.of(series.day(2))]
    series.change(3, "this", starts_at=series.at(3, 20))
    series.cancel(4)
    assert series.post_to(GUS) == []
    series.change(2, "this", starts_at=series.at(2, 20))
    assert gus.take(series.post_to(GUS)).dates == [series.of(series.day(2))]
    series.cancel(2)
    assert gus.take(series.post_to(GUS)).dates == []


@pytest.mark.parametrize(("scope", "number"), [("all", 4), ("following", 1), ("following", 2)])
def test_a_date_that_moves_with_all_is_not_left_where_it_was(series: Series, scope: Scope, number: int) -> None:
    series.reply(GUS, 2, "yes")
    gus = Diary().take(series.post_to(GUS))
    series.change(number, scope, starts_at=series.at(number, 18, days=1))
    letters = series.post_to(GUS)
    assert subjects(letters) == ["Changed", "Dates for your calendar"]
    assert gus.take(letters).dates == [series.of(series.day(2) + timedelta(days=1))]


def test_a_date_that_is_not_touched_by_what_follows_stays(series: Series) -> None:
    series.reply(GUS, 2, "yes")
    gus = Diary().take(series.post_to(GUS))
    series.change(4, "following", starts_at=series.at(4, 21))
    assert gus.take(series.post_to(GUS)).dates == [series.of(series.day(2))]


def test_a_date_that_goes_is_taken_out(series: Series) -> None:
    series.reply(GUS, 6, "yes")
    gus = Diary().take(series.post_to(GUS))
    series.change(1, "all", repeat="FREQ=WEEKLY;COUNT=3")
    assert gus.take(series.post_to(GUS)).dates == []


def test_who_comes_to_some_dates_has_those(series: Series) -> None:
    for number in (1, 5):
        series.reply(GUS, number, "yes")
    gus = Diary().take(series.post_to(GUS))
    series.cancel(1)
    series.change(3, "all", duration_minutes=45)
    assert gus.take(series.post_to(GUS)).dates == [series.of(series.day(5))]
    series.cancel()
    assert gus.take(series.post_to(GUS)).dates == []


def test_who_comes_to_all_after_all_has_all(series: Series) -> None:
    series.reply(GUS, 2, "yes")
    series.reply(GUS, 2, "yes", dates="all")
    assert Diary().take(series.post_to(GUS)).dates == series.dates


RULES = ("FREQ=WEEKLY;INTERVAL=2;COUNT=5", "FREQ=DAILY;INTERVAL=5;COUNT=9", None)


def changed_at_random(series: Series, rng: random.Random) -> str:
    """What was done, for the message of a test that fails."""
    on, what = (
        rng.choice(series.days),
        rng.choice(["move", "move", "length", "rule", "skip", "cancel", "reply", "reply"]),
    )
    scope = rng.choice(SCOPES[what in ("rule", "skip") :])
    moved = datetime.combine(on + timedelta(days=rng.choice([0, 0, 1, -1])), time(rng.choice([17, 18, 20, 21])))
    if what == "reply":
        series.reply(GUS, 0, "yes", on=on)
    elif what == "cancel":
        series.cancel(on=on)
    else:
        wanted = {
            "move": {"starts_at": moved.isoformat(timespec="minutes")},
            "length": {"duration_minutes": rng.choice([30, 45, 75])},
            "rule": {"repeat": rng.choice(RULES)},
            "skip": {"skipped": [rng.choice(series.days).isoformat()]},
        }
        series.change(0, scope, on=on, **wanted[what])
    return f"{what} {on} {scope} {moved}"


@pytest.mark.parametrize("seed", range(4))
def test_whatever_is_changed_calendars_follow(series: Series, invited: Diary, seed: int) -> None:
    """Ann has all dates, Gus those for which he said yes."""
    rng, gus, done = random.Random(seed), Diary(), []
    while len(done) < 7 and len(series.days) > 1:
        try:
            done.append(changed_at_random(series, rng))
        except DomainError:
            continue  # as a host would be told
        assert invited.take(series.post_to(ANN)).dates == series.dates, done
        assert gus.take(series.post_to(GUS)).dates == dates_of(series, GUS), done


def dates_of(series: Series, email: str) -> list[tuple[datetime, datetime]]:
    with series.office.store.reading() as session:
        coming = [
            each
            for each in occurrences.with_rooms(session, series.event(session))
            if each.room and not each.is_cancelled
        ]
        said = {each.on: replies.all_of(session, each.room) for each in coming if each.room}
        theirs = [each for each in coming if any(one.guest.email == email for one in said[each.on])]
        return sorted((each.starts_at_utc, each.ends_at_utc) for each in theirs)


def test_who_came_to_what_was_once_is_asked_to_all_once_it_repeats(office: Office, post: Post) -> None:
    single, gus = Series(office, post, repeat=None), Diary()
    single.reply(GUS, 0, "yes")
    gus.take(single.post_to(GUS))
    assert len(gus.dates) == 1
    single.change(0, "all", repeat="FREQ=WEEKLY;COUNT=4")
    assert gus.take(single.post_to(GUS)).dates == single.dates
    assert gus.partstats() == {f"{FIRST:%m-%d}": "ACCEPTED"}
    single.change(2, "this", starts_at=single.at(2, 20))
    assert gus.take(single.post_to(GUS)).dates == single.dates


# --- answers that come back


@pytest.fixture
def reader(office: Office) -> Reader:
    return Reader(office.app, office.edge)


def answered(
    series: Series, *lines: str, sequence: int = 0, partstat: str = "ACCEPTED", but: tuple[str, str] | None = None
) -> bytes:
    """Of Ann's calendar, with more lines in the event; `but` for one date, by its RECURRENCE-ID, otherwise."""
    stamp = f"{utcnow():%Y%m%dT%H%M%SZ}"
    said = Said(series.office.event(series.code).uid, email=ANN, partstat=partstat, sequence=sequence, stamp=stamp)
    mail = headed(said)
    mail.set_content("Ann has answered.")
    written = file(said, more="\n".join(lines))
    if but:
        one = file(dataclasses.replace(said, partstat=but[1]), more=but[0])
        written = written.replace(
            "BEGIN:VEVENT", one[one.index("BEGIN:VEVENT") : one.index("END:VCALENDAR")] + "BEGIN:VEVENT"
        )
    mail.add_alternative(written.encode(), "text", "calendar", params={"charset": "UTF-8", "method": "REPLY"})
    return mail.as_bytes()


def recurrence(series: Series, form: str) -> str:
    start = datetime.combine(series.day(2), time(19))
    if form == "UTC":
        return f"RECURRENCE-ID:{start - timedelta(hours=2 if _is_summer(start) else 1):%Y%m%dT%H%M%SZ}"
    if form == "a day":
        return f"RECURRENCE-ID;VALUE=DATE:{start:%Y%m%d}"
    zone = {"its zone": BERLIN, "a Windows zone": '"W. Europe Standard Time"', "no zone": ""}[form]
    return f"RECURRENCE-ID{f';TZID={zone}' if zone else ''}:{start:%Y%m%dT%H%M%S}"


def _is_summer(wall: datetime) -> bool:
    return times.at_utc(wall, BERLIN).hour == wall.hour - 2


@pytest.mark.parametrize("form", ["its zone", "a Windows zone", "no zone", "UTC", "a day"])
def test_an_answer_for_one_date_is_kept_for_that_one(series: Series, invited: Diary, reader: Reader, form: str) -> None:
    assert reader.read(answered(series, recurrence(series, form))).startswith("kept")
    assert series.answers(ANN) == {2: "yes"}


def test_an_answer_without_a_date_is_kept_for_all(series: Series, invited: Diary, reader: Reader) -> None:
    assert reader.read(answered(series, partstat="TENTATIVE")).startswith("kept")
    with series.office.store.transaction() as session:
        entrances.find(session, series.code, on=series.day(5), lock=True)
    assert series.answers(ANN) == {0: "maybe", 5: "maybe"}


def test_an_answer_for_all_but_one_is_kept_as_that(series: Series, invited: Diary, reader: Reader) -> None:
    for day in (2, 3):
        with series.office.store.transaction() as session:
            entrances.find(session, series.code, on=series.day(day), lock=True)
    both = answered(series, but=(recurrence(series, "its zone"), "DECLINED"))
    assert reader.read(both).endswith("and 1 more for other dates")
    assert series.answers(ANN) == {0: "yes", 2: "no", 3: "yes"}


@pytest.mark.parametrize("wrong", ["RECURRENCE-ID:soon", "RECURRENCE-ID;VALUE=DATE:20010101"])
def test_an_answer_for_a_date_that_is_none_is_not_one_for_all(
    series: Series, invited: Diary, reader: Reader, wrong: str
) -> None:
    assert reader.read(answered(series, wrong)).startswith("passed over")
    assert series.answers(ANN) == {}


def test_an_answer_for_all_is_as_good_as_before_when_one_date_was_moved(
    series: Series, invited: Diary, reader: Reader
) -> None:
    series.change(2, "this", starts_at=series.at(2, 20))
    series.post_to(ANN)
    assert reader.read(answered(series, sequence=0)).startswith("kept")
    series.change(2, "all", duration_minutes=45)
    series.post_to(ANN)
    assert "an older version" in reader.read(answered(series, sequence=1))

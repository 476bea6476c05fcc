"""What the clock decides: reminders before a date, and thanks after it. Each comes to who wants it, once, in time."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from email.message import EmailMessage
from typing import Any

import pytest
from sqlalchemy import event as sql
from sqlalchemy import func, select

from eventkit.domain.activities import engine, run_of_show
from eventkit.domain.activities.run_of_show import NewActivity
from eventkit.domain.basics.validation import read_model
from eventkit.domain.coming import replies, replying
from eventkit.domain.coming.replying import ReplyFields
from eventkit.domain.letters import opt_outs, outbox, reminders
from eventkit.domain.planning import changes, entrances
from eventkit.domain.records.attendance import Attendance
from eventkit.domain.records.event import Room
from eventkit.domain.records.guest import Guest, Reply
from eventkit.mail import reminding
from eventkit.mail.worker import Worker
from eventkit.storage.store import Store

from .conftest import Office
from .post import Post
from .test_letters import file_of, html_of, text_of, token_of

GUS, IVY = "gus@example.org", "ivy@example.org"
LONG_BEFORE = datetime(2026, 11, 1, 12, tzinfo=UTC)
START = datetime(2026, 12, 3, 18, tzinfo=UTC)  # seven in the evening in Berlin
DAY, HOUR, MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)
NINE_THE_NEXT_MORNING = datetime(2026, 12, 4, 8, tzinfo=UTC)
BOTH = ["day", "hour"]
WEEKLY = "FREQ=WEEKLY;COUNT=6"


@pytest.fixture
def office(open_office: Callable[..., Office], post: Post, database_url: str) -> Office:
    """Of its own: what is due is looked for in all events."""
    return open_office(post.url, database_url)


def look(office: Office, now: datetime) -> None:
    """What a worker does about once a minute."""
    worker = Worker(office.app, office.edge, clock=lambda: now)
    worker.remind()
    while worker.send_due():
        pass


def evening(office: Office, *, answer: str = "yes", wants: list[str] | None = None, **changes: Any) -> str:
    """An event that Gus has replied to long before, and has been written to about."""
    code = office.plan(**changes)
    office.reply(code, answer=answer, reminders=BOTH if wants is None else wants, now=LONG_BEFORE)
    look(office, LONG_BEFORE)
    return code


def told(post: Post, address: str = GUS) -> list[str]:
    """What they were reminded of, or thanked for."""
    subjects = [str(letter["Subject"]) for letter in post.to(address)]
    return [each for each in subjects if not each.startswith(("You ", "Changed", "Cancelled", "There is"))]


def last(post: Post, address: str = GUS) -> EmailMessage:
    return post.to(address)[-1]


def attend(office: Office, code: str, *names: str, on: date | None = None) -> None:
    """They were in the room, where one activity was done."""
    with office.store.transaction() as session:
        room = entrances.find(session, code, on=on, lock=True)
        guests = session.scalars(select(Guest).where(Guest.event_id == room.event_id, Guest.name.in_(names)))
        session.add_all(Attendance(room_id=room.id, guest_id=guest.id, arrived_at=START) for guest in guests)
        activity = run_of_show.add(session, room.event, NewActivity(kind="words", title="Tonight in one word"))
        for move in ("open", "close"):
            engine.move(session, room, activity.id, move)


@pytest.mark.parametrize(
    ("wants", "subjects"),
    [
        ([], []),
        (["day"], ["Tomorrow: Thursday book club"]),
        (["hour"], ["In an hour: Thursday book club"]),
        (BOTH, ["Tomorrow: Thursday book club", "In an hour: Thursday book club"]),
    ],
)
def test_guests_are_reminded_as_they_chose(office: Office, post: Post, wants: list[str], subjects: list[str]) -> None:
    evening(office, wants=wants)
    for moment in (START - DAY - MINUTE, START - DAY, START - HOUR - MINUTE, START - HOUR, START):
        look(office, moment)
    assert told(post) == subjects


def test_who_says_nothing_about_it_is_reminded_a_day_before(office: Office, post: Post) -> None:
    office.reply(office.plan(), now=LONG_BEFORE)
    for moment in (START - DAY, START - HOUR):
        look(office, moment)
    assert told(post) == ["Tomorrow: Thursday book club"]


def test_nothing_is_due_a_minute_too_early(office: Office, post: Post) -> None:
    evening(office)
    look(office, START - DAY - MINUTE)
    assert told(post) == []


def test_however_often_one_looks_each_is_told_once(office: Office, post: Post) -> None:
    evening(office)
    for minutes in range(0, 40, 4):
        look(office, START - DAY + minutes * MINUTE)
        look(office, START - HOUR + minutes * MINUTE)
    assert sorted(told(post)) == ["In an hour: Thursday book club", "Tomorrow: Thursday book club"]


def test_one_address_is_told_once_though_two_guests_have_it(office: Office, post: Post) -> None:
    code = evening(office)
    office.reply(code, "Augustus", email="GUS@example.org", reminders=BOTH, now=LONG_BEFORE)
    look(office, START - DAY)
    assert len(told(post)) + len(told(post, "GUS@example.org")) == 1


def test_two_workers_that_look_at_the_same_time_tell_each_guest_once(
    open_office: Callable[..., Office], post: Post, any_database_url: str
) -> None:
    offices = [open_office(post.url, any_database_url) for _ in range(2)]
    code = offices[0].plan(repeat=WEEKLY)
    for number in range(30):
        offices[0].reply(code, f"Guest{number}", dates="all", now=LONG_BEFORE)
    before = len(offices[0].mails())
    together = threading.Barrier(2)

    def work(office: Office) -> None:
        with office.store.reading() as session:
            found = reminders.find(session, now=START - DAY)
        together.wait()
        with office.store.transaction() as session:
            outbox.queue_once(session, found.letters)
        reminding.plan(office.edge, now=START + 6 * DAY)  # when there is no room yet

    working = [threading.Thread(target=work, args=[office]) for office in offices]
    for thread in working:
        thread.start()
    for thread in working:
        thread.join()
    queued = offices[0].mails()[before:]
    assert len(queued) == 60
    assert len({(mail.to_email, mail.data["room"]) for mail in queued}) == 60
    with offices[0].store.reading() as session:
        assert session.scalar(select(func.count()).select_from(Room)) == 2


def test_a_date_that_moved_is_reminded_of_anew_and_only_at_its_new_time(office: Office, post: Post) -> None:
    code = evening(office, wants=["day"])
    look(office, START - DAY)
    office.change(code, starts_at="2026-12-05T19:00")
    look(office, START - HOUR)
    look(office, START + DAY)
    assert told(post) == ["Tomorrow: Thursday book club"] * 2
    assert "Saturday, December 5, 2026, 7:00\u202fPM in Berlin" in text_of(last(post))


def say_no(office: Office, code: str) -> None:
    office.answer_anew(code, "Gus", answer="no")


def wait_for_a_place(office: Office, code: str) -> None:
    office.answer_anew(code, "Gus", is_waiting=True, queued_at=LONG_BEFORE)


def want_none(office: Office, code: str) -> None:
    office.answer_anew(code, "Gus", reminders=[])


def take_the_address_back(office: Office, code: str) -> None:
    office.answer_anew(code, "Gus", email=None)


def opt_out(office: Office, code: str) -> None:
    with office.store.transaction() as session:
        host = entrances.find(session, code).event.host
        said = opt_outs.token_for(host.id, GUS, secret=office.desk.secret)
        opt_outs.keep(session, *opt_outs.of_token(session, said, secret=office.desk.secret))


def switch_off(office: Office, code: str) -> None:
    office.change(code, sends_reminders=False)


def cancel(office: Office, code: str) -> None:
    office.cancel(code)


def move_away(office: Office, code: str) -> None:
    office.change(code, starts_at="2027-01-07T19:00")


@pytest.mark.parametrize("is_queued", [False, True])
@pytest.mark.parametrize(
    "meanwhile",
    [say_no, wait_for_a_place, want_none, take_the_address_back, opt_out, switch_off, cancel, move_away],
)
def test_nobody_is_reminded_of_what_has_become_untrue(
    office: Office, post: Post, meanwhile: Callable[[Office, str], None], is_queued: bool
) -> None:
    """Before it is looked for, or between that and the sending."""
    code = evening(office)
    if is_queued:
        reminding.plan(office.edge, now=START - HOUR)
        assert [mail.kind for mail in office.mails()] == ["reply", "reminder"]
    meanwhile(office, code)
    reminding.plan(office.edge, now=START - HOUR)
    if not is_queued and meanwhile is not opt_out:  # of which the host is to see that it was not sent
        assert "reminder" not in [mail.kind for mail in office.mails()]
    look(office, START - HOUR)
    assert told(post) == []


@pytest.mark.parametrize("answer", ["yes", "maybe"])
def test_who_may_come_is_reminded_too(office: Office, post: Post, answer: str) -> None:
    evening(office, answer=answer)
    look(office, START - DAY)
    assert ("You said maybe." in text_of(last(post))) == (answer == "maybe")
    assert told(post) == ["Tomorrow: Thursday book club"]


def test_who_replies_on_the_last_day_is_reminded_an_hour_before_alone(office: Office, post: Post) -> None:
    office.reply(office.plan(), reminders=BOTH, now=START - DAY + MINUTE)
    for moment in (START - DAY + HOUR, START - HOUR):
        look(office, moment)
    assert told(post) == ["In an hour: Thursday book club"]


@pytest.mark.parametrize(
    ("moment", "subjects"),
    [
        (START - DAY + 5 * HOUR + 55 * MINUTE, ["Today: Thursday book club"]),
        (START - DAY + 4 * HOUR, ["Tomorrow: Thursday book club"]),
        (START - DAY + 6 * HOUR, []),
        (START - HOUR + 29 * MINUTE, ["Soon: Thursday book club"]),
        (START - HOUR + 30 * MINUTE, []),
        (START, []),
    ],
)
def test_a_server_that_was_away_still_tells_what_is_of_use(
    office: Office, post: Post, moment: datetime, subjects: list[str]
) -> None:
    evening(office)
    look(office, moment)
    assert told(post) == subjects


def test_a_reminder_that_the_mail_server_held_up_is_not_sent_once_it_is_too_late(office: Office, post: Post) -> None:
    evening(office)
    post.will_say(GUS, "451 try again later")
    look(office, START - HOUR)
    assert [mail.state for mail in office.mails()] == ["sent", "waiting"]
    look(office, START - HOUR + 31 * MINUTE)
    assert (told(post), [mail.kind for mail in office.mails()]) == ([], ["reply"])


@pytest.mark.parametrize(
    ("zone", "starts_at", "moment", "subject"),
    [
        ("Europe/Berlin", "2027-03-28T19:00", "2027-03-27T17:00", "Tomorrow: Thursday book club"),
        ("Europe/Berlin", "2027-03-29T00:30", "2027-03-27T22:30", "On Monday: Thursday book club"),
        ("Europe/Berlin", "2027-10-31T19:00", "2027-10-30T18:00", "Tomorrow: Thursday book club"),
        ("America/New_York", "2027-03-14T19:00", "2027-03-13T23:00", "Tomorrow: Thursday book club"),
        ("America/New_York", "2027-11-07T19:00", "2027-11-07T00:00", "Tomorrow: Thursday book club"),
        ("Pacific/Kiritimati", "2027-01-01T00:00", "2026-12-30T10:00", "Tomorrow: Thursday book club"),
        ("Pacific/Pago_Pago", "2027-01-01T23:30", "2027-01-01T10:30", "Tomorrow: Thursday book club"),
    ],
)
def test_a_day_before_is_24_hours_although_clocks_change(
    office: Office, post: Post, zone: str, starts_at: str, moment: str, subject: str
) -> None:
    evening(office, timezone=zone, starts_at=starts_at)
    at = datetime.fromisoformat(moment).replace(tzinfo=UTC)
    look(office, at - MINUTE)
    assert told(post) == []
    look(office, at)
    assert told(post) == [subject]


def test_a_day_before_there_is_what_a_guest_needs_and_how_to_stop_it(office: Office, post: Post) -> None:
    evening(office, dress_code="Tweed", details={"reading_list": [{"title": "Emma"}]}, video_url="https://call.test/a")
    look(office, START - DAY)
    letter = last(post)
    for shown in (text_of(letter), html_of(letter)):
        for words in ("We meet tomorrow.", "A chair is waiting for you", "Tweed", "Emma", "https://call.test/a"):
            assert words in shown
        assert "7:00\u202fPM in Berlin" in shown
        assert "You asked to be reminded." in shown
        assert "attached" not in shown
    assert token_of(letter)
    assert file_of(letter) is None
    assert "unsubscribe" in letter["List-Unsubscribe"]


def test_an_hour_before_there_are_only_the_ways_in(office: Office, post: Post) -> None:
    code = evening(office, dress_code="Tweed", video_url="https://call.test/a")
    look(office, START - HOUR)
    letter = last(post)
    way_in = f"https://events.example.org/g/{token_of(letter)}?to=room"
    for shown in (text_of(letter), html_of(letter)):
        assert "https://call.test/a" in shown
        assert way_in in shown
        assert "Tweed" not in shown
    response = office.app.test_client().get(f"/g/{token_of(letter)}?to=room")
    assert response.location == f"/e/{code}/room"


@pytest.mark.parametrize(
    ("language", "subject", "words"),
    [
        ("de", "Morgen: Thursday book club", "Wir treffen uns morgen."),
        ("es", "Mañana: Thursday book club", "Nos vemos mañana."),
    ],
)
def test_a_reminder_speaks_the_language_of_its_event(
    office: Office, post: Post, language: str, subject: str, words: str
) -> None:
    evening(office, language=language)
    look(office, START - DAY)
    assert last(post)["Subject"] == subject
    assert words in text_of(last(post))


def test_more_than_can_be_taken_at_once_are_taken_the_next_time(office: Office) -> None:
    code = office.plan(sends_thanks=False)
    with office.store.transaction() as session:
        room = entrances.find(session, code)
        for number in range(reminding.MOST_AT_ONCE + 3):
            guest = Guest(
                event_id=room.event_id, name="Gus", email=f"gus{number}@example.org", stored_reminders="hour",
                token_hash=str(number), created_at=LONG_BEFORE,
            )  # fmt: skip
            session.add(guest)
            session.flush()
            session.add(Reply(guest_id=guest.id, room_id=room.id, answer="yes", plus=0, note="", at=LONG_BEFORE))
    assert reminding.plan(office.edge, now=START - HOUR)
    assert len(office.mails()) == reminding.MOST_AT_ONCE
    assert not reminding.plan(office.edge, now=START - HOUR)
    assert len(office.mails()) == reminding.MOST_AT_ONCE + 3


def test_looking_costs_as_many_queries_however_many_events_there_are(office: Office) -> None:
    def cost() -> int:
        with office.store.reading() as session, counting(office.store) as asked:
            assert reminders.find(session, now=START - 3 * DAY).letters == []
        return len(asked)

    for made in range(8):
        office.plan()
        office.plan(repeat="FREQ=DAILY;COUNT=30")
        if made == 0:
            few = cost()
    assert cost() == few


@contextmanager
def counting(store: Store) -> Iterator[list[str]]:
    asked: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        asked.append(statement)

    sql.listen(store.snapshots, "before_cursor_execute", note)
    yield asked
    sql.remove(store.snapshots, "before_cursor_execute", note)


class TestASeries:
    """Every Thursday; Gus comes to all of them."""

    FOURTH = date(2026, 12, 24)

    @pytest.fixture
    def code(self, office: Office) -> str:
        code = office.plan(repeat=WEEKLY, sends_thanks=False)
        office.reply(code, dates="all", now=LONG_BEFORE, reminders=["day"])
        look(office, LONG_BEFORE)
        return code

    def weeks(self, office: Office, numbers: range = range(6)) -> None:
        for number in numbers:
            for late in (0, 5):
                look(office, START - DAY + number * 7 * DAY + late * MINUTE)

    def room(self, office: Office, code: str, on: date) -> int:
        with office.store.transaction() as session:
            return entrances.find(session, code, on=on, lock=True).id

    def test_who_comes_to_all_dates_is_reminded_of_each_though_nobody_has_looked_for_it(
        self, office: Office, post: Post, code: str
    ) -> None:
        self.weeks(office)
        assert told(post) == ["Tomorrow: Thursday book club"] * 6
        assert "Thursday, January 7, 2027" in text_of(last(post))
        assert len({mail.data["room"] for mail in office.mails()[1:]}) == 6

    def test_no_room_is_made_where_nobody_wants_to_be_reminded(self, office: Office, post: Post) -> None:
        code = office.plan(repeat=WEEKLY, sends_thanks=False)
        office.reply(code, dates="all", now=LONG_BEFORE, reminders=[])
        ivy = read_model(ReplyFields, {"name": "Ivy", "answer": "yes", "email": IVY, "dates": "all"})
        with office.store.transaction() as session:  # too late for a day before the second date
            replying.reply(session, entrances.find(session, code, on=START.date()), ivy, now=START + 6 * DAY + MINUTE)
        self.weeks(office, range(2))
        with office.store.reading() as session:
            assert session.scalar(select(func.count()).select_from(Room)) == 1

    def test_a_date_that_is_left_out_or_cancelled_or_declined_is_none(
        self, office: Office, post: Post, code: str
    ) -> None:
        with office.store.transaction() as session:
            room = entrances.find(session, code, on=date(2026, 12, 10), lock=True)
            changes.cancel(session, room, scope="this", now=LONG_BEFORE)
            room = entrances.find(session, code, on=date(2026, 12, 17), lock=True)
            (reply,) = replies.all_of(session, room)
            reply.answer = "no"
            room = entrances.find(session, code)
            changes.change(session, room, {"skipped": [str(self.FOURTH)]}, jitsi_url="", now=LONG_BEFORE)
        self.weeks(office)
        assert told(post) == ["Tomorrow: Thursday book club"] * 3

    def test_a_date_that_was_left_out_meanwhile_is_not_told_of(self, office: Office, post: Post, code: str) -> None:
        self.room(office, code, self.FOURTH)
        now = START - DAY + 21 * DAY
        reminding.plan(office.edge, now=now)
        with office.store.transaction() as session:
            room = entrances.find(session, code, now=LONG_BEFORE)
            changes.change(session, room, {"skipped": [str(self.FOURTH)]}, jitsi_url="", now=LONG_BEFORE)
        look(office, now)
        assert told(post) == []

    def test_one_date_that_was_moved_far_is_reminded_of_where_it_is_now(
        self, office: Office, post: Post, code: str
    ) -> None:
        with office.store.transaction() as session:
            room = entrances.find(session, code, on=self.FOURTH, lock=True)
            fields = {"starts_at": "2027-01-30T20:00"}
            changes.change(session, room, fields, jitsi_url="", scope="this", now=LONG_BEFORE)
        self.weeks(office)
        assert len(told(post)) == 5
        look(office, datetime(2027, 1, 29, 19, tzinfo=UTC))
        assert len(told(post)) == 6
        assert "Saturday, January 30, 2027, 8:00\u202fPM" in text_of(last(post))

    def test_who_comes_to_one_date_is_reminded_of_that_alone(self, office: Office, post: Post) -> None:
        code = office.plan(repeat=WEEKLY, sends_thanks=False)
        self.room(office, code, self.FOURTH)
        office.reply(code, "Ivy", now=LONG_BEFORE)
        self.weeks(office)
        assert told(post, IVY) == ["Tomorrow: Thursday book club"]
        assert "Thursday, December 3, 2026" in text_of(last(post, IVY))

    def test_who_takes_part_in_all_after_a_day_before_is_not_reminded_of_the_next(
        self, office: Office, post: Post, code: str
    ) -> None:
        self.room(office, code, date(2026, 12, 10))
        office.reply(code, "Ivy", dates="all", now=START + 6 * DAY + HOUR)
        self.weeks(office, range(1, 3))
        assert [len(told(post, each)) for each in (GUS, IVY)] == [2, 1]

    def test_the_way_in_leads_to_the_date_it_is_about(self, office: Office, post: Post) -> None:
        code = office.plan(repeat=WEEKLY)
        office.reply(code, dates="all", now=LONG_BEFORE, reminders=["hour"])
        look(office, START - HOUR + 7 * DAY)
        link = f"/g/{token_of(last(post))}?to=room&on=2026-12-10"
        assert link in text_of(last(post))
        assert office.app.test_client().get(link).location == f"/e/{code}/on/2026-12-10/room"


def test_guests_are_thanked_at_nine_the_next_morning_once(office: Office, post: Post) -> None:
    code = evening(office, wants=[])
    attend(office, code, "Gus")
    for moment in (START + HOUR, START + 10 * HOUR, NINE_THE_NEXT_MORNING - MINUTE):
        look(office, moment)
    assert told(post) == []
    for minutes in (0, 1, 300):
        look(office, NINE_THE_NEXT_MORNING + minutes * MINUTE)
    assert told(post) == ["Looking back: Thursday book club"]
    letter = last(post)
    link = f"/g/{token_of(letter)}?to=recap"
    for shown in (text_of(letter), html_of(letter)):
        assert "Thank you for reading with us." in shown
        assert link in shown
        assert "Until then" not in shown
    assert (file_of(letter), "unsubscribe" in letter["List-Unsubscribe"]) == (None, True)
    browser = office.app.test_client()
    assert browser.get(link).location == f"/e/{code}/recap"
    assert "Tonight in one word" in browser.get(f"/e/{code}/recap").text


@pytest.mark.parametrize(
    ("starts_at", "minutes", "moment"),
    [
        ("2026-12-03T19:00", 60, "2026-12-04T08:00"),
        ("2026-12-03T23:00", 180, "2026-12-04T08:00"),
        ("2026-12-04T05:00", 60, "2026-12-04T08:00"),
        ("2026-12-04T05:00", 61, "2026-12-05T08:00"),
        ("2026-12-04T07:00", 7 * 24 * 60, "2026-12-12T08:00"),
        ("2027-03-27T19:00", 60, "2027-03-28T07:00"),
        ("2027-10-30T19:00", 60, "2027-10-31T08:00"),
    ],
)
def test_thanks_come_in_a_morning_and_when_everybody_has_left(
    office: Office, post: Post, starts_at: str, minutes: int, moment: str
) -> None:
    code = evening(office, wants=[], starts_at=starts_at, duration_minutes=minutes)
    attend(office, code, "Gus")
    at = datetime.fromisoformat(moment).replace(tzinfo=UTC)
    look(office, at - MINUTE)
    assert told(post) == []
    look(office, at + 12 * HOUR)
    assert told(post) == []
    look(office, at + 12 * HOUR - MINUTE)
    assert len(told(post)) == 1


def test_nobody_is_thanked_for_an_evening_that_nobody_came_to(office: Office, post: Post) -> None:
    code = evening(office, wants=[])
    attend(office, code)
    look(office, NINE_THE_NEXT_MORNING)
    assert told(post) == []


def test_who_was_not_there_is_not_thanked_for_it(office: Office, post: Post) -> None:
    code = evening(office, wants=[])
    for name, answer in (("Ivy", "maybe"), ("Lee", "no")):
        office.reply(code, name, answer, now=LONG_BEFORE)
    attend(office, code, "Gus")
    look(office, NINE_THE_NEXT_MORNING)
    assert "We met, and we thought of you." in text_of(last(post, IVY))
    assert "Thank you" not in text_of(last(post, IVY))
    assert told(post, "lee@example.org") == ["Your reply is kept: Thursday book club"]


def test_where_nothing_was_done_in_the_room_there_is_nothing_to_look_back_at(office: Office, post: Post) -> None:
    code = evening(office, wants=[])
    with office.store.transaction() as session:
        room = entrances.find(session, code)
        (reply,) = replies.all_of(session, room)
        session.add(Attendance(room_id=room.id, guest_id=reply.guest_id, arrived_at=START))
    look(office, NINE_THE_NEXT_MORNING)
    assert "Thank you for reading with us." in text_of(last(post))
    assert "recap" not in html_of(last(post))


@pytest.mark.parametrize(
    "meanwhile", [cancel, opt_out, say_no, lambda office, code: office.change(code, sends_thanks=False)]
)
def test_thanks_are_spared_as_well(office: Office, post: Post, meanwhile: Callable[[Office, str], None]) -> None:
    code = evening(office, wants=[])
    attend(office, code, "Gus")
    meanwhile(office, code)
    look(office, NINE_THE_NEXT_MORNING)
    assert told(post) == []


def test_of_a_series_thanks_say_when_it_is_on_next(office: Office, post: Post) -> None:
    code = office.plan(repeat=WEEKLY)
    office.reply(code, dates="all", now=LONG_BEFORE, reminders=[])
    attend(office, code, "Gus", on=date(2026, 12, 10))
    with office.store.transaction() as session:
        room = entrances.find(session, code, on=date(2026, 12, 17), lock=True)
        changes.cancel(session, room, scope="this", now=LONG_BEFORE)
    look(office, NINE_THE_NEXT_MORNING)
    assert told(post) == []
    look(office, NINE_THE_NEXT_MORNING + 7 * DAY)
    (shown,) = [text_of(letter) for letter in post.to(GUS) if str(letter["Subject"]).startswith("Looking back")]
    assert "The next time: Thursday, December 24, 2026, 7:00\u202fPM in Berlin" in shown
    assert "?to=recap&on=2026-12-10" in shown
    assert "Until then, happy reading" in shown


def test_the_outbox_takes_a_letter_with_the_same_key_once_although_it_was_sent(office: Office) -> None:
    evening(office)
    with office.store.reading() as session:
        letters = reminders.find(session, now=START - DAY).letters
    for _ in range(2):
        with office.store.transaction() as session:
            outbox.queue_once(session, letters)
        office.worker.send_due()
    assert [mail.kind for mail in office.mails()] == ["reply", "reminder"]

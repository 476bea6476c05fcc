"""A series: its dates, what one of them has of its own, and changes of one, of the following, of all."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy.orm import Session

from eventkit.domain.activities.run_of_show import ActivityChanges, edit
from eventkit.domain.basics.errors import Invalid, NotFound
from eventkit.domain.coming import places, replying
from eventkit.domain.coming.replying import ReplyFields
from eventkit.domain.planning import changes, entrances
from eventkit.domain.planning.requested import Scope
from eventkit.domain.records import occurrences
from eventkit.domain.records.event import Room
from eventkit.domain.records.guest import Guest, Reply

from ..conftest import Evening

JITSI = "https://jitsi.test"
BEFORE = datetime(2026, 12, 1, 12, tzinfo=UTC)
THURSDAYS = {"starts_at": "2026-12-03T19:00", "timezone": "Europe/Berlin", "repeat": "FREQ=WEEKLY;COUNT=6"}


def on(day: int, month: int = 12) -> date:
    return date(2026 if month == 12 else 2027, month, day)


@pytest.fixture
def series(session: Session) -> Evening:
    return Evening(session, **THURSDAYS)


def room(series: Evening, day: date) -> Room:
    return entrances.find(series.session, series.event.code, on=day, lock=True)


def dates(series: Evening, now: datetime = BEFORE) -> list[str]:
    """The dates to come as the event's clock shows them: "12-03 19:00"."""
    coming = occurrences.upcoming(series.session, series.event, now=now)
    return [f"{each.starts_at:%m-%d %H:%M}" for each in coming]


def change(series: Evening, day: date, scope: Scope, now: datetime = BEFORE, **wanted: Any) -> None:
    changes.change(series.session, room(series, day), wanted, jitsi_url=JITSI, scope=scope, now=now)


def says(series: Evening, day: date, answer: str, guest: Guest | None = None, **more: Any) -> Reply:
    fields = ReplyFields(name="Gus", answer=answer, **more)  # type: ignore[arg-type]
    return replying.reply(series.session, room(series, day), fields, guest=guest, now=BEFORE)[0]


def test_the_clock_on_the_wall_stays_the_same_when_clocks_change(session: Session) -> None:
    spring = Evening(session, **{**THURSDAYS, "starts_at": "2027-03-18T19:00"})
    found = occurrences.upcoming(session, spring.event, now=BEFORE)
    assert {each.starts_at.hour for each in found} == {19}
    assert [each.starts_at_utc.hour for each in found] == [18, 18, 17, 17, 17, 17]


@pytest.mark.parametrize(
    ("now", "day"),
    [
        (datetime(2026, 11, 1, tzinfo=UTC), on(3)),
        (datetime(2026, 12, 3, 18, 30, tzinfo=UTC), on(3)),
        (datetime(2026, 12, 3, 21, 0, tzinfo=UTC), on(3)),  # people stay, and come back after a lost connection
        (datetime(2026, 12, 3, 23, 30, tzinfo=UTC), on(10)),
        (datetime(2026, 12, 31, 12, 0, tzinfo=UTC), on(31)),
        (datetime(2027, 6, 1, tzinfo=UTC), on(7, 1)),
    ],
)
def test_without_a_date_it_is_the_present_or_the_next_or_else_the_last(
    series: Evening, now: datetime, day: date
) -> None:
    assert entrances.find(series.session, series.event.code, lock=True, now=now).on == day


def test_what_is_no_date_of_it_is_not_there(series: Evening) -> None:
    for day in (on(4), on(14, 1), on(26)):
        with pytest.raises(NotFound):
            room(series, day)
    single = Evening(series.session)
    assert entrances.find(series.session, single.event.code, on=single.event.starts_at.date())
    with pytest.raises(NotFound):
        entrances.find(series.session, single.event.code, on=on(10))


def test_each_date_has_its_own_room_with_the_run_of_show(series: Evening) -> None:
    run = series.add("single", options=["A", "B"])
    series.answer(run, series.guest(), "o1")
    other = room(series, on(10))
    assert [(each.state, each.activity.title) for each in runs_of(series, other)] == [("draft", "An activity")]
    assert room(series, on(10)) is other
    assert series.run_of(run).state == "open" if hasattr(series, "run_of") else True


def runs_of(series: Evening, of: Room) -> list[Any]:
    from eventkit.domain.activities import runs

    return runs.of_room(series.session, of)


def test_a_poll_on_the_page_is_open_for_each_date(series: Evening) -> None:
    run = series.add("single", opened=False, options=["A", "B"])
    edit(series.session, series.room, run.activity_id, ActivityChanges(on_page=True))
    assert [each.state for each in runs_of(series, room(series, on(10)))] == ["open"]


def test_a_new_room_is_set_up_as_the_last_one_was(series: Evening) -> None:
    from eventkit.domain.room import rooms

    rooms.decide(series.session, room(series, on(3)), {"chat": False})
    assert not room(series, on(10)).settings.chat


def test_replies_are_for_one_date(series: Evening) -> None:
    says(series, on(3), "yes")
    counts = [places.counts(series.session, room(series, day))["yes"] for day in (on(3), on(10))]
    assert counts == [1, 0]


def test_a_reply_for_all_is_one_for_each_date_that_is_to_come(series: Evening) -> None:
    early = room(series, on(10))
    kept = says(series, on(3), "yes", dates="all", plus=1)
    assert [places.counts(series.session, each)["yes"] for each in (early, room(series, on(17)))] == [2, 2]
    says(series, on(10), "no", kept.guest)
    assert [places.counts(series.session, each)["yes"] for each in (early, room(series, on(24)))] == [0, 2]
    says(series, on(17), "no", kept.guest, dates="all")
    assert [places.counts(series.session, room(series, day))["yes"] for day in (on(17), on(24), on(31))] == [0, 0, 0]
    assert places.counts(series.session, room(series, on(31)))["no"] == 1


def test_a_reply_for_all_leaves_what_is_over_as_it_was(series: Evening) -> None:
    kept = says(series, on(3), "yes")
    later = datetime(2026, 12, 8, tzinfo=UTC)
    fields = ReplyFields(name="Gus", answer="no", dates="all")
    replying.reply(series.session, room(series, on(10)), fields, guest=kept.guest, now=later)
    assert places.counts(series.session, room(series, on(3)))["yes"] == 1


def test_places_are_counted_for_each_date(session: Session) -> None:
    series = Evening(session, **THURSDAYS, capacity=2)
    always = [says(series, on(3), "yes", dates="all").guest for _ in range(2)]
    waiting = says(series, on(3), "yes", dates="all")
    assert waiting.is_waiting
    later = room(series, on(10))
    assert places.counts(session, later) == {"yes": 2, "maybe": 0, "no": 0, "waiting": 1}
    says(series, on(10), "no", always[0])
    assert places.counts(session, later) == {"yes": 2, "maybe": 0, "no": 1, "waiting": 0}
    assert places.counts(session, room(series, on(3)))["waiting"] == 1


def test_days_that_are_left_out_are_none_of_its_dates(session: Session) -> None:
    series = Evening(session, **THURSDAYS, skipped=["2026-12-24", "2026-12-31"])
    assert dates(series) == ["12-03 19:00", "12-10 19:00", "12-17 19:00", "01-07 19:00"]
    with pytest.raises(NotFound):
        room(series, on(24))


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"repeat": "FREQ=HOURLY"}, "repeat"),
        ({"repeat": "every week"}, "repeat"),
        ({"repeat": 7}, "repeat"),
        ({"repeat": "FREQ=WEEKLY;BYDAY=FR"}, "repeat"),
        ({"repeat": "FREQ=WEEKLY;UNTIL=20261101"}, "repeat"),
        ({"repeat": "FREQ=DAILY;COUNT=400"}, "repeat"),
        ({"skipped": ["2026-12-03"]}, "skipped"),
        ({"skipped": ["2026-12-04"]}, "skipped"),
        ({"skipped": ["tomorrow"]}, "skipped.0"),
        ({"repeat": None, "skipped": ["2026-12-10"]}, "skipped"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(session: Session, wrong: dict[str, Any], field: str) -> None:
    with pytest.raises(Invalid) as refusal:
        Evening(session, **{**THURSDAYS, **wrong})
    assert [problem.field for problem in refusal.value.problems] == [field]


def test_one_date_can_be_otherwise(series: Evening) -> None:
    change(series, on(10), "this", title="With cake", starts_at="2026-12-11T20:00")
    assert dates(series)[:3] == ["12-03 19:00", "12-11 20:00", "12-17 19:00"]
    here, other = occurrences.of(room(series, on(10))), occurrences.of(room(series, on(17)))
    assert (here.title, other.title) == ("With cake", series.event.title)
    assert series.event.sequence == 1
    change(series, on(10), "this", title="With cake")
    assert series.event.sequence == 1
    change(series, on(10), "this", title=series.event.title, starts_at="2026-12-10T19:00")
    assert room(series, on(10)).stored_changes is None


def test_one_date_cannot_have_what_is_the_same_for_all(series: Evening) -> None:
    for wanted in ({"capacity": 3}, {"theme": "open"}, {"repeat": None}, {"timezone": "Asia/Tokyo"}):
        with pytest.raises(Invalid) as refusal:
            change(series, on(10), "this", **wanted)
        assert [problem.field for problem in refusal.value.problems] == list(wanted)


def test_all_dates_move_together_and_their_rooms_with_them(series: Evening) -> None:
    says(series, on(10), "yes")
    change(series, on(10), "all", starts_at="2026-12-11T20:30")
    assert dates(series) == ["12-04 20:30", "12-11 20:30", "12-18 20:30", "12-25 20:30", "01-01 20:30", "01-08 20:30"]
    assert places.counts(series.session, room(series, on(11)))["yes"] == 1
    assert not series.event.stretches


def test_what_all_have_may_change_without_moving_one_that_was_moved(series: Evening) -> None:
    change(series, on(10), "this", starts_at="2026-12-11T20:00", title="With cake")
    change(series, on(10), "all", description="Bring a book")
    assert dates(series)[:3] == ["12-03 19:00", "12-11 20:00", "12-17 19:00"]
    assert occurrences.of(room(series, on(10))).title == "With cake"
    assert occurrences.of(room(series, on(17))).title != "With cake"
    assert occurrences.of(room(series, on(10))).description == "Bring a book"


def test_what_is_over_stays_when_all_are_moved(series: Evening) -> None:
    says(series, on(3), "yes")
    uid = series.event.uid
    change(series, on(17), "all", now=datetime(2026, 12, 8, tzinfo=UTC), starts_at="2026-12-18T20:00")
    assert dates(series) == ["12-03 19:00", "12-11 20:00", "12-18 20:00", "12-25 20:00", "01-01 20:00", "01-08 20:00"]
    assert places.counts(series.session, room(series, on(3)))["yes"] == 1
    assert series.event.uid == uid  # guests' calendars move what is to come


def test_this_and_the_following_become_a_stretch_of_their_own(series: Evening) -> None:
    says(series, on(31), "yes")
    uid = series.event.uid
    change(series, on(24), "following", title="Later", starts_at="2026-12-24T21:00")
    assert dates(series) == ["12-03 19:00", "12-10 19:00", "12-17 19:00", "12-24 21:00", "12-31 21:00", "01-07 21:00"]
    titles = [occurrences.of(room(series, day)).title for day in (on(17), on(24), on(31))]
    assert titles == ["Thursday book club", "Later", "Later"]
    assert places.counts(series.session, room(series, on(31)))["yes"] == 1
    (stretch,) = series.event.stretches
    assert stretch.uid == uid != series.event.uid
    assert stretch.repeat == "FREQ=WEEKLY;UNTIL=20261217T180000Z"
    assert series.event.repeat == "FREQ=WEEKLY;COUNT=3"


def test_a_stretch_can_be_divided_again_and_what_is_for_all_reaches_it(series: Evening) -> None:
    change(series, on(24), "following", starts_at="2026-12-24T21:00")
    change(series, on(10), "following", starts_at="2026-12-10T18:00")
    change(series, on(31), "all", title="Everywhere", duration_minutes=30)
    assert dates(series) == ["12-03 19:00", "12-10 18:00", "12-17 18:00", "12-24 21:00", "12-31 21:00", "01-07 21:00"]
    assert {each.title for each in occurrences.upcoming(series.session, series.event, now=BEFORE)} == {"Everywhere"}


def test_dates_of_two_stretches_may_lie_among_each_other(series: Evening) -> None:
    says(series, on(17), "yes")
    change(series, on(24), "following", starts_at="2026-12-16T21:00")
    assert dates(series)[:5] == ["12-03 19:00", "12-10 19:00", "12-16 21:00", "12-17 19:00", "12-23 21:00"]
    for each in occurrences.upcoming(series.session, series.event, now=BEFORE):
        assert occurrences.of(room(series, each.on)).starts_at == each.starts_at
    assert places.counts(series.session, room(series, on(17)))["yes"] == 1


def test_an_event_may_begin_to_repeat_and_stop_again(session: Session) -> None:
    single = Evening(session)
    says(single, on(3), "yes")
    changes.change(session, single.room, {"repeat": "FREQ=WEEKLY;COUNT=3"}, jitsi_url=JITSI, now=BEFORE)
    assert dates(single) == ["12-03 19:00", "12-10 19:00", "12-17 19:00"]
    assert places.counts(session, room(single, on(3)))["yes"] == 1
    change(single, on(17), "following", repeat=None)
    assert dates(single) == ["12-03 19:00", "12-10 19:00", "12-17 19:00"]
    change(single, on(3), "all", repeat=None)
    assert dates(single)[0] == "12-03 19:00"
    assert "12-10 19:00" not in dates(single)


def test_a_date_may_be_cancelled_alone(series: Evening) -> None:
    changes.cancel(series.session, room(series, on(10)), scope="this", now=BEFORE)
    assert occurrences.of(room(series, on(10))).is_cancelled
    assert not occurrences.of(room(series, on(17))).is_cancelled
    assert series.event.status == "planned"
    assert series.event.sequence == 1
    next_one = entrances.find(series.session, series.event.code, lock=True, now=datetime(2026, 12, 9, tzinfo=UTC))
    assert next_one.on == on(17)


def test_the_day_for_replies_moves_along_with_the_dates(session: Session) -> None:
    series = Evening(session, **THURSDAYS, reply_by="2026-12-01")
    assert occurrences.of(room(series, on(17))).reply_by == on(15)
    change(series, on(17), "all", reply_by="2026-12-16")
    assert [occurrences.of(room(series, day)).reply_by for day in (on(3), on(17))] == [on(2), on(16)]


def test_a_series_without_an_end_makes_no_rooms_ahead(session: Session) -> None:
    series = Evening(session, **{**THURSDAYS, "repeat": "FREQ=DAILY"})
    assert len(series.event.rooms) == 1
    assert len(occurrences.upcoming(session, series.event, now=datetime(2031, 1, 1, tzinfo=UTC), most=5)) == 5
    assert room(series, date(2031, 1, 1)).on == date(2031, 1, 1)
    with pytest.raises(NotFound):
        room(series, date(2131, 1, 1))


def test_the_next_dates_are_in_order_also_when_one_was_moved_past_others(series: Evening) -> None:
    change(series, on(10), "this", starts_at="2026-12-28T19:00")
    assert dates(series)[:4] == ["12-03 19:00", "12-17 19:00", "12-24 19:00", "12-28 19:00"]
    with pytest.raises(Invalid):
        change(series, on(10), "this", starts_at="2027-03-28T19:00")

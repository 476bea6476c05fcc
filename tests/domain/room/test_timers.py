"""Spans of time: their arithmetic, and what happens at their end."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventkit.domain.activities import engine
from eventkit.domain.activities.answers import Kept
from eventkit.domain.basics.base import utcnow
from eventkit.domain.basics.errors import Closed, Invalid, NotFound, Stale
from eventkit.domain.basics.news import ActivityMoved, TimersChanged
from eventkit.domain.basics.timers import LONGEST_S, Timer
from eventkit.domain.basics.validation import read_model
from eventkit.domain.records.activity import Run
from eventkit.domain.records.room_timer import RoomTimer
from eventkit.domain.room import room_timers
from eventkit.domain.room.room_timers import NewTimer, TimerStep
from eventkit.storage.store import Store

from ..conftest import Evening

NOW = utcnow()
OPTIONS = ["Dune", "Emma"]
LIMIT_S = 60


def at(after_s: float) -> Any:
    return NOW + timedelta(seconds=after_s)


@pytest.fixture
def any_evening(any_store: Store) -> Iterator[Evening]:
    with any_store.transaction() as session:
        yield Evening(session)


def limited(evening: Evening, **config: Any) -> Run:
    """A poll with a time limit that was opened at NOW."""
    run = evening.add("single", opened=False, options=OPTIONS, **{"seconds": LIMIT_S, **config})
    return evening.move(run.activity_id, "open", now=NOW)


def step(evening: Evening, run: Run, move: str, after_s: float, **arguments: Any) -> Run:
    return evening.move(run.activity_id, move, now=at(after_s), arguments=arguments)


def test_what_is_left_runs_down_to_nothing_and_no_further() -> None:
    timer = Timer(60, NOW)
    assert [timer.left_s(at(after_s)) for after_s in (0, 45, 60, 1000)] == [60, 15, 0, 0]
    assert [timer.is_over(at(after_s)) for after_s in (0, 59.999, 60, 1000)] == [False, False, True, True]
    assert timer.ends_at == at(60)


def test_while_it_stands_still_nothing_runs_and_it_never_ends() -> None:
    paused = Timer(60, NOW).pause(at(10))
    assert [paused.left_s(at(after_s)) for after_s in (10, 60, 3600)] == [50, 50, 50]
    assert not paused.is_over(at(3600))
    assert paused.ends_at is None
    resumed = paused.resume(at(1000))
    assert resumed.left_s(at(1000)) == 50
    assert resumed.ends_at == at(1050)


def test_pausing_and_resuming_twice_is_the_same_as_once() -> None:
    timer = Timer(60, NOW)
    paused = timer.pause(at(10))
    assert paused.pause(at(20)) == paused
    assert timer.resume(at(10)) == timer
    assert paused.resume(at(30)).resume(at(40)) == paused.resume(at(30))


def test_one_that_is_over_cannot_be_paused() -> None:
    timer = Timer(60, NOW)
    assert timer.pause(at(60)) == timer


def test_time_is_added_to_what_is_left_and_taken_from_it() -> None:
    timer = Timer(60, NOW)
    assert timer.add(30, at(10)).left_s(at(10)) == 80
    assert timer.add(-30, at(10)).left_s(at(10)) == 20
    assert timer.add(-300, at(10)).is_over(at(10))
    assert timer.pause(at(10)).add(30, at(500)).left_s(at(900)) == 80


def test_one_that_is_over_goes_on_from_now_when_time_is_added() -> None:
    assert Timer(60, NOW).add(30, at(1000)).left_s(at(1000)) == 30


def test_no_timer_gets_longer_than_six_hours() -> None:
    timer = Timer(LONGEST_S, NOW)
    assert timer.add(3600, at(10)).left_s(at(10)) == LONGEST_S


def test_everybody_is_told_the_same_three_values_with_milliseconds() -> None:
    moment = NOW.replace(microsecond=123_456)
    values = Timer(60, moment).pause(moment + timedelta(seconds=1)).as_values()
    assert values["seconds"] == 60
    assert values["started_at"] == moment.strftime("%Y-%m-%dT%H:%M:%S.123Z")
    assert values["paused_at"].endswith(".123Z")


moments = st.lists(st.floats(0, 5000), min_size=2, max_size=8).map(sorted)


@given(seconds=st.floats(0, LONGEST_S), moments=moments)
def test_what_is_left_never_grows_while_it_runs(seconds: float, moments: list[float]) -> None:
    timer = Timer(seconds, NOW)
    left = [timer.left_s(at(after_s)) for after_s in moments]
    assert left == sorted(left, reverse=True)


@given(
    seconds=st.integers(5, 3600),
    steps=st.lists(st.tuples(st.sampled_from(["pause", "resume"]), st.integers(0, 300)), max_size=8),
)
def test_only_the_time_it_runs_is_taken_from_what_is_left(seconds: int, steps: list[tuple[str, int]]) -> None:
    timer, moment, ran_s, is_running = Timer(seconds, NOW), 0, 0, True
    for name, later_s in steps:
        moment += later_s
        ran_s += later_s if is_running else 0
        timer = timer.pause(at(moment)) if name == "pause" else timer.resume(at(moment))
        is_running = timer.paused_at is None
        assert timer.left_s(at(moment)) == pytest.approx(max(0, seconds - ran_s), abs=1e-3)


def test_at_its_end_an_activity_closes_and_not_before(any_evening: Evening) -> None:
    run = limited(any_evening)
    engine.settle_due(any_evening.session, now=at(LIMIT_S - 0.001))
    assert run.is_open
    engine.settle_due(any_evening.session, now=at(LIMIT_S + 3))
    any_evening.session.refresh(run)
    assert (run.state, run.closed_at, run.timer, run.is_shown) == ("closed", at(LIMIT_S), None, False)


@pytest.mark.parametrize(("config", "is_shown"), [({}, False), ({"show_at_end": True}, True)])
def test_at_its_end_results_are_shown_where_the_host_wanted_that(
    any_evening: Evening, config: dict[str, Any], is_shown: bool
) -> None:
    run = limited(any_evening, **config)
    any_evening.answer(run, any_evening.guest(), "o1", now=NOW)
    assert "tally" not in any_evening.shown(run)
    engine.settle_due(any_evening.session, now=at(LIMIT_S))
    assert ("tally" in any_evening.shown(run)) == is_shown


def test_results_for_the_host_alone_are_not_shown_at_the_end_either(evening: Evening) -> None:
    run = limited(evening, results="host", show_at_end=True)
    engine.settle_due(evening.session, now=at(LIMIT_S))
    assert run.state == "closed"
    assert "tally" not in evening.shown(run)


def test_settling_twice_changes_nothing_more_and_is_told_once(any_evening: Evening) -> None:
    run = limited(any_evening)
    version = run.version
    any_evening.session.info["news"].clear()
    for after_s in (LIMIT_S, LIMIT_S, LIMIT_S + 100):
        engine.settle_due(any_evening.session, now=at(after_s))
    assert run.version == version + 1
    assert any_evening.session.info["news"] == [ActivityMoved(run.room_id, run.id)]


def test_one_that_stands_still_never_closes_by_itself(any_evening: Evening) -> None:
    run = limited(any_evening)
    step(any_evening, run, "pause", 30)
    assert engine.next_due(any_evening.session) is None
    engine.settle_due(any_evening.session, now=at(100_000))
    assert run.is_open
    assert isinstance(any_evening.answer(run, any_evening.guest(), "o1", now=at(100_000)), Kept)
    run = step(any_evening, run, "resume", 100_000)
    engine.settle_due(any_evening.session, now=at(100_029.9))
    assert run.is_open
    engine.settle_due(any_evening.session, now=at(100_030))
    assert run.state == "closed"


@pytest.mark.parametrize(("seconds", "end_s"), [(60, 120), (-30, 30), (-3600, 10)])
def test_added_time_moves_the_end(any_evening: Evening, seconds: int, end_s: float) -> None:
    run = limited(any_evening)
    step(any_evening, run, "add-time", 10, seconds=seconds)
    assert engine.next_due(any_evening.session) == at(end_s)
    engine.settle_due(any_evening.session, now=at(end_s - 0.01))
    assert run.is_open
    engine.settle_due(any_evening.session, now=at(end_s))
    assert run.state == "closed"


def test_an_answer_at_the_end_is_late_also_while_nobody_has_settled_it(any_evening: Evening) -> None:
    run, gus = limited(any_evening), any_evening.guest()
    assert isinstance(any_evening.answer(run, gus, "o1", key="one", now=at(LIMIT_S - 0.001)), Kept)
    assert run.is_open
    assert isinstance(any_evening.answer(run, gus, "o2", now=at(LIMIT_S)), Closed)
    assert isinstance(any_evening.answer(run, gus, "o1", key="one", now=at(LIMIT_S)), Kept)
    assert any_evening.tally(run)["counts"] == {"o1": 1, "o2": 0}


def test_a_step_after_the_end_finds_it_closed(evening: Evening) -> None:
    run = limited(evening)
    version = run.version
    with pytest.raises(Stale):
        evening.move(run.activity_id, "reveal", version=version, now=at(LIMIT_S))
    with pytest.raises(Invalid):
        step(evening, run, "add-time", LIMIT_S + 1)
    run = step(evening, run, "open", LIMIT_S + 100)
    assert run.timer and run.timer.left_s(at(LIMIT_S + 100)) == LIMIT_S


def test_closing_by_hand_stops_the_clock(evening: Evening) -> None:
    run = limited(evening)
    step(evening, run, "close", 10)
    assert (run.timer, engine.next_due(evening.session)) == (None, None)
    engine.settle_due(evening.session, now=at(LIMIT_S))
    assert run.closed_at == at(10)


def test_the_host_may_give_a_limit_to_what_runs_without_one(evening: Evening) -> None:
    run = limited(evening, seconds=None)
    assert run.timer is None
    for move in ("pause", "resume", "add-time"):
        with pytest.raises(Invalid):
            step(evening, run, move, 5)
    step(evening, run, "start", 10, seconds=30)
    engine.settle_due(evening.session, now=at(40))
    assert run.state == "closed"


@pytest.mark.parametrize(
    ("move", "seconds"),
    [("start", 4), ("start", LONGEST_S + 1), ("start", True), ("add-time", 3601), ("add-time", "9")],
)
def test_times_that_make_no_sense_are_refused(evening: Evening, move: str, seconds: Any) -> None:
    run = limited(evening)
    with pytest.raises(Invalid):
        step(evening, run, move, 10, seconds=seconds)
    assert run.timer == Timer(LIMIT_S, NOW)


def test_a_restarted_server_knows_the_same_second(any_database_url: str) -> None:
    store = Store(any_database_url)
    with store.transaction() as session:
        evening = Evening(session)
        run = limited(evening)
        step(evening, run, "add-time", 10, seconds=7)
        run_id, due = run.id, engine.next_due(session)
    store.close()
    again = Store(any_database_url)
    with again.transaction() as session:
        assert engine.next_due(session) == due == at(LIMIT_S + 7)
        found = session.get_one(Run, run_id)
        assert found.timer == Timer(LIMIT_S + 7, NOW)
        engine.settle_due(session, now=at(LIMIT_S + 6.999))
        assert found.is_open
        engine.settle_due(session, now=at(LIMIT_S + 7))
        assert found.state == "closed"
    again.close()


def test_those_that_are_due_in_several_rooms_are_settled_together(any_evening: Evening) -> None:
    elsewhere = Evening(any_evening.session)
    due = [limited(any_evening, seconds=10), limited(elsewhere, seconds=20), limited(any_evening, seconds=20)]
    later = limited(elsewhere, seconds=21)
    assert engine.next_due(any_evening.session) == at(10)
    engine.settle_due(any_evening.session, now=at(20))
    assert [run.state for run in (*due, later)] == ["closed"] * 3 + ["open"]
    assert engine.next_due(any_evening.session) == at(21)


def started(evening: Evening, name: str = "Tea", seconds: int = LIMIT_S) -> RoomTimer:
    return room_timers.start(evening.session, evening.room, NewTimer(name=name, seconds=seconds), now=NOW)


def change(evening: Evening, timer_id: int, name: str, after_s: float = 10, **more: Any) -> None:
    asked = read_model(TimerStep, {"timer": timer_id, "step": name, **more})
    room_timers.step(evening.session, evening.room, asked, now=at(after_s))


def test_timers_of_the_room_have_names_and_everybody_sees_them(any_evening: Evening) -> None:
    before = any_evening.room.version
    tea, bread = started(any_evening, "Tea", 180), started(any_evening, "Bread", 3600)
    shown = room_timers.shown(any_evening.session, any_evening.room)
    assert [(each["id"], each["name"], each["seconds"]) for each in shown["timers"]] == [
        (tea.id, "Tea", 180),
        (bread.id, "Bread", 3600),
    ]
    assert shown["version"] == before + 2
    assert TimersChanged(any_evening.room.id) in any_evening.session.info["news"]


def test_a_timer_of_the_room_is_paused_resumed_longer_and_gone(any_evening: Evening) -> None:
    tea = started(any_evening)
    change(any_evening, tea.id, "pause", 10)
    assert tea.timer and tea.timer.left_s(at(500)) == 50
    change(any_evening, tea.id, "resume", 100)
    change(any_evening, tea.id, "add", 100)
    assert tea.timer.left_s(at(100)) == 110
    change(any_evening, tea.id, "add", 100, seconds=-30)
    assert tea.timer.left_s(at(100)) == 80
    change(any_evening, tea.id, "stop")
    assert room_timers.shown(any_evening.session, any_evening.room)["timers"] == []
    with pytest.raises(NotFound):
        change(any_evening, tea.id, "resume")


def test_a_timer_of_another_room_is_not_there(any_evening: Evening) -> None:
    elsewhere = started(Evening(any_evening.session))
    for name in ("pause", "resume", "add", "stop"):
        with pytest.raises(NotFound):
            change(any_evening, elsewhere.id, name)
    assert elsewhere.timer == Timer(LIMIT_S, NOW)


def test_there_is_an_end_to_the_timers_of_a_room(evening: Evening) -> None:
    timers = [started(evening, f"Timer {number}") for number in range(room_timers.MOST)]
    with pytest.raises(Invalid):
        started(evening)
    change(evening, timers[0].id, "stop")
    started(evening)


@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"name": "Tea"},
        {"name": "", "seconds": 60},
        {"name": "x" * 81, "seconds": 60},
        {"name": "Tea", "seconds": 4},
        {"name": "Tea", "seconds": LONGEST_S + 1},
        {"name": "Tea", "seconds": True},
        {"name": "Tea", "seconds": "60"},
        {"name": "Tea", "seconds": 60, "loud": True},
        None,
        [],
    ],
)
def test_a_timer_that_cannot_be_is_refused(asked: Any) -> None:
    with pytest.raises(Invalid):
        read_model(NewTimer, asked)

"""How often a room is told of what, on a clock that the tests hold."""

from __future__ import annotations

import pytest

from eventkit.live.pace import INTERVAL_S, LARGE_ROOM, LARGE_ROOM_INTERVAL_S, LONGEST_INTERVAL_S, SLOW_INTERVAL_S, Pace
from eventkit.live.topics import Topic

START = 1000.0
CHAT = Topic("chat", 1)


def activity(number: int, room: int = 1) -> Topic:
    return Topic("activity", room, number)


@pytest.fixture
def pace() -> Pace:
    return Pace(lambda room_id: 2)


def wait_after(pace: Pace, topic: Topic, now: float) -> float | None:
    """Send a topic now, mark it again at once, and see how long it waits."""
    pace.mark(topic, now, at_once=True)
    pace.send(topic, now)
    pace.mark(topic, now)
    return pace.wait_s(now)


def test_what_was_not_told_lately_is_told_at_once_and_then_ten_times_a_second(pace: Pace) -> None:
    pace.mark(CHAT, START)
    assert pace.ready(START) == [CHAT]
    assert wait_after(pace, CHAT, START) == pytest.approx(INTERVAL_S)
    assert pace.ready(START) == []
    assert pace.ready(START + INTERVAL_S + 0.001) == [CHAT]


def test_marks_of_one_topic_are_one_message_at_the_earliest_time(pace: Pace) -> None:
    wait_after(pace, CHAT, START)
    pace.mark(CHAT, START, at_once=True)
    pace.mark(CHAT, START)
    assert pace.ready(START) == [CHAT]


def test_activities_of_a_room_share_its_messages_and_not_those_of_another_room(pace: Pace) -> None:
    for number in range(1, 5):
        pace.mark(activity(number), START)
        pace.send(activity(number), START)
    pace.mark(activity(1), START)
    assert pace.wait_s(START) == pytest.approx(4 * INTERVAL_S)
    assert wait_after(pace, activity(9, room=2), START + 0.2) == pytest.approx(INTERVAL_S)


def test_a_large_room_is_told_less_often() -> None:
    pace = Pace(lambda room_id: LARGE_ROOM + 1)
    assert wait_after(pace, activity(1), START) == pytest.approx(LARGE_ROOM_INTERVAL_S)
    assert wait_after(Pace(lambda room_id: LARGE_ROOM + 1), CHAT, START) == pytest.approx(SLOW_INTERVAL_S)


def test_what_was_put_off_waits(pace: Pace) -> None:
    pace.put_off(CHAT, START + 1)
    assert pace.wait_s(START) == 1
    assert pace.ready(START) == []


def test_where_nothing_is_due_nothing_is_waited_for(pace: Pace) -> None:
    assert pace.wait_s(START) is None


def test_under_steady_load_it_remembers_no_more_than_the_last_seconds(pace: Pace) -> None:
    busy, told_each_s = activity(1), 10
    for number in range(10_000):
        now = START + number / told_each_s
        wait_after(pace, busy, now)  # so that something is always due
        pace.mark(activity(1, room=number + 2), now)
        pace.send(activity(1, room=number + 2), now)
    assert len(pace._sent) <= LONGEST_INTERVAL_S * told_each_s + 2
    assert pace.ready(now + 1) == [busy]


def test_nothing_is_forgotten_that_may_still_delay_a_message() -> None:
    pace = Pace(lambda room_id: LARGE_ROOM + 1)
    for number in range(1, 101):
        pace.mark(activity(number), START)
        pace.send(activity(number), START)
    now = START + 0.9
    pace.mark(CHAT, now)
    pace.send(CHAT, now)
    pace.mark(activity(1), now)
    assert pace.wait_s(now) == pytest.approx(LONGEST_INTERVAL_S - 0.9)

"""Turns: a queue in which nobody is skipped or doubled, whoever leaves and returns."""

from __future__ import annotations

import random
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from eventkit.domain.activities import engine
from eventkit.domain.basics.base import utcnow
from eventkit.domain.basics.errors import Closed, DomainError, NotFound, Stale
from eventkit.domain.kinds.common.played import Played, Scene
from eventkit.domain.kinds.turns import Turns
from eventkit.domain.records.activity import Run
from eventkit.domain.room import attendance, door
from eventkit.domain.room.door import Arrival

from ..conftest import Evening
from .conftest import NOW, Person, arrive, depart, recap_rows


def at(after_s: float) -> Any:
    return NOW + timedelta(seconds=after_s)


def now(evening: Evening, run: Run) -> str | None:
    shown = evening.shown(run)["now"]
    return shown and shown["name"]


def queue(evening: Evening, run: Run) -> list[str]:
    return [each["name"] for each in evening.shown(run)["queue"]]


@pytest.fixture
def three(evening: Evening) -> list[Person]:
    return arrive(evening, "Gus", "Ivy", "Lee", now=NOW)


@pytest.fixture
def queued(evening: Evening, three: list[Person]) -> Run:
    """Gus, Ivy and Lee have asked for a turn, in this order."""
    run = evening.add("turns")
    for person in three:
        evening.answer(run, person, "join", now=NOW)
    return run


def step(evening: Evening, run: Run, name: str = "next", after_s: float = 0, **settings: Any) -> Run:
    return evening.move(run.activity_id, name, now=at(after_s), arguments=settings)


def test_who_asks_stands_in_the_queue_once(evening: Evening, queued: Run, three: list[Person]) -> None:
    evening.answer(queued, three[0], "join", now=NOW)
    assert (now(evening, queued), queue(evening, queued)) == (None, ["Gus", "Ivy", "Lee"])
    step(evening, queued)
    evening.answer(queued, three[0], "join", now=NOW)
    assert (now(evening, queued), queue(evening, queued)) == ("Gus", ["Ivy", "Lee"])


def test_whose_turn_it_is_ends_it_and_everybody_else_cannot(evening: Evening, queued: Run, three: list[Person]) -> None:
    gus, ivy, _ = three
    step(evening, queued)
    assert isinstance(evening.answer(queued, ivy, "done", now=NOW), Closed)
    evening.answer(queued, gus, "done", now=at(40))
    assert (now(evening, queued), queue(evening, queued)) == ("Ivy", ["Lee"])
    assert evening.tally(queued) == {
        "total": 1,
        "heard": [{"id": gus[0].id, "name": "Gus", "turns": 1, "seconds": 40}],
    }


def test_done_twice_ends_one_turn(evening: Evening, queued: Run, three: list[Person]) -> None:
    step(evening, queued)
    evening.answer(queued, three[0], "done", "one key", now=NOW)
    evening.answer(queued, three[0], "done", "one key", now=NOW)
    assert isinstance(evening.answer(queued, three[0], "done", "another", now=NOW), Closed)
    assert now(evening, queued) == "Ivy"


def test_a_host_who_goes_on_while_the_speaker_ends_skips_nobody(
    evening: Evening, queued: Run, three: list[Person]
) -> None:
    seen = step(evening, queued).version
    evening.answer(queued, three[0], "done", now=NOW)
    with pytest.raises(Stale):
        evening.move(queued.activity_id, "next", version=seen, now=NOW)
    assert now(evening, queued) == "Ivy"


def test_a_guest_who_joins_makes_no_step_of_the_host_stale(evening: Evening, three: list[Person]) -> None:
    run = evening.add("turns")
    evening.answer(run, three[0], "join", now=NOW)
    seen = run.version
    evening.answer(run, three[1], "join", now=NOW)
    evening.move(run.activity_id, "next", version=seen, now=NOW)
    assert now(evening, run) == "Gus"


def test_who_passes_is_not_heard_and_may_come_back(evening: Evening, queued: Run, three: list[Person]) -> None:
    gus, ivy, _ = three
    step(evening, queued)
    evening.answer(queued, gus, "pass", now=NOW)
    evening.answer(queued, ivy, "join", now=NOW)
    assert (now(evening, queued), queue(evening, queued), evening.tally(queued)["total"]) == ("Ivy", ["Lee"], 0)
    evening.answer(queued, gus, "join", now=NOW)
    assert queue(evening, queued) == ["Lee", "Gus"]


def test_who_is_away_keeps_their_place_and_is_next_when_back(
    evening: Evening, queued: Run, three: list[Person]
) -> None:
    depart(evening, three[:1])
    step(evening, queued)
    assert (now(evening, queued), queue(evening, queued)) == ("Ivy", ["Gus", "Lee"])
    door.arrive(evening.session, [Arrival(evening.room.id, "connection of Gus", three[0][0].id, "Gus")], now=NOW)
    step(evening, queued)
    assert now(evening, queued) == "Gus"


def test_a_skipped_guest_comes_again_at_the_end(evening: Evening, queued: Run) -> None:
    step(evening, queued)
    step(evening, queued, "skip")
    assert (now(evening, queued), queue(evening, queued)) == ("Ivy", ["Lee", "Gus"])


def test_the_host_orders_the_queue_and_loses_nobody(evening: Evening, queued: Run, three: list[Person]) -> None:
    gus, ivy, lee = (person[0].id for person in three)
    step(evening, queued, "reorder", order=[lee, lee, 10_000, gus])
    assert queue(evening, queued) == ["Lee", "Gus", "Ivy"]
    step(evening, queued, "remove", guest=gus)
    step(evening, queued, "add", guest=gus)
    step(evening, queued, "call", guest=ivy)
    assert (now(evening, queued), queue(evening, queued)) == ("Ivy", ["Lee", "Gus"])
    with pytest.raises(NotFound):
        step(evening, queued, "call", guest=10_000)


def test_everyone_has_one_turn_in_a_go_around_also_who_comes_late(evening: Evening, three: list[Person]) -> None:
    run = evening.add("turns", everyone=True)
    spoke = []
    step(evening, run)
    arrive(evening, "Noa", now=NOW)
    while (speaker := now(evening, run)) is not None:
        spoke.append(speaker)
        step(evening, run)
    assert sorted(spoke) == ["Gus", "Ivy", "Lee", "Noa"]
    with pytest.raises(Closed):
        step(evening, run)


def test_the_end_of_the_time_is_gentle(evening: Evening, three: list[Person]) -> None:
    run = evening.add("turns", seconds=20)
    assert evening.shown(run)["timer"] is None
    evening.answer(run, three[0], "join", now=NOW)
    step(evening, run)
    assert evening.shown(run)["timer"]["seconds"] == 20
    engine.settle_due(evening.session, now=at(20))
    shown = evening.shown(run)
    assert (shown["state"], shown["now"]["name"], shown["is_over_time"]) == ("open", "Gus", True)
    evening.answer(run, three[1], "join", now=at(21))
    step(evening, run, after_s=21)
    shown = evening.shown(run)
    assert (shown["now"]["name"], shown["is_over_time"], shown["timer"]["seconds"]) == ("Ivy", False, 20)


def test_the_page_moves_with_the_turn(evening: Evening, three: list[Person]) -> None:
    run = evening.add("turns", everyone=True, reading={"title": "Emma", "first": 7, "last": 10, "each": 2})
    pages = []
    step(evening, run)
    while now(evening, run):
        pages.append([evening.shown(run)["place"][name] for name in ("first", "last")])
        step(evening, run)
    assert pages == [[7, 8], [9, 10], [11, 12]]
    step(evening, run, "jump", to=3)
    assert evening.shown(run)["place"]["first"] == 3


def test_passing_does_not_turn_the_page(evening: Evening, three: list[Person]) -> None:
    run = evening.add("turns", reading={"first": 7})
    evening.answer(run, three[0], "join", now=NOW)
    evening.answer(run, three[1], "join", now=NOW)
    step(evening, run)
    evening.answer(run, three[0], "pass", now=NOW)
    assert evening.shown(run)["place"]["first"] == 7
    evening.answer(run, three[1], "done", now=NOW)
    assert evening.shown(run)["place"]["first"] == 8


def test_the_first_book_of_the_reading_list_is_read_and_follows_it_until_opened(session: Session) -> None:
    evening = Evening(session, details={"reading_list": [{"title": "Emma", "pages": 400}]})
    run = evening.add("turns", opened=False, brought=True)
    assert (evening.shown(run)["place"]["title"], evening.shown(run)["place"]["end"]) == ("Emma", 400)
    later = evening.add("turns", opened=False, brought=True, reading={"first": 120})
    assert [evening.shown(later)["place"][name] for name in ("title", "first")] == ["Emma", 120]


def test_who_had_a_turn_is_off_the_list_of_the_quiet(evening: Evening, queued: Run, three: list[Person]) -> None:
    step(evening, queued)
    step(evening, queued)
    heard = {each.guest.name: each.spoke_at is not None for each in attendance.of_room(evening.session, evening.room)}
    assert heard == {"Gus": True, "Ivy": False, "Lee": False}


def test_who_ended_their_turn_themselves_is_off_it_after_the_hosts_next_step(
    evening: Evening, queued: Run, three: list[Person]
) -> None:
    step(evening, queued)
    for person in three[:2]:
        evening.answer(queued, person, "done", now=NOW)
    evening.move(queued.activity_id, "close")
    heard = {each.guest.name: each.spoke_at is not None for each in attendance.of_room(evening.session, evening.room)}
    assert heard == {"Gus": True, "Ivy": True, "Lee": True}


def test_the_recap_says_who_had_turns(evening: Evening, queued: Run) -> None:
    step(evening, queued)
    step(evening, queued)
    evening.move(queued.activity_id, "close")
    assert recap_rows(evening, queued) == [["Gus", 1], ["Ivy", 1]]


PEOPLE = [str(n) for n in range(1, 7)]
happenings = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(["join", "pass", "done", "leaves", "returns"]), st.sampled_from(PEOPLE)),
        st.tuples(st.sampled_from(["next", "skip", "shuffle"]), st.none()),
    ),
    max_size=60,
)


@settings(max_examples=300, deadline=None)
@given(happenings, st.booleans())
def test_whatever_happens_nobody_is_skipped_or_doubled(happened: list[tuple[str, str | None]], everyone: bool) -> None:
    """Against a list of our own: who is in the queue stays until called or passing, and is there once."""
    kind = Turns()
    config = kind.Config(everyone=everyone)
    here = set(PEOPLE)
    names = {id: f"Guest {id}" for id in PEOPLE}
    scene = Scene(random.Random(3), utcnow(), {}, new_call=str)
    run = Played(config, names=names)

    def acting() -> Scene:
        scene.people = {id: names[id] for id in sorted(here)}
        return scene

    memory = kind.opened(run, acting())
    for what, who in happened:
        before = Played(config, memory, names=names)
        waiting, speaking = list(memory["queue"]), (memory["now"] or {}).get("guest")
        try:
            if what in ("leaves", "returns"):
                (here.discard if what == "leaves" else here.add)(who or "")
            elif who is None:
                memory = kind.step(what, before, acting(), {})
            else:
                kind.admit(before, who, what, guest=who)
                memory = kind.answered(before, acting(), who, {"said": what})
        except DomainError:
            continue
        after = memory["now"] and memory["now"]["guest"]
        there = [*memory["queue"], *([after] if after else [])]
        assert len(there) == len(set(there)), "somebody is doubled"
        gone = set(waiting) - set(there)
        assert gone <= ({who} if what == "pass" else set()), "somebody was lost"
        if what in ("next", "done", "pass") and after not in (None, speaking):
            first_here = next(id for id in [*waiting, *memory["queue"], after] if id in here and id != speaking)
            assert after == first_here or after not in waiting, "somebody was skipped"
    assert all(heard["turns"] >= 1 for heard in memory["heard"].values())

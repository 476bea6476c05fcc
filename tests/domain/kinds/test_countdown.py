"""The countdown: one playhead for all."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from eventkit.domain.activities import engine
from eventkit.domain.basics.base import as_precise_text, utcnow
from eventkit.domain.basics.errors import Closed, Invalid
from eventkit.domain.records.activity import Run

from ..conftest import Evening
from .conftest import HOST, own, pictured, recap_rows, to_guests_and_stage

NOW = utcnow().replace(microsecond=0)
"""The playhead is told in milliseconds."""


def at(after_s: float) -> datetime:
    return NOW + timedelta(seconds=after_s)


@pytest.fixture
def film(evening: Evening) -> Run:
    return evening.add("countdown", title="The General", minutes=79)


def step(evening: Evening, run: Run, name: str, after_s: float = 0, **settings: Any) -> dict[str, Any]:
    evening.move(run.activity_id, name, now=at(after_s), arguments=settings)
    return evening.shown(run)["playhead"]  # type: ignore[no-any-return]


def test_it_plays_some_seconds_after_the_hosts_word(evening: Evening, film: Run) -> None:
    assert evening.shown(film)["playhead"] == {"at": 0.0, "since": None}
    assert step(evening, film, "start") == {"at": 0.0, "since": as_precise_text(at(5))}
    assert step(evening, film, "start", 2) == {"at": 0.0, "since": as_precise_text(at(5))}


def test_pause_and_resume_keep_the_second(evening: Evening, film: Run) -> None:
    step(evening, film, "start", seconds=3)
    assert step(evening, film, "pause", 63) == {"at": 60.0, "since": None}
    assert step(evening, film, "resume", 100, seconds=3) == {"at": 60.0, "since": as_precise_text(at(103))}
    assert step(evening, film, "pause", 101) == {"at": 60.0, "since": None}


def test_after_a_jump_all_stand_at_that_second(evening: Evening, film: Run) -> None:
    step(evening, film, "start", seconds=3)
    assert step(evening, film, "jump", 10, to=1390) == {"at": 1390.0, "since": None}
    assert step(evening, film, "resume", 20, seconds=3)["at"] == 1390.0
    for junk in (-1, "23:10", None, 10**9):
        with pytest.raises(Invalid):
            step(evening, film, "jump", 30, to=junk)


def test_the_playhead_can_be_nudged_while_it_plays(evening: Evening, film: Run) -> None:
    step(evening, film, "start", seconds=3)
    assert step(evening, film, "add-time", 13, seconds=2) == {"at": 12.0, "since": as_precise_text(at(13))}
    assert step(evening, film, "add-time", 13, seconds=-60)["at"] == 0.0


def test_all_see_how_many_are_ready_and_the_host_who(evening: Evening, film: Run) -> None:
    gus, ivy = evening.guest("Gus"), evening.guest("Ivy")
    evening.answer(film, gus, "ready")
    evening.answer(film, ivy, "not-ready")
    tally = evening.shown(film)["tally"]
    assert (tally["total"], tally["ready"]) == (2, 1)
    assert pictured(evening, film, HOST)["answered_by"] == [gus[0].id]
    assert all("answered_by" not in shown for shown in to_guests_and_stage(evening, film))
    assert own(evening, film, gus)["mine"] == {"ready": True, "reactions": 0}


def test_reactions_stand_at_the_second_that_was_played(evening: Evening, film: Run) -> None:
    people = [evening.guest(name) for name in ("Gus", "Ivy", "Lee")]
    assert isinstance(evening.answer(film, people[0], {"react": "😂"}, now=NOW), Closed)
    step(evening, film, "start", seconds=3)
    for number, person in enumerate(people):
        evening.answer(film, person, {"react": "😂"}, now=at(3 + 1390 + number))
    evening.answer(film, people[0], {"react": "👏"}, now=at(3 + 2000))
    tally = evening.tally(film)
    assert tally["moments"] == [{"at": 1390.0, "emoji": "😂", "people": 3}]
    assert sum(sum(each["counts"].values()) for each in tally["timeline"]) == 4
    assert all(each["at"] < each["until"] for each in tally["timeline"])
    evening.move(film.activity_id, "close", now=at(3000))
    assert recap_rows(evening, film) == [["23:10 😂", 3]]


def test_only_an_emoji_is_a_reaction(evening: Evening, film: Run) -> None:
    step(evening, film, "start")
    for junk in ("ha", "", "<b>", 3):
        assert isinstance(evening.answer(film, evening.guest(), {"react": junk}), Invalid)


def test_what_to_talk_about_comes_at_its_minute_and_is_unknown_before(evening: Evening) -> None:
    talk = [{"minute": 2, "text": "Who would you trust?"}, {"minute": 1, "text": "What will happen?"}]
    run = evening.add("countdown", discussion=talk)

    def asked() -> list[str]:
        assert all(
            all(each["text"] not in str(shown) for each in talk if each not in shown["discussion"])
            for shown in to_guests_and_stage(evening, run)
        )
        return [each["text"] for each in evening.shown(run)["discussion"]]

    step(evening, run, "start", seconds=3)
    engine.settle_due(evening.session, now=at(62))
    assert asked() == []
    engine.settle_due(evening.session, now=at(63))
    assert asked() == ["What will happen?"]
    step(evening, run, "pause", 70)
    engine.settle_due(evening.session, now=at(1000))
    assert asked() == ["What will happen?"]
    step(evening, run, "resume", 1000, seconds=3)
    engine.settle_due(evening.session, now=at(1000 + 3 + 53))
    assert asked() == ["What will happen?", "Who would you trust?"]


def test_a_talk_before_the_beginning_is_asked_as_it_begins(evening: Evening) -> None:
    run = evening.add("countdown", discussion=[{"minute": 0, "text": "What do you expect?"}])
    assert evening.shown(run)["discussion"] == []
    step(evening, run, "start")
    assert len(evening.shown(run)["discussion"]) == 1


def test_what_is_watched_is_brought_from_the_event(session: Session) -> None:
    watch = {"title": "The General", "link": "https://film.test", "minutes": 79}
    config = Evening(session, details={"watch": watch}).add("countdown").activity.config
    assert (config.title, config.link, config.minutes) == ("The General", "https://film.test", 79)

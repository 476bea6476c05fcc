"""Polls on the event's page, and options that guests propose."""

from __future__ import annotations

import pytest

from eventkit.domain.activities import run_of_show
from eventkit.domain.activities.run_of_show import ActivityChanges, Proposal
from eventkit.domain.basics.errors import Closed, Full, Invalid, NotAllowed, NotFound
from eventkit.domain.records.activity import Run

from ..conftest import Evening

BOOKS = ["Dune", "Emma"]


def poll(evening: Evening, **config: object) -> Run:
    run = evening.add("single", opened=False, **{"options": BOOKS, "proposals": True, **config})
    return run_of_show.edit(evening.session, evening.room, run.activity_id, ActivityChanges(on_page=True))


def propose(evening: Evening, run: Run, text: str, guest_id: int) -> list[str]:
    run_of_show.propose(evening.session, evening.room, run.activity_id, Proposal(text=text), guest_id=guest_id)
    return [option.text for option in run.activity.config.options]


def test_a_poll_that_is_put_on_the_page_is_open_there(evening: Evening) -> None:
    run = poll(evening)
    assert run.is_open
    assert run_of_show.on_page(evening.session, evening.room) == [run]
    run_of_show.edit(evening.session, evening.room, run.activity_id, ActivityChanges(on_page=False))
    assert run_of_show.on_page(evening.session, evening.room) == []
    assert run.is_open


def test_only_polls_with_options_stand_on_the_page(evening: Evening) -> None:
    run = evening.add("pairs", opened=False)
    with pytest.raises(Invalid, match="Only polls"):
        run_of_show.edit(evening.session, evening.room, run.activity_id, ActivityChanges(on_page=True))


def test_a_proposal_can_be_chosen_and_votes_stay_with_what_they_were_given_to(evening: Evening) -> None:
    run, gus = poll(evening), evening.guest("Gus")
    evening.answer(run, gus, "o1")
    assert propose(evening, run, "Ulysses", gus[0].id) == [*BOOKS, "Ulysses"]
    evening.answer(run, evening.guest("Ivy"), "o3")
    assert evening.tally(run)["counts"] == {"o1": 1, "o2": 0, "o3": 1}


def test_what_is_there_already_is_not_doubled(evening: Evening) -> None:
    run, gus = poll(evening), evening.guest("Gus")
    assert propose(evening, run, "  eMMa ", gus[0].id) == BOOKS


def test_each_may_propose_three_and_there_is_an_end_to_the_list(evening: Evening) -> None:
    run, gus = poll(evening), evening.guest("Gus")
    for number in range(3):
        propose(evening, run, f"Book {number}", gus[0].id)
    with pytest.raises(Full, match="Three"):
        propose(evening, run, "One more", gus[0].id)
    for number in range(7):
        for other in range(3):
            propose(evening, run, f"Book {number} of {other}", 1000 + number)
    with pytest.raises(Full, match="as many"):
        propose(evening, run, "The last", 2000)


def test_proposals_are_taken_only_where_the_host_wants_them_and_while_it_is_open(evening: Evening) -> None:
    gus = evening.guest("Gus")
    with pytest.raises(NotAllowed):
        propose(evening, poll(evening, proposals=False), "Ulysses", gus[0].id)
    with pytest.raises(NotFound):
        propose(evening, evening.add("single", opened=False, options=BOOKS, proposals=True), "Ulysses", gus[0].id)
    run = poll(evening)
    evening.move(run.activity_id, "close")
    with pytest.raises(Closed):
        propose(evening, run, "Ulysses", gus[0].id)

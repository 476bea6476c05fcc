"""The log of answers: exactly once, the newest counts, a bad one fails alone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from eventkit.domain.activities import answers
from eventkit.domain.activities.answers import Kept
from eventkit.domain.activities.ledgers import Ledger
from eventkit.domain.activities.submissions import GivenAnswer, Submission
from eventkit.domain.activities.voters import voters_of
from eventkit.domain.basics.errors import Closed, DomainError, Full, Invalid, NotFound
from eventkit.domain.records.answer import Answer
from eventkit.storage.store import Store

from ..conftest import Evening

OPTIONS = [{"id": "a", "text": "Dune"}, {"id": "b", "text": "Emma"}]


@pytest.fixture
def any_evening(any_store: Store) -> Iterator[Evening]:
    with any_store.transaction() as session:
        yield Evening(session)


def test_a_batch_is_judged_one_by_one(any_evening: Evening) -> None:
    run, gus, ivy = any_evening.add("single", options=OPTIONS), any_evening.guest("Gus"), any_evening.guest("Ivy")
    draft = any_evening.add("single", options=OPTIONS, opened=False)
    elsewhere = Evening(any_evening.session).add("single", options=OPTIONS)
    wrong_room = Submission(run.room_id, elsewhere.activity_id, gus[0].id, gus[1], GivenAnswer(answer="a", key="x"))
    outcomes = answers.store(
        any_evening.session,
        [
            any_evening.submission(run, gus, "a"),
            any_evening.submission(run, ivy, "nonsense"),
            any_evening.submission(draft, ivy, "a"),
            wrong_room,
            any_evening.submission(run, ivy, "b"),
        ],
    )
    assert [type(outcome) for outcome in outcomes] == [Kept, Invalid, NotFound, NotFound, Kept]
    assert any_evening.tally(run) == {"total": 2, "counts": {"a": 1, "b": 1}}


def test_an_empty_batch_stores_nothing(evening: Evening) -> None:
    assert answers.store(evening.session, []) == []
    assert evening.session.scalar(select(func.count()).select_from(Answer)) == 0


def test_a_row_the_database_refuses_is_found_and_the_rest_is_stored(any_evening: Evening) -> None:
    run = any_evening.add("single", options=OPTIONS)
    now = any_evening.event.created_at
    rows: list[dict[str, Any]] = [
        {"run_id": run.id if number != 5 else 999_999, "voter": f"{number}", "key": "k", "value": "a", "at": now}
        for number in range(9)
    ]
    assert answers._insert(any_evening.session, rows) == [rows[5]]
    assert any_evening.tally(run)["total"] == 8


def test_a_known_key_is_accepted_after_closing_and_a_new_one_is_not(evening: Evening) -> None:
    run, gus = evening.add("single", options=OPTIONS), evening.guest()
    kept = evening.answer(run, gus, "a", key="one")
    evening.move(run.activity_id, "close")
    assert isinstance(evening.answer(run, gus, "a", key="one"), Kept)
    assert isinstance(evening.answer(run, gus, "b", key="two"), Closed)
    assert isinstance(kept, Kept)


def test_words_add_up_to_their_limit(evening: Evening) -> None:
    run, gus = evening.add("words", limit=3), evening.guest()
    assert isinstance(evening.answer(run, gus, ["Warm", " slow  food "]), Kept)
    assert isinstance(evening.answer(run, gus, ["one", "two"]), Full)
    assert isinstance(evening.answer(run, gus, ["WARM"]), Kept)
    assert isinstance(evening.answer(run, gus, ["more"]), Full)
    assert evening.tally(run)["words"] == [{"text": "Warm", "count": 2}, {"text": "slow food", "count": 1}]


def test_words_beyond_the_limit_in_one_batch_are_refused(evening: Evening) -> None:
    run, gus = evening.add("words", limit=1), evening.guest()
    outcomes = answers.store(evening.session, [evening.submission(run, gus, [word]) for word in ("one", "two")])
    assert [type(outcome) for outcome in outcomes] == [Kept, Full]


def test_an_anonymous_answer_leads_to_nobody(evening: Evening) -> None:
    run, gus = evening.add("single", options=OPTIONS, anonymous=True), evening.guest()
    named = evening.add("single", options=OPTIONS)
    evening.answer(named, gus, "a")
    evening.answer(run, gus, "a")
    evening.answer(run, gus, "b")
    voters = dict(evening.session.execute(select(Answer.run_id, Answer.voter)).all())
    assert voters[named.id] == str(gus[0].id)
    assert voters[run.id] not in (str(gus[0].id), gus[1], gus[0].token_hash)
    assert evening.tally(run) == {"total": 1, "counts": {"a": 0, "b": 1}}


def test_the_same_person_has_another_pseudonym_in_each_activity(evening: Evening) -> None:
    gus = evening.guest()
    runs = [evening.add("single", options=OPTIONS, anonymous=True) for _ in range(2)]
    voters = {voters_of(run, guest_id=gus[0].id, token=gus[1])[1] for run in runs}
    assert len(voters) == 2


Step = tuple[int, int, str]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    batches=st.lists(
        st.lists(st.tuples(st.integers(0, 2), st.integers(0, 5), st.sampled_from(["a", "b", "junk"])), max_size=6),
        max_size=6,
    ),
    closed_from=st.integers(0, 6),
)
def test_whatever_is_sent_the_tally_is_that_of_a_dictionary(
    store: Store, batches: list[list[Step]], closed_from: int
) -> None:
    """Retries, changes of mind, junk and a close in between, in any order and any batches."""
    with store.transaction() as session:
        evening = Evening(session)
        run = evening.add("single", options=OPTIONS)
        people = [evening.guest(name) for name in ("Gus", "Ivy", "Lee")]
        newest: dict[int, str] = {}
        known: set[tuple[int, int]] = set()
        for number, batch in enumerate(batches):
            if number == closed_from:
                evening.move(run.activity_id, "close")
            sent = [evening.submission(run, people[who], answer, key=f"{key}") for who, key, answer in batch]
            for (who, key, answer), outcome in zip(batch, answers.store(session, sent), strict=True):
                accepted = (who, key) in known or (answer != "junk" and number < closed_from)
                assert isinstance(outcome, Kept) == accepted
                assert isinstance(outcome, Kept | DomainError)
                if accepted and (who, key) not in known:
                    known.add((who, key))
                    newest[who] = answer
        counts = {option: list(newest.values()).count(option) for option in ("a", "b")}
        assert evening.tally(run) == {"total": len(newest), "counts": counts}


def test_whoever_reads_while_an_activity_is_fetched_finds_the_ledger_as_it_was_before(evening: Evening) -> None:
    """Fetching it may let others run: an answer must not be noted as read before it is counted."""
    run = evening.add("words")
    ledger, seen = Ledger(), []

    class Fetching:
        @property
        def activity(self) -> Any:
            seen.append((ledger.last_id, dict(ledger.counting)))
            return run.activity

    ledger.note(Fetching(), 7, "1", "key", ["warm"])  # type: ignore[arg-type]
    assert seen == [(0, {})]
    assert (ledger.last_id, ledger.counting) == (7, {"1": ["warm"]})

"""Who comes: places, the waiting list, the host's questions, and who is written to."""

from __future__ import annotations

import shutil
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from eventkit.domain.basics.asked import DIETS
from eventkit.domain.basics.base import utcnow
from eventkit.domain.basics.errors import Closed, Invalid
from eventkit.domain.basics.validation import read_model
from eventkit.domain.coming import calendar_replies, places, replies, replying
from eventkit.domain.coming.replying import ReplyFields
from eventkit.domain.planning import changes, entrances
from eventkit.domain.planning.changes import Farewell
from eventkit.domain.records import parts
from eventkit.domain.records.guest import Guest, Reply
from eventkit.domain.records.mail import Mail
from eventkit.storage.store import Store

from ..conftest import Evening

BRING = {"kind": "bring", "text": "What do you bring?", "things": [{"text": "Salad", "wanted": 2}, {"text": "Music"}]}
CHOICE = {"kind": "choice", "text": "How spicy?", "options": ["Mild", "Hot"], "required": True}
DIET = {"kind": "diet", "text": "What do you not eat?"}


def evening_of(session: Session, **changes: Any) -> Evening:
    return Evening(session, **changes)


def reply(evening: Evening, name: str = "Gus", answer: str = "yes", **more: Any) -> Reply:
    guest = more.pop("guest", None)
    now = more.pop("now", None)
    fields = read_model(ReplyFields, {"name": name, "answer": answer, **more})
    return replying.reply(evening.session, evening.room, fields, guest=guest, now=now)[0]


def mails(session: Session, kind: str) -> list[str]:
    session.flush()
    return list(session.scalars(select(Mail.to_email).where(Mail.kind == kind).order_by(Mail.id)))


def test_who_says_yes_to_a_full_event_waits(session: Session) -> None:
    evening = evening_of(session, capacity=2)
    assert not reply(evening, "Gus", plus=1).is_waiting
    assert reply(evening, "Ivy").is_waiting
    assert places.counts(session, evening.room) == {"yes": 2, "maybe": 0, "no": 0, "waiting": 1}


def test_a_free_place_goes_to_who_waits_the_longest_and_they_are_told(session: Session) -> None:
    evening = evening_of(session, capacity=1)
    gus = reply(evening, "Gus")
    ivy, sam = reply(evening, "Ivy", email="ivy@x.org"), reply(evening, "Sam", email="sam@x.org")
    reply(evening, "Gus", "no", guest=gus.guest)
    assert (ivy.is_waiting, sam.is_waiting) == (False, True)
    assert mails(session, "moved-up") == ["ivy@x.org"]


def test_a_party_that_does_not_fit_lets_a_smaller_one_pass_and_keeps_its_place(session: Session) -> None:
    evening = evening_of(session, capacity=2)
    gus = reply(evening, "Gus", plus=1)
    many, one = reply(evening, "Ivy", plus=2), reply(evening, "Sam")
    reply(evening, "Gus", guest=gus.guest)  # alone now
    assert (many.is_waiting, one.is_waiting) == (True, False)


def test_more_places_let_the_waiting_in(session: Session) -> None:
    evening = evening_of(session, capacity=1)
    reply(evening, "Gus")
    ivy = reply(evening, "Ivy")
    changes.change(session, evening.room, {"capacity": 5}, jitsi_url="https://jitsi.test")
    assert not ivy.is_waiting


def test_fewer_places_send_nobody_away(session: Session) -> None:
    evening = evening_of(session, capacity=2)
    gus, ivy = reply(evening, "Gus"), reply(evening, "Ivy")
    changes.change(session, evening.room, {"capacity": 1}, jitsi_url="https://jitsi.test")
    assert gus.is_coming
    assert ivy.is_coming


def test_who_comes_keeps_the_place_when_they_write_again_and_cannot_bring_more_than_fit(session: Session) -> None:
    evening = evening_of(session, capacity=2)
    gus = reply(evening, "Gus")
    reply(evening, "Ivy")
    assert reply(evening, "Gus", note="Hello", guest=gus.guest).is_coming
    with pytest.raises(Invalid, match="0 at most"):
        reply(evening, "Gus", plus=1, guest=gus.guest)
    assert gus.is_coming
    assert gus.plus == 0


def test_waiting_again_does_not_cost_the_place_in_the_queue(session: Session) -> None:
    evening = evening_of(session, capacity=1)
    gus = reply(evening, "Gus")
    ivy, sam = reply(evening, "Ivy"), reply(evening, "Sam")
    reply(evening, "Ivy", note="Still hoping", guest=ivy.guest)
    reply(evening, "Gus", "no", guest=gus.guest)
    assert (ivy.is_waiting, sam.is_waiting) == (False, True)


@settings(max_examples=40, deadline=None)
@given(
    steps=st.lists(
        st.tuples(st.integers(0, 5), st.sampled_from(["yes", "no", "maybe"]), st.integers(0, 3)), max_size=20
    )
)
def test_there_are_never_more_than_fit_and_nobody_who_fits_waits(
    steps: list[tuple[int, str, int]], template: Any, tmp_path_factory: pytest.TempPathFactory
) -> None:
    file = tmp_path_factory.mktemp("replies") / "eventkit.db"
    shutil.copy(template, file)
    store = Store(f"sqlite:///{file}")
    with store.transaction() as session:
        evening = evening_of(session, capacity=4)
        people: dict[int, Guest] = {}
        for who, answer, plus in steps:
            try:
                people[who] = reply(evening, f"Guest {who}", answer, plus=plus, guest=people.get(who)).guest
            except Invalid:
                continue
            left = places.left(session, evening.room)
            assert places.counts(session, evening.room)["yes"] <= 4
            waiting = [each for each in replies.all_of(session, evening.room) if each.is_waiting]
            assert all(left is not None and each.party > left for each in waiting)
    store.close()


def test_replies_are_taken_through_the_last_day_where_the_event_is(session: Session) -> None:
    evening = evening_of(session, reply_by="2026-11-30", timezone="America/New_York")
    before, after = datetime(2026, 12, 1, 4, 59, tzinfo=UTC), datetime(2026, 12, 1, 5, 0, tzinfo=UTC)
    gus = reply(evening, "Gus", now=before)
    with pytest.raises(Closed):
        reply(evening, "Ivy", now=after)
    assert reply(evening, "Gus", "no", guest=gus.guest, now=after).answer == "no"


def test_a_link_for_those_who_reply_is_seen_by_them_alone(session: Session) -> None:
    evening = evening_of(session, link_for="replied", capacity=1)
    yes, waiting = reply(evening, "Gus"), reply(evening, "Ivy")
    no, maybe = reply(evening, "Sam", "no"), reply(evening, "Lee", "maybe")
    assert [parts.sees_link(evening.event, each) for each in (yes, maybe, no, waiting, None)] == [
        True, True, False, False, False,
    ]  # fmt: skip
    assert replies.who_see_link(session, evening.event) == {yes.guest_id, maybe.guest_id}


def test_a_thing_to_bring_is_claimed_as_often_as_it_is_wanted(session: Session) -> None:
    evening = evening_of(session, questions=[BRING])
    salad, music = (thing["id"] for thing in evening.event.stored_questions[0]["things"])  # type: ignore[index]
    gus = reply(evening, "Gus", answers={"q1": [salad, music]})
    reply(evening, "Ivy", answers={"q1": [salad]})
    with pytest.raises(Invalid, match="Salad is taken care of") as refusal:
        reply(evening, "Sam", answers={"q1": [salad]})
    assert refusal.value.problems[0].field == "answers.q1"
    (asked,) = replies.asked(session, evening.room)
    assert [thing["left"] for thing in asked["things"]] == [0, 0]
    reply(evening, "Gus", "no", guest=gus.guest)
    assert reply(evening, "Sam", answers={"q1": [salad]}).answers == {"q1": [salad]}


def test_only_who_comes_has_to_answer_what_is_needed(session: Session) -> None:
    evening = evening_of(session, questions=[CHOICE])
    with pytest.raises(Invalid, match="would like to know"):
        reply(evening, "Gus", "yes")
    assert reply(evening, "Gus", "no").answers == {}
    assert reply(evening, "Ivy", "yes", answers={"q1": "o2"}).answers == {"q1": "o2"}


@pytest.mark.parametrize("junk", ["o9", 3, ["o1"], {"chosen": ["x"]}, True])
def test_an_answer_that_cannot_be_is_refused_at_its_question(session: Session, junk: Any) -> None:
    evening = evening_of(session, questions=[CHOICE, DIET, BRING])
    for id in ("q1", "q2", "q3"):
        with pytest.raises(Invalid) as refusal:
            reply(evening, "Gus", answers={"q1": "o1", id: junk if junk != {"chosen": ["x"]} or id == "q2" else "?"})
        assert {problem.field for problem in refusal.value.problems} == {f"answers.{id}"}
    with pytest.raises(Invalid):
        reply(evening, "Gus", answers={"q1": "o1", "elsewhere": "x"})


def test_totals_count_who_comes_and_say_who(session: Session) -> None:
    evening = evening_of(session, questions=[CHOICE, DIET, BRING])
    reply(evening, "Gus", answers={"q1": "o1", "q2": {"chosen": ["vegan"], "other": "okra"}, "q3": ["t2"]})
    reply(evening, "Ivy", answers={"q1": "o1", "q2": {"chosen": ["no-nuts", "vegan"], "other": "Okra"}})
    reply(evening, "Sam", "no", answers={"q1": "o2"})
    spicy, diet, bring = replies.totals(evening.event, replies.all_of(session, evening.room))
    assert [(row["text"], row["names"]) for row in spicy["rows"]] == [("Mild", ["Gus", "Ivy"]), ("Hot", [])]
    assert [(row["text"], row["names"]) for row in diet["rows"]] == [
        ("Vegan", ["Gus", "Ivy"]), ("No nuts", ["Ivy"]), ("okra", ["Gus", "Ivy"]),
    ]  # fmt: skip
    assert [(row["text"], row["wanted"], row["names"]) for row in bring["rows"]] == [
        ("Salad", 2, []), ("Music", 1, ["Gus"]),
    ]  # fmt: skip


def test_a_table_has_a_column_for_each_question(session: Session) -> None:
    evening = evening_of(session, questions=[CHOICE, DIET])
    reply(evening, "Gus", plus=1, note="Hi", answers={"q1": "o2", "q2": {"chosen": ["vegan"], "other": "okra"}})
    head, row = replies.as_table(evening.event, replies.all_of(session, evening.room))
    assert dict(zip(head, row, strict=True)) | {"at": ""} == {
        "name": "Gus", "email": "", "answer": "yes", "waiting": "", "with them": 1, "note": "Hi", "at": "",
        "How spicy?": "Hot", "What do you not eat?": "Vegan, okra",
    }  # fmt: skip


def test_a_question_that_was_taken_away_takes_its_answers_along(session: Session) -> None:
    evening = evening_of(session, questions=[CHOICE, DIET])
    reply(evening, "Gus", answers={"q1": "o2", "q2": {"chosen": ["vegan"]}})
    kept = [each for each in evening.event.stored_questions or [] if each["kind"] == "diet"]
    changes.change(session, evening.room, {"questions": kept}, jitsi_url="https://jitsi.test")
    (diet,) = replies.totals(evening.event, replies.all_of(session, evening.room))
    assert diet["rows"][0]["names"] == ["Gus"]


def test_guests_are_written_to_when_what_they_planned_around_changes(session: Session) -> None:
    evening = evening_of(session)
    for name, answer in (("gus", "yes"), ("ivy", "maybe"), ("sam", "no")):
        reply(evening, name, answer, email=f"{name}@x.org")
    reply(evening, "Lee", "yes")
    changes.change(session, evening.room, {"title": "Another title"}, jitsi_url="https://jitsi.test")
    assert mails(session, "changed") == []
    changes.change(session, evening.room, {"starts_at": "2026-12-04T20:00"}, jitsi_url="https://jitsi.test")
    assert mails(session, "changed") == ["gus@x.org", "ivy@x.org"]
    changes.cancel(session, evening.room, Farewell(message="The oven is broken"))
    changes.cancel(session, evening.room)
    assert mails(session, "cancelled") == ["gus@x.org", "ivy@x.org"]
    assert evening.event.cancel_message == "The oven is broken"


def test_only_the_first_reply_is_confirmed_by_mail(session: Session) -> None:
    evening = evening_of(session)
    gus = reply(evening, "Gus", email="gus@x.org")
    reply(evening, "Gus", "no", email="gus@x.org", guest=gus.guest)
    assert mails(session, "reply") == ["gus@x.org"]


def test_how_guests_are_reminded_is_what_they_said_last(session: Session) -> None:
    evening = evening_of(session)
    gus = reply(evening, "Gus", email="gus@x.org", reminders=["hour", "hour", "day"]).guest
    assert gus.reminders == ["day", "hour"]
    for said, kept in ((["hour"], ["hour"]), (None, ["hour"]), ([], []), (None, [])):
        reply(evening, "Gus", email="gus@x.org", guest=gus, reminders=said)
        assert gus.reminders == kept


def test_who_says_nothing_of_reminders_gets_the_usual_one_with_the_first_address(session: Session) -> None:
    evening = evening_of(session)
    gus = reply(evening, "Gus").guest
    assert gus.reminders == []
    reply(evening, "Gus", email="gus@x.org", guest=gus)
    assert gus.reminders == ["day"]


@pytest.mark.parametrize("wrong", [["week"], "day", ["day"] * 9, [1]])
def test_there_are_two_reminders_and_no_other(session: Session, wrong: Any) -> None:
    with pytest.raises(Invalid):
        reply(evening_of(session), "Gus", email="gus@x.org", reminders=wrong)


def test_an_answer_from_a_calendar_leaves_reminders_as_they_are(session: Session) -> None:
    evening = evening_of(session)
    guest, _ = evening.guest()
    guest.email = "gus@x.org"
    for reminders in ([], ["hour"]):
        calendar_replies.reply(session, evening.room, guest, "yes", stamped_at=utcnow() + timedelta(days=1))
        assert guest.reminders == reminders
        reply(evening, "Gus", guest=guest, email="gus@x.org", reminders=["hour"], now=utcnow() - timedelta(days=1))


def test_a_new_date_takes_a_reply_for_all_over_as_of_when_it_was_given(session: Session) -> None:
    evening = evening_of(session, repeat="FREQ=WEEKLY;COUNT=3", capacity=1)
    first, second = (datetime(2026, 11, day, tzinfo=UTC) for day in (1, 2))
    ivy = reply(evening, "Ivy", dates="all", now=first).guest
    reply(evening, "Gus", dates="all", now=second)
    room = entrances.find(session, evening.event.code, on=date(2026, 12, 10), lock=True)
    assert [(each.guest.name, each.at, each.queued_at) for each in replies.all_of(session, room)] == [
        (ivy.name, first, None),
        ("Gus", second, second),
    ]


def test_every_diet_has_a_name() -> None:
    assert all(DIETS.values())

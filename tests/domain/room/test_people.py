"""How people stand in a room: names, hands, the door, the chat, the signs they give."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from eventkit.domain.basics import names
from eventkit.domain.basics.base import utcnow
from eventkit.domain.basics.errors import Closed, DomainError, Invalid, NotAllowed, NotFound, TooFast
from eventkit.domain.basics.news import ChatChanged, PeopleChanged, RoomChanged, SignalsChanged
from eventkit.domain.basics.validation import read_model
from eventkit.domain.records.attendance import Attendance
from eventkit.domain.records.guest import Guest
from eventkit.domain.room import attendance, chat, door, people, presence, room_timers, rooms, signals
from eventkit.domain.room.door import Arrival, Arrived
from eventkit.domain.room.people import PersonChanges
from eventkit.domain.room.signals import SIGNS, Sign
from eventkit.domain.views.room_pictures import RoomPicture
from eventkit.domain.views.viewers import Viewer
from eventkit.storage.store import Store

from ..conftest import Evening
from ..kinds.conftest import LINKS

NOW = utcnow()
Person = tuple[Guest, str]


def at(after_s: float) -> Any:
    return NOW + timedelta(seconds=after_s)


@pytest.fixture
def any_evening(any_store: Store) -> Iterator[Evening]:
    with any_store.transaction() as session:
        yield Evening(session)


def knock(
    evening: Evening, name: str, *, device: str | None = None, guest: Guest | None = None
) -> Arrived | DomainError:
    """Come to the door, as somebody new or as a known guest."""
    guest_id = guest.id if guest else None
    arrival = Arrival(evening.room.id, f"connection of {name}", guest_id, name, device=device)
    return door.arrive(evening.session, [arrival], now=NOW)[0]


def arrive(evening: Evening, name: str = "Gus", **options: Any) -> Person:
    arrived = knock(evening, name, **options)
    assert isinstance(arrived, Arrived), arrived
    return arrived.guest, arrived.token or ""


def change(evening: Evening, person: Person, **changes: Any) -> Attendance:
    asked = PersonChanges(guest=person[0].id, **changes)
    return people.change(evening.session, evening.room, asked, now=NOW)


def in_room(evening: Evening) -> list[str]:
    """Who is in the room, as guests are told."""
    return [each["name"] for each in people.shown(evening.session, evening.room, now=NOW)["people"]]


def for_host(evening: Evening, person: Person) -> dict[str, Any]:
    everybody = people.shown_to_hosts(evening.session, evening.room, now=NOW)["people"]
    return next(each for each in everybody if each["id"] == person[0].id)  # type: ignore[no-any-return]


def hand(evening: Evening, person: Person, *, up: bool, after_s: float = 0) -> None:
    attendance.raise_hand(evening.session, evening.room, person[0].id, up=up, now=at(after_s))


def say(evening: Evening, person: Person | None, text: str = "Hello", after_s: float = 0) -> int:
    guest_id = person[0].id if person else None
    return chat.say(evening.session, evening.room, text, guest_id=guest_id, now=at(after_s)).id


def lines(evening: Evening) -> list[tuple[str, str]]:
    return [(each["name"], each["text"]) for each in chat.shown(evening.session, evening.room)["lines"]]


def decide(evening: Evening, **settings: Any) -> None:
    rooms.decide(evening.session, evening.room, settings)


def test_hands_stand_in_the_order_they_went_up(any_evening: Evening) -> None:
    gus, ivy, _ = (arrive(any_evening, name) for name in ("Gus", "Ivy", "Lee"))
    hand(any_evening, ivy, up=True, after_s=1)
    hand(any_evening, gus, up=True, after_s=2)
    assert in_room(any_evening) == ["Ivy", "Gus", "Lee"]
    version = any_evening.room.version
    hand(any_evening, ivy, up=True, after_s=3)
    assert in_room(any_evening) == ["Ivy", "Gus", "Lee"]
    assert any_evening.room.version == version
    hand(any_evening, ivy, up=False, after_s=4)
    hand(any_evening, ivy, up=True, after_s=5)
    assert in_room(any_evening) == ["Gus", "Ivy", "Lee"]


def test_the_host_takes_a_hand_down_and_notes_who_spoke(any_evening: Evening) -> None:
    gus = arrive(any_evening)
    hand(any_evening, gus, up=True)
    change(any_evening, gus, hand=False, spoke=True)
    shown = for_host(any_evening, gus)
    assert "hand" not in shown
    assert shown["spoke"] is True
    change(any_evening, gus, spoke=False)
    assert for_host(any_evening, gus)["spoke"] is False


def test_how_somebody_stands_is_for_the_host(evening: Evening) -> None:
    gus = arrive(evening)
    change(evening, gus, muted=True, spoke=True)
    assert {"here", "spoke", "waiting", "muted", "removed", "blocked"} <= set(for_host(evening, gus))
    (told,) = people.shown(evening.session, evening.room, now=NOW)["people"]
    assert told == {"id": gus[0].id, "name": "Gus"}


def test_a_muted_guest_is_not_heard_and_still_takes_part(any_evening: Evening) -> None:
    gus = arrive(any_evening)
    run, cloud = any_evening.add("single", options=["Dune", "Emma"]), any_evening.add("words")
    change(any_evening, gus, muted=True)
    with pytest.raises(NotAllowed):
        say(any_evening, gus)
    with pytest.raises(NotAllowed):
        hand(any_evening, gus, up=True)
    assert isinstance(any_evening.answer(cloud, gus, ["rude"]), NotAllowed)
    assert not isinstance(any_evening.answer(run, gus, "o1"), DomainError)
    assert in_room(any_evening) == ["Gus"]
    change(any_evening, gus, muted=False)
    say(any_evening, gus)
    assert lines(any_evening) == [("Gus", "Hello")]


def test_a_muted_guest_stays_muted_when_they_come_back(evening: Evening) -> None:
    gus = arrive(evening)
    change(evening, gus, muted=True)
    presence.leave(evening.session, ["connection of Gus"])
    again = knock(evening, "Gus", guest=gus[0])
    assert isinstance(again, Arrived)
    assert again.is_muted


@pytest.mark.parametrize("how", ["removed", "blocked"])
def test_who_was_shown_out_is_gone_until_that_is_taken_back(any_evening: Evening, how: str) -> None:
    gus, ivy = arrive(any_evening, "Gus"), arrive(any_evening, "Ivy")
    version = any_evening.room.version
    any_evening.session.info["news"].clear()
    change(any_evening, gus, **{how: True})
    assert any_evening.room.version > version
    assert RoomChanged(any_evening.room.id) in any_evening.session.info["news"]
    assert in_room(any_evening) == ["Ivy"]
    assert presence.here(any_evening.session, any_evening.room.id, now=NOW) == {str(ivy[0].id): "Ivy"}
    assert for_host(any_evening, gus)[how] is True
    assert for_host(any_evening, gus)["here"] is False
    with pytest.raises(NotAllowed):
        attendance.require_in(any_evening.session, any_evening.room, gus[0].id)
    assert isinstance(knock(any_evening, "Gus", guest=gus[0]), NotAllowed)
    change(any_evening, gus, **{how: False})
    attendance.require_in(any_evening.session, any_evening.room, gus[0].id)
    assert sorted(in_room(any_evening)) == ["Gus", "Ivy"]


def test_who_was_shown_out_sees_nothing_of_the_inside(evening: Evening) -> None:
    gus, ivy = arrive(evening, "Gus"), arrive(evening, "Ivy")
    evening.add("single", options=["Dune", "Emma"])
    say(evening, ivy, "Inside words")
    picture = RoomPicture(evening.session, evening.room, LINKS)
    assert "Inside words" in str(picture.of(Viewer("guest", id=gus[0].id, name="Gus", token=gus[1])))
    for role in ("outside", "waiting"):
        seen = picture.of(Viewer(role, id=gus[0].id, name="Gus", token=gus[1]))  # type: ignore[arg-type]
        assert (seen["activities"], seen["people"]["people"], seen["you"]["role"]) == ([], [], role)
        assert "Inside words" not in str(seen)
        assert "Ivy" not in str(seen)


def test_a_removed_guest_may_come_under_a_new_name_and_a_blocked_one_may_not(any_evening: Evening) -> None:
    gus = arrive(any_evening, "Gus", device="phone")
    change(any_evening, gus, removed=True)
    assert isinstance(knock(any_evening, "Gustav", device="phone"), Arrived)
    change(any_evening, gus, blocked=True)
    assert isinstance(knock(any_evening, "Gunther", device="phone"), NotAllowed)
    assert isinstance(knock(any_evening, "Lee", device="another phone"), Arrived)
    assert isinstance(knock(any_evening, "Zoe", device=None), Arrived)
    change(any_evening, gus, blocked=False)
    assert isinstance(knock(any_evening, "Gunther", device="phone"), Arrived)


def test_a_block_is_of_one_room_alone(evening: Evening) -> None:
    change(evening, arrive(evening, "Gus", device="phone"), blocked=True)
    assert isinstance(knock(Evening(evening.session), "Gus", device="phone"), Arrived)


def test_one_blocked_without_a_device_blocks_nobody_else_without_one(evening: Evening) -> None:
    change(evening, arrive(evening, "Gus"), blocked=True)
    assert isinstance(knock(evening, "Ivy"), Arrived)


def test_a_blocked_browser_does_not_come_in_as_somebody_who_has_only_replied(evening: Evening) -> None:
    change(evening, arrive(evening, "Gus", device="phone"), blocked=True)
    replied, _ = evening.guest("Gustav")
    assert isinstance(knock(evening, "Gustav", device="phone", guest=replied), NotAllowed)


def test_somebody_of_another_room_cannot_be_changed(any_evening: Evening) -> None:
    stranger = arrive(Evening(any_evening.session), "Olive")
    for changes in ({"muted": True}, {"removed": True}, {"name": "Mine"}, {"hand": False}):
        with pytest.raises(NotFound):
            change(any_evening, stranger, **changes)
    assert stranger[0].name == "Olive"
    with pytest.raises(NotFound):
        hand(any_evening, stranger, up=True)


def test_a_guest_who_has_never_been_here_cannot_be_changed(evening: Evening) -> None:
    with pytest.raises(NotFound):
        change(evening, evening.guest("Invited"), removed=True)


def test_a_new_name_stands_everywhere_and_versions_rise(any_evening: Evening) -> None:
    gus = arrive(any_evening)
    run, draft = any_evening.add("text", results="live"), any_evening.add("text", opened=False)
    any_evening.answer(run, gus, "A card")
    say(any_evening, gus)
    before = (run.version, any_evening.room.version, draft.version, run.steered)
    change(any_evening, gus, name="  August  ")
    for row in (run, draft):
        any_evening.session.refresh(row)
    assert run.version > before[0]
    assert any_evening.room.version > before[1]
    assert (draft.version, run.steered) == before[2:]
    assert any_evening.tally(run)["texts"][0]["name"] == "August"
    assert in_room(any_evening) == ["August"]
    assert lines(any_evening) == [("August", "Hello")]


@pytest.mark.parametrize("name", ["", "   ", "\u0000", "\u202e", "x" * 81, "x" * 10_000, 1, True])
def test_a_name_that_cannot_be_used_is_refused(name: Any) -> None:
    with pytest.raises(Invalid):
        read_model(PersonChanges, {"guest": 1, "name": name})


def named(name: str) -> str:
    read = read_model(PersonChanges, {"guest": 1, "name": name}).name
    assert read is not None
    return read


@pytest.mark.parametrize("joiner", ["", "\u200d", "\u200c", "\u200e", "\u2060"])
def test_no_letter_bears_a_tower_of_marks(joiner: str) -> None:
    """A joiner between marks makes no new letter to pile them on."""
    tower = "a" + "".join(f"\u0301\u0302\u0303{joiner}" for _ in range(15))
    marks = [letter for letter in named(f"Z{tower}") if unicodedata.category(letter) == "Mn"]
    assert len(marks) <= 4


def test_ten_thousand_marks_are_a_few() -> None:
    assert named("a" + "\u0301" * 10_000) == "a" + "\u0301" * 4


def test_marks_that_belong_to_a_letter_stay() -> None:
    for name in ("Zoë", "Việt", "שָׁלוֹם", "हिन्दी", "Nguyễn Thị Ánh"):
        assert named(name) == name


@pytest.mark.parametrize("disguise", ["\u202e", "\u202d", "\u2066", "\u2067", "\u2069", "\u200b", "\ufeff", "\u0007"])
def test_what_only_disguises_is_dropped(disguise: str) -> None:
    assert named(f"Gu{disguise}s{disguise}") == "Gus"


def test_a_joined_emoji_stays_whole() -> None:
    assert named("Gus 👩‍🍳") == "Gus 👩‍🍳"


@pytest.mark.parametrize(
    "name",
    [
        "Hana",
        "HANA",
        " h a n a ",
        "Hana.",
        "Hána",
        "H\u0336a\u0336n\u0336a\u0336",
        "Hаnа",  # Cyrillic a
        "Hαna",  # Greek alpha
        "Нana",  # Cyrillic En
        "Ηana",  # Greek Eta
        "НАNА",  # Cyrillic capitals
        "Ｈａｎａ",
        "𝓗𝓪𝓷𝓪",
        "Ha\u200dna",
        "Hana 🎉",
        "Hana\u3164",  # an empty Hangul letter
    ],
)
def test_a_name_that_reads_like_the_hosts_is_refused(name: str) -> None:
    with pytest.raises(Invalid) as refusal:
        names.check(name, host="Hana", refused=[])
    assert [problem.field for problem in refusal.value.problems] == ["name"]


def test_who_is_refused_by_name_is_not_in_the_room(evening: Evening) -> None:
    assert isinstance(knock(evening, "HANA"), Invalid)
    assert in_room(evening) == []


@pytest.mark.parametrize("name", ["Hannah", "Hana B.", "Hans", "Анна", "Ελένη", "花", "هناء", "🎉", "..."])
def test_other_names_are_not_taken_for_the_hosts(name: str) -> None:
    names.check(name, host="Hana", refused=[])


def test_a_word_the_host_refused_stands_in_no_name(evening: Evening) -> None:
    decide(evening, refused_names=["Troll", "ass"])
    for name in ("troll", "The TR0LL", "T r o l l", "Тroll", "Bass player"):
        assert isinstance(knock(evening, name), Invalid), name
    assert isinstance(knock(evening, "Trudy"), Arrived)


def test_a_word_of_signs_alone_refuses_only_itself(evening: Evening) -> None:
    decide(evening, refused_names=["!!!"])
    assert isinstance(knock(evening, "!!!"), Invalid)
    assert isinstance(knock(evening, "Gus"), Arrived)


def test_two_guests_may_have_the_same_name(evening: Evening) -> None:
    assert isinstance(knock(evening, "Gus"), Arrived)
    arrival = Arrival(evening.room.id, "another connection", None, "Gus")
    assert isinstance(door.arrive(evening.session, [arrival], now=NOW)[0], Arrived)


@pytest.mark.parametrize("host", ["Hana", "Ирина", "Ελένη", "Straße", "İpek", "Нина"])
def test_the_hosts_name_is_theirs_in_any_case_and_script(host: str) -> None:
    for name in (host, host.upper(), host.lower(), host.swapcase()):
        with pytest.raises(Invalid):
            names.check(name, host=host, refused=[])


def test_a_locked_room_lets_nobody_new_in_and_those_who_were_in_may_return(evening: Evening) -> None:
    gus = arrive(evening)
    decide(evening, locked=True)
    assert isinstance(knock(evening, "Ivy"), NotAllowed)
    presence.leave(evening.session, ["connection of Gus"])
    assert isinstance(knock(evening, "Gus", guest=gus[0]), Arrived)
    decide(evening, locked=False)
    assert isinstance(knock(evening, "Ivy"), Arrived)


def test_where_the_host_approves_whoever_is_new_waits_at_the_door(any_evening: Evening) -> None:
    known = arrive(any_evening, "Gus")
    decide(any_evening, approve=True)
    arrived = knock(any_evening, "Ivy")
    assert isinstance(arrived, Arrived)
    assert arrived.place == "waiting"
    ivy = (arrived.guest, arrived.token or "")
    assert in_room(any_evening) == ["Gus"]
    assert for_host(any_evening, ivy)["waiting"] is True
    assert people.shown(any_evening.session, any_evening.room, now=NOW)["count"] == 1
    with pytest.raises(NotAllowed):
        attendance.require_in(any_evening.session, any_evening.room, ivy[0].id)
    again = knock(any_evening, "Ivy", guest=ivy[0])
    assert isinstance(again, Arrived)
    assert again.place == "waiting"
    change(any_evening, ivy, waiting=False)
    attendance.require_in(any_evening.session, any_evening.room, ivy[0].id)
    assert sorted(in_room(any_evening)) == ["Gus", "Ivy"]
    returned = knock(any_evening, "Gus", guest=known[0])
    assert isinstance(returned, Arrived)
    assert returned.place == "guest"


def test_who_waits_at_the_door_and_goes_is_no_longer_waited_for(evening: Evening) -> None:
    decide(evening, approve=True)
    ivy = arrive(evening, "Ivy")
    presence.leave(evening.session, ["connection of Ivy"])
    assert for_host(evening, ivy)["waiting"] is False


def test_settings_that_cannot_be_are_refused_and_change_nothing(evening: Evening) -> None:
    decide(evening, slow_s=5)
    before = evening.room.settings
    for settings in (
        {"locked": 1},
        {"locked": "yes"},
        {"quiet": 1},
        {"locked": None},
        {"slow_s": -1},
        {"slow_s": 601},
        {"slow_s": True},
        {"refused_names": "troll"},
        {"refused_names": [""]},
        {"refused_names": ["x"] * 101},
        {"unknown": True},
    ):
        with pytest.raises(Invalid):
            decide(evening, **settings)  # type: ignore[arg-type]
        assert evening.room.settings == before


def test_settings_that_are_not_named_stay_and_guests_see_their_part(any_evening: Evening) -> None:
    decide(any_evening, slow_s=5)
    decide(any_evening, refused_names=["troll"])
    assert (any_evening.room.settings.slow_s, any_evening.room.settings.refused_names) == (5, ["troll"])
    picture = RoomPicture(any_evening.session, any_evening.room, LINKS)
    assert picture.of(Viewer("host", name="Hana"))["settings"]["refused_names"] == ["troll"]
    for viewer in (Viewer("guest", id=1), Viewer("stage")):
        assert picture.of(viewer)["settings"] == {"chat": True, "slow_s": 5, "locked": False, "quiet": False}


def test_in_a_quiet_room_guests_neither_write_nor_sign_nor_raise_hands(any_evening: Evening) -> None:
    gus = arrive(any_evening)
    attendance.raise_hand(any_evening.session, any_evening.room, gus[0].id, up=True)
    decide(any_evening, quiet=True)
    room, session = any_evening.room, any_evening.session
    with pytest.raises(Closed):
        chat.say(session, room, "Hello", guest_id=gus[0].id)
    with pytest.raises(Closed):
        signals.give(session, room, gus[0].id, "faster")
    attendance.raise_hand(session, room, gus[0].id, up=False)
    with pytest.raises(Closed):
        attendance.raise_hand(session, room, gus[0].id, up=True)
    chat.say(session, room, "Once upon a time")
    assert RoomPicture(session, room, LINKS).of(Viewer("guest", id=gus[0].id))["settings"]["quiet"]


def test_everybody_reads_the_chat_in_its_order(any_evening: Evening) -> None:
    gus, version = arrive(any_evening), any_evening.room.version
    say(any_evening, gus, "One")
    say(any_evening, None, "Two")
    assert lines(any_evening) == [("Gus", "One"), ("Hana", "Two")]
    assert any_evening.room.version > version
    assert ChatChanged(any_evening.room.id) in any_evening.session.info["news"]
    assert for_host(any_evening, gus)["spoke"] is True
    for number in range(chat.LINES_SHOWN):
        say(any_evening, gus, f"More {number}")
    assert len(lines(any_evening)) == chat.LINES_SHOWN
    assert lines(any_evening)[-1] == ("Gus", f"More {chat.LINES_SHOWN - 1}")


def test_a_chat_that_is_off_is_for_the_host_alone(evening: Evening) -> None:
    gus = arrive(evening)
    decide(evening, chat=False)
    with pytest.raises(Closed):
        say(evening, gus)
    say(evening, None, "Welcome")
    assert lines(evening) == [("Hana", "Welcome")]
    decide(evening, chat=True)
    say(evening, gus)


def test_in_slow_mode_a_guest_waits_and_others_do_not(any_evening: Evening) -> None:
    gus, ivy = arrive(any_evening, "Gus"), arrive(any_evening, "Ivy")
    decide(any_evening, slow_s=10)
    say(any_evening, gus, after_s=0)
    with pytest.raises(TooFast) as refusal:
        say(any_evening, gus, after_s=3)
    assert refusal.value.retry_after_s == 7
    say(any_evening, ivy, after_s=3)
    for after_s in (3, 4):
        say(any_evening, None, after_s=after_s)
    say(any_evening, gus, after_s=10)
    with pytest.raises(TooFast):
        say(any_evening, gus, after_s=19.9)


def test_taking_a_line_back_does_not_shorten_the_wait(evening: Evening) -> None:
    gus = arrive(evening)
    decide(evening, slow_s=10)
    chat.delete(evening.session, evening.room, say(evening, gus), guest_id=gus[0].id)
    with pytest.raises(TooFast):
        say(evening, gus, after_s=1)


def test_a_guest_takes_back_their_own_line_and_the_host_any(any_evening: Evening) -> None:
    gus, ivy = arrive(any_evening, "Gus"), arrive(any_evening, "Ivy")
    own, other, hosts = say(any_evening, gus, "Mine"), say(any_evening, ivy, "Yours"), say(any_evening, None, "Ours")
    for line in (other, hosts):
        with pytest.raises(NotAllowed):
            chat.delete(any_evening.session, any_evening.room, line, guest_id=gus[0].id)
    chat.delete(any_evening.session, any_evening.room, own, guest_id=gus[0].id)
    assert [text for _, text in lines(any_evening)] == ["Yours", "Ours"]
    for line in (other, hosts):
        chat.delete(any_evening.session, any_evening.room, line)
    assert lines(any_evening) == []
    with pytest.raises(NotFound):
        chat.delete(any_evening.session, any_evening.room, own)


def test_a_line_of_another_room_is_not_there(evening: Evening) -> None:
    elsewhere = Evening(evening.session)
    line = say(elsewhere, None, "Elsewhere")
    with pytest.raises(NotFound):
        chat.delete(evening.session, evening.room, line)
    assert lines(evening) == []
    assert lines(elsewhere) == [("Hana", "Elsewhere")]


def give(evening: Evening, person: Person, sign: Sign, after_s: float = 0) -> None:
    signals.give(evening.session, evening.room, person[0].id, sign, now=at(after_s))


def signs(evening: Evening, after_s: float) -> dict[str, int]:
    shown = signals.shown(evening.session, evening.room, now=at(after_s))["signs"]
    return {each["sign"]: each["count"] for each in shown}


def test_a_sign_fades_after_thirty_seconds_and_given_again_lasts_anew(any_evening: Evening) -> None:
    gus = arrive(any_evening)
    give(any_evening, gus, "slower")
    assert SignalsChanged(any_evening.room.id) in any_evening.session.info["news"]
    assert signs(any_evening, 29.9) == {"slower": 1}
    assert signs(any_evening, 30.1) == {}
    give(any_evening, gus, "slower", after_s=20)
    assert signs(any_evening, 49.9) == {"slower": 1}
    assert signs(any_evening, 50.1) == {}


def test_signs_are_counted_by_people(any_evening: Evening) -> None:
    gus, ivy = arrive(any_evening, "Gus"), arrive(any_evening, "Ivy")
    for _ in range(3):
        give(any_evening, gus, "slower")
    give(any_evening, ivy, "slower", after_s=10)
    for sign in SIGNS:
        give(any_evening, ivy, sign, after_s=10)
    assert signs(any_evening, 20) == {"slower": 2, "faster": 1, "break": 1, "agree": 1}
    assert signs(any_evening, 35) == dict.fromkeys(SIGNS, 1)


def test_signs_are_for_the_host_and_name_nobody(evening: Evening) -> None:
    gus = arrive(evening)
    signals.give(evening.session, evening.room, gus[0].id, "break")
    picture = RoomPicture(evening.session, evening.room, LINKS)
    hosts = picture.of(Viewer("host", name="Hana"))["signals"]
    assert [(each["sign"], each["count"]) for each in hosts["signs"]] == [("break", 1)]
    assert "Gus" not in str(hosts)
    for viewer in (Viewer("guest", id=gus[0].id, token=gus[1]), Viewer("stage"), Viewer("waiting", id=gus[0].id)):
        assert "signals" not in picture.of(viewer)


def test_a_sign_of_another_room_is_not_counted(evening: Evening) -> None:
    elsewhere = Evening(evening.session)
    give(elsewhere, arrive(elsewhere), "break")
    assert signs(evening, 1) == {}


def test_a_change_that_is_about_one_person_does_not_have_the_room_drawn_anew(evening: Evening) -> None:
    gus = arrive(evening)
    hand(evening, gus, up=True)
    evening.session.info["news"].clear()
    change(evening, gus, hand=False)
    assert evening.session.info["news"] == [PeopleChanged(evening.room.id)]


def test_the_stage_and_guests_see_the_timers_of_the_room(evening: Evening) -> None:
    room_timers.start(evening.session, evening.room, room_timers.NewTimer(name="Tea", seconds=60))
    picture = RoomPicture(evening.session, evening.room, LINKS)
    for viewer in (Viewer("guest", id=1), Viewer("stage"), Viewer("host")):
        assert [each["name"] for each in picture.of(viewer)["timers"]["timers"]] == ["Tea"]

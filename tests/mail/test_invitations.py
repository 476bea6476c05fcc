"""Whoever is invited gets a meeting of their own, hears what changes, and can ask to be spared."""

from __future__ import annotations

import re
from datetime import timedelta
from email.message import EmailMessage
from urllib.parse import urlsplit

import pytest
import vobject
from icalendar import Calendar, Event
from sqlalchemy import select

from eventkit.domain.activities import themes
from eventkit.domain.basics.addresses import Person
from eventkit.domain.basics.base import utcnow
from eventkit.domain.basics.validation import read_model
from eventkit.domain.coming import guests, invitations, replying
from eventkit.domain.coming.replying import ReplyFields
from eventkit.domain.letters import opt_outs, outbox
from eventkit.domain.planning import entrances
from eventkit.domain.records.guest import Guest
from eventkit.domain.records.host import Host
from eventkit.domain.records.mail import Mail
from eventkit.domain.records.opt_out import OptOut
from eventkit.mail import letters
from eventkit.mail.messages import message

from .conftest import Office
from .post import Post, read
from .test_letters import GUS, HANA, VIDEO, file_of, html_of, only, text_of, token_of

ANN, BOB = "ann@x.org", "bob@x.org"
EVERYTHING = {
    "video_url": VIDEO,
    "description": "Bring a cup.",
    "dress_code": "Something with sleeves",
    "details": {"reading_list": [{"title": "Emma", "author": "Jane Austen"}]},
    "host": {"name": "Hana", "email": HANA},
}


def written(office: Office, kind: str, to: str) -> EmailMessage:
    """The newest letter of this kind to an address, as it would arrive."""
    with office.store.transaction() as session:
        query = select(Mail).where(Mail.kind == kind, Mail.to_email == to).order_by(Mail.id.desc())
        mail, token = letters.ready(session, session.scalars(query).first() or pytest.fail(f"no {kind}"), now=utcnow())
        letter = letters.write(session, mail, token, desk=office.desk)
    made = message(
        letter, sender="Events of ours <events@example.org>", to=Person(mail.to_name, mail.to_email),
        message_id="one@example.org", now=utcnow(),
    )  # fmt: skip
    return read(made.as_bytes())


def meeting_of(letter: EmailMessage) -> Event:
    return Calendar.from_ical(file_of(letter) or "").events[0]


def to_whom(office: Office, kind: str) -> list[str]:
    return sorted(mail.to_email for mail in office.mails() if mail.kind == kind)


def test_an_invitation_arrives_as_a_meeting(office: Office, post: Post) -> None:
    code = office.plan(**EVERYTHING)
    office.invite(code, f"Ann <{ANN}>", message="Do come!\nI bake.")
    office.send_all()
    letter = only(post, ANN)
    assert letter["Subject"] == "Hana invites you: Thursday book club"
    assert str(letter["From"]) == "Events of ours <events@example.org>"
    assert (str(letter["To"]), str(letter["Reply-To"])) == (f"Ann <{ANN}>", f"Hana <{HANA}>")
    assert letter.get_content_type() == "multipart/mixed"
    beside, attached = letter.iter_parts()
    assert [part.get_content_type() for part in beside.iter_parts()] == ["text/plain", "text/html", "text/calendar"]
    calendar = list(beside.iter_parts())[-1]
    assert dict(calendar["Content-Type"].params) == {"method": "REQUEST", "charset": "UTF-8", "component": "VEVENT"}
    assert calendar["Content-Disposition"] is None
    assert (attached.get_content_type(), attached.get_filename()) == ("application/ics", "invite.ics")
    words = themes.get("book-club").words
    for part in (text_of(letter), html_of(letter)):
        for line in (
            "Hello Ann,", words.invite, words.question, words.closing, "I bake.", "Bring a cup.", "Emma by Jane Austen",
            "Dress code: Something with sleeves", VIDEO, "You are written to because Hana invited you",
        ):  # fmt: skip
            assert line in part, line
    event = meeting_of(letter)
    assert Calendar.from_ical(file_of(letter))["METHOD"] == "REQUEST"
    assert str(event["ORGANIZER"]) == "mailto:events@example.org"
    assert event["ORGANIZER"].params["CN"] == "Hana"
    assert str(event["ATTENDEE"]) == f"mailto:{ANN}"
    assert (event["ATTENDEE"].params["PARTSTAT"], event["ATTENDEE"].params["RSVP"]) == ("NEEDS-ACTION", "TRUE")
    assert (event["LOCATION"], event["UID"], event["SEQUENCE"]) == (VIDEO, office.event(code).uid, 0)
    assert event["URL"] == f"https://events.example.org/e/{code}"
    assert event["IMAGE"] == f"https://events.example.org/e/{code}/preview.png"
    assert vobject.readOne(file_of(letter)).vevent.summary.value == "Thursday book club"


def test_each_answer_is_a_link_of_the_guests_own(office: Office) -> None:
    code = office.plan()
    office.invite(code, f"Ann <{ANN}>")
    letter = written(office, "invite", ANN)
    token = token_of(letter)
    for answer in ("yes", "maybe", "no"):
        link = f"https://events.example.org/g/{token}?answer={answer}"
        assert link in text_of(letter)
        assert link in html_of(letter)
    with office.store.reading() as session:
        assert guests.of_link(session, token).email == ANN


def test_nobody_learns_of_another_guest(office: Office) -> None:
    code = office.plan(shows_names=True)
    office.reply(code, "Gus")
    office.invite(code, f"Ann <{ANN}>", f"Bob <{BOB}>")
    office.change(code, duration_minutes=45)
    for kind, to, others in (
        ("invite", ANN, ("Bob", "bob@", "Gus", "gus@")),
        ("changed", ANN, ("Bob", "bob@", "Gus", "gus@")),
        ("changed", "gus@example.org", ("Ann", "ann@", "Bob")),
    ):
        letter = written(office, kind, to)
        everything = letter["Subject"] + text_of(letter) + html_of(letter) + (file_of(letter) or "")
        assert not [other for other in others if other in everything]


def test_a_link_for_those_who_come_is_not_in_an_invitation(office: Office) -> None:
    code = office.plan(**{**EVERYTHING, "link_for": "replied"})
    office.invite(code, f"Ann <{ANN}>")
    letter = written(office, "invite", ANN)
    for part in (text_of(letter), html_of(letter), file_of(letter) or ""):
        assert "call.example.org" not in part
    assert not {"LOCATION", "CONFERENCE"} & set(meeting_of(letter))


@pytest.mark.parametrize(("answer", "partstat"), [("yes", "ACCEPTED"), ("maybe", "TENTATIVE"), ("no", "DECLINED")])
def test_a_confirmation_carries_the_answer(office: Office, answer: str, partstat: str) -> None:
    code = office.plan(**EVERYTHING)
    office.invite(code, f"Gus <{GUS}>")
    with office.store.transaction() as session:
        room = entrances.find(session, code)
        guest = session.scalars(select(Guest).where(Guest.event_id == room.event_id)).one()
        given = {"name": "Gus", "email": GUS, "answer": answer}
        replying.reply(session, room, read_model(ReplyFields, given), guest=guest)
    letter = written(office, "reply", GUS)
    attendee = meeting_of(letter)["ATTENDEE"]
    assert (attendee.params["PARTSTAT"], attendee.params["RSVP"]) == (partstat, "FALSE")
    assert letter["List-Unsubscribe"] is None


def test_a_change_moves_it_in_the_calendar_of_all_who_did_not_say_no(office: Office) -> None:
    code = office.plan()
    office.invite(code, f"Ann <{ANN}>", f"Bob <{BOB}>")
    office.reply(code, "Gus", "maybe")
    office.reply(code, "Ivy", "no")
    office.change(code, starts_at="2026-12-04T20:00")
    assert to_whom(office, "changed") == [ANN, BOB, GUS]
    for to, partstat in ((ANN, "NEEDS-ACTION"), (GUS, "TENTATIVE")):
        letter = written(office, "changed", to)
        event = meeting_of(letter)
        assert Calendar.from_ical(file_of(letter))["METHOD"] == "REQUEST"
        assert (event["SEQUENCE"], event["UID"]) == (1, office.event(code).uid)
        assert event["DTSTART"].dt.isoformat() == "2026-12-04T20:00:00+01:00"
        assert event["ATTENDEE"].params["PARTSTAT"] == partstat


def test_a_cancellation_takes_it_out(office: Office) -> None:
    code = office.plan(video_url=VIDEO)
    office.invite(code, f"Ann <{ANN}>")
    office.reply(code, "Ivy", "no")
    office.cancel(code, "I am ill.")
    assert to_whom(office, "cancelled") == [ANN]
    letter = written(office, "cancelled", ANN)
    event = meeting_of(letter)
    assert Calendar.from_ical(file_of(letter))["METHOD"] == "CANCEL"
    assert (event["STATUS"], event["SEQUENCE"], event["UID"]) == ("CANCELLED", 1, office.event(code).uid)
    assert str(event["ATTENDEE"]) == f"mailto:{ANN}"
    for nothing in (VIDEO, "/g/"):
        assert nothing not in text_of(letter) + html_of(letter) + (file_of(letter) or "")


def test_who_answered_under_the_same_address_is_one_guest_to_write_to(office: Office) -> None:
    code = office.plan()
    office.invite(code, f"Gus <{GUS}>")
    office.reply(code, "Gus")
    office.change(code, duration_minutes=45)
    assert to_whom(office, "changed") == [GUS]
    assert office.invite(code, GUS) == ["Has answered already."]


def test_who_is_asked_again_gets_the_same_meeting_once_more(office: Office, post: Post) -> None:
    code = office.plan(video_url=VIDEO)
    office.invite(code, f"Ann <{ANN}>", f"Bob <{BOB}>", message="Do come!")
    office.send_all()
    tomorrow = utcnow() + timedelta(days=1)
    with office.store.transaction() as session:
        event = entrances.find(session, code).event
        waiting = invitations.to_remind(session, event, now=tomorrow)
        (ann,) = invitations.chosen(waiting, waiting[0].guest.id)
        invitations.remind(session, event, [ann], "Ann?", now=tomorrow)
        assert [each.why_not for each in invitations.to_remind(session, event, now=tomorrow)] == [
            "Was written to less than a day ago; once a day is enough.",
            None,
        ]
    office.let_time_pass()
    office.send_all()
    first, second = post.to(ANN)
    assert len(post.to(BOB)) == 1
    assert second["Subject"] == first["Subject"]
    assert second["Message-ID"] != first["Message-ID"]
    assert second["List-Unsubscribe"]
    for part in (text_of(second), html_of(second)):
        assert "Hana would still like to know whether you come." in part
        assert "Ann?" in part
        assert "Do come!" not in part
    assert "would still like to know" not in text_of(first)
    for property in ("UID", "SEQUENCE", "DTSTART", "ATTENDEE"):
        assert meeting_of(second)[property] == meeting_of(first)[property]
    assert token_of(first) != token_of(second)
    with office.store.reading() as session:
        assert guests.of_link(session, token_of(first)).id == guests.of_link(session, token_of(second)).id


def test_who_cannot_be_invited_is_told_apart_with_why(office: Office) -> None:
    code = office.plan()
    office.invite(code, ANN)
    assert office.invite(code, "ANN@x.org", "nobody", BOB, "Bob <BOB@X.org>") == [
        "Was invited already.",
        "This is not an address such as ann@example.org.",
        "This address stands there twice.",
    ]
    assert to_whom(office, "invite") == [ANN, BOB]
    many = ", ".join(f"guest{n}@x.org" for n in range(201))
    assert office.invite(code, many) == ["That is more than %(most)s at once. Invite these after the others."]


@pytest.mark.parametrize("kind", ["invite", "changed", "cancelled"])
def test_whoever_wants_no_more_says_it_in_one_tap(office: Office, post: Post, kind: str) -> None:
    code = office.plan()
    office.invite(code, f"Ann <{ANN}>")
    if kind == "changed":
        office.change(code, duration_minutes=45)
    if kind == "cancelled":
        office.cancel(code)
    office.send_all()
    letter = post.to(ANN)[-1]
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    link = re.fullmatch(r"<(https://events\.example\.org/unsubscribe/[\w-]+)>", letter["List-Unsubscribe"])
    assert link
    assert link[1] in text_of(letter)
    assert link[1] in html_of(letter)

    reader = office.app.test_client()
    assert "Send me no more" in reader.get(urlsplit(link[1]).path).text
    assert opted_out(office) == set()
    kept = reader.post(urlsplit(link[1]).path, data={"List-Unsubscribe": "One-Click"})
    assert kept.status_code == 200
    assert opted_out(office) == {ANN}
    forget(office)


def test_who_opted_out_is_spared_what_they_did_not_ask_for(office: Office, post: Post) -> None:
    code, other = office.plan(), office.plan(host={"name": "Ada"})
    office.invite(code, f"Ann <{ANN}>", f"Bob <{BOB}>")
    with office.store.transaction() as session:
        host = session.get(Host, entrances.find(session, code).event.host_id)
        assert host
        token = opt_outs.token_for(host.id, ANN.upper(), secret=office.desk.secret)
        opt_outs.keep(session, *opt_outs.of_token(session, token, secret=office.desk.secret))
    office.change(code, duration_minutes=45)
    office.invite(other, ANN)
    office.reply(code, "Ann", email=ANN)
    office.send_all()
    assert [letter["Subject"].partition(":")[0] for letter in post.to(ANN)] == ["Ada invites you", "You are coming"]
    assert len(post.to(BOB)) == 2
    with office.store.reading() as session:
        mails = outbox.of_event(session, entrances.find(session, code).event)
    assert [mail.kind for mail in mails if mail.state == "spared"] == ["changed", "invite"]
    forget(office)


def test_a_made_up_link_opts_nobody_out(office: Office) -> None:
    reader = office.app.test_client()
    good = opt_outs.token_for(1, ANN, secret="another secret")
    for token in (good, "x", f"99999999999999999-{'0' * 64}-{'0' * 32}", good[:-1] + "é"):
        assert reader.post(f"/unsubscribe/{token}").status_code == 404
    assert opted_out(office) == set()


@pytest.mark.parametrize("language", ["de", "es"])
def test_an_invitation_speaks_the_language_of_its_event(office: Office, language: str) -> None:
    code = office.plan(language=language)
    office.invite(code, f"Ann <{ANN}>")
    letter = written(office, "invite", ANN)
    for english in ("invites you", "Yes:", "You are written to", "No more mails"):
        assert english not in letter["Subject"] + text_of(letter)
    assert str(themes.get("book-club", language).words.invite) in text_of(letter)


def opted_out(office: Office) -> set[str]:
    with office.store.reading() as session:
        return {ANN for host in session.scalars(select(Host.id)) if opt_outs.of(session, host, [ANN])}


def forget(office: Office) -> None:
    with office.store.transaction() as session:
        session.execute(OptOut.__table__.delete())  # type: ignore[attr-defined]

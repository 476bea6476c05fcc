"""What guests and hosts read: each letter as it stands when it arrives."""

from __future__ import annotations

import re
import unicodedata
from contextlib import suppress
from datetime import timedelta
from email.header import decode_header, make_header
from email.message import EmailMessage

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from icalendar import Calendar
from sqlalchemy import delete

from eventkit.domain.activities import themes
from eventkit.domain.basics.addresses import Person
from eventkit.domain.basics.base import as_text, utcnow
from eventkit.domain.basics.errors import NotFound
from eventkit.domain.basics.text import clean_line
from eventkit.domain.coming import guests
from eventkit.domain.letters import feeds, outbox, reminders
from eventkit.domain.letters.reminders import Which
from eventkit.domain.planning import entrances, hosts
from eventkit.domain.records import occurrences
from eventkit.domain.records.guest import Guest, Reply
from eventkit.mail import letters
from eventkit.mail.messages import message
from eventkit.mail.sorts import SORTS

from .conftest import Office
from .post import Post, read

GUS, IVY, HANA, ADA = (f"{name}@example.org" for name in ("gus", "ivy", "hana", "ada"))
VIDEO = "https://call.example.org/room"
FEED = re.compile(r"webcal://events\.example\.org/feeds/([\w-]+)\.ics")
OWN_LINK = re.compile(r"https://events\.example\.org/g/([\w-]+)")


def only(post: Post, address: str = GUS) -> EmailMessage:
    (letter,) = post.to(address)
    return letter


def text_of(letter: EmailMessage) -> str:
    part = letter.get_body(("plain",))
    assert part
    return str(part.get_content()).replace("\r\n", "\n")


def html_of(letter: EmailMessage) -> str:
    part = letter.get_body(("html",))
    assert part
    return str(part.get_content()).replace("\r\n", "\n")


def file_of(letter: EmailMessage) -> str | None:
    """The meeting: the part beside the text and the attachment are the same."""
    files = [str(part.get_payload(decode=True), "utf-8") for part in letter.iter_attachments()]  # type: ignore[call-overload]
    beside = [
        str(part.get_payload(decode=True), "utf-8")  # type: ignore[call-overload]
        for part in letter.walk()
        if part.get_content_type() == "text/calendar"
    ]
    assert files == beside
    return files[0] if files else None


def token_of(letter: EmailMessage) -> str:
    in_text, in_html = (OWN_LINK.search(part) for part in (text_of(letter), html_of(letter)))
    assert in_text and in_html
    assert in_text[1] == in_html[1]
    return in_text[1]


def test_who_comes_gets_what_they_need(office: Office, post: Post) -> None:
    bring = {"kind": "bring", "text": "What?", "things": [{"id": "t1", "text": "Cake"}, {"id": "t2", "text": "Tea"}]}
    code = office.plan(
        video_url=VIDEO,
        duration_minutes=90,
        description="Bring a cup.",
        dress_code="Something with sleeves",
        details={"reading_list": [{"title": "Emma", "author": "Jane Austen"}]},
        questions=[{"id": "q1", **bring}],
        host={"name": "Hana", "email": HANA},
    )
    office.reply(code, plus=2, answers={"q1": ["t1"]})
    office.send_all()
    letter = only(post)
    assert letter["Subject"] == "You are coming: Thursday book club"
    assert str(letter["From"]) == "Events of ours <events@example.org>"
    assert (str(letter["To"]), str(letter["Reply-To"])) == (f"Gus <{GUS}>", f"Hana <{HANA}>")
    assert letter["Auto-Submitted"] == "auto-generated"
    assert letter["Message-ID"] == f"<{office.mails()[0].message_key}@events.example.org>"
    assert abs(letter["Date"].datetime - utcnow()) < timedelta(minutes=1)
    words = themes.get("book-club").words
    for part in (text_of(letter), html_of(letter)):
        for line in (
            "Hello Gus,", words.welcome, words.closing, "you are coming", "2 more people come with you",
            "Thursday, December 3, 2026, 7:00\u202fPM in Berlin", "For one hour 30 minutes", "You bring: Cake", VIDEO,
            "Bring a cup.", "Dress code: Something with sleeves", "Emma by Jane Austen",
        ):  # fmt: skip
            assert line in part, line
    event = Calendar.from_ical(file_of(letter)).events[0]
    assert (event["SUMMARY"], event["LOCATION"], event["UID"]) == ("Thursday book club", VIDEO, office.event(code).uid)


def test_the_link_in_a_letter_is_the_guests_own(office: Office, post: Post) -> None:
    code = office.plan()
    office.reply(code, "Gus")
    office.reply(code, "Ivy")
    office.send_all()
    with office.store.reading() as session:
        for address, name in ((GUS, "Gus"), (IVY, "Ivy")):
            guest = guests.of_link(session, token_of(only(post, address)))
            assert (guest.name, guest.event.code) == (name, code)


def test_every_letter_bears_the_guests_calendar_to_follow(office: Office, post: Post) -> None:
    first, second = office.plan(), office.plan(language="de")
    office.reply(first, "Fay")
    office.invite(second, "Fay <Fay@example.org>")
    office.send_all()
    office.cancel(second)
    office.send_all()
    of_fay = [*post.to("fay@example.org"), *post.to("Fay@example.org")]
    assert len(of_fay) == 3
    links = set()
    for letter in of_fay:
        text, html = FEED.findall(text_of(letter)), FEED.findall(html_of(letter))
        assert text == html
        links |= set(text)
    (token,) = links
    with office.store.reading() as session:
        feed = feeds.of_token(session, token, secret=office.desk.secret)
        assert [each.event.code for each in feeds.followed(session, feed)] == [first, second]
    assert "All your events in one calendar, for you alone:\nwebcal://" in text_of(of_fay[0])
    assert "Alle deine Treffen in einem Kalender, nur für dich:\nwebcal://" in text_of(of_fay[1])


def test_what_a_host_is_sent_bears_no_calendar_of_a_guest(office: Office, post: Post) -> None:
    office.plan(host={"name": "Hana", "email": HANA})
    office.queue("sign-in", HANA)
    office.send_all()
    assert not FEED.search(text_of(only(post, HANA)) + html_of(only(post, HANA)))


@pytest.mark.parametrize(
    ("answer", "waits", "subject", "says"),
    [
        ("yes", False, "You are coming: Thursday book club", "you are coming"),
        ("yes", True, "On the waiting list: Thursday book club", "you are on the waiting list"),
        ("maybe", False, "You may be coming: Thursday book club", "you may be coming"),
        ("no", False, "Your reply is kept: Thursday book club", "you are not coming"),
    ],
)
@pytest.mark.parametrize("link_for", ["all", "replied"])
def test_a_reply_is_confirmed_as_it_stands(
    office: Office, post: Post, link_for: str, answer: str, waits: bool, subject: str, says: str
) -> None:
    code = office.plan(video_url=VIDEO, link_for=link_for)
    office.reply(code, answer=answer, waits=waits)
    office.send_all()
    letter = only(post)
    assert letter["Subject"] == subject
    assert says in text_of(letter)
    assert says in html_of(letter)
    has_a_place = answer != "no" and not waits
    assert (file_of(letter) is not None) == has_a_place
    assert (VIDEO in letter.as_string()) == (link_for == "all" or has_a_place)
    assert letter["Reply-To"] is None
    assert token_of(letter)


def test_a_reply_that_changed_before_its_letter_went_is_told_as_it_is(office: Office, post: Post) -> None:
    code = office.plan()
    office.reply(code, answer="yes")
    office.answer_anew(code, "Gus", answer="maybe", name="Gustav", email="gustav@example.org")
    office.send_all()
    letter = only(post, "gustav@example.org")
    assert letter["Subject"] == "You may be coming: Thursday book club"
    assert "Hello Gustav," in text_of(letter)
    assert post.to(GUS) == []
    assert office.states() == {"gustav@example.org": "sent"}


def test_who_has_taken_the_address_back_is_not_written_to(office: Office, post: Post) -> None:
    code = office.plan()
    office.reply(code)
    office.answer_anew(code, "Gus", email=None)
    office.send_all()
    assert (post.letters, office.mails()) == ([], [])


def test_who_waited_hears_of_their_place(office: Office, post: Post) -> None:
    code = office.plan(video_url=VIDEO, link_for="replied")
    office.reply(code, waits=True)
    office.send_all()
    office.change(code, capacity=5)
    office.send_all()
    _, letter = post.to(GUS)
    assert letter["Subject"] == "There is a place for you: Thursday book club"
    assert "A place has become free, and it is yours" in text_of(letter)
    assert VIDEO in text_of(letter)
    assert VIDEO in (file_of(letter) or "")


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"starts_at": "2026-12-04T20:00"}, "New time: Friday, December 4, 2026, 8:00\u202fPM in Berlin"),
        ({"timezone": "America/New_York"}, "New time: Thursday, December 3, 2026, 7:00\u202fPM in New York"),
        ({"duration_minutes": 45}, "New length: 45 minutes"),
        ({"video_url": "https://call.example.org/new"}, "New link to the video call: https://call.example.org/new"),
        ({"video_url": None}, "There is no link to a video call any more."),
    ],
)
def test_a_change_says_what_is_new(office: Office, post: Post, changes: dict[str, object], says: str) -> None:
    code = office.plan(video_url=VIDEO)
    office.reply(code)
    office.send_all()
    office.change(code, **changes)
    office.send_all()
    _, letter = post.to(GUS)
    assert letter["Subject"] == "Changed: Thursday book club"
    assert says in text_of(letter)
    assert says in re.sub(r"<a [^>]*>|</a>", "", html_of(letter))
    told = {each for each in ("New time", "New length", "New link", "There is no link") if each in text_of(letter)}
    assert len(told) == 1
    event = Calendar.from_ical(file_of(letter)).events[0]
    assert event["SEQUENCE"] == office.event(code).sequence == 1


def test_a_new_video_link_is_nothing_to_whoever_waits(office: Office, post: Post) -> None:
    code = office.plan(video_url=VIDEO, link_for="replied")
    office.reply(code, "Lee")
    office.reply(code, "Ivy", answer="maybe")
    office.reply(code, waits=True)
    office.set(code, capacity=1)
    office.change(code, video_url="https://call.example.org/new")
    office.send_all()
    assert [each["Subject"] for each in post.to(IVY)][1:] == ["Changed: Thursday book club"]
    assert len(post.to(GUS)) == 1
    office.change(code, duration_minutes=45, video_url="https://call.example.org/newer")
    office.send_all()
    changed = post.to(GUS)[1]
    assert "New length: 45 minutes" in text_of(changed)
    assert "You are still on the waiting list." in text_of(changed)
    assert "call.example.org" not in changed.as_string()
    assert file_of(changed) is None


def test_a_cancellation_says_what_the_host_said_and_no_more_than_that(office: Office, post: Post) -> None:
    code = office.plan(video_url=VIDEO, host={"name": "Hana", "email": HANA})
    office.reply(code, "Gus")
    office.reply(code, "Ivy", answer="no")
    office.send_all()
    office.cancel(code, "I am ill.\nLet us meet in spring!")
    office.send_all()
    _, letter = post.to(GUS)
    assert letter["Subject"] == "Cancelled: Thursday book club"
    assert "I am ill.\nLet us meet in spring!" in text_of(letter)
    assert "I am ill.<br>Let us meet in spring!" in html_of(letter)
    for nothing in (VIDEO, "/g/", themes.get("book-club").words.closing):
        assert nothing not in letter.as_string()
    event = Calendar.from_ical(file_of(letter)).events[0]
    assert (event["STATUS"], event["SEQUENCE"], event["UID"]) == ("CANCELLED", 1, office.event(code).uid)
    assert VIDEO not in (file_of(letter) or "")
    assert len(post.to(IVY)) == 1


def test_a_cancelled_event_is_told_of_in_one_letter_alone(office: Office, post: Post) -> None:
    code = office.plan()
    office.reply(code, waits=True)
    office.change(code, duration_minutes=45)
    office.change(code, capacity=5)
    assert [mail.kind for mail in office.mails()].count("moved-up") == 1
    office.cancel(code)
    office.send_all()
    assert only(post)["Subject"] == "Cancelled: Thursday book club"


def test_nobody_hears_of_a_place_they_gave_back(office: Office, post: Post) -> None:
    code = office.plan()
    office.reply(code, waits=True)
    office.change(code, capacity=5, duration_minutes=45)
    office.answer_anew(code, "Gus", answer="no")
    office.send_all()
    assert only(post)["Subject"] == "Your reply is kept: Thursday book club"


def test_a_link_to_sign_in_works_once(office: Office, post: Post) -> None:
    office.plan(host={"name": "Ada", "email": ADA})
    with office.store.transaction() as session:
        hosts.ask_for_sign_in(session, ADA, language="en")
        hosts.ask_for_sign_in(session, "olive@example.org", language="en")
    office.send_all()
    letter = only(post, ADA)
    assert letter["Subject"] == "Your link to sign in"
    assert "Thursday book club" not in letter.as_string()
    found = {each for part in (text_of(letter), html_of(letter)) for each in re.findall(r"/sign-in/([\w-]+)", part)}
    (token,) = found
    with office.store.transaction() as session:
        assert len(hosts.sign_in(session, token)) == 1
        assert not hosts.is_sign_in(session, token)
    assert len(post.letters) == 1


@pytest.mark.parametrize(
    ("language", "lang"), [("de", "de"), ("de_AT", "de"), ("fr", "en"), ("zzz", "en"), ("en", "en")]
)
def test_a_letter_speaks_the_language_of_its_event(office: Office, post: Post, language: str, lang: str) -> None:
    code = office.plan(language=language)
    office.reply(code)
    office.send_all()
    letter = only(post)
    assert f'<html lang="{lang}" dir="ltr">' in html_of(letter)
    assert ("3. Dezember 2026, 19:00" if lang == "de" else "December 3, 2026, 7:00") in text_of(letter)


def test_words_of_hosts_are_text_and_no_markup(office: Office, post: Post) -> None:
    code = office.plan(title="Tea & <b>cake</b>", description='<img src="https://spy.test/x">\nfor you')
    office.reply(code)
    office.send_all()
    assert "Tea &amp; &lt;b&gt;cake&lt;/b&gt;" in html_of(only(post))
    assert "<img" not in html_of(only(post))
    assert "Tea & <b>cake</b>" in text_of(only(post))


UNSHRUNK = [Phase.explicit, Phase.reuse, Phase.generate]
"""Shortening ten thousand letters one by one takes minutes and explains nothing."""
HOSTILE = st.one_of(
    st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=60),
    st.sampled_from(
        [
            *(
                "x" * 10_000,
                "so long " * 1_250,
                "ä" * 10_000,
                "👩‍🍳" * 2_000,
                "é" * 76,
                "a" + "\u0301" * 500,
                "مرحبا" * 40,
            ),
            *(
                "Gus\r\nBcc: olive@example.org",
                "a\nb",
                "\u202eevil\u2066",
                "\x1b[31m",
                ".\r\n.\r\n",
                "From here",
                "\u2028",
            ),
            *(
                '"Gus" <olive@example.org>, ',
                "=?utf-8?b?R3Vz?=",
                "=?",
                "\\",
                "'",
                "@",
                "(",
                "[x",
                "Gus;,:<>",
                "%(title)s %s",
            ),
            *("</style><script>alert(1)</script>", "{{ 7 * 7 }}", "]]>", "&amp;", '"><img src=x>'),
        ]
    ),
)


@pytest.fixture(scope="module")
def invitation(shared_office: Office) -> tuple[str, int]:
    """An event with one reply, and the id of its guest."""
    code = shared_office.plan(host={"name": "Hana", "email": HANA})
    shared_office.reply(code)
    return code, shared_office.guest(code).id


@settings(max_examples=25, deadline=None, phases=UNSHRUNK)
@given(name=HOSTILE, title=HOSTILE, prose=HOSTILE, kind=st.sampled_from(sorted(SORTS)))
def test_no_text_breaks_a_letter(
    shared_office: Office, invitation: tuple[str, int], kind: str, name: str, title: str, prose: str
) -> None:
    """Whatever stands in the database: also what the doors before it would have refused."""
    letter = read(hostile_letter(shared_office, *invitation, kind, name, title, prose))
    assert set(letter.keys()) == {
        "From", "To", "Reply-To", "Subject", "Date", "Message-ID", "Auto-Submitted", "MIME-Version", "Content-Type",
        *(("List-Unsubscribe", "List-Unsubscribe-Post") if SORTS[kind].is_unasked else ()),
    }  # fmt: skip
    assert [address.addr_spec for header in ("To", "Reply-To") for address in letter[header].addresses] == [GUS, HANA]
    for header in ("To", "Reply-To"):
        assert is_same_or_cut(name_in(letter, header), clean_line(name))
    if kind != "invite":  # whose subject begins with the host's name
        assert is_same_or_cut(letter["Subject"].partition(": ")[2], clean_line(title))
    for part in letter.walk():
        assert not part.defects
        assert not [header for header in part.values() if header.defects]
    shown = letter["Subject"] + text_of(letter) + html_of(letter)
    assert not [c for c in shown if unicodedata.category(c) in ("Cc", "Cs") and c not in "\t\n"]
    assert not set(shown) & set("\u202e\u202d\u2066\u2067")
    html = html_of(letter).lower()
    assert (html.count("<html"), html.count("</style"), html.count("<script"), html.count("<img")) == (1, 1, 0, 0)


def is_same_or_cut(shown: str, whole: str) -> bool:
    whole = whole.replace("=?", "= ?")  # or it would be read as an encoded word
    return shown == whole or (shown.endswith("…") and whole.startswith(shown[:-1]) and len(shown) > 40)


def name_in(letter: EmailMessage, header: str) -> str:
    """As mail programs read it; Python's own parser keeps the folds."""
    raw = dict(letter.raw_items())[header]
    if "=?" not in raw:
        return str(letter[header].addresses[0].display_name)
    return str(make_header(decode_header(raw.rpartition("<")[0].replace("\n", "").rstrip())))


def hostile_letter(office: Office, code: str, guest_id: int, kind: str, name: str, title: str, prose: str) -> bytes:
    """The letter as it would go, of an event that is never stored."""
    with suppress(NotFound), office.store.transaction() as session:
        room, guest = entrances.find(session, code), session.get(Guest, guest_id)
        assert guest
        event, date, now = room.event, occurrences.of(room), utcnow()
        guest.name = event.host.name = name
        if kind == "invite":
            guest.invited_at = utcnow()
            session.execute(delete(Reply).where(Reply.guest_id == guest.id))
            session.refresh(guest, ["replies"])
        event.title, event.description, event.cancel_message, event.dress_code = title, prose, prose, title
        event.status = "cancelled" if kind == "cancelled" else "planned"
        mail = outbox.queue(
            session, kind, to_email=GUS, to_name=name, language="de", event_id=event.id, guest_id=guest_id,
            data={"what": ["starts_at"], "message": prose, "room": room.id, "starts_at": as_text(date.starts_at_utc)},
        )  # fmt: skip
        if kind in reminders.KINDS.values():
            which: Which = "day" if kind == "reminder" else "after"
            mail.data["which"], now = which, reminders.moment(date, which)
        session.flush()
        session.expire(guest, ["replies"])
        mail, token = letters.ready(session, mail, now=now)
        letter = letters.write(session, mail, token, desk=office.desk, now=now)
        made = message(letter, sender=HANA, to=Person(name, GUS), message_id="one@example.org", now=utcnow())
        written = made.as_bytes()
        raise NotFound()
    assert max(map(len, written.splitlines())) <= 998
    return written

"""Answers to an invitation, as calendars write them: each is a whole mail, for a UID, an address and an answer."""

from __future__ import annotations

import base64
from collections.abc import Callable
from dataclasses import dataclass
from email.message import EmailMessage
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from email.policy import SMTP

ORGANIZER = "events@example.org"


@dataclass(frozen=True)
class Said:
    uid: str
    email: str = "ann@x.org"
    partstat: str = "ACCEPTED"
    stamp: str = "20261201T100000Z"
    sequence: int = 0
    sender: str = ""

    @property
    def comes_from(self) -> str:
        return f"Ann <{self.sender or self.email}>"


def file(said: Said, *, attendee: str = "", more: str = "", method: str = "REPLY") -> str:
    attendee = attendee or f"ATTENDEE;PARTSTAT={said.partstat};CN=Ann:mailto:{said.email}"
    lines = [
        "BEGIN:VCALENDAR", "PRODID:-//Somebody//Calendar//EN", "VERSION:2.0", f"METHOD:{method}", "BEGIN:VEVENT",
        f"UID:{said.uid}", f"DTSTAMP:{said.stamp}", f"SEQUENCE:{said.sequence}", "DTSTART:20261203T180000Z",
        f"ORGANIZER;CN=Hana:mailto:{ORGANIZER}", attendee, *more.splitlines(), "END:VEVENT", "END:VCALENDAR", "",
    ]  # fmt: skip
    return "\r\n".join(lines)


def headed(said: Said) -> EmailMessage:
    mail = EmailMessage(policy=SMTP)
    mail["From"], mail["To"], mail["Subject"] = said.comes_from, ORGANIZER, "Accepted: Tea"
    mail["Date"] = "Tue, 01 Dec 2026 11:00:00 +0100"
    return mail


def google(said: Said) -> bytes:
    """Beside the text, and attached as application/ics; in the name of the guest by Google's own sender."""
    written = file(said, attendee=(
        f"ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT={said.partstat};CN=\r\n {said.email};X-NUM-GUESTS=0:"
        f"mailto:{said.email}"
    )).encode()  # fmt: skip
    mail = headed(said)
    mail["Sender"] = "Google Calendar <calendar-notification@google.com>"
    mail.set_content("Ann has accepted this invitation.")
    mail.add_alternative("<p>Ann has accepted</p>", subtype="html")
    mail.add_alternative(written, "text", "calendar", params={"charset": "UTF-8", "method": "REPLY"})
    mail.add_attachment(written, "application", "ics", filename="invite.ics")
    return mail.as_bytes()


def outlook(said: Said) -> bytes:
    """Exchange: base64, MAILTO in capitals, a zone of its own by a Windows name, a comment with a language."""
    more = (
        "COMMENT;LANGUAGE=en-US:I bring\\, of course\\; cake.\\n\nX-MICROSOFT-CDO-BUSYSTATUS:BUSY\n"
        'DTEND;TZID="W. Europe Standard Time":20261203T200000'
    )
    attendee = f"ATTENDEE;PARTSTAT={said.partstat};CN=Ann:MAILTO:{said.email.upper()}"
    written = file(said, attendee=attendee, more=more)
    zone = (
        "BEGIN:VTIMEZONE\r\nTZID:W. Europe Standard Time\r\nBEGIN:STANDARD\r\nDTSTART:16010101T030000\r\n"
        "TZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\nRRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10\r\nEND:STANDARD\r\n"
        "END:VTIMEZONE\r\n"
    )
    mail = headed(said)
    mail.set_content("")
    written = written.replace("BEGIN:VEVENT", f"{zone}BEGIN:VEVENT", 1)
    mail.add_alternative(written.encode(), "text", "calendar", params={"charset": "utf-8", "method": "REPLY"})
    return mail.as_bytes()


def apple(said: Said) -> bytes:
    """Mail on a Mac: attached, the type without a method, and an attendee by number with the address beside it."""
    attendee = f'ATTENDEE;CN="Ann";PARTSTAT={said.partstat};EMAIL={said.email}:urn:uuid:0f1a-99'
    mail = headed(said)
    mail.set_content("Ann has accepted your invitation.")
    mail.add_attachment(file(said, attendee=attendee).encode(), "text", "calendar", filename="iCal-20261201.ics")
    return mail.as_bytes()


def icloud(said: Said) -> bytes:
    """The calendar alone is the mail, lines folded by a tab."""
    head = f"From: {said.comes_from}\r\nTo: {ORGANIZER}\r\nMIME-Version: 1.0\r\n"
    head += "Content-Type: text/calendar; charset=utf-8; method=reply\r\nContent-Transfer-Encoding: 7bit\r\n\r\n"
    return (head + file(said).replace("ATTENDEE;PART", "ATTENDEE;PA\r\n\tRT")).encode()


def thunderbird(said: Said) -> bytes:
    """Eight bits, LF alone, inside multipart/mixed."""
    text = file(said, more="X-MOZ-SEND-INVITATIONS:TRUE\nSUMMARY:Tee für zwei").replace("\r\n", "\n")
    return (
        f"From: {said.comes_from}\nTo: {ORGANIZER}\nDate: Tue, 01 Dec 2026 11:00:00 +0100\nMIME-Version: 1.0\n"
        'Content-Type: multipart/mixed; boundary="b"\n\n--b\nContent-Type: text/plain\n\nAnn has accepted.\n--b\n'
        f"Content-Type: text/calendar; method=REPLY; charset=UTF-8\nContent-Transfer-Encoding: 8bit\n\n{text}\n--b--\n"
    ).encode()


def exchange_with_an_attachment(said: Said) -> bytes:
    """Where a gateway made an unknown file of it."""
    mail = headed(said)
    mail.set_content("Accepted")
    mail.add_attachment(file(said).encode(), "application", "octet-stream", filename="meeting.ics")
    return mail.as_bytes()


def nested(said: Said) -> bytes:
    """Evolution and KOrganizer: mixed around related around alternative; a DTSTAMP without Z; quoted-printable."""
    outer, related, inner = (MIMEMultipart(kind, policy=SMTP) for kind in ("mixed", "related", "alternative"))
    calendar = MIMEText("", "calendar", None, policy=SMTP)
    del calendar["Content-Transfer-Encoding"]
    calendar["Content-Transfer-Encoding"] = "quoted-printable"
    calendar.set_payload(file(said).replace("=", "=3D").encode().replace(b"\r\n", b"\n").decode())
    inner.attach(MIMEText("Accepted", "plain", policy=SMTP))
    inner.attach(calendar)
    related.attach(inner)
    outer.attach(related)
    outer["From"], outer["To"] = said.comes_from, ORGANIZER
    return outer.as_bytes()


def outlook_com(said: Said) -> bytes:
    """UTF-8 with a byte order mark, the text/calendar part marked as an attachment, other guests beside the one."""
    others = "ATTENDEE;PARTSTAT=NEEDS-ACTION:mailto:bob@x.org\nX-ALT-DESC;FMTTYPE=text/html:<p>Tea</p>"
    mail = headed(said)
    mail.set_content("<p></p>", subtype="html")
    mail.add_attachment(b"\xef\xbb\xbf" + file(said, more=others).encode(), "text", "calendar", filename="x.ics")
    return mail.as_bytes()


def by_an_assistant(said: Said) -> bytes:
    """Another address writes for the guest, and says so."""
    attendee = f'ATTENDEE;PARTSTAT={said.partstat};SENT-BY="mailto:office@x.org":mailto:{said.email}'
    by = Said(said.uid, said.email, said.partstat, said.stamp, said.sequence, sender="office@x.org")
    mail = headed(by)
    mail.set_content(file(said, attendee=attendee), subtype="calendar")
    return mail.as_bytes()


def from_a_mailbox(said: Said) -> bytes:
    """As Postfix pipes it, with the line of a mailbox in front."""
    return b"From ann@x.org Tue Dec  1 10:00:00 2026\n" + google(said).replace(b"\r\n", b"\n")


SHAPES: dict[str, Callable[[Said], bytes]] = {
    each.__name__: each
    for each in (
        google, outlook, apple, icloud, thunderbird, exchange_with_an_attachment, nested, outlook_com, by_an_assistant,
        from_a_mailbox,
    )
}  # fmt: skip


def hostile(said: Said) -> dict[str, bytes]:
    good = google(said)
    deep = b"".join(b'Content-Type: multipart/mixed; boundary="%d"\n\n--%d\n' % (n, n) for n in range(3_000))
    tnef = headed(said)
    tnef.set_content("x")
    tnef.add_attachment(b"\x78\x9f\x3e\x22", "application", "ms-tnef", filename="winmail.dat")
    bare = headed(said)
    bare.set_content(file(said), subtype="calendar")
    forwarded = headed(said)
    forwarded.set_content("see below")
    forwarded.add_attachment(bare)
    return {
        "nothing": b"",
        "no mail": b"\xff\xfe\x00 not a mail",
        "a chat": headed(said).as_bytes() + b"\r\nI am ill.",
        "cut": good[: len(good) // 2],
        "many parts": b'From: ann@x.org\nContent-Type: multipart/mixed; boundary="b"\n\n' + b"--b\n\nx\n" * 20_000,
        "deep": b"From: ann@x.org\n" + deep,
        "too large": b"From: ann@x.org\n\n" + b"x" * (11 * 1024 * 1024),
        "many lines": _calendar(said, ("X-A:1\r\n" * 50_000) + file(said)),
        "a long line": _calendar(said, file(said).replace("ATTENDEE;", "ATTENDEE;X-A=" + "A" * 300_000 + ";")),
        "open quotes": _calendar(said, file(said, attendee='ATTENDEE;CN="' + '"' * 5_000 + ":mailto:ann@x.org")),
        "a zone that is a folder": _calendar(
            said, file(said, more="DTEND;TZID=America:20261203T200000").replace("ACCEPTED", "X-WHATEVER")
        ),
        "an unknown encoding": good.replace(b"base64", b"x-uuencoded-twice"),
        "bad base64": headed(said).as_bytes()
        + b"Content-Type: text/calendar\r\nContent-Transfer-Encoding: base64\r\n\r\n!!!!=A=\r\n",
        "no calendar inside": _calendar(said, "BEGIN:VCARD\r\nFN:Ann\r\nEND:VCARD\r\n"),
        "ends too often": _calendar(said, "BEGIN:VCALENDAR\r\n" + "END:VEVENT\r\n" * 99 + "METHOD:REPLY\r\n"),
        "a request": _calendar(said, file(said, method="REQUEST")),
        "another time is proposed": _calendar(said, file(said, method="COUNTER")),
        "nothing answered": _calendar(said, file(said).replace("ACCEPTED", "NEEDS-ACTION")),
        "passed on": _calendar(said, file(said).replace("ACCEPTED", "DELEGATED")),
        "no attendee": _calendar(said, file(said).replace("ATTENDEE", "X-NOBODY")),
        "no uid": _calendar(said, file(said).replace("UID:", "X-UID:")),
        "another event": _calendar(said, file(said).replace(said.uid, "nothing@example.org")),
        "no from": _calendar(said, file(said)).replace(b"From: Ann <ann@x.org>\r\n", b""),
        "two froms": b"From: olive@x.org\r\n" + _calendar(said, file(said)),
        "somebody else's answer": _calendar(said, file(said)).replace(b"<ann@x.org>", b"<olive@x.org>"),
        "forwarded": forwarded.as_bytes(),
        "outlook's own": tnef.as_bytes(),
        "hostile header": b"From: \"\x00\xff\" <ann@x.org\r\nContent-Type: text/calendar; name*=utf-8''%ff%fe\r\n\r\nx",
        "hostile names": _calendar(said, file(said, attendee="ATTENDEE;PARTSTAT=ACCEPTED:mailto:\x1b[31m@x.org")),
    }


def _calendar(said: Said, text: str) -> bytes:
    head = f"From: {said.comes_from}\r\nTo: {ORGANIZER}\r\nContent-Type: text/calendar; method=REPLY\r\n"
    body = base64.encodebytes(text.encode("utf-8", "replace")).replace(b"\n", b"\r\n")
    return head.encode() + b"Content-Transfer-Encoding: base64\r\n\r\n" + body

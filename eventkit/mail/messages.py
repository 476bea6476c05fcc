"""A letter as a message of RFC 5322: text and HTML side by side, with a meeting where there is one (RFC 6047).

Everything is written in ASCII on the wire, so that any mail server takes it. Names and titles come from people: they
are cleaned here again and cut, whatever was let through before.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from email.header import Header
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import EmailPolicy
from typing import Any

from email_validator import validate_email

from ..domain.basics.addresses import Person
from ..domain.basics.text import clean_line

LONGEST_SUBJECT = 150
LONGEST_NAME = 80
LONGEST_LINE = 76
NO_TEXT = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""Control characters, what turns the direction of the text around, and lone surrogates."""


AS_IT_IS = ("list-unsubscribe",)
"""A long address in it must not be taken apart."""


class OnTheWire(EmailPolicy):
    """In ASCII, with CRLF. Where a name or title is long or not ASCII it is encoded whole (RFC 2047): Python's own way
    of folding, which encodes parts of it, adds spaces in some and lets others be read as something else."""

    def fold(self, name: str, value: Any) -> str:
        text, addresses = str(value), getattr(value, "addresses", ())
        is_plain = text.isascii() and len(name) + len(text) + 2 <= LONGEST_LINE
        if name.lower() in AS_IT_IS:
            return f"{name}: {text}{self.linesep}"
        if self.utf8 or is_plain or not (addresses or name.lower() == "subject"):
            return super().fold(name, value)
        if not addresses:
            return f"{name}: {self._encoded(text, name)}{self.linesep}"
        (person,) = addresses
        return f"{name}: {self._encoded(person.display_name, name)}{self.linesep} <{person.addr_spec}>{self.linesep}"

    def fold_binary(self, name: str, value: Any) -> bytes:
        return self.fold(name, value).encode("utf-8" if self.utf8 else "ascii", "surrogateescape")

    def _encoded(self, text: str, name: str) -> str:
        return Header(text, "utf-8", maxlinelen=LONGEST_LINE, header_name=name).encode(linesep=self.linesep)


ON_THE_WIRE = OnTheWire(linesep="\r\n", cte_type="7bit")


@dataclass(frozen=True)
class Meeting:
    """An iCalendar file, and the METHOD that stands in it."""

    method: str
    file: bytes


@dataclass(frozen=True)
class Letter:
    """What somebody is to read. `unsubscribe` is the address at which they say that they want no more."""

    subject: str
    text: str
    html: str
    meeting: Meeting | None = None
    reply_to: Person | None = None
    unsubscribe: str | None = None


def message(letter: Letter, *, sender: str, to: Person, message_id: str, now: datetime) -> EmailMessage:
    """`sender` is an address or `Name <address>`; `message_id` is without its angle brackets."""
    recipient = address_of(to)
    made = EmailMessage(policy=ON_THE_WIRE.clone(utf8=not recipient.addr_spec.isascii()))
    made["From"] = sender
    made["To"] = recipient
    if letter.reply_to and (answers_to := address_of(letter.reply_to)).addr_spec.isascii():
        made["Reply-To"] = answers_to
    made["Subject"] = _line(letter.subject, LONGEST_SUBJECT)
    made["Date"] = now
    made["Message-ID"] = f"<{message_id}>"
    made["Auto-Submitted"] = "auto-generated"
    if letter.unsubscribe:
        made["List-Unsubscribe"] = f"<{letter.unsubscribe}>"
        made["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    made.set_content(_prose(letter.text))
    made.add_alternative(_prose(letter.html), subtype="html")
    if letter.meeting:
        # Some calendars read the part beside the text, others the attachment.
        made.add_alternative(
            letter.meeting.file,
            maintype="text",
            subtype="calendar",
            params={"method": letter.meeting.method, "charset": "UTF-8", "component": "VEVENT"},
        )
        made.add_attachment(letter.meeting.file, maintype="application", subtype="ics", filename="invite.ics")
    return made


def address_of(person: Person) -> Address:
    """With the domain as mail servers know it: `bücher.example` is `xn--bcher-kva.example`."""
    found = validate_email(person.email, check_deliverability=False, globally_deliverable=False)
    return Address(display_name=_line(person.name, LONGEST_NAME), username=found.local_part, domain=found.ascii_domain)


def _prose(text: str) -> str:
    return NO_TEXT.sub("", text.replace("\r\n", "\n"))


def _line(text: str, longest: int) -> str:
    """Clean, cut, and without what mail programs would take for an encoded word and show as something else."""
    text = clean_line(text).replace("=?", "= ?")
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"

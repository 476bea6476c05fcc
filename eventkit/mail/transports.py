"""The ways a mail may go, chosen by MAIL_URL: to a mail server, into a folder, or onto the console for a try."""

from __future__ import annotations

import smtplib
import ssl
import sys
from contextlib import suppress
from email.message import EmailMessage
from mailbox import Maildir
from typing import Any, Protocol
from urllib.parse import unquote, urlsplit

from ..domain.basics.errors import N_

PATIENCE_S = 30
"""For each answer of the mail server."""
FAREWELL_S = 1
OK = 250
GOOD_BYE = 421
WILL_FORWARD = 251
FOR_GOOD = 500
"""From here on an answer means that trying again is of no use (RFC 5321 section 4.2.1)."""
ONLY_ASCII = N_("The mail server here cannot write to an address with letters beyond ASCII before the @.")


class Refused(Exception):
    """This mail was not taken; `answer` is what the mail server said."""

    def __init__(self, answer: str, *, for_good: bool = False) -> None:
        super().__init__(answer)
        self.answer, self.for_good = answer, for_good


class Unreachable(Exception):
    """No mail can be sent just now, whichever it is: there is no server, or it does not let us in."""


class Transport(Protocol):
    def open(self) -> None:
        """Be ready to send; Unreachable when that cannot be. Opening what is open costs little."""

    def send(self, message: EmailMessage) -> str:
        """Send to the one address in To, and give the answer; or Refused."""

    def close(self) -> None: ...


def transport_for(url: str, *, known_as: str) -> Transport:
    """`url` was checked as a setting; `known_as` is the domain by which we greet a mail server."""
    if url.startswith("maildir:"):
        return Folder(url.removeprefix("maildir:"))
    return MailServer(url, known_as=known_as) if url.startswith("smtp") else Console()


class MailServer:
    """One connection serves many mails, and is made anew when it was lost.

    What the server says of the recipient or the message is about this mail, and may be for good. What it says of us
    (the password, the sender) is for the operator to put right, and no mail is given up for it at once.
    """

    def __init__(self, url: str, *, known_as: str, patience_s: float = PATIENCE_S) -> None:
        parts = urlsplit(url)
        self._host, self._known_as, self._patience_s = parts.hostname or "", known_as, patience_s
        self._is_tls, self._starts_tls = parts.scheme == "smtps", parts.query == "tls=1"
        self._port = parts.port or (465 if self._is_tls else 587 if self._starts_tls else 25)
        self._user, self._password = unquote(parts.username or ""), unquote(parts.password or "")
        self._server: smtplib.SMTP | None = None

    def open(self) -> None:
        if self._server and self._is_alive(self._server):
            return
        self.close()
        try:
            self._server = self._connect()
        except (OSError, ValueError) as error:
            raise Unreachable(_words_of(error)) from error

    def send(self, message: EmailMessage) -> str:
        if self._server is None:
            self.open()
        assert self._server
        try:
            return self._hand_over(self._server, message)
        except smtplib.SMTPResponseException as error:
            raise self._refusal(error.smtp_code, error.smtp_error) from error
        except OSError as error:
            self.close()
            raise Refused(_words_of(error)) from error

    def close(self) -> None:
        server, self._server = self._server, None
        if server is None:
            return
        with suppress(OSError):
            if server.sock:
                server.sock.settimeout(FAREWELL_S)
            server.quit()
        server.close()

    def _connect(self) -> smtplib.SMTP:
        greeting: dict[str, Any] = {"local_hostname": self._known_as, "timeout": self._patience_s}
        server: smtplib.SMTP
        if self._is_tls:
            server = smtplib.SMTP_SSL(self._host, self._port, context=ssl.create_default_context(), **greeting)
        else:
            server = smtplib.SMTP(self._host, self._port, **greeting)
        try:
            if self._starts_tls:
                server.starttls(context=ssl.create_default_context())
            server.ehlo_or_helo_if_needed()
            if self._user:
                server.login(self._user, self._password)
        except BaseException:
            server.close()
            raise
        return server

    def _hand_over(self, server: smtplib.SMTP, message: EmailMessage) -> str:
        sender, recipient = (message[name].addresses[0].addr_spec for name in ("From", "To"))
        options = []
        if not recipient.isascii():
            if not server.has_extn("smtputf8"):
                raise Refused(ONLY_ASCII, for_good=True)
            options = ["SMTPUTF8", "BODY=8BITMIME"]
        code, said = server.mail(sender, options)
        if code != OK:
            raise self._refusal(code, said, is_about_us=True)
        code, said = server.rcpt(recipient)
        if code not in (OK, WILL_FORWARD):
            raise self._refusal(code, said)
        code, said = server.data(message.as_bytes())
        if code != OK:
            raise self._refusal(code, said)
        return _answer(code, said)

    def _refusal(self, code: int, said: bytes | str, *, is_about_us: bool = False) -> Refused:
        """What to raise; the connection is made ready for the next mail."""
        if code == GOOD_BYE:
            self.close()
        elif self._server:
            with suppress(OSError):
                self._server.rset()
        return Refused(_answer(code, said), for_good=code >= FOR_GOOD and not is_about_us)

    @staticmethod
    def _is_alive(server: smtplib.SMTP) -> bool:
        try:
            return bool(server.noop()[0] == OK)
        except OSError:
            return False


class Folder:
    """A Maildir, which many programs read: for tests, and for those who send with a program of their own."""

    def __init__(self, path: str) -> None:
        self._path = path

    def open(self) -> None:
        try:
            self._folder = Maildir(self._path, create=True)
        except OSError as error:
            raise Unreachable(str(error)) from error

    def send(self, message: EmailMessage) -> str:
        try:
            return self._folder.add(message.as_bytes(policy=message.policy.clone(linesep="\n")))
        except OSError as error:
            raise Refused(str(error)) from error

    def close(self) -> None:
        pass


class Console:
    """Prints mails whole, secret links too, as whoever tries things out needs them."""

    def open(self) -> None:
        pass

    def send(self, message: EmailMessage) -> str:
        text = message.get_body(("plain",))
        lines = [f"{name}: {message[name]}" for name in ("From", "To", "Reply-To", "Subject") if message[name]]
        lines += [f"Attached: {part.get_filename()}" for part in message.iter_attachments()]
        lines += ["", *(text.get_content().splitlines() if text else [])]
        sys.stderr.write("\n".join(["", *(f"  │ {line}".rstrip() for line in lines), "", ""]))
        sys.stderr.flush()
        return "printed"

    def close(self) -> None:
        pass


def _answer(code: int, said: bytes | str) -> str:
    words = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
    return f"{code} {words}"


def _words_of(error: Exception) -> str:
    if isinstance(error, smtplib.SMTPResponseException):
        return _answer(error.smtp_code, error.smtp_error)
    return str(error) or type(error).__name__

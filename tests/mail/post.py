"""A mail server in a thread. It keeps what it is sent, and can be told to refuse, to dawdle or to hang up."""

from __future__ import annotations

import asyncio
import ssl
from collections import defaultdict
from email import message_from_string
from email.message import EmailMessage
from email.policy import default
from typing import Any, Self, cast

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, Envelope, LoginPassword, Session

from tests.servers import free_port

HANG_UP = "hang up"
PASSWORD = "p@ss/word"


class Post:
    def __init__(self, port: int | None = None, **options: Any) -> None:
        self.letters: list[EmailMessage] = []
        self.sessions: set[int] = set()
        self.greeted_by: set[str] = set()
        self.dawdles_s = 0.0
        self._sayings: dict[str, list[str]] = defaultdict(list)
        self.port = port or free_port()
        self._controller = Controller(cast(Any, self), hostname="127.0.0.1", port=self.port, **options)

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.port}"

    def __enter__(self) -> Self:
        self._controller.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._controller.stop()

    def forget(self) -> None:
        self.letters.clear()
        self.sessions.clear()
        self.greeted_by.clear()
        self._sayings.clear()
        self.dawdles_s = 0.0

    def will_say(self, what: str, *sayings: str) -> None:
        """The next answers to a recipient, or to "MAIL" or "DATA"; "" is the usual one."""
        self._sayings[what] += sayings

    def to(self, address: str) -> list[EmailMessage]:
        return [letter for letter in list(self.letters) if recipient(letter) == address]

    async def handle_MAIL(self, server: Any, session: Session, envelope: Envelope, sender: str, options: Any) -> str:
        self.sessions.add(id(session))
        self.greeted_by.add(str(session.host_name))
        envelope.mail_from = sender
        return await self._answer(server, "MAIL")

    async def handle_RCPT(self, server: Any, session: Session, envelope: Envelope, to: str, options: Any) -> str:
        said = await self._answer(server, to)
        if said.startswith("250"):
            envelope.rcpt_tos.append(to)
        return said

    async def handle_DATA(self, server: Any, session: Session, envelope: Envelope) -> str:
        await asyncio.sleep(self.dawdles_s)
        said = await self._answer(server, "DATA")
        if said.startswith("250"):
            letter = read(cast(bytes, envelope.content))
            assert [recipient(letter)] == envelope.rcpt_tos
            self.letters.append(letter)
        return said

    async def _answer(self, server: Any, what: str) -> str:
        said = self._sayings[what].pop(0) if self._sayings[what] else ""
        if said == HANG_UP:
            server.transport.abort()
        return said or "250 kept"


def read(written: bytes) -> EmailMessage:
    return cast(EmailMessage, message_from_string(written.decode().replace("\r\n", "\n"), policy=default))


def recipient(letter: EmailMessage) -> str:
    (address,) = letter["To"].addresses
    return str(address.addr_spec)


def lets_in(server: Any, session: Any, envelope: Any, mechanism: str, given: Any) -> AuthResult:
    is_hana = isinstance(given, LoginPassword) and (given.login, given.password) == (b"hana", PASSWORD.encode())
    return AuthResult(success=is_hana, handled=False)


def context_of(certificate: str, key: str) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    return context

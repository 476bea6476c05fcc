"""Sends what is in the outbox, and about once a minute queues what the clock decides. Any number of workers may run:
each mail is claimed by one of them.

A mail is sent between two transactions: before it goes, the secret link it bears is stored; after it went, that it did.
Whoever dies in between has it sent again once the lease has run out, under the same Message-ID.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from email.headerregistry import HeaderRegistry
from email.message import EmailMessage
from typing import Any

import gevent
from flask import Flask
from gevent.event import Event

from ..domain.basics.addresses import Person
from ..domain.basics.base import utcnow
from ..domain.basics.errors import Unavailable
from ..domain.basics.news import MailQueued, News
from ..domain.letters import outbox
from ..domain.records.mail import SPARED, UNREADABLE, Mail
from ..edge import Edge
from . import letters, reminding
from .invited import NotWanted
from .letters import Desk, OptedOut
from .messages import message
from .transports import Refused, Unreachable, transport_for

log = logging.getLogger(__name__)

LOOK_EVERY_S = 3.0
"""At the latest, for mails that another process queued or that are to be tried again."""
FORGET_EVERY = timedelta(hours=1)
REMIND_EVERY = timedelta(minutes=1)
AT_A_TIME = 10
LEASE = timedelta(minutes=15)
LONGEST_BATCH = timedelta(minutes=5)
"""No mail is begun later, so that even with a slow mail server none is being sent when its lease runs out."""
BREATHER_S = 0.01
"""Writing a letter takes some milliseconds, which those in a live room shall not have to wait for many times over."""
NAPS_S = (0.0, 0.5, 2.0)


class Worker:
    def __init__(
        self, app: Flask, edge: Edge, *, look_every_s: float = LOOK_EVERY_S, clock: Callable[[], datetime] = utcnow
    ) -> None:
        self._app, self._edge, self._sender = app, edge, edge.config.mail_from
        self._look_every_s, self._clock = look_every_s, clock
        self._desk = Desk(app, edge.links, sender=sender_of(self._sender), secret=edge.config.secret_key)
        self._transport = transport_for(edge.config.mail_url, known_as=self._desk.sender.rpartition("@")[2])
        self._wake, self._is_stopping = Event(), False
        self._forget_at = self._remind_at = self._clock()
        self._running: gevent.Greenlet | None = None

    def hear(self, news: Sequence[News]) -> None:
        if any(isinstance(each, MailQueued) for each in news):
            self._wake.set()

    def start(self) -> None:
        """Run beside others."""
        self._running = gevent.spawn(self.run)

    def stop(self) -> None:
        """Begin no further mail."""
        self._is_stopping = True
        self._wake.set()

    def end(self, *, patience_s: float) -> None:
        """Stop, wait a moment for the mail that is being sent, and leave the rest to others."""
        self.stop()
        if self._running:
            self._running.join(patience_s)
            self._running.kill(timeout=patience_s)

    def run(self) -> None:
        while not self._is_stopping:
            try:
                self._wake.clear()
                self.remind()
                if not self.send_due():
                    self.forget_old()
                    self._wake.wait(self._look_every_s)
            except Exception:
                log.exception("could not look for mails to send; trying again")
                self._wake.wait(self._look_every_s)

    def remind(self) -> None:
        """Whatever goes wrong with it, the other mails are sent, and it is tried again in a minute."""
        now = self._clock()
        if now < self._remind_at:
            return
        self._remind_at = now + REMIND_EVERY
        try:
            if reminding.plan(self._edge, now=now):
                self._remind_at = now
        except Exception:
            log.exception("could not look for what the clock decides; trying again in a minute")

    def send_due(self) -> bool:
        """Send some of what is due, and say whether there may be more."""
        began = self._clock()
        with self._edge.store.transaction() as session:
            claimed = outbox.claim(session, now=began, lease=LEASE, most=AT_A_TIME)
        left = list(claimed)
        try:
            while left and not self._is_stopping and self._clock() - began < LONGEST_BATCH:
                self._transport.open()
                self._send(left.pop(0))
                gevent.sleep(BREATHER_S)
        except Unreachable as error:
            log.warning("no mail can be sent just now: %s", error)
            with self._edge.store.transaction() as session:
                while left:
                    outbox.refused_for_now(session, left.pop(), str(error), now=self._clock())
            return False
        finally:
            self._transport.close()
            self._give_back(left)
        return bool(claimed)

    def _send(self, mail: Mail) -> None:
        try:
            written = self._written(mail)
        except Unavailable:
            raise
        except OptedOut:
            self._settle(outbox.refused_for_good, mail, SPARED, now=self._clock())
            return
        except NotWanted:
            self._settle(outbox.drop, mail)
            return
        except Exception:
            log.exception("mail %s could not be written", mail.id)
            self._settle(outbox.refused_for_good, mail, UNREADABLE, now=self._clock())
            return
        try:
            answer = self._transport.send(written)
        except Refused as refusal:
            settle = outbox.refused_for_good if refusal.for_good else outbox.refused_for_now
            self._settle(settle, mail, refusal.answer, now=self._clock())
        except Exception as error:
            log.exception("mail %s could not be sent", mail.id)
            self._settle(outbox.refused_for_now, mail, str(error), now=self._clock())
        else:
            self._settle(outbox.sent, mail, answer, now=self._clock())

    def _written(self, mail: Mail) -> EmailMessage:
        now = self._clock()
        with self._edge.store.transaction() as session:
            mail, token = letters.ready(session, mail, now=now)
        with self._edge.store.reading() as session:
            letter = letters.write(session, mail, token, desk=self._desk, now=now)
        return message(
            letter,
            sender=self._sender,
            to=Person(mail.to_name, mail.to_email),
            message_id=f"{mail.message_key}@{self._edge.links.domain}",
            now=now,
        )

    def _settle(self, settle: Any, mail: Mail, *answer: str, **when: Any) -> None:
        """Store what became of it; a mail should not go twice because the database was away for a moment."""
        for nap_s in NAPS_S:
            gevent.sleep(nap_s)
            with suppress(Unavailable), self._edge.store.transaction() as session:
                settle(session, mail, *answer, **when)
                return
        raise Unavailable()

    def _give_back(self, mails: list[Mail]) -> None:
        """What was claimed and not begun need not wait for the lease."""
        if mails:
            with suppress(Unavailable), self._edge.store.transaction() as session:
                for mail in mails:
                    outbox.give_back(session, mail, now=self._clock())

    def forget_old(self) -> None:
        now = self._clock()
        if now >= self._forget_at:
            self._forget_at = now + FORGET_EVERY
            with self._edge.store.transaction() as session:
                outbox.forget_old(session, now=now)


def sender_of(mail_from: str) -> str:
    """The address alone, without a name."""
    header: Any = HeaderRegistry()("From", mail_from)
    return str(header.addresses[0].addr_spec)

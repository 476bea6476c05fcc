"""What happened, told after the commit. A change that was rolled back has no news."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session


@dataclass(frozen=True)
class News:
    """Anything that others are told after the commit."""


@dataclass(frozen=True)
class RoomNews(News):
    room_id: int


@dataclass(frozen=True)
class RoomChanged(RoomNews):
    """The event or the list of its activities changed: everybody needs the whole room again."""


@dataclass(frozen=True)
class PeopleChanged(RoomNews):
    """Somebody came, went, or stands differently."""


@dataclass(frozen=True)
class ChatChanged(RoomNews):
    """Somebody wrote, or a line was taken away."""


@dataclass(frozen=True)
class SignalsChanged(RoomNews):
    """Somebody gave the host a sign."""


@dataclass(frozen=True)
class TimersChanged(RoomNews):
    """A timer of the room was started, stopped or changed."""


@dataclass(frozen=True)
class ActivityMoved(RoomNews):
    """An activity was opened, closed, revealed, moved on: worth telling at once."""

    run_id: int


@dataclass(frozen=True)
class AnswersCounted(RoomNews):
    """Answers came in: worth telling soon, and many together."""

    run_id: int


@dataclass(frozen=True)
class MailQueued(News):
    """Somebody is to be written to."""


def tell(session: Session, news: News) -> None:
    session.info["news"].append(news)

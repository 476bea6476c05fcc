"""What happened, told after the commit. A change that was rolled back has no news."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session


@dataclass(frozen=True)
class News:
    room_id: int


@dataclass(frozen=True)
class RoomChanged(News):
    """The event or the list of its activities changed: everybody needs the whole room again."""


@dataclass(frozen=True)
class PeopleChanged(News):
    """Somebody came, went, or stands differently."""


@dataclass(frozen=True)
class ChatChanged(News):
    """Somebody wrote, or a line was taken away."""


@dataclass(frozen=True)
class SignalsChanged(News):
    """Somebody gave the host a sign."""


@dataclass(frozen=True)
class TimersChanged(News):
    """A timer of the room was started, stopped or changed."""


@dataclass(frozen=True)
class ActivityMoved(News):
    """An activity was opened, closed, revealed, moved on: worth telling at once."""

    run_id: int


@dataclass(frozen=True)
class AnswersCounted(News):
    """Answers came in: worth telling soon, and many together."""

    run_id: int


def tell(session: Session, news: News) -> None:
    session.info["news"].append(news)

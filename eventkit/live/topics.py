"""What rooms are told about, and which news is about what."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ..domain.basics.news import (
    ActivityMoved,
    AnswersCounted,
    ChatChanged,
    News,
    PeopleChanged,
    RoomChanged,
    SignalsChanged,
    TimersChanged,
)


@dataclass(frozen=True)
class Topic:
    what: Literal["activity", "people", "room", "chat", "timers", "signals", "reactions"]
    room_id: int
    run_id: int | None = None


def topic_of(news: News) -> Topic | None:
    match news:
        case ActivityMoved() | AnswersCounted():
            return Topic("activity", news.room_id, news.run_id)
        case PeopleChanged():
            return Topic("people", news.room_id)
        case ChatChanged():
            return Topic("chat", news.room_id)
        case TimersChanged():
            return Topic("timers", news.room_id)
        case SignalsChanged():
            return Topic("signals", news.room_id)
        case RoomChanged():
            return Topic("room", news.room_id)
    return None

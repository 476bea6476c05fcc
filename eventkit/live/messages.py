"""What a browser may send. A message of another shape is refused as a whole."""

from __future__ import annotations

import json
from datetime import date
from typing import Annotated, Any, Literal, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    RootModel,
    StringConstraints,
    ValidationError,
)

from ..domain.activities.run_of_show import ActivityChanges
from ..domain.activities.submissions import GivenAnswer
from ..domain.basics.errors import BadMessage
from ..domain.basics.text import Line, ShortLine, check_emoji, empty_is_none
from ..domain.room.chat import ChatText
from ..domain.room.signals import Sign

M = TypeVar("M", bound=BaseModel)
Whole = Annotated[int, Field(strict=True, ge=0, le=2**53)]


class ForgivingJson:
    """For the Socket.IO server: what cannot be read as JSON becomes a message nobody knows, so that it is answered like
    any other bad message instead of ending in a log."""

    @staticmethod
    def dumps(value: Any, **options: Any) -> str:
        return json.dumps(value, **options)

    @staticmethod
    def loads(text: str, **options: Any) -> Any:
        try:
            return json.loads(text, **options)
        except (ValueError, RecursionError):
            return ["unreadable"]


class Message(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Enter(Message):
    code: Annotated[str, Field(strict=True, max_length=64)]
    name: Annotated[str, Field(strict=True)] | None = None
    token: Annotated[str, Field(strict=True, max_length=200)] | None = None
    seat: Literal["stage"] | None = Field(None, alias="as")
    on: date | None = None
    avatar: Annotated[str, Field(strict=True)] | None = None
    pronouns: Annotated[str, Field(strict=True)] | None = None


class Named(Message):
    """How a guest wants to be called, judged on its own: it is typed by a person, who is told what to change."""

    name: ShortLine
    avatar: Annotated[str, AfterValidator(check_emoji)] | None = None
    pronouns: Annotated[Line | None, StringConstraints(max_length=40), BeforeValidator(empty_is_none)] = None


class Answer(GivenAnswer):
    activity: Whole


class Move(BaseModel):
    """Whatever else is sent are the arguments of the move."""

    model_config = ConfigDict(extra="allow")

    activity: Whole
    move: Annotated[str, Field(strict=True, max_length=40)]
    version: Whole | None = None

    @property
    def arguments(self) -> dict[str, Any]:
        return self.model_extra or {}


class Remove(Message):
    activity: Whole


class Edit(ActivityChanges):
    activity: Whole


class React(Message):
    emoji: Annotated[str, Field(strict=True, max_length=16)]


class Hand(Message):
    up: Annotated[bool, Field(strict=True)]


class Say(Message):
    text: Annotated[str, Field(strict=True)]


class Said(Message):
    """A chat line, judged on its own as a name is."""

    text: ChatText


class Unsay(Message):
    line: Whole


class GiveSign(Message):
    sign: Sign


class Wanted(RootModel[dict[str, Any]]):
    """Settings by name; which there are, the room knows."""


class Nothing(Message):
    pass


def read(model: type[M], message: Any) -> M:
    """The message, or BadMessage."""
    try:
        return model.model_validate(message)
    except ValidationError:
        raise BadMessage() from None

"""The form of a kind, and lines that are pasted into it."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from ...config_form.settings import Control
from .shape import Shape


class SettingShape(Shape):
    """One setting of a kind as its form shows it, in the reader's language. What says nothing is left out."""

    name: str
    label: str
    control: Control = Field(
        description="`lines` is a list of texts, `rows` a list of objects, `group` one object with `columns`; "
        "`view` is left to a view of the browser."
    )
    hint: str | None = None
    default: Any = None
    may_lack: bool = Field(False, description="Whether null is a value.")
    choices: list[list[str]] = Field([], description="Pairs of value and label.")
    least: float | None = Field(None, description="Of a number, or of the length of a list.")
    most: float | None = Field(None, description="Of a number, or of the length of a text or list.")
    is_whole: bool = Field(False, description="Of a number.")
    is_long: bool = Field(False, description="Of a text that needs several lines.")
    unit: str | None = None
    times: int = Field(description="How often what is shown is stored: 60 for seconds shown in minutes.")
    all_of: str | None = Field(None, description="The list whose length is no limit, and shown empty.")
    row: str | None = Field(None, description="What a row is called, with its `{number}`.")
    add: str | None = Field(None, description="The words of the button that adds a row.")
    paste_hint: str | None = Field(None, description="How a line is written that becomes a row.")
    has_ids: bool = Field(False, description="Whether rows are known by an `id`, to be sent back with them.")
    view: str | None = Field(None, description="Which view of the browser.")
    columns: list[SettingShape] = []


class PastedLines(BaseModel):
    model_config = ConfigDict(extra="forbid")

    kind: str
    setting: str
    text: str = Field(max_length=200_000)


class ReadRows(Shape):
    rows: list[dict[str, Any]]

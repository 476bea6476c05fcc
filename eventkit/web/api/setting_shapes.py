"""The shapes of a kind's form, for the API's description."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from ..config_form.settings import Control


class SettingShape(BaseModel):
    """One setting of a kind as its form shows it, in the reader's language. What says nothing is left out."""

    model_config = ConfigDict(extra="allow")

    name: str
    label: str
    control: Control = Field(
        description="`lines` is a list of texts, `rows` a list of objects, `group` one object with `columns`; "
        "`view` is left to a view of the browser."
    )
    hint: str | None = None
    default: Any = None
    may_lack: bool = Field(False, description="Whether null is a value.")
    choices: list[tuple[str, str]] = Field([], description="Pairs of value and label.")
    least: float | None = Field(None, description="Of a number, or of the length of a list.")
    most: float | None = Field(None, description="Of a number, or of the length of a text or list.")
    is_whole: bool = False
    unit: str | None = None
    times: int = Field(1, description="How often what is shown is stored: 60 for seconds shown in minutes.")
    all_of: str | None = Field(None, description="The list whose length is no limit, and shown empty.")
    columns: list[SettingShape] = []


class PastedLines(BaseModel):
    model_config = ConfigDict(extra="forbid")

    kind: str
    setting: str
    text: str = Field(max_length=200_000)


class ReadRows(BaseModel):
    rows: list[dict[str, Any]]

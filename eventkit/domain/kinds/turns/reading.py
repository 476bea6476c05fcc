"""What is read aloud in turns."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from ...basics.errors import N_
from ...basics.text import Line
from ..common.form import in_form

Place = Annotated[int, Field(ge=1, le=100_000)]


class Reading(BaseModel):
    """What is read aloud, from where. Each turn reads so many pages or chapters."""

    model_config = ConfigDict(extra="forbid", strict=True)

    title: Line | None = Field(None, title=N_("Book"))
    unit: Literal["page", "chapter"] = Field(
        "page",
        title=N_("Counted in"),
        json_schema_extra=in_form(words={"page": N_("Pages"), "chapter": N_("Chapters")}),
    )
    first: Place = Field(1, title=N_("First page or chapter"))
    last: Place | None = Field(None, title=N_("Last page or chapter"))
    each: Annotated[int, Field(ge=1, le=100)] = Field(1, title=N_("Pages or chapters in a turn"))

    def shown_from(self, first: int) -> dict[str, Any]:
        """What is read in a turn that begins here; the last turn may be shorter."""
        last = first + self.each - 1
        if self.last and first <= self.last:
            last = min(last, self.last)
        return {"title": self.title, "unit": self.unit, "first": first, "last": last, "end": self.last}

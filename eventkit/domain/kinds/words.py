"""A word cloud."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import Field, StringConstraints

from ..basics.errors import N_, Full, invalid
from ..basics.text import Line, clean_line
from .common.kind import Kind
from .common.moves import move
from .common.played import Audience, Memory, Played, Scene

LONGEST = 60


class Words(Kind):
    """A few words from each; the same word in another case or spacing is the same word. The host may hide one."""

    slug, label = "words", N_("Word cloud")
    help = N_("Everyone sends a word or a few. The more often a word comes, the larger it stands.")
    answer = Annotated[list[Annotated[str, StringConstraints(max_length=LONGEST)]], Field(min_length=1, max_length=5)]
    is_writing = compares = True

    class Config(Kind.Config):
        limit: int = Field(3, ge=1, le=5, strict=True, title=N_("Words from each guest"))

    def read(self, config: Config, raw: Any) -> list[str]:
        words = [clean_line(word) for word in super().read(config, raw)]
        if not all(words):
            raise invalid("answer", N_("Write a word first."))
        if len(words) > config.limit:
            raise invalid("answer", N_("Send %(limit)s at most."), limit=config.limit)
        return words

    def admit(self, run: Played, voter: str, value: list[str], *, guest: str) -> None:
        before, limit = run.answers.get(voter), run.config.limit
        if before and len(before) + len(value) > limit:
            raise Full(N_("You have sent %(sent)s of %(limit)s words."), sent=len(before), limit=limit)

    def fold(self, before: list[str] | None, value: list[str]) -> list[str]:
        return [*(before or ()), *value]

    @move("dismiss", afterwards=True)
    def dismiss(self, run: Played, scene: Scene, *, id: Line) -> Memory:
        """Hide a word, which is its own id."""
        return {**run.memory, "dismissed": sorted({*run.memory.get("dismissed", ()), id.casefold()})}

    @move("approve", afterwards=True)
    def approve(self, run: Played, scene: Scene, *, id: Line) -> Memory:
        """Bring a hidden word back."""
        return {**run.memory, "dismissed": sorted({*run.memory.get("dismissed", ())} - {id.casefold()})}

    def tally(self, run: Played) -> dict[str, Any]:
        dismissed = run.memory.get("dismissed", ())
        first_written: dict[str, str] = {}
        counts: dict[str, int] = {}
        for words in run.answers.values():
            for word in words:
                same = word.casefold()
                first_written.setdefault(same, word)
                counts[same] = counts.get(same, 0) + 1
        ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
        return {
            "total": len(run.answers),
            "words": [{"text": first_written[word], "count": n} for word, n in ranked if word not in dismissed],
        }

    def view(self, run: Played, audience: Audience) -> dict[str, Any]:
        return {"dismissed": run.memory.get("dismissed", [])} if audience == "hosts" else {}

    def rows(self, run: Played, tally: Mapping[str, Any]) -> list[tuple[str, Any]]:
        return [(word["text"], word["count"]) for word in tally["words"]]

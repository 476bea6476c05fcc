"""Medians over the rounds and ratios, as tables."""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from statistics import median
from typing import Any

from .scenarios import Scenario

Figures = dict[str, Any]


@dataclass(frozen=True)
class Line:
    """A line of the table; `path` leads to the figure, `scale` and `form` say how it is written, `ratio` says if it
    means anything to divide it by another server's."""

    label: str
    path: str
    form: str = "{:,.0f}"
    scale: float = 1
    ratio: bool = True


LINES = (
    Line("votes acknowledged, per s", "votes_per_s"),
    Line("acknowledged after, ms: p50", "ack_ms.p50", "{:,.1f}"),
    Line("… p95", "ack_ms.p95", "{:,.1f}"),
    Line("… p99", "ack_ms.p99", "{:,.1f}"),
    Line("all guests saw the final tally after, s", "all_saw_s", "{:,.3f}"),
    Line("staleness on the screens, ms: p50", "staleness_ms.p50"),
    Line("… p99", "staleness_ms.p99"),
    Line("server CPU, s per 1,000 votes", "server_cpu_s_per_1000_votes", "{:,.3f}"),
    Line("server CPU, us per message", "server_cpu_us_per_message", "{:,.1f}"),
    Line("server CPU, % of its core", "server_cpu_share", scale=100, ratio=False),
    Line("… waiting for it, %", "server_waited_share", scale=100, ratio=False),
    Line("`activity` messages to guests", "messages"),
    Line("memory per connection, KiB", "kib_per_connection"),
    Line("guests entered, per s", "enters_per_s"),
    Line("server CPU, s per 1,000 entering", "enter_cpu_s_per_1000", "{:,.2f}"),
    Line("load generator, % of its core", "generator_cpu_share", scale=100, ratio=False),
    Line("… waiting for it, %", "generator_waited_share", scale=100, ratio=False),
    Line("errors", "errors"),
    Line("votes lost", "lost_votes"),
    Line("connections lost", "lost_connections"),
)


def figure(figures: Figures, path: str) -> float | None:
    return reduce(lambda at, name: at[name], path.split("."), figures)  # type: ignore[arg-type,return-value]


def middle(rounds: list[Figures], path: str) -> float | None:
    """The median over the rounds; None when one of them has no such figure, such as never having converged."""
    values = [figure(figures, path) for figures in rounds]
    known = [value for value in values if value is not None]
    return median(known) if known and len(known) == len(values) else None


def table(scenario: Scenario, rounds: dict[str, list[Figures]]) -> str:
    """A Markdown table: a column for each server, then eventkit's figure divided by each other's."""
    others = [server for server in rounds if server != "eventkit"] if "eventkit" in rounds else []
    head = ["", *rounds, *(f"eventkit : {other}" for other in others)]
    body = []
    for line in LINES:
        values = {server: middle(figures, line.path) for server, figures in rounds.items()}
        ratios = [_ratio(values["eventkit"], values[other]) if line.ratio else "" for other in others]
        body.append([line.label, *(_written(line, value) for value in values.values()), *ratios])
    widths = [max(len(row[place]) for row in [head, *body]) for place in range(len(head))]
    rows = [_row(row, widths) for row in (head, *body)]
    rule = "|" + "|".join("-" * (width + 1) + (":" if place else "-") for place, width in enumerate(widths)) + "|"
    return "\n".join((f"### {scenario.title}", "", rows[0], rule, *rows[1:]))


def _row(cells: list[str], widths: list[int]) -> str:
    label, *values = cells
    written = (value.rjust(width) for value, width in zip(values, widths[1:], strict=True))
    return "| " + " | ".join((label.ljust(widths[0]), *written)) + " |"


def _written(line: Line, value: float | None) -> str:
    return "-" if value is None else line.form.format(value * line.scale)


def _ratio(mine: float | None, other: float | None) -> str:
    return f"{mine / other:,.3g}x" if mine is not None and other else ""

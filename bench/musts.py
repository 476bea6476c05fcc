"""What has to hold, worked out from the medians of the rounds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from .report import Figures, middle
from .scenarios import Scenario

Rounds = dict[str, list[Figures]]
BUSY_GENERATOR = 0.9
BUSY_MACHINE = 0.1
TELLING_RUN_S = 0.5
SNAPSHOTS_PER_S = 10
SNAPSHOTS_BESIDES = 2


@dataclass(frozen=True)
class Must:
    """`value` is None where a run gave no figure; then it does not hold."""

    text: str
    value: Callable[[Rounds], float | None]
    holds: Callable[[float], bool]


MUSTS = {
    ("storm", 1000): (
        Must("votes/s, eventkit : naive, at least 20",
             lambda runs: against_naive(runs, "votes_per_s"), lambda x: x >= 20),
        Must("time until all saw it, eventkit : naive, at most 0.05",
             lambda runs: against_naive(runs, "all_saw_s"), lambda x: x <= 0.05),
    ),
    ("steady", 2000): (
        Must("staleness p99 in ms, at most 400",
             lambda runs: middle(runs["eventkit"], "staleness_ms.p99"), lambda x: x <= 400),
    ),
}  # fmt: skip


def verdicts(scenario: Scenario, rounds: Rounds) -> list[tuple[bool, str]]:
    """Whether each must of the scenario holds, in words; those that need a server that was not run are left out."""
    found = [_exact(server, figures) for server, figures in rounds.items()]
    if "eventkit" in rounds:
        found.append(_coalesced(scenario, rounds["eventkit"]))
        for must in MUSTS.get((scenario.name, scenario.guests), ()):
            if scenario.name == "storm" and "naive" not in rounds:
                continue
            value = must.value(rounds)
            found.append((value is not None and must.holds(value), f"{must.text}: {_written(value)}"))
    found.append(_generator_is_idle_enough(rounds))
    return found


def remarks(rounds: Rounds) -> list[str]:
    """What to know before the figures are believed. In short runs a server mostly waits for its own threads."""
    long_enough = [run for runs in rounds.values() for run in runs if run["measured_s"] >= TELLING_RUN_S]
    waited = max((run["server_waited_share"] for run in long_enough), default=0)
    if waited < BUSY_MACHINE:
        return []
    return [f"something else used the servers' core up to {waited:.0%} of the time: run this again on an idle machine"]


def against_naive(rounds: Rounds, path: str) -> float | None:
    mine, other = middle(rounds["eventkit"], path), middle(rounds["naive"], path)
    return mine / other if mine is not None and other else None


def _exact(server: str, rounds: list[Figures]) -> tuple[bool, str]:
    wrong = sum(run["errors"] + run["lost_votes"] + run["lost_connections"] for run in rounds)
    all_saw = all(run["all_saw_s"] is not None for run in rounds)
    seen = "all guests saw the final tally" if all_saw else "not all guests saw the final tally"
    return all_saw and not wrong, f"{server}: {wrong} errors, lost votes and lost connections; {seen}"


def _coalesced(scenario: Scenario, rounds: list[Figures]) -> tuple[bool, str]:
    """At most ten snapshots a second to each guest, and two besides."""
    sent = max(run["messages"] / scenario.guests for run in rounds)
    most = max((run["all_saw_s"] or 0) * SNAPSHOTS_PER_S + SNAPSHOTS_BESIDES for run in rounds)
    return sent <= most, f"snapshots to each guest, at most {most:.1f}: {sent:.1f}"


def _generator_is_idle_enough(rounds: Rounds) -> tuple[bool, str]:
    share = max(run["generator_cpu_share"] for runs in rounds.values() for run in runs)
    return share < BUSY_GENERATOR, f"load generator below 90 % of its core in every run: at most {share:.0%}"


def _written(value: float | None) -> str:
    return "no figure" if value is None else f"{value:,.3g}"

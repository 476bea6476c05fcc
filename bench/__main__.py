"""`python -m bench`: measure eventkit and the Node servers in turn, and print what was found."""

from __future__ import annotations

import argparse
import json
import sys
import time
from dataclasses import asdict
from pathlib import Path

from .musts import Rounds, remarks, verdicts
from .programs import allow_many_connections, install_peers
from .report import table
from .runs import RunFailed, measure
from .scenarios import STORM_SIZES, Scenario, scenarios
from .servers import SERVERS

SCENARIOS = ("storm", "spread", "steady")


def main() -> int:
    """0 when everything that must hold does, 1 when something does not or a run failed."""
    options = _options()
    allow_many_connections()
    install_peers()
    results: list[tuple[Scenario, Rounds]] = []
    everything_holds = True
    for scenario in scenarios(options.scenario, options.sizes):
        servers = [server for server in scenario.servers if server in options.server]
        try:
            rounds = _alternate(scenario, servers, options.rounds)
        except RunFailed as failure:
            everything_holds = False
            print(f"\nFAILS  {scenario.title}: {failure}", flush=True)
            continue
        results.append((scenario, rounds))
        everything_holds &= _print(scenario, rounds)
        if options.json:
            _write(options.json, results)
    return 0 if everything_holds else 1


def _print(scenario: Scenario, rounds: Rounds) -> bool:
    """Print the table, what must hold and what to know; whether all that must hold does."""
    found = verdicts(scenario, rounds)
    print("\n" + table(scenario, rounds) + "\n")
    for holds, text in found:
        print(f"{'holds ' if holds else 'FAILS '} {text}", flush=True)
    for text in remarks(rounds):
        print(f"note   {text}", flush=True)
    return all(holds for holds, _ in found)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--scenario", nargs="+", choices=SCENARIOS, default=SCENARIOS, help="default: all")
    parser.add_argument("--server", nargs="+", choices=tuple(SERVERS), default=tuple(SERVERS), help="default: all")
    parser.add_argument(
        "--sizes", nargs="+", type=int, default=STORM_SIZES, help="guests in a storm; default: 50 200 1000"
    )
    parser.add_argument("--rounds", type=int, default=3, help="how often each is measured, in turn; default: 3")
    parser.add_argument("--json", type=Path, help="write every run's figures to this file")
    return parser.parse_args()


def _alternate(scenario: Scenario, servers: list[str], rounds: int) -> Rounds:
    """The servers in turn, so that what changes on the machine meets all of them."""
    measured: Rounds = {server: [] for server in servers}
    for number in range(rounds):
        for server in servers:
            print(
                f"{scenario.title} – {server}, round {number + 1} of {rounds} …", end=" ", file=sys.stderr, flush=True
            )
            started = time.monotonic()
            figures = measure(scenario, server)
            measured[server].append(figures)
            print(f"{figures['votes_per_s']:,.0f} votes/s ({time.monotonic() - started:.0f} s)", file=sys.stderr)
    return measured


def _write(path: Path, results: list[tuple[Scenario, Rounds]]) -> None:
    every = [asdict(scenario) | {"rounds": rounds} for scenario, rounds in results]
    path.write_text(json.dumps(every, indent=2) + "\n")


if __name__ == "__main__":
    sys.exit(main())

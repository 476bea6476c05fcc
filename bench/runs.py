"""One run: a fresh server, and the load generator beside it."""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
from dataclasses import asdict
from pathlib import Path
from typing import Any

from .programs import BENCH, cores
from .scenarios import Scenario
from .servers import OPTIONS, SERVERS

ENTERING_WITHIN_S = 90


class RunFailed(Exception):
    """The load generator ended with an error or not in time; says what it said last."""


def measure(scenario: Scenario, server: str) -> dict[str, Any]:
    """The figures `load/main.mjs` gives for one run."""
    with (
        tempfile.TemporaryDirectory(prefix="eventkit-bench-") as directory,
        SERVERS[server](Path(directory)) as running,
    ):
        asked = asdict(running) | {
            "options": OPTIONS,
            "guests": scenario.guests,
            "votes": scenario.votes,
            "seconds": scenario.seconds,
            "limit_s": scenario.limit_s,
        }
        try:
            done = subprocess.run(
                ["node", str(BENCH / "load" / "main.mjs"), json.dumps(asked)],
                capture_output=True,
                text=True,
                timeout=ENTERING_WITHIN_S + scenario.seconds + 2 * scenario.limit_s,
                preexec_fn=lambda: os.sched_setaffinity(0, cores()[1]),
            )
        except subprocess.TimeoutExpired as late:
            raise RunFailed(f"{server} took longer than {late.timeout:.0f} s") from late
        if done.returncode:
            log = (Path(directory) / f"{server}.log").read_text(errors="replace")
            raise RunFailed(f"{server}: {done.stderr[-1500:]}\n{log[-1500:]}")
        return dict(json.loads(done.stdout))

"""Starting and ending the programs of the benchmark, each on a core of its own."""

from __future__ import annotations

import os
import resource
import shutil
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

BENCH = Path(__file__).parent
CHECKOUT = BENCH.parent
START_WITHIN_S = 30
END_WITHIN_S = 10


def cores() -> tuple[set[int], set[int]]:
    """The core of the servers and the core of the load generator."""
    if not hasattr(os, "sched_getaffinity"):
        raise SystemExit("The benchmark needs Linux: it reads /proc and gives each program a core.")
    usable = sorted(os.sched_getaffinity(0))
    if len(usable) < 2:
        raise SystemExit("The benchmark needs two cores: one for the server and one for the load generator.")
    return {usable[0]}, {usable[1]}


def allow_many_connections() -> None:
    """Let this process and those it starts open as many files as the system allows."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))


def install_peers() -> None:
    """Install what the Node servers need, when it is missing or its versions have changed."""
    lock, installed = BENCH / "package-lock.json", BENCH / "node_modules" / ".package-lock.json"
    if installed.exists() and installed.stat().st_mtime >= lock.stat().st_mtime:
        return
    npm = shutil.which("npm")
    if npm is None:
        raise SystemExit("The benchmark needs Node.js 20 or newer with npm. `make bench` finds or installs both.")
    print("Installing the Node servers …", flush=True)
    if subprocess.run([npm, "ci", "--silent"], cwd=BENCH).returncode:
        raise SystemExit("The Node servers could not be installed. Run `npm ci` in bench/ to see why.")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(
    command: list[str], *, environment: Mapping[str, str], port: int, log: Path
) -> Iterator[subprocess.Popen[bytes]]:
    """A server on the first core that has said it is alive; ended, with its children, when the block is left."""
    with log.open("ab") as output:
        process = subprocess.Popen(
            command,
            cwd=CHECKOUT,
            env=environment,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            preexec_fn=lambda: os.sched_setaffinity(0, cores()[0]),
        )
    try:
        _wait_until_alive(process, f"http://127.0.0.1:{port}/healthz", log)
        yield process
    finally:
        _end(process)


def _wait_until_alive(process: subprocess.Popen[bytes], url: str, log: Path) -> None:
    until = time.monotonic() + START_WITHIN_S
    while time.monotonic() < until and process.poll() is None:
        try:
            urllib.request.urlopen(url, timeout=2).close()
            return
        except (urllib.error.URLError, OSError):
            time.sleep(0.05)
    raise SystemExit(f"A server did not start: {process.args}\n{log.read_text()[-3000:]}")


def _end(process: subprocess.Popen[bytes]) -> None:
    """Ask the process group to end, and end it when it does not."""
    for kind in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.killpg(process.pid, kind)
            process.wait(END_WITHIN_S)
            return
        except ProcessLookupError:
            return
        except subprocess.TimeoutExpired:
            continue

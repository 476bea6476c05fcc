"""`python -m tests.preloaded`: has imported everything once, and forks into what it is told to be.

Each line on standard input says as JSON which command of wsgi.py to run, with which settings and log; the answer is the
id of the new process, which from then on is what `python wsgi.py …` would be.
"""

from gevent import monkey

monkey.patch_all()

import gc  # noqa: E402
import json  # noqa: E402
import os  # noqa: E402
import runpy  # noqa: E402
import signal  # noqa: E402
import sys  # noqa: E402
from typing import Any  # noqa: E402

import eventkit.app  # noqa: F401, E402

# gevent's own would begin a loop here, which is to begin in the fork.
fork, handle = monkey.get_original("os", "fork"), monkey.get_original("signal", "signal")


def main() -> None:
    handle(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for those that end
    gc.freeze()
    for line in iter(sys.stdin.readline, ""):
        wanted = json.loads(line)
        process = fork()
        if process == 0:
            become(wanted)
            return
        print(process, flush=True)


def become(wanted: dict[str, Any]) -> None:
    handle(signal.SIGCHLD, signal.SIG_DFL)
    gc.unfreeze()
    nothing, log = os.open(os.devnull, os.O_RDONLY), os.open(wanted["log"], os.O_WRONLY | os.O_APPEND)
    for file, number in ((nothing, 0), (log, 1), (log, 2)):
        os.dup2(file, number)
    os.environ.clear()
    os.environ.update(wanted["environment"])
    sys.argv = ["wsgi.py", *wanted["command"]]
    runpy.run_path("wsgi.py", run_name="__main__")


if __name__ == "__main__":
    main()

"""What takes long and needs nothing of the request, beside the server's one thread."""

from __future__ import annotations

from collections.abc import Callable
from typing import ParamSpec, TypeVar

import gevent
from gevent import monkey

Given = ParamSpec("Given")
Made = TypeVar("Made")


def aside(work: Callable[Given, Made], *given: Given.args, **named: Given.kwargs) -> Made:
    """Do it in a thread, so that others go on meanwhile; where nothing is served there is no need."""
    if monkey.is_module_patched("threading"):
        return gevent.get_hub().threadpool.apply(work, given, named)
    return work(*given, **named)

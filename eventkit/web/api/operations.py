"""An operation of the API: one decorator that routes it, reads its body, and describes it.

The description in `/openapi.json` is made of the same models that read and bound the bodies, so it cannot drift.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from flask import Blueprint, Response, jsonify, request
from pydantic import BaseModel

from ...domain.basics.errors import BadMessage
from ...domain.basics.validation import read_model

blueprint = Blueprint("api_v1", __name__, url_prefix="/api/v1")


Handler = Callable[..., Any]
Who = Literal["anyone", "guest", "host"]


@dataclass(frozen=True)
class Operation:
    """A handler with what its decorator says of it. Its docstring describes it: the first paragraph is the summary."""

    method: str
    path: str
    handler: Handler
    body: type[BaseModel] | None
    returns: Any
    status: int
    who: Who
    refusals: tuple[int, ...]
    query: tuple[str, ...]
    takes: str | None

    @property
    def name(self) -> str:
        return self.handler.__name__

    @property
    def tag(self) -> str:
        return self.handler.__module__.rpartition(".")[2]

    @property
    def summary(self) -> str:
        return self._described[0]

    @property
    def description(self) -> str:
        return self._described[2]

    @property
    def rule(self) -> str:
        """The path as Flask writes it."""
        return self.path.replace("{activity}", "<int:activity>").replace("{code}", "<code>")

    @property
    def _described(self) -> tuple[str, str, str]:
        return inspect.cleandoc(self.handler.__doc__ or "").partition("\n\n")

    def answer(self, **parts: Any) -> Response:
        """Hand the body and the parts of the path to the handler, and send what it gives."""
        outcome = self.handler(*self._read_body(), **parts)
        if isinstance(outcome, Response):
            return outcome
        values, status = outcome if isinstance(outcome, tuple) else (outcome, self.status)
        response = jsonify(values)
        response.status_code = status
        return response

    def _read_body(self) -> tuple[Any, ...]:
        if self.body:
            return (read_model(self.body, _json_body()),)
        return (request.get_data(),) if self.takes else ()


operations: list[Operation] = []


def operation(
    method: str,
    path: str,
    *,
    returns: Any,
    body: type[BaseModel] | None = None,
    status: int = 200,
    who: Who = "anyone",
    refusals: tuple[int, ...] = (),
    query: tuple[str, ...] = (),
    takes: str | None = None,
) -> Callable[[Handler], Handler]:
    """Route a handler that gives plain values (or a pair of values and status). A body is read into `body` and handed
    to it as its first argument; one of the media type that it `takes` is handed over as bytes."""

    def decorate(handler: Handler) -> Handler:
        found = Operation(method, path, handler, body, returns, status, who, refusals, query, takes)
        operations.append(found)
        blueprint.add_url_rule(
            found.rule, endpoint=f"{found.tag}_{found.name}", view_func=found.answer, methods=[method]
        )
        return handler

    return decorate


def _json_body() -> Any:
    """Any content type is read as JSON: a program that forgot the header means JSON all the same."""
    try:
        body = request.get_json(force=True, silent=True)
    except RecursionError:
        body = None
    if body is None:
        raise BadMessage()
    return body

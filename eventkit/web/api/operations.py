"""An operation of the API: one decorator that routes it, reads its body, and describes it.

The description in `/openapi.json` is made of the same models that read and bound the bodies, so it cannot drift.
"""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from flask import Blueprint, Response, jsonify, request
from pydantic import BaseModel

from ...domain.basics.errors import BadMessage
from ...domain.basics.validation import read_model

blueprint = Blueprint("api_v1", __name__, url_prefix="/api/v1")


@dataclass(frozen=True)
class Operation:
    method: str
    path: str
    summary: str
    description: str
    tag: str
    body: type[BaseModel] | None
    returns: Any
    status: int
    who: Literal["anyone", "guest", "host"]
    refusals: tuple[int, ...]
    name: str
    query: tuple[str, ...] = ()
    takes: str | None = None


operations: list[Operation] = []


def operation(
    method: str,
    path: str,
    *,
    returns: Any,
    body: type[BaseModel] | None = None,
    status: int = 200,
    who: Literal["anyone", "guest", "host"] = "anyone",
    refusals: tuple[int, ...] = (),
    query: tuple[str, ...] = (),
    takes: str | None = None,
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Route a handler that gives plain values (or a pair of values and status). A body is read into `body` and handed
    to it as its first argument; one of the media type that it `takes` is handed over as bytes. The handler's docstring
    describes it: its first paragraph is the summary."""

    def decorate(handler: Callable[..., Any]) -> Callable[..., Any]:
        summary, _, description = inspect.cleandoc(handler.__doc__ or "").partition("\n\n")
        tag = handler.__module__.rpartition(".")[2]
        operations.append(
            Operation(
                method,
                path,
                summary,
                description,
                tag,
                body,
                returns,
                status,
                who,
                refusals,
                handler.__name__,
                query,
                takes,
            )
        )

        @functools.wraps(handler)
        def answer(**parts: Any) -> Response:
            given = (read_model(body, _json_body()),) if body else (request.get_data(),) if takes else ()
            outcome = handler(*given, **parts)
            if isinstance(outcome, Response):
                return outcome
            values, code = outcome if isinstance(outcome, tuple) else (outcome, status)
            response = jsonify(values)
            response.status_code = code
            return response

        rule = path.replace("{activity}", "<int:activity>").replace("{code}", "<code>")
        blueprint.add_url_rule(rule, endpoint=f"{tag}_{handler.__name__}", view_func=answer, methods=[method])
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

"""The API described: OpenAPI 3.1 for programs, a page for people."""

from __future__ import annotations

import re
from functools import cache
from http import HTTPStatus
from typing import Any

from flask import Blueprint, Response, jsonify, render_template
from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from ...domain.planning.requested import SCOPES
from ..context import edge
from .operations import Operation, operations
from .shapes.problems import Problem

blueprint = Blueprint("api", __name__)
REF = "#/components/schemas/{model}"
VERSION = "1.0.0"


@blueprint.get("/openapi.json")
def openapi() -> Response:
    return jsonify(describe(edge().config.base_url))


@blueprint.get("/api/docs")
def docs() -> str:
    return render_template("api/docs.html", spec=describe(edge().config.base_url))


@cache
def describe(base_url: str) -> dict[str, Any]:
    """The whole document, checked by being read back as OpenAPI."""
    from openapi_pydantic import OpenAPI  # takes a twentieth of the start, and few ask for this page

    models = sorted(
        {model for each in operations for model in _models(each)} | {Problem},
        key=lambda model: model.__name__,
    )
    modes: list[Any] = [(model, "validation") for model in models]
    _, definitions = models_json_schema(modes, ref_template=REF)
    paths: dict[str, Any] = {}
    for each in operations:
        paths.setdefault("/api/v1" + each.path, {})[each.method.lower()] = _described(each)
    document = {
        "openapi": "3.1.0",
        "info": {
            "title": "eventkit",
            "version": VERSION,
            "description": "Plan, host and remember small virtual gatherings.",
        },
        "servers": [{"url": base_url}],
        "paths": paths,
        "components": {
            "schemas": definitions["$defs"],
            "securitySchemes": {
                "host": {
                    "type": "http",
                    "scheme": "bearer",
                    "description": "The host token, given when the event is created.",
                },
                "guest": {
                    "type": "http",
                    "scheme": "bearer",
                    "description": "The guest token, given with a reply or on entering.",
                },
            },
        },
    }
    return OpenAPI.model_validate(document).model_dump(mode="json", by_alias=True, exclude_unset=True)


def _described(each: Operation) -> dict[str, Any]:
    parameters = [_parameter(name, "path") for name in re.findall(r"{(\w+)}", each.path)]
    parameters += [_parameter(name, "query") for name in each.query]
    described: dict[str, Any] = {
        "operationId": f"{each.tag}_{each.name}",
        "summary": each.summary,
        "tags": [each.tag],
        "parameters": parameters,
        "responses": {
            str(each.status): _response(each),
            **{str(status): _refusal(status) for status in each.refusals},
        },
    }
    if each.description:
        described["description"] = each.description
    if each.body:
        described["requestBody"] = {"required": True, "content": _json(_schema(each.body))}
    if each.takes:
        described["requestBody"] = {"required": True, "content": {each.takes: {"schema": {"type": "string"}}}}
    if each.who != "anyone":
        described["security"] = [{"host": []}] if each.who == "host" else [{"guest": []}, {"host": []}]
    return described


def _parameter(name: str, where: str) -> dict[str, Any]:
    schemas = {
        "activity": {"type": "integer"},
        "on": {"type": "string", "format": "date"},
        "dates": {"type": "string", "enum": list(SCOPES)},
        "create": {"type": "boolean"},
    }
    return {
        "name": name,
        "in": where,
        "required": where == "path",
        "schema": schemas.get(name, {"type": "string"}),
    }


def _response(each: Operation) -> dict[str, Any]:
    answer: dict[str, Any] = {"description": HTTPStatus(each.status).phrase}
    if each.returns is not None:
        answer["content"] = _json(_schema(each.returns))
    return answer


def _refusal(status: int) -> dict[str, Any]:
    return {
        "description": HTTPStatus(status).phrase,
        "content": {"application/problem+json": {"schema": _schema(Problem)}},
    }


def _json(schema: dict[str, Any]) -> dict[str, Any]:
    return {"application/json": {"schema": schema}}


def _schema(shape: Any) -> dict[str, Any]:
    if isinstance(shape, type) and issubclass(shape, BaseModel):
        return {"$ref": REF.format(model=shape.__name__)}
    return {"type": "array", "items": _schema(shape.__args__[0])}


def _models(each: Operation) -> set[type[BaseModel]]:
    shapes = [each.body, each.returns]
    return {getattr(shape, "__args__", (shape,))[0] for shape in shapes if shape is not None}

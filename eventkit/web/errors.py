"""Refusals as a page for people or as problem+json for programs; never a stack trace."""

from __future__ import annotations

from typing import Any

from flask import Flask, Response, jsonify, make_response, render_template, request
from flask_babel import gettext as _
from werkzeug.exceptions import HTTPException

from ..domain.basics.errors import DomainError, Invalid, TooFast
from ..words import explain

CODES = {400: "bad-message", 401: "not-allowed", 403: "not-allowed", 404: "not-found", 429: "too-fast"}


def init(app: Flask) -> None:
    app.register_error_handler(DomainError, _refused)
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(Exception, _crashed)


def problem(status: int, title: str, detail: str, code: str, **more: Any) -> Response:
    """An RFC 9457 problem."""
    response = jsonify(
        {"type": "about:blank", "title": title, "status": status, "detail": detail, "code": code, **more}
    )
    response.status_code, response.mimetype = status, "application/problem+json"
    return response


def page(status: int, title: str, detail: str) -> Response:
    return make_response(render_template("errors/error.html", status=status, title=title, detail=detail), status)


def _refused(refusal: DomainError) -> Response:
    title = _title(refusal.status)
    if _is_for_programs():
        more: dict[str, Any] = {}
        if isinstance(refusal, Invalid):
            more["errors"] = [{"field": each.field, "message": explain(each)} for each in refusal.problems]
        response = problem(refusal.status, title, explain(refusal), refusal.code, **more)
    else:
        response = page(refusal.status, title, explain(refusal))
    if isinstance(refusal, TooFast):
        response.headers["Retry-After"] = str(refusal.retry_after_s)
    if refusal.status == 401:
        response.headers["WWW-Authenticate"] = "Bearer"
    return response


def _http_error(error: HTTPException) -> Response:
    status = error.code or 500
    if status < 400:
        return error.get_response()  # type: ignore[return-value]
    detail = _detail(status)
    response = (
        problem(status, _title(status), detail, CODES.get(status, "invalid" if status < 500 else "unavailable"))
        if _is_for_programs()
        else page(status, _title(status), detail)
    )
    for name, value in error.get_headers():
        if name in ("Allow", "Retry-After"):
            response.headers[name] = value
    return response


def _crashed(error: Exception) -> Response:
    from flask import current_app

    current_app.logger.exception("a request failed")
    if _is_for_programs():
        return problem(500, _title(500), _detail(500), "unavailable")
    return page(500, _title(500), _detail(500))


def _is_for_programs() -> bool:
    is_asked_for = request.accept_mimetypes.best == "application/json"
    return is_asked_for or request.path.startswith("/api/v1/") or request.path == "/openapi.json"


def _title(status: int) -> str:
    return {
        400: _("That could not be read"),
        401: _("This needs a key"),
        403: _("This is for the host"),
        404: _("Nothing is here"),
        405: _("That does not work here"),
        409: _("Not any more"),
        413: _("That is too large"),
        422: _("Some of this needs another look"),
        429: _("A moment, please"),
        503: _("Back in a moment"),
    }.get(status, _("Something went wrong here"))


def _detail(status: int) -> str:
    return {
        400: _("Go back, load the page again and send it once more."),
        404: _("Check the link, or type the code of your event."),
        405: _("This address does not take that kind of request."),
        413: _("Send at most one megabyte."),
        429: _("That was a lot at once. Wait a moment and try again."),
    }.get(status, _("It is noted here, and nothing you have sent before is lost. Try again in a moment."))

"""For whatever watches the server: is it alive, can it work."""

from __future__ import annotations

import logging

from flask import Blueprint, Response, current_app, jsonify
from prometheus_client import CONTENT_TYPE_LATEST

from ..context import edge

blueprint = Blueprint("health", __name__)
log = logging.getLogger(__name__)


@blueprint.get("/healthz")
def alive() -> Response:
    return jsonify({"status": "ok"})


@blueprint.get("/readyz")
def ready() -> tuple[Response, int]:
    """503 with what is out of reach, as long as something is."""
    checks = {"database": edge().store.ping, "queue": current_app.extensions["relay"].ping}
    failed = []
    for name, ping in checks.items():
        try:
            ping()
        except Exception as error:
            log.warning("%s is out of reach: %s", name, error)
            failed.append(name)
    return jsonify({"status": "unavailable" if failed else "ok", "failed": failed}), 503 if failed else 200


@blueprint.get("/metrics")
def metrics() -> Response:
    return Response(current_app.extensions["metrics"].as_text(), content_type=CONTENT_TYPE_LATEST)

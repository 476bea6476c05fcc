"""Files for keeping."""

from __future__ import annotations

from typing import Any

from flask import Response

from ..domain.recap import as_csv


def csv_response(recap: dict[str, Any]) -> Response:
    """With a byte order mark, by which spreadsheets know that it is UTF-8."""
    name = f"recap-{recap['event']['code']}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response("\ufeff" + as_csv(recap), mimetype="text/csv", headers=headers)

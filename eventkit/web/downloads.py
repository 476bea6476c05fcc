"""Tables for keeping, as files that spreadsheets open."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any

from flask import Response

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def csv_response(name: str, rows: Iterable[Sequence[Any]]) -> Response:
    """With a byte order mark, by which spreadsheets know that it is UTF-8; what they would run as a formula is made
    harmless."""
    out = io.StringIO()
    csv.writer(out).writerows([harmless(cell) for cell in row] for row in rows)
    headers = {"Content-Disposition": f'attachment; filename="{name}.csv"'}
    return Response("\ufeff" + out.getvalue(), mimetype="text/csv", headers=headers)


def harmless(cell: Any) -> Any:
    """A text that starts like a formula gets an apostrophe in front, which spreadsheets hide; numbers stay numbers."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA_STARTS) else cell

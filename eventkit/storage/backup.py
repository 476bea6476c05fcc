"""One file that holds everything, made while the server runs."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

import click
from sqlalchemy.engine import make_url


def backup_to(url: str, file: Path) -> None:
    """SQLite's VACUUM INTO in a process of its own: one consistent moment, compact, and the server hardly notices.
    The file appears whole or not at all."""
    where = make_url(url)
    if where.get_backend_name() != "sqlite":
        raise click.ClickException("This makes copies of SQLite. For PostgreSQL use pg_dump.")
    if file.exists():
        raise click.ClickException(f"{file} exists already; name another file.")
    part = file.with_name(file.name + ".part")
    part.unlink(missing_ok=True)
    connection = sqlite3.connect(f"file:{where.database}?mode=ro", uri=True)
    try:
        connection.execute("VACUUM INTO ?", (str(part),))
    finally:
        connection.close()
    with part.open("rb") as written:
        os.fsync(written.fileno())
    part.rename(file)

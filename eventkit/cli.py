"""Commands for whoever runs the server."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import BinaryIO

import click
from flask import Blueprint, Flask, current_app

from . import demo as demo_evening
from . import import_ics as import_file
from . import words
from .calendar.reading.lines import LARGEST_FILE
from .domain.basics.errors import Invalid, Unavailable
from .edge import Edge
from .mail.incoming import LARGEST as LARGEST_MAIL
from .mail.incoming import Reader
from .serve import send_forever, serve_forever
from .storage import migrate as migrations
from .storage.backup import backup_to

TRY_AGAIN = 75
"""What mail servers take for "later" (EX_TEMPFAIL)."""

commands = Blueprint("commands", __name__, cli_group=None)


@commands.cli.command()
def migrate() -> None:
    """Bring the database to the present shape."""
    migrations.migrate(_edge().config.database_url)


@commands.cli.command()
@click.option("--mail/--no-mail", default=True, help="Send mails as well, or leave them to `work`.")
def serve(mail: bool) -> None:
    """Serve on 127.0.0.1:$PORT until told to stop."""
    _require_current()
    if not mail:
        current_app.extensions["mail"].stop()
    click.echo(f"eventkit is at {_edge().config.base_url}  (stop with Ctrl-C)")
    serve_forever(_app(), _edge().config.port)


@commands.cli.command()
def work() -> None:
    """Send mails until told to stop, beside servers of the same database."""
    _require_current()
    send_forever(current_app.extensions["mail"])


@commands.cli.command("read-replies")
@click.argument("maildir", required=False, type=click.Path(path_type=Path, file_okay=False, exists=True))
def read_replies(maildir: Path | None) -> None:
    """Keep what guests answer in their calendars: of one mail on standard input, or of every new one in MAILDIR.

    Says in one line a mail what was done. Ends with 75 (EX_TEMPFAIL) where the database is away, so that the mail
    server tries again, else with 0.
    """
    _require_current()
    reader = Reader(_app(), _edge())
    try:
        if maildir is None:
            click.echo(reader.read(sys.stdin.buffer.read(LARGEST_MAIL + 1)))
        else:
            for said in reader.read_folder(maildir):
                click.echo(said)
    except Unavailable as error:
        click.echo(error, err=True)
        sys.exit(TRY_AGAIN)


@commands.cli.command()
def demo() -> None:
    """Plan a sample evening, open its room with simulated guests, and serve."""
    _require_current()
    evening = demo_evening.begin(_edge())
    click.echo(f"You are the host:   {evening.host_link}")
    click.echo(f"The stage to share: {evening.stage}")
    click.echo(f"A guest's page:     {evening.page}")
    serve_forever(_app(), _edge().config.port)


@commands.cli.command("import-ics")
@click.argument("file", type=click.File("rb"))
@click.option("--create", is_flag=True, help="Make events of what was understood.")
@click.option("--host", default="Host", show_default=True, help="The name of their host.")
@click.option("--timezone", help="The time zone of events that name none, such as Europe/Berlin.")
@click.option("--token", help="A host's token: the events join theirs, and the one it hosts is brought up to date.")
def import_ics(file: BinaryIO, create: bool, host: str, timezone: str | None, token: str | None) -> None:
    """Read the calendar FILE (- for standard input), and say what is in it."""
    if create:
        _require_current()
    with words.speaking(_app(), "en"):
        try:
            reading, lines = import_file.understood(file.read(LARGEST_FILE + 1))
            click.echo("\n".join(lines))
            if create and reading.drafts:
                made = import_file.create(_edge(), reading, host=host, zone=timezone, token=token)
                click.echo("\n" + "\n".join(made))
        except Invalid as refusal:
            sys.exit("\n".join(words.explain(problem) for problem in refusal.problems))


@commands.cli.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def backup(file: Path) -> None:
    """Copy the SQLite database into FILE while the server runs."""
    backup_to(_edge().config.database_url, file)
    click.echo(f"The whole database is in {file}.")


def _require_current() -> None:
    if not migrations.is_current(_edge().store.snapshots):
        sys.exit("The database is not in the present shape. Run `python wsgi.py migrate` first.")


def _app() -> Flask:
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
    return app


def _edge() -> Edge:
    edge: Edge = current_app.extensions["edge"]
    return edge

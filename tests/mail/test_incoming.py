"""Guests answer in their calendars, and it is kept as their reply."""

from __future__ import annotations

import dataclasses
import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from eventkit.config import ROOT
from eventkit.domain.coming import replies
from eventkit.domain.letters import opt_outs
from eventkit.domain.planning import entrances
from eventkit.mail.incoming import Reader

from .conftest import Office
from .shapes import SHAPES, Said, google, hostile

ANN = "Ann <ann@x.org>"


@pytest.fixture
def reader(office: Office) -> Reader:
    return Reader(office.app, office.edge)


@pytest.fixture
def code(office: Office) -> str:
    code = office.plan()
    office.invite(code, ANN, "Bob <bob@x.org>")
    return code


def said(office: Office, code: str, **changes: object) -> Said:
    return dataclasses.replace(Said(office.event(code).uid), **changes)  # type: ignore[arg-type]


def answers(office: Office, code: str) -> dict[str, str]:
    with office.store.reading() as session:
        return {each.guest.name: each.answer for each in replies.all_of(session, entrances.find(session, code))}


def note(office: Office, code: str) -> str:
    with office.store.reading() as session:
        (kept,) = replies.all_of(session, entrances.find(session, code))
        return kept.note


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize(("partstat", "answer"), [("ACCEPTED", "yes"), ("TENTATIVE", "maybe"), ("DECLINED", "no")])
def test_an_answer_is_read_whatever_calendar_wrote_it(
    office: Office, reader: Reader, code: str, shape: str, partstat: str, answer: str
) -> None:
    told = reader.read(SHAPES[shape](said(office, code, partstat=partstat)))
    assert told.lower() == f"kept: ann@x.org says {answer} to {code}".lower()
    assert answers(office, code) == {"Ann": answer}


def test_what_is_said_with_it_reaches_the_host(office: Office, reader: Reader, code: str) -> None:
    reader.read(SHAPES["outlook"](said(office, code)))
    assert note(office, code) == "I bring, of course; cake."
    reader.read(google(said(office, code, stamp="20261201T110000Z", partstat="DECLINED")))
    assert note(office, code) == "I bring, of course; cake."


def test_hostile_mails_change_nothing_and_break_nothing(office: Office, reader: Reader, code: str) -> None:
    for name, mail in hostile(said(office, code)).items():
        told = reader.read(mail)
        assert told.startswith("passed over: "), (name, told)
        assert told.isprintable(), name
        assert len(told) < 400, name
    assert answers(office, code) == {}


def test_an_older_answer_changes_nothing(office: Office, reader: Reader, code: str) -> None:
    reader.read(google(said(office, code, stamp="20251201T100000Z", partstat="DECLINED")))
    for stamp in ("20251201T100000Z", "20251201T095959Z"):
        told = reader.read(google(said(office, code, stamp=stamp)))
        assert "A newer answer is kept already." in told
    assert answers(office, code) == {"Ann": "no"}
    reader.read(google(said(office, code, stamp="20251201T100001Z")))
    assert answers(office, code) == {"Ann": "yes"}


def test_what_was_answered_on_the_page_since_stays(office: Office, reader: Reader, code: str) -> None:
    reader.read(google(said(office, code, stamp="20251201T100000Z")))
    office.answer_anew(code, "Ann", answer="no", at=datetime.now(UTC), stamped_at=None)
    earlier = datetime.now(UTC) - timedelta(minutes=5)
    assert "newer answer" in reader.read(google(said(office, code, stamp=f"{earlier:%Y%m%dT%H%M%SZ}")))
    assert answers(office, code) == {"Ann": "no"}


def test_a_stamp_of_the_future_does_not_shut_out_the_next_answer(office: Office, reader: Reader, code: str) -> None:
    reader.read(google(said(office, code, stamp="20990101T000000Z", partstat="DECLINED")))
    office.answer_anew(code, "Ann", stamped_at=datetime.now(UTC) - timedelta(minutes=1))
    later = datetime.now(UTC)
    assert reader.read(google(said(office, code, stamp=f"{later:%Y%m%dT%H%M%SZ}"))).startswith("kept")


def test_an_answer_to_an_older_date_is_not_taken(office: Office, reader: Reader, code: str) -> None:
    office.send_all()
    office.change(code, starts_at="2026-12-04T19:00")
    office.send_all()
    assert "an older version of the event" in reader.read(google(said(office, code, sequence=0)))
    assert reader.read(google(said(office, code, sequence=1))).startswith("kept")


def test_who_says_yes_to_a_full_event_waits_and_is_told(office: Office, reader: Reader) -> None:
    code = office.plan(capacity=1)
    office.reply(code, "Gus")
    office.invite(code, ANN)
    told = reader.read(google(said(office, code)))
    assert told.endswith("on the waiting list")
    assert [mail.kind for mail in office.mails() if mail.to_email == "ann@x.org"] == ["invite", "reply"]


def test_who_may_see_the_video_link_now_gets_it(office: Office, reader: Reader) -> None:
    code = office.plan(link_for="replied", video_url="https://call.example.org/room")
    office.invite(code, ANN, "Bob <bob@x.org>")
    reader.read(google(said(office, code)))
    reader.read(google(said(office, code, email="bob@x.org", partstat="DECLINED")))
    assert [mail.to_email for mail in office.mails() if mail.kind == "reply"] == ["ann@x.org"]


def test_a_required_question_does_not_stand_in_the_way(office: Office, reader: Reader) -> None:
    code = office.plan(questions=[{"kind": "text", "text": "Which train?", "required": True}])
    office.invite(code, ANN)
    assert reader.read(google(said(office, code))).startswith("kept")


def test_a_cancelled_event_takes_no_answers(office: Office, reader: Reader, code: str) -> None:
    office.cancel(code)
    assert "was cancelled" in reader.read(google(said(office, code, sequence=9)))


def test_each_new_mail_of_a_folder_is_read_once(office: Office, reader: Reader, code: str, tmp_path: Path) -> None:
    for folder in ("new", "cur", "tmp"):
        (tmp_path / folder).mkdir()
    (tmp_path / "new" / "1.host").write_bytes(google(said(office, code)))
    (tmp_path / "new" / "2.host").write_bytes(b"\xff\x00")
    (tmp_path / "cur" / "0.host:2,S").write_bytes(google(said(office, code, partstat="DECLINED")))
    told = list(reader.read_folder(tmp_path))
    assert [each.partition(":")[0] for each in told] == ["kept", "passed over"]
    assert list(reader.read_folder(tmp_path)) == []
    assert sorted(file.name for file in (tmp_path / "cur").iterdir()) == ["0.host:2,S", "1.host:2,S", "2.host:2,S"]
    assert answers(office, code) == {"Ann": "yes"}


def test_a_mail_server_can_hand_mails_on(database_url: str, tmp_path: Path, open_office) -> None:  # type: ignore[no-untyped-def]
    office = open_office("console:", database_url)
    code = office.plan()
    office.invite(code, ANN)
    settings = {**os.environ, "DATABASE_URL": database_url, "SECRET_KEY": "a key for tests only, of some length"}
    command = [sys.executable, "wsgi.py", "read-replies"]
    ended = subprocess.run(
        command, input=google(said(office, code)), cwd=ROOT, env=settings, capture_output=True, timeout=60, check=True
    )
    assert ended.stdout.decode().strip() == f"kept: ann@x.org says yes to {code}"
    assert answers(office, code) == {"Ann": "yes"}


@pytest.mark.postgres
def test_postgresql_keeps_it_alike(postgres_url: str, open_office) -> None:  # type: ignore[no-untyped-def]
    office = open_office("console:", postgres_url)
    code = office.plan()
    office.invite(code, ANN, "Bob <bob@x.org>")
    with office.store.transaction() as session:
        host = entrances.find(session, code).event.host
        for _ in range(2):
            token = opt_outs.token_for(host.id, "bob@x.org", secret=office.desk.secret)
            opt_outs.keep(session, *opt_outs.of_token(session, token, secret=office.desk.secret))
    office.change(code, duration_minutes=45)
    office.send_all()
    assert [mail.state for mail in office.mails() if mail.to_email == "bob@x.org"] == ["spared", "spared"]
    reader = Reader(office.app, office.edge)
    assert reader.read(google(said(office, code, sequence=1))).startswith("kept")

"""Mails go to a mail server, into a folder or onto the console; what is refused says whether to try again."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from mailbox import Maildir
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from eventkit.domain.basics.addresses import Person
from eventkit.mail.messages import Letter, Meeting, message
from eventkit.mail.transports import MailServer, Refused, Transport, Unreachable, transport_for
from tests.conftest import unavailable
from tests.servers import free_port

from .post import HANG_UP, PASSWORD, Post, context_of, lets_in

FILE = b"BEGIN:VCALENDAR\r\nSUMMARY:T\xc3\xa9\r\nEND:VCALENDAR\r\n"
TEXT = "Hello Zoë,\n\n.\nFrom here on\nit is 🎉\n" + "so long " * 200 + "\n"


def letter(to: str = "gus@example.org", **changes: Any) -> EmailMessage:
    meeting = Meeting("REQUEST", FILE)
    fields = {"subject": "You are coming: Tea", "text": TEXT, "html": "<p>Tea</p>", "meeting": meeting, **changes}
    return message(
        Letter(**fields),
        sender="Events <events@example.org>",
        to=Person("Gus", to),
        message_id="one@example.org",
        now=datetime(2026, 12, 1, tzinfo=UTC),
    )


@contextmanager
def opened(url: str, **options: Any) -> Iterator[Transport]:
    transport = MailServer(url, known_as="events.example.org", **options)
    transport.open()
    yield transport
    transport.close()


def refusal(transport: Transport, mail: EmailMessage) -> tuple[str, bool]:
    with pytest.raises(Refused) as refused:
        transport.send(mail)
    return refused.value.answer, refused.value.for_good


def test_a_mail_arrives_as_it_was_written(post: Post) -> None:
    with opened(post.url) as transport:
        assert transport.send(letter()) == "250 kept"
    (arrived,) = post.letters
    assert (arrived["Subject"], arrived["Message-ID"]) == ("You are coming: Tea", "<one@example.org>")
    text, html = (arrived.get_body((kind,)) for kind in ("plain", "html"))
    assert text and html
    assert text.get_content() == TEXT
    assert html.get_content() == "<p>Tea</p>\n"
    (file,) = arrived.iter_attachments()
    assert file.get_content_type() == "application/ics"
    assert (file.get_filename(), file.get_payload(decode=True)) == ("invite.ics", FILE)
    assert post.greeted_by == {"events.example.org"}


def test_one_connection_serves_many(post: Post) -> None:
    with opened(post.url) as transport:
        for _ in range(3):
            transport.open()
            transport.send(letter())
    assert (len(post.letters), len(post.sessions)) == (3, 1)


def test_a_recipient_who_is_refused_is_refused_for_good_and_the_next_is_not(post: Post) -> None:
    post.will_say("nobody@example.org", "550 5.1.1 nobody of that name")
    with opened(post.url) as transport:
        assert refusal(transport, letter("nobody@example.org")) == ("550 5.1.1 nobody of that name", True)
        transport.send(letter())
    assert len(post.letters) == 1


@pytest.mark.parametrize("where", ["gus@example.org", "DATA"])
@pytest.mark.parametrize(("said", "for_good"), [("451 later", False), ("554 spam", True), ("421 closing", False)])
def test_what_the_server_says_decides_whether_to_try_again(post: Post, where: str, said: str, for_good: bool) -> None:
    post.will_say(where, said)
    with opened(post.url) as transport:
        assert refusal(transport, letter()) == (said, for_good)
        transport.open()
        assert transport.send(letter()) == "250 kept"


def test_a_refused_sender_is_the_operators_affair_and_no_mail_is_given_up_for_it(post: Post) -> None:
    post.will_say("MAIL", "550 not from you")
    with opened(post.url) as transport:
        assert refusal(transport, letter()) == ("550 not from you", False)


@pytest.mark.parametrize("where", ["MAIL", "gus@example.org", "DATA"])
def test_a_server_that_hangs_up_is_asked_again(post: Post, where: str) -> None:
    post.will_say(where, HANG_UP)
    with opened(post.url) as transport:
        assert refusal(transport, letter())[1] is False
        transport.open()
        transport.send(letter())
    assert len(post.letters) == 1


def test_a_server_that_hung_up_between_two_mails_is_not_noticed(post: Post) -> None:
    with opened(post.url) as transport:
        transport.send(letter())
        post.will_say("MAIL", "421 enough for today")
        refusal(transport, letter())
        transport.open()
        transport.send(letter())
    assert len(post.letters) == 2


def test_a_server_that_dawdles_is_not_waited_for(post: Post) -> None:
    post.dawdles_s = 1.0
    with opened(post.url, patience_s=0.2) as transport:
        assert refusal(transport, letter())[1] is False


@pytest.mark.parametrize("host", ["127.0.0.1", "nowhere.invalid"])
@pytest.mark.parametrize("scheme", ["smtp", "smtps"])
def test_without_a_server_nothing_can_be_sent(scheme: str, host: str) -> None:
    with pytest.raises(Unreachable), opened(f"{scheme}://{host}:{free_port()}"):
        pass


@pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")
def test_a_password_is_given_as_it_was_meant(open_post: Any) -> None:
    post = open_post(authenticator=lets_in, auth_required=True, auth_require_tls=False)
    where = post.url.removeprefix("smtp://")
    with opened(f"smtp://hana:{quote(PASSWORD, safe='')}@{where}") as transport:
        transport.send(letter())
    with pytest.raises(Unreachable, match="535"), opened(f"smtp://hana:wrong@{where}"):
        pass
    assert len(post.letters) == 1


def test_where_tls_is_wanted_nothing_goes_without(post: Post) -> None:
    with pytest.raises(Unreachable), opened(f"{post.url}?tls=1"):
        pass


@pytest.mark.parametrize("scheme", ["smtp", "smtps"])
def test_a_mail_goes_by_tls_to_a_server_that_can_be_trusted(
    scheme: str, open_post: Any, certificate: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    context = context_of(*certificate)
    options = {"tls_context": context, "require_starttls": True} if scheme == "smtp" else {"ssl_context": context}
    post = open_post(**options)
    url = f"{scheme}://127.0.0.1:{post.port}{'?tls=1' if scheme == 'smtp' else ''}"
    with pytest.raises(Unreachable, match="certificate"), opened(url):
        pass
    monkeypatch.setenv("SSL_CERT_FILE", certificate[0])
    with opened(url) as transport:
        transport.send(letter())
    assert len(post.letters) == 1


def test_an_address_beyond_ascii_needs_a_server_that_can(open_post: Any, post: Post) -> None:
    can = open_post(enable_SMTPUTF8=True)
    with opened(can.url) as transport:
        transport.send(letter("größe@bücher.example"))
    assert [str(each["To"]) for each in can.letters] == ["Gus <größe@xn--bcher-kva.example>"]
    cannot = open_post(enable_SMTPUTF8=False)
    with opened(cannot.url) as transport:
        assert refusal(transport, letter("größe@example.org"))[1] is True
        transport.send(letter("gus@bücher.example"))
    assert [str(each["To"]) for each in cannot.letters] == ["Gus <gus@xn--bcher-kva.example>"]


def test_a_folder_keeps_each_mail_as_a_file(tmp_path: Path) -> None:
    transport = transport_for(f"maildir:{tmp_path / 'mail'}", known_as="example.org")
    for _ in range(2):
        transport.open()
        transport.send(letter(subject="Zoë " * 30))
    kept = [each.as_bytes() for each in Maildir(tmp_path / "mail")]
    assert [message_from_bytes(each, policy=default)["Subject"] for each in kept] == [("Zoë " * 30).strip()] * 2
    assert b"\r" not in b"".join(kept)


def test_a_folder_that_cannot_be_made_is_no_way_to_send(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(Unreachable):
        transport_for(f"maildir:{tmp_path / 'file' / 'mail'}", known_as="example.org").open()


def test_the_console_shows_the_whole_mail_for_people(capsys: pytest.CaptureFixture[str]) -> None:
    transport = transport_for("console:", known_as="example.org")
    transport.open()
    transport.send(letter(text="Hello Gus,\n\nhttps://events.test/g/token\n"))
    printed = capsys.readouterr().err
    for line in (
        "To: Gus <gus@example.org>",
        "Subject: You are coming: Tea",
        "https://events.test/g/token",
        "invite.ics",
    ):
        assert line in printed
    assert "<p>" not in printed


@pytest.fixture
def open_post() -> Iterator[Any]:
    started: list[Post] = []

    def open(**options: Any) -> Post:
        started.append(Post(**options).__enter__())
        return started[-1]

    yield open
    for post in started:
        post.__exit__()


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, str]:
    """A certificate of 127.0.0.1, signed by itself, and its key."""
    openssl, folder = shutil.which("openssl"), tmp_path_factory.mktemp("certificate")
    if openssl is None:
        unavailable("openssl", FileNotFoundError("openssl"))
    made, key = str(folder / "certificate.pem"), str(folder / "key.pem")
    subprocess.run(
        [
            *(str(openssl), "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=127.0.0.1"),
            *("-addext", "subjectAltName=IP:127.0.0.1", "-keyout", key, "-out", made),
        ],
        check=True,
        capture_output=True,
    )
    return made, key

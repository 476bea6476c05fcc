"""Settings are read once; what is unsafe or cannot work stops the start with the remedy."""

from __future__ import annotations

from pathlib import Path

import pytest

from eventkit.config import Config, ConfigError

STRONG = "0123456789abcdefghijklmnopqrstuvwxyz"


def test_nothing_needs_to_be_set(tmp_path: Path) -> None:
    config = Config.from_environment({}, instance=tmp_path)
    assert config.base_url == "http://127.0.0.1:5000"
    assert config.database_url == f"sqlite:///{tmp_path / 'eventkit.db'}"
    assert (config.redis_url, config.rate_limits, config.port) == (None, True, 5000)


def test_a_secret_key_is_made_once_and_kept_to_its_owner(tmp_path: Path) -> None:
    first, second = (Config.from_environment({}, instance=tmp_path).secret_key for _ in range(2))
    assert first == second
    assert len(first) >= 32
    assert (tmp_path / "secret_key").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    "settings",
    [
        {"BASE_URL": "events.example.org"},
        {"BASE_URL": "ftp://example.org"},
        {"BASE_URL": "https://user@example.org", "SECRET_KEY": STRONG},
        {"JITSI_URL": "meet"},
        {"PORT": "http"},
        {"PORT": "99999"},
        {"DATABASE_URL": "mysql://localhost/x"},
        {"DATABASE_URL": "sqlite:///:memory:"},
        {"REDIS_URL": "localhost:6379"},
        {"RATE_LIMITS": "perhaps"},
        {"MAIL_URL": "mail.example.org"},
        {"MAIL_URL": "smtp://"},
        {"MAIL_URL": "smtp://mail.example.org:99999"},
        {"MAIL_URL": "smtp://hana:pass/word@mail.example.org"},
        {"MAIL_URL": "smtp://mail.example.org?starttls=yes"},
        {"MAIL_URL": "smtps://mail.example.org?tls=1"},
        {"MAIL_URL": "console"},
        {"MAIL_URL": "maildir:"},
        {"MAIL_FROM": "eventkit"},
        {"MAIL_FROM": "eventkit <eventkit>"},
        {"MAIL_FROM": "a@example.org, b@example.org"},
        {"MAIL_FROM": "eventkit <a@example.org>\r\nBcc: olive@example.org"},
        {"MAIL_FROM": "eventkit <größe@example.org>"},
        {"TRUSTED_PROXIES": "all"},
        {"BASE_URL": "https://events.example.org", "SECRET_KEY": "changeme"},
        {"BASE_URL": "https://events.example.org", "SECRET_KEY": "a" * 40},
    ],
)
def test_what_cannot_work_is_refused_by_name(tmp_path: Path, settings: dict[str, str]) -> None:
    with pytest.raises(ConfigError, match="|".join(settings)):
        Config.from_environment(settings, instance=tmp_path)


def test_a_strong_key_is_taken_in_production(tmp_path: Path) -> None:
    settings = {"BASE_URL": "https://events.example.org/", "SECRET_KEY": STRONG, "RATE_LIMITS": "off", "PORT": "80"}
    config = Config.from_environment(settings, instance=tmp_path)
    assert (config.base_url, config.is_https, config.rate_limits) == ("https://events.example.org", True, False)


def test_mails_are_printed_unless_they_are_sent_somewhere(tmp_path: Path) -> None:
    config = Config.from_environment({"BASE_URL": "http://events.test:8080"}, instance=tmp_path)
    assert (config.mail_url, config.sets_mail) == ("console:", False)
    assert config.mail_from == "eventkit <noreply@events.test>"


@pytest.mark.parametrize(
    "url",
    ["smtp://localhost", "smtp://hana:p%40ss@mail.example.org:587?tls=1", "smtps://mail.example.org", "maildir:/tmp/m"],
)
def test_mails_may_go_by_smtp_or_into_a_folder(tmp_path: Path, url: str) -> None:
    settings = {"MAIL_URL": url, "MAIL_FROM": '"Größe, Hana" <hana@example.org>'}
    config = Config.from_environment(settings, instance=tmp_path)
    assert (config.mail_url, config.sets_mail, config.mail_from) == (url, True, settings["MAIL_FROM"])


def test_the_password_of_a_mail_server_is_not_repeated(tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as refusal:
        Config.from_environment({"MAIL_URL": "smtp://hana:my-secret/@mail.example.org"}, instance=tmp_path)
    assert "my-secret" not in str(refusal.value)

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

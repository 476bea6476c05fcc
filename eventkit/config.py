"""The settings, read once from the environment. What is unsafe or cannot work stops the start and says the remedy."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from email.headerregistry import HeaderRegistry
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

ROOT = Path(__file__).parent.parent
SECRET_LENGTH = 32
TO_THE_CONSOLE = "console:"


class ConfigError(Exception):
    """A setting that cannot be used, and what to set instead."""


@dataclass(frozen=True)
class Config:
    """`base_url` is the public address without a slash at the end. `trusted_proxies` counts the proxies in front whose
    X-Forwarded-For is believed. `mail_from` is an address, or a name with one in angle brackets."""

    base_url: str
    secret_key: str
    database_url: str
    redis_url: str | None = None
    create_passphrase: str | None = None
    jitsi_url: str = "https://meet.jit.si"
    mail_url: str = TO_THE_CONSOLE
    mail_from: str = "eventkit <noreply@localhost>"
    trusted_proxies: int = 0
    rate_limits: bool = True
    port: int = 5000

    @property
    def is_https(self) -> bool:
        return self.base_url.startswith("https://")

    @property
    def sets_mail(self) -> bool:
        """Whether mails go anywhere; without, they are only printed."""
        return self.mail_url != TO_THE_CONSOLE

    @classmethod
    def from_environment(cls, environ: Mapping[str, str] = os.environ, *, instance: Path = ROOT / "instance") -> Config:
        port = _number(environ, "PORT", 5000, most=65535)
        base_url = _address(environ, "BASE_URL", f"http://127.0.0.1:{port}")
        return cls(
            base_url=base_url,
            secret_key=_secret_key(environ, instance, in_production=base_url.startswith("https://")),
            database_url=_database_url(environ, instance),
            redis_url=_redis_url(environ),
            create_passphrase=environ.get("CREATE_PASSPHRASE") or None,
            jitsi_url=_address(environ, "JITSI_URL", cls.jitsi_url),
            mail_url=_mail_url(environ),
            mail_from=_mail_from(environ, base_url),
            trusted_proxies=_number(environ, "TRUSTED_PROXIES", 0, most=10),
            rate_limits=_switch(environ, "RATE_LIMITS", True),
            port=port,
        )


def _secret_key(environ: Mapping[str, str], instance: Path, *, in_production: bool) -> str:
    given = environ.get("SECRET_KEY", "")
    if given:
        if in_production and (len(given) < SECRET_LENGTH or len(set(given)) < 8):
            raise ConfigError(
                f"SECRET_KEY is too weak for a public address: it needs {SECRET_LENGTH} random characters. "
                "Leave it out to have one made and kept."
            )
        return given
    kept = instance / "secret_key"
    if not kept.exists():
        _keep(kept, secrets.token_urlsafe(SECRET_LENGTH))
    return kept.read_text().strip()


def _keep(file: Path, secret: str) -> None:
    """Whole or not at all, readable by its owner alone; of several processes that start at once one wins."""
    file.parent.mkdir(parents=True, exist_ok=True)
    part = file.with_name(f"{file.name}.{os.getpid()}")
    with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as writing:
        writing.write(secret)
    with suppress(FileExistsError):
        file.hardlink_to(part)
    part.unlink()


def _database_url(environ: Mapping[str, str], instance: Path) -> str:
    url = environ.get("DATABASE_URL") or f"sqlite:///{instance / 'eventkit.db'}"
    if not url.startswith(("sqlite:///", "postgresql://", "postgresql+psycopg://")):
        raise ConfigError("DATABASE_URL must be sqlite:///path/to/file.db or postgresql://user:password@host/name.")
    if url in ("sqlite:///", "sqlite:///:memory:"):
        raise ConfigError("DATABASE_URL must name a file: a database in memory is lost with the process.")
    return url


def _redis_url(environ: Mapping[str, str]) -> str | None:
    url = environ.get("REDIS_URL") or None
    if url and not url.startswith(("redis://", "rediss://", "unix://")):
        raise ConfigError("REDIS_URL must start with redis://, rediss:// or unix://.")
    return url


def _mail_url(environ: Mapping[str, str]) -> str:
    """Its text is not repeated in the refusal: it may hold a password."""
    url = environ.get("MAIL_URL") or TO_THE_CONSOLE
    if url == TO_THE_CONSOLE or (url.startswith("maildir:") and url.removeprefix("maildir:").strip("/")):
        return url
    try:
        parts = urlsplit(url)
        names_a_server = parts.scheme in ("smtp", "smtps") and parts.hostname and parts.port != 0
        options = parse_qsl(parts.query, keep_blank_values=True)
    except ValueError:
        names_a_server, options = None, []
    if not names_a_server or parts.path not in ("", "/") or parts.fragment:
        raise ConfigError(
            "MAIL_URL must be smtp://user:password@host:587?tls=1, smtps://user:password@host, maildir:/path, or "
            "console: to print mails. What is special in a user name or password is written as %40 for @, %2F for /."
        )
    if options and (parts.scheme != "smtp" or options not in ([("tls", "1")], [("tls", "0")])):
        raise ConfigError("MAIL_URL takes one option: ?tls=1 after smtp://, for STARTTLS.")
    return url


def _mail_from(environ: Mapping[str, str], base_url: str) -> str:
    host = urlsplit(base_url).hostname or ""
    domain = host if host.isascii() and ":" not in host else "localhost"
    given = environ.get("MAIL_FROM") or f"eventkit <noreply@{domain}>"
    header: Any = HeaderRegistry()("From", given) if given.isprintable() else None
    addresses: tuple[Any, ...] = header.addresses if header and not header.defects else ()
    if len(addresses) != 1 or not (addresses[0].username and addresses[0].domain and addresses[0].addr_spec.isascii()):
        raise ConfigError(f"MAIL_FROM must be an address, or Name <address>; it is {given!r}.")
    return given


def _address(environ: Mapping[str, str], name: str, default: str) -> str:
    address = (environ.get(name) or default).rstrip("/")
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment or parts.username:
        raise ConfigError(f"{name} must be an address such as https://events.example.org; it is {address!r}.")
    return address


def _number(environ: Mapping[str, str], name: str, default: int, *, most: int) -> int:
    text = environ.get(name) or str(default)
    if not text.isdecimal() or int(text) > most:
        raise ConfigError(f"{name} must be a whole number up to {most}; it is {text!r}.")
    return int(text)


def _switch(environ: Mapping[str, str], name: str, default: bool) -> bool:
    text = environ.get(name, "").strip().lower()
    if text in ("", "on", "1", "true", "yes"):
        return default if text == "" else True
    if text in ("off", "0", "false", "no"):
        return False
    raise ConfigError(f"{name} must be on or off; it is {text!r}.")

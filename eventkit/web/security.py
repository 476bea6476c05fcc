"""What browsers are told to refuse, and the token that forms carry."""

from __future__ import annotations

import secrets

from flask import Flask, Response, g
from flask_wtf.csrf import CSRFProtect

from ..config import Config

csrf = CSRFProtect()


def init(app: Flask, config: Config) -> None:
    app.config.update(WTF_CSRF_TIME_LIMIT=None)
    csrf.init_app(app)
    app.jinja_env.globals["csp_nonce"] = csp_nonce
    sockets = config.base_url.replace("http", "ws", 1)

    @app.after_request
    def harden(response: Response) -> Response:
        headers = response.headers
        headers.setdefault("Content-Security-Policy", _policy(sockets))
        headers.setdefault("X-Content-Type-Options", "nosniff")
        headers.setdefault("Referrer-Policy", "same-origin")
        headers.setdefault("X-Frame-Options", "DENY")
        headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
        headers.setdefault("Permissions-Policy", "camera=(), microphone=(), geolocation=()")
        if config.is_https:
            headers.setdefault("Strict-Transport-Security", "max-age=31536000")
        return response


def csp_nonce(kind: str = "script") -> str:
    """One for each response, on the few script elements that stand in the page itself; another for a style element."""
    nonces: dict[str, str] = g.setdefault("csp_nonces", {})
    return nonces.setdefault(kind, secrets.token_urlsafe(16))


def _policy(sockets: str) -> str:
    return (
        f"default-src 'self'; script-src {_own('script')}; style-src {_own('style')}; img-src 'self' data:; "
        f"font-src 'self'; connect-src 'self' {sockets}; base-uri 'none'; object-src 'none'; frame-ancestors 'none'; "
        "form-action 'self'"
    )


def _own(kind: str) -> str:
    nonce = g.get("csp_nonces", {}).get(kind)
    return f"'self' 'nonce-{nonce}'" if nonce else "'self'"

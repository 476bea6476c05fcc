"""The composition root: everything is built here once, top to bottom, and only this module sees everything."""

from __future__ import annotations

import atexit

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from . import cli, static, words
from .config import ROOT, Config
from .domain.activities import themes
from .edge import Edge
from .live import Live
from .live.relay import NoRelay, Relay
from .mail.worker import Worker
from .metrics import Metrics
from .rates import Rates
from .storage.store import Store
from .web import api, compression, context, errors, icons, pages, security, stylesheets

YEAR_S = 365 * 24 * 3600


def create_app(config: Config | None = None) -> Flask:
    config = config or Config.from_environment()
    themes.all_themes()
    app = _flask(config)
    store = Store(config.database_url)
    edge = Edge(config, store)
    rates = Rates(app, config)
    _add_web(app, edge, rates)
    _add_live_and_mail(app, edge, rates)
    _trust_proxies(app, config)
    app.register_blueprint(cli.commands)
    atexit.register(store.close)
    return app


def _flask(config: Config) -> Flask:
    app = Flask(
        "eventkit",
        static_folder=str(ROOT / "static"),
        static_url_path=f"/static/{static.version_of(ROOT / 'static')}",
        template_folder=str(ROOT / "templates"),
    )
    app.config.update(
        SECRET_KEY=config.secret_key,
        SESSION_COOKIE_NAME="eventkit",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=config.is_https,
        PERMANENT_SESSION_LIFETIME=YEAR_S,
        MAX_CONTENT_LENGTH=1024 * 1024,
        MAX_FORM_MEMORY_SIZE=1024 * 1024,
        SEND_FILE_MAX_AGE_DEFAULT=YEAR_S,
    )
    return app


def _add_web(app: Flask, edge: Edge, rates: Rates) -> None:
    compression.init(app)  # first, so that it is done last
    static.init(app)
    words.init(app)
    security.init(app, edge.config)
    context.init(app, edge, rates)
    errors.init(app)
    icons.init(app)
    stylesheets.init(app)
    pages.init(app)
    api.init(app)


def _add_live_and_mail(app: Flask, edge: Edge, rates: Rates) -> None:
    """What runs beside the requests, and hears what each transaction changed."""
    live = Live(app, edge, rates)
    redis_url = edge.config.redis_url
    relay = Relay(redis_url, live.broadcaster, live.reactions) if redis_url else NoRelay()
    live.beside(relay.run)
    live.reactions.pass_on = relay.pass_on_reaction
    worker = Worker(app, edge)
    live.beside(worker.start)
    metrics = Metrics(live.seats)
    for hear in (live.broadcaster.hear, live.alarm.hear, relay.pass_on, worker.hear, metrics.hear):
        edge.store.listen(hear)
    app.extensions.update(live=live, relay=relay, metrics=metrics, mail=worker)


def _trust_proxies(app: Flask, config: Config) -> None:
    if config.trusted_proxies:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=config.trusted_proxies, x_proto=1, x_host=0)  # type: ignore[method-assign]

"""What tests are given: databases made from one migrated template, the application, real servers."""

from __future__ import annotations

import gc
import os
import shutil
import sys
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
import redis
from flask import Flask
from flask.testing import FlaskClient
from jinja2 import FileSystemBytecodeCache
from werkzeug.routing import Rule

from eventkit.app import create_app
from eventkit.config import Config
from eventkit.edge import Edge
from eventkit.storage.migrate import migrate
from eventkit.storage.store import Store

from .servers import Server

gc.set_threshold(20_000, 20, 20)
"""Each application is a large ring of references: at Python's own thresholds a tenth of the time goes into looking for
them."""

ON_CI = os.environ.get("CI") == "true"
POSTGRES = os.environ.get("TEST_POSTGRES_URL", "postgresql://127.0.0.1:5432/postgres")
REDIS = os.environ.get("TEST_REDIS_URL", "redis://127.0.0.1:6379/15")


def unavailable(what: str, error: Exception) -> None:
    """Skip with the reason; on CI everything has to be there."""
    if ON_CI:
        pytest.fail(f"{what} is required on CI: {error}")
    pytest.skip(f"{what} is not available: {error}")


@pytest.fixture(scope="session")
def node() -> str:
    """Node.js, of the machine or of the virtual environment."""
    path = shutil.which("node", path=os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]))
    if path is None:
        unavailable("Node.js", FileNotFoundError("node"))
    assert path
    return path


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("template") / "eventkit.db"
    migrate(f"sqlite:///{file}")
    return file


@pytest.fixture
def database_url(template: Path, tmp_path: Path) -> str:
    shutil.copy(template, tmp_path / "eventkit.db")
    return f"sqlite:///{tmp_path / 'eventkit.db'}"


@pytest.fixture(scope="session")
def postgres_template() -> Iterator[str]:
    """The name of a migrated PostgreSQL database that others are copied from."""
    name = f"eventkit_template_{uuid.uuid4().hex[:8]}"
    try:
        _admin(f'CREATE DATABASE "{name}"')
    except psycopg.OperationalError as error:
        unavailable("PostgreSQL", error)
    migrate(_postgres_url(name))
    yield name
    _admin(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture
def postgres_url(postgres_template: str) -> Iterator[str]:
    yield from _copy_of(postgres_template)


@pytest.fixture(scope="module")
def shared_postgres_url(postgres_template: str) -> Iterator[str]:
    """One database for the tests of a file."""
    yield from _copy_of(postgres_template)


@pytest.fixture(scope="session")
def redis_url() -> str:
    try:
        redis.Redis.from_url(REDIS, socket_connect_timeout=2).ping()
    except redis.RedisError as error:
        unavailable("Redis", error)
    return REDIS


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def any_database_url(request: pytest.FixtureRequest) -> str:
    return request.getfixturevalue("database_url" if request.param == "sqlite" else "postgres_url")


@pytest.fixture
def config(database_url: str) -> Config:
    return Config(
        base_url="http://127.0.0.1:5000",
        secret_key="a key for tests only",
        database_url=database_url,
        rate_limits=False,
    )


@pytest.fixture
def store(database_url: str) -> Iterator[Store]:
    store = Store(database_url)
    yield store
    store.close()


@pytest.fixture
def any_store(any_database_url: str) -> Iterator[Store]:
    store = Store(any_database_url)
    yield store
    store.close()


@pytest.fixture(scope="session")
def compiled_templates(tmp_path_factory: pytest.TempPathFactory) -> FileSystemBytecodeCache:
    """Each test has an application of its own, and compiling its templates would cost more than most tests do."""
    return FileSystemBytecodeCache(str(tmp_path_factory.mktemp("templates")))


@pytest.fixture(scope="session", autouse=True)
def compiled_rules() -> Iterator[None]:
    """Each application has the same addresses, and compiling their rules would cost most of what making it does."""
    compile_builder, known = Rule._compile_builder, {}

    def builder(rule: Rule, append_unknown: bool = True) -> Any:
        key = (rule.rule, repr(rule.defaults), append_unknown)
        if key not in known:
            known[key] = compile_builder(rule, append_unknown)
        return known[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Rule, "_compile_builder", builder)
        yield


@pytest.fixture
def app(config: Config, compiled_templates: FileSystemBytecodeCache) -> Flask:
    app = create_app(config)
    app.jinja_env.bytecode_cache = compiled_templates
    app.config["WTF_CSRF_ENABLED"] = False
    return app


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def edge(app: Flask) -> Edge:
    edge: Edge = app.extensions["edge"]
    return edge


@pytest.fixture(scope="session")
def server(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One real server that many tests share; each plans its own event."""
    file = tmp_path_factory.mktemp("server") / "eventkit.db"
    shutil.copy(template, file)
    with Server({"DATABASE_URL": f"sqlite:///{file}", "RATE_LIMITS": "off"}) as server:
        yield server


@pytest.fixture
def serve(database_url: str) -> Iterator[Callable[..., Server]]:
    """Start servers of one's own, to be killed and started again; all end with the test."""
    started: list[Server] = []

    def start(*command: str, **settings: str) -> Server:
        server = Server({"DATABASE_URL": database_url, "RATE_LIMITS": "off", **settings}, *command)
        started.append(server)
        return server.start()

    yield start
    for server in started:
        server.stop()


def _copy_of(template: str) -> Iterator[str]:
    name = f"eventkit_test_{uuid.uuid4().hex[:8]}"
    _admin(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    yield _postgres_url(name)
    _admin(f'DROP DATABASE "{name}" WITH (FORCE)')


def _admin(statement: str) -> None:
    with psycopg.connect(POSTGRES, autocommit=True, connect_timeout=5) as connection:
        connection.execute(statement)  # type: ignore[arg-type]


def _postgres_url(name: str) -> str:
    return POSTGRES.rsplit("/", 1)[0] + f"/{name}"

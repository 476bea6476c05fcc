"""A mail server for the tests."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from .post import Post


@pytest.fixture
def post() -> Iterator[Post]:
    with Post() as post:
        yield post

"""Everything that is text goes over the wire compressed: brotli where the browser reads it, else gzip.

A static file is compressed once, as small as can be, and kept; what is made for each request is compressed quickly.
Pages hold the token of their forms, and may, as no other site can have a browser ask for them with its cookie
(SameSite) and measure what comes.
"""

from __future__ import annotations

import gzip
from functools import lru_cache

import brotli
from flask import Flask, Response, request

from .threads import aside

ENCODINGS = ("br", "gzip")
TEXTS = (
    "application/javascript", "application/json", "application/problem+json", "application/manifest+json",
    "image/svg+xml",
)  # fmt: skip
LEAST_BYTES = 500
"""What is smaller fits into one packet anyway."""
MOST_AT_ONCE = 128 * 1024
"""What is larger is compressed in a thread."""
FILES_KEPT = 1024


def init(app: Flask) -> None:
    app.after_request(compress)


def compress(response: Response) -> Response:
    if not _is_text(response) or response.content_encoding:
        return response
    response.vary.add("Accept-Encoding")
    if response.status_code in (204, 206, 304):
        return response
    encoding = request.accept_encodings.best_match(ENCODINGS)
    if encoding is None or (response.content_length or LEAST_BYTES) < LEAST_BYTES:
        return response
    is_file = response.direct_passthrough
    response.direct_passthrough = False
    plain, (etag, _is_weak) = response.get_data(), response.get_etag()
    if len(plain) < LEAST_BYTES:
        return response
    if is_file:
        packed = _kept(plain, encoding)
    elif len(plain) > MOST_AT_ONCE:
        packed = aside(_packed, plain, encoding)
    else:
        packed = _packed(plain, encoding)
    response.set_data(packed)
    response.content_encoding = encoding
    response.headers.pop("Accept-Ranges", None)
    if etag:
        response.set_etag(f"{etag}:{encoding}")
        response.make_conditional(request)
    return response


def _is_text(response: Response) -> bool:
    mimetype = response.mimetype or ""
    return mimetype.startswith("text/") or mimetype in TEXTS


@lru_cache(FILES_KEPT)
def _kept(plain: bytes, encoding: str) -> bytes:
    return aside(_packed, plain, encoding, is_kept=True)


def _packed(plain: bytes, encoding: str, *, is_kept: bool = False) -> bytes:
    if encoding == "br":
        return brotli.compress(plain, mode=brotli.MODE_TEXT, quality=11 if is_kept else 5)
    return gzip.compress(plain, 9 if is_kept else 6, mtime=0)

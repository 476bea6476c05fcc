"""Everything that is text goes over the wire compressed: brotli where the browser reads it, else gzip.

Pages hold the token of their forms, and may, as no other site can have a browser ask for them with its cookie
(SameSite) and measure what comes.
"""

from __future__ import annotations

from flask import Flask, Response
from flask_compress import Compress

TEXTS = [
    "text/html", "text/css", "text/javascript", "text/plain", "text/csv", "text/calendar", "application/javascript",
    "application/json", "application/problem+json", "image/svg+xml",
]  # fmt: skip
ENCODINGS = ["br", "gzip"]


class WholeTexts(Compress):
    def after_request(self, response: Response | None) -> Response:
        """A part of a file is counted in the file's own bytes (RFC 9110 section 14.2), so it stays as it is."""
        if response is not None and response.status_code == 206:
            return response
        return super().after_request(response)


def init(app: Flask) -> None:
    app.config.update(
        COMPRESS_MIMETYPES=TEXTS,
        COMPRESS_ALGORITHM=ENCODINGS,
        COMPRESS_ALGORITHM_STREAMING=ENCODINGS,
        COMPRESS_BR_LEVEL=5,
    )
    WholeTexts(app)

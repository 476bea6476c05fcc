"""Feeds, for programs that come by every hour: without a cookie, often without an Accept header, and told with each
answer by what they can know next time that nothing has changed."""

from __future__ import annotations

import hashlib
from datetime import datetime

from flask import Blueprint, Response, current_app, request
from sqlalchemy.orm import Session

from ...calendar.event_file import spoken
from ...calendar.feed import feed as written
from ...calendar.publication import Entry, Words
from ...domain.basics.errors import NotFound
from ...domain.letters import feeds
from ...domain.records.feed import Feed
from ...words import explain, language_of_reader, speaking
from ..context import address, edge, rates
from ..following import name_of
from ..threads import aside

blueprint = Blueprint("feeds", __name__)

HEADERS = {"Cache-Control": "private, max-age=900", "X-Robots-Tag": "noindex"}


@blueprint.get("/feeds/<token>.ics")
def show(token: str) -> Response:
    """Cancelled events stay, and say so. Who follows a link that is dead by now reads it in one line."""
    try:
        with rates().guessing(address()):
            with edge().store.reading() as session:
                feed = feeds.of_token(session, token, secret=edge().config.secret_key)
                name, entries = _said(session, feed)
            content = aside(written, name, entries)
            digest = hashlib.sha256(content).hexdigest()
            changed_at = _settled(feed, digest)
    except NotFound as refusal:
        return Response(f"{explain(refusal)}\n", 404, content_type="text/plain; charset=utf-8")
    response = Response(content, content_type="text/calendar; charset=utf-8", headers=HEADERS)
    response.set_etag(digest[:32])
    response.last_modified = changed_at
    return response.make_conditional(request)  # type: ignore[return-value]


def _said(session: Session, feed: Feed) -> tuple[str, list[tuple[Entry, Words]]]:
    """Each event in its own language; the feed's name in that of the newest, or the reader's while there is none."""
    followed, entries = feeds.followed(session, feed), []
    for each in followed:
        with speaking(current_app, each.event.language):
            said, words = spoken(
                each.event, each.made, edge().links, has_video=each.sees_link, only=each.only, without=each.without
            )
            entries += [(entry, words) for entry in said]
    newest = max((each.event for each in followed), key=lambda event: event.id, default=None)
    with speaking(current_app, newest.language if newest else language_of_reader()):
        return name_of(feed), entries


def _settled(feed: Feed, digest: str) -> datetime:
    """Since when it says this. The events cannot tell: one may have been deleted, or declined."""
    if feed.content_hash == digest and feed.changed_at:
        return feed.changed_at
    with edge().store.transaction() as session:
        return feeds.settle(session, feed.id, digest)

"""The product: what an event, a room, a guest and an activity are, and what may be done with them.

Nothing here knows of HTTP, sockets or calendars. Verbs take the open session first, change rows through it,
and collect news; the edge commits, and only then are others told.

The packages are floors: each may import those below it and none above, from `basics` at the bottom to `afterwards` at
the top. `docs/architecture.md` has the picture, and `tests/test_architecture.py` the order.
"""

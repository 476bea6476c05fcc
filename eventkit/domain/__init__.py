"""The product: what an event, a room, a guest and an activity are, and what may be done with them.

Nothing here knows of HTTP, sockets or calendars. Verbs take the open session first, change rows through it,
and collect news; the edge commits, and only then are others told.
"""

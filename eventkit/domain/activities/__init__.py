"""Polls, icebreakers and everything else that is run in a room: one engine, many kinds."""

"""The wire to one browser: whole frames, and no waiting for a slow reader."""

from __future__ import annotations

import json
import socket as plain_socket
import struct
from collections.abc import Iterator

import gevent
import pytest
from gevent import socket

from eventkit.live.lines import Line, text_frame


@pytest.fixture
def wire() -> Iterator[tuple[Line, socket.socket]]:
    """A line and the reader's end, with buffers so small that they fill."""
    ours, theirs = socket.socketpair()
    for end in (ours, theirs):
        end.setsockopt(plain_socket.SOL_SOCKET, plain_socket.SO_SNDBUF, 4096)
        end.setsockopt(plain_socket.SOL_SOCKET, plain_socket.SO_RCVBUF, 4096)
    yield Line(ours), theirs
    ours.close()
    theirs.close()


def read_frames(reader: socket.socket, until: object) -> list[object]:
    """What arrives, message by message, until the awaited one does; a broken stream cannot be read."""
    data, found = b"", []
    with gevent.Timeout(10):
        while not found or found[-1] != until:
            data += reader.recv(65536)
            while len(data) >= 4:
                first, length = data[0], data[1]
                assert first == 0x81
                start = {126: 4, 127: 10}.get(length, 2)
                if length >= 126 and len(data) >= start:
                    length = struct.unpack("!H" if start == 4 else "!Q", data[2:start])[0]
                if len(data) < start + length:
                    break
                found.append(json.loads(data[start : start + length]))
                data = data[start + length :]
    return found


@pytest.mark.parametrize("length", [0, 1, 123, 124, 200, 65_533, 70_000])
def test_a_frame_is_read_as_it_was_written(wire: tuple[Line, socket.socket], length: int) -> None:
    line, reader = wire
    gevent.spawn(line.write, text_frame(json.dumps("x" * length)))
    assert read_frames(reader, "x" * length) == ["x" * length]


def test_a_slow_reader_gets_whole_frames_and_the_newest_and_nobody_waits(wire: tuple[Line, socket.socket]) -> None:
    line, reader = wire
    filling = "x" * 3000
    with gevent.Timeout(2):
        for number in range(500):
            line.offer("poll", text_frame(json.dumps([number, filling])))
            if number % 50 == 0:
                gevent.sleep(0)
    found = read_frames(reader, [499, filling])
    numbers = [each[0] for each in found]  # type: ignore[index]
    assert numbers == sorted(set(numbers))
    assert len(numbers) < 50


def test_each_topic_keeps_its_newest(wire: tuple[Line, socket.socket]) -> None:
    line, reader = wire
    filling = "x" * 3000
    for number in range(100):
        line.offer("poll", text_frame(json.dumps(["poll", number, filling])))
        line.offer("people", text_frame(json.dumps(["people", number, filling])))
    gevent.sleep(0)
    found = read_frames(reader, ["poll", 99, filling])
    assert ["people", 99, filling] in found
    assert len(found) < 10


def test_writers_and_offers_do_not_break_into_each_other(wire: tuple[Line, socket.socket]) -> None:
    line, reader = wire
    filling = "x" * 20_000
    writers = [gevent.spawn(line.write, text_frame(json.dumps([f"written {n}", filling]))) for n in range(5)]
    gevent.sleep(0)
    for number in range(50):
        line.offer("poll", text_frame(json.dumps(["offered", number, filling])))
    found = read_frames(reader, ["offered", 49, filling])
    assert gevent.joinall(writers, timeout=5)
    assert sum(1 for each in found if each[0].startswith("written")) == 5  # type: ignore[index]


def test_a_reader_who_is_gone_is_nobodys_trouble(wire: tuple[Line, socket.socket]) -> None:
    line, reader = wire
    reader.close()
    for number in range(20):
        line.offer("poll", text_frame(json.dumps(["x" * 3000, number])))
        gevent.sleep(0)

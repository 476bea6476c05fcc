"""What Prometheus is told: how many are connected to this process, and how often what happened."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from prometheus_client import CollectorRegistry, Counter, Metric, PlatformCollector, ProcessCollector, generate_latest
from prometheus_client.core import GaugeMetricFamily

from .domain.basics.news import News
from .live.seats import Seats


class Metrics:
    def __init__(self, seats: Seats) -> None:
        self._seats, self._registry = seats, CollectorRegistry()
        self._news = Counter("eventkit_news", "What happened, after each commit.", ["news"], registry=self._registry)
        ProcessCollector(registry=self._registry)
        PlatformCollector(registry=self._registry)
        self._registry.register(self)

    def hear(self, news: Sequence[News]) -> None:
        for each in news:
            self._news.labels(type(each).__name__).inc()

    def collect(self) -> Iterator[Metric]:
        """The gauges, read when they are asked for."""
        yield GaugeMetricFamily("eventkit_connections", "Sockets of this process.", len(self._seats.connections))
        yield GaugeMetricFamily("eventkit_rooms", "Rooms with somebody in them here.", len(list(self._seats.rooms())))

    def as_text(self) -> bytes:
        return generate_latest(self._registry)

"""Real Chromium. Everybody has a browser of their own, and each notes what must not happen on our pages."""

from __future__ import annotations

import shutil
from typing import Any, Self
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Dialog, Page, Request, expect

LAPTOP: dict[str, Any] = {"viewport": {"width": 1280, "height": 800}}
PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
STAGE: dict[str, Any] = {"viewport": {"width": 1920, "height": 1080}}

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]


def executable() -> str | None:
    """The headless shell where it is there: the same engine without the windows around it."""
    known = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
    return next(filter(None, map(shutil.which, known)), None)


class Person:
    """Somebody at a browser, signed in nowhere at first. `page` is the tab they look at."""

    def __init__(self, browser: Browser, url: str, **options: Any) -> None:
        self.context: BrowserContext = browser.new_context(
            base_url=url, locale="en-GB", timezone_id="Europe/Berlin", reduced_motion="reduce", **options
        )
        self._url, self.options = url, options
        self.diary = Diary(url)
        self.diary.keep(self.context)
        self.page: Page = self.context.new_page()

    def go(self) -> list[str]:
        """Leave, and say what had happened that must not. The tab stays, and what was fetched, which is the same for
        everybody; nothing else does."""
        for page in self.context.pages:
            if page is not self.page:
                page.close()
        self.context.set_offline(False)
        if self.page.is_closed():
            self.page = self.context.new_page()
        self.page.goto("/healthz")
        self.page.set_viewport_size(self.options["viewport"])
        self.page.emulate_media(color_scheme="light", reduced_motion="reduce")
        self.context.clear_cookies()
        origin, devtools = self._url, self.context.new_cdp_session(self.page)
        devtools.send("Storage.clearDataForOrigin", {"origin": origin, "storageTypes": "all"})
        devtools.send("DOMStorage.clear", {"storageId": {"securityOrigin": origin, "isLocalStorage": False}})
        devtools.detach()
        problems, self.diary.problems, self.diary.is_cut_off = self.diary.problems, [], False
        return problems

    def join(self, code: str, name: str) -> Self:
        """The two interactions that make somebody a guest: a name, and Join."""
        self.page.goto(f"/e/{code}/room", wait_until="commit")
        self.page.get_by_role("textbox", name="Your name").fill(name)
        self.page.get_by_role("button", name="Join").click()
        return self

    def watch(self, code: str) -> Self:
        self.page.goto(f"/e/{code}/stage")
        return self

    def host(self, code: str, token: str) -> Self:
        """Come in by the secret link, and go to the room."""
        self.context.request.get(f"/h/{token}")
        self.page.goto(f"/e/{code}/room", wait_until="commit")
        return self


def press(console: Page, key: str) -> None:
    """The console takes one step at a time: a key is heard when the step before is done."""
    expect(console.get_by_role("button", name="Next")).to_be_enabled()
    console.keyboard.press(key)


class Shelf:
    """Browsers that go from hand to hand: to fetch all scripts and styles again would cost more than most tests do."""

    def __init__(self, browser: Browser, url: str) -> None:
        self._browser, self._url = browser, url
        self._free: dict[str, list[Person]] = {}

    def lend(self, **options: Any) -> Person:
        """Somebody with such a device, signed in nowhere."""
        free = self._free.get(_kind_of(options))
        return free.pop() if free else Person(self._browser, self._url, **options)

    def take_back(self, person: Person) -> None:
        """Once they have gone."""
        self._free.setdefault(_kind_of(person.options), []).append(person)


def _kind_of(options: dict[str, Any]) -> str:
    return repr(sorted(options.items()))


class Diary:
    """What one browser met: dialogs, scripts that failed, refused content, requests to anybody but the server."""

    def __init__(self, url: str) -> None:
        self.problems: list[str] = []
        self.is_cut_off = False
        """Set while the network or the server is down on purpose: then failing requests are no problem."""
        self._server = urlsplit(url).netloc

    def keep(self, context: BrowserContext) -> None:
        context.on("console", self._said)
        context.on("weberror", lambda failure: self.problems.append(f"script: {failure.error}"))
        context.on("dialog", self._asked)
        context.on("request", self._requested)
        context.on("page", lambda page: page.on("websocket", lambda socket: self._reached(socket.url)))

    def _said(self, message: ConsoleMessage) -> None:
        if message.type not in ("error", "warning"):
            return
        is_about_network = message.text.startswith(("Failed to load resource: net::", "WebSocket connection to"))
        if is_about_network and self.is_cut_off:
            return
        is_refused_page = message.text.startswith("Failed to load resource: the server responded with a status of 4")
        if is_refused_page and message.location["url"] == (message.page and message.page.url):
            return
        self.problems.append(f"{message.type}: {message.text} ({message.location['url']})")

    def _asked(self, dialog: Dialog) -> None:
        self.problems.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def _requested(self, request: Request) -> None:
        self._reached(request.url)

    def _reached(self, url: str) -> None:
        if urlsplit(url).scheme not in ("data", "blob", "about") and urlsplit(url).netloc != self._server:
            self.problems.append(f"request to another origin: {url}")

"""`make pictures`: the event page of every theme, as it looks on a laptop and on a phone, for docs/themes.md."""

from __future__ import annotations

import io
import sys
import tempfile
from datetime import datetime
from pathlib import Path
from typing import Any

import requests
from PIL import Image, ImageDraw
from playwright.sync_api import Browser, sync_playwright

from eventkit.domain.activities import themes
from eventkit.storage.migrate import migrate

from .browsers import ARGUMENTS, LAPTOP, PHONE, Person, executable
from .people import Host
from .servers import ROOT, Server

FOLDER = ROOT / "docs" / "themes"
MOST_BYTES = 60 * 1024
NOW, STARTS_AT = datetime(2027, 3, 22, 9, 0), "2027-03-25T19:00"  # noqa: DTZ001
HEIGHT, GAP, RADIUS = 600, 24, 14
GUESTS = ("Gus", "Ivy", "Olive", "Sam", "Nils", "Zoe")

SAMPLES: dict[str, dict[str, Any]] = {
    "book-club": {
        "title": "Thursday book club",
        "description": "We read the first half. Bring the sentence you stopped at, and a cup of something warm.",
        "details": {
            "reading_list": [
                {"title": "Persuasion", "author": "Jane Austen", "pages": 250},
                {"title": "A Room of One's Own", "author": "Virginia Woolf", "pages": 112},
            ]
        },
    },
    "cooking-class": {
        "title": "Pasta from three ingredients",
        "description": "Have a large pot ready. The rest we do together.",
        "details": {
            "recipe": {
                "name": "Orecchiette by hand",
                "serves": 2,
                "ingredients": [
                    {"item": "semolina", "amount": "200 g"},
                    {"item": "warm water", "amount": "100 ml"},
                    {"item": "salt"},
                ],
                "steps": [{"text": "Knead until it is smooth", "minutes": 10}, {"text": "Rest, and tell a story"}],
            }
        },
    },
    "story-time": {
        "title": "The Snow Queen, part one",
        "description": "Pyjamas are welcome, and so are teddies.",
        "details": {
            "story": {"title": "The Snow Queen", "author": "H. C. Andersen", "reader": "Grandma Ivy", "ages": "5 to 9"}
        },
    },
    "cocktail-party": {
        "title": "From the waist up",
        "description": "Your best accessories, and whatever is in the fridge.",
        "details": {"drink": {"name": "Rosemary spritz", "ingredients": ["rosemary", "grapefruit", "soda", "ice"]}},
    },
    "virtual-coffee": {
        "title": "Ten minutes, two cups",
        "description": "No agenda. You meet somebody new each round.",
    },
    "museum-visit": {
        "title": "An evening among the Dutch",
        "description": "Four pictures, slowly.",
        "details": {"stops": [{"title": "The Milkmaid", "note": "Look at the bread"}, {"title": "The Little Street"}]},
    },
    "watch-party": {
        "title": "A Trip to the Moon",
        "description": "It is silent, so we may talk.",
        "details": {"watch": {"title": "A Trip to the Moon (1902)", "minutes": 14}},
    },
    "celebration": {
        "title": "Twenty years of Lee",
        "description": "A card, a story, a glass of something.",
        "details": {"honoree": {"name": "Lee", "occasion": "Twenty years with us", "since": "March 2007"}},
    },
    "recognition": {"title": "Those behind the scenes", "description": "Think of somebody nobody thanks."},
    "ask-me-anything": {
        "title": "An hour with Ada",
        "description": "Ask what you would not ask in the corridor. Nobody sees who asked.",
        "details": {"answers": {"name": "Ada", "topics": ["The move", "Next year", "Your first job"]}},
    },
    "storytelling": {
        "title": "By the fire",
        "description": "Three minutes each. True or nearly so.",
        "details": {"prompt": "A time you got lost and were glad of it"},
    },
    "open": {"title": "Friday, no plan", "description": "Come as you are, leave when you like."},
}


def main(slugs: list[str]) -> None:
    path = executable()
    if path is None:
        sys.exit("This needs Chromium on the PATH.")
    FOLDER.mkdir(exist_ok=True)
    database = f"sqlite:///{Path(tempfile.mkdtemp()) / 'eventkit.db'}"
    migrate(database)
    with Server({"DATABASE_URL": database, "RATE_LIMITS": "off"}) as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        for slug in slugs or themes.all_themes():
            picture = taken(browser, server, slug)
            (FOLDER / f"{slug}.webp").write_bytes(picture)
            print(f"{slug}: {len(picture) / 1024:.0f} KB")
        browser.close()


def taken(browser: Browser, server: Server, slug: str) -> bytes:
    """Laptop and phone beside each other, as WebP."""
    theme = themes.get(slug)
    sample = SAMPLES.get(slug, {"title": theme.name, "description": theme.words.invite})
    hana = Host(
        server.url, theme=slug, starts_at=STARTS_AT, video_url="auto", dress_code=theme.dress_code_hint, **sample
    )
    for guest in GUESTS:
        answer = "maybe" if guest == GUESTS[-1] else "yes"
        requests.post(
            f"{hana.url}/api/v1/events/{hana.code}/replies", json={"name": guest, "answer": answer}, timeout=10
        )
    screens = [rounded(screen(browser, server, hana.code, device)) for device in (LAPTOP, PHONE)]
    sheet = Image.new("RGBA", (sum(each.width for each in screens) + GAP, HEIGHT))
    sheet.paste(screens[0], (0, 0))
    sheet.paste(screens[1], (screens[0].width + GAP, 0))
    return small(sheet)


def screen(browser: Browser, server: Server, code: str, device: dict[str, Any]) -> Image.Image:
    person = Person(browser, server.url, **device)
    person.page.clock.set_fixed_time(NOW)
    person.page.goto(f"/e/{code}", wait_until="networkidle")
    person.page.evaluate("document.fonts.ready")
    shown = Image.open(io.BytesIO(person.page.screenshot())).convert("RGBA")
    person.context.close()
    return shown.resize((round(shown.width * HEIGHT / shown.height), HEIGHT), Image.Resampling.LANCZOS)


def rounded(image: Image.Image) -> Image.Image:
    mask = Image.new("L", (image.width * 4, image.height * 4), 0)
    ImageDraw.Draw(mask).rounded_rectangle((0, 0, mask.width - 1, mask.height - 1), RADIUS * 4, fill=255)
    image.putalpha(mask.resize(image.size, Image.Resampling.LANCZOS))
    return image


def small(image: Image.Image) -> bytes:
    """At the best quality that fits."""
    for quality in range(88, 40, -6):
        out = io.BytesIO()
        image.save(out, "WEBP", quality=quality, method=6)
        if out.tell() <= MOST_BYTES:
            break
    return out.getvalue()


if __name__ == "__main__":
    main(sys.argv[1:])

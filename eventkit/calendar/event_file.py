"""What a calendar is told of an event: dress code, reading list, recipe and story as plain lines."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import ngettext

from ..domain import themes
from ..domain.details import Book, Details, Ingredient, RecipeStep
from ..domain.events import Event
from ..domain.links import Links
from .publication import Entry, Words, publish


def calendar_file(event: Event, links: Links, *, has_video: bool = True) -> bytes:
    """In the language that is spoken just now. Who must not see the video link gets a file without it."""
    entry = Entry(
        uid=event.uid,
        title=event.title,
        starts_at=event.starts_at,
        timezone=event.timezone,
        duration_minutes=event.duration_minutes,
        page_url=links.page(event.code),
        video_url=event.video_url if has_video else None,
        description="\n\n".join(paragraphs(event)),
        host_name=event.host.name,
        cancelled=event.is_cancelled,
        sequence=event.sequence,
        created_at=event.created_at,
        updated_at=event.updated_at,
        category=_(themes.get(event.theme).name),
    )
    return publish(entry, words=Words.translated(_))


def paragraphs(event: Event) -> list[str]:
    """The host's note, what to wear, and the theme's details, each a paragraph of plain text."""
    wear = [_("Dress code: %(dress_code)s", dress_code=event.dress_code)] if event.dress_code else []
    return [text for text in [event.description, *wear, *_details(event.details)] if text]


def _details(details: Details) -> list[str]:
    found: list[str] = []
    if details.reading_list:
        found.append("\n".join([_("To read:"), *(f"- {_book(book)}" for book in details.reading_list)]))
    if recipe := details.recipe:
        serves = _("serves %(number)s", number=recipe.serves) if recipe.serves else ""
        found.append(_("Recipe: %(name)s", name=recipe.name) + (f" ({serves})" if serves else ""))
        if recipe.ingredients:
            found.append("\n".join([_("Ingredients:"), *(f"- {_ingredient(each)}" for each in recipe.ingredients)]))
        if recipe.steps:
            found.append("\n".join([_("Steps:"), *(f"{n}. {_step(each)}" for n, each in enumerate(recipe.steps, 1))]))
    if story := details.story:
        lines = [_("Story: %(title)s", title=story.title)]
        lines += [_("By %(author)s", author=story.author)] if story.author else []
        lines += [_("Read by %(reader)s", reader=story.reader)] if story.reader else []
        lines += [_("For ages %(ages)s", ages=story.ages)] if story.ages else []
        lines += [story.link] if story.link else []
        found.append("\n".join(lines))
    return found


def _book(book: Book) -> str:
    by = _("%(title)s by %(author)s", title=book.title, author=book.author) if book.author else book.title
    pages = ngettext("%(num)s page", "%(num)s pages", book.pages) if book.pages else ""
    return ", ".join(filter(None, [by, pages, book.link]))


def _ingredient(ingredient: Ingredient) -> str:
    return ", ".join(filter(None, [ingredient.item, ingredient.amount]))


def _step(step: RecipeStep) -> str:
    return step.text + (f" ({ngettext('%(num)s minute', '%(num)s minutes', step.minutes)})" if step.minutes else "")

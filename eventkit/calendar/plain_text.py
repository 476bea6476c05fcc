"""An event in plain lines, for calendars and mails: its note, the dress code, and what its theme asks for."""

from __future__ import annotations

from collections.abc import Iterable

from flask_babel import gettext as _
from flask_babel import ngettext

from ..domain.basics.details import (
    Answers,
    Book,
    Details,
    Drink,
    Honoree,
    Ingredient,
    Recipe,
    RecipeStep,
    Stop,
    Story,
    Watch,
)
from ..domain.records.occurrence import Occurrence


def paragraphs(event: Occurrence) -> list[str]:
    """In the language that is spoken just now."""
    wear = [_("Dress code: %(dress_code)s", dress_code=event.dress_code)] if event.dress_code else []
    return [text for text in [event.description, *wear, *details(event.details)] if text]


def details(of: Details) -> list[str]:
    """Each detail that there is, as a paragraph."""
    found = [
        _list(_("To read:"), map(_book, of.reading_list)) if of.reading_list else "",
        *(_recipe(of.recipe) if of.recipe else ()),
        _story(of.story) if of.story else "",
        _list(_("What we will see:"), map(_stop, of.stops), numbered=True) if of.stops else "",
        _watch(of.watch) if of.watch else "",
        _honoree(of.honoree) if of.honoree else "",
        _answers(of.answers) if of.answers else "",
        _drink(of.drink) if of.drink else "",
        _("Think about this: %(prompt)s", prompt=of.prompt) if of.prompt else "",
    ]
    return [text for text in found if text]


def _book(book: Book) -> str:
    by = _("%(title)s by %(author)s", title=book.title, author=book.author) if book.author else book.title
    pages = ngettext("%(num)s page", "%(num)s pages", book.pages) if book.pages else ""
    return _parts(by, pages, book.link)


def _recipe(recipe: Recipe) -> list[str]:
    serves = _("serves %(number)s", number=recipe.serves) if recipe.serves else ""
    return [
        _("Recipe: %(name)s", name=recipe.name) + (f" ({serves})" if serves else ""),
        _list(_("Ingredients:"), map(_ingredient, recipe.ingredients)) if recipe.ingredients else "",
        _list(_("Steps:"), map(_step, recipe.steps), numbered=True) if recipe.steps else "",
    ]


def _ingredient(ingredient: Ingredient) -> str:
    others = ingredient.substitutes
    instead = _("or %(others)s", others=", ".join(others)) if others else None
    return _parts(ingredient.item, ingredient.amount, instead)


def _step(step: RecipeStep) -> str:
    return step.text + (f" ({ngettext('%(num)s minute', '%(num)s minutes', step.minutes)})" if step.minutes else "")


def _story(story: Story) -> str:
    return _lines(
        _("Story: %(title)s", title=story.title),
        _("By %(author)s", author=story.author) if story.author else None,
        _("Read by %(reader)s", reader=story.reader) if story.reader else None,
        _("For ages %(ages)s", ages=story.ages) if story.ages else None,
        story.link,
    )


def _stop(stop: Stop) -> str:
    return _parts(stop.title, stop.note, stop.link)


def _watch(watch: Watch) -> str:
    minutes = ngettext("%(num)s minute", "%(num)s minutes", watch.minutes) if watch.minutes else None
    return _lines(_parts(_("What we will watch: %(title)s", title=watch.title), minutes), watch.link)


def _honoree(honoree: Honoree) -> str:
    since = _("Since %(since)s", since=honoree.since) if honoree.since else None
    return _lines(_("We celebrate %(name)s", name=honoree.name), honoree.occasion, since)


def _answers(answers: Answers) -> str:
    who = _("%(name)s answers", name=answers.name)
    return _list(f"{who}:", answers.topics) if answers.topics else who


def _drink(drink: Drink) -> str:
    name = _("Drink: %(name)s", name=drink.name)
    return _list(name, drink.ingredients) if drink.ingredients else name


def _list(head: str, entries: Iterable[str], *, numbered: bool = False) -> str:
    lines = [f"{number}. {entry}" if numbered else f"- {entry}" for number, entry in enumerate(entries, 1)]
    return "\n".join([head, *lines])


def _lines(*lines: str | None) -> str:
    return "\n".join(line for line in lines if line)


def _parts(*parts: str | None) -> str:
    return ", ".join(part for part in parts if part)

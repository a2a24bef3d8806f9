"""Every card measured at every size: the faces whose text doesn't hold, as problems at their file and field."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from territoires_cli.faces import (
    EXAMPLE_LIMIT,
    LIMIT_LIMIT,
    QUESTION_LIMIT,
    STEP_LIMIT,
    SUMMARY_LIMIT,
    TITLE_LIMIT,
    back_of,
)
from territoires_cli.models.cards import PracticeCard
from territoires_cli.models.deck import Deck
from territoires_cli.problems import Problem
from territoires_cli.render.cut_cards import SHEETS, find_overflows
from territoires_cli.translation import gettext as _

if TYPE_CHECKING:
    from territoires_cli.archives import Place


def overflow_problems(deck: Deck, folders: "Sequence[Place]") -> list[Problem]:
    """A problem for each face that overflows at some size, with the field that goes furthest beyond its limit."""
    sizes: dict[tuple[str, str], list[str]] = {}
    for size in SHEETS:
        for found in find_overflows(deck, deck.practices, size):
            sizes.setdefault((found.card, found.face), []).append(size)
    return [_problem(deck, folders, card, face, told) for (card, face), told in sizes.items()]


def _problem(deck: Deck, folders: "Sequence[Place]", name: str, face: str, sizes: Sequence[str]) -> Problem:
    card = deck.practice[name]
    texts = dict(_front(card) if face == "front" else _back(card, deck))
    field = max(texts, key=lambda key: texts[key])
    words = {"front": _("le recto"), "back": _("le verso")}[face]
    message = _("{face} déborde à l’impression ({sizes}) : raccourcissez ce texte").format(
        face=words, sizes=", ".join(sizes)
    )
    return Problem(str(_file(folders, card)), None, None, field, message)


def _front(card: PracticeCard) -> Mapping[str, float]:
    """How far each field of the front goes beyond its limit: 1 is at the limit."""
    return {"title": len(card.title) / TITLE_LIMIT, "summary": len(card.summary) / SUMMARY_LIMIT}


def _back(card: PracticeCard, deck: Deck) -> Iterator[tuple[str, float]]:
    back = back_of(card, deck.source, deck.entry)
    for name, texts, limit in (
        ("first_steps", back.first_steps, STEP_LIMIT),
        ("limits", back.limits, LIMIT_LIMIT),
        ("questions", back.questions, QUESTION_LIMIT),
        ("examples", (back.example,), EXAMPLE_LIMIT),
    ):
        longest = max(range(len(texts)), key=lambda place: len(texts[place]))
        yield f"{name}[{longest + 1}]", len(texts[longest]) / limit


def _file(folders: "Sequence[Place]", card: PracticeCard) -> "Place":
    """Where a card's file lies, by its usual name; the folder of the deck where nothing bears it."""
    for folder in folders:
        for name in (f"{card.code}-{card.id}.yaml", f"{card.id}.yaml"):
            if (found := folder / "practices" / name).is_file():
                return found
    return folders[0]

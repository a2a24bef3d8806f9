"""Who did it before: the cases, models and lessons chosen among combined cards, then the precedents that the deck knows."""

from collections.abc import Callable, Iterator
from typing import Any

from territoires_cli.citing import Witness
from territoires_cli.combining import CASES, Combination
from territoires_cli.documents.combine_precedents import precedent_line
from territoires_cli.documents.pieces import listed, told_apart
from territoires_cli.documents.writing import fact_line, line, sentence, status_line, strong
from territoires_cli.faces import status_words
from territoires_cli.models.base import Fact, Status
from territoires_cli.models.cases import CityModel, Elsewhere, Lesson, Project
from territoires_cli.models.city import City
from territoires_cli.models.deck import Deck
from territoires_cli.models.document import Block, Line
from territoires_cli.models.index import Kind
from territoires_cli.names import enumerate_in_french
from territoires_cli.selecting import entry_words
from territoires_cli.translation import gettext as _

# How many of its difficulties, conditions or pieces of advice a chosen card tells.
TOLD_OF_EACH = 2


def witness_blocks(made: Combination, deck: Deck) -> Iterator[Block]:
    """For each case, model or lesson among the cards: what it shows of the others, and what to know of it."""
    for witness in made.witnesses:
        told = [line(strong(f"{entry_words(card)} : "), sentence(why)) for card, why in _told_here(witness)]
        told += _TELLERS[witness.card.kind](deck.card(witness.card), deck)
        yield from listed(2, _title(witness), told)


def _told_here(witness: Witness) -> Iterator[tuple[Any, str]]:
    """What a case shows of the cards; what a model or a lesson says of them is told where cards reinforce each other."""
    if witness.card.kind in CASES:
        yield from witness.shows


def _title(witness: Witness) -> str:
    name = witness.card.title
    if witness.card.kind == "lesson":
        return _("Ce qu’enseigne « {card} »").format(card=name)
    if witness.card.kind == "model":
        return _("Ce que demande le modèle « {card} »").format(card=name)
    return _("Ce que montre {card}").format(card=name)


def _project(card: Project, deck: Deck) -> Iterator[Line]:
    if card.business_model:
        yield line(strong(_("De quoi vit le projet :")), f" {sentence(card.business_model)}")
    yield from _labelled(_("Ce qui a freiné :"), card.difficulties)
    yield from _result(_("Ce qu’il en est sorti :"), card.results, deck)
    yield _state(card.status, deck)


def _elsewhere(card: Elsewhere, deck: Deck) -> Iterator[Line]:
    yield from _result(_("Ce qu’on en sait :"), card.facts, deck)
    yield _state(card.status, deck)


def _city(card: City, _deck: Deck) -> Iterator[Line]:
    yield from _labelled(_("Ce qui y freine :"), card.constraints)


def _model(card: CityModel, _deck: Deck) -> Iterator[Line]:
    yield line(strong(_("À qui il convient :")), f" {sentence(card.suits)}")
    yield from _labelled(_("Ce qu’il demande :"), card.conditions)
    yield from _labelled(_("Mais :"), card.limits[:1])


def _lesson(card: Lesson, _deck: Deck) -> Iterator[Line]:
    yield from _labelled(_("Comment faire :"), card.advice)
    yield from _labelled(_("Mais :"), card.limits[:1])


_TELLERS: dict[Kind, Callable[[Any, Deck], Iterator[Line]]] = {
    "project": _project,
    "elsewhere": _elsewhere,
    "city": _city,
    "model": _model,
    "lesson": _lesson,
}


def _labelled(label: str, texts: tuple[str, ...]) -> Iterator[Line]:
    """The first of some texts, on one line after what they are."""
    if texts:
        yield line(strong(label), f" {' '.join(sentence(text) for text in texts[:TOLD_OF_EACH])}")


def _result(label: str, facts: tuple[Fact, ...], deck: Deck) -> Iterator[Line]:
    """The first fact whose year is known, or the first one, with its source."""
    dated_first = sorted(facts, key=lambda fact: fact.as_of is None)
    for fact in dated_first[:1]:
        yield line(strong(label), " ", *fact_line(deck, fact))


def _state(status: Status, deck: Deck) -> Line:
    return line(strong(_("Depuis :")), f" {status_line(deck, status) or sentence(status_words(status))}")


def precedent_blocks(made: Combination) -> list[Block]:
    """The cases that the deck knows; where it knows none, those that were chosen, or whom to ask."""
    title = _("Qui l’a déjà fait")
    chosen = [witness.card.title for witness in made.witnesses if witness.card.kind in CASES and witness.shows]
    if made.precedents:
        return listed(2, title, [precedent_line(item) for item in made.precedents])
    if chosen:
        names = enumerate_in_french(chosen, _("et"))
        return told_apart(2, title, _("Voyez plus haut {names} : le jeu ne connaît rien d’autre.").format(names=names))
    text = _("Le jeu ne connaît personne qui l’ait fait : qui, à la table, a vu quelque chose de proche ?")
    return told_apart(2, title, text)

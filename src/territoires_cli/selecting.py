"""Choosing among the deck's cards by what people type: codes, ids, labels, words. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from territoires_cli.errors import RequestError, TerritoiresError
from territoires_cli.labels import effort_labels, effort_level, lever_labels
from territoires_cli.models.cards import PracticeCard
from territoires_cli.models.deck import Deck
from territoires_cli.names import enumerate_in_french, find, fold, nearest
from territoires_cli.translation import gettext as _

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Filters:
    """What cards must satisfy: values of one filter are alternatives, different filters add up."""

    families: Sequence[str] = ()
    challenges: Sequence[str] = ()
    types: Sequence[str] = ()
    levers: Sequence[str] = ()
    efforts: Sequence[str] = ()
    search: str | None = None

    @property
    def is_empty(self) -> bool:
        """Whether every card passes."""
        return not any((self.families, self.challenges, self.types, self.levers, self.efforts, self.search))


def select_practices(deck: Deck, filters: Filters) -> list[PracticeCard]:
    """The cards that pass, in deck order. Raises RequestError for a value that names nothing."""
    families = {find_name(_("famille"), name, family_names(deck)) for name in filters.families}
    challenges = {find_name(_("défi"), name, challenge_names(deck)) for name in filters.challenges}
    types = {find_name(_("type"), name, type_names(deck)) for name in filters.types}
    levers = {find_name(_("levier"), name, lever_names()) for name in filters.levers}
    efforts = {find_name(_("effort"), name, effort_names()) for name in filters.efforts}
    return [
        card
        for card in deck.practices
        if (not families or card.family in families)
        and (not challenges or challenges & {answer.id for answer in card.challenges})
        and (not types or card.type in types)
        and (not levers or levers & set(card.levers))
        and (not efforts or effort_level(card.effort) in efforts)
        and (not filters.search or holds_words(card_words(card), filters.search))
    ]


def find_practice(deck: Deck, wanted: str) -> PracticeCard:
    """The card that a code, an id, a title or another name means. Raises TerritoiresError with the nearest names."""
    names = practice_names(deck)
    card = find(wanted, names)
    if card is None:
        shown = {title: card for card in deck.practices for title in (card.title, card.id, *card.aliases)}
        close = list(dict.fromkeys(f"{shown[name].code} {shown[name].title}" for name in nearest(wanted, shown)))
        if close:
            raise TerritoiresError(
                _("La carte « {name} » n’existe pas. Vouliez-vous dire {names} ?").format(
                    name=wanted, names=enumerate_in_french(close, _("ou"))
                )
            )
        if find(wanted, {name: city for city in deck.cities for name in (city.id, city.name)}):
            raise TerritoiresError(
                _("« {name} » est une ville, pas une carte : essayez territoires match {name}").format(name=wanted)
            )
        if find(wanted, {name: shape for shape in deck.formats for name in (shape.id, shape.title)}):
            raise TerritoiresError(
                _("« {name} » est un format, pas une carte : essayez territoires plan lorient --format {name}").format(
                    name=wanted
                )
            )
        raise TerritoiresError(
            _("La carte « {name} » n’existe pas. La liste s’affiche avec : territoires list").format(name=wanted)
        )
    return card


def find_name(kind: str, wanted: str, names: Mapping[str, T]) -> T:
    """The value that a code, id or label means. Raises RequestError with the values that would do."""
    value = find(wanted, names)
    if value is not None:
        return value
    first_names: dict[T, str] = {}
    for name, item in names.items():
        first_names.setdefault(item, name)
    close = list(dict.fromkeys(first_names[names[name]] for name in nearest(wanted, names)))
    if close:
        raise RequestError(
            _("« {name} » ne figure pas dans la liste ({kind}). Vouliez-vous dire {names} ?").format(
                name=wanted, kind=kind, names=enumerate_in_french([f"« {name} »" for name in close], _("ou"))
            )
        )
    if not first_names:
        raise RequestError(
            _("Ce jeu n’a rien de cette sorte ({kind}). Les formats se rangent dans un dossier workshops/.").format(
                kind=kind
            )
        )
    raise RequestError(
        _("« {name} » ne figure pas dans la liste ({kind}). Valeurs possibles : {names}.").format(
            name=wanted, kind=kind, names=", ".join(first_names.values())
        )
    )


def practice_names(deck: Deck) -> dict[str, PracticeCard]:
    """Everything that names a card; codes, ids and titles win over other names."""
    names: dict[str, PracticeCard] = {}
    for card in deck.practices:
        for name in (card.code, card.id, card.title):
            names.setdefault(name, card)
    for card in deck.practices:
        for name in card.aliases:
            names.setdefault(name, card)
    return names


def family_names(deck: Deck) -> dict[str, str]:
    """Everything that names a family → its id."""
    return {name: item.id for item in deck.info.families for name in (item.id, item.code, item.title, item.short_title)}


def challenge_names(deck: Deck) -> dict[str, str]:
    """Everything that names a challenge → its id."""
    return {name: item.id for item in deck.book.challenges for name in (item.id, item.label)}


def type_names(deck: Deck) -> dict[str, str]:
    """Everything that names a type of practice → its id."""
    return {name: item.id for item in deck.info.types for name in (item.id, item.title)}


def lever_names() -> dict[str, str]:
    """Everything that names a lever → its id."""
    return {name: lever for lever, label in lever_labels().items() for name in (lever, label)}


def effort_names() -> dict[str, str]:
    """Everything that names a level of effort → its id."""
    return {name: level for level, label in effort_labels().items() for name in (label, level)}


def card_words(card: PracticeCard) -> str:
    """The text that a search looks through."""
    return " ".join(
        (
            card.code,
            card.id,
            card.title,
            card.summary,
            card.description,
            *card.aliases,
            *card.neighbours,
            *card.situations,
            *(answer.why for answer in card.challenges),
            *(getattr(example, "name", "") for example in card.examples),
        )
    )


def holds_words(text: str, wanted: str) -> bool:
    """Whether every word looked for begins a word of the text; accents and case don't matter."""
    words = f" {fold(text)}"
    return all(f" {word}" in words for word in fold(wanted).split())

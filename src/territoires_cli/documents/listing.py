"""What the deck holds, kind by kind, as rows for a table and as plain records for other programs."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from territoires_cli.labels import effort_labels, effort_level, lever_labels
from territoires_cli.models.deck import Deck
from territoires_cli.selecting import Filters, holds_words, select_practices
from territoires_cli.translation import gettext as _

if TYPE_CHECKING:
    from territoires_cli.models.cards import PracticeCard

Row = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """Column titles, rows as long as them, and a record for each row."""

    columns: Sequence[str]
    rows: Sequence[Row]
    records: Sequence[dict[str, Any]]


def kind_names() -> dict[str, str]:
    """Everything that names a kind of thing, in English and in French → the kind."""
    return {name: kind for kind, names in _KIND_NAMES.items() for name in (kind, *names)}


_KIND_NAMES: dict[str, tuple[str, ...]] = {
    "practice": ("practices", "carte", "cartes", "pratique", "pratiques"),
    "challenge": ("challenges", "défi", "défis"),
    "family": ("families", "famille", "familles"),
    "type": ("types",),
    "lever": ("levers", "levier", "leviers"),
    "effort": ("efforts",),
    "city": ("cities", "ville", "villes", "territoire", "territoires"),
    "format": ("formats",),
}


def list_kind(kind: str, deck: Deck, filters: Filters) -> Listing:
    """What the deck holds of one kind, filtered; `kind` is a key of `kind_names()`'s values."""
    makers: dict[str, Callable[[Deck, Filters], Listing]] = {
        "practice": _practices,
        "challenge": _challenges,
        "family": _families,
        "type": _types,
        "lever": lambda _deck, filters: _plain(lever_labels(), filters),
        "effort": lambda _deck, filters: _plain({label: label for label in effort_labels().values()}, filters),
        "city": _cities,
        "format": _formats,
    }
    return makers[kind](deck, filters)


def _practices(deck: Deck, filters: Filters) -> Listing:
    efforts, levers = effort_labels(), lever_labels()
    cards = select_practices(deck, filters)
    columns = (_("Code"), _("Id"), _("Titre"), _("Famille"), _("Effort"), _("Qui a la main"), _("Défis"))
    rows: list[Row] = [
        (
            card.code,
            card.id,
            card.title,
            deck.family[card.family].short_title,
            efforts[effort_level(card.effort)],
            ", ".join(levers[lever] for lever in card.levers),
            ", ".join(answer.id for answer in card.challenges),
        )
        for card in cards
    ]
    return Listing(columns, rows, [_practice_record(card) for card in cards])


def _practice_record(card: "PracticeCard") -> dict[str, Any]:
    return {
        "code": card.code,
        "id": card.id,
        "title": card.title,
        "family": card.family,
        "type": card.type,
        "summary": card.summary,
        "effort": {"level": effort_level(card.effort), **card.effort.model_dump(exclude={"note"})},
        "levers": list(card.levers),
        "sizes": list(card.scale.sizes),
        "challenges": {answer.id: answer.weight for answer in card.challenges},
        "aggravates": [item.challenge for item in card.aggravates],
        "aliases": list(card.aliases),
    }


def _challenges(deck: Deck, filters: Filters) -> Listing:
    groups = {group.id: group.title for group in deck.book.groups}
    counts = {item.id: 0 for item in deck.book.challenges}
    for card in deck.practices:
        for answer in card.challenges:
            counts[answer.id] += 1
    found: list[Row] = [
        (item.id, item.label, groups[item.group], str(counts[item.id]), item.description)
        for item in deck.book.challenges
    ]
    records = [{**item.model_dump(mode="json"), "practices": counts[item.id]} for item in deck.book.challenges]
    columns = (_("Id"), _("Défi"), _("Groupe"), _("Cartes"), _("Description"))
    return _searched(columns, found, records, filters)


def _families(deck: Deck, filters: Filters) -> Listing:
    found: list[Row] = [(item.code, item.id, item.title, item.description) for item in deck.info.families]
    records = [item.model_dump(mode="json") for item in deck.info.families]
    return _searched((_("Code"), _("Id"), _("Famille"), _("Description")), found, records, filters)


def _types(deck: Deck, filters: Filters) -> Listing:
    found: list[Row] = [(item.id, item.title, item.description) for item in deck.info.types]
    records = [item.model_dump(mode="json") for item in deck.info.types]
    return _searched((_("Id"), _("Type"), _("Description")), found, records, filters)


def _cities(deck: Deck, filters: Filters) -> Listing:
    found: list[Row] = [
        (
            city.id,
            city.name,
            city.country or "",
            f"{city.population.value:,}".replace(",", " ") if city.population else "",
            ", ".join(challenge.id for challenge in city.challenges),
        )
        for city in deck.cities
    ]
    records = [
        {
            "id": city.id,
            "name": city.name,
            "country": city.country,
            "population": city.population.value if city.population else None,
            "challenges": {challenge.id: challenge.priority for challenge in city.challenges},
            "strengths": list(dict.fromkeys(strength.practice for strength in city.strengths)),
        }
        for city in deck.cities
    ]
    columns = (_("Id"), _("Ville"), _("Pays"), _("Habitants"), _("Défis"))
    return _searched(columns, found, records, filters)


def _formats(deck: Deck, filters: Filters) -> Listing:
    from territoires_cli.seating import seat
    from territoires_cli.timing import duration_range, in_words

    found: list[Row] = []
    records: list[dict[str, Any]] = []
    for shape in deck.formats:
        tables = len(seat(shape.participants, shape.tables))
        shortest, longest = duration_range(shape, shape.participants, tables)
        found.append((shape.id, shape.title, f"{in_words(shortest)}–{in_words(longest)}", shape.summary))
        records.append(
            {
                "id": shape.id,
                "title": shape.title,
                "summary": shape.summary,
                "participants": shape.participants,
                "minutes": {"min": shortest, "max": longest},
            }
        )
    return _searched((_("Id"), _("Format"), _("Durée"), _("Description")), found, records, filters)


def _plain(labels: Any, filters: Filters) -> Listing:
    found: list[Row] = [(str(name), str(label)) for name, label in labels.items()]
    records = [{"id": name, "label": label} for name, label in found]
    return _searched((_("Id"), _("Nom")), found, records, filters)


def _searched(
    columns: Sequence[str], rows: Sequence[Row], records: Sequence[dict[str, Any]], filters: Filters
) -> Listing:
    if not filters.search:
        return Listing(columns, rows, records)
    kept = [index for index, row in enumerate(rows) if holds_words(" ".join(row), filters.search)]
    return Listing(columns, [rows[index] for index in kept], [records[index] for index in kept])

"""What the deck holds, kind by kind, as rows for a table and as plain records for other programs: vocabularies here."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from territoires_cli.filtering import Filters, holds_words
from territoires_cli.labels import effort_labels, lever_labels
from territoires_cli.models.deck import Deck
from territoires_cli.translation import gettext as _

Row = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """Column titles, rows as long as them, and a record for each row, made when it is asked for.

    The first `whole` columns are never folded on a screen, where somebody has to type what stands in them.
    """

    columns: Sequence[str]
    rows: Sequence[Row]
    records: Callable[[], Sequence[dict[str, Any]]]
    whole: int = 2


def kind_names() -> dict[str, str]:
    """Everything that names a kind of thing, in English and in French → the kind."""
    return {name: kind for kind, names in _KIND_NAMES.items() for name in (kind, *names)}


_KIND_NAMES: dict[str, tuple[str, ...]] = {
    "practice": ("practices", "carte", "cartes", "pratique", "pratiques"),
    "action": ("actions", "fiche", "fiches", "fiche action", "fiches action"),
    "city": ("cities", "ville", "villes", "territoire", "territoires"),
    "project": ("projects", "projet", "projets"),
    "elsewhere": ("ailleurs",),
    "lesson": ("lessons", "enseignement", "enseignements", "leçon", "leçons"),
    "model": ("models", "modèle", "modèles"),
    "all": ("tout", "toutes", "toutes les cartes"),
    "example": ("examples", "exemple", "exemples"),
    "axis": ("axes", "axe"),
    "objective": ("objectives", "objectif", "objectifs"),
    "challenge": ("challenges", "défi", "défis"),
    "family": ("families", "famille", "familles"),
    "type": ("types",),
    "lever": ("levers", "levier", "leviers"),
    "effort": ("efforts",),
    "format": ("formats",),
    "activity": ("activities", "activité", "activités"),
    "document": ("documents", "papier", "papiers"),
}


# The kinds that are cards, and so can be filtered by what they are.
CARD_LISTS = ("practice", "action", "city", "project", "elsewhere", "lesson", "model", "all")


def list_kind(kind: str, deck: Deck, filters: Filters) -> Listing:
    """What the deck holds of one kind, filtered; `kind` is a key of `kind_names()`'s values."""
    if kind in CARD_LISTS:
        from territoires_cli.documents.listing_cards import list_cards

        return list_cards(kind, deck, filters)
    if kind == "example":
        from territoires_cli.documents.listing_examples import list_examples

        return list_examples(deck, filters)
    makers: dict[str, Callable[[Deck], Listing]] = {
        "challenge": _challenges,
        "family": _families,
        "type": _types,
        "axis": _axes,
        "objective": _objectives,
        "lever": lambda _deck: _plain(lever_labels()),
        "effort": lambda _deck: _plain({label: label for label in effort_labels().values()}),
        "format": _formats,
        "activity": _activities,
        "document": lambda _deck: _documents(),
    }
    return _searched(makers[kind](deck), filters)


def _challenges(deck: Deck) -> Listing:
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
    return Listing(columns, found, lambda: records)


def _families(deck: Deck) -> Listing:
    found: list[Row] = [(item.code, item.id, item.title, item.description) for item in deck.info.families]
    records = [item.model_dump(mode="json") for item in deck.info.families]
    return Listing((_("Code"), _("Id"), _("Famille"), _("Description")), found, lambda: records)


def _types(deck: Deck) -> Listing:
    found: list[Row] = [(item.id, item.title, item.description) for item in deck.info.types]
    records = [item.model_dump(mode="json") for item in deck.info.types]
    return Listing((_("Id"), _("Type"), _("Description")), found, lambda: records)


def _formats(deck: Deck) -> Listing:
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
    return Listing((_("Id"), _("Format"), _("Durée"), _("Description")), found, lambda: records)


def _activities(deck: Deck) -> Listing:
    uses = {"warm-up": _("au début"), "closing": _("à la fin")}
    found: list[Row] = [
        (item.id, item.title, uses[item.use], _("{count} min").format(count=item.minutes.ideal), item.purpose)
        for item in deck.activities
    ]
    columns = (_("Id"), _("Activité"), _("Moment"), _("Durée"), _("Description"))
    return Listing(columns, found, lambda: [item.model_dump(mode="json") for item in deck.activities])


def _documents() -> Listing:
    from territoires_cli.documents.papers import papers

    stages = {"before": _("avant"), "day": _("le jour même"), "after": _("après")}
    found: list[Row] = [(item.id, item.title, stages[item.stage], item.summary) for item in papers().values()]
    records = [
        {"id": item.id, "title": item.title, "summary": item.summary, "stage": item.stage, "names": item.is_named}
        for item in papers().values()
    ]
    return Listing((_("Id"), _("Document"), _("Quand"), _("Description")), found, lambda: records)


def _axes(deck: Deck) -> Listing:
    found: list[Row] = [(item.id, item.title, item.description) for item in deck.framework.axes]
    records = [item.model_dump(mode="json") for item in deck.framework.axes]
    return Listing((_("Id"), _("Axe"), _("Description")), found, lambda: records)


def _objectives(deck: Deck) -> Listing:
    items = deck.framework.objectives
    found: list[Row] = [(item.id, item.title, deck.axis[item.axis].title, item.description) for item in items]
    records = [item.model_dump(mode="json") for item in items]
    return Listing((_("Id"), _("Objectif"), _("Axe"), _("Description")), found, lambda: records)


def _plain(labels: Any) -> Listing:
    found: list[Row] = [(str(name), str(label)) for name, label in labels.items()]
    records = [{"id": name, "label": label} for name, label in found]
    return Listing((_("Id"), _("Nom")), found, lambda: records)


def _searched(listing: Listing, filters: Filters) -> Listing:
    if not filters.search:
        return listing
    kept = [index for index, row in enumerate(listing.rows) if holds_words(" ".join(row), filters.search)]
    return Listing(
        listing.columns, [listing.rows[index] for index in kept], lambda: [listing.records()[index] for index in kept]
    )

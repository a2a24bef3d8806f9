"""Cards of each kind as rows and records."""

from collections.abc import Callable
from typing import Any

from territoires_cli.documents.listing import Listing, Row
from territoires_cli.documents.writing import heading, line, strong
from territoires_cli.faces import status_words
from territoires_cli.filtering import Filters, Sieve, tied_practices
from territoires_cli.labels import effort_labels, effort_level, kind_labels, lever_labels
from territoires_cli.models.deck import Deck
from territoires_cli.models.document import Block, Bullets, Command, Document, Line, Paragraph
from territoires_cli.models.index import Entry
from territoires_cli.translation import gettext as _

# The titles of a kind's columns, a row made from a card's entry, and a record made from the card itself.
_Maker = tuple[tuple[str, ...], Callable[[Entry, Deck], Row], Callable[[Any, Deck], dict[str, Any]]]


def list_cards(kind: str, deck: Deck, filters: Filters) -> Listing:
    """The cards of one kind, or of all kinds, that pass the filters. Raises RequestError for an unknown value."""
    sieve = Sieve(deck, filters)
    if kind == "all":
        kept = [entry for entry in deck.index if sieve.passes(entry)]
        titles = (_("Sorte"), _("Code"), _("Id"), _("Titre"), _("En bref"))
        return Listing(titles, [_any_row(entry, deck) for entry in kept], lambda: [_any_record(e) for e in kept])
    kept = sieve.of_kind(kind)
    columns, row, record = _makers()[kind]
    return Listing(
        columns,
        [row(entry, deck) for entry in kept],
        lambda: [record(deck.card(entry), deck) for entry in kept],
    )


def cards_document(listing: Listing) -> Document:
    """The cards of every kind, kind by kind: what to type to see each one, and its title."""
    kinds: dict[str, list[Line]] = {}
    for kind, code, name, title, _summary in listing.rows:
        kinds.setdefault(kind, []).append(line(strong(code or name), f" {title}"))
    blocks: list[Block] = []
    for kind, lines in kinds.items():
        blocks += [heading(3, f"{kind} ({len(lines)})"), Bullets(items=tuple(lines))]
    blocks += [Paragraph(text=_("Pour lire une carte, tapez son nom en gras :")), Command(text="territoires show A1")]
    return Document(title=_("Toutes les cartes"), blocks=tuple(blocks))


def _makers() -> dict[str, _Maker]:
    code, id_, title = _("Code"), _("Id"), _("Titre")
    effort, levers, challenges = _("Effort"), _("Qui a la main"), _("Défis")
    case = (id_, title, _("État"), _("Lieu"), _("Année"), _("Pratiques"))
    practice = (code, id_, title, _("Famille"), effort, levers, challenges)
    action = (code, id_, title, _("Objectif"), effort, levers, challenges)
    return {
        "practice": (practice, _practice_row, _practice_record),
        "action": (action, _action_row, _action_record),
        "city": ((id_, _("Ville"), _("Pays"), _("Habitants"), challenges), _city_row, _city_record),
        "project": (case, _case_row, _case_record),
        "elsewhere": (case, _case_row, _case_record),
        "lesson": ((_("N°"), id_, title, _("Thème"), challenges), _lesson_row, _lesson_record),
        "model": ((id_, title, challenges, _("Pratiques")), _model_row, _model_record),
    }


def _any_row(entry: Entry, _deck: Deck) -> Row:
    return kind_labels()[entry.kind], entry.code or "", entry.id, entry.title, entry.summary


def _any_record(entry: Entry) -> dict[str, Any]:
    return entry.model_dump(mode="json", include={"kind", "code", "id", "title", "summary"})


def _efforts(entry: Entry) -> str:
    labels = effort_labels()
    return ", ".join(label for level, label in labels.items() if level in entry.facets.efforts)


def _levers(entry: Entry) -> str:
    labels: dict[Any, str] = dict(lever_labels())
    return ", ".join(labels[lever] for lever in entry.facets.levers)


def _challenges(entry: Entry) -> str:
    return ", ".join(entry.facets.challenges)


def _practices(entry: Entry, deck: Deck) -> str:
    return ", ".join(other.code or other.id for other in tied_practices(entry, deck))


def _practice_row(entry: Entry, deck: Deck) -> Row:
    family = deck.family[entry.facets.families[0]].short_title
    return entry.code or "", entry.id, entry.title, family, _efforts(entry), _levers(entry), _challenges(entry)


def _practice_record(card: Any, _deck: Deck) -> dict[str, Any]:
    return {
        "code": card.code,
        "id": card.id,
        "title": card.title,
        "family": card.family,
        "type": card.type,
        "summary": card.summary,
        "effort": {"level": effort_level(card.effort), **card.effort.model_dump(exclude={"note"})},
        "levers": list(card.levers),
        "sizes": list(card.scale.sizes) if card.scale else [],
        "challenges": {answer.id: answer.weight for answer in card.challenges},
        "aggravates": [item.challenge for item in card.aggravates],
        "aliases": list(card.aliases),
    }


def _action_row(entry: Entry, deck: Deck) -> Row:
    card: Any = deck.card(entry)
    objective = deck.objective[card.objective].title
    return entry.code or "", entry.id, entry.title, objective, _efforts(entry), _levers(entry), _challenges(entry)


def _action_record(card: Any, deck: Deck) -> dict[str, Any]:
    return {
        "code": card.code,
        "id": card.id,
        "title": card.title,
        "axis": deck.objective[card.objective].axis,
        "objective": card.objective,
        "summary": card.summary,
        "effort": {"level": effort_level(card.effort), **card.effort.model_dump(exclude={"note"})},
        "levers": list(card.levers),
        "challenges": {answer.id: answer.weight for answer in card.challenges},
        "practices": [link.id for link in card.practices],
        "aliases": list(card.aliases),
    }


def _city_row(entry: Entry, deck: Deck) -> Row:
    city = deck.city[entry.id]
    people = f"{city.population.value:,}".replace(",", " ") if city.population else ""
    return entry.id, entry.title, city.country or "", people, _challenges(entry)


def _city_record(card: Any, _deck: Deck) -> dict[str, Any]:
    return {
        "id": card.id,
        "name": card.name,
        "country": card.country,
        "population": card.population.value if card.population else None,
        "challenges": {challenge.id: challenge.priority for challenge in card.challenges},
        "strengths": list(dict.fromkeys(strength.practice for strength in card.strengths)),
    }


def _case_row(entry: Entry, deck: Deck) -> Row:
    year = str(entry.as_of) if entry.as_of is not None else ""
    state = status_words(entry.status) if entry.status else ""
    return entry.id, entry.title, state, entry.place or "", year, _practices(entry, deck)


def _case_record(card: Any, deck: Deck) -> dict[str, Any]:
    return {
        "id": card.id,
        "title": card.title,
        "place": card.place,
        "summary": card.summary,
        "as_of": card.as_of,
        "status": card.status.model_dump(mode="json"),
        "practices": [other.id for other in tied_practices(deck.entry[card.id], deck)],
    }


def _lesson_row(entry: Entry, deck: Deck) -> Row:
    card: Any = deck.card(entry)
    themes = {theme.id: theme.title for theme in deck.framework.themes}
    return str(card.number), entry.id, entry.title, themes[card.theme], _challenges(entry)


def _lesson_record(card: Any, _deck: Deck) -> dict[str, Any]:
    return {
        "number": card.number,
        "id": card.id,
        "title": card.title,
        "theme": card.theme,
        "summary": card.summary,
        "challenges": {answer.id: answer.weight for answer in card.challenges},
        "actions": list(card.actions),
    }


def _model_row(entry: Entry, deck: Deck) -> Row:
    return entry.id, entry.title, _challenges(entry), _practices(entry, deck)


def _model_record(card: Any, deck: Deck) -> dict[str, Any]:
    return {
        "id": card.id,
        "title": card.title,
        "summary": card.summary,
        "challenges": {answer.id: answer.weight for answer in card.challenges},
        "practices": [other.id for other in tied_practices(deck.entry[card.id], deck)],
    }

"""Cards of each kind as rows and records."""

from collections.abc import Callable, Sequence
from typing import Any

from territoires_cli.documents.listing import Listing, Row
from territoires_cli.faces import status_words
from territoires_cli.filtering import Filters, Sieve, tied_practices
from territoires_cli.labels import effort_labels, effort_level, kind_labels, lever_labels
from territoires_cli.links import cards_of
from territoires_cli.models.deck import Deck
from territoires_cli.models.index import Entry
from territoires_cli.translation import gettext as _

# What a kind is made of: its cards, the titles of its columns, a row and a record for each card.
_Maker = tuple[Sequence[Any], tuple[str, ...], Callable[[Any, Deck], Row], Callable[[Any, Deck], dict[str, Any]]]


def list_cards(kind: str, deck: Deck, filters: Filters) -> Listing:
    """The cards of one kind, or of all kinds, that pass the filters. Raises RequestError for an unknown value."""
    sieve = Sieve(deck, filters)
    if kind == "all":
        return _everything(deck, sieve)
    cards, columns, row, record = _maker(kind, deck)
    kept = [card for card in cards if sieve.passes(card)]
    return Listing(columns, [row(card, deck) for card in kept], [record(card, deck) for card in kept])


def _maker(kind: str, deck: Deck) -> _Maker:
    code, id_, title = _("Code"), _("Id"), _("Titre")
    effort, levers, challenges = _("Effort"), _("Qui a la main"), _("Défis")
    case = (id_, title, _("Lieu"), _("Année"), _("État"), _("Pratiques"))
    makers: dict[str, Callable[[], _Maker]] = {
        "practice": lambda: (
            deck.practices,
            (code, id_, title, _("Famille"), effort, levers, challenges),
            _practice_row,
            _practice_record,
        ),
        "action": lambda: (
            deck.actions,
            (code, id_, title, _("Objectif"), effort, levers, challenges),
            _action_row,
            _action_record,
        ),
        "city": lambda: (
            deck.cities,
            (id_, _("Ville"), _("Pays"), _("Habitants"), challenges),
            _city_row,
            _city_record,
        ),
        "project": lambda: (deck.projects, case, _case_row, _case_record),
        "elsewhere": lambda: (deck.elsewhere, case, _case_row, _case_record),
        "lesson": lambda: (deck.lessons, (_("N°"), id_, title, _("Thème"), challenges), _lesson_row, _lesson_record),
        "model": lambda: (deck.models, (id_, title, challenges, _("Pratiques")), _model_row, _model_record),
    }
    return makers[kind]()


def _everything(deck: Deck, sieve: Sieve) -> Listing:
    labels = kind_labels()
    kept: list[Entry] = []
    if sieve.is_empty and not sieve.search:
        kept = list(deck.index)
    else:
        kept = [deck.entry[card.id] for card in cards_of(deck) if sieve.passes(card)]
    rows: list[Row] = [(labels[item.kind], item.code or "", item.id, item.title, item.summary) for item in kept]
    records = [item.model_dump(mode="json", include={"kind", "code", "id", "title", "summary"}) for item in kept]
    return Listing((_("Sorte"), _("Code"), _("Id"), _("Titre"), _("En bref")), rows, records)


def _levers(card: Any) -> str:
    labels = lever_labels()
    return ", ".join(labels[lever] for lever in card.levers)


def _challenges(card: Any) -> str:
    return ", ".join(item.id for item in card.challenges)


def _practices(card: Any, deck: Deck) -> list[str]:
    return [deck.entry[name].code or name for name in tied_practices(card.id, deck)]


def _practice_row(card: Any, deck: Deck) -> Row:
    family = deck.family[card.family].short_title
    effort = effort_labels()[effort_level(card.effort)]
    return card.code, card.id, card.title, family, effort, _levers(card), _challenges(card)


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
        "sizes": list(card.scale.sizes),
        "challenges": {answer.id: answer.weight for answer in card.challenges},
        "aggravates": [item.challenge for item in card.aggravates],
        "aliases": list(card.aliases),
    }


def _action_row(card: Any, deck: Deck) -> Row:
    objective = deck.objective[card.objective].title
    effort = effort_labels()[effort_level(card.effort)]
    return card.code, card.id, card.title, objective, effort, _levers(card), _challenges(card)


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


def _city_row(card: Any, _deck: Deck) -> Row:
    people = f"{card.population.value:,}".replace(",", " ") if card.population else ""
    return card.id, card.name, card.country or "", people, _challenges(card)


def _city_record(card: Any, _deck: Deck) -> dict[str, Any]:
    return {
        "id": card.id,
        "name": card.name,
        "country": card.country,
        "population": card.population.value if card.population else None,
        "challenges": {challenge.id: challenge.priority for challenge in card.challenges},
        "strengths": list(dict.fromkeys(strength.practice for strength in card.strengths)),
    }


def _case_row(card: Any, deck: Deck) -> Row:
    year = str(card.as_of) if card.as_of is not None else ""
    return card.id, card.title, card.place, year, status_words(card.status), ", ".join(_practices(card, deck))


def _case_record(card: Any, deck: Deck) -> dict[str, Any]:
    return {
        "id": card.id,
        "title": card.title,
        "place": card.place,
        "summary": card.summary,
        "as_of": card.as_of,
        "status": card.status.model_dump(mode="json"),
        "practices": tied_practices(card.id, deck),
    }


def _lesson_row(card: Any, deck: Deck) -> Row:
    themes = {theme.id: theme.title for theme in deck.framework.themes}
    return str(card.number), card.id, card.title, themes[card.theme], _challenges(card)


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


def _model_row(card: Any, deck: Deck) -> Row:
    return card.id, card.title, _challenges(card), ", ".join(_practices(card, deck))


def _model_record(card: Any, deck: Deck) -> dict[str, Any]:
    return {
        "id": card.id,
        "title": card.title,
        "summary": card.summary,
        "challenges": {answer.id: answer.weight for answer in card.challenges},
        "practices": tied_practices(card.id, deck),
    }

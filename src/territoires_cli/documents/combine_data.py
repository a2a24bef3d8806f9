"""A combination of cards, and the fertile pairs of a city, as plain data."""

from collections.abc import Iterable, Sequence
from typing import Any

from territoires_cli.combining import Combination
from territoires_cli.models.index import Entry
from territoires_cli.models.matching import Matching
from territoires_cli.pairing import FertilePair

SCHEMA = 1


def combination_data(made: Combination, matching: Matching | None) -> dict[str, Any]:
    """A combination as plain data: cards by id, texts with the cards that ask for them."""
    ids = _ids
    return {
        "schema": SCHEMA,
        "city": {"id": matching.city.id, "name": matching.city.name} if matching else None,
        "cards": [{"kind": card.kind, "code": card.code, "id": card.id, "title": card.title} for card in made.cards],
        "bonds": [{"cards": ids((bond.one, bond.other)), "why": bond.why} for bond in made.bonds],
        "challenges": [
            {"challenge": item.challenge.id, "answers": [{"card": c.id, "why": why} for c, why in item.answers]}
            for item in made.shared
        ],
        "levers": {lever: ids(cards) for lever, cards in made.levers},
        "already_there": [{"card": item.card.id, "names": list(item.names)} for item in made.there],
        "tried": [
            {"name": item.name, "cards": ids(item.cards), "closed": item.strength.is_closed} for item in made.tried
        ],
        "steps": [{"text": item.text, "cards": list(item.cards)} for item in made.steps],
        "indicators": [{"text": item.text, "cards": list(item.cards)} for item in made.indicators],
        "indicators_from": made.lent_by.id if made.lent_by else None,
        "unmeasured": [
            {"card": item.card.id, "see": item.sheet.id if item.sheet else None} for item in made.unmeasured
        ],
        "tensions": [
            {
                "card": item.card.id,
                "challenge": item.challenge.id,
                "answered_by": ids(item.answered_by),
                "why": item.why,
            }
            for item in made.clashes
        ],
        "shown": [
            {"card": item.card.id, "shows": [{"card": card.id, "why": why} for card, why in item.shows]}
            for item in made.witnesses
        ],
        "precedents": [
            {"case": item.case.id, "shows": [card.id for card, _initiatives in item.shows]} for item in made.precedents
        ],
        "additions": [
            {"card": item.card.id, "goes_with": ids(item.goes_with), "answers": [c.id for c in item.answers]}
            for item in made.additions
        ],
    }


def pairs_data(pairs: Sequence[FertilePair], matching: Matching) -> dict[str, Any]:
    """Fertile pairs as plain data, best first; scores are 0–1, with a bonus for what is already there."""
    return {
        "schema": SCHEMA,
        "city": {"id": matching.city.id, "name": matching.city.name},
        "pairs": [
            {
                "cards": [pair.one.card.id, pair.other.card.id],
                "already_there": [match.card.id for match in (pair.one, pair.other) if match.is_strength],
                "score": pair.score,
                "why": pair.why,
            }
            for pair in pairs
        ],
    }


def _ids(cards: Iterable[Entry]) -> list[str]:
    return [card.id for card in cards]

"""A matching as plain data for other programs: every number, and the parts add up."""

from collections.abc import Sequence
from typing import Any

from territoires_cli.advising import ActionMatch
from territoires_cli.choosing import ChosenHand
from territoires_cli.models.matching import PARTS, Match, Matching, Recognised
from territoires_cli.sharing import Shared

SCHEMA = 1


def match_data(matching: Matching, actions: Sequence[ActionMatch], hand: ChosenHand | None = None) -> dict[str, Any]:
    """The whole matching as plain data: every practice (zeros included), best first; scores and parts are 0–1."""
    heard = matching.heard
    data = {
        "schema": SCHEMA,
        "city": {"id": matching.city.id, "name": matching.city.name},
        "recognised": [_recognised_data(stated) for stated in matching.recognised],
        "out_of_play": [
            {"topic": item.topic.id, "label": item.topic.label, "words": list(item.words)}
            for item in matching.out_of_play
        ],
        "heard": {
            "understood": heard.is_understood,
            "read_as": dict(heard.read_as),
            "population": heard.population,
            "confidence": round(heard.confidence, 6),
            "lacks": {name: list(words) for name, words in heard.lacks.items()},
        },
        "weights": dict(matching.weights),
        "matches": [_match_data(match) for match in matching.matches],
        "actions": [_action_data(match) for match in actions],
        "uncovered": [stated.challenge.id for stated in matching.uncovered],
    }
    if hand is not None:
        data["hand"] = {
            "cards": [match.card.id for match in hand.matches],
            "worth": hand.worth,
            "bound": hand.bound,
            "uncovered": [stated.challenge.id for stated in hand.uncovered],
        }
    return data


def shared_data(shared: Shared) -> dict[str, Any]:
    """What several territories share, as plain data; territories are told by their id, scores are 0–1."""
    return {
        "schema": SCHEMA,
        "cities": [{"id": matching.city.id, "name": matching.city.name} for matching in shared.matchings],
        "challenges": [
            {
                "challenge": item.challenge.id,
                "label": item.challenge.label,
                "urgency": item.urgency,
                "cities": [{"city": matching.city.id, "urgency": stated.urgency} for matching, stated in item.stated],
            }
            for item in shared.challenges
        ],
        "matches": [
            {
                "code": item.card.code,
                "id": item.card.id,
                "title": item.card.title,
                "score": item.score,
                "offered": [{"city": matching.city.id, "score": match.score} for matching, match in item.offered],
                "there": [matching.city.id for matching, _match in item.there],
                "not_offered": [matching.city.id for matching, _match in item.harmful],
            }
            for item in shared.cards
        ],
    }


def _action_data(match: ActionMatch) -> dict[str, Any]:
    return {
        "code": match.card.code,
        "id": match.card.id,
        "title": match.card.title,
        "score": match.score,
        "parts": dict(match.parts),
        "weights": dict(match.weights),
        "challenges": [
            {"challenge": answer.id, "weight": answer.weight, "why": answer.why} for answer, _stated in match.answers
        ],
        "words": list(match.words),
        "practices": list(match.served),
    }


def _recognised_data(stated: Recognised) -> dict[str, Any]:
    return {
        "challenge": stated.challenge.id,
        "label": stated.challenge.label,
        "urgency": stated.urgency,
        "priority": stated.priority,
        "words": list(stated.words),
    }


def _match_data(match: Match) -> dict[str, Any]:
    return {
        "code": match.card.code,
        "id": match.card.id,
        "title": match.card.title,
        "score": match.score,
        "offered": match.is_opportunity,
        "parts": dict(match.parts),
        "contributions": {name: match.contribution(name) for name in PARTS},
        "challenges": [
            {"challenge": answer.id, "weight": answer.weight, "why": answer.why} for answer, _stated in match.answers
        ],
        "words": [word for word, _share in match.spoken],
        "spoken": [{"word": word, "share": round(share, 6)} for word, share in match.spoken],
        "evidence": [{"city": item.city.id, "name": item.strength.name} for item in match.evidence],
        "unstudied": match.is_unstudied,
        "strengths": [strength.name or match.card.title for strength in match.strengths],
        "planned": [item.name or match.card.title for item in match.elsewhen if not item.is_closed],
        "closed": [item.name or match.card.title for item in match.elsewhen if item.is_closed],
        "aggravates": [item.challenge for item in match.aggravates],
        "said_there": list(match.said_there),
        "refused": list(match.refused),
    }

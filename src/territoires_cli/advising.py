"""Which action sheets, cases and lessons help with some challenges and practices: how to start, who did it before. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import fsum
from typing import TYPE_CHECKING, Any

from territoires_cli.matching import DECIMALS, Matching, Recognised
from territoires_cli.models.cards import ChallengeAnswer
from territoires_cli.models.deck import Deck
from territoires_cli.models.index import Entry, Kind

if TYPE_CHECKING:
    from territoires_cli.models.actions import ActionSheet
    from territoires_cli.models.cases import Lesson

# What a practice on the table adds to a card that serves it, against 1 to 3 for each challenge that it answers.
PER_PRACTICE = 0.5
# What a card is still worth to a table when another one already has it.
AGAIN = 0.6


@dataclass(frozen=True, slots=True)
class ActionMatch:
    """An action sheet for a city: the part of its stated urgency that the sheet answers (0–1), and how."""

    card: "ActionSheet"
    score: float
    answers: tuple[tuple[ChallengeAnswer, Recognised], ...]


@dataclass(frozen=True, slots=True)
class Advice:
    """What helps a table: sheets to start from, projects to look at, a lesson to keep in mind."""

    actions: tuple["ActionSheet", ...]
    cases: tuple[Entry, ...]
    lessons: tuple["Lesson", ...]


def match_actions(deck: Deck, matching: Matching) -> list[ActionMatch]:
    """Every action sheet ranked by the challenges that the city states; ties keep the deck's order."""
    stated = {item.challenge.id: item for item in matching.recognised}
    total = fsum(item.urgency for item in matching.recognised)
    found = []
    for card in deck.actions:
        answers = tuple((answer, stated[answer.id]) for answer in card.challenges if answer.id in stated)
        answers = tuple(sorted(answers, key=lambda pair: -pair[0].weight * pair[1].urgency))
        part = fsum(answer.weight / 3 * item.urgency for answer, item in answers) / total if total else 0.0
        found.append(ActionMatch(card, round(part, DECIMALS), answers))
    return sorted(found, key=lambda match: -match.score)


def advise_tables(
    deck: Deck, matching: Matching, tables: Sequence[tuple[Sequence[str], Sequence[str]]], each: int = 2
) -> list[Advice]:
    """For each table, given its challenges (its own first) and practices, what helps it most.

    A sheet, case or lesson may help several tables, and is less wanted at each further one. At most `each` sheets and
    cases a table, and one lesson.
    """
    given: dict[str, int] = {}
    advice = []
    for challenges, practices in tables:
        actions = _best(deck.actions, deck, challenges, practices, given, each)
        cases = _cases(deck, matching, practices, given, each)
        lessons = _best(deck.lessons, deck, challenges, [action.id for action in actions], given, 1)
        for name in (*(card.id for card in (*actions, *lessons)), *(entry.id for entry in cases)):
            given[name] = given.get(name, 0) + 1
        advice.append(Advice(tuple(actions), tuple(cases), tuple(lessons)))
    return advice


def serving(deck: Deck, cards: Iterable[str], kinds: Sequence[Kind]) -> list[tuple[Entry, list[str]]]:
    """The cards of some kinds that are tied to these, with those that they are tied to; most ties first, deck order."""
    wanted = list(cards)
    found = []
    for entry in deck.index:
        if entry.kind in kinds and entry.id not in wanted:
            ties = {tie.to for tie in entry.ties}
            tied = [card for card in wanted if card in ties]
            if tied:
                found.append((entry, tied))
    return sorted(found, key=lambda item: -len(item[1]))


def _best(
    cards: Sequence[Any],
    deck: Deck,
    challenges: Sequence[str],
    tied_to: Sequence[str],
    given: Mapping[str, int],
    at_most: int,
) -> list[Any]:
    """The cards that answer the challenges best (the first one counts double), served cards adding to it."""

    def worth(card: Any) -> float:
        answers = fsum(
            answer.weight * (2 if answer.id == challenges[0] else 1)
            for answer in card.challenges
            if answer.id in challenges
        )
        ties = {tie.to for tie in deck.entry[card.id].ties}
        served = PER_PRACTICE * len(ties.intersection(tied_to))
        return (answers + served if answers else 0.0) * AGAIN ** given.get(card.id, 0)

    ranked = sorted(((worth(card), -number, card) for number, card in enumerate(cards)), key=lambda item: item[:2])
    return [card for value, _number, card in reversed(ranked) if value > 0][:at_most]


def _cases(
    deck: Deck, matching: Matching, practices: Sequence[str], given: Mapping[str, int], at_most: int
) -> list[Entry]:
    """Projects and territories elsewhere that show the practices: those of comparable cities first, closed ones last."""
    urgency = {item.challenge.id: item.urgency for item in matching.recognised}
    alike = {
        city.id: fsum(urgency.get(challenge.id, 0.0) for challenge in city.challenges)
        for city in deck.cities
        if city.id != matching.city.id
    }

    def wanted(item: tuple[Entry, list[str]]) -> tuple[float, ...]:
        entry, tied = item
        near = max((alike.get(tie.to, 0.0) for tie in entry.ties), default=0.0)
        is_closed = entry.status is not None and entry.status.state == "closed"
        return (is_closed, given.get(entry.id, 0), entry.kind != "project", -len(tied), -near)

    here = matching.city.id
    found = [
        item for item in serving(deck, practices, ("project", "elsewhere")) if here not in {t.to for t in item[0].ties}
    ]
    return [entry for entry, _tied in sorted(found, key=wanted)[:at_most]]

"""Which action sheets, cases and lessons help with some challenges and practices: how to start, who did it before. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from math import fsum
from typing import TYPE_CHECKING, Any, NamedTuple

from territoires_cli.models.cards import ChallengeAnswer
from territoires_cli.models.deck import Deck
from territoires_cli.models.heard import Voices
from territoires_cli.models.index import Entry, Kind
from territoires_cli.models.matching import DECIMALS, Matching, Recognised

if TYPE_CHECKING:
    from territoires_cli.models.actions import ActionSheet
    from territoires_cli.models.cases import Elsewhere, Lesson, Project

# The weights of a sheet's parts, by what the territory gives; each row adds up to 1.
ACTION_WEIGHTS: dict[str, dict[str, float]] = {
    "text": {"words": 0.75, "challenges": 0.08, "practices": 0.17},
    "tags": {"words": 0.0, "challenges": 0.8, "practices": 0.2},
}
# What serving one of the best practices counts, from the first to the fifth.
PLACES = (1.0, 1 / 2, 1 / 3, 1 / 4, 1 / 5)
# A table: its challenges, its own first, and the practices on it.
Table = tuple[Sequence[str], Sequence[str]]
# What a practice on the table adds to a card that serves it, against 1 to 3 for each challenge that it answers.
PER_PRACTICE = 0.5
# How strongly a case must answer the challenge of a table to be told there (1 to 3).
LEAST = 2
# What a case that has closed is worth beside one that may still be visited.
CLOSED = 0.5
# What a card is still worth to a table when another one already has it.
AGAIN = 0.6


class ActionMatch(NamedTuple):
    """An action sheet for a city: its score and parts (0–1), the challenges it answers, the words that speak for it.

    `served` are the practices it serves among the best for the city (ids). The score is Σ weight · part.
    """

    card: "ActionSheet"
    score: float
    parts: Mapping[str, float]
    weights: Mapping[str, float]
    answers: tuple[tuple[ChallengeAnswer, Recognised], ...]
    words: tuple[str, ...]
    served: tuple[str, ...]


class Advice(NamedTuple):
    """What helps a table: sheets to start from, projects to look at, a lesson to keep in mind.

    `cases` did something about the table's own challenge. Only where there is none, `beside` are cases that show its
    cards, whatever these were for there.
    """

    actions: tuple["ActionSheet", ...]
    cases: tuple["Project | Elsewhere", ...]
    beside: tuple["Project | Elsewhere", ...]
    lessons: tuple["Lesson", ...]


def match_actions(deck: Deck, matching: Matching) -> list[ActionMatch]:
    """Every action sheet ranked for a city, as its practices are; ties keep the deck's order."""
    stated = {item.challenge.id: item for item in matching.recognised}
    total = fsum(item.urgency for item in matching.recognised)
    heard = matching.heard
    voices = heard.voices(deck.lexis, "actions") if heard.is_understood else Voices({}, {})
    loudest = max(voices.strength.values(), default=0.0)
    weights = ACTION_WEIGHTS["text" if voices.strength else "tags"]
    best = [match.card.id for match in matching.opportunities[: len(PLACES)]]
    found = []
    for place, card in enumerate(deck.actions):
        answers = tuple((answer, stated[answer.id]) for answer in card.challenges if answer.id in stated)
        answers = tuple(sorted(answers, key=lambda pair: -pair[0].weight * pair[1].urgency))
        served = tuple(link.id for link in card.practices if link.id in best)
        parts = {
            "words": voices.strength.get(place, 0.0) / loudest if loudest else 0.0,
            "challenges": fsum(answer.weight / 3 * item.urgency for answer, item in answers) / total if total else 0.0,
            "practices": fsum(PLACES[best.index(name)] for name in served) / fsum(PLACES),
        }
        parts = {name: round(value, DECIMALS) for name, value in parts.items()}
        says_something = parts["words"] > 0 or parts["challenges"] > 0
        score = fsum(weights[name] * value for name, value in parts.items()) if says_something else 0.0
        words = voices.words_for(place)
        found.append(ActionMatch(card, round(score, DECIMALS), parts, weights, answers, words, served))
    return sorted(found, key=lambda match: -match.score)


def advise_tables(
    deck: Deck, matching: Matching, tables: Sequence[Table], each: int = 2, sheets: int | None = None
) -> list[Advice]:
    """For each table, given its challenges (its own first) and practices, what helps it most.

    A sheet or lesson may help several tables, and is less wanted at each further one; a case is told once, at a
    table whose own challenge it did something about, or else at one without any, whose cards it shows. At most `each`
    sheets and cases a table, and one lesson. `sheets` is how many sheets a table must have, where they are dealt to it
    like cards.
    """
    given: dict[str, int] = {}
    advice = []
    answering = _answering(deck, matching, tables, each)
    beside = _beside(deck, matching, tables, answering)
    for (challenges, practices), cases, others in zip(tables, answering, beside, strict=True):
        actions = _best(deck.actions, deck, challenges, practices, given, each if sheets is None else sheets)
        actions += _to_complete(deck, practices, actions, given, (sheets or 0) - len(actions))
        lessons = _best(deck.lessons, deck, challenges, [card.id for card in actions], given, 1)
        for card in (*actions, *lessons):
            given[card.id] = given.get(card.id, 0) + 1
        advice.append(Advice(tuple(actions), tuple(cases), tuple(others), tuple(lessons)))
    return advice


def is_closed(entry: Entry) -> bool:
    """Whether what a card tells is known to have closed."""
    return entry.status is not None and entry.status.state == "closed"


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
    cards: Sequence["ActionSheet | Lesson"],
    deck: Deck,
    challenges: Sequence[str],
    tied_to: Sequence[str],
    given: Mapping[str, int],
    at_most: int,
) -> list[Any]:
    """The cards that help most, less wanted each time that they were given already; deck order on ties."""
    worth = [_worth(card, deck, challenges, tied_to) * AGAIN ** given.get(card.id, 0) for card in cards]
    ranked = sorted(range(len(cards)), key=lambda number: (-worth[number], number))
    return [cards[number] for number in ranked[:at_most] if worth[number] > 0]


def _to_complete(
    deck: Deck, practices: Sequence[str], chosen: Sequence["ActionSheet"], given: Mapping[str, int], missing: int
) -> list["ActionSheet"]:
    """Further sheets for a table whose challenges too few answer: those that serve its practices, least given first."""
    others = [card for card in deck.actions if card not in chosen]

    def rank(card: "ActionSheet") -> tuple[int, int]:
        served = {tie.to for tie in deck.entry[card.id].ties}.intersection(practices)
        return -len(served), given.get(card.id, 0)

    return sorted(others, key=rank)[: max(missing, 0)]


def _answering(
    deck: Deck, matching: Matching, tables: Sequence[Table], at_most: int
) -> list[list["Project | Elsewhere"]]:
    """The cases of each table, that did something about its own challenge."""
    cases = told_as_precedents(deck, matching.city.id)
    worth = {
        (table, number): _worth(case, deck, challenges, practices)
        for table, (challenges, practices) in enumerate(tables)
        for number, case in enumerate(cases)
        if any(answer.id == challenges[0] and answer.weight >= LEAST for answer in case.challenges)
    }
    return _share_out(deck, matching, cases, worth, [at_most] * len(tables))


def _beside(
    deck: Deck, matching: Matching, tables: Sequence[Table], answering: Sequence[Sequence["Project | Elsewhere"]]
) -> list[list["Project | Elsewhere"]]:
    """For each table that has no case of its own challenge, one that shows its cards, those first that answer it best."""
    known = {case.id for cases in answering for case in cases}
    cases = [case for case in told_as_precedents(deck, matching.city.id) if case.id not in known]
    worth: dict[tuple[int, int], float] = {}
    for table, (challenges, practices) in enumerate(tables):
        for number, case in enumerate(cases):
            entry = deck.entry[case.id]
            shown = [deck.practice[tie.to] for tie in entry.ties if tie.to in practices]
            lead = fsum(answer.weight for card in shown for answer in card.challenges if answer.id == challenges[0])
            if shown:
                worth[table, number] = (lead + PER_PRACTICE * len(shown)) * (CLOSED if is_closed(entry) else 1.0)
    return _share_out(deck, matching, cases, worth, [0 if cases else 1 for cases in answering])


def _share_out(
    deck: Deck,
    matching: Matching,
    cases: Sequence["Project | Elsewhere"],
    worth: Mapping[tuple[int, int], float],
    room: Sequence[int],
) -> list[list["Project | Elsewhere"]]:
    """Each case at the one table that it helps most; `worth` is by table and case, `room` how many a table may have.

    The greatest help first; on ties, the case whose city states the most of the same urgent challenges.
    """
    urgency = {item.challenge.id: item.urgency for item in matching.recognised}
    alike = {city.id: fsum(urgency.get(item.id, 0.0) for item in city.challenges) for city in deck.cities}
    shared: list[list[Project | Elsewhere]] = [[] for _room in room]
    left = dict(enumerate(cases))

    def rank(item: tuple[tuple[int, int], float]) -> tuple[float, float, int, int]:
        (table, number), help_given = item
        return -help_given, -alike.get(getattr(cases[number], "city", None) or "", 0.0), table, number

    for (table, number), _help in sorted(worth.items(), key=rank):
        if number in left and len(shared[table]) < room[table]:
            shared[table].append(left.pop(number))
    return shared


def _worth(card: Any, deck: Deck, challenges: Sequence[str], tied_to: Sequence[str]) -> float:
    """How much a card helps with some challenges (the first one counts double) and with the cards it is tied to.

    Nothing where it answers none of them, save a lesson, which may also be about the sheets.
    """
    answers = fsum(
        answer.weight * (2 if answer.id == challenges[0] else 1)
        for answer in card.challenges
        if answer.id in challenges
    )
    entry = deck.entry[card.id]
    served = PER_PRACTICE * len({tie.to for tie in entry.ties}.intersection(tied_to))
    return (answers + served if answers or entry.kind == "lesson" else 0.0) * (CLOSED if is_closed(entry) else 1.0)


def told_as_precedents(deck: Deck, city: str | None) -> list["Project | Elsewhere"]:
    """Every case that did something about a challenge and isn't the city's own; a call for projects did nothing yet.

    Projects first, so that they come before larger places on ties.
    """
    cases: list[Project | Elsewhere] = [*deck.projects, *deck.elsewhere]
    return [case for case in cases if case.challenges and (city is None or getattr(case, "city", None) != city)]

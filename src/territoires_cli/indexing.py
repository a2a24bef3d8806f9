"""Every card of a deck → its entry in the index, each link seen from both ends; projects → strengths of their city. Pure.

A link is stored once, on the more specific of two cards; here it is given to both.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from territoires_cli.faces import state_mark
from territoires_cli.labels import effort_level
from territoires_cli.links import cards_of, texts_of
from territoires_cli.models.cards import PracticeCard
from territoires_cli.models.city import City, Strength
from territoires_cli.models.deck import Deck
from territoires_cli.models.examples import CaseExample
from territoires_cli.models.index import Entry, Facets, Kind, Tie
from territoires_cli.names import squash
from territoires_cli.text import first_sentence

if TYPE_CHECKING:
    from territoires_cli.models.cases import Elsewhere, Project
    from territoires_cli.models.examples import Example

# A stored link: the card that states it, the card it points to, why.
StoredLink = tuple[str, str, str | None]


def index_cards(deck: Deck) -> tuple[Entry, ...]:
    """An entry for each card, kind by kind in deck order, with its ties in both directions."""
    ties: dict[str, dict[str, str | None]] = {}
    for one, other, why in stored_links(deck):
        for start, end in ((one, other), (other, one)):
            known = ties.setdefault(start, {})
            known[end] = known.get(end) or why
    facets = _facets(deck, ties)
    return tuple(
        entry.model_copy(
            update={
                "ties": tuple(Tie(to=to, why=why) for to, why in ties.get(entry.id, {}).items()),
                "facets": facets[entry.id],
            }
        )
        for entry in _entries(deck)
    )


def words_of_cards(deck: Deck) -> dict[str, str]:
    """The text of each card that a search looks through, squashed (see `names`), by its id."""
    return {card.id: squash(" ".join(_searched(card))) for card in cards_of(deck)}


def _searched(card: Any) -> Iterator[str]:
    """Every text of a card; of a practice's examples only the names, since they tell of many things."""
    if not isinstance(card, PracticeCard):
        yield from (text for _path, text in texts_of(card, everything=True))
        return
    yield from (card.code, card.id, card.title, card.summary, card.description or "")
    yield from (*card.aliases, *card.nicknames, *card.neighbours, *card.situations)
    yield from (answer.why for answer in card.challenges)
    yield from (example.name for example in card.examples if example.name)


def _facets(deck: Deck, ties: Mapping[str, Mapping[str, Any]]) -> dict[str, Facets]:
    """The facets of each card by its id: a lesson is tied to practices through its action sheets."""
    found = {
        card.id: Facets(
            families=(card.family,),
            types=(card.type,),
            challenges=tuple(answer.id for answer in card.challenges),
            levers=card.levers,
            efforts=(effort_level(card.effort),),
        )
        for card in deck.practices
    }
    practices = {card: [name for name in tied if name in found] for card, tied in ties.items()}
    sheets = {action.id for action in deck.actions}
    for other in cards_of(deck):
        if other.id not in found:
            direct = practices.get(other.id, [])
            through = direct or [
                name for action in ties.get(other.id, ()) if action in sheets for name in practices[action]
            ]
            found[other.id] = _facets_through(other, [found[name] for name in through])
    return found


def _facets_through(card: Any, practices: Sequence[Facets]) -> Facets:
    def joined(name: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(value for facets in practices for value in getattr(facets, name)))

    challenges = tuple(dict.fromkeys(item.id for item in getattr(card, "challenges", ())))
    return Facets(
        families=joined("families"),
        types=joined("types"),
        challenges=challenges or joined("challenges"),
        levers=tuple(getattr(card, "levers", ())) or joined("levers"),
        efforts=(effort_level(card.effort),) if hasattr(card, "effort") else joined("efforts"),
    )


def stored_links(deck: Deck) -> Iterator[StoredLink]:
    """Each link between two cards as it is stored; pairs of practices are apart (`Deck.pairs_of`)."""
    for practice in deck.practices:
        yield from _cases(practice.id, practice.examples)
    for action in deck.actions:
        yield from ((action.id, link.id, link.why) for link in action.practices)
        yield from _cases(action.id, action.examples)
    for city in deck.cities:
        yield from _strengths(city)
    for project in deck.projects:
        if project.city is not None:
            yield project.id, project.city, None
        yield from ((project.id, link.id, link.why) for link in project.practices)
    for place in deck.elsewhere:
        yield from ((place.id, link.id, link.why) for link in place.practices)
        yield from ((place.id, model, None) for model in place.models)
    for model in deck.models:
        yield from ((model.id, link.id, link.why) for link in model.practices)
    for lesson in deck.lessons:
        yield from ((lesson.id, action, None) for action in lesson.actions)
        yield from _cases(lesson.id, lesson.examples)


def with_projects(
    cities: Iterable[City], projects: Sequence["Project"], practices: Iterable[PracticeCard]
) -> list[City]:
    """The cities, each with what its projects show among its strengths: they are told once, on the project.

    A project shows the practices that it names, and those whose cards have it among their examples.
    """
    shown: dict[str, dict[str, str]] = {
        project.id: {link.id: link.why for link in project.practices} for project in projects
    }
    for practice in practices:
        for example in practice.examples:
            if isinstance(example, CaseExample) and example.case in shown:
                shown[example.case].setdefault(practice.id, example.short)
    return [
        city.model_copy(
            update={
                "strengths": (
                    *city.strengths,
                    *(
                        Strength(
                            practice=practice,
                            name=project.title,
                            note=note,
                            as_of=project.as_of,
                            source=project.source,
                            status=project.status,
                        )
                        for project in projects
                        if project.city == city.id
                        for practice, note in shown[project.id].items()
                    ),
                )
            }
        )
        for city in cities
    ]


def _strengths(city: City) -> Iterator[StoredLink]:
    """A link for each practice of a city, with the names of what makes it present there; what closed or was planned says so."""
    practices = dict.fromkeys(strength.practice for strength in city.strengths)
    for practice in practices:
        names = dict.fromkeys(
            f"{item.name}{state_mark(item.status, item.stage, item.as_of)}"
            for item in city.strengths
            if item.practice == practice and item.name
        )
        yield city.id, practice, ", ".join(names) or None


def _cases(card: str, examples: Iterable["Example | CaseExample"]) -> Iterator[StoredLink]:
    """A link for each example that stands elsewhere; one with a name and a state of its own says what became of it."""
    for example in examples:
        if isinstance(example, CaseExample):
            mark = state_mark(example.status, example.stage, example.as_of)
            yield card, example.case, f"{example.name}{mark} : {example.short}" if example.name else example.short


def _entries(deck: Deck) -> Iterator[Entry]:
    for practice in deck.practices:
        yield Entry(
            id=practice.id,
            kind="practice",
            code=practice.code,
            title=practice.title,
            summary=practice.summary,
            names=(*practice.aliases, *practice.nicknames),
        )
    for action in deck.actions:
        yield Entry(
            id=action.id,
            kind="action",
            code=action.code,
            title=action.title,
            summary=action.summary,
            names=action.aliases,
        )
    for city in deck.cities:
        yield Entry(
            id=city.id,
            kind="city",
            title=city.name,
            summary=city.monograph.title
            if city.monograph
            else first_sentence(city.context or city.statement or city.name),
            place=", ".join(part for part in (city.name, city.country) if part),
        )
    for project in deck.projects:
        yield _case_entry(project, "project")
    for place in deck.elsewhere:
        yield _case_entry(place, "elsewhere")
    for lesson in deck.lessons:
        yield Entry(id=lesson.id, kind="lesson", title=lesson.title, summary=lesson.summary)
    for model in deck.models:
        yield Entry(id=model.id, kind="model", title=model.title, summary=model.summary, names=model.aliases)


def _case_entry(case: "Project | Elsewhere", kind: Kind) -> Entry:
    return Entry(
        id=case.id,
        kind=kind,
        title=case.title,
        summary=case.summary,
        place=case.place,
        as_of=case.as_of,
        source=case.source,
        status=case.status,
        url=case.url,
    )

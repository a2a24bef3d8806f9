"""The deck: cards, vocabularies, cities and formats, with the indexes that other rooms look things up in."""

from collections.abc import Callable, Mapping
from functools import cache, cached_property
from importlib import import_module
from types import GenericAlias
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, TypeAdapter
from pydantic_core import from_json, to_json

if TYPE_CHECKING:
    from territoires_cli.models.actions import ActionSheet, Axis, Framework, Objective
    from territoires_cli.models.base import Card, Source
    from territoires_cli.models.cards import Pair, PracticeCard
    from territoires_cli.models.cases import CityModel, Elsewhere, Lesson, Project
    from territoires_cli.models.city import City
    from territoires_cli.models.index import Entry
    from territoires_cli.models.lexicon import Lexicon, Trouble
    from territoires_cli.models.lexis import Lexis
    from territoires_cli.models.vocabulary import (
        Challenge,
        ChallengeBook,
        DeckInfo,
        Family,
        PracticeType,
    )
    from territoires_cli.models.workshop import Activity, WorkshopFormat

# Section of a deck → module and name of its model, and whether it is a sequence of them. `lexis` is derived from the
# others: what each word speaks for, kept with them because weighing costs more than reading. So is `index`, by which cards are listed, filtered and shown with their ties without reading the others, and `words`, the text
# of each card that a search looks through.
SECTIONS = {
    "info": ("vocabulary", "DeckInfo", False),
    "book": ("vocabulary", "ChallengeBook", False),
    "lexicon": ("lexicon", "Lexicon", False),
    "troubles": ("lexicon", "Trouble", True),
    "sources": ("base", "Source", True),
    "practices": ("cards", "PracticeCard", True),
    "pairs": ("cards", "Pair", True),
    "framework": ("actions", "Framework", False),
    "actions": ("actions", "ActionSheet", True),
    "cities": ("city", "City", True),
    "projects": ("cases", "Project", True),
    "elsewhere": ("cases", "Elsewhere", True),
    "models": ("cases", "CityModel", True),
    "lessons": ("cases", "Lesson", True),
    "formats": ("workshop", "WorkshopFormat", True),
    "activities": ("workshop", "Activity", True),
    "lexis": ("lexis", "Lexis", False),
    "index": ("index", "Entry", True),
    "words": ("", "", True),
}

# Kind of card → the section that holds it.
SECTION_OF_KIND = {
    "practice": "practices",
    "action": "actions",
    "city": "cities",
    "project": "projects",
    "elsewhere": "elsewhere",
    "lesson": "lessons",
    "model": "models",
}

DERIVED = ("lexis", "index", "words")
# Made only when somebody listens to a text: it takes longer than reading all the rest.
LATE = "lexis"


def section_type(name: str) -> TypeAdapter[Any]:
    """What reads and writes a section of a deck as JSON."""
    if name == "words":
        return TypeAdapter(dict[str, str])
    module, model, is_sequence = SECTIONS[name]
    if module in ("cards", "actions", "city", "cases"):
        _build_shared_parts()
    found: Any = getattr(import_module(f"territoires_cli.models.{module}"), model)
    # A tuple of a type that is only known now: `types.GenericAlias` says it as an annotation would.
    kind: Any = GenericAlias(tuple, (found, ...)) if is_sequence else found
    return TypeAdapter(kind)


@cache
def _build_shared_parts() -> None:
    """Build what cards of several kinds are made of once: otherwise pydantic builds it anew inside each of them."""
    from territoires_cli.models.base import Citation, Fact, Status
    from territoires_cli.models.cards import ChallengeAnswer, Effort
    from territoires_cli.models.examples import CaseExample, Example, Link

    for part in (Citation, Status, Fact, Link, Example, CaseExample, ChallengeAnswer, Effort):
        part.model_rebuild()


def json_line(value: Any) -> bytes:
    """A section as JSON, by the serializers that its values already have: building one of its own costs more."""
    if isinstance(value, tuple):
        return b"[" + b",".join(json_line(item) for item in value) + b"]"
    if isinstance(value, BaseModel):
        return value.model_dump_json(by_alias=True, exclude_defaults=True).encode()
    return to_json(value)


class Deck:
    """Everything that was read from a deck's files, in print order.

    `section` gives a section by its name; it is asked for each one at most once, when somebody first needs it.
    `digest` is given where it is already known, `formats` as JSON where they can be validated one by one.
    Why not a pydantic model: listing the cards need not build the cities, the formats and their models.
    """

    _section: Callable[[str], Any]
    _digest: str | None
    _formats: bytes | None

    def __init__(self, section: Callable[[str], Any], digest: str | None = None, formats: bytes | None = None) -> None:
        self.__dict__.update(_section=section, _digest=digest, _formats=formats)

    def __setattr__(self, name: str, value: Any) -> None:
        """Refuse: a deck is frozen (sections reach `__dict__` by `cached_property`, which does not pass here)."""
        raise AttributeError(name)

    @cached_property
    def lines(self) -> dict[str, bytes]:
        """Each section but the late one as one line of JSON, values that are the default left out."""
        return {name: json_line(self._section(name)) for name in SECTIONS if name != LATE}

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the content, in hexadecimal: line endings, YAML layout and defaults don't matter."""
        if self._digest is not None:
            return self._digest
        from hashlib import sha256

        content = b"\n".join(line for name, line in self.lines.items() if name not in DERIVED)
        return sha256(content).hexdigest()

    @cached_property
    def info(self) -> "DeckInfo":
        """Title, version, licence, families and types."""
        return self._section("info")  # type: ignore[no-any-return]

    @cached_property
    def book(self) -> "ChallengeBook":
        """The challenges and their groups."""
        return self._section("book")  # type: ignore[no-any-return]

    @cached_property
    def lexicon(self) -> "Lexicon":
        """Topics out of play and abbreviations."""
        return self._section("lexicon")  # type: ignore[no-any-return]

    @cached_property
    def sources(self) -> "tuple[Source, ...]":
        """The documents that facts are taken from."""
        return self._section("sources")  # type: ignore[no-any-return]

    @cached_property
    def practices(self) -> "tuple[PracticeCard, ...]":
        """The practice cards."""
        return self._section("practices")  # type: ignore[no-any-return]

    @cached_property
    def pairs(self) -> "tuple[Pair, ...]":
        """The practices that combine well."""
        return self._section("pairs")  # type: ignore[no-any-return]

    @cached_property
    def framework(self) -> "Framework":
        """The purpose of the actions, its axes and objectives, and the themes of the lessons."""
        return self._section("framework")  # type: ignore[no-any-return]

    @cached_property
    def actions(self) -> "tuple[ActionSheet, ...]":
        """The action sheets."""
        return self._section("actions")  # type: ignore[no-any-return]

    @cached_property
    def projects(self) -> "tuple[Project, ...]":
        """The local projects."""
        return self._section("projects")  # type: ignore[no-any-return]

    @cached_property
    def elsewhere(self) -> "tuple[Elsewhere, ...]":
        """The collaborative territories elsewhere."""
        return self._section("elsewhere")  # type: ignore[no-any-return]

    @cached_property
    def models(self) -> "tuple[CityModel, ...]":
        """The models of collaborative cities."""
        return self._section("models")  # type: ignore[no-any-return]

    @cached_property
    def lessons(self) -> "tuple[Lesson, ...]":
        """What the cities taught, by number."""
        return self._section("lessons")  # type: ignore[no-any-return]

    @cached_property
    def cities(self) -> "tuple[City, ...]":
        """The deck's own cities."""
        return self._section("cities")  # type: ignore[no-any-return]

    @cached_property
    def formats(self) -> "tuple[WorkshopFormat, ...]":
        """The workshop formats."""
        return self._section("formats")  # type: ignore[no-any-return]

    @cached_property
    def activities(self) -> "tuple[Activity, ...]":
        """The warm-ups and closings that formats may call."""
        return self._section("activities")  # type: ignore[no-any-return]

    @cached_property
    def troubles(self) -> "tuple[Trouble, ...]":
        """What goes wrong in towns, the ways people say it, and the cards that answer it."""
        return self._section("troubles")  # type: ignore[no-any-return]

    @cached_property
    def lexis(self) -> "Lexis":
        """What each word means, and which cards it speaks for."""
        return self._section("lexis")  # type: ignore[no-any-return]

    @cached_property
    def practice(self) -> "dict[str, PracticeCard]":
        """Practices by id, in deck order."""
        return {card.id: card for card in self.practices}

    @cached_property
    def family(self) -> "dict[str, Family]":
        """Families by id, in deck order."""
        return {family.id: family for family in self.info.families}

    @cached_property
    def type(self) -> "dict[str, PracticeType]":
        """Types of practice by id."""
        return {kind.id: kind for kind in self.info.types}

    @cached_property
    def challenge(self) -> "dict[str, Challenge]":
        """Challenges by id, in deck order."""
        return {challenge.id: challenge for challenge in self.book.challenges}

    @cached_property
    def source(self) -> "dict[str, Source]":
        """Sources by id."""
        return {source.id: source for source in self.sources}

    @cached_property
    def city(self) -> "dict[str, City]":
        """The deck's own cities by id."""
        return {city.id: city for city in self.cities}

    @cached_property
    def axis(self) -> "dict[str, Axis]":
        """Axes of the framework by id."""
        return {axis.id: axis for axis in self.framework.axes}

    @cached_property
    def objective(self) -> "dict[str, Objective]":
        """Objectives of the framework by id."""
        return {objective.id: objective for objective in self.framework.objectives}

    @cached_property
    def format(self) -> "Mapping[str, WorkshopFormat]":
        """Workshop formats by id."""
        if self._formats is None:
            return {shape.id: shape for shape in self.formats}
        from territoires_cli.models.shelf import Shelf
        from territoires_cli.models.workshop import WorkshopFormat

        return Shelf(WorkshopFormat, from_json(self._formats))

    @cached_property
    def activity(self) -> "dict[str, Activity]":
        """Warm-ups and closings by id."""
        return {activity.id: activity for activity in self.activities}

    @cached_property
    def index(self) -> "tuple[Entry, ...]":
        """Every card of every kind in a few words, with its ties."""
        return self._section("index")  # type: ignore[no-any-return]

    @cached_property
    def words(self) -> dict[str, str]:
        """The text of each card that a search looks through, squashed, by the card's id."""
        return self._section("words")  # type: ignore[no-any-return]

    @cached_property
    def entry(self) -> "dict[str, Entry]":
        """The index by id, kind by kind in deck order."""
        return {entry.id: entry for entry in self.index}

    def card(self, entry: "Entry") -> "Card":
        """The card that an entry of the index stands for; only the cards of its kind are read."""
        cards: tuple[Card, ...] = getattr(self, SECTION_OF_KIND[entry.kind])
        return next(card for card in cards if card.id == entry.id)

    @cached_property
    def pairs_of(self) -> "dict[str, tuple[tuple[PracticeCard, str], ...]]":
        """For each practice, the practices that combine well with it, and why."""
        found: dict[str, list[tuple[PracticeCard, str]]] = {}
        for pair in self.pairs:
            one, other = pair.cards
            found.setdefault(one, []).append((self.practice[other], pair.why))
            found.setdefault(other, []).append((self.practice[one], pair.why))
        return {card: tuple(pairs) for card, pairs in found.items()}

    @cached_property
    def unstudied(self) -> frozenset[str]:
        """The practices added to a deck whose cities nobody asked about them."""
        return frozenset(name for part in self.info.additions for name in part.practices)

    @cached_property
    def seen_in(self) -> "dict[str, tuple[City, ...]]":
        """For each practice, the deck's cities that have it among their strengths."""
        found: dict[str, dict[str, City]] = {}
        for city in self.cities:
            for strength in city.strengths:
                found.setdefault(strength.practice, {})[city.id] = city
        return {practice: tuple(cities.values()) for practice, cities in found.items()}

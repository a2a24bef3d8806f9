"""The words printed on a card's two faces, and the limits they keep to (in characters, spaces included)."""

from collections.abc import Mapping
from dataclasses import dataclass

from territoires_cli.models.base import Citation, Source, Status
from territoires_cli.models.cards import PracticeCard
from territoires_cli.models.examples import CaseExample, Example
from territoires_cli.models.index import Entry
from territoires_cli.translation import gettext as _

TITLE_LIMIT = 32
SUMMARY_LIMIT = 140
SUMMARY_SENTENCE_WORDS = 15
CHALLENGES_LIMIT = 3
STEP_LIMIT = 70
LIMITS_PRINTED = 2
LIMIT_LIMIT = 80
EXAMPLE_LIMIT = 160
QUESTION_LIMIT = 70
BACK_LIMIT = 750


@dataclass(frozen=True, slots=True)
class Back:
    """What the back of a practice card prints."""

    first_steps: tuple[str, ...]
    limits: tuple[str, ...]
    example: str
    questions: tuple[str, ...]
    source: str

    @property
    def length(self) -> int:
        """The number of characters printed, headings left out."""
        texts = (*self.first_steps, *self.limits, self.example, *self.questions, self.source)
        return sum(len(text) for text in texts)


def back_of(card: PracticeCard, sources: Mapping[str, Source], entries: Mapping[str, Entry]) -> Back:
    """The back of a card; a source or case that the mappings lack is printed by its id."""
    cited = card.sources[0]
    source = sources.get(cited.id)
    return Back(
        first_steps=card.first_steps,
        limits=card.limits[:LIMITS_PRINTED],
        example=example_line(told(card.examples[0], entries)),
        questions=card.questions,
        source=_("Source : {source}").format(source=source.short if source else cited.id),
    )


@dataclass(frozen=True, slots=True)
class Told:
    """An example with what its case adds to it: `case` is the id of the card that tells more, if there is one."""

    name: str
    place: str
    short: str
    text: str
    as_of: int | None
    source: Citation | None
    status: Status
    url: str | None
    note: str | None
    case: str | None


def told(example: Example | CaseExample, entries: Mapping[str, Entry]) -> Told:
    """An example in full: what it leaves to its case is taken from there; a case that is not known keeps its id."""
    if isinstance(example, Example):
        return Told(
            name=example.name,
            place=example.place,
            short=example.short,
            text=example.text,
            as_of=example.as_of,
            source=example.source,
            status=example.status,
            url=example.url,
            note=example.note,
            case=None,
        )
    case = entries.get(example.case)
    own = example.source is not None
    return Told(
        name=example.name or (case.title if case else example.case),
        place=(case.place if case else None) or "",
        short=example.short,
        text=example.text or example.short,
        as_of=example.as_of if own or case is None else case.as_of,
        source=example.source if own or case is None else case.source,
        status=example.status or (case.status if case else None) or Status(state="unknown"),
        url=example.url or (case.url if case and not example.name else None),
        note=example.note,
        case=example.case,
    )


def example_line(example: Told) -> str:
    """An example in one line: name, place and year, what it is, what became of it."""
    year = str(example.as_of) if example.as_of is not None else _("non daté")
    return (
        f"{titled(example.name, example.place)} ({year}) : {example.short.rstrip('.')} ({status_words(example.status)})"
    )


def titled(name: str, place: str | None) -> str:
    """A name and its place, what the name already says left out: « Genk », « Barcelone, Fab City, Espagne »."""
    parts = (place or "").split(", ")
    return name if name == parts[0] else ", ".join((name, *(part for part in parts if part and part not in name)))


def status_words(status: Status) -> str:
    """What became of an initiative, in a few French words with the year."""
    if status.state == "closed":
        return _("fermé en {year}").format(year=status.since) if status.since else _("fermé, date inconnue")
    if status.state == "renamed" and status.became:
        if status.since:
            return _("devenu {name} en {year}").format(name=status.became, year=status.since)
        return _("devenu {name}").format(name=status.became)
    if status.state == "active" and status.as_of:
        return _("en activité en {year}").format(year=status.as_of)
    return _("à vérifier")

"""The words printed on a card's two faces, and the limits they keep to (in characters, spaces included)."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from territoires_cli.models.base import Citation, Source, Stage, Status
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


class Back(NamedTuple):
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
    named = [sources[cited.id].short if cited.id in sources else cited.id for cited in card.sources[:1]]
    examples = [example_line(told(example, entries)) for example in card.examples[:1]]
    return Back(
        first_steps=card.first_steps,
        limits=card.limits[:LIMITS_PRINTED],
        example=examples[0] if examples else _("À écrire : qui le fait déjà, où, depuis quand ?"),
        questions=card.questions,
        source=_("Source : {source}").format(source=named[0]) if named else _("Source : non précisée"),
    )


class Told(NamedTuple):
    """An example with what its case adds to it: `case` is the id of the card that tells more, if there is one."""

    name: str
    place: str
    short: str
    text: str
    as_of: int | None
    source: Citation | None
    stage: Stage
    status: Status
    url: str | None
    note: str | None
    case: str | None

    @property
    def is_planned(self) -> bool:
        """Whether it was only planned when it was told, and nobody knows more."""
        return self.stage == "planned" and self.status.state == "unknown"


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
            stage=example.stage,
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
        stage=example.stage,
        status=example.status or (case.status if case else None) or Status(state="unknown"),
        url=example.url or (case.url if case and not example.name else None),
        note=example.note,
        case=example.case,
    )


def example_line(example: Told) -> str:
    """An example in one line: name, place and year, what it is, what became of it."""
    year = str(example.as_of) if example.as_of is not None else _("non daté")
    state = status_words(example.status, example.stage)
    return f"{titled(example.name, example.place)} ({year}) : {example.short.rstrip('.')} ({state})"


def titled(name: str, place: str | None) -> str:
    """A name and its place; a town that the name already says is left out: « Genk », « Barcelone, Fab City, Espagne ».

    A place of one part is a country or a region: « France Barter, France » stands whole.
    """
    parts = [part for part in (place or "").split(", ") if part]
    if parts and name == parts[0]:
        return name
    if len(parts) > 1 and re.search(rf"\b{re.escape(parts[0])}\b", name):
        parts = parts[1:]
    return ", ".join((name, *parts))


def state_mark(status: Status | None, stage: Stage = "running", as_of: int | None = None) -> str:
    """What a reader must know at once, after a name: « (fermé) », « (en projet en 2017) »; nothing where it can be visited.

    The date of a closing, and a new name, are left to where they are told in full.
    """
    if status is not None and status.state == "closed":
        return _(" (fermé)")
    if stage == "planned" and (status is None or status.state == "unknown"):
        return _(" (en projet en {year})").format(year=as_of) if as_of is not None else _(" (en projet)")
    return ""


def status_words(status: Status, stage: Stage = "running") -> str:
    """What became of an initiative, in a few French words with the year.

    What was only planned, and of which nothing more is known, is a plan (`stage`).
    """
    if status.state == "closed":
        if status.since:
            return _("fermé en {year}").format(year=status.since)
        return _("fermé en {year} au plus tard").format(year=status.as_of) if status.as_of else _("fermé")
    if status.state == "renamed" and status.became:
        words = _("nouveau nom en {year} : {name}") if status.since else _("nouveau nom : {name}")
        return words.format(name=status.became, year=status.since)
    if status.state == "active":
        words = _("en activité en {year}") if status.as_of else _("en activité à une date inconnue")
        return words.format(year=status.as_of)
    return _("en projet") if stage == "planned" and status.state == "unknown" else _("à vérifier")

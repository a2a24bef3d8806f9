"""The words printed on a card's two faces, and the limits they keep to (in characters, spaces included)."""

from collections.abc import Mapping
from dataclasses import dataclass

from territoires_cli.models.base import Source, Status
from territoires_cli.models.cards import CaseExample, Example, PracticeCard
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


def back_of(card: PracticeCard, sources: Mapping[str, Source], case_names: Mapping[str, str]) -> Back:
    """The back of a card; a source or case that the mappings lack is printed by its id."""
    cited = card.sources[0]
    source = sources.get(cited.id)
    return Back(
        first_steps=card.first_steps,
        limits=card.limits[:LIMITS_PRINTED],
        example=example_line(card.examples[0], case_names),
        questions=card.questions,
        source=_("Source : {source}").format(source=source.short if source else cited.id),
    )


def example_line(example: Example | CaseExample, case_names: Mapping[str, str]) -> str:
    """An example in one line: name, place and year, what it is, what became of it."""
    if isinstance(example, CaseExample):
        line = f"{case_names.get(example.case, example.case)} : {example.short.rstrip('.')}"
        return f"{line} ({status_words(example.status)})" if example.status else line
    year = str(example.as_of) if example.as_of is not None else _("non daté")
    return f"{example.name}, {example.place} ({year}) : {example.short.rstrip('.')} ({status_words(example.status)})"


def status_words(status: Status) -> str:
    """What became of an initiative, in a few French words with the year."""
    if status.state == "closed":
        return _("fermé en {year}").format(year=status.since) if status.since else _("fermé depuis")
    if status.state == "renamed" and status.became:
        if status.since:
            return _("devenu {name} en {year}").format(name=status.became, year=status.since)
        return _("devenu {name}").format(name=status.became)
    if status.state == "active" and status.as_of:
        return _("en activité en {year}").format(year=status.as_of)
    return _("à vérifier")

"""Parts that cards of several kinds share: challenges answered, examples, ties to other cards, notes and sources."""

from collections.abc import Iterable, Iterator, Sequence

from territoires_cli.documents.writing import (
    citation_words,
    dated,
    emphasis,
    gathered,
    line,
    sentence,
    status_line,
    strong,
)
from territoires_cli.faces import state_mark, titled, told
from territoires_cli.labels import kind_labels
from territoires_cli.models.base import Citation
from territoires_cli.models.cards import ChallengeAnswer
from territoires_cli.models.deck import Deck
from territoires_cli.models.document import Block, Bullets, BulletStyle, Heading, Line, Paragraph, Span
from territoires_cli.models.examples import CaseExample, Example, Link
from territoires_cli.models.index import Entry, Kind
from territoires_cli.selecting import entry_words
from territoires_cli.translation import gettext as _


def listed(level: int, title: str, items: Iterable[Line], style: BulletStyle = "plain") -> list[Block]:
    """A titled list, or nothing where it has no item; `style` is that of `Bullets`."""
    kept = tuple(items)
    if not kept:
        return []
    return [Heading(level=level, text=title), Bullets(items=kept, style=style)]


def told_apart(level: int, title: str, text: str | None) -> list[Block]:
    """A titled paragraph, or nothing where there is no text."""
    return [Heading(level=level, text=title), Paragraph(text=text)] if text else []


def codes_of(cards: Iterable[Entry]) -> str:
    """The codes of some cards, or the titles of those that have none: « H2, E4 »."""
    return ", ".join(card.code or card.title for card in cards)


def answers_blocks(answers: Iterable[ChallengeAnswer], deck: Deck, level: int) -> list[Block]:
    """The challenges that a card answers, the strongest answers first, and why."""
    ranked = sorted(answers, key=lambda answer: -answer.weight)
    lines = [line(strong(f"{deck.challenge[answer.id].label} : "), answer.why) for answer in ranked]
    return listed(level, _("Défis auxquels elle répond"), lines)


def examples_blocks(examples: Iterable[Example | CaseExample], deck: Deck, level: int) -> list[Block]:
    """Every example in full."""
    return listed(level, _("Exemples"), [example_line_full(example, deck) for example in examples])


def example_line_full(example: Example | CaseExample, deck: Deck) -> Line:
    """An example in full: name, place, story, source and year, what became of it, where more is told."""
    full = told(example, deck.entry)
    place = titled(full.name, full.place).removeprefix(full.name).lstrip(", ")
    parts: list[Span | str] = [strong(full.name), f" ({place}). " if place else ". ", sentence(full.text)]
    if full.source:
        parts += [" ", emphasis(dated(deck, full.source, full.as_of))]
    if full.is_planned:
        parts.append(" " + _("En projet."))
    status = status_line(deck, full.status)
    if status:
        parts.append(f" {status}")
    if full.note:
        parts.append(" " + _("Note : {note}").format(note=sentence(full.note)))
    if full.case:
        parts.append(" " + _("À lire : territoires show {card}.").format(card=full.case))
    elif full.url:
        parts += [" ", Span(text=full.url, url=full.url)]
    return line(*parts)


def tie_blocks(card: str, deck: Deck, level: int, leave_out: Sequence[Kind] = ()) -> Iterator[Block]:
    """The other cards that a card is tied to, kind by kind, each with the reason; what has closed or changed says so."""
    entry = deck.entry[card]
    for kind, label in kind_labels().items():
        tied = [tie for tie in entry.ties if deck.entry[tie.to].kind == kind and kind not in leave_out]
        lines = [
            line(
                strong(f"{entry_words(deck.entry[tie.to])}{state_mark(deck.entry[tie.to].status)} : "),
                sentence(tie.why or deck.entry[tie.to].summary),
            )
            for tie in sorted(tied, key=lambda tie: list(deck.entry).index(tie.to))
        ]
        yield from listed(level, label, lines)


def closing_blocks(
    links: Iterable[Link], notes: Iterable[str], sources: Iterable[Citation], deck: Deck, level: int
) -> Iterator[Block]:
    """Pages to read further, the editor's notes, the sources."""
    pages = [line(f"{link.title} : ", Span(text=link.url, url=link.url)) for link in links]
    yield from listed(level, _("Pour aller plus loin"), pages)
    yield from listed(level, _("Notes"), [sentence(note) for note in notes])
    cited = " · ".join(citation_words(deck, citation) for citation in gathered(sources)) or _("non précisées")
    yield Paragraph(text=line(emphasis(_("Sources de la carte : {sources}").format(sources=cited))))

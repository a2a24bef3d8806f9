"""Projects, territories elsewhere, city models and lessons → blocks."""

from collections.abc import Iterator

from territoires_cli.documents.pieces import (
    answers_blocks,
    closing_blocks,
    examples_blocks,
    listed,
    tie_blocks,
    told_apart,
)
from territoires_cli.documents.writing import fact_line, line, sentence, status_line, strong, told_in
from territoires_cli.faces import status_words
from territoires_cli.models.cases import CityModel, Elsewhere, Lesson, Project
from territoires_cli.models.deck import Deck
from territoires_cli.models.document import Block, Fields, Heading, Line, Paragraph, Span
from territoires_cli.translation import gettext as _


def project_blocks(card: Project, deck: Deck, level: int) -> list[Block]:
    """A project's story: origin, what it lives on, how it grew, what came of it, what it planned."""
    return [
        *_opening(card, deck, level, [(_("Qui porte le projet"), _carriers(card))]),
        *told_apart(level + 1, _("Origine"), card.origin),
        *told_apart(level + 1, _("De quoi vit le projet"), card.business_model),
        *told_apart(level + 1, _("Comment le projet a grandi"), card.development),
        *listed(level + 1, _("Ce qui a freiné"), card.difficulties),
        *listed(level + 1, _("Résultats"), [fact_line(deck, fact) for fact in card.results]),
        *_answered(card, deck, level + 1),
        *told_apart(level + 1, _("La suite prévue"), card.outlook),
        *tie_blocks(card.id, deck, level + 1),
        *closing_blocks(card.links, card.notes, card.sources, deck, level + 1),
    ]


def elsewhere_blocks(card: Elsewhere, deck: Deck, level: int) -> list[Block]:
    """A territory elsewhere: what it set out to do, what is known of it, which practices it shows."""
    scales = {"city": _("grande ville"), "region": _("région"), "network": _("réseau")}
    return [
        *_opening(card, deck, level, [(_("Échelle"), scales[card.scale])]),
        Paragraph(text=card.description),
        *listed(level + 1, _("Faits"), [fact_line(deck, fact) for fact in card.facts]),
        *_answered(card, deck, level + 1),
        *tie_blocks(card.id, deck, level + 1),
        *closing_blocks(card.links, card.notes, card.sources, deck, level + 1),
    ]


def model_blocks(card: CityModel, deck: Deck, level: int) -> list[Block]:
    """A model of collaborative city: what it rests on, whom it suits, what it asks for."""
    return [
        Heading(level=level, text=card.title),
        Paragraph(text=line(strong(card.summary))),
        *([Fields(items=((_("Aussi appelé"), " ; ".join(card.aliases)),))] if card.aliases else []),
        Paragraph(text=card.description),
        *told_apart(level + 1, _("À qui il convient"), card.suits),
        *listed(level + 1, _("Conditions pour réussir"), card.conditions),
        *listed(level + 1, _("Limites"), card.limits),
        *listed(level + 1, _("Questions pour la table"), card.questions),
        *answers_blocks(card.challenges, deck, level + 1),
        *listed(level + 1, _("Faits"), [fact_line(deck, fact) for fact in card.facts]),
        *tie_blocks(card.id, deck, level + 1),
        *closing_blocks(card.links, card.notes, card.sources, deck, level + 1),
    ]


def lesson_blocks(card: Lesson, deck: Deck, level: int) -> list[Block]:
    """A lesson of the eight cities: the recommendation, how to follow it, where it was seen, where it stops."""
    themes = {theme.id: theme.title for theme in deck.framework.themes}
    return [
        Heading(level=level, text=_("{number}. {title}").format(number=card.number, title=card.title)),
        Paragraph(text=line(strong(card.summary))),
        Fields(items=((_("Thème"), themes[card.theme]),)),
        Paragraph(text=card.description),
        *listed(level + 1, _("Comment faire"), card.advice),
        *listed(level + 1, _("Limites"), card.limits),
        *told_apart(level + 1, _("La question pour la table"), card.question),
        *answers_blocks(card.challenges, deck, level + 1),
        *examples_blocks(card.examples, deck, level + 1),
        *tie_blocks(card.id, deck, level + 1, leave_out=("city", "project", "elsewhere")),
        *closing_blocks((), card.notes, card.sources, deck, level + 1),
    ]


def _carriers(card: Project) -> str:
    """Who carries a project, in one line that begins with a capital: the data gives each as it stands in a sentence."""
    words = " ; ".join(card.carriers)
    return words[:1].upper() + words[1:]


def _answered(card: Project | Elsewhere, deck: Deck, level: int) -> list[Block]:
    """The troubles that a case did something about, and what."""
    lines = [
        line(strong(f"{deck.challenge[answer.id].label} : "), answer.why)
        for answer in sorted(card.challenges, key=lambda answer: -answer.weight)
    ]
    return listed(level, _("À quoi cela répond"), lines)


def _opening(card: Project | Elsewhere, deck: Deck, level: int, more: list[tuple[str, Line | None]]) -> Iterator[Block]:
    yield Heading(level=level, text=card.title)
    yield Paragraph(text=line(strong(card.summary)))
    became = status_line(deck, card.status) or sentence(status_words(card.status))
    items: list[tuple[str, Line | None]] = [(_("Lieu"), card.place), *more]
    items.append((_("Raconté d’après"), told_in(deck, card.source, card.as_of)))
    items.append((_("Depuis"), became))
    if card.url:
        items.append((_("Adresse"), line(Span(text=card.url, url=card.url))))
    yield Fields(items=tuple(items))

"""A practice card in full → Document: what the table sees first, then what the screen and the annex add."""

from collections.abc import Sequence

from territoires_cli.documents.writing import (
    citation_words,
    dated,
    emphasis,
    fact_line,
    line,
    sentence,
    status_line,
    strong,
)
from territoires_cli.faces import CHALLENGES_LIMIT, back_of
from territoires_cli.labels import effort_words, lever_labels, size_labels
from territoires_cli.models.cards import CaseExample, ChallengeAnswer, Example, PracticeCard
from territoires_cli.models.deck import Deck
from territoires_cli.models.document import Block, Bullets, Callout, Document, Fields, Heading, Line, Paragraph, Span
from territoires_cli.names import enumerate_in_french
from territoires_cli.translation import gettext as _


def card_document(cards: Sequence[PracticeCard], deck: Deck) -> Document:
    """One or several cards, each under a title of level 1, with the deck's credits at the end."""
    blocks: list[Block] = []
    for card in cards:
        blocks += card_blocks(card, deck, level=1)
    blocks.append(Paragraph(text=line(emphasis(deck.info.credits))))
    return Document(title=", ".join(card.title for card in cards), language=deck.info.language, blocks=tuple(blocks))


def card_blocks(card: PracticeCard, deck: Deck, level: int) -> list[Block]:
    """Everything a card holds, under a title of the given level (1–3)."""
    return [
        Heading(level=level, text=f"{card.code} · {card.title}"),
        Paragraph(text=line(strong(card.summary))),
        Fields(items=tuple(_identity(card, deck))),
        Paragraph(text=card.description),
        *_answers(card, deck, level + 1),
        *_listed(level + 1, _("Ce que les habitants y gagnent"), card.benefits.citizens),
        *_listed(level + 1, _("Ce que la collectivité y gagne"), card.benefits.local_government),
        *_listed(level + 1, _("Limites"), card.limits),
        *_listed(level + 1, _("Conditions pour réussir"), card.conditions),
        Heading(level=level + 1, text=_("Trois premiers pas")),
        Bullets(items=card.first_steps, style="numbered"),
        *_listed(level + 1, _("Questions pour la table"), card.questions),
        Heading(level=level + 1, text=_("Exemples")),
        Bullets(items=tuple(example_line_full(example, deck) for example in card.examples)),
        *_listed(level + 1, _("Chiffres"), tuple(fact_line(deck, fact) for fact in card.facts)),
        *_listed(level + 1, _("Se combine bien avec"), tuple(_pairs(card, deck))),
        *_listed(level + 1, _("Pour aller plus loin"), tuple(_links(card))),
        Paragraph(text=line(emphasis(_sources(card, deck)))),
    ]


def short_card_blocks(card: PracticeCard, deck: Deck, level: int, tables: Sequence[int]) -> list[Block]:
    """What the printed card holds, front and back, and on which tables it lies, for an annex that people leaf through."""
    back = back_of(card, deck.source, deck.case_names)
    challenges = [deck.challenge[answer.id].label for answer in heaviest(card)]
    return [
        Heading(level=level, text=f"{card.code} · {card.title}"),
        Paragraph(text=line(strong(card.summary))),
        Fields(
            items=(
                (_("Famille"), deck.family[card.family].title),
                (_("Répond à"), " · ".join(challenges)),
                (_("Effort"), effort_words(card.effort)),
                (_("Qui a la main"), _levers(card)),
                (_("Sur les tables"), ", ".join(str(table) for table in tables)),
                (_("À cocher"), _("☐ Force · ☐ Opportunité · ☐ Écartée")),
                (_("Chez nous"), None),
            )
        ),
        Heading(level=level + 1, text=_("Trois premiers pas")),
        Bullets(items=back.first_steps, style="numbered"),
        *_listed(level + 1, _("Limites"), back.limits),
        Paragraph(text=line(strong(_("Exemple :")), " ", back.example)),
        *_listed(level + 1, _("Questions"), back.questions),
    ]


def heaviest(card: PracticeCard) -> list[ChallengeAnswer]:
    """The challenges printed on a card's front: the strongest answers first, at most three."""
    ranked = sorted(card.challenges, key=lambda answer: -answer.weight)
    return ranked[:CHALLENGES_LIMIT]


def example_line_full(example: Example | CaseExample, deck: Deck) -> Line:
    """An example in full: name, place, story, source and year, what became of it."""
    if isinstance(example, CaseExample):
        name = deck.case_names.get(example.case, example.case)
        return line(strong(name), " : ", sentence(example.short))
    parts: list[Span | str] = [
        strong(example.name),
        f" ({example.place}). {sentence(example.text)} ",
        emphasis(dated(deck, example.source, example.as_of)),
    ]
    status = status_line(deck, example.status)
    if status:
        parts.append(f" {status}")
    if example.note:
        parts.append(" " + _("Note : {note}").format(note=sentence(example.note)))
    if example.url:
        parts += [" ", Span(text=example.url, url=example.url)]
    return line(*parts)


def _identity(card: PracticeCard, deck: Deck) -> list[tuple[str, Line | None]]:
    sizes = size_labels()
    return [
        (_("Famille"), deck.family[card.family].title),
        (_("Type"), deck.type[card.type].title),
        (_("Effort"), f"{effort_words(card.effort)}. {sentence(card.effort.note)}"),
        (_("Qui a la main"), _levers(card)),
        (
            _("Taille du territoire"),
            f"{' ; '.join(sizes[size] for size in card.scale.sizes)}. {sentence(card.scale.note)}",
        ),
        (_("Avec qui"), " ; ".join(card.partners)),
        (_("Aussi appelé"), " ; ".join(card.aliases)),
        *([(_("Notions voisines"), " ; ".join(card.neighbours))] if card.neighbours else []),
    ]


def _levers(card: PracticeCard) -> str:
    labels = lever_labels()
    return enumerate_in_french([labels[lever] for lever in card.levers], _("et"))


def _answers(card: PracticeCard, deck: Deck, level: int) -> list[Block]:
    ranked = sorted(card.challenges, key=lambda answer: -answer.weight)
    blocks: list[Block] = [
        Heading(level=level, text=_("Défis auxquels elle répond")),
        Bullets(items=tuple(line(strong(f"{deck.challenge[answer.id].label} : "), answer.why) for answer in ranked)),
    ]
    for item in card.aggravates:
        label = deck.challenge[item.challenge].label
        text = sentence(item.why)
        if item.source:
            text = f"{text} ({citation_words(deck, item.source)})"
        blocks.append(Callout(title=_("Peut aggraver : {label}").format(label=label), text=text))
    return blocks


def _listed(level: int, title: str, items: Sequence[Line]) -> list[Block]:
    return [Heading(level=level, text=title), Bullets(items=tuple(items))] if items else []


def _pairs(card: PracticeCard, deck: Deck) -> list[Line]:
    return [line(strong(f"{other.code} · {other.title} : "), why) for other, why in deck.pairs_of.get(card.id, ())]


def _links(card: PracticeCard) -> list[Line]:
    return [line(f"{link.title} : ", Span(text=link.url, url=link.url)) for link in card.links]


def _sources(card: PracticeCard, deck: Deck) -> str:
    cited = [citation_words(deck, citation) for citation in card.sources]
    return _("Sources de la carte : {sources}").format(sources=" ; ".join(cited))

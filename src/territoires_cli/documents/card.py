"""A practice card → blocks: what the table sees first, then what the screen and the annex add."""

from collections.abc import Iterator, Sequence

from territoires_cli.documents.pieces import answers_blocks, closing_blocks, examples_blocks, listed, tie_blocks
from territoires_cli.documents.writing import citation_words, fact_line, line, noted, sentence, strong
from territoires_cli.faces import CHALLENGES_LIMIT, back_of
from territoires_cli.labels import effort_words, lever_labels, size_labels
from territoires_cli.models.cards import ChallengeAnswer, PracticeCard
from territoires_cli.models.deck import Deck
from territoires_cli.models.document import Block, Bullets, Callout, Fields, Heading, Line, Paragraph
from territoires_cli.names import enumerate_in_french
from territoires_cli.translation import gettext as _


def card_blocks(card: PracticeCard, deck: Deck, level: int) -> list[Block]:
    """Everything a card holds, under a title of the given level (1–3)."""
    return [
        Heading(level=level, text=f"{card.code} · {card.title}"),
        Paragraph(text=line(strong(card.summary))),
        Fields(items=tuple(_identity(card, deck))),
        *([Paragraph(text=card.description)] if card.description else []),
        *answers_blocks(card.challenges, deck, level + 1),
        *_warnings(card, deck),
        *listed(level + 1, _("Ce que les habitants y gagnent"), card.benefits.citizens),
        *listed(level + 1, _("Ce que la collectivité y gagne"), card.benefits.local_government),
        *listed(level + 1, _("Limites"), card.limits),
        *listed(level + 1, _("Conditions pour réussir"), card.conditions),
        Heading(level=level + 1, text=_("Trois premiers pas")),
        Bullets(items=card.first_steps, style="numbered"),
        *listed(level + 1, _("Questions pour la table"), card.questions),
        *examples_blocks(card.examples, deck, level + 1),
        *listed(level + 1, _("Chiffres"), tuple(fact_line(deck, fact) for fact in card.facts)),
        *listed(level + 1, _("Se combine bien avec"), tuple(_pairs(card, deck))),
        *tie_blocks(card.id, deck, level + 1),
        *closing_blocks(card.links, (), card.sources, deck, level + 1),
    ]


def short_card_blocks(card: PracticeCard, deck: Deck, level: int, tables: Sequence[int]) -> list[Block]:
    """What the printed card holds, front and back, and on which tables it lies, for an annex that people leaf through."""
    back = back_of(card, deck.source, deck.entry)
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
        *listed(level + 1, _("Limites"), back.limits),
        Paragraph(text=line(strong(_("Exemple :")), " ", back.example)),
        *listed(level + 1, _("Questions"), back.questions),
    ]


def heaviest(card: PracticeCard) -> list[ChallengeAnswer]:
    """The challenges printed on a card's front: the strongest answers first, at most three."""
    ranked = sorted(card.challenges, key=lambda answer: -answer.weight)
    return ranked[:CHALLENGES_LIMIT]


def _identity(card: PracticeCard, deck: Deck) -> list[tuple[str, Line | None]]:
    sizes = size_labels()
    return [
        (_("Famille"), deck.family[card.family].title),
        (_("Type"), deck.type[card.type].title),
        (_("Effort"), noted(effort_words(card.effort), card.effort.note)),
        (_("Qui a la main"), _levers(card)),
        *(
            [(_("Taille du territoire"), noted(" ; ".join(sizes[size] for size in card.scale.sizes), card.scale.note))]
            if card.scale
            else []
        ),
        *([(_("Avec qui"), " ; ".join(card.partners))] if card.partners else []),
        *([(_("Aussi appelé"), " ; ".join(card.aliases))] if card.aliases else []),
        *([(_("Notions voisines"), " ; ".join(card.neighbours))] if card.neighbours else []),
    ]


def _levers(card: PracticeCard) -> str:
    labels = lever_labels()
    return enumerate_in_french([labels[lever] for lever in card.levers], _("et"))


def _warnings(card: PracticeCard, deck: Deck) -> Iterator[Block]:
    for item in card.aggravates:
        label = deck.challenge[item.challenge].label
        text = sentence(item.why)
        if item.source:
            text = f"{text} ({citation_words(deck, item.source)})"
        yield Callout(title=_("Peut aggraver : {label}").format(label=label), text=text)


def _pairs(card: PracticeCard, deck: Deck) -> list[Line]:
    return [line(strong(f"{other.code} · {other.title} : "), why) for other, why in deck.pairs_of.get(card.id, ())]

"""A combination of cards → Document: what a group needs to talk it over, and to begin."""

from collections.abc import Iterable, Iterator, Sequence

from territoires_cli.combining import MOST_COMBINED, Combination
from territoires_cli.documents.combine_cases import precedent_blocks, witness_blocks
from territoires_cli.documents.combine_city import city_part, opening_steps
from territoires_cli.documents.credits import credit_words
from territoires_cli.documents.pieces import codes_of, listed, told_apart
from territoires_cli.documents.writing import emphasis, heading, line, sentence, strong
from territoires_cli.faces import LIMITS_PRINTED
from territoires_cli.labels import lever_labels
from territoires_cli.merging import Merged
from territoires_cli.models.deck import Deck
from territoires_cli.models.document import (
    Block,
    Bullets,
    Command,
    Document,
    Fields,
    Grid,
    Heading,
    Line,
    Paragraph,
    Span,
)
from territoires_cli.models.index import Entry
from territoires_cli.models.matching import Matching
from territoires_cli.names import enumerate_in_french
from territoires_cli.quoting import command_line
from territoires_cli.selecting import entry_words
from territoires_cli.translation import gettext as _
from territoires_cli.translation import ngettext

# How many steps come first: what a group can begin before it meets again.
FIRST_STEPS = 6


def combination_document(
    made: Combination, deck: Deck, matching: Matching | None, asked_for: str | None, roots: Sequence[str] = ()
) -> Document:
    """The project that the cards make together; grounded in a city where its matching is given.

    `asked_for` is what was typed to name the city, `roots` the folders of the decks asked for.
    """
    title = " + ".join(card.title for card in made.cards)
    blocks: list[Block] = [
        Heading(level=1, text=title),
        *listed(2, _("Ce que chacune apporte"), [_named(card, card.summary) for card in made.cards]),
        Heading(level=2, text=_("Le projet, avec vos mots")),
        Fields(items=((_("Son nom"), None), (_("Pour qui"), None), (_("Ce qui aura changé dans un an"), None))),
        *_bonds(made),
        *witness_blocks(made, deck),
        *listed(2, _("Les défis qu’elles servent ensemble"), _shared_lines(made)),
        *(city_part(made, deck, matching) if matching else []),
        *_levers(made),
        *_steps(made, deck),
        *_indicators(made, deck),
        *listed(2, _("Tensions à discuter"), _tensions(made, deck)),
        *precedent_blocks(made),
        *listed(2, _("Ce qui s’y ajouterait bien"), _additions(made)),
        Heading(level=2, text=_("Et ensuite")),
        *_next_blocks(made, asked_for, roots),
        Paragraph(text=line(emphasis(credit_words(deck)))),
    ]
    return Document(title=title, language=deck.info.language, blocks=tuple(blocks))


def _named(card: Entry, text: str) -> Line:
    return line(strong(f"{entry_words(card)} : "), sentence(text))


def _bonds(made: Combination) -> list[Block]:
    """What the cards bring to each other; a sentence where nothing ties any two of them, not even a case."""
    title = _("Où elles se renforcent")
    if made.bonds or any(witness.shows for witness in made.witnesses):
        return listed(2, title, _bond_lines(made))
    text = _("Le jeu ne dit pas ce que ces cartes s’apportent : demandez-le à la table, une carte après l’autre.")
    return told_apart(2, title, text)


def _bond_lines(made: Combination) -> Iterator[Line]:
    for bond in made.bonds:
        yield line(strong(f"{entry_words(bond.one)} + {entry_words(bond.other)} : "), sentence(bond.why))


def _shared_lines(made: Combination) -> Iterator[Line]:
    for item in made.shared:
        parts: list[Span | str] = [strong(f"{item.challenge.label} : ")]
        parts += [f"{card.code or card.title} – {sentence(why)} " for card, why in item.answers]
        yield line(*parts)


def _levers(made: Combination) -> Iterator[Block]:
    if not made.levers:
        return
    labels = lever_labels()
    yield heading(2, _("Qui a la main"))
    rows = tuple((labels[lever].capitalize(), codes_of(cards)) for lever, cards in made.levers)
    yield Grid(columns=(_("Qui"), _("Sur quelles cartes")), rows=rows)
    everyone = [labels[lever] for lever, cards in made.levers if len(cards) == len(made.workers)]
    if everyone and len(made.workers) > 1:
        # Alone, « commune » is one and « habitants » are many: the words leave it open.
        several = ngettext("Qui peut agir sur tout : {names}.", "Peuvent agir sur tout : {names}.", len(everyone))
        text = several.format(names=enumerate_in_french(everyone, _("et")))
    elif len(made.workers) > 1:
        text = _("Personne ne peut agir sur tout : le projet demande une alliance.")
    else:
        return
    yield Paragraph(text=text)


def _steps(made: Combination, deck: Deck) -> Iterator[Block]:
    """The first steps, beginning with the people who already do it or tried to; then what comes after."""
    lines = [*opening_steps(made), *_merged_lines(made.steps, deck)]
    yield from listed(2, _("Premiers pas"), lines[:FIRST_STEPS], "boxes")
    yield from listed(2, _("Puis"), lines[FIRST_STEPS:], "boxes")


def _indicators(made: Combination, deck: Deck) -> Iterator[Block]:
    """How to know whether it works, and from which sheet that is taken where none was chosen; for which cards nobody knows."""
    if not made.indicators:
        return
    yield heading(2, _("Comment savoir si cela marche"))
    if made.lent_by:
        yield Paragraph(text=_("Pris à la fiche {sheet}.").format(sheet=entry_words(made.lent_by)))
        yield Bullets(items=tuple(sentence(item.text) for item in made.indicators))
    else:
        yield Bullets(items=tuple(_merged_lines(made.indicators, deck)))
    for item in made.unmeasured:
        card = entry_words(item.card)
        if item.sheet is None:
            yield Paragraph(text=_("Le jeu n’a pas d’indicateurs pour {card}.").format(card=card))
        else:
            yield Paragraph(
                text=_("Le jeu n’a pas d’indicateurs pour {card} : voyez ceux de la fiche {sheet}.").format(
                    card=card, sheet=entry_words(item.sheet)
                )
            )


def _merged_lines(items: Iterable[Merged], deck: Deck) -> Iterator[Line]:
    """Each text and the cards that ask for it."""
    for item in items:
        yield line(sentence(item.text), " ", emphasis(f"({codes_of(deck.entry[name] for name in item.cards)})"))


def _tensions(made: Combination, deck: Deck) -> Iterator[Line]:
    """Challenges that a card makes worse, efforts that add up, then the limits of each card."""
    for clash in made.clashes:
        start = _("{card} peut aggraver « {challenge} » : ").format(
            card=entry_words(clash.card), challenge=clash.challenge.label
        )
        against = (
            _(" Or {cards} veut y répondre.").format(cards=codes_of(clash.answered_by)) if clash.answered_by else ""
        )
        yield line(strong(start), sentence(clash.why), against)
    heavy = [deck.entry[card.id] for card in made.workers if card.effort.coordination == "high"]
    if len(heavy) > 1:
        yield _("{cards} demandent chacune beaucoup de coordination : qui en aura le temps ?").format(
            cards=enumerate_in_french([entry_words(card) for card in heavy], _("et"))
        )
    for card in made.workers:
        for limit in card.limits[:LIMITS_PRINTED]:
            yield _named(deck.entry[card.id], limit)


def _additions(made: Combination) -> Iterator[Line]:
    for item in made.additions:
        text = _("Va avec {cards}. {summary}").format(cards=codes_of(item.goes_with), summary=item.card.summary)
        if item.answers:
            labels = " · ".join(challenge.label for challenge in item.answers)
            text += " " + _("Répond aussi à : {challenges}.").format(challenges=labels)
        yield line(strong(f"{entry_words(item.card)} : "), text)


def _next_blocks(made: Combination, asked_for: str | None, roots: Sequence[str]) -> Iterator[Block]:
    """What one may type next, and what it gives."""
    names = [card.code or card.id for card in made.cards]
    city = ["--city", asked_for] if asked_for else []
    found: list[tuple[str, list[str]]] = []
    if made.additions and len(names) < MOST_COMBINED:
        more = made.additions[0].card
        why = _("Pour y ajouter {card} :").format(card=entry_words(more))
        found.append((why, ["territoires", "combine", *names, more.code or more.id, *city]))
    if asked_for:
        found.append((_("Pour composer un atelier dans cette ville :"), ["territoires", "plan", asked_for]))
    else:
        found.append((_("Pour le voir dans une ville :"), ["territoires", "combine", *names, "--city", "lorient"]))
    found.append((_("Pour lire les cartes en entier :"), ["territoires", "show", *names]))
    for why, words in found:
        yield Paragraph(text=why)
        yield Command(text=command_line([*words, *(word for root in roots for word in ("--deck", root))]))

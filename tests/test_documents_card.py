"""A card in full and its short form for the annex."""

from territoires_cli.documents.card import heaviest, short_card_blocks
from territoires_cli.documents.pieces import example_line_full
from territoires_cli.documents.show import show_document
from territoires_cli.faces import back_of
from territoires_cli.models.deck import Deck
from territoires_cli.models.document import Bullets, Callout, Fields, Heading, Paragraph, Span
from territoires_cli.models.examples import CaseExample


def test_every_card_of_the_deck_can_be_shown(deck: Deck) -> None:
    """All of them in one document, each under its own title, without an empty part."""
    document = show_document([deck.entry[card.id] for card in deck.practices], deck)
    titles = [block.text for block in document.blocks if isinstance(block, Heading) and block.level == 1]
    assert titles == [f"{card.code} · {card.title}" for card in deck.practices]
    assert all(getattr(block, "items", True) for block in document.blocks)


def test_what_a_card_makes_worse_is_a_warning(deck: Deck) -> None:
    """Each aggravation is a callout that names the challenge."""
    card = next(card for card in deck.practices if card.aggravates)
    callouts = [block for block in show_document([deck.entry[card.id]], deck).blocks if isinstance(block, Callout)]
    assert [block.title for block in callouts] == [
        f"Peut aggraver : {deck.challenge[item.challenge].label}" for item in card.aggravates
    ]


def test_the_heaviest_answers_come_first(deck: Deck) -> None:
    """A card's front has at most three challenges: none left out weighs more than one that is printed."""
    for card in deck.practices:
        printed = heaviest(card)
        left = [answer for answer in card.challenges if answer not in printed]
        assert 1 <= len(printed) <= 3
        assert all(answer.weight <= min(item.weight for item in printed) for answer in left)


def words(line: object) -> str:
    """A line without its styles."""
    return "".join(span.text for span in line) if isinstance(line, tuple) else str(line)


def test_an_example_may_point_to_a_case(deck: Deck) -> None:
    """A case is named by its title, or by its id where the deck doesn't hold it, with its short story."""
    example = CaseExample(case="la-colloc", short="un lieu de travail")
    line = example_line_full(example, deck)
    assert line[0] == Span(text=deck.entry["la-colloc"].title, style="strong")
    assert "Un lieu de travail." in words(line)
    unknown = example_line_full(CaseExample(case="inconnu", short="un lieu"), deck)
    assert unknown[0] == Span(text="inconnu", style="strong")


def test_the_short_card_says_what_the_printed_one_does(deck: Deck) -> None:
    """Title, summary, three steps, two limits, the first example and three questions: what lies on the table."""
    for card in deck.practices:
        blocks = short_card_blocks(card, deck, 3, (1, 2))
        headings = [words(block.text) for block in blocks if isinstance(block, Heading)]
        assert headings == [f"{card.code} · {card.title}", "Trois premiers pas", "Limites", "Questions"]
        lists = [block.items for block in blocks if isinstance(block, Bullets)]
        assert lists == [card.first_steps, card.limits[:2], card.questions]
        (fields,) = [dict(block.items) for block in blocks if isinstance(block, Fields)]
        assert fields["Sur les tables"] == "1, 2"
        assert fields["Famille"] == deck.family[card.family].title
        assert fields["Chez nous"] is None
        paragraphs = [words(block.text) for block in blocks if isinstance(block, Paragraph)]
        assert paragraphs == [card.summary, f"Exemple : {back_of(card, deck.source, deck.entry).example}"]


def test_pairs_and_ties_are_told_apart(deck: Deck) -> None:
    """Practices that combine well stand under their own title, each with the reason; other practices are no ties."""
    for card in deck.practices:
        blocks = show_document([deck.entry[card.id]], deck).blocks
        titles = [words(block.text) for block in blocks if isinstance(block, Heading)]
        pairs = deck.pairs_of.get(card.id, ())
        assert ("Se combine bien avec" in titles) == bool(pairs)
        assert "Pratiques" not in titles
        lines = [words(item) for block in blocks if isinstance(block, Bullets) for item in block.items]
        assert all(f"{other.code} · {other.title} : {why}" in lines for other, why in pairs)

"""Why a card comes where it does: each part of its score, the words, challenges and cities behind it."""

import itertools
from collections.abc import Callable
from typing import Any

import pytest

from territoires_cli.documents.match_why import WORDS_SHOWN, why_document, why_not_document
from territoires_cli.labels import part_labels
from territoires_cli.matching import match_city
from territoires_cli.models.city import City
from territoires_cli.models.deck import Deck
from territoires_cli.models.document import Bullets, Document, Grid, Heading, Line, Paragraph
from territoires_cli.models.matching import PARTS, Match, Matching
from territoires_cli.models.vocabulary import Addition

SHOP = "La dernière épicerie a fermé en mars, et nos anciens ne conduisent plus."
CITIES = ["aveiro", "epinal", "genk", "hilversum", "kristianstad", "lorient", "mont-de-marsan", "narbonne"]


def match(deck: Deck, **fields: Any) -> Matching:
    """The matching of a city with these fields."""
    return match_city(deck, City(name="Ici", **fields))


def words(text: Line) -> str:
    """A line as plain words."""
    return text if isinstance(text, str) else "".join(span.text for span in text)


def grid(document: Document, first_column: str, columns: int) -> list[list[str]]:
    """The rows of the table with this first column title and so many columns, as plain words."""
    (found,) = [
        block
        for block in document.blocks
        if isinstance(block, Grid) and (block.columns[0], len(block.columns)) == (first_column, columns)
    ]
    return [[words(cell) for cell in row] for row in found.rows]


def listed(document: Document, title: str) -> list[str]:
    """The points of the list under a title; none where the title isn't there."""
    for before, block in zip(document.blocks, document.blocks[1:], strict=False):
        if isinstance(before, Heading) and words(before.text) == title and isinstance(block, Bullets):
            return [words(item) for item in block.items]
    return []


def paragraphs(document: Document) -> str:
    """Its paragraphs, one a line."""
    return "\n".join(words(block.text) for block in document.blocks if isinstance(block, Paragraph))


def tenths(text: str) -> int:
    """A number that French writes with one decimal, in tenths."""
    whole, _comma, tenth = text.partition(",")
    assert len(tenth) == 1
    return int(f"{whole}{tenth}")


def tables_add_up(document: Document, found: Match) -> None:
    """The figures shown add up as they stand: parts to the score, words to their part."""
    *rows, last = grid(document, "Part", 5)
    assert [row[0] for row in rows] == [part_labels()[name] for name in PARTS]
    assert last[3:] == ["100", last[4]]
    assert sum(int(row[3]) for row in rows) == 100
    assert sum(tenths(row[4]) for row in rows) == tenths(last[4]) == round(found.score * 1000)
    for row, name in zip(rows, PARTS, strict=True):
        assert row[2] == f"{round(found.parts[name] * 100)} %"
        assert abs(tenths(row[4]) - found.contribution(name) * 1000) < 1
        assert abs(row[1].count("█") - found.parts[name] * 10) <= 0.5
        assert len(row[1]) == 10
    if found.spoken:
        spoken = grid(document, "Mot", 3)
        assert sum(tenths(row[2]) for row in spoken) == tenths(rows[0][4])
        assert len(spoken) <= WORDS_SHOWN + 1


@pytest.mark.parametrize("city", CITIES)
def test_what_is_shown_adds_up_for_every_card(deck: Deck, city: str) -> None:
    """Each card of each city: rounded figures that a reader can add, and a bar for each part."""
    found = match_city(deck, deck.city[city])
    for item in found.matches:
        tables_add_up(why_document(found, item, None), item)


def test_the_words_of_a_sentence_are_shown_and_stand_in_it(deck: Deck) -> None:
    """Each word with its share, the strongest first, and the nearest expression that the deck knows."""
    found = match(deck, statement=SHOP)
    first = found.opportunities[0]
    document = why_document(found, first, "la supérette a baissé le rideau")
    rows = grid(document, "Mot", 3)
    assert [row[0] for row in rows] == [word for word, _share in first.spoken]
    assert all(row[0] in SHOP for row in rows)
    points = [tenths(row[2]) for row in rows]
    assert all(one >= other - 1 for one, other in itertools.pairwise(points))
    assert "Ce que le jeu connaît de plus proche : « la supérette a baissé le rideau »." in paragraphs(document)
    assert "plus proche" not in paragraphs(why_document(found, first, None))


def test_many_words_are_cut_to_the_strongest(deck: Deck) -> None:
    """Eight words, then the number of the others and their points together; never « and 1 others »."""
    found = match(deck, statement=SHOP)
    first = found.opportunities[0]
    for count, last in ((8, "mot7"), (9, "mot8"), (10, "et 2 autres"), (30, "et 22 autres")):
        spoken = tuple((f"mot{number}", first.parts["words"] / count) for number in range(count))
        item = first._replace(spoken=spoken)
        others = tuple(item if other is first else other for other in found.matches)
        document = why_document(found._replace(matches=others), item, None)
        rows = grid(document, "Mot", 3)
        assert len(rows) == min(count, WORDS_SHOWN + 1)
        assert rows[-1][0] == last
        tables_add_up(document, item)


def test_the_first_card_says_its_place_challenges_and_cities(deck: Deck) -> None:
    """Place 1 of all that can be offered; urgency and strength of each answer; what comparable cities have."""
    found = match_city(deck, deck.city["lorient"])
    first = found.opportunities[0]
    document = why_document(found, first, None)
    assert document.title == f"Pourquoi {first.card.code} {first.card.title} pour Lorient ?"
    assert f"Place 1 sur {len(found.opportunities)} cartes à proposer." in paragraphs(document)
    answered = listed(document, "Les défis énoncés auxquels elle répond")
    assert len(answered) == len(first.answers) > 0
    for line, (answer, stated) in zip(answered, first.answers, strict=True):
        head = f"{stated.challenge.label} (urgence {round(stated.urgency * 100)} %, réponse {answer.weight} sur 3) : "
        assert line.startswith(head)
        assert answer.why[1:].removesuffix(".") in line
    seen = listed(document, "Des villes comparables qui l’ont")
    assert [line.partition(" : ")[0] for line in seen] == [item.city.name for item in first.evidence]


def test_a_card_added_since_says_that_no_town_was_asked(small_deck: Callable[..., Deck]) -> None:
    """What a part is taken to be is no fact: it is told below the reasons."""
    deck = small_deck({"bus": {}, "four": {}})
    added = Addition(id="mien", title="Mien", version="1", licence="CC0-1.0", practices=("four",))
    info = deck.info.model_copy(update={"additions": (added,)})
    whole = Deck(lambda name: info if name == "info" else getattr(deck, name), deck.digest)
    found = match(whole, challenges=["defi"])
    told = "Les villes de ce jeu n’ont pas été interrogées sur cette carte."
    assert told in paragraphs(why_document(found, found.of("four"), None))
    assert told not in paragraphs(why_document(found, found.of("bus"), None))


def test_the_only_card_on_offer_says_so(deck: Deck) -> None:
    """« Place 1 of 1 cards » is no French."""
    sole = match(deck, challenges=["logement"])
    others = [item.card.id for item in sole.opportunities[1:]]
    found = match(deck, challenges=["logement"], strengths=others)
    assert "C’est la seule carte à proposer." in paragraphs(why_document(found, found.opportunities[0], None))


def test_a_strength_says_that_it_is_there_and_how_that_is_known(deck: Deck) -> None:
    """It has no place; where the text says that it is there, the words are cited."""
    said = f"On a déjà une AMAP. {SHOP}"
    found = match(deck, statement=said)
    text = paragraphs(
        why_document(found, found.of(next(m.card.id for m in found.matches if m.card.code == "C2")), None)
    )
    assert "Elle est déjà là : une force, pas une opportunité à annoncer. Mot relevé : AMAP." in text
    assert "Place" not in text
    tagged = match(deck, challenges=["emploi"], strengths=["coworking"])
    text = paragraphs(why_document(tagged, tagged.of("coworking"), None))
    assert text.endswith("Elle est déjà là : une force, pas une opportunité à annoncer.")


def test_a_harmful_card_says_why_it_is_kept_away(deck: Deck) -> None:
    """In the first lines, and under what counts against it."""
    card, harm = next((card, harm) for card in deck.practices for harm in card.aggravates)
    found = match(deck, challenges=[harm.challenge, card.challenges[0].id])
    for document in (
        why_document(found, found.of(card.id), None),
        why_not_document(found, found.of(card.id), 10, None),
    ):
        assert "Elle n’est pas proposée ici : " in paragraphs(document)
        assert harm.why[1:].removesuffix(".") in paragraphs(document)
        assert [
            line for line in listed(document, "Ce qui compte contre elle") if harm.why[1:].removesuffix(".") in line
        ]


def test_a_refused_card_cites_the_refusal(deck: Deck) -> None:
    """The words by which the text wants none of it."""
    found = match(deck, statement="L’argent part ailleurs, mais personne ne veut d’une monnaie locale ici.")
    currency = next(item for item in found.matches if item.refused)
    document = why_not_document(found, currency, 10, None)
    assert "Elle n’est pas proposée ici : le texte n’en veut pas. Mots relevés : " in paragraphs(document)
    (against,) = [line for line in listed(document, "Ce qui compte contre elle") if "n’en veut pas" in line]
    assert all(word in against for word in currency.refused)


def test_a_card_that_answers_nothing_says_that_its_other_parts_do_not_count(deck: Deck) -> None:
    """A score of 0, no words, no challenges, whatever its size and effort."""
    found = match(deck, challenges=["numerique"])
    silent = next(item for item in found.matches if not item.score)
    for document in (why_document(found, silent, None), why_not_document(found, silent, 10, None)):
        assert "Note : 0,0 sur 100. Aucun mot du texte et aucun défi énoncé ne parlent pour elle" in paragraphs(
            document
        )
        assert {tenths(row[4]) for row in grid(document, "Part", 5)} == {0}
        assert listed(document, "Les défis énoncés auxquels elle répond") == []
        tables_add_up(document, silent)


def test_size_levers_effort_and_closings_count_against_a_card(deck: Deck) -> None:
    """Each with the card's own note, and the name of what was tried and closed."""
    card = next(
        card
        for card in deck.practices
        if card.scale and "village" not in card.scale.sizes and card.effort.money == "high"
    )
    assert card.scale
    assert card.scale.note
    assert card.effort.note
    lever = next(name for name in ("region", "departement", "habitants", "entreprises") if name not in card.levers)
    found = match(
        deck,
        challenges=[card.challenges[0].id],
        population=300,
        holds=[lever],
        constraints=["La commune n’a pas un sou."],
        strengths=[{"practice": card.id, "name": "Le Clos", "status": {"state": "closed"}}],
    )
    item = found.of(card.id)
    assert (item.parts["size"], item.parts["levers"]) == (0.0, 0.0)
    assert item.parts["ease"] < 1
    against = listed(why_document(found, item, None), "Ce qui compte contre elle")
    assert len(against) == 4
    assert card.scale.note[1:].removesuffix(".") in against[0]
    assert "en main" in against[1]
    assert card.effort.note[1:].removesuffix(".") in against[2]
    assert against[3] == "Le Clos : déjà essayé ici, fermé depuis."
    nothing = match(deck, challenges=[card.challenges[0].id])
    assert listed(why_document(nothing, nothing.of(card.id), None), "Ce qui compte contre elle") == []


@pytest.mark.parametrize("city", CITIES)
def test_a_card_far_behind_is_compared_with_the_last_of_those_shown(deck: Deck, city: str) -> None:
    """Part by part, in figures that add up, with the other card's reasons."""
    found = match_city(deck, deck.city[city])
    last, wanted = found.opportunities[2], found.opportunities[-1]
    document = why_not_document(found, wanted, 3, None)
    assert document.title == f"Pourquoi pas {wanted.card.code} {wanted.card.title} pour {found.city.name} ?"
    *rows, total = grid(document, "Part", 4)
    assert [row[0] for row in rows] == [part_labels()[name] for name in PARTS]
    for column in (1, 2, 3):
        assert sum(tenths(row[column]) for row in rows) == tenths(total[column])
    for row in (*rows, total):
        assert tenths(row[1]) - tenths(row[2]) == tenths(row[3])
    assert tenths(total[1]) == round(last.score * 1000)
    named = f"{last.card.code} {last.card.title}"
    assert f"La dernière carte montrée, {named}, a {total[3]} points de plus." in paragraphs(document)
    tables_add_up(document, wanted)


def test_a_card_among_the_first_is_told_so(deck: Deck) -> None:
    """« Why not » about a card that is shown: it is among the first, or the first, and is compared with none."""
    found = match_city(deck, deck.city["lorient"])
    second = why_not_document(found, found.opportunities[1], 5, None)
    assert "Elle est pourtant parmi les 5 premières." in paragraphs(second)
    assert not [block for block in second.blocks if isinstance(block, Grid) and len(block.columns) == 4]
    first = why_not_document(found, found.opportunities[0], 1, None)
    assert "Elle est pourtant la première." in paragraphs(first)


def test_a_strength_is_not_compared(deck: Deck) -> None:
    """It isn't on offer: nothing that others have more of would put it there."""
    found = match_city(deck, deck.city["lorient"])
    there = next(item for item in found.matches if item.is_strength)
    document = why_not_document(found, there, 3, None)
    assert "Elle est déjà là" in paragraphs(document)
    assert not [block for block in document.blocks if isinstance(block, Grid) and len(block.columns) == 4]

"""A matching as a document and as data."""

from territoires_cli.documents.match import match_data, match_document
from territoires_cli.matching import match_city
from territoires_cli.models.city import City
from territoires_cli.models.deck import Deck
from territoires_cli.models.document import Bullets, Command, Grid, Heading


def test_the_document_ends_with_the_next_step_where_there_is_one(deck: Deck) -> None:
    """With a command, the last block is that command; without one, there is none."""
    matching = match_city(deck, deck.city["lorient"])
    assert match_document(matching, [], 3, "territoires plan lorient").blocks[-1] == Command(
        text="territoires plan lorient"
    )
    assert not [block for block in match_document(matching, [], 3).blocks if isinstance(block, Command)]


def test_a_card_that_makes_a_challenge_worse_is_not_offered(deck: Deck) -> None:
    """It stands under its own title with the reason, and not in the table."""
    card, item = next((card, item) for card in deck.practices for item in card.aggravates)
    city = City.model_validate({"id": "val", "name": "Val", "challenges": [item.challenge]})
    document = match_document(match_city(deck, city), [], 100)
    titles = [block.text for block in document.blocks if isinstance(block, Heading)]
    assert "À ne pas proposer ici" in titles
    offered = [str(row[1]) for block in document.blocks if isinstance(block, Grid) for row in block.rows]
    assert offered
    assert not [name for name in offered if f"'{card.code}'" in name]
    listed = [str(line) for block in document.blocks if isinstance(block, Bullets) for line in block.items]
    assert [line for line in listed if f"{card.code} {card.title}" in line]


def test_strengths_are_named_in_data_and_document(deck: Deck) -> None:
    """What is already there is told by its own name."""
    matching = match_city(deck, deck.city["lorient"])
    data = {match["id"]: match for match in match_data(matching, [])["matches"]}
    assert data["coworking"]["strengths"] == ["La Colloc"]
    assert any("La Colloc" in str(block) for block in match_document(matching, [], 1).blocks)


def test_the_parts_of_a_score_are_in_the_data(deck: Deck) -> None:
    """Each part has its weight, and the weighted parts add up to the score of an opportunity."""
    data = match_data(match_city(deck, deck.city["genk"]), [])
    for match in data["matches"]:
        if not match["strengths"] and not match["aggravates"]:
            total = sum(data["weights"][name] * value for name, value in match["parts"].items())
            assert abs(total - match["score"]) < 1e-5

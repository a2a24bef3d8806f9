"""A matching as data: every number is there, and the parts add up."""

import json
from math import fsum
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from territoires_cli.advising import match_actions
from territoires_cli.choosing import choose_hand
from territoires_cli.decks import read_deck
from territoires_cli.documents.match_data import match_data, shared_data
from territoires_cli.matching import match_city
from territoires_cli.models.city import City
from territoires_cli.models.deck import Deck
from territoires_cli.models.matching import PARTS
from territoires_cli.sharing import share

SETTINGS = settings(deadline=None, max_examples=40)
SHOP = "La dernière épicerie a fermé en mars, et nos anciens ne conduisent plus."


def data_of(deck: Deck, **fields: Any) -> dict[str, Any]:
    """The data of the matching of a city with these fields."""
    matching = match_city(deck, City(name="Ici", **fields))
    return match_data(matching, match_actions(deck, matching))


def assert_adds_up(data: dict[str, Any], statement: str) -> None:
    """What holds for the data of any matching."""
    assert fsum(data["weights"].values()) == pytest.approx(1)
    for match in data["matches"]:
        assert set(match["parts"]) == set(match["contributions"]) == set(PARTS) == set(data["weights"])
        assert fsum(match["contributions"].values()) == pytest.approx(match["score"], abs=1e-9)
        for name, value in match["parts"].items():
            assert 0 <= value <= 1
            counted = data["weights"][name] * value if match["score"] else 0
            assert match["contributions"][name] == pytest.approx(counted, abs=1e-6)
        shares = [item["share"] for item in match["spoken"]]
        assert shares == sorted(shares, reverse=True)
        assert fsum(shares) == pytest.approx(match["parts"]["words"], abs=1e-6 * (len(shares) + 1))
        assert match["words"] == [item["word"] for item in match["spoken"]]
        assert all(word in statement for word in match["words"])
    for action in data["actions"]:
        counted = fsum(action["weights"][name] * value for name, value in action["parts"].items())
        says_something = action["parts"]["words"] > 0 or action["parts"]["challenges"] > 0
        assert action["score"] == pytest.approx(counted if says_something else 0, abs=1e-6)
        assert fsum(action["weights"].values()) == pytest.approx(1)


@SETTINGS
@given(st.data())
def test_the_parts_add_up_for_any_territory(data: st.DataObject) -> None:
    """Σ contribution = score, contribution = weight · part, and the shares of the words make up their part."""
    deck = read_deck()
    said = [text for trouble in deck.troubles for text in trouble.says]
    statement = ". ".join(data.draw(st.lists(st.sampled_from(said), min_size=1, max_size=4)))
    fields = {
        "challenges": data.draw(st.lists(st.sampled_from(list(deck.challenge)), max_size=4, unique=True)),
        "strengths": data.draw(st.lists(st.sampled_from(list(deck.practice)), max_size=3)),
        "population": data.draw(st.none() | st.integers(1, 300_000)),
    }
    assert_adds_up(data_of(deck, statement=statement, **fields), statement)


@pytest.mark.parametrize("city", ["aveiro", "epinal", "genk", "hilversum", "kristianstad", "lorient", "narbonne"])
def test_the_parts_add_up_for_the_decks_own_cities(deck: Deck, city: str) -> None:
    """As above, with tags, a page of text, constraints and strengths."""
    matching = match_city(deck, deck.city[city])
    town = deck.city[city]
    said = " ".join(text for text in (town.statement, *(item.why for item in town.challenges)) if text)
    assert_adds_up(match_data(matching, match_actions(deck, matching)), said)


def test_what_was_heard_is_told(deck: Deck) -> None:
    """Slips, population, lacks, topics out of play: each with the words behind it."""
    said = "L’epicerei a fermé, nous sommes 1 450 habitants et nous n’avons pas un sou."
    data = data_of(deck, statement=said)
    assert data["heard"]["understood"] is True
    assert data["heard"]["read_as"] == {"epicerei": "epicerie"}
    assert data["heard"]["population"] == 1450
    assert "sou" in data["heard"]["lacks"]["money"]
    assert data["out_of_play"] == []
    (topic,) = data_of(deck, statement="Plus de médecin.")["out_of_play"]
    assert (topic["topic"], topic["words"]) == ("sante", ["médecin"])
    nothing = data_of(deck, statement="xyzzy")
    assert nothing["heard"] == {"understood": False, "read_as": {}, "population": None, "confidence": 0.0, "lacks": {}}
    assert {match["score"] for match in nothing["matches"]} == {0.0}
    assert nothing["recognised"] == nothing["out_of_play"] == nothing["uncovered"] == []


def test_recognised_challenges_have_urgency_priority_and_words(deck: Deck) -> None:
    """Tagged ones have a priority, heard ones have words."""
    data = data_of(deck, statement=SHOP, challenges=["jeunes"])
    tagged, *heard = data["recognised"]
    assert tagged == {
        "challenge": "jeunes",
        "label": deck.challenge["jeunes"].label,
        "urgency": 1.0,
        "priority": 1,
        "words": [],
    }
    assert heard
    assert all(item["priority"] is None and item["words"] and 0 < item["urgency"] < 1 for item in heard)


def test_strengths_closings_harms_and_refusals_are_told(deck: Deck) -> None:
    """What keeps a card from being offered is in its data."""
    practice = {card.code: card for card in deck.practices}
    strengths = [
        {"practice": practice["B1"].id, "name": "La Ruche"},
        {"practice": practice["B2"].id, "name": "Le Clos", "status": {"state": "closed"}},
        {"practice": practice["E3"].id, "stage": "planned"},
    ]
    card, harm = next((card, harm) for card in deck.practices for harm in card.aggravates)
    said = "On a déjà une AMAP. Personne ne veut d’une monnaie locale. La dernière épicerie a fermé."
    data = data_of(deck, statement=said, challenges=[harm.challenge], strengths=strengths)
    told = {
        match["code"]: (match["strengths"], match["closed"], match["planned"], match["aggravates"])
        for match in data["matches"]
    }
    assert told["B1"][:3] == (["La Ruche"], [], [])
    assert told["B2"][:3] == ([], ["Le Clos"], [])
    assert told["E3"][:3] == ([], [], [practice["E3"].title])
    assert told["C2"][:3] == ([practice["C2"].title], [], [])
    assert told[card.code][3] == [harm.challenge]
    assert {match["code"]: "monnaie" in match["refused"] for match in data["matches"] if match["refused"]} == {
        "L3": True
    }


def test_a_hand_is_told_with_its_bound(deck: Deck) -> None:
    """Its cards, what it is worth, what no other can exceed, what it leaves aside; no key without a hand."""
    matching = match_city(deck, deck.city["lorient"])
    hand = choose_hand(matching, 3)
    data = match_data(matching, [], hand)
    assert data["hand"] == {
        "cards": [match.card.id for match in hand.matches],
        "worth": hand.worth,
        "bound": hand.bound,
        "uncovered": [item.challenge.id for item in hand.uncovered],
    }
    assert len(data["hand"]["cards"]) == 3
    assert "hand" not in match_data(matching, [])


def test_data_can_be_written_as_json(deck: Deck) -> None:
    """Nothing but plain values."""
    matching = match_city(deck, deck.city["lorient"])
    data = match_data(matching, match_actions(deck, matching), choose_hand(matching, 3))
    assert json.loads(json.dumps(data)) == data
    shared = shared_data(share(deck, [matching, match_city(deck, deck.city["genk"])]))
    assert json.loads(json.dumps(shared)) == shared


def test_what_is_shared_has_every_number(deck: Deck) -> None:
    """A shared score is the mean of the scores where a card can be offered, over all territories."""
    cities = ["lorient", "narbonne", "genk"]
    data = shared_data(share(deck, [match_city(deck, deck.city[name]) for name in cities]))
    assert data["schema"] == 1
    assert [city["id"] for city in data["cities"]] == cities
    assert len(data["matches"]) == len(deck.practices)
    for match in data["matches"]:
        assert match["score"] == pytest.approx(fsum(item["score"] for item in match["offered"]) / 3, abs=1e-6)
        assert not {item["city"] for item in match["offered"]} & {*match["there"], *match["not_offered"]}
    assert any(match["there"] for match in data["matches"])
    for item in data["challenges"]:
        assert len(item["cities"]) > 1
        assert item["urgency"] == pytest.approx(fsum(city["urgency"] for city in item["cities"]) / 3, abs=1e-6)

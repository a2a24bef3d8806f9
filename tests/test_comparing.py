"""What comparable cities have of the cards of each table."""

from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st

from territoires_cli.advising import Table
from territoires_cli.comparing import SEEN_AT_A_TABLE, see_elsewhere
from territoires_cli.decks import read_deck
from territoires_cli.matching import comparable_cities, match_city
from territoires_cli.models.deck import Deck


@cache
def the_deck() -> Deck:
    """The built-in deck, for properties that hypothesis calls many times."""
    return read_deck()


challenges = st.lists(st.sampled_from([item.id for item in read_deck().book.challenges]), min_size=1, unique=True)
practices = st.lists(st.sampled_from([item.id for item in read_deck().practices]), max_size=9, unique=True)
tables = st.lists(st.tuples(challenges, practices), max_size=5)


@given(tables, st.sampled_from([city.id for city in read_deck().cities]))
@settings(max_examples=60, deadline=None)
def test_a_table_sees_its_own_cards_where_they_stand_today(wanted: list[Table], name: str) -> None:
    """Only comparable cities, only cards of the table, nothing closed or planned; each initiative at one table; no more than fits."""
    deck = the_deck()
    matching = match_city(deck, deck.city[name])
    found = see_elsewhere(deck, matching, wanted)
    assert found == see_elsewhere(deck, matching, wanted)
    assert len(found) == len(wanted)
    known = {city.id for city in comparable_cities(deck, matching)}
    for (_challenges, on_table), seen in zip(wanted, found, strict=True):
        assert len(seen) <= SEEN_AT_A_TABLE
        for item in seen:
            assert item.city.id in known - {name}
            assert item.card.id == item.strength.practice
            assert item.card.id in on_table
            assert item.strength.is_there
            assert item.strength in item.city.strengths
    told = [(item.city.id, item.name) for seen in found for item in seen]
    assert len(set(told)) == len(told)


def test_what_answers_the_tables_own_challenge_comes_first(deck: Deck) -> None:
    """Of what the city doesn't have yet, the cards that answer the table's first challenge most strongly are seen first."""
    matching = match_city(deck, deck.city["narbonne"])
    cards = [card.id for card in deck.practices]
    here = {strength.practice for strength in matching.city.strengths if strength.is_there}
    for lead in ("lien-social", "formation", "pouvoir-achat"):
        (seen,) = see_elsewhere(deck, matching, [([lead], cards)])
        new = [item.card for item in seen if item.card.id not in here]
        weights = [next((a.weight for a in card.challenges if a.id == lead), 0) for card in new]
        assert weights == sorted(weights, reverse=True)
        assert weights[0] > 0


def test_an_initiative_goes_to_the_table_that_it_helps_most(deck: Deck) -> None:
    """With the same card on two tables, it is seen at the one whose challenge the card answers, wherever that stands."""
    matching = match_city(deck, deck.city["narbonne"])
    answered = deck.practice["makerspace-fablab"].challenges[0].id
    other = next(
        name for name in deck.challenge if name not in {a.id for a in deck.practice["makerspace-fablab"].challenges}
    )
    for order in ([answered, other], [other, answered]):
        found = see_elsewhere(deck, matching, [([lead], ["makerspace-fablab"]) for lead in order])
        assert [bool(seen) for seen in found] == [lead == answered for lead in order]

"""Hands: what lies on each table, and why."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from territoires_cli.composing import choose_themes
from territoires_cli.dealing import Theme, deal_hands
from territoires_cli.matching import match_city
from territoires_cli.models.city import City
from territoires_cli.models.deck import Deck
from territoires_cli.models.matching import Matching
from territoires_cli.models.plan import Hand
from territoires_cli.models.workshop import HandRules, TargetRange

SETTINGS = settings(deadline=None, max_examples=60)
RULES = HandRules(size=TargetRange(min=8, ideal=9, max=10), strengths=3, wildcards=1)
CITIES = ["aveiro", "epinal", "genk", "hilversum", "kristianstad", "lorient", "mont-de-marsan", "narbonne"]


def best_answers(found: Matching, challenge: str) -> set[str]:
    """The cards on offer that answer a challenge with the highest weight and, among those, the highest score."""
    answers = [
        (answer.weight, item.score, item.card.id)
        for item in found.opportunities
        for answer, _stated in item.answers
        if answer.id == challenge
    ]
    top = max(answers, default=(0, 0.0, ""))[:2]
    return {card for weight, score, card in answers if (weight, score) == top}


def assert_hands_hold(found: Matching, hands: tuple[Hand, ...]) -> None:
    """What holds for any hands of the built-in deck with the Sharitories rules."""
    dealt = {card.card for hand in hands for card in hand.cards}
    for number, hand in enumerate(hands, start=1):
        assert hand.table == number
        cards = [card.card for card in hand.cards]
        assert len(set(cards)) == len(cards)
        assert RULES.size.min <= len(cards) <= RULES.size.max
        roles = [card.role for card in hand.cards]
        assert roles.count("strength") <= RULES.strengths
        assert roles == sorted(roles, key=["strength", "opportunity", "wildcard"].index)
        for card in hand.cards:
            item = found.of(card.card)
            assert not item.aggravates
            assert item.is_strength == (card.role == "strength")
            if card.role == "opportunity":
                assert item.is_opportunity
            if card.role == "wildcard":
                assert not item.card.aggravates
        for challenge in hand.challenges[: RULES.size.max]:
            best = best_answers(found, challenge)
            assert not best or best & dealt, challenge


@SETTINGS
@given(st.sampled_from(CITIES), st.integers(1, 20), st.integers(0, 999_999))
def test_hands_of_the_decks_cities_hold(deck: Deck, city: str, tables: int, seed: int) -> None:
    """For every city, number of tables and seed: sizes, roles, nothing harmful, every best answer somewhere."""
    found = match_city(deck, deck.city[city])
    hands = deal_hands(found, choose_themes(found.stated, tables), RULES, seed)
    assert len(hands) == tables
    assert_hands_hold(found, hands)
    assert {item.challenge.id for item in found.stated} == {name for hand in hands for name in hand.challenges}


@SETTINGS
@given(st.data())
def test_hands_of_any_city_hold(deck: Deck, data: st.DataObject) -> None:
    """Any challenges and strengths, running, planned or closed, give hands that hold."""
    challenges = data.draw(st.lists(st.sampled_from(list(deck.challenge)), min_size=1, max_size=7, unique=True))
    states: list[dict[str, object]] = [{}, {"stage": "planned"}, {"status": {"state": "closed"}}]
    practices = data.draw(st.lists(st.sampled_from(list(deck.practice)), max_size=10, unique=True))
    strengths = [{"practice": practice} | data.draw(st.sampled_from(states)) for practice in practices]
    city = City.model_validate({"name": "Ici", "challenges": challenges, "strengths": strengths})
    found = match_city(deck, city)
    tables = data.draw(st.integers(1, 8))
    assert_hands_hold(
        found, deal_hands(found, choose_themes(found.stated, tables), RULES, data.draw(st.integers(0, 99)))
    )


def test_a_closed_initiative_is_never_dealt_as_a_strength(deck: Deck) -> None:
    """Lorient's neighbourhood network has closed: none of its practices is a strength on any table."""
    found = match_city(deck, deck.city["lorient"])
    closed = {item.practice for item in deck.city["lorient"].strengths if item.is_closed}
    running = {item.practice for item in deck.city["lorient"].strengths if item.is_there}
    hands = deal_hands(found, choose_themes(found.stated, 6), RULES, 1)
    strengths = {card.card for hand in hands for card in hand.cards if card.role == "strength"}
    assert closed - running
    assert strengths
    assert not strengths & (closed - running)


def test_nothing_that_makes_a_stated_trouble_worse_is_dealt(deck: Deck) -> None:
    """Where housing is the trouble, short lets lie on no table, as strength, opportunity or wildcard."""
    city = City.model_validate(
        {"name": "Ici", "challenges": ["logement", "tourisme"], "strengths": ["location-particuliers"]}
    )
    found = match_city(deck, city)
    for seed in range(30):
        hands = deal_hands(found, choose_themes(found.stated, 4), RULES, seed)
        assert "location-particuliers" not in {card.card for hand in hands for card in hand.cards}


def test_only_wildcards_depend_on_the_seed(deck: Deck) -> None:
    """Another seed draws other wildcards and leaves the reasoned cards alone; the same seed changes nothing."""
    found = match_city(deck, deck.city["lorient"])
    themes = choose_themes(found.stated, 4)

    def split(seed: int) -> tuple[list[str], list[str]]:
        cards = [card for hand in deal_hands(found, themes, RULES, seed) for card in hand.cards]
        return [c.card for c in cards if c.role != "wildcard"], [c.card for c in cards if c.role == "wildcard"]

    assert split(5) == split(5)
    assert len({tuple(split(seed)[0]) for seed in range(10)}) == 1
    assert len({tuple(split(seed)[1]) for seed in range(10)}) > 1


def test_wildcards_are_cards_that_no_table_chose(deck: Deck) -> None:
    """As long as there are such cards, a wildcard is new to the room and lies on one table only."""
    found = match_city(deck, deck.city["lorient"])
    hands = deal_hands(found, choose_themes(found.stated, 4), RULES, 3)
    chosen = {card.card for hand in hands for card in hand.cards if card.role != "wildcard"}
    wild = [card.card for hand in hands for card in hand.cards if card.role == "wildcard"]
    assert len(wild) == len(set(wild)) >= 4
    assert not chosen & set(wild)


@pytest.mark.parametrize("city", CITIES)
def test_tables_share_few_cards(deck: Deck, city: str) -> None:
    """A card already on another table is less wanted: four tables see well over half of what they could."""
    found = match_city(deck, deck.city[city])
    hands = deal_hands(found, choose_themes(found.stated, 4), RULES, 3)
    cards = [card.card for hand in hands for card in hand.cards]
    assert len(set(cards)) > len(cards) / 2


def test_a_theme_of_many_challenges_fills_its_hand_with_their_best_answers(deck: Deck) -> None:
    """With one table and seven challenges, strengths and wildcards make room for the best answers."""
    challenges = ("logement", "jeunes", "mobilite", "dechets", "participation", "tourisme", "valeur-locale")
    city = City.model_validate(
        {"name": "Ici", "challenges": challenges, "strengths": ["covoiturage", "coworking", "troc"]}
    )
    found = match_city(deck, city)
    (hand,) = deal_hands(found, [Theme(challenges)], RULES, 1)
    assert all(best_answers(found, challenge) & {card.card for card in hand.cards} for challenge in challenges)
    assert len(hand.cards) <= RULES.size.max


def test_a_small_deck_deals_what_it_has(deck: Deck) -> None:
    """Where fewer cards can be offered than a hand holds, the hand is shorter and has no card twice."""
    strengths = [card for card in deck.practice if card not in ("cooperative-habitants", "habitat-partage", "troc")]
    city = City.model_validate({"name": "Ici", "challenges": ["logement"], "strengths": strengths})
    rules = HandRules(size=TargetRange(min=8, ideal=9, max=10), strengths=0, wildcards=1)
    hands = deal_hands(match_city(deck, city), [Theme(("logement",))] * 2, rules, 1)
    for hand in hands:
        assert sorted(card.card for card in hand.cards) == ["cooperative-habitants", "habitat-partage", "troc"]

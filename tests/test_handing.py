"""Hands from wishes: cards wanted or unwanted, what the meeting before kept, one card a stop of a walk."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from territoires_cli.composing import choose_themes
from territoires_cli.dealing import Theme, deal_hands
from territoires_cli.errors import RequestError
from territoires_cli.handing import Wishes, hands_for, hands_of_walk
from territoires_cli.matching import match_city
from territoires_cli.models.deck import Deck
from territoires_cli.models.matching import Matching
from territoires_cli.models.plan import Hand, Harvest, Stop

SETTINGS = settings(deadline=None, max_examples=60)


@pytest.fixture(scope="session")
def found(deck: Deck) -> Matching:
    """The matching of Lorient."""
    return match_city(deck, deck.city["lorient"])


def themes_of(found: Matching, tables: int) -> list[Theme]:
    """A theme for each table."""
    return choose_themes(found.stated, tables)


def cards_of(hand: Hand) -> list[str]:
    """The ids of a hand's cards."""
    return [dealt.card for dealt in hand.cards]


def test_without_wishes_hands_are_those_that_are_dealt(deck: Deck, found: Matching) -> None:
    """Nothing wished for, nothing changed."""
    shape, themes = deck.format["sharitories"], themes_of(found, 4)
    assert hands_for(found, themes, shape, 7, Wishes()) == deal_hands(found, themes, shape.hands, 7)


@SETTINGS
@given(st.data())
def test_wanted_cards_lie_somewhere_and_unwanted_ones_nowhere(deck: Deck, found: Matching, data: st.DataObject) -> None:
    """For any format, tables and wishes: sizes hold, no card is twice in a hand, and wishes come true."""
    shape = data.draw(st.sampled_from([item for item in deck.formats if item.stops is None]))
    tables = data.draw(st.integers(shape.tables.count.min, min(shape.tables.count.max, 8)))
    names = data.draw(st.permutations(list(deck.practice)))
    wanted = tuple(names[: data.draw(st.integers(0, min(6, shape.hands.size.max)))])
    unwanted = tuple(names[len(names) - data.draw(st.integers(0, 10)) :])
    wishes = Wishes(excluded=unwanted, included=wanted)
    hands = hands_for(found, themes_of(found, tables), shape, data.draw(st.integers(0, 99)), wishes)
    dealt = {card for hand in hands for card in cards_of(hand)}
    assert set(wanted) <= dealt
    assert not dealt & set(unwanted)
    for hand in hands:
        assert len(set(cards_of(hand))) == len(hand.cards)
        assert shape.hands.size.min <= len(hand.cards) <= shape.hands.size.max
        for card in hand.cards:
            assert (card.role == "strength") == found.of(card.card).is_strength


def test_wishes_that_contradict_each_other_or_have_no_room_are_refused(deck: Deck, found: Matching) -> None:
    """A card wanted and unwanted, more cards than hands hold, more unwanted than the deck can spare."""
    shape, themes, cards = deck.format["elus"], themes_of(found, 1), tuple(deck.practice)
    for wishes, message in (
        (Wishes(included=cards[:1], excluded=cards[:1]), "à la fois imposée et exclue"),
        (Wishes(included=cards[:9]), "Vous imposez 9 cartes"),
        (Wishes(excluded=cards[:-3]), "Il ne reste que 3 cartes"),
    ):
        with pytest.raises(RequestError, match=message):
            hands_for(found, themes, shape, 1, wishes)


def test_the_second_evening_begins_with_what_each_table_kept(deck: Deck, found: Matching) -> None:
    """Opportunities kept come back to their table, what was set aside does not, strengths are on its sheet already."""
    themes = themes_of(found, 4)
    first = hands_for(found, themes, deck.format["serie-1"], 1, Wishes())
    strengths = [[c.card for c in hand.cards if c.role == "strength"] for hand in first]
    others = [[c.card for c in hand.cards if c.role != "strength"] for hand in first]
    harvest = tuple(
        Harvest(table=hand.table, kept=(*there, rest[0]), set_aside=tuple(rest[1:2]))
        for hand, there, rest in zip(first, strengths, others, strict=True)
    )
    second = hands_for(found, themes, deck.format["serie-2"], 2, Wishes(harvest=harvest))
    for hand, item, there in zip(second, harvest, strengths, strict=True):
        assert set(item.kept) - set(there) <= set(cards_of(hand))
        assert not set(cards_of(hand)) & {*item.set_aside, *there}
        assert len(hand.cards) == 8


def test_the_third_evening_deals_the_priorities_as_they_were_kept(deck: Deck, found: Matching) -> None:
    """Two priorities are two cards, five are the first three; a table without any gets cards for its theme."""
    cards = [match.card.id for match in found.opportunities]
    harvest = (Harvest(table=1, kept=tuple(cards[:2])), Harvest(table=2, kept=tuple(cards[2:7])))
    hands = hands_for(found, themes_of(found, 3), deck.format["serie-3"], 1, Wishes(harvest=harvest))
    assert cards_of(hands[0]) == cards[:2]
    assert cards_of(hands[1]) == cards[2:5]
    assert len(hands[2].cards) == 3


def test_the_harvest_of_a_closed_table_goes_to_another(deck: Deck, found: Matching) -> None:
    """What a fourth table kept isn't lost where three tables meet the next time."""
    card = found.opportunities[-1].card.id
    wishes = Wishes(harvest=(Harvest(table=4, kept=(card,)),))
    hands = hands_for(found, themes_of(found, 3), deck.format["serie-2"], 1, wishes)
    assert card in cards_of(hands[0])


@SETTINGS
@given(st.data())
def test_every_stop_of_a_walk_has_a_card_of_its_own(deck: Deck, found: Matching, data: st.DataObject) -> None:
    """Named cards stay at their stops, the others are different; every group has the same cards."""
    shape = deck.format["marche-exploratoire"]
    names = data.draw(st.lists(st.sampled_from(list(deck.practice)), max_size=3, unique=True))
    count = data.draw(st.integers(max(len(names), 1), 7))
    stops = [Stop(name=f"Lieu {number}", card=card) for number, card in enumerate(names)]
    stops += [Stop(name=f"Lieu {number}") for number in range(len(names), count)]
    themes = themes_of(found, 4)
    hands, placed = hands_of_walk(found, themes, shape, 1, Wishes(), stops, 5)
    cards = [stop.card for stop in placed]
    assert cards[: len(names)] == names
    assert len(set(cards)) == count
    assert None not in cards
    assert [hand.challenges for hand in hands] == [theme.challenges for theme in themes]
    assert all(set(cards_of(hand)) == set(cards) for hand in hands)
    assert [stop.name for stop in placed] == [stop.name for stop in stops]


def test_a_walk_without_places_has_as_many_cards_as_it_plans_stops(deck: Deck, found: Matching) -> None:
    """Places may be chosen later: the cards are there for the usual number of stops."""
    hands, placed = hands_of_walk(found, themes_of(found, 2), deck.format["marche-exploratoire"], 1, Wishes(), (), 5)
    assert placed == ()
    assert [len(hand.cards) for hand in hands] == [5, 5]

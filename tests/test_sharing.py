"""Several territories at once: what they share, and the cards that serve them together."""

from collections.abc import Sequence
from typing import Any

import pytest

from territoires_cli.matching import match_city
from territoires_cli.models.city import City
from territoires_cli.models.deck import SECTIONS, Deck
from territoires_cli.models.matching import Matching
from territoires_cli.sharing import Shared, share

CITIES = ["lorient", "narbonne", "genk"]


def town(deck: Deck, name: str, **fields: Any) -> Matching:
    """The matching of a town with these fields."""
    return match_city(deck, City(name=name, **fields))


def names(pairs: Sequence[tuple[Matching, Any]]) -> list[str]:
    """The names of the territories of some pairs."""
    return [matching.city.name for matching, _item in pairs]


def of(shared: Shared, practice: str) -> Any:
    """The shared card of a practice."""
    return next(item for item in shared.cards if item.card.id == practice)


def test_only_what_two_state_is_shared(deck: Deck) -> None:
    """A challenge of one town alone isn't shared; how urgent one is, is the mean over all, those silent included."""
    towns = [
        town(deck, "Un", challenges=[{"id": "mobilite", "priority": 1}, {"id": "jeunes", "priority": 2}]),
        town(deck, "Deux", challenges=[{"id": "mobilite", "priority": 3}]),
        town(deck, "Trois", challenges=[{"id": "logement", "priority": 1}]),
    ]
    (only,) = share(deck, towns).challenges
    assert only.challenge.id == "mobilite"
    assert names(only.stated) == ["Un", "Deux"]
    assert only.urgency == pytest.approx((1.0 + 0.6) / 3, abs=1e-6)
    assert share(deck, towns[1:]).challenges == ()


def test_the_most_common_comes_first_then_the_most_urgent_then_the_deck_decides(deck: Deck) -> None:
    """Three towns before two, however urgent; at equal numbers the greater mean; at equal means the deck's order."""
    book = [challenge.id for challenge in deck.book.challenges]
    # In the deck the later one comes first in the alphabet.
    first, second = next((one, other) for one in book for other in book[book.index(one) + 1 :] if other < one)
    common, urgent = [name for name in book if name not in (first, second)][:2]

    def stated(**priorities: int) -> list[dict[str, Any]]:
        return [{"id": name, "priority": priority} for name, priority in priorities.items()]

    towns = [
        town(deck, "Un", challenges=stated(**{common: 5, urgent: 1, first: 2, second: 2})),
        town(deck, "Deux", challenges=stated(**{common: 5, urgent: 1, first: 2, second: 2})),
        town(deck, "Trois", challenges=stated(**{common: 5})),
    ]
    found = [item.challenge.id for item in share(deck, towns).challenges]
    assert found == [common, urgent, first, second]


def test_a_card_scores_the_mean_of_where_it_can_be_offered(deck: Deck) -> None:
    """It counts zero where it is there already, and is told as there; the score is out of all territories."""
    towns = [
        town(deck, "Un", challenges=["mobilite"]),
        town(deck, "Deux", challenges=["mobilite"], strengths=["covoiturage"]),
        town(deck, "Trois", challenges=["mobilite", "numerique"]),
    ]
    item = of(share(deck, towns), "covoiturage")
    assert names(item.offered) == ["Un", "Trois"]
    assert names(item.there) == ["Deux"]
    assert item.harmful == ()
    scores = [towns[place].of("covoiturage").score for place in (0, 2)]
    assert min(scores) > 0
    assert item.score == pytest.approx(sum(scores) / 3, abs=1e-6)


def test_a_card_that_harms_one_territory_is_told(deck: Deck) -> None:
    """It isn't offered to the town that it would trouble more, and still is to the other."""
    card, harm = next(
        (card, harm)
        for card in deck.practices
        for harm in card.aggravates
        if any(answer.id != harm.challenge for answer in card.challenges)
    )
    answered = next(answer.id for answer in card.challenges if answer.id != harm.challenge)
    towns = [
        town(deck, "Un", challenges=[answered, harm.challenge]),
        town(deck, "Deux", challenges=[answered]),
    ]
    item = of(share(deck, towns), card.id)
    assert (names(item.offered), names(item.harmful)) == (["Deux"], ["Un"])
    assert item.score == pytest.approx(towns[1].of(card.id).score / 2, abs=1e-6)


def test_every_practice_is_ranked_and_ties_keep_the_decks_order(deck: Deck) -> None:
    """The best first, zeros included; towns in the order given."""
    towns = [match_city(deck, deck.city[name]) for name in CITIES]
    found = share(deck, towns)
    rank = {card.id: number for number, card in enumerate(deck.practices)}
    keys = [(-item.score, rank[item.card.id]) for item in found.cards]
    assert keys == sorted(keys)
    assert {item.card.id for item in found.cards} == set(deck.practice)
    assert [matching.city.id for matching in found.matchings] == CITIES
    assert all(0 <= item.score <= 1 and item.score == round(item.score, 6) for item in found.cards)


def test_ties_keep_the_order_of_a_deck_whose_codes_are_numerous(deck: Deck) -> None:
    """A card of code A10 comes after A2: the deck's order is not that of letters."""
    sections = {name: getattr(deck, name) for name in SECTIONS}
    codes = ["A10", "A2", *(f"Z{number}" for number in range(len(deck.practices)))]
    cards = [card.model_copy(update={"code": code}) for card, code in zip(deck.practices, codes, strict=False)]
    sections["practices"] = (cards[1], cards[0], *cards[2:])
    other = Deck(sections.__getitem__)
    silent = town(other, "Un", statement="xyzzy")
    assert [item.card.code for item in share(other, [silent, silent]).cards][:2] == ["A2", "A10"]


def test_the_order_of_the_territories_changes_no_score(deck: Deck) -> None:
    """The same cards in the same order, whoever is named first."""
    towns = [match_city(deck, deck.city[name]) for name in CITIES]
    forth, back = share(deck, towns), share(deck, towns[::-1])
    assert [(item.card.id, item.score) for item in forth.cards] == [(item.card.id, item.score) for item in back.cards]
    assert [item.challenge.id for item in forth.challenges] == [item.challenge.id for item in back.challenges]


def test_one_territory_alone_is_its_own_matching(deck: Deck) -> None:
    """What it can be offered comes in its own order, and nothing is shared."""
    lorient = match_city(deck, deck.city["lorient"])
    found = share(deck, [lorient])
    assert found.challenges == ()
    offered = [item.card.id for item in found.cards if item.score]
    assert offered == [match.card.id for match in lorient.opportunities]

"""Cards that no trouble names, and the troubles that they are taken to answer."""

from collections.abc import Callable

import pytest

from territoires_cli.language import stem
from territoires_cli.likening import LEAST_ALIKE, LEAST_OF_NEAREST, MOST_ALIKE, NEAREST, NEXT
from territoires_cli.matching import match_city
from territoires_cli.models.city import City
from territoires_cli.models.deck import LATE, Deck
from territoires_cli.weighing import weigh_words

SmallDeck = Callable[..., Deck]

PAIN = {"id": "pain", "practices": {"autre": 3}, "says": ["plus de pain ni de boulangerie", "pain trop loin", "pain"]}
COUSU = {"id": "cousu", "practices": {"autre": 3}, "says": ["couture perdue", "aiguille", "tissu jeté"]}
TROUBLES = [PAIN, COUSU]
OTHER = {"autre": {"situations": ["lampe"]}}


def test_the_constants_are_those_that_were_measured() -> None:
    """Whoever changes one has to run benchmarks/matching/own_cards.py again."""
    assert (LEAST_ALIKE, LEAST_OF_NEAREST, MOST_ALIKE, NEAREST, NEXT) == (300, 0.5, 5, 3, 2)


def test_a_card_that_no_trouble_names_answers_the_nearest(small_deck: SmallDeck) -> None:
    """« Le pain est loin » shares three words with one trouble and none with the other; the words of that one speak for it."""
    lexis = small_deck(OTHER | {"four": {"situations": ["le pain est trop loin"]}}, troubles=TROUBLES).lexis
    assert lexis.likened == {"pain": {"four": 3}}
    assert {place for place, _weight in lexis.weights(stem("boulangerie"), "practices")} == {0, 1}


def test_a_card_that_a_trouble_names_is_taken_at_its_word(small_deck: SmallDeck) -> None:
    """Who says which troubles a card answers has said it: no other one is added."""
    said = [PAIN, COUSU | {"practices": {"autre": 3, "four": 1}}]
    lexis = small_deck(OTHER | {"four": {"situations": ["le pain est trop loin"]}}, troubles=said).lexis
    assert lexis.likened == {}


def test_only_troubles_of_a_challenge_that_the_card_answers_count(small_deck: SmallDeck) -> None:
    """What a card is for is its author's to say, whatever its words."""
    answer = [{"id": "autre-defi", "weight": 3, "why": "silence"}]
    card = {"situations": ["le pain est trop loin"], "challenges": answer}
    deck = small_deck(OTHER | {"four": card}, challenges={"defi": [], "autre-defi": []}, troubles=TROUBLES)
    assert deck.lexis.likened == {}


def test_a_text_that_is_like_nothing_known_answers_nothing(small_deck: SmallDeck) -> None:
    """A card of other words than every trouble stays with its own."""
    lexis = small_deck(OTHER | {"four": {"situations": ["des étoiles dans le ciel"]}}, troubles=TROUBLES).lexis
    assert lexis.likened == {}
    assert lexis.weights("etoil", "practices")


def test_a_deck_without_troubles_likens_nothing(small_deck: SmallDeck) -> None:
    """There is nothing to be like."""
    assert small_deck(OTHER).lexis.likened == {}


def test_action_sheets_are_likened_too(small_deck: SmallDeck) -> None:
    """A sheet of one's own is heard by the words of the trouble that its situation is like."""
    sheets = {"fournee": {"situations": ["le pain est trop loin"]}}
    lexis = small_deck(OTHER, actions=sheets, troubles=TROUBLES).lexis
    assert lexis.likened == {"pain": {"fournee": 3}}
    assert lexis.weights(stem("boulangerie"), "actions")


def test_every_built_in_card_is_named_by_troubles(deck: Deck) -> None:
    """Nothing of the built-in deck is guessed."""
    assert deck.lexis.likened == {}


def as_own(deck: Deck, name: str) -> Deck:
    """The deck with a card as somebody would have added it: five situations, and no trouble that names it."""
    brief = {"situations": deck.practice[name].situations[:5], "nicknames": ()}
    changed = {
        "practices": tuple(card.model_copy(update=brief) if card.id == name else card for card in deck.practices),
        "troubles": tuple(
            item.model_copy(
                update={"practices": {card: grade for card, grade in item.practices.items() if card != name}}
            )
            for item in deck.troubles
        ),
    }
    own = Deck(lambda part: weigh_words(own) if part == LATE else changed.get(part) or getattr(deck, part), deck.digest)
    return own


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("repair-cafe", "Nos machines à laver finissent à la benne pour une courroie, et plus personne ne sait les ouvrir."),
        ("covoiturage", "Chaque matin, tout le monde part à l’usine, un par voiture, et l’essence coûte un bras."),
        ("monnaie-locale", "Les gens gagnent leur vie ici mais dépensent leur argent en grande surface, à quarante kilomètres."),
        ("banque-de-temps", "Les anciens n’ont personne pour changer une ampoule ou remplir un papier."),
    ],
)  # fmt: skip
def test_a_card_of_ones_own_is_found_by_other_words_than_its_own(deck: Deck, name: str, text: str) -> None:
    """Told in five situations, a card comes among the first three for a trouble that none of them tells in these words."""
    offered = match_city(as_own(deck, name), City(id="val", name="Val", statement=text)).opportunities
    assert name in [match.card.id for match in offered[:3]]

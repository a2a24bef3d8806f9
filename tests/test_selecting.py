"""Choosing cards by what people type: codes, ids, labels and words, with filters that combine."""

import pytest

from territoires_cli.errors import RequestError, TerritoiresError
from territoires_cli.models.deck import Deck
from territoires_cli.selecting import (
    challenge_names,
    effort_names,
    family_names,
    find_card,
    find_name,
    lever_names,
    practice_names,
    type_names,
)


def test_every_card_is_found_by_everything_that_names_it(deck: Deck) -> None:
    """Code, id and title always lead to their own card."""
    for card in deck.practices:
        for name in (card.code, card.code.lower(), card.id, card.title, card.title.upper()):
            assert find_card(deck, name).id == card.id
    assert all(find_card(deck, name).id == card.id for name, card in practice_names(deck).items())


def test_a_misspelt_card_gets_the_nearest_names(deck: Deck) -> None:
    """A slip is answered with codes and titles, nonsense with the way to the list."""
    with pytest.raises(TerritoiresError, match=r"« covoiturge » n’existe pas\. Vouliez-vous dire A1 Covoiturage"):
        find_card(deck, "covoiturge")
    with pytest.raises(TerritoiresError, match="territoires list"):
        find_card(deck, "xyzzy")


def test_a_misspelt_value_gets_the_nearest_or_all_values(deck: Deck) -> None:
    """A slip is answered with what was meant, nonsense with all the values there are."""
    with pytest.raises(RequestError, match=r"« mobilitee » .*\(famille\)\. Vouliez-vous dire « mobilite »"):
        find_name("famille", "mobilitee", family_names(deck))
    with pytest.raises(RequestError, match=r"Valeurs possibles : commune, intercommunalite, .*entreprises\."):
        find_name("levier", "xyzzy", lever_names())
    with pytest.raises(RequestError, match=r"n’a rien de cette sorte \(ville\)"):
        find_name("ville", "xyzzy", {})
    with pytest.raises(RequestError, match=r"\(défi\)"):
        select_practices(deck, Filters(challenges=["xyzzy"]))


def test_each_list_of_names_leads_to_every_id(deck: Deck) -> None:
    """Nothing that a person may have to type is without a name."""
    assert set(family_names(deck).values()) == set(deck.family)
    assert set(challenge_names(deck).values()) == set(deck.challenge)
    assert set(type_names(deck).values()) == set(deck.type)
    assert set(effort_names().values()) == {"low", "medium", "high"}

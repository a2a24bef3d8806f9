"""What people type → what it names: cards of any kind, families, challenges, levers, states."""

import re

import pytest

from territoires_cli.errors import RequestError, TerritoiresError
from territoires_cli.labels import state_labels
from territoires_cli.models.deck import Deck
from territoires_cli.models.index import Entry
from territoires_cli.names import fold
from territoires_cli.selecting import (
    card_names,
    challenge_names,
    effort_names,
    entry_words,
    family_names,
    find_card,
    find_name,
    format_names,
    lever_names,
    practice_names,
    state_names,
    type_names,
)


def of_entries(*entries: Entry) -> Deck:
    """A deck of nothing but an index, and no format."""
    sections = {"index": entries, "formats": ()}
    return Deck(sections.__getitem__, "x")


def test_every_card_is_found_by_everything_that_names_it(deck: Deck) -> None:
    """Code, id and title lead to their own card, of whatever kind, in any case; a found card is its entry."""
    for entry in deck.index:
        for name in (entry.code or entry.id, entry.id, entry.title):
            for typed in (name, name.upper(), f" {name.lower()} "):
                assert find_card(deck, typed) is entry


def test_other_names_lead_to_their_card_where_no_title_is_the_same(deck: Deck) -> None:
    """An alias finds its card, unless it is a code, id or title of another, or an alias of an earlier one."""
    taken = {fold(name): entry for entry in reversed(deck.index) for name in entry.names}
    taken |= {
        fold(name): entry for entry in reversed(deck.index) for name in (entry.code, entry.id, entry.title) if name
    }
    for entry in deck.index:
        for name in entry.names:
            assert find_card(deck, name) is taken[fold(name)]
    assert find_card(deck, "carpooling").id == "covoiturage"


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("séoul", "seoul-sharing-city"),
        ("SEOUL", "seoul-sharing-city"),
        ("amsterdam", "amsterdam-wikicity"),
        ("Lorient", "lorient"),
    ],
)
def test_the_first_words_of_one_title_or_place_are_enough(deck: Deck, typed: str, found: str) -> None:
    """Where a single card begins so, it is meant; a whole name still wins over a beginning."""
    assert find_card(deck, typed).id == found


def test_first_words_that_several_cards_share_name_none_of_them() -> None:
    """« Le » begins two titles, « Paris » two places, « verg » is no whole word: none of these is a card."""
    garden = Entry(id="un", kind="practice", code="A1", title="Le jardin", summary="x")
    orchard = Entry(id="deux", kind="project", title="Le verger", summary="x", place="Paris, France")
    mill = Entry(id="trois", kind="project", title="Moulin", summary="x", place="Paris, France")
    made = of_entries(garden, orchard, mill)
    for typed in ("le", "paris", "verg", "le verg", ""):
        with pytest.raises(TerritoiresError):
            find_card(made, typed)
    assert find_card(of_entries(garden, mill), "paris") is mill


def test_titles_win_over_other_names_and_practices_over_other_cards() -> None:
    """The same title on a practice and a project means the practice; a title means its card whoever else is called so."""
    practice = Entry(id="jardin", kind="practice", code="A1", title="Le jardin", summary="x", names=("Le verger",))
    project = Entry(id="verger", kind="project", title="Le verger", summary="x")
    namesake = Entry(id="autre", kind="project", title="LE JARDIN", summary="x", names=("A1", "Le potager"))
    made = of_entries(practice, project, namesake)
    assert find_card(made, "le verger") is project
    assert find_card(made, "le jardin") is practice
    assert find_card(made, "a1") is practice
    assert find_card(made, "le potager") is namesake


def test_a_misspelt_card_gets_the_nearest_names(deck: Deck) -> None:
    """A slip is answered with codes and titles, nonsense with the way to the list of all kinds."""
    with pytest.raises(TerritoiresError, match=r"« covoiturge » n’existe pas\. Vouliez-vous dire A1 Covoiturage"):
        find_card(deck, "covoiturge")
    with pytest.raises(TerritoiresError, match=r"Vouliez-vous dire Lorient( ou .*)? \?$"):
        find_card(deck, "lorientt")
    with pytest.raises(TerritoiresError, match=r"territoires list --kind all$"):
        find_card(deck, "xyzzy")


def test_a_card_is_suggested_once_by_its_title() -> None:
    """Several names of one card that look like what was typed make one suggestion."""
    entry = Entry(id="atelier-bois", kind="project", title="Atelier bois", summary="x", names=("Ateliers bois",))
    with pytest.raises(TerritoiresError, match=r"Vouliez-vous dire Atelier bois \?$"):
        find_card(of_entries(entry), "atelierbois")


def test_the_name_of_a_format_is_no_card(deck: Deck) -> None:
    """Somebody who asks to show a format, or a series, is told which command takes it."""
    names = [name for shape in deck.formats for name in (shape.id, shape.title)]
    for name in (*names, "serie"):
        with pytest.raises(TerritoiresError, match=rf"« {re.escape(name)} » est un format, pas une carte"):
            find_card(deck, name)


def test_a_series_is_its_first_meeting_or_the_one_that_follows(deck: Deck) -> None:
    """`serie` alone is the first evening; after the first it is the second, and after the last nothing."""
    assert format_names(deck)["serie"] == "serie-1"
    assert format_names(deck, "serie-1")["serie"] == "serie-2"
    assert format_names(deck, "serie-2")["serie"] == "serie-3"
    assert "serie" not in format_names(deck, "serie-3")
    assert format_names(deck, "elus")["serie"] == format_names(deck, "nowhere")["serie"] == "serie-1"
    assert format_names(deck)["Atelier Sharitories"] == "sharitories"


def test_a_card_is_named_by_code_and_title_or_title_alone(deck: Deck) -> None:
    """Practices and action sheets have a code, the others none."""
    assert entry_words(deck.entry["covoiturage"]) == "A1 Covoiturage"
    assert entry_words(deck.entry["lorient"]) == "Lorient"


def test_a_misspelt_value_gets_the_nearest_or_all_values(deck: Deck) -> None:
    """A slip is answered with what was meant, nonsense with all the values there are."""
    with pytest.raises(RequestError, match=r"« mobilitee » .*\(famille\)\. Vouliez-vous dire « mobilite »"):
        find_name("famille", "mobilitee", family_names(deck))
    with pytest.raises(RequestError, match=r"Valeurs possibles : commune, intercommunalite, .*entreprises\."):
        find_name("levier", "xyzzy", lever_names())
    with pytest.raises(RequestError, match=r"n’a rien de cette sorte \(ville\)"):
        find_name("ville", "xyzzy", {})


def test_each_list_of_names_leads_to_every_id(deck: Deck) -> None:
    """Nothing that a person may have to type is without a name."""
    assert set(family_names(deck).values()) == set(deck.family)
    assert set(challenge_names(deck).values()) == set(deck.challenge)
    assert set(type_names(deck).values()) == set(deck.type)
    assert set(effort_names().values()) == {"low", "medium", "high"}
    assert set(state_names().values()) == set(state_labels())
    assert set(practice_names(deck).values()) == set(deck.practices)
    assert {entry.id for entry in card_names(deck).values()} == set(deck.entry)


def test_names_of_practices_are_those_of_their_entries(deck: Deck) -> None:
    """A city file names practices as `show` does, as long as no card of another kind has the name."""
    for name, card in practice_names(deck).items():
        found = find_card(deck, name)
        assert found.id == card.id or found.kind != "practice"

"""Cards of any kind chosen by family, challenge, type, lever, effort and words."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from territoires_cli.errors import RequestError
from territoires_cli.filtering import Filters, Sieve, holds_words, select_practices, tied_practices
from territoires_cli.labels import effort_labels, effort_level, lever_labels, state_labels
from territoires_cli.models.deck import Deck
from territoires_cli.models.index import KINDS, Entry

FILTERS = {
    "families": "famille",
    "challenges": "défi",
    "types": "type",
    "levers": "levier",
    "efforts": "effort",
    "states": "état",
}


def chosen(deck: Deck, filters: Filters) -> list[str]:
    """The codes of the practices that pass."""
    return [card.code for card in select_practices(deck, filters)]


def passing(deck: Deck, **values: Any) -> set[str]:
    """The ids of the cards of any kind that pass."""
    sieve = Sieve(deck, Filters(**values))
    return {entry.id for entry in deck.index if sieve.passes(entry)}


def every_value(deck: Deck) -> dict[str, list[str]]:
    """The ids that each filter of what cards are may take."""
    return {
        "families": list(deck.family),
        "challenges": list(deck.challenge),
        "types": list(deck.type),
        "levers": list(lever_labels()),
        "efforts": list(effort_labels()),
    }


def test_no_filter_keeps_the_whole_deck(deck: Deck) -> None:
    """Without filters every card passes, in deck order."""
    assert chosen(deck, Filters()) == [card.code for card in deck.practices]
    assert passing(deck) == set(deck.entry)


@pytest.mark.parametrize("name", FILTERS)
def test_filters_know_what_they_concern(name: str) -> None:
    """States are about initiatives, words about texts, the others about what cards are."""
    filters = Filters(**{name: ["x"]})  # type: ignore[arg-type]
    assert filters.of_cards is (name != "states")
    assert not filters.is_empty
    assert Filters().is_empty
    assert not Filters(search="x").of_cards
    assert not Filters(search="x").is_empty


@pytest.mark.parametrize(("name", "kind"), FILTERS.items())
def test_a_value_that_names_nothing_is_refused(deck: Deck, name: str, kind: str) -> None:
    """Each filter tells which list the unknown value was looked for in, even where no card would be asked."""
    with pytest.raises(RequestError, match=rf"« xyzzy » ne figure pas dans la liste \({kind}\)"):
        Sieve(deck, Filters(**{name: ["xyzzy"]}))  # type: ignore[arg-type]
    with pytest.raises(RequestError):
        select_practices(deck, Filters(**{name: ["xyzzy"]}))  # type: ignore[arg-type]


@pytest.mark.parametrize("family", ["A", "a", "mobilite", "Mobilité partagée", "MOBILITE  partagee", "Mobilité"])
def test_a_family_is_named_in_any_way(deck: Deck, family: str) -> None:
    """Code, id and titles name the same family, whatever accents and case."""
    assert chosen(deck, Filters(families=[family])) == ["A1", "A2", "A3", "A4", "A5"]


def test_values_of_a_filter_are_alternatives_and_filters_add_up(deck: Deck) -> None:
    """Two families give both; a family and a challenge give what is in the one and answers the other."""
    both = chosen(deck, Filters(families=["G", "H"]))
    assert both == ["G1", "G2", "H1", "H2", "H3"]
    narrowed = chosen(deck, Filters(families=["G", "H"], challenges=["logement"]))
    assert narrowed == ["G1", "G2"]
    assert chosen(deck, Filters(families=["G"], challenges=["numerique"])) == []


@settings(deadline=None, max_examples=60)
@given(data=st.data())
def test_one_filter_widens_and_several_narrow(deck: Deck, data: st.DataObject) -> None:
    """Over all kinds: values of one filter give the union of what each gives, two filters the intersection."""
    values = every_value(deck)
    one, other = data.draw(st.lists(st.sampled_from(sorted(values)), min_size=2, max_size=2, unique=True))
    of_one = data.draw(st.lists(st.sampled_from(values[one]), min_size=1, max_size=3))
    of_other = data.draw(st.lists(st.sampled_from(values[other]), min_size=1, max_size=3))
    alone = passing(deck, **{one: of_one})
    assert alone == set().union(*(passing(deck, **{one: [value]}) for value in of_one))
    assert passing(deck, **{one: of_one, other: of_other}) == alone & passing(deck, **{other: of_other})


@pytest.mark.parametrize("kind", KINDS)
def test_every_value_of_a_filter_keeps_the_cards_of_a_kind_that_have_it(deck: Deck, kind: str) -> None:
    """Whatever the kind, a card passes exactly where the value is among its facets, in deck order."""
    of_kind = [entry for entry in deck.index if entry.kind == kind]
    for name, values in every_value(deck).items():
        for value in values:
            kept = Sieve(deck, Filters(**{name: [value]})).of_kind(kind)  # type: ignore[arg-type]
            assert kept == [entry for entry in of_kind if value in getattr(entry.facets, name)]
    assert Sieve(deck, Filters()).of_kind(kind) == of_kind


@pytest.mark.parametrize("challenge", ["jeunes", "Les jeunes partent"])
def test_a_challenge_is_named_by_id_or_label(deck: Deck, challenge: str) -> None:
    """The cards that pass are those that answer the challenge."""
    answering = [card.code for card in deck.practices if "jeunes" in {answer.id for answer in card.challenges}]
    assert chosen(deck, Filters(challenges=[challenge])) == answering != []


def test_types_levers_and_efforts_filter_too(deck: Deck) -> None:
    """Each of the other filters keeps exactly the cards that have the value, named by id or French label."""
    assert chosen(deck, Filters(types=["Gouvernance"])) == [c.code for c in deck.practices if c.type == "gouvernance"]
    levers = [card.code for card in deck.practices if "intercommunalite" in card.levers]
    assert chosen(deck, Filters(levers=["intercommunalité"])) == levers != []
    for name, level in (("léger", "low"), ("medium", "medium"), ("LOURD", "high")):
        assert chosen(deck, Filters(efforts=[name])) == [
            card.code for card in deck.practices if effort_level(card.effort) == level
        ]


def test_states_are_named_by_id_or_label(deck: Deck) -> None:
    """A state of initiatives is read by its id and its French words; cards pass whatever it is."""
    for state, label in state_labels().items():
        assert Sieve(deck, Filters(states=[state])).states == Sieve(deck, Filters(states=[label.upper()])).states
        assert Sieve(deck, Filters(states=[state])).states == {state}
        assert passing(deck, states=[state]) == set(deck.entry)


def test_a_search_looks_through_the_text_of_cards(deck: Deck) -> None:
    """Every word must begin a word of the card; accents and case don't matter."""
    assert chosen(deck, Filters(search="BlaBlaCar")) == ["A1"]
    assert "A1" in chosen(deck, Filters(search="ESSENCE bus"))
    assert chosen(deck, Filters(search="essence xylophone")) == []
    assert "D2" in chosen(deck, Filters(search="energie"))


def test_a_search_finds_a_card_of_any_kind_by_its_names(deck: Deck) -> None:
    """Id, title and code bring up the card itself, alone or among others."""
    for entry in deck.index:
        for name in (entry.id, entry.title, entry.title.upper(), entry.code or entry.id):
            assert entry.id in passing(deck, search=name)


def test_what_fits_need_not_hold_the_words(deck: Deck) -> None:
    """`fits` asks what a card is, `passes` its words too."""
    sieve = Sieve(deck, Filters(families=["A"], search="xylophone"))
    covoiturage, troc = deck.entry["covoiturage"], deck.entry["troc"]
    assert (sieve.fits(covoiturage), sieve.passes(covoiturage)) == (True, False)
    assert (sieve.fits(troc), sieve.passes(troc)) == (False, False)


def test_words_are_found_at_their_beginning() -> None:
    """« car » finds « cars » but not « écart »."""
    assert holds_words("Les cars s’arrêtent", "CAR arret")
    assert not holds_words("Un écart", "car")
    assert holds_words("n’importe", "")


def test_a_search_knows_names_of_examples(deck: Deck) -> None:
    """Initiatives told on a card are found by their name."""
    for card in deck.practices:
        for example in card.examples:
            assert card.id in passing(deck, search=example.name or "")


def test_practices_of_a_card_are_those_it_is_tied_to(deck: Deck) -> None:
    """In the order of its ties, without cards of other kinds."""

    def ids(entry: Entry) -> list[str]:
        return [other.id for other in tied_practices(entry, deck)]

    for entry in deck.index:
        assert ids(entry) == [tie.to for tie in entry.ties if tie.to in deck.practice]
    action = deck.actions[0]
    assert ids(deck.entry[action.id]) == [link.id for link in action.practices]
    assert ids(deck.entry["covoiturage"]) == []

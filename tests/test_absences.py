"""People who stay home: which tables close, and where their challenges, cards and people go."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from territoires_cli.absences import Absence, absence_remarks, without
from territoires_cli.composing import Request, compose_plan
from territoires_cli.errors import RequestError
from territoires_cli.matching import match_city
from territoires_cli.models.deck import Deck
from territoires_cli.models.plan import DeckReference, Plan


def plan_for(deck: Deck, shape: str, people: int) -> Plan:
    """A plan for Lorient."""
    reference = DeckReference(id=deck.info.id, version=deck.info.version, digest=deck.digest)
    request = Request("lorient", 1, participants=people)
    return compose_plan(match_city(deck, deck.city["lorient"]), deck.format[shape], reference, request)


def absence(deck: Deck, people: int, absents: int, shape: str = "sharitories") -> Absence:
    """What becomes of a plan for Lorient."""
    plan = plan_for(deck, shape, people)
    return without(plan, deck, match_city(deck, plan.city), absents)


def challenges_of(plan: Plan) -> set[str]:
    """Every challenge that some table works on."""
    return {challenge for hand in plan.hands for challenge in hand.challenges}


@settings(deadline=None, max_examples=60)
@given(data=st.data())
def test_nothing_is_lost_with_a_table(deck: Deck, data: st.DataObject) -> None:
    """Whoever comes has a seat, each challenge a table; no hand has a card twice nor too many, or loses more than wildcards."""
    shape = deck.format[data.draw(st.sampled_from(["sharitories", "decouverte", "conception", "en-ligne", "serie-1"]))]
    rules = shape.tables
    tables = data.draw(st.integers(rules.count.min, min(rules.count.max, 12)))
    plan = plan_for(deck, shape.id, data.draw(st.integers(rules.size.min, rules.size.max)) * tables)
    absents = data.draw(st.integers(0, plan.participants // 2))
    try:
        found = without(plan, deck, match_city(deck, plan.city), absents)
    except RequestError:
        assert plan.participants - absents < min(shape.tables.size.min, 3)
        return
    assert sum(table.seats for table in found.plan.tables) == plan.participants - absents == found.plan.participants
    assert max(table.seats for table in found.plan.tables) <= shape.tables.size.max
    assert len(found.plan.tables) == len(found.plan.hands) == len(plan.tables) - len(found.closings)
    assert challenges_of(found.plan) == challenges_of(plan)
    for before, after in zip(plan.hands, found.plan.hands, strict=False):
        cards = [item.card for item in after.cards]
        assert len(cards) == len(set(cards)) <= max(len(before.cards), shape.hands.size.max)
        assert {item.card for item in before.cards if item.role != "wildcard"} <= set(cards)
    assert absence_remarks(found, deck)


def test_tables_stay_as_long_as_people_can_sit_at_them(deck: Deck) -> None:
    """Twenty of twenty-four sit at four tables of five; sixteen at three: the last one closes."""
    few = absence(deck, 24, 4)
    assert ([table.seats for table in few.plan.tables], few.closings) == ([5, 5, 5, 5], ())
    assert absence_remarks(few, deck) == ["À 20 personnes, toutes les tables restent ouvertes : 5, 5, 5, 5."]
    many = absence(deck, 24, 8)
    assert [closing.hand.table for closing in many.closings] == [4]
    assert [table.seats for table in many.plan.tables] == [6, 5, 5]
    assert many.fuller == []


def test_a_closed_table_leaves_its_best_cards_to_its_heir(deck: Deck) -> None:
    """The challenge passes to a table of the same kind, two cards that answer it take the place of a wildcard, and it is said."""
    plan = plan_for(deck, "sharitories", 24)
    found = absence(deck, 24, 8)
    (closing,) = found.closings
    (move,) = closing.moves
    heir, before = found.plan.hands[move.table - 1], plan.hands[move.table - 1]
    assert move.challenges == (closing.hand.challenges[0],) == heir.challenges[-1:]
    assert {item.card for item in heir.cards} == {item.card for item in before.cards} - {*move.left} | {*move.came}
    roles = {item.card: item.role for item in before.cards}
    assert {roles[card] for card in move.left} == {"wildcard"}
    assert len(move.came) == 2
    words = " ".join(absence_remarks(found, deck))
    codes = [deck.practice[card].code for card in (*move.came, *move.left)]
    assert all(code in words for code in codes)
    assert words.startswith("La table 4 (« ")
    assert "Les personnes de la table 4 prennent les places libres des autres. À 16 personnes : 6, 5, 5." in words


def test_a_locked_wildcard_stays(deck: Deck) -> None:
    """What is locked leaves for no card of a table that closes."""
    plan = plan_for(deck, "sharitories", 24)
    wild = {item.card for hand in plan.hands for item in hand.cards if item.role == "wildcard"}
    locked = plan.model_copy(update={"locks": tuple(wild)})
    found = without(locked, deck, match_city(deck, plan.city), 8)
    assert [move.left for closing in found.closings for move in closing.moves] == [()]
    assert wild - {item.card for item in plan.hands[-1].cards} <= {
        item.card for hand in found.plan.hands for item in hand.cards
    }


def test_tables_that_fill_up_need_chairs(deck: Deck) -> None:
    """Six people of ten sit at one table, which had five."""
    found = absence(deck, 10, 4)
    assert [table.seats for table in found.plan.tables] == [6]
    assert found.fuller == [1]
    assert absence_remarks(found, deck)[-1].endswith("À 6 personnes : 6. Ajoutez des chaises à la table 1.")


def test_tables_a_little_too_small_stay_where_none_can_close(deck: Deck) -> None:
    """Eight people are too many for one table of seven and too few for two of five: two tables of four still debate."""
    assert [table.seats for table in absence(deck, 10, 2).plan.tables] == [4, 4]


@pytest.mark.parametrize("absents", [22, 24, 30])
def test_too_few_people_are_told(deck: Deck, absents: int) -> None:
    """Where not one table is left, the workshop is better put off."""
    with pytest.raises(RequestError, match="trop peu pour ce format"):
        absence(deck, 24, absents)


def test_groups_of_a_walk_keep_their_cards(deck: Deck) -> None:
    """Every group has the same cards: a group that closes leaves its challenges alone."""
    found = absence(deck, 20, 10, "marche-exploratoire")
    assert len(found.closings) == 2
    assert all(not (move.came or move.left) for closing in found.closings for move in closing.moves)
    assert len({hand.cards for hand in found.plan.hands}) == 1


def test_challenges_that_other_tables_have_go_nowhere(deck: Deck, plan_of: Callable[..., Plan]) -> None:
    """Two challenges for four tables: the fourth repeats one, and closing it moves nothing."""
    plan = plan_of(participants=24)
    found = without(plan, deck, match_city(deck, plan.city), 8)
    assert found.closings[0].moves == ()
    assert "Ses défis sont déjà à d’autres tables." in absence_remarks(found, deck)[0]

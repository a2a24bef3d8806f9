"""City + format + time + people → plan: decisions that fit together and can be made again."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from territoires_cli.composing import Request, choose_themes, compose_plan
from territoires_cli.errors import RequestError, TerritoiresError
from territoires_cli.matching import match_city
from territoires_cli.models.city import City
from territoires_cli.models.deck import Deck
from territoires_cli.models.plan import DeckReference, Plan

SETTINGS = settings(deadline=None, max_examples=40)


def compose(deck: Deck, city: City, request: Request) -> Plan:
    """A plan for a city with the Sharitories format."""
    reference = DeckReference(id=deck.info.id, version=deck.info.version, digest=deck.digest)
    return compose_plan(match_city(deck, city), deck.format["sharitories"], reference, request)


def test_what_is_not_asked_for_is_the_formats_own(deck: Deck) -> None:
    """Without options: the format's people, start and ideal duration, and nothing made up."""
    shape = deck.format["sharitories"]
    plan = compose(deck, deck.city["lorient"], Request("lorient", 42))
    assert (plan.participants, plan.start, plan.format, plan.seed) == (shape.participants, shape.start, shape.id, 42)
    assert (plan.title, plan.date, plan.place, plan.organiser) == (None, None, None, None)
    assert plan.city == deck.city["lorient"]
    assert plan.deck.digest == deck.digest
    assert plan.dropped == ()


def test_what_is_asked_for_stands_in_the_plan(deck: Deck) -> None:
    """Each choice made on the command line is kept."""
    request = Request(
        asked_for="lorient",
        seed=7,
        duration=120,
        participants=30,
        tables=5,
        start="14:30",
        title="Titre",
        date="2026-12-03",
        place="Salle des fêtes",
        organiser="Mairie",
    )
    plan = compose(deck, deck.city["lorient"], request)
    assert (plan.duration, plan.participants, len(plan.tables), plan.start) == (120, 30, 5, "14:30")
    assert (plan.title, plan.date, plan.place, plan.organiser) == ("Titre", "2026-12-03", "Salle des fêtes", "Mairie")
    assert plan.dropped == ("porte-parole", "livret")


@SETTINGS
@given(st.data())
def test_the_parts_of_a_plan_fit_together(deck: Deck, data: st.DataObject) -> None:
    """Seats add up to the people, minutes to the duration, and each table has one hand; the same seed, the same plan."""
    city = deck.city[data.draw(st.sampled_from(list(deck.city)))]
    people = data.draw(st.integers(10, 140))
    request = Request(city.id, data.draw(st.integers(0, 999_999)), participants=people)
    plan = compose(deck, city, request)
    assert sum(table.seats for table in plan.tables) == people
    assert sum(step.minutes for step in plan.steps) == plan.duration
    assert [hand.table for hand in plan.hands] == [table.number for table in plan.tables]
    assert {card.card for hand in plan.hands for card in hand.cards} <= set(deck.practice)
    assert not {step.step for step in plan.steps} & set(plan.dropped)
    assert compose(deck, city, request) == plan


@pytest.mark.parametrize("people", [3, 9, 500])
def test_impossible_numbers_of_people_are_refused(deck: Deck, people: int) -> None:
    """Too few, too many, or none that tables can hold."""
    with pytest.raises(RequestError, match=str(people)):
        compose(deck, deck.city["lorient"], Request("lorient", 1, participants=people))


def test_a_city_without_recognised_challenge_is_refused(deck: Deck) -> None:
    """Without a challenge no table has a theme: the message says how to add some."""
    with pytest.raises(TerritoiresError, match=r"« Ici » .*list --kind challenge"):
        compose(deck, City(name="Ici", statement="Le chat dort."), Request("ici", 1))


@SETTINGS
@given(st.data())
def test_every_stated_challenge_is_in_a_theme(deck: Deck, data: st.DataObject) -> None:
    """There is a theme for each table, led by the most urgent challenges, and none is forgotten or twice in a theme."""
    challenges = data.draw(st.lists(st.sampled_from(list(deck.challenge)), min_size=1, max_size=25, unique=True))
    tables = data.draw(st.integers(1, 20))
    stated = match_city(deck, City.model_validate({"name": "Ici", "challenges": challenges})).stated
    themes = choose_themes(stated, tables)
    order = [item.challenge.id for item in stated]
    assert [theme.challenges[0] for theme in themes] == [order[number % len(order)] for number in range(tables)]
    assert {name for theme in themes for name in theme.challenges} == set(order)
    assert all(len(set(theme.challenges)) == len(theme.challenges) for theme in themes)
    sizes = [len(theme.challenges) for theme in themes]
    assert max(sizes) <= max(3, -(-len(order) // tables))


def test_a_challenge_joins_a_table_of_its_own_kind(deck: Deck) -> None:
    """Beyond the tables, a challenge goes where the theme is of the same group."""
    city = City.model_validate({"name": "Ici", "challenges": ["emploi", "logement", "friches", "entrepreneuriat"]})
    themes = choose_themes(match_city(deck, city).stated, 2)
    assert [set(theme.challenges) for theme in themes] == [{"emploi", "entrepreneuriat"}, {"logement", "friches"}]

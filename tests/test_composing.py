"""City + format + time + people → plan: decisions that fit together and can be made again."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from territoires_cli.clocks import minutes_of
from territoires_cli.composing import Composition, Request, choose_themes, compose, compose_plan
from territoires_cli.errors import RequestError, TerritoiresError
from territoires_cli.matching import match_city
from territoires_cli.models.city import City
from territoires_cli.models.deck import Deck
from territoires_cli.models.plan import DeckReference, Harvest, Mandate, Moment, Plan, Stop
from territoires_cli.pacing import readable_cards

SETTINGS = settings(deadline=None, max_examples=40)


def plan_for(deck: Deck, city: City, request: Request) -> Plan:
    """A plan for a city with the Sharitories format."""
    reference = DeckReference(id=deck.info.id, version=deck.info.version, digest=deck.digest)
    return compose_plan(match_city(deck, city), deck.format["sharitories"], reference, request)


def composed(deck: Deck, shape: str, **asked: Any) -> Composition:
    """A plan for Lorient in any format, with its remarks."""
    reference = DeckReference(id=deck.info.id, version=deck.info.version, digest=deck.digest)
    request = Request(**{"asked_for": "lorient", "seed": 1, **asked})
    return compose(match_city(deck, deck.city["lorient"]), deck.format[shape], reference, request, deck.activities)


def test_what_is_not_asked_for_is_the_formats_own(deck: Deck) -> None:
    """Without options: the format's people, start and ideal duration, and nothing made up."""
    shape = deck.format["sharitories"]
    plan = plan_for(deck, deck.city["lorient"], Request("lorient", 42))
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
    plan = plan_for(deck, deck.city["lorient"], request)
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
    plan = plan_for(deck, city, request)
    assert sum(table.seats for table in plan.tables) == people
    assert sum(step.minutes for step in plan.steps) == plan.duration
    assert [hand.table for hand in plan.hands] == [table.number for table in plan.tables]
    assert {card.card for hand in plan.hands for card in hand.cards} <= set(deck.practice)
    assert not {step.step for step in plan.steps} & set(plan.dropped)
    assert plan_for(deck, city, request) == plan


@pytest.mark.parametrize("people", [3, 9, 500])
def test_impossible_numbers_of_people_are_refused(deck: Deck, people: int) -> None:
    """Too few, too many, or none that tables can hold."""
    with pytest.raises(RequestError, match=str(people)):
        plan_for(deck, deck.city["lorient"], Request("lorient", 1, participants=people))


def test_a_city_without_recognised_challenge_is_refused(deck: Deck) -> None:
    """Without a challenge no table has a theme: the message says how to add some."""
    with pytest.raises(TerritoiresError, match=r"« Ici » .*list --kind challenge"):
        plan_for(deck, City(name="Ici", statement="Le chat dort."), Request("ici", 1))


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


@SETTINGS
@given(st.data())
def test_any_request_gives_a_plan_that_adds_up(deck: Deck, data: st.DataObject) -> None:
    """Formats × people × durations × starts × moments: seats, minutes and hands fit together, and remarks are sentences."""
    shape = data.draw(st.sampled_from(deck.formats))
    rules = shape.tables
    tables = data.draw(st.integers(rules.count.min, min(rules.count.max, 8)))
    people = data.draw(st.integers(rules.size.min * tables, rules.size.max * tables))
    clocks = st.sampled_from(["08:00", "09:00", "09:40", "10:30", "11:15", "13:30", "18:30", "23:00"])
    asked: dict[str, Any] = {
        "participants": people,
        "tables": tables,
        "duration": data.draw(st.none() | st.integers(1, 600)),
        "start": data.draw(clocks),
        "moments": tuple(Moment(at=at, title="x") for at in data.draw(st.lists(clocks, max_size=1))),
        "seed": data.draw(st.integers(0, 999_999)),
    }
    made = composed(deck, shape.id, **asked)
    plan = made.plan
    assert sum(step.minutes for step in plan.steps) + sum(moment.minutes for moment in plan.moments) == plan.duration
    assert plan.duration % 5 == 0
    assert plan.asked_duration == (asked["duration"] if asked["duration"] != plan.duration else None)
    assert (sum(table.seats for table in plan.tables), len(plan.tables)) == (people, tables)
    assert all(rules.size.min <= table.seats <= rules.size.max for table in plan.tables)
    assert [hand.table for hand in plan.hands] == [table.number for table in plan.tables]
    assert all(hand.cards for hand in plan.hands)
    assert all(remark.endswith(".") for remark in made.remarks)
    assert composed(deck, shape.id, **asked) == made


def test_everything_asked_for_is_in_the_plan(deck: Deck) -> None:
    """Mandate, moment, activities, wishes, the plan before and its harvest are kept as decisions."""
    warm_up = next(item.id for item in deck.activities if item.use == "warm-up" and item.people.holds(24))
    mandate = Mandate(level="consultation", answered_by="Le maire")
    moment = Moment(at="10:30", title="Arrivée de la maire")
    harvest = (Harvest(table=1, kept=("repair-cafe",)),)
    made = composed(
        deck,
        "sharitories",
        mandate=mandate,
        moments=(moment,),
        activities=(warm_up,),
        included=("troc",),
        excluded=("covoiturage",),
        after="soir-1.yaml",
        harvest=harvest,
    )
    plan = made.plan
    assert (plan.mandate, plan.moments, plan.activities) == (mandate, (moment,), (warm_up,))
    assert (plan.included, plan.excluded, plan.after, plan.begins_with) == (
        ("troc",),
        ("covoiturage",),
        "soir-1.yaml",
        harvest,
    )
    assert [step.step for step in plan.steps][:2] == ["ouverture", warm_up]
    dealt = {card.card for hand in plan.hands for card in hand.cards}
    assert "troc" in dealt
    assert "covoiturage" not in dealt
    assert "repair-cafe" in {card.card for card in plan.hands[0].cards}


def test_an_end_fixes_the_duration_or_the_start(deck: Deck) -> None:
    """From nine to five is eight hours; an end and a duration give the start, also where the duration is only near."""
    day = composed(deck, "conception", start="09:00", end="17:00", participants=24).plan
    assert (day.start, day.duration) == ("09:00", 480)
    evening = composed(deck, "sharitories", end="22:00", duration=150).plan
    assert (evening.start, evening.duration) == ("19:30", 150)
    short = composed(deck, "sharitories", end="22:00", duration=30)
    assert minutes_of(short.plan.start) + short.plan.duration == 22 * 60
    assert short.plan.asked_duration == 30
    assert "ne peut pas durer 30min" in short.remarks[0]


def test_an_activity_that_does_not_suit_is_refused_with_those_that_do(deck: Deck) -> None:
    """No ice-breaker among elected officials; the message names what could be called."""
    unsuited = next(item.id for item in deck.activities if "elus" in item.not_for)
    with pytest.raises(RequestError, match="ne convient pas au format"):
        composed(deck, "elus", activities=(unsuited,))


def test_the_second_evening_keeps_the_tables_of_the_first(deck: Deck) -> None:
    """As many tables as brought a harvest, where people can sit at them; a number asked for comes first."""
    harvest = tuple(Harvest(table=number) for number in range(1, 6))
    assert len(composed(deck, "serie-2", harvest=harvest, participants=26).plan.tables) == 5
    assert len(composed(deck, "serie-2", harvest=harvest, participants=12).plan.tables) == 2
    assert len(composed(deck, "serie-2", harvest=harvest, participants=30, tables=6).plan.tables) == 6


def test_a_walk_has_its_places_and_other_formats_refuse_them(deck: Deck) -> None:
    """Each stop gets a card; a format that stays inside says so."""
    stops = tuple(Stop(name=f"Lieu {number}", walk=4) for number in range(1, 6))
    plan = composed(deck, "marche-exploratoire", stops=stops).plan
    assert [stop.name for stop in plan.stops] == [stop.name for stop in stops]
    assert {stop.card for stop in plan.stops} == {card.card for card in plan.hands[0].cards}
    with pytest.raises(RequestError, match="ne va pas sur le terrain"):
        composed(deck, "elus", stops=stops)


@settings(SETTINGS, max_examples=60)
@given(data=st.data())
def test_hands_hold_no_more_cards_than_their_time_reads(deck: Deck, data: st.DataObject) -> None:
    """At any duration: as many as are read and talked over in the minutes given, or the smallest hand of the format."""
    shape = deck.format[data.draw(st.sampled_from([shape.id for shape in deck.formats if shape.stops is None]))]
    plan = composed(deck, shape.id, duration=data.draw(st.integers(12, 100)) * 5).plan
    steps = {step.id: step for step in shape.steps}
    most = readable_cards((steps[timed.step], timed.minutes) for timed in plan.steps if timed.step in steps)
    assert most is not None
    size = shape.hands.size
    assert all(len(hand.cards) <= max(size.min, min(size.max, most)) for hand in plan.hands)


def test_a_short_workshop_deals_fewer_cards(deck: Deck) -> None:
    """Ten minutes to read aloud and say a word hold six cards: the two-hour format deals its least, the long one more."""
    sizes = {
        minutes: {len(hand.cards) for hand in composed(deck, "sharitories", duration=minutes).plan.hands}
        for minutes in (120, 240)
    }
    assert sizes == {120: {8}, 240: {9}}

"""Plans changed by hand: the changes stay, what depends on them is made again and said, an untouched plan stays as it is."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from territoires_cli.composing import Request, compose_plan
from territoires_cli.editing import is_as_composed, recompute, retime
from territoires_cli.errors import RequestError
from territoires_cli.matching import match_city
from territoires_cli.models.city import City
from territoires_cli.models.deck import Deck
from territoires_cli.models.matching import Matching
from territoires_cli.models.plan import DealtCard, DeckReference, Moment, Plan, Table, TimedStep
from territoires_cli.seating import is_even, seat

SETTINGS = settings(deadline=None, max_examples=40)


def made(deck: Deck, form: str = "sharitories", city: str | City = "lorient", **asked: Any) -> tuple[Plan, Matching]:
    """A plan as it is composed, and the matching of its city."""
    town = deck.city[city] if isinstance(city, str) else city
    reference = DeckReference(id=deck.info.id, version=deck.info.version, digest=deck.digest)
    matching = match_city(deck, town)
    request = Request(town.id, asked.pop("seed", 2026), **asked)
    return compose_plan(matching, deck.format[form], reference, request, deck.activities), matching


@SETTINGS
@given(st.data())
def test_a_plan_that_nobody_changed_stays_as_it_is(deck: Deck, data: st.DataObject) -> None:
    """Whatever the format, the people, the duration and the start: no change and no remark."""
    shape = deck.format[data.draw(st.sampled_from(list(deck.format)))]
    count = data.draw(st.integers(shape.tables.count.min, shape.tables.count.max))
    people = data.draw(st.integers(count * shape.tables.size.min, count * shape.tables.size.max))
    plan, matching = made(
        deck,
        shape.id,
        data.draw(st.sampled_from(list(deck.city))),
        participants=people,
        tables=count,
        duration=data.draw(st.sampled_from([None, 60, 90, 125, 180, 300, 480])),
        start=data.draw(st.sampled_from([None, "08:35", "14:00", "23:00"])),
        moments=data.draw(st.sampled_from([(), (Moment(at="10:30", title="Un"),)])),
    )
    assert recompute(plan, deck, matching) == (plan, [])


def test_a_plan_as_it_was_composed_is_known_from_one_changed_by_hand(deck: Deck) -> None:
    """A swapped card, a minute, a seat: no command makes them again; a name or a date isn't dealt."""
    for form in deck.format:
        plan, matching = made(deck, form, duration=100)
        assert is_as_composed(plan, deck, matching)
    plan, matching = made(deck)
    assert is_as_composed(plan.model_copy(update={"date": "demain"}), deck, matching)
    steps = (TimedStep(step=plan.steps[0].step, minutes=plan.steps[0].minutes - 5), *plan.steps[1:])
    changed, _remarks = recompute(plan.model_copy(update={"steps": steps}), deck, matching)
    assert not is_as_composed(changed, deck, matching)
    assert not is_as_composed(plan.model_copy(update={"hands": plan.hands[::-1]}), deck, matching)
    assert not is_as_composed(plan.model_copy(update={"participants": 1}), deck, matching)


@SETTINGS
@given(st.data())
def test_minutes_set_by_hand_stay_and_the_duration_follows(deck: Deck, data: st.DataObject) -> None:
    """Any minutes, within the step's bounds or not; one remark tells the new duration."""
    plan, matching = made(deck, data.draw(st.sampled_from(list(deck.format))))
    place = data.draw(st.integers(0, len(plan.steps) - 1))
    minutes = data.draw(st.integers(1, 120))
    steps = list(plan.steps)
    steps[place] = TimedStep(step=steps[place].step, minutes=minutes)
    again, remarks = recompute(plan.model_copy(update={"steps": tuple(steps)}), deck, matching)
    assert again.steps == tuple(steps)
    assert again.duration == sum(step.minutes for step in steps)
    assert (len(remarks) == 1) == (again.duration != plan.duration)
    assert (again.hands, again.tables) == (plan.hands, plan.tables)


@SETTINGS
@given(st.data())
def test_another_number_of_people_moves_seats_alone_where_it_can(deck: Deck, data: st.DataObject) -> None:
    """Everyone sits within the bounds, tables keep their names, and each table has one hand; the minutes add up."""
    shape = deck.format[data.draw(st.sampled_from(["sharitories", "conception", "serie-1", "marche-exploratoire"]))]
    plan, matching = made(deck, shape.id)
    rules = shape.tables
    people = data.draw(st.integers(rules.count.min * rules.size.min, rules.count.max * rules.size.max))
    named = tuple(table.model_copy(update={"name": f"Nom {table.number}"}) for table in plan.tables)
    changed = plan.model_copy(update={"participants": people, "tables": named})
    try:
        seat(people, rules)
    except RequestError:
        with pytest.raises(RequestError, match=str(people)):
            recompute(changed, deck, matching)
        return
    again, remarks = recompute(changed, deck, matching)
    assert sum(table.seats for table in again.tables) == people
    assert all(rules.size.min <= table.seats <= rules.size.max for table in again.tables)
    assert [hand.table for hand in again.hands] == [table.number for table in again.tables]
    assert all(table.name == f"Nom {table.number}" for table in again.tables[: len(plan.tables)])
    assert again.duration == sum(step.minutes for step in again.steps)
    assert bool(remarks) == (people != plan.participants)
    before, after = ({name for hand in found.hands for name in hand.challenges} for found in (plan, again))
    assert before <= after
    if len(again.tables) == len(plan.tables):
        assert again.hands == plan.hands
    assert recompute(again, deck, matching) == (again, [])


def test_a_room_of_another_size_plays_other_steps(deck: Deck) -> None:
    """Above five tables reporting back becomes a gallery walk, and the remarks say so."""
    plan, matching = made(deck)
    again, remarks = recompute(plan.model_copy(update={"participants": 60}), deck, matching)
    assert {step.step for step in again.steps} != {step.step for step in plan.steps}
    told = " ".join(remarks)
    assert "disparaît" in told
    assert "s’ajoute" in told
    assert "60 personnes" in told


def swap(plan: Plan, table: int, place: int, card: str) -> Plan:
    """The plan with another card in a hand, its role left as it was."""
    hand = plan.hands[table]
    cards = list(hand.cards)
    cards[place] = DealtCard(card=card, role=cards[place].role)
    hands = list(plan.hands)
    hands[table] = hand.model_copy(update={"cards": tuple(cards)})
    return plan.model_copy(update={"hands": tuple(hands)})


def test_a_swapped_card_gets_its_role_from_the_matching(deck: Deck) -> None:
    """A strength is one, an opportunity is on offer, what is neither was chosen by the team; the remark names it."""
    town = City.model_validate(
        {"name": "Ici", "challenges": ["jeunes", "emploi", "mobilite"], "strengths": ["troc", "covoiturage"]}
    )
    plan, matching = made(deck, city=town)
    held = {item.card for item in plan.hands[3].cards}
    opportunity = next(place for place, item in enumerate(plan.hands[3].cards) if item.role == "opportunity")
    others = [match for match in matching.matches if match.card.id not in held]
    strength = next((match.card.id for match in others if match.is_strength), None)
    neither = next(match.card.id for match in others if not (match.is_strength or match.is_opportunity))
    offered = next(match.card.id for match in others if match.is_opportunity)
    assert strength is not None
    assert plan.hands[3].cards[0].role == "strength"
    for place, card, role in (
        (opportunity, strength, "strength"),
        (opportunity, neither, "chosen"),
        (0, offered, "opportunity"),
    ):
        again, remarks = recompute(swap(plan, 3, place, card), deck, matching)
        assert (again.hands[3].cards[place].card, again.hands[3].cards[place].role) == (card, role)
        assert len(remarks) == 1
        assert deck.practice[card].title in remarks[0]
        assert again.hands[:3] == plan.hands[:3]


def test_a_step_taken_out_is_told_as_left_out(deck: Deck) -> None:
    """And one put back is no longer."""
    plan, matching = made(deck)
    gone = plan.steps[3]
    steps = tuple(step for step in plan.steps if step != gone)
    again, remarks = recompute(plan.model_copy(update={"steps": steps}), deck, matching)
    assert again.dropped == (gone.step,)
    assert len(remarks) == 2
    back, _remarks = recompute(again.model_copy(update={"steps": plan.steps}), deck, matching)
    assert (back.dropped, back.duration) == ((), plan.duration)


def test_an_activity_written_into_the_file_becomes_a_step(deck: Deck) -> None:
    """At its place, in its ideal time."""
    plan, matching = made(deck)
    activity = next(item for item in deck.activities if item.use == "warm-up")
    again, remarks = recompute(plan.model_copy(update={"activities": (activity.id,)}), deck, matching)
    assert [step.step for step in again.steps][:2] == [plan.steps[0].step, activity.id]
    assert again.duration == plan.duration + again.steps[1].minutes
    assert activity.title in remarks[0]


def test_a_moment_written_into_the_file_takes_its_minutes(deck: Deck) -> None:
    """The duration is that of the steps and of the moments."""
    plan, matching = made(deck)
    again, _remarks = recompute(
        plan.model_copy(update={"moments": (Moment(at="10:30", minutes=10, title="Un"),)}), deck, matching
    )
    assert again.duration == plan.duration + 10


def test_another_duration_changes_minutes_and_no_hand(deck: Deck) -> None:
    """Within the format's own rules; an impossible one gets the nearest, and a remark."""
    plan, matching = made(deck)
    shorter, notes = retime(plan, deck, matching, duration=150, end=None, tables=None)
    assert (shorter.duration, shorter.hands, notes) == (150, plan.hands, [])
    ended, _notes = retime(plan, deck, matching, duration=None, end="12:00", tables=None)
    assert ended.duration == 180
    short, notes = retime(plan, deck, matching, duration=10, end=None, tables=None)
    assert (short.duration, short.asked_duration) == (120, 10)
    assert "2h" in notes[0]
    plan, matching = made(deck, participants=21)
    fewer, _notes = retime(plan, deck, matching, duration=None, end=None, tables=3)
    assert [len(plan.tables), len(fewer.tables), len(fewer.hands)] == [4, 3, 3]


@given(st.integers(1, 200), st.integers(1, 20))
def test_even_seats_are_those_that_the_tool_makes(people: int, tables: int) -> None:
    """As even as can be, larger tables first; one person moved by hand is no longer even."""
    share, rest = divmod(people, tables)
    seats = [share + 1] * rest + [share] * (tables - rest)
    assert is_even(seats)
    assert tables == 1 or not is_even([*seats[:-1], seats[-1] + 2])


def test_seats_moved_by_hand_stay(deck: Deck) -> None:
    """Where they add up, nobody is seated again."""
    plan, matching = made(deck)
    tables = tuple(Table(number=number, seats=size) for number, size in enumerate((5, 7, 7, 5), start=1))
    changed = plan.model_copy(update={"tables": tables})
    assert recompute(changed, deck, matching) == (changed, [])

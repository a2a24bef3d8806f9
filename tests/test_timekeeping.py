"""What the minutes and hands of a plan ask of people, whoever set them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from territoires_cli.composing import Request, compose
from territoires_cli.matching import match_city
from territoires_cli.models.deck import Deck
from territoires_cli.models.plan import DeckReference, Plan, TimedStep
from territoires_cli.timekeeping import rhythm_remarks


def plan_of(deck: Deck, shape: str, **asked: object) -> Plan:
    """A plan for Lorient, as it is composed."""
    reference = DeckReference(id=deck.info.id, version=deck.info.version, digest=deck.digest)
    request = Request(**{"asked_for": "lorient", "seed": 1, **asked})  # type: ignore[arg-type]
    return compose(match_city(deck, deck.city["lorient"]), deck.format[shape], reference, request, deck.activities).plan


def with_minutes(plan: Plan, **minutes: int) -> Plan:
    """The plan with other minutes for some steps (names with _ for -), its duration following."""
    wanted = {name.replace("_", "-"): length for name, length in minutes.items()}
    steps = tuple(TimedStep(step=item.step, minutes=wanted.get(item.step, item.minutes)) for item in plan.steps)
    return plan.model_copy(update={"steps": steps, "duration": sum(item.minutes for item in steps)})


@settings(deadline=None, max_examples=60)
@given(data=st.data())
def test_a_composed_plan_asks_too_much_of_nobody(deck: Deck, data: st.DataObject) -> None:
    """At any duration of any format: no stretch without a break, no hand too large; lunch is all that may be told."""
    shape = deck.format[data.draw(st.sampled_from([shape.id for shape in deck.formats]))]
    plan = plan_of(deck, shape.id, duration=data.draw(st.integers(8, 110)) * 5)
    assert [remark for remark in rhythm_remarks(plan, shape) if not remark.startswith("Le déjeuner")] == []


def test_a_stretch_without_a_break_is_told_with_its_times(deck: Deck) -> None:
    """Minutes set by hand that leave a hundred minutes between two breaks."""
    plan = with_minutes(plan_of(deck, "sharitories", start="09:00", duration=180), opportunites=80)
    assert list(rhythm_remarks(plan, deck.format["sharitories"])) == [
        "De 10 h 30 à 12 h 05, il n’y a aucune pause pendant 95 minutes : 90 au plus."
    ]


@pytest.mark.parametrize(("start", "told"), [("09:00", []), ("07:00", ["Le déjeuner"]), ("10:30", ["Le déjeuner"])])
def test_a_lunch_away_from_midday_is_told(deck: Deck, start: str, told: list[str]) -> None:
    """A start changed by hand moves lunch; between noon and two o'clock nothing is said."""
    plan = plan_of(deck, "conception", start="09:00").model_copy(update={"start": start})
    remarks = list(rhythm_remarks(plan, deck.format["conception"]))
    assert [remark[:11] for remark in remarks] == told


def test_tables_with_too_many_cards_are_named(deck: Deck) -> None:
    """Reading cut by hand to ten minutes: nine cards are one more than the smallest hand."""
    plan = with_minutes(plan_of(deck, "sharitories"), forces=10)
    assert list(rhythm_remarks(plan, deck.format["sharitories"])) == [
        "Les tables 1, 2, 3, 4 ont plus de cartes que leur temps n’en laisse lire (8) : retirez-en, ou allongez la lecture."
    ]
    one = plan.model_copy(
        update={"hands": (plan.hands[0], *(h.model_copy(update={"cards": h.cards[:8]}) for h in plan.hands[1:]))}
    )
    assert next(rhythm_remarks(one, deck.format["sharitories"])).startswith("La table 1 a plus de cartes")

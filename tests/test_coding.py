"""Codes: what they hold comes back, whoever mistypes one is told, and another process deals the same hands from it."""

import json
import random
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from territoires_cli.coding import ALPHABET, BASES, LEVELS, PRIME, decode, encode, not_carried
from territoires_cli.composing import Request, compose_plan
from territoires_cli.errors import RequestError
from territoires_cli.matching import match_city
from territoires_cli.models.city import City
from territoires_cli.models.deck import Deck
from territoires_cli.models.plan import DeckReference, Harvest, Mandate, Moment, Plan, Stop, Table

if TYPE_CHECKING:
    from tests.conftest import Result

SETTINGS = settings(deadline=None, max_examples=200)


@pytest.fixture(scope="session")
def plan(deck: Deck) -> Plan:
    """A plan for Lorient, from the built-in deck."""
    reference = DeckReference(id=deck.info.id, version=deck.info.version, digest=deck.digest)
    matching = match_city(deck, deck.city["lorient"])
    return compose_plan(matching, deck.format["sharitories"], reference, Request("lorient", 2026))


def a_plan(plan: Plan, deck: Deck, data: st.DataObject) -> Plan:
    """A plan with any inputs that a code holds."""
    tables = tuple(Table(number=number, seats=1) for number in range(1, data.draw(st.integers(1, 20)) + 1))
    minute = data.draw(st.integers(0, 1439))
    level = data.draw(st.sampled_from([None, *LEVELS]))
    return plan.model_copy(
        update={
            "city": deck.city[data.draw(st.sampled_from(list(deck.city)))],
            "format": data.draw(st.sampled_from(list(deck.format))),
            "seed": data.draw(st.integers(0, 999_999)),
            "duration": 5 * data.draw(st.integers(1, 288)),
            "start": f"{minute // 60:02d}:{minute % 60:02d}",
            "participants": data.draw(st.integers(1, 10_000)),
            "tables": tables,
            "mandate": Mandate(level=level) if level else None,
        }
    )


@SETTINGS
@given(st.data())
def test_what_a_code_holds_comes_back(plan: Plan, deck: Deck, data: st.DataObject) -> None:
    """Twenty-four characters at most; case, spaces and hyphens don't matter, nor do the letters that look like digits."""
    made = a_plan(plan, deck, data)
    code = encode(made, deck)
    assert len(code) <= 24
    typed = code.lower().replace("-", data.draw(st.sampled_from(["", " ", "--", "\u00a0"]))).replace("0", "o")
    for text in (code, typed, typed.replace("1", "l"), typed.replace("1", "I")):
        held = decode(text, deck)
        assert (held.city, held.format, held.seed) == (made.city.id, made.format, made.seed)
        assert (held.duration, held.start, held.participants) == (made.duration, made.start, made.participants)
        assert (held.tables, held.level) == (len(made.tables), made.mandate.level if made.mandate else None)
        assert held.same_deck


def spoilt(code: str, dice: random.Random) -> str:
    """A code in which one character is wrong, two are, or two have changed places."""
    signs = list(code.replace("-", ""))
    first, second = dice.sample(range(len(signs)), 2)
    kind = dice.choice(["wrong", "wrong", "swapped", "neighbours", "two"])
    if kind == "neighbours":
        first = min(first, len(signs) - 2)
        second = first + 1
    if kind in ("swapped", "neighbours"):
        signs[first], signs[second] = signs[second], signs[first]
    else:
        for place in (first, second)[: 2 if kind == "two" else 1]:
            signs[place] = dice.choice([sign for sign in ALPHABET if sign != signs[place]])
    return "".join(signs)


def test_slips_are_noticed(plan: Plan, deck: Deck) -> None:
    """Of twenty thousand slips in codes of all kinds, at least 99 % are noticed."""
    dice = random.Random(7)
    tried = missed = 0
    for _number in range(20_000):
        made = plan.model_copy(update={"seed": dice.randrange(1_000_000), "participants": dice.randrange(1, 200)})
        code = encode(made, deck)
        wrong = spoilt(code, dice)
        if wrong == code.replace("-", ""):
            continue
        tried += 1
        try:
            decode(wrong, deck)
        except RequestError:
            continue
        missed += 1
    assert tried > 15_000
    assert missed / tried < 0.01


def test_one_wrong_character_and_any_swap_are_always_noticed(plan: Plan, deck: Deck) -> None:
    """Not in 99 % of cases but in all: each character by each other one, each pair of characters swapped."""
    code = encode(plan, deck).replace("-", "")
    wrong = {code[:place] + sign + code[place + 1 :] for place in range(len(code)) for sign in ALPHABET} - {code}
    for one in range(len(code)):
        for other in range(one + 1, len(code)):
            signs = list(code)
            signs[one], signs[other] = signs[other], signs[one]
            wrong.add("".join(signs))
    for text in wrong - {code}:
        with pytest.raises(RequestError, match="ne tombe pas juste"):
            decode(text, deck)


def test_the_prime_does_what_it_is_chosen_for() -> None:
    """No difference of two powers of 32 within a code is a multiple of it, and everything fits before the check."""
    powers = [pow(32, place, PRIME) for place in range(21)]
    assert len(set(powers)) == len(powers)
    room = 1
    for base in BASES.values():
        room *= base
    assert room <= 32**18


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "0 caractères"),
        ("ABC", "3 caractères"),
        ("ABCDEFG-ABCDEFG-ABCDEFU", "« U »"),
        ("ABCDEFG-ABCDEFG-ABCDEFé", "« É »"),
        ("A" * 500, "500 caractères"),
        ("ZZZZZZZ-ZZZZZZZ-ZZZZZZZ", "ne tombe pas juste"),
    ],
)
def test_what_is_no_code_is_refused(deck: Deck, text: str, said: str) -> None:
    """Too short, too long, a sign that no code has, or nonsense: one sentence each."""
    with pytest.raises(RequestError, match=said):
        decode(text, deck)


def test_another_deck_is_noticed(plan: Plan, deck: Deck) -> None:
    """A code made from a deck of other content says so."""
    other = plan.model_copy(update={"deck": plan.deck.model_copy(update={"digest": "0" * 64})})
    assert not decode(encode(other, deck), deck).same_deck


def test_a_town_of_ones_own_is_given_beside_the_code(plan: Plan, deck: Deck) -> None:
    """A city that isn't the deck's, or that was changed, has no number."""
    for city in (City(name="Ici", statement="Rien."), deck.city["lorient"].model_copy(update={"name": "Lorient-Sud"})):
        assert decode(encode(plan.model_copy(update={"city": city}), deck), deck).city is None


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({}, []),
        ({"date": "demain"}, ["le titre, la date, le lieu et l’organisateur"]),
        ({"moments": (Moment(at="10:00", title="Un"),)}, ["les moments à heure fixe"]),
        ({"mandate": Mandate(level="consultation")}, []),
        ({"mandate": Mandate(level="consultation", settled="Le budget")}, ["les phrases du mandat"]),
        ({"excluded": ("troc",)}, ["les cartes imposées ou exclues"]),
        ({"included": ("troc",)}, ["les cartes imposées ou exclues"]),
        ({"stops": (Stop(name="La gare"),)}, ["les lieux de la marche"]),
        ({"harvest": (Harvest(table=1, kept=("troc",)),)}, ["la récolte"]),
        ({"after": "soir-1.yaml"}, ["la récolte de la rencontre précédente"]),
        ({"activities": ("x",)}, ["les échauffements et les clôtures"]),
        ({"tables": (Table(number=1, seats=6, name="Les prés"),)}, ["les noms des tables"]),
    ],
)
def test_a_code_says_what_it_does_not_carry(plan: Plan, fields: dict[str, object], said: list[str]) -> None:
    """Each input that has no room in a code is named."""
    assert not_carried(plan.model_copy(update=fields)) == said


@pytest.mark.parametrize("words", [("--seed", "5"), ("--format", "conception", "-p", "30", "--start", "8h30")])
def test_a_code_deals_the_same_hands_in_another_process(
    run: Callable[..., "Result"], spawn: Callable[..., "Result"], deck: Deck, words: tuple[str, ...]
) -> None:
    """Whatever the process, the time zone or the order of its sets, the code makes the same decisions."""
    made = run("plan", "lorient", *words, "--mandate", "consultation", "--json")
    code = encode(Plan.model_validate_json(made.out), deck)
    again = spawn("plan", "--code", code.lower(), "--json", env={"PYTHONHASHSEED": "3", "TZ": "Asia/Tokyo"})
    assert (again.code, again.err) == (0, made.err)
    assert json.loads(again.out) == json.loads(made.out)

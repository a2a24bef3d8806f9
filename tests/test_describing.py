"""A territory described by questions: what is heard and proposed, searches, fields of the file, the command."""

import pytest

from territoires_cli.asking import Answers, Question
from territoires_cli.describing import city_steps, hear, search_practices
from territoires_cli.drafting import (
    answers_of,
    city_fields,
    command_words,
    missing_words,
    population_of,
)
from territoires_cli.models.city import City
from territoires_cli.models.deck import Deck

SAID = "La dernière épicerie a fermé, les jeunes partent. Nous avons un repair café."


def questions(deck: Deck, answers: Answers) -> dict[str, Question]:
    """Every question that these answers call for, by name; the order of challenges as `order`."""
    asked = [step(answers) for step in city_steps(deck, lambda name: "non" if name == "pris.yaml" else None)]
    return {"order" if item.kind == "order" else item.name: item for item in asked if item is not None}


@pytest.mark.parametrize(
    ("typed", "count"),
    [
        ("4200", 4200), ("4 200", 4200), ("57\u202f662 habitants", 57662), ("4.200 hab.", 4200),
        ("0", None), ("beaucoup", None), ("", None), ("-3", None), ("9" * 40, None),
    ],
)  # fmt: skip
def test_people_are_counted_as_they_are_written(typed: str, count: int | None) -> None:
    """Spaces, points and the word « habitants » don't matter; what is no number of people is none."""
    assert population_of(typed) == count


def test_what_is_heard_is_proposed_first_with_its_words(deck: Deck) -> None:
    """Challenges heard are ticked and say why; all the others can be ticked; the practice that is there is proposed."""
    said = hear(deck, SAID)
    asked = questions(deck, {"name": ("Val",), "statement": (SAID,)})
    challenges = asked["challenges"]
    assert challenges.default == tuple(said.challenges)
    assert {"jeunes", "services-proximite"} <= set(said.challenges)
    assert [option.value for option in challenges.options][: len(said.challenges)] == list(said.challenges)
    assert len(challenges.options) == len(deck.book.challenges)
    lines = {option.value: option.line for option in challenges.options}
    assert lines["jeunes"] == "Les jeunes partent – entendu : jeunes, partent"
    assert lines["friches"] == challenges.title("friches") == deck.challenge["friches"].label
    assert asked["strengths"].default == ("repair-cafe",)
    assert hear(deck, "") == ({}, ())


def test_an_order_that_was_chosen_before_stays(deck: Deck) -> None:
    """Challenges known already stand right after those heard, and keep their order when they are confirmed."""
    asked = questions(deck, {"challenges": ("mobilite", "emploi"), "statement": ("Les jeunes partent.",)})
    challenges = asked["challenges"]
    assert [option.value for option in challenges.options][:3] == ["jeunes", "mobilite", "emploi"]
    assert challenges.default == ("mobilite", "emploi")
    assert challenges.read(("jeunes", "emploi", "mobilite")) == ("mobilite", "emploi", "jeunes")


def test_without_a_sentence_a_challenge_is_needed(deck: Deck) -> None:
    """Nothing said and nothing ticked leaves nothing to match; a sentence alone is enough."""
    assert questions(deck, {"name": ("Val",)})["challenges"].fault(())
    assert questions(deck, {"statement": (SAID,)})["challenges"].fault(()) is None


def test_an_order_is_asked_for_where_there_is_one(deck: Deck) -> None:
    """One challenge has no order; several are put in order among themselves."""
    assert "order" not in questions(deck, {"challenges": ("jeunes",)})
    asked = questions(deck, {"challenges": ("jeunes", "mobilite")})["order"]
    assert [option.value for option in asked.options] == ["jeunes", "mobilite"]


def test_faults_are_told_in_sentences(deck: Deck) -> None:
    """A missing name, a number in words, a text that is too long, a file that is taken."""
    asked = questions(deck, {"name": ("L’Île d’Yeu",), "constraints": ("a", "b")})
    assert asked["name"].fault(())
    assert asked["population"].fault(("beaucoup",))
    assert asked["population"].fault(("4 200",)) is None
    assert asked["population"].read(("4 200",)) == ("4200",)
    assert asked["statement"].fault(("a" * 4001,))
    assert asked["output"].fault(("pris.yaml",)) == "non"
    assert asked["output"].fault(())
    assert asked["output"].default == ("l-ile-d-yeu.yaml",)
    assert asked["constraints"].default == ("a; b",)
    assert asked["constraints"].read(("a; b",)) == ("a", "b")


@pytest.mark.parametrize(
    ("words", "code"),
    [("a1", "A1"), ("covoit", "A1"), ("REPAIR", "E3"), ("amap", "C2"), ("covoiturrage", "A1"), ("toit", "D2")],
)
def test_a_practice_is_found_by_what_people_type(deck: Deck, words: str, code: str) -> None:
    """Its code, the beginning of its title, another name, a slip, a word of its text."""
    assert code in [card.code for card in search_practices(deck, words)]


def test_a_search_for_nothing_finds_nothing(deck: Deck) -> None:
    """No words, or words that look like none, give no card rather than all."""
    assert search_practices(deck, " !") == []
    assert search_practices(deck, "zzzzqqq") == []
    find = questions(deck, {})["strengths"].find
    assert find is not None
    assert [option.title for option in find("A1")] == ["A1 · Covoiturage"]


def test_what_is_missing_is_named_with_its_option() -> None:
    """A name, and a sentence or a challenge."""
    assert len(missing_words({})) == 2
    assert missing_words({"name": ("Val",), "challenges": ("jeunes",)}) == []


def test_fields_are_those_of_a_city(deck: Deck) -> None:
    """The values make a city; what isn't known has an example that would be valid too; apostrophes print well."""
    answers: Answers = {"name": ("Val d'Oust",), "population": ("4200",), "challenges": ("jeunes", "mobilite")}
    fields = city_fields(answers)
    city = City.model_validate({field.name: field.value for field in fields if field.value})
    assert (city.name, city.size) == ("Val d’Oust", "bourg")
    assert [(item.id, item.priority) for item in city.challenges] == [("jeunes", 1), ("mobilite", 2)]
    City.model_validate({field.name: field.value or field.example for field in fields})
    assert all(field.remark.endswith((".", "challenge", "list")) and len(field.remark) < 100 for field in fields)


def test_a_known_city_keeps_what_is_known_of_it(deck: Deck) -> None:
    """Priorities, whys and strengths stay as they are where nothing was changed; an order that changed ranks anew."""
    base = deck.city["lorient"]
    answers = answers_of(base)
    same = {field.name: field.value for field in city_fields(answers, base)}
    city = City.model_validate({name: value for name, value in same.items() if value})
    assert (city.challenges, city.constraints) == (base.challenges, base.constraints)
    assert set(city.strengths) == set(base.strengths)
    answers |= {"challenges": ("jeunes", "mobilite"), "strengths": ("covoiturage", "velos-partages")}
    changed = {field.name: field.value for field in city_fields(answers, base)}
    assert changed["challenges"][0] == {"id": "jeunes", "priority": 1, "why": base.challenges[1].why}
    assert changed["challenges"][1] == "mobilite"
    assert [item if isinstance(item, str) else item["practice"] for item in changed["strengths"]] == [
        "covoiturage",
        "velos-partages",
    ]


def test_the_command_says_what_differs_from_what_is_known() -> None:
    """Each value with its option; known ones left out; what was taken away is said."""
    known: Answers = {"name": ("Val",), "strengths": ("troc",)}
    answers: Answers = {"name": ("Val",), "challenges": ("jeunes", "emploi"), "strengths": (), "output": ("v.yaml",)}
    assert command_words(answers, known, ["--from", "val"]) == [
        "territoires", "new", "city", "--from", "val", "--challenge", "jeunes", "--challenge", "emploi",
        "--strength", "aucun", "--output", "v.yaml",
    ]  # fmt: skip

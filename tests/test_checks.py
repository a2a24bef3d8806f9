"""Rules across a whole deck: the built-in one keeps them, and each way of breaking one is told."""

from typing import Any

import pytest

from territoires_cli.checks import check_deck
from territoires_cli.links import Finding
from territoires_cli.models.cards import Pair, PracticeCard
from territoires_cli.models.deck import SECTIONS, Deck
from territoires_cli.models.vocabulary import ChallengeBook
from territoires_cli.problems import field_name


def spoilt(deck: Deck, **sections: Any) -> Deck:
    """The built-in deck with some sections replaced."""
    known = {name: getattr(deck, name) for name in SECTIONS} | sections
    return Deck(known.__getitem__, "x")


def with_card(deck: Deck, **fields: Any) -> Deck:
    """The built-in deck with some fields of its first card (A1) replaced."""
    data = deck.practices[0].model_dump(mode="json", by_alias=True) | fields
    return spoilt(deck, practices=(PracticeCard.model_validate(data), *deck.practices[1:]))


def told(findings: list[Finding]) -> list[tuple[str, str]]:
    """Field and sentence of each finding."""
    return [(field_name(finding.path), finding.message) for finding in findings]


def test_the_built_in_deck_breaks_no_rule(deck: Deck) -> None:
    """Not one finding in its texts, limits and sources."""
    assert check_deck(deck) == []


@pytest.mark.parametrize(
    ("fields", "field", "part"),
    [
        ({"title": "x" * 33}, "title", "33 caractères imprimés, 32 au plus"),
        ({"summary": "Mot. " * 28 + "x"}, "summary", "141 caractères imprimés, 140 au plus"),
        ({"summary": "mot " * 15 + "fin."}, "summary", "phrase de 16 mots (15 au plus"),
        ({"first_steps": ["Un.", "x" * 71, "Trois."]}, "first_steps[2]", "71 caractères imprimés, 70 au plus"),
        ({"limits": ["x" * 81, "Deux."]}, "limits[1]", "81 caractères imprimés, 80 au plus"),
        ({"questions": ["Un ?", "Deux ?", "x" * 71]}, "questions[3]", "71 caractères imprimés, 70 au plus"),
        (
            {"first_steps": ["x" * 70] * 3, "limits": ["x" * 80] * 2, "questions": ["x" * 70] * 3},
            "",
            "le verso fait",
        ),
        ({"description": "mot " * 26 + "fin."}, "description", "phrase de 27 mots (25 au plus)"),
        ({"description": "L'école."}, "description", "apostrophe droite"),
        ({"description": 'Un "mot".'}, "description", "guillemet droit"),
        ({"description": "Un\u00a0mot."}, "description", "espace insécable"),
        ({"description": "Un mot..."}, "description", "trois points"),
        ({"description": "Un  mot."}, "description", "deux espaces"),
        ({"description": "Un «mot»."}, "description", "à l’intérieur des guillemets"),
        ({"description": "Un mot!"}, "description", "il manque une espace avant ce signe"),
        ({"description": "Un mot: deux."}, "description", "il manque une espace avant ce signe"),
        ({"description": "Un mot ."}, "description", "espace de trop"),
        ({"description": "Dix 10%."}, "description", "avant %"),
        ({"code": "B9"}, "code", "doit commencer par « A »"),
        (
            {"aggravates": [{"challenge": "mobilite", "why": "Plus de voitures."}]},
            "aggravates[1]",
            "répondre à un défi et l’aggraver",
        ),
    ],
)
def test_each_broken_rule_of_a_card_is_told(deck: Deck, fields: dict[str, Any], field: str, part: str) -> None:
    """The finding names the card's field and what to mend."""
    found = told(check_deck(with_card(deck, **fields)))
    assert [sentence for name, sentence in found if name == field and part in sentence]


def test_addresses_and_titles_of_sources_are_left_alone(deck: Deck) -> None:
    """An address and a cited title keep their own signs."""
    first, *others = deck.sources
    odd = first.model_copy(update={"title": 'L\'"autre" titre!', "url": "https://a.fr/?a=1"})
    assert check_deck(spoilt(deck, sources=(odd, *others))) == []


def test_a_challenge_answered_twice_by_a_card_is_told(deck: Deck) -> None:
    """The second mention is the one to take out."""
    answer = {"id": "mobilite", "weight": 3, "why": "Parce que."}
    found = told(check_deck(with_card(deck, challenges=[answer, answer])))
    assert ("challenges[2]", "ce défi est cité deux fois") in found


@pytest.mark.parametrize(
    ("status", "part"),
    [
        ({"state": "closed", "since": 2015}, "doit citer sa source"),
        ({"state": "active", "source": {"id": "sharitories"}}, "doit dire son année"),
        ({"state": "renamed", "as_of": 2017, "source": {"id": "sharitories"}}, "il manque le nouveau nom"),
    ],
)
def test_a_known_state_cites_its_source_and_year(deck: Deck, status: dict[str, Any], part: str) -> None:
    """Nobody can say that something closed without showing where that stands."""
    examples = deck.practices[0].model_dump(mode="json")["examples"]
    examples[0]["status"] = status
    found = told(check_deck(with_card(deck, examples=examples)))
    assert [sentence for name, sentence in found if name == "examples[1].status" and part in sentence]


def test_an_unknown_state_needs_no_source(deck: Deck) -> None:
    """What could not be checked is said as such."""
    examples = deck.practices[0].model_dump(mode="json")["examples"]
    examples[0]["status"] = {"state": "unknown"}
    assert not [name for name, _sentence in told(check_deck(with_card(deck, examples=examples))) if "status" in name]


def test_pairs_are_of_two_cards_and_said_once(deck: Deck) -> None:
    """A card with itself, and a pair said again the other way round, are told."""
    pairs = (
        Pair(cards=("troc", "troc"), why="Oui."),
        Pair(cards=("troc", "coworking"), why="Oui."),
        Pair(cards=("coworking", "troc"), why="Oui."),
    )
    sentences = [finding.message for finding in check_deck(spoilt(deck, pairs=pairs))]
    assert sentences == [
        "une carte ne peut pas faire la paire avec elle-même",
        "paire citée deux fois : coworking et troc",
    ]


def test_a_challenge_with_few_answers_is_a_warning(deck: Deck) -> None:
    """A challenge that only two cards answer is told, without making the deck unusable."""
    extra = deck.book.challenges[0].model_copy(update={"id": "nouveau"})
    book = ChallengeBook(groups=deck.book.groups, challenges=(*deck.book.challenges, extra))
    (finding,) = check_deck(spoilt(deck, book=book))
    assert (finding.severity, field_name(finding.path)) == ("warning", "challenges[26]")
    assert "« nouveau » n’a que 0 carte(s)" in finding.message


def test_a_step_takes_only_what_is_sure_to_be_given(deck: Deck) -> None:
    """What only a later or a droppable step gives can't be taken."""
    (shape,) = deck.formats
    turned = shape.model_copy(update={"steps": tuple(reversed(shape.steps))})
    found = told(check_deck(spoilt(deck, formats=(turned,))))
    assert any("qu’aucune étape sûre ne donne avant" in sentence for _name, sentence in found)
    steps = tuple(
        step.model_copy(update={"takes": ("spokespeople",)} if step.id == "cloture" else {}) for step in shape.steps
    )
    optional = told(check_deck(spoilt(deck, formats=(shape.model_copy(update={"steps": steps}),))))
    assert optional == [
        (f"steps[{len(steps)}].takes", "l’étape prend « spokespeople », qu’aucune étape sûre ne donne avant")
    ]

"""Ids that name nothing and ids used twice: every kind of link is followed, every list looked through."""

from typing import Any

import pytest

from territoires_cli.links import Finding, check_city_links, check_links
from territoires_cli.models.cards import PracticeCard
from territoires_cli.models.city import City
from territoires_cli.models.deck import SECTIONS, Deck
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


def test_the_built_in_deck_has_no_loose_end(deck: Deck) -> None:
    """Neither a dangling link nor an id used twice."""
    assert check_links(deck) == []


def test_ids_of_vocabularies_are_unique(deck: Deck) -> None:
    """A family, type, group, challenge or topic can't be there twice; both places are told."""
    info = deck.info.model_copy(
        update={
            "families": (*deck.info.families, deck.info.families[0]),
            "types": (*deck.info.types, deck.info.types[0]),
        }
    )
    book = deck.book.model_copy(update={"groups": (*deck.book.groups, deck.book.groups[0])})
    topics = (*deck.lexicon.out_of_play, deck.lexicon.out_of_play[0])
    lexicon = deck.lexicon.model_copy(update={"out_of_play": topics})
    fields = {name for name, _sentence in told(check_links(spoilt(deck, info=info, book=book, lexicon=lexicon)))}
    assert fields == {
        "families[1].id",
        "families[11].id",
        "families[1].code",
        "families[11].code",
        "types[1].id",
        "types[5].id",
        "groups[1].id",
        "groups[5].id",
        "out_of_play[1].id",
        f"out_of_play[{len(topics)}].id",
    }


def test_a_card_and_a_city_share_one_namespace(deck: Deck) -> None:
    """A city can't have a card's id."""
    city = City.model_validate({"name": "Covoiturage", "challenges": ["emploi"]})
    found = check_links(spoilt(deck, cities=(*deck.cities, city)))
    assert [finding.message for finding in found] == ["« covoiturage » est employé 2 fois"] * 2


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"type": "consomation"}, "type"),
        ({"family": "mobilitee"}, "family"),
        ({"aggravates": [{"challenge": "logements", "why": "x"}]}, "aggravates[1].challenge"),
        ({"examples": [{"case": "lorientt", "short": "x"}]}, "examples[1].case"),
        ({"sources": [{"id": "sharitorie"}]}, "sources[1].id"),
        ({"facts": [{"text": "x", "as_of": None, "source": {"id": "sharitorie"}}]}, "facts[1].source.id"),
    ],
)
def test_each_kind_of_link_is_followed(deck: Deck, fields: dict[str, Any], field: str) -> None:
    """An id that names nothing is told with the nearest that does."""
    ((name, sentence),) = told(check_links(with_card(deck, **fields)))
    assert name == field
    assert "vouliez-vous dire" in sentence


def test_a_challenge_of_an_unknown_group_is_told(deck: Deck) -> None:
    """Vocabularies are linked among themselves too."""
    odd = deck.book.challenges[0].model_copy(update={"group": "zzz"})
    book = deck.book.model_copy(update={"challenges": (odd, *deck.book.challenges[1:])})
    assert told(check_links(spoilt(deck, book=book))) == [("challenges[1].group", "« zzz » n’existe pas dans ce jeu")]


def test_a_citys_own_sources_are_no_links(deck: Deck) -> None:
    """In somebody's own file challenges and practices are checked, sources aren't."""
    city = City.model_validate(
        {"name": "Ici", "challenges": ["zzz"], "sources": [{"id": "insee-ici"}], "strengths": ["covoiturag"]}
    )
    assert [name for name, _sentence in told(check_city_links(city, deck))] == [
        "challenges[1].id",
        "strengths[1].practice",
    ]


def test_steps_and_stated_challenges_are_said_once(deck: Deck) -> None:
    """A format can't have a step twice, nor a city a challenge, in the deck or in a file of one's own."""
    (shape,) = deck.formats
    twice = shape.model_copy(update={"steps": (*shape.steps, shape.steps[0])})
    last = len(twice.steps)
    assert [name for name, _sentence in told(check_links(spoilt(deck, formats=(twice,))))] == [
        "steps[1].id",
        f"steps[{last}].id",
    ]
    city = City.model_validate({"name": "Ici", "challenges": ["emploi", "jeunes", "emploi"]})
    expected = [(f"challenges[{number}].id", "« emploi » est employé 2 fois") for number in (1, 3)]
    assert told(check_city_links(city, deck)) == expected
    assert told(check_links(spoilt(deck, cities=(*deck.cities, city)))) == expected

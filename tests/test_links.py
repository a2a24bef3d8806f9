"""Ids that name nothing and ids used twice: every kind of link is followed, every list looked through."""

from typing import Any

import pytest

from territoires_cli.links import Finding, cards_of, check_city_links, check_links, texts_of, things_of
from territoires_cli.models.cards import PracticeCard
from territoires_cli.models.city import City
from territoires_cli.models.deck import SECTIONS, Deck
from territoires_cli.models.harms import Harm
from territoires_cli.models.partial import keep_valid
from territoires_cli.names import enumerate_in_french
from territoires_cli.problems import field_name

FRAMEWORK = ("axes", "objectives", "themes")


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


def with_first(deck: Deck, section: str, **fields: Any) -> Deck:
    """The built-in deck with some fields of the first item of a section replaced."""
    first, *others = getattr(deck, section)
    changed = type(first).model_validate(first.model_dump(mode="json", by_alias=True) | fields)
    return spoilt(deck, **{section: (changed, *others)})


@pytest.mark.parametrize(
    ("section", "fields", "field"),
    [
        ("actions", {"objective": "identifier-besoin"}, "objective"),
        ("actions", {"practices": [{"id": "trocs", "why": "x"}]}, "practices[1].id"),
        ("actions", {"challenges": [{"id": "emplois", "weight": 1, "why": "x"}]}, "challenges[1].id"),
        ("actions", {"examples": [{"case": "la-coloc", "short": "x"}]}, "examples[1].case"),
        ("actions", {"costs": [{"text": "x", "as_of": None, "source": {"id": "sharitorie"}}]}, "costs[1].source.id"),
        ("projects", {"city": "lorien"}, "city"),
        ("projects", {"practices": [{"id": "trocs", "why": "x"}]}, "practices[1].id"),
        ("projects", {"status": {"state": "closed", "source": {"id": "sharitorie"}}}, "status.source.id"),
        ("elsewhere", {"models": ["fab-citi"]}, "models[1]"),
        ("elsewhere", {"practices": [{"id": "trocs", "why": "x"}]}, "practices[1].id"),
        ("models", {"practices": [{"id": "trocs", "why": "x"}]}, "practices[1].id"),
        ("models", {"challenges": [{"id": "emplois", "weight": 1, "why": "x"}]}, "challenges[1].id"),
        ("lessons", {"theme": "atout"}, "theme"),
        ("lessons", {"actions": ["espaces-vacant"]}, "actions[1]"),
        ("lessons", {"examples": [{"case": "smile", "short": "x"}]}, "examples[1].case"),
        ("pairs", {"cards": ["troc", "coworkin"]}, "cards[2]"),
        (
            "cities",
            {
                "monograph": {
                    "title": "x",
                    "analysis": "x",
                    "source": {"id": "sharitories"},
                    "platform": {"practice": "covoiturag", "example": "x"},
                }
            },
            "monograph.platform.practice",
        ),
    ],
)
def test_links_of_every_kind_of_card_are_followed(deck: Deck, section: str, fields: dict[str, Any], field: str) -> None:
    """Sheets, projects, places, models, lessons and cities are linked like practices: each id is looked up in its kind."""
    ((name, sentence),) = told(check_links(with_first(deck, section, **fields)))
    assert name == field
    assert "vouliez-vous dire" in sentence


def test_an_example_points_to_a_case_and_nothing_else(deck: Deck) -> None:
    """A city, a project and a place elsewhere are cases; a practice, a sheet, a lesson and a model are not."""
    for name in ("lorient", "la-colloc", "bay-share"):
        assert check_links(with_first(deck, "lessons", examples=[{"case": name, "short": "x"}])) == []
    for name in ("troc", "espaces-vacants", deck.lessons[1].id, "fab-city"):
        found = told(check_links(with_first(deck, "lessons", examples=[{"case": name, "short": "x"}])))
        assert [field for field, _sentence in found] == ["examples[1].case"]


def test_an_objective_of_an_unknown_axis_is_told(deck: Deck) -> None:
    """The framework is linked inside itself."""
    first, *others = deck.framework.objectives
    odd = first.model_copy(update={"axis": "zzz"})
    framework = deck.framework.model_copy(update={"objectives": (odd, *others)})
    known = enumerate_in_french([axis.id for axis in deck.framework.axes], "et")
    assert told(check_links(spoilt(deck, framework=framework))) == [
        ("objectives[1].axis", f"« zzz » n’existe pas dans ce jeu, qui a {known}")
    ]


def test_a_project_may_stand_in_no_city_of_the_deck(deck: Deck) -> None:
    """An absent city is no dangling link."""
    assert not [name for name, _s in told(check_links(with_first(deck, "projects", city=None))) if name == "city"]


def test_cards_that_could_not_be_read_exist_all_the_same(deck: Deck) -> None:
    """The ids given as unread are known, whatever kind of card they stand for; others are still told."""
    cards = {"practices": [{"id": "illisible", "why": "x"}], "challenges": [{"id": "perdu", "weight": 1, "why": "x"}]}
    broken = with_first(deck, "actions", **cards)
    assert [name for name, _s in told(check_links(broken))] == ["practices[1].id", "challenges[1].id"]
    assert [name for name, _s in told(check_links(broken, ["illisible"]))] == ["challenges[1].id"]
    assert check_links(broken, ["illisible", "perdu"]) == []


def test_every_kind_of_card_shares_one_namespace(deck: Deck) -> None:
    """A sheet, a project, a place, a model or a lesson can't have a practice's id, nor a sheet a practice's code."""
    for section in ("actions", "projects", "elsewhere", "models", "lessons"):
        last = getattr(deck, section)[-1]
        extra = last.model_copy(update={"id": "troc"} | ({"code": "A1"} if section == "actions" else {}))
        found = told(check_links(spoilt(deck, **{section: (*getattr(deck, section), extra)})))
        assert found[:2] == [("id", "« troc » est employé 2 fois")] * 2
        assert found[2:] == ([("code", "« A1 » est employé 2 fois")] * 2 if section == "actions" else [])


def test_everything_of_a_deck_is_walked_once(deck: Deck) -> None:
    """Each file and list item of the deck is a thing; each text of a thing has a path that leads to it."""
    things = list(things_of(deck))
    assert len({id(thing) for thing in things}) == len(things)
    assert set(map(id, cards_of(deck))) <= {id(thing) for thing in things}
    assert len(cards_of(deck)) == len(deck.index)
    for path, text in texts_of(deck.actions[0], everything=True):
        place: Any = deck.actions[0]
        for part in path:
            place = getattr(place, part) if isinstance(part, str) else place[part]
        assert place == text
    prose = {path[-1] for path, _text in texts_of(deck.actions[0])}
    assert not prose & {"id", "code", "url"}


def test_a_challenge_of_an_unknown_group_is_told(deck: Deck) -> None:
    """Vocabularies are linked among themselves too."""
    odd = deck.book.challenges[0].model_copy(update={"group": "zzz"})
    book = deck.book.model_copy(update={"challenges": (odd, *deck.book.challenges[1:])})
    known = enumerate_in_french([group.id for group in deck.book.groups], "et")
    assert told(check_links(spoilt(deck, book=book))) == [
        ("challenges[1].group", f"« zzz » n’existe pas dans ce jeu, qui a {known}")
    ]


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
    shape = deck.formats[0]
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


def test_what_nobody_knows_is_not_said_to_dangle(deck: Deck) -> None:
    """Where a file of ids was lost, what points into it isn't judged; the rest is."""
    fields = {
        "sources": [{"id": "perdu"}],
        "family": "perdue",
        "challenges": [{"id": "perdu", "weight": 1, "why": "x"}],
    }
    broken = with_card(deck, **fields)
    assert {name for name, _s in told(check_links(broken))} == {"family", "sources[1].id", "challenges[1].id"}
    assert [name for name, _s in told(check_links(broken, lost=["sources.yaml", "deck.yaml"]))] == ["challenges[1].id"]


def test_things_beside_the_deck_are_looked_into(deck: Deck) -> None:
    """Words for warnings, and what was kept of faulty data, are linked to the deck as its own things are."""
    harm = Harm(challenge="logements", words=("loyer",))
    partial = keep_valid(PracticeCard, {"type": "consomation", "examples": [{"case": "lorientt"}, 2], "title": 3})
    assert partial is not None
    found = check_links(deck, beside=[harm, partial])
    assert [field_name(item.path) for item in found] == ["challenge", "type", "examples[1].case"]


def test_ids_of_the_framework_are_unique(deck: Deck) -> None:
    """An axis, an objective and a theme can't be there twice."""
    lists = {name: (*getattr(deck.framework, name), getattr(deck.framework, name)[0]) for name in FRAMEWORK}
    framework = deck.framework.model_copy(update=lists)
    fields = [name for name, _sentence in told(check_links(spoilt(deck, framework=framework)))]
    assert fields == [f"{name}[{place}].id" for name in FRAMEWORK for place in (1, len(lists[name]))]

"""Rules across a whole deck: the built-in one keeps them, and each way of breaking one is told."""

from collections.abc import Callable
from typing import Any

import pytest

from territoires_cli import checks
from territoires_cli.checks import check_words
from territoires_cli.checks.harms import Harmed, check_harms
from territoires_cli.content import linked, read_sections
from territoires_cli.links import Finding, things_of
from territoires_cli.models.base import Citation, Value
from territoires_cli.models.cards import Pair
from territoires_cli.models.deck import SECTIONS, Deck
from territoires_cli.models.harms import Harm
from territoires_cli.models.vocabulary import ChallengeBook
from territoires_cli.places import HARMS_FILE, builtin_root
from territoires_cli.problems import field_name
from territoires_cli.reading import Reader

# A state that nobody could check, and a citation that every deck of these tests can make.
UNKNOWN = {"state": "unknown"}
REPORT = {"id": "sharitories"}


@pytest.fixture(scope="module")
def deck() -> Deck:
    """The built-in deck as its files say it: what is judged, before cities take what their projects show."""
    return linked(read_sections(Reader(), [builtin_root()]))


# The built-in deck's own words for its warnings.
HARMS = Reader().several(builtin_root() / HARMS_FILE, Harm)


def check_deck(deck: Deck) -> list[Finding]:
    """Every rule, with the built-in deck's words for its warnings."""
    return checks.check_deck(deck, HARMS)


def spoilt(deck: Deck, **sections: Any) -> Deck:
    """The built-in deck with some sections replaced, and what follows from them made again."""
    return linked({name: getattr(deck, name) for name in SECTIONS} | sections)


def changed(deck: Deck, section: str, number: int, **fields: Any) -> Deck:
    """The built-in deck with some fields of one item of a section replaced."""
    items = list(getattr(deck, section))
    data = items[number].model_dump(mode="json", by_alias=True)
    items[number] = type(items[number]).model_validate(data | fields)
    return spoilt(deck, **{section: tuple(items)})


def with_card(deck: Deck, **fields: Any) -> Deck:
    """The built-in deck with some fields of its first card (A1) replaced."""
    return changed(deck, "practices", 0, **fields)


def number_of(deck: Deck, section: str, name: str) -> int:
    """Where a card stands in its section."""
    return [item.id for item in getattr(deck, section)].index(name)


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
    assert ("challenges[2].id", "« mobilite » est déjà cité plus haut dans cette liste") in found


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
    """A challenge that no card answers is told for practices and for sheets, without making the deck unusable."""
    extra = deck.book.challenges[0].model_copy(update={"id": "nouveau"})
    book = ChallengeBook(groups=deck.book.groups, challenges=(*deck.book.challenges, extra))
    found = check_deck(spoilt(deck, book=book))
    last = f"challenges[{len(book.challenges)}]"
    assert [(finding.severity, field_name(finding.path)) for finding in found] == [("warning", last)] * 2
    assert [finding.message for finding in found] == [
        "aucune carte ne répond à « nouveau », il en faut 3 : ajoutez ce défi à des cartes",
        "« nouveau » n’a aucune fiche action pour y répondre",
    ]


def test_a_deck_without_sheets_owes_none_to_its_challenges(deck: Deck) -> None:
    """Where there is no action sheet at all, challenges are not told to lack one."""
    found = told(check_deck(spoilt(deck, actions=(), lessons=())))
    assert not [sentence for _name, sentence in found if "fiche action" in sentence]


def test_a_step_takes_only_what_is_sure_to_be_given(deck: Deck) -> None:
    """What only a later or a droppable step gives can't be taken."""
    shape = deck.format["sharitories"]
    turned = shape.model_copy(update={"steps": tuple(reversed(shape.steps))})
    found = told(check_deck(spoilt(deck, formats=(turned,), activities=())))
    assert any("qu’aucune étape sûre ne donne avant" in sentence for _name, sentence in found)
    steps = tuple(
        step.model_copy(update={"takes": ("spokespeople",)} if step.id == "cloture" else {}) for step in shape.steps
    )
    optional = told(check_deck(spoilt(deck, formats=(shape.model_copy(update={"steps": steps}),), activities=())))
    assert optional == [
        (f"steps[{len(steps)}].takes", "l’étape prend « spokespeople », qu’aucune étape sûre ne donne avant")
    ]


TOO_LONG = "x" * 141
LONG_SUMMARY = "mot " * 15 + "fin."


@pytest.mark.parametrize(
    ("section", "fields", "field", "limit"),
    [
        ("actions", {"title": "x" * 41}, "title", 40),
        ("actions", {"summary": TOO_LONG}, "summary", 140),
        ("actions", {"steps": ["Un.", "Deux.", "x" * 131]}, "steps[3]", 130),
        ("actions", {"indicators": ["x" * 101, "Deux."]}, "indicators[1]", 100),
        ("actions", {"strengths": ["Un.", "x" * 121]}, "strengths[2]", 120),
        ("actions", {"limits": ["x" * 121, "Deux."]}, "limits[1]", 120),
        ("actions", {"practices": [{"id": "troc", "why": "x" * 141}]}, "practices[1].why", 140),
        ("projects", {"title": "x" * 41}, "title", 40),
        ("projects", {"summary": TOO_LONG}, "summary", 140),
        ("elsewhere", {"title": "x" * 41}, "title", 40),
        ("elsewhere", {"summary": TOO_LONG}, "summary", 140),
        ("models", {"title": "x" * 41}, "title", 40),
        ("models", {"summary": TOO_LONG}, "summary", 140),
        ("models", {"conditions": ["Un.", "x" * 121]}, "conditions[2]", 120),
        ("models", {"limits": ["Un.", "x" * 121]}, "limits[2]", 120),
        ("models", {"questions": ["Un ?", "Deux ?", "x" * 81]}, "questions[3]", 80),
        ("lessons", {"title": "x" * 61}, "title", 60),
        ("lessons", {"summary": TOO_LONG}, "summary", 140),
        ("lessons", {"advice": ["x" * 131, "Deux."]}, "advice[1]", 130),
        ("lessons", {"limits": ["x" * 121]}, "limits[1]", 120),
        ("lessons", {"question": "x" * 81}, "question", 80),
        ("cities", {"monograph": {"title": "x" * 61, "analysis": "Un.", "source": REPORT}}, "monograph.title", 60),
        ("practices", {"examples": [{"case": "la-colloc", "short": "x" * 91}]}, "examples[1].short", 90),
    ],
)
def test_each_text_has_its_room_on_paper(
    deck: Deck, section: str, fields: dict[str, Any], field: str, limit: int
) -> None:
    """Whatever the kind of card, one character too many is told with the field, the length and the limit."""
    spoilt_deck = changed(deck, section, 0, **fields)
    message = f"{limit + 1} caractères imprimés, {limit} au plus"
    assert told(check_words([getattr(spoilt_deck, section)[0]])) == [(field, message)]
    assert (field, message) in told(check_deck(spoilt_deck))


@pytest.mark.parametrize("section", ["practices", "actions", "projects", "elsewhere", "models", "lessons"])
def test_a_summary_keeps_to_short_sentences(deck: Deck, section: str) -> None:
    """A sentence of sixteen words is told in the summary of every kind of card; one of fifteen is not."""
    (card,) = [getattr(changed(deck, section, 0, summary=LONG_SUMMARY), section)[0]]
    assert told(check_words([card])) == [("summary", "phrase de 16 mots (15 au plus sur une carte)")]
    (card,) = [getattr(changed(deck, section, 0, summary=LONG_SUMMARY[4:]), section)[0]]
    assert check_words([card]) == []


@pytest.mark.parametrize("section", ["actions", "cities", "projects", "elsewhere", "models", "lessons"])
def test_typography_is_looked_at_on_every_kind_of_card(deck: Deck, section: str) -> None:
    """A straight apostrophe in a source's locator, deep inside any card, is told at its place."""
    sources = [{"id": "sharitories", "locator": "l'annexe"}]
    (card,) = [getattr(changed(deck, section, 0, sources=sources), section)[0]]
    assert told(check_words([card])) == [("sources[1].locator", "apostrophe droite : écrivez ’")]


def test_titles_and_locators_may_be_long_sentences(deck: Deck) -> None:
    """The titles of pages to read and the places in a source are quoted, however long."""
    words = "mot " * 30 + "fin"
    links = [{"title": words, "url": "https://a.fr"}]
    spoilt_deck = with_card(deck, links=links, sources=[{"id": "sharitories", "locator": words}])
    assert check_words([spoilt_deck.practices[0]]) == []


def test_words_are_judged_thing_by_thing(deck: Deck) -> None:
    """What is said of each thing alone is part of what is said of the whole deck, and nothing else is read for it."""
    spoilt_deck = with_card(deck, description="L'école...", code="B9")
    alone = check_words(things_of(spoilt_deck))
    assert [name for name, _sentence in told(alone)] == ["description", "description"]
    everything = check_deck(spoilt_deck)
    assert all(finding in everything for finding in alone)
    assert len(everything) > len(alone)


def with_status(deck: Deck, status: dict[str, Any]) -> list[str]:
    """What is said of the state of the first project."""
    found = check_deck(changed(deck, "projects", number_of(deck, "projects", "the-box"), status=status))
    return [sentence for name, sentence in told(found) if name == "status"]


def test_a_state_is_not_older_than_what_it_tells(deck: Deck) -> None:
    """Nothing can have closed after the year in which its source says so."""
    status = {"state": "closed", "since": 2018, "as_of": 2017, "source": REPORT}
    assert with_status(deck, status) == ["« since » est postérieur à l’année de la source (as_of)"]
    assert with_status(deck, status | {"since": 2017}) == []


def test_a_source_without_date_gives_no_year(deck: Deck) -> None:
    """A state may go without a year where its source has none, and a note says what that shows; and only there."""
    undated = deck.sources[0].model_copy(update={"id": "sans-date", "year": None})
    number = number_of(deck, "projects", "the-box")
    for note, expected in (
        (None, ["la source n’a pas de date : dites dans une note (note) ce qu’elle montre"]),
        ("Vu.", []),
    ):
        status = {"state": "active", "source": {"id": "sans-date"}, "note": note}
        project = deck.projects[number].model_dump(mode="json") | {"status": status}
        projects = list(deck.projects)
        projects[number] = type(projects[number]).model_validate(project)
        found = check_deck(spoilt(deck, projects=tuple(projects), sources=(*deck.sources, undated)))
        assert [sentence for name, sentence in told(found) if name == "status"] == expected
    assert with_status(deck, {"state": "active", "source": REPORT}) == ["cet état doit dire son année (as_of)"]


def test_an_initiative_of_a_city_brings_its_name_and_source(deck: Deck) -> None:
    """An example that points to a city says what it is and where that stands; one that points to a project need not."""
    parts: list[dict[str, Any]] = [{}, {"name": "Un lieu"}, {"source": REPORT, "as_of": 2017}]
    for missing in parts:
        lacking = {"case": "aveiro", "short": "Un lieu.", "status": UNKNOWN, **missing}
        found = told(check_deck(changed(deck, "lessons", 0, examples=[lacking])))
        assert ("examples[1]", "l’exemple d’une ville dit son nom (name) et sa source (source)") in found
    whole = {"case": "aveiro", "short": "Un lieu.", "name": "Un lieu", "source": REPORT, "as_of": 2017}
    for kept in (whole, {"case": "la-colloc", "short": "Un lieu."}):
        found = told(check_deck(changed(deck, "lessons", 0, examples=[kept])))
        assert not [name for name, _sentence in found if name == "examples[1]"]


def test_nothing_is_dated_after_the_source_that_tells_it(deck: Deck) -> None:
    """A fact of 2018 can't stand in a report of 2017; a year that nobody knows is no fault."""
    year = deck.source["sharitories"].year
    assert year is not None
    facts = [{"text": "Un.", "as_of": when, "source": REPORT} for when in (year, year + 1, None)]
    found = told(check_deck(with_card(deck, facts=facts)))
    assert found == [("facts[2].as_of", f"l’année {year + 1} est postérieure à la source, qui est de {year}")]


def example(name: str, place: str, state: str) -> dict[str, Any]:
    """An example that stands on the card itself."""
    status = {"state": state, "as_of": 2017, "source": REPORT}
    told_here = {"short": "Un lieu.", "text": "Un lieu.", "as_of": 2017, "source": REPORT}
    return {"name": name, "place": place, "status": UNKNOWN if state == "unknown" else status, **told_here}


def test_one_initiative_has_one_state(deck: Deck) -> None:
    """The same name at the same place, told on two cards with two states, is refused on the second; accents aside."""
    named = (example("Café Élan", "Vernoux", "active"), example("cafe elan", "VERNOUX", "closed"))
    one, other = (
        type(card).model_validate(data | {"examples": [*data["examples"], added]})
        for card, added in zip(deck.practices[:2], named, strict=True)
        for data in [card.model_dump(mode="json")]
    )
    (finding,) = check_deck(spoilt(deck, practices=(one, other, *deck.practices[2:])))
    assert (finding.thing, finding.path) == (other, ("examples", len(other.examples) - 1))
    assert finding.message == "« cafe elan » est dit « active » ailleurs dans le jeu : accordez les deux"
    elsewhere = other.examples[-1].model_copy(update={"place": "Vern"})
    moved = other.model_copy(update={"examples": (*other.examples[:-1], elsewhere)})
    assert check_deck(spoilt(deck, practices=(one, moved, *deck.practices[2:]))) == []


def test_a_citys_strength_and_an_example_have_one_state(deck: Deck) -> None:
    """What a city's page says of an initiative agrees with the card that tells it; a strength without name says nothing."""
    number = number_of(deck, "cities", "lorient")
    fact = {"practice": "troc", "as_of": 2017, "source": REPORT}
    strengths = [{**fact, "name": "Café Élan"}, fact]
    place = deck.entry["lorient"].place
    assert place is not None
    for state, expected in (("active", 1), ("unknown", 0)):
        card = deck.practices[0].model_dump(mode="json") | {"examples": [example("Café Élan", place, state)]}
        practices = (type(deck.practices[0]).model_validate(card), *deck.practices[1:])
        city = deck.cities[number].model_dump(mode="json", by_alias=True) | {"strengths": strengths}
        cities = list(deck.cities)
        cities[number] = type(cities[number]).model_validate(city)
        found = told(check_deck(spoilt(deck, practices=practices, cities=tuple(cities))))
        told_twice = [sentence for name, sentence in found if name == "strengths[1]"]
        assert told_twice == [f"« Café Élan » est dit « {state} » ailleurs dans le jeu : accordez les deux"][:expected]
        assert not [name for name, _sentence in found if name == "strengths[2]"]


def test_the_platform_beside_a_city_stands_on_its_card(deck: Deck) -> None:
    """A platform that the practice's card doesn't name among its examples is told; one that it names isn't."""
    name = next(example.name for example in deck.practice["covoiturage"].examples)
    for platform, expected in (("Introuvable", 1), (name, 0)):
        monograph = {
            "title": "Un titre",
            "analysis": "Un.",
            "source": REPORT,
            "platform": {"practice": "covoiturage", "example": platform},
        }
        found = told(check_deck(changed(deck, "cities", 0, monograph=monograph)))
        wanted = ("monograph.platform", "la carte « covoiturage » n’a pas d’exemple nommé « Introuvable »")
        assert found.count(wanted) == len([item for item in found if item[0] == "monograph.platform"]) == expected


def test_a_city_without_monograph_has_no_platform_to_check(deck: Deck) -> None:
    """A monograph, and the platform in it, may be absent."""
    for monograph in (None, {"title": "Un titre", "analysis": "Un.", "source": REPORT}):
        found = told(check_deck(changed(deck, "cities", 0, monograph=monograph)))
        assert not [name for name, _sentence in found if name.startswith("monograph")]


def test_a_source_that_nothing_cites_is_a_warning(deck: Deck) -> None:
    """It is told at its id; one that only the framework cites is not."""
    alone = deck.sources[0].model_copy(update={"id": "seul"})
    sources = (*deck.sources, alone)
    (finding,) = check_deck(spoilt(deck, sources=sources))
    assert (finding.thing, finding.path, finding.severity) == (alone, ("id",), "warning")
    assert finding.message == "la source « seul » n’est citée nulle part"
    purpose = deck.framework.purpose
    assert purpose is not None
    cited = purpose.model_copy(update={"source": Citation(id="seul")})
    framework = deck.framework.model_copy(update={"purpose": cited})
    assert check_deck(spoilt(deck, sources=sources, framework=framework)) == []


def test_a_source_that_a_format_cites_is_cited(deck: Deck) -> None:
    """Formats cite sources too."""
    alone = deck.sources[0].model_copy(update={"id": "seul"})
    shape = deck.formats[0].model_copy(update={"sources": (Citation(id="seul"),)})
    found = check_deck(spoilt(deck, sources=(*deck.sources, alone), formats=(shape, *deck.formats[1:])))
    assert not [finding for finding in found if finding.thing is alone]


def test_a_link_stands_on_one_of_its_cards(deck: Deck) -> None:
    """A project that names a practice whose card already points to it is told, on the first of them by id."""
    practice = deck.practice["troc"]
    pointed = practice.model_dump(mode="json")
    pointed["examples"].append({"case": "uf035", "short": "Un lieu."})
    practices = tuple(type(practice).model_validate(pointed) if card is practice else card for card in deck.practices)
    number = number_of(deck, "projects", "uf035")
    assert check_deck(spoilt(deck, practices=practices)) == []
    project = deck.projects[number].model_dump(mode="json")
    project["practices"].append({"id": "troc", "why": "On troque."})
    projects = list(deck.projects)
    projects[number] = type(projects[number]).model_validate(project)
    (finding,) = check_deck(spoilt(deck, practices=practices, projects=tuple(projects)))
    assert getattr(finding.thing, "id", "") == "troc"
    assert finding.message == "ce lien est déjà sur la carte « uf035 » : gardez-le d’un seul côté"


def test_what_a_city_has_from_its_projects_is_not_stated_twice(deck: Deck) -> None:
    """A practice may point to another initiative of a city where a project shows it: only derived links meet."""
    assert not [item for item in deck.city["genk"].strengths if item.name == "Nouveau lieu"]
    shown = next(link.id for project in deck.projects if project.id == "smiile" for link in project.practices)
    card = deck.practice[shown].model_dump(mode="json")
    card["examples"].append(
        {"case": "lorient", "name": "Nouveau lieu", "short": "Un lieu.", "as_of": 2017, "source": REPORT}
    )
    practices = tuple(type(item).model_validate(card) if item.id == shown else item for item in deck.practices)
    assert check_deck(spoilt(deck, practices=practices)) == []


def test_a_sheet_is_reached_from_two_practices(deck: Deck) -> None:
    """A sheet that serves a single practice gets a warning at its practices."""
    number = number_of(deck, "actions", "espaces-vacants")
    found = check_deck(changed(deck, "actions", number, practices=[{"id": "troc", "why": "On troque."}]))
    (finding,) = [item for item in found if item.path == ("practices",)]
    assert (finding.severity, finding.message) == ("warning", "1 pratique seulement y mène, il en faut 2")


def test_a_project_is_reached_from_a_practice(deck: Deck) -> None:
    """A project that no practice leads to, from either side, gets a warning."""
    extra = deck.projects[0].model_copy(update={"id": "seul", "practices": ()})
    found = check_deck(spoilt(deck, projects=(*deck.projects, extra)))
    (finding,) = [item for item in found if item.path == ("practices",)]
    assert (finding.thing, finding.severity) == (extra, "warning")
    assert finding.message == "aucune pratique n’y mène, il en faut 1"


WARNING = "Les loyers augmentent vite : cela fait monter les loyers trop chers du quartier."


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"limits": ["Un.", WARNING]}, "limits[2]"),
        ({"description": f"Un mot. {WARNING}"}, "description"),
        ({"conditions": [WARNING]}, "conditions[1]"),
        ({"facts": [{"text": WARNING, "as_of": None, "source": REPORT}]}, "facts[1].text"),
    ],
)
def test_a_harm_told_in_a_sentence_is_told_as_such(deck: Deck, fields: dict[str, Any], field: str) -> None:
    """A sentence that says how a challenge gets worse asks for the same in `aggravates`, and is then content."""
    message = "cette phrase met en garde pour « logement » : dites-le dans « aggravates »"
    found = [item for item in check_deck(with_card(deck, **fields)) if "aggravates" in item.message]
    assert [(field_name(item.path), item.message, item.severity) for item in found] == [(field, message, "warning")]
    harm = [{"challenge": "logement", "why": "Les loyers montent."}]
    found = check_deck(with_card(deck, **fields, aggravates=harm))
    assert not [item for item in found if "aggravates" in item.message]


def test_a_harm_is_looked_for_where_a_card_warns(deck: Deck) -> None:
    """Situations, questions and examples are no warnings, nor is a sentence without such a verb."""
    situations = [WARNING, *deck.practices[0].situations]
    told_here = {**example("Un lieu", "Ici", "unknown"), "text": WARNING}
    for fields in (
        {"situations": situations},
        {"questions": ["Les loyers montent ?", "Deux ?", "Trois ?"]},
        {"examples": [*deck.practices[0].model_dump(mode="json")["examples"], told_here]},
        {"limits": ["Les loyers sont trop chers.", "Deux."]},
        {"limits": ["Les loyers ne montent pas.", "Deux."]},
        {"limits": ["Sans bail, les loyers montent.", "Si le lieu plaît, les loyers montent."]},
    ):
        assert harms_of(deck, **fields) == []


def harms_of(deck: Deck, **fields: Any) -> list[str]:
    """The challenges for which the first card, with some fields replaced, is told to warn."""
    found = check_harms(with_card(deck, **fields).practices[0], Harmed(deck, HARMS))
    return [item.message.split(" »")[0].split("« ")[1] for item in found]


@pytest.mark.parametrize(
    ("limit", "challenge"),
    [
        ("Le succès du lieu fait monter les loyers du quartier.", "logement"),
        ("Les loyers augmentent et chassent les habitants.", "logement"),
        ("Des logements manquent à l’année.", "logement"),
        ("Un lieu à la mode fait partir les ménages modestes.", "inclusion"),
        ("Les personnes sans téléphone en sont exclues.", "numerique"),
        ("Les petits commerces perdent des clients et ferment.", "vacance-commerciale"),
        ("Un prêt peut noyer un ménage déjà endetté.", "pouvoir-achat"),
        ("Des panneaux prennent la place des cultures.", "sobriete-fonciere"),
        ("La machine remplace les salariés et détruit des emplois.", "emploi"),
    ],
)
def test_a_warning_is_heard_in_many_words(deck: Deck, limit: str, challenge: str) -> None:
    """Verbs of harm in their forms, and the deck's own words in the singular or the plural."""
    others = [item for item in deck.practices[0].model_dump()["challenges"] if item["id"] != challenge]
    if challenge in ("emploi", "pouvoir-achat"):
        assert harms_of(deck, limits=[limit, "Deux."]) == []
    assert harms_of(deck, limits=[limit, "Deux."], challenges=others) == [challenge]


def test_a_challenge_is_told_once_for_a_card(deck: Deck) -> None:
    """Several sentences that warn for one challenge make one warning, at the first of them."""
    card = with_card(deck, limits=["Les loyers montent.", "Des logements manquent."], conditions=[WARNING]).practices[0]
    assert [item.path for item in check_harms(card, Harmed(deck, HARMS))] == [("limits", 0)]


def test_every_harm_that_the_built_in_deck_states_is_also_told_in_a_text(deck: Deck) -> None:
    """Each entry of `aggravates` left out is missed: a sentence of its card warns for that challenge."""
    stated = [(card, harm) for card in deck.practices for harm in card.aggravates]
    assert len(stated) >= 6
    for card, harm in stated:
        kept = tuple(item for item in card.aggravates if item is not harm)
        (finding,) = check_harms(card.model_copy(update={"aggravates": kept}), Harmed(deck, HARMS))
        assert f"« {harm.challenge} »" in finding.message


def test_a_deck_without_words_of_its_own_is_read_by_its_terms(deck: Deck) -> None:
    """Where `harms.yaml` says nothing of a challenge, its terms are looked for."""
    card = with_card(deck, limits=["Une résidence secondaire de plus fait partir les jeunes.", "Deux."]).practices[0]
    assert [item.message.split(" »")[0] for item in check_harms(card, Harmed(deck, []))] == [
        "cette phrase met en garde pour « logement"
    ]
    own = [Harm(challenge="tourisme", words=("jeune",)), Harm(challenge="logement", words=("villa",))]
    assert ["tourisme" in item.message for item in check_harms(card, Harmed(deck, own))] == [True]


BREAKERS: list[Callable[[Deck], Deck]] = [
    lambda deck: with_card(deck, description="L'école."),
    lambda deck: with_card(deck, code="B9"),
    lambda deck: with_card(deck, limits=[WARNING, "Deux."]),
    lambda deck: spoilt(deck, sources=(*deck.sources, deck.sources[0].model_copy(update={"id": "seul"}))),
    lambda deck: spoilt(deck, pairs=(Pair(cards=("troc", "troc"), why="Oui."),)),
]


@pytest.mark.parametrize("breaker", BREAKERS)
def test_every_finding_points_into_its_thing(deck: Deck, breaker: Callable[[Deck], Deck]) -> None:
    """Each path leads to a field that the thing has, so that it can be placed at a line."""
    found = check_deck(breaker(deck))
    assert found
    for finding in found:
        place: Any = finding.thing
        for part in finding.path:
            place = getattr(place, part) if isinstance(part, str) else place[part]
        assert isinstance(finding.thing, Value)

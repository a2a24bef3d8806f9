"""The index: every card in a few words, each stored link seen from both ends, facets, words, strengths from projects."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from territoires_cli.indexing import index_cards, stored_links, with_projects, words_of_cards
from territoires_cli.labels import effort_level
from territoires_cli.links import cards_of, texts_of
from territoires_cli.models.actions import PracticeLink
from territoires_cli.models.base import Citation, Status
from territoires_cli.models.city import City, Strength
from territoires_cli.models.deck import SECTION_OF_KIND, SECTIONS, Deck
from territoires_cli.models.examples import CaseExample
from territoires_cli.models.index import KINDS, Entry, Facets
from territoires_cli.names import squash

Pairs = set[tuple[str, str]]


def spoilt(deck: Deck, **sections: Any) -> Deck:
    """The built-in deck with some sections replaced; its index is made again."""
    known = {name: getattr(deck, name) for name in SECTIONS} | sections
    return Deck({**known, "index": index_cards(Deck(known.__getitem__, "x"))}.__getitem__, "x")


def ties(entry: Entry) -> dict[str, str | None]:
    """The cards that a card is tied to, and why."""
    return {tie.to: tie.why for tie in entry.ties}


def cases(cards: Iterable[Any]) -> Pairs:
    """Card and case of each example that points to one."""
    return {(card.id, example.case) for card in cards for example in card.examples if isinstance(example, CaseExample)}


def practices(cards: Iterable[Any]) -> Pairs:
    """Card and practice of each link to a practice."""
    return {(card.id, link.id) for card in cards for link in card.practices}


STORED: dict[str, Callable[[Deck], Pairs]] = {
    "examples of practices": lambda deck: cases(deck.practices),
    "examples of actions": lambda deck: cases(deck.actions),
    "examples of lessons": lambda deck: cases(deck.lessons),
    "practices of actions": lambda deck: practices(deck.actions),
    "practices of projects": lambda deck: practices(deck.projects),
    "practices of territories elsewhere": lambda deck: practices(deck.elsewhere),
    "practices of models": lambda deck: practices(deck.models),
    "strengths of cities": lambda deck: {(city.id, item.practice) for city in deck.cities for item in city.strengths},
    "cities of projects": lambda deck: {(item.id, item.city) for item in deck.projects if item.city is not None},
    "models of territories elsewhere": lambda deck: {
        (item.id, name) for item in deck.elsewhere for name in item.models
    },
    "actions of lessons": lambda deck: {(item.id, name) for item in deck.lessons for name in item.actions},
}


@pytest.mark.parametrize("links", STORED)
def test_each_stored_link_is_seen_from_both_ends(deck: Deck, links: str) -> None:
    """Whichever of two cards states a link, both have it."""
    stored = STORED[links](deck)
    assert stored
    for one, other in stored:
        assert other in ties(deck.entry[one])
        assert one in ties(deck.entry[other])


def test_no_tie_comes_from_nowhere(deck: Deck) -> None:
    """Every tie is a link that one of its two cards states, and `stored_links` gives just those."""
    stored = {frozenset(pair) for links in STORED.values() for pair in links(deck)}
    assert {frozenset((entry.id, tie.to)) for entry in deck.index for tie in entry.ties} == stored
    assert {frozenset((one, other)) for one, other, _why in stored_links(deck)} == stored


def test_ties_are_mutual_with_the_same_reason(deck: Deck) -> None:
    """For any two cards, b is tied to a just where a is tied to b, for the same reason; none to itself, none twice."""
    for entry in deck.index:
        assert len(ties(entry)) == len(entry.ties)
        for other in deck.index:
            assert (other.id in ties(entry)) == (entry.id in ties(other))
            assert ties(entry).get(other.id) == ties(other).get(entry.id)
        assert entry.id not in ties(entry)


def small(deck: Deck, draw: Callable[[Any], Any]) -> Deck:
    """A few cards of each kind, their links drawn at random."""
    of_practices, of_actions, of_models = deck.practices[:3], deck.actions[:3], deck.models[:2]
    of_cities, of_projects, of_places = deck.cities[:2], deck.projects[:3], deck.elsewhere[:2]

    def some(cards: Iterable[Any]) -> list[str]:
        return draw(st.lists(st.sampled_from([card.id for card in cards]), max_size=4))  # type: ignore[no-any-return]

    reasons = st.sampled_from(["Parce que.", "Autrement dit."])

    def links() -> tuple[PracticeLink, ...]:
        return tuple(PracticeLink(id=name, why=draw(reasons)) for name in some(of_practices))

    def told() -> tuple[CaseExample, ...]:
        names = st.sampled_from([None, "Une initiative"])
        of_cases = (*of_cities, *of_projects, *of_places)
        return tuple(CaseExample(case=name, name=draw(names), short=draw(reasons)) for name in some(of_cases))

    def strengths() -> tuple[Strength, ...]:
        names = st.sampled_from([None, "Un lieu", "Un autre"])
        return tuple(Strength(practice=name, name=draw(names)) for name in some(of_practices))

    def linked(cards: Iterable[Any], **fields: Callable[[], Any]) -> tuple[Any, ...]:
        return tuple(card.model_copy(update={name: make() for name, make in fields.items()}) for card in cards)

    cities = st.sampled_from([None, *(city.id for city in of_cities)])
    return spoilt(
        deck,
        practices=linked(of_practices, examples=told),
        actions=linked(of_actions, practices=links, examples=told),
        cities=linked(of_cities, strengths=strengths),
        projects=linked(of_projects, practices=links, city=lambda: draw(cities)),
        elsewhere=linked(of_places, practices=links, models=lambda: tuple(some(of_models))),
        models=linked(of_models, practices=links),
        lessons=linked(deck.lessons[:2], actions=lambda: tuple(some(of_actions)), examples=told),
    )


@settings(deadline=None, max_examples=60)
@given(data=st.data())
def test_links_drawn_at_random_are_mutual_too(deck: Deck, data: st.DataObject) -> None:
    """In any deck: ties are mutual with one reason, are just the stored links, and come out the same twice."""
    made = small(deck, data.draw)
    stored: dict[frozenset[str], str | None] = {}
    for one, other, why in stored_links(made):
        pair = frozenset((one, other))
        stored[pair] = stored.get(pair) or why
    found = {frozenset((entry.id, tie.to)): tie.why for entry in made.index for tie in entry.ties}
    assert found == stored
    assert sum(len(entry.ties) for entry in made.index) == 2 * len(stored)
    for entry in made.index:
        for tie in entry.ties:
            assert ties(made.entry[tie.to])[entry.id] == tie.why
    assert index_cards(made) == made.index
    assert [entry.id for entry in made.index] == [card.id for card in cards_of(made)]


def test_the_index_holds_every_card_kind_by_kind_in_deck_order(deck: Deck) -> None:
    """One entry a card, the kinds in the order of `KINDS`, and each leads to its card."""
    in_order = [card for kind in KINDS for card in getattr(deck, SECTION_OF_KIND[kind])]
    assert [entry.id for entry in deck.index] == [card.id for card in in_order]
    assert [entry.kind for entry in deck.index] == [k for k in KINDS for _ in getattr(deck, SECTION_OF_KIND[k])]
    for entry, card in zip(deck.index, in_order, strict=True):
        assert deck.card(entry) is card


def test_an_entry_tells_what_its_card_tells(deck: Deck) -> None:
    """Code, title, summary, other names, place, year, source, state and address are those of the card."""
    for entry in deck.index:
        card: Any = deck.card(entry)
        assert entry.title == (card.name if entry.kind == "city" else card.title)
        assert entry.code == getattr(card, "code", None)
        assert entry.names == (*getattr(card, "aliases", ()), *getattr(card, "nicknames", ()))
        assert entry.summary == (card.monograph.title if entry.kind == "city" else card.summary)
        for name in ("as_of", "source", "status", "url"):
            assert getattr(entry, name) == getattr(card, name, None)
        if entry.kind in ("project", "elsewhere"):
            assert entry.place == card.place
        elif entry.kind != "city":
            assert entry.place is None
    assert deck.entry["lorient"].place == "Lorient, France"


@pytest.mark.parametrize(
    ("fields", "summary", "place"),
    [
        ({"monograph": {"title": "Un thème", "analysis": "x", "source": {"id": "s"}}}, "Un thème", "Ici"),
        ({"context": "Un port. Deux ponts.", "country": "France"}, "Un port.", "Ici, France"),
        ({"statement": "On s’ennuie ! Et puis tout ferme."}, "On s’ennuie !", "Ici"),
        ({}, "Ici", "Ici"),
    ],
)
def test_a_city_is_summed_up_by_what_it_has(deck: Deck, fields: dict[str, Any], summary: str, place: str) -> None:
    """The theme of its monograph, else the first sentence of its context, else of its statement, else its name."""
    city = City.model_validate({"name": "Ici", "challenges": ["mobilite"], **fields})
    entry = spoilt(deck, cities=(city,), projects=()).entry["ici"]
    assert (entry.title, entry.summary, entry.place) == ("Ici", summary, place)


def test_a_citys_reason_names_what_makes_a_practice_present(deck: Deck) -> None:
    """Names of one practice's initiatives stand together, each once; without a name there is no reason."""
    named = [{"practice": "coworking", "name": name} for name in ("Un lieu", "Un autre", "Un lieu")]
    strengths = [*named, {"practice": "coworking"}, "covoiturage"]
    city = City.model_validate({"name": "Ici", "challenges": ["mobilite"], "strengths": strengths})
    entry = spoilt(deck, cities=(city,), projects=()).entry["ici"]
    assert ties(entry) == {"coworking": "Un lieu, Un autre", "covoiturage": None}


def of_practice(card: Any) -> Facets:
    """The facets that a practice card has by itself."""
    return Facets(
        families=(card.family,),
        types=(card.type,),
        challenges=tuple(answer.id for answer in card.challenges),
        levers=card.levers,
        efforts=(effort_level(card.effort),),
    )


def tied_to(deck: Deck, entry: Entry) -> Iterator[Entry]:
    """The practices of a card: those it is tied to; for a lesson, those of its action sheets."""
    for tie in entry.ties:
        other = deck.entry[tie.to]
        if other.kind == "practice":
            yield other
        elif entry.kind == "lesson" and other.kind == "action":
            yield from (deck.entry[end.to] for end in other.ties if deck.entry[end.to].kind == "practice")


def of_its_own(card: Any) -> dict[str, set[str]]:
    """The facets that a card other than a practice states itself."""
    return {
        "families": set(),
        "types": set(),
        "challenges": {item.id for item in card.challenges} if hasattr(card, "challenges") else set(),
        "levers": set(card.levers) if hasattr(card, "levers") else set(),
        "efforts": {effort_level(card.effort)} if hasattr(card, "effort") else set(),
    }


def test_a_reason_says_what_closed_or_was_only_planned(deck: Deck) -> None:
    """Beside the name, in a city's reason as in that of an example told elsewhere; what runs needs no word."""
    strengths = (
        Strength(practice="coworking", name="Le Nid"),
        Strength(practice="coworking", name="La Ruche", status=Status(state="closed")),
        Strength(practice="coworking", name="La Fabrik", stage="planned", as_of=2017),
        Strength(practice="coworking", name="L’Étape", stage="planned"),
    )
    city = deck.cities[0].model_copy(update={"id": "val", "strengths": strengths})
    made = spoilt(deck, cities=(city,), projects=(), elsewhere=(), lessons=(), actions=(), **_without_cases(deck))
    assert ties(made.entry["val"])["coworking"] == (
        "Le Nid, La Ruche (fermé), La Fabrik (en projet en 2017), L’Étape (en projet)"
    )
    told = {tie.why for entry in deck.index for tie in entry.ties if tie.why}
    sheets = [(sheet.id, item) for sheet in deck.actions for item in sheet.examples if isinstance(item, CaseExample)]
    closed = [item for _sheet, item in sheets if item.name and item.status and item.status.state == "closed"]
    assert any(f"{item.name} (fermé) : {item.short}" in told for item in closed)
    assert not any(f"{item.name} : {item.short}" in told for item in closed)


def _without_cases(deck: Deck) -> dict[str, Any]:
    """The deck's practices without any example that stands on another card."""
    return {
        "practices": tuple(
            card.model_copy(
                update={"examples": tuple(item for item in card.examples if not isinstance(item, CaseExample))}
            )
            for card in deck.practices
        )
    }


def test_facets_are_a_cards_own_or_those_of_its_practices(deck: Deck) -> None:
    """Families and types come from the practices; challenges, levers and effort too where the card says none itself."""
    for entry in deck.index:
        card: Any = deck.card(entry)
        if entry.kind == "practice":
            assert entry.facets == of_practice(card)
            continue
        found = [of_practice(deck.practice[other.id]) for other in tied_to(deck, entry)]
        for name in ("families", "types", "challenges", "levers", "efforts"):
            values = getattr(entry.facets, name)
            assert len(set(values)) == len(values)
            own = of_its_own(card)[name]
            assert set(values) == (own or {value for facets in found for value in getattr(facets, name)})


def test_a_card_without_practices_has_only_facets_of_its_own(deck: Deck) -> None:
    """A project that nothing ties has none; a lesson without sheets keeps the challenges that it states."""
    project = deck.projects[0].model_copy(update={"practices": (), "challenges": (), "city": None})
    lesson = deck.lessons[0].model_copy(update={"actions": (), "examples": ()})
    made = spoilt(
        deck, practices=(), actions=(), cities=(), projects=(project,), elsewhere=(), models=(), lessons=(lesson,)
    )
    assert [entry.ties for entry in made.index] == [(), ()]
    assert made.entry[project.id].facets == Facets()
    assert made.entry[lesson.id].facets == Facets(challenges=tuple(answer.id for answer in lesson.challenges))


def test_words_to_search_are_those_of_the_card(deck: Deck) -> None:
    """Every card has its squashed words; of a practice's examples the names count, and not the stories."""
    assert list(deck.words) == [card.id for card in cards_of(deck)]
    assert words_of_cards(deck) == deck.words
    for card in cards_of(deck):
        words = deck.words[card.id]
        if card.id not in deck.practice:
            assert all(squash(text) in words for _path, text in texts_of(card, everything=True))
    for practice in deck.practices:
        words = deck.words[practice.id]
        assert all(squash(text) in words for text in (practice.code, practice.title, *practice.situations))
        assert all(squash(example.name or "") in words for example in practice.examples)
        assert all(squash(example.text or example.short) not in words for example in practice.examples)


def city_and_project(deck: Deck, **fields: Any) -> tuple[City, Any]:
    """A city with one strength of its own, and a project that stands there and shows a practice."""
    city = City.model_validate({"name": "Ici", "challenges": ["mobilite"], "strengths": ["troc"]})
    shown = (PracticeLink(id="coworking", why="On y travaille."),)
    return city, deck.projects[0].model_copy(update={"city": "ici", "practices": shown, **fields})


def test_what_a_project_shows_is_a_strength_of_its_city(deck: Deck) -> None:
    """It comes after the city's own, with name, year, source and state of the project."""
    closed = Status(state="closed", since=2019, source=Citation(id="sharitories"))
    city, project = city_and_project(deck, status=closed)
    (whole,) = with_projects([city], [project], [])
    assert whole.strengths == (
        Strength(practice="troc"),
        Strength(
            practice="coworking",
            name=project.title,
            note="On y travaille.",
            as_of=project.as_of,
            source=project.source,
            status=closed,
        ),
    )
    assert whole.strengths[1].is_closed
    assert whole.model_copy(update={"strengths": city.strengths}) == city


@pytest.mark.parametrize("text", [None, "Des bureaux et des repas."])
def test_a_practice_card_may_show_the_project_instead(deck: Deck, text: str | None) -> None:
    """An example that points to the project counts once, by its short line; the project's own words come first."""
    city, project = city_and_project(deck)
    points = (
        CaseExample(case=project.id, short="Des bureaux.", text=text),
        CaseExample(case="ailleurs", short="Rien."),
        deck.practices[0].examples[0],
    )
    cards = [
        card.model_copy(update={"examples": points})
        for card in deck.practices
        if card.id in ("coworking", "covoiturage")
    ]
    (whole,) = with_projects([city], [project], cards)
    assert [(strength.practice, strength.note) for strength in whole.strengths] == [
        ("troc", None),
        ("coworking", "On y travaille."),
        ("covoiturage", "Des bureaux."),
    ]


def test_a_project_of_no_city_or_of_another_adds_nothing(deck: Deck) -> None:
    """Only the city where a project stands gets its strengths, and the order of cities stays."""
    city, project = city_and_project(deck, city=None)
    other = city.model_copy(update={"id": "ailleurs"})
    assert with_projects([city, other], [project], []) == [city, other]
    there = project.model_copy(update={"city": "ailleurs"})
    assert [len(item.strengths) for item in with_projects([city, other], [there], [])] == [1, 2]


def test_the_decks_own_projects_are_strengths_of_their_cities(deck: Deck) -> None:
    """Each practice that a project of the deck shows is in its city once under the project's name."""
    for project in deck.projects:
        if project.city is not None:
            shown = {link.id for link in project.practices}
            shown |= {card.id for card in deck.practices if (card.id, project.id) in cases([card])}
            assert shown
            named = [s.practice for s in deck.city[project.city].strengths if s.name == project.title]
            assert sorted(named) == sorted(shown)
            states = {s.status for s in deck.city[project.city].strengths if s.name == project.title}
            assert states == {project.status}

"""A combination and the fertile pairs of a city: as documents and as data."""

import itertools
import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from territoires_cli.combining import Combination, combine_cards
from territoires_cli.content import linked
from territoires_cli.documents.combine import FIRST_STEPS, combination_document
from territoires_cli.documents.combine_data import combination_data, pairs_data
from territoires_cli.documents.pairs import pairs_document
from territoires_cli.labels import lever_labels
from territoires_cli.matching import match_city
from territoires_cli.models.city import City
from territoires_cli.models.deck import SECTIONS, Deck
from territoires_cli.models.document import Bullets, Command, Document, Fields, Grid, Heading, Line, Paragraph
from territoires_cli.models.matching import Matching
from territoires_cli.pairing import propose_pairs

LITTLE = City.model_validate({"id": "val", "name": "Val", "challenges": ["mobilite", "jeunes"]})


def spoilt(deck: Deck, **sections: Any) -> Deck:
    """The built-in deck with some sections replaced, and what follows from them made again."""
    return linked({name: getattr(deck, name) for name in SECTIONS} | sections)


def combined(deck: Deck, *names: str, wanted: Sequence[str] = ()) -> Combination:
    """What the cards of these ids make together, in a town that wants something done about some challenges."""
    matching = match_city(deck, City.model_validate({"name": "Val", "challenges": list(wanted)})) if wanted else None
    return combine_cards(deck, [deck.entry[name] for name in names], matching)


def grounded(deck: Deck, city: City, *names: str, asked_for: str = "val") -> Document:
    """The document of some cards for a city."""
    matching = match_city(deck, city)
    made = combine_cards(deck, [deck.entry[name] for name in names], matching)
    return combination_document(made, deck, matching, asked_for)


def words(text: Line) -> str:
    """The words of a line, without styles."""
    return text if isinstance(text, str) else "".join(span.text for span in text)


def titles(document: Document) -> list[str]:
    """The headings, in order."""
    return [words(block.text) for block in document.blocks if isinstance(block, Heading)]


def under(document: Document, title: str) -> list[Any]:
    """The blocks that stand under a heading, up to the next one."""
    blocks = iter(document.blocks)
    for block in blocks:
        if isinstance(block, Heading) and words(block.text) == title:
            break
    else:
        pytest.fail(f"no heading {title}")
    found = []
    for block in blocks:
        if isinstance(block, Heading):
            break
        found.append(block)
    return found


def lines(document: Document, title: str) -> list[str]:
    """The items of the lists under a heading."""
    return [words(item) for block in under(document, title) if isinstance(block, Bullets) for item in block.items]


def commands(document: Document) -> list[str]:
    """The commands printed, in order."""
    return [block.text for block in document.blocks if isinstance(block, Command)]


def test_the_parts_come_in_the_order_of_the_talk(deck: Deck) -> None:
    """From what each card brings to what comes next; the city's part stands before who can act."""
    names = ("covoiturage", "coworking", "espaces-vacants", "la-colloc")
    general = [
        "Ce que chacune apporte",
        "Le projet, avec vos mots",
        "Où elles se renforcent",
        "Ce que montre La Colloc",
        "Les défis qu’elles servent ensemble",
        "Qui a la main",
        "Premiers pas",
        "Puis",
        "Comment savoir si cela marche",
        "Tensions à discuter",
        "Qui l’a déjà fait",
        "Ce qui s’y ajouterait bien",
        "Et ensuite",
    ]
    document = combination_document(combined(deck, *names), deck, None, None)
    title = " + ".join(deck.entry[name].title for name in names)
    assert (document.title, titles(document)) == (title, [title, *general])
    parts = titles(grounded(deck, deck.city["lorient"], *names, asked_for="lorient"))
    assert [part for part in parts if part in general] == general
    assert parts.index("Pour Lorient") == parts.index("Qui a la main") - 5
    assert parts[parts.index("Pour Lorient") + 1 : parts.index("Qui a la main")] == [
        "Défis auxquels elles répondent ici",
        "Déjà là, pour commencer",
        "Déjà essayé ici",
        "Ce qui freine",
    ]


def test_no_part_stands_empty(deck: Deck) -> None:
    """Where the deck has nothing to say of two cards together, it says so where it matters and leaves the rest out."""
    bare = spoilt(deck, actions=(), lessons=(), pairs=(), projects=(), elsewhere=(), cities=(), **_alone(deck))
    one, other = next(
        (one.id, other.id)
        for one in deck.practices
        for other in deck.practices
        if not {a.id for a in one.challenges} & {a.id for a in other.challenges}
    )
    document = combination_document(combined(bare, one, other), bare, None, None)
    assert titles(document)[1:] == [
        "Ce que chacune apporte",
        "Le projet, avec vos mots",
        "Où elles se renforcent",
        "Qui a la main",
        "Premiers pas",
        "Tensions à discuter",
        "Qui l’a déjà fait",
        "Et ensuite",
    ]
    for title in ("Où elles se renforcent", "Qui l’a déjà fait"):
        (paragraph,) = under(document, title)
        assert words(paragraph.text).startswith("Le jeu ne ")
    assert all(getattr(block, "items", True) for block in document.blocks)


def _alone(deck: Deck) -> dict[str, Any]:
    """The deck's practices without any example that stands on another card."""
    here = [[item for item in card.examples if not hasattr(item, "case")] for card in deck.practices]
    cards = zip(deck.practices, here, strict=True)
    return {"practices": tuple(card.model_copy(update={"examples": tuple(examples)}) for card, examples in cards)}


@pytest.mark.parametrize("city", [None, LITTLE])
def test_headings_descend_one_level_at_a_time(deck: Deck, city: City | None) -> None:
    """One title of level 1, and no level is skipped on the way down."""
    made = combined(deck, "covoiturage", "coworking")
    document = combination_document(made, deck, match_city(deck, city) if city else None, "val" if city else None)
    levels = [block.level for block in document.blocks if isinstance(block, Heading)]
    assert (levels[0], levels.count(1)) == (1, 1)
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))


def test_every_card_brings_its_summary_and_a_name_is_left_to_find(deck: Deck) -> None:
    """Each card once, named as it is printed; the project's own words are lines to fill in."""
    document = combination_document(combined(deck, "covoiturage", "la-colloc"), deck, None, None)
    assert lines(document, "Ce que chacune apporte") == [
        f"A1 Covoiturage : {deck.entry['covoiturage'].summary}",
        f"La Colloc : {deck.entry['la-colloc'].summary}",
    ]
    (fields,) = under(document, "Le projet, avec vos mots")
    assert isinstance(fields, Fields)
    assert all(value is None for _name, value in fields.items)


def test_bonds_and_shared_challenges_give_their_reasons(deck: Deck) -> None:
    """The two cards and the pair's reason; the challenge and what each card says of it."""
    made = combined(deck, "covoiturage", "coworking", "espaces-vacants")
    document = combination_document(made, deck, None, None)
    (pair,) = [pair for pair in deck.pairs if set(pair.cards) == {"covoiturage", "coworking"}]
    assert f"A1 Covoiturage + B1 Coworking : {pair.why}" in lines(document, "Où elles se renforcent")
    told = lines(document, "Les défis qu’elles servent ensemble")
    assert len(told) == len(made.shared)
    for item, text in zip(made.shared, told, strict=True):
        assert text.startswith(f"{item.challenge.label} : ")
        assert all(f"{card.code} – {why}" in text for card, why in item.answers)


def test_steps_are_boxes_with_the_cards_that_ask_for_them(deck: Deck) -> None:
    """Each merged step once, to tick, and the codes of its cards."""
    made = combined(deck, "covoiturage", "espaces-vacants")
    document = combination_document(made, deck, None, None)
    for title in ("Premiers pas", "Puis"):
        (boxes,) = under(document, title)
        assert boxes.style == "boxes"
    assert len(lines(document, "Premiers pas")) == FIRST_STEPS
    assert lines(document, "Premiers pas") + lines(document, "Puis") == [
        f"{kept.text} ({', '.join(str(deck.entry[name].code) for name in kept.cards)})" for kept in made.steps
    ]
    assert made.lent_by is None
    assert [text.rsplit(" (")[0] for text in lines(document, "Comment savoir si cela marche")] == [
        kept.text if kept.text.endswith((".", "!", "?", "…", ":")) else f"{kept.text}." for kept in made.indicators
    ]


def test_indicators_of_a_sheet_that_nobody_chose_say_so(deck: Deck) -> None:
    """Practices have no indicators: the sheet that lends them is named once, above them."""
    made = combined(deck, "covoiturage", "coworking")
    assert made.lent_by is not None
    said, bullets = under(combination_document(made, deck, None, None), "Comment savoir si cela marche")
    assert words(said.text) == f"Pris à la fiche {made.lent_by.code} {made.lent_by.title}."
    assert len(bullets.items) == len(made.indicators)


def test_a_practice_that_no_indicator_is_for_says_where_to_look(deck: Deck) -> None:
    """Beside a chosen sheet, a practice that it doesn't serve has a sentence, with the sheet that serves it if there is one."""
    made = combined(deck, "covoiturage", "espaces-vacants")
    assert [item.card.id for item in made.unmeasured] == ["covoiturage"]
    _bullets, said = under(combination_document(made, deck, None, None), "Comment savoir si cela marche")
    assert words(said.text).startswith("Le jeu n’a pas d’indicateurs pour A1 Covoiturage : voyez ceux de la fiche FA")
    alone = replace(made, unmeasured=(replace(made.unmeasured[0], sheet=None),))
    _bullets, said = under(combination_document(alone, deck, None, None), "Comment savoir si cela marche")
    assert words(said.text) == "Le jeu n’a pas d’indicateurs pour A1 Covoiturage."


def test_initiatives_of_a_city_share_their_year_or_each_tell_it(deck: Deck) -> None:
    """A year and state common to all stand beside the city, as beside a project; otherwise beside each initiative."""

    def told(*years: int) -> str:
        strengths = [
            {"practice": practice, "name": f"Le {practice}", "as_of": year}
            for practice, year in zip(("troc", "coworking"), years, strict=True)
        ]
        city = City.model_validate({"name": "Val", "challenges": ["jeunes"], "strengths": strengths})
        small = spoilt(deck, cities=(city,), projects=(), elsewhere=(), **_alone(deck))
        return lines(
            combination_document(combined(small, "troc", "coworking"), small, None, None), "Qui l’a déjà fait"
        )[0]

    titles_ = [f"{deck.practice[name].code} {deck.practice[name].title}" for name in ("troc", "coworking")]
    assert told(2017, 2017) == f"Val (2017, à vérifier) : {titles_[0]} (Le troc) ; {titles_[1]} (Le coworking)."
    assert told(2016, 2017) == (
        f"Val : {titles_[0]} (Le troc, 2016, à vérifier) ; {titles_[1]} (Le coworking, 2017, à vérifier)."
    )


def test_what_is_already_there_begins_with_its_people(deck: Deck) -> None:
    """In a town that has a practice, the first step is to meet those who run it; with its name where that is known."""
    strengths = [{"practice": "coworking", "name": "La Ruche"}, "troc"]
    city = City.model_validate({"name": "Val", "challenges": ["mobilite"], "strengths": strengths})
    steps = lines(grounded(deck, city, "coworking", "troc", "covoiturage"), "Premiers pas")
    assert steps[:2] == [
        "Rencontrer celles et ceux qui s’en occupent ici (La Ruche) : ce qui marche, ce qui manque. (B1)",
        "Rencontrer celles et ceux qui s’en occupent ici : ce qui marche, ce qui manque. (E2)",
    ]
    assert all(text.endswith("(A1)") for text in steps[2:])


def with_levers(deck: Deck, **levers: list[str]) -> Deck:
    """The built-in deck where some practices are in other hands."""
    return spoilt(
        deck,
        practices=tuple(
            card.model_copy(update={"levers": tuple(levers[card.id])}) if card.id in levers else card
            for card in deck.practices
        ),
    )


@pytest.mark.parametrize(
    ("one", "other", "said"),
    [
        (["commune", "habitants"], ["habitants", "commune"], "Peuvent agir sur tout : commune et habitants."),
        (["commune", "habitants"], ["habitants"], "Qui peut agir sur tout : habitants."),
        (["commune"], ["habitants"], "Personne ne peut agir sur tout : le projet demande une alliance."),
    ],
)
def test_who_can_act_on_everything_is_said(deck: Deck, one: list[str], other: list[str], said: str) -> None:
    """A table of who holds what, then those who hold it all, or that an alliance is needed."""
    small = with_levers(deck, troc=one, coworking=other)
    grid, sentence = under(
        combination_document(combined(small, "troc", "coworking"), small, None, None), "Qui a la main"
    )
    assert isinstance(grid, Grid)
    labels = {label.capitalize(): lever for lever, label in lever_labels().items()}
    held = {labels[words(row[0])]: words(row[1]) for row in grid.rows}
    codes = (("E2", one), ("B1", other))
    assert held == {lever: ", ".join(code for code, levers in codes if lever in levers) for lever in {*one, *other}}
    assert isinstance(sentence, Paragraph)
    assert words(sentence.text) == said


def test_a_single_worker_needs_no_alliance(deck: Deck) -> None:
    """A practice and a case: the table alone, since there is nothing to ally."""
    document = combination_document(combined(deck, "troc", "la-colloc"), deck, None, None)
    (grid,) = under(document, "Qui a la main")
    assert isinstance(grid, Grid)


def test_a_combination_in_nobodys_hands_has_no_table(deck: Deck) -> None:
    """Where no lever is known, the part on who can act is left out."""
    made = replace(combined(deck, "troc", "coworking"), levers=())
    assert "Qui a la main" not in titles(combination_document(made, deck, None, None))


def test_tensions_are_clashes_then_efforts_then_limits(deck: Deck) -> None:
    """What a card makes worse, with who wants the contrary; heavy coordination added up; two limits of each card."""
    (card, harm) = next((card, item) for card in deck.practices for item in card.aggravates)
    against = next(other for other in deck.practices if harm.challenge in {answer.id for answer in other.challenges})
    heavy = {
        item.id: item.model_copy(update={"effort": item.effort.model_copy(update={"coordination": level})})
        for item, level in ((card, "high"), (against, "high"))
    }
    small = spoilt(deck, practices=tuple(heavy.get(item.id, item) for item in deck.practices))
    document = combination_document(combined(small, card.id, against.id), small, None, None)
    told = lines(document, "Tensions à discuter")
    label = deck.challenge[harm.challenge].label
    clash = [text for text in told if f"{card.code} {card.title} peut aggraver « {label} » : " in text]
    assert clash == [told[0]]
    assert f"Or {against.code} veut y répondre." in told[0]
    effort = f"{card.code} {card.title} et {against.code} {against.title} demandent chacune beaucoup de coordination"
    assert [number for number, text in enumerate(told) if text.startswith(effort)] == [len(card.aggravates)]
    assert told[-4:] == [f"{item.code} {item.title} : {limit}" for item in (card, against) for limit in item.limits[:2]]


def test_a_harm_that_nobody_works_against_is_told_alone(deck: Deck) -> None:
    """Where no card answers what another makes worse, only the warning stands; one heavy card is no sum of efforts."""
    (card, harm) = next((card, item) for card in deck.practices for item in card.aggravates)
    neutral = next(
        other
        for other in deck.practices
        if other is not card
        and not other.aggravates
        and not {item.challenge for item in card.aggravates} & {answer.id for answer in other.challenges}
    )
    levels = {card.id: "high", neutral.id: "low"}
    small = spoilt(
        deck,
        practices=tuple(
            item.model_copy(update={"effort": item.effort.model_copy(update={"coordination": levels[item.id]})})
            if item.id in levels
            else item
            for item in deck.practices
        ),
    )
    told = lines(combination_document(combined(small, card.id, neutral.id), small, None, None), "Tensions à discuter")
    assert [text for text in told if harm.why in text]
    assert not [text for text in told if "veut y répondre" in text or "coordination :" in text]


def test_cases_are_told_with_place_year_and_state(deck: Deck) -> None:
    """A project says where, when and what became of it; a city what it has; each what it shows of the cards."""
    made = combined(deck, "financement-participatif", "makerspace-fablab", "achats-groupes-producteur", "troc")
    document = combination_document(made, deck, None, None)
    told = lines(document, "Qui l’a déjà fait")
    assert len(told) == len(made.precedents)
    for item, text in zip(made.precedents, told, strict=True):
        assert all(f"{card.code} {card.title}" in text for card, _initiatives in item.shows)
        assert all(had.name in text for _card, initiatives in item.shows for had in initiatives if had.name)
        if item.case.kind == "city":
            assert text.startswith(str(item.case.place))
            years = [had.as_of for _card, initiatives in item.shows for had in initiatives if had.as_of]
            assert all(str(year) in text for year in years)
        else:
            assert text.startswith(item.case.title)
            assert (str(item.case.as_of) in text.split(") : ")[0]) is (item.case.as_of is not None)
    closed = combination_document(combined(deck, "covoiturage", "bricotheque", "repas-habitant"), deck, None, None)
    (smiile,) = [text for text in lines(closed, "Qui l’a déjà fait") if text.startswith("Smiile, Lorient, France")]
    assert smiile.startswith("Smiile, Lorient, France (2017, fermé) : ")


def test_a_city_is_no_precedent_for_itself(deck: Deck) -> None:
    """What stands in the town is told as already there, not as an example from elsewhere."""
    document = grounded(
        deck, deck.city["lorient"], "makerspace-fablab", "financement-participatif", asked_for="lorient"
    )
    assert not [text for text in lines(document, "Qui l’a déjà fait") if text.startswith("Lorient")]
    there = lines(document, "Déjà là, pour commencer")
    assert [text for text in there if text.startswith("L1 ") and "déjà là (Tudigo)." in text]


def test_additions_say_what_they_go_with_and_what_they_answer(deck: Deck) -> None:
    """The cards that each goes with, its summary, and the challenges of the city that it would add."""
    matching = match_city(deck, deck.city["lorient"])
    made = combined(deck, "covoiturage", "coworking", wanted=[item.challenge.id for item in matching.stated])
    told = lines(combination_document(made, deck, matching, "lorient"), "Ce qui s’y ajouterait bien")
    for item, text in zip(made.additions, told, strict=True):
        assert text.startswith(f"{item.card.code} {item.card.title} : Va avec ")
        assert item.card.summary in text
        labels = " · ".join(challenge.label for challenge in item.answers)
        assert (f"Répond aussi à : {labels}." in text) is bool(item.answers)
    assert [item for item in made.additions if item.answers]


def test_a_city_says_what_is_answered_left_and_in_the_way(deck: Deck) -> None:
    """Each stated challenge is either answered, with the cards that do, or left; constraints are told as they are."""
    data = {"id": "val", "name": "Val", "challenges": ["mobilite", "dechets"], "constraints": ["Le pont est fermé."]}
    city = City.model_validate(data | {"strengths": [{"practice": "coworking", "name": "La Ruche"}, "covoiturage"]})
    document = grounded(deck, city, "covoiturage", "coworking")
    assert lines(document, "Défis auxquels elles répondent ici") == [f"{deck.challenge['mobilite'].label} – A1"]
    paragraphs = [words(block.text) for block in document.blocks if isinstance(block, Paragraph)]
    assert f"Restent sans réponse : {deck.challenge['dechets'].label}." in paragraphs
    assert lines(document, "Ce qui freine") == ["Le pont est fermé."]
    assert [text.strip() for text in lines(document, "Déjà là, pour commencer")] == [
        "A1 Covoiturage : déjà là.",
        "B1 Coworking : déjà là (La Ruche).",
    ]


def test_what_closed_or_was_planned_is_not_already_there(deck: Deck) -> None:
    """Only what runs is something to begin with."""
    strengths = [
        {"practice": "coworking", "name": "Fermé", "status": {"state": "closed"}},
        {"practice": "covoiturage", "name": "Prévu", "stage": "planned"},
        {"practice": "troc", "name": "Autre"},
    ]
    city = City.model_validate({"name": "Val", "challenges": ["mobilite"], "strengths": strengths})
    assert "Déjà là, pour commencer" not in titles(grounded(deck, city, "covoiturage", "coworking"))


def test_a_city_whose_challenges_are_all_answered_has_none_left(deck: Deck) -> None:
    """Nothing is said to remain where nothing does; where nothing is answered, that part is left out."""
    city = City.model_validate({"name": "Val", "challenges": ["mobilite"]})
    document = grounded(deck, city, "covoiturage", "coworking")
    assert not [block for block in document.blocks if isinstance(block, Paragraph) and "Restent" in words(block.text)]
    useless = [card.id for card in deck.practices if "mobilite" not in {answer.id for answer in card.challenges}][:2]
    document = grounded(deck, city, *useless)
    assert "Défis auxquels elles répondent ici" not in titles(document)
    assert "Pour Val" in titles(document)


def test_a_card_that_makes_the_citys_trouble_worse_is_a_warning(deck: Deck) -> None:
    """The city's part says so, with the reason."""
    (card, harm) = next((card, item) for card in deck.practices for item in card.aggravates)
    city = City.model_validate({"name": "Val", "challenges": [harm.challenge]})
    other = next(item.id for item in deck.practices if item is not card and not item.aggravates)
    assert lines(grounded(deck, city, card.id, other), "Attention") == [f"{card.code} {card.title} : {harm.why}"]


def test_the_next_commands_go_on_from_here(deck: Deck) -> None:
    """With a city: one card more, then the plan; without: one card more, then the same cards for a city; then to read."""
    made = combined(deck, "covoiturage", "la-colloc")
    more = made.additions[0].card.code
    assert commands(combination_document(made, deck, None, None)) == [
        f"territoires combine A1 la-colloc {more}",
        "territoires combine A1 la-colloc --city lorient",
        "territoires show A1 la-colloc",
    ]
    matching = match_city(deck, LITTLE)
    assert commands(combination_document(made, deck, matching, "ma ville.yaml")) == [
        f'territoires combine A1 la-colloc {more} --city "ma ville.yaml"',
        'territoires plan "ma ville.yaml"',
        "territoires show A1 la-colloc",
    ]


def test_without_addition_there_is_no_card_more(deck: Deck) -> None:
    """Where nothing goes with the cards, only the other command is printed."""
    bare = spoilt(deck, actions=(), lessons=(), pairs=())
    assert commands(combination_document(combined(bare, "troc", "coworking"), bare, None, None)) == [
        "territoires combine E2 B1 --city lorient",
        "territoires show E2 B1",
    ]


@pytest.mark.parametrize("city", [None, "lorient"])
def test_a_combination_as_data_is_whole(deck: Deck, city: str | None) -> None:
    """Everything that was found is there by its ids, and can be written as JSON."""
    matching = match_city(deck, deck.city[city]) if city else None
    made = combined(
        deck, "location-particuliers", "cooperative-habitants", "espaces-vacants", "la-colloc", wanted=["emploi"]
    )
    data = combination_data(made, matching)
    assert json.loads(json.dumps(data)) == data
    assert list(data) == [
        "schema", "city", "cards", "bonds", "challenges", "levers", "already_there", "tried", "steps",
        "indicators", "indicators_from", "unmeasured", "tensions", "shown", "precedents", "additions",
    ]  # fmt: skip
    assert (data["schema"], data["city"]) == (1, {"id": "lorient", "name": "Lorient"} if city else None)
    assert data["cards"][0] == {
        "kind": "practice",
        "code": "F1",
        "id": "location-particuliers",
        "title": deck.practice["location-particuliers"].title,
    }
    assert [card["kind"] for card in data["cards"]] == ["practice", "practice", "action", "project"]
    for key, found in (
        ("bonds", made.bonds),
        ("challenges", made.shared),
        ("levers", made.levers),
        ("steps", made.steps),
        ("indicators", made.indicators),
        ("tensions", made.clashes),
        ("tried", made.tried),
        ("shown", made.witnesses),
        ("precedents", made.precedents),
        ("additions", made.additions),
    ):
        assert len(data[key]) == len(found)
    assert {item["challenge"] for item in data["tensions"]} == {
        item.challenge for item in deck.practice["location-particuliers"].aggravates
    }
    named = {name for item in data["steps"] for name in item["cards"]}
    assert named == {"location-particuliers", "cooperative-habitants", "espaces-vacants"}


def matching_with_strength(deck: Deck) -> Matching:
    """A town without transport, which has its coworking (named) and its shared cars (unnamed)."""
    strengths = [{"practice": "coworking", "name": "La Ruche"}, {"practice": "flotte-vehicules-partages"}]
    data = {"name": "Val", "challenges": ["mobilite", "entrepreneuriat"], "strengths": strengths}
    return match_city(deck, City.model_validate(data))


def test_pairs_are_told_with_reasons_and_commands(deck: Deck) -> None:
    """Each pair under its number, with why, what each card is here, and the command that opens it."""
    matching = matching_with_strength(deck)
    pairs = propose_pairs(deck, matching, 50)
    document = pairs_document(pairs, deck, matching, "val.yaml")
    assert document.title == "Des cartes qui vont bien ensemble, pour Val"
    assert titles(document)[1:] == [
        f"{number}. {pair.one.card.code} {pair.one.card.title} + {pair.other.card.code} {pair.other.card.title}"
        for number, pair in enumerate(pairs, start=1)
    ]
    assert commands(document) == [
        f"territoires combine {pair.one.card.code} {pair.other.card.code} --city val.yaml" for pair in pairs
    ]
    for pair, title in zip(pairs, titles(document)[1:], strict=True):
        assert words(under(document, title)[0].text) == pair.why
        for match, text in zip((pair.one, pair.other), lines(document, title), strict=True):
            name = f"{match.card.code} {match.card.title} : "
            assert text.startswith(name)
            there = {"coworking": "Déjà là (La Ruche)", "flotte-vehicules-partages": "Déjà là"}.get(match.card.id)
            assert text.removeprefix(name).startswith(f"{there} ;" if there else "À proposer, effort ")
            labels = [stated.challenge.label for _answer, stated in match.answers][:3]
            assert text.endswith(f" ; répond à : {' · '.join(labels)}.")
    told = str(document)
    assert "La Ruche" in told


def test_a_card_may_be_in_a_pair_for_its_words_alone(deck: Deck) -> None:
    """A card that shares words with the town's text, without answering a challenge, is told without « répond à »."""
    situation = deck.practice["velos-partages"].situations[0]
    answered = {answer.id for name in ("velos-partages", "covoiturage") for answer in deck.practice[name].challenges}
    other = next(challenge for challenge in deck.challenge if challenge not in answered)
    city = City.model_validate({"name": "Val", "challenges": [other], "statement": situation})
    matching = match_city(deck, city)
    pairs = [pair for pair in propose_pairs(deck, matching, 50) if not (pair.one.answers and pair.other.answers)]
    for pair in pairs:
        document = pairs_document([pair], deck, matching, "val.yaml")
        told = lines(document, titles(document)[1])
        for match, text in zip((pair.one, pair.other), told, strict=True):
            assert ("répond à" in text) is bool(match.answers)
    assert pairs


def test_no_pair_is_said_in_a_sentence(deck: Deck) -> None:
    """Where nothing can be proposed, the document says why, and prints no command."""
    matching = match_city(deck, City(id="val", name="Val", statement="Xyzzy."))
    document = pairs_document([], deck, matching, "val")
    assert "Aucune paire ne s’impose" in str(document)
    assert (titles(document), commands(document)) == (["Des cartes qui vont bien ensemble, pour Val"], [])
    assert pairs_data([], matching) == {"schema": 1, "city": {"id": "val", "name": "Val"}, "pairs": []}


def test_pairs_as_data(deck: Deck) -> None:
    """Best first, with scores, reasons and what is already there."""
    matching = matching_with_strength(deck)
    pairs = propose_pairs(deck, matching, 50)
    data = pairs_data(pairs, matching)
    assert json.loads(json.dumps(data)) == data
    assert [item["cards"] for item in data["pairs"]] == [[pair.one.card.id, pair.other.card.id] for pair in pairs]
    assert [item["score"] for item in data["pairs"]] == sorted((pair.score for pair in pairs), reverse=True)
    assert {name for item in data["pairs"] for name in item["already_there"]} == {
        "coworking",
        "flotte-vehicules-partages",
    }
    assert all(item["why"] for item in data["pairs"])


def test_the_credits_close_both_documents(deck: Deck) -> None:
    """What is printed says where it comes from."""
    matching = matching_with_strength(deck)
    made = combined(deck, "troc", "coworking")
    for document in (
        combination_document(made, deck, None, None),
        pairs_document(propose_pairs(deck, matching), deck, matching, "val"),
    ):
        last = document.blocks[-1]
        assert isinstance(last, Paragraph)
        assert words(last.text) == deck.info.credits

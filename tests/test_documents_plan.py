"""Plan + Deck → Document: what the command line can't easily show: other decks, short cities, dates, dropped parts."""

import itertools
from collections.abc import Iterable

import pytest

from territoires_cli.composing import Request, compose_plan
from territoires_cli.documents.plan import plan_document
from territoires_cli.errors import TerritoiresError
from territoires_cli.matching import match_city
from territoires_cli.models.city import City
from territoires_cli.models.deck import SECTIONS, Deck
from territoires_cli.models.document import (
    Block,
    Callout,
    Document,
    Fields,
    Grid,
    Heading,
    Line,
    PageBreak,
    Paragraph,
    Speech,
)
from territoires_cli.models.plan import DealtCard, DeckReference, Hand, Plan, TimedStep

LITTLE = City.model_validate({"id": "val", "name": "Val", "challenges": ["mobilite", "jeunes"]})


def plan_for(deck: Deck, city: City, **request: object) -> Plan:
    """A plan in the first format, with a fixed seed."""
    asked = Request(**{"asked_for": city.id, "seed": 1, **request})  # type: ignore[arg-type]
    reference = DeckReference(id=deck.info.id, version=deck.info.version, digest=deck.digest)
    return compose_plan(match_city(deck, city), deck.format["sharitories"], reference, asked)


def words(text: Line | None) -> str:
    """The words of a line, without styles."""
    if text is None:
        return ""
    return text if isinstance(text, str) else "".join(span.text for span in text)


def titles(document: Document) -> list[str]:
    """The headings, in order."""
    return [words(block.text) for block in document.blocks if isinstance(block, Heading)]


def of_kind(blocks: Iterable[Block], kind: type[Block]) -> list[Block]:
    """The blocks of one kind."""
    return [block for block in blocks if isinstance(block, kind)]


def field(document: Document, label: str) -> str | None:
    """The value of the first field of a label; None where it is to be filled in."""
    for block in document.blocks:
        if isinstance(block, Fields):
            for name, value in block.items:
                if name == label:
                    return None if value is None else words(value)
    pytest.fail(f"no field {label}")


def test_the_document_is_the_same_from_the_plan_alone(deck: Deck) -> None:
    """A plan read from a file makes the document that was shown when it was composed."""
    plan = plan_for(deck, deck.city["genk"])
    again = Plan.model_validate_json(plan.model_dump_json(by_alias=True))
    assert plan_document(again, deck) == plan_document(plan, deck, match_city(deck, deck.city["genk"]))


def test_headings_descend_one_level_at_a_time(deck: Deck) -> None:
    """One title of level 1, and no level is skipped on the way down."""
    levels = [block.level for block in plan_document(plan_for(deck, LITTLE), deck).blocks if isinstance(block, Heading)]
    assert (levels[0], levels.count(1)) == (1, 1)
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))


def test_a_city_of_two_lines_makes_a_whole_plan(deck: Deck) -> None:
    """Without figures, strengths or constraints, their parts are left out, not left empty."""
    document = plan_document(plan_for(deck, LITTLE), deck)
    assert "Déroulé" in titles(document)
    assert not [title for title in titles(document) if "freine" in title or "À savoir" in title]
    assert all(grid.rows for grid in document.blocks if isinstance(grid, Grid))
    assert all(speech.sentences for speech in document.blocks if isinstance(speech, Speech))


def test_the_front_page_counts_people_tables_and_facilitators(deck: Deck) -> None:
    """Sizes of tables are told apart, and one person leads two tables at most."""
    document = plan_document(plan_for(deck, LITTLE, participants=23), deck)
    assert field(document, "Participants") == "23 personnes, 3 tables de 6 et 1 table de 5"
    assert words(field(document, "Animation")).startswith("2 personnes (une pour 2 tables")
    alone = plan_document(plan_for(deck, LITTLE, participants=6), deck)
    assert field(alone, "Participants") == "6 personnes, 1 table de 6"
    assert words(field(alone, "Animation")).startswith("1 personne (")


def test_doors_and_end_follow_from_the_start(deck: Deck) -> None:
    """The front page has the same times as the agenda."""
    document = plan_document(plan_for(deck, LITTLE, start="14:00", duration=150), deck)
    assert field(document, "Horaires") == "de 14 h 00 à 16 h 30 (2 h 30) ; portes ouvertes à 13 h 30"


@pytest.mark.parametrize(
    ("date", "verified"), [("2018-05-01", False), ("en mai 2018", False), ("2030-05-01", True), (None, True)]
)
def test_old_figures_are_to_be_verified(deck: Deck, date: str | None, verified: bool) -> None:
    """A figure of 2017 is fresh in 2018 and to be verified in 2030, or when nobody says when."""
    city = City.model_validate(
        {
            "id": "val",
            "name": "Val",
            "challenges": ["jeunes"],
            "figures": [{"label": "Chômage", "value": "9 %", "as_of": 2017}],
        }
    )
    document = plan_document(plan_for(deck, city, date=date), deck)
    grid = next(block for block in document.blocks if isinstance(block, Grid) and block.columns[0] == "Repère")
    assert ("à vérifier" in words(grid.rows[0][2])) is verified


@pytest.mark.parametrize(
    ("date", "marks", "said"), [(None, [False, False], True), ("2019-01-01", [True, False], False)]
)
def test_figures_that_are_all_to_be_verified_say_it_once(
    deck: Deck, date: str | None, marks: list[bool], said: bool
) -> None:
    """Under the table where it goes for each row; in the rows that it goes for otherwise."""
    figures = [{"label": label, "value": "9 %", "as_of": year} for label, year in (("Chômage", 2012), ("Jeunes", 2017))]
    city = City.model_validate({"id": "val", "name": "Val", "challenges": ["jeunes"], "figures": figures})
    blocks = plan_document(plan_for(deck, city, date=date), deck).blocks
    number = next(n for n, block in enumerate(blocks) if isinstance(block, Grid) and block.columns[0] == "Repère")
    grid, after = blocks[number : number + 2]
    assert isinstance(grid, Grid)
    assert ["à vérifier" in words(row[2]) for row in grid.rows] == marks
    assert (isinstance(after, Paragraph) and words(after.text).startswith("Tous ces chiffres sont à vérifier.")) is said


def test_what_is_to_be_verified_says_so_between_the_brackets(deck: Deck) -> None:
    """No remark hangs outside the brackets that name the source, in a table's cells or elsewhere."""
    text = "\n".join(str(block) for block in plan_document(plan_for(deck, deck.city["lorient"]), deck).blocks)
    assert " ; à vérifier)" in text
    assert ") à vérifier" not in text


def test_the_licence_is_said_once(deck: Deck) -> None:
    """Credits that name the licence are enough; others are followed by it."""

    def last_words(credits_: str) -> str:
        info = deck.info.model_copy(update={"credits": credits_, "licence": "CC BY-SA 4.0"})
        changed = Deck({name: getattr(deck, name) for name in SECTIONS}.__or__({"info": info}).__getitem__, "0" * 64)
        blocks = plan_document(plan_for(changed, LITTLE), changed).blocks
        titles_ = [number for number, block in enumerate(blocks) if isinstance(block, Heading)]
        last = blocks[titles_[-1] - 1]
        return words(last.text) if isinstance(last, Paragraph) else ""

    assert last_words("Textes sous CC BY-SA 4.0.") == "Textes sous CC BY-SA 4.0."
    assert last_words("Textes libres.") == "Textes libres. Licence du jeu : CC BY-SA 4.0."


def test_each_stated_challenge_is_told_with_the_citys_reason(deck: Deck) -> None:
    """The city's own words win over the deck's description."""
    city = City.model_validate(
        {"id": "val", "name": "Val", "challenges": [{"id": "jeunes", "why": "le lycée ferme"}, {"id": "mobilite"}]}
    )
    text = "\n".join(str(block) for block in plan_document(plan_for(deck, city), deck).blocks)
    assert "Le lycée ferme." in text
    assert deck.challenge["mobilite"].description in text
    assert deck.challenge["jeunes"].description not in text


def test_what_the_deck_cannot_treat_is_told(deck: Deck) -> None:
    """A topic out of play in the statement gets its advice."""
    city = City.model_validate(
        {"id": "val", "name": "Val", "challenges": ["jeunes"], "statement": "Le médecin part à la retraite."}
    )
    callouts = of_kind(plan_document(plan_for(deck, city), deck).blocks, Callout)
    assert any(isinstance(block, Callout) and block.title.startswith("Hors du jeu : ") for block in callouts)


def test_dropped_steps_are_told_with_what_to_do(deck: Deck) -> None:
    """A short workshop says what it leaves out; those steps are not on the run sheet."""
    plan = plan_for(deck, LITTLE, duration=120, participants=18)
    shape = {step.id: step for step in deck.format["sharitories"].steps}
    assert plan.dropped
    document = plan_document(plan, deck)
    told = [block.title for block in document.blocks if isinstance(block, Callout)]
    for step in plan.dropped:
        assert f"Étape laissée de côté, faute de temps : {shape[step].title}" in told
        assert not [title for title in titles(document) if f" · {shape[step].title} (" in title]


def test_the_cards_begin_on_a_new_page(deck: Deck) -> None:
    """The annex on how to start, then that of the cards, each stand after a page break."""
    plan = plan_for(deck, LITTLE)
    blocks = plan_document(plan, deck).blocks
    after = [blocks[number + 1] for number, block in enumerate(blocks) if isinstance(block, PageBreak)]
    assert [words(block.text) for block in after if isinstance(block, Heading)] == [
        "Annexe : comment s’y prendre",
        "Annexe : les cartes",
    ]


def test_no_blank_of_the_format_is_left_open(deck: Deck) -> None:
    """What the facilitator says holds clock times, not the places kept for them."""
    document = plan_document(plan_for(deck, LITTLE), deck)
    said = [sentence for block in document.blocks if isinstance(block, Speech) for sentence in block.sentences]
    assert said
    assert not [sentence for sentence in said if "{" in sentence]


def test_every_source_named_is_in_the_bibliography(deck: Deck) -> None:
    """The sources of the city's figures are listed at the end."""
    city = deck.city["lorient"]
    text = "\n".join(str(block) for block in plan_document(plan_for(deck, city), deck).blocks)
    cited = {figure.source.id for figure in city.figures if figure.source}
    assert cited
    assert all(deck.source[name].title.replace("« ", "“").replace(" »", "”") in text for name in cited)


@pytest.mark.parametrize(
    ("changed", "named"),
    [
        ({"format": "autre"}, "autre"),
        ({"steps": (TimedStep(step="danse", minutes=5),)}, "danse"),
        (
            {"hands": (Hand(table=1, challenges=("jeunes",), cards=(DealtCard(card="licorne", role="wildcard"),)),)},
            "licorne",
        ),
    ],
)
def test_a_plan_of_another_deck_is_refused(deck: Deck, changed: dict[str, object], named: str) -> None:
    """A plan that names a format, a step or a card which isn't here says which."""
    plan = plan_for(deck, LITTLE).model_copy(update=changed)
    with pytest.raises(TerritoiresError, match=f"« {named} »"):
        plan_document(plan, deck)

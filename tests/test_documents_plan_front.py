"""The front page: the mandate, who leads, what was asked for and couldn't be, the code."""

from collections.abc import Callable, Iterable

import pytest

from territoires_cli.coding import encode
from territoires_cli.documents.plan import plan_document
from territoires_cli.mandates import levels
from territoires_cli.models.deck import Deck
from territoires_cli.models.document import Block, Bullets, Callout, Document, Fields, Heading, Line
from territoires_cli.models.plan import Level, Mandate, Plan

PlanOf = Callable[..., Plan]


def words(text: Line | None) -> str:
    """The words of a line, without styles."""
    if text is None:
        return ""
    return text if isinstance(text, str) else "".join(span.text for span in text)


def front(document: Document) -> list[Block]:
    """What stands before the first title of level 2."""
    second = next(n for n, block in enumerate(document.blocks) if isinstance(block, Heading) and block.level == 2)
    return list(document.blocks[:second])


def fields(blocks: Iterable[Block]) -> dict[str, str | None]:
    """Labels and values; None is a line to fill in."""
    items = (item for block in blocks if isinstance(block, Fields) for item in block.items)
    return {label: None if value is None else words(value) for label, value in items}


def test_the_mandate_stands_on_the_front_page(deck: Deck, plan_of: PlanOf) -> None:
    """What participants may decide, what is settled, who answers and when, and what becomes of the results."""
    mandate = Mandate(
        level="consultation",
        decides="Le choix des trois premiers lieux",
        settled="Le budget",
        answered_by="la maire",
        answered_when="le 3 mars",
    )
    found = fields(front(plan_document(plan_of(changes={"mandate": mandate}), deck)))
    assert found["Mandat"] == "consultation : le groupe donne des avis, et tout vote est indicatif"
    assert (found["Ce que le groupe peut décider"] or "").endswith("Le choix des trois premiers lieux.")
    assert found["Ce qui est déjà fixé"] == "Le budget."
    assert found["Qui répond aux avis, et quand"] == "la maire, le 3 mars"
    assert (found["Ce que deviennent les résultats"] or "").startswith("Chaque avis est retenu, modifié ou écarté")


def test_without_a_mandate_there_are_lines_to_fill_in_and_levels_to_choose(deck: Deck, plan_of: PlanOf) -> None:
    """The five lines are blank, and whoever orders the workshop finds the four levels to tick."""
    blocks = front(plan_document(plan_of(), deck))
    found = fields(blocks)
    labels = (
        "Mandat",
        "Ce que le groupe peut décider",
        "Ce qui est déjà fixé",
        "Qui répond aux propositions, et quand",
    )
    assert [found[label] for label in labels] == [None] * 4
    boxes = next(block for block in blocks if isinstance(block, Bullets) and block.style == "boxes")
    assert len(boxes.items) == len(levels())


@pytest.mark.parametrize("level", list(levels()))
def test_the_words_of_the_mandate_are_used_throughout(deck: Deck, plan_of: PlanOf, level: Level) -> None:
    """What participants write is called as the mandate calls it, and no other way where the format leaves the choice."""
    plan = plan_of("decouverte", participants=12, changes={"mandate": Mandate(level=level)})
    text = "\n".join(str(block) for block in plan_document(plan, deck).blocks)
    expected = levels()[level]
    assert f"Ces deux phrases sont vos {expected.proposals}" in text
    assert f"Ce {expected.vote} montre" in text
    assert all(sentence in text for sentence in expected.say)


def test_the_least_number_of_facilitators_is_kept(deck: Deck, plan_of: PlanOf) -> None:
    """Online, two people lead even a single group; the page says why."""
    plan = plan_of("en-ligne", participants=5)
    rules = deck.format["en-ligne"].tables
    assert rules.least_facilitators == 2
    found = fields(front(plan_document(plan, deck)))
    assert (found["Animation"] or "").startswith("2 personnes (jamais moins")


@pytest.mark.parametrize(
    ("asked", "reason"),
    [(60, "dure de 2 h"), (600, "le plus proche de ce que vous demandiez"), (127, "Les étapes se comptent de 5 en 5")],
)
def test_a_duration_that_could_not_be_is_told(deck: Deck, plan_of: PlanOf, asked: int, reason: str) -> None:
    """The duration asked for stands beside the one given, with the reason."""
    plan = plan_of(duration={60: 120, 600: 240, 127: 125}[asked], changes={"asked_duration": asked})
    told = [block for block in front(plan_document(plan, deck)) if isinstance(block, Callout)]
    assert told[0].title.startswith("Durée demandée : ")
    assert reason in words(told[0].text)


def test_a_duration_that_was_met_is_not_commented(deck: Deck, plan_of: PlanOf) -> None:
    """Nothing is said where the plan lasts as long as was asked."""
    plan = plan_of(duration=150, changes={"asked_duration": 150})
    assert "Durée demandée" not in str(front(plan_document(plan, deck)))


def test_the_code_stands_on_the_front_page_and_at_the_end(deck: Deck, plan_of: PlanOf) -> None:
    """The same code, twice."""
    plan = plan_of()
    document = plan_document(plan, deck)
    assert fields(front(document))["Code de ce plan"] == encode(plan, deck)
    assert encode(plan, deck) in str(document.blocks[-6:])


@pytest.mark.parametrize(("shape", "meeting"), [("serie-1", "séance 1 sur 3"), ("serie-3", "séance 3 sur 3")])
def test_a_meeting_of_a_series_says_which(deck: Deck, plan_of: PlanOf, shape: str, meeting: str) -> None:
    """The front page counts the evenings."""
    assert fields(front(plan_document(plan_of(shape), deck)))["Série"] == meeting

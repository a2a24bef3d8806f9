"""What a plan says of those who did it before: at each table, in the annex, and for comparable cities."""

import pytest

from territoires_cli.composing import Request, compose_plan
from territoires_cli.content import linked
from territoires_cli.decks import read_deck
from territoires_cli.documents.plan import plan_document
from territoires_cli.documents.plan_context import Context
from territoires_cli.matching import match_city
from territoires_cli.models.city import City
from territoires_cli.models.deck import SECTIONS, Deck
from territoires_cli.models.document import Bullets, Document, Fields, Grid, Heading, Line
from territoires_cli.models.plan import DealtCard, DeckReference, Hand, Plan

ANSWERED = "Qui a répondu à ce défi"
SET_UP = "Qui a mis en place une carte de cette table"
NOBODY = "Qui l’a fait"


def plan_for(deck: Deck, city: City) -> Plan:
    """A plan in the first format, with a fixed seed."""
    reference = DeckReference(id=deck.info.id, version=deck.info.version, digest=deck.digest)
    asked = Request(asked_for=city.id, seed=1)
    return compose_plan(match_city(deck, city), deck.format["sharitories"], reference, asked)


def words(text: Line | None) -> str:
    """The words of a line, without styles."""
    if text is None:
        return ""
    return text if isinstance(text, str) else "".join(span.text for span in text)


def told_at_tables(document: Document) -> list[tuple[str, str]]:
    """For each table, under which label precedents are told, and their names."""
    labels = (ANSWERED, SET_UP, NOBODY)
    fields = [block for block in document.blocks if isinstance(block, Fields)]
    return [(name, words(value)) for block in fields for name, value in block.items if name in labels]


@pytest.mark.parametrize("name", [city.id for city in read_deck().cities])
def test_every_table_says_who_did_it_and_which_it_is(deck: Deck, name: str) -> None:
    """Each table of each city has precedents: of its challenge, or of its cards, and the label says which."""
    plan = plan_for(deck, deck.city[name])
    context = Context.of(plan, deck, match_city(deck, plan.city))
    told = told_at_tables(plan_document(plan, deck))
    assert len(told) == len(plan.hands)
    for hand, (label, text) in zip(plan.hands, told, strict=True):
        advice = context.advice[hand.table]
        assert label == (ANSWERED if advice.cases else SET_UP)
        assert all(case.title in text for case in (*advice.cases, *advice.beside))
        for case in advice.beside:
            shown = context.shown_by(case.id, hand)
            assert shown
            assert all(card.code in text for card, _why in shown)


def test_the_annex_says_for_what_a_case_is_told(deck: Deck) -> None:
    """A case of a table's challenge gives its reason for it and its story; one of its cards, what it shows of them."""
    plan = plan_for(deck, deck.city["lorient"])
    context = Context.of(plan, deck, match_city(deck, plan.city))
    document = plan_document(plan, deck)
    pour = [
        words(value)
        for block in document.blocks
        if isinstance(block, Fields)
        for name, value in block.items
        if name == "Pour"
    ]
    told = [(number, case) for number, advice in context.advice.items() for case in (*advice.cases, *advice.beside)]
    assert {bool(context.advice[number].beside) for number, _case in told} == {True, False}
    for number, case in told:
        (text,) = [
            item
            for item in pour
            if item.startswith(f"la table {number}, pour ") and _reason(context, number, case) in item
        ]
        assert ("pour ses cartes." in text) is (case in context.advice[number].beside)


def _reason(context: Context, number: int, case: object) -> str:
    advice = context.advice[number]
    hand = next(hand for hand in context.plan.hands if hand.table == number)
    found = next(item for item in (*advice.cases, *advice.beside) if item is case)
    if found in advice.beside:
        card, why = context.shown_by(found.id, hand)[0]
        return f"{card.code} {card.title} : {why[:1].upper()}{why[1:]}"
    return next(answer.why for answer in found.challenges if answer.id in hand.challenges)


def test_a_town_that_did_it_stands_in_for_a_case(deck: Deck) -> None:
    """Without projects nor territories elsewhere, comparable cities are named; without cities either, nobody is known."""
    known = {name: getattr(deck, name) for name in SECTIONS}
    practices = tuple(
        card.model_copy(update={"examples": tuple(item for item in card.examples if not hasattr(item, "case"))})
        for card in deck.practices
    )
    bare = {"projects": (), "elsewhere": (), "lessons": (), "actions": (), "practices": practices}
    city = deck.city["narbonne"]
    towns = linked(known | bare)
    plan = plan_for(towns, city)
    seen = Context.of(plan, towns, match_city(towns, city)).seen
    assert any(seen.values())
    for hand, (label, text) in zip(plan.hands, told_at_tables(plan_document(plan, towns)), strict=True):
        assert label == (SET_UP if seen[hand.table] else NOBODY)
        assert all(f"{item.city.name}, {item.name} ({item.card.code})" in text for item in seen[hand.table])
    alone = linked(known | bare | {"cities": ()})
    told = told_at_tables(plan_document(plan_for(alone, city), alone))
    assert [label for label, _text in told] == [NOBODY] * len(told)
    assert all(text.startswith("Le jeu ne connaît personne") for _label, text in told)


def test_comparable_cities_are_told_table_by_table(deck: Deck) -> None:
    """Under each table's title, initiatives of comparable cities with the card of that table that each shows."""
    plan = plan_for(deck, deck.city["narbonne"])
    context = Context.of(plan, deck, match_city(deck, plan.city))
    blocks = plan_document(plan, deck).blocks
    for hand in plan.hands:
        title = f"Pour la table {hand.table} · {deck.challenge[hand.challenges[0]].label}"
        (place,) = [n for n, block in enumerate(blocks) if isinstance(block, Heading) and words(block.text) == title]
        after = blocks[place + 1]
        assert isinstance(after, Bullets)
        told = [words(item) for item in after.items]
        assert len(told) == len(context.seen[hand.table])
        for item, text in zip(context.seen[hand.table], told, strict=True):
            assert text.startswith(f"{item.city.name}, {item.name} ({item.card.code} {item.card.title}). ")
            assert item.card.id in {dealt.card for dealt in hand.cards}


def test_a_card_for_another_challenge_says_so(deck: Deck) -> None:
    """A card justified by a challenge that isn't its table's is introduced as such, in words for its role."""
    strengths = [{"practice": "coworking", "name": "La Ruche"}]
    data = {"id": "val", "name": "Val", "challenges": ["mobilite", "entrepreneuriat"], "strengths": strengths}
    plan = plan_for(deck, City.model_validate(data))
    cards = (DealtCard(card="coworking", role="strength"), DealtCard(card="covoiturage", role="opportunity"))
    for lead, strength, opportunity in (
        ("mobilite", "Force du territoire, pour un autre défi : ", ""),
        ("entrepreneuriat", "", "Pour un autre défi du territoire : "),
    ):
        dealt = plan.model_copy(update={"hands": (Hand(table=1, challenges=(lead,), cards=cards),)})
        grids = [block for block in plan_document(dealt, deck).blocks if isinstance(block, Grid)]
        rows = next(block.rows for block in grids if block.columns[0] == "Carte")
        for row, said in zip(rows, (strength, opportunity), strict=True):
            assert ("autre défi" in words(row[2])) is bool(said)
            assert said in words(row[2])

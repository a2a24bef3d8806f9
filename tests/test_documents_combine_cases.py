"""A combination's document: what chosen cases, models and lessons show, and what a town tried, lost or planned."""

from collections.abc import Sequence
from typing import Any

import pytest

from territoires_cli.combining import combine_cards
from territoires_cli.documents.combine import combination_document
from territoires_cli.documents.pairs import pairs_document
from territoires_cli.documents.writing import sentence
from territoires_cli.matching import match_city
from territoires_cli.models.city import City
from territoires_cli.models.deck import Deck
from territoires_cli.models.document import Bullets, Document, Heading, Line, Paragraph
from territoires_cli.pairing import FertilePair, propose_pairs


def made_of(deck: Deck, *names: str, city: City | None = None) -> Document:
    """The document of some cards, in a city where one is given."""
    matching = match_city(deck, city) if city else None
    made = combine_cards(deck, [deck.entry[name] for name in names], matching)
    return combination_document(made, deck, matching, "val" if city else None)


def words(text: Line) -> str:
    """The words of a line, without styles."""
    return text if isinstance(text, str) else "".join(span.text for span in text)


def parts(document: Document) -> dict[str, list[Any]]:
    """The blocks under each heading, up to the next one."""
    found: dict[str, list[Any]] = {}
    title = ""
    for block in document.blocks:
        if isinstance(block, Heading):
            title = words(block.text)
        found.setdefault(title, []).append(block)
    return found


def told(blocks: Sequence[Any]) -> list[str]:
    """Every item and paragraph of some blocks."""
    texts = [words(item) for block in blocks if isinstance(block, Bullets) for item in block.items]
    return texts + [words(block.text) for block in blocks if isinstance(block, Paragraph)]


def test_a_project_tells_what_it_shows_lives_on_met_and_became(deck: Deck) -> None:
    """Beside a card that it shows: the tie's reason, where its money comes from, what hindered, a dated result, its state."""
    project = next(item for item in deck.projects if item.id == "la-colloc")
    text = "\n".join(told(parts(made_of(deck, "coworking", "la-colloc"))["Ce que montre La Colloc"]))
    reason = next(tie.why for tie in deck.entry["la-colloc"].ties if tie.to == "coworking")
    assert f"B1 Coworking : {sentence(str(reason))}" in text
    assert str(project.business_model) in text
    assert project.difficulties[0] in text
    assert any(fact.text in text for fact in project.results if fact.as_of)
    assert f"En activité en {project.status.as_of}" in text


@pytest.mark.parametrize("kind", ["city", "project", "elsewhere", "model", "lesson"])
def test_every_card_that_shows_has_its_part(deck: Deck, kind: str) -> None:
    """Any case, model or lesson beside a card that it is tied to: a part of its own, or a bond; never « ne dit pas »."""
    for entry in (item for item in deck.index if item.kind == kind):
        tied = [tie.to for tie in entry.ties if deck.entry[tie.to].kind in ("practice", "action")]
        for name in tied[:1]:
            document = made_of(deck, name, entry.id)
            assert [title for title in parts(document) if entry.title in title and title.startswith("Ce qu")]
            reasons = [sentence(tie.why) for tie in entry.ties if tie.to == name and tie.why]
            everything = "\n".join(text for blocks in parts(document).values() for text in told(blocks))
            assert all(reason in everything for reason in reasons)
            assert "Le jeu ne dit pas ce que ces cartes s’apportent" not in everything


def test_cards_that_nothing_ties_say_so(deck: Deck) -> None:
    """The sentence stands where neither pair, sheet, model, lesson nor case ties any two of the cards."""
    strange = next(
        card.id for card in deck.practices if card.id not in {tie.to for tie in deck.entry["la-colloc"].ties}
    )
    (text,) = told(parts(made_of(deck, strange, "la-colloc"))["Où elles se renforcent"])
    assert text.startswith("Le jeu ne dit pas")


def test_a_chosen_case_is_somebody_who_did_it(deck: Deck) -> None:
    """Where the only case that shows a card is among the cards, it is pointed to; nobody is said to be unknown."""
    alone = next(
        (card.id, case.id)
        for card in deck.practices
        for case in deck.projects
        if case.id in {tie.to for tie in deck.entry[card.id].ties}
        and not combine_cards(deck, [deck.entry[card.id], deck.entry[case.id]]).precedents
    )
    (text,) = told(parts(made_of(deck, *alone))["Qui l’a déjà fait"])
    assert deck.entry[alone[1]].title in text
    assert "personne qui l’ait fait :" not in text


def test_what_closed_in_the_town_is_told_and_asked_about_first(deck: Deck) -> None:
    """Smiile ran both cards in Lorient and closed: it is told once with its state, and the first step is to ask why."""
    found = parts(made_of(deck, "banque-de-temps", "bricotheque", city=deck.city["lorient"]))
    (text,) = told(found["Déjà essayé ici"])
    assert text.startswith("Smiile, fermé (H2, E4). ")
    assert told(found["Premiers pas"])[0] == (
        "Demander à celles et ceux qui s’occupaient de Smiile ici pourquoi cela s’est arrêté. (H2, E4)"
    )
    assert "Était en projet ici" not in found


def test_what_the_town_only_planned_is_told_as_a_plan(deck: Deck) -> None:
    """A project that was being prepared is neither there nor closed; the first step asks what it has become."""
    strengths = [
        {"practice": "coworking", "name": "Le Nid", "stage": "planned", "as_of": 2017, "note": "Un local promis"}
    ]
    city = City.model_validate({"name": "Val", "challenges": ["mobilite"], "strengths": strengths})
    found = parts(made_of(deck, "coworking", "covoiturage", city=city))
    assert told(found["Était en projet ici"]) == ["Le Nid (B1). Un local promis. (2017)"]
    assert told(found["Premiers pas"])[0] == "Demander ce qu’est devenu le projet Le Nid, et qui s’en occupait. (B1)"
    assert not {"Déjà essayé ici", "Déjà là, pour commencer"} & set(found)


def test_cards_that_no_indicator_follows_are_named(deck: Deck) -> None:
    """Beside a sheet that doesn't serve it, a practice is named with the sheet that does."""
    sheet = deck.actions[0]
    served = {link.id for link in sheet.practices}
    card = next(
        item
        for item in deck.practices
        if item.id not in served and any(item.id in {link.id for link in other.practices} for other in deck.actions)
    )
    texts = told(parts(made_of(deck, sheet.id, card.id))["Comment savoir si cela marche"])
    assert [text for text in texts if f"{card.code} {card.title} : voyez ceux de la fiche FA" in text]


def test_a_pair_says_what_was_tried_of_it_here(deck: Deck) -> None:
    """A card on offer that the town lost, or only planned, is told with it; what was never there needs no word."""
    strengths = [
        {"practice": "covoiturage", "name": "En route", "status": {"state": "closed"}},
        {"practice": "coworking", "name": "Le Nid", "stage": "planned", "as_of": 2017},
    ]
    city = City.model_validate({"name": "Val", "challenges": ["mobilite", "entrepreneuriat"], "strengths": strengths})
    matching = match_city(deck, city)
    pairs = [pair for pair in propose_pairs(deck, matching, 50) if {"covoiturage", "coworking"} & _ids(pair)]
    assert pairs
    for pair in pairs:
        text = "\n".join(told(pairs_document([pair], deck, matching, "val").blocks))
        assert (" ; ici : En route (fermé) ; répond à" in text) is ("covoiturage" in _ids(pair))
        assert (" ; ici : Le Nid (en projet en 2017) ; répond à" in text) is ("coworking" in _ids(pair))


def _ids(pair: FertilePair) -> set[str]:
    return {pair.one.card.id, pair.other.card.id}

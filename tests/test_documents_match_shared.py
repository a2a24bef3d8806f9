"""What several territories share, as a document: common challenges, cards for all of them, what each states alone."""

from typing import Any

from territoires_cli.documents.match_shared import shared_document
from territoires_cli.matching import match_city
from territoires_cli.models.city import City
from territoires_cli.models.deck import Deck
from territoires_cli.models.document import Bullets, Command, Document, Grid, Heading, Line, Paragraph
from territoires_cli.models.matching import Matching
from territoires_cli.sharing import share

CITIES = ["lorient", "narbonne", "genk"]


def town(deck: Deck, name: str, **fields: Any) -> Matching:
    """The matching of a town with these fields."""
    return match_city(deck, City(name=name, **fields))


def words(text: Line) -> str:
    """A line as plain words."""
    return text if isinstance(text, str) else "".join(span.text for span in text)


def below(document: Document, title: str) -> list[str]:
    """The points or paragraphs right under a title; none where the title isn't there."""
    for before, block in zip(document.blocks, document.blocks[1:], strict=False):
        if isinstance(before, Heading) and words(before.text) == title:
            if isinstance(block, Bullets):
                return [words(item) for item in block.items]
            return [words(block.text)] if isinstance(block, Paragraph) else []
    return []


def rows(document: Document) -> list[list[str]]:
    """The rows of its table, as plain words."""
    return [[words(cell) for cell in row] for block in document.blocks if isinstance(block, Grid) for row in block.rows]


def test_common_challenges_name_who_states_them(deck: Deck) -> None:
    """In the order of what is shared, each with its territories."""
    shared = share(deck, [match_city(deck, deck.city[name]) for name in CITIES])
    document = shared_document(shared, 5)
    assert document.title == "Des cartes pour Lorient, Narbonne et Genk"
    lines = below(document, "Défis partagés")
    assert len(lines) == len(shared.challenges) > 0
    for line, item in zip(lines, shared.challenges, strict=True):
        names = ", ".join(matching.city.name for matching, _stated in item.stated)
        assert line == f"{item.challenge.label} : {names}."


def test_cards_for_all_come_with_score_bar_and_for_whom(deck: Deck) -> None:
    """As many as asked, the best first; « Tous. » where every territory can be offered it, else their names."""
    shared = share(deck, [match_city(deck, deck.city[name]) for name in CITIES])
    found = rows(shared_document(shared, 12))
    assert len(found) == 12
    for (score, drawn, card, whom), item in zip(found, shared.cards, strict=False):
        assert score == str(round(item.score * 100))
        assert abs(drawn.count("█") - item.score * 10) <= 0.5
        assert len(drawn) == 10
        assert card == f"{item.card.code} {item.card.title}"
        assert whom.startswith("Tous." if len(item.offered) == 3 else item.offered[0][0].city.name)
    assert len({row[3] for row in found}) > 1


def test_what_is_there_or_harmful_somewhere_is_told(deck: Deck) -> None:
    """A strength of one may be opened to the others; a harm to one is named."""
    card, harm = next(
        (card, harm)
        for card in deck.practices
        for harm in card.aggravates
        if any(answer.id != harm.challenge for answer in card.challenges)
    )
    answered = next(answer.id for answer in card.challenges if answer.id != harm.challenge)
    towns = [
        town(deck, "Un", challenges=[answered]),
        town(deck, "Deux", challenges=[answered], strengths=[card.id]),
        town(deck, "Trois", challenges=[answered, harm.challenge]),
    ]
    found = {row[2]: row[3] for row in rows(shared_document(share(deck, towns), 100))}
    assert found[f"{card.code} {card.title}"] == (
        "Un. Déjà là à Deux : à ouvrir aux autres. À ne pas proposer à Trois."
    )


def test_what_each_states_alone_is_told(deck: Deck) -> None:
    """Under its name, and no one who states nothing alone."""
    towns = [
        town(deck, "Un", challenges=["jeunes", "logement", "numerique"]),
        town(deck, "Deux", challenges=["jeunes"]),
    ]
    labels = [deck.challenge[name].label for name in ("logement", "numerique")]
    document = shared_document(share(deck, towns), 3)
    assert below(document, "Ce que chacun est seul à énoncer") == [f"Un : {labels[0]} ; {labels[1]}."]
    assert below(shared_document(share(deck, [towns[1]] * 2), 3), "Ce que chacun est seul à énoncer") == []


def test_nothing_shared_and_nothing_to_offer_are_said(deck: Deck) -> None:
    """In a sentence each, without a table."""
    towns = [town(deck, "Un", challenges=["jeunes"]), town(deck, "Deux", challenges=["logement"])]
    document = shared_document(share(deck, towns), 3)
    assert below(document, "Défis partagés") == ["Aucun défi n’est énoncé par deux de ces territoires."]
    assert rows(document)
    silent = [town(deck, name, statement="xyzzy") for name in ("Un", "Deux")]
    document = shared_document(share(deck, silent), 3)
    assert rows(document) == []
    assert "Aucune carte ne peut être proposée à ces territoires ensemble." in str(document.blocks)


def test_commands_stand_at_the_end(deck: Deck) -> None:
    """Each after its sentence."""
    shared = share(deck, [town(deck, name, challenges=["jeunes"]) for name in ("Un", "Deux")])
    assert shared_document(shared, 1, [("Puis :", "territoires list")]).blocks[-2:] == (
        Paragraph(text="Puis :"),
        Command(text="territoires list"),
    )

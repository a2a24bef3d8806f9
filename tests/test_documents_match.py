"""A matching as a document: what was understood, the best cards and why, what else to know."""

from typing import Any

import pytest

from territoires_cli.advising import match_actions
from territoires_cli.documents.match import (
    NEAR_SHOWN,
    SHEETS_SHOWN,
    kept_away_because,
    match_document,
    quoted_words,
    reasons,
)
from territoires_cli.labels import size_labels
from territoires_cli.matching import match_city
from territoires_cli.models.city import City
from territoires_cli.models.deck import Deck
from territoires_cli.models.document import Block, Bullets, Callout, Command, Document, Grid, Heading, Line, Paragraph
from territoires_cli.models.matching import WEIGHTS, Matching
from territoires_cli.render.markdown import render_markdown

SHOP = "La dernière épicerie a fermé en mars, et nos anciens ne conduisent plus."


def match(deck: Deck, **fields: Any) -> Matching:
    """The matching of a city with these fields."""
    return match_city(deck, City(name="Ici", **fields))


def words(text: Line) -> str:
    """A line as plain words."""
    return text if isinstance(text, str) else "".join(span.text for span in text)


def written(block: Block) -> list[str]:
    """The lines of a block as plain words."""
    if isinstance(block, Bullets):
        return [words(item) for item in block.items]
    if isinstance(block, Grid):
        return [words(cell) for row in block.rows for cell in row]
    if isinstance(block, Callout):
        return [block.title, words(block.text)]
    return [words(block.text)] if isinstance(block, Paragraph | Heading | Command) else []


def section(document: Document, title: str) -> list[Block]:
    """The blocks below a title, up to the next one; none where the title isn't there."""
    found: list[Block] = []
    inside = False
    for block in document.blocks:
        if isinstance(block, Heading):
            inside = words(block.text) == title
        elif inside:
            found.append(block)
    return found


def grid(document: Document) -> Grid:
    """The table of a document that has one."""
    (found,) = [block for block in document.blocks if isinstance(block, Grid)]
    return found


def test_the_document_ends_with_the_next_steps_where_there_are_some(deck: Deck) -> None:
    """Each command after its sentence; without commands there is none."""
    matching = match_city(deck, deck.city["lorient"])
    given = [("Pour la suite :", "territoires plan lorient"), ("Pour voir :", "territoires show A1")]
    blocks = match_document(matching, [], 3, given).blocks
    assert blocks[-4:] == tuple(
        block for said, command in given for block in (Paragraph(text=said), Command(text=command))
    )
    assert not [block for block in match_document(matching, [], 3).blocks if isinstance(block, Command)]
    nothing = match_document(match(deck, statement="xyzzy"), [], 3, given)
    assert not [block for block in nothing.blocks if isinstance(block, Command)]


def test_the_table_shows_the_best_with_score_bar_and_reasons(deck: Deck) -> None:
    """As many rows as asked, in order: score out of 100, a bar as long as it, code and title, why."""
    matching = match_city(deck, deck.city["lorient"])
    table = grid(match_document(matching, [], 4))
    assert table.columns == ("Note", "Parts", "Carte", "Pourquoi")
    assert table.right == (0,)
    assert len(table.rows) == 4
    for row, item in zip(table.rows, matching.opportunities, strict=False):
        score, drawn, card, why = (words(cell) for cell in row)
        assert score == str(round(item.score * 100))
        assert len(drawn) == 10
        assert abs(10 - drawn.count("·") - item.score * 10) <= 0.5 + 1e-6
        assert card == f"{item.card.code} {item.card.title}"
        assert why == " ".join(reasons(item))
        assert item.answers[0][0].why[1:-1] in why


@pytest.mark.parametrize(
    "fields", [{"statement": SHOP}, {"challenges": ["jeunes"]}, {"statement": SHOP, "challenges": ["jeunes"]}]
)
def test_the_legend_tells_the_weights_that_count_here(deck: Deck, fields: dict[str, Any]) -> None:
    """Each shade with its points: those of a text, of tags or of both; parts without weight aren't named; 100 in all."""
    matching = match(deck, **fields)
    basis = "both" if len(fields) > 1 else "text" if "statement" in fields else "tags"
    (legend,) = [
        text
        for block in match_document(matching, [], 3).blocks
        for text in written(block)
        if text.startswith("Note sur 100")
    ]
    points = [int(part.partition(")")[0]) for part in legend.split("(")[1:]]
    assert sum(points) == 100
    assert points[:-1] == [
        round(100 * WEIGHTS[basis][name]) for name in ("words", "challenges", "evidence") if WEIGHTS[basis][name]
    ]
    assert ("█" in legend) is (basis != "tags")


def test_the_cards_just_after_those_shown_are_named(deck: Deck) -> None:
    """Five at most, with their scores; none where everything is shown."""
    matching = match_city(deck, deck.city["lorient"])
    near = matching.opportunities[3 : 3 + NEAR_SHOWN]
    text = next(
        text
        for block in match_document(matching, [], 3).blocks
        for text in written(block)
        if text.startswith("Juste après : ")
    )
    assert text == f"Juste après : {' · '.join(f'{m.card.code} {m.card.title} ({m.score * 100:.0f})' for m in near)}."
    assert "Juste après" not in render_markdown(match_document(matching, [], 100))


def test_a_card_that_makes_a_challenge_worse_is_not_offered(deck: Deck) -> None:
    """It stands under its own title with the reason, and not in the table."""
    card, item = next((card, item) for card in deck.practices for item in card.aggravates)
    answered = card.challenges[0].id
    document = match_document(match(deck, challenges=[item.challenge, answered]), [], 100)
    offered = [words(row[2]) for row in grid(document).rows]
    assert offered
    assert f"{card.code} {card.title}" not in offered
    (listed,) = section(document, "À ne pas proposer ici")
    (why,) = [text for text in written(listed) if text.startswith(f"{card.code} {card.title} : ")]
    assert item.why[1:] in why


def test_a_card_that_the_text_refuses_is_not_offered(deck: Deck) -> None:
    """It is told as refused, with the words that say so."""
    matching = match(deck, statement="L’argent part ailleurs, mais personne ne veut d’une monnaie locale ici.")
    currency = next(item for item in matching.matches if item.refused)
    assert currency.card.code == "L3"
    assert kept_away_because(currency) == f"le texte n’en veut pas. Mots relevés : {', '.join(currency.refused)}."
    document = match_document(matching, [], 100)
    assert "L3 Monnaie locale" not in [words(row[2]) for row in grid(document).rows]
    (listed,) = section(document, "À ne pas proposer ici")
    assert f"L3 Monnaie locale : {kept_away_because(currency)}" in written(listed)


def test_strengths_are_told_by_their_names_or_by_the_words_that_say_so(deck: Deck) -> None:
    """An initiative of a file by its name, a practice that the text says is there by the text's words."""
    lorient = match_document(match_city(deck, deck.city["lorient"]), [], 1)
    (listed,) = section(lorient, "Déjà là : des forces sur lesquelles s’appuyer")
    assert "B1 Coworking : La Colloc." in written(listed)
    said = match_document(match(deck, statement="On a déjà une AMAP, mais la dernière épicerie a fermé."), [], 1)
    (listed,) = section(said, "Déjà là : des forces sur lesquelles s’appuyer")
    assert written(listed) == ["C2 Achats groupés au producteur : le texte le dit. Mot relevé : AMAP."]
    tagged = match_document(match(deck, challenges=["emploi"], strengths=["coworking"]), [], 1)
    (listed,) = section(tagged, "Déjà là : des forces sur lesquelles s’appuyer")
    assert written(listed) == ["B1 Coworking"]


def test_challenges_are_told_with_priority_or_with_the_words_that_gave_them_away(deck: Deck) -> None:
    """A tagged one with its priority, a heard one as read in the text, with words that stand in it."""
    matching = match(deck, statement=SHOP)
    (listed,) = section(match_document(matching, [], 1), "Défis compris")
    lines = written(listed)
    assert len(lines) == len(matching.recognised) > 0
    for line, item in zip(lines, matching.recognised, strict=True):
        assert line.startswith(f"{item.challenge.label} (lu dans le texte) – Mots relevés : ")
        cited = line.rpartition("Mots relevés : ")[2].removesuffix(".").split(", ")
        assert tuple(cited) == item.words
        assert all(word in SHOP for word in cited)
    (listed,) = section(match_document(match(deck, challenges=["jeunes", "emploi"]), [], 1), "Défis compris")
    labels = [deck.challenge[name].label for name in ("jeunes", "emploi")]
    assert written(listed) == [f"{label} (priorité {rank})" for rank, label in enumerate(labels, start=1)]


def test_nothing_recognised_is_said_with_what_to_do(deck: Deck) -> None:
    """No table, no sheets: what to say instead, and the command that lists the challenges."""
    matching = match(deck, statement="xyzzy")
    document = match_document(matching, match_actions(deck, matching), 10)
    assert not [block for block in document.blocks if isinstance(block, Grid)]
    (said,) = section(document, "Défis compris")
    assert written(said)[0].startswith("Rien n’a été reconnu dans ce texte.")
    assert written(said)[0].endswith("territoires list --kind challenge")
    assert len(document.blocks) == 3


def test_slips_size_and_lacks_that_were_heard_are_told(deck: Deck) -> None:
    """How a word was read, how many people live there, what is lacking and by which words."""
    matching = match(deck, statement="Notre epicerei a fermé, nous sommes 1 450 habitants et nous n’avons pas un sou.")
    notes = section(match_document(matching, [], 1), "Défis compris")[-1]
    lines = written(notes)
    assert lines[0] == "Faute de frappe corrigée : « epicerei » lu comme « epicerie »."
    assert lines[1] == f"Taille comprise : 1 450 habitants, {size_labels()['village']}."
    assert lines[2].startswith(
        "Il manque de l’argent : les cartes qui en demandent peu passent devant. Mots relevés : "
    )
    assert "sou" in lines[2]
    assert not [
        text
        for block in match_document(match(deck, statement=SHOP, population=900), [], 1).blocks
        for text in written(block)
        if "Taille comprise" in text
    ]


def test_what_is_out_of_play_is_told_with_whom_to_ask(deck: Deck) -> None:
    """A callout for each topic, with its words and the advice, beside what the deck does treat."""
    matching = match(deck, statement="Plus de médecin.", challenges=["jeunes"])
    document = match_document(matching, [], 2)
    callouts = [block for block in document.blocks if isinstance(block, Callout)]
    topic = next(topic for topic in deck.lexicon.out_of_play if topic.id == "sante")
    (only,) = callouts
    assert only.title == f"Hors du jeu : {topic.label}"
    assert words(only.text).endswith(topic.advice)
    assert "médecin" in words(only.text)
    assert grid(document).rows


def test_sheets_are_told_with_what_they_are_for(deck: Deck) -> None:
    """Four at most, the best first; each with its summary, then its challenges or else words of the text."""
    matching = match(deck, statement=SHOP)
    actions = match_actions(deck, matching)
    (listed,) = section(match_document(matching, actions, 1), "Fiches action pour démarrer")
    lines = written(listed)
    assert len(lines) == SHEETS_SHOWN
    for line, item in zip(lines, actions, strict=False):
        assert line.startswith(f"{item.card.code} {item.card.title} : {item.card.summary} ")
        rest = line.partition(item.card.summary)[2].strip()
        labels = " · ".join(stated.challenge.label for _answer, stated in item.answers)
        assert rest == (f"Répond à : {labels}." if labels else quoted_words(item.words))


def test_challenges_that_nothing_answers_are_told(deck: Deck) -> None:
    """A challenge for which no card is left is named under its own title."""
    from territoires_cli.models.deck import SECTIONS

    sections = {name: getattr(deck, name) for name in SECTIONS}
    able = tuple(card for card in deck.practices if "logement" not in {answer.id for answer in card.challenges})
    sections["practices"] = able
    found = match_city(Deck(sections.__getitem__), City(name="Ici", challenges=["emploi", "logement"]))
    (listed,) = section(match_document(found, [], 1), "Défis sans réponse dans le jeu")
    assert written(listed) == [deck.challenge["logement"].label]


def test_a_card_for_another_size_says_so(deck: Deck) -> None:
    """The reasons end with what speaks against it."""
    card = next(card for card in deck.practices if card.scale and "village" not in card.scale.sizes)
    found = match(deck, challenges=[card.challenges[0].id], population=300).of(card.id)
    assert list(reasons(found))[-1] == "Peu adaptée à un territoire de cette taille."
    assert "Peu adaptée" not in " ".join(reasons(match(deck, challenges=[card.challenges[0].id]).of(card.id)))

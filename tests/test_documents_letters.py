"""Notes and letters: the mandate as it is, names of who keeps data, minutes that are true, pages that hold."""

from collections.abc import Callable
from typing import Any

import pytest

from territoires_cli.documents.answer import answer
from territoires_cli.documents.board_note import board_note
from territoires_cli.documents.data_notice import notice_blocks, photograph_blocks
from territoires_cli.documents.folder import Folder
from territoires_cli.documents.framing_note import framing_note
from territoires_cli.documents.invitation import invitation
from territoires_cli.documents.page_length import HEIGHT, lines_of, plain
from territoires_cli.documents.plan_context import Context
from territoires_cli.documents.speaking_notes import WORDS_A_MINUTE, speaking_notes
from territoires_cli.matching import match_city
from territoires_cli.models.deck import Deck
from territoires_cli.models.document import Block, Bullets, Document, Fields, Grid, Paragraph, Speech
from territoires_cli.models.plan import Harvest, Mandate, Plan
from territoires_cli.models.settings import Settings

PlanOf = Callable[..., Plan]
MANDATE = Mandate(
    level="consultation",
    decides="Le centre-bourg.",
    settled="Le budget.",
    answered_by="La maire",
    answered_when="le 1er mars",
)


def folder_of(deck: Deck, plan: Plan, **settings: Any) -> Folder:
    return Folder(
        Context.of(plan, deck, match_city(deck, plan.city)), Settings.model_validate({"schema": 1, **settings})
    )


def facts(blocks: list[Block] | tuple[Block, ...]) -> dict[str, str | None]:
    """Labels and values of a document."""
    return {
        label: None if value is None else plain(value)
        for block in blocks
        if isinstance(block, Fields)
        for label, value in block.items
    }


def words(document: Document) -> str:
    parts: list[str] = []
    for block in document.blocks:
        if isinstance(block, Paragraph):
            parts.append(plain(block.text))
        elif isinstance(block, Bullets):
            parts += [plain(item) for item in block.items]
        elif isinstance(block, Speech):
            parts += block.sentences
        elif isinstance(block, Fields):
            parts += [f"{label} : {plain(value)}" for label, value in block.items]
        elif isinstance(block, Grid):
            parts += [plain(cell) for row in block.rows for cell in row]
    return " ".join(parts)


def test_the_notice_tells_what_settings_say(deck: Deck, plan_of: PlanOf) -> None:
    """Who, why, who sees, how long, whom to write to; without settings the organiser and the usual words, and one line to fill in."""
    told = facts(
        notice_blocks(
            folder_of(deck, plan_of(), privacy={"controller": "Ville", "contact": "a@b", "kept_for": "un mois"})
        )
    )
    assert (told["Qui les garde"], told["À qui écrire"], told["Combien de temps"]) == ("Ville", "a@b", "un mois")
    usual = facts(notice_blocks(folder_of(deck, plan_of(organiser="Mairie"))))
    assert usual["Qui les garde"] == "Mairie"
    assert [label for label, value in usual.items() if value is None] == ["À qui écrire"]
    assert facts(notice_blocks(folder_of(deck, plan_of(), organiser="Commun")))["Qui les garde"] == "Commun"


def test_photographs_are_asked_for_apart(deck: Deck, plan_of: PlanOf) -> None:
    """A reply slip with two boxes; where none is taken, a sentence and no box."""
    asked, silent = (
        words(invitation(folder_of(deck, plan_of(), privacy={"photographs": value}))) for value in (True, False)
    )
    assert "J’accepte d’être photographiée" in asked
    assert "J’accepte d’être photographiée" not in silent
    (block,) = photograph_blocks(folder_of(deck, plan_of(), privacy={"photographs": False}))
    assert isinstance(block, Paragraph)
    assert "Aucune photographie" in plain(block.text)


@pytest.mark.parametrize("mandate", [MANDATE, None])
def test_the_framing_note_is_signed_on_one_page(deck: Deck, plan_of: PlanOf, mandate: Mandate | None) -> None:
    """The mandate as it is, or four levels to tick; who asks, who leads, two lines to sign."""
    document = framing_note(folder_of(deck, plan_of(mandate=mandate, organiser="Mairie"), facilitator="Les Communs"))
    told = facts(document.blocks)
    assert (told["Demandé par"], told["Animé par"]) == ("Mairie", "Les Communs")
    assert lines_of(document.blocks) <= HEIGHT
    assert ("Cochez un niveau" in words(document)) is (mandate is None)
    assert ("Le centre-bourg." in words(document)) is (mandate is not None)


@pytest.mark.parametrize(
    ("shape", "people", "said"),
    [
        ("sharitories", 12, "accessible en fauteuil"),
        ("en-ligne", 10, "un téléphone avec un micro"),
        ("marche-exploratoire", 10, "chaussures de marche"),
        ("conception", 10, "Le repas est prévu"),
    ],
)
def test_an_invitation_suits_its_format(deck: Deck, plan_of: PlanOf, shape: str, people: int, said: str) -> None:
    """What to bring for a room, a screen, a walk or a day; the tables' questions; the hours with the arrival."""
    plan = plan_of(shape, participants=people, date="2026-12-03", mandate=MANDATE)
    text = words(invitation(folder_of(deck, plan)))
    assert said in text
    assert "jeudi 3 décembre 2026" in text
    assert deck.challenge[plan.hands[0].challenges[0]].question in text
    assert "Vous êtes invitée ou invité" in text


@pytest.mark.parametrize("shape", ["sharitories", "elus"])
def test_speaking_notes_tell_how_long_they_take(deck: Deck, plan_of: PlanOf, shape: str) -> None:
    """The minutes follow from the words; the mandate is left to who reads it; who governs speaks last at a table of officials."""
    plan = plan_of(shape, participants=7, mandate=MANDATE)
    document = speaking_notes(folder_of(deck, plan))
    (speech,) = (block for block in document.blocks if isinstance(block, Speech))
    count = sum(len(sentence.split()) for sentence in speech.sentences)
    told = facts(document.blocks)
    assert told["Durée"] == f"{-(-count // WORDS_A_MINUTE)} min à voix haute, {count} mots"
    assert count <= 4 * WORDS_A_MINUTE
    assert any("La maire, le 1er mars" in sentence for sentence in speech.sentences)
    assert not set(folder_of(deck, plan).context.words.read_aloud) & set(speech.sentences)
    assert ("en dernier" in (told["Quand"] or "")) is (shape == "elus")
    bare = words(speaking_notes(folder_of(deck, plan_of(shape, participants=7))))
    assert "à écrire avant l’atelier" in bare


def test_a_note_for_the_board_holds_on_a_page(deck: Deck, plan_of: PlanOf) -> None:
    """With what tables kept and set aside where it was typed, joined by theme where there are twenty tables."""
    plan = plan_of(participants=24, mandate=MANDATE, date="2026-12-03")
    kept = plan.hands[0].cards[0].card
    harvest = (Harvest(table=1, kept=(kept,), set_aside=(plan.hands[0].cards[1].card,), notes=("Vite !",)),)
    note = words(board_note(folder_of(deck, plan.model_copy(update={"harvest": harvest}))))
    assert deck.practice[kept].title in note
    assert "1er février 2027" in note
    assert "avis" in note
    many = board_note(folder_of(deck, plan_of(participants=140)))
    assert lines_of(many.blocks) <= HEIGHT
    assert "soixantième jour après l’atelier" in words(many)


@pytest.mark.parametrize("level", ["information", "consultation", "co-conception", "co-decision", None])
def test_the_answer_keeps_to_the_mandate(deck: Deck, plan_of: PlanOf, level: Any) -> None:
    """What was typed is answered line by line; a decision is applied or not, anything else kept, changed or set aside."""
    mandate = Mandate(level=level, answered_by="La maire") if level else None
    plan = plan_of(participants=12, mandate=mandate)
    harvest = (Harvest(table=1, kept=(plan.hands[0].cards[0].card,), notes=("Ouvrir le samedi",)),)
    document = answer(folder_of(deck, plan.model_copy(update={"harvest": harvest})))
    first, *_others = (block for block in document.blocks if isinstance(block, Grid))
    assert ("Appliqué" in first.columns) is (level == "co-decision")
    assert [plain(row[0]) for row in first.rows][-1] == "Ouvrir le samedi"
    assert facts(document.blocks)["Signé par"] == ("La maire" if level else None)
    empty = answer(folder_of(deck, plan))
    assert all(len(block.rows) == 4 for block in empty.blocks if isinstance(block, Grid))

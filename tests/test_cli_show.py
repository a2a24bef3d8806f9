"""`territoires show`: cards in full, by any of their names."""

import json
import re
import shlex
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from territoires_cli.cli.show import complete_card, find_all
from territoires_cli.models.deck import Deck
from territoires_cli.models.index import KINDS

if TYPE_CHECKING:
    from tests.conftest import Result

Run = Callable[..., "Result"]


def test_show_matches_its_reference(run: Run, reference: Callable[[str, str], None]) -> None:
    """The card in full is the one that was reviewed."""
    result = run("show", "A1")
    assert (result.code, result.err) == (0, "")
    reference("show-a1.md", result.out)


@pytest.mark.parametrize("kind", KINDS)
def test_every_card_of_every_kind_is_shown(run: Run, deck: Deck, kind: str) -> None:
    """Each card opens with its title and its summary, and ends with « Et ensuite », commands and credits."""
    for entry in deck.index:
        if entry.kind == kind:
            result = run("show", entry.id)
            assert (result.code, result.err) == (0, "")
            text = plain(result.out)
            first, _, second = text.splitlines()[:3]
            assert first.startswith("# ")
            assert " ".join(entry.title.split()) in first
            assert second.startswith("**")
            start, end = text.split("\n## Et ensuite\n")
            assert re.fullmatch(r"(\nPour .+ :\n\n```console\nterritoires .+\n```\n)+\n\*.+\*\n", end)
            assert "Sources de la carte : " in start
            headings = re.findall(r"^## (.*)$", start, re.MULTILINE)
            assert len(set(headings)) == len(headings) > 0
            assert not re.search(r"^#+ .*\n\n(#|$)", start, re.MULTILINE)


def plain(text: str) -> str:
    """Markdown with ordinary spaces and without its backslashes."""
    return text.replace("\u00a0", " ").replace("\u202f", " ").replace("\\", "")


def test_a_card_shows_everything_it_holds(run: Run, deck: Deck) -> None:
    """Title, summary, effort, steps, limits, questions, examples with their sources, pairs: nothing is left out."""
    card = deck.practice["monnaie-locale"]
    text = plain(run("show", "L3").out)
    shown = [card.title, card.summary, card.description or "?", *card.first_steps, *card.limits, *card.questions]
    shown += [*card.benefits.citizens, *card.benefits.local_government, *card.conditions, *card.aliases]
    shown += [answer.why for answer in card.challenges] + [fact.text.rstrip(".") for fact in card.facts]
    shown += [other.title for other, _why in deck.pairs_of[card.id]]
    missing = [part for part in shown if " ".join(part.split()) not in text]
    assert not missing


@pytest.mark.parametrize("name", ["a1", "Covoiturage", "COVOITURAGE", "covoiturage", "carpooling"])
def test_a_card_by_code_id_title_or_other_name(run: Run, name: str) -> None:
    """Every name of a card shows the same card."""
    assert run("show", name) == run("show", "A1")


def test_a_title_of_several_words_needs_no_quotes(run: Run) -> None:
    """Words that name no card one by one may be one title."""
    assert run("show", "repair", "café") == run("show", "E3")


def test_several_cards_come_once_each_in_the_order_asked(run: Run) -> None:
    """Cards follow the command line, and one asked twice is shown once."""
    titles = [line for line in run("show", "B2", "A1", "b2").out.splitlines() if line.startswith("# ")]
    assert titles == ["# B2 · Fablab et makerspace", "# A1 · Covoiturage"]
    mixed = [line for line in run("show", "lorient", "FA05", "Lorient").out.splitlines() if line.startswith("# ")]
    assert [title.split()[1] for title in mixed] == ["Lorient,", "FA05"]


def test_json_holds_the_whole_cards(run: Run, deck: Deck) -> None:
    """`--json` gives an array of complete records, each with its kind and ties; the rest makes the same card again."""
    every = json.loads(run("show", *(entry.id for entry in deck.index), "--json").out)
    for entry, record in zip(deck.index, every, strict=True):
        assert record.pop("kind") == entry.kind
        assert [tie["to"] for tie in record.pop("ties")] == [tie.to for tie in entry.ties]
        assert type(deck.card(entry)).model_validate(record) == deck.card(entry)
    records = json.loads(run("show", "FA05", "A1", "la-colloc", "--json").out)
    assert [record["kind"] for record in records] == ["action", "practice", "project"]


@pytest.mark.parametrize(("name", "near"), [("covoitur", "A1 Covoiturage"), ("repare cafe", "E3 Repair café")])
def test_a_misspelling_gets_the_nearest_names(run: Run, name: str, near: str) -> None:
    """A card that doesn't exist is an expected error that names those that look like it."""
    result = run("show", name)
    assert (result.code, result.out) == (1, "")
    assert f"« {name} » n’existe pas. Vouliez-vous dire {near}" in result.err


@pytest.mark.parametrize("name", ["zzz", "", "\x1b[31m"])
def test_a_name_like_no_other_gets_the_way_to_the_list(run: Run, name: str) -> None:
    """Where nothing looks like it, the message says how to list the cards, without control characters."""
    result = run("show", name)
    assert result.code == 1
    assert result.err.endswith("La liste s’affiche avec : territoires list --kind all\n")
    assert "\x1b" not in result.err


def test_a_title_typed_without_quotes_is_one_card(run: Run, deck: Deck) -> None:
    """Every name of every card, word by word, means that card, even where one of its words begins another's title."""
    for entry in deck.index:
        for name in (entry.title, *entry.names):
            if len(name.split()) > 1:
                assert find_all(deck, name.split()) == find_all(deck, [name])
    assert run("show", "séoul").out.startswith("# Séoul, ville du partage\n")


def test_one_wrong_name_among_several_shows_nothing(run: Run) -> None:
    """Output is complete or not there: a wrong name anywhere is an error."""
    result = run("show", "A1", "zzz")
    assert (result.code, result.out) == (1, "")
    assert "« zzz »" in result.err
    assert run("show", "repaire", "zzz").err.startswith("La carte « repaire » n’existe pas.")


def test_the_name_of_a_format_is_told_apart(run: Run) -> None:
    """Somebody who asks to show a format learns which command takes it."""
    result = run("show", "sharitories")
    assert (result.code, result.out) == (1, "")
    assert result.err == (
        "« sharitories » est un format, pas une carte : essayez territoires plan lorient --format sharitories\n"
    )


def test_completion_knows_codes_and_ids_of_every_kind(deck: Deck) -> None:
    """Typed beginnings give codes and ids of any kind with their titles, in any case."""
    assert ("lorient", "Lorient") in complete_card("LOR")
    assert {name for name, _title in complete_card("fa0")} == {f"FA0{number}" for number in range(1, 10)}
    assert {name for name, _title in complete_card("")} == {
        name for entry in deck.index for name in (entry.code, entry.id) if name
    }
    assert complete_card("zzz") == []


def test_the_commands_at_the_end_name_the_deck(run: Run, tmp_path: Path) -> None:
    """Cards of another deck are suggested by commands that find them there."""
    root = Path(__file__).resolve().parents[1]
    shutil.copytree(root / "cards", tmp_path / "cards")
    shutil.copytree(root / "workshops", tmp_path / "workshops")
    sheet = next((tmp_path / "cards" / "actions").glob("FA02-*.yaml"))
    sheet.write_text(sheet.read_text(encoding="utf-8").replace("code: FA02", "code: FA92", 1), encoding="utf-8")
    result = run("show", "FA92", "--deck", str(tmp_path))
    assert result.code == 0, result.err
    for line in re.findall(r"^territoires (.*)$", result.out, re.MULTILINE):
        assert run(*shlex.split(line)).code == 0, line


def test_a_practice_is_written_as_it_is_printed(run: Run, tmp_path: Path) -> None:
    """PDF: front and back of each card on pages of its size; PNG: the front, and the back beside it."""
    from pypdf import PdfReader

    pdf, png = tmp_path / "cartes.pdf", tmp_path / "a1.png"
    assert run("show", "A1", "B1", "-o", str(pdf)).code == 0
    pages = PdfReader(pdf).pages
    assert len(pages) == 4
    assert [round(float(side) / 72 * 25.4) for side in pages[0].mediabox[2:]] == [105, 149]
    assert "Covoiturage" in pages[0].extract_text()
    made = run("show", "A1", "-o", str(png))
    assert made.code == 0
    assert {path.name for path in tmp_path.iterdir()} == {"cartes.pdf", "a1.png", "a1-verso.png"}
    assert png.read_bytes().startswith(b"\x89PNG")
    assert png.read_bytes() != (tmp_path / "a1-verso.png").read_bytes()


def test_pictures_overwrite_neither_face(run: Run, tmp_path: Path) -> None:
    """Where the back is there already, the front isn't written either; --force replaces both."""
    back = tmp_path / "a1-verso.png"
    back.write_bytes(b"moi")
    refused = run("show", "A1", "-o", str(tmp_path / "a1.png"))
    assert refused.code == 1
    assert "a1-verso.png" in refused.err
    assert [path.name for path in tmp_path.iterdir()] == ["a1-verso.png"]
    assert run("show", "A1", "-o", str(tmp_path / "a1.png"), "--force").code == 0
    assert back.read_bytes() != b"moi"


@pytest.mark.parametrize("suffix", [".md", ".html", ".docx", ".json", ".pdf"])
def test_cards_are_written_as_documents(run: Run, tmp_path: Path, suffix: str) -> None:
    """Other kinds than practices, and other suffixes than a printed card's, give the document."""
    target = tmp_path / f"cartes{suffix}"
    assert run("show", "FA05", "lorient", "A1", "-o", str(target)).code == 0
    assert target.stat().st_size > 1000
    if suffix == ".md":
        assert "Lorient" in target.read_text(encoding="utf-8")


@pytest.mark.parametrize("words", [("A1", "A2"), ("FA05",)])
def test_a_picture_shows_one_practice(run: Run, tmp_path: Path, words: tuple[str, ...]) -> None:
    """Several cards, and other kinds, go into a PDF; another suffix is refused with those that there are."""
    made = run("show", *words, "-o", str(tmp_path / "x.png"))
    assert (made.code, made.out) == (2, "")
    assert ".pdf" in made.err
    assert "une image de la carte" in run("show", *words, "-o", str(tmp_path / "x.xyz")).err
    assert not list(tmp_path.iterdir())


def test_what_overflows_is_told_and_printed_all_the_same(run: Run, tmp_path: Path) -> None:
    """A preview is there to see what is too long."""
    deck = tmp_path / "jeu"
    assert run("new", "deck", str(deck), "--title", "Jeu", "--no-input").code == 0
    assert run("new", "card", "--in", str(deck), "--from", "E3", "--replace", "--no-input").code == 0
    card = deck / "practices" / "E3-repair-cafe.yaml"
    text = card.read_text(encoding="utf-8")
    steps = "first_steps:\n" + "".join(f"  - {'Un pas bien trop long. ' * 20}\n" for _step in range(3))
    head, rest = text.split("first_steps:\n", 1)
    card.write_text(head + steps + rest[rest.index("\n# ") :], encoding="utf-8")
    made = run("show", "E3", "--deck", str(deck), "-o", str(tmp_path / "e3.pdf"))
    assert made.code == 0
    assert "le verso déborde" in made.err

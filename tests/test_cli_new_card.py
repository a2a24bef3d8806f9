"""`territoires new deck|card|action`: from options, from a card, and question after question, to files that pass `check`."""

import json
import os
import shlex
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from jsonschema import Draft202012Validator

from territoires_cli.amending import AmendingError
from territoires_cli.decks import read_deck
from territoires_cli.models.deck import Deck
from territoires_cli.safe_yaml import parse_yaml

if TYPE_CHECKING:
    from tests.conftest import Dialogue, Result

Run = Callable[..., "Result"]
Talk = Callable[..., "Dialogue"]

ENTER, SPACE, DOWN, UP, ESCAPE, CTRL_C = "\r", " ", "\x1b[B", "\x1b[A", "\x1b", "\x03"
SAID = ("--summary", "On répare et on fabrique ensemble, le samedi.", "--challenge", "lien-social:3:On s'y croise.",
        "--money", "peu", "--time", "moyen", "--coordination", "peu", "--lever", "habitants",
        "--step", "Trouver un local.", "--step", "Réunir cinq bricoleurs.", "--step", "Ouvrir un samedi.",
        "--limit", "Sans assurance, le local ferme.", "--limit", "Trois bénévoles s'usent vite.")  # fmt: skip
CARD = ("--title", "Atelier de quartier", "--family", "réemploi", "--type", "consommation", *SAID,
        "--question", "Qui sait réparer ?", "--question", "Quel local est vide ?", "--question", "Qui a les clés ?")  # fmt: skip
SHEET = ("--title", "Faire le tour des locaux", "--objective", "Se servir de ce que l’on a", *SAID,
         "--practice", "E3", "--practice", "B3", "--indicator", "Nombre de locaux ouverts.")  # fmt: skip
TOLD = ("--situation", "tout finit à la benne", "--example", "L'Établi", "--place", "Saint-Machin", "--short",
        "un atelier du samedi", "--story", "Douze voisins y réparent.", "--state", "continue", "--year", "2024",
        "--source", "Bulletin de mars", "--source-year", "2025")  # fmt: skip


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Every test writes into a folder of its own."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def own(run: Run, here: Path) -> Path:
    """A deck of one's own, without a card yet."""
    assert run("new", "deck", "jeu", "--title", "Jeu d'ici", "--no-input").code == 0
    return here / "jeu"


def lines_without_remarks(path: Path) -> str:
    """What a file says, its remarks left out."""
    return "".join(line for line in path.read_text(encoding="utf-8").splitlines(True) if not line.startswith("#"))


# A deck


def test_a_deck_that_extends_is_usable_at_once(run: Run, own: Path, deck: Deck) -> None:
    """Its folder, five lines to read, schemas for editors; checked without a remark, the built-in cards are there."""
    names = {path.name for path in own.iterdir()}
    assert names == {"deck.yaml", "LISEZ-MOI.txt", ".schemas", "practices", "actions", "workshops"}
    assert run("check", "jeu").code == 0
    assert run("check", "jeu").out == ""
    assert len(read_deck([own]).practices) == len(deck.practices)
    schema = json.loads((own / ".schemas" / "deck.json").read_text(encoding="utf-8"))
    data = parse_yaml((own / "deck.yaml").read_text(encoding="utf-8"))
    assert Draft202012Validator(schema).is_valid(data)
    assert data["title"] == "Jeu d’ici"


def test_a_deck_alone_takes_its_first_card(run: Run, here: Path) -> None:
    """One family, one type, one challenge to rename: a card goes in, and the deck is checked."""
    assert run("new", "deck", "seul", "--title", "Seul", "--alone", "--no-input").code == 0
    card = [word.replace("lien-social", "mon-defi") for word in CARD]
    card[card.index("réemploi")], card[card.index("consommation")] = "M", "Partage"
    made = run("new", "card", "--in", "seul", *card)
    assert made.code == 0, made.err
    assert "seul/practices/M1-atelier-de-quartier.yaml" in made.err
    assert run("check", "seul").code == 0
    assert run("show", "M1", "--deck", "seul").code == 0


def test_a_deck_is_named_after_its_title(run: Run, here: Path) -> None:
    """Without a folder, its title makes one; without both, the title is missing."""
    assert run("new", "jeu", "--title", "Nos cartes", "--licence", "cc0 1.0").code == 0
    assert parse_yaml((here / "nos-cartes/deck.yaml").read_text(encoding="utf-8"))["licence"] == "CC0 1.0"
    missing = run("new", "deck")
    assert (missing.code, missing.out) == (2, "")
    assert "--title" in missing.err


def test_a_folder_that_holds_something_is_not_overwritten(run: Run, own: Path) -> None:
    """A deck, a file of the same name, somebody's LISEZ-MOI: told, and left as it is; --force replaces."""
    text = (own / "deck.yaml").read_text(encoding="utf-8")
    again = run("new", "deck", "jeu", "--title", "Autre", "--no-input")
    assert again.code == 1
    assert "contient déjà un jeu" in again.err
    assert (own / "deck.yaml").read_text(encoding="utf-8") == text
    Path("note").write_text("à moi", encoding="utf-8")
    assert run("new", "deck", "note", "--title", "Autre", "--no-input").code == 1
    Path("plein").mkdir()
    Path("plein/LISEZ-MOI.txt").write_text("à moi", encoding="utf-8")
    assert run("new", "deck", "plein", "--title", "Autre", "--no-input").code == 1
    assert not Path("plein/deck.yaml").exists()
    assert run("new", "deck", "jeu", "--title", "Autre", "--no-input", "--force").code == 0
    assert "title: Autre" in (own / "deck.yaml").read_text(encoding="utf-8")


def test_a_deck_is_asked_for(dialogue: Talk, here: Path, run: Run) -> None:
    """Five questions, a folder, and the command that makes the same."""
    talk = dialogue("new", "deck")
    talk.answer("Comment s’appelle votre jeu ?", f"Nos cartes{ENTER}")
    talk.answer("Qui le fait ?", ENTER)
    talk.answer("Sous quelle licence ?", ENTER)
    talk.answer("Que devient le jeu livré ?", ENTER)
    talk.answer("Dans quel dossier ?", ENTER)
    done = talk.end()
    assert done.code == 0, done.out
    assert run("check", "nos-cartes").code == 0
    whole = done.out.replace("\n", "")
    words = shlex.split(whole[whole.rindex("territoires new deck") :])
    text = (here / "nos-cartes" / "deck.yaml").read_text(encoding="utf-8")
    assert run(*words[1:], "--force").code == 0
    assert (here / "nos-cartes" / "deck.yaml").read_text(encoding="utf-8") == text


def test_leaving_the_questions_of_a_deck_writes_nothing(dialogue: Talk, here: Path) -> None:
    """Escape at the first question, and Ctrl-C at the second: 130 both times, no folder."""
    talk = dialogue("new", "deck")
    talk.answer("Comment s’appelle votre jeu ?", ESCAPE)
    assert talk.end().code == 130
    talk = dialogue("new", "deck")
    talk.answer("Comment s’appelle votre jeu ?", f"Nos cartes{ENTER}")
    talk.answer("Qui le fait ?", CTRL_C)
    done = talk.end()
    assert done.code == 130
    assert 'territoires new deck --title "Nos cartes"' in done.out.replace("\n", " ")
    assert not list(here.iterdir())


# A card


def test_options_alone_make_a_card_that_is_checked_matched_and_planned(run: Run, own: Path) -> None:
    """Named after code and title, in the right folder, valid for editors; it answers what people say."""
    made = run("new", "card", "--in", "jeu", *CARD, *TOLD)
    assert (made.code, made.out) == (0, ""), made.err
    path = own / "practices" / "E7-atelier-de-quartier.yaml"
    assert "territoires show E7 -o E7.pdf --deck jeu" in made.err
    assert run("check", "jeu") == run("check", "jeu")
    assert (run("check", "jeu").code, run("check", "jeu").out) == (0, "")
    schema = json.loads((own / ".schemas" / "card.json").read_text(encoding="utf-8"))
    assert Draft202012Validator(schema).is_valid(parse_yaml(path.read_text(encoding="utf-8")))
    assert "bulletin-de-mars" in schema["$defs"]["Citation"]["properties"]["id"]["examples"]
    assert "E7" in run("match", "--text", "Chez nous tout finit à la benne.", "--deck", "jeu").out
    assert run("plan", "lorient", "--deck", "jeu", "--include", "E7", "--seed", "1").code == 0
    text = (own / "sources.yaml").read_text(encoding="utf-8")
    assert "short: Bulletin de mars (2025)" in text
    assert text.startswith("# yaml-language-server: $schema=.schemas/sources.json\n")


def test_a_second_card_takes_the_next_code_and_adds_to_the_sources(run: Run, own: Path) -> None:
    """Remarks that somebody wrote into sources.yaml stay, and a source that is known isn't added again."""
    assert run("new", "card", "--in", "jeu", *CARD, *TOLD).code == 0
    sources = own / "sources.yaml"
    sources.write_text(sources.read_text(encoding="utf-8") + "# à relire\n", encoding="utf-8")
    second = ["Atelier vélo" if word == "Atelier de quartier" else word for word in (*CARD, *TOLD)]
    second[second.index("L'Établi")] = "Le Rayon"
    assert run("new", "card", "--in", "jeu", *second).code == 0
    assert (own / "practices" / "E8-atelier-velo.yaml").is_file()
    assert sources.read_text(encoding="utf-8").count("- id:") == 1
    third = ["Atelier couture" if word == "Atelier de quartier" else word for word in CARD]
    assert run("new", "card", "--in", "jeu", *third, "--source", "Une autre étude").code == 0
    text = sources.read_text(encoding="utf-8")
    assert "- id: une-autre-etude" in text
    assert "# à relire\n" in text
    assert run("check", "jeu").code == 0


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        ((), 2, "--title : Il faut quelques mots ici."),
        (("--title", "x" * 33), 2, "ôtez-en 1"),
        (("--title", "Covoiturage"), 2, "est déjà une carte du jeu"),
        (("--family", "zzz"), 2, "famille"),
        (("--challenge", "zzz"), 2, "défi"),
        (("--money", "zzz"), 2, "niveau"),
        (("--replace",), 2, "--from"),
        (("--from", "zzz"), 1, "n’existe pas"),
        (("--from", "lorient"), 1, "n’est pas une pratique"),
        (("--step", "a", "--step", "b", "--step", "c", "--step", "d"), 2, "3 fois"),
    ],
)
def test_what_does_not_do_is_told_by_its_option(
    run: Run, own: Path, arguments: tuple[str, ...], code: int, told: str
) -> None:
    """Nothing is written, and the sentence names the option."""
    made = run("new", "card", "--in", "jeu", *arguments)
    assert (made.code, made.out) == (code, "")
    assert told in made.err
    assert not list((own / "practices").iterdir())


def test_the_deck_is_found_around_and_below(run: Run, own: Path, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """From the folder above, from the deck's own folders; without one, or with two, it is said what to do."""
    assert run("new", "card", *CARD).code == 0
    monkeypatch.chdir(own / "practices")
    again = ["Atelier vélo" if word == "Atelier de quartier" else word for word in CARD]
    assert run("new", "card", *again).code == 0
    assert (own / "practices" / "E8-atelier-velo.yaml").is_file()
    monkeypatch.chdir(here)
    assert run("new", "deck", "second", "--title", "Second", "--no-input").code == 0
    two = run("new", "card", *CARD)
    assert two.code == 1
    assert "--in" in two.err
    (here / "vide").mkdir()
    missing = run("new", "card", "--in", "vide")
    assert "territoires new deck vide" in missing.err
    assert "territoires new deck rien" in run("new", "card", "--in", "rien").err
    monkeypatch.chdir(here / "vide")
    none = run("new", "card", *CARD)
    assert none.code == 1
    assert "territoires new deck" in none.err


def test_the_only_deck_of_the_settings_is_found(
    run: Run, own: Path, here: Path, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Far from any deck, the folder that the settings name is meant."""
    settings = tmp_path_factory.mktemp("settings") / "config.yaml"
    settings.write_text(f"decks:\n  - {own.as_posix()}\n", encoding="utf-8")
    monkeypatch.setenv("TERRITOIRES_CONFIG", str(settings))
    monkeypatch.chdir(settings.parent)
    assert run("new", "card", *CARD).code == 0
    assert (own / "practices" / "E7-atelier-de-quartier.yaml").is_file()


def test_a_faulty_deck_is_told_before_anything_is_asked(run: Run, own: Path) -> None:
    """The new card would have to be judged with the rest: exit 3, with the file to mend."""
    (own / "practices" / "A9-x.yaml").write_text("id: x\n", encoding="utf-8")
    made = run("new", "card", "--in", "jeu", *CARD)
    assert made.code == 3
    assert "A9-x.yaml" in made.err


def test_a_card_that_is_there_is_not_overwritten(run: Run, own: Path) -> None:
    """A file of the same name stays as somebody corrected it; --force replaces it."""
    path = own / "practices" / "E3-repair-cafe.yaml"
    words = ("new", "card", "--in", "jeu", "--from", "E3", "--replace", "--no-input")
    assert run(*words).code == 0
    path.write_text(path.read_text(encoding="utf-8") + "# à moi\n", encoding="utf-8")
    again = run(*words)
    assert again.code == 1
    assert "existe déjà" in again.err
    assert path.read_text(encoding="utf-8").endswith("# à moi\n")
    assert run(*words, "--force").code == 0
    assert not path.read_text(encoding="utf-8").endswith("# à moi\n")


@pytest.mark.skipif(os.name != "posix", reason="links of POSIX systems")
@pytest.mark.parametrize("name", ["practices", ".schemas/card.json", ".schemas"])
def test_nothing_is_written_out_of_the_deck(run: Run, own: Path, here: Path, name: str) -> None:
    """A link that a stranger's deck may hold leads nowhere: what it points to stays as it is."""
    outside = here / "dehors"
    if name.endswith(".json"):
        outside.write_text("à moi", encoding="utf-8")
        (own / name).unlink()
    else:
        outside.mkdir()
        for inner in (own / name).iterdir():
            inner.unlink()
        (own / name).rmdir()
    (own / name).symlink_to(outside)
    made = run("new", "card", "--in", "jeu", *CARD)
    assert made.code == 1
    assert "hors du dossier" in made.err
    assert not outside.is_dir() or not list(outside.iterdir())
    assert outside.is_dir() or outside.read_text(encoding="utf-8") == "à moi"


def test_a_card_is_told_in_another_way(run: Run, own: Path, deck: Deck) -> None:
    """--from and --replace: the same id and code, said in deck.yaml, whose remarks stay; said once."""
    before = (own / "deck.yaml").read_text(encoding="utf-8")
    words = ("--in", "jeu", "--from", "E3", "--replace", "--summary", "On répare ensemble, autour d'un café.")
    made = run("new", "card", *words, "--no-input")
    assert made.code == 0, made.err
    after = (own / "deck.yaml").read_text(encoding="utf-8")
    assert "replaces: [repair-cafe]\n" in after
    assert set(before.splitlines()) <= set(after.splitlines())
    assert run("new", "card", *words, "--no-input", "--force").code == 0
    assert (own / "deck.yaml").read_text(encoding="utf-8") == after
    told = read_deck([own]).practice["repair-cafe"]
    assert told.summary == "On répare ensemble, autour d’un café."
    assert told.examples == deck.practice["repair-cafe"].examples
    assert run("check", "jeu").code == 0


def test_a_card_begun_from_another_is_a_new_one(run: Run, own: Path) -> None:
    """Its own title and code; what wasn't said comes from the other."""
    made = run("new", "card", "--in", "jeu", "--from", "E3", "--title", "Café couture", "--no-input")
    assert made.code == 0, made.err
    assert read_deck([own]).practice["cafe-couture"].code == "E7"


def test_the_questions_lead_to_the_same_card_as_the_options(dialogue: Talk, run: Run, own: Path) -> None:
    """A whole wizard in a terminal, a summary first too long; the file passes check, and its command writes it again."""
    talk = dialogue("new", "card", "--in", "jeu")
    talk.answer("Comment s’appelle la pratique ?", f"Atelier de quartier{ENTER}")
    talk.answer("Dans quelle famille ?", f"{DOWN * 4}{ENTER}")
    talk.press("La pratique en une ou deux phrases courtes ?", f"{'Trop long. ' * 13}{ENTER}")
    talk.answer("ôtez-en 2", f"\x15On répare ensemble, le samedi.{ENTER}")
    talk.answer("De quel type", ENTER)
    talk.answer("Que disent les gens", f"tout finit à la benne ; les outils dorment{ENTER}")
    talk.answer("À quels défis répond-elle ?", ENTER)
    for _challenge in range(2):
        talk.answer("y répond-elle bien ?", ENTER)
        talk.answer("pourquoi, en une phrase ?", f"Les objets servent plus longtemps.{ENTER}")
        if "Combien d’argent" in talk.shown:
            break
    done = _finish_card(talk)
    assert done.code == 0, done.out
    path = own / "practices" / "E7-atelier-de-quartier.yaml"
    text = path.read_text(encoding="utf-8")
    assert run("check", "jeu").out == ""
    whole = done.out.replace("\n", "")
    words = shlex.split(whole[whole.rindex("territoires new card") :].split("--no-input")[0])
    path.unlink()
    assert run(*words[1:], "--no-input").code == 0
    assert path.read_text(encoding="utf-8") == text


def _finish_card(talk: "Dialogue") -> "Result":
    """Answer what is asked after the challenges."""
    for _level in range(3):
        talk.answer("Combien de", ENTER) if _level else talk.answer("Combien d’argent", ENTER)
    talk.answer("Qui peut la lancer ?", f"{SPACE}{ENTER}")
    for place in ("Le premier pas.", "Le deuxième pas ?", "Le troisième pas ?"):
        talk.answer(place, f"Trouver un local.{ENTER}")
    talk.answer("Une première limite.", f"Le local ferme.{ENTER}")
    talk.answer("Une deuxième limite ?", f"On s'use vite.{ENTER}")
    talk.answer("Une autre limite ?", ENTER)
    for place in ("La première.", "La deuxième question ?", "La troisième question ?"):
        talk.answer(place, f"Qui a les clés ?{ENTER}")
    talk.answer("Qui le fait déjà ?", ENTER)
    talk.answer("D’où le savez-vous ?", ENTER)
    return talk.end()


def test_ctrl_c_keeps_the_answers_of_a_card(dialogue: Talk, own: Path) -> None:
    """Interrupted, nothing is written; the command to go on with holds what was answered."""
    talk = dialogue("new", "card", "--in", "jeu", "--family", "E")
    talk.answer("Comment s’appelle la pratique ?", f"Atelier de quartier{ENTER}")
    talk.answer("La pratique en une ou deux phrases courtes ?", CTRL_C)
    done = talk.end()
    assert done.code == 130
    said = " ".join(done.out.split())
    assert 'territoires new card --in jeu --title "Atelier de quartier" --family reemploi' in said
    assert not list((own / "practices").iterdir())


# A sheet


def test_options_alone_make_a_sheet_that_is_checked(run: Run, own: Path) -> None:
    """With the next code; its practices lead to it; its own deck tells it."""
    made = run("new", "fiche", "--in", "jeu", *SHEET, *TOLD)
    assert (made.code, made.out) == (0, ""), made.err
    assert (own / "actions" / "FA13-faire-le-tour-des-locaux.yaml").is_file()
    assert (run("check", "jeu").code, run("check", "jeu").out) == (0, "")
    assert "Faire le tour des locaux" in run("show", "FA13", "--deck", "jeu").out


def test_a_sheet_is_told_in_another_way(run: Run, own: Path) -> None:
    """--from with --replace; what isn't a sheet is refused."""
    made = run("new", "action", "--in", "jeu", "--from", "FA05", "--replace", "--no-input")
    assert made.code == 0, made.err
    assert run("check", "jeu").code == 0
    wrong = run("new", "action", "--in", "jeu", "--from", "A1", "--no-input")
    assert wrong.code == 1
    assert "fiche action" in wrong.err


def test_a_deck_without_objectives_takes_no_sheet(run: Run, here: Path) -> None:
    """It is said which file to write first."""
    assert run("new", "deck", "seul", "--title", "Seul", "--alone", "--no-input").code == 0
    (here / "seul" / "framework.yaml").unlink()
    made = run("new", "action", "--in", "seul", "--no-input")
    assert made.code == 1
    assert "framework.yaml" in made.err


# A format


def test_a_format_is_begun_from_another(run: Run, own: Path) -> None:
    """Checked, planned; its steps can be chosen by name or title, and a loss that breaks it is told."""
    made = run(
        "new", "format", "--in", "jeu", "--from", "Découverte du jeu", "--title", "Soirée d'immeuble", "--no-input"
    )
    assert (made.code, made.out) == (0, ""), made.err
    assert run("check", "jeu").out == ""
    assert run("plan", "lorient", "--format", "soiree-d-immeuble", "--deck", "jeu", "--seed", "1").code == 0
    less = ["mandat", "binomes", "lecture", "tri", "Choisir et écrire", "partage", "galerie", "cloture"]
    kept = [word for step in less for word in ("--keep", step)]
    short = run(
        "new", "format", "--in", "jeu", "--from", "decouverte", "--title", "Court", *kept, "--participants", "10"
    )
    assert short.code == 0, short.err
    assert run("plan", "lorient", "--format", "court", "--deck", "jeu", "--seed", "1").code == 0
    wrong = run("new", "format", "--in", "jeu", "--from", "decouverte", "--title", "Faux", *kept[2:])
    assert wrong.code == 2
    assert "--keep" in wrong.err
    assert run("new", "format", "--in", "jeu", "--from", "decouverte", "--title", "X", "--keep", "zzz").code == 2
    assert run("new", "format", "--in", "jeu", "--no-input").code == 2
    taken = run("new", "format", "--in", "jeu", "--from", "decouverte", "--title", "Court", "--no-input")
    assert "a déjà ce nom" in taken.err


def test_a_format_goes_into_a_deck_that_stands_alone(run: Run, here: Path) -> None:
    """The sources that it doesn't have are left out; the deck still lacks its first card, which is told."""
    assert run("new", "deck", "seul", "--title", "Seul", "--alone", "--no-input").code == 0
    made = run("new", "format", "--in", "seul", "--from", "decouverte", "--title", "Soir", "--no-input")
    assert made.code == 3
    assert "aucune carte" in made.err
    assert "sources: []" in (here / "seul" / "workshops" / "soir.yaml").read_text(encoding="utf-8")


def test_a_format_goes_where_the_deck_keeps_them(run: Run, here: Path) -> None:
    """Beside a folder `cards/`, where formats lie in a folder of their own; editors find its schema all the same."""
    assert run("new", "deck", "cards", "--title", "Jeu", "--no-input").code == 0
    (here / "cards" / "workshops").rmdir()
    made = run("new", "format", "--in", "cards", "--from", "decouverte", "--title", "Soir", "--no-input")
    assert made.code == 0, made.err
    text = (here / "workshops" / "soir.yaml").read_text(encoding="utf-8")
    assert text.startswith("# yaml-language-server: $schema=../cards/.schemas/format.json\n")


def test_a_format_is_asked_for(dialogue: Talk, run: Run, own: Path) -> None:
    """Five questions; all steps are ticked, and one is left out."""
    talk = dialogue("new", "format", "--in", "jeu", "--from", "decouverte")
    talk.answer("Comment s’appelle votre format ?", f"Soir{ENTER}")
    talk.answer("Pour qui ?", f"Les voisins{ENTER}")
    talk.answer("Pour combien de personnes", ENTER)
    talk.answer("Quelles étapes gardez-vous ?", f"{DOWN * 5}{SPACE}{ENTER}")
    done = talk.end()
    assert done.code == 0, done.out
    text = (own / "workshops" / "soir.yaml").read_text(encoding="utf-8")
    assert "audience: Les voisins\n" in text
    assert "id: battement" not in text
    assert run("check", "jeu").out == ""


def test_leaving_the_questions_of_a_format(dialogue: Talk, own: Path) -> None:
    """Ctrl-C says the command to go on with."""
    talk = dialogue("new", "format", "--in", "jeu", "--from", "decouverte")
    talk.answer("Comment s’appelle votre format ?", f"Soir{ENTER}")
    talk.answer("Pour qui ?", CTRL_C)
    done = talk.end()
    assert done.code == 130
    assert "territoires new format --in jeu --from decouverte --title Soir" in " ".join(done.out.split())


def test_the_kinds_are_told_where_none_is_named(run: Run) -> None:
    """`new` alone, a kind that isn't one, and the help of all of them."""
    alone = run("new")
    assert (alone.code, alone.out) == (2, "")
    assert "city, deck, card, action ou format" in alone.err
    assert run("new", "town").code == 2
    assert "card (carte)" in run("new", "--help").out


def test_a_replacement_that_cannot_be_said_writes_no_card(run: Run, own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where deck.yaml can't be completed, it is told before the card is written."""

    def refuse(*_arguments: object) -> str:
        raise AmendingError("rien ne peut être ajouté ici")

    monkeypatch.setattr("territoires_cli.amending.append_item", refuse)
    before = sorted(own.rglob("*.yaml"))
    done = run("new", "card", "--in", "jeu", "--from", "E3", "--replace", "--no-input")
    assert done.code == 1
    assert "rien ne peut être ajouté ici" in done.err
    assert sorted(own.rglob("*.yaml")) == before

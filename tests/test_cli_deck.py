"""`territoires deck`: other decks listed, looked at, installed once somebody said yes, carried elsewhere and back."""

import io
import json
import os
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from territoires_cli.archives import MAX_ARCHIVE
from territoires_cli.configuration import settings_path
from territoires_cli.decks import read_deck
from territoires_cli.installed import configured_decks, installed_decks, usual_decks
from tests.own_decks import alone, card, extension, lay, zipped

if TYPE_CHECKING:
    from tests.conftest import Result

Run = Callable[..., "Result"]


@pytest.fixture(autouse=True)
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Settings and installed decks of this test alone, in whose folder commands are typed."""
    monkeypatch.setenv("TERRITOIRES_CONFIG", str(tmp_path / "conf" / "config.yaml"))
    monkeypatch.setenv("TERRITOIRES_DECKS", str(tmp_path / "decks"))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def answer(monkeypatch: pytest.MonkeyPatch, words: str | None) -> None:
    """Somebody at the keyboard who types these words, or ends the input."""
    monkeypatch.setattr("territoires_cli.ui.prompts.can_ask", lambda: True)
    monkeypatch.setattr(sys, "stdin", io.StringIO("" if words is None else f"{words}\n"))


def test_the_built_in_deck_is_listed_alone(run: Run) -> None:
    """`deck` lists: id, title, version, cards, author, licence, how it is used."""
    result = run("deck")
    assert (
        result.out
        == "territoires-collaboratifs\tLe jeu des territoires collaboratifs\t1.0\t84\tlivré\t\tCC BY-SA 4.0\n"
    )
    assert "territoires deck info territoires-collaboratifs" in result.err


def test_a_deck_is_shown_before_it_is_installed(run: Run, own: Path) -> None:
    """Makers, licence, content, what it replaces and hides, digest; nobody to say yes: nothing is installed."""
    place = zipped(extension(own / "val", more="hides: [troc]\n"))
    result = run("deck", "add", str(place))
    assert result.code == 2
    for words in ("Le jeu du Val", "Ville du Val", "CC BY-SA 4.0", "1 carte de pratique", "complète le jeu", "troc"):
        assert words in result.out
    assert read_deck([place]).digest[:12] in result.out
    assert "Rien n’est installé. Sans clavier pour confirmer, ajoutez --yes." in result.err
    assert (installed_decks(), usual_decks()) == ({}, ())


@pytest.mark.parametrize(("words", "is_kept"), [("o", True), ("Oui", True), ("n", False), ("", False), (None, False)])
def test_somebody_says_yes_or_no(
    run: Run, own: Path, monkeypatch: pytest.MonkeyPatch, words: str | None, is_kept: bool
) -> None:
    """Only a yes installs; anything else leaves everything as it was."""
    place = zipped(extension(own / "val"))
    answer(monkeypatch, words)
    result = run("deck", "add", str(place))
    assert ("Installer ce jeu, et l’employer d’office ? (o/n)" in result.err) is True
    assert (result.code == 0) is is_kept
    assert (list(installed_decks()) == ["val"]) is is_kept
    assert (usual_decks() == ("val",)) is is_kept


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ({"README.txt": "x" * (MAX_ARCHIVE + 1)}, "elle dépasse 20 Mo"),
        ({"LICENCE": "x", "licence": "x"}, "« val/licence » : un autre fichier a le même nom"),
        ({f"practices/{'a' * 184}.yaml": next(iter(card("autre", "E8").values()))}, "son nom dépasse 200 caractères"),
    ],
)
def test_no_archive_is_written_that_would_be_refused(run: Run, own: Path, more: dict[str, str], reason: str) -> None:
    """Too heavy, names that are one elsewhere, names too long once the deck's is before them: told to whoever can mend it."""
    val = lay(extension(own / "val"), more)
    if len({path.name for path in val.iterdir()} & set(more)) < len([name for name in more if "/" not in name]):
        pytest.skip("this disk doesn't tell names apart by case")
    result = run("deck", "export", str(val), "-o", "val.zip")
    assert result.code == 1
    assert "Rien n’est écrit, car cette archive serait refusée" in result.err
    assert reason in result.err
    assert not Path("val.zip").exists()


def test_only_a_deck_and_its_texts_come_out_of_a_zip(run: Run, own: Path) -> None:
    """Whatever else a stranger put beside the deck stays in the archive: nothing that a double click would run is written."""
    more = ("LICENCE.txt", "Lisez-moi.md", "CREDITS")
    left = ("licence.desktop", "readme.bat", "README.md.exe", "license.html", "credits/x.yaml", "readme.yaml", "run.sh")
    place = zipped(lay(extension(own / "val"), dict.fromkeys((*more, *left), "x")), own / "recu.zip")
    assert run("deck", "import", "recu.zip", "-o", "copie").code == 0
    found = {path.relative_to(own / "copie").as_posix() for path in (own / "copie").rglob("*") if path.is_file()}
    kept = {name for name in found if not name.startswith(".schemas/")}
    assert kept == {*more, "deck.yaml", "practices/E7-vrac-mobile.yaml"}
    with zipfile.ZipFile(place, "a") as file:
        file.writestr("jeu/README\u202efdp.txt", "x")
    result = run("deck", "import", "recu.zip", "-o", "autre")
    assert result.code == 1
    assert "son nom a un caractère invisible" in result.err
    assert not (own / "autre").exists()


def test_a_deck_that_extends_is_used_by_every_command(run: Run, own: Path) -> None:
    """Listed, shown, matched and planned without being named; the plan records it, and is made again with it."""
    run("deck", "add", str(zipped(extension(own / "val"))), "--yes")
    assert "E7\tvrac-mobile" in run("list").out
    assert "Vrac mobile" in run("show", "E7").out
    assert "vrac-mobile" in run("match", "--text", "il faut faire vingt kilomètres pour du lait", "--json").out
    assert run("plan", "lorient", "--seed", "1", "-o", "plan.yaml").code == 0
    text = (own / "plan.yaml").read_text(encoding="utf-8")
    assert "roots:\n  - val\n" in text
    run("deck", "remove", "val", "--yes")
    assert "E7" not in run("list").out


def test_a_plan_of_the_built_in_deck_stays_one(run: Run, own: Path) -> None:
    """Decks that are used without being named later don't change plans that were made before."""
    run("plan", "lorient", "--seed", "1", "-o", "plan.yaml")
    run("deck", "add", str(zipped(extension(own / "val", more="hides: [covoiturage]\n"))), "--yes")
    result = run("render", "plan.yaml")
    assert result.code == 0
    assert "Le contenu du jeu a changé" not in result.err


def test_a_whole_deck_waits_until_it_is_named(run: Run, own: Path) -> None:
    """It would hide the built-in one: it is used by name, or everywhere with --usual."""
    place = zipped(alone(own / "seul"))
    result = run("deck", "add", str(place), "--yes")
    assert "territoires list --deck seul" in result.err
    assert "covoiturage" in run("list").out
    assert run("list", "--deck", "seul").out.startswith("M1\tvrac\tVrac")
    assert run("deck", "list").out.splitlines()[1].split("\t")[4] == "avec --deck"
    run("deck", "add", str(place), "--yes", "--usual")
    assert run("list").out.startswith("M1\tvrac\tVrac")
    run("deck", "add", str(place), "--yes", "--no-usual")
    assert "covoiturage" in run("list").out


def test_a_folder_stays_where_it_is(run: Run, own: Path) -> None:
    """What its author corrects counts at once; removing it leaves the files."""
    val = extension(own / "val")
    result = run("deck", "add", "val", "--yes")
    assert "vos corrections comptent aussitôt" in result.err
    lay(val, card(title="Vrac corrigé"))
    assert "Vrac corrigé" in run("list").out
    assert "Ses fichiers restent où ils sont." in run("deck", "remove", "val").err
    assert (val / "deck.yaml").is_file()
    assert "E7" not in run("list").out


def test_a_deck_with_errors_is_not_installed(run: Run, own: Path) -> None:
    """Each is told at its place; so are clashes with the decks that are used already."""
    bad = zipped(extension(own / "mal", {"practices/E8-x.yaml": "id: x\n"}))
    result = run("deck", "add", str(bad), "--yes")
    assert result.code == 3
    assert "il a des erreurs" in result.err
    assert "E8-x.yaml:1:1" in result.err
    run("deck", "add", str(zipped(extension(own / "val"))), "--yes")
    other = zipped(extension(own / "autre", card(title="Autre"), name="autre", title="Un autre"))
    result = run("deck", "add", str(other), "--yes")
    assert result.code == 3
    assert "« vrac-mobile » est déjà dans « Le jeu du Val »" in result.err
    assert list(installed_decks()) == ["val"]


def test_a_new_version_takes_the_place_of_the_old_one_only_on_purpose(run: Run, own: Path) -> None:
    """The same file again is no change; another content needs --force."""
    val = extension(own / "val")
    place = zipped(val)
    run("deck", "add", str(place), "--yes")
    assert run("deck", "add", str(place), "--yes").code == 0
    lay(val, card(title="Vrac, deuxième"))
    zipped(val)
    result = run("deck", "add", str(place), "--yes")
    assert (result.code, "ajoutez --force" in result.err) == (1, True)
    assert run("deck", "add", str(place), "--yes", "--force").code == 0
    assert "Vrac, deuxième" in run("list").out


def test_the_name_of_the_built_in_deck_is_taken(run: Run, own: Path) -> None:
    """No deck can pass for the built-in one, and that one can't be removed."""
    place = zipped(extension(own / "faux", name="territoires-collaboratifs"))
    assert "porte le nom du jeu livré" in run("deck", "add", str(place), "--yes").err
    assert "ne s’ôte pas" in run("deck", "remove", "territoires-collaboratifs").err


def test_info_tells_everything_of_one_deck(run: Run, own: Path) -> None:
    """Without a name: the only usual one, or the built-in one; JSON for another program."""
    assert "# Le jeu des territoires collaboratifs" in run("deck", "info").out
    run("deck", "add", str(zipped(extension(own / "source", {"texts/troc.yaml": "title: Swap\n"}))), "--yes")
    assert "1 carte traduite" in run("deck", "info").out
    data = json.loads(run("deck", "info", "val", "--json").out)
    assert (data["id"], data["version"], data["usual"], data["installed"]) == ("val", "0.1", True, True)
    assert data["digest"] == read_deck([installed_decks()["val"]]).digest
    listed = json.loads(run("deck", "list", "--json").out)
    assert [item["id"] for item in listed] == ["territoires-collaboratifs", "val"]
    assert run("deck", "list", "val").code == 2


def test_a_deck_with_problems_is_still_listed_and_described(run: Run, own: Path) -> None:
    """Its errors are counted in the list, and told one by one in its sheet; one that is gone doesn't stop the list."""
    extension(own / "mal", {"practices/E8-x.yaml": "id: x\n"})
    lay(own / "conf", {"config.yaml": f"schema: 1\ndecks: [{own / 'mal'}, {own / 'parti'}]\n"})
    result = run("deck", "list")
    assert result.code == 0
    assert result.out.splitlines()[1].split("\t")[4].endswith("erreurs")
    assert "parti" in result.err
    told = run("deck", "info", "mal").out
    assert "Ce qu’il faut corriger" in told
    assert "il a des erreurs" in told


def test_a_sheet_tells_the_first_mistakes_and_counts_the_others(run: Run, own: Path) -> None:
    """A deck with thousands of mistakes doesn't fill hundreds of screens: `check` has them all."""
    cited = "sources:\n" + "".join(f"- {{id: absent-{number}}}\n" for number in range(25))
    extension(own / "mal", {name: text + cited for name, text in card().items()})
    told = run("deck", "info", "mal").out
    assert told.count("absent-") == 20
    assert "Et 5 autres" in told
    assert "territoires check mal" in told


def test_removing_asks_first_and_keeps_what_is_not_ours(run: Run, own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The copy goes after a yes; a name of nothing lists those there are."""
    place = zipped(extension(own / "val"))
    run("deck", "add", str(place), "--yes")
    (own / "val").rename(own / "ailleurs")
    assert "ajoutez --yes" in run("deck", "remove", "val").err
    answer(monkeypatch, "n")
    assert "Rien n’est supprimé." in run("deck", "remove", "val").err
    answer(monkeypatch, None)
    assert run("deck", "remove", "val").code == 1
    assert "Jeux connus : val." in run("deck", "remove", "xyz").err
    answer(monkeypatch, "oui")
    assert run("deck", "remove", "val").code == 0
    assert place.is_file()
    assert "Aucun n’est installé." in run("deck", "remove", "val").err


def test_a_deck_is_exported_in_the_same_bytes(run: Run, own: Path) -> None:
    """A zip of the files that the tool reads and of the licence beside them, which installs and reads as the folder."""
    val = lay(extension(own / "val"), {"LICENCE.txt": "CC\n", "brouillon.txt": "non\n", ".schemas/card.json": "{}"})
    assert run("deck", "export", "val").code == 0
    first = (own / "val.zip").read_bytes()
    with zipfile.ZipFile(own / "val.zip") as file:
        assert file.namelist() == ["val/LICENCE.txt", "val/deck.yaml", "val/practices/E7-vrac-mobile.yaml"]
    for path in val.rglob("*.yaml"):
        path.touch()
    result = run("deck", "export", "val", "-o", "deux.zip")
    assert (own / "deux.zip").read_bytes() == first
    assert "Elle contient 1 carte de pratique. Licence : CC BY-SA 4.0." in result.err
    assert "territoires deck add deux.zip" in result.err
    assert read_deck([own / "deux.zip"]).digest == read_deck([val]).digest


def test_a_deck_with_errors_is_not_exported(run: Run, own: Path) -> None:
    """Whoever receives it could not open it."""
    extension(own / "mal", {"practices/E8-x.yaml": "id: x\n"})
    result = run("deck", "export", "mal", "-o", "mal.zip")
    assert (result.code, (own / "mal.zip").exists()) == (3, False)
    assert "Corrigez d’abord ceci" in result.err


def test_the_deck_to_export_is_the_one_at_hand(run: Run, own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """That of the current folder, or the only usual one; of several, one must be named."""
    assert "Dites quel jeu" in run("deck", "export", "-o", "x.zip").err
    val = extension(own / "val")
    run("deck", "add", "val", "--yes")
    assert run("deck", "export", "-o", "x.zip").code == 0
    monkeypatch.chdir(val)
    assert run("deck", "export", "-o", "../y.zip").code == 0
    assert (own / "x.zip").read_bytes() == (own / "y.zip").read_bytes()
    assert run("deck", "export", "-o", "../y.zip", "--kind", "action").code == 2


def test_a_zip_becomes_a_folder_to_correct(run: Run, own: Path) -> None:
    """The same files, in a new folder; what stands there already is not overwritten; options of sheets are refused."""
    val = extension(own / "val")
    place = zipped(val)
    result = run("deck", "import", str(place), "-o", "copie")
    assert result.code == 0
    assert read_deck([own / "copie"]).digest == read_deck([val]).digest
    lay(own / "copie", card(title="À moi"))
    result = run("deck", "import", str(place), "-o", "copie")
    assert (result.code, "ajoutez --force" in result.err) == (1, True)
    assert "--title va avec une feuille" in run("deck", "import", str(place), "--title", "x").err


def test_corrected_cards_never_go_into_the_built_in_deck(run: Run, own: Path) -> None:
    """Its cards leave as a sheet, and the command that takes them back makes a deck that replaces them."""
    result = run("deck", "export", "territoires-collaboratifs", "-o", "cartes.csv")
    assert "territoires deck import cartes.csv -o mon-jeu --replace" in result.err
    assert (
        "territoires deck import x.csv -o val\n"
        in run("deck", "export", str(zipped(extension(own / "val"))), "-o", "x.csv").err
    )


def test_a_zip_takes_the_names_that_its_cards_have_in_a_folder(run: Run, own: Path) -> None:
    """No card is there twice; where the folder holds a file that can't be read, nothing is written."""
    place = zipped(extension(own / "val"))
    (own / "val" / "practices" / "E7-vrac-mobile.yaml").rename(own / "val" / "practices" / "vrac.yaml")
    assert run("deck", "import", str(place), "-o", "val", "--force").code == 0
    assert [path.name for path in (own / "val" / "practices").iterdir()] == ["vrac.yaml"]
    lay(own / "val", {"practices/E8-x.yaml": "a: [\n"})
    result = run("deck", "import", str(place), "-o", "val", "--force")
    assert (result.code, "E8-x.yaml:" in result.err) == (3, True)


@pytest.mark.parametrize("suffix", ["csv", "json"])
def test_cards_leave_as_a_sheet_or_json_and_come_back(run: Run, own: Path, suffix: str) -> None:
    """From a folder and from a zip: what is imported makes the same deck."""
    val = extension(own / "val")
    place = zipped(val)
    for number, source in enumerate((val, place)):
        file = f"cartes{number}.{suffix}"
        assert run("deck", "export", str(source), "-o", file).code == 0
        result = run("deck", "import", file, "-o", f"retour{number}", *(() if suffix == "json" else ("--id", "val")))
        assert result.code == 0, result.err
        assert read_deck([own / f"retour{number}"]).practice == read_deck([val]).practice


def test_a_sheet_to_fill_comes_with_an_example(run: Run, own: Path) -> None:
    """`deck sheet` writes it under a name of its own, and imported as it is, it makes a sound deck."""
    assert run("deck", "sheet").code == 0
    result = run("deck", "import", "mes-cartes.csv", "-o", "mien")
    assert result.code == 0, result.err
    assert run("check", "mien").code == 0


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("deck", "list", "--yes"), "--yes ne va pas avec deck list."),
        (("deck", "add"), "Dites quel jeu ou quel fichier : territoires deck add NOM"),
        (("deck", "lst"), "Vouliez-vous dire « list »"),
        (("deck", "info", "x.txt"), "n’existe pas"),
    ],
)
def test_what_cannot_be_understood_is_told(run: Run, words: tuple[str, ...], message: str) -> None:
    """Options that don't belong, what is missing, slips."""
    result = run(*words)
    assert result.code in (1, 2)
    assert message in result.err


def test_the_environment_never_becomes_settings(run: Run, own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`add` and `remove` change the decks of the settings alone, whatever TERRITOIRES_DECK names today."""
    extension(own / "un", card("mer", "E8"), name="un", title="Un")
    extension(own / "deux", card("mont", "E9"), name="deux", title="Deux")
    lay(own / "conf", {"config.yaml": f"schema: 1\ndecks: [{own / 'un'}]\n"})
    monkeypatch.setenv("TERRITOIRES_DECK", str(extension(own / "val")))
    result = run("deck", "add", "deux", "--yes")
    assert "TERRITOIRES_DECK l’emporte" in result.err
    assert configured_decks() == (str(own / "un"), str(own / "deux"))
    assert "ni installé, ni employé d’office" in run("deck", "remove", "val").err
    monkeypatch.setenv("TERRITOIRES_DECK", "absent")
    assert "que nomme la variable TERRITOIRES_DECK" in run("list").err


def test_a_usual_folder_answers_to_its_name(run: Run, own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """From any folder, by its path in the settings or by its id; the plan records where it lies."""
    extension(own / "conf" / "jeux" / "mien", name="mon-val")
    lay(own / "conf", {"config.yaml": "schema: 1\ndecks: [jeux/mien]\n"})
    (own / "loin").mkdir()
    monkeypatch.chdir(own / "loin")
    for words in (("deck", "info"), ("deck", "info", "mon-val"), ("deck", "export", "mon-val", "-o", "x.zip")):
        assert run(*words).code == 0, words
    assert "E7\tvrac-mobile" in run("list", "--deck", "mon-val").out
    assert run("plan", "lorient", "--seed", "1", "-o", "plan.yaml").code == 0
    monkeypatch.chdir(own)
    assert run("render", "loin/plan.yaml").code == 0
    assert run("deck", "remove", "mon-val").code == 0
    assert configured_decks() == ()


def test_an_installed_deck_is_made_usual_by_its_name(run: Run, own: Path) -> None:
    """Its zip isn't needed again; a new version keeps the use of the old one."""
    place = zipped(extension(own / "source"))
    run("deck", "add", str(place), "--yes", "--no-usual")
    (own / "val").mkdir()
    assert "E7" in run("list", "--deck", "val").out
    lay(own / "source", card(title="Vrac, deuxième"))
    run("deck", "add", str(zipped(own / "source")), "--yes", "--force")
    assert usual_decks() == ()
    assert run("deck", "add", "val", "--yes", "--usual").code == 0
    assert usual_decks() == ("val",)


def test_a_deck_that_completes_another_is_judged_with_it(run: Run, own: Path) -> None:
    """Described, checked, exported and added with the installed deck below it, which can't leave before it."""
    run("deck", "add", str(zipped(alone(own / "seul"))), "--yes")
    plus = extension(own / "plus", card("halle", "M2", family="commerce", challenge="services"), name="plus")
    text = (plus / "deck.yaml").read_text(encoding="utf-8")
    lay(plus, {"deck.yaml": text.replace("territoires-collaboratifs", "seul")})
    assert "Ce qu’il faut corriger" not in run("deck", "info", "plus").out
    assert run("check", "plus").code == 0
    assert run("deck", "export", "plus", "-o", "plus.zip").code == 0
    run("deck", "add", "seul.zip", "--yes", "--usual")
    assert run("deck", "add", "plus", "--yes").code == 0
    assert "complète ce jeu : ôtez d’abord" in run("deck", "remove", "seul", "--yes").err
    assert "M2\thalle" in run("list").out


def test_a_deck_named_twice_counts_once(run: Run, own: Path) -> None:
    """By two spellings of its place."""
    extension(own / "val")
    assert run("list", "--deck", "val", "--deck", "./val/").out == run("list", "--deck", "val").out
    assert run("show", "E7", "--deck", "val", "--deck", "./val/").out.count("Complété par") == 1


def test_a_whole_deck_is_planned_with_the_built_in_formats(run: Run, own: Path) -> None:
    """No format of its own is needed for a first workshop."""
    alone(own / "seul")
    for number in range(2, 12):
        lay(own / "seul", card(f"carte-{number}", f"M{number}", family="commerce", challenge="services"))
    lay(own, {"ville.yaml": "name: Val\nchallenges: [services]\n"})
    result = run("plan", "ville.yaml", "--deck", "seul", "--seed", "1")
    assert result.code == 0, result.err
    assert "M2" in result.out


@pytest.mark.skipif(os.name != "posix", reason="Windows refuses some of these names itself")
@pytest.mark.parametrize("name", ["jeu\u200b", "jeu\u202e", "j\x1beu"])
def test_a_folder_whose_name_hides_something_is_not_made_usual(run: Run, own: Path, name: str) -> None:
    """No setting could name it, and every command would then fail."""
    extension(own / name)
    done = run("deck", "add", str(own / name), "--yes")
    assert done.code == 2
    assert "caractère invisible" in done.err
    assert not settings_path().exists()
    assert run("list").code == 0


def test_a_copy_does_not_stay_where_the_settings_cannot_be_written(run: Run, own: Path) -> None:
    """Installed or not, nothing between: a new copy goes, one that was replaced comes back."""
    one = zipped(extension(own / "val"))
    (own / "conf").write_text("a file in the place of the folder of settings", encoding="utf-8")
    assert run("deck", "add", str(one), "--yes").code != 0
    assert installed_decks() == {}
    (own / "conf").unlink()
    assert run("deck", "add", str(one), "--yes", "--no-usual").code == 0
    before = installed_decks()["val"].read_bytes()
    other = zipped(extension(own / "val", more="hides: [troc]\n"), own / "autre.zip")
    (own / "conf").write_text("", encoding="utf-8")
    assert run("deck", "add", str(other), "--yes", "--usual", "--force").code != 0
    assert installed_decks()["val"].read_bytes() == before


def test_a_folder_of_the_same_id_stays_when_the_installed_deck_goes(run: Run, own: Path) -> None:
    """The question names the copy alone, and the copy alone goes; a folder answers to its id where nothing bears that name."""
    folder = extension(own / "val")
    assert run("deck", "add", str(zipped(folder)), "--yes", "--no-usual").code == 0
    assert run("deck", "add", str(folder), "--yes").code == 0
    assert run("deck", "remove", "val", "--yes").code == 0
    assert (installed_decks(), len(configured_decks())) == ({}, 1)
    assert run("deck", "remove", "val", "--yes").code == 0
    assert configured_decks() == ()


def test_two_folders_of_one_id_are_told_apart_by_their_places(run: Run, own: Path) -> None:
    """A name that means two folders removes none."""
    one, two = extension(own / "un"), extension(own / "deux")
    (own / "conf").mkdir()
    listed = f"schema: 1\ndecks: [{one.as_posix()}, {two.as_posix()}]\n"
    (own / "conf" / "config.yaml").write_text(listed, encoding="utf-8")
    result = run("deck", "remove", "val", "--yes")
    assert result.code == 2
    assert "Plusieurs jeux de vos réglages s’appellent « val » : donnez le dossier de celui-ci" in result.err
    assert len(configured_decks()) == 2


def test_another_version_is_refused_before_anything_is_asked(
    run: Run, own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody says yes to what is refused: the way to replace the installed deck is told at once."""
    assert run("deck", "add", str(zipped(extension(own / "val"))), "--yes").code == 0
    other = zipped(extension(own / "val", more="hides: [troc]\n"), own / "autre.zip")
    monkeypatch.setattr("territoires_cli.ui.prompts.confirm", lambda *_words: pytest.fail("a question was put"))
    result = run("deck", "add", str(other))
    assert (result.code, result.out) == (1, "")
    assert "pour le remplacer par celui-ci, ajoutez --force" in result.err

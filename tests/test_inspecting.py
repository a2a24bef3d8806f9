"""Every problem of a deck, of a part of it, or of a territory's own file: what is told, where, and how gravely."""

import shutil
from pathlib import Path

import pytest

from territoires_cli.errors import TerritoiresError
from territoires_cli.inspecting import Inspection, inspect
from territoires_cli.places import builtin_root

DECK = """\
id: territoires-collaboratifs
title: Un essai
version: "1"
licence: CC0
credits: Nous.
families:
  - id: mobilite
    code: A
    title: Mobilité
    short_title: Mobilité
    description: Se déplacer.
    colour: "#000000"
    pictogram: mobilite
types:
  - {id: consommation, title: Consommation, description: Partager.}
"""
CHALLENGES = """\
groups:
  - {id: cadre, title: Cadre}
challenges:
  - id: mobilite
    group: cadre
    label: Sans voiture
    description: Le bus est rare.
    question: Comment venir ?
    terms: [bus, train, vélo]
"""
SOURCES = """\
- {id: rapport, title: Un rapport, short: Un rapport, year: 2017}
"""
CARD = """\
id: {name}
code: {code}
title: {title}
family: mobilite
type: consommation
summary: On partage.
aliases: [partage {name}]
description: On partage.
benefits: {{citizens: [On économise.], local_government: [On économise.]}}
challenges:
  - {{id: mobilite, weight: 3, why: On vient.}}
situations: [un, deux, trois, quatre, cinq]
scale: {{sizes: [village], note: Partout.}}
effort: {{money: low, time: low, coordination: low, note: Peu.}}
levers: [commune]
partners: [mairie, voisins]
first_steps: [Compter., Réunir., Ouvrir.]
limits: [Un., Deux.]
questions: ["Qui ?", "Quoi ?", "Quand ?"]
examples:
  - name: {title} de Vernoux
    place: Vernoux
    short: un lieu.
    text: Un lieu.
    as_of: 2017
    source: {{id: rapport}}
    status: {{state: unknown}}
sources: [{{id: rapport}}]
"""
CITY = """\
name: Vernoux
challenges: [mobilite]
"""


# A deck that completes the small one.
ADDITION = """id: autre
title: Un autre jeu
version: "1"
licence: CC BY-SA 4.0
extends: territoires-collaboratifs
"""


def small_deck(folder: Path) -> Path:
    """A deck of three cards and a city, without any problem, its format inside."""
    cards = (("A1", "covoiturage", "Covoiturage"), ("A2", "velos", "Vélos"), ("A3", "flotte", "Flotte"))
    files = {"deck.yaml": DECK, "challenges.yaml": CHALLENGES, "sources.yaml": SOURCES, "cities/vernoux.yaml": CITY}
    for code, name, title in cards:
        files[f"practices/{code}-{name}.yaml"] = CARD.format(code=code, name=name, title=title)
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    shape = (builtin_root().parent / "workshops" / "sharitories.yaml").read_text(encoding="utf-8")
    shape = shape.replace("\nsources:", "\nsources:\n  - {id: rapport}\nx-sources:", 1).split("\nx-sources:")[0]
    (folder / "workshops").mkdir()
    (folder / "workshops" / "atelier.yaml").write_text(f"{shape}\n", encoding="utf-8")
    return folder


@pytest.fixture
def jeu(tmp_path: Path) -> Path:
    """The small deck, in a folder of its own."""
    return small_deck(tmp_path / "jeu")


def change(path: Path, old: str, new: str) -> None:
    """Replace a text that stands in a file."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def told(found: Inspection) -> list[str]:
    """Each problem as it is printed, with the file's name alone and a mark where it is a warning."""
    return [
        str(problem).replace(problem.file, Path(problem.file).name) + (" (!)" if problem.severity == "warning" else "")
        for problem in found.problems
    ]


def test_no_path_is_the_built_in_deck() -> None:
    """The deck that travels with the tool is inspected where nothing is named, and has no problem."""
    assert inspect([]) == Inspection([], 0)


def test_a_sound_deck_has_no_problem(jeu: Path) -> None:
    """Neither as a whole, nor any of its files and folders."""
    assert inspect([jeu]) == Inspection([])
    for path in jeu.rglob("*"):
        assert inspect([path]) == Inspection([])


def test_the_folder_around_cards_is_the_whole_deck(tmp_path: Path) -> None:
    """A project folder and its `cards/` are judged alike, and everything in them counts."""
    cards = small_deck(tmp_path / "cards")
    (cards / "workshops").rename(tmp_path / "workshops")
    change(cards / "cities" / "vernoux.yaml", "name: Vernoux", "name: Vernoux  Haut")
    change(tmp_path / "workshops" / "atelier.yaml", "title: Atelier", "title: L'atelier")
    found = inspect([cards])
    assert sorted(told(found)) == [
        "atelier.yaml:2:1 title : apostrophe droite : écrivez ’",
        "vernoux.yaml:1:1 id : ce fichier devrait s’appeler vernoux-haut.yaml : renommez-le, sans changer cette ligne (!)",
        "vernoux.yaml:1:1 name : deux espaces de suite",
    ]
    assert found.elsewhere == 0
    assert told(inspect([tmp_path])) == told(found)


def test_faults_of_every_sort_are_told_at_once(jeu: Path) -> None:
    """A file that can't be read, a link that leads nowhere, a long text and a wrong name come together, errors first."""
    change(jeu / "practices" / "A1-covoiturage.yaml", "code: A1", "code: un")
    change(jeu / "practices" / "A2-velos.yaml", "{id: rapport}", "{id: raport}")
    change(jeu / "practices" / "A3-flotte.yaml", "description: On partage.", "description: L'auto.")
    (jeu / "cities" / "vernoux.yaml").rename(jeu / "cities" / "ville.yaml")
    assert told(inspect([jeu])) == [
        "A1-covoiturage.yaml:2:1 code : un code est fait d’une à trois lettres majuscules et d’un nombre d’un ou deux chiffres, comme A1",
        "A2-velos.yaml:26:14 examples[1].source.id : « raport » n’existe pas ; vouliez-vous dire « rapport » ?",
        "A3-flotte.yaml:8:1 description : apostrophe droite : écrivez ’",
        "ville.yaml:1:1 id : ce fichier devrait s’appeler vernoux.yaml : renommez-le, sans changer cette ligne (!)",
    ]


def test_a_card_that_cannot_be_read_is_still_there(jeu: Path) -> None:
    """What points to a faulty card is no dangling link: only the card's own fault is told."""
    (jeu / "pairs.yaml").write_text("- {cards: [covoiturage, velos], why: Ensemble.}\n", encoding="utf-8")
    change(
        jeu / "cities" / "vernoux.yaml",
        "[mobilite]",
        "[mobilite]\nstrengths:\n  - {practice: covoiturage, as_of: 2017, source: {id: rapport}}",
    )
    change(jeu / "practices" / "A1-covoiturage.yaml", "code: A1", "code: un")
    (problem,) = inspect([jeu]).problems
    assert (Path(problem.file).name, problem.field) == ("A1-covoiturage.yaml", "code")


def test_only_rules_on_the_whole_deck_wait_for_sound_files(jeu: Path) -> None:
    """With a broken link, a pair of a card with itself is told, and a challenge that looks unanswered isn't."""
    (jeu / "pairs.yaml").write_text("- {cards: [velos, velos], why: Seul.}\n", encoding="utf-8")
    alone = "pairs.yaml:1:3 [1] : une carte ne peut pas faire la paire avec elle-même"
    few = "challenges.yaml:4:5 challenges[1] : 2 cartes seulement répondent à « mobilite », il en faut 3 : ajoutez ce défi à une autre carte (!)"
    (jeu / "practices" / "A1-covoiturage.yaml").unlink()
    assert told(inspect([jeu])) == [alone, few]
    change(jeu / "practices" / "A2-velos.yaml", "family: mobilite", "family: mobilit")
    assert told(inspect([jeu])) == [
        "A2-velos.yaml:4:1 family : « mobilit » n’existe pas ; vouliez-vous dire « mobilite » ?",
        alone,
    ]


@pytest.mark.parametrize("name", ["deck.yaml", "challenges.yaml"])
def test_a_deck_without_a_core_is_judged_as_far_as_it_goes(jeu: Path, name: str) -> None:
    """Without families or challenges the fields and texts of each file are, and nothing dangles for want of them."""
    change(jeu / "practices" / "A2-velos.yaml", "code: A2", "code: A2\noups: 1")
    change(jeu / "practices" / "A3-flotte.yaml", "description: On", "description: L'on")
    for text in ("oups: 1\n", "[\n"):
        (jeu / name).write_text(text, encoding="utf-8")
        files = [Path(problem.file).name for problem in inspect([jeu]).problems]
        assert set(files) == {name, "A2-velos.yaml", "A3-flotte.yaml"}
        assert files.count("A2-velos.yaml") == files.count("A3-flotte.yaml") == 1


def test_the_words_of_a_deck_for_its_warnings_are_read_and_linked(jeu: Path) -> None:
    """`harms.yaml` is a file of the deck: its words make a warning, and a wrong challenge in it is told."""
    change(jeu / "practices" / "A2-velos.yaml", "limits: [Un.,", "limits: [La navette ferme.,")
    words = jeu / "harms.yaml"
    words.write_text("- {challenge: mobilite, words: [navette]}\n", encoding="utf-8")
    assert inspect([jeu]) == Inspection([])
    change(jeu / "challenges.yaml", "    terms: [bus", "    terms: [bus")
    words.write_text("- {challenge: mobilit, words: [navette]}\n", encoding="utf-8")
    assert told(inspect([jeu])) == [
        "harms.yaml:1:4 [1].challenge : « mobilit » n’existe pas ; vouliez-vous dire « mobilite » ?"
    ]


def test_a_deck_without_cards_is_one_problem(jeu: Path) -> None:
    """It is told at the folder that should hold them, not as many challenges without answer."""
    shutil.rmtree(jeu / "practices")
    assert [str(problem) for problem in inspect([jeu]).problems] == [
        f"{jeu / 'practices'} : ce jeu n’a aucune carte : mettez-en une ici, dans un fichier comme A1-covoiturage.yaml"
    ]


def test_a_card_whose_id_others_spell_as_its_file_does(jeu: Path) -> None:
    """One wrong letter in a card's id is told there, once, and not on each line that points to it."""
    (jeu / "pairs.yaml").write_text("- {cards: [covoiturage, velos], why: Ensemble.}\n", encoding="utf-8")
    change(jeu / "practices" / "A2-velos.yaml", "id: velos", "id: velo")
    (problem,) = inspect([jeu]).problems
    assert (Path(problem.file).name, problem.severity, problem.mend) == ("A2-velos.yaml", "error", "id: velos")
    assert "« velos »" in problem.message


def test_files_carry_the_names_of_their_cards(jeu: Path) -> None:
    """A code counts in the name of a card that has one; wrong names are warnings and can be mended as told."""
    (jeu / "practices" / "A2-velos.yaml").rename(jeu / "practices" / "velos.yaml")
    (jeu / "practices" / "A3-flotte.yaml").rename(jeu / "practices" / "A4-flotte.yml")
    assert told(inspect([jeu])) == [
        "velos.yaml:1:1 id : ce fichier devrait s’appeler A2-velos.yaml : renommez-le, sans changer cette ligne (!)",
        "A4-flotte.yml:1:1 id : ce fichier devrait s’appeler A3-flotte.yaml : renommez-le, sans changer cette ligne (!)",
    ]


def test_errors_come_before_warnings(jeu: Path) -> None:
    """Whatever the order of the files, and across several things asked for."""
    (jeu / "practices" / "A1-covoiturage.yaml").rename(jeu / "practices" / "covoiturage.yaml")
    other = small_deck(jeu.parent / "autre")
    change(other / "practices" / "A3-flotte.yaml", "code: A3", "code: B3")
    found = inspect([jeu / "practices", other / "practices"])
    assert [problem.severity for problem in found.problems] == ["error", "warning"], "a wrong code needs no new name"


def test_a_part_is_judged_with_the_whole_and_told_alone(jeu: Path) -> None:
    """A file's own problems are told; those of the rest of the deck are only counted, warnings left out."""
    change(jeu / "practices" / "A1-covoiturage.yaml", "title: Covoiturage\n", "title: L'auto\n")
    change(jeu / "practices" / "A2-velos.yaml", "title: Vélos\n", "title: L'vélo\n")
    (jeu / "cities" / "vernoux.yaml").rename(jeu / "cities" / "ville.yaml")
    found = inspect([jeu / "practices" / "A1-covoiturage.yaml"])
    assert (told(found), found.elsewhere) == (
        ["A1-covoiturage.yaml:3:1 title : apostrophe droite : écrivez ’"],
        1,
    )
    found = inspect([jeu / "cities"])
    assert (told(found), found.elsewhere) == (
        ["ville.yaml:1:1 id : ce fichier devrait s’appeler vernoux.yaml : renommez-le, sans changer cette ligne (!)"],
        2,
    )
    assert inspect([jeu / "workshops"]) == Inspection([], 2)


def test_parts_of_one_deck_are_judged_together(jeu: Path) -> None:
    """Two files of the same deck leave elsewhere what is in neither; a file named twice is told once."""
    for number, name in (("1", "covoiturage"), ("2", "velos"), ("3", "flotte")):
        change(jeu / "practices" / f"A{number}-{name}.yaml", "description: On", "description: L'on")
    one, two = (jeu / "practices" / name for name in ("A1-covoiturage.yaml", "A2-velos.yaml"))
    found = inspect([one, two, one])
    assert ([Path(problem.file).name for problem in found.problems], found.elsewhere) == ([one.name, two.name], 1)


def test_a_part_of_each_of_two_decks(jeu: Path) -> None:
    """Each part is judged in its own deck, and what is wrong elsewhere is added up."""
    other = small_deck(jeu.parent / "autre")
    for folder in (jeu, other):
        change(folder / "practices" / "A1-covoiturage.yaml", "description: On", "description: L'on")
        change(folder / "practices" / "A2-velos.yaml", "description: On", "description: L'on")
    found = inspect([jeu / "practices" / "A1-covoiturage.yaml", other / "practices" / "A1-covoiturage.yaml"])
    assert [Path(problem.file).parents[1].name for problem in found.problems] == ["jeu", "autre"]
    assert found.elsewhere == 2


def test_several_decks_make_one(jeu: Path) -> None:
    """A second deck may point to the first one's cards, and an id that both use is told in the second one."""
    other = jeu.parent / "autre"
    (other / "practices").mkdir(parents=True)
    (other / "deck.yaml").write_text(ADDITION, encoding="utf-8")
    card = CARD.format(code="A4", name="stop", title="Stop")
    (other / "practices" / "A4-stop.yaml").write_text(card, encoding="utf-8")
    (other / "pairs.yaml").write_text("- {cards: [stop, velos], why: Ensemble.}\n", encoding="utf-8")
    assert inspect([jeu, other]) == Inspection([])
    change(other / "practices" / "A4-stop.yaml", "id: stop", "id: velos")
    found = [(Path(problem.file).name, problem.message) for problem in inspect([jeu, other]).problems]
    file, message = found[0]
    assert file == "A4-stop.yaml"
    assert message.startswith("« velos » est déjà dans « Un essai » : choisissez un autre id")


def test_a_territory_outside_of_any_deck_is_judged_with_the_built_in_one(tmp_path: Path) -> None:
    """What keeps it from being used is an error, its texts only deserve a remark, and it may have any name."""
    path = tmp_path / "quelconque.yaml"
    path.write_text("name: Vernoux\nchallenges: [mobilite]\n", encoding="utf-8")
    assert inspect([path]) == Inspection([])
    path.write_text("name: Vernoux\nstatement: L'auto est chère.\nchallenges: [mobilite]\n", encoding="utf-8")
    assert told(inspect([path])) == ["quelconque.yaml:2:1 statement : apostrophe droite : écrivez ’ (!)"]
    path.write_text("name: Vernoux\nstatement: L'auto.\nchallenges: [mobilit]\n", encoding="utf-8")
    assert told(inspect([path])) == [
        "quelconque.yaml:3:14 challenges[1].id : « mobilit » n’existe pas ; vouliez-vous dire « mobilite » ?",
        "quelconque.yaml:2:1 statement : apostrophe droite : écrivez ’ (!)",
    ]
    path.write_text("name: [V]\nstatement: L'auto.\nchallenges: [mobilit]\n", encoding="utf-8")
    assert told(inspect([path])) == [
        "quelconque.yaml:1:1 name : il faut un seul texte, pas une liste : retirez les crochets ou les tirets",
        "quelconque.yaml:3:14 challenges[1].id : « mobilit » n’existe pas ; vouliez-vous dire « mobilite » ?",
        "quelconque.yaml:2:1 statement : apostrophe droite : écrivez ’ (!)",
    ]


def test_a_deck_a_part_and_a_territory_are_told_together(jeu: Path, tmp_path: Path) -> None:
    """Everything asked for at once comes in one list."""
    other = small_deck(tmp_path / "autre")
    territory = tmp_path / "ici.yaml"
    territory.write_text("name: Ici\n", encoding="utf-8")
    for folder in (jeu, other):
        change(folder / "practices" / "A1-covoiturage.yaml", "description: On", "description: L'on")
    found = inspect([territory, other / "practices", jeu / "practices"])
    assert [Path(problem.file).name for problem in found.problems] == ["A1-covoiturage.yaml"] * 2 + ["ici.yaml"]


def test_what_is_not_there_is_an_expected_error(jeu: Path, tmp_path: Path) -> None:
    """A missing file or folder, in a deck or not, and a folder without deck are told in one sentence."""
    for path in (tmp_path / "absent", jeu / "practices" / "absente.yaml", tmp_path / "absente.yaml"):
        with pytest.raises(TerritoiresError, match=f"{path.name} » n’existe pas"):
            inspect([path])
    (tmp_path / "vide").mkdir()
    with pytest.raises(TerritoiresError, match="ne contient pas de jeu"):
        inspect([tmp_path / "vide"])


def test_a_file_that_no_deck_reads_is_not_said_to_be_sound(jeu: Path) -> None:
    """A territory's file put at the top of a deck's folder is judged, or told to be out of place."""
    path = jeu / "ma-ville.yaml"
    path.write_text("name: Ici\nchallenges: [inconnu]\n", encoding="utf-8")
    assert inspect([path]).problems
    (found,) = inspect([jeu]).problems
    assert (Path(found.file).name, found.severity) == ("ma-ville.yaml", "warning")
    assert found.message.startswith("ce fichier n’est pas lu")


def test_a_card_in_a_folder_that_no_deck_reads_is_told(jeu: Path) -> None:
    """A misspelt folder, with the name that was probably meant, and a folder inside another one."""
    card = CARD.format(code="A4", name="stop", title="Stop")
    for folder in ("practice", "practices/anciennes", "workshops/anciens"):
        (jeu / folder).mkdir()
        (jeu / folder / "A4-stop.yaml").write_text(card, encoding="utf-8")
    messages = [problem.message for problem in inspect([jeu]).problems]
    assert messages[0] == (
        "ce fichier n’est pas lu : déplacez-le de « practice » dans le dossier « practices », à côté"
    )
    assert [message[:31] for message in messages[1:]] == ["ce fichier n’est pas lu : une c"] * 2
    (problem,) = inspect([jeu / "practice" / "A4-stop.yaml"]).problems
    assert (problem.message, problem.severity) == (messages[0], "warning")


def test_a_problem_is_told_once(jeu: Path) -> None:
    """A deck named together with one of its files has each problem once."""
    change(jeu / "practices" / "A1-covoiturage.yaml", "description: On", "description: L'on")
    assert len(inspect([jeu, jeu / "practices" / "A1-covoiturage.yaml"]).problems) == 1


def test_a_part_of_a_deck_that_completes_another_can_be_judged(jeu: Path) -> None:
    """A card of a folder that adds to a deck is judged with that deck where both are named."""
    other = jeu.parent / "autre"
    (other / "practices").mkdir(parents=True)
    (other / "deck.yaml").write_text(ADDITION, encoding="utf-8")
    card = CARD.format(code="A4", name="stop", title="Stop")
    (other / "practices" / "A4-stop.yaml").write_text(card, encoding="utf-8")
    assert inspect([jeu, other / "practices"]) == Inspection([])

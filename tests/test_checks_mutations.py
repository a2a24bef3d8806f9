"""One thing broken in a copy of the built-in deck: the one problem that is told, with its file, line, column and field."""

import re
import shutil
from pathlib import Path

import pytest

from territoires_cli.inspecting import inspect
from territoires_cli.places import builtin_root

A1 = "practices/A1-covoiturage.yaml"
B1 = "practices/B1-coworking.yaml"
E1 = "practices/E1-recyclage-don.yaml"
F1 = "practices/F1-location-particuliers.yaml"
FA02 = "actions/FA02-budget-participatif.yaml"
FA06 = "actions/FA06-financement-participatif-local.yaml"
LORIENT = "cities/lorient.yaml"
COLLOC = "projects/la-colloc.yaml"
LESSON = "lessons/pole-universitaire.yaml"


@pytest.fixture
def cards(tmp_path: Path) -> Path:
    """A copy of the built-in deck's `cards/`, with its formats beside it, to be spoilt at will."""
    builtin = builtin_root()
    shutil.copytree(builtin.parent / "workshops", tmp_path / "workshops")
    return Path(shutil.copytree(builtin, tmp_path / "cards"))


def change(path: Path, old: str, new: str) -> None:
    """Replace the first match of a pattern, which must be there."""
    text, count = re.subn(old, new, path.read_text(encoding="utf-8"), count=1, flags=re.MULTILINE | re.DOTALL)
    assert count, (path.name, old)
    path.write_text(text, encoding="utf-8")


def place(path: Path, mark: str) -> str:
    """The line and column at which a text first stands in a file, as a problem tells them."""
    before = path.read_text(encoding="utf-8").partition(mark)[0]
    return f"{path.name}:{before.count(chr(10)) + 1}:{len(before.rpartition(chr(10))[2]) + 1}"


def told(cards: Path) -> list[str]:
    """Each problem as it is printed, with the file's name alone."""
    return [str(problem).replace(problem.file, Path(problem.file).name) for problem in inspect([cards]).problems]


TWICE = "est déjà cité plus haut dans cette liste"
STRENGTH = (
    "strengths:\n  - practice: coworking\n    name: La Colloc\n    as_of: 2017\n    source: {id: sharitories}\n"
    "    status: {state: active, as_of: 2017, source: {id: sharitories}}\n"
)
EXAMPLE = "examples:\n  - case: lorient\n    name: Un lieu\n    short: un lieu.\n    source: {id: sharitories}\n"
# File, pattern, replacement, the text at whose place the problem stands, its field, a part of its message.
MUTATIONS = [
    (LORIENT, r"^population: .*?$", "population: 57662", "population:", "population", "il manque la source"),
    (LORIENT, r"^population: .*?$", "population: 57662", "population:", "population", "écrivez null"),
    (LORIENT, r"    as_of: 2014\n    source: .*?\n", "    as_of: 2014\n", "label: Taux", "figures[1]", "la source"),
    (LORIENT, r"    as_of: 2014\n", "", "label: Taux", "figures[1]", "l’année de ce fait"),
    (LORIENT, r"^strengths:\n", "strengths:\n  - troc\n", "troc\n", "strengths[1]", "il manque la source"),
    (LORIENT, r"^strengths:\n", STRENGTH, "name: La Colloc", "strengths[1].name", "tirée de la fiche « la-colloc »"),
    (COLLOC, r"^city: lorient", "city: genk", "place:", "place", "ne nomme pas « Genk »"),
    (F1, r"as_of: null\n    source: \{id: ouishare", "as_of: 2099\n    source: {id: ouishare", "as_of: 2099",
     "as_of", "l’année 2099 est à venir"),
    (F1, r"status: \{state: unknown\}", "status: {state: active, source: {id: ouishare-cartes}}", "status: {state: act",
     "status", "la source n’a pas de date"),
    (F1, r"status: \{state: unknown\}", "status: {state: unknown, since: 2099}", "since: 2099", "status.since", "à venir"),
    (FA02, r"^practices:\n", "practices:\n  - {id: donnees-ouvertes, why: Oui.}\n", "id: donnees-ouvertes\n",
     "practices[3].id", f"« donnees-ouvertes » {TWICE}"),
    (FA02, r"^challenges:\n", "challenges:\n  - {id: participation, weight: 1, why: Oui.}\n", "id: participation\n",
     "challenges[2].id", f"« participation » {TWICE}"),
    (LESSON, r"^actions: \[passerelles-formation, ", "actions: [passerelles-formation, passerelles-formation, ",
     "", "actions[2]", TWICE),
    (B1, r"^examples:\n  - case: la-colloc\n", "examples:\n  - case: la-colloc\n    short: un lieu.\n  - case: la-colloc\n",
     "", "examples[2].case", f"« la-colloc » {TWICE}"),
    (F1, r"^aggravates:\n", "aggravates:\n  - {challenge: logement, why: Oui.}\n", "challenge: logement\n",
     "aggravates[2].challenge", f"« logement » {TWICE}"),
    (B1, r"^examples:\n", f"{EXAMPLE}", "", "examples[1].case", "ce lien est déjà sur la carte « lorient »"),
    (LESSON, r"^number: 2", "number: 1", "number: 1", "number", "a déjà ce numéro"),
    (FA06, r"^aliases:\n", "aliases:\n  - l1\n", "l1\n", "aliases[1]", "désigne aussi la carte « financement-participatif »"),
    (FA06, r"^aliases:\n", "aliases:\n  - Lorient\n", "Lorient\n", "aliases[1]", "désigne aussi la carte « lorient »"),
    (A1, r"^aliases:\n", "aliases:\n  - Coworking\n", "Coworking\n", "aliases[1]", "désigne aussi la carte « coworking »"),
    ("sources.yaml", r"  short: Localtis", "  short: L'ocaltis", "short: L'oc", "short", "apostrophe droite"),
    ("sources.yaml", r"  note: Le document", '  note: Le "document"', 'note: Le "doc', "note", "guillemet droit"),
]  # fmt: skip


@pytest.mark.parametrize(("file", "old", "new", "mark", "field", "message"), MUTATIONS)
def test_each_fault_is_told_at_its_place(
    cards: Path, file: str, old: str, new: str, mark: str, field: str, message: str
) -> None:
    """The file, line, column and field of what was broken, once, and nothing else in another file."""
    path = cards / file
    change(path, old, new)
    if field == "examples[1].case" and file == B1:
        change(cards / LORIENT, r"^strengths:\n", STRENGTH.replace("La Colloc", "Un autre lieu"))
    found = told(cards)
    (problem,) = [item for item in found if message in item]
    where, name = problem.split(" : ")[0].split(" ")
    assert name.endswith(field)
    if mark:
        assert where == place(path, mark)
    assert [item for item in found if not item.startswith(f"{path.name}:")] == []


@pytest.mark.parametrize("section", ["axes", "objectives", "themes"])
def test_an_id_used_twice_in_the_framework_is_told(cards: Path, section: str) -> None:
    """Both places are told for an axis, an objective and a theme."""
    path = cards / "framework.yaml"
    block = re.search(
        rf"^{section}:\n(  - id: .*?\n)(?=  - id: )", path.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL
    )
    assert block
    change(path, rf"^{section}:\n", f"{section}:\n{block[1]}")
    assert [problem.split(" ")[1] for problem in told(cards)] == [f"{section}[1].id", f"{section}[2].id"]


@pytest.mark.parametrize(("old", "new"), [(r"^title: ", "title: ["), (r"^id: .*?\n", ""), (r"^title: ", "titre: ")])
def test_a_broken_card_makes_no_false_error_elsewhere(cards: Path, old: str, new: str) -> None:
    """Sheets, lessons, pairs and towns that name a card of which the file is faulty are not told to dangle."""
    for file in (E1, COLLOC):
        change(cards / file, old, new)
    assert {problem.split(":")[0] for problem in told(cards)} == {Path(E1).name, Path(COLLOC).name}


def test_a_broken_list_of_sources_makes_no_false_error_elsewhere(cards: Path) -> None:
    """Where it isn't known which sources there are, no citation is told to dangle."""
    change(cards / "sources.yaml", r"^- id: ", "- id: [")
    assert {problem.split(":")[0] for problem in told(cards)} == {"sources.yaml"}


def test_a_dangling_link_hides_no_other_fault(cards: Path) -> None:
    """What can be judged without the whole deck is told beside it: states, years, warnings, lists, names."""
    change(cards / FA02, "id: democratie-participative", "id: democratie-partcipative")
    change(cards / F1, r"status: \{state: unknown\}", "status: {state: closed}")
    change(cards / F1, r"  - challenge: logement\n.*?(?=  - challenge)", "")
    change(cards / COLLOC, r"^as_of: 2017", "as_of: 2019")
    change(cards / LESSON, r"^number: 2", "number: 1")
    fields = [problem.split(" ")[1] for problem in told(cards)]
    assert fields == ["practices[1].id", "number", "examples[1].status", "as_of", "limits[1]"]


def test_a_faulty_file_tells_its_links_and_texts_too(cards: Path) -> None:
    """Beside the field that is refused: a wrong id and a straight apostrophe, each once; nothing of what was refused."""
    change(cards / FA02, r"^title: ", "titel: ")
    change(cards / FA02, "id: democratie-participative", "id: democratie-partcipative")
    change(cards / FA02, r"^description: >-\n  ", "description: >-\n  L'essai. ")
    change(cards / FA02, r"weight: 3", "weight: L'un")
    fields = [problem.split(" ")[1] for problem in told(cards)]
    assert sorted(fields) == ["challenges[1].weight", "description", "practices[1].id", "titel"]


def test_a_fault_of_a_project_is_told_once(cards: Path) -> None:
    """The city that shows it says nothing of it, in a check as when the deck is read."""
    change(cards / COLLOC, r"^source: \{id: sharitories", "source: {id: sharitorie")
    (problem,) = told(cards)
    assert problem.startswith("la-colloc.yaml:")
    assert problem.split(" ")[1] == "source.id"

"""Every problem of a deck, of a part of it, or of a territory's own file, at once and at its place."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from territoires_cli.checks import check_cards, check_whole, check_words
from territoires_cli.content import linked, put_together, read_layers
from territoires_cli.correcting import MOST_HAZARDS
from territoires_cli.decks import read_deck
from territoires_cli.hazards import find_hazards
from territoires_cli.links import FieldPath, Finding, cards_of, check_links, references_of, texts_of, things_of
from territoires_cli.models.base import Value
from territoires_cli.models.deck import Deck
from territoires_cli.models.harms import Harm
from territoires_cli.pages import name_of_card
from territoires_cli.places import (
    BUILTIN,
    HARMS_FILE,
    deck_around,
    deck_folders,
    disk_place,
    home_of,
    is_folder,
    real_place,
    workshops_folder,
)
from territoires_cli.problems import Problem, field_name
from territoires_cli.reading import Reader
from territoires_cli.strays import find_strays, out_of_place, told_stray
from territoires_cli.towns import read_city
from territoires_cli.translation import gettext as _

if TYPE_CHECKING:
    from territoires_cli.archives import Place


@dataclass(frozen=True, slots=True)
class Inspection:
    """What was found, errors first; `elsewhere` counts the errors of the same deck outside of what was asked for."""

    problems: list[Problem]
    elsewhere: int = 0


def inspect(paths: Sequence[Path], usual: Sequence[Path] = (), below: Sequence[Path] = ()) -> Inspection:
    """The problems of what lies at these paths; no path is the built-in deck.

    Folders of decks make one deck together, as for `read_deck`; a file or folder inside a deck is judged with the whole
    of it, and with the other decks asked for; any other file is a territory's own, judged with
    the decks asked for, or else with the `usual` ones.
    `below` are decks that those asked for complete, and of which nothing is told. Raises TerritoiresError for what can't
    be read.
    """
    decks: list[Path] = []
    parts: dict[Path, list[Path]] = {}
    alone: list[Path] = []
    for path in paths:
        around = deck_around(path)
        if around is not None and real_place(path) not in (around, around.parent):
            parts.setdefault(around, []).append(real_place(path))
        elif around is not None or _is_deck(path):
            decks.append(path)
        else:
            alone.append(path)
    folders = deck_folders(decks) if decks or not paths else []
    whole = [_on_disk(folder) for folder in folders]
    apart = {folder: wanted for folder, wanted in parts.items() if folder not in whole}
    # Parts of other decks complete the decks asked for; without any, each stands in its own.
    together: list[list[Place]] = [[*folders, *apart]] if folders else [[folder] for folder in apart]
    found: list[Problem] = []
    elsewhere = 0
    for judged in together:
        wanted = [*whole, *(path for folder in judged for path in apart.get(_on_disk(folder), ()))]
        problems = _problems_of([*deck_folders(below), *judged] if below else judged)
        files = {item.file for item in problems}
        inside = {file for file in files if _is_inside(Path(file), wanted, judged)}
        found += [item for item in problems if item.file in inside]
        elsewhere += sum(item.severity == "error" for item in problems if item.file not in inside)
    for path in alone:
        found += out_of_place(path) or _problems_of_city(path, decks or usual)
    return Inspection(sorted(found, key=lambda problem: problem.severity != "error"), elsewhere)


def decks_among(paths: Sequence[Path]) -> list[Path]:
    """The decks that these paths are, or are parts of; a territory's own file is none."""
    found = [deck_around(path) or (path if _is_deck(path) else None) for path in paths]
    return list(dict.fromkeys(path for path in found if path is not None))


def _is_deck(path: Path) -> bool:
    return path.suffix.lower() == ".zip" or is_folder(path)


def _problems_of(folders: "Sequence[Place]") -> list[Problem]:
    """Faults of files, links, texts and cards together; the rules that need the whole deck once it could be read."""
    reader = Reader()
    layers = read_layers(reader, folders)
    sections = put_together(reader, layers)
    harms = [harm for folder, _layer in layers for harm in reader.inside(folder).several(folder / HARMS_FILE, Harm)]
    # As it is written: what the strengths of a city take from its projects is judged on the projects.
    deck = linked(sections)
    strays = find_strays(folders)
    things = [*things_of(deck), *harms, *reader.partial]
    # What lies there unread exists: its file is what to mend, not each line that points to its card.
    there = sorted({*reader.unread, *(stray.id for stray in strays), *_names_of_files(reader, deck)})
    findings = check_links(deck, there, reader.lost, [*harms, *reader.partial])
    wanted = {name for thing in things for _path, _target, name in references_of(thing)}
    is_whole = not findings and not reader.problems and not any(stray.id in wanted for stray in strays)
    # The built-in deck holds itself to its rules of writing; other decks are only told.
    style = "error" if {layer.info.id for _folder, layer in layers} == {BUILTIN} else "warning"
    findings += [*check_words(reader.partial, style), *check_cards(deck, harms, style)]
    if is_whole:
        findings += check_whole(deck)
    placed = [*reader.problems, *reader.remarks, *reader.place_new(findings)]
    risky = _misread(reader, [*things_of(deck), *reader.partial], placed)
    return [*placed, *risky, *_misnamed(reader, deck, placed, wanted), *(told_stray(stray, wanted) for stray in strays)]


def _misread(reader: Reader, things: Iterable[Value], known: Sequence[Problem]) -> list[Problem]:
    """What YAML reads otherwise than it was meant, or other programs do, on lines of which nothing else is told."""
    held: dict[Place, list[tuple[FieldPath, Value]]] = {}
    for thing in things:
        if id(thing) in reader.origin:
            file, prefix = reader.origin[id(thing)]
            held.setdefault(file, []).append((prefix, thing))
    told = {(problem.file, problem.line) for problem in known}
    found: list[Problem] = []
    for file, text in reader.texts.items():
        hazards = list(islice(find_hazards(text, reader.source(file).spans), MOST_HAZARDS))
        texts = _places_of_texts(held.get(file, ())) if hazards else set()
        found += [
            reader.problem(file, item.line, item.column, field_name(item.path), item.message, "warning", item.mend)
            for item in hazards
            if (str(file), item.line) not in told and (not item.path or item.path in texts)
        ]
    return found


def _places_of_texts(held: Iterable[tuple[FieldPath, Value]]) -> set[FieldPath]:
    """The paths of the texts of a file's values, and of what holds them."""
    wholes = [(*prefix, *path) for prefix, thing in held for path, _text in texts_of(thing, everything=True)]
    return {place for whole in wholes for place in (whole, whole[:-1])}


def _names_of_files(reader: Reader, deck: Deck) -> set[str]:
    """The ids that files give by their names to cards which bear another one."""
    named = {name_of_card(reader.origin[id(card)][0].stem): card.id for card in cards_of(deck)}
    return {name for name, borne in named.items() if name != borne}


def _misnamed(reader: Reader, deck: Deck, known: Sequence[Problem], wanted: Collection[str]) -> list[Problem]:
    """Files that don't carry the name of their card: `id.yaml`, or `CODE-id.yaml` where it has a code.

    Where id or code are faulty, they are what has to change; so is an id that others spell as the file does.
    """
    problems = []
    faulty = {problem.file for problem in known if problem.field in {"id", "code"}}
    for card in cards_of(deck):
        path, _prefix = reader.origin[id(card)]
        code = getattr(card, "code", None)
        name = f"{code}-{card.id}" if code else card.id
        if path.stem != name and str(path) not in faulty:
            meant = name_of_card(path.stem)
            if meant != card.id and meant in wanted and meant not in deck.entry:
                finding = Finding(
                    card,
                    ("id",),
                    _("le nom de ce fichier, et d’autres fichiers, disent « {name} »").format(name=meant),
                    better=meant,
                )
                problems += reader.place_new([finding])
                continue
            message = _("ce fichier devrait s’appeler {name} : renommez-le, sans changer cette ligne").format(
                name=f"{name}.yaml"
            )
            problems.append(reader.problem(path, 1, 1, "id", message, "warning"))
    return problems


def _on_disk(folder: "Place") -> Path:
    """A folder by its whole name; one inside an archive as if the archive were a folder."""
    return real_place(Path(str(folder)))


def _problems_of_city(path: Path, roots: Sequence[Path]) -> list[Problem]:
    """A territory's own file: what keeps it from being used is an error, its texts only deserve a remark."""
    reader = Reader()
    city = read_city(reader, path, read_deck(roots))
    remarks = check_words(reader.partial if city is None else [city])
    placed = [
        *reader.problems,
        *reader.remarks,
        *(replace(problem, severity="warning") for problem in reader.place_new(remarks)),
    ]
    return [*placed, *_misread(reader, reader.partial if city is None else [city], placed)]


def _is_inside(file: Path, wanted: Sequence[Path], judged: "Sequence[Place]") -> bool:
    """Whether a file is what was asked for; formats may lie beside the deck that they belong to."""
    # A link inside a deck is judged where it stands, and not where it leads.
    home = next((home for home in map(disk_place, map(home_of, judged)) if file.is_relative_to(home)), None)
    file = real_place(file) if home is None else home.resolve() / file.relative_to(home)
    beside = [_on_disk(workshops_folder(folder)) for folder in judged if _on_disk(folder) in wanted]
    return any(file.is_relative_to(path) for path in (*wanted, *beside))

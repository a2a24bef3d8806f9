"""Every problem of a deck, of a part of it, or of a territory's own file, at once and at its place."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from territoires_cli.checks import check_cards, check_whole, check_words
from territoires_cli.content import linked, put_together, read_city, read_layers
from territoires_cli.decks import read_deck
from territoires_cli.links import cards_of, check_links
from territoires_cli.models.deck import Deck
from territoires_cli.models.harms import Harm
from territoires_cli.names import nearest
from territoires_cli.places import (
    DECK_FILE,
    FOLDERS,
    HARMS_FILE,
    deck_around,
    deck_folders,
    stray_files,
    workshops_folder,
)
from territoires_cli.problems import Problem
from territoires_cli.reading import Reader
from territoires_cli.translation import gettext as _

if TYPE_CHECKING:
    from territoires_cli.archives import Place


@dataclass(frozen=True, slots=True)
class Inspection:
    """What was found, errors first; `elsewhere` counts the errors of the same deck outside of what was asked for."""

    problems: list[Problem]
    elsewhere: int = 0


def inspect(paths: Sequence[Path], usual: Sequence[Path] = ()) -> Inspection:
    """The problems of what lies at these paths; no path is the built-in deck.

    Folders of decks make one deck together, as for `read_deck`; a file or folder inside a deck is judged with the whole
    of it, and with the other decks asked for; any other file is a territory's own, judged with the `usual` decks.
    Raises TerritoiresError for what can't be read.
    """
    decks: list[Path] = []
    parts: dict[Path, list[Path]] = {}
    alone: list[Path] = []
    for path in paths:
        around = deck_around(path)
        if around is not None and path.resolve() not in (around, around.parent):
            parts.setdefault(around, []).append(path.resolve())
        elif path.is_dir() or around is not None or path.suffix.lower() == ".zip":
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
        problems = _problems_of(judged)
        inside = [item for item in problems if _is_inside(item, wanted, judged)]
        found += inside
        elsewhere += sum(item.severity == "error" for item in problems if item not in inside)
    for path in alone:
        found += _out_of_place(path) or _problems_of_city(path, usual)
    return Inspection(sorted(found, key=lambda problem: problem.severity != "error"), elsewhere)


def _problems_of(folders: "Sequence[Place]") -> list[Problem]:
    """Faults of files, links, texts and cards together; the rules that need the whole deck once it could be read."""
    reader = Reader()
    layers = read_layers(reader, folders)
    sections = put_together(reader, layers)
    harms = [harm for folder, _layer in layers for harm in reader.several(folder / HARMS_FILE, Harm)]
    # As it is written: what the strengths of a city take from its projects is judged on the projects.
    deck = linked(sections)
    findings = check_links(deck, sorted(reader.unread), reader.lost, [*harms, *reader.partial])
    is_whole = not findings and not reader.problems
    findings += [*check_words(reader.partial), *check_cards(deck, harms)]
    if is_whole:
        findings += check_whole(deck)
    return [*reader.problems, *reader.remarks, *reader.place_new(findings), *_misnamed(reader, deck), *_unread(folders)]


def _misnamed(reader: Reader, deck: Deck) -> list[Problem]:
    """Files that don't carry the name of their card: `id.yaml`, or `CODE-id.yaml` where it has a code."""
    problems = []
    for card in cards_of(deck):
        path, _prefix = reader.origin[id(card)]
        code = getattr(card, "code", None)
        wanted = f"{code}-{card.id}" if code else card.id
        if path.stem != wanted:
            message = _("ce fichier devrait s’appeler {name}").format(name=f"{wanted}.yaml")
            problems.append(Problem(str(path), 1, 1, "id", message, "warning"))
    return problems


def _unread(folders: "Sequence[Place]") -> list[Problem]:
    """YAML files beside those of a deck, that nothing reads: a card in no folder of cards, a territory's own file."""
    return [
        Problem(str(path), 1, 1, "", _not_read(path, folder), "warning")
        for folder in folders
        for path in stray_files(folder)
    ]


def _out_of_place(path: Path) -> list[Problem]:
    """What is said of a card in a misspelt folder of a deck, rather than that it makes no territory."""
    inside = path.resolve().parent
    if not (inside.parent / DECK_FILE).is_file() or not _folder_meant(inside):
        return []
    return [Problem(str(path), 1, 1, "", _not_read(path, path.parent.parent), "warning")]


def _folder_meant(folder: "Place") -> str | None:
    """The folder of a deck whose name this one nearly has."""
    close = [] if folder.name in FOLDERS else nearest(folder.name, FOLDERS, at_most=1)
    return close[0] if close else None


def _on_disk(folder: "Place") -> Path:
    """A folder by its whole name; one inside an archive as if the archive were a folder."""
    return Path(str(folder)).resolve()


def _not_read(path: "Place", folder: "Place") -> str:
    meant = _folder_meant(path.parent) if path.parent.parent == folder else None
    if meant:
        return _("ce fichier n’est pas lu ; vouliez-vous nommer son dossier « {name} » ?").format(name=meant)
    return _("ce fichier n’est pas lu : rangez une carte dans le dossier de sa sorte, et votre territoire ailleurs")


def _problems_of_city(path: Path, roots: Sequence[Path]) -> list[Problem]:
    """A territory's own file: what keeps it from being used is an error, its texts only deserve a remark."""
    reader = Reader()
    city = read_city(reader, path, read_deck(roots))
    remarks = check_words(reader.partial if city is None else [city])
    return [
        *reader.problems,
        *reader.remarks,
        *(replace(problem, severity="warning") for problem in reader.place_new(remarks)),
    ]


def _is_inside(problem: Problem, wanted: Sequence[Path], judged: "Sequence[Place]") -> bool:
    """Whether a problem concerns what was asked for; formats may lie beside the deck that they belong to."""
    file = Path(problem.file).resolve()
    beside = [_on_disk(workshops_folder(folder)) for folder in judged if _on_disk(folder) in wanted]
    return any(file.is_relative_to(path) for path in (*wanted, *beside))

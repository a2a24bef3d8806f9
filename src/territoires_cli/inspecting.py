"""Every problem of a deck, of a part of it, or of a territory's own file, at once and at its place."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from territoires_cli.checks import check_deck, check_words
from territoires_cli.content import linked, load_city, placed, read_sections
from territoires_cli.decks import read_deck
from territoires_cli.errors import ContentError
from territoires_cli.links import cards_of, check_links, things_of
from territoires_cli.models.deck import Deck
from territoires_cli.places import TOP_FILES, deck_around, deck_folders, workshops_folder, yaml_files
from territoires_cli.problems import Problem
from territoires_cli.reading import Reader
from territoires_cli.translation import gettext as _


@dataclass(frozen=True, slots=True)
class Inspection:
    """What was found, errors first; `elsewhere` counts the errors of the same deck outside of what was asked for."""

    problems: list[Problem]
    elsewhere: int = 0


def inspect(paths: Sequence[Path]) -> Inspection:
    """The problems of what lies at these paths; no path is the built-in deck.

    Folders of decks make one deck together, as for `read_deck`; a file or folder inside a deck is judged with the whole
    of it, and with the other decks asked for; any other file is a territory's own. Raises TerritoiresError for what
    can't be read.
    """
    decks: list[Path] = []
    parts: dict[Path, list[Path]] = {}
    alone: list[Path] = []
    for path in paths:
        around = deck_around(path)
        if around is not None and path.resolve() not in (around, around.parent):
            parts.setdefault(around, []).append(path.resolve())
        elif path.is_dir() or around is not None:
            decks.append(path)
        else:
            alone.append(path)
    folders = deck_folders(decks) if decks or not paths else []
    whole = [folder.resolve() for folder in folders]
    apart = {folder: wanted for folder, wanted in parts.items() if folder not in whole}
    # Parts of other decks complete the decks asked for; without any, each stands in its own.
    together = [[*folders, *apart]] if folders else [[folder] for folder in apart]
    found: list[Problem] = []
    elsewhere = 0
    for judged in together:
        wanted = [*whole, *(path for folder in judged for path in apart.get(folder, ()))]
        problems = _problems_of(judged)
        inside = [item for item in problems if _is_inside(item, wanted, judged)]
        found += inside
        elsewhere += sum(item.severity == "error" for item in problems if item not in inside)
    for path in alone:
        found += _problems_of_city(path)
    return Inspection(sorted(found, key=lambda problem: problem.severity != "error"), elsewhere)


def _problems_of(folders: Sequence[Path]) -> list[Problem]:
    """Faults of files, links and texts together; the rules that look across the deck once those hold."""
    reader = Reader()
    sections = read_sections(reader, folders)
    if sections is None:
        return reader.problems
    deck = Deck(sections.__getitem__)
    findings = check_links(deck, sorted(reader.unread))
    if findings or reader.problems:
        findings += check_words(things_of(deck))
    else:
        findings = check_deck(linked(sections))
    found = [placed(reader, finding) for finding in findings]
    return [*reader.problems, *found, *_misnamed(reader, deck), *_unread(folders)]


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


def _unread(folders: Sequence[Path]) -> list[Problem]:
    """YAML files beside those of a deck, that nothing reads: a card put into no folder, a territory's own file."""
    message = _("ce fichier n’est pas lu : rangez une carte dans le dossier de sa sorte, et votre territoire ailleurs")
    strays = [path for folder in folders for path in yaml_files(folder) if path.name not in TOP_FILES]
    return [Problem(str(path), 1, 1, "", message, "warning") for path in strays]


def _problems_of_city(path: Path) -> list[Problem]:
    """A territory's own file: what keeps it from being used is an error, its texts only deserve a remark."""
    try:
        city = load_city(path, read_deck())
    except ContentError as error:
        return list(error.problems)
    reader = Reader()
    reader.origin[id(city)] = (path, ())
    return [replace(placed(reader, finding), severity="warning") for finding in check_words([city])]


def _is_inside(problem: Problem, wanted: Sequence[Path], judged: Sequence[Path]) -> bool:
    """Whether a problem concerns what was asked for; formats may lie beside the deck that they belong to."""
    file = Path(problem.file).resolve()
    beside = [workshops_folder(folder) for folder in judged if folder.resolve() in wanted]
    return any(file.is_relative_to(path) for path in (*wanted, *beside))

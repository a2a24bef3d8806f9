"""The deck that a person writes: where it lies, what it holds so far, and the files that are added to it."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from territoires_cli.cli.options import readable_name
from territoires_cli.decks import read_deck
from territoires_cli.errors import ContentError, TerritoiresError
from territoires_cli.models.deck import Deck
from territoires_cli.places import DECK_FILE, deck_folder, is_file
from territoires_cli.quoting import command_line
from territoires_cli.translation import gettext as _
from territoires_cli.translation import ngettext
from territoires_cli.typography import clean
from territoires_cli.ui.output import say

if TYPE_CHECKING:
    from territoires_cli.problems import Problem

SOURCES = "sources.yaml"
MOST_TOLD = 12


def find_own_deck(wanted: str | None) -> Path:
    """The folder of the person's deck: the one named, around here, just below, or the only one in the settings.

    Raises TerritoiresError where there is none, or several.
    """
    if wanted is not None:
        return _named(Path(readable_name(wanted)))
    found = own_decks()
    if len(found) == 1:
        return found[0]
    if found:
        raise TerritoiresError(
            _("Plusieurs jeux sont possibles ({names}) : dites lequel avec --in.").format(
                names=", ".join(map(str, found))
            )
        )
    raise TerritoiresError(
        _(
            "Il n’y a pas encore de jeu ici : commencez par le créer avec « territoires new deck », ou dites où il est avec --in."
        )
    )


def own_decks() -> list[Path]:
    """The folders that may be the person's deck: the one around here; else those just below; else those of the settings."""
    here = Path.cwd()
    around = next((folder for folder in (here, *here.parents) if is_file(folder / DECK_FILE)), None)
    if around is not None:
        return [_short(around)]
    below = sorted(path.parent for path in here.glob(f"*/{DECK_FILE}") if not path.parent.name.startswith("."))
    return [_short(folder) for folder in below] or _configured()


def _named(folder: Path) -> Path:
    """The folder that somebody names, known to hold `deck.yaml` itself."""
    if deck_folder(folder) == folder:
        return folder
    if folder.is_dir():
        raise TerritoiresError(
            _(
                "Le dossier « {path} » n’est pas un jeu, car il n’a pas de fichier {file} : pour y créer un jeu, {command}"
            ).format(path=folder, file=DECK_FILE, command=command_line(["territoires", "new", "deck", str(folder)]))
        )
    raise TerritoiresError(
        _("Le dossier « {path} » n’existe pas. Pour y créer un jeu : {command}").format(
            path=folder, command=command_line(["territoires", "new", "deck", str(folder)])
        )
    )


def _configured() -> list[Path]:
    """The folders among the decks that commands use when none is named; nothing is written into archives."""
    from territoires_cli.installed import usual_decks

    return [Path(name) for name in usual_decks() if is_file(Path(name) / DECK_FILE)]


def _short(folder: Path) -> Path:
    """A folder as a person here would name it."""
    try:
        return folder.relative_to(Path.cwd())
    except ValueError:
        return folder


def read_own_deck(folder: Path) -> Deck:
    """What the deck holds so far, together with what it extends; a deck without a card yet is no fault.

    Raises ContentError with every problem in it: what is written must be judged with the rest.
    """
    try:
        return read_deck([folder])
    except ContentError as error:
        # A deck of its own kind that has no card yet is no deck for a workshop, but one to write in.
        if any(Path(problem.file).name != "practices" for problem in error.problems):
            raise
    from territoires_cli.content import linked, read_sections
    from territoires_cli.reading import Reader

    return linked(read_sections(Reader(), [folder]))


def add_source(folder: Path, source: Mapping[str, Any]) -> None:
    """Write a source into the deck's list, whose other lines stay as they are; the list is begun where there is none."""
    from territoires_cli.amending import append_item
    from territoires_cli.schema_files import schema_line
    from territoires_cli.store import amend_file, write_file

    path = folder / SOURCES
    if path.is_file():
        amend_file(path, lambda text: append_item(text, (), dict(source)))
    else:
        head = _("Les documents que citent les cartes.")
        text = append_item(f"{schema_line('sources', 0)}\n# {head}\n\n", (), dict(source))
        write_file(path, text.encode("utf-8"))
    say(_("Source ajoutée à {path} : {title}").format(path=path, title=source["title"]))


def amend_deck(folder: Path, change: Callable[[str], str]) -> None:
    """Change the deck's own file, whose other lines stay as they are."""
    from territoires_cli.store import amend_file

    amend_file(folder / DECK_FILE, change)


def refresh_editor_schemas(folder: Path, deck: Deck) -> None:
    """Keep the schemas for editors beside the files, with the ids that the deck knows; say it where that can't be.

    What was written before them stands all the same. Raises TerritoiresError where a link leads out of the folder.
    """
    from territoires_cli.links import names_by_field
    from territoires_cli.schema_files import refresh_schemas
    from territoires_cli.schemas import kinds
    from territoires_cli.store import WritingError

    try:
        refresh_schemas(folder, kinds(), names_by_field(deck))
    except WritingError as error:
        say(
            _("Vos fichiers sont bien écrits ; seule manque l’aide pour les éditeurs de texte. {error}").format(
                error=error
            )
        )


def judge_file(folder: Path, file: Path) -> int:
    """Check the deck with its new file and tell what is to be mended in it: the exit code."""
    from territoires_cli.inspecting import inspect

    found = inspect([folder]).problems
    own = [problem for problem in found if Path(problem.file).resolve() == file.resolve()]
    errors = [problem for problem in found if problem.severity == "error"]
    told = [*own, *(problem for problem in errors if problem not in own)]
    for problem in told[:MOST_TOLD]:
        say(clean(_line(problem)))
    if errors:
        say(
            ngettext(
                "{count} erreur à corriger ; puis : {command}",
                "{count} erreurs à corriger ; puis : {command}",
                len(errors),
            ).format(count=len(errors), command=command_line(["territoires", "check", str(folder)]))
        )
        return ContentError.exit_code
    return 0


def _line(problem: "Problem") -> str:
    told = str(problem)
    return told if problem.severity == "error" else _("À savoir : {remark}").format(remark=told)

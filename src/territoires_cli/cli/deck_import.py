"""`territoires deck import`: cards of a spreadsheet, or a deck as JSON, into the files of a folder."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from territoires_cli.errors import ContentError, RequestError
from territoires_cli.models.city import slug
from territoires_cli.places import BUILTIN, DECK_FILE, deck_folder
from territoires_cli.selecting import find_name
from territoires_cli.translation import gettext as _
from territoires_cli.translation import ngettext
from territoires_cli.typography import one_line
from territoires_cli.ui.output import say

if TYPE_CHECKING:
    from territoires_cli.tables import Import

# So many names of files are listed; of more, only how many.
_MOST_LISTED = 12


def import_deck(
    source: str,
    folder: str | None = None,
    *,
    kind: str = "practice",
    title: str | None = None,
    identifier: str | None = None,
    replace: bool = False,
    force: bool = False,
) -> None:
    """Write the files that a sheet or a JSON object stands for, check them, and say what comes next.

    Without `folder`, it is named after the source. Raises RequestError or TerritoiresError for what can't be done,
    ContentError with every problem of the source; nothing is written then.
    """
    path = Path(source)
    target = Path(folder if folder is not None else slug(path.stem))
    try:
        _import(path, target, kind, title, identifier, replace=replace, force=force)
    except ContentError as error:
        count = sum(problem.severity == "error" for problem in error.problems)
        say(
            ngettext(
                "Rien n’a été écrit : {count} chose à corriger, puis la même commande.",
                "Rien n’a été écrit : {count} choses à corriger, puis la même commande.",
                count,
            ).format(count=count)
        )
        raise
    again = ["territoires", "deck", "import", source, "-o", str(target), "--force"]
    check_folder(target, again)


def _import(
    path: Path,
    target: Path,
    kind: str,
    title: str | None,
    identifier: str | None,
    *,
    replace: bool,
    force: bool,
) -> None:
    if path.suffix.lower() == ".json":
        _refuse(kind != "practice", "--kind")
        _refuse(title is not None, "--title")
        _refuse(identifier is not None, "--id")
        _refuse(replace, "--replace")
        _import_json(path, target, force=force)
    else:
        name = identifier or slug(target.resolve().name)
        _import_sheet(path, target, kind, title or _title_of(target), name, replace=replace, force=force)


def _refuse(is_typed: bool, option: str) -> None:
    if is_typed:
        raise RequestError(
            _("{option} va avec une feuille de tableur ; un fichier JSON dit lui-même tout cela.").format(option=option)
        )


def _title_of(target: Path) -> str:
    words = target.resolve().name.replace("-", " ").replace("_", " ").strip()
    return words[:1].upper() + words[1:] or _("Mes cartes")


def _import_sheet(
    path: Path, target: Path, kind: str, title: str, identifier: str, *, replace: bool, force: bool
) -> None:
    from territoires_cli.admitting import refuse_unreadable
    from territoires_cli.tables import read_import
    from territoires_cli.trees import write_tree

    wanted = find_name(_("sorte"), kind, sheet_kind_names())
    target = deck_folder(target) or target
    if not (target / DECK_FILE).exists():
        _refuse_names(title, identifier)
    made = read_import(path, target, wanted, title=title, identifier=identifier, replace=replace)
    refuse_unreadable(target, made.files, str(path))
    for remark in made.remarks:
        say(str(remark))
    _say_written(path, target, made, write_tree(target, made.files, amended=made.amended, force=force))


def _refuse_names(title: str, identifier: str) -> None:
    """Raise RequestError for a title or an id with which the deck that is begun could not be read."""
    from pydantic import ValidationError

    from territoires_cli.archives import name_fault
    from territoires_cli.authoring.decks import LICENCE
    from territoires_cli.mistakes import find_mistakes
    from territoires_cli.models.vocabulary import DeckInfo

    told = {"id": identifier, "title": title, "version": "1.0", "licence": LICENCE, "extends": BUILTIN}
    fault = name_fault(identifier)
    faults = [("id", fault)] if fault is not None else []
    try:
        DeckInfo.model_validate(told)
    except ValidationError as error:
        faults += [(str(mistake.path[0]), mistake.message) for mistake in find_mistakes(error, DeckInfo, told)]
    if faults:
        field, message = faults[0]
        raise RequestError(
            _("Rien n’a été écrit : avec --{field}, donnez autre chose que « {text} » ({message}).").format(
                field=field, text=one_line(told[field]), message=message
            )
        )


def _say_written(path: Path, target: Path, made: "Import", written: list[str]) -> None:
    say(
        ngettext("{count} ligne lue dans {path}.", "{count} lignes lues dans {path}.", made.count).format(
            count=made.count, path=path
        )
    )
    say_files(target, written)


def say_files(target: Path, written: list[str]) -> None:
    """Say which files were written in a folder."""
    if not written:
        say(_("Rien à écrire : le dossier {folder} contient déjà tout cela.").format(folder=target))
        return
    say(
        ngettext("{count} fichier écrit dans {folder}", "{count} fichiers écrits dans {folder}", len(written)).format(
            count=len(written), folder=target
        )
    )
    for name in written if len(written) <= _MOST_LISTED else ():
        say(f"  {name}")


def _import_json(path: Path, target: Path, *, force: bool) -> None:
    from territoires_cli.admitting import refuse_unreadable
    from territoires_cli.bundles import MOST_BYTES, files_in_place, files_of_bundle
    from territoires_cli.rosters import read_bytes
    from territoires_cli.trees import write_tree

    head = _("Écrit à partir de {source}.").format(source=path.name)
    files = files_in_place(target, files_of_bundle(read_bytes(path, MOST_BYTES), str(path), head))
    refuse_unreadable(target, files, str(path))
    say_files(target, write_tree(target, files, force=force))


def check_folder(target: Path, again: Sequence[str] = ()) -> None:
    """Check the folder as `territoires check` does, and say what comes next: `again` is the command to type once mended.

    Raises typer.Exit where it has errors.
    """
    import typer

    from territoires_cli.cli.check import check
    from territoires_cli.inspecting import inspect
    from territoires_cli.quoting import command_line

    problems = inspect([target]).problems
    if any(problem.severity == "error" for problem in problems):
        try:
            check([str(target)])
        except typer.Exit:
            if again:
                say(_("Corrigez votre fichier, puis reprenez-le : {command}").format(command=command_line(again)))
            raise
    if problems:
        say(
            ngettext(
                "{count} remarque sur ces cartes ; pour la lire : {command}",
                "{count} remarques sur ces cartes ; pour les lire : {command}",
                len(problems),
            ).format(count=len(problems), command=command_line(["territoires", "check", str(target)]))
        )
    _keep_schemas(target)
    say(
        _("Pour voir vos cartes : {command}").format(
            command=command_line(["territoires", "list", "--deck", str(target)])
        )
    )
    say(
        _("Pour composer un atelier avec elles : {command}").format(
            command=command_line(["territoires", "plan", "lorient", "--deck", str(target)])
        )
    )


def _keep_schemas(target: Path) -> None:
    """Put beside the files what editors complete and explain them with."""
    from territoires_cli.cli.own_deck import read_own_deck, refresh_editor_schemas

    if (target / "deck.yaml").is_file():
        refresh_editor_schemas(target, read_own_deck(target))


def sheet_kind_names() -> dict[str, str]:
    """Everything that names a kind of thing that a sheet may hold → that kind."""
    words = {
        "practice": ("practice", _("pratiques"), _("pratique")),
        "action": ("action", _("fiches action"), _("fiche action")),
        "city": ("city", _("villes"), _("ville")),
        "project": ("project", _("projets"), _("projet")),
        "elsewhere": ("elsewhere", _("ailleurs")),
        "lesson": ("lesson", _("enseignements"), _("enseignement")),
        "model": ("model", _("modèles"), _("modèle")),
        "source": ("source", _("sources")),
        "pair": ("pair", _("paires"), _("paire")),
    }
    return {name: kind for kind, names in words.items() for name in names}

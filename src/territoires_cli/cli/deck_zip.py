"""`territoires deck export x.zip` and `deck import x.zip`: a deck in one file to send, and back into a folder to correct."""

from pathlib import Path
from typing import TYPE_CHECKING

from territoires_cli.cli.files import read_target, save_bytes
from territoires_cli.cli.options import readable_name
from territoires_cli.errors import ContentError, RequestError
from territoires_cli.installed import place_named, usual_decks
from territoires_cli.places import deck_places, disk_place, folder_of
from territoires_cli.quoting import command_line
from territoires_cli.translation import gettext as _
from territoires_cli.ui.output import say

if TYPE_CHECKING:
    from territoires_cli.archives import Place


def export_deck(name: str | None, output: str | None, *, kind: str, force: bool) -> None:
    """Write a deck as a zip (`.zip`), its cards of a kind as a sheet (`.csv`), or everything as `.json`.

    Raises RequestError for another suffix, or where nobody says which deck; ContentError for a deck with errors.
    """
    from territoires_cli.cli.deck_export import export_table, table_kinds

    kinds = {".zip": _("une archive à envoyer"), **table_kinds()}
    folder = folder_of(deck_places([place_named(_deck_of(name))])[0])
    if output is None:
        from territoires_cli.surveying import survey_deck

        output = f"{survey_deck(deck_places([place_named(_deck_of(name))])[0]).info.id}.zip"
    target = read_target(output, kinds)
    if target is not None and target.suffix.lower() != ".zip":
        export_table(folder, output, kind=kind, force=force)
        return
    if kind != "practice":
        raise RequestError(_("--kind va avec une feuille : -o cartes.csv ; une archive contient tout le jeu."))
    _export_zip(folder, Path(output), force=force)


def _deck_of(name: str | None) -> str:
    """The deck that is meant: the one named, that of the current folder, or the only usual one."""
    if name is not None:
        return readable_name(name)
    if Path("deck.yaml").is_file():
        return "."
    usual = usual_decks()
    if len(usual) != 1:
        raise RequestError(_("Dites quel jeu : territoires deck export mon-jeu -o mon-jeu.zip"))
    return usual[0]


def _export_zip(folder: "Place", target: Path, *, force: bool) -> None:
    from territoires_cli.archiving import zip_deck
    from territoires_cli.documents.deck_sheet import content_words
    from territoires_cli.surveying import survey_deck

    survey = survey_deck(disk_place(folder))
    if survey.problems:
        say(_("Rien n’est écrit : qui reçoit ce jeu ne pourrait pas l’ouvrir. Corrigez d’abord ceci :"))
        raise ContentError(survey.problems)
    save_bytes(target, zip_deck(survey.info.id, folder), force=force)
    say(
        _("Elle contient {content}. Licence : {licence}.").format(
            content=content_words(survey), licence=survey.info.licence
        )
    )
    say(_("Qui la reçoit l’installe ainsi : territoires deck add {file}").format(file=command_line([target.name])))


def import_zip(source: str, folder: str | None, *, force: bool) -> None:
    """Lay the files of a zipped deck into a folder, where they can be corrected, and check them.

    Raises TerritoiresError for an archive that isn't safe, or files that are there already.
    """
    from territoires_cli.admitting import refuse_unreadable
    from territoires_cli.archiving import deck_content
    from territoires_cli.bundles import files_in_place
    from territoires_cli.cli.deck_import import check_folder, say_files
    from territoires_cli.trees import write_tree

    path = Path(readable_name(source))
    inside = folder_of(deck_places([path])[0])
    target = Path(readable_name(folder if folder is not None else path.stem))
    files = files_in_place(target, deck_content(inside))
    refuse_unreadable(target, files, source)
    say_files(target, write_tree(target, files, force=force))
    check_folder(target)

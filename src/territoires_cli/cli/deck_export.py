"""`territoires deck export`: a deck's own cards as a sheet, its folder as JSON, or an empty sheet to fill."""

from pathlib import Path
from typing import TYPE_CHECKING

from territoires_cli.cli.deck_import import sheet_kind_names
from territoires_cli.cli.files import read_target, save_bytes
from territoires_cli.errors import ContentError, TerritoiresError
from territoires_cli.places import builtin_root, disk_place
from territoires_cli.selecting import find_name
from territoires_cli.translation import gettext as _
from territoires_cli.translation import ngettext
from territoires_cli.ui.output import say

if TYPE_CHECKING:
    from territoires_cli.archives import Place


def table_kinds() -> dict[str, str]:
    """What each suffix of an exported deck gives, in words; archives are another module's."""
    return {".csv": _("une feuille de tableur"), ".json": _("tout le jeu, pour un autre programme")}


def export_table(folder: "Place", output: str, *, kind: str = "practice", force: bool = False) -> None:
    """Write the cards of a kind (`.csv`) or everything (`.json`) of the deck in a folder that holds `deck.yaml`.

    Raises RequestError for another suffix or kind, TerritoiresError for a file that is there already or a deck that has no
    card of that kind, ContentError with every faulty file.
    """
    target = read_target(output, table_kinds())
    assert target is not None
    if target.suffix.lower() == ".json":
        save_bytes(target, _whole_deck(folder), force=force)
        return
    from territoires_cli.quoting import command_line
    from territoires_cli.tables import write_sheet

    wanted = find_name(_("sorte"), kind, sheet_kind_names())
    content, count = write_sheet(folder, wanted)
    if not count:
        raise TerritoiresError(
            _("Ce jeu n’a pas de carte de cette sorte ({kind}) : choisissez-en une autre avec --kind.").format(
                kind=kind
            )
        )
    save_bytes(target, content, force=force)
    say(
        ngettext("La feuille contient {count} ligne.", "La feuille contient {count} lignes.", count).format(count=count)
    )
    options = [] if wanted == "practice" else ["--kind", wanted]
    again = command_line(["territoires", "deck", "import", str(target), *options, "-o", *_place_for(folder)])
    say(_("Après vos corrections, pour la reprendre : {command}").format(command=again))


def _whole_deck(folder: "Place") -> bytes:
    """A deck as JSON. Raises ContentError, with lines where a check knows them, for one that could not be taken back."""
    from territoires_cli.bundles import write_bundle
    from territoires_cli.surveying import survey_deck

    try:
        return write_bundle(folder)
    except ContentError as error:
        say(_("Rien n’est écrit : qui reçoit ce jeu ne pourrait pas l’ouvrir. Corrigez d’abord ceci :"))
        raise ContentError(survey_deck(disk_place(folder)).problems or error.problems) from None


def _place_for(folder: "Place") -> list[str]:
    """Where corrected cards go, as options: the deck's own folder, one beside a zip, a new deck for those of the built-in one."""
    if folder == builtin_root():
        return [_("mon-jeu"), "--replace"]
    place = disk_place(folder)
    return [str(place), "--force"] if isinstance(folder, Path) else [place.stem]


def write_template(output: str, *, force: bool = False) -> None:
    """Write an empty sheet for practice cards: the titles of its columns, and an example row to replace.

    Raises RequestError for another suffix than .csv, TerritoiresError where the file is there already.
    """
    from territoires_cli.cells import names_of
    from territoires_cli.decks import read_deck
    from territoires_cli.quoting import command_line
    from territoires_cli.samples import sample_sheet
    from territoires_cli.spreadsheets import write_cells

    target = read_target(output, {".csv": _("une feuille de tableur")})
    assert target is not None
    save_bytes(target, write_cells(sample_sheet(names_of(read_deck()))), force=force)
    again = command_line(["territoires", "deck", "import", str(target), "-o", _("mon-jeu")])
    say(_("Ouvrez cette feuille dans votre tableur : une ligne par carte, à la place de l’exemple."))
    say(_("Enregistrez-la en « CSV UTF-8 », puis : {command}").format(command=again))

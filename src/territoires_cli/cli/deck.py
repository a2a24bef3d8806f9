"""`territoires deck`: other decks than the built-in one: listed, looked at, installed, taken in, carried elsewhere."""

from typing import Annotated

import typer

from territoires_cli.cli.options import Command, ForceOption, JsonOption, new_app
from territoires_cli.errors import RequestError
from territoires_cli.quoting import command_line
from territoires_cli.translation import gettext as _

app = new_app()

# What is done, by the words for it; and the options that it takes.
_DONE = {
    "list": ("list", "liste", "lister"),
    "info": ("info", "voir"),
    "add": ("add", "ajouter", "installer"),
    "remove": ("remove", "ôter", "supprimer"),
    "import": ("import", "importer"),
    "export": ("export", "exporter"),
    "sheet": ("sheet", "modele", "feuille"),
}
_TAKES = {
    "list": ("--json",),
    "info": ("--json",),
    "add": ("--usual", "--no-usual", "--yes", "--force"),
    "remove": ("--yes",),
    "import": ("-o", "--kind", "--title", "--id", "--replace", "--force"),
    "export": ("-o", "--kind", "--force"),
    "sheet": ("-o", "--force"),
}


@app.command(cls=Command)
def deck(
    what: Annotated[
        str,
        typer.Argument(
            metavar=_("QUOI"),
            show_default=False,
            help=_("list (par défaut), info, add, remove, import, export ou sheet."),
        ),
    ] = "list",
    name: Annotated[
        str | None,
        typer.Argument(
            metavar=_("JEU|FICHIER"),
            show_default=False,
            help=_("Le nom d’un jeu, son dossier ou son archive ; pour import, le fichier à reprendre."),
        ),
    ] = None,
    output: Annotated[
        str | None,
        typer.Option(
            "--output",
            "-o",
            metavar=_("FICHIER|DOSSIER"),
            help=_("Où écrire : jeu.zip, cartes.csv, jeu.json ; pour import, un dossier."),
        ),
    ] = None,
    kind: Annotated[
        str, typer.Option("--kind", metavar=_("SORTE"), help=_("La sorte des cartes d’une feuille : practice, action…"))
    ] = "practice",
    title: Annotated[
        str | None, typer.Option("--title", metavar=_("TITRE"), help=_("Le titre du jeu que la feuille commence."))
    ] = None,
    identifier: Annotated[
        str | None, typer.Option("--id", metavar=_("NOM"), help=_("Le nom court du jeu que la feuille commence."))
    ] = None,
    replace: Annotated[
        bool, typer.Option("--replace", help=_("Laisser les cartes remplacer celles du jeu livré qui ont leur nom."))
    ] = False,
    usual: Annotated[
        bool | None,
        typer.Option(
            "--usual/--no-usual",
            help=_(
                "Employer ce jeu d’office ; --no-usual : seulement quand on le nomme. Sans rien dire : d’office s’il en "
                "complète un autre."
            ),
        ),
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help=_("Installer ou ôter sans demander de confirmation."))] = False,
    force: ForceOption = False,
    json: JsonOption = False,
) -> None:
    """Employer d’autres jeux de cartes que le jeu livré, et échanger les vôtres.

    Un jeu est un dossier ou une archive .zip. Il complète le jeu livré, ou
    s’emploie seul. Rien de ce qu’il contient n’est exécuté ; add montre ce
    qu’il contient avant de l’installer.

    Exemples :
      territoires deck
      territoires deck info jeu-de-lorient.zip
      territoires deck add jeu-de-lorient.zip
      territoires deck sheet -o mes-cartes.csv
      territoires deck import mes-cartes.csv -o mon-jeu
      territoires deck export mon-jeu -o mon-jeu.zip
    """
    done = _read_action(what)
    typed = {
        "-o": output is not None,
        "--kind": kind != "practice",
        "--title": title is not None,
        "--id": identifier is not None,
        "--replace": replace,
        "--usual": usual is True,
        "--no-usual": usual is False,
        "--yes": yes,
        "--force": force,
        "--json": json,
    }
    for option, is_typed in typed.items():
        if is_typed and option not in _TAKES[done]:
            raise RequestError(_("{option} ne va pas avec deck {what}.").format(option=option, what=done))
    if done == "remove":
        from territoires_cli.cli.deck_removal import remove_deck

        remove_deck(_named(name, done), is_sure=yes)
    elif done in ("list", "info", "add"):
        from territoires_cli.cli import deck_shelf

        if done == "list":
            deck_shelf.list_decks(name, json=json)
        elif done == "info":
            deck_shelf.show_deck(name, json=json)
        else:
            deck_shelf.add_deck(_named(name, done), is_usual=usual, is_sure=yes, force=force)
    elif done == "import":
        _import(_named(name, done), output, kind=kind, title=title, identifier=identifier, replace=replace, force=force)
    elif done == "export":
        from territoires_cli.cli.deck_zip import export_deck

        export_deck(name, output, kind=kind, force=force)
    else:
        from territoires_cli.cli.deck_export import write_template

        write_template(output or name or _("mes-cartes.csv"), force=force)


def _import(
    source: str,
    folder: str | None,
    *,
    kind: str,
    title: str | None,
    identifier: str | None,
    replace: bool,
    force: bool,
) -> None:
    if source.lower().endswith(".zip"):
        from territoires_cli.cli.deck_zip import import_zip

        for option, is_typed in (
            ("--kind", kind != "practice"),
            ("--title", title),
            ("--id", identifier),
            ("--replace", replace),
        ):
            if is_typed:
                raise RequestError(
                    _("{option} va avec une feuille de tableur, et non avec une archive.").format(option=option)
                )
        import_zip(source, folder, force=force)
        return
    from territoires_cli.cli.deck_import import import_deck

    import_deck(source, folder, kind=kind, title=title, identifier=identifier, replace=replace, force=force)


def _read_action(what: str) -> str:
    from territoires_cli.selecting import find_name

    return find_name(_("geste"), what, {word: done for done, words in _DONE.items() for word in words})


def _named(name: str | None, done: str) -> str:
    if name is None:
        raise RequestError(
            _("Dites quel jeu ou quel fichier : territoires deck {what} NOM").format(what=command_line([done]))
        )
    return name

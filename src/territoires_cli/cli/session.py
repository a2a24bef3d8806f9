"""`territoires session`: the sessions kept on this machine: listed, shown, carried elsewhere, deleted."""

import datetime as dt
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from territoires_cli.cli.files import read_target, save_bytes
from territoires_cli.cli.options import Command, DeckOption, ForceOption, JsonOption, new_app
from territoires_cli.errors import RequestError, TerritoiresError
from territoires_cli.quoting import command_line
from territoires_cli.translation import gettext as _
from territoires_cli.translation import ngettext
from territoires_cli.ui.output import say, show, show_rows, write_json

if TYPE_CHECKING:
    from territoires_cli.journal import Told
    from territoires_cli.sessions import Kept

app = new_app()

# What is done, by the words for it; and the options that it takes.
_DONE = {
    "list": ("list", "liste", "lister"),
    "show": ("show", "voir", "montrer"),
    "export": ("export", "exporter"),
    "delete": ("delete", "supprimer"),
}
_TAKES = {"list": ("--json",), "show": ("--json",), "export": ("-o", "--force"), "delete": ("--yes",)}


@app.command(cls=Command)
def session(
    what: Annotated[
        str,
        typer.Argument(metavar=_("QUOI"), show_default=False, help=_("list (par défaut), show, export ou delete.")),
    ] = "list",
    name: Annotated[
        str | None,
        typer.Argument(
            metavar=_("SÉANCE"),
            show_default=False,
            help=_("Son nom, ou le début ; la dernière par défaut pour show et export."),
        ),
    ] = None,
    output: Annotated[
        str | None,
        typer.Option("--output", "-o", metavar=_("FICHIER.zip"), help=_("Où écrire l’archive d’export.")),
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help=_("Supprimer sans demander de confirmation."))] = False,
    force: ForceOption = False,
    json: JsonOption = False,
    deck: DeckOption = [],  # noqa: B006 - typer copies defaults
) -> None:
    """Voir, emporter ou supprimer les séances gardées sur cette machine.

    Une séance est un dossier : le plan, et le journal de ce qui s’est dit,
    noms compris. Elle ne quitte cette machine que si vous l’exportez.

    Exemples :
      territoires session
      territoires session show 2027-03-03-lorient
      territoires session export 2027-03-03-lorient -o lorient.zip
      territoires session delete 2027-03-03-lorient --yes
    """
    done = _read_action(what)
    typed = {"-o": output is not None, "--yes": yes, "--force": force, "--json": json}
    for option, is_typed in typed.items():
        if is_typed and option not in _TAKES[done]:
            raise RequestError(_("{option} ne va pas avec session {what}.").format(option=option, what=done))
    if done == "list":
        if name is not None:
            raise RequestError(
                _("Pour voir une séance : territoires session show {name}").format(name=command_line([name]))
            )
        _list(json=json)
    elif done == "show":
        _show(name, deck, json=json)
    elif done == "export":
        _export(name, output, force=force)
    else:
        _delete(name, is_sure=yes)


def _read_action(what: str) -> str:
    from territoires_cli.selecting import find_name

    return find_name(_("geste"), what, {word: done for done, words in _DONE.items() for word in words})


def _list(*, json: bool) -> None:
    from territoires_cli.documents.session_sheet import moment_words
    from territoires_cli.sessions import kept_sessions, sessions_folder

    kept = kept_sessions()
    if json:
        write_json([_data(item) for item in kept])
        return
    if not kept:
        say(_("Aucune séance n’est gardée ici. Pour en ouvrir une : territoires run plan.yaml"))
        return
    rows = [(item.name, item.title, moment_words(_local(item.opened)), str(item.entries)) for item in kept]
    show_rows((_("Séance"), _("Atelier"), _("Ouverte le"), _("Entrées")), rows, whole=1)
    say(_("Gardées dans {path} : rien ne quitte cette machine.").format(path=sessions_folder()))


def _data(item: "Kept") -> dict[str, object]:
    return {
        "name": item.name,
        "title": item.title,
        "opened": item.opened,
        "changed": item.changed,
        "entries": item.entries,
        "folder": str(item.folder),
    }


def _local(at: float) -> dt.datetime:
    return dt.datetime.fromtimestamp(at)


def _show(name: str | None, decks: list[str], *, json: bool) -> None:
    from territoires_cli.cli.plan_file import open_plan
    from territoires_cli.documents.session_sheet import session_sheet
    from territoires_cli.journal import PLAN, read_journal
    from territoires_cli.session import fold
    from territoires_cli.sessions import find_session

    folder = find_session(name)
    told = read_journal(folder)
    if json:
        entries = [entry.model_dump(mode="json", exclude_none=True) for entry in told.entries]
        write_json({**told.head.model_dump(mode="json", by_alias=True), "folder": str(folder), "entries": entries})
        return
    if told.torn:
        say(_("La dernière ligne du journal est incomplète : elle n’est pas reprise."))
    made = open_plan(str(folder / PLAN), decks)
    show(session_sheet(told.head, fold(made.plan, told.entries), made.plan, made.deck, str(folder), _local))


def _export(name: str | None, output: str | None, *, force: bool) -> None:
    from territoires_cli.archiving import archive
    from territoires_cli.journal import read_journal
    from territoires_cli.sessions import find_session

    folder = find_session(name)
    read_journal(folder)
    named = f"{folder.resolve().name}.zip"
    target = read_target(output or named, {".zip": _("une archive : le plan et le journal")}) or Path(named)
    save_bytes(target, archive(folder), force=force)
    say(_("Elle contient le journal entier, noms compris : choisissez à qui vous la donnez."))


def _delete(name: str | None, *, is_sure: bool) -> None:
    """Delete a session named in full, once its name was typed again or --yes says so; never one that is open elsewhere."""
    from territoires_cli.journal import Journal, read_journal
    from territoires_cli.sessions import find_session, remove_session, sessions_folder

    if name is None:
        raise RequestError(_("Dites quelle séance supprimer, par son nom entier : territoires session delete NOM"))
    folder = find_session(name)
    if folder.parent.resolve() != sessions_folder().resolve():
        raise RequestError(
            _("« {name} » n’est pas dans le dossier des séances ({path}) : supprimez ce dossier vous-même.").format(
                name=name, path=sessions_folder()
            )
        )
    if name != folder.name:
        raise RequestError(
            _("Pour supprimer, donnez le nom entier : territoires session delete {name}").format(
                name=command_line([folder.name])
            )
        )
    told = read_journal(folder)
    if not is_sure:
        _confirm(folder.name, told)
    Journal.take(folder).close()
    remove_session(folder)
    say(
        ngettext(
            "Séance supprimée : {name} ({title}), son plan et son journal de {count} entrée.",
            "Séance supprimée : {name} ({title}), son plan et son journal de {count} entrées.",
            len(told.entries),
        ).format(name=folder.name, title=told.head.title, count=len(told.entries))
    )
    say(_("Les fichiers que vous en avez tirés (compte rendu, archive) restent où ils sont."))


def _confirm(name: str, told: "Told") -> None:
    """Have the name typed again. Raises RequestError where nobody is at the keyboard, TerritoiresError for another name."""
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise RequestError(
            _(
                "Rien n’a été supprimé. Sans clavier pour confirmer, ajoutez --yes : territoires session delete {name} --yes"
            ).format(name=command_line([name]))
        )
    say(
        ngettext(
            "« {title} » : {count} entrée sera perdue, sans retour possible.",
            "« {title} » : {count} entrées seront perdues, sans retour possible.",
            len(told.entries),
        ).format(title=told.head.title, count=len(told.entries))
    )
    say(_("Tapez le nom de la séance pour la supprimer : {name}").format(name=name))
    try:
        typed = input("› ")
    except EOFError:
        typed = ""
    if typed.strip() != name:
        raise TerritoiresError(_("Ce n’est pas ce nom : rien n’a été supprimé."))

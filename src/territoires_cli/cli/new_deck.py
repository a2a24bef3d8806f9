"""`territoires new deck`: the folder of a deck of one's own, with what it begins with."""

from pathlib import Path
from typing import Annotated

import typer

from territoires_cli.asking import Answers, first
from territoires_cli.authoring.decks import FOLDERS, LICENCE, RECIPE, deck_files, deck_steps, licences
from territoires_cli.authoring.recipes import read_options
from territoires_cli.cli.new_options import text_option
from territoires_cli.cli.options import Command, ForceOption, NoInputOption, new_app, readable_name
from territoires_cli.cli.own_deck import read_own_deck, refresh_editor_schemas
from territoires_cli.cli.wizard import complete_answers, say_same
from territoires_cli.errors import INTERRUPTED, TerritoiresError
from territoires_cli.models.city import slug
from territoires_cli.quoting import command_line
from territoires_cli.selecting import find_name
from territoires_cli.translation import gettext as _
from territoires_cli.ui.output import say
from territoires_cli.ui.prompts import can_ask

app = new_app()


@app.command(cls=Command)
def new_deck(
    folder: Annotated[
        str | None,
        typer.Argument(
            metavar=_("DOSSIER"), show_default=False, help=_("Le dossier à créer ; par défaut, du nom du jeu.")
        ),
    ] = None,
    title: Annotated[str | None, text_option("--title", _("TITRE"), _("Le titre du jeu, comme il s’imprime."))] = None,
    author: Annotated[str | None, text_option("--author", _("QUI"), _("Qui fait le jeu."))] = None,
    licence: Annotated[
        str | None,
        text_option("--licence", _("LICENCE"), _("Ce que les autres peuvent en faire : CC BY-SA 4.0 par défaut.")),
    ] = None,
    alone: Annotated[
        bool, typer.Option("--alone", help=_("Un jeu indépendant, au lieu de compléter le jeu livré."))
    ] = False,
    no_input: NoInputOption = False,
    force: ForceOption = False,
) -> None:
    """Créer votre jeu de cartes : quelques questions, puis un dossier prêt à remplir.

    Vos cartes s’ajoutent au jeu livré, avec ses familles et ses défis ; avec
    --alone, le jeu est indépendant et commence avec une famille à renommer.

    Exemples :
      territoires new deck
      territoires new deck mon-jeu --title "Les cartes de Saint-Machin"
    """
    given = _given(title, author, licence, alone=alone, no_input=no_input)
    try:
        made = write_deck(folder, given, no_input=no_input, force=force)
    except KeyboardInterrupt:
        made = None
    if made is None:
        raise typer.Exit(INTERRUPTED)


def _given(title: str | None, author: str | None, licence: str | None, *, alone: bool, no_input: bool) -> Answers:
    names = {name: name for name in licences()}
    typed = {
        option: [value]
        for option, value in (("--title", title), ("--author", author), ("--licence", licence))
        if value is not None
    }
    given = read_options(RECIPE, typed, {"--licence": lambda value: find_name(_("licence"), value, names)})
    if alone or no_input or not can_ask():
        given["kind"] = ("alone" if alone else "extends",)
    if no_input or not can_ask():
        given.setdefault("licence", (LICENCE,))
    return given


def write_deck(folder: str | None, given: Answers, *, no_input: bool, force: bool) -> Path | None:
    """Ask what isn't given, write the deck's folder, and say what comes next; None where the person goes back.

    Raises RequestError or TerritoiresError, and KeyboardInterrupt once the command to go on with is said.
    """

    def fault(values: tuple[str, ...]) -> str | None:
        if not values:
            return _("Il faut un nom de dossier.")
        return None if force else _taken(Path(values[0]))

    if folder is None and (no_input or not can_ask()):
        folder = slug(first(given, "title")) if given.get("title") else "mon-jeu"
    if folder is not None:
        readable_name(folder)
        taken = fault((folder,))
        if taken:
            raise TerritoiresError(taken)
    before = [folder] if folder is not None else []
    answers = complete_answers(RECIPE, deck_steps(fault, folder), given, {}, before, no_input=no_input)
    if answers is None:
        return None
    path = Path(folder or first(answers, "folder"))
    _save(path, answers, force=force)
    say(_("Jeu créé : {path}").format(path=path))
    command = command_line(["territoires", "new", "card", "--in", str(path)])
    say(_("Pour écrire une première carte :\n  {command}").format(command=command))
    say_same(RECIPE, _without_kind(answers), {}, [str(path), *_alone(answers)], no_input=no_input)
    return path


def _alone(answers: Answers) -> list[str]:
    return ["--alone"] if first(answers, "kind") == "alone" else []


def _without_kind(answers: Answers) -> Answers:
    return {name: values for name, values in answers.items() if name != "kind"}


def _taken(folder: Path) -> str | None:
    """Why a deck can't begin in this folder, in a sentence; None where it can."""
    if folder.is_file():
        return _("« {path} » est un fichier : choisissez un autre nom de dossier.").format(path=folder)
    if (folder / "deck.yaml").exists():
        return _("« {path} » contient déjà un jeu : choisissez un autre dossier.").format(path=folder)
    return None


def _save(folder: Path, answers: Answers, *, force: bool) -> None:
    """Write what the deck begins with. Raises TerritoiresError where something is there, or can't be written."""
    from territoires_cli.store import make_folder, write_file

    files = deck_files(answers)
    there = [name for name in files if (folder / name).exists()]
    if there and not force:
        raise TerritoiresError(
            _(
                "Le fichier « {path} » existe déjà : choisissez un autre dossier, ou ajoutez --force pour le remplacer."
            ).format(path=folder / there[0])
        )
    for name in FOLDERS:
        make_folder(folder / name)
    for name, text in files.items():
        write_file(folder / name, text.encode("utf-8"), force=force)
    refresh_editor_schemas(folder, read_own_deck(folder))

"""`territoires new format`: a format of one's own, begun from one that exists."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated

import typer

from territoires_cli.asking import Answers, first
from territoires_cli.authoring.formats import RECIPE, format_steps, format_text, usable_formats
from territoires_cli.authoring.recipes import read_options
from territoires_cli.cli.new_options import InOption, text_option
from territoires_cli.cli.options import Command, ForceOption, NoInputOption, new_app
from territoires_cli.cli.own_deck import find_own_deck, judge_file, read_own_deck, refresh_editor_schemas
from territoires_cli.cli.wizard import complete_answers, say_same
from territoires_cli.decks import read_deck
from territoires_cli.errors import INTERRUPTED
from territoires_cli.models.city import slug
from territoires_cli.models.deck import Deck
from territoires_cli.quoting import command_line
from territoires_cli.selecting import find_name
from territoires_cli.translation import gettext as _
from territoires_cli.ui.output import say
from territoires_cli.ui.prompts import can_ask

app = new_app()


@app.command(cls=Command)
def new_format(
    from_: Annotated[
        str | None, text_option("--from", _("FORMAT"), _("Le format dont partir : decouverte, par exemple."))
    ] = None,
    title: Annotated[str | None, text_option("--title", _("TITRE"), _("Le titre de votre format."))] = None,
    audience: Annotated[str | None, text_option("--audience", _("QUI"), _("Pour qui il est fait."))] = None,
    participants: Annotated[
        str | None, text_option("--participants", _("NOMBRE"), _("Le nombre habituel de personnes."))
    ] = None,
    keep: Annotated[
        list[str],
        text_option("--keep", _("ÉTAPE"), _("Une étape à garder, par son nom ou son titre ; plusieurs fois.")),
    ] = [],  # noqa: B006 - typer copies defaults
    in_: InOption = None,
    no_input: NoInputOption = False,
    force: ForceOption = False,
) -> None:
    """Écrire un format d’atelier à vous, à partir d’un format qui existe.

    Le fichier reprend toutes les étapes, avec leurs mots et leurs remarques ;
    vous dites le titre, pour qui, et quelles étapes garder, puis vous corrigez.

    Exemples :
      territoires new format
      territoires new format --in mon-jeu --from decouverte
    """
    typed = {"--from": from_, "--title": title, "--audience": audience, "--participants": participants}
    words = {option: [value] for option, value in typed.items() if value is not None}
    try:
        code = write_format(in_, words, keep, no_input=no_input, force=force)
    except KeyboardInterrupt:
        code = None
    if code != 0:
        raise typer.Exit(INTERRUPTED if code is None else code)


def write_format(
    wanted: str | None, words: Mapping[str, Sequence[str]], keep: Sequence[str], *, no_input: bool, force: bool
) -> int | None:
    """Ask what isn't given, write the file, say what comes next, and check it: 0, 3 where something is to mend.

    None where the person goes back from the first question. Raises RequestError, TerritoiresError or ContentError, and
    KeyboardInterrupt once the command to go on with is said.
    """
    folder = find_own_deck(wanted)
    own = read_own_deck(folder)
    deck = own if own.formats else read_deck()
    names = {name: shape.id for shape in usable_formats(deck) for name in (shape.id, shape.title)}
    given = read_options(RECIPE, words, {"--from": lambda value: find_name(_("format"), value, names)})
    if keep:
        given["steps"] = _kept(deck, first(given, "base"), keep)
    if no_input or not can_ask():
        _fill(deck, given)
    before = ["--in", str(folder)] if wanted is not None else []
    taken = [*deck.format, *own.format]
    answers = complete_answers(RECIPE, format_steps(deck, taken), given, {}, before, no_input=no_input)
    if answers is None:
        return None
    path = _save(folder, own, deck, answers, force=force)
    plan = ["territoires", "plan", "lorient", "--format", slug(first(answers, "title")), "--deck", str(folder)]
    say(_("Pour composer un atelier avec ce format :\n  {command}").format(command=command_line(plan)))
    say_same(RECIPE, answers, {}, before, no_input=no_input)
    return judge_file(folder, path)


def _kept(deck: Deck, base: str, wanted: Sequence[str]) -> tuple[str, ...]:
    steps = deck.format[base].steps if base else ()
    names = {name: step.id for step in steps for name in (step.id, step.title)}
    return tuple(find_name(_("étape"), name, names) for name in wanted)


def _fill(deck: Deck, given: Answers) -> None:
    """Where nobody can be asked, what isn't said stays as it is in the format begun from."""
    shape = deck.format[first(given, "base")] if given.get("base") else None
    if shape is not None:
        given.setdefault("participants", (str(shape.participants),))
        given.setdefault("steps", tuple(step.id for step in shape.steps))


def _save(folder: Path, own: Deck, deck: Deck, answers: Answers, *, force: bool) -> Path:
    """Write the file. Raises TerritoiresError where it is there, or can't be written."""
    from territoires_cli.cli.files import save_text
    from territoires_cli.places import workshops_folder
    from territoires_cli.schema_files import schema_line
    from territoires_cli.store import make_folder_of, refuse_outside

    text = _text_of(folder, first(answers, "base"))
    place = folder / "workshops"
    line = schema_line("format")
    if workshops_folder(folder) != place:  # beside a folder `cards/`
        place, line = folder.parent / "workshops", line.replace("../", f"../{folder.name}/")
    path = place / f"{slug(first(answers, 'title'))}.yaml"
    refuse_outside(path, place.parent)
    make_folder_of(path)
    save_text(path, format_text(text, answers, line, list(own.source)), force=force)
    refresh_editor_schemas(folder, own if own.formats else deck)
    return path


def _text_of(folder: Path, name: str) -> str:
    """The text of a format's file, as it was written in this deck or in the built-in one."""
    from territoires_cli.places import builtin_root, format_files
    from territoires_cli.safe_yaml import parse_yaml

    files = [path for place in (folder, builtin_root()) for path in format_files(place)]
    for file in [path for path in files if isinstance(path, Path)]:
        text = file.read_bytes().decode("utf-8-sig")
        if parse_yaml(text).get("id") == name:
            return text
    raise AssertionError(name)

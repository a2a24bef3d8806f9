"""The command line as a whole: commands found and imported only when they are called, errors told in French."""

import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Annotated, Any, NamedTuple

import typer
from typer.core import TyperGroup
from typer.main import get_command

from territoires_cli import __version__
from territoires_cli.errors import INTERRUPTED, TerritoiresError
from territoires_cli.translation import gettext as _


class Entry(NamedTuple):
    """A command: the module that holds it, and its one line in the help."""

    module: str
    summary: str


def entries() -> dict[str, Entry]:
    """Every command, in the order of a facilitator's work."""
    return {
        "list": Entry("list", _("Lister les cartes de toute sorte, les défis, les formats, les exemples.")),
        "show": Entry("show", _("Lire une carte en entier, de quelque sorte qu’elle soit.")),
        "draw": Entry("draw", _("Tirer des cartes au hasard, de façon rejouable.")),
        "match": Entry("match", _("Classer les cartes pour les défis d’un territoire.")),
        "combine": Entry("combine", _("Combiner des cartes en un projet.")),
        "new": Entry("new", _("Décrire votre territoire, question après question.")),
        "plan": Entry("plan", _("Composer un plan d’atelier prêt à imprimer.")),
        "render": Entry("render", _("Refaire les documents d’un plan gardé en YAML.")),
        "kit": Entry("kit", _("Préparer tout ce que la salle demande, prêt à imprimer.")),
        "print": Entry("print", _("Imprimer des cartes, des feuilles, des chevalets, des badges.")),
        "run": Entry("run", _("Mener l’atelier : l’étape, le temps qui reste, ce qui se dit.")),
        "harvest": Entry("harvest", _("Saisir ce que les tables ont écrit.")),
        "report": Entry("report", _("Écrire le compte rendu d’une séance, et ce qui en découle.")),
        "session": Entry("session", _("Voir, emporter ou supprimer les séances gardées.")),
        "deck": Entry("deck", _("Employer d’autres jeux de cartes, et échanger les vôtres.")),
        "config": Entry("config", _("Voir vos réglages : ce qui s’imprime sur les papiers.")),
        "check": Entry("check", _("Vérifier les fichiers d’un jeu.")),
        "schema": Entry("schema", _("Dire ce qui peut s’écrire dans chaque sorte de fichier.")),
    }


class LazyGroup(TyperGroup):
    """A group that imports a command's module when the command is asked for."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002 - the signature is typer's
        """The names of the commands, in order."""
        return list(entries())

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ARG002 - the signature is typer's
        """The command, imported now; None where there is none of this name."""
        entry = entries().get(cmd_name)
        if entry is None:
            return None
        module = import_module(f"territoires_cli.cli.{entry.module}")
        command = get_command(module.app)
        command.name = cmd_name
        return command

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """The help in French, with examples first."""
        from territoires_cli.cli.help import group_help

        formatter.write(group_help(ctx, {name: entry.summary for name, entry in entries().items()}))


app = typer.Typer(
    cls=LazyGroup,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _show_version(wanted: bool) -> None:
    if wanted:
        sys.stdout.write(f"territoires {__version__}\n")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def root(
    context: typer.Context,
    version: Annotated[  # noqa: ARG001 - acted on by its callback
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help=_("Afficher la version."))
    ] = False,
) -> None:
    """Préparer un atelier avec le jeu des territoires collaboratifs."""
    if context.invoked_subcommand is not None:
        return
    from territoires_cli.ui.prompts import can_ask

    if can_ask():
        from territoires_cli.cli.menu import open_menu

        raise typer.Exit(open_menu())
    sys.stdout.write(context.get_help() + "\n")


def run(arguments: Sequence[str]) -> int:
    """Run the command line and return its exit code; expected errors are told on stderr."""
    from territoires_cli.ui.output import prepare_streams, say

    prepare_streams()
    try:
        code = app(args=list(arguments), prog_name="territoires", standalone_mode=False)
    except TerritoiresError as error:
        say(str(error))
        return error.exit_code
    except SystemExit as left:
        # typer leaves with 1 where the reader of a pipe has gone; that is no failure, and `__main__` says so.
        if isinstance(left.__context__, BrokenPipeError):
            raise left.__context__ from None
        raise
    except typer.Abort:
        say(_("Interrompu."))
        return INTERRUPTED
    except Exception as error:
        from territoires_cli.cli.usage import usage_sentence

        sentence = usage_sentence(error, list(entries()))
        if sentence is None:
            raise
        say(sentence)
        return 2
    if code == INTERRUPTED:
        say(_("Interrompu."))
    return code if isinstance(code, int) else 0

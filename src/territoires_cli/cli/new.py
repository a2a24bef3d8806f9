"""`territoires new`: what can be created, one module a kind, imported when it is asked for."""

from importlib import import_module
from typing import Any

import typer
from typer.core import TyperGroup
from typer.main import get_command

from territoires_cli.names import find
from territoires_cli.translation import gettext as _


def made_kinds() -> dict[str, tuple[str, str]]:
    """Each kind that can be created: its French name, and its one line in the help."""
    return {
        "city": (_("ville"), _("Votre territoire, pour composer un atelier.")),
        "deck": (_("jeu"), _("Votre jeu de cartes, qui complète le jeu livré.")),
        "card": (_("carte"), _("Une carte de pratique de votre jeu.")),
        "action": (_("fiche"), _("Une fiche action de votre jeu.")),
        "format": (_("atelier"), _("Un format d’atelier, à partir d’un format qui existe.")),
    }


class NewGroup(TyperGroup):
    """The kinds of things to create, under their English and French names."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002 - the signature is typer's
        """The kinds, in order."""
        return list(made_kinds())

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ARG002 - the signature is typer's
        """The command that creates a kind, imported now; None where there is none of this name."""
        names = {name: kind for kind, (french, _summary) in made_kinds().items() for name in (kind, french)}
        kind = find(cmd_name, names)
        if kind is None:
            return None
        command = get_command(import_module(f"territoires_cli.cli.new_{kind}").app)
        command.name = kind
        return command

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """The help in French, with examples first."""
        from territoires_cli.cli.help import section_help

        told = {f"{kind} ({french})": summary for kind, (french, summary) in made_kinds().items()}
        formatter.write(section_help(ctx, told, _("Ce qui peut être créé :"), _("SORTE")))


app = typer.Typer(
    cls=NewGroup, rich_markup_mode=None, add_completion=False, pretty_exceptions_enable=False, no_args_is_help=False
)


@app.callback()
def new() -> None:
    """Créer une ville, un jeu, une carte, une fiche ou un format d’atelier.

    Quelques questions, puis un fichier commenté, vérifié aussitôt.
    Chaque question a une option qui y répond, et n’est alors pas posée.
    Sans terminal, ou avec --no-input, les options suffisent.

    Exemples :
      territoires new city
      territoires new jeu
      territoires new card --help
    """

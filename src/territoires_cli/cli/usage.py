"""What the parser of the command line objects to, told in French: the one place that maps its errors."""

import re
from collections.abc import Sequence
from typing import Any

from territoires_cli.names import enumerate_in_french, nearest
from territoires_cli.translation import gettext as _


def usage_sentence(error: Exception, commands: Sequence[str]) -> str | None:
    """A French sentence for an error of the parser, with where to find help; None for any other error.

    Why by name: typer carries its own private copy of click, whose classes can't be imported from a public place.
    """
    family = {kind.__name__ for kind in type(error).__mro__}
    if "ClickException" not in family and "TyperException" not in family:
        return None
    context: Any = getattr(error, "ctx", None)
    if context is not None and context.parent is not None and hasattr(context.command, "list_commands"):
        commands = context.command.list_commands(context)
    path = context.command_path if context is not None else "territoires"
    sentence = _sentence(type(error).__name__, error, commands)
    return _("{sentence}\nPour voir l’aide : {command} --help").format(sentence=sentence, command=path)


def _sentence(kind: str, error: Any, commands: Sequence[str]) -> str:
    message = str(getattr(error, "message", ""))
    if kind == "NoSuchOption":
        return _no_such_option(error)
    if kind == "BadOptionUsage":
        needs = _("L’option {name} attend une valeur.")
        takes_none = _("L’option {name} ne prend pas de valeur.")
        return (takes_none if "does not take a value" in message else needs).format(name=error.option_name)
    if kind in {"MissingParameter", "BadParameter"}:
        missing = _("Il manque {name}.").format(name=_parameter(error))
        refused = _("Valeur refusée pour {name} : {message}").format(name=_parameter(error), message=message)
        return missing if kind == "MissingParameter" else refused
    if unknown := re.match(r"No such command (['\"])(.*)\1", message, re.DOTALL):
        return _no_such_command(unknown[2], commands)
    if extra := re.match(r"Got unexpected extra argument\(?s?\)? \((.*)\)", message, re.DOTALL):
        return _("De trop sur la ligne : « {words} » (un nom de plusieurs mots se met entre guillemets).").format(
            words=extra[1]
        )
    lacking = _("Il manque un mot : {commands}.").format(commands=enumerate_in_french(list(commands), _("ou")))
    return lacking if message == "Missing command." else _("Cette commande n’est pas comprise.")


def _no_such_option(error: Any) -> str:
    context = error.ctx
    known = [
        name for parameter in context.command.get_params(context) for name in parameter.opts if name.startswith("--")
    ]
    close = nearest(error.option_name, known, at_most=1)
    if close:
        return _("L’option {name} n’existe pas. Vouliez-vous dire {close} ?").format(
            name=error.option_name, close=close[0]
        )
    return _("L’option {name} n’existe pas.").format(name=error.option_name)


def _no_such_command(name: str, commands: Sequence[str]) -> str:
    close = nearest(name, commands, at_most=1)
    if close:
        return _("La commande « {name} » n’existe pas. Vouliez-vous dire « {close} » ?").format(
            name=name, close=close[0]
        )
    return _("La commande « {name} » n’existe pas. Commandes : {commands}.").format(
        name=name, commands=enumerate_in_french(list(commands), _("et"))
    )


def _parameter(error: Any) -> str:
    parameter = error.param
    if parameter is None:
        return _("une option")
    if parameter.param_type_name == "option":
        return str(max(parameter.opts, key=len))
    return str(parameter.metavar or parameter.name.upper())

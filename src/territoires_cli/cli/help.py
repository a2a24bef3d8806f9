"""Help pages in French, in plain text: what the command does, examples first, then what can be typed."""

import textwrap
from collections.abc import Iterable, Mapping
from typing import Any

from territoires_cli.translation import gettext as _

WIDTH = 80


def group_help(context: Any, commands: Mapping[str, str]) -> str:
    """The help of the whole tool."""
    return "\n".join(
        (
            _("territoires – préparer un atelier avec le jeu des territoires collaboratifs."),
            "",
            _("Seul dans un terminal, territoires ouvre un menu qui pose les questions."),
            "",
            _("Exemples :"),
            "  territoires list",
            "  territoires show A1",
            "  territoires match lorient",
            "  territoires plan lorient -o plan.md",
            "",
            _("Emploi : territoires COMMANDE [OPTIONS]"),
            "",
            *_section(_("Commandes :"), commands.items()),
            *_section(_("Options :"), _options(context)),
            _("L’aide d’une commande s’affiche avec : territoires COMMANDE --help"),
            "",
        )
    )


def command_help(context: Any) -> str:
    """The help of one command: its docstring holds the examples."""
    parameters = context.command.get_params(context)
    arguments = [parameter for parameter in parameters if parameter.param_type_name == "argument"]
    usage = " ".join((context.command_path, *(_argument_usage(argument) for argument in arguments), "[OPTIONS]"))
    return "\n".join(
        (
            textwrap.dedent(context.command.help or "").strip(),
            "",
            _("Emploi : {usage}").format(usage=usage),
            "",
            *_section(_("Arguments :"), ((_argument_usage(item), item.help or "") for item in arguments)),
            *_section(_("Options :"), _options(context)),
        )
    )


def section_help(context: Any, commands: Mapping[str, str], title: str, metavar: str) -> str:
    """The help of a command that has commands of its own; its docstring holds the examples."""
    return "\n".join(
        (
            textwrap.dedent(context.command.help or "").strip(),
            "",
            _("Emploi : {usage}").format(usage=f"{context.command_path} {metavar} [OPTIONS]"),
            "",
            *_section(title, commands.items()),
            *_section(_("Options :"), _options(context)),
            _("L’aide de chacune s’affiche avec : {usage}").format(usage=f"{context.command_path} {metavar} --help"),
            "",
        )
    )


def _argument_usage(argument: Any) -> str:
    name = argument.metavar or argument.name.upper()
    name = f"{name}…" if argument.nargs != 1 else name
    return name if argument.required else f"[{name}]"


def _options(context: Any) -> Iterable[tuple[str, str]]:
    own_words = {
        "help": _("Afficher cette aide."),
        "install_completion": _("Installer la complétion des noms dans votre terminal."),
        "show_completion": _("Afficher le script de complétion, pour le copier."),
    }
    for parameter in context.command.get_params(context):
        if parameter.param_type_name != "option" or parameter.hidden:
            continue
        names = ", ".join(sorted(parameter.opts, key=len))
        value = "" if parameter.is_flag else f" {parameter.metavar or parameter.name.upper()}"
        yield f"{names}{value}", own_words.get(parameter.name) or parameter.help or ""


def _section(title: str, rows: Iterable[tuple[str, str]]) -> list[str]:
    listed = list(rows)
    if not listed:
        return []
    column = min(max(len(name) for name, _text in listed), 28) + 4
    lines = [title]
    for name, text in listed:
        wrapped = textwrap.wrap(text, WIDTH - column, break_on_hyphens=False) or [""]
        head = f"  {name}"
        if len(head) + 2 > column:
            lines.append(head)
            head = ""
        lines.append(f"{head:<{column}}{wrapped[0]}".rstrip())
        lines += [f"{'':<{column}}{line}" for line in wrapped[1:]]
    return [*lines, ""]

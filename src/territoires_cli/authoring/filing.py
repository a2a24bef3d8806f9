"""Fields of a card → its YAML file: a remark above each field, and what was left out as an example to complete. Pure."""

from collections.abc import Mapping
from typing import Any

from territoires_cli.fields import model_fields
from territoires_cli.quoting import command_line
from territoires_cli.translation import gettext as _
from territoires_cli.yaml_text import write_like_people


def commented_file(
    model: str, values: Mapping[str, Any], examples: Mapping[str, Any], head: str, editor_line: str
) -> str:
    """The file of a card: `values` as they are, `examples` behind a #, both in the model's order under a remark each.

    `editor_line` comes first, because editors look for it there.
    """
    parts = [editor_line + "\n" + "".join(f"# {line}\n" for line in head.splitlines())]
    for name, sentence in model_fields()[model][2].items():
        if name in values:
            parts.append(f"# {sentence}\n{write_like_people({name: values[name]})}")
        elif name in examples:
            lines = write_like_people({name: examples[name]}).splitlines()
            parts.append(f"# {sentence}\n" + "".join(f"# {line}\n" for line in lines))
    return "\n".join(parts)


def head_of(title: str, file: str) -> str:
    """What stands at the top of a file that a person will complete."""
    return _(
        "{title} : écrit par territoires new, à compléter quand vous voulez.\n"
        "Une ligne qui commence par # est une remarque : l’outil ne la lit pas.\n"
        "Pour remplir un champ laissé en remarque, retirez le # et mettez vos mots à la place de l’exemple.\n"
        "Pour relire ce fichier après une correction, dans le dossier du jeu : territoires check {file}"
    ).format(title=title, file=command_line([str(file)]))

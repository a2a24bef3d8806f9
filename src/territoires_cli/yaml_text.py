"""Plain data → YAML text as people write it, which our own reader reads back as the same data."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import yaml

_NUMBER = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$")
_SEPARATORS = re.compile("[\x85\u2028\u2029]")
_CLOCK = re.compile(r"[0-9]{1,2}:[0-9]{2}$")
_LETTER = re.compile(r"[yYnN]$")
_SHORT = re.compile(r"[\w-]{1,30}")
# From so many characters on, a text stands on lines of its own in a file that people complete.
_LONG = 60
# Wider than any line: nothing is folded where folding would break the line that a value stands on.
_ONE_LINE = 1_000_000


def write_yaml(data: Any, *, folded: bool = False, width: int = 110) -> str:
    """Data as YAML of `width` columns; with `folded`, long texts stand below their name, as people write them."""
    import yaml

    text: str = yaml.dump(data, Dumper=_dumper(folded=folded), allow_unicode=True, sort_keys=False, width=width)
    return text


def write_like_people(data: Any, *, width: int = 100) -> str:
    """Data as YAML in the manner of the deck's own files: items below their key, ids side by side in brackets."""
    import yaml

    text: str = yaml.dump(data, Dumper=_people_dumper(), allow_unicode=True, sort_keys=False, width=width)
    return text


def write_item(value: Any) -> str:
    """A value as an item of a list that stands line by line."""
    return write_like_people(_Lines([value]))


class _Lines(list[Any]):
    """A list that is written line by line, whatever it holds."""


def write_on_one_line(data: Any) -> str:
    """Data as YAML that fits into brackets or behind a key, without an end of line."""
    import yaml

    # In a list, because a text alone would be written plain where brackets around it ask for quotes.
    text: str = yaml.dump(
        [data], Dumper=_dumper(), allow_unicode=True, sort_keys=False, width=_ONE_LINE, default_flow_style=True
    )
    return text.strip()[1:-1]


def _dumper(*, folded: bool = False) -> "type[yaml.SafeDumper]":
    """A dumper that also quotes what only YAML 1.2 takes for numbers, like the postcode 08000, and old line separators."""
    import yaml

    class Dumper(yaml.SafeDumper):
        pass

    def text(dumper: yaml.SafeDumper, value: str) -> yaml.ScalarNode:
        # Plain or in single quotes, these characters would be read back as the end of a line.
        style = '"' if _SEPARATORS.search(value) else ">" if folded and len(value) > _LONG else None
        return dumper.represent_scalar("tag:yaml.org,2002:str", value, style=style)

    Dumper.add_representer(str, text)
    Dumper.add_implicit_resolver("tag:yaml.org,2002:float", _NUMBER, list("-+.0123456789"))
    # What other readers take for a number of minutes, or for yes and no.
    Dumper.add_implicit_resolver("tag:yaml.org,2002:int", _CLOCK, list("0123456789"))
    Dumper.add_implicit_resolver("tag:yaml.org,2002:bool", _LETTER, list("yYnN"))
    return Dumper


def _people_dumper() -> "type[yaml.SafeDumper]":
    """A dumper that writes lists as people do: below their key with two spaces, or in brackets where they are ids."""
    import yaml

    class Dumper(_dumper(folded=True)):  # type: ignore[misc]  # the class is made by a function
        def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002 - the signature is PyYAML's
            """Never set the items of a list level with its key."""
            super().increase_indent(flow, False)

        def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002 - the signature is PyYAML's
            """A value that stands twice is written twice: nobody should have to read anchors."""
            return True

    def listed(dumper: yaml.SafeDumper, values: Sequence[Any]) -> yaml.SequenceNode:
        short = all(isinstance(value, str) and _SHORT.fullmatch(value) for value in values)
        return dumper.represent_sequence("tag:yaml.org,2002:seq", values, flow_style=short)

    Dumper.add_representer(list, listed)
    Dumper.add_representer(tuple, listed)
    Dumper.add_representer(
        _Lines, lambda dumper, values: dumper.represent_sequence("tag:yaml.org,2002:seq", values, flow_style=False)
    )
    return Dumper

"""docs/security.md states the limits that the code has."""

import re
from importlib import import_module
from pathlib import Path

import pytest

PAGE = (Path(__file__).resolve().parents[1] / "docs" / "security.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| .+ \| ([\d,]+) \| `([\w.]+)\.(\w+)` \|$", PAGE, re.MULTILINE)


@pytest.mark.parametrize(("figure", "module", "name"), ROWS)
def test_each_limit_is_that_of_the_code(figure: str, module: str, name: str) -> None:
    """The figure in the table is the constant."""
    assert int(figure.replace(",", "")) == getattr(import_module(f"territoires_cli.{module}"), name)


def test_the_table_is_found() -> None:
    """The rows are read, none twice."""
    assert len(ROWS) >= 20
    assert len({row[1:] for row in ROWS}) == len(ROWS)


def test_the_word_for_facilitators_is_short() -> None:
    """At most ten sentences or so come first, in French."""
    head = PAGE.partition("## Threat model")[0]
    assert 8 <= len([line for line in head.splitlines() if line.startswith("> ")]) <= 12

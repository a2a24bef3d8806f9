"""What programs read from stdout stays JSON and CSV, however few characters stdout knows."""

import csv
import io
import json
import sys
from collections.abc import Callable

import pytest

from territoires_cli.cli.app import run as run_command
from territoires_cli.ui.output import prepare_streams, write_csv, write_json

Narrow = Callable[[str], Callable[[], str]]
ENCODINGS = ("ascii", "cp1252", "latin-1", "cp850", "utf-8")
# Quotes, a wide quote and a wide « = », a space that no code page has, a letter beyond U+FFFF, an escape, half a letter.
SIGNS = "« l’été » “dit” ＂x＂, ＝1+1 \u202f œ 日 😀 \x1b[31m \ud800"


@pytest.fixture
def narrow(monkeypatch: pytest.MonkeyPatch) -> Narrow:
    """Give stdout an encoding, as `PYTHONIOENCODING` or a pipe of Windows does; what it holds is read in the same one."""

    def set_(encoding: str) -> Callable[[], str]:
        monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(io.BytesIO(), encoding, newline=""))
        prepare_streams()
        page = sys.stdout

        def read() -> str:
            page.flush()
            assert isinstance(page.buffer, io.BytesIO)
            return page.buffer.getvalue().decode(encoding)

        return read

    return set_


@pytest.mark.parametrize("encoding", ENCODINGS[:-1])
def test_json_on_a_narrow_stdout_holds_the_same_data(narrow: Narrow, encoding: str) -> None:
    """No character is replaced in JSON: what can't be written is escaped, and all is ASCII, which UTF-8 reads too."""
    read = narrow(encoding)
    write_json({SIGNS: [SIGNS]})
    assert read().isascii()
    assert json.loads(read()) == {SIGNS: [SIGNS]}


def test_json_in_utf_8_stays_readable(narrow: Narrow) -> None:
    """Where stdout knows every letter, French stays French."""
    read = narrow("UTF8")
    write_json(["l’été"])
    assert "l’été" in read()


@pytest.mark.parametrize(
    "command", ["show A1", "show lorient", "plan lorient --seed 1", "list --kind format", "schema card"]
)
def test_commands_give_the_same_json_in_ascii(narrow: Narrow, command: str) -> None:
    """What a command gives in ASCII means what it gives in UTF-8."""
    given = []
    for encoding in ("ascii", "utf-8"):
        read = narrow(encoding)
        assert run_command([*command.split(), *([] if command.startswith("schema") else ["--json"])]) == 0
        given.append(json.loads(read()))
    assert given[0] == given[1]


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("cell", ["«Bus» du soir", "“Bus”, dit-elle", "＂x＂;y", "＝1+1", "½,2"])
def test_csv_on_a_narrow_stdout_keeps_its_cells(narrow: Narrow, encoding: str, cell: str) -> None:
    """A character that becomes a quote or a sign of formulas does so before the cell is quoted and shielded."""
    read = narrow(encoding)
    write_csv(["a", "b"], [[cell, "fin"]])
    (_titles, (shown, last)) = csv.reader(io.StringIO(read()), strict=True)
    assert last == "fin"
    assert not shown.startswith("=")
    assert shown.lstrip("'") == cell.encode(encoding, "territoires.fall_back").decode(encoding)

"""The user's settings: where they are, what they may say, and how mistakes in them are told."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from territoires_cli.configuration import TEMPLATE, read_settings, settings_path
from territoires_cli.errors import ContentError

if TYPE_CHECKING:
    from tests.conftest import Result

Run = Callable[..., "Result"]


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A place for settings, where none are yet."""
    path = tmp_path / "réglages" / "config.yaml"
    monkeypatch.setenv("TERRITOIRES_CONFIG", str(path))
    return path


def write(place: Path, text: str) -> None:
    place.parent.mkdir(exist_ok=True)
    place.write_text(text, encoding="utf-8")


def test_without_a_file_nothing_is_told(place: Path) -> None:
    """No organiser, no words on data; photographs are asked about, since most rooms take some."""
    assert settings_path() == place
    settings = read_settings()
    assert (settings.organiser, settings.privacy.controller, settings.privacy.photographs) == (None, None, True)


def test_the_platform_has_its_own_place(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the variable: the folder for this tool's configuration, and config.yaml in it."""
    monkeypatch.delenv("TERRITOIRES_CONFIG")
    assert settings_path().parts[-2:] == ("territoires-cli", "config.yaml")


def test_what_is_told_is_read(place: Path) -> None:
    """Accents, quotes, and fields of the notice."""
    write(
        place,
        'schema: 1\norganiser: "Ville d’Épinal"\nprivacy:\n  contact: "dpo@epinal.example"\n  photographs: false\n',
    )
    settings = read_settings()
    assert (settings.organiser, settings.privacy.contact) == ("Ville d’Épinal", "dpo@epinal.example")
    assert settings.privacy.photographs is False


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("schema: 1\nprivacy:\n  contakt: x\n", "contakt"),
        ("schema: 2\n", "schema"),
        ("schema: 1\norganiser: [un, deux]\n", "organiser"),
        ("schema: 1\norganiser: x\n\tprivacy: {}\n", "tabulation"),
    ],
)
def test_mistakes_are_told_at_their_place(place: Path, run: Run, text: str, told: str) -> None:
    """A misspelt field, another schema, a list for a sentence, a tab: file, line and word; exit code 3."""
    write(place, text)
    with pytest.raises(ContentError):
        read_settings()
    result = run("config")
    assert result.code == 3
    assert told in result.err.lower()
    assert place.name in result.err


def test_the_file_to_begin_with_can_be_read_and_filled(place: Path, run: Run) -> None:
    """`--new` writes it once, in a folder that it makes; as it is and with every example told, it is valid."""
    assert run("config", "--new").code == 0
    assert place.read_text(encoding="utf-8") == TEMPLATE
    assert read_settings().privacy.photographs is True
    told = "\n".join(
        line.replace("# ", "", 1) if line.lstrip().startswith("# ") and '"' in line else line
        for line in TEMPLATE.splitlines()
    )
    write(place, told)
    assert read_settings().privacy.kept_for == "trois mois après la réponse aux participants"
    again = run("config", "--new")
    assert again.code == 1
    assert "existe déjà" in again.err
    assert place.read_text(encoding="utf-8") == told


def test_a_place_that_can_t_be_made_is_told(place: Path, run: Run) -> None:
    """A file where the folder should be."""
    place.parent.write_text("", encoding="utf-8")
    result = run("config", "--new")
    assert result.code == 1
    assert "Impossible de créer le dossier" in result.err


def test_settings_are_shown(place: Path, run: Run) -> None:
    """Without a file, its place and how to write one; with one, what it says; as JSON for programs."""
    empty = run("config").out.replace("\u00a0", " ")
    assert "territoires config --new" in empty
    assert str(place) in empty
    write(place, "schema: 1\norganiser: Mairie de Val\n")
    shown = run("config").out.replace("\u00a0", " ")
    assert "Mairie de Val" in shown
    assert "--new" not in shown
    data = json.loads(run("config", "--json").out)
    assert (data["organiser"], data["path"], data["schema"]) == ("Mairie de Val", str(place), 1)

"""`-o FILE`: which names are accepted, what is written, and what is said of it."""

from pathlib import Path

import pytest

from territoires_cli.cli.files import read_target, save_document, save_text
from territoires_cli.errors import RequestError, TerritoiresError
from territoires_cli.models.document import Document, Heading
from territoires_cli.render.markdown import render_markdown

MARKDOWN = {".md": "le document"}
BOTH = {".md": "le document", ".yaml": "les décisions"}


def test_no_name_no_file() -> None:
    """Without `-o` there is nothing to write."""
    assert read_target(None, BOTH) is None


@pytest.mark.parametrize("name", ["plan.md", "PLAN.MD", "un dossier/plan.été.md", "./-.md"])
def test_a_suffix_that_is_known_is_accepted_as_typed(name: str) -> None:
    """Case doesn't matter, nor does anything before the suffix."""
    assert read_target(name, MARKDOWN) == read_target(name, BOTH) == Path(name)


def test_both_suffixes_of_yaml_go_together() -> None:
    """`.yml` is `.yaml` where a command writes that, and refused where it doesn't."""
    assert read_target("plan.yml", BOTH) == Path("plan.yml")
    assert read_target("plan.YAML", BOTH) == Path("plan.YAML")
    with pytest.raises(RequestError):
        read_target("plan.yml", MARKDOWN)


@pytest.mark.parametrize("name", ["plan.txt", "plan.md.docx", "plan.", "md", "plan", ".md"])
def test_other_suffixes_are_refused_with_those_that_would_do(name: str) -> None:
    """The sentence gives each suffix and what it writes."""
    with pytest.raises(RequestError) as caught:
        read_target(name, BOTH)
    assert str(caught.value) == (
        f"Le fichier « {Path(name)} » doit finir par .md (le document) ou .yaml (les décisions)."
    )


@pytest.mark.parametrize("name", ["plan.txt", "plan.md.docx"])
def test_a_single_kind_is_named_alone(name: str) -> None:
    """Where only Markdown is written, nothing else is offered."""
    with pytest.raises(RequestError, match=r"doit finir par \.md \(le document\)\.$"):
        read_target(name, MARKDOWN)


@pytest.mark.parametrize("name", ["projet", ".md", "dossier/projet"])
def test_a_name_without_suffix_is_refused_too(name: str) -> None:
    """What would be written can't be told from it, whichever kinds there are."""
    with pytest.raises(RequestError):
        read_target(name, MARKDOWN)


@pytest.mark.parametrize("name", ["", "  ", "\udcff.md"])
def test_a_name_that_is_none_is_a_usage_error(name: str) -> None:
    """An empty or unreadable name is refused before its suffix is looked at."""
    with pytest.raises(RequestError, match="nom"):
        read_target(name, MARKDOWN)


def test_a_text_is_written_and_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The bytes are UTF-8 with the text's own line ends, and the sentence on stderr names the file."""
    target = tmp_path / "été.md"
    save_text(target, "Été\n« fin »\n", force=False)
    assert target.read_bytes() == "Été\n« fin »\n".encode()
    assert capsys.readouterr() == ("", f"Fichier écrit : {target}.\n")


def test_a_file_is_replaced_only_by_force(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Without it the file stays and nothing is said to be written; with it the sentence says that one was replaced."""
    target = tmp_path / "plan.md"
    target.write_text("à moi", encoding="utf-8")
    with pytest.raises(TerritoiresError, match="existe déjà"):
        save_text(target, "neuf", force=False)
    assert (target.read_text(encoding="utf-8"), capsys.readouterr()) == ("à moi", ("", ""))
    save_text(target, "neuf", force=True)
    assert (target.read_text(encoding="utf-8"), capsys.readouterr().err) == (
        "neuf",
        f"Fichier remplacé : {target}.\n",
    )


def test_force_writes_a_new_file_like_any_other(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`--force` where there is nothing to replace doesn't say that something was."""
    save_text(tmp_path / "plan.md", "neuf", force=True)
    assert capsys.readouterr().err == f"Fichier écrit : {tmp_path / 'plan.md'}.\n"


def test_a_document_is_written_as_markdown(tmp_path: Path) -> None:
    """What is written is what stdout would show."""
    document = Document(title="Un", blocks=(Heading(level=1, text="Un"),))
    save_document(tmp_path / "un.md", document, force=False)
    assert (tmp_path / "un.md").read_text(encoding="utf-8") == render_markdown(document)

"""Files that people keep: whole or not at all, never overwritten by chance, and plans that read back the same."""

import os
import stat
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from territoires_cli.amending import AmendingError, append_item
from territoires_cli.composing import Request, compose_plan
from territoires_cli.errors import ContentError, TerritoiresError
from territoires_cli.matching import match_city
from territoires_cli.models.base import Citation, Fact
from territoires_cli.models.city import City
from territoires_cli.models.deck import Deck
from territoires_cli.models.plan import DeckReference, Plan
from territoires_cli.safe_yaml import parse_yaml
from territoires_cli.store import amend_file, plan_to_yaml, readable_yaml, write_file
from territoires_cli.typography import without_unsafe

posix = pytest.mark.skipif(os.name != "posix", reason="permissions of POSIX systems")


def test_a_file_is_written_as_it_is(tmp_path: Path) -> None:
    """The bytes are the ones given, and nothing else is left in the folder."""
    path = tmp_path / "plan.md"
    write_file(path, "été\r\n".encode())
    assert path.read_bytes() == "été\r\n".encode()
    assert list(tmp_path.iterdir()) == [path]


def test_nothing_is_overwritten_without_force(tmp_path: Path) -> None:
    """An existing file stays as it is, and the message names the option that replaces it."""
    path = tmp_path / "plan.md"
    path.write_bytes(b"mes notes")
    with pytest.raises(TerritoiresError, match=r"plan\.md » existe déjà .*--force"):
        write_file(path, b"autre")
    assert path.read_bytes() == b"mes notes"
    write_file(path, b"autre", force=True)
    assert path.read_bytes() == b"autre"


@pytest.mark.parametrize("failing", ["fsync", "replace"])
@pytest.mark.parametrize("error", [OSError(28, "English"), KeyboardInterrupt()], ids=["disk full", "Ctrl-C"])
def test_a_failing_write_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: str, error: BaseException
) -> None:
    """Whenever the write stops, the old file is whole and no draft is left."""
    path = tmp_path / "plan.md"
    path.write_bytes(b"mes notes")

    def fail(*_arguments: object) -> None:
        raise error

    monkeypatch.setattr(*((os, "fsync", fail) if failing == "fsync" else (Path, "replace", fail)))
    with pytest.raises((TerritoiresError, KeyboardInterrupt)) as caught:
        write_file(path, b"autre", force=True)
    assert path.read_bytes() == b"mes notes"
    assert list(tmp_path.iterdir()) == [path]
    if isinstance(error, OSError):
        assert "le disque est plein" in str(caught.value)
        assert "Ce fichier n’a pas été écrit" in str(caught.value)


def test_impossible_places_are_expected_errors(tmp_path: Path) -> None:
    """A folder that doesn't exist, a file used as a folder and a folder used as a file have French reasons."""
    (tmp_path / "fichier").write_bytes(b"")
    for path, reason in (
        (tmp_path / "absent" / "plan.md", "le dossier n’existe pas"),
        (tmp_path / "fichier" / "plan.md", "un fichier se trouve à la place du dossier"),
        (tmp_path, "c’est un dossier"),
    ):
        with pytest.raises(TerritoiresError, match=reason):
            write_file(path, b"x", force=True)
    assert [path.name for path in tmp_path.iterdir()] == ["fichier"]


@posix
@pytest.mark.parametrize(("umask", "mode"), [(0o022, 0o644), (0o077, 0o600), (0o002, 0o664)])
def test_a_new_file_has_the_users_usual_permissions(tmp_path: Path, umask: int, mode: int) -> None:
    """A file is neither more secret nor more public than others, and the user's mask is left as it was."""
    before = os.umask(umask)
    try:
        write_file(tmp_path / "plan.md", b"x")
        assert os.umask(umask) == umask
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "plan.md").stat().st_mode) == mode


@posix
def test_a_replaced_file_keeps_its_permissions(tmp_path: Path) -> None:
    """What its owner made private stays private."""
    path = tmp_path / "plan.md"
    path.write_bytes(b"x")
    path.chmod(0o600)
    write_file(path, b"y", force=True)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_file_that_came_up_meanwhile_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another program's file that appears during the writing isn't overwritten either."""
    path = tmp_path / "plan.md"

    def meanwhile(_number: int) -> None:
        path.write_bytes(b"autre programme")

    monkeypatch.setattr(os, "fsync", meanwhile)
    with pytest.raises(TerritoiresError, match="existe déjà"):
        write_file(path, b"x")
    assert path.read_bytes() == b"autre programme"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("comes_up", [False, True])
def test_a_disk_without_hard_links_will_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, comes_up: bool) -> None:
    """On a memory stick the draft is moved, unless the name was taken meanwhile."""
    path = tmp_path / "plan.md"

    def unsupported(_path: Path, _target: Path) -> None:
        if comes_up:
            path.write_bytes(b"autre programme")
        raise OSError(95, "English")

    monkeypatch.setattr(Path, "hardlink_to", unsupported)
    if comes_up:
        with pytest.raises(TerritoiresError, match="existe déjà"):
            write_file(path, b"x")
    else:
        write_file(path, b"x")
    assert path.read_bytes() == (b"autre programme" if comes_up else b"x")
    assert list(tmp_path.iterdir()) == [path]


@posix
def test_a_link_stays_a_link(tmp_path: Path) -> None:
    """Replacing through a link changes the file that it points to."""
    target, link = tmp_path / "a" / "plan.md", tmp_path / "plan.md"
    target.parent.mkdir()
    target.write_bytes(b"x")
    link.symlink_to(target)
    with pytest.raises(TerritoiresError, match="existe déjà"):
        write_file(link, b"y")
    write_file(link, b"y", force=True)
    assert link.is_symlink()
    assert target.read_bytes() == b"y"


def plan_for(deck: Deck, city: str) -> Plan:
    """A plan of two hours for one of the deck's cities."""
    reference = DeckReference(id=deck.info.id, version=deck.info.version, digest=deck.digest, roots=("un dossier",))
    request = Request(city, 42, duration=125, participants=24, title="Titre : essai", place="Salle 1")
    return compose_plan(match_city(deck, deck.city[city]), deck.format["sharitories"], reference, request)


@pytest.mark.parametrize("city", ["aveiro", "epinal", "genk", "hilversum", "kristianstad", "lorient", "narbonne"])
def test_a_plan_reads_back_the_same(deck: Deck, city: str) -> None:
    """Plan → YAML → plan is the identity, and the file says its schema and how it came to be."""
    plan = plan_for(deck, city)
    text = plan_to_yaml(plan)
    assert text.startswith("# Plan d’atelier")
    assert "\nschema: 1\n" in text
    assert Plan.model_validate(parse_yaml(text)) == plan


@pytest.fixture(scope="session")
def plan(deck: Deck) -> Plan:
    """A plan for Lorient."""
    return plan_for(deck, "lorient")


@settings(deadline=None, max_examples=60)
@given(
    st.text(min_size=1, max_size=120).map(without_unsafe).filter(str.strip)
    | st.from_regex(r"[-+0-9.eE_:xo ]{1,12}", fullmatch=True).filter(str.strip)
    | st.sampled_from(
        ["08000", "1e3", "no", "~", "null", "true", "10:30", "- a", "a: b", "# x", "«\u00a0é\u3000»", "."]
    )
)
def test_any_text_in_a_plan_reads_back_the_same(plan: Plan, text: str) -> None:
    """A postcode, a time, a word that YAML takes for something else, or any text at all stays that text."""
    short = plan.model_copy(update={"city": City(name="Ici", statement=text), "hands": plan.hands[:1]})
    written = Plan.model_validate(short.model_dump(by_alias=True) | {"title": text, "place": text, "organiser": text})
    assert Plan.model_validate(parse_yaml(plan_to_yaml(written))) == written


def test_a_fact_without_year_reads_back_the_same(plan: Plan) -> None:
    """An undated fact says that it is undated; leaving it out would make the plan unreadable."""
    undated = Fact(text="Un fait.", as_of=None, source=Citation(id="sharitories"))
    plan = plan.model_copy(update={"city": plan.city.model_copy(update={"facts": (undated,)})})
    assert Plan.model_validate(parse_yaml(plan_to_yaml(plan))) == plan


def test_a_file_is_amended_and_keeps_its_own_ways(tmp_path: Path) -> None:
    """BOM, ends of lines and remarks stay; where nothing changes, nothing is written."""
    file = tmp_path / "config.yaml"
    file.write_bytes("\ufeff# dit\r\ndecks: [a]\r\n".encode())
    assert amend_file(file, lambda text: append_item(text, ("decks",), "b"))
    assert file.read_bytes() == "\ufeff# dit\r\ndecks: [a, b]\r\n".encode()
    assert not amend_file(file, lambda text: text)


def test_a_file_that_cannot_be_amended_is_told_and_left(tmp_path: Path) -> None:
    """Missing, not UTF-8, broken, of another shape: each is told with the file's name, and the file stays."""
    file = tmp_path / "deck.yaml"

    def add(text: str) -> str:
        return append_item(text, ("hides",), "troc")

    with pytest.raises(TerritoiresError, match=r"deck\.yaml.*n’existe pas"):
        amend_file(file, add)
    for content, error, told in [
        (b"title: caf\xe9", TerritoiresError, "UTF-8"),
        (b"a: [", ContentError, r"deck\.yaml:1:5"),
        (b"hides: tout", AmendingError, r"deck\.yaml : Ce fichier"),
    ]:
        file.write_bytes(content)
        with pytest.raises(error, match=told):
            amend_file(file, add)
        assert file.read_bytes() == content


@pytest.mark.parametrize(
    "text",
    ["mot", "a" * 300, "un\ndeux", " un\n  deux\n", "# x", "a: b", "- ", "🚲" * 90, "mot " * 40],
)
def test_readable_yaml_reads_back_the_same(text: str) -> None:
    """Whatever the text, under its remarks, but for the characters that no file may bring in."""
    from territoires_cli.safe_yaml import parse_yaml
    from territoires_cli.typography import without_unsafe

    written = readable_yaml([{"a": text, "b": [text, None, 3]}], "Une remarque\nen deux lignes")
    assert written.startswith("# Une remarque\n# en deux lignes\n- a: ")
    kept = without_unsafe(text)
    assert parse_yaml(written) == [{"a": kept, "b": [kept, None, 3]}]

"""Changes to YAML that people wrote: the change is there, and every other line stays to the character."""

import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from territoires_cli.amending import AmendingError, append_item, remove_item, set_value
from territoires_cli.safe_yaml import YamlError, parse_yaml
from territoires_cli.typography import without_unsafe
from territoires_cli.yaml_text import write_like_people, write_yaml

SETTINGS = settings(deadline=None, max_examples=150)
DECK = """\
# Mon jeu
hides: # celles qui ne vont pas ici
  # la première
  - troc   # trop de ressourceries
  - covoiturage

# Voilà.
replaces: []
families:
- {id: eau, title: "L’eau"}
- {id: feu, title: 'Le feu'}
credits: >-
  Un texte
  replié.

note: |+
  gardé

pair: {cards: [a, b], why: oui}
lines: [
  a,  # un
  b   # deux
]
decks:
# rien encore
deep:
  deeper:
    - - x
      - y
    -
      k: v
"""

SCALARS = (
    st.none()
    | st.booleans()
    | st.integers(-99, 9999)
    | st.text(max_size=8).map(without_unsafe)
    | st.sampled_from(
        ["a", "B2", "été", "10:30", "no", "# x", "- y", "k: v", "un texte assez long pour être replié " * 3]
    )
)
KEYS = st.sampled_from(["id", "hides", "titre du jeu", "a: b", "é", "x"])
DATA = st.dictionaries(
    KEYS,
    st.recursive(
        SCALARS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=3), max_leaves=10
    ),
    max_size=5,
)
COMMENTS = st.lists(
    st.tuples(st.integers(0, 40), st.sampled_from(["# un mot", "  # décalé", "", "#", "# hides: [x]"])), max_size=6
)


@st.composite
def files(draw: st.DrawFn) -> str:
    """A YAML text in one of the ways in which people and tools write, with remarks and empty lines in between."""
    data = draw(DATA)
    write = draw(st.sampled_from([write_like_people, write_yaml]))
    lines = write(data).splitlines()
    for place, comment in draw(COMMENTS):
        changed = [*lines[: place % (len(lines) + 1)], comment, *lines[place % (len(lines) + 1) :]]
        try:
            same = parse_yaml("\n".join(changed) + "\n") == data
        except YamlError:
            continue
        lines = changed if same else lines
    newline = draw(st.sampled_from(["\n", "\n", "\r\n"]))
    end = draw(st.sampled_from([newline, newline, "", newline * 2]))
    return draw(st.sampled_from(["", "\ufeff"])) + newline.join(lines) + end


def paths(data: Any, kind: type, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """Where values of a kind stand in plain data."""
    found = [path] if isinstance(data, kind) else []
    items = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    return found + [place for key, value in items for place in paths(value, kind, (*path, key))]


def at(data: Any, path: tuple[str | int, ...]) -> Any:
    """What stands at a path."""
    for step in path:
        data = data[step]
    return data


def read(text: str) -> Any:
    """The data of a text, as files of a deck are read."""
    return parse_yaml(text.removeprefix("\ufeff"))


def touched(before: str, after: str) -> tuple[list[str], list[str]]:
    """The lines that differ: from the first to the last one, in the text before and in the text after."""
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    for lines in (old, new):
        if lines and not lines[-1].endswith(("\n", "\r")):
            lines[-1] += "\r\n" if "\r\n" in before else "\n"
    while old and new and old[0] == new[0]:
        old, new = old[1:], new[1:]
    while old and new and old[-1] == new[-1]:
        old, new = old[:-1], new[:-1]
    return old, new


@pytest.mark.parametrize(
    ("path", "value", "old", "new"),
    [
        (("hides",), "eau", [], ["  - eau"]),
        (("families",), {"id": "air", "title": "L’air"}, [], ["- {id: air, title: L’air}"]),
        (("replaces",), "troc", ["replaces: []"], ["replaces: [troc]"]),
        (("pair", "cards"), "c", ["pair: {cards: [a, b], why: oui}"], ["pair: {cards: [a, b, c], why: oui}"]),
        (("lines",), "c", ["  b   # deux"], ["  b, c   # deux"]),
        (("decks",), "voisin.zip", [], ["  - voisin.zip"]),
        (("deep", "deeper", 0), "z", [], ["      - z"]),
        (("deep", "deeper"), ["z"], [], ["    - [z]"]),
        (("new",), "z", [], ["new: [z]"]),
        (("deep", "new"), "deux mots", [], ["  new:", "    - deux mots"]),
    ],
)
def test_an_item_joins_a_list_however_it_is_written(
    path: tuple[str | int, ...], value: Any, old: list[str], new: list[str]
) -> None:
    """Block, brackets on one line or several, empty, missing: one line is added or changed, in the style found there."""
    after = append_item(DECK, path, value)
    was, becomes = touched(DECK, after)
    assert ([line.rstrip("\n") for line in was], [line.rstrip("\n") for line in becomes]) == (old, new)
    assert at(read(after), path)[-1] == value


@pytest.mark.parametrize(
    ("path", "value", "gone", "left"),
    [
        (("hides",), "troc", ["  - troc   # trop de ressourceries"], []),
        (("hides",), "covoiturage", ["  - covoiturage"], []),
        (("families",), {"id": "eau", "title": "L’eau"}, ['- {id: eau, title: "L’eau"}'], []),
        (("lines",), "a", ["  a,  # un"], ["    # un"]),
        (("lines",), "b", ["  a,  # un", "  b   # deux"], ["  a,  # un", "     # deux"]),
        (("pair", "cards"), "a", ["pair: {cards: [a, b], why: oui}"], ["pair: {cards: [b], why: oui}"]),
        (("deep", "deeper"), {"k": "v"}, ["    -", "      k: v"], []),
    ],
)
def test_an_item_leaves_a_list(path: tuple[str | int, ...], value: Any, gone: list[str], left: list[str]) -> None:
    """Only the lines of the item go, and remarks that stand on lines of their own stay."""
    after = remove_item(DECK, path, value)
    assert value not in at(read(after), path)
    assert {line for line in DECK.splitlines() if line.strip().startswith("#")} <= set(after.splitlines())
    if path != ("lines",):
        was, becomes = touched(DECK, after)
        assert ([line.rstrip("\n") for line in was], [line.rstrip("\n") for line in becomes]) == (gone, left)


def test_the_last_item_leaves_an_empty_list() -> None:
    """A list that loses its only item stays a list, also where it is the whole file."""
    assert remove_item("a:\n  # dit\n  - b # c\nd: 1\n", ("a",), "b") == "a: []\n  # dit\nd: 1\n"
    assert remove_item("# dit\n- b\n", (), "b") == "# dit\n[]\n"


@pytest.mark.parametrize(
    ("text", "path", "value", "after"),
    [
        ("- - x\n  - y\n- z\n", (0,), "x", "- - y\n- z\n"),
        ("- - x # c\n- z\n", (0,), "x", "- [] # c\n- z\n"),
        ("- -5\n- -6\n", (), -5, "- -6\n"),
        ("- # a-b\n  k: v\n- w\n", (), {"k": "v"}, "- w\n"),
        ("a: [x,\n  # dit\n  y]\n", ("a",), "x", "a: [\n  # dit\n  y]\n"),
        ("a: [x, y, z]\n", ("a",), "y", "a: [x, z]\n"),
        ("a: [x]\n", ("a",), "x", "a: []\n"),
        ("- |+\n  un\n\n- b\n", (), "un\n\n", "\n- b\n"),
    ],
)
def test_items_leave_lists_of_unusual_shapes(text: str, path: tuple[str | int, ...], value: Any, after: str) -> None:
    """A list that begins on the line of another, numbers below zero, remarks between items, texts that keep empty lines."""
    assert remove_item(text, path, value) == after


def test_an_item_follows_a_text_that_keeps_its_empty_lines() -> None:
    """Empty lines that belong to a text stay in it; those that only set things apart come after the new item."""
    assert append_item("- |+\n  un\n\n", (), "b") == "- |+\n  un\n\n- b\n"
    assert append_item("- >-\n  un\n\n# fin\n", (), "b") == "- >-\n  un\n- b\n\n# fin\n"


@pytest.mark.parametrize(
    ("text", "path", "value"),
    [
        ("a: &x [1]\nb: *x\n", ("b",), 1),
        ("a: &x {k: [z]}\nb: *x\n", ("b", "k"), "z"),
    ],
)
def test_what_an_alias_stands_for_is_not_changed(text: str, path: tuple[str | int, ...], value: Any) -> None:
    """It is written elsewhere, for others too."""
    with pytest.raises(AmendingError):
        remove_item(text, path, value)
    with pytest.raises(AmendingError):
        set_value(text, (*path, "k"), 1)


def test_what_is_not_there_is_not_removed() -> None:
    """No such item, no such list: the same text."""
    assert remove_item(DECK, ("hides",), "eau") == DECK
    assert remove_item(DECK, ("absent",), "eau") == DECK
    assert remove_item("- true\n", (), 1) == "- true\n"


@pytest.mark.parametrize(
    ("path", "value", "old", "new"),
    [
        (("credits",), "court", ["credits: >-", "  Un texte", "  replié."], ["credits: court"]),
        (("note",), "court", ["note: |+", "  gardé"], ["note: court"]),
        (("decks",), "x: y", ["decks:"], ["decks: 'x: y'"]),
        (("pair", "why"), "[non]", ["pair: {cards: [a, b], why: oui}"], ["pair: {cards: [a, b], why: '[non]'}"]),
        (("pair", "note"), 1, ["pair: {cards: [a, b], why: oui}"], ["pair: {cards: [a, b], why: oui, note: 1}"]),
        (("version",), "1.0", [], ["version: '1.0'"]),
        (("new", "inner"), True, [], ["new:", "  inner: true"]),
    ],
)
def test_a_value_takes_the_place_of_another(
    path: tuple[str | int, ...], value: Any, old: list[str], new: list[str]
) -> None:
    """Texts on several lines, values in brackets and missing keys are replaced or added alone."""
    after = set_value(DECK, path, value)
    was, becomes = touched(DECK, after)
    assert [line.rstrip("\n") for line in was if line.strip()] == old
    assert [line.rstrip("\n") for line in becomes if line.strip()] == new


def test_a_remark_behind_the_key_survives_the_value() -> None:
    """What is said of a list behind its key stays when the list becomes something else, and so does what its items bear."""
    after = set_value(DECK, ("hides",), {"id": "troc"})
    assert "hides: # celles qui ne vont pas ici\n  # la première\n  # trop de ressourceries\n  id: troc\n" in after
    assert "hides: troc # celles qui ne vont pas ici\n" in set_value(DECK, ("hides",), "troc")
    assert "# trop de ressourceries\n" in set_value(DECK, ("hides",), "troc")


def test_what_could_drive_a_terminal_is_not_written() -> None:
    """Characters that reading takes away are taken away before, in items, keys and values."""
    assert append_item("a: []\n", ("a",), "b\x1bc") == append_item("a: []\n", ("a",), "bc")
    assert read(set_value("a: 1\n", ("b",), ({"c\x07": "d"},)))["b"] == [{"c": "d"}]
    assert remove_item("a: [b]\n", ("a",), "b\x1b") == "a: []\n"


def test_a_file_of_remarks_alone_is_begun() -> None:
    """A template of which nothing was filled in gets its first key after the remarks."""
    assert append_item("# rien\n", ("decks",), "a/b.zip") == "# rien\ndecks:\n  - a/b.zip\n"
    assert append_item("# rien", (), {"id": "x", "title": "a b"}) == "# rien\n- id: x\n  title: a b\n"
    assert append_item("", ("decks",), "a") == "decks: [a]\n"


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("a: text\n", ("a",)),
        ("a: text\n", ("a", "b")),
        ("- 1\n", ("a",)),
        ("a: &x [1]\nb: *x\n", ("b",)),
        ("? a\n: 1\n", ("b", "c", "d", 0)),
    ],
)
def test_what_cannot_be_added_alone_is_told_to_be_written(text: str, path: tuple[str | int, ...]) -> None:
    """A text where a list should be, an alias, another shape: the sentence shows what to write."""
    with pytest.raises(AmendingError, match=r"Écrivez-y vous-même :\n"):
        append_item(text, path, "z")


def test_the_whole_of_a_file_is_not_replaced() -> None:
    """A value for the root of a file that holds something would lose it."""
    with pytest.raises(AmendingError, match="Écrivez-y"):
        set_value("a: 1\n", (), {"b": 2})


def test_a_text_that_is_no_yaml_is_refused_by_the_reader() -> None:
    """A broken file is told as everywhere, with its place."""
    with pytest.raises(YamlError):
        append_item("a: [\n", ("a",), "b")


ROOT = Path(__file__).resolve().parents[1]
BUILT_IN = sorted([*(ROOT / "cards").rglob("*.yaml"), *(ROOT / "workshops").glob("*.yaml")])[::9]


@pytest.mark.parametrize("file", BUILT_IN, ids=lambda file: file.name)
def test_files_of_the_deck_take_an_item_in_every_list(file: Path) -> None:
    """In the files that people wrote, each list takes an item, and at most one line of the old text is another."""
    text = file.read_bytes().decode("utf-8")
    data = parse_yaml(text)
    places = [path for path in paths(data, list) if len(path) < 4][:12]
    assert places
    for path in places:
        after = append_item(text, path, "un ajout : sûr")
        was, _becomes = touched(text, after)
        assert len(was) <= 1
        assert at(parse_yaml(after), path)[-1] == "un ajout : sûr"
        assert remove_item(after, path, "un ajout : sûr") in {text, text.replace(" []", "[]")} or was


@SETTINGS
@given(text=files(), value=SCALARS | DATA, choice=st.integers(0, 99), key=KEYS)
def test_nothing_but_the_change_changes(text: str, value: Any, choice: int, key: str) -> None:
    """Any file, any place: it reads back with the change alone; lines, remarks, ends of lines and BOM stay."""
    before = read(text)
    lists = [path for path in paths(before, list) if path]
    places = [*lists, (key,)] if not isinstance((before or {}).get(key, []), dict | str | int) else lists
    assume(places)
    path = places[choice % len(places)]
    after = append_item(text, path, value)
    held = (before or {}).get(path[0]) if path == (key,) else at(before, path)
    assert repr(at(read(after), path)) == repr([*(held or []), value])
    undone = read(after)
    if held is None and key not in (before or {}):
        del undone[key]
    elif path == (key,):
        undone[key] = held
    else:
        at(undone, path[:-1])[path[-1]] = held
    assert repr(undone or None) == repr(before or None)
    was, _becomes = touched(text, after)
    assert len(was) <= 1
    assert after.startswith("\ufeff") == text.startswith("\ufeff")
    assert "\r\n" not in text or not re.search(r"[^\r]\n", after)


@SETTINGS
@given(text=files(), choice=st.integers(0, 99))
def test_what_was_added_can_be_taken_out_again(text: str, choice: int) -> None:
    """A new item is found and removed, and the data is what it was."""
    before = read(text)
    lists = [path for path in paths(before, list) if path]
    assume(lists)
    path = lists[choice % len(lists)]
    assume("zz-neuf" not in at(before, path))
    after = remove_item(append_item(text, path, "zz-neuf"), path, "zz-neuf")
    assert repr(read(after)) == repr(before)


@SETTINGS
@given(text=files(), value=SCALARS | DATA, choice=st.integers(0, 99), key=KEYS)
def test_a_value_set_anywhere_reads_back(text: str, value: Any, choice: int, key: str) -> None:
    """Remarks on lines of their own outside the value replaced survive, and all other values."""
    before = read(text)
    holders = paths(before, dict) or [()]
    path = (*holders[choice % len(holders)], key)
    after = set_value(text, path, value)
    expected = read(text) or {}
    at(expected, path[:-1])[key] = value
    assert repr(read(after)) == repr(expected)
    assert "\r\n" not in text or not re.search(r"[^\r]\n", after)

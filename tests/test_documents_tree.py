"""The framework as a tree, and trees drawn within a width."""

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from territoires_cli.documents.tree import Branch, action_tree
from territoires_cli.models.base import Stage, Status
from territoires_cli.models.deck import SECTIONS, Deck
from territoires_cli.models.examples import CaseExample
from territoires_cli.render.tree import render_tree

FURNITURE = "│├└─ "


def spoilt(deck: Deck, **sections: Any) -> Deck:
    """The built-in deck with some sections replaced."""
    known = {name: getattr(deck, name) for name in SECTIONS} | sections
    return Deck(known.__getitem__, "x")


def walk(branch: Branch, depth: int = 0) -> Iterator[tuple[int, Branch]]:
    """Every branch with its depth, from top to bottom."""
    yield depth, branch
    for below in branch.branches:
        yield from walk(below, depth + 1)


def read_back(drawn: str) -> list[tuple[int, str]]:
    """Depth and words of each branch of a drawn tree, broken lines joined."""
    found: list[tuple[int, str]] = []
    for number, line in enumerate(drawn.splitlines()):
        text = line.lstrip(FURNITURE)
        before = line[: len(line) - len(text)]
        if number == 0 or before.endswith("─ "):
            found.append((len(before) // 3, text))
        else:
            depth, start = found[-1]
            found[-1] = (depth, f"{start} {text}")
    return found


def test_the_tree_has_every_axis_objective_and_action_once(deck: Deck) -> None:
    """Purpose, axes, objectives and actions stand in the order of the framework, each under its own, then one example."""
    root = action_tree(deck, deck.actions)
    purpose = deck.framework.purpose
    assert purpose is not None
    assert root.text == purpose.title
    assert [axis.text for axis in root.branches] == [axis.title for axis in deck.framework.axes]
    for axis, branch in zip(deck.framework.axes, root.branches, strict=True):
        objectives = [item for item in deck.framework.objectives if item.axis == axis.id]
        assert [below.text for below in branch.branches] == [item.title for item in objectives]
        for objective, below in zip(objectives, branch.branches, strict=True):
            actions = [action for action in deck.actions if action.objective == objective.id]
            assert [(leaf.text, leaf.card) for leaf in below.branches] == [
                (f"{action.code} {action.title}", action.id) for action in actions
            ]
    assert {depth for depth, _branch in walk(root)} == {0, 1, 2, 3, 4}


def test_each_action_has_its_emblematic_example(deck: Deck) -> None:
    """The first example of the sheet, its place, and the card that tells it where there is one."""
    for _depth, branch in walk(action_tree(deck, deck.actions)):
        if branch.card in {action.id for action in deck.actions}:
            action = next(action for action in deck.actions if action.id == branch.card)
            (leaf,) = branch.branches
            first = action.examples[0]
            assert leaf.text.startswith(first.name or deck.entry[getattr(first, "case", "")].title)
            assert leaf.card == (first.case if isinstance(first, CaseExample) else None)
            assert leaf.branches == ()


@pytest.mark.parametrize(
    ("case", "name", "text"),
    [
        ("lorient", None, "Lorient"),
        ("lorient", "Le Port", "Le Port, Lorient, France"),
        ("lorient", "Lorient", "Lorient"),
        ("inconnu", "Le Port", "Le Port"),
        ("inconnu", None, "inconnu"),
    ],
)
def test_a_place_is_said_where_the_name_does_not_tell_it(deck: Deck, case: str, name: str | None, text: str) -> None:
    """A city's own name isn't followed by the city; a case that isn't known has no place."""
    action = deck.actions[0].model_copy(update={"examples": (CaseExample(case=case, name=name, short="x"),)})
    leaves = [branch for depth, branch in walk(action_tree(deck, [action])) if depth == 4]
    assert [(leaf.text, leaf.card) for leaf in leaves] == [(text, case)]


@pytest.mark.parametrize(
    ("stage", "status", "mark"),
    [
        ("running", Status(state="closed", since=2018), " (fermé)"),
        ("running", Status(state="unknown"), ""),
        ("planned", Status(state="unknown"), " (en projet)"),
        ("planned", Status(state="active", as_of=2020), ""),
    ],
)
def test_what_cannot_be_visited_says_so(deck: Deck, stage: Stage, status: Status, mark: str) -> None:
    """A closed example and one that was only planned are marked; what runs is not."""
    example = CaseExample(case="lorient", name="Le Port", short="x", stage=stage, status=status)
    action = deck.actions[0].model_copy(update={"examples": (example,)})
    (leaf,) = [branch for depth, branch in walk(action_tree(deck, [action])) if depth == 4]
    assert leaf.text == f"Le Port, Lorient, France{mark}"


@settings(deadline=None, max_examples=40)
@given(data=st.data())
def test_what_holds_no_action_is_left_out(deck: Deck, data: st.DataObject) -> None:
    """Of any choice of actions, all are there in framework order, and no axis or objective is empty."""
    chosen = data.draw(st.lists(st.sampled_from(deck.actions), unique=True))
    root = action_tree(deck, chosen)
    branches = list(walk(root))
    assert {branch.card for depth, branch in branches if depth == 3} == {action.id for action in chosen}
    assert all(branch.branches for depth, branch in branches if 0 < depth < 4)
    axes = [axis.title for axis in deck.framework.axes]
    wanted = {deck.axis[deck.objective[action.objective].axis].title for action in chosen}
    assert [branch.text for branch in root.branches] == [title for title in axes if title in wanted]


def test_a_deck_without_purpose_is_named_by_its_title(deck: Deck) -> None:
    """The root is the deck where the framework tells no purpose."""
    bare = spoilt(deck, framework=deck.framework.model_copy(update={"purpose": None}))
    assert action_tree(bare, []) == Branch(deck.info.title)


def test_a_tree_is_drawn_with_branches() -> None:
    """Corners, tees and bars stand where they should, for middle and last branches."""
    tree = Branch("A", (Branch("B", (Branch("C"), Branch("D"))), Branch("E", (Branch("F"),))))
    assert render_tree(tree, 80) == "A\n├─ B\n│  ├─ C\n│  └─ D\n└─ E\n   └─ F\n"


def test_long_lines_hang_under_their_first() -> None:
    """What follows stands under the text, by three more with a bar where branches follow below."""
    tree = Branch("R", (Branch("un " * 10, (Branch("deux"),)), Branch("trois " * 5)))
    assert render_tree(tree, 26) == (
        "R\n├─ un un un un un un un un\n│  │  un un\n│  └─ deux\n└─ trois trois trois trois\n   trois\n"
    )


def test_an_empty_or_hostile_text_is_one_line() -> None:
    """Nothing in a title can break the drawing or drive a terminal."""
    assert render_tree(Branch("", (Branch(""),)), 80) == "\n└─ \n"
    drawn = render_tree(Branch("un\ndeux\x1b[31m\ttrois\u202e", (Branch("x"),)), 80)
    assert drawn.splitlines()[1:] == ["└─ x"]
    assert not any(sign in drawn for sign in "\x1b\t\u202e")


TEXTS = st.lists(st.text("abcdéœ", min_size=1, max_size=12), min_size=1, max_size=12).map(" ".join)
TREES = st.recursive(
    TEXTS.map(Branch), lambda below: st.builds(Branch, TEXTS, st.lists(below, max_size=3).map(tuple)), max_leaves=8
)


@settings(deadline=None, max_examples=100)
@given(TREES, st.integers(10, 90))
def test_drawing_keeps_every_word_at_its_depth(tree: Branch, width: int) -> None:
    """Read back from the drawing, the branches are those of the tree, in order; nothing trails."""
    drawn = render_tree(tree, width)
    assert read_back(drawn) == [(depth, branch.text) for depth, branch in walk(tree)]
    assert drawn.endswith("\n")
    assert all(line == line.rstrip() for line in drawn.splitlines())


@settings(deadline=None, max_examples=100)
@given(TREES, st.integers(60, 90))
def test_first_lines_keep_within_the_width(tree: Branch, width: int) -> None:
    """The line that begins a branch is never too wide, as long as twenty characters are left beside the drawing."""
    for line in render_tree(tree, width).splitlines():
        if "─ " in line:
            assert len(line) <= max(width, len(line) - len(line.lstrip(FURNITURE)) + 20)


def test_no_line_of_the_framework_is_wider_than_asked(deck: Deck) -> None:
    """At any width that leaves room for words, every line keeps within it."""
    root = action_tree(deck, deck.actions)
    wide = {
        (width, line) for width in range(36, 121) for line in render_tree(root, width).splitlines() if len(line) > width
    }
    wide |= {(20, line) for line in render_tree(Branch("mot " * 20), 20).splitlines() if len(line) > 20}
    assert wide == set()

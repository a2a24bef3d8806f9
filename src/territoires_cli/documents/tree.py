"""The framework as a tree: purpose → axis → objective → action → its emblematic example."""

from collections.abc import Sequence
from dataclasses import dataclass

from territoires_cli.faces import state_mark, titled, told
from territoires_cli.models.actions import ActionSheet
from territoires_cli.models.deck import Deck


@dataclass(frozen=True, slots=True)
class Branch:
    """A line of the tree and what hangs from it; `card` is the id of the card that it stands for, if it is one."""

    text: str
    branches: tuple["Branch", ...] = ()
    card: str | None = None


def action_tree(deck: Deck, actions: Sequence[ActionSheet]) -> Branch:
    """The tree of these actions; what holds none of them is left out."""
    framework = deck.framework
    root = framework.purpose.title if framework.purpose else deck.info.title
    axes = []
    for axis in framework.axes:
        objectives = [
            Branch(objective.title, _actions(deck, [item for item in actions if item.objective == objective.id]))
            for objective in framework.objectives
            if objective.axis == axis.id
        ]
        kept = tuple(branch for branch in objectives if branch.branches)
        if kept:
            axes.append(Branch(axis.title, kept))
    return Branch(root, tuple(axes))


def _actions(deck: Deck, actions: Sequence[ActionSheet]) -> tuple[Branch, ...]:
    found = []
    for action in actions:
        firsts = [told(example, deck.entry) for example in action.examples[:1]]
        leaves = tuple(
            Branch(f"{titled(first.name, first.place)}{state_mark(first.status, first.stage)}", card=first.case)
            for first in firsts
        )
        found.append(Branch(f"{action.code} {action.title}", leaves, action.id))
    return tuple(found)

"""What stands on each table and on each person: tents and badges, as plain words."""

from typing import Any

from territoires_cli.documents.plan_context import Context
from territoires_cli.models.people import Arrangement
from territoires_cli.translation import gettext as _
from territoires_cli.typography import typeset

# Badges without a name for people who come without having enrolled: one for ten, two at least.
SPARE = 10


def tent_items(context: Context) -> list[dict[str, str]]:
    """Each table's `name`, `theme` and `question`."""
    challenges = context.deck.challenge
    return [
        {
            "name": typeset(_("Table {number}").format(number=context.table_name(hand.table))),
            "theme": typeset(challenges[hand.challenges[0]].label),
            "question": typeset(challenges[hand.challenges[0]].question),
        }
        for hand in context.plan.hands
    ]


def badge_items(context: Context, people: Arrangement | None) -> list[dict[str, Any]]:
    """A badge for everybody, by name where a list was given, and some to write on: `name`, `words`, `table`."""
    blank = {"name": "", "words": "", "table": ""}
    spare = max(-(-context.plan.participants // SPARE), 2)
    if people is None:
        return [blank] * (context.plan.participants + spare)
    found = [
        {
            "name": typeset(person.name),
            "words": typeset(", ".join(word for word in (person.role, person.organisation) if word)),
            "table": typeset(_("Table {number}").format(number=number)),
        }
        for number, table in enumerate(people.rounds[0], start=1)
        for person in table
    ]
    return [*sorted(found, key=lambda item: item["name"]), *[blank] * spare]


def canvas_names(context: Context) -> list[str]:
    """The sheets that a format needs on each table, by what its steps give."""
    given: set[str] = {product for placed in context.steps for product in placed.step.gives}
    wanted: dict[str, set[str]] = {
        "enjeux": {"challenges"},
        "opportunites": {"strengths", "opportunities", "sorting"},
        "priorites": {"priorities"},
        "projet": {"project"},
        "actions": {"actors", "strategy", "milestones", "commitments", "choices"},
        "vote": {"priorities", "choices"},
        "ecartees": set(given),
    }
    return [name for name, products in wanted.items() if products & given]

"""The stops of a walk: the minutes that they need in the steps where groups are outside. Pure."""

from collections.abc import Iterable, Iterator, Sequence

from territoires_cli.fitting import GRID
from territoires_cli.models.plan import Stop
from territoires_cli.models.workshop import Step, TargetRange, WorkshopFormat
from territoires_cli.translation import gettext as _

# A minute to read the card, two to look in silence, four to talk.
STAY = 7
# To the next place, where nobody has said which ones they are.
WALK = 4


def with_stops(shape: WorkshopFormat, stops: Sequence[Stop]) -> WorkshopFormat:
    """The format with the minutes that these stops need, as far as its own longest walk allows."""
    walks = {index: step.minutes for index, step in enumerate(shape.steps) if _is_walk(shape, index)}
    least = {index: minutes.min for index, minutes in walks.items()}
    while least and sum(least.values()) < _needed(stops):
        index = max(least, key=lambda index: (walks[index].max - least[index], -index))
        if least[index] + GRID > walks[index].max:
            break
        least[index] += GRID
    steps = list(shape.steps)
    for index, minutes in walks.items():
        longer = minutes.model_copy(update={"min": least[index], "ideal": max(least[index], minutes.ideal)})
        steps[index] = steps[index].model_copy(update={"minutes": longer})
    return shape.model_copy(update={"steps": tuple(steps)})


def stops_in(shape: WorkshopFormat, timed: Iterable[tuple[Step, int]]) -> int:
    """How many stops the walk of these steps has time for, between the fewest and the most of its format."""
    outside = {shape.steps[index].id for index in range(len(shape.steps)) if _is_walk(shape, index)}
    minutes = sum(length for step, length in timed if step.id in outside)
    bounds = shape.stops or TargetRange(min=1, ideal=1, max=1)
    return min(max(minutes // (STAY + WALK), bounds.min), bounds.max)


def stop_remarks(shape: WorkshopFormat, stops: Sequence[Stop]) -> Iterator[str]:
    """What doesn't fit: too few or too many stops, or too long a walk."""
    if not stops or shape.stops is None:
        return
    if not shape.stops.min <= len(stops) <= shape.stops.max:
        yield _(
            "Ce format prévoit de {low} à {high} arrêts, et vous en donnez {count} : les minutes de chacun vont changer."
        ).format(low=shape.stops.min, high=shape.stops.max, count=len(stops))
    longest = sum(step.minutes.max for index, step in enumerate(shape.steps) if _is_walk(shape, index))
    if _needed(stops) > longest:
        yield _(
            "Ces arrêts demandent {needed} minutes de marche et d’arrêt, et le parcours en compte au plus {longest} : "
            "rapprochez des lieux, ou retirez-en un."
        ).format(needed=_needed(stops), longest=longest)


def _is_walk(shape: WorkshopFormat, index: int) -> bool:
    return shape.steps[index].kind == "work" and "observations" in shape.steps[index].gives


def _needed(stops: Sequence[Stop]) -> int:
    return sum(stop.walk + STAY for stop in stops)

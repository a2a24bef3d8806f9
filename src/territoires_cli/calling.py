"""What is put into a format before it is timed: warm-ups and closings that are called, and breaks that are added. Pure."""

from collections.abc import Sequence

from territoires_cli.fitting import ADDED
from territoires_cli.models.workshop import Activity, Minutes, Step, WorkshopFormat
from territoires_cli.translation import gettext as _

_ADDED_ID = "pause-ajoutee"
MOST_ADDED = 20


def with_activities(shape: WorkshopFormat, activities: Sequence[Activity]) -> WorkshopFormat:
    """The format with called activities as steps: warm-ups after the opening, closings before the last step.

    The opening ends with the first step that gives the mandate.
    """
    known = {step.id for step in shape.steps}
    called = [activity for activity in activities if activity.id not in known]
    if not called:
        return shape
    opening = next((place for place, step in enumerate(shape.steps) if "mandate" in step.gives), 0) + 1
    opening = min(opening, len(shape.steps) - 1)
    steps = (
        *shape.steps[:opening],
        *(_step(activity) for activity in called if activity.use == "warm-up"),
        *shape.steps[opening:-1],
        *(_step(activity) for activity in called if activity.use == "closing"),
        shape.steps[-1],
    )
    return shape.model_copy(update={"steps": steps})


def _step(activity: Activity) -> Step:
    """An activity as a step of a format."""
    return Step(
        id=activity.id,
        title=activity.title,
        phase="open" if activity.use == "warm-up" else "close",
        minutes=activity.minutes,
        grouping=activity.grouping,
        energy=activity.energy,
        purpose=activity.purpose,
        say=activity.say,
        do=activity.do,
        participants=activity.participants,
        watch=activity.watch,
        materials=activity.materials,
    )


def known_steps(shape: WorkshopFormat) -> dict[str, Step]:
    """Every step that a plan of this format may hold, by id: its own, and breaks that were added."""
    added = (added_break(number) for number in range(1, MOST_ADDED + 1))
    return {step.id: step for step in (*added, *shape.steps)}


def added_break(number: int) -> Step:
    """The break that is added where 90 minutes would pass without one; they are numbered from 1."""
    least, ideal, most = ADDED
    return Step(
        id=_ADDED_ID if number == 1 else f"{_ADDED_ID}-{number}",
        title=_("Pause"),
        kind="break",
        phase="explore",
        minutes=Minutes(min=least, ideal=ideal, max=most),
        grouping="free",
        purpose=_("Souffler, pour que personne ne travaille plus d’une heure et demie d’affilée."),
        say=(
            _("Nous faisons une pause jusqu’à {end}."),
            _("Laissez tout sur les tables : nous reprendrons exactement où nous en sommes."),
        ),
        do=(
            _("Dire l’heure de la reprise, l’écrire au tableau, et ouvrir les fenêtres."),
            _("Sonner deux minutes avant la reprise."),
        ),
        participants=(_("Les personnes se lèvent, boivent, et sortent si elles le veulent."),),
        watch=(_("Une table veut continuer : la laisser finir sa phrase, puis la faire lever."),),
    )

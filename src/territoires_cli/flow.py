"""Whether a format holds together: what each step needs was given, it opens and closes, it alternates, it can be read. Pure.

docs/formats.md tells these rules to whoever writes a format.
"""

from collections.abc import Iterator, Sequence

from territoires_cli.casting import castings, is_sure
from territoires_cli.models.workshop import Activity, Phase, Product, Step, WorkshopFormat
from territoires_cli.pacing import Fault, tempo_faults
from territoires_cli.translation import gettext as _
from territoires_cli.translation import ngettext

MANDATE_LINE = "{mandate}"


def flow_faults(shape: WorkshopFormat, activities: Sequence[Activity] = ()) -> list[Fault]:
    """What keeps a format from holding together, at any number of tables it allows: path in it, and a sentence.

    `activities` are those called for this format.
    """
    found = [*_takes(shape), *_ends(shape), *_phases(shape), *_promises(shape), *_mandate_lines(shape)]
    found += tempo_faults(shape)
    found += [(("id",), reason) for activity in activities if (reason := unfit(shape, activity)) is not None]
    return list(dict.fromkeys(found))


def order_faults(steps: Sequence[Step]) -> Iterator[tuple[int, str]]:
    """What is wrong with the steps that a plan plays, in their order: the place of a step, and a sentence.

    The first one opens, the last one closes, the mandate is read, and what a step takes was given before.
    """
    if not steps:
        return
    if steps[0].phase != "open":
        yield (
            0,
            _("« {title} » n’ouvre pas l’atelier : la première étape accueille, et lit le mandat").format(
                title=steps[0].title
            ),
        )
    if steps[-1].phase != "close":
        yield (
            len(steps) - 1,
            _("« {title} » ne clôt pas l’atelier : la dernière étape dit la suite").format(title=steps[-1].title),
        )
    given: set[Product] = set()
    for index, step in enumerate(steps):
        lacking = sorted(set(step.takes) - given)
        if lacking:
            yield (
                index,
                _("« {title} » a besoin de {products}, qu’aucune étape d’avant ne donne").format(
                    title=step.title, products=", ".join(lacking)
                ),
            )
        given.update(step.gives)
    if "mandate" not in given:
        yield 0, _("aucune étape ne lit le mandat : remettez celle qui ouvre l’atelier")


def unfit(shape: WorkshopFormat, activity: Activity, people: int | None = None) -> str | None:
    """Why an activity can't be called for a format (and this number of people), or None where it can."""
    words = {"activity": activity.title, "format": shape.title, "people": people}
    if shape.id in activity.not_for or (shape.series is not None and shape.series.id in activity.not_for):
        return _("« {activity} » ne convient pas au format « {format} »").format(**words)
    if people is not None and not activity.people.holds(people):
        return _("« {activity} » ne convient pas à {people} personnes").format(**words)
    return None


def _takes(shape: WorkshopFormat) -> Iterator[Fault]:
    """What a step takes was given before, by a step that is sure to be played whenever this one is."""
    played = castings(shape)
    lacking: dict[tuple[int, Product], list[int]] = {}
    for casting in played:
        for place, (index, step) in enumerate(casting.steps):
            before = (earlier for _index, earlier in casting.steps[:place] if _outlasts(earlier, step))
            given = {product for earlier in before for product in earlier.gives}
            for product in step.takes:
                if product not in given:
                    lacking.setdefault((index, product), []).append(casting.fewest)
    for (index, product), where in lacking.items():
        yield ("steps", index, "takes"), _not_given(product, None if len(where) == len(played) else where[0])


def _outlasts(earlier: Step, step: Step) -> bool:
    """Whether an earlier step is played whenever a later one is: of two that may leave, it leaves last."""
    if earlier.drop_order is None or step.drop_order is None:
        return is_sure(earlier)
    return earlier.minutes.min > 0 and earlier.drop_order > step.drop_order


def _not_given(product: Product, tables: int | None) -> str:
    if tables is None:
        return _("l’étape prend « {product} », qu’aucune étape sûre ne donne avant").format(product=product)
    return ngettext(
        "l’étape prend « {product} », qu’aucune étape sûre ne donne avant s’il y a {count} table",
        "l’étape prend « {product} », qu’aucune étape sûre ne donne avant s’il y a {count} tables",
        tables,
    ).format(product=product, count=tables)


def _ends(shape: WorkshopFormat) -> Iterator[Fault]:
    """The first step opens, the last one closes, and both are sure to be played."""
    for casting in castings(shape):
        if not casting.steps:
            yield ("steps",), _("aucune étape ne se joue s’il y a {count} table(s)").format(count=casting.fewest)
            continue
        (first, opening), (last, closing) = casting.steps[0], casting.steps[-1]
        if opening.phase != "open":
            yield ("steps", first, "phase"), _("la première étape ouvre l’atelier : écrivez « phase: open »")
        if not is_sure(opening):
            yield ("steps", first), _("la première étape ne peut ni partir ni durer zéro minute")
        if closing.phase != "close":
            yield ("steps", last, "phase"), _("la dernière étape clôt l’atelier : écrivez « phase: close »")
        if not is_sure(closing):
            yield ("steps", last), _("la dernière étape ne peut ni partir ni durer zéro minute")


def _phases(shape: WorkshopFormat) -> Iterator[Fault]:
    """Nothing opens once the work has begun, and nothing but the closing follows the closing."""
    for index, (before, step) in enumerate(zip(shape.steps, shape.steps[1:], strict=False), start=1):
        if step.phase == "open" and before.phase != "open":
            message = _("cette étape ouvre l’atelier, mais elle vient après « {title} » : placez-la avant")
            yield ("steps", index, "phase"), message.format(title=before.title)
        if before.phase == "close" and step.phase not in ("close", "open"):
            message = _("cette étape vient après « {title} », qui clôt l’atelier : placez-la avant")
            yield ("steps", index, "phase"), message.format(title=before.title)


def _promises(shape: WorkshopFormat) -> Iterator[Fault]:
    """The mandate at the opening, something that stays before people leave, what comes next at the closing."""
    wanted: tuple[tuple[Product, tuple[Phase, ...], int, str], ...] = (
        ("mandate", ("open",), 0, _("le mandat se lit à l’ouverture : une étape d’ouverture sûre donne « mandate »")),
        ("trace", ("explore", "choose", "commit", "close"), len(shape.steps) - 1,
         _("rien ne reste quand les gens partent : une étape sûre, après l’ouverture, donne « trace »")),
        ("next-steps", ("close",), len(shape.steps) - 1,
         _("la clôture dit la suite : une étape de clôture sûre donne « next-steps »")),
    )  # fmt: skip
    for product, phases, index, message in wanted:
        for casting in castings(shape):
            sure = (step for _index, step in casting.steps if step.phase in phases and is_sure(step))
            if not any(product in step.gives for step in sure):
                yield ("steps", index, "gives"), message


def _mandate_lines(shape: WorkshopFormat) -> Iterator[Fault]:
    """The step that gives the mandate reads it: a line of its own among the words to say."""
    for index, step in enumerate(shape.steps):
        if step.phase == "open" and "mandate" in step.gives and MANDATE_LINE not in step.say:
            yield ("steps", index, "say"), _("le mandat n’est pas lu : ajoutez la ligne « {mandate} », seule")

"""Whether a format holds together: what each step needs was given, it opens and closes, it alternates, it can be read. Pure.

docs/formats.md tells these rules to whoever writes a format.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from territoires_cli.links import FieldPath
from territoires_cli.models.workshop import Activity, Phase, Product, Step, WorkshopFormat
from territoires_cli.translation import gettext as _
from territoires_cli.translation import ngettext

Fault: TypeAlias = tuple[FieldPath, str]
# A step and its number in the format.
Placed: TypeAlias = tuple[int, Step]

CALM_STEPS = 2
"""How many calm steps of work may follow each other outside of plenary."""
CALM_MINUTES = 60
"""How long calm steps may follow each other in the same setting, in groups or in plenary, at ideal minutes."""
READ_SECONDS = 40
"""How long it takes to read a card aloud, or alone in silence."""
FIRST_TALK_SECONDS = 60
"""How long a table talks over a card when it is first read."""
TALK_SECONDS = 120
"""How long it talks over a card in all, until it is sorted or chosen."""
MANDATE_LINE = "{mandate}"
# What comes of cards that are read and talked over.
FROM_CARDS: frozenset[Product] = frozenset(
    ("reading", "strengths", "opportunities", "observations", "sorting", "choices")
)


def flow_faults(shape: WorkshopFormat, activities: Sequence[Activity] = ()) -> list[Fault]:
    """What keeps a format from holding together, at any number of tables it allows: path in it, and a sentence.

    `activities` are those called for this format.
    """
    found = [*_takes(shape), *_ends(shape), *_phases(shape), *_promises(shape), *_mandate_lines(shape)]
    tempo: dict[FieldPath, str] = {}
    for path, message in (*_in_a_row(shape), *_too_calm(shape), *_reading(shape)):
        # One reason a place is enough, where few and many tables have their own figures.
        tempo.setdefault(path, message)
    found += [*tempo.items()]
    found += [(("id",), reason) for activity in activities if (reason := unfit(shape, activity)) is not None]
    return list(dict.fromkeys(found))


def unfit(shape: WorkshopFormat, activity: Activity, people: int | None = None) -> str | None:
    """Why an activity can't be called for a format (and this number of people), or None where it can."""
    words = {"activity": activity.title, "format": shape.title, "people": people}
    if shape.id in activity.not_for or (shape.series is not None and shape.series.id in activity.not_for):
        return _("« {activity} » ne convient pas au format « {format} »").format(**words)
    if people is not None and not activity.people.holds(people):
        return _("« {activity} » ne convient pas à {people} personnes").format(**words)
    return None


@dataclass(frozen=True, slots=True)
class _Casting:
    """The steps that some numbers of tables may play, with the fewest and the most of these tables."""

    steps: tuple[Placed, ...]
    fewest: int
    most: int


def _castings(shape: WorkshopFormat) -> list[_Casting]:
    """Every selection of steps that a number of tables makes, few tables first."""
    found: dict[tuple[int, ...], _Casting] = {}
    for tables in range(shape.tables.count.min, shape.tables.count.max + 1):
        placed = enumerate(shape.steps)
        steps = tuple(item for item in placed if item[1].tables is None or item[1].tables.holds(tables))
        key = tuple(index for index, _step in steps)
        found[key] = _Casting(steps, found[key].fewest if key in found else tables, tables)
    return list(found.values())


def _is_sure(step: Step) -> bool:
    """Whether a step is played whatever the time: it neither leaves nor shrinks to nothing."""
    least = step.minutes.min if step.minutes.tight is None else step.minutes.tight
    return step.drop_order is None and least > 0


def _ideal(shape: WorkshopFormat, step: Step, tables: int) -> int:
    factor = {"workshop": 1, "table": tables, "person": tables * shape.tables.size.ideal}
    return step.minutes.ideal * factor[step.minutes.per]


def _takes(shape: WorkshopFormat) -> Iterator[Fault]:
    """What a step takes was given before, by a step that is sure to be played whenever this one is."""
    castings = _castings(shape)
    lacking: dict[tuple[int, Product], list[int]] = {}
    for casting in castings:
        for place, (index, step) in enumerate(casting.steps):
            before = (earlier for _index, earlier in casting.steps[:place] if _outlasts(earlier, step))
            given = {product for earlier in before for product in earlier.gives}
            for product in step.takes:
                if product not in given:
                    lacking.setdefault((index, product), []).append(casting.fewest)
    for (index, product), where in lacking.items():
        yield ("steps", index, "takes"), _not_given(product, None if len(where) == len(castings) else where[0])


def _outlasts(earlier: Step, step: Step) -> bool:
    """Whether an earlier step is played whenever a later one is: of two that may leave, it leaves last."""
    if earlier.drop_order is None or step.drop_order is None:
        return _is_sure(earlier)
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
    for casting in _castings(shape):
        if not casting.steps:
            yield ("steps",), _("aucune étape ne se joue s’il y a {count} table(s)").format(count=casting.fewest)
            continue
        (first, opening), (last, closing) = casting.steps[0], casting.steps[-1]
        if opening.phase != "open":
            yield ("steps", first, "phase"), _("la première étape ouvre l’atelier : écrivez « phase: open »")
        if not _is_sure(opening):
            yield ("steps", first), _("la première étape ne peut ni partir ni durer zéro minute")
        if closing.phase != "close":
            yield ("steps", last, "phase"), _("la dernière étape clôt l’atelier : écrivez « phase: close »")
        if not _is_sure(closing):
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
        for casting in _castings(shape):
            sure = (step for _index, step in casting.steps if step.phase in phases and _is_sure(step))
            if not any(product in step.gives for step in sure):
                yield ("steps", index, "gives"), message


def _mandate_lines(shape: WorkshopFormat) -> Iterator[Fault]:
    """The step that gives the mandate reads it: a line of its own among the words to say."""
    for index, step in enumerate(shape.steps):
        if step.phase == "open" and "mandate" in step.gives and MANDATE_LINE not in step.say:
            yield ("steps", index, "say"), _("le mandat n’est pas lu : ajoutez la ligne « {mandate} », seule")


def _in_a_row(shape: WorkshopFormat) -> Iterator[Fault]:
    """No more than two calm steps of work in a row outside of plenary, whichever steps have left for want of time."""
    orders = sorted({step.drop_order for step in shape.steps if step.drop_order is not None})
    for casting in _castings(shape):
        for gone in (0, *orders):
            run: list[Step] = []
            for index, step in casting.steps:
                if (step.drop_order is not None and step.drop_order <= gone) or step.kind == "margin":
                    continue
                run = [*run, step] if _is_calm(step) and step.grouping != "plenary" else []
                if len(run) > CALM_STEPS:
                    yield ("steps", index, "energy"), _calm_row(run)


def _is_calm(step: Step) -> bool:
    return step.energy == "calm" and step.kind in ("work", "margin")


def _calm_row(run: Sequence[Step]) -> str:
    return _(
        "trois étapes calmes de suite hors plénière, avec « {one} » et « {other} » : "
        "rendez-en une active (energy: active), ou placez une pause"
    ).format(one=run[-3].title, other=run[-2].title)


def _too_calm(shape: WorkshopFormat) -> Iterator[Fault]:
    """No more than an hour of calm in a row, in groups or in plenary, when each step has its ideal time."""
    for casting in _castings(shape):
        minutes = 0
        setting: bool | None = None
        for index, step in casting.steps:
            ideal = _ideal(shape, step, casting.most)
            if not _is_calm(step):
                minutes = 0 if ideal else minutes
                continue
            is_plenary = step.grouping == "plenary"
            minutes = minutes + ideal if is_plenary == setting else ideal
            setting = is_plenary
            if minutes > CALM_MINUTES:
                message = _("{minutes} minutes calmes de suite, {limit} au plus : faites bouger les gens avant")
                yield ("steps", index, "energy"), message.format(minutes=minutes, limit=CALM_MINUTES)
                break


def _reading(shape: WorkshopFormat) -> Iterator[Fault]:
    """No more cards than can be read in the step that opens them, nor talked over in those that work with them."""
    cards = shape.hands.size.ideal
    for casting in _castings(shape):
        tables = casting.fewest
        steps = [step for _index, step in casting.steps if _works_with_cards(step)]
        if not steps:
            yield (
                ("hands",),
                _("aucune étape sûre ne fait lire les cartes : rien ne donne {products}").format(
                    products=", ".join(sorted(FROM_CARDS))
                ),
            )
            continue
        is_shared = steps[0].grouping in ("pair", "individual")
        first = READ_SECONDS if is_shared else READ_SECONDS + FIRST_TALK_SECONDS
        opening = _ideal(shape, steps[0], tables)
        whole = sum(_ideal(shape, step, tables) for step in steps)
        if cards * first > opening * 60:
            yield ("hands", "size", "ideal"), _too_many(cards, opening * 60 // first, opening, steps[0].title, first)
        elif cards * (READ_SECONDS + TALK_SECONDS) > whole * 60:
            each = READ_SECONDS + TALK_SECONDS
            titles = ", ".join(step.title for step in steps)
            yield ("hands", "size", "ideal"), _too_many(cards, whole * 60 // each, whole, titles, each)


def _works_with_cards(step: Step) -> bool:
    return step.kind == "work" and step.phase != "open" and _is_sure(step) and bool(FROM_CARDS.intersection(step.gives))


def _too_many(cards: int, fitting: int, minutes: int, titles: str, seconds: int) -> str:
    return _(
        "{cards} cartes ne tiennent pas dans {minutes} minutes ({titles}) : "
        "à {seconds} secondes par carte, lecture et échange, il en tient {fitting}"
    ).format(cards=cards, minutes=minutes, titles=titles, seconds=seconds, fitting=fitting)

"""The front page of a plan: when, where, for whom; the mandate; what was asked for and couldn't be; where it goes on from."""

from collections.abc import Iterator

from territoires_cli.coding import encode
from territoires_cli.documents.plan_context import Context
from territoires_cli.documents.writing import clock, code, date_words, duration_words, line, strong
from territoires_cli.mandates import levels
from territoires_cli.models.document import Block, Bullets, Callout, Fields, Line
from territoires_cli.models.plan import Plan
from territoires_cli.timing import GRID, duration_range
from territoires_cli.translation import gettext as _
from territoires_cli.translation import ngettext


def front_blocks(context: Context) -> Iterator[Block]:
    """What stands on the first page, under the title."""
    yield Fields(items=tuple(_facts(context)))
    yield from _unmet(context)
    yield from mandate_blocks(context)
    yield Callout(
        title=_("Pour qui découvre ce document"),
        text=_(
            "Une carte raconte une pratique ; une main est le paquet de cartes d’une table. Préparez d’abord « Avant "
            "l’atelier » et « Le matériel ». Le jour venu, tenez « Conduite pas à pas » : ce qui suit « À dire » se lit "
            "tel quel, à l’heure écrite. Les annexes servent aux tables."
        ),
    )


def _facts(context: Context) -> Iterator[tuple[str, Line | None]]:
    plan, shape = context.plan, context.shape
    yield _("Territoire"), plan.city.name
    yield _("Date"), date_words(plan.date) if plan.date else None
    yield _("Lieu"), plan.place
    yield _("Organisé par"), plan.organiser
    yield _("Horaires"), _hours(context)
    if shape.series is not None:
        yield _("Série"), _("séance {number} sur {of}").format(number=shape.series.number, of=shape.series.of)
    yield (
        _("Participants"),
        _("{people} personnes, {tables}").format(people=plan.participants, tables=_table_sizes(context)),
    )
    yield _("Animation"), _leaders(context)
    yield _("Code de ce plan"), line(code(encode(plan, context.deck)))


def _hours(context: Context) -> str:
    plan, doors = context.plan, context.shape.doors
    hours = _("de {start} à {end} ({duration})").format(
        start=clock(plan.start, 0), end=_end(plan), duration=duration_words(plan.duration)
    )
    if not doors:
        return hours
    return _("{hours} ; portes ouvertes à {doors}").format(hours=hours, doors=clock(plan.start, -doors))


def _end(plan: Plan) -> str:
    end = clock(plan.start, plan.duration)
    is_next_day = int(plan.start[:2]) * 60 + int(plan.start[3:]) + plan.duration > 24 * 60
    return _("{time} le lendemain").format(time=end) if is_next_day else end


def _table_sizes(context: Context) -> str:
    """« 3 tables de 6 et 1 table de 5 »."""
    sizes = [table.seats for table in context.plan.tables]
    parts = [
        ngettext("{count} table de {size}", "{count} tables de {size}", sizes.count(size)).format(
            count=sizes.count(size), size=size
        )
        for size in sorted(set(sizes), reverse=True)
    ]
    return _(" et ").join(parts)


def _leaders(context: Context) -> str:
    """How many people must lead, and why so many."""
    rules = context.shape.tables
    if context.facilitators == rules.least_facilitators > 1:
        return _("{count} personnes (jamais moins, et une pour {tables} tables au plus)").format(
            count=context.facilitators, tables=rules.per_facilitator
        )
    if rules.per_facilitator == 1:
        return ngettext(
            "{count} personne (une par table)", "{count} personnes (une par table)", context.facilitators
        ).format(count=context.facilitators)
    return ngettext(
        "{count} personne (une pour {tables} tables au plus)",
        "{count} personnes (une pour {tables} tables au plus)",
        context.facilitators,
    ).format(count=context.facilitators, tables=rules.per_facilitator)


def _unmet(context: Context) -> Iterator[Block]:
    """The duration that was asked for, where this plan could only come near it."""
    plan = context.plan
    if plan.asked_duration is None or plan.asked_duration == plan.duration:
        return
    yield Callout(
        title=_("Durée demandée : {asked} ; durée de ce plan : {given}").format(
            asked=duration_words(plan.asked_duration), given=duration_words(plan.duration)
        ),
        text=_why_not(context, plan.asked_duration),
    )


def _why_not(context: Context, asked: int) -> str:
    """Why a duration can't be had: beside the grid, shorter or longer than the format, or cut by breaks and moments."""
    plan = context.plan
    shortest, longest = duration_range(context.shape, plan.participants, len(plan.tables))
    if abs(asked - plan.duration) < GRID:
        return _("Les étapes se comptent de {grid} en {grid} minutes.").format(grid=GRID)
    if shortest <= asked <= longest:
        return _("Les pauses, le déjeuner et les heures fixes ne laissent pas tenir exactement cette durée.")
    return _(
        "Avec {tables} et {people} personnes, le format « {title} » dure de {shortest} à {longest}. "
        "Ce plan est le plus proche de ce que vous demandiez."
    ).format(
        tables=ngettext("{count} table", "{count} tables", len(plan.tables)).format(count=len(plan.tables)),
        people=plan.participants,
        title=context.shape.title,
        shortest=duration_words(shortest),
        longest=duration_words(longest),
    )


def mandate_blocks(context: Context) -> Iterator[Block]:
    """What participants may decide, what is settled, who answers and when, what becomes of the results."""
    yield Fields(items=tuple(context.words.front))
    if context.plan.mandate is not None:
        return
    yield Callout(
        title=_("Mandat à écrire avant d’inviter"),
        text=_(
            "Faites compléter ces lignes par qui commande l’atelier, en choisissant un des quatre niveaux ci-dessous. "
            "En attendant, ce document dit « proposition » et « vote indicatif », qui n’engagent personne."
        ),
    )
    yield Bullets(
        items=tuple(
            line(strong(_("{level} :").format(level=level.label.capitalize())), f" {level.decides}")
            for level in levels().values()
        ),
        style="boxes",
    )

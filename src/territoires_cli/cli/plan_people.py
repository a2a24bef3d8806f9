"""People in a plan: how many the list holds, which rooms their tables are in, what becomes of it when some stay home."""

import re
from pathlib import Path

from territoires_cli.cli.options import readable_name
from territoires_cli.cli.plan_options import Asked
from territoires_cli.cli.plan_output import say_all
from territoires_cli.errors import RequestError
from territoires_cli.models.deck import Deck
from territoires_cli.models.matching import Matching
from territoires_cli.models.plan import Plan
from territoires_cli.quoting import command_line
from territoires_cli.translation import gettext as _
from territoires_cli.translation import ngettext


def people_asked(asked: Asked) -> int | None:
    """The number of people typed, or that of those who come by the list. Raises RequestError where the two differ."""
    if asked.people is None:
        return asked.participants
    from territoires_cli.rosters import read_people

    listed, warnings = read_people(Path(readable_name(asked.people)))
    coming = sum(not person.is_absent for person in listed)
    if asked.participants not in (None, coming):
        raise RequestError(
            _(
                "La liste compte {count} personnes qui viennent, et vous en demandez {asked} : laissez --participants."
            ).format(count=coming, asked=asked.participants)
        )
    say_all(
        [
            *warnings,
            _(
                "Le plan est pour les {count} personnes de la liste, et n’en nomme aucune. Qui est à quelle table : {command}"
            ).format(
                count=coming,
                command=command_line(
                    ["territoires", "render", "PLAN.yaml", "--doc", "places", "--people", str(asked.people)]
                ),
            ),
        ]
    )
    return coming


def laid_out(plan: Plan, deck: Deck, matching: Matching, asked: Asked) -> Plan:
    """The plan with its tables in rooms, and without those who stay home; which tables close is said."""
    if asked.rooms:
        plan = in_rooms(plan, asked.rooms)
    if asked.absents is None:
        return plan
    from territoires_cli.absences import absence_remarks, without

    absence = without(plan, deck, matching, _count(asked.absents, plan.participants))
    say_all(absence_remarks(absence, deck))
    return absence.plan


def _count(absents: str, people: int) -> int:
    """How many stay home: the number itself, or a share of the people, rounded."""
    return round(int(absents[:-1]) * people / 100) if absents.endswith("%") else int(absents)


def in_rooms(plan: Plan, rooms: tuple[str, ...]) -> Plan:
    """The plan with its tables shared out, in order, between rooms told as « Salle des fêtes:3 ».

    Raises RequestError where a room has no number of tables, or the numbers don't add up to the tables of the plan.
    """
    told = [word.strip() for words in rooms for word in words.split(",") if word.strip()]
    found: list[str] = []
    for words in told:
        match = re.fullmatch(r"(.{1,80}?)\s*:\s*(\d{1,3})", words[:200])
        if match is None or not int(match[2]):
            raise RequestError(
                _("« {words} » n’est pas une salle. Écrivez son nom puis son nombre de tables : {example}.").format(
                    words=words, example='--rooms "Salle des fêtes:3,Mezzanine:1"'
                )
            )
        found += [match[1]] * int(match[2])
    if len(found) != len(plan.tables):
        raise RequestError(
            ngettext(
                "Les salles comptent {count} table, et le plan en a {tables} : corrigez --rooms ou --tables.",
                "Les salles comptent {count} tables, et le plan en a {tables} : corrigez --rooms ou --tables.",
                len(found),
            ).format(count=len(found), tables=len(plan.tables))
        )
    tables = zip(plan.tables, found, strict=True)
    return plan.model_copy(update={"tables": tuple(table.model_copy(update={"room": room}) for table, room in tables)})

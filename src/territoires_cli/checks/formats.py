"""Workshop formats and activities: the flow of their steps, the fields in their words, the names they use. Pure."""

import re
from collections.abc import Iterator

from territoires_cli.flow import MANDATE_LINE, flow_faults
from territoires_cli.links import Finding, texts_of
from territoires_cli.models.deck import Deck
from territoires_cli.models.workshop import Activity, WorkshopFormat
from territoires_cli.translation import gettext as _

# Where words to fill may stand, and which; `{mandate}` besides, alone in a line to say.
FILLED = ("say", "do", "participants")
FIELDS = frozenset(("end", "proposal", "proposals", "vote"))
_BRACES = re.compile(r"\{([^{}]*)\}|[{}]")


def check_flow(shape: WorkshopFormat) -> Iterator[Finding]:
    """What keeps the format from holding together (see `flow`)."""
    for path, message in flow_faults(shape):
        yield Finding(shape, path, message)


def check_fields(thing: WorkshopFormat | Activity) -> Iterator[Finding]:
    """Words in braces that nothing replaces: misspelt, or in a text that is printed as it is."""
    for path, text in texts_of(thing):
        is_filled = any(name in FILLED for name in path)
        for found in _BRACES.finditer(text):
            if is_filled and (found[1] in FIELDS or (text == MANDATE_LINE and "say" in path)):
                continue
            yield Finding(thing, path, _misplaced(found[0], is_filled=is_filled))


def _misplaced(braces: str, *, is_filled: bool) -> str:
    if braces == MANDATE_LINE:
        return _("« {braces} » se met seul, sur une ligne de « say »").format(braces=braces)
    if is_filled:
        return _("rien ne remplace « {braces} » ; les mots remplacés : {names}").format(
            braces=braces, names=", ".join(f"{{{name}}}" for name in sorted(FIELDS))
        )
    return _("« {braces} » serait imprimé tel quel : ces mots ne sont remplacés que dans {names}").format(
        braces=braces, names=", ".join(FILLED)
    )


def check_names_of_activities(deck: Deck) -> Iterator[Finding]:
    """An activity called as a step of a format is; or kept from a format that the deck doesn't have."""
    formats = {name for shape in deck.formats for name in (shape.id, shape.series.id if shape.series else shape.id)}
    steps = {step.id: shape for shape in deck.formats for step in shape.steps}
    for activity in deck.activities:
        if activity.id in steps:
            message = _("« {name} » est déjà une étape du format « {format} »")
            found = message.format(name=activity.id, format=steps[activity.id].id)
            yield Finding(activity, ("id",), found)
        for index, name in enumerate(activity.not_for):
            if name not in formats:
                message = _("« {name} » n’est pas un format de ce jeu").format(name=name)
                yield Finding(activity, ("not_for", index), message, "warning")


def check_series(deck: Deck) -> Iterator[Finding]:
    """The meetings of a series are all there, each number once."""
    for shape in deck.formats:
        if shape.series is None:
            continue
        same = [other.series for other in deck.formats if other.series and other.series.id == shape.series.id]
        if sorted(item.number for item in same) != list(range(1, shape.series.of + 1)):
            message = _("la série « {name} » doit avoir {of} formats, numérotés de 1 à {of}")
            yield Finding(shape, ("series",), message.format(name=shape.series.id, of=shape.series.of), "warning")

"""The conductor's sheet: two pages to hold in one hand. What to say first, what to do, when it ends, what to cut when late."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from territoires_cli.documents.folder import Folder
from territoires_cli.documents.groups import is_online, numbers_in_words, numbers_led
from territoires_cli.documents.lateness import late_blocks, least_minutes
from territoires_cli.documents.letterhead import head_blocks
from territoires_cli.documents.page_length import HEIGHT, first_clause, lines_of, plain
from territoires_cli.documents.plan_context import Context
from territoires_cli.documents.writing import clock, emphasis, heading, line, strong
from territoires_cli.models.document import Block, Document, Fields, Grid, Line, Paragraph
from territoires_cli.models.workshop import Product, Step
from territoires_cli.placing import Placed, PlacedMoment
from territoires_cli.text import first_sentence
from territoires_cli.translation import gettext as _

Row = tuple[Line, ...]

# What of a material's name is said elsewhere: « affiche du déroulé avec l’heure de fin de chaque étape ».
_DETAIL = re.compile(
    r" (?:avec|au format|à pointe|autocollantes|sur|pour|où|à trois|à afficher|du secteur|au numéro)(?! [^«]*») .*$"
)


class Detail(NamedTuple):
    """How much each line tells: whole gestures and phrases or their first clause; gestures and things for breaks or none.

    Without `has_things`, what to bring has no column: the list of material tells it.
    """

    has_whole_gestures: bool = True
    has_all_breaks: bool = True
    has_whole_phrases: bool = True
    has_things: bool = True


PAGES = 2
# The column of what to bring.
THINGS = 5
# From the fullest sheet to the shortest: the first one that fits its pages is printed.
DETAILS = (
    Detail(),
    Detail(has_whole_gestures=False),
    Detail(has_whole_gestures=False, has_all_breaks=False),
    Detail(has_whole_gestures=False, has_all_breaks=False, has_whole_phrases=False),
    Detail(has_whole_gestures=False, has_all_breaks=False, has_whole_phrases=False, has_things=False),
)


def conductor(folder: Folder) -> Document:
    """The sheet: a grid of the steps, what to do when late, whom to call. Two pages."""
    context, title = folder.context, _("Conducteur")
    blocks: list[Block] = []
    for detail in DETAILS:
        blocks = [
            *head_blocks(folder, title),
            Paragraph(text=_how_to_read(context)),
            _grid(context, detail),
            *late_blocks(context),
            *_people(context),
        ]
        if lines_of(blocks) <= PAGES * HEIGHT:
            break
    return Document(title=title, language=context.deck.info.language, blocks=tuple(blocks))


def _how_to_read(context: Context) -> str:
    signal = (
        _("un message à toutes les salles, puis leur fermeture")
        if is_online(context.shape)
        else _("le minuteur sonne, vous levez la main, la salle se tait")
    )
    return _(
        "Entre parenthèses : le moins qu’une étape puisse durer (0 : elle peut partir). Signal de fin : {signal}. "
        "« Fini quand » dit à quoi l’on voit qu’une étape a donné ce qu’il faut."
    ).format(signal=signal)


def _grid(context: Context, detail: Detail) -> Grid:
    """Doors, each step and each fixed moment, by the clock."""
    least = least_minutes(context)
    rows = [(item.begins, _step_row(context, item, least[item.step.id], detail)) for item in context.steps]
    rows += [(item.begins, _moment_row(context, item)) for item in context.moments]
    first = [_doors_row(context)] if context.shape.doors else []
    last: Row = (context.at(context.plan.duration), "", line(strong(_("Fin"))), "", "", "", "")
    table = (
        (_("Heure"), _("Min"), _("Étape"), _("Première phrase"), _("Geste"), _("Avec"), _("Fini quand")),
        *first,
        *(row for _begins, row in sorted(rows, key=lambda entry: entry[0])),
        last,
    )
    if not detail.has_things:
        table = tuple((*row[:THINGS], *row[THINGS + 1 :]) for row in table)
    columns, *body = table
    return Grid(columns=tuple(map(plain, columns)), rows=tuple(body), right=(0, 1))


def _doors_row(context: Context) -> Row:
    doors = context.shape.doors
    at = clock(context.plan.start, -doors)
    return (
        at,
        str(doors),
        line(emphasis(_("Accueil"))),
        _("Bonjour et bienvenue."),
        "",
        "",
        _("chaque personne est là"),
    )


def _step_row(context: Context, item: Placed, least: int, detail: Detail) -> Row:
    step, end = item.step, context.at(item.ends)
    title = step.title if step.kind == "work" else line(emphasis(step.title))
    minutes = str(item.minutes) if least == item.minutes else _("{minutes} ({least})").format(
        minutes=item.minutes, least=least
    )  # fmt: skip
    said, done = (first_sentence(next(iter(context.fill_lines(texts, end)), "")) for texts in (step.say, step.do))
    things = ", ".join(dict.fromkeys(_DETAIL.sub("", material.item) for material in step.materials))
    if not detail.has_whole_gestures:
        done = first_clause(done)
    if not detail.has_whole_phrases:
        said = first_clause(said)
    if not detail.has_all_breaks and step.kind != "work":
        done = things = ""
    return context.at(item.begins), minutes, title, said, done, things, _done(step)


def _moment_row(context: Context, item: PlacedMoment) -> Row:
    what = _("Interrompez à l’heure dite.") if not item.is_apart else ""
    title = line(strong(item.moment.title))
    return context.at(item.begins), str(item.moment.minutes), title, "", what, "", _("à heure fixe")


def _done(step: Step) -> str:
    """What shows that a step is over."""
    if step.kind in ("break", "lunch"):
        return _("tout le monde est revenu")
    if step.kind == "margin":
        return _("tout est relu")
    if step.kind == "hidden":
        return _("tout le monde est en place")
    if "feedback" in step.gives and step.grouping == "free":
        return _("les notes reçues sont lues")
    return next((words for product, words in _signs().items() if product in step.gives), _("le minuteur sonne"))


def _signs() -> dict[Product, str]:
    """What shows that a step gave what it should; where it gives several things, the first of these."""
    return {
        "commitments": _("chaque engagement a sa date"),
        "next-steps": _("les dates de la réponse sont dites"),
        "sorting": _("chaque carte est rangée"),
        "priorities": _("chaque priorité a sa raison"),
        "opportunities": _("chaque carte est triée"),
        "strengths": _("chaque force porte un nom"),
        "challenges": _("l’enjeu est écrit"),
        "choices": _("le choix est écrit"),
        "strategy": _("le premier pas est daté"),
        "milestones": _("chaque étape a sa date"),
        "actors": _("chaque nom est « à confirmer »"),
        "project": _("la fiche est remplie"),
        "indicators": _("deux mesures sont écrites"),
        "gallery": _("tout est accroché et vu"),
        "feedback": _("tout le monde a présenté"),
        "spokespeople": _("chaque voix est portée"),
        "reading": _("tout est lu"),
        "observations": _("chaque arrêt a sa feuille"),
        "map": _("tout est sur la carte"),
        "example": _("deux questions sont posées"),
        "seats": _("chaque personne est en place"),
        "mandate": _("le mandat est lu"),
        "trace": _("tout est photographié"),
    }


def _people(context: Context) -> Iterator[Block]:
    """Whom to call, and who leads which tables."""
    yield heading(2, _("Qui appeler"))
    if is_online(context.shape):
        yield Fields(items=((_("Technique"), None), (_("Numéro de secours donné aux personnes"), None)))
    else:
        yield Fields(
            items=(
                (_("Ouvre et ferme les portes"), None),
                (_("Aide technique (son, écran, chauffage)"), None),
                (_("Représente qui a commandé l’atelier"), None),
                (_("Urgences"), _("112 ; par message écrit, 114")),
            )
        )
    if context.facilitators > 1:
        led = (
            _("personne {number} : {tables}").format(number=number, tables=numbers_in_words(context, tables).lower())
            for number, tables in numbers_led(context).items()
        )
        yield Paragraph(text=line(strong(_("Qui anime quoi :")), " ", _("{list}.").format(list=" ; ".join(led))))

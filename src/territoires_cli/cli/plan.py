"""`territoires plan`: a printable workshop plan for a territory."""

from pathlib import Path
from typing import Annotated

import typer

from territoires_cli.cli.files import read_target, save_document, save_text
from territoires_cli.cli.options import (
    Command,
    DeckOption,
    ForceOption,
    JsonOption,
    SeedOption,
    new_app,
    read_clock,
    read_date,
    read_duration,
    read_text,
    roots_of,
    seed_or_new,
    whole_number,
)
from territoires_cli.cli.territory import CityArgument, find_city
from territoires_cli.composing import Request, compose_plan
from territoires_cli.decks import read_deck
from territoires_cli.documents.plan import plan_document
from territoires_cli.errors import RequestError
from territoires_cli.matching import Matching, match_city
from territoires_cli.models.deck import Deck
from territoires_cli.models.plan import DeckReference, Plan
from territoires_cli.selecting import find_name
from territoires_cli.translation import gettext as _
from territoires_cli.ui.output import show, write_json

app = new_app()

MOST_PEOPLE = 10_000
MOST_TABLES = 1_000


@app.command(cls=Command)
def plan(
    city: CityArgument,
    format_: Annotated[
        str, typer.Option("--format", metavar="FORMAT", help=_("Format d’atelier : territoires list --kind format."))
    ] = "sharitories",
    duration: Annotated[
        int | None,
        typer.Option("--duration", "-d", metavar=_("DURÉE"), parser=read_duration, help=_("Durée : 3h, 2h30, 150.")),
    ] = None,
    start: Annotated[
        str | None,
        typer.Option("--start", metavar=_("HEURE"), parser=read_clock, help=_("Heure de début : 9h, 14:30.")),
    ] = None,
    date: Annotated[
        str | None,
        typer.Option("--date", metavar=_("DATE"), parser=read_date, help=_("Date : 2026-12-03, ou en toutes lettres.")),
    ] = None,
    place: Annotated[
        str | None, typer.Option("--place", metavar=_("LIEU"), parser=read_text, help=_("Lieu de l’atelier."))
    ] = None,
    title: Annotated[
        str | None, typer.Option("--title", metavar=_("TITRE"), parser=read_text, help=_("Titre du document."))
    ] = None,
    organiser: Annotated[
        str | None, typer.Option("--organiser", metavar=_("NOM"), parser=read_text, help=_("Qui organise l’atelier."))
    ] = None,
    participants: Annotated[
        int | None,
        typer.Option(
            "--participants",
            "-p",
            metavar=_("NOMBRE"),
            parser=whole_number(1, MOST_PEOPLE),
            help=_("Nombre de personnes."),
        ),
    ] = None,
    tables: Annotated[
        int | None,
        typer.Option(
            "--tables", "-t", metavar=_("NOMBRE"), parser=whole_number(1, MOST_TABLES), help=_("Nombre de tables.")
        ),
    ] = None,
    seed: SeedOption = None,
    output: Annotated[
        str | None,
        typer.Option("--output", "-o", metavar=_("FICHIER"), help=_("Écrire dans un fichier : plan.md ou plan.yaml.")),
    ] = None,
    force: ForceOption = False,
    json: JsonOption = False,
    deck: DeckOption = [],  # noqa: B006 - typer copies defaults
) -> None:
    """Composer un plan d’atelier complet, prêt à imprimer.

    Ce qui n’est pas connu (date, lieu) devient une ligne à remplir.

    Exemples :
      territoires plan lorient
      territoires plan lorient --duration 2h30 --start 14h -o plan.md
      territoires plan ma-ville.yaml --participants 36 --date 2026-12-03
    """
    target = read_target(output, {".md": _("le document"), ".yaml": _("les décisions")})
    if target is not None and json:
        raise RequestError(_("Choisissez entre --json, qui écrit à l’écran, et -o, qui écrit dans un fichier."))
    read = read_deck(roots_of(deck))
    shape = read.format[
        find_name(_("format"), format_, {name: item.id for item in read.formats for name in (item.id, item.title)})
    ]
    matching = match_city(read, find_city(read, city))
    request = Request(
        asked_for=city,
        seed=seed_or_new(seed),
        duration=duration,
        participants=participants,
        tables=tables,
        start=start,
        title=title,
        date=date,
        place=place,
        organiser=organiser,
    )
    reference = DeckReference(id=read.info.id, version=read.info.version, digest=read.digest, roots=tuple(deck))
    composed = compose_plan(matching, shape, reference, request)
    if target is not None:
        _write(composed, read, matching, target, force=force)
    elif json:
        write_json(composed.model_dump(mode="json", by_alias=True))
    else:
        show(plan_document(composed, read, matching))


def _write(plan: Plan, deck: Deck, matching: Matching, target: Path, *, force: bool) -> None:
    """The document or the decisions, by the suffix of the file."""
    if target.suffix.lower() == ".md":
        save_document(target, plan_document(plan, deck, matching), force=force)
    else:
        from territoires_cli.store import plan_to_yaml

        save_text(target, plan_to_yaml(plan), force=force)

"""`territoires plan`: a printable workshop plan for a territory, or an existing plan changed."""

from typing import Annotated

import typer

from territoires_cli.cli.options import (
    Command,
    DeckOption,
    ForceOption,
    JsonOption,
    PlanOption,
    SeedOption,
    new_app,
    read_clock,
    read_date,
    read_duration,
    read_text,
    whole_number,
)
from territoires_cli.cli.plan_options import Asked, read_absents, read_level, read_moment
from territoires_cli.cli.plan_output import deliver, read_plan_target
from territoires_cli.cli.plan_request import compose, is_plan_file
from territoires_cli.cli.territory import complete_city
from territoires_cli.models.plan import Level, Moment
from territoires_cli.translation import gettext as _

app = new_app()

MOST_PEOPLE = 10_000
MOST_TABLES = 1_000


def _several(name: str, value: str, words: str) -> typer.models.OptionInfo:
    """An option that may be given several times, each with one value."""
    option: typer.models.OptionInfo = typer.Option(name, metavar=value, help=words)
    return option


def _sentence(name: str, words: str) -> typer.models.OptionInfo:
    """An option that takes a sentence."""
    option: typer.models.OptionInfo = typer.Option(name, metavar=_("PHRASE"), parser=read_text, help=words)
    return option


@app.command(cls=Command)
def plan(
    city: Annotated[
        str | None,
        typer.Argument(
            metavar=_("VILLE|FICHIER"),
            show_default=False,
            help=_(
                "Une ville du jeu (lorient), le fichier de votre territoire (ma-ville.yaml, ou - pour l’entrée), "
                "ou un plan déjà fait (plan.yaml)."
            ),
            autocompletion=complete_city,
        ),
    ] = None,
    format_: Annotated[
        str | None,
        typer.Option(
            "--format", metavar="FORMAT", help=_("Format d’atelier (sharitories) : territoires list --kind format.")
        ),
    ] = None,
    duration: Annotated[
        int | None,
        typer.Option("--duration", "-d", metavar=_("DURÉE"), parser=read_duration, help=_("Durée : 3h, 2h30, 150.")),
    ] = None,
    start: Annotated[
        str | None,
        typer.Option("--start", metavar=_("HEURE"), parser=read_clock, help=_("Heure de début : 9h, 14:30.")),
    ] = None,
    end: Annotated[
        str | None,
        typer.Option("--end", metavar=_("HEURE"), parser=read_clock, help=_("Heure de fin : 17h, 12:30.")),
    ] = None,
    at: Annotated[
        list[Moment],
        typer.Option(
            "--at",
            metavar=_("MOMENT"),
            parser=read_moment,
            help=_('Un moment à heure fixe : "10:30 Arrivée de la maire (5 min)" ; autant de fois qu’il en faut.'),
        ),
    ] = [],  # noqa: B006 - typer copies defaults
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
    people: Annotated[
        str | None,
        typer.Option(
            "--people",
            metavar=_("LISTE.csv"),
            help=_("La liste des personnes inscrites : elle ne sert qu’à les compter, et le plan ne nomme personne."),
        ),
    ] = None,
    absents: Annotated[
        str | None,
        typer.Option(
            "--absents",
            metavar=_("NOMBRE"),
            parser=read_absents,
            help=_("Combien ne viendront pas (6, ou 20%) : quelle table ferme, où vont ses cartes."),
        ),
    ] = None,
    rooms: Annotated[
        list[str],
        _several("--rooms", _("SALLES"), _('Les salles, et leurs tables : "Salle des fêtes:3,Mezzanine:1".')),
    ] = [],  # noqa: B006
    tables: Annotated[
        int | None,
        typer.Option(
            "--tables", "-t", metavar=_("NOMBRE"), parser=whole_number(1, MOST_TABLES), help=_("Nombre de tables.")
        ),
    ] = None,
    mandate: Annotated[
        Level | None,
        typer.Option(
            "--mandate",
            metavar="MANDAT",
            parser=read_level,
            help=_("Ce que le groupe peut : information, consultation, co-conception ou co-décision."),
        ),
    ] = None,
    decides: Annotated[str | None, _sentence("--decides", _("Mandat : sur quoi portent les propositions."))] = None,
    settled: Annotated[str | None, _sentence("--settled", _("Mandat : ce qui est déjà fixé."))] = None,
    answered_by: Annotated[str | None, _sentence("--answered-by", _("Mandat : qui répond."))] = None,
    answered_when: Annotated[str | None, _sentence("--answered-when", _("Mandat : quand vient la réponse."))] = None,
    warm_up: Annotated[
        list[str],
        _several("--warm-up", _("NOM"), _("Un échauffement après l’ouverture : territoires list --kind activity.")),
    ] = [],  # noqa: B006
    closing: Annotated[
        list[str], _several("--closing", _("NOM"), _("Une clôture de plus : territoires list --kind activity."))
    ] = [],  # noqa: B006
    include: Annotated[list[str], _several("--include", _("CARTES"), _("Cartes à mettre sur une table : A1,C2."))] = [],  # noqa: B006
    exclude: Annotated[list[str], _several("--exclude", _("CARTES"), _("Cartes à ne jamais distribuer : F1,F4."))] = [],  # noqa: B006
    lock: Annotated[list[str], _several("--lock", _("CARTES"), _("Cartes que --redraw laisse en place : A1,C2."))] = [],  # noqa: B006
    redraw: Annotated[
        list[str],
        _several("--redraw", "TABLE", _("Redistribuer les cartes d’une table, sans toucher aux autres : table3.")),
    ] = [],  # noqa: B006
    from_: Annotated[
        str | None,
        typer.Option("--from", metavar="PLAN.yaml", help=_("Le plan de la rencontre précédente, avec sa récolte.")),
    ] = None,
    places: Annotated[
        str | None,
        typer.Option(
            "--places", metavar=_("FICHIER"), help=_("Les lieux d’une marche : une liste de name, walk, card.")
        ),
    ] = None,
    code: Annotated[
        str | None,
        typer.Option("--code", metavar="CODE", help=_("Refaire un plan à partir du code imprimé à sa dernière page.")),
    ] = None,
    seed: SeedOption = None,
    output: PlanOption = None,
    force: ForceOption = False,
    json: JsonOption = False,
    deck: DeckOption = [],  # noqa: B006 - typer copies defaults
) -> None:
    """Composer un plan d’atelier complet, prêt à imprimer.

    Ce qui n’est pas connu (date, lieu, mandat) devient une ligne à remplir.

    Exemples :
      territoires plan lorient
      territoires plan lorient --duration 2h30 --start 14h -o plan.md
      territoires plan lorient --format conception --at "10:30 Arrivée de la maire"
      territoires plan ma-ville.yaml --participants 36 --date 2026-12-03
      territoires plan plan.yaml --redraw table3 --lock A1,C2 -o plan-2.yaml
    """
    target = read_plan_target(output, json=json)
    asked = Asked(
        city=city,
        format=format_,
        duration=duration,
        start=start,
        end=end,
        at=tuple(at),
        date=date,
        place=place,
        title=title,
        organiser=organiser,
        participants=participants,
        tables=tables,
        people=people,
        absents=absents,
        rooms=tuple(rooms),
        level=mandate,
        decides=decides,
        settled=settled,
        answered_by=answered_by,
        answered_when=answered_when,
        warm_up=tuple(warm_up),
        closing=tuple(closing),
        include=tuple(include),
        exclude=tuple(exclude),
        lock=tuple(lock),
        redraw=tuple(redraw),
        after=from_,
        places=places,
        code=code,
        seed=seed,
        decks=tuple(deck),
    )
    if is_plan_file(asked):
        from territoires_cli.cli.plan_file import rework

        made = rework(asked)
    else:
        made = compose(asked)
    deliver(made, target, json=json, force=force)

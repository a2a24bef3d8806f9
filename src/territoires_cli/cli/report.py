"""`territoires report`: what comes of a session: its report, papers filled in from it, actions for a spreadsheet or a calendar."""

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, NamedTuple

import typer

from territoires_cli.cli.files import document_kinds, read_target, save_bytes, save_document, save_text
from territoires_cli.cli.options import Command, DeckOption, ForceOption, new_app
from territoires_cli.configuration import read_settings
from territoires_cli.documents.folder import Folder
from territoires_cli.documents.plan_context import Context
from territoires_cli.documents.report_base import Telling, tell
from territoires_cli.errors import RequestError, TerritoiresError
from territoires_cli.harvesting import harvest_of
from territoires_cli.models.document import Document
from territoires_cli.models.session import SessionHead
from territoires_cli.quoting import command_line
from territoires_cli.session import fold
from territoires_cli.translation import gettext as _
from territoires_cli.ui.output import say, show

app = new_app()

# Papers that a session fills in.
FILLED = ("reponse", "bureau")
NEXT = "mise-en-oeuvre"


class Told(NamedTuple):
    """A session read to be told: its head, and its telling."""

    head: SessionHead
    telling: Telling


@app.command(cls=Command)
def report(
    session: Annotated[
        str | None,
        typer.Argument(
            metavar=_("SÉANCE|PLAN.yaml"),
            show_default=False,
            help=_("Une séance gardée, ou son plan ; la dernière par défaut."),
        ),
    ] = None,
    output: Annotated[
        str | None,
        typer.Option(
            "--output",
            "-o",
            metavar=_("FICHIER"),
            help=_(
                "Écrire : cr.pdf, .docx, .html, .md, .json ; actions.csv, actions.ics ; suite.yaml, le plan avec sa récolte."
            ),
        ),
    ] = None,
    names: Annotated[
        bool, typer.Option("--names", help=_("Nommer les personnes saisies ; sans cette option, personne ne l’est."))
    ] = False,
    doc: Annotated[
        str | None,
        typer.Option("--doc", metavar=_("NOM"), help=_("Un autre document, rempli par la séance : reponse ou bureau.")),
    ] = None,
    force: ForceOption = False,
    deck: DeckOption = [],  # noqa: B006 - typer copies defaults
) -> None:
    """Écrire le compte rendu d’une séance, et ce qui en découle.

    Heures prévues et réelles, cartes gardées ou écartées, propositions,
    désaccords, questions ouvertes. Personne n’y est nommé sans --names.
    actions.csv s’ouvre dans un tableur, actions.ics dans un agenda ;
    suite.yaml sert à préparer la rencontre suivante (plan --from).

    Exemples :
      territoires report -o compte-rendu.docx
      territoires report 2027-03-03-lorient -o actions.csv
      territoires report --doc reponse -o reponse.docx
      territoires report -o suite.yaml
    """
    paper = _paper(doc)
    target = read_target(output, document_kinds() if paper else _kinds())
    told = read_telling(session, deck, is_named=names)
    suffix = target.suffix.lower() if target else ""
    if target is None:
        show(_document(told, paper))
    elif suffix in (".yaml", ".yml"):
        _save_plan(told, target, force=force)
    elif suffix == ".csv":
        _save_table(told, target, force=force)
    elif suffix == ".ics":
        _save_calendar(told, target, force=force)
    else:
        save_document(target, _document(told, paper), force=force)


def _kinds() -> dict[str, str]:
    return {
        **document_kinds(),
        ".csv": _("les actions, pour un tableur"),
        ".ics": _("les actions datées, pour un agenda"),
        ".yaml": _("le plan avec sa récolte, pour préparer la suite"),
    }


def _paper(name: str | None) -> str | None:
    """The paper asked for. Raises RequestError for one that a session doesn't fill in."""
    from territoires_cli.documents.papers import papers
    from territoires_cli.selecting import find_name

    if name is None:
        return None
    known = papers()
    found = find_name(
        _("document"), name, {word: paper.id for paper in known.values() for word in (paper.id, paper.title)}
    )
    if found not in FILLED:
        raise RequestError(
            _(
                "Le document « {name} » ne se remplit pas d’une séance : reponse et bureau le font. Pour les autres : "
                "territoires render plan.yaml --doc {name}"
            ).format(name=command_line([found]))
        )
    return found


def read_telling(name: str | None, decks: Sequence[str], *, is_named: bool) -> Told:
    """The session of a name, or the last one, read to be told, its harvest put into its plan."""
    from territoires_cli.cli.session_file import context_of, find
    from territoires_cli.journal import read_journal

    folder = find(name, decks)
    told = read_journal(folder)
    if told.torn:
        say(_("La dernière ligne du journal est incomplète : elle n’est pas reprise."))
    context = context_of(folder, decks)
    session = fold(context.plan, told.entries)
    telling = tell(Folder(context, read_settings()), session, dt.datetime.fromtimestamp, is_named=is_named)
    return Told(told.head, telling)


def _document(told: Told, paper: str | None) -> Document:
    """The report, or a paper that is written from the plan with what its tables brought home."""
    telling = told.telling
    if paper is None:
        from territoires_cli.documents.report import report_of

        return report_of(telling)
    from territoires_cli.documents.papers import papers, write_paper

    return write_paper(papers()[paper], _harvested(telling))


def _harvested(telling: Telling) -> Folder:
    """What papers are written from, with the session's harvest in the plan."""
    context = telling.context
    plan = context.plan.model_copy(update={"harvest": harvest_of(telling.session)})
    context = Context.of(plan, context.deck, context.matching, is_edited=context.is_edited)
    return telling.folder._replace(context=context, session=telling.session)


def _save_plan(told: Told, target: Path, *, force: bool) -> None:
    """The plan with what its tables brought home, from which the next one begins."""
    from territoires_cli.cli.plan_request import following_format
    from territoires_cli.store import plan_to_yaml

    plan = _harvested(told.telling).context.plan
    if not plan.harvest:
        raise RequestError(
            _(
                "Cette séance n’a pas de récolte : rien n’a été écrit. Pour la saisir : territoires harvest {name}"
            ).format(name=command_line([told.head.name]))
        )
    save_text(target, plan_to_yaml(plan), force=force)
    deck = told.telling.context.deck
    follows = following_format(plan, deck)
    # Where no format follows this one, the usual next step is to see who does what.
    wanted = [] if follows or NEXT not in deck.format else ["--format", NEXT]
    again = ["territoires", "plan", "--from", str(target), *wanted, "-o", "plan-2.yaml"]
    say(_("Pour préparer la rencontre suivante : {command}").format(command=command_line(again)))


def _save_table(told: Told, target: Path, *, force: bool) -> None:
    from territoires_cli.documents.report_actions import action_table
    from territoires_cli.render.rows import office_csv

    columns, rows = action_table(told.telling)
    if not rows:
        raise TerritoiresError(_nothing_to_do(told))
    save_bytes(target, office_csv(columns, rows), force=force)


def _save_calendar(told: Told, target: Path, *, force: bool) -> None:
    from territoires_cli.documents.report_dates import dated_actions
    from territoires_cli.render.reminders import calendar_file

    telling = told.telling
    day = telling.day() or telling.local(told.head.opened).date()
    reminders, undated = dated_actions(telling, told.head.name, day)
    for words in undated:
        say(words)
    if not reminders:
        raise TerritoiresError(
            _(
                "Aucune date ne se lit dans cette séance : rien n’a été écrit. Une date se saisit comme « avant le 3 mars » ou "
                "« 15/03/2027 »."
            )
            if undated
            else _nothing_to_do(told)
        )
    save_bytes(target, calendar_file(telling.context.title, reminders, told.head.opened), force=force)


def _nothing_to_do(told: Told) -> str:
    return _(
        "Cette séance n’a pas de proposition : rien n’a été écrit. Pour en saisir : territoires harvest {name}"
    ).format(name=command_line([told.head.name]))

"""The report of a session: what took place, what each table kept and wrote, what begins, and what stays open."""

from collections.abc import Iterator

from territoires_cli.documents.folder import Folder
from territoires_cli.documents.report_actions import action_blocks, proposal_blocks
from territoires_cli.documents.report_base import Local, Telling, tell
from territoires_cli.documents.report_end import correction_blocks, source_blocks
from territoires_cli.documents.report_said import said_blocks
from territoires_cli.documents.report_tables import table_blocks
from territoires_cli.documents.report_times import hours_words, times_blocks
from territoires_cli.documents.writing import date_words, heading
from territoires_cli.harvesting import people_came
from territoires_cli.models.document import Block, Callout, Document, Fields, Line, Paragraph
from territoires_cli.names import enumerate_in_french
from territoires_cli.session import Session
from territoires_cli.translation import gettext as _
from territoires_cli.translation import ngettext


def report(folder: Folder, session: Session, local: Local, *, is_named: bool = False) -> Document:
    """The report of a session; nobody is named in it unless `is_named`. `local` is the clock on the room's wall."""
    return report_of(tell(folder, session, local, is_named=is_named))


def report_of(telling: Telling) -> Document:
    """The report of a session that is ready to be told."""
    context, title = telling.context, _("Compte rendu de l’atelier")
    blocks: list[Block] = [
        heading(1, title),
        Fields(items=tuple(_facts(telling))),
        *_in_short(telling),
        *_names(telling),
        *_mandate(telling),
        *times_blocks(telling),
        *table_blocks(telling),
        *proposal_blocks(telling),
        *action_blocks(telling),
        *said_blocks(telling),
        *correction_blocks(telling),
        *source_blocks(telling),
    ]
    return Document(
        title=title,
        blocks=tuple(blocks),
        language=context.deck.info.language,
        imprint=context.imprint,
        created=context.created,
    )


def _facts(telling: Telling) -> Iterator[tuple[str, Line | None]]:
    plan, settings = telling.context.plan, telling.folder.settings
    yield _("Atelier"), telling.context.title
    yield _("Territoire"), plan.city.name
    yield _("Date"), _date(telling)
    yield _("Heures"), hours_words(telling)
    yield _("Lieu"), plan.place
    yield _("Personnes présentes"), _present(telling)
    yield _("Organisé par"), plan.organiser or settings.organiser
    yield _("Animé par"), settings.facilitator


def _date(telling: Telling) -> str | None:
    """The day on which it was held; beside it the one that was planned, where that was another."""
    day, planned = telling.day(), telling.context.plan.date
    if day is None:
        return planned
    held = date_words(day.isoformat())
    if planned is None or date_words(planned) == held:
        return held
    return _("{held} (prévu : {planned})").format(held=held, planned=date_words(planned))


def _present(telling: Telling) -> str:
    came, expected = people_came(telling.session), telling.context.plan.participants
    if came is None:
        return _("non comptées ({expected} attendues)").format(expected=expected)
    return _("{came} sur {expected} attendues").format(came=came, expected=expected)


def _in_short(telling: Telling) -> Iterator[Block]:
    """What came out of it, in one paragraph."""
    cards = telling.of("card")
    kept = sum(entry.verdict == "kept" for entry in cards)
    refused = sum(entry.verdict == "refused" for entry in cards)
    proposals = len(telling.of("proposal"))
    tables = len({entry.table for entry in telling.session.entries if entry.table})
    if not tables:
        yield Paragraph(text=_("Rien de ce que les tables ont dit ou écrit n’a encore été saisi."))
        return
    words = telling.context.words
    counted = [
        ngettext("{count} carte gardée", "{count} cartes gardées", kept).format(count=kept),
        ngettext("{count} écartée", "{count} écartées", refused).format(count=refused),
        f"{proposals} {words.proposal if proposals < 2 else words.proposals}",
    ]
    yield Paragraph(
        text=ngettext(
            "En tout, à {tables} table : {counted}.", "En tout, à {tables} tables : {counted}.", tables
        ).format(tables=tables, counted=enumerate_in_french(counted, _("et")))
    )


def _names(telling: Telling) -> Iterator[Block]:
    if telling.is_named:
        text = _(
            "Ce compte rendu nomme des personnes. Chacune confirme ce qui est écrit d’elle avant qu’il soit diffusé."
        )
    else:
        text = _(
            "Ce compte rendu ne nomme personne : « à confirmer » tient lieu des noms saisis. Les phrases des tables sont "
            "reprises mot pour mot ; relisez-les avant de le diffuser."
        )
    yield Callout(title=_("Noms des personnes"), text=text)


def _mandate(telling: Telling) -> Iterator[Block]:
    """What the group could decide, and what becomes of it."""
    yield heading(2, _("Le mandat"))
    words = telling.context.words
    if words.label is None:
        yield Paragraph(
            text=_(
                "Aucun mandat n’a été écrit : ce que les tables ont écrit vaut proposition, et tout vote est indicatif."
            )
        )
        return
    yield Fields(items=tuple((label, value) for label, value in words.front if value is not None))

"""Four lists to tick: a week before, the day before, the hour before, after; with dates where the workshop has one."""

import datetime as dt
import re
from collections.abc import Iterator, Sequence

from territoires_cli.documents.folder import Folder
from territoires_cli.documents.groups import is_online
from territoires_cli.documents.letterhead import head_blocks
from territoires_cli.documents.plan_context import Context
from territoires_cli.documents.writing import code, date_words, heading, line
from territoires_cli.models.document import Block, Bullets, Document, Line, Span
from territoires_cli.quoting import command_line
from territoires_cli.translation import gettext as _

# Beginnings of a format's own lines → the list that they belong to.
_TIMES = (
    ("week", re.compile(r"^(Trois|Deux|Une|La) semaines?\b")),
    ("eve", re.compile(r"^(La veille|L’avant-veille)\b")),
    ("hour", re.compile(r"^(Une|Deux) heures?\b|^(Une demi-heure|L’heure|Le matin|Le jour|Un quart d’heure|Trente minutes)\b")),
)  # fmt: skip

_EVE = re.compile(r"^La veille : ")


def checklists(folder: Folder) -> Document:
    """What to have done by when: the format's own list, and what this plan adds to it."""
    context, title = folder.context, _("Listes de contrôle")
    before = _sorted(context.fill_lines(context.shape.before, context.at(0)))
    lists: tuple[tuple[str, Sequence[Line]], ...] = (
        (_on(context, -7, _("Avant la dernière semaine")), [*before["week"], *_week(context)]),
        (_on(context, -1, _("La veille")), [*before["eve"], *_eve(context)]),
        (_on(context, 0, _("L’heure d’avant")), [*before["hour"], *_hour(context)]),
        (
            _on(context, 0, _("Après l’atelier")),
            [*context.fill_lines(context.shape.after, context.at(0)), *_after(context)],
        ),
    )
    blocks: list[Block] = [*head_blocks(folder, title)]
    for label, items in lists:
        blocks += [heading(2, label), Bullets(items=tuple(items), style="boxes")]
    return Document(title=title, blocks=tuple(blocks))


def _sorted(texts: Sequence[str]) -> dict[str, list[str]]:
    """The format's own lines by the time they begin with; a line without one belongs to the week before."""
    found: dict[str, list[str]] = {"week": [], "eve": [], "hour": []}
    for text in texts:
        name = next((name for name, pattern in _TIMES if pattern.match(text)), "week")
        # The list of the eve needs no line that says so.
        found[name].append(_capital(_EVE.sub("", text)) if name == "eve" else text)
    return found


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _on(context: Context, days: int, label: str) -> str:
    """« La veille, mercredi 2 décembre 2026 », where the workshop's date is one of the calendar."""
    try:
        day = dt.date.fromisoformat(context.plan.date or "") + dt.timedelta(days=days)
    except (ValueError, OverflowError):
        return label
    return _("{label} · {date}").format(label=label, date=date_words(day.isoformat()))


def _render(doc: str) -> Span:
    return code(command_line(["territoires", "render", "plan.yaml", "--doc", doc]))


def _week(context: Context) -> Iterator[Line]:
    if context.plan.mandate is None:
        yield line(_("Faire signer le mandat, qui n’est pas encore écrit : "), _render("cadrage"))
    yield line(_("Envoyer ou relancer les invitations : "), _render("invitation"))
    yield line(_("Remettre ses notes à qui ouvre l’atelier : "), _render("ouverture"))
    yield line(_("Réserver et acheter : "), _render("materiel"))
    for room in context.rooms:
        if room is not None:
            yield _("Aller voir la salle « {room} » : tables, prises, toilettes, accès en fauteuil.").format(room=room)
    for item in context.moments:
        yield _("Confirmer par téléphone : {title}, à {time}.").format(
            title=item.moment.title, time=context.at(item.begins)
        )
    if is_online(context.shape):
        yield _("Essayer la visioconférence, les salles de groupe et le tableau partagé, à deux personnes.")


def _eve(context: Context) -> Iterator[Line]:
    yield line(_("Imprimer ce qui sert le jour même : "), code("territoires list --kind document"))
    yield line(
        _("Mettre chaque main sous enveloppe, et prévoir qui ferme si des gens manquent : "), code("--absents 20%")
    )
    if context.plan.stops:
        yield _("Refaire le parcours à pied, et regarder la météo.")
    yield _("Lire toute la conduite à voix haute, une fois, montre en main.")


def _hour(context: Context) -> Iterator[Line]:
    if is_online(context.shape):
        yield _("Ouvrir la réunion, les sous-titres et le tableau ; afficher le numéro à appeler en cas de panne.")
    else:
        yield _("Garder les cartes hors des tables jusqu’à l’étape où elles s’ouvrent.")
    yield _("Ouvrir les portes à {time}.").format(time=context.at(-context.shape.doors))


def _after(context: Context) -> Iterator[Line]:
    """What the format's own list leaves out, and the papers that serve, with their dates."""
    told = " ".join(context.shape.after)
    if "photographier" not in told:
        yield _("Le soir même : photographier chaque feuille avant de l’enlever, et ranger par table.")
    next_day = _on(context, 1, _("Le lendemain"))
    yield line(_("{day}, pour saisir ce que les tables ont écrit : ").format(day=next_day), _render("transcription"))
    if "quinze jours" not in told:
        in_two_weeks = _on(context, 15, _("À quinze jours"))
        yield _("{day} : envoyer le compte rendu à toutes les personnes venues.").format(day=in_two_weeks)
    in_sixty = _on(context, 60, _("À soixante jours"))
    yield line(_("{day}, pour écrire la réponse : ").format(day=in_sixty), _render("reponse"))

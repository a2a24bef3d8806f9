"""Sheets to write on, table tents and badges → PDF, filled with what a plan knows of its tables."""

from collections.abc import Sequence
from typing import Any, Literal

from territoires_cli.render.rendered import Rendered, replaced_remarks
from territoires_cli.render.typst_pages import REPLACEMENT, carried, set_pages
from territoires_cli.translation import gettext as _
from territoires_cli.typography import typeset

Data = dict[str, Any]
# Two columns of five on an A4 sheet.
BADGES_A_SHEET = 10
Paper = Literal["a4", "a3"]


def canvases(proposals: str, vote: str) -> dict[str, Data]:
    """The sheets by name; `proposals` and `vote` are the mandate's words for what people write and how they vote."""
    return {
        "enjeux": _zones(
            _("Nos enjeux"),
            (1, (_zone(_("Ce qui nous touche"), _("Des faits vécus, avec le lieu et le moment.")), _zone(_("Qui est concerné"), _("Qui en parle peu, ou n’est pas là ?")))),
            (1, (_zone(_("Ce que l’on a déjà essayé"), ""), _zone(_("L’enjeu de notre table, en une phrase"), "", lines=4))),
        ),
        "opportunites": _zones(
            _("Opportunités et forces"),
            (3, (_zone(_("Forces"), _("Cela existe ici : écrivez le nom.")), _zone(_("Opportunités"), _("Cela n’existe pas encore, et répondrait à l’enjeu."), width=1.4), _zone(_("Écartées"), _("Et pourquoi ?")))),
            (1, (_zone(_("À combiner : quelle force pour quelle opportunité ?"), "", lines=2),)),
        ),
        "priorites": {
            "kind": "field",
            "title": _("Nos priorités"),
            "x": {"name": _("Effort"), "low": _("léger"), "high": _("lourd")},
            "y": {"name": _("Effet"), "low": _("faible"), "high": _("fort")},
            "corners": [_("À faire d’abord"), _("À préparer"), _("Si l’occasion se présente"), _("À laisser")],
        },
        "projet": _zones(
            _("Fiche projet"),
            (1, (_zone(_("Notre idée, en une phrase"), "", lines=2, width=2), _zone(_("Cartes combinées"), _("Codes et titres.")))),
            (2, (_zone(_("Pour qui, et à la place de quoi"), "", lines=4), _zone(_("Qui le fait déjà ici, avec qui"), "", lines=4), _zone(_("Qui pourrait y perdre"), "", lines=4))),
            (1, (_zone(_("Premier pas, avant quelle date"), "", lines=2), _zone(_("Ce qu’il nous faut"), "", lines=2), _zone(_("À quoi verra-t-on que cela marche"), "", lines=2))),
        ),
        "actions": _table(
            _("Plan d’action"), 8, (_("N°"), 0.4), (_("Quoi"), 3), (_("Qui (à confirmer par)"), 2), (_("Avant le"), 1), (_("Avec quoi"), 1.6), (_("On saura que c’est fait quand…"), 2)
        ),
        "vote": _table(
            _("{vote}").format(vote=vote[:1].upper() + vote[1:]), 10, (_("N°"), 0.4), (proposals[:1].upper() + proposals[1:], 5), (_("Gommettes"), 3), (_("Total"), 0.8)
        ),
        "ecartees": _table(
            _("Écartée, pourquoi"), 8, (_("N°"), 0.4), (_("Carte"), 2), (_("Pourquoi elle est écartée"), 4), (_("Qui n’était pas d’accord, et pourquoi"), 3)
        ),
    }  # fmt: skip


def render_canvases(sheets: Sequence[Data], paper: Paper, language: str, imprint: str) -> Rendered:
    """A PDF of sheets, one a page, laid flat; each has besides its `table` and its `question`, empty for a blank one."""
    title = _("Feuilles à écrire")
    data = {"title": title, "paper": paper, "language": language, "imprint": typeset(imprint), "canvases": list(sheets)}
    return _set("canvas.typ", data)


def render_tents(tables: Sequence[Data], language: str) -> Rendered:
    """A PDF of tents to fold, one an A4 sheet: each table's `name`, `theme` and `question`."""
    return _set(
        "places.typ", {"title": _("Chevalets de table"), "kind": "tents", "language": language, "items": list(tables)}
    )


def render_badges(people: Sequence[Data], language: str, event: str) -> Rendered:
    """A PDF of badges, ten an A4 sheet: each a `name` (empty: lines to write it on), `words` under it, its `table`."""
    data = {
        "title": _("Badges"),
        "kind": "badges",
        "language": language,
        "event": typeset(event),
        "items": list(people),
    }
    return _set("places.typ", data)


def render_calibration(language: str) -> Rendered:
    """A PDF of two sides that measures by how much a printer shifts the back of a sheet."""
    data = {
        "title": _("Réglage du recto verso : recto"),
        "back-title": _("Réglage du recto verso : verso"),
        "language": language,
        "front": [
            typeset(
                _(
                    "Imprimez cette feuille en recto verso, sans mise à l’échelle (100 %), comme vous imprimerez les cartes."
                )
            ),
            typeset(
                _("Tenez-la ensuite devant une fenêtre, ce côté vers vous : chaque croix tombe sur une règle du verso.")
            ),
        ],
        "back": [
            typeset(_("Lisez sur chaque règle où tombe le centre de la croix, en millimètres, et faites la moyenne.")),
            typeset(
                _("Vers la droite et vers le bas, comptez en positif. Gardez ces deux nombres une fois pour toutes :")
            ),
            "territoires print calibration --offset-x 0.5 --offset-y -1",
        ],
    }
    return _set("calibration.typ", data)


def _set(layout: str, data: Data) -> Rendered:
    printable, missing = carried(data)
    return Rendered(set_pages(layout, printable), replaced_remarks(missing, REPLACEMENT))


def _zones(title: str, *rows: tuple[float, Sequence[Data]]) -> Data:
    return {
        "kind": "zones",
        "title": typeset(title),
        "rows": [{"height": height, "zones": list(zones)} for height, zones in rows],
    }


def _zone(title: str, hint: str, *, lines: int = 0, width: float = 1) -> Data:
    return {"title": typeset(title), "hint": typeset(hint), "lines": lines, "width": width}


def _table(title: str, number: int, *columns: tuple[str, float]) -> Data:
    found = [{"title": typeset(name), "width": width} for name, width in columns]
    return {"kind": "sheet", "title": typeset(title), "number": number, "numbered": True, "columns": found}

"""Entries of a session in words: to read back what was typed, and to say what can be typed. Pure."""

from territoires_cli.models.deck import Deck
from territoires_cli.models.plan import Plan
from territoires_cli.models.session import Entry
from territoires_cli.session import line_of
from territoires_cli.translation import gettext as _


def entry_words(entry: Entry, plan: Plan, deck: Deck, *, is_corrected: bool = False) -> str:
    """An entry as a line to read back: its number in the grid, or its table, and what was said."""
    line = line_of(plan, entry)
    where = (
        f"{entry.table or 0}.{line}"
        if line
        else (_("Table {table}").format(table=entry.table) if entry.table else _("Atelier"))
    )
    parts = [_kinds().get(entry.kind, entry.kind)]
    if entry.card and entry.card in deck.practice:
        title = deck.practice[entry.card].title
        parts = [_("carte tirée : {title}").format(title=title) if entry.kind == "dealt" else title]
    if entry.verdict:
        parts.append({"kept": _("gardée"), "refused": _("écartée")}[entry.verdict])
    if entry.count is not None:
        parts.append(str(entry.count) if entry.kind == "present" else _("{count} voix").format(count=entry.count))
    words = f"{where} · {', '.join(parts)}"
    words += f" : {entry.text}" if entry.text else ""
    words += _(" ; à confirmer par {owner}").format(owner=entry.owner) if entry.owner else ""
    words += f" ; {entry.due}" if entry.due else ""
    return words + (_(" (corrigé)") if is_corrected else "")


def _kinds() -> dict[str, str]:
    return {
        "note": _("note"), "strength": _("force"), "card": _("carte"), "vote": _("vote"), "priority": _("priorité"),
        "proposal": _("proposition"), "disagreement": _("désaccord"), "parked": _("question laissée"), "absent": _("absents"),
        "present": _("présents"), "surprise": _("surprise"), "next": _("suite"), "dealt": _("carte tirée"),
    }  # fmt: skip


def guide(plan: Plan) -> list[tuple[str, str]]:
    """What can be typed, and what it means, with numbers of this plan."""
    hand = plan.hands[0]
    line, free = f"{hand.table}.1", f"{hand.table}.{len(hand.cards) + 1}"
    return [
        (
            _("{line} gardée pourquoi").format(line=line),
            _("la carte est gardée (ou g) ; les mots sont ceux de la table"),
        ),
        (_("{line} écartée pourquoi").format(line=line), _("la carte est écartée (ou é)")),
        (_("{line} 5 voix").format(line=line), _("les gommettes ou les voix d’une carte")),
        (
            _("{free} Ouvrir le samedi ; qui : Mme X ; avant le 3 mars ; 8 voix").format(free=free),
            _("une proposition, mot pour mot"),
        ),
        (
            _("{table} force, priorité, désaccord, note …").format(table=hand.table),
            _("ce que la table a écrit d’autre"),
        ),
        (_("0.1 question ; répond : M. Y"), _("une question laissée pour plus tard")),
        (_("présents 21, absents …, surprise …, suite …"), _("ce qui touche tout l’atelier")),
        (_("corriger {line} nouveaux mots").format(line=line), _("corrige ; l’ancienne version reste dans le journal")),
        (_("retirer {line} pourquoi ; annuler").format(line=line), _("retire une entrée, ou la dernière")),
    ]

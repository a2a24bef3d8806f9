"""What is typed to lead a session: next, back, pause, more time, another step, a card → entries of its journal. Pure."""

import random
import re

from territoires_cli.documents.plan_context import Context
from territoires_cli.errors import RequestError
from territoires_cli.retiming import Proposal, lateness, propose
from territoires_cli.session import Session
from territoires_cli.transcribing import Draft, plain
from territoires_cli.translation import gettext as _

_NEXT = frozenset(("suivant", "suivante", "s", ">", "commencer", "demarrer"))
_BACK = frozenset(("precedent", "precedente", "retour", "<"))
_PAUSE = frozenset(("pause",))
_RESUME = frozenset(("reprendre", "reprise"))
_RETIME = frozenset(("recaler", "recale"))
_GO = frozenset(("aller", "etape"))
_CARD = frozenset(("carte", "tirer"))
_END = frozenset(("fin", "terminer", "finir"))
_MINUTES = re.compile(r"([+\-−])\s*(\d{1,3})\s*(?:min|minutes?)?$")


def steer(text: str, context: Context, session: Session, now: float) -> list[Draft] | None:
    """The entries that a word leads to; None where it is none of these words. Raises RequestError where it can't be done."""
    words = plain(" ".join(text.split()))
    first, _space, rest = words.partition(" ")
    if found := _MINUTES.match(words):
        return [_extended(session, int(found[2]) * (1 if found[1] == "+" else -1))]
    simple = {_NEXT: forward, _BACK: _back, _PAUSE | _RESUME: held, _END: _ended}
    act = next((act for known, act in simple.items() if words in known), None)
    if act is not None:
        return [act(session)]
    if first in _RETIME:
        return [retimed(propose_for(context, session, now), rest)]
    if first in _GO | _CARD and rest:
        return [go_to(context, session, rest) if first in _GO else drawn(context, session, rest)]
    return None


def forward(session: Session) -> Draft:
    """Begin, or the next step; the end after the last one."""
    if session.started is None:
        return {"kind": "start"}
    place = session.next_place(1)
    return {"kind": "end"} if place is None else {"kind": "move", "step": session.turns[place].step}


def _back(session: Session) -> Draft:
    place = session.next_place(-1)
    if place is None or session.started is None:
        raise RequestError(_("C’est la première étape : il n’y en a pas avant."))
    return {"kind": "move", "step": session.turns[place].step}


def held(session: Session) -> Draft:
    """Pause, or go on."""
    if session.turn is None:
        raise RequestError(_("La séance n’a pas encore commencé : tapez suivant pour la première étape."))
    is_held = session.paused is not None or session.ended is not None
    return {"kind": "resume" if is_held else "pause"}


def _extended(session: Session, minutes: int) -> Draft:
    if session.turn is None:
        raise RequestError(_("La séance n’a pas encore commencé : tapez suivant pour la première étape."))
    return {"kind": "extend", "minutes": minutes}


def _ended(session: Session) -> Draft:
    if session.turn is None or session.ended is not None:
        raise RequestError(_("Aucune étape n’est en cours."))
    return {"kind": "end"}


def propose_for(context: Context, session: Session, now: float) -> Proposal:
    """What is left of the plan in the time that is left."""
    from territoires_cli.calling import known_steps

    order = list(known_steps(context.shape).values())
    return propose(context.shape, order, context.plan, session, now)


def proposal_words(context: Context, session: Session, proposal: Proposal, now: float) -> list[str]:
    """The proposal in sentences: how late, what changes, what leaves, what is still missed."""
    from territoires_cli.calling import known_steps

    titles = {name: step.title for name, step in known_steps(context.shape).items()}
    before = {turn.step: turn.minutes for turn in session.coming}
    late = round(lateness(context.plan, session, now) / 60)
    words = [
        _("Retard prévu à la fin : {count} min.").format(count=late)
        if late >= 0
        else _("Avance prévue à la fin : {count} min.").format(count=-late)
    ]
    changed = [
        _("« {title} » : {old} → {new} min").format(title=titles[item.step], old=before[item.step], new=item.minutes)
        if item.step in before
        else _("« {title} » s’ajoute : {new} min").format(title=titles[item.step], new=item.minutes)
        for item in proposal.steps
        if before.get(item.step) != item.minutes
    ]
    words += changed or [_("Aucune étape ne change.")]
    words += [_("« {title} » n’est plus jouée").format(title=titles.get(name, name)) for name in proposal.dropped]
    if proposal.missed >= 2:
        words.append(_("Même ainsi, la fin viendrait {count} min trop tard.").format(count=proposal.missed))
    return words


def retimed(proposal: Proposal, changes: str = "") -> Draft:
    """The proposal accepted; `changes` adjusts it: « 2=10 3=0 » gives the second step to come ten minutes, and drops the third."""
    steps = [(item.step, item.minutes) for item in proposal.steps]
    for number, minutes in re.findall(r"(\d{1,2})\s*=\s*(\d{1,3})", changes):
        place = int(number) - 1
        if not 0 <= place < len(steps):
            raise RequestError(
                _("Il reste {count} étapes : {number} n’en est pas une.").format(count=len(steps), number=number)
            )
        steps[place] = (steps[place][0], int(minutes))
    return {"kind": "retime", "steps": [{"step": name, "minutes": lasts} for name, lasts in steps if lasts > 0]}


def go_to(context: Context, session: Session, asked: str) -> Draft:
    """The step of a number or of a title, wherever it is."""
    from territoires_cli.calling import known_steps

    known = known_steps(context.shape)
    order = [turn.step for turn in session.turns]
    if asked.isdecimal() and len(asked) < 5:
        place = int(asked) - 1
        if 0 <= place < len(order):
            return {"kind": "move", "step": order[place]}
    found = [name for name in order if plain(asked) in plain(known[name].title if name in known else name)]
    if len(found) == 1:
        return {"kind": "move", "step": found[0]}
    raise RequestError(
        _("Dites quelle étape, par son numéro (1 à {count}) ou par un mot de son titre.").format(count=len(order))
    )


def drawn(context: Context, session: Session, asked: str) -> Draft:
    """A card that lies on no table, drawn for one; the same session draws the same cards again."""
    tables = [hand.table for hand in context.plan.hands]
    found = re.search(r"\d+", asked[:20])
    if found is None or int(found[0]) not in tables:
        raise RequestError(_("Dites pour quelle table : carte {table}.").format(table=tables[0]))
    lying = {dealt.card for hand in context.plan.hands for dealt in hand.cards}
    lying |= {said.entry.card for said in session.said.values() if said.entry.kind == "dealt" and said.entry.card}
    left = [name for name in context.deck.practice if name not in lying and name not in context.plan.excluded]
    if not left:
        raise RequestError(_("Toutes les cartes du jeu sont déjà sur les tables."))
    drawer = random.Random(context.plan.seed * 1000 + len(lying))  # noqa: S311 - a draw, not a secret
    return {"kind": "dealt", "table": int(found[0]), "card": left[int(drawer.random() * len(left))]}


def guide() -> list[tuple[str, str]]:
    """What can be typed to lead, and what it does."""
    return [
        (_("suivant, précédent"), _("l’étape d’après, celle d’avant")),
        (_("pause, reprendre"), _("arrête le temps, le fait repartir")),
        ("+5, +1, -5", _("donne ou reprend des minutes à l’étape")),
        (_("aller 4, aller priorités"), _("joue une autre étape")),
        (_("recaler"), _("refait les minutes de ce qui reste, pour finir à l’heure ; recaler 2=10 ajuste")),
        (_("carte 2"), _("tire une carte de plus pour la table 2")),
        (_("fin"), _("termine la séance")),
    ]

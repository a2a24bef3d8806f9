"""What is typed of a session, line by line → entries of its journal, with the numbers of the transcription grid. Pure.

« 2.3 gardée La Colloc le fait déjà » is the third card of table 2; « 2.12 Ouvrir le samedi ; qui : Mme Le Goff ; avant le 3 mars »
a proposal; « 2 désaccord … » words of table 2; « absents … » of the whole room. The same lines serve on the day and the next day, in a
terminal, a pipe or a file.
"""

import re
import unicodedata
from collections.abc import Callable
from typing import Any

from territoires_cli.errors import RequestError
from territoires_cli.models.plan import Plan
from territoires_cli.models.session import Entry
from territoires_cli.session import Session, card_lines, line_of
from territoires_cli.translation import gettext as _

# What an entry will hold, before it has a number and a time.
Draft = dict[str, Any]

_KEPT = frozenset(("g", "gardee", "garde", "garder", "oui", "+", "retenue"))
_REFUSED = frozenset(("e", "ecartee", "ecarte", "ecarter", "non", "-", "refusee"))
_OF_A_TABLE = {
    "force": "strength", "forces": "strength", "f": "strength",
    "priorite": "priority", "priorites": "priority", "p": "priority",
    "desaccord": "disagreement", "desaccords": "disagreement", "d": "disagreement",
    "proposition": "proposal", "propositions": "proposal", "decision": "proposal", "avis": "proposal", "+": "proposal",
    "note": "note", "n": "note",
    "question": "parked", "q": "parked",
}  # fmt: skip
_OF_THE_ROOM = {
    "note": "note", "n": "note",
    "question": "parked", "q": "parked", "parking": "parked",
    "absent": "absent", "absents": "absent", "absentes": "absent", "absente": "absent",
    "surprise": "surprise", "surprises": "surprise",
    "suite": "next", "prochaine": "next",
    "desaccord": "disagreement", "d": "disagreement",
}  # fmt: skip
_REFERENCE = re.compile(r"(\d{1,3})\s*\.\s*(\d{1,3})(?:\s+|$)")
_TABLE = re.compile(r"(?:t|table)?\s*(\d{1,3})(?:\s+|$)", re.IGNORECASE)
_NUMBERED = re.compile(r"#?(\d{1,6})(?:\s+|$)")
_VOTES = re.compile(r"(?:(?:v|vote|votes|voix|gommettes?)\s*:?\s*(\d{1,5})|(\d{1,5})\s*(?:v|voix|votes?|gommettes?))$")
_OWNER = re.compile(r"(?:qui|par|portée? par|pilote|à confirmer par|répond)\s*:?\s+(.+)$", re.IGNORECASE)
_DUE = re.compile(r"(avant|d’ici|d'ici|quand)\b\s*:?\s*(.+)$", re.IGNORECASE)
# « le 3 mars » and « pour mardi » tell a day; « le samedi seulement » and « pour les jeunes » are words of a proposal.
_DAY = re.compile(
    r"(?:le|pour(?: le)?)\s+(?:(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)\s+)?\d{1,2}\b"
    r"|pour\s+(?:la |le )?(?:fin|début|mi|lundi|mardi|mercredi|jeudi|vendredi|janvier|février|mars|avril|mai|juin|juillet|août"
    r"|septembre|octobre|novembre|décembre)\b",
    re.IGNORECASE,
)


def transcribe(text: str, plan: Plan, session: Session) -> list[Draft]:
    """The entries that a line makes, in their order. Raises RequestError with what is not understood and how it is typed."""
    words = " ".join(text.replace("\u00a0", " ").split())
    if not words:
        return []
    first, rest = _cut(words)
    if (amend := _AMENDS.get(first)) is not None:
        return [amend(rest, plan, session)]
    if found := _REFERENCE.match(words):
        drafts = _of_line(int(found[1]), int(found[2]), words[found.end() :], plan, session)
    elif found := _TABLE.match(words):
        drafts = _of_table(_table(int(found[1]), plan), words[found.end() :], plan, session)
    elif first in _OF_THE_ROOM:
        drafts = [_of_room(_OF_THE_ROOM[first], rest)]
    else:
        drafts = []
    if drafts:
        return drafts
    raise RequestError(
        _(
            "« {words} » : commencez par un numéro de la grille (2.3), une table (2) ou un mot (note, question, absents, présents, "
            "surprise, suite). Tapez ? pour l’aide."
        ).format(words=words[:60])
    )


def entry_of(draft: Draft, number: int, at: float) -> Entry:
    """The entry that a draft becomes. Raises RequestError where it can't be one."""
    from pydantic import ValidationError

    try:
        return Entry.model_validate({**draft, "n": number, "at": at})
    except ValidationError as error:
        fields = ", ".join(
            str(item["loc"][0]) for item in error.errors(include_input=False, include_url=False) if item["loc"]
        )
        raise RequestError(
            _("Cette entrée ne peut pas être gardée ({fields}) : raccourcissez-la.").format(fields=fields)
        ) from None


def _cut(words: str) -> tuple[str, str]:
    """The first word, without accents, capitals or colon; and the rest."""
    first, _space, rest = words.partition(" ")
    return plain(first.rstrip(":,")), rest.lstrip(": ").strip()


def plain(word: str) -> str:
    """A word without accents or capitals."""
    return "".join(c for c in unicodedata.normalize("NFD", word.lower()) if not unicodedata.combining(c))


def _number(text: str) -> int:
    found = re.match(r"\d{1,5}", text)
    if not found:
        raise RequestError(_("Dites combien, en chiffres : présents 21."))
    return int(found[0])


def _table(number: int, plan: Plan) -> int:
    known = [table.number for table in plan.tables]
    if number not in known:
        raise RequestError(
            _("Il n’y a pas de table {number} : ce plan en a {count}.").format(number=number, count=len(known))
        )
    return number


def _of_line(table: int, line: int, rest: str, plan: Plan, session: Session) -> list[Draft]:
    """What a line of the grid says: a card's verdict, reason or votes; a proposal; a question for later (table 0)."""
    if table == 0:
        return [_parts({"kind": "parked", "line": line}, rest)] if rest else _nothing(f"0.{line}")
    _table(table, plan)
    card = next((name for (at, name), number in card_lines(plan).items() if (at, number) == (table, line)), None)
    if not rest:
        _nothing(f"{table}.{line}")
    votes = _VOTES.match(plain(rest))
    if votes:
        count = int(votes[1] or votes[2])
        what = {"card": card} if card else {"line": line}
        return [_amended({"kind": "vote", "table": table, "count": count, **what}, session)]
    if card is not None:
        first, words = _cut(rest)
        verdict = "kept" if first in _KEPT else "refused" if first in _REFUSED else None
        if verdict is None:
            return [_amended({"kind": "card", "table": table, "card": card, "text": rest}, session)]
        told = {"text": words} if words else {}
        return [_amended({"kind": "card", "table": table, "card": card, "verdict": verdict, **told}, session)]
    first, words = _cut(rest)
    text = words if first in ("proposition", "decision", "avis") and words else rest
    return _with_votes(_parts({"kind": "proposal", "table": table, "line": line}, text), session)


def _amended(draft: Draft, session: Session) -> Draft:
    """A line that was typed before is corrected, not told twice."""
    for entry in session.entries:
        same_card = draft.get("card") is not None and entry.card == draft["card"]
        same_line = draft.get("line") is not None and entry.line == draft["line"]
        if entry.kind == draft["kind"] and entry.table == draft.get("table") and (same_card or same_line):
            changed = {name: value for name, value in draft.items() if name not in ("kind", "table", "card", "line")}
            return {"kind": "correct", "of": entry.n, **changed}
    return draft


def _of_table(table: int, rest: str, plan: Plan, session: Session) -> list[Draft]:
    first, words = _cut(rest)
    kind = _OF_A_TABLE.get(first)
    if kind is None:
        kind, words = "note", rest
    if not words:
        _nothing(_("table {table}").format(table=table))
    if kind == "proposal":
        line = next_line(table, plan, session)
        return _with_votes(_parts({"kind": kind, "table": table, "line": line}, words), session)
    if kind == "parked":
        return [_parts({"kind": kind, "table": table}, words)]
    return [{"kind": kind, "table": table, "text": words}]


def next_line(table: int, plan: Plan, session: Session) -> int:
    """The number of the next proposal of a table: after its cards and the proposals that it has."""
    cards = sum(len(hand.cards) for hand in plan.hands if hand.table == table)
    used = [said.entry.line or 0 for said in session.said.values() if said.entry.table == table]
    return max([cards, *used]) + 1


def _of_room(kind: str, rest: str) -> Draft:
    if not rest:
        _nothing(kind)
    return _parts({"kind": kind}, rest) if kind == "parked" else {"kind": kind, "text": rest}


def _parts(draft: Draft, text: str) -> Draft:
    """The words, who carries them, by when, how many votes: pieces after semicolons, in any order."""
    head, *others = [piece.strip() for piece in text.split(";")]
    words = [head]
    for piece in others:
        if not piece:
            continue
        if (found := _VOTES.match(plain(piece))) and draft["kind"] == "proposal":
            draft = {**draft, "count": int(found[1] or found[2])}
        elif found := _OWNER.match(piece):
            draft = {**draft, "owner": found[1].strip()}
        elif _DAY.match(piece):
            draft = {**draft, "due": piece}
        elif found := _DUE.match(piece):
            draft = {**draft, "due": piece if plain(found[1]) != "quand" else found[2].strip()}
        else:
            words.append(piece)
    return {**draft, "text": " ; ".join(words)}


def _with_votes(draft: Draft, session: Session) -> list[Draft]:
    """Votes told with a proposal are an entry of their own: they are corrected apart."""
    count = draft.get("count")
    rest = _amended({name: value for name, value in draft.items() if name != "count"}, session)
    if count is None:
        return [rest]
    return [rest, _amended({"kind": "vote", "table": draft["table"], "line": draft["line"], "count": count}, session)]


def _found(text: str, plan: Plan, session: Session) -> tuple[Entry, str]:
    """The entry that a number of the grid (2.3) or of the journal (#12) names, and the words after it."""
    if found := _REFERENCE.match(text):
        table, line = int(found[1]), int(found[2])
        for entry in reversed(session.entries):
            if (entry.table or 0) == table and line_of(plan, entry) == line and entry.kind != "vote":
                return entry, text[found.end() :].strip()
    elif found := _NUMBERED.match(text):
        said = session.said.get(int(found[1]))
        if said is not None and said.entry.n not in session.withdrawn:
            return said.entry, text[found.end() :].strip()
    raise RequestError(
        _(
            "Dites quelle entrée, par son numéro dans la grille (2.3) ou dans la liste (#12) : corriger 2.3 nouveaux mots."
        )
    )


def _correction(rest: str, plan: Plan, session: Session) -> Draft:
    entry, words = _found(rest, plan, session)
    if not words:
        _nothing(f"#{entry.n}")
    if entry.kind in ("vote", "present"):
        return {"kind": "correct", "of": entry.n, "count": _number(words)}
    first, after = _cut(words)
    if entry.kind == "card" and first in _KEPT | _REFUSED:
        verdict = "kept" if first in _KEPT else "refused"
        return {"kind": "correct", "of": entry.n, "verdict": verdict, **({"text": after} if after else {})}
    told = _parts({"kind": entry.kind}, words)
    return {**told, "kind": "correct", "of": entry.n}


def _withdrawal(rest: str, plan: Plan, session: Session) -> Draft:
    entry, words = _found(rest, plan, session)
    return {"kind": "withdraw", "of": entry.n, **({"text": words} if words else {})}


def _present(rest: str, _plan: Plan, _session: Session) -> Draft:
    return {"kind": "present", "count": _number(rest)}


def _undo(_rest: str, _plan: Plan, session: Session) -> Draft:
    entries = session.entries
    if not entries:
        raise RequestError(_("Il n’y a rien à annuler."))
    return {"kind": "withdraw", "of": max(entry.n for entry in entries)}


def _nothing(where: str) -> list[Draft]:
    raise RequestError(_("Il manque les mots après « {where} ».").format(where=where))


# What the first word of a line does to what was typed before, or counts.
_AMENDS: dict[str, Callable[[str, Plan, Session], Draft]] = {
    **dict.fromkeys(("annuler", "annule"), _undo),
    **dict.fromkeys(("corriger", "corrige", "="), _correction),
    **dict.fromkeys(("retirer", "retire", "supprimer"), _withdrawal),
    **dict.fromkeys(("present", "presents", "presente", "presentes"), _present),
}

"""Practices that a text names → those that it says are there, and those that it refuses, by the turns of phrase around. Pure."""

from collections.abc import Iterable, Iterator, Sequence

from territoires_cli.models.lexis import Lexis
from territoires_cli.words import RawWord, Said, Word, phrases_in, written_of

# How many other words may stand among those of a practice's name.
NAME_SLACK = 1
# How many small or other words may stand between a name and the turn of phrase that says how it is meant.
REACH = 9


def named_practices(
    raw: Sequence[RawWord], said: Said, lexis: Lexis
) -> tuple[dict[int, tuple[str, ...]], dict[int, tuple[str, ...]]]:
    """The practices that a text says are there, or refuses; their names no longer speak for them."""
    there: dict[int, tuple[str, ...]] = {}
    refused: dict[int, tuple[str, ...]] = {}
    silenced: set[int] = set()
    cues: list[tuple[int, int, int, str]] | None = None
    for practice, names in enumerate(lexis.names):
        for name in names:
            found = said.find(name, NAME_SLACK)
            if not found:
                continue
            if cues is None:
                cues = list(_cues(raw, lexis))
            meant = _nearest_cue(found, cues)
            if meant in ("there", "refused"):
                (there if meant == "there" else refused).setdefault(practice, written_of(found))
                silenced.update(word.place for word in found)
    for word in said.words:
        word.silent = word.silent or word.place in silenced
    return there, refused


def _cues(raw: Sequence[RawWord], lexis: Lexis) -> Iterator[tuple[int, int, int, str]]:
    """The turns of phrase of a text: clause, place of the last word, length, meaning; « veut pas de » goes on refusing at « pas de »."""
    found = {meant: list(phrases_in(raw, said)) for meant, said in lexis.cues.items() if meant != "denied"}
    refusals = {places[-1] for _clause, places in found.get("refused", ())}
    for meant, phrases in found.items():
        for clause, places in phrases:
            goes_on = meant == "not_there" and places[0] in refusals and len(places) > 1
            yield clause, places[-1], len(places), "refused" if goes_on else meant


def _nearest_cue(name: Sequence[Word], cues: Iterable[tuple[int, int, int, str]]) -> str | None:
    """What the nearest turn of phrase in the name's clause says of it; one that stands before it counts as nearer, a longer one first."""
    clause, first = name[0].clause, name[0].place
    near = [
        (first - place if place < first else 2 * (place - first), -length, meant)
        for where, place, length, meant in cues
        if where == clause and abs(place - first) <= REACH
    ]
    return min(near)[2] if near else None

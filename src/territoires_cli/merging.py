"""Steps and indicators of several cards → one list in a sensible order, nothing said twice. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from territoires_cli.language import stems_of
from territoires_cli.names import fold

# Two texts that share this part of the shorter one's words say the same.
SAME_TEXT = 0.6
# How far a step has got, by the verb that it begins with: look, gather, agree, try, look back.
_VERBS = (
    "aller appeler comparer compter demander interroger lister marcher noter parcourir recenser relever repérer visiter voir",
    "chercher choisir convaincre débattre inviter parler proposer rencontrer réunir trouver",
    "confier convenir décider désigner dire écrire fixer négocier nommer prévoir rappeler réserver signer vérifier",
    "afficher annoncer essayer lancer mettre organiser ouvrir planter poser prêter publier remettre servir tenir",
    "mesurer raconter rendre revoir suivre tirer",
)
PHASES = {fold(verb): phase for phase, verbs in enumerate(_VERBS) for verb in verbs.split()}


@dataclass(frozen=True, slots=True)
class Merged:
    """A text, and the ids of the cards that ask for it."""

    text: str
    cards: tuple[str, ...]


def merge_steps(lists: Sequence[tuple[str, Sequence[str]]]) -> list[Merged]:
    """The steps of several cards, given with their ids, one after the other as a project goes.

    First those that look at what there is, then those that gather people, agree, try, and look back; each card's own
    order holds. A step that says what an earlier one says is told once, for both.
    """
    placed = []
    for number, (card, texts) in enumerate(lists):
        phase = 0
        for turn, text in enumerate(texts):
            phase = max(phase, PHASES.get(fold(text).split(" ")[0], phase))
            placed.append((phase, turn, number, card, text))
    return _told_once(
        [(card, text) for _phase, _turn, _number, card, text in sorted(placed, key=lambda item: item[:3])]
    )


def merge_texts(lists: Sequence[tuple[str, Sequence[str]]]) -> list[Merged]:
    """Texts of several cards, given with their ids, the first of each, then the second…; those alike told once."""
    placed = [
        (turn, number, card, text) for number, (card, texts) in enumerate(lists) for turn, text in enumerate(texts)
    ]
    return _told_once([(card, text) for _turn, _number, card, text in sorted(placed, key=lambda item: item[:2])])


def _told_once(texts: Sequence[tuple[str, str]]) -> list[Merged]:
    kept: list[tuple[str, frozenset[str], list[str]]] = []
    for card, text in texts:
        stems = frozenset(stems_of(text))
        same = next((cards for _text, known, cards in kept if _alike(known, stems)), None)
        if same is None:
            kept.append((text, stems, [card]))
        elif card not in same:
            same.append(card)
    return [Merged(text, tuple(cards)) for text, _stems, cards in kept]


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    shorter = min(len(one), len(other))
    return shorter > 1 and len(one & other) / shorter >= SAME_TEXT

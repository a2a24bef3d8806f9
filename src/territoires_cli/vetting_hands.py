"""Hands of a plan written or changed by hand: what can't be, or looks wrong, each at its field. Pure."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from territoires_cli.links import FieldPath
from territoires_cli.models.plan import Hand, Plan
from territoires_cli.translation import gettext as _

# A rule gives the path of a field, what is wrong there, and whether it is an error or a warning.
Fault = tuple[FieldPath, str, str]


def error(path: FieldPath, message: str) -> Fault:
    """What keeps a plan from being used."""
    return path, message, "error"


def warning(path: FieldPath, message: str) -> Fault:
    """What is only said."""
    return path, message, "warning"


def vet_hands(plan: Plan) -> Iterator[Fault]:
    """One hand a table, with a theme, and no card twice in it."""
    numbers = {table.number for table in plan.tables}
    times = Counter(hand.table for hand in plan.hands)
    for index, hand in enumerate(plan.hands):
        if hand.table not in numbers:
            message = _("il n’y a pas de table {number} : les tables vont de 1 à {last}")
            yield error(("hands", index, "table"), message.format(number=hand.table, last=max(numbers)))
        elif times[hand.table] > 1:
            yield error(("hands", index, "table"), _("la table {number} a plusieurs mains").format(number=hand.table))
        yield from _theme(plan, index, hand)
        if not hand.cards:
            yield error(("hands", index, "cards"), _("cette main est vide : il faut au moins une carte"))
        yield from _twice(("hands", index, "cards"), [item.card for item in hand.cards], lambda at: (at, "card"))
    for number in sorted(numbers - times.keys()):
        yield error(("hands",), _("la table {number} n’a pas de main").format(number=number))
    for index, harvest in enumerate(plan.harvest):
        if harvest.table not in numbers:
            message = _("il n’y a pas de table {number} dans ce plan").format(number=harvest.table)
            yield warning(("harvest", index, "table"), message)


def _theme(plan: Plan, index: int, hand: Hand) -> Iterator[Fault]:
    """A theme has challenges, each once, that the territory states."""
    if not hand.challenges:
        yield error(("hands", index, "challenges"), _("il faut au moins un défi : c’est le thème de la table"))
    stated = {item.id for item in plan.city.challenges}
    for place, name in enumerate(hand.challenges):
        if name in hand.challenges[:place]:
            message = _("le défi « {name} » est déjà dans cette main").format(name=name)
            yield error(("hands", index, "challenges", place), message)
        elif stated and name not in stated:
            message = _("le territoire ne dit pas le défi « {name} » (champ « city », « challenges »)").format(
                name=name
            )
            yield warning(("hands", index, "challenges", place), message)


def _twice(path: FieldPath, names: Sequence[str], place: Callable[[int], FieldPath]) -> Iterator[Fault]:
    for index, name in enumerate(names):
        if name in names[:index]:
            yield error((*path, *place(index)), _("la carte « {name} » est déjà dans cette main").format(name=name))


def vet_cards_in_play(plan: Plan) -> Iterator[Fault]:
    """Locks hold a card of some hand; what is excluded lies in none."""
    dealt = {item.card: hand.table for hand in plan.hands for item in hand.cards}
    for index, name in enumerate(plan.locks):
        if name not in dealt:
            message = _("la carte « {name} » n’est dans aucune main : la bloquer ne sert à rien")
            yield warning(("locks", index), message.format(name=name))
    for index, name in enumerate(plan.included):
        if name not in dealt:
            message = _("la carte « {name} » est imposée, mais aucune table ne l’a (ajoutez-la à une main)")
            yield warning(("included", index), message.format(name=name))
    for index, name in enumerate(plan.excluded):
        if name in plan.included:
            message = _("la carte « {name} » est à la fois imposée et exclue : choisissez")
            yield error(("excluded", index), message.format(name=name))
        elif name in dealt:
            message = _("la carte « {name} » est exclue, mais la table {table} l’a encore")
            yield warning(("excluded", index), message.format(name=name, table=dealt[name]))

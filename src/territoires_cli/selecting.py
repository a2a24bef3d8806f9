"""What people type → what it names in the deck: codes, ids, titles, labels. Pure."""

from collections.abc import Mapping
from typing import TypeVar

from territoires_cli.errors import RequestError, TerritoiresError
from territoires_cli.labels import effort_labels, lever_labels, state_labels
from territoires_cli.models.cards import PracticeCard
from territoires_cli.models.deck import Deck
from territoires_cli.models.index import Entry
from territoires_cli.names import enumerate_in_french, find, fold, nearest
from territoires_cli.quoting import command_line
from territoires_cli.translation import gettext as _

T = TypeVar("T")


def find_card(deck: Deck, wanted: str) -> Entry:
    """The card of any kind that a code, an id, a title or another name means; or the first words of one title or place.

    Raises TerritoiresError with the nearest names. Practices win over other cards of the same name.
    """
    names = card_names(deck)
    entry = find(wanted, names)
    if entry is not None:
        return entry
    if find(wanted, format_names(deck)):
        raise TerritoiresError(
            _("« {name} » est un format, pas une carte : essayez territoires plan lorient --format {typed}").format(
                name=wanted, typed=command_line([wanted])
            )
        )
    begun = _begun(deck, wanted)
    if begun is not None:
        return begun
    close = list(dict.fromkeys(entry_words(names[name]) for name in nearest(wanted, names)))
    if close:
        raise TerritoiresError(
            _("La carte « {name} » n’existe pas. Vouliez-vous dire {names} ?").format(
                name=wanted, names=enumerate_in_french(close, _("ou"))
            )
        )
    raise TerritoiresError(
        _("La carte « {name} » n’existe pas. La liste s’affiche avec : territoires list --kind all").format(name=wanted)
    )


def _begun(deck: Deck, wanted: str) -> Entry | None:
    """The only card whose title or place begins with these whole words: « séoul » for « Séoul, ville du partage »."""
    start = fold(wanted) + " "
    found = [
        entry
        for entry in deck.index
        if any(name and f"{fold(name)} ".startswith(start) for name in (entry.title, entry.place))
    ]
    return found[0] if start.strip() and len(found) == 1 else None


def entry_words(entry: Entry) -> str:
    """How a card is named in a sentence: its code and title, or its title alone."""
    return f"{entry.code} {entry.title}" if entry.code else entry.title


def card_names(deck: Deck) -> dict[str, Entry]:
    """Everything that names a card of any kind; codes, ids and titles win over other names."""
    names: dict[str, Entry] = {}
    for entry in deck.index:
        for name in (entry.code, entry.id, entry.title):
            if name:
                names.setdefault(name, entry)
    for entry in deck.index:
        for name in entry.names:
            names.setdefault(name, entry)
    return names


def find_name(kind: str, wanted: str, names: Mapping[str, T]) -> T:
    """The value that a code, id or label means. Raises RequestError with the values that would do."""
    value = find(wanted, names)
    if value is not None:
        return value
    first_names: dict[T, str] = {}
    for name, item in names.items():
        first_names.setdefault(item, name)
    close = list(dict.fromkeys(first_names[names[name]] for name in nearest(wanted, names)))
    if close:
        raise RequestError(
            _("« {name} » ne figure pas dans la liste ({kind}). Vouliez-vous dire {names} ?").format(
                name=wanted, kind=kind, names=enumerate_in_french([f"« {name} »" for name in close], _("ou"))
            )
        )
    if not first_names:
        raise RequestError(
            _(
                "Ce jeu n’a rien de cette sorte ({kind}). Pour en faire un format : territoires new format --in SON-DOSSIER"
            ).format(kind=kind)
        )
    raise RequestError(
        _("« {name} » ne figure pas dans la liste ({kind}). Valeurs possibles : {names}.").format(
            name=wanted, kind=kind, names=", ".join(first_names.values())
        )
    )


def practice_names(deck: Deck) -> dict[str, PracticeCard]:
    """Everything that names a card; codes, ids and titles win over other names."""
    names: dict[str, PracticeCard] = {}
    for card in deck.practices:
        for name in (card.code, card.id, card.title):
            names.setdefault(name, card)
    for card in deck.practices:
        for name in (*card.aliases, *card.nicknames):
            names.setdefault(name, card)
    return names


def find_practice(deck: Deck, wanted: str) -> PracticeCard:
    """The practice that a code, an id, a title or another name means. Raises TerritoiresError with the nearest names."""
    card = find(wanted, practice_names(deck))
    if card is not None:
        return card
    entry = find_card(deck, wanted)
    raise TerritoiresError(
        _("« {name} » n’est pas une pratique : donnez le code ou le titre d’une carte, comme A3.").format(
            name=entry_words(entry)
        )
    )


DEFAULT_FORMAT = "sharitories"


def default_format(deck: Deck) -> str:
    """The format of a plan where nobody names one: the workshop that the deck was made for, or the first that can begin."""
    if DEFAULT_FORMAT in deck.format:
        return DEFAULT_FORMAT
    return next((shape.id for shape in deck.formats if shape.series is None or shape.series.number == 1), "")


def format_names(deck: Deck, after: str | None = None) -> dict[str, str]:
    """Everything that names a format → its id; a series names its first meeting, or the one that follows `after`."""
    names = {name: shape.id for shape in deck.formats for name in (shape.id, shape.title)}
    before = deck.format[after].series if after is not None and after in deck.format else None
    for shape in deck.formats:
        if shape.series is not None:
            follows = before is not None and before.id == shape.series.id
            if shape.series.number == (before.number + 1 if before is not None and follows else 1):
                names.setdefault(shape.series.id, shape.id)
    return names


def family_names(deck: Deck) -> dict[str, str]:
    """Everything that names a family → its id."""
    return {name: item.id for item in deck.info.families for name in (item.id, item.code, item.title, item.short_title)}


def challenge_names(deck: Deck) -> dict[str, str]:
    """Everything that names a challenge → its id."""
    return {name: item.id for item in deck.book.challenges for name in (item.id, item.label)}


def type_names(deck: Deck) -> dict[str, str]:
    """Everything that names a type of practice → its id."""
    return {name: item.id for item in deck.info.types for name in (item.id, item.title)}


def lever_names() -> dict[str, str]:
    """Everything that names a lever → its id."""
    return {name: lever for lever, label in lever_labels().items() for name in (lever, label)}


def effort_names() -> dict[str, str]:
    """Everything that names a level of effort → its id."""
    return {name: level for level, label in effort_labels().items() for name in (label, level)}


def state_names() -> dict[str, str]:
    """Everything that names a state of an initiative → its id."""
    return {name: state for state, label in state_labels().items() for name in (label, state)}

"""What one cell of a sheet says ↔ the value it stands for: texts, numbers, words of closed lists, names of the deck. Pure."""

import re
from collections.abc import Iterable, Mapping, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple, Self

from territoires_cli.columns import Leaf
from territoires_cli.labels import lever_labels, size_labels, state_labels
from territoires_cli.models.deck import Deck
from territoires_cli.models.index import KINDS
from territoires_cli.names import enumerate_in_french, fold, nearest
from territoires_cli.selecting import challenge_names, family_names, practice_names, type_names
from territoires_cli.translation import gettext as _
from territoires_cli.typography import clean

_LONGEST_SHOWN = 40
_LONGEST_SOUGHT = 80
# Of a longer list of valid values, only the near ones are told.
_MOST_LISTED = 30
# How alike a word and a name are when one is offered for the other.
_ALIKE = 0.75
_WHOLE = re.compile(r"([0-9]{1,9})(?:[.,]0+)?")
_DATE = re.compile(r"\d{1,4}[-/.]\d{1,2}([-/.]\d{1,4})?|\d{1,2}[-/. ]?[^\W\d_]{3,5}\.?")
_BULLET = re.compile(r"\A(?:[•·]\s*|[-–—*]\s+)")
# What people write where there is no year to tell.
_NONE_WORDS = ("non daté", "non datée", "sans date", "pas de date", "inconnu", "inconnue", "nd", "null")


class CellError(Exception):
    """A cell that stands for nothing: one French sentence on what to write."""


class Names(NamedTuple):
    """The names of one kind of thing: by their folded letters, and the one to write for each id."""

    kind: str
    by_name: Mapping[str, str]
    label: Mapping[str, str]

    @classmethod
    def of(cls, kind: str, names: Iterable[tuple[str, str]], preferred: Mapping[str, str]) -> Self:
        """Names from pairs (name, id), the first of equal ones winning; `preferred` are the words to write for an id.

        An id stands for itself where its words would lead to another.
        """
        by_name: dict[str, str] = {}
        for name, identifier in names:
            by_name.setdefault(fold(name), identifier)
        label = {key: words if by_name.get(fold(words)) == key else key for key, words in preferred.items()}
        return cls(kind, by_name, label)

    def joined(self, more: Iterable[tuple[str, str]]) -> "Names":
        """These names and others, which win over none of them."""
        by_name = dict(self.by_name)
        for name, identifier in more:
            by_name.setdefault(fold(name), identifier)
        return self._replace(by_name=by_name)


def names_of(deck: Deck) -> dict[str, Names]:
    """The names that a sheet may use for what a deck holds, by kind of thing."""

    def ids(items: Iterable[str]) -> list[tuple[str, str]]:
        return [(item, item) for item in items]

    info, frame = deck.info, deck.framework
    practices = {name: card.id for name, card in practice_names(deck).items()}
    found = {
        "family": Names.of(
            _("famille"),
            [*ids(deck.family), *family_names(deck).items()],
            {item.id: item.short_title for item in info.families},
        ),
        "type": Names.of(
            _("type"), [*ids(deck.type), *type_names(deck).items()], {item.id: item.title for item in info.types}
        ),
        "challenge": Names.of(
            _("défi"),
            [*ids(deck.challenge), *challenge_names(deck).items()],
            {item.id: item.label for item in deck.book.challenges},
        ),
        "source": Names.of(
            _("source"),
            [
                *ids(deck.source),
                *((item.short, item.id) for item in deck.sources),
                *((item.title, item.id) for item in deck.sources),
            ],
            {item.id: item.short for item in deck.sources},
        ),
        "objective": Names.of(
            _("objectif"),
            [*ids(deck.objective), *((item.title, item.id) for item in frame.objectives)],
            {item.id: item.title for item in frame.objectives},
        ),
        "theme": Names.of(
            _("thème"),
            [*ids(item.id for item in frame.themes), *((item.title, item.id) for item in frame.themes)],
            {item.id: item.title for item in frame.themes},
        ),
        "practice": Names.of(
            _("pratique"),
            [*ids(deck.practice), *practices.items()],
            {card.id: card.title for card in deck.practices},
        ),
    }
    for kind in ("card", *KINDS[1:]):
        entries = [entry for entry in deck.index if kind in ("card", entry.kind)]
        names = [(name, entry.id) for entry in entries for name in (entry.code, entry.title) if name]
        found[kind] = Names.of(
            _("carte"), [*ids(entry.id for entry in entries), *names], {entry.id: entry.title for entry in entries}
        )
    return found


def write_cell(leaf: Leaf, value: object, names: Mapping[str, Names]) -> str:
    """The words for a value; nothing for the one that a field has when nobody tells it."""
    if value is None:
        return _("non daté") if leaf.says_none else ""
    if value == leaf.default:
        return ""
    if leaf.kind == "choice":
        return _choice_words(leaf.options)[str(value)][0]
    if leaf.kind == "id":
        return names[leaf.names].label.get(str(value), str(value))
    return str(value)


def read_cell(leaf: Leaf, text: str, names: Mapping[str, Names]) -> str | int | None:
    """The value that a cell stands for. Raises CellError where it stands for none."""
    if leaf.kind == "text":
        return text
    plain = " ".join(clean(text).split())
    if leaf.says_none and fold(plain) in map(fold, _NONE_WORDS):
        return None
    if leaf.kind == "whole":
        return _read_whole(leaf, plain)
    if leaf.kind == "choice":
        return _read_choice(leaf, plain)
    return _read_name(names[leaf.names], plain)


def read_pieces(leaf: Leaf, text: str, names: Mapping[str, Names]) -> list[str | int | None]:
    """The values of a list that stands in one cell: one a line; of words and names, also between commas. Raises CellError."""
    if leaf.kind == "text":
        lines = (_BULLET.sub("", line.strip()) for line in text.splitlines())
        return [read_cell(leaf, line, names) for line in lines if line]
    found: list[str | int | None] = []
    for piece in re.split(r"[\n;]", text):
        try:
            found += [read_cell(leaf, piece, names)] if piece.strip() else []
        except CellError:
            parts = [part for part in re.split(r"[,/&]| et ", piece) if part.strip()]
            found += [read_cell(leaf, part, names) for part in parts]
    return list(dict.fromkeys(found))


def fits_line(text: str) -> bool:
    """Whether a text may be one line of a cell that holds several, and be read back as it is."""
    return len(text.splitlines()) == 1 and _BULLET.match(text) is None and text == text.strip()


def shorten(text: str) -> str:
    """A text as a sentence may quote it: on one line, cleaned, not too long."""
    line = " ".join(clean(text).split())
    return line if len(line) <= _LONGEST_SHOWN else f"{line[:_LONGEST_SHOWN].rstrip()}…"


def choices_of(leaf: Leaf) -> list[str]:
    """The words that a cell with a closed list may hold."""
    return [words[0] for words in _choice_words(leaf.options).values()]


def _read_whole(leaf: Leaf, text: str) -> int:
    found = _WHOLE.fullmatch(text.replace(" ", ""))
    if found is not None:
        return int(found[1])
    if _DATE.fullmatch(text):
        raise CellError(
            _("« {text} » est une date, peut-être mise là par le tableur : il faut un nombre entier").format(
                text=shorten(text)
            )
        )
    if leaf.says_none:
        raise CellError(
            _("« {text} » n’est pas une année : écrivez-la en quatre chiffres, ou « non daté »").format(
                text=shorten(text)
            )
        )
    raise CellError(_("« {text} » n’est pas un nombre entier").format(text=shorten(text)))


def _read_choice(leaf: Leaf, text: str) -> str:
    words = _choice_words(leaf.options)
    wanted = fold(text)
    if "habitants" in words and wanted in map(fold, _association_words()):
        raise CellError(_("une association ? écrivez habitants, et nommez-la dans Partenaire"))
    for value, said in words.items():
        if wanted in (fold(value), *map(fold, said)):
            return value
    raise CellError(_unknown(text, {word: said[0] for said in words.values() for word in said}))


def _association_words() -> tuple[str, ...]:
    return (_("association"), _("associations"), _("les associations"), _("une association"))


def _read_name(names: Names, text: str) -> str:
    found = names.by_name.get(fold(text))
    if found is not None:
        return found
    labels = {words: words for words in names.label.values()}
    known = {name: names.label.get(identifier, name) for name, identifier in names.by_name.items()}
    lists = {_("défi"): "territoires list --kind challenge", _("pratique"): "territoires list"}
    raise CellError(_unknown(text, {**labels, **known}, lists.get(names.kind)))


def _unknown(text: str, known: Mapping[str, str], command: str | None = None) -> str:
    """What to write instead of a word that is in no list: near ones, the command that lists them, or all where they are few.

    `known` are the words that would be understood, each with the one to write for it.
    """
    sought = fold(text[:_LONGEST_SOUGHT])
    alike = [
        name
        for name in nearest(text[:_LONGEST_SOUGHT], known)
        if fold(name).startswith(sought) or SequenceMatcher(None, sought, fold(name)).ratio() >= _ALIKE
    ]
    close = list(dict.fromkeys(known[name] for name in alike))
    if close:
        return _("« {text} » n’est pas dans la liste ; vouliez-vous dire {names} ?").format(
            text=shorten(text), names=enumerate_in_french([f"« {name} »" for name in close], _("ou"))
        )
    if command is not None:
        return _("« {text} » n’est pas dans la liste ; pour la lire : {command}").format(
            text=shorten(text), command=command
        )
    labels = list(dict.fromkeys(known.values()))
    if len(labels) <= _MOST_LISTED:
        return _("« {text} » n’est pas dans la liste ; valeurs admises : {names}").format(
            text=shorten(text), names=", ".join(labels)
        )
    return _("« {text} » n’est pas dans la liste de ce que le jeu contient").format(text=shorten(text))


def _lever_words() -> dict[str, tuple[str, ...]]:
    """What people call those who hold a lever, beside the word to write."""
    town = (_("mairie"), _("la mairie"), _("la commune"), _("municipalité"), _("la municipalité"))
    return {"commune": town, "habitants": (_("les habitants"),), "entreprises": (_("les entreprises"),)}


def _choice_words(options: Sequence[str]) -> dict[str, list[str]]:
    """Each value of a closed list, with the words for it, the one to write first."""
    known: dict[str, list[str]] = {
        "low": [_("peu"), _("faible"), _("léger")],
        "medium": [_("moyen")],
        "high": [_("beaucoup"), _("fort"), _("élevé"), _("lourd")],
        "running": [_("en marche")],
        "planned": [_("en projet")],
        "city": [_("ville")],
        "network": [_("réseau")],
        **{lever: [label, *_lever_words().get(lever, ())] for lever, label in lever_labels().items()},
        **{size: [label.partition(" (")[0]] for size, label in size_labels().items()},
        **{state: [label] for state, label in state_labels().items()},
    }
    return {option: known.get(option, [option]) for option in options}

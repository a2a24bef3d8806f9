"""YAML files → a checked `Deck` or `City`: what `decks` calls when the cache can't answer."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from territoires_cli.archives import name_fault
from territoires_cli.errors import ContentError
from territoires_cli.guarding import refuse_too_large
from territoires_cli.indexing import index_cards, with_projects, words_of_cards
from territoires_cli.layering import Layer, pile_layers
from territoires_cli.links import Finding, check_links
from territoires_cli.models.actions import ActionSheet, Framework
from territoires_cli.models.base import Card, Source, Value
from territoires_cli.models.cards import Pair, PracticeCard
from territoires_cli.models.cases import CityModel, Elsewhere, Lesson, Project
from territoires_cli.models.city import City
from territoires_cli.models.deck import LATE, Deck
from territoires_cli.models.lexicon import Lexicon, Trouble
from territoires_cli.models.vocabulary import ChallengeBook, DeckInfo
from territoires_cli.models.workshop import Activity, WorkshopFormat
from territoires_cli.names import nearest
from territoires_cli.pacing import Fault
from territoires_cli.places import (
    ACTIVITIES_FILE,
    BUILTIN,
    DECK_FILE,
    TEXTS,
    TROUBLES,
    builtin_root,
    format_files,
    is_there,
    workshops_folder,
    yaml_files,
)
from territoires_cli.problems import Problem
from territoires_cli.reading import Reader
from territoires_cli.translation import gettext as _
from territoires_cli.weighing import weigh_words

if TYPE_CHECKING:
    from territoires_cli.archives import Place

V = TypeVar("V", bound=Value)

LEXICON_FILE = "lexicon.yaml"
# The folders of a deck that hold one file a card, and what such a file holds.
_CARDS: dict[str, type[Card]] = {
    "practices": PracticeCard,
    "actions": ActionSheet,
    "cities": City,
    "projects": Project,
    "elsewhere": Elsewhere,
    "lessons": Lesson,
    "models": CityModel,
}


def load_deck(folders: "Sequence[Place]") -> Deck:
    """The deck of these folders, its links known to hold. Raises ContentError with every problem found."""
    reader = Reader()
    sections = read_sections(reader, folders)
    if reader.problems:
        raise ContentError(reader.problems)
    findings = check_links(Deck(sections.__getitem__))
    if findings:
        raise ContentError(reader.place_new(findings))
    sections["cities"] = tuple(with_projects(sections["cities"], sections["projects"], sections["practices"]))
    return linked(sections)


def linked(sections: dict[str, Any]) -> Deck:
    """The deck of sections whose links hold, with what is derived from them."""
    deck = Deck(sections.__getitem__)
    sections["index"] = index_cards(deck)
    sections["words"] = words_of_cards(deck)
    whole = Deck(lambda name: weigh_words(whole) if name == LATE else sections[name])
    return whole


def format_problems(name: str, faults: Iterable[Fault], folders: "Sequence[Place]") -> list[Problem]:
    """What is wrong with the flow of a format, at its lines in the file that holds it."""
    reader = Reader()
    shapes = [shape for folder in folders for shape in reader.inside(folder).all(format_files(folder), WorkshopFormat)]
    shape = next(shape for shape in shapes if shape.id == name)
    return [reader.place(shape, path, message, "error") for path, message in faults]


def read_sections(reader: Reader, folders: "Sequence[Place]") -> dict[str, Any]:
    """The sections of the deck that these make together, in print order, less what is faulty; problems are kept.

    Raises TerritoiresError for a deck that breaks a bound.
    """
    return put_together(reader, read_layers(reader, folders))


def put_together(reader: Reader, layers: "Sequence[tuple[Place, Layer]]") -> dict[str, Any]:
    """The sections of the deck that these decks make, the first one below; the reader keeps what doesn't fit."""
    pile = pile_layers([layer for _folder, layer in layers])
    reader.joined |= {id(join[0]): join for join in pile.joins}
    for old, new in pile.copies:
        reader.stand_for(old, new)
    placed = reader.place_new(pile.findings)
    reader.problems += [problem for problem in placed if problem.severity == "error"]
    reader.remarks += [problem for problem in placed if problem.severity != "error"]
    if not any(layer.info.id == BUILTIN for _folder, layer in layers):
        pile.sections |= _lent(pile.sections)
    if not pile.sections["practices"] and not reader.problems:
        empty = str(layers[0][0] / "practices")
        reader.problems.append(
            Problem(
                empty,
                None,
                None,
                "",
                _("ce jeu n’a aucune carte : mettez-en une ici, dans un fichier comme A1-covoiturage.yaml"),
            )
        )
    return pile.sections


def _lent(sections: Mapping[str, Any]) -> dict[str, Any]:
    """What the built-in deck lends to one that stands alone and has none of its own; it speaks of no card.

    Formats with their activities; for a deck in French, what is known of people's words: the troubles of the challenges
    that it has as well are those that its cards are likened to (see `likening`).
    """
    reader, folder = Reader(), builtin_root()
    lent: dict[str, Any] = {}
    if not sections["formats"]:
        formats = reader.all(format_files(folder), WorkshopFormat)
        lent["formats"] = tuple(shape.model_copy(update={"sources": ()}) for shape in formats)
        lent["activities"] = tuple(reader.several(workshops_folder(folder) / ACTIVITIES_FILE, Activity))
    if sections["info"].language == "fr" and sections["lexicon"] == Lexicon() and not sections["troubles"]:
        lent["lexicon"] = reader.one(folder / LEXICON_FILE, Lexicon)
        known = {challenge.id for challenge in sections["book"].challenges}
        lent["troubles"] = tuple(_without_cards(item, known) for item in _troubles(reader, folder))
        lent["troubles"] = tuple(item for item in lent["troubles"] if item.challenges)
    return lent


def _without_cards(trouble: Trouble, challenges: Collection[str]) -> Trouble:
    """A trouble for a deck of other cards, with those of its challenges that this deck has."""
    stated = tuple(name for name in trouble.challenges if name in challenges)
    return trouble.model_copy(update={"practices": {}, "actions": {}, "challenges": stated})


def _troubles(reader: Reader, folder: "Place") -> tuple[Trouble, ...]:
    return tuple(item for file in yaml_files(folder / TROUBLES) for item in reader.several(file, Trouble))


def read_layers(reader: Reader, folders: "Sequence[Place]") -> "list[tuple[Place, Layer]]":
    """Each deck on its own, those that others extend below them; the built-in one joins where one extends it."""
    layers = [(folder, read_layer(reader, folder)) for folder in folders]
    given = {layer.info.id for _folder, layer in layers}
    _tell_twins(reader, layers)
    for _folder, layer in layers:
        _name_below(reader, layer, {*given, BUILTIN})
    if BUILTIN not in given and any(layer.info.extends == BUILTIN for _folder, layer in layers):
        layers = [(builtin_root(), read_layer(reader, builtin_root())), *layers]
        given.add(BUILTIN)
    ordered: list[tuple[Place, Layer]] = []
    while layers:
        below = {layer.info.id for _folder, layer in ordered}
        waits = [item for item in layers if item[1].info.extends in given - below]
        # Two decks that extend each other stand in the order in which they were given.
        ready = next((item for item in layers if item not in waits), layers[0])
        ordered.append(ready)
        layers.remove(ready)
    return ordered


def _tell_twins(reader: Reader, layers: "Sequence[tuple[Place, Layer]]") -> None:
    """Two decks of one name, which nobody could tell apart; and names that a file can't have everywhere."""
    seen: dict[str, Place] = {}
    for folder, layer in layers:
        fault = name_fault(layer.info.id)
        if fault is not None:
            message = _("ce nom ne peut pas être celui d’un jeu : {fault}").format(fault=fault)
            reader.problems += reader.place_new([Finding(layer.info, ("id",), message)])
        if layer.info.id in seen and layer.info.id != _NAMELESS["id"]:
            message = _(
                "un autre jeu porte déjà ce nom : {place} ; changez l’un des deux, ou n’en donnez qu’un"
            ).format(place=seen[layer.info.id])
            reader.problems += reader.place_new([Finding(layer.info, ("id",), message)])
        seen.setdefault(layer.info.id, folder)


def _name_below(reader: Reader, layer: Layer, given: Collection[str]) -> None:
    """Tell where a deck extends one that isn't there; a slip in the built-in deck's name is judged as if that stood there."""
    name = layer.info.extends
    if name == layer.info.id != BUILTIN:
        message = _("un jeu ne se complète pas lui-même : écrivez {name}").format(name=BUILTIN)
        reader.problems += reader.place_new([Finding(layer.info, ("extends",), message, better=BUILTIN)])
        return
    if name is None or name in given:
        return
    close = next(iter(nearest(name, given, at_most=1)), None)
    message = _("le jeu « {name} » n’est pas là : donnez-le aussi, avec --deck").format(name=name)
    if close:
        message = _("le jeu « {name} » n’est pas là ; vouliez-vous dire « {close} » ?").format(name=name, close=close)
    reader.problems += reader.place_new([Finding(layer.info, ("extends",), message, better=close)])
    if close == BUILTIN:
        meant = layer.info.model_copy(update={"extends": close})
        reader.stand_for(layer.info, meant)
        layer.info = meant


def read_layer(reader: Reader, folder: "Place") -> Layer:
    """One deck as it is written, less what is faulty; the reader keeps every problem.

    An empty one stands for `deck.yaml`, `challenges.yaml`, `lexicon.yaml` or `framework.yaml` where it can't be read.
    Raises TerritoiresError for a deck that is too large.
    """
    refuse_too_large(folder)
    reader = reader.inside(folder)
    cards: dict[str, Any] = {
        kind: tuple(reader.all(yaml_files(folder / kind), model)) for kind, model in _CARDS.items()
    }
    has_challenges = is_there(folder / "challenges.yaml")
    # Where nobody knows what `deck.yaml` was to say, a deck without challenges is taken for one that extends.
    info = reader.one(folder / DECK_FILE, DeckInfo) or _nothing(
        DeckInfo, extends=None if has_challenges else BUILTIN, **_NAMELESS
    )
    sections = {
        "book": _of_one(
            reader,
            folder / "challenges.yaml",
            ChallengeBook,
            _nothing(ChallengeBook, groups=(), challenges=()),
            needed=info.extends is None,
        ),
        "lexicon": _of_one(reader, folder / LEXICON_FILE, Lexicon, Lexicon()),
        "framework": _of_one(reader, folder / "framework.yaml", Framework, Framework()),
        "troubles": _troubles(reader, folder),
        "sources": tuple(reader.several(folder / "sources.yaml", Source)),
        "pairs": tuple(reader.several(folder / "pairs.yaml", Pair)),
        "formats": tuple(reader.all(format_files(folder), WorkshopFormat)),
        "activities": tuple(reader.several(workshops_folder(folder) / ACTIVITIES_FILE, Activity)),
        **cards,
    }
    wordings = [reader.wording(file) for file in yaml_files(folder / TEXTS)]
    return Layer(info, sections, tuple(item for item in wordings if item is not None))


_NAMELESS = {"id": "sans-nom", "title": "?", "version": "?", "licence": "?"}


def _of_one(reader: Reader, path: "Place", model: type[V], absent: V, *, needed: bool = False) -> V:
    """The value of a file, or what stands for it where it isn't there or can't be read."""
    if not needed and not is_there(path):
        return absent
    found = reader.one(path, model)
    return absent if found is None else found


def _nothing(model: type[V], **lists: Any) -> V:
    """What stands for a file that can't be read, so that the others can be judged."""
    nothing: Any = model.model_construct(**lists)
    return nothing  # type: ignore[no-any-return]

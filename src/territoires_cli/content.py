"""YAML files → a checked `Deck` or `City`: what `decks` calls when the cache can't answer."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel

from territoires_cli.errors import ContentError, TerritoiresError
from territoires_cli.indexing import index_cards, with_projects, words_of_cards
from territoires_cli.links import check_city_links, check_links
from territoires_cli.models.actions import ActionSheet, Framework
from territoires_cli.models.base import Card, Source
from territoires_cli.models.cards import Pair, PracticeCard, code_order
from territoires_cli.models.cases import CityModel, Elsewhere, Lesson, Project
from territoires_cli.models.city import MOST_SAID, City, slug
from territoires_cli.models.deck import LATE, Deck
from territoires_cli.models.lexicon import Lexicon, Trouble
from territoires_cli.models.vocabulary import ChallengeBook, DeckInfo
from territoires_cli.models.workshop import Activity, WorkshopFormat
from territoires_cli.names import find
from territoires_cli.pacing import Fault
from territoires_cli.places import ACTIVITIES_FILE, DECK_FILE, TROUBLES, format_files, workshops_folder, yaml_files
from territoires_cli.problems import Problem
from territoires_cli.reading import Reader
from territoires_cli.selecting import challenge_names, practice_names
from territoires_cli.translation import gettext as _
from territoires_cli.typography import clean
from territoires_cli.weighing import weigh_words

M = TypeVar("M", bound=BaseModel)

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


def load_deck(folders: Sequence[Path]) -> Deck:
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


def format_problems(name: str, faults: Iterable[Fault], folders: Sequence[Path]) -> list[Problem]:
    """What is wrong with the flow of a format, at its lines in the file that holds it."""
    reader = Reader()
    shapes = [shape for folder in folders for shape in reader.all(format_files(folder), WorkshopFormat)]
    shape = next(shape for shape in shapes if shape.id == name)
    return [reader.place(shape, path, message, "error") for path, message in faults]


def load_city(path: Path, deck: Deck, text: str | None = None) -> City:
    """The city of a file, or of a text that stands for it. Raises TerritoiresError or ContentError."""
    reader = Reader()
    city = read_city(reader, path, deck, text)
    if city is None or reader.problems:
        raise ContentError(reader.problems)
    return city


def read_city(reader: Reader, path: Path, deck: Deck, text: str | None = None) -> City | None:
    """The city of a file, or None; the reader keeps every problem, wrong ids of a faulty file too, in their order."""
    reader.prepare = lambda data: with_ids(data, deck)
    city = reader.one(path, City) if text is None else reader.text(path, text, City)
    kept = reader.partial if city is None else [city]
    findings = [finding for part in kept if isinstance(part, City) for finding in check_city_links(part, deck)]
    reader.problems += reader.place_new(findings)
    reader.problems.sort(key=lambda problem: (problem.line or 0, problem.column or 0))
    return city


def load_said(path: Path) -> City:
    """The territory of which a file says only what troubles it, in free words. Raises TerritoiresError or ContentError."""
    reader = Reader()
    text = reader.words(path)
    if text is None:
        raise ContentError(reader.problems)
    return said(text, path.stem, str(path))


def said(text: str, name: str, file: str) -> City:
    """The territory that a text in free words speaks of; `file` is named in problems. Raises ContentError."""
    words = _paragraphs(text)
    if not words:
        raise ContentError([Problem(file, 1, 1, "", _("ce fichier est vide"))])
    if len(words) > MOST_SAID:
        message = _("ce texte est trop long : {most} caractères au plus").format(most=MOST_SAID)
        raise ContentError([Problem(file, 1, 1, "", message)])
    return City(id=slug(name), name=_("votre territoire") if name == "-" else name, statement=words)


def _paragraphs(text: str) -> str:
    """A text with its lines joined: a new one begins after an empty line, and at an item of a list."""
    joined: list[str] = []
    fresh = True
    for line in (" ".join(clean(line).split()) for line in text.splitlines()):
        if line and (fresh or line[0] in "-–—•*·"):
            joined.append(line)
        elif line:
            joined[-1] += f" {line}"
        fresh = not line
    return "\n".join(joined)


def with_ids(data: Any, deck: Deck) -> Any:
    """A city's data with ids where people wrote labels, titles or codes; what names nothing is left for the checks."""
    if not isinstance(data, dict):
        return data
    if "hands" in data:
        raise TerritoiresError(
            _("Ce fichier est un plan d’atelier, pas la description d’un territoire : donnez le fichier du territoire.")
        )
    data = dict(data)
    practices = {name: card.id for name, card in practice_names(deck).items()}
    for key, field, names in (("challenges", "id", challenge_names(deck)), ("strengths", "practice", practices)):
        if isinstance(data.get(key), list):
            data[key] = [_with_id(item, field, names) for item in data[key]]
    return data


def _with_id(item: Any, field: str, names: Mapping[str, str]) -> Any:
    if isinstance(item, str):
        return find(item, names) or slug(item)
    if isinstance(item, dict) and isinstance(item.get(field), str):
        return {**item, field: find(item[field], names) or slug(item[field])}
    return item


def read_sections(reader: Reader, folders: Sequence[Path]) -> dict[str, Any]:
    """The sections of a deck as they are written, in print order, less what is faulty; the reader keeps every problem.

    An empty one stands for `deck.yaml`, `challenges.yaml`, `lexicon.yaml` or `framework.yaml` where it can't be read.
    """
    first = folders[0]
    info = reader.one(first / DECK_FILE, DeckInfo)
    book = reader.one(first / "challenges.yaml", ChallengeBook)
    lexicon = reader.one(first / "lexicon.yaml", Lexicon) if (first / "lexicon.yaml").is_file() else Lexicon()
    framework = reader.one(first / "framework.yaml", Framework) if (first / "framework.yaml").is_file() else Framework()
    cards: dict[str, list[Any]] = {
        kind: [card for folder in folders for card in reader.all(yaml_files(folder / kind), model)]
        for kind, model in _CARDS.items()
    }
    sources = [source for folder in folders for source in reader.several(folder / "sources.yaml", Source)]
    troubles = [
        trouble
        for folder in folders
        for file in yaml_files(folder / TROUBLES)
        for trouble in reader.several(file, Trouble)
    ]
    pairs = [pair for folder in folders for pair in reader.several(folder / "pairs.yaml", Pair)]
    formats = [shape for folder in folders for shape in reader.all(format_files(folder), WorkshopFormat)]
    activities = [
        activity
        for folder in folders
        for activity in reader.several(workshops_folder(folder) / ACTIVITIES_FILE, Activity)
    ]
    if not cards["practices"] and not reader.problems:
        reader.problems.append(Problem(str(first / "practices"), None, None, "", _("ce jeu n’a aucune carte")))
    info = info or _nothing(DeckInfo, families=(), types=())
    book = book or _nothing(ChallengeBook, groups=(), challenges=())
    rank = {family.id: number for number, family in enumerate(info.families)}
    cards["practices"].sort(key=lambda card: (rank.get(card.family, len(rank)), code_order(card.code)))
    cards["actions"].sort(key=lambda card: code_order(card.code))
    cards["lessons"].sort(key=lambda card: card.number)
    return {
        "info": info,
        "book": book,
        "lexicon": lexicon or Lexicon(),
        "troubles": tuple(troubles),
        "framework": framework or Framework(),
        "sources": tuple(sources),
        "pairs": tuple(pairs),
        "formats": tuple(formats),
        "activities": tuple(activities),
        **{kind: tuple(found) for kind, found in cards.items()},
    }


def _nothing(model: type[M], **lists: Any) -> M:
    """What stands for a file that can't be read, so that the others can be judged."""
    return model.model_construct(**lists)

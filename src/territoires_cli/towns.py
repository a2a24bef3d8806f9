"""A territory's own file, or a text in free words → a checked `City`: what `decks` calls when somebody names one."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from territoires_cli.errors import ContentError, TerritoiresError
from territoires_cli.links import check_city_links
from territoires_cli.models.city import MOST_SAID, City, slug
from territoires_cli.models.deck import Deck
from territoires_cli.names import find
from territoires_cli.problems import Problem
from territoires_cli.reading import Reader
from territoires_cli.selecting import challenge_names, practice_names
from territoires_cli.translation import gettext as _
from territoires_cli.typography import clean


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

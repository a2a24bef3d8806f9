"""Reading decks and cities: `Deck` from the cache, or from YAML where a file changed.

The reader of YAML (`content`) is imported only when there is something to read: a warm command never pays for it.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from territoires_cli import cache
from territoires_cli.errors import ContentError
from territoires_cli.models.deck import Deck
from territoires_cli.places import builtin_root, deck_folders, deck_places, folder_of, stamped_files

if TYPE_CHECKING:
    from territoires_cli.models.city import City
    from territoires_cli.models.plan import Plan, Stop
    from territoires_cli.models.workshop import WorkshopFormat
    from territoires_cli.problems import Problem


def read_deck(roots: Sequence[Path] = ()) -> Deck:
    """The deck found in the given folders and zips, or the built-in one; several of them make one deck.

    A folder is one that holds `deck.yaml`, or whose `cards/` does. The built-in deck lies below where one of them
    extends it; otherwise the first one names the deck (see `layering`). Raises TerritoiresError where there is no deck,
    ContentError with every problem found.
    """
    places = deck_places(roots)

    def from_yaml() -> Deck:
        from territoires_cli.content import load_deck

        return load_deck([folder_of(place) for place in places])

    # The built-in deck may lie below any other: whether it does is known once they are read.
    key = cache.key_of(stamped_files([builtin_root(), *places] if roots else places))
    deck = cache.load(places, key, from_yaml)
    if deck is None:
        deck = from_yaml()
        deck = cache.store(places, key, deck)
    return deck


def read_city(path: Path, deck: Deck) -> "City":
    """The city that a file describes, its challenges and practices known to exist in the deck.

    Raises TerritoiresError (no such file) or ContentError (every problem in it).
    """
    from territoires_cli.towns import load_city

    return load_city(path, deck)


def read_said(path: Path) -> "City":
    """The territory of which a file says in free words what troubles it. Raises TerritoiresError or ContentError."""
    from territoires_cli.towns import load_said

    return load_said(path)


def read_city_or_words(text: str, name: str, deck: Deck) -> "City":
    """The city that a text describes: as YAML where a line begins like a field of it, else in free words."""
    import re

    if re.search(r"^(schema|id|name|challenges|statement|hands)\s*:", text, re.MULTILINE) or not text.strip():
        return read_city_text(text, name, deck)
    from territoires_cli.towns import said

    return said(text, name, name)


def read_city_text(text: str, name: str, deck: Deck) -> "City":
    """The city that a YAML text describes; `name` stands for its file in problems. Raises ContentError."""
    from territoires_cli.towns import load_city

    return load_city(Path(name), deck, text)


def require_flow(shape: "WorkshopFormat", roots: Sequence[Path] = ()) -> None:
    """Refuse a format of this deck that doesn't hold together: ContentError, with each reason at its place."""
    from territoires_cli.flow import flow_faults

    faults = flow_faults(shape)
    if faults:
        from territoires_cli.content import format_problems

        raise ContentError(format_problems(shape.id, faults, deck_folders(roots)))


def read_plan(path: Path, deck: Deck) -> "tuple[Plan, list[Problem]]":
    """The plan that a file holds, and what looks wrong in it. Raises TerritoiresError (no such file) or ContentError."""
    from territoires_cli.plans import load_plan

    return load_plan(path, deck)


def read_plan_roots(path: Path) -> tuple[str, ...]:
    """The folders of the deck that a plan was made from. Raises TerritoiresError (no such file)."""
    from territoires_cli.plans import load_plan_roots

    return load_plan_roots(path)


def is_plan(path: Path) -> bool:
    """Whether a file holds a plan. Raises TerritoiresError (no such file)."""
    from territoires_cli.plans import is_plan as holds_plan

    return holds_plan(path)


def read_stops(path: Path, deck: Deck) -> "tuple[Stop, ...]":
    """The places of a walk that a file lists. Raises TerritoiresError (no such file) or ContentError."""
    from territoires_cli.plans import load_stops

    return load_stops(path, deck)

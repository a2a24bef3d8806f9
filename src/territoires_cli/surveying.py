"""What a deck holds, seen from outside: who made it, how much of what, what it changes, what is wrong in it."""

from pathlib import Path

from territoires_cli.content import read_layer
from territoires_cli.decks import read_deck
from territoires_cli.errors import ContentError
from territoires_cli.guarding import fault_of
from territoires_cli.installed import decks_below
from territoires_cli.layering import REPLACEABLE, Layer
from territoires_cli.models.survey import Survey
from territoires_cli.places import deck_files, disk_place, folder_of, home_of
from territoires_cli.reading import Reader


def survey_deck(place: Path) -> Survey:
    """The deck that lies at a place: the folder of its `deck.yaml`, or a zip. Raises TerritoiresError for one that isn't safe."""
    reader = Reader()
    folder = folder_of(place)
    layer = read_layer(reader, folder)
    digest, problems = None, tuple(reader.problems)
    if not problems:
        try:
            digest = read_deck([*decks_below(place), place]).digest
        except ContentError as error:
            problems = error.problems
    files = [file for file in deck_files([folder]) if fault_of(file, home_of(folder)) is None]
    sizes = []
    for file in files:
        with file.open("rb") as opened:
            sizes.append(len(opened.read()))
    return Survey(
        place=str(disk_place(home_of(folder))),
        info=layer.info,
        counts=_counts(layer),
        translated=len(layer.wordings),
        files=len(files),
        size=sum(sizes),
        digest=digest,
        problems=problems,
    )


def _counts(layer: Layer) -> dict[str, int]:
    return {kind: len(layer.sections[kind]) for kind in REPLACEABLE if layer.sections[kind]}

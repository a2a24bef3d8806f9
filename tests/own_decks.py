"""Small decks for tests: one that extends the built-in deck, one that stands alone, as folders or zips."""

from collections.abc import Mapping
from pathlib import Path

from territoires_cli.archiving import zip_files

CARD = """\
id: {id}
code: {code}
title: {title}
family: {family}
type: {type}
summary: Un camion vend en vrac, place après place.
challenges:
  - {{id: {challenge}, weight: 3, why: La boutique vient là où il n’y en a plus.}}
situations:
  - il faut faire vingt kilomètres pour un litre de lait
effort: {{money: medium, time: medium, coordination: low}}
levers: [commune, habitants]
first_steps: [Choisir deux places et un jour., Demander à vingt foyers., Trouver qui conduit.]
limits: [Le camion coûte cher., La tournée demande des habitués.]
questions: [Qui vend déjà au marché ?, Qui y perdrait ?, Quelle place d’abord ?]
"""
EXTENSION = """\
schema: 1
id: {id}
title: {title}
version: "0.1"
licence: CC BY-SA 4.0
author: Ville du Val
extends: territoires-collaboratifs
"""
ALONE = """\
schema: 1
id: seul
title: Un jeu seul
version: "2"
licence: CC0 1.0
families:
  - id: commerce
    code: M
    title: Commerce
    short_title: Commerce
    description: Vendre et acheter.
    colour: "#1f5f99"
    pictogram: commerce
types:
  - {id: consommation, title: Consommation, description: Partager.}
"""
CHALLENGES = """\
groups: [{id: cadre, title: Cadre de vie}]
challenges:
  - id: services
    group: cadre
    label: Plus rien près de chez soi
    description: Les commerces et les services ont fermé.
    question: Que faire revenir ?
    terms: [commerce, épicerie, service]
"""


def card(
    name: str = "vrac-mobile",
    code: str = "E7",
    *,
    title: str = "Vrac mobile",
    family: str = "reemploi",
    kind: str = "consommation",
    challenge: str = "services-proximite",
) -> dict[str, str]:
    """The file of a card that holds no more than its two faces need, and one situation."""
    text = CARD.format(id=name, code=code, title=title, family=family, type=kind, challenge=challenge)
    return {f"practices/{code}-{name}.yaml": text}


def extension(
    folder: Path,
    files: Mapping[str, str] | None = None,
    *,
    name: str = "val",
    title: str = "Le jeu du Val",
    more: str = "",
) -> Path:
    """A deck that extends the built-in one, with a card of its own unless other files are given; `more` ends its deck.yaml."""
    info = EXTENSION.format(id=name, title=title) + more
    return lay(folder, {"deck.yaml": info, **(card() if files is None else files)})


def alone(folder: Path) -> Path:
    """A deck of one card that needs no other."""
    own = card("vrac", "M1", title="Vrac", family="commerce", challenge="services")
    return lay(folder, {"deck.yaml": ALONE, "challenges.yaml": CHALLENGES, **own})


def lay(folder: Path, files: Mapping[str, str]) -> Path:
    """Write files below a folder."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def zipped(folder: Path, target: Path | None = None, inside: str = "jeu") -> Path:
    """The files of a folder as a zip beside it."""
    target = target or folder.with_suffix(".zip")
    files = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    target.write_bytes(zip_files(inside, files))
    return target

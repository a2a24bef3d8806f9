"""Plan files → a checked `Plan`; the places of a walk: what `decks` calls to read what people keep and change."""

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from territoires_cli.errors import ContentError, TerritoiresError
from territoires_cli.links import Finding
from territoires_cli.models.city import slug
from territoires_cli.models.deck import Deck
from territoires_cli.models.plan import Plan, Stop
from territoires_cli.names import enumerate_in_french, fold, nearest
from territoires_cli.problems import Problem
from territoires_cli.reading import Reader
from territoires_cli.safe_yaml import YamlError, parse_yaml
from territoires_cli.selecting import challenge_names, practice_names
from territoires_cli.towns import with_ids
from territoires_cli.translation import gettext as _
from territoires_cli.vetting import vet_plan

Names = Mapping[str, str]


def load_plan(path: Path, deck: Deck) -> tuple[Plan, list[Problem]]:
    """The plan of a file and what looks wrong in it. Raises ContentError with everything that can't be in it.

    Cards may be named by code, id or title, challenges by id or label; a card without a role gets one.
    """
    reader = Reader(prepare=lambda data: _with_ids(data, deck))
    plan = reader.one(path, Plan)
    if plan is None:
        raise ContentError(reader.problems)
    plan = _without_uncalled(plan, deck, reader)
    problems = reader.place_new(vet_plan(plan, deck))
    errors = [problem for problem in problems if problem.severity == "error"]
    if errors:
        raise ContentError(errors)
    return plan, problems


def _without_uncalled(plan: Plan, deck: Deck, reader: Reader) -> Plan:
    """The plan without the steps of activities that somebody took off its list."""
    gone = deck.activity.keys() - set(plan.activities)
    steps = tuple(timed for timed in plan.steps if timed.step not in gone)
    dropped = tuple(name for name in plan.dropped if name not in gone)
    if (steps, dropped) == (plan.steps, plan.dropped) or not steps:
        return plan
    shorter = plan.model_copy(update={"steps": steps, "dropped": dropped})
    reader.origin[id(shorter)] = reader.origin[id(plan)]
    return shorter


def load_plan_roots(path: Path) -> tuple[str, ...]:
    """The folders of the deck that a plan was made from, none for the built-in one; whatever else is wrong with the file."""
    text = Reader().words(path)
    try:
        data = parse_yaml(text or "")
    except YamlError:
        return ()
    deck = data.get("deck") if isinstance(data, dict) else None
    roots = deck.get("roots") if isinstance(deck, dict) else None
    found = tuple(root for root in roots if isinstance(root, str)) if isinstance(roots, list) else ()
    remote = next((root for root in found if root.startswith(("\\\\", "//"))), None)
    if remote is not None:
        # On Windows, asking a server for a file tells it who asks.
        raise TerritoiresError(
            _(
                "Ce plan nomme un jeu sur le réseau (« {root} »), qui n’est pas ouvert. Si vous lui faites confiance, donnez-le avec --deck."
            ).format(root=remote)
        )
    return found


def is_plan(path: Path) -> bool:
    """Whether a file holds a plan, and not a territory: a plan has hands."""
    text = Reader().words(path)
    return text is not None and re.search(r"^hands[ \t]*:", text, re.MULTILINE) is not None


def load_stops(path: Path, deck: Deck) -> tuple[Stop, ...]:
    """The places of a walk that a file lists. Raises ContentError with every problem in it."""
    practices = _practices(deck)
    reader = Reader(prepare=lambda data: _replaced(data, "card", practices))
    if reader.words(path) is None:
        raise ContentError(reader.problems)
    stops = reader.several(path, Stop)
    findings = [
        Finding(stop, ("card",), _no_card(stop.card, deck))
        for stop in stops
        if stop.card and stop.card not in deck.practice
    ]
    problems = [*reader.problems, *reader.place_new(findings)]
    if not stops and not problems:
        problems = [Problem(str(path), 1, 1, "", _("ce fichier ne contient aucun lieu"))]
    if problems:
        raise ContentError(problems)
    return tuple(stops)


def _no_card(name: str, deck: Deck) -> str:
    close = enumerate_in_french(nearest(name, deck.practice), _("ou"))
    hint = _(" ; vouliez-vous dire {names} ?").format(names=close) if close else ""
    return _("la carte « {name} » n’existe pas").format(name=name) + hint


def _practices(deck: Deck) -> dict[str, str]:
    """Everything that names a practice, folded → its id; cards of other kinds too, which are then told as what they are."""
    others = {name: entry.id for entry in deck.index for name in (entry.code, entry.title) if name}
    return _folded({name: card.id for name, card in practice_names(deck).items()} | others)


def _folded(names: Names) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, target in names.items():
        found.setdefault(fold(name), target)
    return found


def _with_ids(data: Any, deck: Deck) -> Any:
    """A plan's data with ids where people wrote codes, titles or labels; what names nothing is left for the checks."""
    if not isinstance(data, dict):
        return data
    practices, challenges = _practices(deck), _folded(challenge_names(deck))
    data = dict(data)
    for key in ("locks", "excluded", "included"):
        data[key] = _each(data.get(key, []), lambda item: _id(item, practices))
    data["stops"] = _each(data.get("stops", []), lambda item: _replaced(item, "card", practices))
    for key in ("harvest", "begins_with"):
        data[key] = _each(data.get(key, []), lambda item: _harvest(item, practices))
    if "hands" in data:
        data["hands"] = _each(data["hands"], lambda item: _hand(item, practices, challenges))
    if isinstance(data.get("city"), dict):
        data["city"] = with_ids(data["city"], deck)
    return data


def _hand(hand: Any, practices: Names, challenges: Names) -> Any:
    if not isinstance(hand, dict):
        return hand
    hand = dict(hand)
    if "cards" in hand:
        hand["cards"] = _each(hand["cards"], lambda item: _dealt(item, practices))
    if "challenges" in hand:
        hand["challenges"] = _each(hand["challenges"], lambda item: _id(item, challenges))
    return hand


def _dealt(item: Any, practices: Names) -> Any:
    """A card of a hand: `- A1` will do; its role, where nobody gave one, is told from the matching afterwards."""
    if isinstance(item, str):
        item = {"card": item}
    if not isinstance(item, dict):
        return item
    return {"role": "opportunity", **_replaced(item, "card", practices)}


def _harvest(item: Any, practices: Names) -> Any:
    if not isinstance(item, dict):
        return item
    return item | {
        key: _each(item[key], lambda name: practices.get(fold(name), name) if isinstance(name, str) else name)
        for key in ("kept", "set_aside")
        if key in item
    }


def _each(items: Any, change: Callable[[Any], Any]) -> Any:
    return [change(item) for item in items] if isinstance(items, list) else items


def _replaced(item: Any, key: str, names: Names) -> Any:
    return {**item, key: _id(item[key], names)} if isinstance(item, dict) and key in item else item


def _id(name: Any, names: Names) -> Any:
    return names.get(fold(name)) or slug(name) if isinstance(name, str) else name

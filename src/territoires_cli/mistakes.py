"""What pydantic refuses in somebody's data → a French sentence for each field, and what may be written instead."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, Literal, NamedTuple, get_args

from pydantic import BaseModel, ValidationError

from territoires_cli.glossary import glosses, key_meant, value_meant
from territoires_cli.mistaken_texts import Better, reference_sentence, shape_sentence, text_sentence
from territoires_cli.models.examples import EXAMPLE_TAGS
from territoires_cli.names import enumerate_in_french, nearest
from territoires_cli.safe_yaml import Path
from territoires_cli.translation import gettext as _
from territoires_cli.typography import shortened

# Beyond so many mistakes of one value, the file is of another kind: the first ones say so.
MOST_TOLD = 200


# How an id is made, and the models whose `id` is that of another thing.
_ID = "^[a-z0-9]+(-[a-z0-9]+)*$"
_NAMING = {"Citation", "ChallengeAnswer", "StatedChallenge", "PracticeLink"}


class Change(NamedTuple):
    """What may be written instead: another key, another value (as YAML), the same one quoted, a line moved, spaced or gone."""

    kind: Literal["key", "value", "quoted", "rest", "moved", "spaced", "twice"]
    text: str = ""


class Mistake(NamedTuple):
    """A field that is refused: its path, the sentence, and the changes that may mend it, the likeliest first."""

    path: Path
    message: str
    changes: tuple[Change, ...] = ()


def find_mistakes(error: ValidationError, model: type[BaseModel], data: Any) -> list[Mistake]:
    """Each mistake that pydantic found in the data.

    Never uses the text of the error itself: an alias bomb makes it endless.
    """
    found: list[Mistake] = []
    supplied: set[Path] = set()
    details = [
        (detail, tuple(part for part in detail["loc"] if part not in EXAMPLE_TAGS))
        for detail in islice(error.errors(include_input=False, include_url=False), MOST_TOLD)
    ]
    for detail, path in details:
        if detail["type"] == "extra_forbidden":
            mistake, meant = _unknown_key(model, path, data)
            found.append(mistake)
            supplied |= meant
        else:
            # Of an item that isn't there, its list tells how many there are.
            held = path[:-1] if detail["type"] == "missing" else path
            found.append(_mistake(detail, path, model, _value_at(data, held)))
    # What stands under a wrong name, or at the wrong level, isn't missing.
    missing = {path for detail, path in details if detail["type"] == "missing"}
    # Where an item is refused, pydantic counts the list without it.
    short = {path for detail, path in details if detail["type"] == "too_short"}
    counted = {path for path in short if any(other[: len(path)] == path != other for _detail, other in details)}
    untold = missing & supplied | counted
    # Each item that a list lacks is refused apart: the list is told once.
    told = dict.fromkeys(mistake for mistake in found if mistake.path not in untold)
    return list(told)


def keys_of(model: type[BaseModel]) -> set[str]:
    """Every key that the model and those inside it accept."""
    names = set(_names_of(model))
    for field in model.model_fields.values():
        for inner in _models_in(field.annotation):
            names |= keys_of(inner)
    return names


def _mistake(detail: Mapping[str, Any], path: Path, model: type[BaseModel], value: Any) -> Mistake:
    kind, context = str(detail["type"]), detail.get("ctx", {})
    if kind == "literal_error":
        return _unknown_word(path, str(context["expected"]), value)
    if kind == "missing":
        # What an item lacks is seen on its list.
        held = path[:-1] if isinstance(path[-1], int) else path
        return Mistake(held, _missing(path, model, value), (Change("twice"),))
    if kind == "bool_parsing" and isinstance(value, str) and value_meant(value, ("true", "false")):
        meant = str(value_meant(value, ("true", "false")))
        message = _("« {value} » n’est ni vrai ni faux ici : écrivez {meant}").format(
            value=shortened(value), meant=meant
        )
        return Mistake(path, message, (Change("value", meant),))
    if kind == "string_pattern_mismatch" and str(context.get("pattern")) == _ID and _names_another(model, path):
        better: Better | None = reference_sentence(path, value)
    else:
        better = text_sentence(kind, context, path, value) or shape_sentence(kind, value, _inside(model, path))
    if better is not None:
        return Mistake(path, better.message, tuple(_changes_of(better)))
    sentence = _SENTENCES.get(kind)
    if path[-1:] == ("weight",) and kind in ("less_than_equal", "greater_than_equal"):
        sentence = "une réponse (« weight ») pèse de 1 à 3, et 3 est la plus forte"
    if sentence is None:
        return Mistake(path, _("cette valeur ne convient pas : comparez-la avec celle d’une autre carte"))
    return Mistake(path, _(sentence).format(**context))


def _names_another(model: type[BaseModel], path: Path) -> bool:
    """Whether an id at this path is that of something defined elsewhere; each thing defines its own `id`."""
    holders = _inside(model, path[:-1]) if path[:-1] else [model]
    return path[-1] != "id" or any(holder.__name__ in _NAMING for holder in holders)


def _changes_of(better: Better) -> Iterator[Change]:
    if better.is_quoted:
        yield Change("quoted")
        yield Change("rest")
    if better.is_spaced:
        yield Change("spaced")
    for value in better.values:
        yield Change("value", value)


def _unknown_word(path: Path, expected: str, value: Any) -> Mistake:
    words = re.findall(r"'([^']*)'", expected)
    meanings = glosses()
    listed = enumerate_in_french(
        [f"{word} ({meanings[word]})" if word in meanings else word for word in words], _("ou")
    )
    if not isinstance(value, str | int | float) or isinstance(value, bool):
        return Mistake(path, _("valeur inconnue ; attendu : {expected}").format(expected=listed))
    meant = value_meant(str(value), words) or next(iter(nearest(str(value), words, at_most=1)), None)
    message = _("« {value} » n’est pas admis ici ; attendu : {expected}").format(
        value=shortened(str(value)), expected=listed
    )
    return Mistake(path, message, (Change("value", meant),) if meant else ())


def _missing(path: Path, model: type[BaseModel], held: Any) -> str:
    last = path[-1]
    if isinstance(last, int):
        wanted = len(get_args(_annotation_at(model, path[:-1])))
        count = len(held) if isinstance(held, list | tuple) else last
        items = {"questions": _("des questions"), "first_steps": _("des premiers pas"), "cards": _("des cartes")}
        form = _(
            "il manque ici {items} : il en faut {wanted}, il y en a {count} ; ajoutez-les sous la liste, chacun sur une ligne « - … » alignée sur les autres"
        )
        if wanted - count == 1:
            items = {"questions": _("une question"), "first_steps": _("un premier pas"), "cards": _("une carte")}
            form = _(
                "il manque ici {items} : il en faut {wanted}, il y en a {count} ; ajoutez sous la liste une ligne « - … » alignée sur les autres"
            )
        named = items.get(str(path[-2]), _("un élément"))
        return form.format(items=named, wanted=wanted, count=count)
    inside = _inside(model, path)
    if get_args(_annotation_at(model, path)) and not inside and _is_list(_annotation_at(model, path)):
        return _("il manque ce champ : ajoutez une ligne « {name}: », puis une ligne « - … » par élément").format(
            name=last
        )
    if inside:
        names = enumerate_in_french(_names_of(inside[0], required=True), _("et"))
        form = _("il manque ce champ : ajoutez une ligne « {name}: », et en dessous, en retrait, {names}")
        return form.format(name=last, names=names)
    return _("il manque ce champ : ajoutez une ligne « {name}: », suivie de ce qu’elle doit dire").format(name=last)


_SENTENCES = {
    "int_type": "il faut un nombre entier",
    "int_parsing": "il faut un nombre entier, en chiffres",
    "int_from_float": "il faut un nombre entier, sans virgule ni point",
    "bool_type": "il faut « true » (oui) ou « false » (non)",
    "bool_parsing": "il faut « true » (oui) ou « false » (non)",
    "too_short": "cette liste est trop courte : il en faut au moins {min_length}, il y en a {actual_length}",
    "too_long": "cette liste est trop longue : il en faut au plus {max_length}, il y en a {actual_length} ; ôtez-en des éléments, sous cette ligne ou entre ses crochets",
    "greater_than": "il faut plus de {gt}",
    "greater_than_equal": "ce nombre est trop petit : {ge} au moins",
    "less_than": "il faut moins de {lt}",
    "less_than_equal": "ce nombre est trop grand : {le} au plus",
    "city_without_challenge": (
        "il faut des défis (« challenges ») ou une phrase qui dit ce qui ne va pas (« statement »)"
    ),
    "deck_without_families": (
        "un jeu entier a ses familles (« families ») et ses types (« types ») ; un jeu qui complète le jeu livré "
        "l’écrit : extends: territoires-collaboratifs"
    ),
    "range_out_of_order": "les nombres doivent aller du plus petit au plus grand : min, ideal, max",
    "hand_without_room": "forces et surprises (strengths, wildcards) doivent laisser de la place aux opportunités",
    "minutes_out_of_order": "les minutes doivent aller du plus court au plus long : tight, min, ideal, max",
}


def _unknown_key(model: type[BaseModel], path: Path, data: Any) -> tuple[Mistake, set[Path]]:
    """A key that its place doesn't know, and the paths of fields that it stands for."""
    key, above = str(path[-1]), path[:-1]
    known = _keys_at(model, above)
    present = _value_at(data, above)
    free = [name for name in known if not (isinstance(present, dict) and name in present)]
    close = key_meant(key, free) or next(iter(nearest(key, free, at_most=1) or nearest(key, known, at_most=1)), None)
    # A field that is right elsewhere was rather moved than misspelt.
    home = _home_of(model, above, key, data)
    needed = {
        name for found in (_inside(model, above) if above else [model]) for name in _names_of(found, required=True)
    }
    if home is not None and not (close in needed and close in free):
        return Mistake(path, _moved(home), (Change("moved"),)), {(*home, key)}
    if close:
        message = _("champ inconnu ; vouliez-vous dire « {name} » ?").format(name=close)
        return Mistake(path, message, (Change("key", close),)), {(*above, close)}
    message = _("champ inconnu ; champs admis : {names}").format(names=enumerate_in_french(known, _("et")))
    return Mistake(path, message), set()


def _moved(home: Path) -> str:
    if not home:
        return _("ce champ n’a pas sa place ici : il va au début d’une ligne, sans espace devant")
    name = next((part for part in reversed(home) if isinstance(part, str)), "")
    return _("ce champ n’a pas sa place ici : il va dans « {name} », avec le même retrait que ses champs").format(
        name=name
    )


def _home_of(model: type[BaseModel], above: Path, key: str, data: Any) -> Path | None:
    """The place near `above` where a field of this very name belongs: further out, or inside one of its fields."""
    for length in range(len(above) - 1, -1, -1):
        if (not above[:length] or isinstance(above[length - 1], int | str)) and key in _keys_at(model, above[:length]):
            return above[:length]
    annotation = _annotation_at(model, above) if above else model
    homes: list[Path] = [
        (*above, field.alias or name)
        for found in _models_in(annotation)
        for name, field in found.model_fields.items()
        if not _is_list(field.annotation) and any(key in _names_of(inner) for inner in _models_in(field.annotation))
    ]
    # It was moved out of a field that is there and lacks it, if there is one.
    lacking = [home for home in homes if isinstance(held := _value_at(data, home), dict) and key not in held]
    return next(iter([*lacking, *homes]), None)


def _value_at(data: Any, path: Path) -> Any:
    for part in path:
        try:
            data = data[part]
        except (KeyError, IndexError, TypeError):
            # Where a value may be written short, its fields were made of what stands there.
            return data if isinstance(data, str | int | float) else None
    return data


def _keys_at(model: type[BaseModel], path: Path) -> list[str]:
    """The keys that the model at a path accepts, under the names that people write."""
    annotation = _annotation_at(model, path) if path else model
    return list(dict.fromkeys(name for found in _models_in(annotation) for name in _names_of(found)))


def _inside(model: type[BaseModel], path: Path) -> list[type[BaseModel]]:
    """The models that a value at this path may be made of."""
    return _models_in(_annotation_at(model, path))


def _annotation_at(model: type[BaseModel], path: Sequence[str | int]) -> Any:
    """The type of the field at a path; numbers of list items lead to what the list holds."""
    here: Any = model
    for part in path:
        if isinstance(part, str):
            here = _field_of(here, part)
    return here


def _names_of(model: type[BaseModel], *, required: bool = False) -> list[str]:
    fields = model.model_fields.items()
    return [field.alias or name for name, field in fields if field.is_required() or not required]


def _field_of(annotation: Any, name: str) -> Any:
    for model in _models_in(annotation):
        for key, field in model.model_fields.items():
            if name in (key, field.alias):
                return field.annotation
    return None


def _is_list(annotation: Any) -> bool:
    return "tuple[" in str(annotation)


def _models_in(annotation: Any) -> list[type[BaseModel]]:
    """The models that an annotation like `tuple[Step, ...]` or `A | B | None` mentions."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [model for argument in get_args(annotation) for model in _models_in(argument)]

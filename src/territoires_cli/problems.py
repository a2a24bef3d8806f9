"""A problem in somebody's file: where it stands and, in plain French, what to mend."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, get_args

from pydantic import BaseModel, ValidationError

from territoires_cli.models.examples import EXAMPLE_TAGS
from territoires_cli.names import enumerate_in_french, nearest
from territoires_cli.safe_yaml import Path, Position
from territoires_cli.translation import gettext as _


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend: file, line and column (from 1, or None), field path, sentence, and how grave it is."""

    file: str
    line: int | None
    column: int | None
    field: str
    message: str
    severity: str = "error"

    def __str__(self) -> str:
        place = ":".join(str(part) for part in (self.file, self.line, self.column) if part is not None)
        return f"{place} {self.field} : {self.message}" if self.field else f"{place} : {self.message}"


def field_name(path: Sequence[str | int]) -> str:
    """A path as it is read aloud: `examples[1].source.id`, counted from 1."""
    name = ""
    for part in path:
        if isinstance(part, int):
            name += f"[{part + 1}]"
        else:
            name += f".{part}" if name else part
    return name


def locate(path: Path, positions: Mapping[Path, Position]) -> Position | None:
    """The position of the value at a path, or of the nearest enclosing one."""
    for length in range(len(path), -1, -1):
        if path[:length] in positions:
            return positions[path[:length]]
    return None


def explain(error: ValidationError, model: type[BaseModel]) -> list[tuple[Path, str]]:
    """Each mistake that pydantic found, as a path into the data and a French sentence.

    Never uses the text of the error itself: an alias bomb makes it endless.
    """
    found: list[tuple[Path, str]] = []
    for detail in error.errors(include_input=False, include_url=False):
        path = tuple(part for part in detail["loc"] if part not in EXAMPLE_TAGS)
        found.append((path, _sentence(detail, path, model)))
    return found


def _sentence(detail: Mapping[str, Any], path: Path, model: type[BaseModel]) -> str:
    kind, context = detail["type"], detail.get("ctx", {})
    if kind == "extra_forbidden":
        return _unknown_key(str(path[-1]), _keys_at(model, path[:-1]))
    if kind == "literal_error":
        return _("valeur inconnue ; attendu : {expected}").format(
            expected=str(context["expected"]).replace("'", "").replace(" or ", " ou ")
        )
    if kind == "string_pattern_mismatch" and "[01]" in str(context.get("pattern")):
        return _('il faut une heure à deux chiffres, entre guillemets : "09:30"')
    sentence = _SENTENCES.get(kind)
    if sentence is None:
        return _("cette valeur ne convient pas")
    return _(sentence).format(**context)


_SENTENCES = {
    "missing": "il manque ce champ",
    "string_type": "il faut un texte ; mettez-le entre guillemets s’il contient « : » ou ressemble à un nombre",
    "int_type": "il faut un nombre entier",
    "int_parsing": "il faut un nombre entier",
    "int_from_float": "il faut un nombre entier",
    "bool_type": "il faut « true » ou « false »",
    "tuple_type": "il faut une liste : [a, b], ou une ligne par élément avec un tiret",
    "list_type": "il faut une liste : [a, b], ou une ligne par élément avec un tiret",
    "dict_type": "il faut des champs « nom : valeur »",
    "model_type": "il faut des champs « nom : valeur »",
    "model_attributes_type": "il faut des champs « nom : valeur »",
    "string_too_long": "ce texte est trop long ({max_length} caractères au plus)",
    "string_too_short": "ce texte est vide",
    "string_pattern_mismatch": "cette forme n’est pas admise ici",
    "too_short": "il faut au moins {min_length} élément(s), il y en a {actual_length}",
    "too_long": "il faut au plus {max_length} élément(s), il y en a {actual_length}",
    "greater_than": "il faut plus de {gt}",
    "greater_than_equal": "il faut au moins {ge}",
    "less_than": "il faut moins de {lt}",
    "less_than_equal": "il faut au plus {le}",
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


def _unknown_key(key: str, known: Sequence[str]) -> str:
    close = nearest(key, known, at_most=1)
    if close:
        return _("champ inconnu ; vouliez-vous dire « {name} » ?").format(name=close[0])
    return _("champ inconnu ; champs admis : {names}").format(names=enumerate_in_french(known, _("et")))


def _keys_at(model: type[BaseModel], path: Path) -> list[str]:
    """The keys that the model at a path accepts, under the names that people write."""
    here: Any = model
    for part in path:
        if isinstance(part, str):
            field = _field_of(here, part)
            if field is None:
                return []
            here = field
    fields = [name for found in _models_in(here) for name in _names_of(found)]
    return list(dict.fromkeys(fields))


def _names_of(model: type[BaseModel]) -> list[str]:
    return [field.alias or name for name, field in model.model_fields.items()]


def _field_of(annotation: Any, name: str) -> Any:
    for model in _models_in(annotation):
        for key, field in model.model_fields.items():
            if name in (key, field.alias):
                return field.annotation
    return None


def _models_in(annotation: Any) -> list[type[BaseModel]]:
    """The models that an annotation like `tuple[Step, ...]` or `A | B | None` mentions."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [model for argument in get_args(annotation) for model in _models_in(argument)]

"""Cards of any kind for property tests: their fields are read from the models, their texts are what breaks sheets."""

import types
from collections.abc import Callable, Sequence
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from hypothesis import strategies as st
from pydantic import BaseModel, StringConstraints

from territoires_cli.columns import REFERENCES
from territoires_cli.typography import without_unsafe

NASTY = [
    "=1+1", "+33 1", "-5 %", "@SOMME(A1)", "＝1", "'=1", "''-x", "l’été ; l'hiver", 'dit "oui"', "un\ndeux", "- un\n- deux",
    "a\tb", "1-2", "08000", "3,50", "VRAI", "faux", "mars 2024", "#REF!", "non daté", "null", "🚲 vélo", "é\u0301",
    "ligne\u2028autre", "a;=b", 'x,"=y', "espace\u00a0dur", "sep=;", "12:30", "\u200b=1", "a, b et c", "~", "{a: b}", "# note",
]  # fmt: skip
TEXTS = (
    (
        st.sampled_from(NASTY)
        | st.text(
            st.characters(exclude_categories=("Cs", "Cc")) | st.sampled_from("\n\t;,'\"=+-@"), min_size=1, max_size=25
        )
    )
    .map(lambda text: without_unsafe(text).strip())
    .filter(bool)
)
IDS = st.from_regex(r"[a-z0-9]{1,6}(-[a-z0-9]{1,6}){0,2}", fullmatch=True)


def cards_of(model: type[BaseModel], ids: Callable[[str], Sequence[str]]) -> st.SearchStrategy[BaseModel]:
    """Cards of a model whose references are among the ids that the deck has of each kind."""
    return _data(model, ids).map(model.model_validate)


def _data(model: type[BaseModel], ids: Callable[[str], Sequence[str]]) -> st.SearchStrategy[dict[str, Any]]:
    required: dict[str, st.SearchStrategy[Any]] = {}
    optional: dict[str, st.SearchStrategy[Any]] = {}
    for name, field in model.model_fields.items():
        if name == "schema_version":
            continue
        bounds = {type(item).__name__: item for item in field.metadata}
        least = bounds["MinLen"].min_length if "MinLen" in bounds else 0
        values = _values(field.annotation, field.metadata, model.__name__, name, ids, least)
        (required if field.is_required() else optional)[name] = values
    if model.__name__ == "City":
        required["statement"] = optional.pop("statement").filter(bool)
    return st.fixed_dictionaries(required, optional=optional)


def _values(
    kind: Any, metadata: Sequence[Any], model: str, name: str, ids: Callable[[str], Sequence[str]], least: int = 0
) -> st.SearchStrategy[Any]:
    origin, inner = get_origin(kind), get_args(kind)
    if origin is Annotated:
        return _values(inner[0], [*metadata, *inner[1:]], model, name, ids)
    if origin in (Union, types.UnionType):
        return st.one_of(*(_values(part, metadata, model, name, ids) for part in inner))
    if origin is tuple:
        item = _values(inner[0], (), model, name, ids)
        size = (least, least + 2) if inner[-1] is Ellipsis else (len(inner), len(inner))
        is_set = (model, name) in REFERENCES or _is_choice(inner[0])
        return st.lists(item, min_size=size[0], max_size=size[1], unique=is_set)
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return _data(kind, ids)
    return _scalar(kind, metadata, ids, REFERENCES.get((model, name)))


def _scalar(
    kind: Any, metadata: Sequence[Any], ids: Callable[[str], Sequence[str]], names: str | None
) -> st.SearchStrategy[Any]:
    if kind is type(None):
        return st.none()
    if _is_choice(kind):
        return st.sampled_from(get_args(kind))
    if kind is int:
        return _whole(metadata)
    return st.sampled_from(sorted(ids(names))) if names else _text(metadata)


def _is_choice(kind: Any) -> bool:
    return get_origin(kind) is Literal


def _whole(metadata: Sequence[Any]) -> st.SearchStrategy[int]:
    flat = [part for item in metadata for part in (item.metadata if hasattr(item, "metadata") else [item])]
    least = next((part.ge for part in flat if hasattr(part, "ge")), None)
    most = next((part.le for part in flat if hasattr(part, "le")), None)
    return st.integers(least if least is not None else 1, most if most is not None else 99_000_000)


def _text(metadata: Sequence[Any]) -> st.SearchStrategy[str]:
    patterns = [item.pattern for item in metadata if isinstance(item, StringConstraints) and item.pattern]
    if not patterns:
        return TEXTS
    if "https" in str(patterns[0]):
        return st.from_regex(r"https://[a-z]{1,5}\.fr/[a-z=?&;,'+-]{0,9}", fullmatch=True)
    return IDS if "a-z" in str(patterns[0]) else st.from_regex(r"[A-Z]{1,3}[0-9]{1,2}", fullmatch=True)

"""Data that a model refuses → what of it has the model's shape, unchecked: its words and links can still be judged."""

from types import UnionType
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel

M = TypeVar("M", bound=BaseModel)


def keep_valid(model: type[M], data: Any) -> M | None:
    """The fields of the data that the model knows, None where nothing has its shape.

    Whatever doesn't fit is left out, and stands as None inside a list, so that the others keep their number.
    """
    for name, rule in model.__pydantic_decorators__.model_validators.items():
        if rule.info.mode == "before":
            data = getattr(model, name)(data)
    if not isinstance(data, dict):
        return None
    kept = {
        name: value
        for name, field in model.model_fields.items()
        if field.alias is None and (value := _kept(field.annotation, data.get(name))) is not None
    }
    return model.model_construct(**kept)


def _kept(annotation: Any, value: Any) -> Any:
    """What of a value fits an annotation, or None."""
    kind, inside = get_origin(annotation), get_args(annotation)
    if kind is Annotated:
        return _kept(inside[0], value)
    if kind in (Union, UnionType):
        return _kept(_best_of(inside, value), value)
    if kind is tuple:
        # `tuple[Text, ...]` and `tuple[Text, Text, Text]` hold one kind of item each.
        return tuple(_kept(inside[0], item) for item in value) if isinstance(value, list | tuple) else None
    model = _model_of(annotation)
    return _scalar(annotation, inside, value) if model is None else keep_valid(model, value)


def _scalar(annotation: Any, choices: tuple[Any, ...], value: Any) -> Any:
    """A text, a number or one of the choices of a Literal, where it is one."""
    fits = value in choices if choices else type(value) is annotation
    return (value.strip() if isinstance(value, str) else value) if fits else None


def _best_of(annotations: tuple[Any, ...], value: Any) -> Any:
    """Of the sides of a union, the model that shares the most keys with the data, else the first."""
    models = [model for item in annotations if (model := _model_of(item)) is not None]
    if models and isinstance(value, dict):
        return max(models, key=lambda model: len(model.model_fields.keys() & value.keys()))
    return annotations[0]


def _model_of(annotation: Any) -> type[BaseModel] | None:
    bare = get_args(annotation)[0] if get_origin(annotation) is Annotated else annotation
    return bare if isinstance(bare, type) and issubclass(bare, BaseModel) else None

"""Things by their id, each validated when somebody first takes it: a plan needs one format of ten."""

from collections.abc import Iterator, Mapping
from typing import Any, Generic, TypeVar

from pydantic import BaseModel

M = TypeVar("M", bound=BaseModel)


class Shelf(Mapping[str, M], Generic[M]):
    """A mapping over plain data with an `id` each, in their order. Raises pydantic's ValidationError for data that were tampered with."""

    def __init__(self, model: type[M], items: list[dict[str, Any]]) -> None:
        self._model = model
        self._data = {item["id"]: item for item in items}
        self._taken: dict[str, M] = {}

    def __getitem__(self, name: str) -> M:
        """The thing of this id."""
        if name not in self._taken:
            self._taken[name] = self._model.model_validate(self._data[name])
        return self._taken[name]

    def __iter__(self) -> Iterator[str]:
        """The ids, in order."""
        return iter(self._data)

    def __len__(self) -> int:
        """How many there are."""
        return len(self._data)

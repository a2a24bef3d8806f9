"""The values every model is made of: frozen, strict about keys, and patterns for ids, codes, years and addresses."""

from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from territoires_cli.models.base import Code, Fact, Id, Source, Text, Url, Year

SOURCE = {"id": "insee", "title": "Recensement", "short": "Insee", "year": 2020}


@pytest.mark.parametrize(
    ("kind", "good", "bad"),
    [
        (Id, ["a", "mont-de-marsan", "b2b", "2014"], ["", "A", "é", "-a", "a-", "a--b", "a b", "a_b", "a" * 65]),
        (Code, ["A1", "FA05", "B12"], ["", "A", "1", "a1", "A123", "ABCD1", "A1\n"]),
        (Text, ["é", "  x  "], ["", "   ", "x" * 4001, 3, None]),
        (
            Url,
            ["https://a.fr/b?c#d", "http://a.fr"],
            ["a.fr", "ftp://a.fr", "https://a b", 'https://a"b', "https://<a>"],
        ),
        (Year, [1800, 2026, 2100], [1799, 2101, "l’an 2000", 2014.5, None]),
    ],
)
def test_patterns_accept_and_refuse(kind: Any, good: list[Any], bad: list[Any]) -> None:
    """Each kind of value takes what it is for, and nothing that looks like it."""
    adapter: TypeAdapter[Any] = TypeAdapter(kind)
    for value in good:
        assert adapter.validate_python(value) is not None
    for value in bad:
        with pytest.raises(ValidationError):
            adapter.validate_python(value)


def test_texts_lose_the_spaces_around_them() -> None:
    """A block text of YAML ends with a line break that nobody meant."""
    assert Source.model_validate(SOURCE | {"title": " Recensement \n"}).title == "Recensement"


def test_values_are_frozen_and_refuse_unknown_keys() -> None:
    """What was read can't be changed by the way, and a misspelt key is never silently lost."""
    source = Source.model_validate(SOURCE)
    with pytest.raises(ValidationError, match="frozen"):
        source.title = "Autre"  # type: ignore[misc]
    with pytest.raises(ValidationError, match="extra"):
        Source.model_validate(SOURCE | {"titre": "x"})


def test_a_year_is_asked_for_even_where_it_is_unknown() -> None:
    """Whoever writes a fact or a source says its year, or says that there is none."""
    fact: dict[str, Any] = {"text": "Un fait.", "source": {"id": "insee"}}
    assert Fact.model_validate(fact | {"as_of": None}).as_of is None
    with pytest.raises(ValidationError, match="as_of"):
        Fact.model_validate(fact)
    with pytest.raises(ValidationError, match="year"):
        Source.model_validate({name: value for name, value in SOURCE.items() if name != "year"})

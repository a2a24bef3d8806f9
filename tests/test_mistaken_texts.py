"""What is told of one wrong value, and how it may be written."""

from typing import Any

import pytest

from territoires_cli.mistaken_texts import reference_sentence, shape_sentence, text_sentence
from territoires_cli.models.base import Citation, Fact

ID = "^[a-z0-9]+(-[a-z0-9]+)*$"
CODE = "^[A-Z]{1,3}[0-9]{1,2}$"


@pytest.mark.parametrize(
    ("pattern", "text", "values"),
    [
        (ID, "Été à Lyon", ("Été, à, Lyon", "ete-a-lyon")),
        (ID, "l’école", ("l-ecole",)),
        (ID, "co`vélo", ("covelo",)),
        (ID, " ", ()),
        (CODE, "a1", ("A1",)),
        (CODE, "A-1", ("A1",)),
        (CODE, "un", ()),
        (r"^https?://[^\s]+$", "exemple.fr", ("https://exemple.fr",)),
        (r"^https?://[^\s]+$", "http:/exemple.fr", ("https://exemple.fr",)),
        (r"^https?://[^\s]+$", "https://exemple.fr/a b", ()),
        (r"^https?://[^\s]+$", "voir le site", ()),
        (r"^https?://[^\s]+$", "htps://exemple.fr", ("https://exemple.fr",)),
        ("^#[0-9a-f]{6}$", "#1F5F99", ('"#1f5f99"',)),
        ("^#[0-9a-f]{6}$", "bleu", ()),
        ("^[A-Z]{1,2}$", "a", ("A",)),
        ("^[A-Z]{1,2}$", "abc", ()),
        (r"^([01]\d|2[0-3]):[0-5]\d$", "9h30", ()),
        ("^autre$", "x", ()),
    ],
)
def test_a_shape_is_explained_and_mended(pattern: str, text: str, values: tuple[str, ...]) -> None:
    """Ids, codes, addresses, colours and hours say what they are made of, with the nearest right form."""
    better = text_sentence("string_pattern_mismatch", {"pattern": pattern}, ("x",), text)
    assert better is not None
    assert better.values == values
    assert len(better.message) > 20


@pytest.mark.parametrize(
    ("path", "value", "said", "values"),
    [
        (("family",), "A", "« territoires list --kind family »", ()),
        (("type",), "Consommation collaborative", "« territoires list --kind type »", ()),
        (("challenges", 0, "id"), "Chacun chez soi", "« territoires list --kind challenge »", ()),
        (("practices", 0, "id"), "Repair café", "« territoires list »", ()),
        (("practices", "Repair café", "[key]"), "Repair café", "« territoires list »", ()),
        (("cards", 1), "E2", "« territoires list »", ()),
        (("hides", 0), "E2", "« territoires list »", ()),
        (("hides", 0), "FA01", "« territoires list --kind action »", ()),
        (("examples", 0, "status", "source", "id"), "Une thèse", "sources.yaml", ()),
        (("theme",), "Les gens", "ce que vous citez", ()),
        (("extends",), "Le jeu des territoires collaboratifs", "le jeu livré", ("territoires-collaboratifs",)),
        (("extends",), "Jeu de Vernoux", "l’id de l’autre jeu", ()),
    ],
)
def test_an_id_of_something_else_is_looked_up_and_never_made_up(
    path: tuple[str | int, ...], value: str, said: str, values: tuple[str, ...]
) -> None:
    """Where to find the right id is told; one made from the words that were written might not exist."""
    better = reference_sentence(path, value)
    assert said in better.message
    assert better.values == values


@pytest.mark.parametrize(
    ("kind", "path", "value", "said", "values"),
    [
        ("string_type", ("title",), 2026, "un nombre", ()),
        ("string_type", ("title",), True, "vrai ou faux", ()),
        ("string_type", ("title",), None, "vide", ()),
        ("string_type", ("title",), ["a"], "pas une liste", ('"a"',)),
        ("string_type", ("title",), ["a", "b"], "pas une liste", ()),
        ("string_type", ("title",), {"a": "b"}, "entre guillemets", ()),
        ("string_too_short", ("title",), "", "vide", ()),
        (
            "string_too_long",
            ("title",),
            "x" * 12,
            "compte 12 caractères, il en faut 10 au plus : ôtez-en au moins 2",
            (),
        ),
        ("string_too_long", ("title",), None, "10 caractères", ()),
        ("int_parsing", ("year",), "vers 2017", "quatre chiffres", ("2017",)),
        ("less_than_equal", ("as_of",), 20177, "de 1800 à 2100", ()),
        ("int_parsing", ("value",), "1 900", "sans espace", ("1900",)),
        ("int_parsing", ("value",), "1\u202f900 habitants", "sans espace", ("1900",)),
    ],
)
def test_a_wrong_kind_is_told(kind: str, path: tuple[str, ...], value: Any, said: str, values: tuple[str, ...]) -> None:
    """The sentence speaks of the very value, and offers what it can."""
    better = text_sentence(kind, {"max_length": 10}, path, value)
    assert better is not None
    assert said in better.message
    assert better.values == values


@pytest.mark.parametrize(("kind", "value"), [("int_parsing", "beaucoup"), ("greater_than", 3)])
def test_what_has_nothing_special_is_left_to_others(kind: str, value: Any) -> None:
    """The general sentence of its kind will do."""
    assert text_sentence(kind, {}, ("x",), value) is None
    assert shape_sentence(kind, value, ()) is None


@pytest.mark.parametrize(
    ("kind", "value", "inside", "said", "values"),
    [
        ("tuple_type", "commune, habitants", (), "une liste", ("[commune, habitants]",)),
        ("tuple_type", "Il faut du monde.", (), "une liste", ('["Il faut du monde."]',)),
        ("tuple_type", None, (), "vide", ()),
        ("tuple_type", "-un", (), "espace après le tiret", ()),
        ("tuple_type", "x", (Citation,), "une liste", ()),
        ("model_type", "rapport", (Citation,), "devant ce nom, il faut « id: »", ("{id: rapport}",)),
        ("model_type", ["rapport"], (Citation,), "devant ce nom, il faut « id: »", ("{id: rapport}",)),
        ("model_type", ["rapport", "these"], (Citation,), "id", ()),
        ("model_type", "rapport", (Fact,), "text, as_of, source", ()),
        ("model_type", "id:rapport", (Citation,), "espace après les deux-points", ()),
        ("dict_type", ["a"], (), "« nom : valeur »", ()),
    ],
)
def test_a_wrong_shape_is_told(kind: str, value: Any, inside: Any, said: str, values: tuple[str, ...]) -> None:
    """A text where a list or fields are due, with the form that it should have."""
    better = shape_sentence(kind, value, inside)
    assert better is not None
    assert said in better.message
    assert better.values == values

"""JSON Schema of a deck's files: every field has its French sentence, what people wrote is valid, a slip is not."""

import json
import re
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import pytest
from jsonschema import Draft202012Validator
from pydantic import BaseModel

from territoires_cli.fields import closed_words, field_words, model_fields
from territoires_cli.links import names_by_field
from territoires_cli.models.deck import Deck
from territoires_cli.safe_yaml import parse_yaml
from territoires_cli.schema_files import refresh_schemas, schema_line
from territoires_cli.schemas import json_schema, kind_names, kinds

if TYPE_CHECKING:
    from tests.conftest import Result

Run = Callable[..., "Result"]

ROOT = Path(__file__).resolve().parents[1]
FILES = {
    "card": "cards/practices/*.yaml",
    "action": "cards/actions/*.yaml",
    "format": "workshops/[!a]*.yaml",
    "deck": "cards/deck.yaml",
    "city": "cards/cities/*.yaml",
    "sources": "cards/sources.yaml",
    "pairs": "cards/pairs.yaml",
    "challenges": "cards/challenges.yaml",
    "framework": "cards/framework.yaml",
    "project": "cards/projects/*.yaml",
    "elsewhere": "cards/elsewhere/*.yaml",
    "lesson": "cards/lessons/*.yaml",
    "model": "cards/models/*.yaml",
    "activities": "workshops/activities.yaml",
    "troubles": "cards/troubles/*.yaml",
    "lexicon": "cards/lexicon.yaml",
    "harms": "cards/harms.yaml",
}
NOT_WRITTEN = {"additions"}


def models(kind: type[BaseModel], seen: set[type[BaseModel]]) -> None:
    """The model and every model inside it."""
    if kind in seen:
        return
    seen.add(kind)
    for name, field in kind.model_fields.items():
        for inner in found_in(field.annotation) if name not in NOT_WRITTEN else ():
            models(inner, seen)


def found_in(annotation: Any) -> Iterator[type[BaseModel]]:
    """The models that an annotation mentions."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for argument in get_args(annotation):
        yield from found_in(argument)


def every_model() -> set[type[BaseModel]]:
    """Every model that a person may write a part of."""
    seen: set[type[BaseModel]] = set()
    for kind in kinds().values():
        models(getattr(import_module(f"territoires_cli.models.{kind.module}"), kind.model), seen)
    return seen


def test_every_field_has_one_french_sentence() -> None:
    """No model and no field lacks its words, none is told that doesn't exist, and each is a sentence."""
    named = {
        model.__name__: {field.alias or name for name, field in model.model_fields.items()} - NOT_WRITTEN
        for model in every_model()
    }
    told = model_fields()
    assert len(named) > 40
    assert {name: set(fields) for name, (_title, _sentence, fields) in told.items()} == named
    texts = [text for title, sentence, fields in told.values() for text in (sentence, *fields.values())]
    begins = re.compile(r"[A-ZÀÉ]|true|false")
    assert not [text for text in texts if not text.endswith(".") or not begins.match(text)]
    assert not [text for text in texts if "'" in text or re.search(r"\w[:;?!](\s|$)", text)]


def test_each_field_is_told_by_its_name() -> None:
    """A sentence is found by model and field."""
    assert field_words("PracticeCard", "summary").startswith("L’idée")


def literals(annotation: Any) -> Iterator[tuple[Any, ...]]:
    """The closed lists of values in an annotation."""
    arguments = get_args(annotation)
    if arguments and not isinstance(arguments[0], type) and all(isinstance(item, str) for item in arguments):
        yield arguments
    for argument in arguments:
        if not isinstance(argument, str):
            yield from literals(argument)


def test_every_closed_list_is_told() -> None:
    """Each list of values has its French words, value for value."""
    known = [set(words) for words in closed_words()]
    lists = [values for model in every_model() for field in model.model_fields.values()
             for values in literals(field.annotation)]  # fmt: skip
    assert len(lists) > 15
    assert not [values for values in lists if set(values) not in known]


@pytest.mark.parametrize("kind", FILES)
def test_built_in_files_are_valid_and_a_slip_is_not(kind: str, deck: Deck) -> None:
    """Every file that came with the tool fits its schema; with a key that nobody knows, or without one, it doesn't."""
    schema = json_schema(kind, names_by_field(deck))
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    files = sorted(ROOT.glob(FILES[kind]))
    assert files
    for file in files:
        data = parse_yaml(file.read_text(encoding="utf-8"))
        assert not list(validator.iter_errors(data)), file
        slipped = [{**data[0], "titel": "x"}, *data[1:]] if isinstance(data, list) else {**data, "titel": "x"}
        assert [error.validator for error in validator.iter_errors(slipped)] == ["additionalProperties"]


def test_every_kind_has_files_to_be_judged_by() -> None:
    """No kind of file is left out of the test above."""
    assert set(FILES) == set(kinds())


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("first_steps", ["un", "deux"]),
        ("challenges", []),
        ("effort", {"money": "beaucoup", "time": "low", "coordination": "low"}),
        ("code", "a1"),
        ("title", 12),
        ("examples", [{"case": "la-colloc", "name": "x"}]),
    ],
)
def test_a_faulty_card_is_refused(field: str, value: Any) -> None:
    """Too few steps, no challenge, a level in French, a code in small letters, a number, an example without its line."""
    data = parse_yaml((ROOT / "cards/practices/A1-covoiturage.yaml").read_text(encoding="utf-8"))
    assert not Draft202012Validator(json_schema("card")).is_valid({**data, field: value})


def test_a_territory_may_be_written_in_short() -> None:
    """What the reader of towns accepts, editors accept: ids, a bare number, no id."""
    validator = Draft202012Validator(json_schema("city"))
    assert validator.is_valid({"name": "Val", "population": 4200, "challenges": ["mobilite"], "strengths": ["troc"]})
    assert validator.is_valid({"schema": 1, "name": "Val", "population": "4 200", "statement": "Rien."})
    assert not validator.is_valid({"name": "Val"})


def test_what_nobody_writes_is_in_no_schema() -> None:
    """`additions` is found when decks are put together."""
    assert "additions" not in json.dumps(json_schema("deck"))


def test_editors_propose_the_ids_of_the_deck(deck: Deck) -> None:
    """Families, challenges, sources, pairs: as examples, so that a new one is no error."""
    schema = json_schema("card", names_by_field(deck))
    assert "mobilite" in schema["properties"]["family"]["examples"]
    assert "jeunes" in schema["$defs"]["ChallengeAnswer"]["properties"]["id"]["examples"]
    pairs = json_schema("pairs", names_by_field(deck))["$defs"]["Pair"]["properties"]["cards"]
    assert "covoiturage" in pairs["items"]["examples"]


def test_names_of_kinds_are_known_in_both_languages() -> None:
    """`carte` and `card`, `fiche` and `action`, `jeu` and `deck`."""
    names = kind_names()
    assert [names[name] for name in ("carte", "card", "fiche", "ville", "jeu")] == [
        "card", "card", "action", "city", "deck"]  # fmt: skip


def test_schema_files_are_refreshed_where_stale(tmp_path: Path) -> None:
    """Written once, left alone while they are right, written again where somebody or a new version changed them."""
    path = tmp_path / ".schemas" / "card.json"
    assert refresh_schemas(tmp_path, ["card"]) == [path]
    assert refresh_schemas(tmp_path, ["card"]) == []
    path.write_text("{}", encoding="utf-8")
    assert refresh_schemas(tmp_path, ["card"]) == [path]
    assert json.loads(path.read_text(encoding="utf-8"))["title"] == "Carte de pratique"


def test_the_line_for_editors_points_to_the_file() -> None:
    """From a folder of the deck, and from the deck's folder itself."""
    assert schema_line("card") == "# yaml-language-server: $schema=../.schemas/card.json"
    assert schema_line("deck", 0) == "# yaml-language-server: $schema=.schemas/deck.json"


def test_the_command_prints_a_schema(run: Run) -> None:
    """In French and in English, with its words in French."""
    result = run("schema", "carte")
    assert (result.code, result.err) == (0, "")
    assert result == run("schema", "card")
    assert json.loads(result.out)["properties"]["summary"]["description"].startswith("L’idée")


def test_the_command_alone_lists_the_kinds(run: Run) -> None:
    """Each kind with its French name and what it describes; a slip gets the nearest."""
    assert "card\tcarte\tune carte de pratique (dossier practices)\n" in run("schema").out
    wrong = run("schema", "crad")
    assert (wrong.code, wrong.out) == (2, "")
    assert "sorte de fichier" in wrong.err

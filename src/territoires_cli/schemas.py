"""Models of a deck's files → JSON Schema (draft 2020-12) in French, for editors that complete and check. Pure."""

from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import Any, NamedTuple

from pydantic import BaseModel, TypeAdapter

from territoires_cli.fields import closed_words, model_fields
from territoires_cli.translation import gettext as _

DIALECT = "https://json-schema.org/draft/2020-12/schema"

# Models and fields that are found when decks are put together: nobody writes them.
_FOUND = frozenset(["Addition", "additions"])


class Kind(NamedTuple):
    """A kind of file: the model of what it holds, whether it holds a list of them, its names, and what it is for."""

    module: str
    model: str
    is_list: bool
    names: tuple[str, ...]
    use: str


def kinds() -> dict[str, Kind]:
    """Every kind of file that a person may write in a deck."""
    return {
        "card": Kind("cards", "PracticeCard", False, ("carte", "practice", "pratique"), _("une carte de pratique (dossier practices)")),
        "action": Kind("actions", "ActionSheet", False, ("fiche", "fiche-action"), _("une fiche action (dossier actions)")),
        "format": Kind("workshop", "WorkshopFormat", False, ("atelier", "workshop"), _("un format d’atelier (dossier workshops)")),
        "deck": Kind("vocabulary", "DeckInfo", False, ("jeu",), _("le jeu lui-même : titre, licence, familles (deck.yaml)")),
        "city": Kind("city", "City", False, ("ville", "territoire"), _("un territoire (votre fichier, ou dossier cities)")),
        "sources": Kind("base", "Source", True, ("source",), _("les documents cités (sources.yaml)")),
        "pairs": Kind("cards", "Pair", True, ("paires", "paire", "pair"), _("les cartes qui vont ensemble (pairs.yaml)")),
        "challenges": Kind("vocabulary", "ChallengeBook", False, ("défis", "défi", "challenge"), _("les défis (challenges.yaml)")),
        "framework": Kind("actions", "Framework", False, ("arbre",), _("l’arbre des actions (framework.yaml)")),
        "project": Kind("cases", "Project", False, ("projet",), _("un projet local (dossier projects)")),
        "elsewhere": Kind("cases", "Elsewhere", False, ("ailleurs",), _("un territoire d’ailleurs (dossier elsewhere)")),
        "lesson": Kind("cases", "Lesson", False, ("enseignement",), _("un enseignement (dossier lessons)")),
        "model": Kind("cases", "CityModel", False, ("modèle",), _("un modèle de ville (dossier models)")),
        "activities": Kind("workshop", "Activity", True, ("activités", "activité", "activity"), _("les mises en route et les fins (workshops/activities.yaml)")),
        "troubles": Kind("lexicon", "Trouble", True, ("ennuis", "ennui", "trouble"), _("ce que disent les gens (dossier troubles)")),
        "lexicon": Kind("lexicon", "Lexicon", False, ("lexique",), _("abréviations, synonymes, sujets hors du jeu (lexicon.yaml)")),
        "harms": Kind("harms", "Harm", True, ("maux", "mal", "harm"), _("les mots d’un mal, pour la vérification (harms.yaml)")),
    }  # fmt: skip


def kind_names() -> dict[str, str]:
    """Everything that names a kind of file, in English and in French → the kind."""
    return {name: kind for kind, known in kinds().items() for name in (kind, *known.names)}


Names = Mapping[tuple[str, str], Sequence[str]]
"""Model and field → the ids of a deck that may be written there: editors propose them, and accept others."""


def json_schema(kind: str, names: Names | None = None) -> dict[str, Any]:
    """The schema of a kind of file. Raises KeyError for a kind that isn't one."""
    known = kinds()[kind]
    model: type[BaseModel] = getattr(import_module(f"territoires_cli.models.{known.module}"), known.model)
    made = TypeAdapter(model).json_schema(by_alias=True, ref_template="#/$defs/{model}")
    parts: dict[str, Any] = made.pop("$defs", {})
    # A model that refers to itself stands among its own parts; ours don't, so the top is the model.
    parts[known.model] = made
    parts = {name: part for name, part in parts.items() if name not in _FOUND}
    for name, part in parts.items():
        _tell_model(name, part)
        for (holder, field), ids in (names or {}).items():
            if holder == name and field in part["properties"]:
                _propose(part["properties"][field], ids)
    top = parts.pop(known.model) if not known.is_list else _list_of(known.model, parts[known.model])
    return {"$schema": DIALECT, **top, **({"$defs": dict(sorted(parts.items()))} if parts else {})}


def _list_of(model: str, part: Mapping[str, Any]) -> dict[str, Any]:
    return {"title": part["title"], "type": "array", "items": {"$ref": f"#/$defs/{model}"}}


def _tell_model(name: str, part: dict[str, Any]) -> None:
    """Put the French words into the schema of a model, and what people may write besides what the model keeps."""
    title, sentence, fields = model_fields()[name]
    part["title"], part["description"] = title, sentence
    part["properties"] = {
        key: _told(_plain(value), fields[key]) for key, value in part["properties"].items() if key not in _FOUND
    }
    if name == "City":
        _accept_short_forms(part)


def _propose(field: dict[str, Any], known: Sequence[str]) -> None:
    """Let editors propose the ids of a deck, in a field or in each item of a list."""
    if "propertyNames" not in field:
        field.get("items", field)["examples"] = list(known)


def _told(schema: dict[str, Any], sentence: str) -> dict[str, Any]:
    """A field with its sentence, and the meaning of each value where the list of values is closed."""
    values = _closed(schema)
    if values:
        words = next(words for words in closed_words() if set(words) == set(values))
        told = _("Valeurs : {values}.").format(values=", ".join(f"{value} ({words[value]})" for value in values))
        sentence = f"{sentence} {told}"
    return {"description": sentence, **schema}


def _closed(schema: Any) -> list[Any]:
    """The values of a closed list, wherever it stands in the schema of a field."""
    if isinstance(schema, list):
        return next((found for item in schema if (found := _closed(item))), [])
    if not isinstance(schema, dict):
        return []
    if "enum" in schema:
        return list(schema["enum"])
    return next((found for key in ("anyOf", "items") if (found := _closed(schema.get(key)))), [])


def _plain(schema: Any) -> Any:
    """A schema without the titles and defaults that pydantic writes (editors would fill them in), with lists of a fixed length as every editor knows them."""
    if isinstance(schema, list):
        return [_plain(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    kept = {key: _plain(value) for key, value in schema.items() if key not in {"title", "description", "default"}}
    if "prefixItems" in kept:
        kept["items"] = kept.pop("prefixItems")[0]
    return kept


def _accept_short_forms(part: dict[str, Any]) -> None:
    """What a territory may be written as in short: ids instead of challenges and strengths, a bare population."""
    fields = part["properties"]
    part["required"] = [name for name in part["required"] if name != "id"]
    for name in ("challenges", "strengths"):
        fields[name]["items"] = {"anyOf": [{"type": "string"}, fields[name]["items"]]}
    fields["population"]["anyOf"] = [{"type": "integer"}, {"type": "string"}, *fields["population"]["anyOf"]]
    part["anyOf"] = [{"required": ["challenges"]}, {"required": ["statement"]}]

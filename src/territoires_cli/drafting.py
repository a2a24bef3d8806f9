"""A territory described in answers → the fields of its file, each with a remark, and the command that gives them. Pure."""

import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from territoires_cli.asking import Answers, first, none_word
from territoires_cli.models.city import City, Strength
from territoires_cli.translation import gettext as _

# The options of `new city`, by the answer that each one gives.
OPTIONS = {
    "name": "--name",
    "population": "--population",
    "statement": "--statement",
    "challenges": "--challenge",
    "strengths": "--strength",
    "constraints": "--constraint",
    "holds": "--holds",
    "output": "--output",
}
MOST_POPULATION = 100_000_000


class Field(NamedTuple):
    """A field of the file: its name, a remark in words, its value or, where there is none, an example to complete."""

    name: str
    remark: str
    value: Any
    example: Any


def answers_of(city: City) -> Answers:
    """What a known territory answers to the questions."""
    found: Answers = {
        "name": (city.name,),
        "population": (str(city.population.value),) if city.population else (),
        "statement": (" ".join(city.statement.split()),) if city.statement else (),
        "challenges": tuple(stated.id for stated in sorted(city.challenges, key=lambda item: item.priority)),
        "strengths": tuple(dict.fromkeys(strength.practice for strength in city.strengths)),
        "constraints": city.constraints,
        "holds": city.holds,
    }
    return {name: values for name, values in found.items() if values}


def population_of(text: str) -> int | None:
    """A number of inhabitants from « 4200 », « 4 200 » or « 4200 habitants »; None where it isn't one."""
    match = re.fullmatch(r"(\d[\d .\u00a0\u202f]*?)\s*(habitants?|hab\.?)?", text.strip(), re.IGNORECASE)
    if match is None:
        return None
    count = int(re.sub(r"\D", "", match[1])[:12])
    return count if 0 < count < MOST_POPULATION else None


def missing_words(answers: Mapping[str, tuple[str, ...]]) -> list[str]:
    """What a territory can't do without, and the answers don't give: each in words, with its option."""
    missing = []
    if not first(answers, "name"):
        missing.append(_("le nom du territoire (--name)"))
    if not answers.get("statement") and not answers.get("challenges"):
        missing.append(_("ce qui pèse sur lui (--statement, avec ses mots, ou --challenge)"))
    return missing


def city_fields(answers: Mapping[str, tuple[str, ...]], base: City | None = None) -> list[Field]:
    """The fields of the file, in the order in which people read them."""
    population = first(answers, "population")
    return [
        Field("name", _("Le nom du territoire, comme il s’imprime."), _printed(first(answers, "name")), None),
        Field("population", _("Le nombre d’habitants : il dit quelles cartes sont à votre taille."),
              population_of(population) if population else None, 4200),
        Field("statement", _("Ce que dit la mairie, avec ses mots : les cartes s’y accordent."),
              _printed(first(answers, "statement")) or None, _("La dernière épicerie a fermé en mars.")),
        Field("challenges", _("Les défis, le plus urgent d’abord. Leurs noms : territoires list --kind challenge"),
              _challenges(answers.get("challenges", ()), base), ["mobilite", "jeunes"]),
        Field("strengths", _("Les pratiques déjà là. Leurs noms : territoires list"),
              _strengths(answers.get("strengths", ()), base), ["covoiturage", "repair-cafe"]),
        Field("constraints", _("Ce qui manque ou ce qui bloque : les cartes qui en demandent peu viennent d’abord."),
              [_printed(words) for words in answers.get("constraints", ())], [_("Pas de budget avant l’an prochain.")]),
        Field("holds", _("Qui invite : les cartes que ces personnes ont en main viennent d’abord."),
              list(answers.get("holds", ())), ["commune", "habitants"]),
    ]  # fmt: skip


def _printed(text: str) -> str:
    """The text with the apostrophes that print well: keyboards have the straight one."""
    return re.sub(r"(?<=\w)'(?=\w)", "’", text)


def _challenges(chosen: Sequence[str], base: City | None) -> list[Any]:
    """Challenges as ids in their order; as they stand in the territory begun from, where they are the same."""
    stated = {item.id: item for item in base.challenges} if base else {}
    if base is not None and tuple(chosen) == answers_of(base).get("challenges"):
        return [stated[name].model_dump(mode="json", exclude_none=True) for name in chosen]
    return [
        {"id": name, "priority": min(rank, 5), "why": stated[name].why} if name in stated and stated[name].why else name
        for rank, name in enumerate(chosen, start=1)
    ]


def _strengths(chosen: Sequence[str], base: City | None) -> list[Any]:
    """Strengths as ids; with all that is known of them in the territory begun from."""
    known: dict[str, list[Strength]] = {}
    for strength in base.strengths if base else ():
        known.setdefault(strength.practice, []).append(strength)
    found: list[Any] = []
    for name in chosen:
        told: list[Any] = [
            item.model_dump(mode="json", exclude_none=True, exclude_defaults=True) for item in known.get(name, ())
        ]
        found += told or [name]
    return found


def command_words(answers: Answers, known: Answers, before: Sequence[str] = ()) -> list[str]:
    """The command that gives these answers without a question, those that are known anyway left out.

    `before` are the words that come first among the options, such as « --from lorient ».
    """
    words = ["territoires", "new", "city", *before]
    for name, option in OPTIONS.items():
        if answers.get(name, ()) == known.get(name, ()):
            continue
        for value in answers.get(name) or (none_word(),):
            words += [option, value]
    return words

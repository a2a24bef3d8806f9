"""Cities of a deck and the projects that stand in them: where each fact comes from, each thing told once. Pure."""

from collections.abc import Iterator

from territoires_cli.links import FieldPath, Finding
from territoires_cli.models.cases import Project
from territoires_cli.models.city import City, Figure, Population, Strength
from territoires_cli.models.deck import Deck
from territoires_cli.names import fold
from territoires_cli.translation import gettext as _


def check_city(city: City, deck: Deck) -> Iterator[Finding]:
    """What a city of the deck tells is sourced and dated; what its projects show isn't written there again."""
    for path, fact in _facts_of(city):
        if fact.source is None:
            yield Finding(city, path, _("il manque la source de ce fait (source)"))
        if "as_of" not in fact.model_fields_set:
            message = _("il manque l’année de ce fait (as_of) ; écrivez null si la source n’en donne pas")
            yield Finding(city, path, message)
    projects = {fold(project.title): project.id for project in deck.projects if project.city == city.id}
    for index, strength in enumerate(city.strengths):
        project = projects.get(fold(strength.name or ""))
        if project is not None:
            message = _("cette force est tirée de la fiche « {name} » : ne l’écrivez pas ici une seconde fois")
            yield Finding(city, ("strengths", index, "name"), message.format(name=project))


def _facts_of(city: City) -> Iterator[tuple[FieldPath, Population | Figure | Strength]]:
    if city.population is not None:
        yield ("population",), city.population
    yield from ((("figures", index), figure) for index, figure in enumerate(city.figures))
    yield from ((("strengths", index), strength) for index, strength in enumerate(city.strengths))


def check_project(project: Project, deck: Deck) -> Iterator[Finding]:
    """A project's place names the city that it stands in."""
    city = deck.city.get(project.city or "")
    if city is not None and f" {fold(city.name)} " not in f" {fold(project.place)} ":
        message = _("ce lieu ne nomme pas « {name} », la ville du projet (city)")
        yield Finding(project, ("place",), message.format(name=city.name))

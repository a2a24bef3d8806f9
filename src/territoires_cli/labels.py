"""French words for the closed vocabularies, and the way effort is summed up."""

from typing import TYPE_CHECKING

from territoires_cli.translation import gettext as _

if TYPE_CHECKING:
    from territoires_cli.models.base import State
    from territoires_cli.models.cards import Effort
    from territoires_cli.models.index import Kind
    from territoires_cli.models.vocabulary import Level, Lever, TerritorySize
    from territoires_cli.models.workshop import Grouping

_POINTS: "dict[Level, int]" = {"low": 1, "medium": 2, "high": 3}


def lever_labels() -> "dict[Lever, str]":
    """Who holds the lever, in words."""
    return {
        "commune": _("commune"),
        "intercommunalite": _("intercommunalité"),
        "departement": _("département"),
        "region": _("région"),
        "habitants": _("habitants"),
        "entreprises": _("entreprises"),
    }


def size_labels() -> "dict[TerritorySize, str]":
    """Sizes of territory, in words with their bounds (inhabitants)."""
    return {
        "village": _("village (moins de 2 000 habitants)"),
        "bourg": _("bourg ou petite ville (2 000 à 20 000)"),
        "ville-moyenne": _("ville moyenne (20 000 à 100 000)"),
        "grande-ville": _("grande ville (plus de 100 000)"),
    }


def level_labels() -> "dict[Level, str]":
    """How much of something is asked for."""
    return {"low": _("peu"), "medium": _("moyen"), "high": _("beaucoup")}


def effort_labels() -> "dict[Level, str]":
    """The overall effort, in a word."""
    return {"low": _("léger"), "medium": _("moyen"), "high": _("lourd")}


def part_labels() -> dict[str, str]:
    """The parts of a card's score, in words."""
    return {
        "words": _("mots du texte"),
        "challenges": _("défis énoncés"),
        "evidence": _("villes comparables"),
        "size": _("taille du territoire"),
        "levers": _("qui a la main"),
        "ease": _("effort supportable"),
    }


def lack_labels() -> dict[str, str]:
    """What a territory may say that it lacks, in words."""
    return {"money": _("de l’argent"), "time": _("du temps"), "coordination": _("des bras")}


def grouping_labels() -> "dict[Grouping, str]":
    """How people are grouped during a step."""
    return {
        "plenary": _("tous ensemble"),
        "table": _("par table"),
        "pair": _("à deux"),
        "individual": _("chacun de son côté"),
        "free": _("librement"),
    }


def kind_labels() -> "dict[Kind, str]":
    """The kinds of cards, as headings."""
    return {
        "practice": _("Pratiques"),
        "action": _("Fiches action"),
        "city": _("Villes"),
        "project": _("Projets"),
        "elsewhere": _("Ailleurs"),
        "lesson": _("Enseignements"),
        "model": _("Modèles de ville"),
    }


def state_labels() -> "dict[State, str]":
    """What became of an initiative, in a word or two."""
    return {
        "active": _("en activité"),
        "renamed": _("renommé"),
        "closed": _("fermé"),
        "unknown": _("à vérifier"),
    }


def effort_level(effort: "Effort") -> "Level":
    """The overall effort of a practice: the sum of its three levels (1 to 3 each), 3–4 low, 5–6 medium, 7–9 high."""
    points = _POINTS[effort.money] + _POINTS[effort.time] + _POINTS[effort.coordination]
    return "low" if points <= 4 else "medium" if points <= 6 else "high"


def effort_words(effort: "Effort") -> str:
    """The three levels in words: « argent : peu · temps : moyen · coordination : beaucoup »."""
    levels = level_labels()
    return _("argent : {money} · temps : {time} · coordination : {coordination}").format(
        money=levels[effort.money], time=levels[effort.time], coordination=levels[effort.coordination]
    )

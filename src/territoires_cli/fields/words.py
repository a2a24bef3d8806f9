"""The French words of the closed lists of values: what each value that may be written means."""

from typing import Any

from territoires_cli.labels import grouping_labels, level_labels, lever_labels, size_labels, state_labels
from territoires_cli.translation import gettext as _


def closed_words() -> list[dict[Any, str]]:
    """Each closed list: value → what it means."""
    return [
        dict(lever_labels()),
        dict(size_labels()),
        dict(level_labels()),
        dict(grouping_labels()),
        dict(state_labels()),
        {"running": _("existe"), "planned": _("en projet")},
        {"city": _("grande ville"), "region": _("région"), "network": _("réseau")},
        {
            "work": _("travail"),
            "break": _("pause"),
            "lunch": _("repas"),
            "margin": _("battement"),
            "hidden": _("minutes qui comptent sans être annoncées : accueil, changement de table"),
        },
        {"calm": _("assis"), "active": _("on bouge")},
        {"workshop": _("en tout"), "table": _("par table"), "person": _("par personne")},
        {
            "workshop": _("en tout"),
            "table": _("par table"),
            "person": _("par personne"),
            "facilitator": _("par personne qui anime"),
        },
        {
            "open": _("ouvrir"),
            "explore": _("explorer"),
            "choose": _("choisir"),
            "commit": _("s’engager"),
            "close": _("conclure"),
        },
        {"warm-up": _("au début"), "closing": _("à la fin")},
        _products(),
    ]


def _products() -> dict[Any, str]:
    """What a step hands on to the next ones."""
    return {
        "mandate": _("le mandat"),
        "seats": _("les places"),
        "challenges": _("les défis de chaque table"),
        "spokespeople": _("les porte-parole"),
        "reading": _("les cartes lues"),
        "strengths": _("ce qui est déjà là"),
        "opportunities": _("ce qui pourrait se faire"),
        "sorting": _("les cartes triées"),
        "choices": _("les cartes choisies"),
        "priorities": _("les priorités"),
        "actors": _("qui ferait quoi"),
        "strategy": _("la stratégie"),
        "feedback": _("les retours des autres tables"),
        "next-steps": _("les suites"),
        "example": _("un exemple"),
        "project": _("un projet"),
        "gallery": _("le tour des feuilles"),
        "milestones": _("les échéances"),
        "indicators": _("les indicateurs"),
        "commitments": _("les engagements"),
        "map": _("la carte des lieux"),
        "observations": _("ce qui a été vu"),
        "trace": _("la trace écrite"),
    }

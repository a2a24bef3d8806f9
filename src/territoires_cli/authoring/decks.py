"""A deck of one's own: its questions, its options, and the files that it begins with. Pure."""

from collections.abc import Mapping
from typing import Any

from territoires_cli.asking import Answers, Option, Question, Step, first
from territoires_cli.authoring.blocks import choice_step, text_step
from territoires_cli.authoring.filing import commented_file, head_of
from territoires_cli.authoring.phrasing import Fault
from territoires_cli.authoring.recipes import Recipe
from territoires_cli.models.city import slug
from territoires_cli.translation import gettext as _
from territoires_cli.yaml_text import write_like_people

RECIPE = Recipe(
    "deck", {"--title": ("title",), "--author": ("author",), "--licence": ("licence",), "--kind": ("kind",)}
)
LICENCE = "CC BY-SA 4.0"
BUILTIN = "territoires-collaboratifs"
READ_ME = "LISEZ-MOI.txt"
FOLDERS = ("practices", "actions", "workshops")


def licences() -> dict[str, str]:
    """The usual licences, and what each lets others do."""
    return {
        LICENCE: _("citer, et garder la même licence ; celle du jeu livré"),
        "CC BY 4.0": _("citer"),
        "CC0 1.0": _("rien à demander"),
        "CC BY-NC-SA 4.0": _("citer, sans en faire commerce"),
        _("Tous droits réservés"): _("rien sans votre accord"),
    }


def deck_steps(fault_of_folder: Fault, folder: str | None) -> list[Step]:
    """The questions; the folder is only asked for where none was named."""
    licence = [Option(name, name, words) for name, words in licences().items()]
    kinds = [
        Option("extends", _("Il complète le jeu livré"), _("vos cartes s’ajoutent aux siennes")),
        Option("alone", _("Il est indépendant"), _("ses propres familles, ses propres défis")),
    ]
    steps = [
        text_step("title", _("Comment s’appelle votre jeu ?"), 80),
        text_step("author", _("Qui le fait ?"), 80, required=False),
        choice_step("licence", _("Sous quelle licence ?"), licence, LICENCE),
        choice_step("kind", _("Que devient le jeu livré ?"), kinds, "extends"),
    ]

    def where(answers: Answers) -> Question:
        default = answers.get("folder") or (slug(first(answers, "title")),)
        return Question("folder", _("Dans quel dossier ?"), default=default, fault=fault_of_folder)

    return steps if folder is not None else [*steps, where]


def deck_files(answers: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    """The files that the deck begins with, by name."""
    is_alone = first(answers, "kind") == "alone"
    files = {"deck.yaml": _deck_file(answers, is_alone=is_alone), READ_ME: _read_me(first(answers, "title"))}
    if is_alone:
        files["challenges.yaml"] = _challenges_file()
        files["framework.yaml"] = _framework_file()
    return files


def _deck_file(answers: Mapping[str, tuple[str, ...]], *, is_alone: bool) -> str:
    title = first(answers, "title")
    values: dict[str, Any] = {
        "schema": 1,
        "id": slug(title),
        "title": title,
        "version": "1.0",
        "language": "fr",
        "licence": first(answers, "licence"),
        **({"author": first(answers, "author")} if answers.get("author") else {}),
    }
    values |= {"families": _families(), "types": _types()} if is_alone else {"extends": BUILTIN}
    examples: dict[str, Any] = {
        "author": _("Ville de Saint-Machin"),
        "credits": _("Cartes écrites avec les habitants du quartier de la Gare."),
    }
    if not is_alone:
        examples |= {"replaces": ["repair-cafe"], "hides": ["echange-maisons"], "families": _families()}
    line = "# yaml-language-server: $schema=.schemas/deck.json"
    return commented_file("DeckInfo", values, examples, head_of(title, "."), line)


def _families() -> list[dict[str, str]]:
    return [
        {
            "id": "ma-famille",
            "code": "M",
            "title": _("Ma première famille"),
            "short_title": _("Ma famille"),
            "description": _("Ce que réunissent ces cartes, en une phrase."),
            "colour": "#1f5f99",
            "pictogram": "habitat",
        }
    ]


def _types() -> list[dict[str, str]]:
    return [
        {
            "id": "partage",
            "title": _("Partage"),
            "description": _("Plusieurs personnes se servent de la même chose."),
        }
    ]


def _challenges_file() -> str:
    head = _(
        "Les défis qu’un territoire peut énoncer : gardez la forme, mettez les vôtres.\n"
        "Chacun se recopie avec son tiret ; « terms » sont les mots par lesquels les gens le disent."
    )
    data = {
        "groups": [{"id": "vie-locale", "title": _("Vie locale")}],
        "challenges": [
            {
                "id": "mon-defi",
                "group": "vie-locale",
                "label": _("Chacun chez soi"),
                "description": _("On ne se croise plus. On y répond en créant des occasions de faire ensemble."),
                "question": _("Où pourrions-nous nous retrouver, dès cette année ?"),
                "terms": [_("chacun chez soi"), _("on ne se croise plus"), _("isolement")],
            }
        ],
    }
    return _remarked(head, data)


def _framework_file() -> str:
    head = _("À quoi servent les fiches action : des axes, et leurs objectifs. Sans fiche action, laissez tel quel.")
    data = {
        "axes": [{"id": "mon-axe", "title": _("Se retrouver"), "description": _("Faire se croiser les habitants.")}],
        "objectives": [
            {
                "id": "mon-objectif",
                "axis": "mon-axe",
                "title": _("Ouvrir des lieux"),
                "description": _("Trouver des lieux où l’on vient sans rien acheter."),
            }
        ],
    }
    return _remarked(head, data)


def _remarked(head: str, data: Mapping[str, Any]) -> str:
    return "".join(f"# {line}\n" for line in head.splitlines()) + "\n" + write_like_people(dict(data))


def _read_me(title: str) -> str:
    return _(
        "{title} – votre jeu de cartes\n"
        "1. Écrire une carte : territoires new card (dans ce dossier), puis corriger le fichier du dossier practices.\n"
        "2. Vérifier : territoires check .\n"
        "3. Voir la carte imprimée : territoires show CODE -o carte.pdf --deck .\n"
        "4. Préparer un atelier avec vos cartes : territoires plan ma-ville.yaml --deck . -o plan.pdf\n"
    ).format(title=title)

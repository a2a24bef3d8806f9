"""A card to start from: the example row of an empty sheet, which imports as it stands. Pure."""

from collections.abc import Mapping

from territoires_cli.cells import Names
from territoires_cli.columns import shape_of, title_of
from territoires_cli.models.cards import PracticeCard
from territoires_cli.tabling import table_of
from territoires_cli.translation import gettext as _

_CODE = "A1"


def sample_sheet(names: Mapping[str, Names]) -> list[list[str]]:
    """The titles of the columns of a first card, and an example row; its code is left to be found.

    The names are those of a deck with the built-in families, types and challenges.
    """
    titles, row = table_of([sample_card()], PracticeCard, names)
    shape = shape_of(PracticeCard)
    left = titles.index(title_of(shape, ("id",)))
    row[titles.index(title_of(shape, ("code",)))] = ""
    return [[cell for place, cell in enumerate(line) if place != left] for line in (titles, row)]


def is_sample(card: object) -> bool:
    """Whether a card is the example as it stands, whatever its code."""
    return isinstance(card, PracticeCard) and card.model_copy(update={"code": _CODE}) == sample_card()


def sample_card() -> PracticeCard:
    """A short card that no deck holds, with all that its two faces print."""
    return PracticeCard.model_validate(
        {
            "id": "four-a-pain-du-village",
            "code": _CODE,
            "title": _("Four à pain du village"),
            "family": "alimentation",
            "type": "production",
            "summary": _("On rallume le four communal. Chacun y cuit son pain, un samedi sur deux."),
            "aliases": [_("four banal"), _("four communal")],
            "description": _(
                "Beaucoup de villages ont gardé un four à bois. Une équipe le remet en état, puis le chauffe à jour fixe. On "
                "apporte sa pâte, on repart avec son pain, et l’on reste pour discuter."
            ),
            "challenges": [
                {
                    "id": "lien-social",
                    "weight": 3,
                    "why": _("Autour du four, des voisins qui ne se parlaient pas se retrouvent."),
                },
                {
                    "id": "services-proximite",
                    "weight": 2,
                    "why": _("Le pain se trouve de nouveau sur place, là où la boulangerie a fermé."),
                },
                {
                    "id": "alimentation",
                    "weight": 1,
                    "why": _("La farine peut venir d’un moulin ou d’une ferme des environs."),
                },
            ],
            "situations": [
                _("la boulangerie du village a fermé"),
                _("le four communal ne sert plus"),
                _("il faut prendre la voiture pour acheter du pain"),
                _("le camion du boulanger ne passe plus"),
                _("les voisins ne se croisent plus"),
            ],
            "effort": {"money": "medium", "time": "medium", "coordination": "low"},
            "levers": ["commune", "habitants"],
            "partners": [_("comité des fêtes"), _("boulangers des environs")],
            "first_steps": [
                _("Faire vérifier le four et son conduit par un maçon."),
                _("Réunir cinq personnes prêtes à chauffer à tour de rôle."),
                _("Fixer une première date, avec une fête autour du four."),
            ],
            "limits": [
                _("Il faut du bois sec, et une demi-journée pour chauffer."),
                _("Sans équipe qui se relaie, le four s’éteint en un an."),
            ],
            "questions": [
                _("Qui, ici, sait encore conduire un four à bois ?"),
                _("Quel commerce pourrait y perdre des clients ?"),
                _("À quelle date allumer le four pour la première fois ?"),
            ],
        }
    )

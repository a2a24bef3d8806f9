"""A chosen hand → blocks: its cards, what each is for, what the hand covers, and how good it is proved to be."""

from collections.abc import Iterator

from territoires_cli.choosing import ChosenHand
from territoires_cli.documents.writing import heading, line, strong
from territoires_cli.labels import effort_labels, effort_level
from territoires_cli.models.document import Block, Grid, Paragraph
from territoires_cli.models.matching import Match
from territoires_cli.translation import gettext as _


def hand_blocks(hand: ChosenHand) -> Iterator[Block]:
    """The hand as a table, best card first, and what may be said of it."""
    count = len(hand.matches)
    yield heading(2, _("La main : {count} cartes qui se complètent").format(count=count) if count > 1 else _("La main"))
    if not hand.matches:
        yield Paragraph(text=_("Aucune carte ne peut être proposée : rien dans ce texte ne parle pour l’une d’elles."))
        return
    yield Grid(
        columns=(_("Note"), _("Carte"), _("Effort"), _("Pour")),
        rows=tuple(
            (
                str(round(match.score * 100)),
                line(strong(match.card.code), f" {match.card.title}"),
                effort_labels()[effort_level(match.card.effort)],
                _served(match)
                if match.is_opportunity
                else _("imposée : elle n’est pas proposée ici. {why}").format(why=_served(match)),
            )
            for match in hand.matches
        ),
        right=(0,),
    )
    if hand.wanted > count:
        yield Paragraph(
            text=_("Vous en demandiez {wanted} : le jeu n’en a pas plus à proposer ici.").format(wanted=hand.wanted)
        )
    elif hand.is_best:
        yield Paragraph(
            text=_(
                "Aucune autre main possible de ce nombre ne vaut mieux : notes des cartes, défis couverts par ordre d’urgence, "
                "familles et efforts variés."
            )
        )
    else:
        # Rounded down: what is said holds, and a hand that isn't proved the best is never called 100 %.
        whole, tenth = divmod(int(1000 * hand.worth / hand.bound), 10)
        yield Paragraph(
            text=_("Cette main vaut au moins {whole},{tenth} % de la meilleure possible.").format(
                whole=whole, tenth=tenth
            )
        )
    if hand.uncovered:
        labels = " ; ".join(stated.challenge.label for stated in hand.uncovered)
        yield Paragraph(text=line(strong(_("Défis que cette main laisse de côté : ")), labels, "."))


def _served(match: Match) -> str:
    """The stated challenges that a card answers, or else the words that speak for it."""
    if match.answers:
        return " · ".join(stated.challenge.label for _answer, stated in match.answers)
    return _("mots du texte : {words}").format(words=", ".join(match.words))

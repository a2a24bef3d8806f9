"""What several territories share → Document: common challenges, cards for all of them, what differs."""

from collections.abc import Iterator, Sequence

from territoires_cli.documents.bars import bar
from territoires_cli.documents.writing import heading, line, sentence, strong
from territoires_cli.models.document import Block, Bullets, Command, Document, Grid, Heading, Paragraph
from territoires_cli.models.matching import Match, Matching
from territoires_cli.names import enumerate_in_french
from territoires_cli.sharing import Shared, SharedCard
from territoires_cli.translation import gettext as _


def shared_document(shared: Shared, limit: int, commands: Sequence[tuple[str, str]] = ()) -> Document:
    """For an intercommunality's workshop: the challenges that territories share, then the cards that serve them together."""
    names = [matching.city.name for matching in shared.matchings]
    title = _("Des cartes pour {cities}").format(cities=enumerate_in_french(names, _("et")))
    blocks = [Heading(level=1, text=title), *_challenges(shared), *_cards(shared, limit), *_apart(shared)]
    for words, command in commands:
        blocks += [Paragraph(text=words), Command(text=command)]
    return Document(title=title, blocks=tuple(blocks))


def _challenges(shared: Shared) -> Iterator[Block]:
    yield heading(2, _("Défis partagés"))
    if not shared.challenges:
        yield Paragraph(text=_("Aucun défi n’est énoncé par deux de ces territoires."))
        return
    yield Bullets(
        items=tuple(
            line(
                strong(item.challenge.label), " : ", ", ".join(matching.city.name for matching, _s in item.stated), "."
            )
            for item in shared.challenges
        ),
        style="numbered",
    )


def _cards(shared: Shared, limit: int) -> Iterator[Block]:
    best = [card for card in shared.cards if card.score > 0][:limit]
    if not best:
        yield Paragraph(text=_("Aucune carte ne peut être proposée à ces territoires ensemble."))
        return
    yield heading(2, _("Cartes pour travailler ensemble, les meilleures d’abord"))
    yield Grid(
        columns=(_("Note"), "", _("Carte"), _("Pour qui")),
        rows=tuple(
            (
                str(round(item.score * 100)),
                bar(item.score),
                line(strong(item.card.code), f" {item.card.title}"),
                " ".join(_for_whom(shared, item)),
            )
            for item in best
        ),
        right=(0,),
    )
    yield Paragraph(
        text=_("La note sur 100 est la moyenne de tous les territoires : zéro là où la carte n’est pas à proposer.")
    )


def _for_whom(shared: Shared, item: SharedCard) -> Iterator[str]:
    if len(item.offered) == len(shared.matchings):
        yield _("Tous.")
    else:
        yield f"{_names(item.offered)}."
    if item.there:
        yield _("Déjà là à {cities} : à ouvrir aux autres.").format(cities=_names(item.there))
    if item.harmful:
        yield _("À ne pas proposer à {cities}.").format(cities=_names(item.harmful))


def _names(found: Sequence[tuple[Matching, Match]]) -> str:
    return ", ".join(matching.city.name for matching, _match in found)


def _apart(shared: Shared) -> Iterator[Block]:
    """The most urgent challenge that each territory states alone, and its best card."""
    common = {item.challenge.id for item in shared.challenges}
    lines = []
    for matching in shared.matchings:
        alone = [item for item in matching.recognised if item.challenge.id not in common]
        if alone:
            labels = " ; ".join(item.challenge.label for item in alone)
            lines.append(line(strong(f"{matching.city.name} : "), sentence(labels)))
    if lines:
        yield heading(2, _("Ce que chacun est seul à énoncer"))
        yield Bullets(items=tuple(lines))

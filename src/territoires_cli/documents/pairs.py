"""The fertile pairs of a city → Document."""

from collections.abc import Iterator, Sequence

from territoires_cli.documents.credits import credit_words
from territoires_cli.documents.writing import emphasis, heading, line, sentence, strong
from territoires_cli.faces import state_mark
from territoires_cli.labels import effort_labels, effort_level
from territoires_cli.models.deck import Deck
from territoires_cli.models.document import Block, Bullets, Command, Document, Heading, Line, Paragraph
from territoires_cli.models.matching import Match, Matching
from territoires_cli.pairing import FertilePair
from territoires_cli.quoting import command_line
from territoires_cli.translation import gettext as _


def pairs_document(
    pairs: Sequence[FertilePair], deck: Deck, matching: Matching, asked_for: str, roots: Sequence[str] = ()
) -> Document:
    """Pairs of practices worth opening for a city, best first, each with its reasons and its command.

    `asked_for` is what was typed to name the city, `roots` the folders of the decks asked for.
    """
    title = _("Des cartes qui vont bien ensemble, pour {city}").format(city=matching.city.name)
    decks = [word for root in roots for word in ("--deck", root)]
    blocks: list[Block] = [Heading(level=1, text=title)]
    if not pairs:
        blocks.append(
            Paragraph(
                text=_("Aucune paire ne s’impose : le texte de ce territoire ne dit pas encore assez de ses défis.")
            )
        )
    for number, pair in enumerate(pairs, start=1):
        one, other = pair.one.card, pair.other.card
        blocks += [
            heading(2, f"{number}. {one.code} {one.title} + {other.code} {other.title}"),
            Paragraph(text=sentence(pair.why)),
            Bullets(items=tuple(_pair_reasons(pair))),
            Command(text=command_line(["territoires", "combine", one.code, other.code, "--city", asked_for, *decks])),
        ]
    blocks.append(Paragraph(text=line(emphasis(credit_words(deck)))))
    return Document(title=title, language=deck.info.language, blocks=tuple(blocks))


def _pair_reasons(pair: FertilePair) -> Iterator[Line]:
    for match in (pair.one, pair.other):
        labels = [stated.challenge.label for _answer, stated in match.answers][:3]
        name = f"{match.card.code} {match.card.title}"
        if match.is_strength:
            names = list(dict.fromkeys(item.name for item in match.strengths if item.name))
            text = _("déjà là ({names})").format(names=", ".join(names)) if names else _("déjà là")
        else:
            text = _("à proposer, effort {effort}").format(effort=effort_labels()[effort_level(match.card.effort)])
            text += _tried_here(match)
        answers = _(" ; répond à : {challenges}").format(challenges=" · ".join(labels)) if labels else ""
        yield line(strong(f"{name} : "), sentence(f"{text}{answers}"))


def _tried_here(match: Match) -> str:
    """« ; ici : Smiile (fermé) »: what the city lost of a card that isn't there, or only planned of it."""
    names = dict.fromkeys(
        f"{item.name or match.card.title}{state_mark(item.status, item.stage, item.as_of)}" for item in match.elsewhen
    )
    return _(" ; ici : {names}").format(names=", ".join(names)) if names else ""

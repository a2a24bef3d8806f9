"""Why a card comes where it does → Document: each part of its score, the words, challenges and cities behind it."""

from collections.abc import Iterator, Sequence
from math import fsum
from typing import TYPE_CHECKING

from territoires_cli.documents.bars import bar
from territoires_cli.documents.match import kept_away_because, quoted_words, reasons
from territoires_cli.documents.writing import heading, line, sentence, strong
from territoires_cli.labels import part_labels
from territoires_cli.models.document import Block, Bullets, Document, Grid, Heading, Line, Paragraph
from territoires_cli.models.matching import PARTS, Match, Matching
from territoires_cli.translation import gettext as _

if TYPE_CHECKING:
    from territoires_cli.models.cards import Effort, Scale

WORDS_SHOWN = 8


def why_document(matching: Matching, wanted: Match, nearest: str | None) -> Document:
    """Why a card has the score it has; `nearest` is the expression of the deck that is most like the text, if any."""
    title = _("Pourquoi {card} pour {city} ?").format(card=_named(wanted), city=matching.city.name)
    blocks: list[Block] = [Heading(level=1, text=title), Paragraph(text=_place(matching, wanted)), _parts(wanted)]
    blocks += [*_words(wanted, nearest), *_challenges(wanted), *_evidence(wanted), *_against(wanted)]
    return Document(title=title, blocks=tuple(blocks))


def why_not_document(matching: Matching, wanted: Match, limit: int, nearest: str | None) -> Document:
    """Why a card isn't among the first: what keeps it away, or what the last of those shown has and it hasn't."""
    title = _("Pourquoi pas {card} pour {city} ?").format(card=_named(wanted), city=matching.city.name)
    blocks: list[Block] = [Heading(level=1, text=title), Paragraph(text=_place(matching, wanted))]
    shown = matching.opportunities[:limit]
    if wanted in shown:
        among = _("Elle est pourtant parmi les {count} premières.").format(count=len(shown))
        blocks.append(Paragraph(text=among if len(shown) > 1 else _("Elle est pourtant la première.")))
    elif wanted.is_opportunity and shown:
        blocks += _compared(wanted, shown[-1])
    blocks += [_parts(wanted), *_against(wanted), *_words(wanted, nearest)]
    return Document(title=title, blocks=tuple(blocks))


def _named(match: Match) -> str:
    return f"{match.card.code} {match.card.title}"


def _place(matching: Matching, wanted: Match) -> Line:
    """Where the card comes among those on offer, or why it isn't on offer."""
    score = _("Note : {score} sur 100. ").format(score=_in_french(round(wanted.score * 1000)))
    if wanted.is_opportunity:
        rank = matching.opportunities.index(wanted) + 1
        count = len(matching.opportunities)
        if count == 1:
            return line(strong(score), _("C’est la seule carte à proposer."))
        return line(strong(score), _("Place {rank} sur {count} cartes à proposer.").format(rank=rank, count=count))
    if wanted.is_strength:
        said = f" {quoted_words(wanted.said_there)}" if wanted.said_there else ""
        return line(strong(score), _("Elle est déjà là : une force, pas une opportunité à annoncer."), said)
    if wanted.aggravates or wanted.refused:
        return line(strong(score), _("Elle n’est pas proposée ici : {why}").format(why=kept_away_because(wanted)))
    return line(
        strong(score),
        _("Aucun mot du texte et aucun défi énoncé ne parlent pour elle : ses autres parts ne comptent pas."),
    )


def _parts(match: Match) -> Grid:
    """Each part of the score: its value as a bar, its weight, what it brings; the last column adds up to the score."""
    rows = [
        (
            part_labels()[name],
            bar(match.parts[name]),
            f"{round(match.parts[name] * 100)} %",
            str(round(match.weights[name] * 100)),
            _in_french(points),
        )
        for name, points in zip(PARTS, _points(match), strict=True)
    ]
    rows.append((_("Note"), "", "", "100", _in_french(round(match.score * 1000))))
    return Grid(
        columns=(_("Part"), _("Ce qu’elle vaut"), "", _("Compte pour"), _("Apporte")),
        rows=tuple(rows),
        right=(2, 3, 4),
    )


def _points(match: Match) -> list[int]:
    """What each part brings, in tenths of a point; they add up to the score as it is shown."""
    return _rounded([match.contribution(name) for name in PARTS], round(match.score * 1000))


def _rounded(values: Sequence[float], total: int) -> list[int]:
    """Shares of a score (0-1) in tenths of a point of a hundred that add up to a total: the largest remainders go up."""
    tenths = [int(value * 1000) for value in values]
    by_remainder = sorted(range(len(values)), key=lambda place: tenths[place] - values[place] * 1000)
    for place in by_remainder[: max(total - sum(tenths), 0)]:
        tenths[place] += 1
    return tenths


def _in_french(tenths: int) -> str:
    """Tenths of a point as French writes them."""
    whole, tenth = divmod(abs(tenths), 10)
    return f"{'-' if tenths < 0 else ''}{whole},{tenth}"


def _words(match: Match, nearest: str | None) -> Iterator[Block]:
    if not match.spoken:
        return
    yield heading(2, _("Les mots qui parlent pour cette carte"))
    whole = match.parts["words"]
    shown = list(match.spoken if len(match.spoken) <= WORDS_SHOWN + 1 else match.spoken[:WORDS_SHOWN])
    rest = match.spoken[len(shown) :]
    if rest:
        shown.append((_("et {count} autres").format(count=len(rest)), fsum(share for _word, share in rest)))
    points = _rounded([share * match.weights["words"] for _word, share in shown], _points(match)[0])
    rows = tuple(
        (word, bar(share / whole), _in_french(tenths)) for (word, share), tenths in zip(shown, points, strict=True)
    )
    yield Grid(columns=(_("Mot"), _("Poids"), _("Points")), rows=rows, right=(2,))
    if nearest:
        yield Paragraph(text=_("Ce que le jeu connaît de plus proche : « {text} ».").format(text=nearest))


def _challenges(match: Match) -> Iterator[Block]:
    if match.answers:
        yield heading(2, _("Les défis énoncés auxquels elle répond"))
        yield Bullets(
            items=tuple(
                line(
                    strong(stated.challenge.label),
                    _(" (urgence {urgency} %, réponse {weight} sur 3) : {why}").format(
                        urgency=round(stated.urgency * 100), weight=answer.weight, why=sentence(answer.why)
                    ),
                )
                for answer, stated in match.answers
            )
        )


def _evidence(match: Match) -> Iterator[Block]:
    if match.evidence:
        yield heading(2, _("Des villes comparables qui l’ont"))
        yield Bullets(
            items=tuple(
                line(
                    strong(item.city.name),
                    f" : {sentence(item.strength.name or match.card.title)}",
                    f" {sentence(item.strength.note)}" if item.strength.note else "",
                )
                for item in match.evidence
            )
        )
    if match.is_unstudied and match.weights["evidence"]:
        yield Paragraph(
            text=_(
                "Les villes de ce jeu n’ont pas été interrogées sur cette carte. Pour les villes comparables, elle compte "
                "donc au moins comme la moyenne des autres cartes."
            )
        )


def _against(match: Match) -> Iterator[Block]:
    """What counted against the card."""
    found: Sequence[str] = [
        *(sentence(item.why) for item in match.aggravates),
        *([_("Le texte n’en veut pas. {words}").format(words=quoted_words(match.refused))] if match.refused else []),
        *([_with_note(_("Elle convient peu à cette taille."), _("Elle convient peu à cette taille : {note}"), match.card.scale)]
          if not match.parts["size"] else []),
        *([_("Ceux qui l’ont en main ne sont pas ceux qui invitent.")] if not match.parts["levers"] else []),
        *([_with_note(_("Elle demande un effort dont le territoire dit manquer."),
                      _("Elle demande un effort dont le territoire dit manquer : {note}"), match.card.effort)]
          if match.parts["ease"] < 1 else []),
        *(_("{name} : déjà essayé ici, fermé depuis.").format(name=item.name or match.card.title)
          for item in match.elsewhen if item.is_closed),
    ]  # fmt: skip
    if found:
        yield heading(2, _("Ce qui compte contre elle"))
        yield Bullets(items=tuple(found))


def _with_note(bare: str, noted: str, part: "Scale | Effort | None") -> str:
    """A sentence with the card's own note on this, where it has one."""
    return noted.format(note=sentence(part.note)) if part and part.note else bare


def _compared(wanted: Match, last: Match) -> Iterator[Block]:
    """What the last of the cards shown has more of."""
    scores = round(last.score * 1000), round(wanted.score * 1000)
    yield Paragraph(
        text=_("La dernière carte montrée, {card}, a {points} points de plus.").format(
            card=_named(last), points=_in_french(scores[0] - scores[1])
        )
    )
    rows = [
        (part_labels()[name], theirs, its)
        for name, theirs, its in zip(PARTS, _points(last), _points(wanted), strict=True)
    ]
    rows.append((_("Note"), *scores))
    yield Grid(
        columns=(_("Part"), last.card.code, wanted.card.code, _("Écart")),
        rows=tuple(
            (label, _in_french(theirs), _in_french(its), _in_french(theirs - its)) for label, theirs, its in rows
        ),
        right=(1, 2, 3),
    )
    yield Bullets(items=(line(strong(f"{last.card.code} : "), " ".join(reasons(last))),))

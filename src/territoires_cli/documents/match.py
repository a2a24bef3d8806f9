"""A city's matching → Document for the facilitator, and the same as plain data for other programs."""

from collections.abc import Iterator, Sequence
from typing import Any

from territoires_cli.advising import ActionMatch
from territoires_cli.documents.writing import emphasis, heading, line, sentence, strong
from territoires_cli.matching import WEIGHTS, Match, Matching, Recognised
from territoires_cli.models.document import Block, Bullets, Callout, Command, Document, Grid, Heading, Line, Paragraph
from territoires_cli.translation import gettext as _

SCHEMA = 1
SHEETS_SHOWN = 4


def match_document(
    matching: Matching, actions: Sequence[ActionMatch], limit: int, command: str | None = None
) -> Document:
    """The challenges understood, the best practices with their reasons, what is already there, what is missing."""
    title = _("Des cartes pour {city}").format(city=matching.city.name)
    blocks = [Heading(level=1, text=title), *_understood(matching), *_offered(matching, limit), *_rest(matching)]
    blocks += _sheets(actions)
    if command:
        blocks += [Paragraph(text=_("Pour composer l’atelier :")), Command(text=command)]
    return Document(title=title, blocks=tuple(blocks))


def match_data(matching: Matching, actions: Sequence[ActionMatch]) -> dict[str, Any]:
    """The whole matching as plain data: every practice (zeros included), best first; scores and parts are 0–1."""
    return {
        "schema": SCHEMA,
        "city": {"id": matching.city.id, "name": matching.city.name},
        "recognised": [_recognised_data(stated) for stated in matching.recognised],
        "out_of_play": [
            {"topic": item.topic.id, "label": item.topic.label, "words": list(item.words)}
            for item in matching.out_of_play
        ],
        "weights": dict(WEIGHTS),
        "matches": [_match_data(match) for match in matching.matches],
        "actions": [_action_data(match) for match in actions],
        "uncovered": [stated.challenge.id for stated in matching.uncovered],
    }


def _understood(matching: Matching) -> Iterator[Block]:
    yield heading(2, _("Défis compris"))
    if matching.recognised:
        yield Bullets(items=tuple(_stated_line(stated) for stated in matching.recognised), style="numbered")
    else:
        yield Paragraph(
            text=_(
                "Aucun défi n’a été reconnu dans ce texte. Dites ce qui ne va pas avec les mots des habitants, "
                "ou choisissez des défis dans la liste : territoires list --kind challenge"
            )
        )
    for item in matching.out_of_play:
        yield Callout(
            title=_("Hors du jeu : {label}").format(label=item.topic.label),
            text=f"{_quoted_words(item.words)} {item.topic.advice}",
        )


def _stated_line(stated: Recognised) -> Line:
    words = f" – {_quoted_words(stated.words)}" if stated.words else ""
    if stated.priority is not None:
        return line(strong(stated.challenge.label), _(" (priorité {priority})").format(priority=stated.priority), words)
    return line(strong(stated.challenge.label), _(" (lu dans le texte)"), words)


def _quoted_words(words: tuple[str, ...]) -> str:
    return _("Mots relevés : {words}.").format(words=", ".join(words))


def _offered(matching: Matching, limit: int) -> Iterator[Block]:
    best = matching.opportunities[:limit]
    if not best:
        return
    yield heading(2, _("Opportunités, les meilleures d’abord"))
    yield Grid(
        columns=(_("Note"), _("Carte"), _("Pourquoi")),
        rows=tuple(
            (_score(match), line(strong(match.card.code), f" {match.card.title}"), " ".join(_reasons(match)))
            for match in best
        ),
        right=(0,),
    )
    yield Paragraph(
        text=line(
            emphasis(
                _(
                    "Note sur 100 : défis {challenges}, mots du texte {words}, villes comparables {evidence}, "
                    "taille du territoire {size}."
                ).format(**{name: round(weight * 100) for name, weight in WEIGHTS.items()})
            )
        )
    )


def _score(match: Match) -> str:
    return str(round(match.score * 100))


def _reasons(match: Match) -> Iterator[str]:
    if match.answers:
        first = match.answers[0][0]
        yield _("« {challenge} » : {why}").format(
            challenge=match.answers[0][1].challenge.label, why=sentence(first.why)
        )
        others = [stated.challenge.label for _answer, stated in match.answers[1:]]
        if others:
            yield _("Aussi : {challenges}.").format(challenges=" ; ".join(others))
    if match.words:
        yield _quoted_words(match.words)
    if match.evidence:
        cities = dict.fromkeys(item.city.name for item in match.evidence)
        yield _("Vu à {cities}.").format(cities=", ".join(cities))


def _rest(matching: Matching) -> Iterator[Block]:
    strengths = [match for match in matching.matches if match.is_strength]
    if strengths:
        yield heading(2, _("Déjà là : des forces sur lesquelles s’appuyer"))
        yield Bullets(
            items=tuple(
                line(strong(f"{match.card.code} {match.card.title}"), _strength_names(match)) for match in strengths
            )
        )
    worse = [match for match in matching.matches if match.aggravates]
    if worse:
        yield heading(2, _("À ne pas proposer ici"))
        yield Bullets(
            items=tuple(
                line(strong(f"{match.card.code} {match.card.title}"), f" : {sentence(match.aggravates[0].why)}")
                for match in worse
            )
        )
    if matching.uncovered:
        yield heading(2, _("Défis sans réponse dans le jeu"))
        yield Bullets(items=tuple(stated.challenge.label for stated in matching.uncovered))


def _strength_names(match: Match) -> str:
    names = list(dict.fromkeys(strength.name for strength in match.strengths if strength.name))
    return f" : {', '.join(names)}." if names else ""


def _sheets(actions: Sequence[ActionMatch]) -> Iterator[Block]:
    """The action sheets that answer most of what is stated: how to start."""
    best = [match for match in actions if match.score > 0][:SHEETS_SHOWN]
    if best:
        yield heading(2, _("Fiches action pour démarrer"))
        yield Bullets(
            items=tuple(
                line(
                    strong(f"{match.card.code} {match.card.title}"),
                    _(" : {summary} Pour : {challenges}.").format(
                        summary=match.card.summary,
                        challenges=" ; ".join(stated.challenge.label for _answer, stated in match.answers),
                    ),
                )
                for match in best
            )
        )


def _action_data(match: ActionMatch) -> dict[str, Any]:
    return {
        "code": match.card.code,
        "id": match.card.id,
        "title": match.card.title,
        "score": match.score,
        "challenges": [
            {"challenge": answer.id, "weight": answer.weight, "why": answer.why} for answer, _stated in match.answers
        ],
    }


def _recognised_data(stated: Recognised) -> dict[str, Any]:
    return {
        "challenge": stated.challenge.id,
        "label": stated.challenge.label,
        "urgency": stated.urgency,
        "priority": stated.priority,
        "words": list(stated.words),
    }


def _match_data(match: Match) -> dict[str, Any]:
    return {
        "code": match.card.code,
        "id": match.card.id,
        "title": match.card.title,
        "score": match.score,
        "parts": dict(match.parts),
        "challenges": [
            {"challenge": answer.id, "weight": answer.weight, "why": answer.why} for answer, _stated in match.answers
        ],
        "words": list(match.words),
        "evidence": [{"city": item.city.id, "name": item.strength.name} for item in match.evidence],
        "strengths": [strength.name or match.card.title for strength in match.strengths],
        "planned": [item.name or match.card.title for item in match.elsewhen if not item.is_closed],
        "closed": [item.name or match.card.title for item in match.elsewhen if item.is_closed],
        "aggravates": [item.challenge for item in match.aggravates],
    }

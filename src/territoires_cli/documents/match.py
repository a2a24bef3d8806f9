"""A city's matching → Document for the facilitator: what was understood, the best cards and why, what else to know."""

from collections.abc import Iterator, Sequence

from territoires_cli.advising import ActionMatch
from territoires_cli.choosing import ChosenHand
from territoires_cli.documents.bars import SHADES, stacked
from territoires_cli.documents.match_hand import hand_blocks
from territoires_cli.documents.writing import emphasis, heading, line, sentence, strong
from territoires_cli.labels import lack_labels, part_labels, size_labels
from territoires_cli.models.document import Block, Bullets, Callout, Command, Document, Grid, Heading, Line, Paragraph
from territoires_cli.models.matching import PARTS, Match, Matching, Recognised
from territoires_cli.models.vocabulary import size_of
from territoires_cli.names import enumerate_in_french
from territoires_cli.translation import gettext as _
from territoires_cli.translation import ngettext

SHEETS_SHOWN = 4
NEAR_SHOWN = 5


def match_document(
    matching: Matching,
    actions: Sequence[ActionMatch],
    limit: int,
    commands: Sequence[tuple[str, str]] = (),
    hand: ChosenHand | None = None,
) -> Document:
    """What was understood, the best practices or a hand of them, what is already there, what is missing, how to start.

    `commands` are where to go next: a sentence and what to type.
    """
    title = _("Des cartes pour {city}").format(city=matching.city.name)
    blocks = [Heading(level=1, text=title), *_understood(matching)]
    blocks += hand_blocks(hand) if hand is not None else [*_offered(matching, limit), *_near(matching, limit)]
    blocks += [*_rest(matching), *_sheets(actions)]
    for words, command in commands if matching.opportunities else ():
        blocks += [Paragraph(text=words), Command(text=command)]
    return Document(title=title, blocks=tuple(blocks))


def _understood(matching: Matching) -> Iterator[Block]:
    yield heading(2, _("Défis compris"))
    if matching.recognised:
        yield Bullets(items=tuple(_stated_line(stated) for stated in matching.recognised), style="numbered")
    elif matching.heard.is_understood:
        yield Paragraph(text=_("Aucun défi de la liste ne ressort, mais des mots du texte parlent pour des cartes."))
    else:
        yield Paragraph(
            text=_(
                "Rien n’a été reconnu dans ce texte. Dites ce qui ne va pas avec les mots des habitants, "
                "ou choisissez des défis dans la liste : territoires list --kind challenge"
            )
        )
    notes = tuple(_notes(matching))
    if notes:
        yield Bullets(items=notes)
    for item in matching.out_of_play:
        yield Callout(
            title=_("Hors du jeu : {label}").format(label=item.topic.label),
            text=f"{quoted_words(item.words)} {item.topic.advice}",
        )


def _notes(matching: Matching) -> Iterator[Line]:
    """How slips were read, which size was heard, what the territory says it lacks."""
    heard = matching.heard
    if heard.is_understood and heard.confidence < 1:
        yield _("Peu de mots ont été reconnus : prenez la suite avec prudence, ou dites-en un peu plus.")
    if heard.read_as:
        pairs = [
            _("« {word} » lu comme « {meant} »").format(word=word, meant=meant) for word, meant in heard.read_as.items()
        ]
        yield _("Faute de frappe corrigée : {words}.").format(words=" ; ".join(pairs))
    if heard.population and matching.city.population is None:
        yield _("Taille comprise : {people} habitants, {size}.").format(
            people=f"{heard.population:,}".replace(",", " "), size=size_labels()[size_of(heard.population)]
        )
    for name, words in heard.lacks.items():
        yield _("Il manque {what} : les cartes qui en demandent peu passent devant. {words}").format(
            what=lack_labels()[name], words=quoted_words(words)
        )


def _stated_line(stated: Recognised) -> Line:
    words = f" – {quoted_words(stated.words)}" if stated.words else ""
    if stated.priority is not None:
        return line(strong(stated.challenge.label), _(" (priorité {priority})").format(priority=stated.priority), words)
    return line(strong(stated.challenge.label), _(" (lu dans le texte)"), words)


def quoted_words(words: Sequence[str]) -> str:
    """The words of a text that gave something away."""
    return ngettext("Mot relevé : {words}.", "Mots relevés : {words}.", len(words)).format(words=", ".join(words))


def _offered(matching: Matching, limit: int) -> Iterator[Block]:
    best = matching.opportunities[:limit]
    if not best:
        return
    yield heading(2, _("Opportunités, les meilleures d’abord"))
    yield Grid(
        columns=(_("Note"), _("Parts"), _("Carte"), _("Pourquoi")),
        rows=tuple(
            (
                score_words(match),
                stacked({name: match.contribution(name) for name in PARTS}),
                line(strong(match.card.code), f" {match.card.title}"),
                " ".join(reasons(match)),
            )
            for match in best
        ),
        right=(0,),
    )
    yield Paragraph(text=line(emphasis(_legend(matching))))


def _legend(matching: Matching) -> str:
    """What each shade of a bar stands for, and how many points of a hundred it may bring."""
    weighed = [name for name in PARTS if matching.weights[name] and SHADES[name] != SHADES["size"]]
    parts = [
        _("{shade} {part} ({points})").format(
            shade=SHADES[name], part=part_labels()[name], points=round(matching.weights[name] * 100)
        )
        for name in weighed
    ]
    rest = sum(round(matching.weights[name] * 100) for name in PARTS if SHADES[name] == SHADES["size"])
    parts.append(_("{shade} taille, qui a la main, effort ({points})").format(shade=SHADES["size"], points=rest))
    return _("Note sur 100 : {parts}.").format(parts=" · ".join(parts))


def score_words(match: Match) -> str:
    """A score out of 100."""
    return str(round(match.score * 100))


def reasons(match: Match) -> Iterator[str]:
    """Why a card is offered, in short sentences."""
    if match.words:
        yield quoted_words(match.words)
    if match.answers:
        first = match.answers[0][0]
        yield _("« {challenge} » : {why}").format(
            challenge=match.answers[0][1].challenge.label, why=sentence(first.why)
        )
        others = [stated.challenge.label for _answer, stated in match.answers[1:]]
        if others:
            yield _("Aussi : {challenges}.").format(challenges=" · ".join(others))
    if match.evidence:
        cities = dict.fromkeys(item.city.name for item in match.evidence)
        yield _("Vu à {cities}.").format(cities=enumerate_in_french(list(cities), _("et")))
    if not match.parts["size"]:
        yield _("Peu adaptée à un territoire de cette taille.")


def _near(matching: Matching, limit: int) -> Iterator[Block]:
    """The cards that come just after those shown."""
    near = matching.opportunities[limit : limit + NEAR_SHOWN]
    if near:
        cards = " · ".join(f"{match.card.code} {match.card.title} ({score_words(match)})" for match in near)
        yield Paragraph(text=line(strong(_("Juste après : ")), cards, "."))


def _rest(matching: Matching) -> Iterator[Block]:
    strengths = [match for match in matching.matches if match.is_strength]
    if strengths:
        yield heading(2, _("Déjà là : des forces sur lesquelles s’appuyer"))
        yield Bullets(
            items=tuple(
                line(strong(f"{match.card.code} {match.card.title}"), _strength_names(match)) for match in strengths
            )
        )
    kept_away = [match for match in matching.matches if match.score and (match.aggravates or match.refused)]
    if kept_away:
        yield heading(2, _("À ne pas proposer ici"))
        yield Bullets(
            items=tuple(
                line(strong(f"{match.card.code} {match.card.title}"), f" : {kept_away_because(match)}")
                for match in kept_away
            )
        )
    if matching.uncovered:
        yield heading(2, _("Défis sans réponse dans le jeu"))
        yield Bullets(items=tuple(stated.challenge.label for stated in matching.uncovered))


def kept_away_because(match: Match) -> str:
    """Why a card isn't offered although it answers something: the harm it does here, or that it is refused."""
    if match.aggravates:
        return sentence(match.aggravates[0].why)
    return _("le texte n’en veut pas. {words}").format(words=quoted_words(match.refused))


def _strength_names(match: Match) -> str:
    names = list(dict.fromkeys(strength.name for strength in match.strengths if strength.name))
    if names:
        return f" : {', '.join(names)}."
    return _(" : le texte le dit. {words}").format(words=quoted_words(match.said_there)) if match.said_there else ""


def _sheets(actions: Sequence[ActionMatch]) -> Iterator[Block]:
    """The action sheets that answer most of what is stated: how to start."""
    best = [match for match in actions if match.score > 0][:SHEETS_SHOWN]
    if best:
        yield heading(2, _("Fiches action pour démarrer"))
        yield Bullets(
            items=tuple(
                line(
                    strong(f"{match.card.code} {match.card.title}"),
                    f" : {match.card.summary}",
                    *_sheet_reasons(match),
                )
                for match in best
            )
        )


def _sheet_reasons(match: ActionMatch) -> Iterator[str]:
    if match.answers:
        labels = " · ".join(stated.challenge.label for _answer, stated in match.answers)
        yield _(" Répond à : {challenges}.").format(challenges=labels)
    elif match.words:
        yield f" {quoted_words(match.words)}"

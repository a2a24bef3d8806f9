"""A combination of cards, or the fertile pairs of a city → Document; and the same as plain data."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from territoires_cli.combining import Combination, FertilePair, MergedText
from territoires_cli.documents.pieces import listed
from territoires_cli.documents.writing import command_line, emphasis, heading, line, sentence, strong
from territoires_cli.faces import LIMITS_PRINTED, status_words
from territoires_cli.labels import effort_labels, effort_level, lever_labels
from territoires_cli.matching import Matching
from territoires_cli.models.deck import Deck
from territoires_cli.models.document import (
    Block,
    Bullets,
    Command,
    Document,
    Fields,
    Grid,
    Heading,
    Line,
    Paragraph,
    Span,
)
from territoires_cli.models.index import Entry
from territoires_cli.names import enumerate_in_french
from territoires_cli.selecting import entry_words
from territoires_cli.translation import gettext as _

SCHEMA = 1


def combination_document(made: Combination, deck: Deck, matching: Matching | None, asked_for: str | None) -> Document:
    """The project that the cards make together; grounded in a city where its matching is given.

    `asked_for` is what was typed to name the city.
    """
    title = " + ".join(card.title for card in made.cards)
    blocks: list[Block] = [
        Heading(level=1, text=title),
        *listed(2, _("Ce que chacune apporte"), [_named(card, card.summary) for card in made.cards]),
        Heading(level=2, text=_("Le projet, avec vos mots")),
        Fields(items=((_("Son nom"), None), (_("Pour qui"), None), (_("Ce qui aura changé dans un an"), None))),
        *listed(2, _("Où elles se renforcent"), _bond_lines(made)),
        *listed(2, _("Les défis qu’elles servent ensemble"), _shared_lines(made)),
        *(_grounded(made, deck, matching) if matching else []),
        *_levers(made),
        *listed(2, _("Premiers pas, sans redite"), _merged_lines(made.steps), "boxes"),
        *listed(2, _("Indicateurs communs"), _merged_lines(made.indicators)),
        *listed(2, _("Tensions à discuter"), _tensions(made, deck)),
        *listed(2, _("Qui l’a déjà fait"), _precedents(made, matching)),
        *listed(2, _("Ce qui s’y ajouterait bien"), _additions(made)),
        Heading(level=2, text=_("Et ensuite")),
        *(Command(text=text) for text in _next(made, asked_for)),
        Paragraph(text=line(emphasis(deck.info.credits))),
    ]
    return Document(title=title, language=deck.info.language, blocks=tuple(blocks))


def pairs_document(pairs: Sequence[FertilePair], deck: Deck, matching: Matching, asked_for: str) -> Document:
    """Pairs of practices worth opening for a city, best first, each with its reasons and its command."""
    title = _("Des paires fertiles pour {city}").format(city=matching.city.name)
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
            Command(text=command_line(["territoires", "combine", one.code, other.code, "--city", asked_for])),
        ]
    blocks.append(Paragraph(text=line(emphasis(deck.info.credits))))
    return Document(title=title, language=deck.info.language, blocks=tuple(blocks))


def combination_data(made: Combination, matching: Matching | None) -> dict[str, Any]:
    """A combination as plain data: cards by id, texts with the cards that ask for them."""
    ids = _ids
    return {
        "schema": SCHEMA,
        "city": {"id": matching.city.id, "name": matching.city.name} if matching else None,
        "cards": [{"kind": card.kind, "code": card.code, "id": card.id, "title": card.title} for card in made.cards],
        "bonds": [{"cards": ids((bond.one, bond.other)), "why": bond.why} for bond in made.bonds],
        "challenges": [
            {"challenge": item.challenge.id, "answers": [{"card": c.id, "why": why} for c, why in item.answers]}
            for item in made.shared
        ],
        "levers": {lever: ids(cards) for lever, cards in made.levers},
        "steps": [{"text": item.text, "cards": ids(item.cards)} for item in made.steps],
        "indicators": [{"text": item.text, "cards": ids(item.cards)} for item in made.indicators],
        "tensions": [
            {
                "card": item.card.id,
                "challenge": item.challenge.id,
                "answered_by": ids(item.answered_by),
                "why": item.why,
            }
            for item in made.clashes
        ],
        "precedents": [{"case": item.case.id, "shows": ids(item.shows)} for item in made.precedents],
        "additions": [
            {"card": item.card.id, "goes_with": ids(item.goes_with), "answers": [c.id for c in item.answers]}
            for item in made.additions
        ],
    }


def pairs_data(pairs: Sequence[FertilePair], matching: Matching) -> dict[str, Any]:
    """Fertile pairs as plain data, best first; scores are 0–1, with a bonus for what is already there."""
    return {
        "schema": SCHEMA,
        "city": {"id": matching.city.id, "name": matching.city.name},
        "pairs": [
            {
                "cards": [pair.one.card.id, pair.other.card.id],
                "already_there": [match.card.id for match in (pair.one, pair.other) if match.is_strength],
                "score": pair.score,
                "why": pair.why,
            }
            for pair in pairs
        ],
    }


def _ids(cards: Iterable[Entry]) -> list[str]:
    return [card.id for card in cards]


def _named(card: Entry, text: str) -> Line:
    return line(strong(f"{entry_words(card)} : "), sentence(text))


def _codes(cards: Iterable[Entry]) -> str:
    return ", ".join(card.code or card.title for card in cards)


def _bond_lines(made: Combination) -> Iterator[Line]:
    for bond in made.bonds:
        yield line(strong(f"{entry_words(bond.one)} + {entry_words(bond.other)} : "), sentence(bond.why))


def _shared_lines(made: Combination) -> Iterator[Line]:
    for item in made.shared:
        parts: list[Span | str] = [strong(f"{item.challenge.label} : ")]
        parts += [f"{card.code or card.title} – {sentence(why)} " for card, why in item.answers]
        yield line(*parts)


def _grounded(made: Combination, deck: Deck, matching: Matching) -> Iterator[Block]:
    """What the combination answers of a city's challenges, what it leaves, what is already there, what hinders."""
    city = matching.city
    yield heading(2, _("Pour {city}").format(city=city.name))
    answered: list[Line] = []
    left: list[str] = []
    for stated in matching.stated:
        cards = [deck.entry[card.id] for card in made.workers if stated.challenge.id in {a.id for a in card.challenges}]
        if cards:
            answered.append(line(strong(stated.challenge.label), f" – {_codes(cards)}"))
        else:
            left.append(stated.challenge.label)
    yield from listed(3, _("Défis auxquels elles répondent ici"), answered)
    if left:
        yield Paragraph(text=_("Restent sans réponse : {challenges}.").format(challenges=" ; ".join(left)))
    ids = {card.id for card in made.workers}
    there = [
        line(
            strong(f"{entry_words(deck.entry[item.practice])} : "),
            sentence(item.name or _("déjà là")),
            f" {sentence(item.note or '')}",
        )
        for item in city.strengths
        if item.practice in ids and item.is_there
    ]
    yield from listed(3, _("Déjà là, pour commencer"), there)
    yield from listed(3, _("Ce qui freine"), city.constraints)
    worse = [match for match in matching.matches if match.card.id in ids and match.aggravates]
    yield from listed(
        3,
        _("Attention"),
        [_named(deck.entry[match.card.id], match.aggravates[0].why) for match in worse],
    )


def _levers(made: Combination) -> Iterator[Block]:
    if not made.levers:
        return
    labels = lever_labels()
    yield heading(2, _("Qui a la main"))
    rows = tuple((labels[lever].capitalize(), _codes(cards)) for lever, cards in made.levers)
    yield Grid(columns=(_("Qui"), _("Sur quelles cartes")), rows=rows)
    everyone = [labels[lever] for lever, cards in made.levers if len(cards) == len(made.workers)]
    if everyone and len(made.workers) > 1:
        text = _("A la main sur tout : {names}.").format(names=enumerate_in_french(everyone, _("et")))
    elif len(made.workers) > 1:
        text = _("Personne n’a la main sur tout : le projet demande une alliance.")
    else:
        return
    yield Paragraph(text=text)


def _merged_lines(items: Iterable[MergedText]) -> Iterator[Line]:
    """Each text and the cards that ask for it."""
    for item in items:
        yield line(sentence(item.text), " ", emphasis(f"({_codes(item.cards)})"))


def _tensions(made: Combination, deck: Deck) -> Iterator[Line]:
    """Challenges that a card makes worse, efforts that add up, then the limits of each card."""
    for clash in made.clashes:
        start = _("{card} peut aggraver « {challenge} » : ").format(
            card=entry_words(clash.card), challenge=clash.challenge.label
        )
        against = _(" Or {cards} veut y répondre.").format(cards=_codes(clash.answered_by)) if clash.answered_by else ""
        yield line(strong(start), sentence(clash.why), against)
    heavy = [deck.entry[card.id] for card in made.workers if card.effort.coordination == "high"]
    if len(heavy) > 1:
        yield _("{cards} demandent chacune beaucoup de coordination : qui en aura le temps ?").format(
            cards=enumerate_in_french([entry_words(card) for card in heavy], _("et"))
        )
    for card in made.workers:
        for limit in card.limits[:LIMITS_PRINTED]:
            yield _named(deck.entry[card.id], limit)


def _precedents(made: Combination, matching: Matching | None) -> Iterator[Line]:
    here = matching.city.id if matching else None
    for item in made.precedents:
        if item.case.id == here:
            continue
        place = f" ({item.case.place})" if item.case.place and item.case.kind != "city" else ""
        year = f", {item.case.as_of}" if item.case.as_of else ""
        status = f" – {status_words(item.case.status)}" if item.case.status else ""
        why = {tie.to: tie.why for tie in item.case.ties}
        shown = " ; ".join(
            f"{entry_words(card)} : {(why[card.id] or '').rstrip('.')}".rstrip(" :") for card in item.shows
        )
        yield line(strong(f"{item.case.title}{place}{year}{status}"), f". {sentence(shown)}")


def _additions(made: Combination) -> Iterator[Line]:
    for item in made.additions:
        text = _("Va avec {cards}. {summary}").format(cards=_codes(item.goes_with), summary=item.card.summary)
        if item.answers:
            labels = ", ".join(challenge.label for challenge in item.answers)
            text += " " + _("Répond aussi à : {challenges}.").format(challenges=labels)
        yield line(strong(f"{entry_words(item.card)} : "), text)


def _pair_reasons(pair: FertilePair) -> Iterator[Line]:
    for match in (pair.one, pair.other):
        labels = [stated.challenge.label for _answer, stated in match.answers][:3]
        name = f"{match.card.code} {match.card.title}"
        if match.is_strength:
            names = list(dict.fromkeys(item.name for item in match.strengths if item.name))
            text = _("déjà là ({names})").format(names=", ".join(names)) if names else _("déjà là")
        else:
            text = _("à proposer, effort {effort}").format(effort=effort_labels()[effort_level(match.card.effort)])
        answers = _(" ; répond à : {challenges}").format(challenges=", ".join(labels)) if labels else ""
        yield line(strong(f"{name} : "), sentence(f"{text}{answers}"))


def _next(made: Combination, asked_for: str | None) -> Iterator[str]:
    names = [card.code or card.id for card in made.cards]
    if made.additions:
        more = made.additions[0].card
        city = ["--city", asked_for] if asked_for else []
        yield command_line(["territoires", "combine", *names, more.code or more.id, *city])
    if asked_for:
        yield command_line(["territoires", "plan", asked_for])
    else:
        yield command_line(["territoires", "combine", *names, "--city", "lorient"])

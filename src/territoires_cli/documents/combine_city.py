"""A combination of cards in one city: what it answers there, what is there to begin with, what was tried, what hinders."""

from collections.abc import Iterator

from territoires_cli.combining import Combination
from territoires_cli.documents.pieces import codes_of, listed
from territoires_cli.documents.writing import dated, emphasis, heading, line, sentence, status_line, strong
from territoires_cli.faces import status_words
from territoires_cli.grounding import Tried
from territoires_cli.models.deck import Deck
from territoires_cli.models.document import Block, Line, Paragraph, Span
from territoires_cli.models.matching import Matching
from territoires_cli.selecting import entry_words
from territoires_cli.translation import gettext as _


def city_part(made: Combination, deck: Deck, matching: Matching) -> Iterator[Block]:
    """What the combination answers of a city's challenges, what it leaves, what is there or was tried, what hinders."""
    yield heading(2, _("Pour {city}").format(city=matching.city.name))
    yield from _answered(made, deck, matching)
    yield from listed(3, _("Déjà là, pour commencer"), _there_lines(made, matching))
    closed = [item for item in made.tried if item.strength.is_closed]
    planned = [item for item in made.tried if not item.strength.is_closed]
    yield from listed(3, _("Déjà essayé ici"), [_tried_line(item, deck) for item in closed])
    yield from listed(3, _("Était en projet ici"), [_tried_line(item, deck) for item in planned])
    yield from listed(3, _("Ce qui freine"), matching.city.constraints)
    ids = {card.id for card in made.workers}
    worse = [match for match in matching.matches if match.card.id in ids and match.aggravates]
    warnings = [(entry_words(deck.entry[match.card.id]), match.aggravates[0].why) for match in worse]
    yield from listed(3, _("Attention"), [line(strong(f"{name} : "), sentence(why)) for name, why in warnings])


def opening_steps(made: Combination) -> Iterator[Line]:
    """Whom to see first: those who already do it here, those who tried, those who planned to."""
    for there in made.there:
        names = f" ({', '.join(there.names)})" if there.names else ""
        text = _("Rencontrer celles et ceux qui s’en occupent ici{names} : ce qui marche, ce qui manque.").format(
            names=names
        )
        yield line(text, " ", emphasis(f"({codes_of([there.card])})"))
    for tried in made.tried:
        if tried.strength.is_closed:
            text = _("Demander à celles et ceux qui s’occupaient de {name} ici pourquoi cela s’est arrêté.")
        else:
            text = _("Demander ce qu’est devenu le projet {name}, et qui s’en occupait.")
        yield line(text.format(name=tried.name), " ", emphasis(f"({codes_of(tried.cards)})"))


def _answered(made: Combination, deck: Deck, matching: Matching) -> Iterator[Block]:
    answered: list[Line] = []
    left: list[str] = []
    for stated in matching.stated:
        cards = [deck.entry[card.id] for card in made.workers if stated.challenge.id in {a.id for a in card.challenges}]
        if cards:
            answered.append(line(strong(stated.challenge.label), f" – {codes_of(cards)}"))
        else:
            left.append(stated.challenge.label)
    yield from listed(3, _("Défis auxquels elles répondent ici"), answered)
    if left:
        yield Paragraph(text=_("Restent sans réponse : {challenges}.").format(challenges=" ; ".join(left)))


def _there_lines(made: Combination, matching: Matching) -> Iterator[Line]:
    """« C2 Achats groupés : déjà là (Réseau d’AMAP). » and what is known of it."""
    for item in made.there:
        names = _("déjà là ({names}).").format(names=", ".join(item.names)) if item.names else _("déjà là.")
        notes = [strength.note for strength in matching.of(item.card.id).strengths if strength.note]
        yield line(strong(f"{entry_words(item.card)} : "), " ".join((names, *(sentence(note) for note in notes))))


def _tried_line(item: Tried, deck: Deck) -> Line:
    """« Smiile, fermé en 2018 (E4, H2). » and what is known of it; of a project, from when and on whose word."""
    strength = item.strength
    state = f", {status_words(strength.status)}" if strength.status and strength.is_closed else ""
    parts: list[Span | str] = [strong(f"{item.name}{state}"), f" ({codes_of(item.cards)})."]
    if strength.note:
        parts.append(f" {sentence(strength.note)}")
    if strength.source or strength.as_of:
        parts += [" ", emphasis(dated(deck, strength.source, strength.as_of))]
    status = strength.status
    if status is not None and strength.is_closed:
        # That it closed stands beside its name already.
        parts += [f" {sentence(status.note)}"] if status.note else []
        parts += [" ", emphasis(dated(deck, status.source, status.as_of))] if status.source else []
    elif status is not None and (known := status_line(deck, status)):
        parts.append(f" {known}")
    return line(*parts)

"""Rules across a whole deck → findings: which card, which field, what to mend. Pure: no file, no terminal."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from pydantic import BaseModel

from territoires_cli import faces
from territoires_cli.models.base import Source, Status, Value
from territoires_cli.models.cards import PracticeCard
from territoires_cli.models.city import City
from territoires_cli.models.deck import Deck
from territoires_cli.models.workshop import WorkshopFormat
from territoires_cli.names import enumerate_in_french, nearest
from territoires_cli.text import count_words, sentences
from territoires_cli.translation import gettext as _

FieldPath: TypeAlias = tuple[str | int, ...]
SENTENCE_WORDS = 25
PRACTICES_PER_CHALLENGE = 3


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule that something breaks: the thing, the path of the field in it, a sentence, error or warning."""

    thing: Value
    path: FieldPath
    message: str
    severity: str = "error"


def check_deck(deck: Deck) -> list[Finding]:
    """Every rule over a whole deck, links left out (a deck with dangling links is never read)."""
    found = [*_challenges_served(deck), *_pairs(deck)]
    for card in deck.practices:
        found += [*_printed(deck, card), *_consistent(deck, card)]
    for shape in deck.formats:
        found += _flow(shape)
    for thing in _things(deck):
        found += [*_texts(thing), *_statuses(thing, deck)]
    return found


def check_links(deck: Deck) -> list[Finding]:
    """Ids that point to nothing, and ids or codes used twice: with one of them a deck can't be used."""
    known = _known(deck)
    return [*_twice(deck), *(finding for thing in _things(deck) for finding in _dangling_in(thing, known))]


def check_city_links(city: City, deck: Deck) -> list[Finding]:
    """Challenges and practices of a city that the deck doesn't have; its sources may be its own."""
    known = {kind: names for kind, names in _known(deck).items() if kind != "source"}
    return list(_dangling_in(city, known))


def _known(deck: Deck) -> dict[str, list[str]]:
    """The ids that may be referred to, by kind of target."""
    return {
        "source": list(deck.source),
        "challenge": list(deck.challenge),
        "practice": list(deck.practice),
        "family": list(deck.family),
        "type": list(deck.type),
        "group": [group.id for group in deck.book.groups],
        "case": list(deck.case_names),
    }


def _dangling_in(thing: Value, known: Mapping[str, list[str]]) -> Iterator[Finding]:
    for path, target, value in _links(thing):
        if target in known and value not in known[target]:
            yield Finding(thing, path, _dangling(value, known[target]))


def _things(deck: Deck) -> Iterator[Value]:
    """Everything in the deck that stands in a file of its own or is an item of a list."""
    yield deck.info
    yield deck.book
    yield deck.lexicon
    yield from (*deck.sources, *deck.practices, *deck.pairs, *deck.cities, *deck.formats)


def _dangling(value: str, known: list[str]) -> str:
    close = nearest(value, known, at_most=1)
    if close:
        return _("« {value} » n’existe pas ; vouliez-vous dire « {name} » ?").format(value=value, name=close[0])
    return _("« {value} » n’existe pas dans ce jeu").format(value=value)


def _twice(deck: Deck) -> Iterator[Finding]:
    lists: tuple[tuple[str, Sequence[Value]], ...] = (
        ("id", (*deck.practices, *deck.cities)),
        ("code", deck.practices),
        ("id", deck.formats),
        ("id", deck.sources),
    )
    for attribute, things in lists:
        counts = Counter(getattr(thing, attribute) for thing in things)
        for thing in things:
            value = getattr(thing, attribute)
            if counts[value] > 1:
                message = _("« {value} » est employé {count} fois").format(value=value, count=counts[value])
                yield Finding(thing, (attribute,), message)


# Model → the fields in which it refers to something else, and what that is.
_REFERENCES: dict[str, tuple[tuple[str, str], ...]] = {
    "Citation": (("id", "source"),),
    "ChallengeAnswer": (("id", "challenge"),),
    "StatedChallenge": (("id", "challenge"),),
    "Aggravation": (("challenge", "challenge"),),
    "Strength": (("practice", "practice"),),
    "CaseExample": (("case", "case"),),
    "Challenge": (("group", "group"),),
    "PracticeCard": (("family", "family"), ("type", "type")),
    "Pair": (("cards", "practice"),),
}


def _links(thing: Value) -> Iterator[tuple[FieldPath, str, str]]:
    """Each id that a thing refers to: path, kind of its target, id."""
    for path, part in _parts(thing):
        for name, target in _REFERENCES.get(type(part).__name__, ()):
            value = getattr(part, name)
            if isinstance(value, str):
                yield (*path, name), target, value
            else:
                yield from (((*path, name, index), target, item) for index, item in enumerate(value))


def _parts(thing: Any, path: FieldPath = ()) -> Iterator[tuple[FieldPath, Any]]:
    """The thing and every model inside it, each with its path."""
    if isinstance(thing, BaseModel):
        yield path, thing
        inside: Iterable[tuple[str | int, Any]] = thing
    else:
        inside = enumerate(thing)
    for place, item in inside:
        if isinstance(item, BaseModel | tuple):
            yield from _parts(item, (*path, place))


def _strings(thing: Any, path: FieldPath = ()) -> Iterator[tuple[FieldPath, str]]:
    """Every text of a thing that people read, with its path; addresses, ids and search terms left out."""
    if isinstance(thing, str):
        yield path, thing
    elif isinstance(thing, BaseModel):
        for name in type(thing).model_fields:
            if name not in {"id", "code", "family", "type", "url", "colour", "pictogram", "terms", "takes", "gives"}:
                yield from _strings(getattr(thing, name), (*path, name))
    elif isinstance(thing, tuple):
        for index, item in enumerate(thing):
            yield from _strings(item, (*path, index))


# Each sign of careless typography and what to write instead; « » and the colon take an ordinary space in files.
_TYPOGRAPHY = (
    (re.compile(r"'"), "apostrophe droite : écrivez ’"),
    (re.compile(r'"'), "guillemet droit : écrivez « »"),
    (re.compile(r"[\u00a0\u202f\u2009]"), "espace insécable : écrivez une espace ordinaire, l’imprimé s’en charge"),
    (re.compile(r"\.\.\."), "trois points : écrivez …"),
    (re.compile(r"  "), "deux espaces de suite"),
    (re.compile(r"«(?! )|(?<! )»"), "il manque une espace à l’intérieur des guillemets « »"),
    (re.compile(r"(?<=\w)[!?;](?=\s|$)|(?<=\w):(?=\s)"), "il manque une espace avant ce signe"),
    (re.compile(r"\s[,.](?=\s|$)"), "espace de trop avant la ponctuation"),
    (re.compile(r"\d%"), "il manque une espace avant %"),
)  # fmt: skip


def _texts(thing: Value) -> Iterator[Finding]:
    """Typography and the length of sentences; titles of cited documents are left as they are."""
    if isinstance(thing, Source):
        return
    for path, text in _strings(thing):
        for sign, message in _TYPOGRAPHY:
            if sign.search(text):
                yield Finding(thing, path, _(message))
        if path[-1] in {"title", "author", "locator"}:
            continue
        for sentence in sentences(text):
            words = count_words(sentence)
            if words > SENTENCE_WORDS:
                message = _("phrase de {words} mots ({limit} au plus) : « {start}… »")
                start = " ".join(sentence.split()[:6])
                yield Finding(thing, path, message.format(words=words, limit=SENTENCE_WORDS, start=start))


def _statuses(thing: Value, deck: Deck) -> Iterator[Finding]:
    """A state other than « unknown » cites its source, and says when it was seen unless that source has no date."""
    for path, part in _parts(thing):
        if isinstance(part, Status) and part.state != "unknown":
            if part.source is None:
                yield Finding(thing, path, _("cet état doit citer sa source"))
            elif part.as_of is None and deck.source[part.source.id].year is not None:
                yield Finding(thing, path, _("cet état doit dire son année (as_of)"))
            if part.state == "renamed" and part.became is None:
                yield Finding(thing, path, _("il manque le nouveau nom (became)"))


def _printed(deck: Deck, card: PracticeCard) -> Iterator[Finding]:
    """What a card's two faces can hold (see `faces`)."""
    back = faces.back_of(card, deck.source, deck.case_names)
    measured: list[tuple[FieldPath, str, int]] = [
        (("title",), card.title, faces.TITLE_LIMIT),
        (("summary",), card.summary, faces.SUMMARY_LIMIT),
        *((("first_steps", index), step, faces.STEP_LIMIT) for index, step in enumerate(card.first_steps)),
        *((("limits", index), limit, faces.LIMIT_LIMIT) for index, limit in enumerate(back.limits)),
        *((("questions", index), question, faces.QUESTION_LIMIT) for index, question in enumerate(card.questions)),
        (("examples", 0), back.example, faces.EXAMPLE_LIMIT),
    ]
    for path, text, limit in measured:
        if len(text) > limit:
            message = _("{count} caractères imprimés, {limit} au plus").format(count=len(text), limit=limit)
            yield Finding(card, path, message)
    if back.length > faces.BACK_LIMIT:
        message = _("le verso fait {count} caractères, {limit} au plus").format(
            count=back.length, limit=faces.BACK_LIMIT
        )
        yield Finding(card, (), message)
    for sentence in sentences(card.summary):
        words = count_words(sentence)
        if words > faces.SUMMARY_SENTENCE_WORDS:
            message = _("phrase de {words} mots ({limit} au plus sur une carte)")
            yield Finding(
                card,
                ("summary",),
                message.format(words=words, limit=faces.SUMMARY_SENTENCE_WORDS),
            )


def _consistent(deck: Deck, card: PracticeCard) -> Iterator[Finding]:
    letters = card.code.rstrip("0123456789")
    if letters != deck.family[card.family].code:
        message = _("le code doit commencer par « {letters} », la lettre de sa famille")
        yield Finding(card, ("code",), message.format(letters=deck.family[card.family].code))
    answered = [answer.id for answer in card.challenges]
    for index, challenge in enumerate(answered):
        if challenge in answered[:index]:
            yield Finding(card, ("challenges", index), _("ce défi est cité deux fois"))
    for index, aggravation in enumerate(card.aggravates):
        if aggravation.challenge in answered:
            message = _("une carte ne peut pas répondre à un défi et l’aggraver")
            yield Finding(card, ("aggravates", index), message)


def _pairs(deck: Deck) -> Iterator[Finding]:
    seen: set[frozenset[str]] = set()
    for pair in deck.pairs:
        cards = frozenset(pair.cards)
        if len(cards) < 2:
            yield Finding(pair, (), _("une carte ne peut pas faire la paire avec elle-même"))
        elif cards in seen:
            names = enumerate_in_french(sorted(cards), _("et"))
            yield Finding(pair, (), _("paire citée deux fois : {names}").format(names=names))
        seen.add(cards)


def _challenges_served(deck: Deck) -> Iterator[Finding]:
    counts = Counter(answer.id for card in deck.practices for answer in card.challenges)
    for index, challenge in enumerate(deck.book.challenges):
        if counts[challenge.id] < PRACTICES_PER_CHALLENGE:
            message = _("« {name} » n’a que {count} carte(s) pour y répondre, il en faut {least}").format(
                name=challenge.id, count=counts[challenge.id], least=PRACTICES_PER_CHALLENGE
            )
            yield Finding(deck.book, ("challenges", index), message, "warning")


def _flow(shape: WorkshopFormat) -> Iterator[Finding]:
    """What a step takes was given by an earlier one, whatever the steps that may be dropped."""
    given: set[str] = set()
    for index, step in enumerate(shape.steps):
        for product in step.takes:
            if product not in given:
                message = _("l’étape prend « {product} », qu’aucune étape sûre ne donne avant").format(product=product)
                yield Finding(shape, ("steps", index, "takes"), message)
        if step.drop_order is None:
            given.update(step.gives)

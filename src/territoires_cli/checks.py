"""Rules across a whole deck → findings: which card, which field, what to mend. Pure: no file, no terminal."""

import re
from collections import Counter
from collections.abc import Iterator

from territoires_cli import faces
from territoires_cli.links import FieldPath, Finding, parts_of, texts_of, things_of
from territoires_cli.models.base import Source, Status, Value
from territoires_cli.models.cards import PracticeCard
from territoires_cli.models.deck import Deck
from territoires_cli.models.workshop import WorkshopFormat
from territoires_cli.names import enumerate_in_french
from territoires_cli.text import count_words, sentences
from territoires_cli.translation import gettext as _

SENTENCE_WORDS = 25
PRACTICES_PER_CHALLENGE = 3


def check_deck(deck: Deck) -> list[Finding]:
    """Every rule over a whole deck, links left out (a deck with dangling links is never read)."""
    found = [*_challenges_served(deck), *_pairs(deck)]
    for card in deck.practices:
        found += [*_printed(deck, card), *_consistent(deck, card)]
    for shape in deck.formats:
        found += _flow(shape)
    for thing in things_of(deck):
        found += [*_texts(thing), *_statuses(thing, deck)]
    return found


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
    for path, text in texts_of(thing):
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
    for path, part in parts_of(thing):
        if isinstance(part, Status) and part.state != "unknown":
            if part.source is None:
                yield Finding(thing, path, _("cet état doit citer sa source"))
            elif part.as_of is None and deck.source[part.source.id].year is not None:
                yield Finding(thing, path, _("cet état doit dire son année (as_of)"))
            if part.state == "renamed" and part.became is None:
                yield Finding(thing, path, _("il manque le nouveau nom (became)"))


def _printed(deck: Deck, card: PracticeCard) -> Iterator[Finding]:
    """What a card's two faces can hold (see `faces`)."""
    back = faces.back_of(card, deck.source, deck.entry)
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

"""What a deck knows of people's words: troubles and who answers them, synonyms, abbreviations, what must not trigger."""

from typing import Annotated

from pydantic import Field

from territoires_cli.models.base import Id, Text, Value

# How well a card answers a trouble: 3 is the answer, 2 nearly as good, 1 sensible.
Grade = Annotated[int, Field(ge=1, le=3)]


class Trouble(Value):
    """Something that goes wrong in a town, the many ways in which people say it, and the cards that answer it.

    `practices` and `actions` are card id → grade; `challenges` are ids, the nearest first.
    """

    id: Id
    label: Annotated[Text, Field(max_length=60)]
    challenges: tuple[Id, ...] = Field(min_length=1, max_length=3)
    says: tuple[Text, ...] = Field(min_length=3)
    practices: dict[Id, Grade] = Field(default_factory=dict)
    actions: dict[Id, Grade] = Field(default_factory=dict)


class Topic(Value):
    """A trouble that the deck does not treat ("hors du jeu"), and whom to turn to instead."""

    id: Id
    label: Text
    advice: Text
    terms: tuple[Text, ...] = Field(min_length=3)


class Synonyms(Value):
    """Words and expressions that mean the same for recognising a trouble, in any language or register."""

    id: Id
    words: tuple[Text, ...] = Field(min_length=2)


class Abbreviation(Value):
    """A short form and the words it stands for; `is_a_word` where it also is an ordinary word (SEL, PAT).

    Such a one is only understood in capitals.
    """

    short: Text
    means: Text
    is_a_word: bool = False


class Cues(Value):
    """Turns of phrase that say how something is meant, looked for around the name of a practice.

    `there`: it exists already. `not_there`: it doesn't, or no longer, or is only wished for. `refused`: nobody wants it. `denied`: the
    trouble of this clause isn't one (« ne manque pas de »).
    `no_money`, `no_time`, `no_hands`: what a territory says it lacks; they weigh on the effort that a card asks for.
    """

    there: tuple[Text, ...] = ()
    not_there: tuple[Text, ...] = ()
    refused: tuple[Text, ...] = ()
    denied: tuple[Text, ...] = ()
    no_money: tuple[Text, ...] = ()
    no_time: tuple[Text, ...] = ()
    no_hands: tuple[Text, ...] = ()


class Lexicon(Value):
    """What the deck knows of people's words beyond its cards, challenges and troubles.

    `neutral` are sentences that call for no card, by which the words that mean nothing for the deck are known;
    `traps` are expressions whose words don't mean what they seem to (« maison de santé » is no housing).
    """

    out_of_play: tuple[Topic, ...] = ()
    abbreviations: tuple[Abbreviation, ...] = ()
    cues: Cues = Cues()
    traps: tuple[Text, ...] = ()
    synonyms: tuple[Synonyms, ...] = ()
    neutral: tuple[Text, ...] = ()

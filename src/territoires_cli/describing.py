"""The questions that describe a territory: name, people, words, challenges and their order, strengths, limits. Pure."""

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from territoires_cli.asking import Answers, Option, Question, Step, first, is_none_word, ordered, split_list
from territoires_cli.drafting import population_of
from territoires_cli.filtering import holds_words
from territoires_cli.labels import lever_labels
from territoires_cli.matching import match_city
from territoires_cli.models.cards import PracticeCard
from territoires_cli.models.city import City, slug
from territoires_cli.models.deck import Deck
from territoires_cli.names import fold, nearest
from territoires_cli.selecting import practice_names
from territoires_cli.translation import gettext as _

MOST_CHARACTERS = 4000
MOST_FOUND = 12


class Said(NamedTuple):
    """What a sentence says: challenges (id → words) and practices that it tells of as already there (ids)."""

    challenges: Mapping[str, tuple[str, ...]]
    there: tuple[str, ...]


def hear(deck: Deck, statement: str) -> Said:
    """The challenges and practices that some words speak of, as `match` hears them."""
    if not statement:
        return Said({}, ())
    matching = match_city(deck, City(id="ici", name="ici", statement=statement))
    there = tuple(match.card.id for match in matching.matches if match.said_there)
    return Said({item.challenge.id: item.words for item in matching.recognised}, there)


def city_steps(deck: Deck, fault_of_file: Callable[[str], str | None]) -> list[Step]:
    """The questions, each made from the answers before it; `fault_of_file` says why a file can't be written."""
    heard = cache(lambda statement: hear(deck, statement))
    return [
        _name,
        _population,
        _statement,
        lambda answers: _challenges(deck, answers, heard(first(answers, "statement"))),
        lambda answers: _order(deck, answers),
        lambda answers: _strengths(deck, answers, heard(first(answers, "statement"))),
        _constraints,
        _holds,
        lambda answers: _output(answers, fault_of_file),
    ]


def search_practices(deck: Deck, words: str) -> list[PracticeCard]:
    """The practices that some words mean: by code, by names, by what the card says, or by the nearest spelling."""
    names = practice_names(deck)
    named: dict[str, list[str]] = {}
    for name, card in names.items():
        named.setdefault(card.id, []).append(name)
    cards = deck.practices
    ways: tuple[Callable[[PracticeCard], bool], ...] = (
        lambda card: fold(card.code) == fold(words),
        lambda card: any(holds_words(name, words) for name in named[card.id]),
        lambda card: holds_words(deck.words[card.id], words),
    )
    for way in ways if fold(words) else ():
        found = [card for card in cards if way(card)]
        if found:
            return found[:MOST_FOUND]
    return list({names[name].id: names[name] for name in nearest(words, names, at_most=6)}.values())


def card_option(card: PracticeCard) -> Option:
    """A practice as it is proposed."""
    return Option(card.id, f"{card.code} · {card.title}")


def _name(answers: Answers) -> Question:
    def fault(values: tuple[str, ...]) -> str | None:
        return None if values and len(values[0]) <= 80 else _("Il faut un nom, de 80 caractères au plus.")

    return Question("name", _("Comment s’appelle le territoire ?"), default=answers.get("name", ()), fault=fault)


def _population(answers: Answers) -> Question:
    def fault(values: tuple[str, ...]) -> str | None:
        if not values or is_none_word(values[0]) or population_of(values[0]) is not None:
            return None
        return _("Un nombre d’habitants s’écrit en chiffres : 4200, par exemple.")

    def read(values: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(str(count) for count in map(population_of, values) if count)

    return Question(
        "population",
        _("Combien d’habitants ?"),
        hint=_("Entrée seule si vous ne savez pas"),
        default=answers.get("population", ()),
        fault=fault,
        read=read,
    )


def _statement(answers: Answers) -> Question:
    def fault(values: tuple[str, ...]) -> str | None:
        if len("".join(values)) <= MOST_CHARACTERS:
            return None
        return _("Ce texte est trop long : {most} caractères au plus.").format(most=MOST_CHARACTERS)

    return Question(
        "statement",
        _("Que dit la mairie, avec ses mots ?"),
        hint=_("une ou deux phrases ; Entrée seule pour passer"),
        default=answers.get("statement", ()),
        fault=fault,
    )


def _challenges(deck: Deck, answers: Answers, said: Said) -> Question:
    def fault(values: tuple[str, ...]) -> str | None:
        if values or first(answers, "statement"):
            return None
        return _(
            "Cochez au moins un défi avec la barre d’espace : sans eux ni phrase, aucune carte ne peut être choisie."
        )

    before = answers.get("challenges", ())
    words = _("Voici ce que l’outil a entendu. Quels défis retenez-vous ?")
    return Question(
        "challenges",
        words if said.challenges else _("Quels défis pèsent sur le territoire ?"),
        kind="many",
        options=tuple(_challenge_options(deck, said, before)),
        default=before or tuple(said.challenges),
        fault=fault,
        read=lambda values: ordered(values, before),
    )


def _challenge_options(deck: Deck, said: Said, before: Sequence[str]) -> list[Option]:
    """Every challenge of the deck: those heard, with the words that gave them away, those chosen before, the others."""
    heard = {
        name: _("entendu : {words}").format(words=", ".join(words)) for name, words in said.challenges.items() if words
    }
    names = ordered(deck.challenge, [*said.challenges, *before])
    return [Option(name, deck.challenge[name].label, heard.get(name, "")) for name in names]


def _order(deck: Deck, answers: Answers) -> Question | None:
    chosen = answers.get("challenges", ())
    if len(chosen) < 2:
        return None
    return Question(
        "challenges",
        _("Quel défi est le plus urgent ?"),
        kind="order",
        options=tuple(Option(name, deck.challenge[name].label) for name in chosen),
        then=_("Et ensuite ?"),
    )


def _strengths(deck: Deck, answers: Answers, said: Said) -> Question:
    def find(words: str) -> Sequence[Option]:
        return [card_option(card) for card in search_practices(deck, words)]

    return Question(
        "strengths",
        _("Quelles pratiques du jeu sont déjà là ?"),
        kind="search",
        options=tuple(card_option(card) for card in deck.practices),
        default=ordered([*answers.get("strengths", ()), *said.there], ()),
        hint=_("un mot ou un code ; Entrée seule pour passer à la suite"),
        then=_("Une autre pratique déjà là ?"),
        find=find,
    )


def _constraints(answers: Answers) -> Question:
    return Question(
        "constraints",
        _("Qu’est-ce qui manque, ou qui bloque ?"),
        hint=_("un point-virgule entre les phrases ; Entrée seule pour passer"),
        default=("; ".join(answers["constraints"]),) if answers.get("constraints") else (),
        read=lambda values: split_list("".join(values)),
    )


def _holds(answers: Answers) -> Question:
    return Question(
        "holds",
        _("Qui invite, et a la main ?"),
        kind="many",
        options=tuple(Option(lever, label) for lever, label in lever_labels().items()),
        default=answers.get("holds", ()),
    )


def _output(answers: Answers, fault_of_file: Callable[[str], str | None]) -> Question:
    def fault(values: tuple[str, ...]) -> str | None:
        return fault_of_file(values[0]) if values else _("Il faut un nom de fichier, comme ma-ville.yaml.")

    return Question(
        "output",
        _("Dans quel fichier l’écrire ?"),
        default=answers.get("output") or (f"{slug(first(answers, 'name'))}.yaml",),
        fault=fault,
    )

"""The deck's knowledge of words, made ready for listening: derived from the deck when it is read, kept with the cache.

Why strings: a sentence asks for a few of some five thousand terms, and reading all of their weights as numbers would cost
ten times what listening does. They are unpacked when they are asked for.
"""

from functools import cached_property
from typing import Literal

from pydantic import Field

from territoires_cli.models.base import Value

# The stems of an expression that is looked up whole.
Expression = tuple[str, ...]
# What a term may speak for: practices, action sheets, challenges, by their place in the deck; or nothing at all.
Audience = Literal["practices", "actions", "challenges", "nothing"]
AUDIENCES: tuple[Audience, ...] = ("practices", "actions", "challenges", "nothing")
# Weights are kept in thousandths.
UNIT = 1000


class Lexis(Value):
    """What each word means and which cards it speaks for.

    A term is a stem, or « = » and the id of a group of synonyms. `speaks`: term → for each audience, set off by « | », the
    places of its cards and the weights there in thousandths (« 3:120 7:45 »). `senses`: stem → the groups of the word;
    `runs`: first stem → expressions of several words and their group (« baiss rideau=fermer »), set off by « | », the
    longest first. `short`: folded abbreviation → stems of its meaning, `capitals`: those understood in capitals only.

    `terms`: the expressions of each challenge, by place; `topics`: id of a topic out of play → its expressions; `harms`:
    « place of a practice:challenge » → how people say that it harms there; `names`: the names of each practice, by place.
    Word by word and folded: `traps`, phrases whose words don't count; `lacks`, what a territory says it lacks → phrases;
    `cues`, how a name is meant → phrases. `likened`: id of a trouble → id of a card that no trouble names but
    whose words are like it → grade (see `likening`). `known`: every word of the deck, folded, in one string.
    """

    speaks: dict[str, str] = Field(default_factory=dict)
    senses: dict[str, str] = Field(default_factory=dict)
    runs: dict[str, str] = Field(default_factory=dict)
    short: dict[str, Expression] = Field(default_factory=dict)
    capitals: tuple[str, ...] = ()
    terms: tuple[tuple[Expression, ...], ...] = ()
    topics: dict[str, tuple[Expression, ...]] = Field(default_factory=dict)
    names: tuple[tuple[Expression, ...], ...] = ()
    traps: tuple[str, ...] = ()
    lacks: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    harms: dict[str, tuple[Expression, ...]] = Field(default_factory=dict)
    cues: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    likened: dict[str, dict[str, int]] = Field(default_factory=dict)
    known: str = ""

    def weights(self, term: str, audience: Audience) -> list[tuple[int, float]]:
        """The places of the cards that a term speaks for, and how strongly (0-1)."""
        packed = self.speaks.get(term)
        if packed is None:
            return []
        return [
            (int(place), int(weight) / UNIT)
            for place, _, weight in (
                pair.partition(":") for pair in packed.split("|")[AUDIENCES.index(audience)].split()
            )
        ]

    def groups(self, stem: str) -> list[str]:
        """The groups of synonyms that a word belongs to."""
        return self.senses.get(stem, "").split()

    def runs_from(self, stem: str) -> list[tuple[Expression, str]]:
        """The expressions of several words that begin with a word, and the group of each; the longest first."""
        packed = self.runs.get(stem)
        if packed is None:
            return []
        parts = (run.partition("=") for run in packed.split("|"))
        return [(tuple(stems.split()), f"={group}") for stems, _, group in parts]

    @cached_property
    def known_words(self) -> frozenset[str]:
        """Every word of the deck, folded."""
        return frozenset(self.known.split())

"""What each word of a deck speaks for: troubles, situations and texts → weights by term. Pure; run when somebody first listens.

The weight of a term for a card is how particular the term is to few cards, times how often the card's own words use it:

    weight = particularity(term) · f / (f + K · (1 - B + B · length / mean length))

`f` counts the texts of a card that hold the term, each for what it is worth (see below); the second factor is BM25's
(Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond", 2009). Particularity (0-1) is one less
the entropy of the term over the cards, in units of the most it can be: 1 where a single card uses the term, 0 where all
use it alike. The neutral sentences count as one card more, so that the words of small talk are particular to nothing.
"""

from collections.abc import Iterable, Mapping, Sequence
from math import fsum, log

from territoires_cli.language import stems_of, terms_of
from territoires_cli.models.actions import ActionSheet
from territoires_cli.models.cards import PracticeCard
from territoires_cli.models.deck import Deck
from territoires_cli.models.lexicon import Synonyms, Trouble
from territoires_cli.models.lexis import UNIT, Expression, Lexis
from territoires_cli.models.vocabulary import Challenge
from territoires_cli.names import fold

# What an expression of a trouble is worth for the cards that answer it, by their grade.
GRADE_WORTH = {3: 1.0, 2: 0.4, 1: 0.1}
# What a text of the card itself is worth: the names that people call it, its situations, what it says of itself.
NAME_WORTH, SITUATION_WORTH, TEXT_WORTH = 2.0, 1.0, 0.6
# What an expression of a trouble is worth for its challenges, the nearest first.
CHALLENGE_WORTH = (1.0, 0.5, 0.25)
K, B = 6.0, 0.75
# How many thousandths a word alone must weigh for a practice to be its name, unless it has so many letters; a weight of fewer
# thousandths than the last figure says nothing.
LEAST_NAME = 150
LONG_NAME = 8
LEAST = 15

# The texts of a card, each with what it is worth.
_Texts = list[tuple[float, str]]


def weigh_words(deck: Deck) -> Lexis:
    """The lexis of a deck: the senses of its words, and what each term speaks for."""
    practices, actions, challenges = deck.practices, deck.actions, deck.book.challenges
    troubles, lexicon = deck.troubles, deck.lexicon
    senses, runs = _senses(lexicon.synonyms)
    reader = _Terms(senses, runs)
    practice_texts = [_texts_of_card(card, [(item.practices, item.says) for item in troubles]) for card in practices]
    action_texts = [_texts_of_card(card, [(item.actions, item.says) for item in troubles]) for card in actions]
    challenge_texts = [_texts_of_challenge(challenge, troubles) for challenge in challenges]
    neutral = [(1.0, text) for text in lexicon.neutral]
    by_practice, nothing = _weights([*practice_texts, neutral], reader)
    by_action, _same = _weights([*action_texts, neutral], reader)
    by_challenge, _same = _weights([*challenge_texts, neutral], reader)
    speaks = {
        term: "|".join(table.get(term, "") for table in (by_practice, by_action, by_challenge, nothing))
        for term in sorted({*by_practice, *by_action, *by_challenge, *nothing})
    }
    cues = lexicon.cues
    topics = {topic.id: topic.terms for topic in lexicon.out_of_play}
    names = [names_of(card) for card in practices]
    lacks = {"money": cues.no_money, "time": cues.no_time, "coordination": cues.no_hands}
    harms = {f"{place}:{harm.challenge}": harm.said for place, card in enumerate(practices) for harm in card.aggravates}
    meant = {"there": cues.there, "not_there": cues.not_there, "refused": cues.refused, "denied": cues.denied}
    heard = [*practice_texts, *action_texts, *challenge_texts]
    texts = [text for found in heard for _worth, text in found] + [
        word for group in lexicon.synonyms for word in group.words
    ]
    texts += [
        *lexicon.neutral,
        *lexicon.traps,
        *(text for group in (topics, lacks, harms, meant) for said in group.values() for text in said),
    ]
    texts += [item.means for item in lexicon.abbreviations]
    return Lexis(
        speaks=speaks,
        senses={stem: " ".join(groups) for stem, groups in senses.items()},
        runs={first: "|".join(f"{' '.join(stems)}{group}" for stems, group in found) for first, found in runs.items()},
        short={fold(item.short): stems_of(item.means) for item in lexicon.abbreviations},
        capitals=tuple(fold(item.short) for item in lexicon.abbreviations if item.is_a_word),
        terms=tuple(_expressions(challenge.terms) for challenge in challenges),
        topics={name: _expressions(said) for name, said in topics.items()},
        names=tuple(
            tuple(
                dict.fromkeys(
                    stems
                    for name in said
                    if (stems := stems_of(name))
                    and (len(stems) > 1 or _is_long_word(name) or _is_own(stems[0], place, by_practice))
                )
            )
            for place, said in enumerate(names)
        ),
        traps=tuple(fold(text) for text in lexicon.traps),
        lacks={name: tuple(fold(text) for text in said) for name, said in lacks.items()},
        harms={name: _expressions(said) for name, said in harms.items()},
        cues={name: tuple(fold(text) for text in said) for name, said in meant.items()},
        known=" ".join(
            sorted(
                {
                    *(word for text in texts for word in fold(text).split()),
                    *(word for text in deck.words.values() for word in fold(text).split()),
                }
            )
        ),
    )


def _expressions(texts: Iterable[str]) -> tuple[Expression, ...]:
    return tuple(dict.fromkeys(stems for text in texts if (stems := stems_of(text))))


def _is_own(stem: str, place: int, weights: Mapping[str, str]) -> bool:
    """Whether a word alone may name a practice: it speaks for that one above all (« maison » is no « fait maison »)."""
    pairs = [pair.split(":") for pair in weights.get(stem, "").split()]
    loudest = max(pairs, key=lambda pair: int(pair[1]), default=["", "0"])
    return int(loudest[0] or -1) == place and int(loudest[1]) >= LEAST_NAME


def _is_long_word(name: str) -> bool:
    """Whether a name is one word, long enough to mean one thing (« ressourcerie »; not « fait maison »)."""
    return len(name) >= LONG_NAME and fold(name).isalpha()


def names_of(card: PracticeCard | ActionSheet) -> tuple[str, ...]:
    """Everything that a card is called."""
    return (card.title, *card.aliases, *getattr(card, "nicknames", ()))


def _texts_of_card(
    card: PracticeCard | ActionSheet, answers: Iterable[tuple[Mapping[str, int], Sequence[str]]]
) -> _Texts:
    texts = [(NAME_WORTH, name) for name in names_of(card)]
    texts += [(SITUATION_WORTH, text) for text in card.situations]
    texts += [(TEXT_WORTH, text) for text in (card.summary, card.description) if text]
    texts += [(TEXT_WORTH, answer.why) for answer in card.challenges]
    texts += [(GRADE_WORTH[grades[card.id]], text) for grades, says in answers if card.id in grades for text in says]
    return texts


def _texts_of_challenge(challenge: Challenge, troubles: Iterable[Trouble]) -> _Texts:
    texts = [(NAME_WORTH, text) for text in (challenge.label, *challenge.terms)]
    texts += [(TEXT_WORTH, text) for text in (challenge.description, challenge.question)]
    for trouble in troubles:
        if challenge.id in trouble.challenges:
            worth = CHALLENGE_WORTH[trouble.challenges.index(challenge.id)]
            texts += [(worth, text) for text in trouble.says]
    return texts


def _senses(
    groups: Iterable[Synonyms],
) -> tuple[dict[str, list[str]], dict[str, list[tuple[Expression, str]]]]:
    """Stem → groups of the word; first stem → expressions of several words and their groups, the longest first."""
    senses: dict[str, list[str]] = {}
    runs: dict[str, list[tuple[Expression, str]]] = {}
    for group in groups:
        name = f"={group.id}"
        for text in group.words:
            stems = stems_of(text)
            if len(stems) == 1 and name not in senses.setdefault(stems[0], []):
                senses[stems[0]].append(name)
            elif len(stems) > 1:
                runs.setdefault(stems[0], []).append((stems, name))
    for found in runs.values():
        found.sort(key=lambda run: -len(run[0]))
    return senses, runs


class _Terms:
    """Text → the terms that it holds, read once however many cards it is said for."""

    def __init__(
        self, senses: Mapping[str, Sequence[str]], runs: Mapping[str, Sequence[tuple[Expression, str]]]
    ) -> None:
        self.senses = senses
        self.runs = runs
        self.read: dict[str, frozenset[str]] = {}

    def of(self, text: str) -> frozenset[str]:
        """The terms of a text."""
        if text not in self.read:
            found = terms_of(stems_of(text), self._groups, self._runs)
            self.read[text] = frozenset(term for _place, term in found)
        return self.read[text]

    def _groups(self, stem: str) -> Sequence[str]:
        return self.senses.get(stem, ())

    def _runs(self, stem: str) -> Sequence[tuple[Expression, str]]:
        return self.runs.get(stem, ())


def _weights(cards: Sequence[_Texts], reader: _Terms) -> tuple[dict[str, str], dict[str, str]]:
    """The weights of each term by place, packed; the last of the cards is what speaks for nothing, given apart."""
    counts: list[dict[str, float]] = []
    for texts in cards:
        count: dict[str, float] = {}
        for worth, text in texts:
            for term in reader.of(text):
                count[term] = count.get(term, 0.0) + worth
        counts.append(count)
    lengths = [fsum(count.values()) for count in counts]
    mean = fsum(lengths) / len(lengths) or 1.0
    shares: dict[str, dict[int, float]] = {}
    for place, count in enumerate(counts):
        damping = K * (1 - B + B * lengths[place] / mean)
        for term, often in count.items():
            shares.setdefault(term, {})[place] = often / (often + damping)
    weights: dict[str, str] = {}
    nothing: dict[str, str] = {}
    last = len(cards) - 1
    for term, share in shares.items():
        particular = UNIT * _particularity(share.values(), len(cards))
        units = {place: round(particular * part) for place, part in share.items()}
        weights[term] = " ".join(
            f"{place}:{weight}" for place, weight in units.items() if weight >= LEAST and place != last
        )
        if units.get(last, 0) >= LEAST:
            nothing[term] = f"0:{units[last]}"
    return weights, nothing


def _particularity(shares: Iterable[float], cards: int) -> float:
    """How far a term is from being used alike by all the cards (0-1)."""
    values = list(shares)
    total = fsum(values)
    entropy = -fsum(value / total * log(value / total) for value in values)
    return max(1 - entropy / log(cards), 0.0) if cards > 1 else 1.0

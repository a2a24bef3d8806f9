"""What each word of a deck speaks for: troubles, situations and texts → weights by term. Pure; run when somebody first listens.

`term_weights` has the formula. The neutral sentences count as one card more, so that the words of small talk are
particular to nothing. A card that no trouble names is counted among the answers to those that are most like it
(`likening`).
"""

from collections.abc import Iterable, Mapping

from territoires_cli.language import stems_of
from territoires_cli.likening import liken_cards
from territoires_cli.models.actions import ActionSheet
from territoires_cli.models.cards import PracticeCard
from territoires_cli.models.deck import Deck
from territoires_cli.models.lexicon import Trouble
from territoires_cli.models.lexis import Expression, Lexis
from territoires_cli.models.vocabulary import Challenge
from territoires_cli.names import fold
from territoires_cli.term_weights import Terms, Texts, Weights, weigh_terms

# What an expression of a trouble is worth for the cards that answer it, by their grade.
GRADE_WORTH = {3: 1.0, 2: 0.4, 1: 0.1}
# What a text of the card itself is worth: the names that people call it, its situations, what it says of itself.
NAME_WORTH, SITUATION_WORTH, TEXT_WORTH = 2.0, 1.0, 0.6
# What an expression of a trouble is worth for its challenges, the nearest first.
CHALLENGE_WORTH = (1.0, 0.5, 0.25)
# How many thousandths a word alone must weigh for a practice to be its name, unless it has so many letters.
LEAST_NAME = 150
LONG_NAME = 8


def weigh_words(deck: Deck) -> Lexis:
    """The lexis of a deck: the senses of its words, and what each term speaks for."""
    practices, actions, challenges = deck.practices, deck.actions, deck.book.challenges
    troubles, lexicon = deck.troubles, deck.lexicon
    reader = Terms(lexicon.synonyms)
    likened = liken_cards([*practices, *actions], troubles, lexicon.neutral, reader)
    answers = [({**item.practices, **item.actions, **likened.get(item.id, {})}, item.says) for item in troubles]
    practice_texts = [_texts_of_card(card, answers) for card in practices]
    action_texts = [_texts_of_card(card, answers) for card in actions]
    challenge_texts = [_texts_of_challenge(challenge, troubles) for challenge in challenges]
    neutral = [(1.0, lexicon.neutral)]
    by_practice, nothing = _pack(weigh_terms([*practice_texts, neutral], reader), len(practices))
    by_action, _same = _pack(weigh_terms([*action_texts, neutral], reader), len(actions))
    by_challenge, _same = _pack(weigh_terms([*challenge_texts, neutral], reader), len(challenges))
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
    texts = [
        *dict.fromkeys(text for found in heard for _worth, said in found for text in said),
        *(word for group in lexicon.synonyms for word in group.words),
        *lexicon.neutral,
        *lexicon.traps,
        *(text for group in (topics, lacks, harms, meant) for said in group.values() for text in said),
        *(item.means for item in lexicon.abbreviations),
    ]
    return Lexis(
        speaks=speaks,
        senses={stem: " ".join(groups) for stem, groups in reader.senses.items()},
        runs={
            first: "|".join(f"{' '.join(stems)}{group}" for stems, group in found)
            for first, found in reader.runs.items()
        },
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
        likened=likened,
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
    card: PracticeCard | ActionSheet, answers: Iterable[tuple[Mapping[str, int], tuple[str, ...]]]
) -> Texts:
    own = (card.summary, *([card.description] if card.description else []), *(answer.why for answer in card.challenges))
    texts: Texts = [(NAME_WORTH, names_of(card)), (SITUATION_WORTH, card.situations), (TEXT_WORTH, own)]
    return texts + [(GRADE_WORTH[grades[card.id]], says) for grades, says in answers if card.id in grades]


def _texts_of_challenge(challenge: Challenge, troubles: Iterable[Trouble]) -> Texts:
    texts: Texts = [(NAME_WORTH, (challenge.label, *challenge.terms))]
    texts.append((TEXT_WORTH, (challenge.description, challenge.question)))
    for trouble in troubles:
        if challenge.id in trouble.challenges:
            texts.append((CHALLENGE_WORTH[trouble.challenges.index(challenge.id)], trouble.says))
    return texts


def _pack(weights: Weights, nothing: int) -> tuple[dict[str, str], dict[str, str]]:
    """The weights of each term by place, as text; those of what speaks for nothing, which has this place, apart."""
    packed = {
        term: " ".join(f"{place}:{weight}" for place, weight in found.items() if place != nothing)
        for term, found in weights.items()
    }
    return packed, {term: f"0:{found[nothing]}" for term, found in weights.items() if nothing in found}

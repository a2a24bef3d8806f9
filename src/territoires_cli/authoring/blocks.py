"""Questions that a card and an action sheet have in common: texts, challenges, effort, who has it in hand. Pure."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from territoires_cli.asking import Answers, Option, Question, Step, first, ordered, split_list
from territoires_cli.authoring.phrasing import text_fault, tidy, tidy_all
from territoires_cli.describing import Said, hear
from territoires_cli.labels import level_labels, lever_labels
from territoires_cli.models.cards import ChallengeAnswer
from territoires_cli.models.city import slug
from territoires_cli.models.deck import Deck
from territoires_cli.names import find
from territoires_cli.translation import gettext as _

WHY_LIMIT = 140
MOST_CHALLENGES = 6


def skip_hint() -> str:
    """What is said below a question that may be left out."""
    return _("Entrée seule pour passer")


def text_step(name: str, words: str, most: int, *, required: bool = True, sentence_words: int = 25) -> Step:
    """A question whose answer is a text of at most so many characters."""
    hint = _("{most} caractères au plus").format(most=most)
    return lambda answers: Question(
        name,
        words,
        hint=hint if required else f"{hint} ; {skip_hint()}",
        default=answers.get(name, ()),
        fault=text_fault(most, sentence_words, required=required),
        read=tidy_all,
    )


def text_steps(
    names: Sequence[str], words: Sequence[str], most: int, required: int, most_more: int | None = None
) -> list[Step]:
    """Questions for texts of one list, one by one; from the first one left out on, none is asked.

    Texts after those required may have `most_more` characters.
    """

    def follows(place: int, step: Step) -> Step:
        if place <= required:
            return step
        return lambda answers: step(answers) if answers.get(names[place - 1]) else None

    steps = [
        text_step(name, told, most if place < required else most_more or most, required=place < required)
        for place, (name, told) in enumerate(zip(names, words, strict=True))
    ]
    return [follows(place, step) for place, step in enumerate(steps)]


def title_step(deck: Deck, words: str, most: int, own_id: str = "") -> Step:
    """The title: no other card of the deck may have it, nor the id that it makes; another name of a card may be one."""
    names = {entry.title: entry for entry in deck.index}
    too_long = text_fault(most)

    def fault(values: tuple[str, ...]) -> str | None:
        wrong = too_long(values)
        if wrong or not values:
            return wrong
        known = find(values[0], names) or deck.entry.get(slug(tidy(values[0])))
        if known is None or known.id == own_id:
            return None
        return _("« {title} » est déjà une carte du jeu : un autre titre ?").format(title=known.title)

    def step(answers: Answers) -> Question:
        hint = _("{most} caractères au plus").format(most=most)
        return Question("title", words, hint=hint, default=answers.get("title", ()), fault=fault, read=tidy_all)

    return step


def choice_step(name: str, words: str, options: Sequence[Option], default: str = "") -> Step:
    """A question whose answer is one of a few."""
    known = {option.value for option in options}

    def fault(values: tuple[str, ...]) -> str | None:
        return None if values and values[0] in known else _("Choisissez une des réponses de la liste.")

    return lambda answers: Question(
        name,
        words,
        "choice",
        tuple(options),
        answers.get(name) or ((default,) if default else ()),
        fault=fault,
    )


def effort_steps() -> list[Step]:
    """What is asked for: money, time, people to bring together."""
    options = [Option(level, label) for level, label in level_labels().items()]
    return [
        choice_step("money", _("Combien d’argent faut-il ?"), options, "low"),
        choice_step("time", _("Combien de temps avant les premiers effets ?"), options, "medium"),
        choice_step("coordination", _("Combien de personnes à mettre d’accord ?"), options, "medium"),
    ]


def lever_step() -> Step:
    """Who can launch it."""

    def fault(values: tuple[str, ...]) -> str | None:
        return None if values else _("Cochez au moins une réponse avec la barre d’espace.")

    options = tuple(Option(lever, label) for lever, label in lever_labels().items())
    return lambda answers: Question(
        "levers", _("Qui peut la lancer ?"), "many", options, answers.get("levers", ()), fault=fault
    )


def challenge_steps(deck: Deck, most: int = MOST_CHALLENGES) -> list[Step]:
    """The challenges that a card answers, those heard in its words ticked; then, for each, how well and why."""
    heard = cache(lambda text: hear(deck, text))

    def said(answers: Mapping[str, tuple[str, ...]]) -> Said:
        texts = (first(answers, "title"), first(answers, "summary"), *answers.get("situations", ()))
        return heard(" ".join(f"{text.rstrip('.')}." for text in texts if text))

    def chosen(answers: Answers) -> Question:
        found = said(answers).challenges
        before = answers.get("challenges", ())
        told = {name: _("entendu : {words}").format(words=", ".join(words)) for name, words in found.items() if words}
        return Question(
            "challenges",
            _("À quels défis répond-elle ?"),
            "many",
            tuple(
                Option(name, deck.challenge[name].label, told.get(name, ""))
                for name in ordered(deck.challenge, [*found, *before])
            ),
            before or tuple(found)[:most],
            fault=fault,
            read=lambda values: ordered(values, before or found),
        )

    def fault(values: tuple[str, ...]) -> str | None:
        if not values:
            return _("Cochez au moins un défi avec la barre d’espace.")
        return None if len(values) <= most else _("Gardez-en {most} au plus.").format(most=most)

    steps: list[Step] = [chosen]
    for place in range(most):
        steps += [_weight_step(deck, place), _why_step(deck, place)]
    return steps


def _weight_step(deck: Deck, place: int) -> Step:
    options = [Option("3", _("très bien")), Option("2", _("bien")), Option("1", _("un peu"))]

    def step(answers: Answers) -> Question | None:
        names = answers.get("challenges", ())
        if place >= len(names) or names[place] not in deck.challenge:
            return None
        words = _("« {challenge} » : y répond-elle bien ?").format(challenge=deck.challenge[names[place]].label)
        return choice_step(weight_of(names[place]), words, options, "2" if place else "3")(answers)

    return step


def _why_step(deck: Deck, place: int) -> Step:
    def step(answers: Answers) -> Question | None:
        names = answers.get("challenges", ())
        if place >= len(names) or names[place] not in deck.challenge:
            return None
        words = _("« {challenge} » : pourquoi, en une phrase ?").format(challenge=deck.challenge[names[place]].label)
        return text_step(why_of(names[place]), words, WHY_LIMIT)(answers)

    return step


def weight_of(challenge: str) -> str:
    """The name of the answer that says how well a challenge is answered."""
    return f"weight {challenge}"


def why_of(challenge: str) -> str:
    """The name of the answer that says why a challenge is answered."""
    return f"why {challenge}"


def situation_step(words: str) -> Step:
    """What people say where the card is missing: several sentences on one line."""
    return lambda answers: Question(
        "situations",
        words,
        hint=_("un point-virgule entre les phrases ; Entrée seule pour passer"),
        default=("; ".join(answers["situations"]),) if answers.get("situations") else (),
        read=lambda values: tidy_all(split_list("; ".join(values))),
    )


def texts_of(answers: Mapping[str, tuple[str, ...]], names: Sequence[str]) -> list[str]:
    """The texts of one list, those left out missing."""
    return [first(answers, name) for name in names if answers.get(name)]


def challenge_fields(
    answers: Mapping[str, tuple[str, ...]], base: Sequence[ChallengeAnswer] = ()
) -> list[dict[str, Any]]:
    """The challenges as they stand in a file, with those of the card begun from that nobody was asked for."""
    chosen = answers.get("challenges", ())
    return [
        {"id": name, "weight": int(first(answers, weight_of(name))), "why": first(answers, why_of(name))}
        for name in chosen
    ] + [answer.model_dump() for answer in base[MOST_CHALLENGES:] if answer.id not in chosen]


def effort_fields(answers: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    """The effort as it stands in a file."""
    return {name: first(answers, name) for name in ("money", "time", "coordination")}

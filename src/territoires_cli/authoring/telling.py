"""Questions about who does it already, and where that is told: an example, its source, a source that is new. Pure."""

import re
from collections.abc import Collection, Mapping
from typing import Any

from territoires_cli.asking import Answers, Option, Question, Step, first, is_none_word
from territoires_cli.authoring.blocks import choice_step, skip_hint, text_step
from territoires_cli.authoring.phrasing import text_fault, tidy, tidy_all
from territoires_cli.faces import EXAMPLE_LIMIT, titled
from territoires_cli.models.actions import ActionSheet
from territoires_cli.models.base import Source
from territoires_cli.models.cards import PracticeCard
from territoires_cli.models.city import slug
from territoires_cli.models.deck import Deck
from territoires_cli.names import find
from territoires_cli.translation import gettext as _

STORY_LIMIT = 400
SHORT_LIMIT = 60
# What an example prints besides its name, place and words: year, brackets, what became of it.
_AROUND = 36
_YEARS = range(1800, 2101)


def example_steps(deck: Deck) -> list[Step]:
    """Who does it already; nothing more is asked where nobody is named."""

    def only_if(step: Step) -> Step:
        return lambda answers: step(answers) if answers.get("example") else None

    def short(answers: Answers) -> Question:
        told = titled(first(answers, "example"), first(answers, "place"))
        most = max(EXAMPLE_LIMIT - _AROUND - len(told), 20)
        return _asked(text_step("short", _("En quelques mots, qu’est-ce que c’est ?"), most), answers)

    states = [
        Option("active", _("elle continue")),
        Option("closed", _("elle s’est arrêtée")),
        Option("unknown", _("je ne sais pas")),
    ]
    inside = [
        text_step("place", _("Où est-ce ?"), 60),
        short,
        text_step("story", _("Qu’a-t-elle fait ? Une ou deux phrases."), STORY_LIMIT),
        choice_step("state", _("Où en est-elle ?"), states, "active"),
        _year_step("year", _("De quelle année date ce que vous en savez ?")),
    ]
    name = text_step("example", _("Qui le fait déjà ? Le nom d’une initiative."), 60, required=False)
    return [name, *map(only_if, inside), *source_steps(deck)]


def source_steps(deck: Deck) -> list[Step]:
    """The document that tells it; its author and year where the deck doesn't know it yet."""

    def source(answers: Answers) -> Question:
        required = bool(answers.get("example"))
        hint = _("un document, un site, un entretien")
        return Question(
            "source",
            _("D’où le savez-vous ?"),
            hint=hint if required else f"{hint} ; {skip_hint()}",
            default=answers.get("source", ()),
            fault=lambda values: text_fault(150, required=required)(values) or _too_late(deck, answers, values),
            read=lambda values: (known_source(deck, values[0]) or tidy(values[0]),) if values else (),
        )

    def only_if_new(step: Step) -> Step:
        def asked(answers: Answers) -> Question | None:
            return step(answers) if is_new_source(deck, answers) else None

        return asked

    author = text_step("source-author", _("Qui l’a écrit ?"), 80, required=False)
    year = _year_step("source-year", _("De quelle année est ce document ?"), _not_before_example)
    return [source, only_if_new(author), only_if_new(year)]


def _asked(step: Step, answers: Answers) -> Question:
    question = step(answers)
    assert question is not None
    return question


def known_source(deck: Deck, words: str) -> str | None:
    """The id of the deck's source that some words name: its id, its title, or how cards name it."""
    names = {name: item.id for item in deck.sources for name in (item.id, item.title, item.short)}
    return find(words, names)


def is_new_source(deck: Deck, answers: Mapping[str, tuple[str, ...]]) -> bool:
    """Whether the source that the answers name isn't in the deck."""
    return bool(answers.get("source")) and first(answers, "source") not in deck.source


def _too_late(deck: Deck, answers: Answers, values: tuple[str, ...]) -> str | None:
    name = known_source(deck, values[0]) if values else None
    published = deck.source[name].year if name else None
    year = _year(answers, "year")
    if published is None or year is None or year <= published:
        return None
    return _("Ce document est de {published} : il ne peut pas parler de {year}.").format(published=published, year=year)


def _not_before_example(answers: Answers, year: int) -> str | None:
    told = _year(answers, "year")
    if told is None or year >= told:
        return None
    return _("L’exemple est de {told} : le document qui le raconte ne peut pas être de {year}.").format(
        told=told, year=year
    )


def _year_step(name: str, words: str, judge: Any = lambda _answers, _year: None) -> Step:
    def step(answers: Answers) -> Question:
        def fault(values: tuple[str, ...]) -> str | None:
            if not values or is_none_word(values[0]):
                return None
            if not re.fullmatch(r"\d{4}", values[0]) or int(values[0]) not in _YEARS:
                return _("Une année s’écrit avec quatre chiffres, comme 2024.")
            found: str | None = judge(answers, int(values[0]))
            return found

        return Question(
            name,
            words,
            hint=_("quatre chiffres ; Entrée seule si vous ne savez pas"),
            default=answers.get(name, ()),
            fault=fault,
            read=lambda values: () if values and is_none_word(values[0]) else tidy_all(values),
        )

    return step


def _year(answers: Mapping[str, tuple[str, ...]], name: str) -> int | None:
    return int(first(answers, name)) if answers.get(name) else None


def source_id(deck: Deck, answers: Mapping[str, tuple[str, ...]]) -> str | None:
    """The id of the source that the answers name, new or known; None where they name none."""
    if not answers.get("source"):
        return None
    name = first(answers, "source")
    if name in deck.source:
        return name
    plain = slug(name)[:48].strip("-")
    return next(made for made in (plain, *(f"{plain}-{n}" for n in range(2, 1000))) if made not in deck.source)


def new_source(deck: Deck, answers: Mapping[str, tuple[str, ...]]) -> dict[str, Any] | None:
    """What to add to sources.yaml; None where the deck knows the source, or none is named."""
    if not is_new_source(deck, answers):
        return None
    title, year = first(answers, "source"), _year(answers, "source-year")
    dated = f" ({year})" if year is not None else _(" (non daté)")
    room = SHORT_LIMIT - len(dated)
    short = title if len(title) <= room else title[: room - 1].rsplit(" ", 1)[0].rstrip(" ,;:.") + "…"
    found: dict[str, Any] = {"id": source_id(deck, answers), "title": title, "short": short + dated}
    if answers.get("source-author"):
        found["author"] = first(answers, "source-author")
    return Source.model_validate(found | {"year": year}).model_dump(exclude_none=True) | {"year": year}


def example_fields(deck: Deck, answers: Mapping[str, tuple[str, ...]]) -> list[dict[str, Any]]:
    """The example as it stands in a file."""
    if not answers.get("example"):
        return []
    source = {"id": source_id(deck, answers)}
    year = _year(answers, "year")
    known = deck.source.get(str(source["id"]))
    seen = year or (known.year if known else _year(answers, "source-year"))
    # Of a document without a year nobody knows when it saw that: the state stays to be checked.
    state = first(answers, "state") if seen is not None else "unknown"
    status: dict[str, Any] = {"state": state}
    if state != "unknown":
        status |= {"as_of": seen, "source": source}
    return [
        {
            "name": first(answers, "example"),
            "place": first(answers, "place"),
            "short": first(answers, "short"),
            "text": first(answers, "story"),
            "as_of": year,
            "source": source,
            "status": status,
        }
    ]


def fields_of(card: PracticeCard | ActionSheet, left_out: Collection[str] = ()) -> dict[str, Any]:
    """The fields of a known card as they stand in a file, those left out missing."""
    kept = card.model_dump(mode="json", exclude_defaults=True, exclude_none=True, exclude=set(left_out))
    for name in ("examples", "facts", "costs"):
        for told, model in zip(kept.get(name, ()), getattr(card, name, ()), strict=True):
            # A year that nobody knows must be said to be unknown.
            if type(model).model_fields["as_of"].is_required():
                told.setdefault("as_of", None)
    return kept

"""An action sheet: its questions, its options, and the fields of its file. Pure."""

from collections.abc import Mapping, Sequence
from typing import Any

from territoires_cli import faces
from territoires_cli.asking import Answers, Option, Question, Step, first
from territoires_cli.authoring.blocks import (
    MOST_CHALLENGES,
    WHY_LIMIT,
    challenge_fields,
    challenge_steps,
    choice_step,
    effort_fields,
    effort_steps,
    lever_step,
    situation_step,
    text_step,
    text_steps,
    texts_of,
    title_step,
    weight_of,
    why_of,
)
from territoires_cli.authoring.recipes import Recipe, serves
from territoires_cli.authoring.telling import example_fields, example_steps, fields_of, source_id
from territoires_cli.describing import card_option, search_practices
from territoires_cli.models.actions import ActionSheet
from territoires_cli.models.cards import next_code
from territoires_cli.models.city import slug
from territoires_cli.models.deck import Deck
from territoires_cli.translation import gettext as _

STEPS = tuple(f"step{number}" for number in range(1, 9))
LIMITS = ("limit1", "limit2", "limit3")
# Of so many practices it is asked why they are served; of others a plain sentence says it.
MOST_TOLD = 4
INDICATORS = ("indicator1", "indicator2", "indicator3")
LETTERS = "FA"
RECIPE = Recipe(
    "action",
    {
        "--title": ("title",),
        "--objective": ("objective",),
        "--summary": ("summary",),
        "--situation": ("situations",),
        "--challenge": ("challenges",),
        "--practice": ("practices",),
        "--money": ("money",),
        "--time": ("time",),
        "--coordination": ("coordination",),
        "--lever": ("levers",),
        "--step": STEPS,
        "--limit": LIMITS,
        "--indicator": INDICATORS,
        "--example": ("example",),
        "--place": ("place",),
        "--short": ("short",),
        "--story": ("story",),
        "--state": ("state",),
        "--year": ("year",),
        "--source": ("source",),
        "--source-author": ("source-author",),
        "--source-year": ("source-year",),
    },
    lists=frozenset(["--situation", "--lever"]),
)


def action_steps(deck: Deck, base: ActionSheet | None = None, *, replaces: bool = False) -> list[Step]:
    """The questions, each made from the answers before it."""
    own = base.id if base is not None and replaces else ""
    objectives = [Option(item.id, item.title) for item in deck.framework.objectives]
    summary = _("L’action en une ou deux phrases courtes ?")
    steps = (_("Quelle est la première étape ?"), _("La deuxième étape ?"), _("La troisième étape ?"))
    return [
        title_step(deck, _("Comment s’appelle l’action ? Commencez par un verbe."), 40, own),
        choice_step("objective", _("Quel objectif sert-elle ?"), objectives),
        text_step("summary", summary, faces.SUMMARY_LIMIT, sentence_words=faces.SUMMARY_SENTENCE_WORDS),
        situation_step(_("Que disent les gens quand elle manque ?")),
        *challenge_steps(deck),
        _practices(deck),
        *[_practice_why(deck, place) for place in range(MOST_TOLD)],
        *effort_steps(),
        lever_step(),
        *text_steps(STEPS, (*steps, *[_("L’étape suivante ?")] * (len(STEPS) - 3)), 130, 3),
        *text_steps(
            LIMITS,
            (_("Qu’est-ce qui peut mal tourner ? Une limite."), _("Une autre limite ?"), _("Encore une limite ?")),
            120,
            1,
        ),
        *text_steps(
            INDICATORS,
            (_("À quoi verra-t-on que cela marche ?"), _("Un autre signe ?"), _("Encore un signe ?")),
            100,
            0,
        ),
        *example_steps(deck),
    ]


def _practices(deck: Deck) -> Step:
    def find(words: str) -> Sequence[Option]:
        return [card_option(card) for card in search_practices(deck, words)]

    return lambda answers: Question(
        "practices",
        _("Quelles pratiques met-elle en route ?"),
        "search",
        tuple(card_option(card) for card in deck.practices),
        answers.get("practices", ()),
        _("un mot ou un code ; Entrée seule pour passer à la suite"),
        _("Une autre pratique ?"),
        _("Lesquelles l’action met-elle en route ?"),
        find=find,
    )


def _practice_why(deck: Deck, place: int) -> Step:
    def step(answers: Answers) -> Question | None:
        names = answers.get("practices", ())
        if place >= len(names) or names[place] not in deck.practice:
            return None
        words = _("« {practice} » : en quoi l’action y mène-t-elle ?").format(
            practice=deck.practice[names[place]].title
        )
        return text_step(serves(names[place]), words, WHY_LIMIT, required=False)(answers)

    return step


def answers_of_action(sheet: ActionSheet, *, replaces: bool) -> Answers:
    """What a known sheet answers to the questions; its title only where it is told anew."""
    found: Answers = {
        "title": (sheet.title,) if replaces else (),
        "objective": (sheet.objective,),
        "summary": (sheet.summary,),
        "situations": sheet.situations,
        "challenges": tuple(answer.id for answer in sheet.challenges[:MOST_CHALLENGES]),
        "practices": tuple(link.id for link in sheet.practices),
        "money": (sheet.effort.money,),
        "time": (sheet.effort.time,),
        "coordination": (sheet.effort.coordination,),
        "levers": sheet.levers,
    }
    for answer in sheet.challenges[:MOST_CHALLENGES]:
        found |= {weight_of(answer.id): (str(answer.weight),), why_of(answer.id): (answer.why,)}
    found |= {serves(link.id): (link.why,) for link in sheet.practices}
    for names, texts in ((STEPS, sheet.steps), (LIMITS, sheet.limits), (INDICATORS, sheet.indicators)):
        found |= {name: (text,) for name, text in zip(names, texts, strict=False)}
    return {name: values for name, values in found.items() if values}


def free_code(deck: Deck) -> str | None:
    """The next free code of an action sheet; None where there is none left."""
    return next_code(LETTERS, [sheet.code for sheet in deck.actions] or [f"{LETTERS}00"])


def action_fields(
    deck: Deck, answers: Mapping[str, tuple[str, ...]], code: str, base: ActionSheet | None = None, *, replaces: bool
) -> dict[str, Any]:
    """The fields of the file; what isn't asked comes from the sheet begun from."""
    kept: dict[str, Any] = {}
    if base is not None:
        kept = fields_of(base, () if replaces else ("aliases",))
    own = source_id(deck, answers)
    sources = [source for source in kept.get("sources", ()) if source["id"] != own]
    fields = kept | {
        "id": base.id if base is not None and replaces else slug(first(answers, "title")),
        "code": code,
        **{name: first(answers, name) for name in ("title", "objective", "summary")},
        "situations": list(answers.get("situations", ())),
        "challenges": challenge_fields(answers, base.challenges if base else ()),
        "practices": [
            {"id": name, "why": first(answers, serves(name)) or _why(deck, name)}
            for name in answers.get("practices", ())
        ],
        "effort": kept.get("effort", {}) | effort_fields(answers),
        "levers": list(answers.get("levers", ())),
        "steps": [*texts_of(answers, STEPS), *(base.steps[len(STEPS) :] if base else ())],
        "limits": [*texts_of(answers, LIMITS), *(base.limits[len(LIMITS) :] if base else ())],
        "indicators": [*texts_of(answers, INDICATORS), *(base.indicators[len(INDICATORS) :] if base else ())],
        "examples": [*example_fields(deck, answers), *kept.get("examples", ())],
        "sources": [*([{"id": own}] if own else []), *sources],
    }
    return {name: value for name, value in fields.items() if value}


def _why(deck: Deck, practice: str) -> str:
    return _("L’action met en route cette pratique : {title}.").format(title=deck.practice[practice].title)[:WHY_LIMIT]


def action_examples() -> dict[str, Any]:
    """What stands behind a # where a field was left out, to be completed."""
    return {
        "aliases": [_("carte des lieux vides")],
        "situations": [_("on ne sait plus où aller"), _("chacun reste chez soi")],
        "description": _("Deux ou trois phrases de plus, pour qui veut comprendre."),
        "strengths": [_("Elle ne demande presque pas d’argent.")],
        "indicators": [_("Nombre de personnes qui reviennent une deuxième fois.")],
        "practices": [{"id": "repair-cafe", "why": _("On y trouve le local et les premières personnes.")}],
        "examples": [
            {
                "name": _("La tournée des vitrines"),
                "place": _("Saint-Machin, France"),
                "short": _("une visite par mois avec la mairie."),
                "text": _("Six locaux ont retrouvé un usage en deux ans."),
                "as_of": 2024,
                "source": {"id": "bulletin-municipal"},
                "status": {"state": "unknown"},
            }
        ],
        "sources": [{"id": "bulletin-municipal", "locator": _("page 4")}],
    }

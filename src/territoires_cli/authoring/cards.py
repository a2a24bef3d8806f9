"""A practice card: its questions, its options, and the fields of its file. Pure."""

from collections.abc import Mapping
from typing import Any

from territoires_cli import faces
from territoires_cli.asking import Answers, Option, Step, first
from territoires_cli.authoring.blocks import (
    MOST_CHALLENGES,
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
from territoires_cli.authoring.recipes import Recipe
from territoires_cli.authoring.telling import example_fields, example_steps, fields_of, source_id
from territoires_cli.models.cards import PracticeCard, next_code
from territoires_cli.models.city import slug
from territoires_cli.models.deck import Deck
from territoires_cli.translation import gettext as _

STEPS = ("step1", "step2", "step3")
LIMITS = ("limit1", "limit2", "limit3", "limit4")
# Of a limit that isn't printed on the card.
MORE_LIMIT = 150
QUESTIONS = ("question1", "question2", "question3")
RECIPE = Recipe(
    "card",
    {
        "--title": ("title",),
        "--family": ("family",),
        "--summary": ("summary",),
        "--type": ("type",),
        "--situation": ("situations",),
        "--challenge": ("challenges",),
        "--money": ("money",),
        "--time": ("time",),
        "--coordination": ("coordination",),
        "--lever": ("levers",),
        "--step": STEPS,
        "--limit": LIMITS,
        "--question": QUESTIONS,
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


def card_steps(deck: Deck, base: PracticeCard | None = None, *, replaces: bool = False) -> list[Step]:
    """The questions, each made from the answers before it."""
    families = [Option(item.id, f"{item.code} · {item.title}") for item in deck.info.families]
    types = [Option(item.id, item.title) for item in deck.info.types]
    own = base.id if base is not None and replaces else ""
    summary = _("La pratique en une ou deux phrases courtes ?")
    return [
        title_step(deck, _("Comment s’appelle la pratique ?"), faces.TITLE_LIMIT, own),
        choice_step("family", _("Dans quelle famille ?"), families),
        text_step("summary", summary, faces.SUMMARY_LIMIT, sentence_words=faces.SUMMARY_SENTENCE_WORDS),
        choice_step("type", _("De quel type est-elle ?"), types),
        situation_step(_("Que disent les gens quand elle manque ?")),
        *challenge_steps(deck),
        *effort_steps(),
        lever_step(),
        *text_steps(
            STEPS,
            (_("Par quoi commencer ? Le premier pas."), _("Le deuxième pas ?"), _("Le troisième pas ?")),
            faces.STEP_LIMIT,
            3,
        ),
        *text_steps(
            LIMITS,
            (
                _("Qu’est-ce qui peut mal tourner ? Une première limite."),
                _("Une deuxième limite ?"),
                _("Une autre limite ?"),
                _("Encore une limite ?"),
            ),
            faces.LIMIT_LIMIT,
            2,
            MORE_LIMIT,
        ),
        *text_steps(
            QUESTIONS,
            (
                _("Quelle question poser à la table ? La première."),
                _("La deuxième question ?"),
                _("La troisième question ?"),
            ),
            faces.QUESTION_LIMIT,
            3,
        ),
        *example_steps(deck),
    ]


def answers_of_card(card: PracticeCard, *, replaces: bool) -> Answers:
    """What a known card answers to the questions; its title only where it is told anew."""
    found: Answers = {
        "title": (card.title,) if replaces else (),
        "family": (card.family,),
        "type": (card.type,),
        "summary": (card.summary,),
        "situations": card.situations,
        "challenges": tuple(answer.id for answer in card.challenges[:MOST_CHALLENGES]),
        "money": (card.effort.money,),
        "time": (card.effort.time,),
        "coordination": (card.effort.coordination,),
        "levers": card.levers,
    }
    for answer in card.challenges[:MOST_CHALLENGES]:
        found |= {weight_of(answer.id): (str(answer.weight),), why_of(answer.id): (answer.why,)}
    for names, texts in ((STEPS, card.first_steps), (LIMITS, card.limits), (QUESTIONS, card.questions)):
        found |= {name: (text,) for name, text in zip(names, texts, strict=False)}
    return {name: values for name, values in found.items() if values}


def free_code(deck: Deck, answers: Mapping[str, tuple[str, ...]]) -> str | None:
    """The next free code of the family that the answers name; None where the family is full."""
    return next_code(deck.family[first(answers, "family")].code, [card.code for card in deck.practices])


def card_fields(
    deck: Deck, answers: Mapping[str, tuple[str, ...]], code: str, base: PracticeCard | None = None, *, replaces: bool
) -> dict[str, Any]:
    """The fields of the file; what isn't asked comes from the card begun from, its other names only where it is replaced."""
    kept: dict[str, Any] = {}
    if base is not None:
        kept = fields_of(base, () if replaces else ("aliases", "nicknames", "neighbours"))
    examples = [*example_fields(deck, answers), *kept.get("examples", ())]
    sources = [source for source in kept.get("sources", ()) if source["id"] != source_id(deck, answers)]
    own = source_id(deck, answers)
    fields = kept | {
        "id": base.id if base is not None and replaces else slug(first(answers, "title")),
        "code": code,
        **{name: first(answers, name) for name in ("title", "family", "type", "summary")},
        "challenges": challenge_fields(answers, base.challenges if base else ()),
        "situations": list(answers.get("situations", ())),
        "effort": kept.get("effort", {}) | effort_fields(answers),
        "levers": list(answers.get("levers", ())),
        "first_steps": texts_of(answers, STEPS),
        "limits": [*texts_of(answers, LIMITS), *(base.limits[len(LIMITS) :] if base else ())],
        "questions": texts_of(answers, QUESTIONS),
        "examples": examples,
        "sources": [*([{"id": own}] if own else []), *sources],
    }
    return {name: value for name, value in fields.items() if value}


def card_examples() -> dict[str, Any]:
    """What stands behind a # where a field was left out, to be completed."""
    return {
        "aliases": [_("atelier partagé"), _("atelier commun")],
        "nicknames": [_("l’atelier d’à côté")],
        "description": _(
            "Deux ou trois phrases de plus, pour qui veut comprendre. Dites ce que l’on y fait, avec qui, et comment on s’y retrouve."
        ),
        "benefits": {"citizens": [_("On se rencontre.")], "local_government": [_("Un local vide sert de nouveau.")]},
        "situations": [_("on ne sait plus où aller"), _("chacun reste chez soi")],
        "scale": {"sizes": ["village", "bourg"], "note": _("Il faut une quinzaine de personnes prêtes à venir.")},
        "partners": [_("mairie"), _("associations d’habitants")],
        "conditions": [_("Une personne qui tient les clés.")],
        "examples": [
            {
                "name": _("L’Établi"),
                "place": _("Saint-Machin, France"),
                "short": _("un atelier ouvert le samedi."),
                "text": _("Douze voisins y réparent leurs meubles depuis 2021."),
                "as_of": 2024,
                "source": {"id": "bulletin-municipal"},
                "status": {"state": "unknown"},
            }
        ],
        "links": [{"title": _("La page de l’atelier"), "url": "https://exemple.fr/atelier"}],
        "sources": [{"id": "bulletin-municipal", "locator": _("page 4")}],
    }

"""A format of one's own: a format that exists under another name, for other people, with fewer steps. Pure."""

from collections.abc import Sequence
from typing import Any

from territoires_cli.asking import Answers, Option, Question, Step, first
from territoires_cli.authoring.blocks import text_step
from territoires_cli.authoring.filing import head_of
from territoires_cli.authoring.phrasing import text_fault, tidy, tidy_all
from territoires_cli.authoring.recipes import Recipe
from territoires_cli.flow import flow_faults
from territoires_cli.models.city import slug
from territoires_cli.models.deck import Deck
from territoires_cli.models.workshop import WorkshopFormat
from territoires_cli.translation import gettext as _

RECIPE = Recipe(
    "format",
    {
        "--from": ("base",),
        "--title": ("title",),
        "--audience": ("audience",),
        "--participants": ("participants",),
        "--keep": ("steps",),
    },
    lists=frozenset(["--keep"]),
)


def usable_formats(deck: Deck) -> list[WorkshopFormat]:
    """The formats that can be begun from: those of a series only make sense together."""
    return [shape for shape in deck.formats if shape.series is None]


def format_steps(deck: Deck, taken: Sequence[str]) -> list[Step]:
    """The questions, each made from the answers before it; `taken` are the ids that formats already have."""
    shapes = {shape.id: shape for shape in usable_formats(deck)}

    def base(answers: Answers) -> Question:
        options = tuple(Option(shape.id, shape.title) for shape in shapes.values())
        return Question(
            "base",
            _("De quel format partir ?"),
            "choice",
            options,
            answers.get("base") or ("decouverte",),
            fault=lambda values: None if values and values[0] in shapes else _("Choisissez un format de la liste."),
        )

    def title(answers: Answers) -> Question:
        wrong = text_fault(60)

        def fault(values: tuple[str, ...]) -> str | None:
            if not wrong(values) and slug(tidy(values[0])) in taken:
                return _("Un format a déjà ce nom : choisissez un autre titre.")
            return wrong(values)

        return Question(
            "title", _("Comment s’appelle votre format ?"), default=answers.get("title", ()), fault=fault, read=tidy_all
        )

    def participants(answers: Answers) -> Question | None:
        shape = shapes.get(first(answers, "base"))
        return _participants(shape, answers) if shape else None

    def steps(answers: Answers) -> Question | None:
        shape = shapes.get(first(answers, "base"))
        return _steps(shape, answers) if shape else None

    audience = text_step("audience", _("Pour qui ?"), 120, required=False)
    return [base, title, audience, participants, steps]


def _participants(shape: WorkshopFormat, answers: Answers) -> Question:
    low = shape.tables.size.min * shape.tables.count.min
    high = shape.tables.size.max * shape.tables.count.max

    def fault(values: tuple[str, ...]) -> str | None:
        if values and values[0].isdecimal() and low <= int(values[0]) <= high:
            return None
        return _("Ce format va de {low} à {high} personnes : écrivez un nombre.").format(low=low, high=high)

    return Question(
        "participants",
        _("Pour combien de personnes, d’habitude ?"),
        default=answers.get("participants") or (str(shape.participants),),
        fault=fault,
    )


def _steps(shape: WorkshopFormat, answers: Answers) -> Question:
    known = tuple(step.id for step in shape.steps)

    def fault(values: tuple[str, ...]) -> str | None:
        kept = tuple(step for step in shape.steps if step.id in values)
        if len(kept) < 3:
            return _("Gardez au moins trois étapes.")
        faults = flow_faults(shape.model_copy(update={"steps": kept}))
        return faults[0][1] if faults else None

    options = tuple(
        Option(step.id, step.title, _("{minutes} min").format(minutes=step.minutes.ideal)) for step in shape.steps
    )
    before = tuple(name for name in answers.get("steps", ()) if name in known)
    return Question(
        "steps",
        _("Quelles étapes gardez-vous ?"),
        "many",
        options,
        before or known,
        _("espace pour ôter ou remettre, Entrée pour valider, Échap pour revenir"),
        fault=fault,
        read=lambda values: tuple(name for name in known if name in values),
    )


def format_text(text: str, answers: Answers, editor_line: str, sources: Sequence[str]) -> str:
    """The file of the new format: the text of the one begun from with its remarks, and the changes.

    Sources that the deck doesn't have are left out. Raises YamlError or AmendingError where the text can't be changed.
    """
    from territoires_cli.amending import remove_item, set_value
    from territoires_cli.safe_yaml import parse_yaml

    data: dict[str, Any] = parse_yaml(text)
    name = slug(first(answers, "title"))
    changed = set_value(text, ("id",), name)
    changed = set_value(changed, ("title",), first(answers, "title"))
    changed = set_value(changed, ("participants",), int(first(answers, "participants")))
    if answers.get("audience"):
        changed = set_value(changed, ("audience",), first(answers, "audience"))
    for step in data["steps"]:
        if step["id"] not in answers["steps"]:
            changed = remove_item(changed, ("steps",), step)
    for source in data.get("sources", ()):
        if source["id"] not in sources:
            changed = remove_item(changed, ("sources",), source)
    body = "\n".join(line for line in changed.split("\n") if not line.startswith("# yaml-language-server:"))
    head = "".join(f"# {line}\n" for line in head_of(first(answers, "title"), f"workshops/{name}.yaml").splitlines())
    return f"{editor_line}\n{head}\n{body.lstrip()}"

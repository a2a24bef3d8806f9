"""What to bring, by where it comes from: what is printed, bought, borrowed; with quantities for this number of people."""

from collections.abc import Iterator

from territoires_cli.documents.folder import Folder
from territoires_cli.documents.letterhead import head_blocks
from territoires_cli.documents.plan_context import Context
from territoires_cli.documents.plan_materials import Amount, everything, how_many, name_of
from territoires_cli.documents.writing import code, heading, line, strong
from territoires_cli.models.document import Block, Bullets, Document, Line, Paragraph, Span
from territoires_cli.names import begins_word, squash
from territoires_cli.translation import gettext as _

# Sort of thing → beginnings of words, without accents, that tell it; the first sort that a name fits is its own.
_SORTS: dict[str, tuple[str, ...]] = {
    "printed": (
        "affiche", "badge", "calendrier", "carte", "cartes", "carton", "chevalet", "coupon", "etiquette", "evaluation", "feuille", "fiche",
        "frise", "jeu", "liste", "livret", "main", "mains", "numero", "numeros", "page", "plan", "questionnaire", "recit", "tapis",
    ),
    "food": ("boisson", "cafe", "carafe", "collation", "dejeuner", "eau", "gourde", "repas", "verre", "plateau", "buffet"),
    "borrowed": (
        "appareil", "chaise", "gilet", "grille", "lien", "micro", "minuteur", "ordinateur", "panneau", "paravent", "rallonge",
        "salle", "sonnette", "support", "table", "tableau", "telephone", "trousse", "urne", "videoprojecteur",
    ),
    "bought": (
        "bloc", "ciseaux", "colle", "enveloppe", "feutre", "ficelle", "gommette", "grandes", "marqueur", "note", "papier",
        "pastille", "pate", "planche", "pochette", "pince", "ruban", "rouleau", "scotch", "stylo", "punaise",
    ),
}  # fmt: skip
# Things of which some get lost: one more for ten, rounded up.
_LOST = ("stylo", "feutre", "gommette", "pastille")
_SPARE = 10
_NOON, _EVENING = 12 * 60, 18 * 60


def shopping_list(folder: Folder) -> Document:
    """Everything to bring, with boxes to tick, then what to serve at which hour."""
    context, title = folder.context, _("Liste du matériel")
    blocks: list[Block] = [*head_blocks(folder, title), Paragraph(text=_for_whom(context))]
    sorted_things = _by_sort(context)
    for sort, label in _labels().items():
        if sorted_things[sort]:
            blocks += [heading(2, label), Bullets(items=tuple(sorted_things[sort]), style="boxes")]
    blocks += [heading(2, _("À servir")), Bullets(items=tuple(_meals(context)), style="boxes")]
    return Document(title=title, blocks=tuple(blocks))


def _labels() -> dict[str, str]:
    return {
        "printed": _("À imprimer"),
        "bought": _("Fournitures"),
        "borrowed": _("Salle et matériel à réserver"),
        "food": _("Boissons et repas"),
        "other": _("Autres"),
    }


def _for_whom(context: Context) -> str:
    return _(
        "Pour {people} personnes à {tables} tables, et {leaders} qui animent. Les réserves sont comptées à part."
    ).format(people=context.plan.participants, tables=len(context.plan.tables), leaders=context.facilitators)


def _by_sort(context: Context) -> dict[str, list[Line]]:
    found: dict[str, list[Line]] = {sort: [] for sort in _labels()}
    for amount in everything(context):
        found[_sort_of(name_of(amount))].append(_item(amount))
    found["printed"] += [
        line(
            _("Les cartes de chaque table, les cartes blanches et le jeu complet : "), code("territoires print cartes")
        ),
    ]
    return found


def _sort_of(name: str) -> str:
    """Where a thing comes from, by the first words of its name; somebody's own word that nobody knows stays apart."""
    squashed = squash(name)
    for length in (1, 2, 9):
        words = " ".join(squashed.split()[:length])
        for sort, beginnings in _SORTS.items():
            if any(begins_word(words, beginning) for beginning in beginnings):
                return sort
    return "other"


def _item(amount: Amount) -> Line:
    """A thing in a line: « 24 stylos, et 3 de réserve. Une précision. »."""
    count, name = how_many(amount), name_of(amount)
    words = f" {name}" if amount.material.counted else name
    parts: list[Span | str] = [strong(count) if amount.material.counted else "", words]
    if not amount.material.counted and count != "–":
        parts.append(f", {count}")
    if spare := _spare(amount):
        parts.append(_(", et {count} de réserve").format(count=spare))
    if amount.note:
        parts.append(f". {amount.note}")
    return line(*(part for part in parts if part))


def _spare(amount: Amount) -> int:
    lost = any(begins_word(squash(name_of(amount)), word) for word in _LOST)
    return -(-(amount.total or 0) // _SPARE) if lost and amount.material.counted else 0


def _meals(context: Context) -> Iterator[str]:
    """What to serve, at which clock time, for how many."""
    people = context.plan.participants + context.facilitators
    if context.shape.doors:
        yield _("{time} : de quoi accueillir, pour {people} personnes.").format(
            time=context.at(-context.shape.doors), people=people
        )
    for placed in context.steps:
        if placed.step.kind == "lunch":
            yield _(
                "{time} : un repas pour {people} personnes ; demandez à l’inscription ce que chacune ne mange pas."
            ).format(time=context.at(placed.begins), people=people)
        elif placed.step.kind == "break":
            yield _("{time} : de l’eau et de quoi grignoter, pour {people} personnes.").format(
                time=context.at(placed.begins), people=people
            )
    yield _("Pendant tout l’atelier : de l’eau à portée de main.")

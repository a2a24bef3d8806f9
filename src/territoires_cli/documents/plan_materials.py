"""What to bring, counted for this number of tables and people: in all, and for one step."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from territoires_cli.documents.plan_context import Context
from territoires_cli.documents.writing import heading
from territoires_cli.models.document import Block, Grid
from territoires_cli.models.workshop import Material, MaterialPer, Step
from territoires_cli.translation import gettext as _
from territoires_cli.translation import ngettext


@dataclass(slots=True)
class Amount:
    """A thing to bring: how many of it in all, or for how many where it isn't counted (None: for everybody)."""

    material: Material
    total: int | None
    note: str | None


def material_blocks(context: Context) -> Iterator[Block]:
    """Everything to bring, added up for this number of tables and people."""
    yield heading(2, _("Le matériel"))
    yield Grid(
        columns=(_("Combien"), _("Quoi"), _("Précision")),
        rows=tuple((how_many(item), name_of(item), item.note or "") for item in everything(context)),
        right=(0,),
    )


def everything(context: Context) -> list[Amount]:
    """Everything to bring, each thing once, added up over the format and its steps."""
    materials = [*context.shape.materials]
    materials += [material for item in context.steps for material in item.step.materials]
    return _amounts(context, materials)


def amount_words(context: Context, step: Step) -> str:
    """What a step needs, each thing once: « 1 affiche ; 24 feutres ; collation, pour 24 personnes »."""
    return " ; ".join(_in_words(item) for item in _amounts(context, step.materials))


def _amounts(context: Context, materials: Iterable[Material]) -> list[Amount]:
    """Each thing once: what is counted is added up; of what isn't, the most that is needed at one time."""
    found: dict[str, Amount] = {}
    for material in materials:
        total = context.count(material.quantity, material.per)
        known = found.setdefault(material.item, Amount(material, None, None))
        known.note = known.note or material.note
        if material.counted:
            known.total = (known.total or 0) + total
        elif material.per != "workshop":
            known.total = max(known.total or 0, total)
    return list(found.values())


def name_of(amount: Amount) -> str:
    """What a thing is called, for as many as there are."""
    material = amount.material
    return material.one if material.one and material.counted and amount.total == 1 else material.item


def how_many(amount: Amount) -> str:
    """How many of a thing to bring, or for how many people or tables."""
    if amount.material.counted:
        return str(amount.total)
    return "–" if amount.total is None else _("pour {count}").format(count=amount.total)


def _in_words(amount: Amount) -> str:
    name = name_of(amount)
    if amount.material.counted:
        return f"{amount.total} {name}"
    return name if amount.total is None else f"{name}, {_for_whom(amount.material.per, amount.total)}"


def _for_whom(per: MaterialPer, count: int) -> str:
    if per == "table":
        return ngettext("pour {count} table", "pour {count} tables", count).format(count=count)
    return ngettext("pour {count} personne", "pour {count} personnes", count).format(count=count)

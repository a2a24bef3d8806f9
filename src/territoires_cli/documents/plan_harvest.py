"""What a workshop begins with when it follows another one, and the lines in which its own harvest is noted."""

from collections.abc import Iterable, Iterator

from territoires_cli.documents.plan_context import Context
from territoires_cli.documents.writing import code, emphasis, heading, line, strong
from territoires_cli.models.document import Block, Bullets, Callout, Fields, Grid, Line, Paragraph
from territoires_cli.models.plan import Hand, Harvest
from territoires_cli.names import enumerate_in_french
from territoires_cli.translation import gettext as _


def before_blocks(context: Context) -> Iterator[Block]:
    """The meeting of a series, and table by table what it starts from: the cards that the one before kept."""
    plan, series = context.plan, context.shape.series
    if not plan.begins_with and (series is None or series.number == 1):
        return
    yield heading(2, _("Ce que le groupe a déjà récolté"))
    if plan.begins_with:
        if plan.after:
            yield Paragraph(text=_("Récolte reprise de : {plan}.").format(plan=plan.after))
        yield from _harvested(context, plan.begins_with)
        return
    yield Callout(
        title=_("Cette séance part de la récolte de la précédente"),
        text=_(
            "Elle n’a pas été donnée : recopiez ici ce que chaque table a gardé. Pour que ce plan en parte de lui-même, "
            "ajoutez à la commande l’option --from, suivie du plan de la séance précédente (plan.yaml)."
        ),
    )
    yield Fields(
        items=tuple(
            (_("Table {number}, cartes gardées").format(number=context.table_name(table.number)), None)
            for table in plan.tables
        )
    )


def harvest_blocks(context: Context) -> Iterator[Block]:
    """What came out of the workshop, where it was typed; else a grid to fill in, and how to type it afterwards."""
    yield heading(2, _("La récolte"))
    if context.plan.harvest:
        yield from _harvested(context, context.plan.harvest)
        return
    yield Paragraph(
        text=_(
            "Le lendemain, entourez les codes d’après les cartes cochées et les feuilles, et recopiez mot pour mot "
            "ce que chaque table a écrit."
        )
    )
    yield Grid(
        columns=(_("Table"), _("Gardées"), _("Écartées"), _("Ses mots, et pourquoi elle écarte")),
        rows=tuple(
            (context.table_name(hand.table), _codes(context, hand), _codes(context, hand), "")
            for hand in context.plan.hands
        ),
    )
    yield Paragraph(
        text=line(
            _("Pour qu’une autre séance en parte, enregistrez ce plan avec -o plan.yaml. Remplacez dans ce fichier"),
            " ",
            code("harvest: []"),
            " ",
            _("par ces lignes, avec les codes que chaque table a gardés ou écartés, et ses mots :"),
        )
    )
    yield Bullets(items=tuple(_lines_to_type(context)))


def _codes(context: Context, hand: Hand) -> str:
    return " · ".join(context.deck.practice[dealt.card].code for dealt in hand.cards)


def _lines_to_type(context: Context) -> Iterator[Line]:
    """The lines of the plan's file, with the first cards of each table as an example."""
    yield line(code("harvest:"))
    for hand in context.plan.hands:
        kept, *others = (context.deck.practice[dealt.card].code for dealt in hand.cards)
        text = f'- {{table: {hand.table}, kept: [{kept}], set_aside: [{others[-1] if others else ""}], notes: ["…"]}}'
        yield line(code(text))


def _harvested(context: Context, harvests: Iterable[Harvest]) -> Iterator[Block]:
    """Each table's cards kept and set aside, by code and title, and its own words."""
    for item in sorted(harvests, key=lambda harvest: harvest.table):
        yield Paragraph(text=line(strong(_("Table {number}").format(number=context.table_name(item.table)))))
        lines: list[Line] = []
        for label, cards in ((_("Gardées :"), item.kept), (_("Écartées :"), item.set_aside)):
            if cards:
                lines.append(line(strong(label), f" {enumerate_in_french(_titles(context, cards), _('et'))}."))
        lines += [line(emphasis(note)) for note in item.notes]
        yield Bullets(items=tuple(lines) or (_("Rien n’a été noté."),))


def _titles(context: Context, cards: Iterable[str]) -> list[str]:
    """« B2 Fablab et makerspace », for the cards that the deck knows; the id of the others."""
    practice = context.deck.practice
    return [f"{practice[card].code} {practice[card].title}" if card in practice else card for card in cards]

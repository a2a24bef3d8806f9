"""Each table in the report: its challenges, the cards that it discussed, what it made of them and why, its votes."""

from collections.abc import Iterator

from territoires_cli.documents.groups import group_name
from territoires_cli.documents.plan_room import theme_of
from territoires_cli.documents.report_base import Telling
from territoires_cli.documents.writing import heading, line, strong
from territoires_cli.models.document import Block, Fields, Grid, Line, Paragraph
from territoires_cli.models.session import Entry
from territoires_cli.names import enumerate_in_french
from territoires_cli.translation import gettext as _


def table_blocks(telling: Telling) -> Iterator[Block]:
    """Table by table: what it was asked, and the cards that it kept or refused."""
    yield heading(2, _("Ce que chaque table a discuté"))
    context = telling.context
    hands = {hand.table: hand for hand in context.plan.hands}
    told = {entry.table for entry in telling.of("card", "vote", "dealt") if entry.table}
    for number in sorted({*hands, *told}):
        hand = hands.get(number)
        name = group_name(context, number)
        if hand is None:
            yield heading(3, name)
        else:
            yield heading(3, _("{table} · {theme}").format(table=name, theme=theme_of(context, hand)))
            labels = [context.deck.challenge[challenge].label for challenge in hand.challenges]
            yield Fields(
                items=(
                    (_("Défis"), " · ".join(labels)),
                    (_("Question"), context.deck.challenge[hand.challenges[0]].question),
                )
            )
        yield from _cards(telling, number)
    if _is_indicative(telling) and telling.of("vote"):
        yield Paragraph(text=_("Le vote est indicatif : il n’engage ni le groupe ni la collectivité."))


def _is_indicative(telling: Telling) -> bool:
    return telling.context.plan.mandate is None or telling.context.plan.mandate.level != "co-decision"


def discussed(telling: Telling, table: int) -> list[Entry]:
    """An entry for each card of which a table said something, in the order of its hand: its verdict where it has one."""
    found: dict[str, Entry] = {}
    for kind in ("vote", "dealt", "card"):
        for entry in telling.of(kind):
            if entry.table == table and entry.card is not None:
                before = found.get(entry.card)
                found[entry.card] = entry if before is None or before.kind != "card" else _joined(before, entry)
    return sorted(found.values(), key=lambda entry: (telling.line(entry) or 10**6, entry.n))


def _joined(before: Entry, entry: Entry) -> Entry:
    """What was said of a card at two moments: the last verdict, all the words."""
    texts = dict.fromkeys(text for text in (before.text, entry.text) if text)
    return entry.model_copy(update={"verdict": entry.verdict or before.verdict, "text": " ; ".join(texts) or None})


def _cards(telling: Telling, table: int) -> Iterator[Block]:
    """The cards that were discussed, and those of which nothing was noted."""
    deck = telling.context.deck
    told = discussed(telling, table)
    has_votes = any(telling.votes(entry) is not None for entry in told)
    if told:
        columns = (_("N°"), _("Carte"), _("Ce que la table en fait"), _("Pourquoi, et « Chez nous »"))
        votes = (telling.context.words.vote.capitalize(),) if has_votes else ()
        rows = tuple(_row(telling, entry, has_votes=has_votes) for entry in told)
        yield Grid(columns=(*columns, *votes), rows=rows, right=(4,) if has_votes else ())
    names = {entry.card for entry in told}
    left = [
        f"{deck.practice[dealt.card].code} {deck.practice[dealt.card].title}"
        for hand in telling.context.plan.hands
        if hand.table == table
        for dealt in hand.cards
        if dealt.card not in names
    ]
    if left and told:
        yield Paragraph(text=line(strong(_("Sans trace écrite :")), f" {enumerate_in_french(left, _('et'))}."))
    elif not told:
        yield Paragraph(text=_("Rien n’a été noté sur les cartes de cette table."))


def _row(telling: Telling, entry: Entry, *, has_votes: bool) -> tuple[Line, ...]:
    deck, card = telling.context.deck, entry.card or ""
    title = f"{deck.practice[card].code} {deck.practice[card].title}" if card in deck.practice else card
    verdict = {"kept": _("gardée"), "refused": _("écartée")}.get(entry.verdict or "", _("discutée"))
    number = telling.number(entry) if telling.line(entry) else _("tirée sur place")
    count = telling.votes(entry)
    cells: tuple[Line, ...] = (number, title, verdict, entry.text or "–")
    return (*cells, str(count) if count is not None else "–") if has_votes else cells

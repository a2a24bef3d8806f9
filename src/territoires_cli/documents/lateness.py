"""What can be won back when a workshop runs late: how short each step may be, and how much is left before the reporting back."""

from collections.abc import Iterator
from typing import NamedTuple

from territoires_cli.documents.plan_context import Context
from territoires_cli.documents.writing import duration_words, heading, line, sentence, strong
from territoires_cli.models.document import Block, Bullets, Line, Paragraph
from territoires_cli.names import enumerate_in_french
from territoires_cli.placing import Placed
from territoires_cli.timing import bounds_of, known_steps
from territoires_cli.translation import gettext as _


class Slack(NamedTuple):
    """A step that can be shortened: the minutes that it keeps at least, and those still to be won from it on.

    `least` is 0 where the step may leave. `left` counts until the reporting back.
    """

    item: Placed
    least: int
    left: int

    @property
    def gain(self) -> int:
        """The minutes that it gives back."""
        return self.item.minutes - self.least


def reporting(context: Context) -> Placed:
    """The step in which tables report back, or the first of the closing; the last one where the format has none."""
    closing = [item for item in context.steps if item.step.phase == "close"]
    return next((item for item in closing if "feedback" in item.step.gives), (closing or [context.steps[-1]])[0])


def slacks(context: Context) -> list[Slack]:
    """The steps before the reporting back that can be shortened, in their order."""
    least = least_minutes(context)
    until = reporting(context).begins
    found: list[Slack] = []
    for item in reversed([item for item in context.steps if item.begins < until]):
        gain = item.minutes - least[item.step.id]
        if gain > 0:
            found.insert(0, Slack(item, least[item.step.id], gain + (found[0].left if found else 0)))
    return found


def least_minutes(context: Context) -> dict[str, int]:
    """How short each step may be on the day, by its id: as in the format's short version; nothing for what may leave."""
    plan = context.plan
    tight = {bounds.step.id: bounds.tight for bounds in bounds_of(context.shape, plan.participants, len(plan.tables))}
    known = known_steps(context.shape)
    return {
        item.step.id: 0
        if item.step.kind == "margin" or item.step.drop_order is not None
        else min(item.minutes, tight.get(item.step.id, known[item.step.id].minutes.min))
        for item in context.steps
    }


def late_blocks(context: Context) -> Iterator[Block]:
    """What to shorten first, and how much can still be won, step by step, before the reporting back."""
    found, goal = slacks(context), reporting(context)
    yield heading(2, _("Si l’on prend du retard"))
    yield Paragraph(text=_margin(context))
    if not found:
        yield Paragraph(
            text=_("Aucune étape ne peut raccourcir avant « {goal} » : demandez à l’ouverture si l’on peut finir plus tard.")
            .format(goal=goal.step.title)
        )  # fmt: skip
        return
    yield Bullets(items=tuple(_order(context, found)), style="numbered")
    left = (
        _("{at} : {left}").format(at=context.at(slack.item.begins), left=duration_words(slack.left)) for slack in found
    )
    yield Paragraph(
        text=line(
            strong(_("Reste à gagner avant « {goal} » ({at}), si rien n’est encore raccourci :").format(
                goal=goal.step.title, at=context.at(goal.begins)
            )),
            " ",
            _("{list}.").format(list=" ; ".join(left)),
        )
    )  # fmt: skip


def _margin(context: Context) -> str:
    """Where the margin is."""
    margins = [item for item in context.steps if item.step.kind == "margin"]
    if not margins:
        return _("Ce plan n’a pas de marge : chaque minute de retard se reprend sur une étape.")
    listed = (
        _("{minutes} à {at}").format(minutes=duration_words(item.minutes), at=context.at(item.begins))
        for item in margins
    )
    return _("La marge : {list}. Ne l’annoncez pas, et supprimez-la en premier.").format(
        list=enumerate_in_french([*listed], _("et"))
    )


def _order(context: Context, found: list[Slack]) -> Iterator[Line]:
    """Steps that keep their sense when shorter, then those that leave; and what is never cut."""
    shorter = [slack for slack in found if slack.item.step.kind != "margin" and slack.item.step.drop_order is None]
    if shorter:
        shorter.sort(key=lambda slack: (slack.item.step.kind in ("break", "lunch"), -slack.gain))
        yield _("Raccourcissez ce qui vient, dans cet ordre : {list}.").format(list=_gains(context, shorter))
    leaving = [item for item in context.steps if item.step.drop_order is not None]
    for item in sorted(leaving, key=lambda item: item.step.drop_order or 0):
        yield (
            _("Laissez partir « {title} » ({minutes}). {instead}")
            .format(
                title=item.step.title,
                minutes=duration_words(item.minutes),
                instead=sentence(item.step.if_dropped or ""),
            )
            .strip()
        )
    yield _("Ne coupez jamais dans « {last} » : on y dit qui répond, et quand.").format(
        last=context.steps[-1].step.title
    )


def _gains(context: Context, found: list[Slack]) -> str:
    """« Nos enjeux » (5 min) ; « Pause » de 10 h 30 (5 min)."""
    titles = [slack.item.step.title for slack in found]
    parts = []
    for slack in found:
        name = _("« {title} »").format(title=slack.item.step.title)
        if titles.count(slack.item.step.title) > 1:
            name = _("{name} de {at}").format(name=name, at=context.at(slack.item.begins))
        parts.append(_("{name} ({gain})").format(name=name, gain=duration_words(slack.gain)))
    return " ; ".join(parts)

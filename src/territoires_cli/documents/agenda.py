"""The participants' agenda on one page: what they see, at which time, where, and what becomes of their work."""

from collections.abc import Iterator
from typing import NamedTuple

from territoires_cli.documents.folder import Folder
from territoires_cli.documents.groups import is_in_groups, is_online, numbers_in_words
from territoires_cli.documents.letterhead import head_blocks
from territoires_cli.documents.plan_context import Context
from territoires_cli.documents.writing import clock, duration_words, emphasis, heading, line, sentence, strong
from territoires_cli.models.document import Block, Document, Fields, Line, Paragraph, Timeline
from territoires_cli.models.document import Moment as Row
from territoires_cli.models.plan import Moment
from territoires_cli.models.workshop import Step
from territoires_cli.translation import gettext as _


class Piece(NamedTuple):
    """A stretch of time that participants see: minutes after the start, and the step or the fixed moment that fills it.

    `is_resumed` where a moment interrupted the step before.
    """

    begins: int
    ends: int
    what: Step | Moment
    is_resumed: bool = False


def agenda(folder: Folder) -> Document:
    """The agenda: a timeline that adds up to the whole workshop, then the mandate and who answers. One page."""
    context, title = folder.context, _("Déroulé")
    blocks: list[Block] = [
        *head_blocks(folder, title),
        Fields(items=tuple(_facts(context))),
        Timeline(moments=tuple(_rows(context))),
        *_promise(context),
    ]
    return Document(title=title, language=context.deck.info.language, blocks=tuple(blocks))


def _facts(context: Context) -> Iterator[tuple[str, Line | None]]:
    plan, shape = context.plan, context.shape
    yield _("Séance"), plan.title or shape.title
    yield (
        _("Horaires"),
        _("de {start} à {end}, soit {duration}").format(
            start=context.at(0), end=context.at(plan.duration), duration=duration_words(plan.duration)
        ),
    )
    rooms = [
        _("{tables} : {room}").format(tables=numbers_in_words(context, numbers), room=room)
        for room, numbers in context.rooms.items()
        if room is not None
    ]
    if rooms:
        yield _("Salles"), " ; ".join(rooms)
    if is_online(shape):
        yield _("Lien de la réunion"), None
        yield _("Si rien ne marche, appelez"), None
    elif shape.stops is not None:
        yield _("En chemin, appelez"), None


def _rows(context: Context) -> Iterator[Row]:
    plan, doors = context.plan, context.shape.doors
    if doors:
        words = _("{minutes}, pour essayer") if is_online(context.shape) else _("{minutes}, portes ouvertes")
        note = words.format(minutes=duration_words(doors))
        yield Row(at=clock(plan.start, -doors), minutes=doors, title=line(emphasis(_("Accueil"))), note=note)
    for piece in pieces_of(context):
        minutes = piece.ends - piece.begins
        yield Row(at=context.at(piece.begins), minutes=minutes, title=_title(piece), note=_note(context, piece))
    yield Row(at=context.at(plan.duration), minutes=0, title=line(strong(_("Fin"))))


def pieces_of(context: Context) -> list[Piece]:
    """What fills the workshop from its start to its end, without a gap; hidden minutes belong to what comes before."""
    found: list[Piece] = []
    for piece in sorted(_cut(context), key=lambda item: (item.begins, isinstance(item.what, Step))):
        is_hidden = isinstance(piece.what, Step) and piece.what.kind == "hidden"
        if found and found[-1].ends >= piece.ends and isinstance(piece.what, Step):
            continue
        if found and not is_hidden:
            found.append(piece._replace(begins=max(piece.begins, found[-1].ends)))
        elif found:
            found[-1] = found[-1]._replace(ends=piece.ends)
        elif not is_hidden:
            found.append(piece._replace(begins=0))
    ends = [*(piece.begins for piece in found[1:]), context.plan.duration]
    return [piece._replace(ends=end) for piece, end in zip(found, ends, strict=True)]


def _cut(context: Context) -> Iterator[Piece]:
    """Fixed moments, and the steps in the pieces that these leave of them."""
    moments = [item for item in context.moments if item.begins <= context.plan.duration]
    for item in moments:
        yield Piece(item.begins, item.begins + item.moment.minutes, item.moment)
    for step in context.steps:
        begins, is_resumed = step.begins, False
        for item in moments:
            if begins < item.begins < step.ends:
                yield Piece(begins, item.begins, step.step, is_resumed)
                begins, is_resumed = item.begins + item.moment.minutes, True
        if begins < step.ends:
            yield Piece(begins, step.ends, step.step, is_resumed)


def _title(piece: Piece) -> Line:
    what = piece.what
    if isinstance(what, Moment):
        return line(strong(what.title))
    if what.kind == "margin":
        return line(emphasis(_("Quelques minutes pour finir")))
    title = _("{title} (suite)").format(title=what.title) if piece.is_resumed else what.title
    return title if what.kind in ("work", "hidden") else line(emphasis(title))


def _note(context: Context, piece: Piece) -> str:
    """« 20 min, à votre table »."""
    minutes = duration_words(piece.ends - piece.begins) if piece.ends > piece.begins else ""
    if isinstance(piece.what, Moment):
        how = _("à heure fixe")
    elif piece.what.kind in ("break", "lunch"):
        how = ""
    else:
        how = _how(context, piece.what)
    return ", ".join(part for part in (minutes, how) if part)


def _how(context: Context, step: Step) -> str:
    """How people are together in a step, said to them."""
    return {
        "plenary": _("toutes et tous ensemble"),
        "table": _("dans votre groupe") if is_in_groups(context.shape) else _("à votre table"),
        "pair": _("à deux"),
        "individual": _("en silence"),
        "free": _("librement"),
    }[step.grouping]


def _promise(context: Context) -> Iterator[Block]:
    """The mandate in one sentence, and who answers when."""
    words = context.words
    yield heading(2, _("Ce que deviendra votre travail"))
    yield Paragraph(text=sentence(words.read_aloud[0] if words.label else words.read_aloud[-1]))
    yield Fields(items=(words.front[3],))

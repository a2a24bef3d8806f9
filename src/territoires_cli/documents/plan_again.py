"""The end of a plan: the command and the code that make it again, and what they can't carry."""

from collections.abc import Iterator

from territoires_cli.clocks import wished
from territoires_cli.coding import encode, not_carried
from territoires_cli.documents.plan_context import Context
from territoires_cli.documents.writing import emphasis, heading, line
from territoires_cli.models.document import Block, Command, Paragraph
from territoires_cli.models.plan import Plan
from territoires_cli.names import enumerate_in_french
from territoires_cli.quoting import command_line
from territoires_cli.timing import in_words
from territoires_cli.translation import gettext as _

# How the command names the file of a walk's places, whose name the plan doesn't keep.
PLACES = "lieux.yaml"


def again_blocks(context: Context) -> Iterator[Block]:
    """How to make the plan again: by its command, by its file where no command would do, and by its code."""
    plan = context.plan
    yield heading(2, _("Refaire ce plan"))
    if _needs_file(context):
        yield Paragraph(
            text=_(
                "Aucune commande ne redonne tout de ce plan, retouché ou nommé à la main. Gardez-le dans un fichier (-o "
                "plan.yaml), qui refait le document :"
            )
        )
        yield Command(text=command_line(["territoires", "render", "plan.yaml", "-o", "plan.md"]))
    else:
        yield Paragraph(
            text=_("Cette commande refait le même plan, carte pour carte, avec la version {version} du jeu :").format(
                version=plan.deck.version
            )
        )
        yield Command(text=command_for(context))
        if plan.stops:
            yield Paragraph(text=_("{file} est le fichier de vos lieux : mettez le nom du vôtre.").format(file=PLACES))
    if plan.asked_for == "-":
        yield Paragraph(
            text=_("Redonnez sur l’entrée le même texte que la première fois ; mieux vaut en faire un fichier.")
        )
    yield from _code(context)
    yield Paragraph(text=line(emphasis(_("Empreinte du jeu : {digest}").format(digest=plan.deck.digest[:12]))))


def _needs_file(context: Context) -> bool:
    """Whether something in the plan is in no option: whatever was changed or added by hand."""
    plan = context.plan
    return context.is_edited or bool(plan.harvest) or any(table.name for table in plan.tables)


def _code(context: Context) -> Iterator[Block]:
    """The code's own command, and what it leaves out."""
    plan = context.plan
    lost = not_carried(plan)
    if context.is_edited:
        lost.append(_("ce qui a été changé à la main"))
    own = [] if context.deck.city.get(plan.city.id) == plan.city else [plan.asked_for]
    yield Paragraph(
        text=_("Avec le même jeu, le code de la première page refait le plan, sauf {lost} :").format(
            lost=enumerate_in_french(lost, _("et"))
        )
        if lost
        else _("Le code de la première page suffit avec le même jeu, même sans réseau ni fichier de plan :")
    )
    words = ["territoires", "plan", *own, "--code", encode(plan, context.deck), *_decks(plan)]
    yield Command(text=command_line(words))


def command_for(context: Context) -> str:
    """The command that makes this plan again."""
    plan = context.plan
    words = ["territoires", "plan", plan.asked_for]
    words += ["--format", plan.format, "--duration", in_words(plan.asked_duration or plan.duration)]
    words += ["--start", plan.start]
    words += ["--participants", str(plan.participants), "--tables", str(len(plan.tables)), "--seed", str(plan.seed)]
    for option, value in _given(context):
        if value:
            words += [option, value]
    return command_line([*words, *_decks(plan)])


def _given(context: Context) -> Iterator[tuple[str, str | None]]:
    """The options that were given beyond the format's own."""
    plan, deck = context.plan, context.deck
    yield "--title", plan.title
    yield "--date", plan.date
    yield "--place", plan.place
    yield "--organiser", plan.organiser
    for moment in wished(plan.moments):
        yield "--at", f"{moment.at} {moment.title} ({moment.minutes} min)"
    yield "--rooms", _rooms(plan)
    if plan.mandate is not None:
        yield "--mandate", plan.mandate.level
        yield "--decides", plan.mandate.decides
        yield "--settled", plan.mandate.settled
        yield "--answered-by", plan.mandate.answered_by
        yield "--answered-when", plan.mandate.answered_when
    for name in plan.activities:
        yield f"--{deck.activity[name].use}", name
    yield "--include", ",".join(deck.practice[name].code for name in plan.included)
    yield "--exclude", ",".join(deck.practice[name].code for name in plan.excluded)
    yield "--from", plan.after
    yield "--places", PLACES if plan.stops else None


def _decks(plan: Plan) -> list[str]:
    return [word for root in plan.deck.roots for word in ("--deck", root)]


def _rooms(plan: Plan) -> str | None:
    """« Salle des fêtes:3,Mezzanine:1 », where tables are in rooms."""
    counts: dict[str, int] = {}
    for table in plan.tables:
        if table.room is None:
            return None
        counts[table.room] = counts.get(table.room, 0) + 1
    return ",".join(f"{room}:{count}" for room, count in counts.items())

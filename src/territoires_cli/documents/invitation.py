"""The invitation: when, where, what for, what becomes of what people say, what they may need, and what is kept of them."""

from collections.abc import Iterator

from territoires_cli.documents.data_notice import notice_blocks, photograph_blocks, photograph_consent
from territoires_cli.documents.folder import Folder
from territoires_cli.documents.groups import is_online
from territoires_cli.documents.letterhead import head_blocks
from territoires_cli.documents.plan_context import Context
from territoires_cli.documents.writing import date_words, duration_words, heading
from territoires_cli.models.document import Block, Bullets, Document, Fields, Line, Paragraph
from territoires_cli.translation import gettext as _


def invitation(folder: Folder) -> Document:
    """A letter or a message to send as it is once its lines are filled in, with a reply slip."""
    context, title = folder.context, _("Invitation")
    blocks: list[Block] = [
        *head_blocks(folder, title),
        Fields(
            items=(
                (_("Objet"), _subject(context)),
                (_("De la part de"), context.plan.organiser or folder.settings.organiser),
            )
        ),
        Paragraph(text=_("Madame, Monsieur,")),
        Paragraph(text=_opening(context)),
        heading(2, _("De quoi nous parlerons")),
        Bullets(items=tuple(_questions(context))),
        heading(2, _("Quand et où")),
        Fields(items=tuple(_when(context))),
        heading(2, _("Ce que deviendra ce que vous direz")),
        *_promise(context),
        heading(2, _("Pour venir")),
        Bullets(items=tuple(_practical(context))),
        heading(2, _("Coupon-réponse")),
        *_slip(folder),
        *notice_blocks(folder),
    ]
    return Document(title=title, blocks=tuple(blocks))


def _subject(context: Context) -> str:
    plan = context.plan
    when = _(", {date}").format(date=date_words(plan.date)) if plan.date else ""
    return _("{title}, {city}{when}").format(title=plan.title or context.shape.title, city=plan.city.name, when=when)


def _opening(context: Context) -> str:
    plan = context.plan
    return _(
        "Vous êtes invitée ou invité à un atelier avec {people} personnes d’ici : élues et élus, habitantes et habitants, associations, "
        "entreprises. Aucune connaissance n’est demandée : vous savez ce que vous vivez, et cela suffit."
    ).format(people=plan.participants)


def _questions(context: Context) -> Iterator[str]:
    """The tables' questions, each once, in the town's order."""
    seen = dict.fromkeys(hand.challenges[0] for hand in context.plan.hands)
    for name in list(seen)[:6]:
        yield context.deck.challenge[name].question


def _when(context: Context) -> Iterator[tuple[str, Line | None]]:
    plan = context.plan
    yield _("Date"), date_words(plan.date) if plan.date else None
    hours = _("de {start} à {end} ({duration}), accueil dès {doors}").format(
        start=context.at(0),
        end=context.at(plan.duration),
        duration=duration_words(plan.duration),
        doors=context.at(-context.shape.doors),
    )
    yield _("Horaires"), hours
    if is_online(context.shape):
        yield _("Lien de la réunion"), None
    else:
        yield _("Lieu, et comment y venir"), plan.place


def _promise(context: Context) -> Iterator[Block]:
    words = context.words
    if context.plan.mandate is None:
        yield Fields(items=tuple((label, value) for label, value in words.front[1:4]))
        return
    yield Paragraph(text=" ".join(words.read_aloud))


def _practical(context: Context) -> Iterator[str]:
    if is_online(context.shape):
        yield _("Il vous faut un ordinateur ou un téléphone avec un micro ; on peut aussi suivre par téléphone seul.")
    elif context.shape.stops is not None:
        yield _(
            "Prévoyez des chaussures de marche et un vêtement de pluie ; le parcours se fait aussi en fauteuil, dites-le-nous."
        )
    else:
        yield _("La salle est accessible en fauteuil ; si ce n’est pas le cas de votre trajet, dites-le-nous.")
    yield _(
        "Dites-nous ce qu’il vous faut : lettres plus grandes, interprète, boucle auditive, garde d’enfants, transport."
    )
    if any(placed.step.kind == "lunch" for placed in context.steps):
        yield _("Le repas est prévu : dites-nous ce que vous ne mangez pas.")


def _slip(folder: Folder) -> Iterator[Block]:
    yield Fields(
        items=(
            (_("Nom et prénom"), None),
            (_("Organisation, s’il y a lieu"), None),
            (_("Pour me joindre"), None),
            (_("Ce dont j’ai besoin pour participer"), None),
        )
    )
    yield Bullets(items=(_("Je viendrai."), _("Je ne viendrai pas, mais je veux recevoir la suite.")), style="boxes")
    yield from photograph_blocks(folder)
    yield from photograph_consent(folder)

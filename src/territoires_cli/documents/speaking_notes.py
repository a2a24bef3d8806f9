"""Notes for whoever opens the workshop: what to say in a few minutes, what not to say, to whom to hand over."""

from collections.abc import Iterator

from territoires_cli.documents.folder import Folder
from territoires_cli.documents.letterhead import head_blocks
from territoires_cli.documents.plan_context import Context
from territoires_cli.documents.writing import duration_words, heading
from territoires_cli.models.document import Block, Bullets, Document, Fields, Paragraph, Speech
from territoires_cli.names import enumerate_in_french
from territoires_cli.placing import Placed
from territoires_cli.translation import gettext as _

# How fast an official reads a text aloud to a room, in words a minute.
WORDS_A_MINUTE = 130
# The format in which whoever governs speaks last.
_LAST = "elus"


def speaking_notes(folder: Folder) -> Document:
    """The words to say, timed; the mandate is read after them. For a table of officials, the words that close it."""
    context, title = folder.context, _("Notes pour qui ouvre l’atelier")
    opening = next((placed for placed in context.steps if "mandate" in placed.step.gives), context.steps[0])
    speaks_last = context.shape.id == _LAST
    said = tuple(_closing_words(context) if speaks_last else _opening_words(folder))
    if speaks_last:
        title = _("Notes pour le maire ou la maire")
    blocks: list[Block] = [
        *head_blocks(folder, title),
        Fields(items=((_("Quand"), _when(context, opening, speaks_last=speaks_last)), (_("Durée"), _length(said)))),
        Paragraph(text=_advice(speaks_last=speaks_last)),
        heading(2, _("À dire")),
        Speech(sentences=said),
        heading(2, _("À ne pas faire")),
        Bullets(items=tuple(_never(speaks_last=speaks_last))),
        heading(2, _("Si l’on vous demande")),
        Bullets(items=tuple(_answers(context))),
    ]
    return Document(title=title, blocks=tuple(blocks))


def _when(context: Context, opening: Placed, *, speaks_last: bool) -> str:
    if speaks_last:
        return _("en dernier, après tout le monde, vers {time}").format(time=context.at(context.steps[-1].begins))
    return _("dès {time}, pendant « {step} », qui dure {minutes}").format(
        time=context.at(opening.begins), step=opening.step.title, minutes=duration_words(opening.minutes)
    )


def _length(said: tuple[str, ...]) -> str:
    words = sum(len(text.split()) for text in said)
    minutes = max(-(-words // WORDS_A_MINUTE), 1)
    return _("{minutes} min à voix haute, {words} mots").format(minutes=minutes, words=words)


def _advice(*, speaks_last: bool) -> str:
    if speaks_last:
        return _("Écoutez d’abord : dès que vous donnez votre avis, les autres ne disent plus le leur.")
    return _("Lisez ces phrases, ou dites-les à votre façon. Le mandat est lu juste après, par l’équipe d’animation.")


def _opening_words(folder: Folder) -> Iterator[str]:
    context = folder.context
    yield _("Bonjour à toutes et à tous, et merci d’être là : votre temps est précieux.")
    yield _("Nous nous réunissons parce que notre territoire se pose ces questions :")
    for name in list(dict.fromkeys(hand.challenges[0] for hand in context.plan.hands))[:4]:
        yield context.deck.challenge[name].question
    yield _("Je n’apporte pas la réponse : je suis là pour écouter.")
    yield _(
        "L’équipe d’animation va lire ce que vous pouvez décider, et ce que cela deviendra : ces phrases nous engagent."
    )
    if context.words.answer:
        yield _("Vous aurez une réponse écrite : {answer}.").format(answer=context.words.answer.rstrip("."))
    yield _("Ce que vous écarterez comptera autant que ce que vous garderez : dites pourquoi, nous l’écrirons.")
    yield _("Je vous souhaite un bon travail, et je passe la parole à l’équipe d’animation.")


def _closing_words(context: Context) -> Iterator[str]:
    yield _("Merci. J’ai entendu chacune et chacun, et je parle en dernier pour cela.")
    yield _("Voici ce que je retiens de ce que vous avez dit, dans vos mots.")
    yield _("Pour chaque carte gardée, un service et une date sont écrits : je m’assure qu’ils tiennent.")
    yield _("Le mandat lu au début nous engage : ce que vous avez écrit aura une réponse, par écrit.")
    if context.words.answer:
        yield _("Qui répond, et quand : {answer}.").format(answer=context.words.answer.rstrip("."))
    yield _("Nous nous retrouvons à la date que nous venons d’écrire.")


def _never(*, speaks_last: bool) -> Iterator[str]:
    yield _("Annoncer une décision, un financement ou un projet déjà prêt : la salle cesserait de chercher.")
    yield _("Défendre ou critiquer une carte, même en plaisantant.")
    yield _("Répondre à la place de quelqu’un, ou reprendre la parole pendant le travail des tables.")
    if not speaks_last:
        yield _("Dépasser le temps : la minute que vous prenez manque à une table.")


def _answers(context: Context) -> Iterator[str]:
    words = context.words
    yield _("« Est-ce déjà décidé ? » Dites ce qui est fixé, et lui seul : {settled}.").format(
        settled=(
            context.plan.mandate.settled
            if context.plan.mandate and context.plan.mandate.settled
            else _("à écrire avant l’atelier")
        ).rstrip(".")
    )
    yield _("« Que deviendront nos {proposals} ? » Dites qui répond, et quand : {answer}.").format(
        proposals=words.proposals, answer=(words.answer or _("à écrire avant l’atelier")).rstrip(".")
    )
    themes = [context.deck.challenge[name].label for name in dict.fromkeys(h.challenges[0] for h in context.plan.hands)]
    yield _(
        "« Et ce sujet-là ? » Les tables travaillent sur : {themes}. Le reste va au tableau des questions laissées."
    ).format(themes=enumerate_in_french([f"« {theme} »" for theme in themes[:6]], _("et")))

"""Plan + Deck → the facilitator's document, part by part, in the order in which she needs them."""

from collections.abc import Iterator

from territoires_cli.documents.city import figure_blocks
from territoires_cli.documents.plan_annex import annex_blocks
from territoires_cli.documents.plan_context import Context
from territoires_cli.documents.plan_front import front_blocks
from territoires_cli.documents.plan_harvest import before_blocks, harvest_blocks
from territoires_cli.documents.plan_materials import material_blocks
from territoires_cli.documents.plan_room import room_blocks, table_blocks
from territoires_cli.documents.plan_steps import agenda_blocks, run_sheet_blocks
from territoires_cli.documents.plan_stops import stop_blocks
from territoires_cli.documents.writing import emphasis, fact_line, heading, line, sentence, strong
from territoires_cli.matching import match_city
from territoires_cli.models.deck import Deck
from territoires_cli.models.document import Block, Bullets, Callout, Document, Fields, Heading, Line, Paragraph
from territoires_cli.models.matching import Matching
from territoires_cli.models.plan import Plan
from territoires_cli.translation import gettext as _


def plan_document(plan: Plan, deck: Deck, matching: Matching | None = None, *, is_edited: bool = False) -> Document:
    """The whole plan: front page, territory, agenda, tables, run sheet, annexes. Participants see no score in it.

    `matching`, where it is at hand, is that of the plan's city; it is made again otherwise.
    `is_edited` is whether something was changed by hand, so that no command makes the plan again.
    """
    context = Context.of(plan, deck, matching or match_city(deck, plan.city), is_edited=is_edited)
    title = context.title
    blocks: list[Block] = [
        Heading(level=1, text=title),
        *front_blocks(context),
        *_territory(context),
        *before_blocks(context),
        *_aims(context),
        *agenda_blocks(context),
        *stop_blocks(context),
        *room_blocks(context),
        *table_blocks(context),
        *_before(context),
        *material_blocks(context),
        *run_sheet_blocks(context),
        *_after(context),
        *harvest_blocks(context),
        *annex_blocks(context),
    ]
    return Document(
        title=title,
        language=deck.info.language,
        blocks=tuple(blocks),
        imprint=context.imprint,
        created=context.created,
    )


def _territory(context: Context) -> Iterator[Block]:
    city, deck = context.plan.city, context.deck
    yield heading(2, _("Le territoire"))
    if city.context:
        yield Paragraph(text=city.context)
    if city.population:
        yield Fields(
            items=(
                (
                    _("Population"),
                    _("{people} habitants {source}")
                    .format(
                        people=f"{city.population.value:,}".replace(",", " "),
                        source=context.verified(city.population.source, city.population.as_of),
                    )
                    .strip(),
                ),
            )
        )
    if city.figures:
        yield from figure_blocks(city.figures, deck, context.is_old)
    yield heading(3, _("Ce que dit le territoire"))
    if city.statement:
        yield Paragraph(text=line(emphasis(city.statement)))
    if city.statement and city.sources:
        sources = dict.fromkeys(deck.source[item.id].short for item in city.sources if item.id in deck.source)
        yield Paragraph(
            text=_("Texte de travail, écrit d’après : {sources}. À relire avec la commune avant de le montrer.").format(
                sources=" ; ".join(sources)
            )
        )
    yield Bullets(items=tuple(_challenge_lines(context)), style="numbered")
    if city.constraints:
        yield heading(3, _("Ce qui freine (pour l’animation, à ne pas projeter)"))
        yield Bullets(items=city.constraints)
    if city.facts:
        yield heading(3, _("À savoir aussi"))
        yield Bullets(items=tuple(fact_line(deck, fact) for fact in city.facts))
    for topic in context.matching.out_of_play:
        yield Callout(title=_("Hors du jeu : {label}").format(label=topic.topic.label), text=topic.topic.advice)
    for stated in context.matching.uncovered:
        yield Callout(
            title=_("Sans réponse dans le jeu : {label}").format(label=stated.challenge.label),
            text=_("Aucune carte proposée n’y répond : laissez une table y réfléchir avec des cartes blanches."),
        )


def _challenge_lines(context: Context) -> Iterator[Line]:
    reasons = {stated.id: stated.why for stated in context.plan.city.challenges}
    on_tables = {challenge for hand in context.plan.hands for challenge in hand.challenges}
    stated_ids = {stated.challenge.id for stated in context.matching.stated}
    for stated in context.matching.recognised:
        if stated.challenge.id not in stated_ids | on_tables:
            continue
        why = reasons.get(stated.challenge.id)
        if why is None and stated.words and stated.priority is None:
            why = _("Mots relevés dans le texte : {words}.").format(words=", ".join(stated.words))
        yield line(strong(sentence(stated.challenge.label)), " ", sentence(why or stated.challenge.description))


def _aims(context: Context) -> Iterator[Block]:
    shape = context.shape
    yield heading(2, _("Ce que vise l’atelier"))
    yield Paragraph(text=shape.summary)
    yield Bullets(items=shape.aims)
    yield Fields(items=((_("Résultat"), shape.result), (_("Public"), shape.audience)))


def _before(context: Context) -> Iterator[Block]:
    if context.shape.before:
        yield heading(2, _("Avant l’atelier"))
        yield Bullets(items=context.shape.before, style="boxes")


def _after(context: Context) -> Iterator[Block]:
    if context.shape.after:
        yield heading(2, _("Après l’atelier"))
        yield Bullets(items=context.shape.after, style="boxes")

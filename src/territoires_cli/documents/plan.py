"""Plan + Deck → the facilitator's document, part by part, in the order in which she needs them."""

from collections.abc import Iterator

from territoires_cli.documents.city import figure_blocks
from territoires_cli.documents.plan_annex import annex_blocks
from territoires_cli.documents.plan_context import Context
from territoires_cli.documents.plan_materials import material_blocks
from territoires_cli.documents.plan_room import room_blocks, table_blocks
from territoires_cli.documents.plan_steps import agenda_blocks, run_sheet_blocks
from territoires_cli.documents.writing import (
    clock,
    date_words,
    duration_words,
    emphasis,
    fact_line,
    heading,
    line,
    sentence,
    strong,
)
from territoires_cli.matching import Matching, match_city
from territoires_cli.models.deck import Deck
from territoires_cli.models.document import Block, Bullets, Callout, Document, Fields, Heading, Line, Paragraph
from territoires_cli.models.plan import Plan
from territoires_cli.translation import gettext as _
from territoires_cli.translation import ngettext


def plan_document(plan: Plan, deck: Deck, matching: Matching | None = None) -> Document:
    """The whole plan: front page, territory, agenda, tables, run sheet, annexes. Participants see no score in it.

    `matching`, where it is at hand, is that of the plan's city; it is made again otherwise.
    """
    context = Context.of(plan, deck, matching or match_city(deck, plan.city))
    title = plan.title or _("{format} – {city}").format(format=context.shape.title, city=plan.city.name)
    blocks: list[Block] = [
        Heading(level=1, text=title),
        Fields(items=tuple(_front(context))),
        *_territory(context),
        *_aims(context),
        *agenda_blocks(context),
        *room_blocks(context),
        *table_blocks(context),
        *_before(context),
        *material_blocks(context),
        *run_sheet_blocks(context),
        *_after(context),
        *annex_blocks(context),
    ]
    return Document(title=title, language=deck.info.language, blocks=tuple(blocks))


def _front(context: Context) -> Iterator[tuple[str, Line | None]]:
    plan, shape = context.plan, context.shape
    doors = clock(plan.start, -shape.doors)
    yield _("Territoire"), plan.city.name
    yield _("Date"), date_words(plan.date) if plan.date else None
    yield _("Lieu"), plan.place
    yield _("Organisé par"), plan.organiser
    yield (
        _("Horaires"),
        _("de {start} à {end} ({duration}) ; portes ouvertes à {doors}").format(
            start=clock(plan.start, 0),
            end=_end(plan),
            duration=duration_words(plan.duration),
            doors=doors,
        ),
    )
    yield (
        _("Participants"),
        _("{people} personnes, {tables}").format(people=plan.participants, tables=_table_sizes(context)),
    )
    yield (
        _("Animation"),
        ngettext(
            "{count} personne (une pour {tables} tables au plus)",
            "{count} personnes (une pour {tables} tables au plus)",
            context.facilitators,
        ).format(count=context.facilitators, tables=shape.tables.per_facilitator),
    )
    yield _("Ce que le groupe peut décider"), None
    yield _("Qui répond aux propositions, et quand"), None


def _end(plan: Plan) -> str:
    end = clock(plan.start, plan.duration)
    is_next_day = int(plan.start[:2]) * 60 + int(plan.start[3:]) + plan.duration > 24 * 60
    return _("{time} le lendemain").format(time=end) if is_next_day else end


def _table_sizes(context: Context) -> str:
    """« 3 tables de 6 et 1 table de 5 »."""
    sizes = [table.seats for table in context.plan.tables]
    parts = [
        ngettext("{count} table de {size}", "{count} tables de {size}", sizes.count(size)).format(
            count=sizes.count(size), size=size
        )
        for size in sorted(set(sizes), reverse=True)
    ]
    return _(" et ").join(parts)


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
            why = _("Lu dans le texte : « {words} ».").format(words=" ".join(stated.words))
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

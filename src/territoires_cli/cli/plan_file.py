"""A plan file read back: whatever was changed by hand is kept, what depends on it is made again and said."""

from collections.abc import Sequence
from pathlib import Path

from territoires_cli.cli.options import readable_name, roots_of, seed_or_new
from territoires_cli.cli.plan_options import Asked, read_tables
from territoires_cli.cli.plan_output import Made, say_all
from territoires_cli.cli.plan_people import laid_out, people_asked
from territoires_cli.decks import is_plan, read_deck, read_plan, read_plan_roots, require_flow
from territoires_cli.editing import is_as_composed, recompute, retime
from territoires_cli.errors import RequestError
from territoires_cli.matching import match_city
from territoires_cli.models.deck import Deck
from territoires_cli.models.matching import Matching
from territoires_cli.models.plan import DeckReference, Plan
from territoires_cli.places import BUILTIN
from territoires_cli.quoting import command_line
from territoires_cli.refitting import whole_format
from territoires_cli.timekeeping import rhythm_remarks
from territoires_cli.translation import gettext as _
from territoires_cli.translation import ngettext


def open_plan(name: str, decks: Sequence[str]) -> Made:
    """The plan of a file with its deck: the one named, or else the one that the plan was made from.

    Says on stderr what looks wrong in the file, that the deck has changed, and what was made again.
    """
    path = Path(readable_name(name))
    if not is_plan(path):
        raise RequestError(
            _(
                "« {file} » n’est pas un plan. Pour en faire un de ce territoire : territoires plan {typed} -o plan.yaml"
            ).format(file=name, typed=command_line([name]))
        )
    # A plan of the built-in deck stays one, whatever decks the settings name today.
    roots = roots_of(decks or read_plan_roots(path) or [BUILTIN])
    deck = read_deck(roots)
    plan, warnings = read_plan(path, deck)
    require_flow(deck.format[plan.format], roots)
    matching = match_city(deck, plan.city)
    plan, remarks = recompute(plan, deck, matching)
    say_all([*warnings, *_other_deck(plan, deck), *remarks, *rhythm_remarks(plan, whole_format(plan, deck))])
    return _made(plan, deck, matching)


def _made(plan: Plan, deck: Deck, matching: Matching) -> Made:
    return Made(plan, deck, matching, is_edited=not is_as_composed(plan, deck, matching))


def _other_deck(plan: Plan, deck: Deck) -> list[str]:
    if plan.deck.digest == deck.digest:
        return []
    if plan.deck.version == deck.info.version:
        return [_("Le contenu du jeu a changé depuis que ce plan a été fait : relisez les cartes et leurs raisons.")]
    return [
        _(
            "Le jeu a changé depuis que ce plan a été fait (version {then}, et maintenant {now}) : "
            "relisez les cartes et leurs raisons."
        ).format(then=plan.deck.version, now=deck.info.version)
    ]


def rework(asked: Asked) -> Made:
    """The plan of a file with what the options change in it. Raises RequestError for what a made plan can't change."""
    for value, option in ((asked.format, "--format"), (asked.after, "--from"), (asked.code, "--code")):
        if value is not None:
            raise RequestError(
                _("{option} ne change pas un plan déjà fait : donnez la ville, et faites un nouveau plan.").format(
                    option=option
                )
            )
    opened = open_plan(asked.city or "", asked.decks)
    deck, matching = opened.deck, opened.matching
    seed = seed_or_new(asked.seed)
    plan = _dealt_as_wished(_changed(opened.plan, deck, asked), deck, matching, seed)
    plan, remarks = recompute(plan, deck, matching)
    if asked.duration or asked.end or asked.tables or asked.at or asked.warm_up or asked.closing:
        plan, notes = retime(plan, deck, matching, duration=asked.duration, end=asked.end, tables=asked.tables)
        remarks = [*remarks, *notes]
    plan = laid_out(plan, deck, matching, asked)
    say_all([*remarks, *rhythm_remarks(plan, whole_format(plan, deck))])
    return _made(deal_again(plan, deck, matching, asked, seed), deck, matching)


def _changed(plan: Plan, deck: Deck, asked: Asked) -> Plan:
    """The plan with the words, people and cards that the options give."""
    dealt = asked.dealt(deck)
    words = {
        "title": asked.title,
        "date": asked.date,
        "place": asked.place,
        "organiser": asked.organiser,
        "start": asked.start,
        "participants": people_asked(asked),
        "mandate": asked.mandate(plan.mandate),
        "stops": asked.stops(deck) or None,
    }
    lists = {
        "moments": (*plan.moments, *asked.at),
        "activities": tuple(dict.fromkeys((*plan.activities, *asked.activities(deck)))),
        "excluded": _joined(plan.excluded, dealt.excluded, without=dealt.included),
        "included": _joined(plan.included, dealt.included, without=dealt.excluded),
    }
    reference = DeckReference(
        id=deck.info.id, version=deck.info.version, digest=deck.digest, roots=asked.decks or plan.deck.roots
    )
    given = {name: value for name, value in words.items() if value is not None}
    return plan.model_copy(update={"deck": reference, **lists, **given})


def _dealt_as_wished(plan: Plan, deck: Deck, matching: Matching, seed: int) -> Plan:
    """The plan without the cards that are excluded now, others in their place, and with those that must lie on a table."""
    from territoires_cli.dealing import Theme
    from territoires_cli.handing import lay_card
    from territoires_cli.redrawing import Filters, redraw

    shape = deck.format[plan.format]
    if shape.stops is not None:
        return plan
    gone = set(plan.excluded)
    tables = {hand.table for hand in plan.hands if gone & {item.card for item in hand.cards}}
    held = {item.card for hand in plan.hands for item in hand.cards} - gone
    hands = list(redraw(matching, plan.hands, shape.hands, tables, Filters(locks=held, excluded=gone), seed))
    themes = [Theme(hand.challenges) for hand in hands]
    for card in plan.included:
        if not any(item.card == card for hand in hands for item in hand.cards):
            lay_card(matching.of(card), hands, themes, shape.hands, {*plan.included, *plan.locks})
    return plan if tuple(hands) == plan.hands else plan.model_copy(update={"hands": tuple(hands)})


def _told_redraw(before: Plan, after: Plan, tables: set[int]) -> list[str]:
    """Which tables were hardly dealt anew, because few other cards answer their theme."""
    told = []
    for old, new in zip(before.hands, after.hands, strict=True):
        fresh = len({item.card for item in new.cards} - {item.card for item in old.cards})
        if old.table in tables and 2 * fresh < len(new.cards):
            told.append(
                ngettext(
                    "Table {table} : {count} carte sur {size} change, car peu d’autres répondent à ce thème.",
                    "Table {table} : {count} cartes sur {size} changent, car peu d’autres répondent à ce thème.",
                    fresh,
                ).format(table=old.table, count=fresh, size=len(new.cards))
            )
    return told


def deal_again(plan: Plan, deck: Deck, matching: Matching, asked: Asked, seed: int) -> Plan:
    """The plan with its locks, and the named tables dealt anew around them. Raises RequestError."""
    from territoires_cli.redrawing import Filters, redraw

    dealt = asked.dealt(deck)
    there = {item.card for hand in plan.hands for item in hand.cards}
    lost = [deck.practice[name].code for name in dealt.locks if name not in there]
    if lost:
        raise RequestError(
            _("{codes} : dans aucune main de ce plan, il n’y a rien à bloquer.").format(codes=", ".join(lost))
        )
    plan = plan.model_copy(update={"locks": _joined(plan.locks, dealt.locks, without=dealt.excluded)})
    if not asked.redraw:
        return plan
    if deck.format[plan.format].stops is not None:
        raise RequestError(
            _(
                "Les groupes d’une marche lisent tous les mêmes cartes : changez-les avec --places, ou au champ « stops »."
            )
        )
    filters = Filters(locks=plan.locks, excluded=plan.excluded, included=plan.included)
    rules = deck.format[plan.format].hands
    tables = read_tables(plan, asked.redraw)
    dealt_anew = plan.model_copy(update={"hands": redraw(matching, plan.hands, rules, tables, filters, seed)})
    say_all(_told_redraw(plan, dealt_anew, tables))
    return dealt_anew


def _joined(before: Sequence[str], more: Sequence[str], *, without: Sequence[str]) -> tuple[str, ...]:
    return tuple(name for name in dict.fromkeys((*before, *more)) if name not in without)

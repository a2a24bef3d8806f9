"""Hands for tables from the matching and from wishes: cards wanted or unwanted, what a series kept, stops. Pure."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

from territoires_cli.dealing import Theme, deal_hands, for_theme
from territoires_cli.errors import RequestError
from territoires_cli.models.matching import Match, Matching
from territoires_cli.models.plan import DealtCard, Hand, Harvest, Role, Stop
from territoires_cli.models.workshop import HandRules, TargetRange, WorkshopFormat
from territoires_cli.names import enumerate_in_french
from territoires_cli.redrawing import fitting_role
from territoires_cli.translation import gettext as _
from territoires_cli.translation import ngettext

_ORDER: tuple[Role, ...] = ("strength", "opportunity", "chosen", "wildcard")


class Wishes(NamedTuple):
    """Cards (ids) that are never dealt, or lie on some table whatever the matching says; what the meeting before kept."""

    excluded: tuple[str, ...] = ()
    included: tuple[str, ...] = ()
    harvest: tuple[Harvest, ...] = ()


def hands_for(
    matching: Matching, themes: Sequence[Theme], shape: WorkshopFormat, seed: int, wishes: Wishes
) -> tuple[Hand, ...]:
    """A hand for each table. Raises RequestError where the wishes leave no way to deal.

    What a table kept is dealt to it again, what it set aside is not; cards wanted go where they answer most.
    """
    within = _without(matching, wishes.excluded)
    _refuse_impossible(within, shape.hands, len(themes), wishes)
    hands = list(deal_hands(within, themes, shape.hands, seed))
    for place, harvest in enumerate(_by_table(wishes.harvest, len(themes))):
        if harvest is not None:
            hands[place] = _again(within, hands[place], themes[place], shape, harvest)
    for card in wishes.included:
        if not any(dealt.card == card for hand in hands for dealt in hand.cards):
            kept = {name for item in wishes.harvest for name in item.kept}
            lay_card(within.of(card), hands, themes, shape.hands, {*wishes.included, *kept})
    return tuple(hands)


def hands_of_walk(
    matching: Matching,
    themes: Sequence[Theme],
    shape: WorkshopFormat,
    seed: int,
    wishes: Wishes,
    stops: Sequence[Stop],
    count: int,
) -> tuple[tuple[Hand, ...], tuple[Stop, ...]]:
    """The same cards for every group, one a stop, and the stops with their cards: named ones first, then the best left.

    `count` is how many stops there are where no place is given.
    """
    count = len(stops) or count
    named = tuple(dict.fromkeys(stop.card for stop in stops if stop.card))
    rules = HandRules(
        size=TargetRange(min=count, ideal=count, max=count),
        strengths=min(shape.hands.strengths, count - 1),
        wildcards=0,
    )
    # As many challenges as leave room for a strength: something that works already is seen on the way.
    stated = tuple(dict.fromkeys(name for theme in themes for name in theme.challenges))
    whole = Theme(stated[: max(count - rules.strengths, 1)])
    wishes = wishes._replace(included=tuple(dict.fromkeys((*named, *wishes.included))))
    (hand,) = hands_for(matching, [whole], shape.model_copy(update={"hands": rules}), seed, wishes)
    left = sorted(
        (dealt.card for dealt in hand.cards if dealt.card not in named),
        key=lambda card: -for_theme(matching.of(card), whole),
    )
    placed = tuple(stop if stop.card or not left else stop.model_copy(update={"card": left.pop(0)}) for stop in stops)
    groups = enumerate(themes, start=1)
    return tuple(Hand(table=number, challenges=theme.challenges, cards=hand.cards) for number, theme in groups), placed


def _without(matching: Matching, excluded: Iterable[str]) -> Matching:
    gone = set(excluded)
    return matching._replace(matches=tuple(match for match in matching.matches if match.card.id not in gone))


def _refuse_impossible(matching: Matching, rules: HandRules, tables: int, wishes: Wishes) -> None:
    """Raise RequestError where cards are wanted and unwanted, too many are wanted, or too few are left."""
    both = [card for card in wishes.included if card in wishes.excluded]
    if both:
        raise RequestError(_("La carte « {card} » est à la fois imposée et exclue : choisissez.").format(card=both[0]))
    room = rules.size.max * tables
    if len(wishes.included) > room:
        raise RequestError(
            _("Vous imposez {count} cartes, et les tables n’en reçoivent que {room} en tout : retirez-en.").format(
                count=len(wishes.included), room=room
            )
        )
    if wishes.excluded and len(matching.matches) < rules.size.min:
        raise RequestError(
            _("Il ne reste que {count} cartes, et une table en reçoit au moins {least} : excluez-en moins.").format(
                count=len(matching.matches), least=rules.size.min
            )
        )


def harvest_remarks(matching: Matching, hands: Sequence[Hand], harvest: Sequence[Harvest]) -> Iterator[str]:
    """Cards that the meeting before kept and that lie on no table, and tables that start from nothing kept."""
    if not any(item.kept for item in harvest):
        return
    dealt = {item.card for hand in hands for item in hand.cards}
    codes = {match.card.id: match.card.code for match in matching.matches}
    lost = dict.fromkeys(card for item in harvest for card in item.kept if card not in dealt and card in codes)
    if lost:
        yield ngettext(
            "Cette carte gardée la dernière fois n’est sur aucune table : {codes}. Pour l’y mettre : --include {cards}.",
            "Ces cartes gardées la dernière fois ne sont sur aucune table : {codes}. Pour les y mettre : --include {cards}.",
            len(lost),
        ).format(
            codes=enumerate_in_french([codes[card] for card in lost], _("et")),
            cards=",".join(codes[card] for card in lost),
        )
    kept = {card for item in harvest for card in item.kept}
    without = [str(hand.table) for hand in hands if not kept & {item.card for item in hand.cards}]
    if without:
        yield ngettext(
            "La table {tables} ne reprend rien de gardé : ses cartes viennent du jeu.",
            "Les tables {tables} ne reprennent rien de gardé : leurs cartes viennent du jeu.",
            len(without),
        ).format(tables=enumerate_in_french(without, _("et")))


def _by_table(harvest: Sequence[Harvest], tables: int) -> list[Harvest | None]:
    """What each table kept and set aside; that of a table that is no more goes to another one."""
    found: list[Harvest | None] = [None] * tables
    for item in harvest:
        place = (item.table - 1) % tables
        before = found[place]
        kept = (*(before.kept if before else ()), *item.kept)
        aside = (*(before.set_aside if before else ()), *item.set_aside)
        found[place] = Harvest(table=place + 1, kept=tuple(dict.fromkeys(kept)), set_aside=aside)
    return found


def _again(matching: Matching, hand: Hand, theme: Theme, shape: WorkshopFormat, harvest: Harvest) -> Hand:
    """A table's hand from its harvest: the cards kept, then others for its theme up to the size of the hand.

    Strengths that it kept are on its sheet already, where the format deals none; priorities that it kept are all its hand.
    """
    rules, starts_from_priorities = shape.hands, _starts_from_priorities(shape)
    there = {match.card.id: match for match in matching.matches}
    kept = [there[card] for card in harvest.kept if card in there]
    known = {match.card.id for match in kept if match.is_strength} if not rules.strengths else set()
    if starts_from_priorities:
        known = set()
    cards = [
        DealtCard(card=match.card.id, role=fitting_role(match, "opportunity"))
        for match in kept
        if match.card.id not in known
    ][: rules.size.max]
    if not (cards and starts_from_priorities):
        banned = {*harvest.set_aside, *known}
        cards += _others(matching, hand, theme, {item.card for item in cards} | banned, len(hand.cards) - len(cards))
    return hand.model_copy(update={"cards": in_order_of_roles(cards)})


def _starts_from_priorities(shape: WorkshopFormat) -> bool:
    """Whether a meeting begins with priorities, which can only be those of a meeting before."""
    return any("priorities" in step.gives for step in shape.steps if step.phase == "open")


def _others(matching: Matching, hand: Hand, theme: Theme, banned: set[str], room: int) -> list[DealtCard]:
    """Cards to complete a hand with: those dealt to it, then the city's next best ones for its theme."""
    dealt = [item for item in hand.cards if item.card not in banned]
    known = banned | {item.card for item in dealt}
    ranked = sorted(matching.opportunities, key=lambda match: (-for_theme(match, theme), -match.score))
    more = [DealtCard(card=match.card.id, role="opportunity") for match in ranked if match.card.id not in known]
    wild = [item for item in dealt if item.role == "wildcard"]
    reasoned = [item for item in dealt if item.role != "wildcard"]
    first = [*reasoned, *more][: max(room - len(wild), 0)]
    return [*first, *wild][: max(room, 0)]


def lay_card(match: Match, hands: list[Hand], themes: Sequence[Theme], rules: HandRules, held: Collection[str]) -> None:
    """Lay a card on the table whose theme it answers most, in the place of the one missed least among those not held."""
    role = fitting_role(match, "opportunity")

    def worth(place: int) -> tuple[bool, float, int]:
        has_room = len(hands[place].cards) < rules.size.max or any(item.card not in held for item in hands[place].cards)
        return has_room, for_theme(match, themes[place]), -place

    place = max(range(len(hands)), key=worth)
    cards = list(hands[place].cards)
    given = [index for index, item in enumerate(cards) if item.card not in held]
    strengths = [index for index in given if cards[index].role == "strength"]
    if role == "strength" and strengths and sum(item.role == "strength" for item in cards) >= rules.strengths:
        del cards[strengths[-1]]
    elif given and (len(cards) >= rules.size.max or cards[given[-1]].role == "wildcard"):
        # Wildcards come last in a hand, and opportunities leave from the last, the least apt one.
        del cards[given[-1]]
    cards.append(DealtCard(card=match.card.id, role=role))
    hands[place] = hands[place].model_copy(update={"cards": in_order_of_roles(cards)})


def in_order_of_roles(cards: Iterable[DealtCard]) -> tuple[DealtCard, ...]:
    """Cards as they lie in a hand: strengths, opportunities, what people chose, wildcards."""
    return tuple(sorted(cards, key=lambda item: _ORDER.index(item.role)))

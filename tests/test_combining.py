"""Cards mixed → the project that they make together, and the pairs that serve a city best."""

from collections import Counter
from collections.abc import Sequence
from functools import cache
from itertools import combinations
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from territoires_cli.combining import Combination, combine_cards
from territoires_cli.content import linked
from territoires_cli.decks import read_deck
from territoires_cli.matching import match_city
from territoires_cli.merging import say_the_same
from territoires_cli.models.actions import ActionSheet
from territoires_cli.models.cards import PracticeCard
from territoires_cli.models.city import City
from territoires_cli.models.deck import SECTIONS, Deck
from territoires_cli.models.index import Entry


@cache
def the_deck() -> Deck:
    """The built-in deck, for properties that hypothesis calls many times."""
    return read_deck()


def spoilt(deck: Deck, **sections: Any) -> Deck:
    """The built-in deck with some sections replaced, and what follows from them made again."""
    return linked({name: getattr(deck, name) for name in SECTIONS} | sections)


def combined(deck: Deck, *names: str, wanted: Sequence[str] = ()) -> Combination:
    """What the cards of these ids make together, in a town that wants something done about some challenges."""
    matching = match_city(deck, City.model_validate({"name": "Val", "challenges": list(wanted)})) if wanted else None
    return combine_cards(deck, [deck.entry[name] for name in names], matching)


def with_fields(deck: Deck, name: str, **fields: Any) -> Deck:
    """The built-in deck with some fields of a practice or a sheet replaced."""
    section = "practices" if name in deck.practice else "actions"
    cards = [
        type(card).model_validate(card.model_dump(mode="json") | fields) if card.id == name else card
        for card in getattr(deck, section)
    ]
    return spoilt(deck, **{section: tuple(cards)})


def ids(cards: Sequence[Entry]) -> list[str]:
    """The ids of some cards, in order."""
    return [card.id for card in cards]


def steps_of(card: PracticeCard | ActionSheet) -> tuple[str, ...]:
    """What a card says to do first."""
    return card.first_steps if isinstance(card, PracticeCard) else card.steps


WORKERS = [entry.id for entry in read_deck().index if entry.kind in ("practice", "action")]
OTHERS = [entry.id for entry in read_deck().index if entry.kind not in ("practice", "action")]
# At least one card that can be put to work, among up to eight.
hands = st.tuples(
    st.lists(st.sampled_from(WORKERS), min_size=1, max_size=5, unique=True),
    st.lists(st.sampled_from(OTHERS), max_size=3, unique=True),
    st.randoms(use_true_random=False),
)
wanted_challenges = st.lists(
    st.sampled_from([item.id for item in read_deck().book.challenges]), max_size=5, unique=True
)


def shuffled(hand: tuple[list[str], list[str], Any]) -> list[str]:
    """The ids of a hand in some order."""
    workers, others, random = hand
    names = [*workers, *others]
    random.shuffle(names)
    return names


@given(hands)
@settings(max_examples=60, deadline=None)
def test_no_step_is_lost_and_none_is_said_twice(hand: tuple[list[str], list[str], Any]) -> None:
    """Every step of every card is there for that card, or stands in another card's that says the same."""
    deck = the_deck()
    made = combined(deck, *shuffled(hand))
    for card in made.workers:
        for step in steps_of(card):
            assert [
                kept
                for kept in made.steps
                if (kept.text == step or say_the_same(kept.text, step)) and card.id in kept.cards
            ]
    texts = [kept.text for kept in made.steps]
    assert len(set(texts)) == len(texts)
    assert not [pair for pair in combinations(texts, 2) if say_the_same(*pair)]
    for kept in made.steps:
        assert len(set(kept.cards)) == len(kept.cards) > 0
        owners = {card.id for card in made.workers if kept.text in steps_of(card)}
        assert owners
        assert set(kept.cards) <= {card.id for card in made.workers}


@given(hands)
@settings(max_examples=60, deadline=None)
def test_each_cards_own_order_is_kept(hand: tuple[list[str], list[str], Any]) -> None:
    """Whatever stands between them, the steps of one card follow each other as it tells them."""
    made = combined(the_deck(), *shuffled(hand))
    place = {kept.text: number for number, kept in enumerate(made.steps)}
    for card in made.workers:
        own = [place[step] for step in steps_of(card) if step in place]
        assert own == sorted(own)


@given(hands, wanted_challenges)
@settings(max_examples=60, deadline=None)
def test_a_combination_speaks_of_its_cards_alone(hand: tuple[list[str], list[str], Any], wanted: list[str]) -> None:
    """Bonds, levers, challenges and clashes tie cards of the hand; precedents and additions come from outside of it."""
    deck = the_deck()
    names = shuffled(hand)
    made = combined(deck, *names, wanted=wanted)
    assert made == combined(deck, *names, wanted=wanted)
    assert ids(made.cards) == names
    workers = [card.id for card in made.workers]
    assert sorted(workers) == sorted(hand[0])
    for bond in made.bonds:
        assert {bond.one.id, bond.other.id} <= set(names)
        assert bond.one.id != bond.other.id
        assert bond.why
    for shared in made.shared:
        assert len(shared.answers) > 1
        assert {card.id for card, _why in shared.answers} <= set(workers)
    for _lever, cards in made.levers:
        assert set(ids(cards)) <= set(workers)
    for precedent in made.precedents:
        assert precedent.case.id not in names
        assert precedent.case.kind in ("project", "city", "elsewhere")
        assert {card.id for card, _names in precedent.shows} <= set(names)
    for addition in made.additions:
        assert addition.card.id not in names
        assert addition.card.kind in ("practice", "action")
        assert addition.goes_with
        assert set(ids(addition.goes_with)) <= set(names)
    assert len(made.additions) <= 3
    assert len({addition.card.id for addition in made.additions}) == len(made.additions)


@given(hands, st.randoms(use_true_random=False))
@settings(max_examples=40, deadline=None)
def test_the_order_of_the_cards_changes_no_fact(hand: tuple[list[str], list[str], Any], random: Any) -> None:
    """Who reinforces whom, who answers what with whom, who holds the levers and who did it don't depend on the order."""
    deck = the_deck()
    names = shuffled(hand)
    turned = list(names)
    random.shuffle(turned)
    one, other = combined(deck, *names), combined(deck, *turned)

    def facts(made: Combination) -> list[Any]:
        return [
            {(frozenset({bond.one.id, bond.other.id}), bond.why) for bond in made.bonds},
            {(item.challenge.id, frozenset(card.id for card, _why in item.answers)) for item in made.shared},
            {(lever, frozenset(ids(cards))) for lever, cards in made.levers},
            {(item.card.id, item.challenge.id, frozenset(ids(item.answered_by))) for item in made.clashes},
            {(item.case.id, frozenset(card.id for card, _names in item.shows)) for item in made.precedents},
        ]

    assert facts(one) == facts(other)


def test_stated_pairs_are_bonds(deck: Deck) -> None:
    """Every pair of the deck is a bond of its two cards, with the pair's own reason, whichever comes first."""
    for pair in deck.pairs:
        for names in (pair.cards, pair.cards[::-1]):
            (bond,) = combined(deck, *names).bonds
            assert (bond.one.id, bond.other.id, bond.why) == (*names, pair.why)


def test_a_sheet_and_a_practice_that_it_serves_are_bound(deck: Deck) -> None:
    """With the reason of the link, whichever is named first."""
    sheet = deck.actions[0]
    link = sheet.practices[0]
    for names in ((sheet.id, link.id), (link.id, sheet.id)):
        (bond,) = combined(deck, *names).bonds
        assert ({bond.one.id, bond.other.id}, bond.why) == (set(names), link.why)


def test_an_example_is_no_bond(deck: Deck) -> None:
    """That a project shows a practice tells who did it, not what one card brings to the other: it is a witness of it."""
    (project, shown) = next((item, item.practices[0]) for item in deck.projects if item.practices)
    made = combined(deck, project.id, shown.id)
    assert made.bonds == ()
    assert [(item.card.id, [card.id for card, _why in item.shows]) for item in made.witnesses] == [
        (project.id, [shown.id])
    ]


def test_a_model_and_a_lesson_are_bound_to_what_they_speak_of(deck: Deck) -> None:
    """A model says why for each of its practices; a lesson gives no reason for its sheets: what it says is the reason."""
    for model in deck.models:
        for link in model.practices:
            (bond,) = combined(deck, link.id, model.id).bonds
            assert (bond.one.id, bond.other.id, bond.why) == (link.id, model.id, link.why)
    for lesson in deck.lessons:
        for action in lesson.actions:
            (bond,) = combined(deck, lesson.id, action).bonds
            assert (bond.one.id, bond.other.id, bond.why) == (lesson.id, action, lesson.summary)


def test_shared_challenges_are_those_that_two_cards_answer(deck: Deck) -> None:
    """Each with every card's own reason, the challenge answered most strongly first."""
    made = combined(deck, "covoiturage", "coworking", "espaces-vacants", "la-colloc")
    answers = {(answer.id, card.id): answer for card in made.workers for answer in card.challenges}
    counts = Counter(challenge for challenge, _card in answers)
    assert {item.challenge.id for item in made.shared} == {name for name, count in counts.items() if count > 1}
    totals = []
    for item in made.shared:
        assert [why for _card, why in item.answers] == [
            answers[item.challenge.id, card.id].why for card, _w in item.answers
        ]
        totals.append(sum(answers[item.challenge.id, card.id].weight for card, _why in item.answers))
    assert totals == sorted(totals, reverse=True)


def test_levers_are_listed_with_their_cards(deck: Deck) -> None:
    """Each holder once, with exactly the cards that it can act on; those who hold most come first."""
    made = combined(deck, "covoiturage", "troc", "budget-participatif", "lorient")
    assert {lever: ids(cards) for lever, cards in made.levers} == {
        lever: [card.id for card in made.workers if lever in card.levers]
        for card in made.workers
        for lever in card.levers
    }
    held = [len(cards) for _lever, cards in made.levers]
    assert held == sorted(held, reverse=True)


FIRST = "Réunir les voisins autour d’un café."


def test_steps_that_say_the_same_are_told_once_for_both(deck: Deck) -> None:
    """Same words in another order and form merge; the first card's wording stays and both cards ask for it."""
    one = with_fields(deck, "troc", first_steps=[FIRST, "Nommer Paul.", "Ouvrir la porte du local."])
    both = with_fields(one, "coworking", first_steps=["Réunir un voisin autour du café.", "Payer.", "Partir."])
    made = combined(both, "troc", "coworking")
    assert [(kept.text, kept.cards) for kept in made.steps] == [
        (FIRST, ("troc", "coworking")),
        ("Nommer Paul.", ("troc",)),
        ("Ouvrir la porte du local.", ("troc",)),
        ("Payer.", ("coworking",)),
        ("Partir.", ("coworking",)),
    ]


def test_indicators_are_those_of_the_sheets_at_hand(deck: Deck) -> None:
    """With sheets among the cards, each of their indicators is there or merged, and no other sheet's."""
    sheets = [deck.actions[0], deck.actions[4]]
    made = combined(deck, "troc", *(sheet.id for sheet in sheets))
    for sheet in sheets:
        for text in sheet.indicators:
            assert [kept for kept in made.indicators if kept.text == text or say_the_same(kept.text, text)]
    assert {name for kept in made.indicators for name in kept.cards} == {sheet.id for sheet in sheets}


def test_without_sheet_the_one_that_serves_most_lends_its_indicators(deck: Deck) -> None:
    """Practices have none of their own: the sheet tied to most of them is asked, and none where no sheet is tied."""
    made = combined(deck, "covoiturage", "coworking")
    (name,) = {name for kept in made.indicators for name in kept.cards}
    served = Counter(
        sheet.id for sheet in deck.actions for link in sheet.practices if link.id in ("covoiturage", "coworking")
    )
    assert served[name] == max(served.values())
    bare = spoilt(deck, actions=(), lessons=())
    assert combined(bare, "covoiturage", "coworking").indicators == ()


def test_a_clash_is_told_with_those_that_it_works_against(deck: Deck) -> None:
    """A card that makes a challenge worse is told with the cards of the hand that answer it, or with none."""
    (card, harm) = next((card, item) for card in deck.practices for item in card.aggravates)
    others = [other.id for other in deck.practices if harm.challenge in {answer.id for answer in other.challenges}]
    neutral = next(
        other.id
        for other in deck.practices
        if other is not card and harm.challenge not in {answer.id for answer in other.challenges}
    )
    for names, answered in (([others[0], others[1]], others[:2]), ([neutral], [])):
        clashes = [item for item in combined(deck, card.id, *names).clashes if item.card.id == card.id]
        (clash,) = [item for item in clashes if item.challenge.id == harm.challenge]
        assert (sorted(ids(clash.answered_by)), clash.why) == (sorted(answered), harm.why)
    assert not [item for item in combined(deck, *others[:2]).clashes if item.challenge.id == harm.challenge]


def test_cities_that_have_several_of_the_cards_are_precedents(deck: Deck) -> None:
    """Two at most, by the initiatives that stand there today; a closed or planned one doesn't count."""
    cards = ("covoiturage", "coworking", "makerspace-fablab", "repair-cafe", "parkings-partages", "bricotheque")
    for names in combinations(cards, 2):
        standing = {
            city.id: {item.practice: item.name for item in city.strengths if item.practice in names and item.is_there}
            for city in deck.cities
        }
        both = {city for city, found in standing.items() if len(found) == 2}
        told = [item for item in combined(deck, *names).precedents if item.case.kind == "city"]
        assert {item.case.id for item in told} <= both
        assert len(told) == min(2, len(both))
        assert all([card.id for card, _names in item.shows] == list(names) for item in told)


def test_other_precedents_did_something_and_closed_ones_come_last(deck: Deck) -> None:
    """Projects and territories elsewhere that show one of the cards; no call for projects, four precedents at most."""
    for name in deck.practice:
        told = [item.case for item in combined(deck, name).precedents]
        assert len(told) <= 4
        assert not {"aquitaine", "ile-de-france"} & {case.id for case in told}
        closed = [case.status is not None and case.status.state == "closed" for case in told]
        assert closed == sorted(closed)
        assert all(name in {tie.to for tie in case.ties} for case in told)


def test_a_town_is_told_no_precedent_of_its_own(deck: Deck) -> None:
    """Its strengths are already there, and so are its projects."""
    matching = match_city(deck, deck.city["lorient"])
    made = combine_cards(deck, [deck.entry["coworking"], deck.entry["achats-groupes-producteur"]], matching)
    assert not {"lorient", "la-colloc", "smiile"} & {item.case.id for item in made.precedents}


def test_what_a_town_already_has_is_not_begun_anew(deck: Deck) -> None:
    """In Lorient, coworking is there by its name and no step of its card is told; those of the other card are."""
    matching = match_city(deck, deck.city["lorient"])
    made = combine_cards(deck, [deck.entry["coworking"], deck.entry["repair-cafe"]], matching)
    assert [(item.card.id, item.names) for item in made.there] == [("coworking", ("La Colloc",))]
    assert {name for kept in made.steps for name in kept.cards} == {"repair-cafe"}
    assert combined(deck, "coworking", "repair-cafe").there == ()


def test_additions_answer_what_is_left_first(deck: Deck) -> None:
    """Of the sheets and partners of the cards, those that answer a wanted challenge which no card answers come first."""
    names = ["covoiturage", "coworking"]
    workers = [deck.practice[name] for name in names]
    answered = {answer.id for card in workers for answer in card.challenges}
    left = [challenge for challenge in deck.challenge if challenge not in answered]
    made = combined(deck, *names, wanted=[*answered, *left])
    workers_of_deck: list[PracticeCard | ActionSheet] = [*deck.practices, *deck.actions]
    answers = {card.id: {answer.id for answer in card.challenges} for card in workers_of_deck}
    for addition in made.additions:
        assert {challenge.id for challenge in addition.answers} == answers[addition.card.id] & set(left)
    ranks = [(-len(item.answers), -len(item.goes_with)) for item in made.additions]
    assert ranks == sorted(ranks)
    assert made.additions[0].answers
    assert all(addition.answers == () for addition in combined(deck, *names).additions)
    assert all(addition.answers == () for addition in combined(deck, *names, wanted=sorted(answered)).additions)


def test_partners_of_the_cards_are_additions(deck: Deck) -> None:
    """Without sheets, what is added are practices that make a pair with one of the cards, those with most pairs first."""
    bare = spoilt(deck, actions=(), lessons=())
    partners = {
        name: {card.id for card, _why in bare.pairs_of[name]} - {"covoiturage", "coworking"}
        for name in ("covoiturage", "coworking")
    }
    for addition in combined(bare, "covoiturage", "coworking").additions:
        assert ids(addition.goes_with) == [name for name, found in partners.items() if addition.card.id in found]
    alone = spoilt(deck, actions=(), lessons=(), pairs=())
    assert combined(alone, "covoiturage", "coworking").additions == ()


def test_nothing_that_makes_a_wanted_challenge_worse_is_added(deck: Deck) -> None:
    """Like every plan, a combination offers no card for a territory whose trouble that card makes worse."""
    wanted = ["numerique", "pouvoir-achat", "dechets", "lien-social"]
    for names in combinations(("achats-groupes-producteur", "fabrication-digitale", "habitat-partage"), 2):
        for addition in combined(deck, *names, wanted=wanted).additions:
            harms = deck.practice[addition.card.id].aggravates if addition.card.id in deck.practice else ()
            assert not [item for item in harms if item.challenge in wanted]

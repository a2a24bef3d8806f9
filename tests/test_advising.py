"""Which sheets, cases and lessons help: ranked for a city, and shared out among tables."""

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from territoires_cli.advising import ACTION_WEIGHTS, PLACES, Advice, advise_tables, match_actions, serving
from territoires_cli.content import linked
from territoires_cli.decks import read_deck
from territoires_cli.matching import match_city
from territoires_cli.models.city import City
from territoires_cli.models.deck import SECTIONS, Deck
from territoires_cli.models.matching import Matching

# A table: its challenges, its own first, and the practices on it.
Table = tuple[Sequence[str], Sequence[str]]


@cache
def the_deck() -> Deck:
    """The built-in deck, for properties that hypothesis calls many times."""
    return read_deck()


def spoilt(deck: Deck, **sections: Any) -> Deck:
    """The built-in deck with some sections replaced, and what follows from them made again."""
    return linked({name: getattr(deck, name) for name in SECTIONS} | sections)


def matching_of(deck: Deck, *challenges: str, name: str = "Val") -> Matching:
    """The matching of a city that states some challenges."""
    return match_city(deck, City.model_validate({"name": name, "challenges": list(challenges)}))


def ids(advice: Advice) -> list[str]:
    """Everything that an advice gives, by id."""
    return [
        *(sheet.id for sheet in advice.actions),
        *(case.id for case in advice.cases),
        *(case.id for case in advice.beside),
        *(lesson.id for lesson in advice.lessons),
    ]


challenges = st.lists(st.sampled_from([item.id for item in read_deck().book.challenges]), min_size=1, unique=True)
practices = st.lists(st.sampled_from([item.id for item in read_deck().practices]), max_size=9, unique=True)
tables = st.lists(st.tuples(challenges, practices), max_size=5)


@pytest.mark.parametrize("city", [city.id for city in read_deck().cities])
def test_every_sheet_is_ranked_for_a_city(deck: Deck, city: str) -> None:
    """Each sheet once, best first, ties in deck order, scores from 0 to 1 with at most six decimals."""
    found = match_actions(deck, match_city(deck, deck.city[city]))
    rank = {card.id: number for number, card in enumerate(deck.actions)}
    assert {match.card.id for match in found} == set(rank)
    assert found == sorted(found, key=lambda match: (-match.score, rank[match.card.id]))
    assert all(0 <= match.score <= 1 and round(match.score, 6) == match.score for match in found)
    assert found[0].score > 0


@given(challenges, st.sampled_from([None, "Nos jeunes partent.", "La dernière épicerie a fermé.", "bonjour"]))
@settings(max_examples=40, deadline=None)
def test_a_score_is_the_sum_of_its_parts(stated: list[str], statement: str | None) -> None:
    """Σ weight · part, 0 exactly where neither words nor challenges speak; answers are of stated challenges, best first."""
    deck = the_deck()
    matching = match_city(deck, City.model_validate({"name": "Val", "challenges": stated, "statement": statement}))
    urgency = {item.challenge.id: item.urgency for item in matching.recognised}
    best = [match.card.id for match in matching.opportunities[: len(PLACES)]]
    for match in match_actions(deck, matching):
        given_answers = {answer.id: answer.weight for answer in match.card.challenges if answer.id in urgency}
        assert {answer.id: answer.weight for answer, _stated in match.answers} == given_answers
        assert all(answer.id == recognised.challenge.id for answer, recognised in match.answers)
        worth = [answer.weight * recognised.urgency for answer, recognised in match.answers]
        assert worth == sorted(worth, reverse=True)
        assert match.parts["challenges"] == pytest.approx(sum(worth) / 3 / sum(urgency.values()), abs=1e-6)
        assert match.served == tuple(link.id for link in match.card.practices if link.id in best)
        assert all(word in (statement or "") for word in match.words)
        assert all(0 <= part <= 1 for part in match.parts.values())
        says_something = match.parts["words"] > 0 or match.parts["challenges"] > 0
        expected = sum(match.weights[name] * part for name, part in match.parts.items()) if says_something else 0
        assert match.score == pytest.approx(expected, abs=1e-6)
        assert (match.score > 0) is says_something
    for weights in ACTION_WEIGHTS.values():
        assert tuple(weights) == ("words", "challenges", "practices")
        assert sum(weights.values()) == pytest.approx(1)


def test_the_parts_of_a_sheet_by_hand(small_deck: Callable[..., Deck]) -> None:
    """Words beside the loudest sheet, urgency answered, and the places among the best of the practices it serves."""
    deck = small_deck(
        {"velos": {"situations": ["vélo"]}, "bus": {"situations": ["bus"]}, "troc": {"situations": ["troc"]}},
        actions={
            "piste": {"situations": ["vélo"], "challenges": [{"id": "bouger", "weight": 2, "why": "Et."}]},
            "arret": {"situations": ["bus"], "practices": [{"id": name, "why": "Et."} for name in ("bus", "troc")]},
            "rien": {"challenges": [{"id": "autre", "weight": 3, "why": "Et."}]},
        },
        challenges={"bouger": [], "autre": []},
    )
    said = City.model_validate({"name": "Val", "statement": "Un vélo, un vélo, un bus.", "challenges": ["bouger"]})
    matching = match_city(deck, said)
    assert [match.card.id for match in matching.opportunities] == ["velos", "bus", "troc"]
    found = {match.card.id: match for match in match_actions(deck, matching)}
    places = 1 + 1 / 2 + 1 / 3 + 1 / 4 + 1 / 5
    assert found["piste"].parts == {
        "words": 1.0,
        "challenges": round(2 / 3, 6),
        "practices": round(1 / places, 6),
    }
    assert found["arret"].parts == {
        "words": round(2**-0.5, 6),
        "challenges": round(1 / 3, 6),
        "practices": round((1 / 2 + 1 / 3) / places, 6),
    }
    assert (found["arret"].served, found["arret"].words) == (("bus", "troc"), ("bus",))
    assert found["rien"].score == 0
    assert found["piste"].weights == ACTION_WEIGHTS["text"]
    tagged = match_actions(deck, matching_of(deck, "bouger"))
    assert [match.card.id for match in tagged] == ["piste", "arret", "rien"]
    assert tagged[0].weights == ACTION_WEIGHTS["tags"]
    assert tagged[0].score == pytest.approx(0.8 * 2 / 3 + 0.2 / places, abs=1e-6)


def test_sheets_that_are_equal_keep_the_order_of_the_deck(small_deck: Callable[..., Deck]) -> None:
    """Two sheets that say and answer the same come as they are printed."""
    deck = small_deck({"velos": {}}, actions={name: {"situations": ["orage"]} for name in ("zoo", "ami")})
    matching = match_city(deck, City(name="Val", statement="Un orage."))
    assert [match.card.id for match in match_actions(deck, matching)] == ["zoo", "ami"]


def test_without_challenge_no_sheet_scores(deck: Deck) -> None:
    """Where nothing was understood, every sheet has 0 and the deck's order."""
    matching = match_city(deck, City(id="val", name="Val", statement="Xyzzy."))
    found = match_actions(deck, matching)
    assert [match.card for match in found] == list(deck.actions)
    assert {match.score for match in found} == {0.0}
    assert match_actions(spoilt(deck, actions=(), lessons=()), matching) == []


@given(tables)
@settings(max_examples=40, deadline=None)
def test_advice_is_for_each_table_and_bounded(wanted: list[Table]) -> None:
    """One advice a table, at most two sheets and cases and one lesson, none twice at a table, the same each time."""
    deck = the_deck()
    matching = match_city(deck, deck.city["lorient"])
    found = advise_tables(deck, matching, wanted)
    assert len(found) == len(wanted)
    assert found == advise_tables(deck, matching, wanted)
    for (stated, on_table), advice in zip(wanted, found, strict=True):
        assert len(advice.actions) <= 2
        assert len(advice.cases) <= 2
        assert len(advice.lessons) <= 1
        assert len(set(ids(advice))) == len(ids(advice))
        for sheet in advice.actions:
            assert {answer.id for answer in sheet.challenges} & set(stated)
        for lesson in advice.lessons:
            sheets = {sheet.id for sheet in advice.actions}
            assert {answer.id for answer in lesson.challenges} & set(stated) or set(lesson.actions) & sheets
        for case in advice.cases:
            assert {answer.id: answer.weight for answer in case.challenges}[stated[0]] >= 2
        assert len(advice.beside) <= (0 if advice.cases else 1)
        for case in advice.beside:
            assert {tie.to for tie in deck.entry[case.id].ties} & set(on_table)
    told = [case.id for advice in found for case in (*advice.cases, *advice.beside)]
    assert len(set(told)) == len(told)


@given(challenges, practices, st.sampled_from([city.id for city in read_deck().cities]))
@settings(max_examples=40, deadline=None)
def test_a_city_is_told_no_case_of_its_own(stated: list[str], on_table: list[str], city: str) -> None:
    """People know what stands in their own town: the cases are others'."""
    deck = the_deck()
    (advice,) = advise_tables(deck, match_city(deck, deck.city[city]), [(stated, on_table)], each=20)
    own = {project.id for project in deck.projects if project.city == city}
    assert not own & set(ids(advice))


def _cases_of(deck: Deck, *fields: dict[str, Any]) -> tuple[Any, ...]:
    """Projects made from one of the deck's, with some fields changed; nothing but the tests ties them to anything."""
    model = next(project for project in deck.projects if project.status.state == "active")
    data = model.model_dump(mode="json") | {"city": None, "practices": []}
    return tuple(type(model).model_validate(data | changed) for changed in fields)


def _answers(challenge: str, weight: int) -> list[dict[str, Any]]:
    return [{"id": challenge, "weight": weight, "why": "Oui."}]


def test_what_closed_comes_after_what_may_be_visited(deck: Deck) -> None:
    """Of two cases that answer alike, the one that closed is told second; a stronger one that closed still leads."""
    closed = {"state": "closed", "since": 2018, "source": {"id": "sharitories", "locator": "ici"}}
    one, two = (
        {"id": "un", "challenges": _answers("emploi", 3), "status": closed},
        {"id": "deux", "challenges": _answers("emploi", 3)},
    )
    small = spoilt(deck, projects=_cases_of(deck, one, two), elsewhere=(), lessons=(), **_bare(deck))
    (advice,) = advise_tables(small, matching_of(small, "emploi"), [(["emploi"], [])])
    assert [case.id for case in advice.cases] == ["deux", "un"]


def test_a_case_that_hardly_answers_is_no_precedent(deck: Deck) -> None:
    """A weight of 1, or another challenge of the table than its own, doesn't make a case worth telling."""
    weak = {"id": "faible", "challenges": _answers("emploi", 1)}
    aside = {"id": "autre", "challenges": _answers("dechets", 3)}
    small = spoilt(deck, projects=_cases_of(deck, weak, aside), elsewhere=(), lessons=(), **_bare(deck))
    (advice,) = advise_tables(small, matching_of(small, "emploi", "dechets"), [(["emploi", "dechets"], [])])
    assert advice.cases == ()
    (advice,) = advise_tables(small, matching_of(small, "emploi", "dechets"), [(["dechets", "emploi"], [])])
    assert [case.id for case in advice.cases] == ["autre"]


def test_a_call_for_projects_is_no_precedent(deck: Deck) -> None:
    """Aquitaine and Île-de-France only asked for projects: whatever a table is about, they are not told as a case."""
    for challenge in deck.challenge:
        (advice,) = advise_tables(deck, matching_of(deck, challenge), [([challenge], list(deck.practice))], each=20)
        assert not {"aquitaine", "ile-de-france"} & set(ids(advice))


def test_cases_of_comparable_cities_come_first(deck: Deck) -> None:
    """Of two projects that answer a challenge alike, the one whose city states the most of the same is told first."""
    cities = [
        City.model_validate({"name": name, "challenges": [stated]})
        for name, stated in (("Loin", "dechets"), ("Près", "emploi"))
    ]
    fields = ({"id": f"projet-{city.id}", "city": city.id, "challenges": _answers("jeunes", 2)} for city in cities)
    projects = _cases_of(deck, *fields)
    small = spoilt(deck, cities=tuple(cities), projects=projects, lessons=(), elsewhere=(), **_bare(deck))
    for stated, first in (("emploi", "projet-pres"), ("dechets", "projet-loin")):
        (advice,) = advise_tables(small, matching_of(small, "jeunes", stated), [(["jeunes", stated], [])], each=1)
        assert [case.id for case in advice.cases] == [first]


def test_a_case_goes_to_the_table_that_it_helps_most(deck: Deck) -> None:
    """A case is told once, at the table whose own challenge it answers best, wherever that table stands."""
    answers = [*_answers("emploi", 2), *_answers("jeunes", 3)]
    small = spoilt(
        deck, projects=_cases_of(deck, {"id": "un", "challenges": answers}), elsewhere=(), lessons=(), **_bare(deck)
    )
    tables: list[Table] = [(["emploi"], []), (["jeunes"], [])]
    for order in (tables, tables[::-1]):
        found = advise_tables(small, matching_of(small, "emploi", "jeunes"), order)
        assert [bool(advice.cases) for advice in found] == [stated == ["jeunes"] for stated, _cards in order]


def test_a_table_without_a_case_of_its_challenge_gets_one_that_shows_its_cards(deck: Deck) -> None:
    """The one whose shown card answers the table's challenge first; none where a case did something about the challenge."""
    (one, other) = (
        next(c.id for c in deck.practices if ("emploi" in {a.id for a in c.challenges}) is yes) for yes in (True, False)
    )
    fields = (
        {"id": "autre", "challenges": _answers("dechets", 3), "practices": [{"id": other, "why": "Oui."}]},
        {"id": "un", "challenges": _answers("dechets", 3), "practices": [{"id": one, "why": "Oui."}]},
    )
    small = spoilt(deck, projects=_cases_of(deck, *fields), elsewhere=(), lessons=(), **_bare(deck))
    matching = matching_of(small, "emploi", "dechets")
    (advice,) = advise_tables(small, matching, [(["emploi"], [other, one])])
    assert (advice.cases, [case.id for case in advice.beside]) == ((), ["un"])
    (advice,) = advise_tables(small, matching, [(["dechets"], [other, one])])
    assert ({case.id for case in advice.cases}, advice.beside) == ({"un", "autre"}, ())
    first, second = advise_tables(small, matching, [(["emploi"], [one]), (["emploi"], [one, other])])
    assert ([case.id for case in first.beside], [case.id for case in second.beside]) == (["un"], ["autre"])


def _bare(deck: Deck) -> dict[str, Any]:
    """The deck's practices and sheets without any example that stands on another card."""
    sections: dict[str, Any] = {}
    for name in ("practices", "actions"):
        cards = getattr(deck, name)
        here = [[item for item in card.examples if not hasattr(item, "case")] for card in cards]
        sections[name] = tuple(
            card.model_copy(update={"examples": tuple(examples)}) for card, examples in zip(cards, here, strict=True)
        )
    return sections


def test_a_sheet_given_to_one_table_is_less_wanted_at_the_next(deck: Deck) -> None:
    """Of two sheets and two lessons for one challenge, the stronger goes first, the other to the next table, and so on."""
    sections: dict[str, Any] = {}
    for section in ("actions", "lessons"):
        made = []
        for card, weight in zip(getattr(deck, section), (3, 2), strict=False):
            fields = {"challenges": [{"id": "emploi", "weight": weight, "why": "Oui."}]}
            fields |= {"actions": []} if section == "lessons" else {}
            made.append(type(card).model_validate(card.model_dump(mode="json") | fields))
        sections[section] = tuple(made)
    small = spoilt(deck, **sections)
    found = advise_tables(small, matching_of(small, "emploi"), [(["emploi"], [])] * 4, each=1)
    for section, cards in sections.items():
        strong, weak = (card.id for card in cards)
        assert [card.id for advice in found for card in getattr(advice, section)] == [strong, weak, strong, weak]


def test_a_much_better_sheet_comes_back_all_the_same(deck: Deck) -> None:
    """Where a single sheet answers a challenge, each table that has it gets that sheet."""
    (sheet, *_others) = deck.actions
    only = spoilt(deck, actions=(sheet,), lessons=())
    stated = [sheet.challenges[0].id]
    found = advise_tables(only, matching_of(only, *stated), [(stated, [])] * 4)
    assert [[card.id for card in advice.actions] for advice in found] == [[sheet.id]] * 4


def test_a_tables_own_challenge_counts_double(deck: Deck) -> None:
    """The order of a table's challenges decides between a sheet for the first and a sheet for the second."""
    (first, second) = _two_sheets(deck)
    only = spoilt(deck, actions=(first, second), lessons=())
    one, other = first.challenges[0].id, second.challenges[0].id
    for stated, best in (([one, other], first.id), ([other, one], second.id)):
        (advice,) = advise_tables(only, matching_of(only, one, other), [(stated, [])], each=1)
        assert [card.id for card in advice.actions] == [best]


def _two_sheets(deck: Deck) -> list[Any]:
    """Two sheets that answer one challenge each, equally."""
    sheets = []
    for sheet, challenge in zip(deck.actions, ("emploi", "dechets"), strict=False):
        data = sheet.model_dump(mode="json") | {"challenges": [{"id": challenge, "weight": 2, "why": "Oui."}]}
        sheets.append(type(sheet).model_validate(data))
    return sheets


def test_a_served_practice_decides_between_equals(deck: Deck) -> None:
    """Of two sheets that answer a challenge alike, the one that serves a practice on the table is told first."""
    sheets = []
    for sheet, practice in zip(deck.actions[:2], ("troc", "coworking"), strict=True):
        fields = {
            "challenges": [{"id": "emploi", "weight": 2, "why": "Oui."}],
            "practices": [{"id": practice, "why": "Oui."}],
        }
        sheets.append(type(sheet).model_validate(sheet.model_dump(mode="json") | fields))
    only = spoilt(deck, actions=tuple(sheets), lessons=())
    for practice, best in (("troc", sheets[0].id), ("coworking", sheets[1].id), ("covoiturage", sheets[0].id)):
        (advice,) = advise_tables(only, matching_of(only, "emploi"), [(["emploi"], [practice])], each=1)
        assert [card.id for card in advice.actions] == [best]
    # A served practice alone is no reason: the sheet must answer something.
    (advice,) = advise_tables(only, matching_of(only, "dechets"), [(["dechets"], ["troc"])])
    assert advice.actions == ()


def test_no_table_gets_no_advice(deck: Deck) -> None:
    """Without tables there is nothing to share out."""
    assert advise_tables(deck, matching_of(deck, "emploi"), []) == []


@given(practices)
@settings(max_examples=40, deadline=None)
def test_serving_follows_ties(wanted: list[str]) -> None:
    """Cards of the kinds asked for, each with the cards that it is tied to, most ties first, deck order on equals."""
    deck = the_deck()
    found = serving(deck, wanted, ("action", "project"))
    order = [entry.id for entry in deck.index]
    for entry, tied in found:
        assert entry.kind in ("action", "project")
        assert tied == [name for name in wanted if name in {tie.to for tie in entry.ties}]
        assert tied
    places = [(-len(tied), order.index(entry.id)) for entry, tied in found]
    assert places == sorted(places)
    left_out = {entry.id for entry in deck.index if entry.kind in ("action", "project")} - {e.id for e, _t in found}
    assert not [name for name in left_out if {tie.to for tie in deck.entry[name].ties} & set(wanted)]


def test_a_card_does_not_serve_itself(deck: Deck) -> None:
    """A sheet among the cards given is not found for the others."""
    sheet = deck.actions[0]
    practices_served = [link.id for link in sheet.practices]
    assert sheet.id in {entry.id for entry, _tied in serving(deck, practices_served, ("action",))}
    assert sheet.id not in {entry.id for entry, _tied in serving(deck, [*practices_served, sheet.id], ("action",))}

"""Lines typed with the numbers of the grid → entries, whatever the accents, the order, the corrections."""

from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from territoires_cli.errors import RequestError
from territoires_cli.models.deck import Deck
from territoires_cli.models.plan import Plan
from territoires_cli.retelling import entry_words, guide
from territoires_cli.session import Session, fold
from territoires_cli.transcribing import entry_of, transcribe


@pytest.fixture(scope="module")
def plan(plan_of: Callable[..., Plan]) -> Plan:
    return plan_of()


def typed(plan: Plan, *lines: str) -> Session:
    """What lines typed one after the other make of a session."""
    session = fold(plan, [])
    for line in lines:
        for draft in transcribe(line, plan, session):
            session.apply(entry_of(draft, session.last + 1, 1.0))
    return session


def told(plan: Plan, *lines: str) -> list[dict[str, Any]]:
    """The entries that stand, without what they don't tell."""
    return [entry.model_dump(exclude_none=True, exclude={"n", "at"}) for entry in typed(plan, *lines).entries]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("1.2 g La Colloc le fait", {"kind": "card", "table": 1, "verdict": "kept", "text": "La Colloc le fait"}),
        ("1.2  ÉCARTÉE", {"kind": "card", "table": 1, "verdict": "refused"}),
        ("1 . 2 e: trop loin", {"kind": "card", "table": 1, "verdict": "refused", "text": "trop loin"}),
        ("1.2 le maire connaît", {"kind": "card", "table": 1, "text": "le maire connaît"}),
        ("1.2 5 voix", {"kind": "vote", "table": 1, "count": 5}),
        ("1.2 gommettes : 3", {"kind": "vote", "table": 1, "count": 3}),
        ("1 force le port", {"kind": "strength", "table": 1, "text": "le port"}),
        ("table 1 priorité : le bus", {"kind": "priority", "table": 1, "text": "le bus"}),
        ("t2 d pas d’accord", {"kind": "disagreement", "table": 2, "text": "pas d’accord"}),
        ("2 on a parlé du marché", {"kind": "note", "table": 2, "text": "on a parlé du marché"}),
        ("0.3 qui paie ? ; répond : M. Y", {"kind": "parked", "line": 3, "text": "qui paie ?", "owner": "M. Y"}),
        ("question qui paie ?", {"kind": "parked", "text": "qui paie ?"}),
        ("présents 21", {"kind": "present", "count": 21}),
        ("Absents : les jeunes", {"kind": "absent", "text": "les jeunes"}),
        ("surprise la neige", {"kind": "surprise", "text": "la neige"}),
        ("suite mardi 3 mars à 18 h", {"kind": "next", "text": "mardi 3 mars à 18 h"}),
    ],
)
def test_a_line_is_an_entry(plan: Plan, line: str, expected: dict[str, Any]) -> None:
    """Each way to type: card, verdict, votes, words of a table, words of the room."""
    (found,) = told(plan, line)
    assert {name: found[name] for name in expected} == expected
    if found["kind"] in ("card", "vote"):
        assert found["card"] == plan.hands[0].cards[1].card


def test_a_proposal_has_its_owner_date_and_votes_in_any_order(plan: Plan) -> None:
    """Pieces after semicolons; other pieces stay words; votes are an entry of their own."""
    free = len(plan.hands[0].cards) + 1
    proposal, vote = told(plan, f"1.{free} Ouvrir le samedi ; 8 voix ; avant le 3 mars ; qui : Mme X ; et le dimanche")
    assert proposal == {
        "kind": "proposal", "table": 1, "line": free, "text": "Ouvrir le samedi ; et le dimanche", "owner": "Mme X",
        "due": "avant le 3 mars",
    }  # fmt: skip
    assert vote == {"kind": "vote", "table": 1, "line": free, "count": 8}
    (later,) = told(plan, "1 proposition Un marché ; le samedi seulement ; pour les jeunes ; pour le 3 mai")
    assert (later["text"], later["due"]) == ("Un marché ; le samedi seulement ; pour les jeunes", "pour le 3 mai")
    assert [item["kind"] for item in told(plan, "1 proposition Un car ; 8 voix")] == ["proposal", "vote"]
    unnumbered = told(plan, "1 proposition Un car", "1 proposition Un vélo ; par la mairie")
    assert [item["line"] for item in unnumbered] == [free, free + 1]


def test_a_line_typed_again_corrects_and_nothing_is_told_twice(plan: Plan) -> None:
    """The last verdict, the last words, the last votes; what isn't typed again stays."""
    free = len(plan.hands[0].cards) + 1
    lines = ["1.1 g oui", "1.1 é", "1.1 4 voix", "1.1 6 voix", f"1.{free} Un car ; qui : X", f"1.{free} Un bus"]
    card, vote, proposal = told(plan, *lines)
    assert (card["verdict"], card["text"]) == ("refused", "oui")
    assert vote["count"] == 6
    assert (proposal["text"], proposal["owner"]) == ("Un bus", "X")


def test_entries_are_corrected_and_taken_back_by_number(plan: Plan) -> None:
    """By their line in the grid or their number in the list; the last one by a word."""
    assert told(plan, "1.1 g oui", "corriger 1.1 é non")[0]["verdict"] == "refused"
    assert told(plan, "présents 21", "corriger #1 23")[0]["count"] == 23
    assert told(plan, "1 force le port", "= #1 la rade")[0]["text"] == "la rade"
    assert told(plan, "1.1 g", "1 force le port", "retirer 1.1 doublon", "annuler") == []
    session = typed(plan, "1.1 g", "retirer #1 doublon")
    assert session.withdrawn[1].text == "doublon"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("bla", "commencez par un numéro"), ("99.1 g", "Il n’y a pas de table 99"), ("1.1", "Il manque les mots après « 1.1 »"),
        ("0.1", "Il manque les mots"), ("1 force", "Il manque les mots après « table 1 »"), ("absents", "Il manque les mots"),
        ("présents beaucoup", "en chiffres"), ("corriger 1.1 x", "Dites quelle entrée"), ("retirer #9", "Dites quelle entrée"),
        ("annuler", "rien à annuler"), ("note " + "x" * 5000, "raccourcissez-la"), ("1.999 x" + "y" * 5000, "raccourcissez-la"),
    ],
)  # fmt: skip
def test_what_is_not_understood_is_told(plan: Plan, line: str, said: str) -> None:
    """What is missing, and how it is typed."""
    with pytest.raises(RequestError, match=said):
        typed(plan, line)
    with pytest.raises(RequestError, match="Il manque"):
        typed(plan, "1.1 g", "corriger 1.1")


@given(st.text(max_size=80))
def test_any_line_is_understood_or_told(plan: Plan, line: str) -> None:
    """No traceback, whatever is typed."""
    with suppress(RequestError):
        session = typed(plan, line)
        assert session.last == len(session.said)


def test_entries_are_read_back_in_words(plan: Plan, deck: Deck) -> None:
    """Each with its number in the grid, its words, « à confirmer » and what was corrected."""
    session = typed(
        plan,
        "1.1 g oui",
        "1.1 5 voix",
        "1 proposition Un car ; qui : X ; avant mai",
        "présents 3",
        "2 d non",
        "1.1 é non",
    )
    words = [entry_words(said.entry, plan, deck, is_corrected=said.is_corrected) for said in session.said.values()]
    title = deck.practice[plan.hands[0].cards[0].card].title
    assert words[0] == f"1.1 · {title}, écartée : non (corrigé)"
    assert words[1] == f"1.1 · {title}, 5 voix"
    assert words[2].endswith("proposition : Un car ; à confirmer par X ; avant mai")
    assert words[3:5] == ["Atelier · présents, 3", "Table 2 · désaccord : non"]


def test_the_guide_can_be_typed(plan: Plan) -> None:
    """Every example of the guide that is one line is understood."""
    lines = [typed_line for typed_line, _meaning in guide(plan)]
    typed(plan, *[line for line in lines if line[0].isdigit() and "…" not in line])

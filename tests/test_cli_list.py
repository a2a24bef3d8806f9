"""`territoires list`: every kind, filters, JSON, CSV, tab-separated lines."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from territoires_cli.models.deck import Deck

if TYPE_CHECKING:
    from tests.conftest import Result

Run = Callable[..., "Result"]

CODES = [
    "A1",
    "A2",
    "A3",
    "A4",
    "A5",
    "B1",
    "B2",
    "B3",
    "C1",
    "C2",
    "C3",
    "D1",
    "D2",
    "D3",
    "E1",
    "E2",
    "E3",
    "E4",
    "E5",
    "E6",
    "F1",
    "F2",
    "F3",
    "F4",
    "F5",
    "G1",
    "G2",
    "H1",
    "H2",
    "H3",
    "I1",
    "I2",
    "L1",
    "L2",
    "L3",
]


def codes(result: "Result") -> list[str]:
    """The first column."""
    return [line.split("\t")[0] for line in result.out.splitlines()]


def test_list_matches_its_reference(run: Run, reference: Callable[[str, str], None]) -> None:
    """The plain list is the one that was reviewed."""
    result = run("list")
    assert (result.code, result.err) == (0, "")
    reference("list.tsv", result.out)


def test_list_has_every_card_in_deck_order_with_the_same_columns(run: Run) -> None:
    """35 codes in order, and each line as many cells as the others, none of them empty."""
    result = run("list")
    assert codes(result) == CODES
    cells = [line.split("\t") for line in result.out.splitlines()]
    assert {len(row) for row in cells} == {7}
    assert all(all(row) for row in cells)


def test_json_is_an_array_of_practices(run: Run, deck: Deck) -> None:
    """`list --json` gives the codes and ids in order, and what a program needs to choose cards."""
    records = json.loads(run("list", "--json").out)
    assert [record["code"] for record in records] == CODES
    assert [record["id"] for record in records] == [card.id for card in deck.practices]
    first = records[0]
    assert first["effort"] == {"level": "medium", "money": "low", "time": "medium", "coordination": "medium"}
    assert set(first["challenges"]) <= set(deck.challenge)
    assert {"title", "family", "type", "summary", "levers", "sizes", "aggravates", "aliases"} <= set(first)


def test_csv_reads_back_as_the_same_cells(run: Run) -> None:
    """The CSV has titles, then the cells of the plain list."""
    rows = list(csv.reader(io.StringIO(run("list", "--csv").out)))
    assert rows[0][:3] == ["Code", "Id", "Titre"]
    assert ["\t".join(row) for row in rows[1:]] == run("list").out.splitlines()


@pytest.mark.parametrize(
    ("kind", "names", "first"),
    [
        ("practice", ("cartes", "Pratiques"), "A1"),
        ("challenge", ("défi", "DEFIS"), "vacance-commerciale"),
        ("family", ("famille", "families"), "A"),
        ("type", ("types",), "consommation"),
        ("lever", ("leviers",), "commune"),
        ("effort", ("efforts",), "léger"),
        ("city", ("villes", "territoire"), "aveiro"),
        ("format", ("formats",), "sharitories"),
    ],
)
def test_every_kind_lists_by_its_english_and_french_names(
    run: Run, kind: str, names: tuple[str, ...], first: str
) -> None:
    """A kind can be named in English or French, accents and case aside, and lists the same."""
    result = run("list", "--kind", kind)
    assert (result.code, result.err) == (0, "")
    assert codes(result)[0] == first
    assert all(run("list", "-k", name) == result for name in names)


@pytest.mark.parametrize("kind", ["practice", "challenge", "family", "type", "lever", "effort", "city", "format"])
def test_every_kind_has_a_record_for_each_row(run: Run, kind: str) -> None:
    """JSON and lines list the same things in the same order."""
    records = json.loads(run("list", "--kind", kind, "--json").out)
    names = [record.get("code", record["id"]) for record in records]
    assert names == codes(run("list", "--kind", kind))
    assert len(set(names)) == len(names) > 0


def test_counts_of_kinds(run: Run) -> None:
    """Ten families, twenty-five challenges, eight cities, four types."""
    counts = {kind: len(codes(run("list", "--kind", kind))) for kind in ("family", "challenge", "city", "type")}
    assert counts == {"family": 10, "challenge": 25, "city": 8, "type": 4}


def test_what_a_challenge_counts_is_what_its_filter_finds(run: Run) -> None:
    """The number of cards beside a challenge is the number that `--challenge` lists, three at least."""
    for record in json.loads(run("list", "--kind", "challenge", "--json").out):
        assert len(codes(run("list", "--challenge", record["id"]))) == record["practices"] >= 3


@pytest.mark.parametrize("name", ["A", "a", "mobilite", "MOBILITÉ", "Mobilité partagée", "mobilite  partagee"])
def test_a_family_by_code_id_or_label(run: Run, name: str) -> None:
    """Codes, ids and labels all name a family; accents, case and spaces don't matter."""
    assert codes(run("list", "--family", name)) == ["A1", "A2", "A3", "A4", "A5"]


@pytest.mark.parametrize("name", ["vieillissement", "De plus en plus d’anciens", "de plus en plus d'anciens"])
def test_a_challenge_by_id_or_label(run: Run, deck: Deck, name: str) -> None:
    """A challenge's label works as its id does, with either apostrophe."""
    expected = [card.code for card in deck.practices if "vieillissement" in {answer.id for answer in card.challenges}]
    assert codes(run("list", "--challenge", name)) == expected


@pytest.mark.parametrize(("one", "other"), [("léger", "LOW"), ("leger", "low"), ("lourd", "high"), ("Moyen", "medium")])
def test_effort_by_word_or_level(run: Run, one: str, other: str) -> None:
    """Effort takes the French word and the level."""
    assert run("list", "--effort", one) == run("list", "--effort", other)
    assert codes(run("list", "--effort", one))


def test_filters_combine(run: Run) -> None:
    """Different filters narrow the list, the values of one filter widen it."""
    by_challenge = set(codes(run("list", "--challenge", "lien-social")))
    by_effort = set(codes(run("list", "--effort", "léger")))
    both = run("list", "--challenge", "lien-social", "--effort", "léger")
    assert set(codes(both)) == by_challenge & by_effort
    assert codes(both)
    narrower = run(
        "list", "--challenge", "lien-social", "--effort", "léger", "--lever", "commune", "--type", "consommation"
    )
    assert set(codes(narrower)) < set(codes(both))
    assert codes(run("list", "-f", "A", "-f", "habitat")) == ["A1", "A2", "A3", "A4", "A5", "G1", "G2"]


@pytest.mark.parametrize("words", ["vélo", "VELO", "partagés velos", "velos  partages"])
def test_search_ignores_accents_case_and_order(run: Run, words: str) -> None:
    """Words are looked for at the beginning of words, however they are typed."""
    assert "A4" in codes(run("list", "--search", words))


def test_search_works_for_other_kinds(run: Run) -> None:
    """`--search` narrows cities too, with their records."""
    assert codes(run("list", "--kind", "city", "--search", "france lorient")) == ["lorient"]
    assert [item["id"] for item in json.loads(run("list", "-k", "city", "-s", "genk", "--json").out)] == ["genk"]


def test_nothing_found_is_said_on_stderr(run: Run) -> None:
    """An empty list is no error: empty output, a sentence on stderr, an empty array in JSON."""
    result = run("list", "--search", "zzzz")
    assert (result.code, result.out) == (0, "")
    assert result.err == "Rien ne répond à ces critères : retirez un filtre.\n"
    assert json.loads(run("list", "--search", "zzzz", "--json").out) == []


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--kind", "truc"), "Valeurs possibles : practice, challenge"),
        (("--kind", "vile"), "Vouliez-vous dire « city » ?"),
        (("--family", "Z"), "Valeurs possibles : mobilite, espaces"),
        (("--challenge", "vieilissement"), "Vouliez-vous dire « vieillissement » ?"),
        (("--lever", "comune"), "« commune »"),
        (("--effort", "enorme"), "léger"),
        (("--kind", "city", "--family", "A"), "seul --search sert"),
    ],
)
def test_a_wrong_value_gets_the_right_ones(run: Run, arguments: tuple[str, ...], said: str) -> None:
    """A value that names nothing is a usage error that tells the nearest or the possible values."""
    result = run("list", *arguments)
    assert (result.code, result.out) == (2, "")
    assert said in result.err


def test_another_deck_is_listed(run: Run, tmp_path: Path) -> None:
    """`--deck` reads a folder; one without a deck is an expected error that names the file it lacks."""
    result = run("list", "--deck", str(tmp_path))
    assert (result.code, result.out) == (1, "")
    assert "deck.yaml" in result.err
    builtin = Path(__file__).resolve().parents[1] / "cards"
    assert run("list", "--deck", str(builtin)) == run("list")

"""`territoires list`: every kind, filters, JSON, CSV, tab-separated lines."""

import csv
import io
import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml

from territoires_cli.documents.listing import CARD_LISTS, kind_names
from territoires_cli.documents.listing_cards import cards_document, list_cards
from territoires_cli.faces import status_words, titled
from territoires_cli.filtering import Filters
from territoires_cli.labels import kind_labels, state_labels
from territoires_cli.models.base import Status
from territoires_cli.models.deck import Deck
from territoires_cli.models.index import KINDS
from territoires_cli.names import fold
from territoires_cli.render.markdown import render_markdown

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


# Kind → other names of it, and the first cell of its list.
KIND_LISTS = {
    "practice": (("cartes", "Pratiques"), "A1"),
    "action": (("fiche", "Fiches  Action"), "FA01"),
    "city": (("villes", "territoire"), "aveiro"),
    "project": (("projets", "PROJECTS"), "bulb-in-landes"),
    "elsewhere": (("ailleurs",), "amsterdam-wikicity"),
    "lesson": (("leçons", "enseignement"), "1"),
    "model": (("modele", "Modèles"), "city-as-a-commons"),
    "all": (("tout", "toutes les cartes"), "Pratiques"),
    "example": (("exemples",), None),
    "axis": (("axes", "axe"), "partager-gouvernance"),
    "objective": (("objectifs",), "identifier-besoins"),
    "challenge": (("défi", "DEFIS"), "vacance-commerciale"),
    "family": (("famille", "families"), "A"),
    "type": (("types",), "consommation"),
    "lever": (("leviers",), "commune"),
    "effort": (("efforts",), "léger"),
    "format": (("formats",), "conception"),
    "activity": (("activités", "activities"), "ligne-trajets"),
    "document": (("documents", "papier"), "cadrage"),
}
CARD_KINDS = [*KINDS, "all"]


def cells(result: "Result") -> list[list[str]]:
    """The cells of each line."""
    return [line.split("\t") for line in result.out.splitlines()]


def test_every_kind_is_tested() -> None:
    """The kinds listed here are those that can be asked for."""
    assert set(KIND_LISTS) == set(kind_names().values())
    assert [*CARD_KINDS] == list(CARD_LISTS)


@pytest.mark.parametrize("kind", KIND_LISTS)
def test_every_kind_lists_by_its_english_and_french_names(run: Run, kind: str) -> None:
    """A kind can be named in English or French, accents and case aside, and lists the same."""
    names, first = KIND_LISTS[kind]
    result = run("list", "--kind", kind)
    assert (result.code, result.err) == (0, "")
    assert first is None or codes(result)[0] == first
    assert all(run("list", "-k", name) == result for name in names)


@pytest.mark.parametrize("kind", KIND_LISTS)
def test_every_kind_has_a_record_for_each_row(run: Run, kind: str) -> None:
    """JSON and lines list the same things in the same order."""
    records = json.loads(run("list", "--kind", kind, "--json").out)
    rows = cells(run("list", "--kind", kind))
    assert len(records) == len(rows) > 0
    for record, row in zip(records, rows, strict=True):
        name = record.get("code") or record.get("id") or record["name"]
        assert any(cell.startswith(name) for cell in row)
    keys = {tuple(record) for record in records}
    assert len(keys) == 1
    if kind != "example":
        ids = [record["id"] for record in records]
        assert len(set(ids)) == len(ids)


@pytest.mark.parametrize("kind", KIND_LISTS)
def test_every_kind_has_a_csv_of_its_rows(run: Run, kind: str) -> None:
    """The CSV of a kind has a title for each column, none twice, then the cells of the plain list."""
    titles, *rows = csv.reader(io.StringIO(run("list", "--kind", kind, "--csv").out))
    assert all(titles)
    assert len(set(titles)) == len(titles)
    assert {len(row) for row in rows} == {len(titles)}
    assert rows == cells(run("list", "--kind", kind))


@pytest.mark.parametrize("kind", KINDS)
def test_cards_of_a_kind_are_those_of_the_deck(run: Run, deck: Deck, kind: str) -> None:
    """Every card of the kind, in deck order, with its id; `all` has those of all kinds."""
    ids = [entry.id for entry in deck.index if entry.kind == kind]
    assert [record["id"] for record in json.loads(run("list", "-k", kind, "--json").out)] == ids
    assert [name for row in cells(run("list", "-k", kind)) for name in row[:2] if name in ids] == ids
    of_all = json.loads(run("list", "-k", "all", "--json").out)
    assert [record["id"] for record in of_all if record["kind"] == kind] == ids
    assert len(of_all) == len(deck.index)


@pytest.mark.parametrize("kind", [*CARD_KINDS, "example"])
@pytest.mark.parametrize(
    ("option", "value", "facet", "wanted"),
    [
        ("--family", "Mobilité", "families", "mobilite"),
        ("--challenge", "Les jeunes partent", "challenges", "jeunes"),
        ("--type", "financement", "types", "financement"),
        ("--lever", "région", "levers", "region"),
        ("--effort", "lourd", "efforts", "high"),
    ],
)
def test_filters_work_for_every_kind_of_card(
    run: Run, deck: Deck, kind: str, option: str, value: str, facet: str, wanted: str
) -> None:
    """A card of any kind is kept for what it is, or for the practices that it is tied to; an example for its cards."""
    result = run("list", "--kind", kind, option, value, "--json")
    assert result.code == 0
    records = json.loads(result.out)
    kept = {entry.code or entry.id: entry.id for entry in deck.index if wanted in getattr(entry.facets, facet)}
    if kind == "example":
        assert records
        assert all(set(record["cards"]) <= set(kept) for record in records)
        return
    ids = [entry.id for entry in deck.index if kind in (entry.kind, "all")]
    assert [record["id"] for record in records] == [name for name in ids if name in kept.values()]
    assert len(cells(run("list", "--kind", kind, option, value))) == len(records)


def test_examples_come_once_with_the_cards_that_tell_them(run: Run, deck: Deck) -> None:
    """No initiative has two lines for one name, place and state; each names the cards it is told on, all in the deck."""
    records = json.loads(run("list", "--kind", "example", "--json").out)
    keys = [(fold(item["name"]), fold(item["place"]), item["status"]["state"]) for item in records]
    assert len(set(keys)) == len(keys)
    known = {name for entry in deck.index for name in (entry.code, entry.id)}
    for item in records:
        assert len(set(item["cards"])) == len(item["cards"]) > 0
        assert set(item["cards"]) <= known
    told = {name for item in records for name in item["cards"]}
    telling = {entry.code or entry.id for entry in deck.index if entry.kind != "model"}
    assert told == telling
    smiile = next(item for item in records if item["name"] == "Smiile")
    assert {"A1", "smiile", "lorient"} <= set(smiile["cards"])
    assert smiile["status"]["state"] == "closed"


def test_a_row_of_an_example_says_what_its_record_says(run: Run, deck: Deck) -> None:
    """What became of it, the year of checking, name and place, the cards, on whose word, the year told of: none is empty."""
    rows = cells(run("list", "--kind", "example"))
    records = json.loads(run("list", "--kind", "example", "--json").out)
    for row, record in zip(rows, records, strict=True):
        state, checked, name, cards, source, year = row
        status = Status.model_validate(record["status"])
        assert name == " ".join(titled(record["name"], record["place"]).split())
        assert year == (str(record["as_of"]) if record["as_of"] is not None else "source non datée")
        assert state == status_words(status, record["stage"])
        never = "source non datée" if status.source else "non vérifié"
        assert checked == (never if status.as_of is None else str(status.as_of))
        assert source == (deck.source[status.source.id].short if status.source else "sans source")
        assert cards == ", ".join(record["cards"])


@pytest.mark.parametrize(("state", "label"), state_labels().items())
def test_examples_by_state(run: Run, state: str, label: str) -> None:
    """`--status` lists the examples in one state and no other, by its id or its French words."""
    found = json.loads(run("list", "--status", state, "--json").out)
    every = json.loads(run("list", "--kind", "example", "--json").out)
    assert [item for item in every if item["status"]["state"] == state] == found != []
    assert run("list", "--status", label) == run("list", "--kind", "example", "--status", state)


def test_states_add_up(run: Run) -> None:
    """All the states together are all the examples; two of them are the lines of both."""
    options = [word for state in state_labels() for word in ("--status", state)]
    assert run("list", *options) == run("list", "-k", "example")
    both = codes(run("list", "--status", "closed", "--status", "renamed"))
    assert sorted(both) == sorted(codes(run("list", "--status", "closed")) + codes(run("list", "--status", "renamed")))


def test_every_closed_example_says_so(run: Run) -> None:
    """« Fermé » stands in the first column, with the year where it is known."""
    assert all(
        re.match(r"fermé( en \d{4}( au plus tard)?)?$", row[0]) for row in cells(run("list", "--status", "closed"))
    )


def test_examples_are_searched_by_their_own_words(run: Run) -> None:
    """Name, place and cards of an example are looked through, not the rest of the card that tells it."""
    assert run("list", "--kind", "example", "--search", "smiile xylophone").out == ""
    found = cells(run("list", "--status", "closed", "--search", "LORIENT smiile"))
    assert found
    assert all("Smiile" in row[2] and "Lorient" in row[2] for row in found)
    by_card = json.loads(run("list", "--kind", "example", "--search", "la-colloc", "--json").out)
    every = json.loads(run("list", "--kind", "example", "--json").out)
    assert [item for item in every if "la-colloc" in item["cards"]] == by_card != []


def tree_lines(run: Run, *options: str) -> list[str]:
    """The titles of a tree, without its branches."""
    return [line.lstrip("│├└─ ") for line in run("list", "--tree", *options).out.splitlines()]


def test_the_tree_has_every_action_in_its_place(run: Run, deck: Deck) -> None:
    """`--tree` draws axes, objectives and sheets; `--kind action --tree` is the same."""
    result = run("list", "--tree")
    assert (result.code, result.err) == (0, "")
    assert run("list", "--kind", "fiches", "--tree") == result
    lines = tree_lines(run)
    titles = [f"{action.code} {action.title}" for action in deck.actions]
    assert [line for line in lines if line in titles] == titles
    assert [line for line in lines if line in {axis.title for axis in deck.framework.axes}] == [
        axis.title for axis in deck.framework.axes
    ]
    assert all(item.title in lines for item in deck.framework.objectives)


@pytest.mark.parametrize("columns", [60, 80, 120])
def test_the_tree_keeps_within_the_width(run: Run, monkeypatch: pytest.MonkeyPatch, columns: int) -> None:
    """No line is wider than the screen, and a wider screen has no more lines."""
    monkeypatch.setenv("COLUMNS", str(columns))
    lines = run("list", "--tree").out.splitlines()
    assert max(len(line) for line in lines) <= columns
    monkeypatch.setenv("COLUMNS", "200")
    assert len(run("list", "--tree").out.splitlines()) <= len(lines)


def test_the_tree_as_json(run: Run, deck: Deck) -> None:
    """Text, branches and card, from the purpose down to an example; the cards named are in the deck."""
    root = json.loads(run("list", "--tree", "--json").out)
    assert list(root) == ["text", "branches", "card"]
    actions = [
        action for axis in root["branches"] for objective in axis["branches"] for action in objective["branches"]
    ]
    assert [action["card"] for action in actions] == [action.id for action in deck.actions]
    for action in actions:
        (example,) = action["branches"]
        assert example["branches"] == []
        assert example["card"] is None or example["card"] in deck.entry
    assert (root["card"], root["branches"][0]["card"]) == (None, None)


def test_a_tree_may_be_filtered(run: Run, deck: Deck) -> None:
    """Only the sheets that pass hang there; when none does, that is said on stderr."""
    lines = tree_lines(run, "--challenge", "numerique", "--effort", "moyen")
    wanted = [row[0] for row in cells(run("list", "-k", "action", "-c", "numerique", "--effort", "moyen"))]
    assert [line.split()[0] for line in lines if line.startswith("FA")] == wanted
    nothing = run("list", "--tree", "--search", "zzzz")
    assert (nothing.code, len(nothing.out.splitlines())) == (0, 1)
    assert nothing.err == "Rien ne répond à ces critères : retirez un filtre.\n"
    assert json.loads(run("list", "--tree", "--search", "zzzz", "--json").out)["branches"] == []


def test_a_deck_without_framework_has_a_bare_tree(run: Run, tmp_path: Path) -> None:
    """A deck of practices alone: no action, no axis, and each list says that it is empty."""
    deck_of_practices(tmp_path)
    result = run("list", "--tree", "--deck", str(tmp_path))
    assert result.code == 0
    assert len(result.out.splitlines()) == 1
    for kind in ("action", "project", "elsewhere", "lesson", "model", "city", "axis", "objective"):
        empty = run("list", "--kind", kind, "--deck", str(tmp_path))
        assert (empty.code, empty.out) == (0, "")
        assert empty.err == "Rien ne répond à ces critères : retirez un filtre.\n"
    assert len(cells(run("list", "--kind", "all", "--deck", str(tmp_path)))) == 1


def deck_of_practices(folder: Path) -> None:
    """A deck of one card, with nothing that isn't needed."""
    builtin = Path(__file__).resolve().parents[1] / "cards"
    (folder / "practices").mkdir()
    for name in ("deck.yaml", "challenges.yaml", "sources.yaml", "practices/G2-habitat-partage.yaml"):
        shutil.copy(builtin / name, folder / name)
    card = folder / "practices" / "G2-habitat-partage.yaml"
    data = yaml.safe_load(card.read_text(encoding="utf-8"))
    data["examples"] = [example for example in data["examples"] if "case" not in example]
    card.write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")


def test_counts_of_kinds(run: Run) -> None:
    """The deck holds what its plan says."""
    expected = {
        "practice": 35,
        "action": 12,
        "city": 8,
        "project": 10,
        "elsewhere": 8,
        "lesson": 8,
        "model": 3,
        "all": 84,
        "axis": 3,
        "objective": 6,
        "family": 10,
        "challenge": 25,
        "type": 4,
    }
    assert {kind: len(codes(run("list", "--kind", kind))) for kind in expected} == expected


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


@pytest.mark.parametrize("kind", ["challenge", "family", "type", "lever", "effort", "axis", "objective", "format"])
def test_search_narrows_the_vocabularies_too(run: Run, kind: str) -> None:
    """The words of a row find it, with its record; words of no row find nothing."""
    rows = cells(run("list", "-k", kind))
    records = json.loads(run("list", "-k", kind, "--json").out)
    found = cells(run("list", "-k", kind, "--search", " ".join(rows[-1])))
    assert rows[-1] in found
    assert json.loads(run("list", "-k", kind, "--search", " ".join(rows[-1]), "--json").out) == [
        record for row, record in zip(rows, records, strict=True) if row in found
    ]
    assert run("list", "-k", kind, "--search", "xylophone").out == ""


def test_every_kind_in_few_words(deck: Deck) -> None:
    """On a screen: each kind with its count, each card by what one types to see it, and the next command."""
    text = render_markdown(cards_document(list_cards("all", deck, Filters()))).replace("\xa0", " ")
    for kind, label in kind_labels().items():
        entries = [entry for entry in deck.index if entry.kind == kind]
        assert f"### {label} ({len(entries)})\n" in text
        assert all(f"- **{entry.code or entry.id}** {entry.title}\n" in text for entry in entries)
    assert text.endswith("territoires show A1\n```\n")


def test_nothing_found_is_said_on_stderr(run: Run) -> None:
    """An empty list is no error: empty output, a sentence on stderr, an empty array in JSON."""
    result = run("list", "--search", "zzzz")
    assert (result.code, result.out) == (0, "")
    assert result.err == "Rien ne répond à ces critères : retirez un filtre.\n"
    assert json.loads(run("list", "--search", "zzzz", "--json").out) == []


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--kind", "xyzzy"), "Valeurs possibles : practice, action, city, project, elsewhere, lesson, model, all, "),
        (("--kind", "vile"), "Vouliez-vous dire « city » ?"),
        (("--family", "Z"), "Valeurs possibles : mobilite, espaces"),
        (("--challenge", "vieilissement"), "Vouliez-vous dire « vieillissement » ?"),
        (("--lever", "comune"), "« commune »"),
        (("--effort", "enorme"), "léger"),
        (("--kind", "challenge", "--family", "A"), "avec --kind challenge, seul --search sert"),
        (("--kind", "objectifs", "--effort", "moyen"), "avec --kind objectifs, seul --search sert"),
        (("--kind", "city", "--status", "closed"), "--status liste les exemples"),
        (("--kind", "all", "--status", "closed"), "écrivez --kind example"),
        (("--status", "mort"), "Valeurs possibles : en activité, renommé, fermé, à vérifier"),
        (("--status", "fermee"), "Vouliez-vous dire « fermé » ?"),
        (("--kind", "practice", "--tree"), "écrivez --kind action --tree"),
        (("--tree", "--status", "closed"), "--tree dessine les fiches action"),
        (("--csv", "--json"), "--csv ne va ni avec --json ni avec --tree."),
        (("--csv", "--tree"), "--csv ne va ni avec --json ni avec --tree."),
        (("--csv", "--json", "--tree"), "--csv ne va ni avec --json ni avec --tree."),
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

"""A card's file with what a sheet tells otherwise: remarks, and items that the sheet leaves as they are, stay."""

from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from territoires_cli.amending import AmendingError
from territoires_cli.columns import ALL
from territoires_cli.models.cards import PracticeCard
from territoires_cli.rewriting import rewrite_card
from territoires_cli.safe_yaml import parse_yaml
from territoires_cli.yaml_page import remarks_of
from territoires_cli.yaml_text import write_on_one_line

TEXTS = st.sampled_from(
    [
        "Il faut du bois.",
        "Qui y perdrait : le bus ?",
        "- un tiret",
        "# dièse",
        "L’été, non.",
        "2026",
        "non",
        "un texte assez long pour que personne ne l’écrive sur une seule ligne de son fichier",
    ]
)
STYLES = st.sampled_from(["plain", "double", "folded", "kept", "below"])
CARD = """\
id: four
# SAMIA : tout relire
first_steps: # trois
{steps}
limits:
  - Il faut du bois.
# La fin.
code: A1 # le premier
"""


def written(text: str, style: str, remark: str) -> str:
    """An item in one of the ways in which people write one, less its retreat; a remark behind it where one can stand."""
    behind = f"  {remark}" if remark else ""
    if style in ("folded", "kept"):
        return f"- {'>-' if style == 'folded' else '|-'}{behind}\n  {text}"
    quoted = '"' + text.replace('"', '\\"') + '"' if style == "double" else write_on_one_line(text)
    return f"-\n  {quoted}{behind}" if style == "below" else f"- {quoted}{behind}"


@st.composite
def lists(draw: st.DrawFn) -> tuple[str, list[str]]:
    """A list as a piece of a file, and its items, each beside remarks of its own, or in brackets."""
    items = draw(st.lists(TEXTS, min_size=1, max_size=6))
    if draw(st.booleans()):
        ends = [draw(st.sampled_from([", ", f",  # r{n}\n    ", ",\n    "])) for n in range(len(items))]
        last = draw(st.sampled_from(["]", ",]", "  # fin\n  ]"]))
        parts = [write_on_one_line(item) for item in items]
        return "  [" + "".join(map("".join, zip(parts, [*ends[:-1], last], strict=True))), items
    lines: list[str] = []
    for number, item in enumerate(items):
        lines += draw(st.sampled_from([[], [f"# avant {number}"], ["", f"# avant {number}"]]))
        lines += written(item, draw(STYLES), draw(st.sampled_from(["", f"# à côté {number}"]))).split("\n")
    retreat = draw(st.sampled_from(["", "  ", "    "]))
    return "\n".join(f"{retreat}{line}" if line else "" for line in lines), items


def rewritten(text: str, items: list[str]) -> str:
    """The file with another list of first steps, told by a sheet."""
    told = parse_yaml(text)
    card: dict[str, Any] = {**told, "first_steps": items}
    return rewrite_card(text, PracticeCard, told, card, [("first_steps", ALL), ("limits", ALL)])


@settings(deadline=None, max_examples=400)
@given(old=lists(), data=st.data(), newline=st.sampled_from(["\n", "\r\n"]))
def test_every_remark_stays_whatever_becomes_of_a_list(
    old: tuple[str, list[str]], data: st.DataObject, newline: str
) -> None:
    """Any list becomes any other: the file reads as the sheet says, no remark is lost, and lines of kept items stay."""
    piece, items = old
    text = CARD.format(steps=piece).replace("\n", newline)
    assume(parse_yaml(text)["first_steps"] == items)
    kept = [item for item in items if data.draw(st.booleans())]
    new = list(kept)
    for item in data.draw(st.lists(TEXTS, min_size=0 if kept else 1, max_size=3)):
        new.insert(data.draw(st.integers(0, len(new))), item)
    after = rewritten(text, new)
    assert parse_yaml(after)["first_steps"] == new
    assert sorted(remarks_of(after)) == sorted(remarks_of(text))
    assert newline == "\n" or "\n" not in after.replace("\r\n", "")
    if kept == items:
        assert not set(text.splitlines()) - set(after.splitlines()) or "[" in piece


HOUSE = CARD.format(
    steps="  - Trouver le four.\n  - 'Demander la clé.'  # à Jean\n  # SAMIA : à faire en mars\n  - \"Allumer.\"  # tôt"
)


@pytest.mark.parametrize(
    ("items", "was", "becomes"),
    [
        (["Trouver le four.", "Demander.", "Allumer."], "'Demander la clé.'", "Demander."),
        (["Trouver le four.", "Allumer."], "  - 'Demander la clé.'  # à Jean\n", "  # à Jean\n"),
        (
            ["Trouver le four.", "Demander la clé.", "Balayer.", "Allumer."],
            "  # SAMIA : à faire",
            "  - Balayer.\n  # SAMIA : à faire",
        ),
        (
            ["Oser.", "Trouver le four.", "Demander la clé.", "Allumer."],
            "  - Trouver",
            "  - Oser.\n  - Trouver",
        ),
    ],
)
def test_one_item_changes_alone(items: list[str], was: str, becomes: str) -> None:
    """Changed, taken away or added in between, it leaves the others as they stand, quotes and remarks included."""
    assert rewritten(HOUSE, items) == HOUSE.replace(was, becomes)


def test_a_remark_behind_an_emptied_field_stays() -> None:
    """It goes to a line of its own, as do those inside a list that goes."""
    told = parse_yaml(HOUSE)
    card = {"id": "four", "first_steps": told["first_steps"], "limits": told["limits"]}
    assert rewrite_card(HOUSE, PracticeCard, told, card, [("code",)]) == HOUSE.replace("code: A1 # le p", "# le p")
    after = rewrite_card(HOUSE, PracticeCard, told, {"id": "four", "code": "A1"}, [("first_steps", ALL)])
    assert sorted(remarks_of(after)) == sorted(remarks_of(HOUSE))
    assert list(parse_yaml(after)) == ["id", "limits", "code"]


def test_items_of_fields_are_known_by_their_names() -> None:
    """An example taken from between two others leaves them as they are, however they are written."""
    text = (
        "id: four\nexamples:\n  # la plus vieille\n  - {name: Un, place: Ici}\n  - name: Deux\n    place: Là\n"
        "  # à revoir\n  - name: Trois  # non\n    place: Loin\n"
    )
    told = parse_yaml(text)
    columns: list[tuple[str | int, ...]] = [("examples", n, name) for n in range(3) for name in ("name", "place")]
    card = {"id": "four", "examples": [{"name": "Un", "place": "Ici"}, {"name": "Trois", "place": "Près"}]}
    after = rewrite_card(text, PracticeCard, told, card, columns)
    assert after == text.replace("  - name: Deux\n    place: Là\n", "").replace("Loin", "Près")


def test_long_lists_are_compared_within_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of lists too long to compare item by item, what differs between the ends that agree is taken for changed in place."""
    monkeypatch.setattr("territoires_cli.rewriting._MOST_COMPARED", 1)
    monkeypatch.setattr("territoires_cli.rewriting.SequenceMatcher", None)
    after = rewritten(HOUSE, ["Trouver le four.", "Demander.", "Souffler.", "Allumer."])
    assert '  - Demander.  # à Jean\n  - Souffler.\n  # SAMIA : à faire en mars\n  - "Allumer."  # tôt\n' in after


def test_a_file_reads_once_for_all_items_of_a_list(monkeypatch: pytest.MonkeyPatch) -> None:
    """A list of which every item changes costs as many readings of its file as one of which one does."""
    import territoires_cli.yaml_page

    readings: list[int] = []

    def counted(text: str) -> object:
        readings.append(len(text))
        return parse_yaml(text)

    monkeypatch.setattr(territoires_cli.yaml_page, "parse_yaml", counted)
    counts = []
    for size in (3, 300):
        text = CARD.format(steps="\n".join(f"  - pas {n}  # {n}" for n in range(size)))
        readings.clear()
        rewritten(text, [f"geste {n}" for n in range(size)])
        counts.append(len(readings))
    assert counts[0] == counts[1] > 0


def test_a_list_that_others_stand_for_too_is_told() -> None:
    """What would change elsewhere as well is left, and said."""
    text = "id: four\nlimits: &l\n  - Un.\nfirst_steps: *l\n"
    card = {"id": "four", "limits": ["Deux."], "first_steps": ["Un."]}
    with pytest.raises(AmendingError, match="Écrivez-y"):
        rewrite_card(text, PracticeCard, parse_yaml(text), card, [("limits", ALL)])

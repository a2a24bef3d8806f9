"""What a sheet doesn't tell of a card and only one thing can be meant by; what was told wrongly isn't guessed."""

from collections.abc import Collection
from typing import Any

import pytest

from territoires_cli.columns import Path, shape_of
from territoires_cli.completing import Shelf, complete
from territoires_cli.models.actions import ActionSheet
from territoires_cli.models.base import Source
from territoires_cli.models.cards import PracticeCard
from territoires_cli.tabling import fill

SHELF = Shelf(
    own={"mien": "A9"},
    others={"covoiturage": "A1", "autre": None},
    letters={"mobilite": "A", "plein": "B"},
    types={"mobilite": frozenset({"consommation"}), "plein": frozenset({"a", "b"})},
)


def completed(
    data: dict[Path, str],
    faulty: Collection[Path] = (),
    *,
    codes: Any = (),
    shelf: Shelf = SHELF,
    replace: bool = False,
    model: Any = PracticeCard,
) -> dict[str, Any]:
    from territoires_cli.cells import Names

    names = {
        kind: Names.of(kind, [("mobilite", "mobilite"), ("plein", "plein")], {})
        for kind in ("family", "challenge", "type")
    }
    filled = fill(shape_of(model), data.items(), names)
    complete(shape_of(model), filled, faulty, shelf, codes, replace=replace)
    return filled.data


TITLE, FAMILY = ("title",), ("family",)


def test_a_title_and_a_family_give_the_rest() -> None:
    """Id from the title, the code after the last one of the family, its only type."""
    assert completed({TITLE: "L’œuf à vélo", FAMILY: "mobilite"}) == {
        "title": "L’œuf à vélo", "family": "mobilite", "id": "l-oeuf-a-velo", "code": "A10", "type": "consommation",
    }  # fmt: skip


def test_two_types_are_not_chosen_from() -> None:
    """Where cards of the family have several, the sheet must say which."""
    assert "type" not in completed({TITLE: "Un", FAMILY: "plein"})


def test_what_was_told_wrongly_is_not_guessed() -> None:
    """A faulty cell stays a fault."""
    assert completed({TITLE: "Un", FAMILY: "mobilite"}, {("id",), ("code",), ("type",)}) == {
        "title": "Un",
        "family": "mobilite",
    }


def test_a_card_that_is_there_keeps_its_code() -> None:
    """Its own, or that of the one it replaces."""
    assert completed({TITLE: "Mien", FAMILY: "mobilite"})["code"] == "A9"
    assert completed({TITLE: "Covoiturage", FAMILY: "mobilite"}, replace=True)["code"] == "A1"
    assert completed({TITLE: "Covoiturage", FAMILY: "mobilite"})["code"] == "A10"


@pytest.mark.parametrize(("codes", "code"), [
    ({"B99"}, "B1"),
    ({"B1", "B2", "B99"}, "B3"),
    ({"B12"}, "B13"),
    ({"B²", "BB1", "b7"}, "B1"),
    ({f"B{number}" for number in range(1, 100)}, None),
])  # fmt: skip
def test_the_next_code_is_free(codes: set[str], code: str | None) -> None:
    """After the last one; in a gap where there is none after; nowhere where all are taken."""
    assert completed({TITLE: "Un", FAMILY: "plein"}, codes=codes).get("code") == code


def test_codes_keep_their_width() -> None:
    """FA12 is followed by FA13, FA01 by FA02."""
    shelf = Shelf({}, {"x": "FA01"}, letters={"": "FA"})
    assert completed({TITLE: "Un"}, shelf=shelf, model=ActionSheet)["code"] == "FA02"


def test_a_challenge_weighs_two_unless_told() -> None:
    """Where its force isn't told; a faulty one isn't replaced, wherever its column stands."""
    cells: dict[Path, str] = {("challenges", 1, "id"): "mobilite", ("challenges", 3, "id"): "mobilite"}
    assert [answer["weight"] for answer in completed(cells)["challenges"]] == [2, 2]
    found = completed(cells, {("challenges", 3, "weight")})["challenges"]
    assert ["weight" in answer for answer in found] == [True, False]


def test_kinds_without_codes_get_none() -> None:
    """A source has an id alone."""
    assert completed({TITLE: "Un rapport"}, model=Source) == {"title": "Un rapport", "id": "un-rapport"}

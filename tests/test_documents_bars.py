"""Bars of text: always as wide as asked, as full as the value says."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from territoires_cli.documents.bars import SHADES, WIDTH, bar, stacked
from territoires_cli.models.matching import PARTS, WEIGHTS

VALUES = st.floats(0, 1)


@pytest.mark.parametrize(
    ("value", "drawn"),
    [
        (0, "··········"),
        (0.04, "··········"),
        (0.06, "█·········"),
        (0.5, "█████·····"),
        (0.94, "█████████·"),
        (1, "█" * 10),
    ],
)
def test_a_bar_is_as_full_as_its_value(value: float, drawn: str) -> None:
    """To the nearest tenth of its width."""
    assert bar(value) == drawn


@given(VALUES, st.integers(1, 40))
def test_a_bar_has_its_width(value: float, width: int) -> None:
    """Whatever the value, the length is the same, and the full part comes first."""
    drawn = bar(value, width)
    assert len(drawn) == width
    assert abs(drawn.count("█") - value * width) <= 0.5
    assert drawn == "█" * drawn.count("█") + "·" * drawn.count("·")


def test_the_parts_stand_one_after_the_other() -> None:
    """Each with its shade, in the order given; what is missing to the whole is dotted."""
    assert stacked({"words": 0.3, "challenges": 0.2, "evidence": 0.1}) == "███▓▓▒····"
    assert stacked({"words": 0.0, "challenges": 0.45, "size": 0.05}) == "▓▓▓▓░·····"
    assert stacked({}) == "·" * WIDTH


def test_rounding_does_not_add_up() -> None:
    """Six small parts that would each round down to nothing show what they are together."""
    assert stacked(dict.fromkeys(PARTS, 0.04)).count("·") == WIDTH - 2


@given(st.fixed_dictionaries(dict.fromkeys(PARTS, VALUES)), st.sampled_from(sorted(WEIGHTS)), st.integers(1, 40))
def test_a_stack_is_as_long_as_the_score(parts: dict[str, float], basis: str, width: int) -> None:
    """The shades together are as long as the sum says, and the bar has its width, whatever the parts."""
    shares = {name: WEIGHTS[basis][name] * parts[name] for name in PARTS}
    drawn = stacked(shares, width)
    assert len(drawn) == width
    assert abs(width - drawn.count("·") - sum(shares.values()) * width) <= 0.5 + 1e-9
    order = [SHADES[name] for name in PARTS]
    assert sorted(drawn.rstrip("·"), key=order.index) == list(drawn.rstrip("·"))


def test_every_part_has_a_shade_of_one_column() -> None:
    """So that bars line up, and the small parts share the lightest one."""
    from rich.cells import cell_len

    assert set(SHADES) == set(PARTS)
    assert {cell_len(shade) for shade in SHADES.values()} == {1}
    assert "·" not in SHADES.values()

"""Hands face up: what each gesture asks, and what becomes of refusals and of going back; no terminal is needed."""

from collections.abc import Callable

import pytest

from territoires_cli.arranging import Arrangement, lay_out
from territoires_cli.drawing import draw_hands
from territoires_cli.models.deck import Deck
from territoires_cli.ui.card_table import play

Play = Callable[..., Arrangement]


@pytest.fixture
def played(deck: Deck, monkeypatch: pytest.MonkeyPatch) -> Play:
    """Play three tables of five cards with choices made beforehand; None goes back."""

    def call(*choices: str | None, read: Callable[[str], None] = lambda _card: None) -> Arrangement:
        left = list(choices)
        monkeypatch.setattr("territoires_cli.ui.card_table.ask_choice", lambda *_given, **_options: left.pop(0))
        start = lay_out(draw_hands(deck.practices, 5, 3, 7), deck.practices, 7, per_family=False)
        end = play(deck, start, read)
        assert not left
        return end

    return call


@pytest.fixture
def start(deck: Deck) -> Arrangement:
    """The hands before anything is done."""
    return lay_out(draw_hands(deck.practices, 5, 3, 7), deck.practices, 7, per_family=False)


def test_kept_hands_are_the_same(played: Play, start: Arrangement) -> None:
    """Keeping all, with a step back on the way, changes nothing."""
    assert played("keep", None, "keep", "keep", "keep") == start


def test_a_swap_asks_for_a_table_and_two_cards(played: Play, start: Arrangement) -> None:
    """Back from the table or from its card leaves all as it was."""
    card, other = start.hands[0][0], start.hands[2][1]
    end = played("swap", card, "2", other, "keep", "keep", "keep")
    assert (end.hands[0][0], end.hands[2][1]) == (other, card)
    assert played("swap", card, None, "swap", card, "2", None, "swap", None, "keep", "keep", "keep") == start


def test_a_gesture_is_undone(played: Play, start: Arrangement) -> None:
    """As many times as there were gestures."""
    card = start.hands[0][0]
    assert played("lock", card, "redeal", "undo", "undo", "keep", "keep", "keep") == start


def test_what_cannot_be_done_is_said(played: Play, start: Arrangement, capsys: pytest.CaptureFixture[str]) -> None:
    """A locked card stays, and stderr says why; its face says that it is locked."""
    card = start.hands[0][0]
    end = played("lock", card, "replace", card, "keep", "keep", "keep")
    assert end.hands == start.hands
    told = capsys.readouterr()
    assert "déverrouillez-la d’abord" in told.err
    assert told.out == ""


def test_a_card_is_read(played: Play, start: Arrangement) -> None:
    """The card chosen is handed to whoever shows cards."""
    read: list[str] = []
    played("read", start.hands[0][3], "keep", "keep", "keep", read=read.append)
    assert read == [start.hands[0][3]]

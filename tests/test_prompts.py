"""Questions put to a person: keys that arrive, answers that come of them; no terminal is needed."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from territoires_cli.asking import Option, Question
from territoires_cli.ui.prompts import ask, ask_choice, ask_many, can_ask

OPTIONS = (Option("a", "Un"), Option("b", "Deux", "entendu : deux"), Option("c", "Trois"))
ENTER, SPACE, DOWN, UP, CTRL_C, CTRL_D = "\r", " ", "\x1b[B", "\x1b[A", "\x03", "\x04"

pytestmark = pytest.mark.skipif(os.name != "posix", reason="pipes that stand for a terminal are those of POSIX")


@contextmanager
def keys(*typed: str) -> Iterator[None]:
    """Somebody who types this."""
    from prompt_toolkit.application import create_app_session
    from prompt_toolkit.input import create_pipe_input

    with create_pipe_input() as pipe, create_app_session(input=pipe):
        pipe.send_text("".join(typed))
        yield


def test_nobody_is_asked_without_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three terminals that can do more than plain text, or no question."""
    assert not can_ask()

    class Terminal:
        def isatty(self) -> bool:
            return True

    for name in ("stdin", "stdout", "stderr"):
        monkeypatch.setattr(f"sys.{name}", Terminal())
    monkeypatch.setenv("TERM", "xterm")
    assert can_ask()
    monkeypatch.setenv("TERM", "dumb")
    assert not can_ask()


def test_words_are_kept_on_one_line() -> None:
    """Spaces around and signs that drive a terminal are gone; nothing typed is no answer; a default can be kept."""
    with keys("  Val   Fleuri ", ENTER):
        assert ask(Question("q", "Nom ?")) == ("Val Fleuri",)
    with keys(ENTER):
        assert ask(Question("q", "Nom ?", hint="ou rien")) == ()
    with keys(ENTER):
        assert ask(Question("q", "Nom ?", default=("Val",))) == ("Val",)


def test_a_fault_is_asked_again() -> None:
    """What is refused stays on the line, to be corrected."""
    question = Question("q", "Combien ?", fault=lambda values: None if values == ("42",) else "Un nombre.")
    with keys("4", ENTER, "2", ENTER):
        assert ask(question) == ("42",)


def test_one_of_several_is_chosen() -> None:
    """The default lies under the pointer; « Retour » is the last entry, where one can go back."""
    with keys(ENTER):
        assert ask(Question("q", "Lequel ?", "choice", OPTIONS, ("b",))) == ("b",)
    with keys(DOWN, ENTER):
        assert ask_choice("Lequel ?", OPTIONS, "unknown") == "b"
    with keys(UP, ENTER):
        assert ask(Question("q", "Lequel ?", "choice", OPTIONS)) is None
    with keys(UP, ENTER):
        assert ask_choice("Lequel ?", OPTIONS, can_go_back=False) == "c"


def test_a_long_list_is_filtered_by_letters() -> None:
    """Letters leave the entries that hold them."""
    many = [Option(str(number), f"A{number} · Carte") for number in range(20)]
    with keys("A17", ENTER):
        assert ask_choice("Laquelle ?", many) == "17"


def test_any_of_several_are_ticked(capsys: pytest.CaptureFixture[str]) -> None:
    """Ticks come in the order of the list, and are told in French once they are given."""
    with keys(SPACE, DOWN, DOWN, SPACE, ENTER):
        assert ask(Question("q", "Lesquels ?", "many", OPTIONS, ("c", "b"))) == ("a", "b")
    assert "? Lesquels ? Un et Deux\n" in capsys.readouterr().err
    with keys(ENTER):
        assert ask_many("Lesquels ?", OPTIONS) == ()
    assert "(rien)" in capsys.readouterr().err
    with keys(ENTER, SPACE, ENTER):
        assert ask_many("Lesquels ?", OPTIONS, fault=lambda values: None if values else "Un au moins.") == ("a",)


@pytest.mark.parametrize(
    ("typed", "order"),
    [
        ((DOWN, DOWN, ENTER, ENTER), ("c", "a", "b")),
        ((DOWN, DOWN, DOWN, ENTER), ("a", "b", "c")),
        ((DOWN, ENTER, DOWN, DOWN, ENTER), ("b", "a", "c")),
        ((DOWN, ENTER, UP, ENTER, ENTER, ENTER), ("a", "b", "c")),
        ((UP, ENTER), None),
    ],
    ids=["one by one", "kept", "the rest kept", "back once", "back"],
)
def test_an_order_is_made_one_by_one(typed: tuple[str, ...], order: tuple[str, ...] | None) -> None:
    """The first ones chosen come first; the rest can be left; back takes the last choice away."""
    with keys(*typed):
        assert ask(Question("q", "Le premier ?", "order", OPTIONS, then="Ensuite ?")) == order


def test_things_are_found_by_words(capsys: pytest.CaptureFixture[str]) -> None:
    """What is known is confirmed first; a search that finds nothing says so; each search adds its ticks."""
    question = Question(
        "q",
        "Quoi ?",
        "search",
        OPTIONS,
        ("a",),
        then="Quoi d’autre ?",
        find=lambda words: [option for option in OPTIONS if words in option.title],
    )
    with keys(ENTER, "zzz", ENTER, "Tr", ENTER, ENTER, ENTER):
        assert ask(question) == ("a", "c")
    assert "Rien ne ressemble à « zzz »" in capsys.readouterr().err
    with keys(SPACE, ENTER, ENTER):
        assert ask(question) == ()
    with keys(ENTER, "Un", ENTER, SPACE, ENTER, ENTER):
        assert ask(question) == ()


@pytest.mark.parametrize("key", [CTRL_C, CTRL_D])
def test_an_interruption_is_told_as_one(key: str) -> None:
    """Ctrl-C and, on a line, Ctrl-D are no answer."""
    with keys(key), pytest.raises(KeyboardInterrupt):
        ask(Question("q", "Nom ?"))
    with keys(CTRL_C), pytest.raises(KeyboardInterrupt):
        ask_many("Lesquels ?", OPTIONS)

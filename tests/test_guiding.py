"""What the menu asks and the commands it makes: a workshop, a kit, a session, a card; without a terminal."""

from collections.abc import Sequence

import pytest

from territoires_cli.asking import Answers, Option, Question, Step
from territoires_cli.guiding import (
    LAST,
    NEW,
    OTHER,
    Folder,
    after_card,
    browse_steps,
    kit_command,
    kit_steps,
    main_question,
    next_after,
    own_card_question,
    session_command,
    session_steps,
    writing_question,
)
from territoires_cli.models.deck import Deck
from territoires_cli.preparing import Readers, plan_commands, plan_steps, town_of

ANSWERS: Answers = {
    "town": ("lorient",),
    "format": ("sharitories",),
    "participants": ("30",),
    "duration": ("3h",),
    "start": ("14:00",),
    "date": (),
    "documents": (".yaml", ".pdf"),
    "base": ("plan-lorient",),
}


def questions(steps: Sequence[Step], answers: Answers) -> dict[str, Question]:
    """The questions that these answers call for, by name."""
    return {item.name: item for step in steps if (item := step(answers)) is not None}


def values(question: Question) -> list[str]:
    """The values of a question's options."""
    return [option.value for option in question.options]


def test_the_menu_offers_what_there_are_commands_for() -> None:
    """Leading a session and reporting appear with their commands, and one can always leave."""
    assert values(main_question({"plan", "kit"}, "prepare")) == ["prepare", "browse", "kit", "quit"]
    every = values(main_question({"kit", "run", "harvest", "report", "session", "new"}, "kit"))
    assert every == ["prepare", "browse", "kit", "run", "harvest", "report", "write", "quit"]


def test_ones_own_cards_begin_with_a_deck() -> None:
    """Without a deck it is created first; with one, its cards are written, checked, seen and, where that can be, shared."""
    assert values(writing_question(None, ["new", "deck"], "card")) == ["deck"]
    with_deck = writing_question("mon-jeu", ["new", "deck"], "card")
    assert values(with_deck) == ["card", "action", "format", "check", "show", "export"]
    assert "mon-jeu" in with_deck.words
    assert "export" not in values(writing_question("mon-jeu", ["new"], "card"))
    assert values(own_card_question([Option("E7", "E7 · Atelier")])) == ["E7"]


def test_the_menu_opens_on_what_comes_next() -> None:
    """From the plan to the report, as far as there are commands; then one leaves."""
    every = {"kit", "run", "harvest", "report"}
    assert [next_after(done, every) for done in ("prepare", "kit", "run", "harvest", "report")] == [
        "kit", "run", "harvest", "report", "quit",
    ]  # fmt: skip
    assert next_after("kit", {"plan", "kit"}) == next_after("browse", every) == "quit"


def test_every_question_of_a_workshop_has_a_default_that_stands(deck: Deck) -> None:
    """Enter all the way makes a plan: each default is among the options and has no fault."""
    answers: Answers = {}
    for step in plan_steps(deck, Folder(cities=["ma-ville.yaml"]), Readers()):
        question = step(answers)
        if question is None:
            continue
        assert question.fault(question.default) is None, question.name
        if question.options:
            assert set(question.default) <= set(values(question))
        answers[question.name] = question.default
    assert plan_commands(answers, 7) == [
        ["plan", "ma-ville.yaml", "--format", "sharitories", "--participants", "24", "--duration", "3h25",
         "--start", "09:00", "--seed", "7", "-o", f"plan-ma-ville{suffix}"]
        for suffix in (".yaml", ".pdf")
    ]  # fmt: skip


def test_towns_here_come_first_then_a_new_one_then_those_of_the_deck(deck: Deck) -> None:
    """Whoever has a file sees it first; one just described is proposed when going back."""
    steps = plan_steps(deck, Folder(cities=["a.yaml"]), Readers())
    assert values(questions(steps, ANSWERS)["town"])[:4] == ["a.yaml", NEW, OTHER, "aveiro"]
    assert values(questions(steps, ANSWERS | {"town": ("b.yaml",)})["town"])[:2] == ["b.yaml", "a.yaml"]
    assert "file" not in questions(steps, ANSWERS)


def test_a_file_elsewhere_is_asked_for_and_read(deck: Deck) -> None:
    """Its fault is that of the reader; the plan is named after it, without its folder."""
    folder = Folder(fault_of_city=lambda name: "non" if name == "x.yaml" else None)
    answers = ANSWERS | {"town": (OTHER,), "file": ("villes/ma-ville.yaml",)}
    del answers["base"]
    asked = questions(plan_steps(deck, folder, Readers()), answers)
    assert asked["file"].fault(("x.yaml",)) == "non"
    assert asked["file"].fault(())
    assert town_of(answers) == "villes/ma-ville.yaml"
    assert asked["base"].default == ("plan-ma-ville",)


def test_a_series_begins_with_its_first_meeting(deck: Deck) -> None:
    """The meetings that need a plan before them aren't offered."""
    offered = values(questions(plan_steps(deck, Folder(), Readers()), ANSWERS)["format"])
    assert "serie-1" in offered
    assert not {"serie-2", "serie-3"} & set(offered)


def test_faults_are_those_of_the_options_and_of_the_format(deck: Deck) -> None:
    """What an option wouldn't read is refused at once, and so are more people than the format seats."""
    readers = Readers(*(lambda text: "non" if text == "x" else None for _field in Readers._fields))
    asked = questions(plan_steps(deck, Folder(), readers), ANSWERS)
    for name in ("duration", "start", "participants", "date"):
        assert asked[name].fault(("x",)) == "non"
    assert asked["date"].fault(()) is None
    assert "personnes" in str(asked["participants"].fault(("9000",)))
    assert asked["participants"].fault(("30",)) is None


def test_a_name_that_is_taken_is_not_proposed(deck: Deck) -> None:
    """The next free name is the default; one that is taken by any of the documents is refused."""
    answers = {name: kept for name, kept in ANSWERS.items() if name != "base"}
    folder = Folder(is_taken=lambda name: name in {"plan-lorient.pdf", "kit", "kit-2"})
    asked = questions(plan_steps(deck, folder, Readers()), answers)
    assert asked["base"].default == ("plan-lorient-2",)
    assert "plan-lorient.pdf" in str(asked["base"].fault(("plan-lorient",)))
    assert asked["base"].fault(())
    kit = questions(kit_steps(folder), {})["output"]
    assert kit.default == ("kit-3",)
    assert kit.fault(("kit",))


def test_a_plan_may_only_be_shown(deck: Deck) -> None:
    """No document ticked: no name is asked for, and one command shows the plan; decks and the date are in it."""
    answers = ANSWERS | {"documents": (), "date": ("2026-12-03",)}
    assert "base" not in questions(plan_steps(deck, Folder(), Readers()), answers)
    (words,) = plan_commands(answers, 1, ["jeu/"])
    assert words[-6:] == ["--date", "2026-12-03", "--seed", "1", "--deck", "jeu/"]


def test_a_kit_is_made_from_a_plan_here_or_elsewhere() -> None:
    """The plans of the folder, or another file."""
    asked = questions(kit_steps(Folder(plans=["plan.yaml"])), {"plan": ("plan.yaml",)})
    assert values(asked["plan"]) == ["plan.yaml", OTHER]
    assert kit_command({"plan": ("plan.yaml",), "output": ("kit",)}) == ["kit", "plan.yaml", "-o", "kit"]
    assert kit_command({"plan": (OTHER,), "file": ("x/p.yaml",), "output": ("k",)})[1] == "x/p.yaml"
    assert "file" in questions(kit_steps(Folder()), {"plan": (OTHER,)})


@pytest.mark.parametrize(
    ("command", "last"), [("run", ["run", "--resume"]), ("harvest", ["harvest"]), ("report", ["report"])]
)
def test_a_session_is_the_last_one_or_that_of_a_plan(command: str, last: list[str]) -> None:
    """Without a name, these commands take the last session; `run` says that it goes on with it."""
    asked = questions(session_steps(command, Folder(plans=["p.yaml"])), {})
    assert values(asked["plan"]) == ["p.yaml", LAST, OTHER]
    assert session_command(command, {"plan": (LAST,)}) == last
    assert session_command(command, {"plan": ("p.yaml",)}) == [command, "p.yaml"]


def test_every_card_of_the_deck_can_be_reached(deck: Deck) -> None:
    """Kind after kind, the lists hold all the cards; the last one read is where the list opens, if it is in it."""
    kind, card = browse_steps(deck)
    first = kind({})
    assert first is not None
    reached = []
    for name in values(first):
        listed = card({"kind": (name,), "card": ("covoiturage",)})
        assert listed is not None
        reached += values(listed)
        assert listed.default == (("covoiturage",) if name == "practice" else ())
    assert reached == [entry.id for entry in deck.index]
    assert values(after_card()) == ["more", "done"]

"""Questions as data: the walk through them, forwards and back, and small readings of answers."""

from territoires_cli.asking import Answers, Question, Step, first, is_none_word, none_word, ordered, split_list, walk


def step(name: str) -> Step:
    """A step that always asks for one answer, by its name."""
    return lambda _answers: Question(name, name)


class Person:
    """Somebody who answers in turn; None goes back."""

    def __init__(self, *replies: str | None) -> None:
        self.replies = list(replies)
        self.asked: list[str] = []

    def __call__(self, question: Question) -> tuple[str, ...] | None:
        """The next reply."""
        self.asked.append(question.name)
        reply = self.replies.pop(0)
        return None if reply is None else (reply,)


def test_a_walk_keeps_every_answer_in_order() -> None:
    """Each step is asked once, and its answer kept under its name."""
    answers: Answers = {}
    person = Person("1", "2")
    assert walk([step("a"), step("b")], person, answers)
    assert (answers, person.asked) == ({"a": ("1",), "b": ("2",)}, ["a", "b"])


def test_what_is_given_or_needless_is_not_asked() -> None:
    """A given answer and a step without a question are passed over."""
    answers: Answers = {"a": ("0",)}
    person = Person("2")
    assert walk([step("a"), lambda _answers: None, step("b")], person, answers, {"a"})
    assert person.asked == ["b"]


def test_going_back_asks_the_question_before_again() -> None:
    """Back goes to what was really asked before, over steps that asked nothing, and old answers stay as defaults."""
    answers: Answers = {}
    seen: list[tuple[str, ...]] = []

    def with_default(so_far: Answers) -> Question:
        seen.append(so_far.get("a", ()))
        return Question("a", "a")

    person = Person("1", None, "2", "3")
    assert walk([with_default, lambda _answers: None, step("b")], person, answers)
    assert person.asked == ["a", "b", "a", "b"]
    assert seen == [(), ("1",)]
    assert answers == {"a": ("2",), "b": ("3",)}


def test_the_answer_to_a_question_that_no_longer_arises_goes() -> None:
    """Another limit was given, then the one before is withdrawn: the other one is not asked again, nor written."""
    answers: Answers = {"kept": ("x",)}
    person = Person("one", "two", None, None, "", "end")

    def another(so_far: Answers) -> Question | None:
        return Question("b", "b") if first(so_far, "a") else None

    assert walk([step("a"), another, step("c")], person, answers)
    assert person.asked == ["a", "b", "c", "b", "a", "c"]
    assert answers == {"kept": ("x",), "a": ("",), "c": ("end",)}


def test_going_back_from_the_first_question_leaves() -> None:
    """There is nothing before it; what was answered is still there."""
    answers: Answers = {}
    assert not walk([step("a"), step("b")], Person("1", None, None), answers)
    assert answers == {"a": ("1",)}


def test_an_answer_is_read_before_it_is_kept() -> None:
    """What was typed becomes the value that the question makes of it."""
    answers: Answers = {}
    asked = Question("a", "a", read=lambda values: split_list(values[0]))
    assert walk([lambda _answers: asked], Person("x ; y;;"), answers)
    assert answers == {"a": ("x", "y")}


def test_small_readings() -> None:
    """One value, the word for nothing, and an order where only the first ones are wished."""
    assert (first({"a": ("1", "2")}, "a"), first({}, "a")) == ("1", "")
    assert is_none_word("Aucune")
    assert is_none_word(none_word())
    assert not is_none_word("aucun bus")
    assert ordered(["a", "b", "c", "a"], ["c", "x", "c"]) == ("c", "a", "b")

"""What checks do with a file grows with its length, and no faster: counted, never timed."""

from collections import UserDict, UserList
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from territoires_cli import bullets, correcting, cuts, mending, names, pages, reading, safe_yaml, text_lines
from territoires_cli.bullets import indent_of, looks_like_item, mends_of_bullets
from territoires_cli.checks import harms as checks_of_harms
from territoires_cli.checks.facts import Years
from territoires_cli.checks.harms import Harmed
from territoires_cli.correcting import Source, correct_mistakes
from territoires_cli.errors import TerritoiresError
from territoires_cli.excerpts import tell_problems
from territoires_cli.hazards import find_bullets, find_hazards
from territoires_cli.inspecting import inspect
from territoires_cli.links import Finding
from territoires_cli.mending import mend_text
from territoires_cli.mends import Mend
from territoires_cli.mistakes import Change, Mistake
from territoires_cli.models.base import Source as Cited
from territoires_cli.models.deck import Deck
from territoires_cli.names import Names
from territoires_cli.problems import Problem
from territoires_cli.reading import Reader
from territoires_cli.safe_yaml import Path as FieldPath
from territoires_cli.safe_yaml import Position, Span, YamlError, parse_yaml
from tests.own_decks import card, extension

MANY = 200
ITEM = "- {{id: s{0}, title: T, short: T, year: 2001}}\n"


@pytest.fixture
def count(monkeypatch: pytest.MonkeyPatch) -> Callable[[Any, str], list[int]]:
    """How often a function of a module is called: a list that grows with each call."""

    def of(module: Any, name: str) -> list[int]:
        calls: list[int] = []
        called = getattr(module, name)

        def counted(*given: Any, **named: Any) -> Any:
            calls.append(1)
            return called(*given, **named)

        monkeypatch.setattr(module, name, counted)
        return calls

    return of


class Lines(UserList[str]):
    """Lines that count how many of them were read."""

    read = 0

    def __getitem__(self, place: Any) -> Any:
        found = super().__getitem__(place)
        Lines.read += len(found) if isinstance(place, slice) else 1
        return found

    def __iter__(self) -> Iterator[str]:
        for line in self.data:
            Lines.read += 1
            yield line


def test_bullets_read_each_line_a_few_times() -> None:
    """Thousands of items that begin with a bullet don't look through all lines above them."""
    lines = Lines(["situations:", *["  • le car ne passe"] * MANY])
    Lines.read = 0
    assert len(mends_of_bullets(lines)) == MANY
    assert Lines.read < 6 * MANY


PIECES = ["", "a:", "a: b", "- x", "-", "• y", "– z", "# c", "x: |", "text", "- a:", "  "]


@given(st.lists(st.tuples(st.integers(0, 4), st.sampled_from(PIECES)), max_size=12))
def test_bullets_stand_in_a_list_as_they_did(drawn: list[tuple[int, str]]) -> None:
    """One pass from above finds what looking back from each bullet finds."""
    lines = [" " * indent + piece for indent, piece in drawn]
    inside = bullets._lines_of_blocks(lines)
    wanted = [
        number
        for number, line in enumerate(lines, 1)
        if number not in inside and bullets.BULLET.match(line) and _stands_in_list(lines, number)
    ]
    assert [mend.line for mend in mends_of_bullets(lines)] == wanted


def _stands_in_list(lines: list[str], number: int) -> bool:
    indent = indent_of(lines[number - 1])
    for line in reversed(lines[: number - 1]):
        if not line.strip() or line.lstrip().startswith("#") or indent_of(line) > indent:
            continue
        if indent_of(line) < indent or not looks_like_item(line):
            return bool(bullets._OPENS_LIST.match(line))
        if bullets._ITEM_START.match(line):
            return True
    return True


class Spans(UserDict[FieldPath, Span]):
    """Spans that count how often somebody goes through all of them."""

    walks = 0

    def items(self) -> Any:
        """What a mapping holds."""
        Spans.walks += 1
        return self.data.items()

    def values(self) -> Any:
        """The spans alone."""
        Spans.walks += 1
        return self.data.values()


def spans_of(text: str) -> dict[FieldPath, Span]:
    """Where the values of a text are written."""
    spans: dict[FieldPath, Span] = {}
    parse_yaml(text, {}, spans)
    return spans


def test_bullets_find_their_texts_in_one_walk() -> None:
    """Where each bullet stands is looked up, not sought among all values."""
    text = "situations:\n" + "  • le car ne passe\n" * MANY
    Spans.walks = 0
    found = list(find_bullets(text, Spans(spans_of(text))))
    assert [hazard.line for hazard in found] == list(range(2, MANY + 2))
    assert Spans.walks == 1


def test_a_text_cut_by_many_commas_is_put_together_once(count: Callable[[Any, str], list[int]]) -> None:
    """Its last piece knows all of it; the pieces before it don't make the line anew."""
    text = "a: {b: un" + "".join(f", p{number}" for number in range(MANY)) + "}\n"
    made = count(cuts, "_cut")
    found = cuts.find_cuts(text, spans_of(text))
    assert len(found) == MANY
    assert len(made) == 1
    assert {hazard.mend for hazard in found.values()} == {text.strip().replace("un,", '"un,').replace("}", '"}')}


def test_a_line_too_long_to_be_shown_is_not_made_anew() -> None:
    """Each of its values would copy the whole of it."""
    text = "a: [" + "no, " * mending.LONGEST + "no]\n"
    found = list(find_hazards(text, spans_of(text)))
    assert len(found) == mending.LONGEST + 1
    assert {hazard.mend for hazard in found} == {None}
    assert next(find_hazards("a: [no]\n", spans_of("a: [no]\n"))).mend == 'a: ["no"]'


def test_mends_of_many_lines_split_the_text_once(count: Callable[[Any, str], list[int]]) -> None:
    """All bullets of a list are replaced at once."""
    text = "a:\n" + "  • x: y: z\n" * MANY
    with pytest.raises(YamlError) as caught:
        parse_yaml(text)
    replaced = count(mending, "replace_lines")
    mend_text(text, caught.value, len)
    assert len(replaced) < 60


def test_mends_are_made_as_long_as_they_may_be_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    """A long file gets few candidates, and no more of them are made than that."""
    made: list[int] = []

    def endless(*_given: object) -> Iterator[Mend]:
        for number in range(10_000):
            made.append(number)
            yield Mend(1, 1, f"a: {number % 3}: b", "x")

    monkeypatch.setattr(mending, "_candidates", endless)
    text = "a: b: c\n" + "# x\n" * 10_000
    with pytest.raises(YamlError) as caught:
        parse_yaml(text)
    assert mend_text(text, caught.value, len).mends == []
    assert len(made) < 5


def source_of(text: str, weigh: Callable[[str], int] = len) -> Source:
    """A text with its places."""
    positions: dict[FieldPath, Position] = {}
    spans: dict[FieldPath, Span] = {}
    parse_yaml(text, positions, spans)
    return Source(text, positions, spans, weigh)


def test_corrections_stop_where_enough_was_read(count: Callable[[Any, str], list[int]]) -> None:
    """Of a long file one line is tried; every other mistake makes no line at all."""
    text = "".join(f"{' ' * (number % 90)}# x\n" for number in range(1_500)) + "".join(
        f"k{n}: {{a: 1}}\n" for n in range(MANY)
    )
    source = source_of(text)
    made = count(correcting, "_lines_changed")
    mistakes = [Mistake((f"k{number}",), "x", (Change("moved"),)) for number in range(MANY)]
    assert len(correct_mistakes(source, mistakes, ())) == MANY
    assert len(made) * len(text) <= correcting.MOST_READ


def test_columns_and_cut_texts_are_gathered_once() -> None:
    """Each mistake looks them up."""
    source = source_of("a: {b: un, deux}\nc: 1\n")
    assert source.columns is source.columns
    assert source.columns == [1, 5, 12]
    assert source.cut_texts is source.cut_texts
    assert list(source.cut_texts) == [("a", "b")]


def lists(tmp_path: Path, files: int) -> tuple[Reader, list[list[Cited]]]:
    """Files with many sources each, read."""
    reader = Reader()
    read = []
    for number in range(files):
        path = tmp_path / f"s{number}.yaml"
        path.write_text("".join(ITEM.format(place) for place in range(MANY)), encoding="utf-8")
        read.append(reader.several(path, Cited))
    return reader, read


def test_findings_look_into_each_file_once(tmp_path: Path, count: Callable[[Any, str], list[int]]) -> None:
    """Findings that go to and fro between files parse each of them once or twice, split it once or twice, and keep their order."""
    reader, (one, two) = lists(tmp_path, 2)
    pairs = zip(one, two, strict=True)
    findings = [
        Finding(thing, ("title",), "non", better="B", also=((other, ("id",)),))
        for pair in pairs
        for thing, other in (pair, pair[::-1])
    ]
    parsed = count(pages, "parse_yaml")
    split = [count(text_lines, "lines_of"), count(correcting, "lines_of")]
    placed = reader.place_new(findings)
    assert [(problem.file[-7:], problem.line) for problem in placed[:4]] == [
        ("s0.yaml", 1),
        ("s1.yaml", 1),
        ("s0.yaml", 2),
        ("s1.yaml", 2),
    ]
    assert placed[0].message.startswith("non ; aussi ici : s1.yaml, ligne 1")
    assert {problem.mend for problem in placed[:2]} == {"- {id: s0, title: B, short: T, year: 2001}"}
    assert len(parsed) <= 4
    assert all(len(calls) <= 4 for calls in split)


def test_the_places_of_one_file_alone_are_kept(tmp_path: Path) -> None:
    """Where values stand takes many times the room of a file: that of all files of a deck is never held at once."""
    reader, read = lists(tmp_path, 3)
    reader.place_new([Finding(item, ("title",), "non") for found in read for item in found])
    held = [value for value in vars(reader).values() if isinstance(value, tuple) and isinstance(value[-1], Source)]
    assert len(held) == 1
    assert held[0][0] == tmp_path / "s2.yaml"


def test_what_is_told_of_a_file_is_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """So many errors, as many remarks, and how many wait; the same for all files together."""
    reader, read = lists(tmp_path, 3)
    monkeypatch.setattr(pages, "MOST_TOLD", 2)
    monkeypatch.setattr(pages, "MOST_IN_ALL", 3)
    findings = [
        Finding(item, ("title",), "non", severity)
        for severity in ("error", "warning")
        for found in read[:2]
        for item in found[:4]
    ]
    placed = reader.place_new(findings)
    assert [(Path(item.file).name, item.severity) for item in placed if item.message == "non"] == [
        ("s0.yaml", "error"),
        ("s0.yaml", "error"),
        ("s1.yaml", "error"),
        ("s0.yaml", "warning"),
        ("s0.yaml", "warning"),
        ("s1.yaml", "warning"),
    ]
    more = [
        (Path(item.file).name, item.severity, item.message.split(" :")[0]) for item in placed if item.message != "non"
    ]
    assert more == [
        ("s0.yaml", "error", "2 autres remarques attendent"),
        ("s1.yaml", "error", "3 autres remarques attendent"),
        ("s0.yaml", "warning", "2 autres remarques attendent"),
        ("s1.yaml", "warning", "3 autres remarques attendent"),
    ]


@pytest.mark.parametrize(
    ("text", "severity"),
    [("- " + "\n- ".join(['"a\\e b"'] * 9), "warning"), ("a:\n  - x\n" + "  • x\n" * 9 + "b: c\n", "error")],
)
def test_what_is_cleaned_or_mended_in_a_file_is_bounded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, severity: str
) -> None:
    """Beyond so many characters taken out, or lines mended, the file's reader says how many there are."""
    monkeypatch.setattr(reading, "MOST_TOLD", 4)
    path = tmp_path / "x.yaml"
    path.write_text(text, encoding="utf-8")
    reader = Reader()
    reader._data(path, None)
    told = [item for item in (*reader.problems, *reader.remarks) if item.severity == severity]
    assert len(told) == 5
    assert "5 autres remarques attendent" in tell_problems(told)


def test_mistakes_of_a_whole_deck_are_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Once so many were told, faulty items of other files are left out without a word of their own."""
    monkeypatch.setattr(reading, "MOST_IN_ALL", 3)
    reader = Reader()
    for name in ("a", "b"):
        path = tmp_path / f"{name}.yaml"
        path.write_text("- {id: a}\n", encoding="utf-8")
        assert reader.several(path, Cited) == []
    assert {Path(problem.file).name for problem in reader.problems} == {"a.yaml"}
    assert "b.yaml" in reader.lost


def test_names_are_sought_once_and_as_long_as_they_may_be_slips(
    monkeypatch: pytest.MonkeyPatch, count: Callable[[Any, str], list[int]]
) -> None:
    """A name that dangles twice is compared once; after so many comparisons, none is made."""
    monkeypatch.setattr(names, "MOST_COMPARED", 6)
    sought = count(names, "nearest")
    known = Names(["velos", "voitures"])
    assert "velos" in known
    assert "velo" not in known
    assert [known.nearest(name) for name in ("velo", "velo", "voiture", "zzz", "velo2", "velo3")] == [
        "velos",
        "velos",
        "voitures",
        None,
        None,
        None,
    ]
    assert len(sought) == 3


def with_more(text: str) -> dict[str, str]:
    """The file of a card, and more text at its end."""
    return {name: content + text for name, content in card().items()}


def test_links_that_dangle_are_compared_for_a_while(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, count: Callable[[Any, str], list[int]]
) -> None:
    """Thousands of sources that aren't there don't each get compared with all that are."""
    monkeypatch.setattr(names, "MOST_COMPARED", 50)
    cited = "sources:\n" + "".join(f"- {{id: s{number}}}\n" for number in range(MANY))
    sources = "".join(ITEM.format(f"ource-{number}") for number in range(20))
    extension(tmp_path, with_more(cited) | {"sources.yaml": sources})
    sought = count(names, "nearest")
    found = inspect([tmp_path]).problems
    assert sum("n’existe pas" in problem.message for problem in found) == MANY
    assert len(sought) < 10


def test_problems_are_not_compared_with_each_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whether one belongs to what was asked for is known by its file."""

    def refuse(_one: Problem, _other: object) -> bool:
        raise AssertionError

    cited = "sources:\n" + "".join(f"- {{id: s{number}}}\n" for number in range(9))
    extension(tmp_path, with_more(cited))
    monkeypatch.setattr(Problem, "__eq__", refuse)
    assert len(inspect([tmp_path]).problems) >= 9


def test_the_values_of_a_deck_are_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Aliases count as what they stand for, over all files of a deck; the next deck begins at nothing."""
    monkeypatch.setattr(reading, "MAX_VALUES", 40)
    path = tmp_path / "x.yaml"
    path.write_text("a: &a [1, 2, 3, 4]\nb: [*a, *a]\n", encoding="utf-8")
    reader = Reader()
    for _time in range(2):
        reader._data(path, None)
    assert reader.values == 2 * (1 + 5 + 11)
    assert reader.letters == 2 * (4 + 8)
    with pytest.raises(TerritoiresError, match="trop d’éléments"):
        reader._data(path, None)
    with pytest.raises(TerritoiresError, match="trop d’éléments"):
        inspect([extension(tmp_path / "jeu")])


def test_aliases_multiply_no_long_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A text of half a file may stand twice, not three times; all files of a deck together have a bound as well."""
    half = "x" * (safe_yaml.MAX_BYTES // 2)
    assert parse_yaml(f"[&a {half}, *a]") == [half, half]
    for text in (f"[&a {half}, *a, *a]", f"[&a [{half}], *a, b]"):
        with pytest.raises(YamlError, match="trop d’éléments"):
            parse_yaml(text)
    monkeypatch.setattr(reading, "MAX_UNPACKED", 9)
    path = tmp_path / "x.yaml"
    path.write_text("[&a xxxx, *a]", encoding="utf-8")
    reader = Reader()
    assert reader._data(path, None) == ["xxxx", "xxxx"]
    with pytest.raises(TerritoiresError, match="trop d’éléments"):
        reader._data(path, None)


def test_words_of_harm_are_put_together_once_and_sought_for_a_while(
    deck: Deck, monkeypatch: pytest.MonkeyPatch, count: Callable[[Any, str], list[int]]
) -> None:
    """Not for each sentence that warns; and once too many were sought, no sentence is looked through."""
    made = count(checks_of_harms, "_any_of")
    harmed = Harmed(deck, [])
    sentence = f"{deck.book.challenges[0].terms[0]} augmente"
    assert [deck.book.challenges[0].id in harmed.named_in(sentence) for _time in range(3)] == [True] * 3
    assert len(made) == len(deck.book.challenges)
    size = sum(len(challenge.terms) for challenge in deck.book.challenges)
    monkeypatch.setattr(checks_of_harms, "MOST_SOUGHT", 2 * size)
    harmed = Harmed(deck, [])
    assert [bool(list(harmed.named_in(sentence))) for _time in range(3)] == [True, True, False]


def test_the_newest_source_is_sought_once() -> None:
    """Each fact whose source has no date is compared with it."""

    class Counted(Years):
        """Years that count how often all of them are read."""

        walks = 0

        def values(self) -> Any:
            """The years."""
            Counted.walks += 1
            return super().values()

    years = Counted({"a": 2001, "b": None, "c": 2014})
    assert [years.newest for _time in range(MANY)] == [2014] * MANY
    assert Counted.walks == 1
    assert Years({"b": None}).newest is None


def test_names_of_tags_are_refused_before_the_parser_reads_them(monkeypatch: pytest.MonkeyPatch) -> None:
    """Libyaml would compare each with all before it."""

    def refuse(_text: str) -> None:
        raise AssertionError

    monkeypatch.setattr(safe_yaml, "_LOADER", refuse)
    for text, line in (
        ("%YAML 1.1\n" + "".join(f"%TAG !{n}! b\n" for n in range(MANY)) + "---\na: 1\n", 2),
        ("\ufeff%TAG ! b\n---\na: 1\n", 1),
        ("a: 1\r\n...\r\n%TAG\t! b\r\n---\r\nb: 1\r\n", 3),
    ):
        with pytest.raises(YamlError, match="%TAG") as caught:
            parse_yaml(text)
        assert (caught.value.line, caught.value.column) == (line, 1)


def test_a_percent_sign_elsewhere_is_a_text() -> None:
    """Only at the beginning of a line, and only this word, is it a directive that gives a name."""
    assert parse_yaml("%YAML 1.2\n---\na: '%TAG x'\nb: dix %TAG x\n") == {"a": "%TAG x", "b": "dix %TAG x"}

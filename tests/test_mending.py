"""A syntax error → the line as it was meant, kept only where the file is better for it."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from territoires_cli.hazards import find_hazards
from territoires_cli.mending import MOST_MENDS, Mended, mend_text
from territoires_cli.safe_yaml import Path, Span, YamlError, parse_yaml
from territoires_cli.text_lines import lines_of, replace_lines

KEYS = ("title", "limits", "money", "time", "effort", "source")


def weigh(text: str) -> int:
    """The keys of a text that nobody knows, and the lines that YAML misreads; a text without keys weighs most."""
    spans: dict[Path, Span] = {}
    data = parse_yaml(text, {}, spans)
    misread = sum(hazard.is_structural for hazard in find_hazards(text, spans))
    return misread + (sum(key not in KEYS for key in data) if isinstance(data, dict) else 100)


def mended(text: str) -> Mended:
    """The text mended; it must be one that can't be parsed."""
    with pytest.raises(YamlError) as caught:
        parse_yaml(text)
    return mend_text(text, caught.value, weigh, KEYS)


@pytest.mark.parametrize(
    ("text", "line", "mend", "said"),
    [
        ("effort:\n\tmoney: low\n", 2, "  money: low", "tabulation"),
        ("effort:\n  money: low\n\ttime: low\n", 3, "  time: low", "tabulation"),
        ("title: Un : deux\n", 1, 'title: "Un : deux"', "les deux-points suivis d’une espace coupent ce texte"),
        ("title: 'l'eau'\n", 1, 'title: "l’eau"', "apostrophe"),
        ('title: "Un "bon" titre"\n', 1, 'title: "Un « bon » titre"', "guillemet droit"),
        ('title: "Un\nlimits: "Deux"\n', 1, 'title: "Un"', "n’est pas refermé"),
        ("title: 'Un\nlimits: Deux\n", 1, "title: 'Un'", "n’est pas refermé"),
        ('limits: ["a, b]\ntime: c\n', 1, 'limits: ["a, b"]', "n’est pas refermé"),
        ('title: "C:\\dossier"\n', 1, 'title: "C:\\\\dossier"', "barre"),
        ("title:Un\ntime: low\n", 1, "title: Un", "après les deux-points"),
        ("title Un\ntime: low\n", 1, "title: Un", "il manque « : »"),
        ("titre Un\ntime: low\n", 1, "title: Un", "il manque « : »"),
        ("title = Un\ntime: low\n", 1, "title: Un", "il faut « : »"),
        ("title: Un texte\nqui continue.\ntime: low\n", 2, "  qui continue.", "continue un texte"),
        ("limits: [a, b\ntime: low\n", 1, "limits: [a, b]", "jamais refermé"),
        ("effort: {money: low\ntime: low\n", 1, "effort: {money: low}", "jamais refermé"),
        ("effort: {money: low time: low}\n", 1, "effort: {money: low, time: low}", "virgule"),
        ("source: {title: Un : deux, time: x}\n", 1, 'source: {title: "Un : deux", time: x}', "coupent ce texte"),
        ("effort:\n  money: low\n   time: low\n", 3, "  time: low", "il en faut 2"),
        ("effort:\n   money: low\n  time: low\n", 3, "   time: low", "il en faut 3"),
        (" title: Un\ntime: low\nmoney: low\n", 1, "title: Un", "ôtez les espaces devant cette ligne"),
        ("limits:\n  - a\n - b\n", 3, "  - b", "il faut 2"),
        ("limits:\n  - a\n  b: c\n", 3, "  - b: c", "tiret au début"),
        ("title: @x\n", 1, 'title: "@x"', "« @ »"),
        ("source:\n  title: Un texte\nde la voiture\n", 3, "    de la voiture", "continue un texte"),
        (
            "title: Un : deux\n  de la voiture\n",
            1,
            'title: "Un : deux',
            "les deux-points suivis d’une espace coupent ce texte",
        ),
        ("limits:\n  - a\n  – b\n", 3, "  - b", "n’est pas un tiret"),
        ("limits:\n- a\n*  b\n", 3, "- b", "n’est pas un tiret"),
        ("limits:\n  • money: a\n    time: b\n", 2, "  - money: a", "n’est pas un tiret"),
        ("title: ]\n", 1, 'title: "]"', "« ] »"),
        ("title: Un\n`time: low\n", 2, "time: low", "effacez-le"),
        ("title: Un\n---\ntime: low\n", 2, "", "coupe ce fichier en deux"),
        ("title: Un\ntitle: Un\n", 2, "", "mot pour mot"),
        ("title: a\x07b\n", 1, "title: ab", "invisible"),
        ("title:\u00a0Un\ntime: low\n", 1, "title: Un", "insécable"),
    ],
)
def test_each_slip_has_its_line_and_its_sentence(text: str, line: int, mend: str, said: str) -> None:
    """The first mend is the line as it was meant, and the whole can be parsed with it."""
    found = mended(text)
    assert found.rest is None, found
    first = found.mends[0]
    assert (first.line, first.text) == (line, mend)
    assert said in first.message
    assert parse_yaml(found.text) is not None


def test_all_slips_of_a_file_are_mended_one_after_the_other() -> None:
    """Three slips on three lines give three mends; lines keep their numbers."""
    found = mended("title: Un : deux\neffort:\n\tmoney: low\nlimits:[a, b]\ntime: low\n")
    assert [mend.line for mend in found.mends] == [1, 3, 4]
    assert parse_yaml(found.text) == {
        "title": "Un : deux", "effort": {"money": "low"}, "limits": ["a", "b"], "time": "low"
    }  # fmt: skip


def test_every_bullet_of_a_list_becomes_a_dash_at_once() -> None:
    """Whatever sign stands for the dash, no item is lost, and dashes inside texts stay."""
    found = mended(
        "limits: # deux\n  - a\n  – b\n  • money: c\n    time: d\n  ▪ e\n\n  −f\neffort: >-\n  Ceci:\n  – g\n"
    )
    assert [mend.line for mend in found.mends] == [3, 4, 6, 8]
    assert parse_yaml(found.text) == {
        "limits": ["a", "b", {"money": "c", "time": "d"}, "e", "f"], "effort": "Ceci: – g"
    }  # fmt: skip


def test_a_long_text_that_a_colon_cuts_gets_both_quotes() -> None:
    """The first line gets the opening quote and the last one the other, and no word of them becomes a field."""
    found = mended("source:\n  - title: Les gens vont : à pied\n    de la voiture\n    au vélo\n    time: x\n")
    assert [(mend.line, mend.text) for mend in found.mends] == [
        (2, '  - title: "Les gens vont : à pied'), (4, '    au vélo"')
    ]  # fmt: skip
    assert parse_yaml(found.text) == {
        "source": [{"title": "Les gens vont : à pied de la voiture au vélo", "time": "x"}]
    }


def test_a_file_of_bullets_alone_becomes_a_list() -> None:
    """Where every dash of the file is another sign, each line has its own mend."""
    assert parse_yaml(mended("• title: a\n  money: b\n• title: c\n  money: d\n").text) == [
        {"title": "a", "money": "b"}, {"title": "c", "money": "d"}
    ]  # fmt: skip


def test_bullets_are_mended_beside_other_slips() -> None:
    """A slip above the list is told with the items of the list."""
    found = mended("title: Un : deux\nlimits:\n  - a\n  – b : c\n")
    assert [(mend.line, mend.text) for mend in found.mends] == [
        (1, 'title: "Un : deux"'), (4, "  - b : c")
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["– a\ntitle: b\n", "title: a\n– b\n", "title: a\n* b\nlimits: []\n"])
def test_a_sign_that_may_be_a_dash_is_never_deleted(text: str) -> None:
    """Where no list stands around it, nobody knows what the line was."""
    assert all(mend.text.strip()[:1] in "–*-" for mend in mended(text).mends)


def test_a_field_is_never_moved_into_a_text() -> None:
    """A field below a folded text stays a field, though the file could be read with it inside."""
    text = "effort: >-\n   un texte\n title: x\nlimits: [a]\n"
    assert parse_yaml(mended(text).text) == {"effort": "un texte", "title": "x", "limits": ["a"]}


def test_the_same_line_in_another_item_is_no_copy() -> None:
    """Of two weights in one item, the second one isn't deleted because an item above has the same."""
    assert mended("- title: a\n  money: 3\n- title: b\n  money: 1\n  money: 3\n").mends == []
    assert [mend.text for mend in mended("- title: a\n  money: 3\n  money: 3\n").mends] == [""]


@pytest.mark.parametrize("text", ["title: Un\ntitle: Deux\n", "? [a]\n: b\n", "a: {b: [c, {d\n" * 3])
def test_what_nobody_can_know_is_left(text: str) -> None:
    """Of two texts under one key only their author knows the good one."""
    found = mended(text)
    assert found.rest is not None
    assert found.mends == []


def test_what_is_tried_is_bounded() -> None:
    """A file full of slips is mended up to a number of them, and a huge line not at all."""
    assert len(mended("".join(f"a{number}: b : c\n" for number in range(100))).mends) <= MOST_MENDS
    assert mended(f"title: {'a: ' * 10_000}\n").mends == []


def test_lines_are_those_that_yaml_counts() -> None:
    """Line ends of every system, and a line put in the place of another keeps its end."""
    text = "a\r\nb\rc\nd"
    assert lines_of(text) == ["a", "b", "c", "d"]
    assert replace_lines(text, {2: "x"}) == "a\r\nx\rc\nd"


@settings(deadline=None, max_examples=150)
@example("?\t")
@given(st.text(alphabet=st.sampled_from("ab:-#'\"[]{}&*!|>%@` \n\t,?1.é"), max_size=60))
def test_any_text_is_mended_or_left(text: str) -> None:
    """No sequence of YAML signs ends in anything but a text that can be parsed, or what still can't."""
    refused: YamlError | None = None
    try:
        parse_yaml(text)
    except YamlError as error:
        refused = error
    if refused is not None:
        found = mend_text(text, refused, weigh, KEYS)
        assert len(lines_of(found.text)) == len(lines_of(text))
        if found.rest is None:
            parse_yaml(found.text)

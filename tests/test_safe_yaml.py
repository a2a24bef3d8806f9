"""YAML text → plain data: YAML 1.2 scalars, nothing dangerous, and the right place for every refusal."""

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from territoires_cli import safe_yaml
from territoires_cli.safe_yaml import MAX_DEPTH, MAX_NODES, Path, Position, YamlError, parse_yaml
from territoires_cli.typography import without_unsafe

SETTINGS = settings(deadline=None, max_examples=60)

# Plain data as our files hold it; numbers stay small enough to be written without an exponent.
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**9), 10**9) | st.text(max_size=12).map(without_unsafe),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text(min_size=1, max_size=8).map(without_unsafe).filter(bool), inner, max_size=4)
    ),
    max_leaves=12,
)


def refusal(text: str) -> tuple[str, int, int]:
    """The message, line and column with which a text is refused."""
    with pytest.raises(YamlError) as caught:
        parse_yaml(text)
    return caught.value.message, caught.value.line, caught.value.column


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("10:30", "10:30"),
        ("no", "no"),
        ("yes", "yes"),
        ("on", "on"),
        ("off", "off"),
        ("0123", 123),
        ("1e3", 1000.0),
        (".5", 0.5),
        ("-3", -3),
        ("+4", 4),
        ("2014", 2014),
        ("2014-01-01", "2014-01-01"),
        ("1_000", "1_000"),
        ("0x1F", "0x1F"),
        (".", "."),
        ("true", True),
        ("FALSE", False),
        ("tRUE", "tRUE"),
        ("~", None),
        ("", None),
        ("Null", None),
        ("'12'", "12"),
        ('"true"', "true"),
        ("!!str 12", "12"),
        ("! 12", "12"),
        ("a\u00a0b", "a\u00a0b"),
    ],
)
def test_plain_scalars_follow_the_yaml_1_2_core_schema(written: str, read: object) -> None:
    """A time stays a text and « no » is no boolean; quotes and `!!str` keep a number a text."""
    value = parse_yaml(f"a: {written}")["a"]
    assert value == read
    assert type(value) is type(read)


def test_keys_are_always_text() -> None:
    """A year or a tilde used as a key is read as it is written."""
    assert parse_yaml("2014: x\n~: y") == {"2014": "x", "~": "y"}


def test_merge_keys_have_no_special_meaning() -> None:
    """`<<` is a YAML 1.1 habit: here it is a key like any other."""
    assert parse_yaml("<<: {a: 1}") == {"<<": {"a": 1}}


@pytest.mark.parametrize("text", ["", "\n\n", "# rien\n", "---\n"])
def test_a_text_without_content_is_none(text: str) -> None:
    """An empty file and one with comments alone hold nothing."""
    assert parse_yaml(text) is None


def test_positions_are_those_of_keys_and_list_items() -> None:
    """Each value is found again: a mapping's at its key, a list's at its item, lines and columns from 1."""
    positions: dict[Path, Position] = {}
    parse_yaml("titre: x\nliste:\n  - un\n  - nom: deux\n", positions)
    assert positions[("titre",)] == (1, 1)
    assert positions[("liste",)] == (2, 1)
    assert positions[("liste", 0)] == (3, 5)
    assert positions[("liste", 1, "nom")] == (4, 5)


@pytest.mark.parametrize(
    ("text", "part", "line", "column"),
    [
        ("a: 1\nb: 2\na: 3", "« a » est écrit deux fois", 3, 1),
        ("a:\n  b: 1\n  b: 2", "« b » est écrit deux fois", 3, 3),
        ("a:\n\tb: 1", "tabulation", 2, 1),
        ("a: 1\n\tb: 1", "tabulation", 2, 1),
        ("a: 1\nb: Lorient : un port: breton", "entre guillemets", 2, 12),
        ('a: 1\nb: "jamais\nc: 2\n', "n’est jamais refermé", 2, 4),
        ("a: 'jamais\nb: 2\nc: 3\n", "n’est jamais refermé", 1, 4),
        ("a: 1\nb\nc: 2", "il manque « : »", 2, 1),
        ("a:\n  b: 1\n c: 2", "retrait", 3, 2),
        ("a:\n  - 1\n - 2", "retrait", 3, 2),
        ("a: [1, 2\nb: 3", "virgule", 2, 2),
        ("a: @nom", "ne peut pas commencer", 1, 4),
        ("a: ]", "cette ligne ne se lit pas", 1, 4),
        ("a: 1\n---\nb: 2", "coupe ce fichier en deux", 2, 1),
        ("a: *b", "« *b » ne renvoie à rien", 1, 4),
        ("a: &b [*b]", "« *b » ne renvoie à rien", 1, 8),
        ("a: !!int 12", "est une étiquette", 1, 4),
        ("a: !!python/object:os.system x", "est une étiquette", 1, 4),
        ("a:\n  - !voiture {x: 1}", "est une étiquette", 2, 5),
        ("? [1]\n: 2", "simple texte", 1, 3),
        ("a: &k z\n*k : 3", "simple texte", 2, 1),
        ("a: \x01", "caractère invisible", 1, 4),
    ],
)
def test_a_refusal_says_what_and_where(text: str, part: str, line: int, column: int) -> None:
    """Each usual mistake gets its own French sentence, at the line and column where it stands."""
    message, *place = refusal(text)
    assert part in message
    assert place == [line, column]


def test_depth_is_bounded() -> None:
    """The deepest nesting allowed is read, one level more is refused, and a hundred thousand are no trouble."""
    assert parse_yaml("[" * MAX_DEPTH + "]" * MAX_DEPTH) is not None
    for depth in (MAX_DEPTH + 1, 100_000):
        message, line, column = refusal("[" * depth)
        assert "niveaux emboîtés" in message
        assert (line, column) == (1, MAX_DEPTH + 1)


def test_an_alias_is_read() -> None:
    """An alias stands for what its anchor names."""
    assert parse_yaml("a: &x [1, 2]\nb: *x") == {"a": [1, 2], "b": [1, 2]}


def test_an_alias_bomb_is_refused_before_it_grows() -> None:
    """Nine levels of ten aliases would be a milliard values: it is refused at the level that passes the limit."""
    lines = ["l0: &l0 [1,1,1,1,1,1,1,1,1,1]"]
    lines += [f"l{n}: &l{n} [{','.join([f'*l{n - 1}'] * 10)}]" for n in range(1, 10)]
    message, line, _column = refusal("\n".join(lines))
    assert "trop d’éléments" in message
    assert line == 5


def test_many_values_without_alias_are_refused() -> None:
    """The number of values is bounded, in a list as in a mapping."""
    assert len(parse_yaml("[" + "1," * (MAX_NODES - 2) + "]")) == MAX_NODES - 2
    assert "trop d’éléments" in refusal("[" + "1," * (MAX_NODES + 1) + "]")[0]
    mapping = "\n".join(f"k{number}: 1" for number in range(MAX_NODES + 1))
    assert refusal(mapping)[1] == MAX_NODES + 1


@SETTINGS
@given(VALUES)
def test_what_is_written_quoted_reads_back(value: object) -> None:
    """Data written as YAML with every text quoted reads back as the same data."""
    text = yaml.safe_dump({"racine": value}, allow_unicode=True, default_style='"', default_flow_style=True)
    read = parse_yaml(text.replace("!!int ", "").replace("!!bool ", "").replace("!!null ", ""))
    assert plain(read["racine"]) == plain(value)


def plain(value: object) -> object:
    """The value with its scalars as text, since a quoted number is a text here."""
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [plain(item) for item in value]
    return str(value).lower() if isinstance(value, bool) else "null" if value is None else str(value)


@SETTINGS
@given(st.text(alphabet=st.sampled_from("ab:-#'\"[]{}&*!|>%@` \n\t,?1.~é"), max_size=40))
def test_any_text_is_read_or_refused(text: str) -> None:
    """No sequence of YAML signs ends in anything but data or a placed refusal."""
    refused: YamlError | None = None
    try:
        parse_yaml(text, {})
    except YamlError as error:
        refused = error
    assert refused is None or (1 <= refused.line <= text.count("\n") + 2 and refused.column >= 1)


def test_the_python_loader_reads_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where PyYAML was built without its C library, the same text gives the same data, places and refusals."""
    text = "a: 10:30\nb:\n  - no\n  - {c: 1e3, d: 'x'}\n"
    positions: dict[Path, Position] = {}
    expected = parse_yaml(text, positions)
    refused = [refusal("a: 1\na: 2")[1:], refusal("a:\n\tb: 1")[0], refusal('a: "x\nb: 1\n')]
    monkeypatch.setattr(safe_yaml, "_LOADER", yaml.SafeLoader)
    again: dict[Path, Position] = {}
    assert parse_yaml(text, again) == expected
    assert again == positions
    assert [refusal("a: 1\na: 2")[1:], refusal("a:\n\tb: 1")[0], refusal('a: "x\nb: 1\n')] == refused


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (r"\e[31mrouge\e[0m", "[31mrouge[0m"),
        (r"a\u202Eb\u2066c\u200Bd\xADe", "abcde"),
        (r"un\u2028deux\u0085trois", "un deux trois"),
        (r"un\u00a0deux\ttrois\nquatre", "un\u00a0deux\ttrois\nquatre"),
        (r"\0\a\x9b\uFEFF\uFFFE\U000E0041", ""),
    ],
)
@pytest.mark.parametrize("loader", ["CSafeLoader", "SafeLoader"])
def test_unsafe_characters_are_not_read(monkeypatch: pytest.MonkeyPatch, loader: str, written: str, read: str) -> None:
    """What could drive a terminal, reorder a line or hide is left out after parsing; its place is told."""
    monkeypatch.setattr(safe_yaml, "_LOADER", getattr(yaml, loader))
    cleaned: dict[Path, Position] = {}
    assert parse_yaml(f'a: 1\nb:\n- x\n- "{written}"\n', cleaned=cleaned)["b"] == ["x", read]
    assert cleaned == ({} if "quatre" in read else {("b", 1): (4, 3)})


def test_a_key_with_hidden_characters_is_that_key() -> None:
    """Two keys that look the same are the same: the second is refused."""
    assert refusal('"title": 1\n"ti\\u200Btle": 2\n')[1] == 2


def test_half_a_character_is_refused_or_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """Half of a pair of UTF-16 is no text, whichever parser reads it."""
    with pytest.raises(YamlError):
        parse_yaml(r'a: "\ud800"')
    monkeypatch.setattr(safe_yaml, "_LOADER", yaml.SafeLoader)
    assert parse_yaml(r'a: "x\ud800"') == {"a": "x"}


def test_a_text_that_breaks_off_is_told_on_its_last_line() -> None:
    """An end of text without a line end is told where it stands, and not on a line that isn't there."""
    for text in ("a: [", "a: 1\nb: {", "a: 1\nb: [\n"):
        with pytest.raises(YamlError) as caught:
            parse_yaml(text)
        assert caught.value.line <= text.count("\n") + 1

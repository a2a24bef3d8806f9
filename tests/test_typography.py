"""French no-break spaces, and texts that can drive neither a terminal nor a page."""

import codecs
import json
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from territoires_cli.typography import NARROW, NBSP, clean, edges, escape_unsafe, fall_back, one_line, typeset

SETTINGS = settings(deadline=None, max_examples=100)
ANY = st.text(alphabet=st.characters(exclude_categories=()), max_size=60)
# French text with the signs that the rules look at, and some that must not pass.
FRENCH = st.text(alphabet="abé «»:;!?%€0123456789h…’\u00a0\u202f\u200b\u202e\x1b\n\t", max_size=60)
BIDI = set("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")

codecs.register_error("test-fall-back", fall_back)


@pytest.mark.parametrize(
    ("plain", "bound"),
    [
        ("« Ah ! »", f"«{NBSP}Ah{NARROW}!{NBSP}»"),
        ("Quoi ? Rien ; voilà : fini", f"Quoi{NARROW}? Rien{NARROW}; voilà{NBSP}: fini"),
        ("1 400 m² pour 57 662 personnes", f"1{NARROW}400{NBSP}m² pour 57{NARROW}662{NBSP}personnes"),
        ("1 000 000 €", f"1{NARROW}000{NARROW}000{NBSP}€"),
        ("13,7 % en 20 min", f"13,7{NBSP}% en 20{NBSP}min"),
        ("3 minutieux", "3 minutieux"),
        ("sur  deux\nlignes\t", "sur deux lignes"),
        ("déjà\u00a0: bien\u202f!", f"déjà{NBSP}: bien{NARROW}!"),
        ("https://a.fr/?b:c", "https://a.fr/?b:c"),
    ],
)
def test_french_spaces_are_set(plain: str, bound: str) -> None:
    """Quotes, double signs, thousands and units keep to their neighbour; addresses are left alone."""
    assert typeset(plain) == bound


@SETTINGS
@given(FRENCH | ANY)
def test_typesetting_twice_changes_nothing(text: str) -> None:
    """What is typeset stays as it is."""
    once = typeset(text)
    assert typeset(once) == once


@SETTINGS
@given(FRENCH)
def test_typesetting_changes_spaces_only(text: str) -> None:
    """But for spaces, a clean text has the same signs in the same order."""
    assert "".join(typeset(text).split()) == "".join(clean(text).split())


@SETTINGS
@given(ANY)
def test_no_control_code_survives(text: str) -> None:
    """Neither control characters nor direction overrides nor lone surrogates are left, and UTF-8 can hold the rest."""
    cleaned = clean(text)
    assert not BIDI & set(cleaned)
    assert all(unicodedata.category(sign) not in ("Cc", "Cs") or sign in "\n\t" for sign in cleaned)
    cleaned.encode("utf-8")
    assert clean(cleaned) == cleaned
    assert all(unicodedata.category(sign) != "Cc" for sign in typeset(text))


@pytest.mark.parametrize(
    "sign",
    ["\x1b", "\x07", "\x7f", "\x9b", "\u200b", "\u202e", "\u2066", "\u2028", "\ufeff", "\u206f", "\U000e0041", "\r"],
)
def test_each_dangerous_sign_is_taken_out(sign: str) -> None:
    """Escape sequences, hidden letters and reordering signs vanish; the words around them stay."""
    assert clean(f"a{sign}b") == "ab"


def test_tabs_and_line_ends_stay() -> None:
    """Cleaning keeps the layout of a text."""
    assert clean("a\tb\nc") == "a\tb\nc"


@SETTINGS
@given(ANY)
def test_one_line_keeps_every_space(text: str) -> None:
    """What is typed as it stands loses line ends and dangerous signs, and no space."""
    line = one_line(text)
    assert "\n" not in line
    assert "\t" not in line
    assert line == clean(text).replace("\n", " ").replace("\t", " ")


@pytest.mark.parametrize(
    ("run", "parts"),
    [
        ("mot", ("", "mot", "")),
        (" mot  ", (" ", "mot", " ")),
        (" : mot", (NBSP, ": mot", "")),
        (" !", (NBSP, "!", "")),
        (" ", (" ", "", "")),
        ("", ("", "", "")),
    ],
)
def test_runs_keep_the_spaces_around_them(run: str, parts: tuple[str, str, str]) -> None:
    """A run in bold between two others is set without losing the spaces at its edges."""
    assert edges(run) == parts


@SETTINGS
@given(ANY)
def test_escaped_json_means_the_same(text: str) -> None:
    """JSON whose dangerous characters are escaped reads back as the same data, without a raw one."""
    written = json.dumps([text], ensure_ascii=False, indent=2)
    escaped = escape_unsafe(written)
    assert json.loads(escaped) == [text]
    assert not BIDI & set(escaped)
    assert all(unicodedata.category(sign) != "Cc" or sign in "\n\t" for sign in escaped)


@SETTINGS
@given(ANY, st.sampled_from(["ascii", "cp1252", "latin-1", "cp850"]))
def test_any_clean_text_falls_back(text: str, encoding: str) -> None:
    """A poor encoding gets every text, without an error or a control code."""
    cleaned = typeset(text)
    shown = cleaned.encode(encoding, "test-fall-back").decode(encoding)
    assert all(unicodedata.category(sign) != "Cc" for sign in shown)
    if cleaned.isascii():
        assert shown == cleaned


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("« l’été »", '" l\'ete "'),
        ("œuvre → 3 €", "oeuvre -> 3 EUR"),
        ("☐ ½ × 2", "[ ] 1/2 x 2"),
        ("日", "?"),
        (f"5{NARROW}000", "5 000"),
    ],
)
def test_the_nearest_ascii_is_shown(text: str, shown: str) -> None:
    """Each sign has a plain stand-in, and « ? » where there is none."""
    assert text.encode("ascii", "test-fall-back").decode() == shown


def test_other_unicode_errors_are_not_hidden() -> None:
    """The handler is for writing: bytes that can't be read still fail."""
    with pytest.raises(UnicodeDecodeError):
        b"\xff".decode("ascii", "test-fall-back")

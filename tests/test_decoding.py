"""Bytes of a file → its text, or what to do about it."""

import codecs

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from territoires_cli.decoding import decode

TEXT = "name: Évian\nstatement: Les lycéens partent dès l’été.\n"


@pytest.mark.parametrize("raw", [TEXT.encode(), codecs.BOM_UTF8 + TEXT.encode(), b""])
def test_utf_8_is_read_with_or_without_its_mark(raw: bytes) -> None:
    """There is nothing to say of it."""
    assert decode(raw) == (TEXT if raw else "", None)


@pytest.mark.parametrize(
    ("raw", "said", "line"),
    [
        (TEXT.encode("utf-16"), "UTF-16", 1),
        (TEXT.encode("utf-16-le"), "UTF-16", 1),
        (TEXT.encode("utf-16-be"), "UTF-16", 1),
        (TEXT.encode("utf-32"), "UTF-16", 1),
        (TEXT.encode("cp1252"), "Windows-1252", 1),
        (TEXT.replace("é", "e").replace("É", "E").replace("è", "e").encode("cp1252"), "sans doute « ’ »", 2),
        (TEXT.encode().replace("É".encode(), b"\xc9"), "abîmé", 1),
    ],
)
def test_texts_of_other_encodings_are_read_and_told(raw: bytes, said: str, line: int) -> None:
    """The rest of the file can be judged; the remedy names the programs that people save it with."""
    text, trouble = decode(raw)
    assert trouble is not None
    assert text is not None
    assert "statement" in text
    assert said in trouble.message
    assert "Bloc-notes" in trouble.message
    assert trouble.line == line


def test_one_broken_character_is_shown_and_put_right() -> None:
    """Its line is shown as it is read, and as it was meant."""
    _text, trouble = decode(TEXT.encode().replace("dès".encode(), b"d\xe8s"))
    assert trouble is not None
    assert (trouble.line, trouble.column) == (2, 33)
    assert trouble.excerpt == "statement: Les lycéens partent d\ufffds l’été."
    assert trouble.mend == "statement: Les lycéens partent dès l’été."


def test_broken_characters_on_several_lines_are_left_to_a_person() -> None:
    """One corrected line would not do."""
    _text, trouble = decode(TEXT.encode().replace("É".encode(), b"\xc9").replace("dès".encode(), b"d\xe8s"))
    assert trouble is not None
    assert trouble.mend is None


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"PK\x03\x04 word/document.xml", "Word"),
        (b"PK\x03\x04 xl/workbook.xml", "Excel"),
        (b"PK\x03\x04 application/vnd.oasis.opendocument.text", "LibreOffice (.odt)"),
        (b"PK\x03\x04 application/vnd.oasis.opendocument.spreadsheet", "LibreOffice (.ods)"),
        (b"PK\x03\x04 autre", "zip"),
        (b"%PDF-1.7", "PDF"),
        (b"{\\rtf1", "RTF"),
        (b"\x89PNG\r\n", "image"),
        (b"a\0b\0\0\0\0", "octets nuls"),
        (codecs.BOM_UTF16_LE + b"a\0b", "abîmé"),
    ],
)
def test_files_of_other_programs_are_named(raw: bytes, said: str) -> None:
    """What is no text at all is called by its name, with what to do."""
    text, trouble = decode(raw)
    assert text is None
    assert trouble is not None
    assert said in trouble.message


@settings(deadline=None, max_examples=300)
@given(st.binary(max_size=60))
def test_any_bytes_are_read_or_told(raw: bytes) -> None:
    """No bytes end in anything but a text, a trouble, or both; a trouble stands on a line that is there."""
    text, trouble = decode(raw)
    assert text is not None or trouble is not None
    if text is not None and trouble is not None:
        assert 1 <= trouble.line <= len(text.splitlines()) + 1

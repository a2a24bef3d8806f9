"""Bytes of a file → its text, whatever program saved it; and what to do where it was not saved as UTF-8. Pure."""

import codecs
import re
from typing import NamedTuple

from territoires_cli.translation import gettext as _

# How the files of other programs begin, and what they are. Why no library: five kinds are enough for what office
# software and text editors save, and none names them in French.
_MAGIC = (
    (b"%PDF", "un document PDF"),
    (b"\xd0\xcf\x11\xe0", "un ancien document de bureautique (.doc ou .xls)"),
    (b"{\\rtf", "un texte enrichi (RTF)"),
    (b"\x89PNG", "une image"),
    (b"\xff\xd8\xff", "une image"),
    (b"GIF8", "une image"),
    (b"\x1f\x8b", "une archive compressée"),
)
_ZIPPED = (
    (b"word/", "un document Word (.docx)"),
    (b"xl/", "un classeur Excel (.xlsx)"),
    (b"opendocument.text", "un document LibreOffice (.odt)"),
    (b"opendocument.spreadsheet", "un classeur LibreOffice (.ods)"),
)
_ZIP = b"PK\x03\x04"
_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# What a line holds where a byte is no UTF-8.
_BROKEN = "\ufffd"
_LINE_END = re.compile(r"\r\n|[\r\n]")


class Trouble(NamedTuple):
    """Why bytes are no UTF-8 text: a sentence, line and column (from 1), that line as it is shown and as it should be."""

    message: str
    line: int = 1
    column: int = 1
    excerpt: str | None = None
    mend: str | None = None


def decode(raw: bytes) -> tuple[str | None, Trouble | None]:
    """The text of a file, and what is wrong with its encoding; the text is None where it can't be told.

    UTF-8 is read with or without a byte order mark. Other encodings of text are read too, so that the rest of the file
    can be judged, and come with their trouble.
    """
    kind = _kind_of(raw)
    if kind is not None:
        message = _(
            "ce fichier est {kind}, et non un texte simple : s’il s’ouvre encore, copiez tout son texte dans {editor}"
        ).format(kind=_(kind), editor=_editor())
        return None, Trouble(message)
    wide = wide_encoding(raw)
    if wide is not None:
        return _decode_wide(raw, wide)
    if b"\0" in raw:
        message = _("ce fichier n’est pas un texte (il contient des octets nuls) : reprenez-en une copie en état")
        return None, Trouble(message)
    try:
        return raw.decode("utf-8-sig"), None
    except UnicodeDecodeError:
        return _decode_old(raw)


def _kind_of(raw: bytes) -> str | None:
    """What another program's file is, or None for what may be a text."""
    if raw.startswith(_ZIP):
        return next((kind for sign, kind in _ZIPPED if sign in raw), "une archive zip")
    return next((kind for sign, kind in _MAGIC if raw.startswith(sign)), None)


def wide_encoding(raw: bytes) -> str | None:
    """The name of the encoding of a text with two or four bytes for a letter, by its mark or its nulls; None for others."""
    return next((name for bom, name in _BOMS if raw.startswith(bom)), None) or _wide_without_mark(raw)


def _wide_without_mark(raw: bytes) -> str | None:
    """UTF-16 without a byte order mark: nearly every other byte of a French text is null."""
    if len(raw) < 4 or len(raw) % 2 or b"\0" not in raw:
        return None
    start = raw[:2000]
    for name, nulls, letters in (("utf-16-le", start[1::2], start[::2]), ("utf-16-be", start[::2], start[1::2])):
        if nulls.count(0) > 0.7 * len(nulls) and letters.count(0) < 0.1 * len(letters):
            return name
    return None


def _decode_wide(raw: bytes, name: str) -> tuple[str | None, Trouble]:
    try:
        text = raw.decode(name)
    except UnicodeDecodeError:
        return None, Trouble(_("ce fichier est abîmé : reprenez-en une copie en état"))
    message = _("ce fichier est écrit en « Unicode » (UTF-16) ; enregistrez-le en UTF-8 ; {how}").format(
        how=_save_again()
    )
    return text, Trouble(message, excerpt=_LINE_END.split(text)[0])


def _decode_old(raw: bytes) -> tuple[str, Trouble]:
    """A text of an old encoding, or a UTF-8 one with a broken character: told at its first one."""
    text = _patched(raw)
    broken = _LINE_END.split(raw.removeprefix(codecs.BOM_UTF8).decode("utf-8", "replace"))
    good = _LINE_END.split(text)
    faulty = [number for number, line in enumerate(broken) if _BROKEN in line]
    number = faulty[0]
    is_mixed = any(ord(sign) > 127 and sign != _BROKEN for line in broken for sign in line)
    column = broken[number].index(_BROKEN) + 1
    sign = good[number][column - 1 : column]
    if is_mixed or len(faulty) == 1:
        message = _(
            "une lettre est abîmée (montrée par « {broken} »), sans doute « {sign} » : retapez-la, puis enregistrez en UTF-8 ; {how}"
        ).format(broken=_BROKEN, sign=sign, how=_save_again())
        mend = good[number] if len(faulty) == 1 else None
        return text, Trouble(message, number + 1, column, broken[number], mend)
    message = _(
        "les accents de ce fichier ne se lisent pas : il est écrit dans un ancien codage (Windows-1252) ; enregistrez-le en UTF-8 ; {how}"
    )
    return text, Trouble(message.format(how=_save_again()), number + 1, column, good[number])


def _patched(raw: bytes) -> str:
    """The text with every byte that is no UTF-8 read as Windows does."""
    codecs.register_error("territoires.windows", _as_windows)
    return raw.decode("utf-8-sig", "territoires.windows")


def _as_windows(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    broken = error.object[error.start : error.end]
    return "".join(bytes([byte]).decode("cp1252", "replace") for byte in broken), error.end


def _editor() -> str:
    return _(
        "le Bloc-notes ou TextEdit (en « texte brut »), et enregistrez-le en UTF-8 sous le nom de ce fichier, à sa place ; "
        "sinon, reprenez-en une copie"
    )


def _save_again() -> str:
    return _(
        "dans le Bloc-notes : « Enregistrer sous », « Encodage : UTF-8 » ; dans TextEdit : « Format », « Convertir au "
        "format Texte », puis « Unicode (UTF-8) » ; dans LibreOffice : « Texte – Choisir l’encodage », « UTF-8 »"
    )

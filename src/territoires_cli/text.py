"""Small questions about French sentences: where they end and how many words they have."""

import re

_SENTENCE_END = re.compile(r"(?<=[.!?…])[\s»]+(?=[«A-ZÀÂÄÇÉÈÊËÎÏÔÖÙÛÜŒ0-9])")
_WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")


def sentences(text: str) -> list[str]:
    """The sentences of a French text, in order."""
    return [part for part in _SENTENCE_END.split(text.strip()) if part]


def first_sentence(text: str) -> str:
    """The first sentence of a text, or nothing where there is none."""
    return next(iter(sentences(text)), "")


def count_words(text: str) -> int:
    """The number of words; an elided or hyphenated word counts as one (« l’école », « vis-à-vis »)."""
    return len(_WORD.findall(text))

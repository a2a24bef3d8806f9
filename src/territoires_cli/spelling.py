"""A word that the deck doesn't know → the known word that it was meant to be, one slip away. Pure.

One slip is a letter left out, added, changed, or two letters exchanged (Damerau, "A technique for computer detection and
correction of spelling errors", Communications of the ACM 7, 1964), or a small word glued to it (« lepicerie »).
"""

from collections.abc import Collection, Iterator

LETTERS = "abcdefghijklmnopqrstuvwxyz"
# Shorter words are one slip away from too many others.
LEAST_LETTERS = 5
# Longer ones are no words; their slips would be tried for seconds.
MOST_LETTERS = 40
_GLUED = ("qu", "l", "d", "j", "n", "s", "m", "t", "c")


def corrected(folded: str, known: Collection[str]) -> str | None:
    """The known word that a folded word stands for, or None; of several equally near, the longest, then by the alphabet."""
    if not LEAST_LETTERS <= len(folded) <= MOST_LETTERS or not folded.isalpha():
        return None
    for glued in _GLUED:
        rest = folded.removeprefix(glued)
        if rest != folded and len(rest) >= LEAST_LETTERS and rest in known:
            return rest
    # The first letter is rarely wrong; two letters exchanged or one too many are surer signs of a slip than another letter.
    for slips, letters in ((_exchanged, 5), (_added, 6), (_left_out, 6), (_changed, 7)):
        if len(folded) < letters:
            break
        found = sorted({word for word in slips(folded) if word in known and word[0] == folded[0]}, key=_likeliest)
        if found:
            return found[0]
    return None


def _likeliest(word: str) -> tuple[int, str]:
    return -len(word), word


def _exchanged(word: str) -> Iterator[str]:
    return (word[:at] + word[at + 1] + word[at] + word[at + 2 :] for at in range(len(word) - 1))


def _added(word: str) -> Iterator[str]:
    """What is left where one letter is too many."""
    return (word[:at] + word[at + 1 :] for at in range(len(word)))


def _left_out(word: str) -> Iterator[str]:
    return (word[:at] + letter + word[at:] for at in range(1, len(word) + 1) for letter in LETTERS)


def _changed(word: str) -> Iterator[str]:
    return (word[:at] + letter + word[at + 1 :] for at in range(1, len(word)) for letter in LETTERS)

"""The longest hostile inputs that fit the bounds: each is taken first by the fuzzer of its target, and by the tests."""

from territoires_cli.models.city import MOST_SAID
from territoires_cli.safe_yaml import MAX_BYTES
from territoires_cli.spreadsheets import MOST_ROWS
from tests.fuzz.ground import SMALL_CARD, SMALL_DECK


def many(text: str, size: int = MAX_BYTES - 100) -> bytes:
    """A text over and over, to the size that a file may have."""
    return (text * (size // len(text.encode()))).encode()


def _deck(text: str) -> bytes:
    """A deck of one card."""
    return f"=== deck.yaml\n{SMALL_DECK}\n=== practices/A1-un.yaml\n{text}".encode()


BOMB = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{name}: &{name} [{','.join([f'*{before}'] * 9)}]\n" for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)
CARD = "situations: [pas de bus, plus de car, rien le soir, loin de tout, ligne fermée]"
WORST: dict[str, tuple[str, bytes]] = {
    "nested lists": ("yaml", many("[")),
    "nested maps": ("yaml", many("{a: ")),
    "nested dashes": ("yaml", many("- ")),
    "nested questions": ("yaml", many("? ")),
    "colons": ("yaml", many("a: ")),
    "bangs": ("yaml", many("!")),
    "comments": ("yaml", many("#\n")),
    "alias bomb": ("yaml", BOMB.encode()),
    "aliases": ("yaml", b"- &a x\n" + many("- *a\n")),
    "anchors": ("yaml", many("- &a x\n")),
    "long scalar": ("card", b"\0title: '" + many("x") + b"'"),
    "long key": ("card", b"\0'" + many("x") + b"': 1"),
    "escapes": ("card", b'\0title: "' + many(r"\e") + b'"'),
    "long number": ("card", b"\0title: " + many("9")),
    "infinite number": ("card", b"\0effort: 1e9999\nchallenges: [{id: a, weight: .inf, why: -1e999}]"),
    "unknown keys": ("card", b"\0" + b"".join(b"titre%d: x\n" % number for number in range(40_000))),
    "bad items": ("card", b"\0" + SMALL_CARD.replace(CARD, "situations: [" + "1," * 20_000 + "]").encode()),
    "bad list": ("card", b"\x0e" + many("- {idd: 1}\n", 90_000)),
    "names of tags": ("yaml", b"%YAML 1.1\n" + b"".join(b"%%TAG !%d! b\n" % number for number in range(55_000)) + b"---\na: 1\n"),
    "long alias": ("yaml", b"- &a " + b"x" * 700_000 + b"\n" + many("- *a\n", 90_000)),
    "bullets": ("card", b"\0" + SMALL_CARD.replace(CARD, "situations:\n" + "  • le car ne passe\n" * 40_000).encode()),
    "bullets after a dash": ("card", b"\0" + SMALL_CARD.replace(CARD, "situations:\n  - x\n" + "  • le car ne passe\n" * 40_000).encode()),
    "straight apostrophes": ("card", b"\0" + SMALL_CARD.replace(CARD, "situations:\n" + "- l'idee d'un c'est\n" * 19_000).encode()),
    "hidden characters": ("card", b"\0" + SMALL_CARD.replace(CARD, "situations:\n" + '- "a\\e b"\n' * 19_000).encode()),
    "dangling sources": ("deck", _deck(SMALL_CARD.replace("sources:\n", "sources:\n" + "".join(f"- {{id: s{n}}}\n" for n in range(6_000))))),
    "cut text": ("card", b"\0" + f"{SMALL_CARD}links: [{{title: a{', b' * 19_000}}}]".encode()),
    "misread flow": ("deck", _deck(SMALL_CARD.replace(CARD, f"situations: [{'no, ' * 19_000}no]"))),
    "swallowed lines": ("deck", _deck(SMALL_CARD.replace(CARD, "situations:\n" + "- >\n  k: d\n  e: f\n" * 19_000))),
    "run-on text": ("card", b"\0a:\n" + b" " * 300_000 + b"x\n" + many(" y\n", 600_000)),
    "unknown sources": ("card", b"\x0e" + b"".join(b"- {idd: s%d, titre: x}\n" % number for number in range(4_900))),
    "running quotes": ("card", b"\0z:\n" + many(' - "a, b\n   c, d"\n', 110_000) + b" - x: y: z\n"),
    "nul bytes": ("card", b"\0" + many("\0")),
    "bad UTF-8": ("card", b"\0title: " + b"\xc0\xaf\xed\xa0\x80\xff" * 1000),
    "long titles": ("deck", f"=== deck.yaml\n{SMALL_DECK}\n=== practices/A1-un.yaml\n{SMALL_CARD}situation: {'x' * 100_000}".encode()),
    "one long word": ("text", many("a", MOST_SAID)),
    "accents": ("text", many("e\u0301", MOST_SAID)),
    "slips": ("text", many("covoituraj ", MOST_SAID - 100)),
    "numbers": ("text", many("1 000 habitants ", MOST_SAID - 100)),
    "turns": ("text", many("mais ", MOST_SAID - 100)),
    "sentences": ("text", many("a.\n\n", MOST_SAID)),
    "long code": ("code", many("0")),
    "odd code": ("code", many("é")),
    "lonely wishes": ("people", b"Nom;Ensemble\n" + b"".join(b"p%d;q%d\n" % (n, n) for n in range(MOST_ROWS - 1))),
    "many wishes": ("people", b"Nom;Ensemble\n" + b"".join(b"p%d;%s\n" % (n, b"q," * 500) for n in range(900))),
    "empty lines": ("people", b"Nom\n" + many("\n")),
    "columns": ("people", many("Nom;")),
    "open quote": ("people", b'Nom\n"' + many("x\n")),
    "long line": ("line", many("1.2 a;", 100_000)),
    "long day": ("date", many("1 ", 100_000)),
    "long entry": ("journal", b'{"text": "' + many("x")),
    "nested JSON": ("journal", many("[")),
    "nested bundle": ("bundle", many("[")),
    "one long cell": ("sheet", b"Titre;Code\n" + many("x", 30_000) + b";A1"),
}  # fmt: skip

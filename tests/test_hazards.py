"""What YAML reads without a word, though it was meant otherwise."""

import pytest

from territoires_cli.cuts import find_cuts
from territoires_cli.hazards import Hazard, find_hazards
from territoires_cli.safe_yaml import Path, Span, parse_yaml


def hazards(text: str) -> list[Hazard]:
    """The hazards of a text."""
    spans: dict[Path, Span] = {}
    parse_yaml(text, {}, spans)
    return list(find_hazards(text, spans))


@pytest.mark.parametrize(
    ("text", "said", "mend"),
    [
        ("a: no", "vrai ou faux", 'a: "no"'),
        ("a: Oui\nb: on", "vrai ou faux", 'b: "on"'),
        ("a: 9:30", "l’heure", 'a: "9:30"'),
        ("a: 2022-01-31", "une date", 'a: "2022-01-31"'),
        ("a: 07240", "le zéro", 'a: "07240"'),
        ("a: 1_000", "un nombre", 'a: "1_000"'),
        ("a: 0x1F", "un nombre", 'a: "0x1F"'),
        ("a: Salle #3", "commentaire", 'a: "Salle #3"'),
        ("a: Salle # 3", "commentaire", 'a: "Salle # 3"'),
        ("a: “Truc”", "guillemets courbes", "a: Truc"),
        ("- “Un, deux”", "guillemets courbes", '- "Un, deux"'),
        ("a: &Co est là", "« & »", 'a: "&Co est là"'),
        ("a: ! attention", "« ! »", 'a: "! attention"'),
        ("a:\n  - un\n   -deux", "après le tiret", "   - deux"),
        ("a:\n  -un\n  -deux", "après le tiret", "  - un"),
        ("a:\n  - un\n    - deux", "alignez", "  - deux"),
        ("a:\n  - un\n   – deux", "pas un tiret", "  - deux"),
        ("a:\n  - un\n    • deux", "pas un tiret", "  - deux"),
        ("a:\n  b:c\n  d:e", "deux-points", "  d: e"),
        ('a: "un\nb: deux"\nc: 3', "avale", 'a: "un"'),
        ("a: 'un\nb: deux'", "avale", "a: 'un'"),
        ("a: >-\n  un texte\n  levers: [x]\nb: c", "mettez moins d’espaces", "levers: [x]"),
        ("a: trajets partagÃ©s", "accents", "a: trajets partagés"),
        ("a: câ€™est Ãù", "accents", None),
    ],
)
def test_what_may_be_misread_is_told_with_its_line(text: str, said: str, mend: str | None) -> None:
    """Each trap has its sentence, and the line as it should be written."""
    found = hazards(text)
    assert any(said in hazard.message and hazard.mend == mend for hazard in found), found


@pytest.mark.parametrize(
    "text",
    [
        "a: 'no'", "a: Un texte # une remarque", "a: 2017", "a: true", "a: un\n  deux", "a: >-\n  -un\n  b:c\n  Attention : oui", "a: b#1",
        "a: https://exemple.fr:80/x", "a: 12:75:99", 'a: "un\n  deux"', "a:\n  - un\n  - deux", "a: où — ça", "a: “un” et “deux”", "a: « un »", "a:\n  - un\n    – deux – trois", "a: un\n  – deux –", "a: Âge",
    ],
)  # fmt: skip
def test_what_is_read_as_it_was_meant_is_left_alone(text: str) -> None:
    """Remarks, quoted words, blocks and addresses are no traps."""
    assert hazards(text) == []


@pytest.mark.parametrize(
    ("text", "pieces", "mend"),
    [
        ("a: {b: un, deux}", ["deux"], 'a: {b: "un, deux"}'),
        ("a: {b: un, deux , trois, c: 3}", ["deux", "trois"], 'a: {b: "un, deux , trois", c: 3}'),
        ("- {b: l'un, deux}", ["deux"], '- {b: "l’un, deux"}'),
        ("a: {b: un,\n  deux}", ["deux"], None),
    ],
)
def test_a_comma_between_braces_cuts_a_text(text: str, pieces: list[str], mend: str | None) -> None:
    """Each piece leads to the whole text between quotes, however many commas it holds."""
    spans: dict[Path, Span] = {}
    parse_yaml(text, {}, spans)
    found = find_cuts(text, spans)
    assert [path[-1] for path in found] == pieces
    assert {hazard.mend for hazard in found.values()} == {mend}
    assert {hazard.path[-1] for hazard in found.values()} == {"b"}


@pytest.mark.parametrize("text", ["a: {b: , c: un}", "a: {b}", 'a: {b: "un", deux}', "a: {b: [un], deux}", "a:\n  b:"])
def test_what_no_comma_cuts_is_left(text: str) -> None:
    """An empty field, and what follows a quoted text, are told as what they are."""
    spans: dict[Path, Span] = {}
    parse_yaml(text, {}, spans)
    assert find_cuts(text, spans) == {}

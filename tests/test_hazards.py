"""What YAML reads without a word, though it was meant otherwise."""

import pytest

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
        "a: https://exemple.fr:80/x", "a: 12:75:99", 'a: "un\n  deux"', "a:\n  - un\n  - deux", "a: où — ça", "a:\n  - un\n    – deux – trois", "a: un\n  – deux –", "a: Âge",
    ],
)  # fmt: skip
def test_what_is_read_as_it_was_meant_is_left_alone(text: str) -> None:
    """Remarks, quoted words, blocks and addresses are no traps."""
    assert hazards(text) == []

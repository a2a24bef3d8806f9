"""What good inputs look like, for each target: whole files of the built-in deck, and small ones of every form."""

import json
from collections.abc import Iterable
from typing import Any

from tests.fuzz.ground import (
    CARDS,
    SMALL_BOOK,
    SMALL_CARD,
    SMALL_DECK,
    SMALL_SOURCES,
    built_in_deck,
    small_deck,
    some_plan,
)


def card_seeds() -> Iterable[bytes]:
    files = [
        "practices/A1-covoiturage.yaml", "actions/FA05-espaces-vacants.yaml", "cities/genk.yaml", "projects/la-colloc.yaml",
        "elsewhere/share-nl.yaml", "lessons", "models/fab-city.yaml", "../workshops/decouverte.yaml", "deck.yaml",
        "challenges.yaml", "lexicon.yaml", "framework.yaml", "", "", "sources.yaml", "troubles", "pairs.yaml",
        "../workshops/activities.yaml", "harms.yaml",
    ]  # fmt: skip
    for number, name in enumerate(files):
        path = CARDS / name
        if path.is_dir() and name:
            path = min(path.glob("*.yaml"))
        if path.is_file():
            yield bytes([number]) + path.read_bytes()[:6000]


def deck_seeds() -> Iterable[bytes]:
    """A small deck; one whose card points to what isn't there; one that extends another, replaces, hides and translates."""
    card = (CARDS / "practices" / "E3-repair-cafe.yaml").read_text("utf-8")
    more = SMALL_CARD.replace("id: un\ncode: A1", "id: deux\ncode: A2", 1)
    extending = "schema: 1\nid: autre\ntitle: Autre\nversion: '1'\nlicence: CC0\nextends: territoires-collaboratifs\n"
    alone = {"deck.yaml": SMALL_DECK, "challenges.yaml": SMALL_BOOK}
    for files in (
        {**alone, "practices/A1-un.yaml": SMALL_CARD, "sources.yaml": SMALL_SOURCES},
        {**alone, "practices/E3-repair-cafe.yaml": card},
        {"deck.yaml": extending + "replaces: [un]\n", "practices/A1-un.yaml": SMALL_CARD, "pairs.yaml": "[]\n"},
        {
            "deck.yaml": extending + "hides: [deux]\n",
            "practices/A2-deux.yaml": more,
            "pairs.yaml": "- {cards: [un, deux], why: Ensemble.}\n",
            "texts/un.yaml": "title: A bus\nlimits: [One., Two.]\n",
        },
    ):
        yield "".join(f"=== {name}\n{text}\n" for name, text in files.items()).encode()


def code_seeds() -> Iterable[bytes]:
    from territoires_cli.coding import encode

    code = encode(some_plan(), built_in_deck())
    yield from (code.encode(), code.lower().replace("-", " ").encode(), b"0" * 21, "1ÎLOŒ-".encode())


def people_seeds() -> Iterable[bytes]:
    plain = "Nom;Prénom;Rôle;Organisation;Élu;Ensemble;Jamais ensemble\nLe Goff;Anne;Maire;Commune;oui;Paul Ar;\nAr;Paul;;Association;;;Anne Le Goff\n"
    yield from (plain.encode(encoding) for encoding in ("utf-8", "utf-8-sig", "cp1252", "utf-16"))
    yield b'sep=,\r\n"Nom complet",absent,h\xc3\xb4te\r\n"Ar, Paul",x,\r\n"Le ""G""",,oui\r\n'
    yield b"name\tapart\n=1+1\tB\nB\t-2\n"


def listening_seeds() -> Iterable[bytes]:
    yield from (
        text.encode()
        for text in (
            "Le dernier commerce a fermé, les jeunes partent et il n’y a plus de car.",
            "Commune de 4 200 habitants. LOYERS TROP CHERS ; pas de médecin, mais un FabLab existe déjà !",
            "covoituraj, repare café (sans budget)\n- friches : la zone d’activité est vide\n- plus de bus",
            "we lost 300 residents; no broadband",
        )
    )


def plan_seeds() -> Iterable[bytes]:
    from territoires_cli.store import plan_to_yaml

    yield plan_to_yaml(some_plan()).encode()
    yield b"- {name: La halle, walk: 4, card: A1}\n- name: Le port\n"


def line_seeds() -> Iterable[bytes]:
    lines = (
        "2.3 gardée La Colloc le fait déjà", "1.2 e: trop loin", "1.2 5 voix", "1.9 Ouvrir le samedi ; qui : Mme X ; avant le 3 mars ; 4 voix",
        "t2 d pas d’accord", "présents 21", "corriger 1.2 autres mots", "retirer #1", "annuler", "suivant", "+5", "pause", "retard 1=10", "aller 3",
        "carte 1", "question qui paie ? ; répond : M. Y", "absents : les jeunes", "fin",
    )  # fmt: skip
    yield from (line.encode() for line in lines)
    yield "\n".join(lines).encode()


def date_seeds() -> Iterable[bytes]:
    return (
        text.encode()
        for text in ("avant le 3 mars 2027", "15/03/2027", "1er février", "2027-02-29", "3/4", "après le 31.12.26")
    )


def journal_seeds() -> Iterable[bytes]:
    head = {"schema": 1, "kind": "session", "name": "val", "title": "Val", "opened": 1.0}
    step = some_plan().steps[1].step
    entries: list[dict[str, Any]] = [
        {"kind": "start"}, {"kind": "note", "text": "oui", "table": 1}, {"kind": "move", "step": step}, {"kind": "extend", "minutes": 5},
        {"kind": "pause"}, {"kind": "resume"}, {"kind": "retime", "steps": [{"step": step, "minutes": 3}]}, {"kind": "present", "count": 9},
        {"kind": "correct", "of": 2, "text": "non"}, {"kind": "withdraw", "of": 2}, {"kind": "end"},
    ]  # fmt: skip
    numbered = [{"n": number, "at": float(number), **entry} for number, entry in enumerate(entries, start=1)]
    yield "".join(json.dumps(line) + "\n" for line in (head, *numbered)).encode()
    yield json.dumps(head).encode() + b"\n{"


def sheet_seeds() -> Iterable[bytes]:
    from territoires_cli.cells import names_of
    from territoires_cli.models.actions import ActionSheet
    from territoires_cli.models.cards import PracticeCard
    from territoires_cli.spreadsheets import write_cells
    from territoires_cli.tabling import table_of

    deck = built_in_deck()
    yield write_cells(table_of(deck.practices[:1], PracticeCard, names_of(deck)))
    yield write_cells(table_of(deck.actions[:1], ActionSheet, names_of(deck)))
    yield "Titre,Code,Famille,Résumé,Défi 1\nUn bus,A9,Mobilité,Un bus passe.,mobilite\n".encode("cp1252")


def bundle_seeds() -> Iterable[bytes]:
    from territoires_cli.bundles import write_bundle

    folder = small_deck()
    yield write_bundle(folder)
    yield b'{"schema": 1, "deck": {"id": "jeu"}, "practices": [{}]}'


def archive_seeds() -> Iterable[bytes]:
    import io
    import zipfile

    folder = small_deck()
    for packing in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        page = io.BytesIO()
        with zipfile.ZipFile(page, "w", packing) as file:
            for path in sorted(folder.rglob("*.yaml")):
                file.write(path, path.relative_to(folder))
        yield page.getvalue()


def edit_seeds() -> Iterable[bytes]:
    yield b"id: jeu # un\ntitle: Un\nreplaces: [a, b]\nhides:\n- un # deux\n- trois\n"
    yield b"{id: jeu, hides: [un]}\n"
    yield SMALL_DECK.encode()


def yaml_seeds() -> Iterable[bytes]:
    """Files of the built-in deck, the beginnings of long ones."""
    return (path.read_bytes()[:3000] for path in sorted(CARDS.rglob("*.yaml"))[::9])

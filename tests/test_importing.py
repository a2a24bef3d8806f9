"""Sheets of cards: every mistake at its row and column, all at once, with what to write instead."""

import csv
import io
import time
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from territoires_cli.cells import Names, names_of
from territoires_cli.completing import Shelf
from territoires_cli.errors import RequestError
from territoires_cli.importing import MOST_CARDS, MOST_TROUBLES, Imported, read_sheet
from territoires_cli.models.base import Source
from territoires_cli.models.cards import PracticeCard
from territoires_cli.models.city import City
from territoires_cli.models.deck import Deck
from territoires_cli.samples import sample_sheet

SHELF = Shelf(
    own={"mien": "C4"},
    others={"covoiturage": "A1", "agriculture-communautaire": "C1"},
    letters={"alimentation": "C", "mobilite": "A"},
    types={"alimentation": frozenset({"production", "consommation"}), "mobilite": frozenset({"consommation"})},
)


@pytest.fixture(scope="module")
def names(deck: Deck) -> dict[str, Names]:
    """The names of the built-in deck."""
    return names_of(deck)


def page(rows: Sequence[Sequence[str]]) -> bytes:
    """Rows as Excel saves them, without any care of ours."""
    text = io.StringIO()
    csv.writer(text, delimiter=";").writerows(rows)
    return text.getvalue().encode("utf-8-sig")


def changed(names: dict[str, Names], *rows: dict[str, str], more: Sequence[str] = ()) -> bytes:
    """The example of the empty sheet, a row for each set of changes."""
    titles, example = sample_sheet(names)
    base = dict(zip(titles, example, strict=True))
    return page([[*titles, *more], *([{**base, **row}.get(title, "") for title in (*titles, *more)] for row in rows)])


def read(data: bytes, names: dict[str, Names], shelf: Shelf = SHELF, **options: Any) -> Imported:
    return read_sheet(data, PracticeCard, names, shelf, **options)


def told(data: bytes, names: dict[str, Names], shelf: Shelf = SHELF) -> list[str]:
    """What is said of a sheet: « 2 C Famille ! … »."""
    from territoires_cli.tables import column_letters

    return [
        f"{item.row} {column_letters(item.column or 0) or '-'} {item.title}{' !' if item.severity == 'error' else ''} {item.message}"
        for item in read(data, names, shelf).troubles
        if not item.message.startswith("c’est l’exemple")
    ]


def test_a_faultless_sheet_gives_its_cards(names: dict[str, Names]) -> None:
    """The example gives a card, with the next code of its family."""
    found = read(changed(names, {"Titre": "Four à pizzas", "Qui a la main": "la mairie, habitants"}), names)
    assert found.troubles == []
    assert found.cards[0].model_dump()["levers"] == ("commune", "habitants")
    found = read(changed(names, {}), names)
    assert [(trouble.row, trouble.severity, trouble.message[:30]) for trouble in found.troubles] == [
        (2, "warning", "c’est l’exemple de la feuille ")
    ]
    assert [card.model_dump()["code"] for card in found.cards] == ["C5"]
    assert [card.model_dump()["id"] for card in found.cards] == ["four-a-pain-du-village"]


@pytest.mark.parametrize(("row", "said"), [
    ({"Famille": "Alimentaton"}, "2 C Famille ! « Alimentaton » n’est pas dans la liste ; vouliez-vous dire « Alimentation » ?"),
    ({"Famille": ""}, "2 C Famille ! cette case est vide : écrivez Mobilité, Espaces, Alimentation"),
    ({"Titre": ""}, "2 B Titre ! cette case est vide, et la carte en a besoin"),
    ({"Type": ""}, "2 D Type ! cette case est vide, et la famille ne suffit pas à la deviner ; écrivez Consommation collaborative ou"),
    ({"Type": "zzz"}, "2 D Type ! « zzz » n’est pas dans la liste ; valeurs admises : Consommation collaborative"),
    ({"Résumé": "#NOM?"}, "2 E Résumé ! « #NOM? » est une erreur du tableur"),
    ({"Résumé": "a" * 4001}, "2 E Résumé ! ce texte est trop long : 4000 caractères au plus"),
    ({"Défi 1": "mobilté"}, "2 I Défi 1 ! « mobilté » n’est pas dans la liste ; vouliez-vous dire « Impossible sans voiture » ?"),
    ({"Défi 1": "Solitude"}, "2 I Défi 1 ! « Solitude » n’est pas dans la liste ; pour la lire : territoires list --kind challenge"),
    ({"Défi 1": "Solitude", "Défi 1, force": "", "Défi 1, pourquoi": "", "Défi 2": "", "Défi 2, force": "", "Défi 2, pourquoi": "", "Défi 3": "", "Défi 3, force": "", "Défi 3, pourquoi": ""}, "2 I Défi 1 ! « Solitude »"),
    ({"Famille": "zzzz", "Type": ""}, "2 C Famille ! « zzzz »"),
    ({"Défi 1, force": "9"}, "2 J Défi 1, force ! la force d’une carte sur un défi est un chiffre : écrivez 1, 2 ou 3"),
    ({"Défi 1, force": "0"}, "2 J Défi 1, force ! la force d’une carte sur un défi est un chiffre : écrivez 1, 2 ou 3"),
    ({"Défi 2, force": "élevée"}, "2 M Défi 2, force ! la force d’une carte sur un défi est un chiffre : écrivez 1, 2 ou 3"),
    ({"Défi 2, pourquoi": ""}, "2 N Défi 2, pourquoi ! cette case est vide, et la carte en a besoin"),
    ({"Effort, argent": ""}, "2 W Effort, argent ! cette case est vide : écrivez peu, moyen ou beaucoup"),
    ({"Qui a la main": "commune, préfet"}, "2 Z Qui a la main ! « préfet » n’est pas dans la liste ; valeurs admises : commune"),
    ({"Qui a la main": "associations"}, "2 Z Qui a la main ! une association ? écrivez habitants, et nommez-la dans Partenaire"),
    ({"Premier pas 2": ""}, "2 AD Premier pas 2 ! cette case est vide, et la carte en a besoin"),
    ({"Limite 1": "", "Limite 2": ""}, "2 AF Limite 1 ! cette case est vide, et la carte en a besoin"),
    ({"Limite 2": ""}, "2 AG Limite 2 ! cette case est vide, et la carte en a besoin"),
    ({"Code": "c-1"}, "2 A Code ! un code se compose d’une à trois lettres capitales"),
    ({"Code": "A²"}, "2 A Code ! un code se compose"),
    ({"Code": "C1"}, "2 A Code ! la carte « agriculture-communautaire » porte déjà le code C1 ; laissez la case vide"),
    ({"Titre": "Covoiturage"}, "2 B Titre ! « covoiturage » est déjà dans le jeu que le vôtre complète"),
])  # fmt: skip
def test_each_mistake_is_told_once_at_its_cell(names: dict[str, Names], row: dict[str, str], said: str) -> None:
    """Row, column, title, what is there, what to write; and nothing that follows from it."""
    found = told(changed(names, row), names)
    assert len(found) == 1
    assert found[0].startswith(said)


def test_all_mistakes_are_told_together_in_their_order(names: dict[str, Names]) -> None:
    """Row after row, column after column."""
    data = changed(
        names, {"Limite 2": "", "Titre": "Un"}, {"Titre": "Deux", "Famille": "?"}, {"Titre": "Un", "Code": "C9"}
    )
    assert [line.split(" !", maxsplit=1)[0] for line in told(data, names)] == [
        "2 AG Limite 2",
        "3 C Famille",
        "4 B Titre",
    ]


@pytest.mark.parametrize(("title", "value", "said"), [
    ("Identifiant", "Mon Id", "un identifiant s’écrit en minuscules"),
    ("Lien 1, adresse web", "www.x.fr", "une adresse web commence par https://"),
    ("Exemple 1, fiche du jeu", "La Collo", "vouliez-vous dire « La Colloc »"),
    ("Source 1", "Sharitorie", "vouliez-vous dire"),
])  # fmt: skip
def test_optional_columns_are_judged_too(names: dict[str, Names], title: str, value: str, said: str) -> None:
    """What the example doesn't have."""
    others = {"Lien 1, titre": "Un lien", "Exemple 1, en une ligne": "Oui."}
    data = changed(
        names, {title: value, **others}, more=[title, *(other for other in others if other[:5] == title[:5])]
    )
    assert [said in line for line in told(data, names)] == [True]


def test_an_example_told_twice_over_is_refused(names: dict[str, Names]) -> None:
    """A case of the deck brings its own place."""
    columns = {"Exemple 1, fiche du jeu": "La Colloc", "Exemple 1, en une ligne": "Oui.", "Exemple 1, lieu": "Lorient"}
    found = told(changed(names, columns, more=list(columns)), names)
    assert [line.split(" ! ")[1] for line in found] == ["ce champ ne va pas avec le reste : laissez cette case vide"]


def test_what_became_of_an_example_must_be_told(names: dict[str, Names]) -> None:
    """And there is a word for who doesn't know."""
    columns = {
        "Exemple 1": "Le four",
        "Exemple 1, lieu": "Ici",
        "Exemple 1, en une ligne": "Oui.",
        "Exemple 1, texte": "Oui.",
    }
    found = told(changed(names, columns, more=list(columns)), names)
    assert any("devenir ! cette case est vide : écrivez « à vérifier » si vous ne savez pas" in line for line in found)


def test_lost_accents_are_told_once(names: dict[str, Names]) -> None:
    """Question marks inside words, in titles and cells; addresses may have some, and a slip is no loss."""
    ascii_only = changed(names, {}).decode("utf-8-sig").encode("ascii", "replace")
    assert told(ascii_only, names) == [
        "1 -  ! il y a des ? à la place des accents : enregistrez de nouveau la feuille en « CSV UTF-8 »"
    ]
    link = "https://x.fr/a?b https://x.fr/a?b https://x.fr/a?b https://x.fr/a?b https://x.fr/a?b"
    assert not any(
        "accents" in line for line in told(changed(names, {"Description": link, "Résumé": "Un b?uf."}), names)
    )


def test_a_year_must_be_told(names: dict[str, Names]) -> None:
    """An empty cell is no answer, « non daté » is one."""
    columns = {"Fait 1": "Oui.", "Fait 1, année": "", "Fait 1, source": "sharitories"}
    assert "écrivez une année, ou « non daté »" in told(changed(names, columns, more=list(columns)), names)[0]
    assert told(changed(names, {**columns, "Fait 1, année": "Non daté"}, more=list(columns)), names) == []


def test_missing_parts_without_a_column_are_told(names: dict[str, Names]) -> None:
    """A sheet without some of the columns that a card needs."""
    data = page([["Titre", "Famille"], ["Un", "mobilite"]])
    assert [line.split(" ! ")[0] for line in told(data, names)] == [
        "2 - Résumé", "2 - Défis", "2 - Effort", "2 - Qui a la main", "2 - Premiers pas", "2 - Limites", "2 - Questions",
    ]  # fmt: skip


@pytest.mark.parametrize(("title", "said"), [
    ("Résumee", "1 AK Résumee ! titre de colonne inconnu ; vouliez-vous dire « Résumé » ?"),
    ("Mes notes", "1 AK Mes notes colonne laissée de côté : une carte n’a pas ce champ"),
    ("titre", "1 AK titre ! cette colonne est là deux fois : gardez-en une"),
])  # fmt: skip
def test_odd_columns_are_told(names: dict[str, Names], title: str, said: str) -> None:
    """A slip is an error, a column of one's own is left out with a word."""
    assert told(changed(names, {}, more=[title]), names) == [said]


def test_cells_beyond_the_titles_are_told(names: dict[str, Names]) -> None:
    """A separator too many would shift the rest."""
    titles, example = sample_sheet(names)
    assert "37 cases pour 36 titres" in told(page([titles, [*example, "x"]]), names)[0]
    assert told(page([titles, [*example, "", ""]]), names) == []


@pytest.mark.parametrize(("data", "said"), [
    (b"", "cette feuille est vide"),
    (b"a;b\n1;2\n", "aucun titre de colonne connu ; titres lus : a, b"),
    ("Titre;Résumé\n".encode(), "il n’y a que la ligne des titres"),
])  # fmt: skip
def test_sheets_without_cards_are_told(names: dict[str, Names], data: bytes, said: str) -> None:
    """No titles, or nothing below them."""
    found = read(data, names)
    assert found.cards == []
    assert [said in trouble.message for trouble in found.troubles] == [True]


def test_remarks_above_the_titles_are_no_cards(names: dict[str, Names]) -> None:
    """The line of titles may come after others, and rows keep their numbers."""
    titles, example = sample_sheet(names)
    found = told(page([["Nos cartes"], [], titles, example[:-1]]), names)
    assert [line.split(" ! ")[0] for line in found] == ["4 AJ Question 3"]


def test_rows_may_name_each_other(deck: Deck, names: dict[str, Names]) -> None:
    """A sheet's own cards can be referred to, by title too."""
    from territoires_cli.models.actions import ActionSheet
    from territoires_cli.tabling import table_of

    sheet = deck.actions[0].model_copy(update={"id": "la-notre", "code": "FA13", "title": "La nôtre"})
    titles, row = table_of([sheet], ActionSheet, names)
    row[titles.index("Pratique 1")] = "Covoiturage"
    assert read_sheet(page([titles, row]), ActionSheet, names, Shelf()).troubles == []


def test_a_card_may_replace_one_of_the_deck(names: dict[str, Names]) -> None:
    """With --replace, or where the folder says so already; it keeps the other's code."""
    data = changed(names, {"Titre": "Covoiturage", "Famille": "mobilite"})
    found = read(data, names, replace=True)
    assert found.troubles == []
    assert found.replacing == ["covoiturage"]
    assert [card.model_dump()["code"] for card in found.cards] == ["A1"]
    replaced = Shelf(SHELF.own, SHELF.others, frozenset({"covoiturage"}), SHELF.letters, SHELF.types)
    assert read(data, names, replaced).replacing == []
    assert read(data, names, replaced).troubles == []


def test_two_rows_may_not_share_a_code(names: dict[str, Names]) -> None:
    """The second is told of the first."""
    found = told(changed(names, {"Titre": "Un", "Code": "C7"}, {"Titre": "Deux", "Code": "C7"}), names)
    assert found == ["3 A Code ! la ligne 2 porte déjà le code C7 ; laissez la case vide pour un code libre"]


def test_other_kinds_are_read_too(names: dict[str, Names]) -> None:
    """A source by its title, a town by its name and a phrase."""
    rows = page([["Titre", "Nom court", "Année"], ["Un rapport", "Rapport", "2024"]])
    assert read_sheet(rows, Source, names, Shelf()).cards == [
        Source(id="un-rapport", title="Un rapport", short="Rapport", year=2024)
    ]
    found = read_sheet(page([["Nom", "Population"], ["Val", "2 000"]]), City, names, Shelf())
    assert [trouble.message for trouble in found.troubles] == [
        "il faut un défi, ou une phrase qui dit ce qui ne va pas"
    ]


def test_reading_stops_after_a_hundred_mistakes(names: dict[str, Names]) -> None:
    """A sheet of nonsense is answered soon, and says that the rest wasn't read."""
    start = time.perf_counter()
    found = read(changed(names, *({"Titre": f"T{n}", "Famille": "zzzzzz"} for n in range(300))), names)
    assert len(found.troubles) == MOST_TROUBLES + 1
    assert "la suite n’a pas été lue" in found.troubles[-1].message
    assert time.perf_counter() - start < 3


def test_a_sheet_has_an_end(names: dict[str, Names]) -> None:
    """More cards than a deck can print are told."""
    found = read_sheet(
        page([["Titre", "Nom court", "Année"], *([f"T{n}", "R", "2024"] for n in range(MOST_CARDS + 9))]),
        Source,
        names,
        Shelf(),
    )
    assert [trouble.message for trouble in found.troubles] == [
        f"la suite n’a pas été lue : {MOST_CARDS} lignes au plus par feuille"
    ]


@settings(max_examples=150, deadline=1000)
@given(st.binary(max_size=300) | st.text(st.sampled_from('Titre;,\n"Défi 1=\t\ufeff²'), max_size=200).map(str.encode))
def test_no_bytes_break_the_reader(deck: Deck, data: bytes) -> None:
    """Whatever is in the file: cards, troubles, or one sentence."""
    with suppress(RequestError):
        assert read_sheet(data, PracticeCard, _names(deck), SHELF).troubles


@settings(max_examples=150, deadline=1000)
@given(
    st.lists(
        st.lists(
            # A null character is refused as a whole (test_spreadsheets).
            st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=12)
            | st.sampled_from(["9", "C1", "A²", "mobilite", "=1", "#REF!", "non daté"]),
            min_size=3,
            max_size=36,
        ),
        min_size=1,
        max_size=3,
    )
)
def test_no_cells_break_the_reader(deck: Deck, rows: list[list[str]]) -> None:
    """Whatever stands under known titles."""
    titles, _example = sample_sheet(_names(deck))
    assert read_sheet(page([titles, *rows]), PracticeCard, _names(deck), SHELF).troubles is not None


_KNOWN: dict[str, dict[str, Names]] = {}


def _names(deck: Deck) -> dict[str, Names]:
    if not _KNOWN:
        _KNOWN["built-in"] = names_of(deck)
    return _KNOWN["built-in"]

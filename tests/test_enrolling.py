"""Lists of participants as office software writes them: read right, or refused with the line."""

import csv
import io
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from territoires_cli.enrolling import Remark, parse_people
from territoires_cli.errors import ContentError, RequestError, TerritoiresError
from territoires_cli.models.people import Person
from territoires_cli.officials import is_elected
from territoires_cli.rosters import read_people
from territoires_cli.spreadsheets import MOST_BYTES

if TYPE_CHECKING:
    from tests.conftest import Result

PLAIN = "Nom;Prénom;Fonction;Structure\nDiop;Fatou;Interprète;CCAS\nMartin;Éloïse;Maire;Ville\n"
ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "cp1252"]


def read(text: str, encoding: str = "utf-8") -> tuple[tuple[Person, ...], list[Remark]]:
    return parse_people(text.encode(encoding))


def names(text: str, encoding: str = "utf-8") -> list[str]:
    """The names of a list in which nothing is wrong."""
    people, remarks = read(text, encoding)
    assert [remark for remark in remarks if remark.is_error] == []
    return [person.name for person in people]


def told(text: str) -> list[str]:
    """What is said of a list, with its lines: `3! …` for what it is refused for."""
    return [f"{remark.line}{'!' if remark.is_error else ''} {remark.message}" for remark in read(text)[1]]


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_any_office_software_is_read(encoding: str, separator: str, end: str) -> None:
    """Separators, encodings and line ends of Excel and LibreOffice, in French and in English."""
    text = PLAIN.replace(";", separator).replace("\n", end)
    assert names(text, encoding) == ["Fatou Diop", "Éloïse Martin"]
    people, _remarks = read(text, encoding)
    assert [(person.role, person.organisation, person.is_elected) for person in people] == [
        ("Interprète", "CCAS", False),
        ("Maire", "Ville", True),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "sep=;\n" + PLAIN,
        "Liste des inscrits;;;\n03/12/2026;;;\n;;;\n" + PLAIN,
        PLAIN + ";;;\n\n;;;\n",
        PLAIN.replace("\n", ";;\n"),
        PLAIN.replace("Nom;", "NOM ;").replace("Fonction", "  RÔLE "),
        PLAIN.replace("Diop", '"Diop"').replace("CCAS", '"CCAS\nservice social"'),
        PLAIN.replace("Diop", " Diop\u00a0"),
    ],
    ids=["sep", "title", "empty lines", "empty columns", "headers", "quotes", "spaces"],
)
def test_what_exports_add_is_passed_over(text: str) -> None:
    """Excel's first line, a title and a date, empty lines and columns, capitals and spaces, line ends inside quotes."""
    assert names(text) == ["Fatou Diop", "Éloïse Martin"]


@pytest.mark.parametrize("header", ["Nom et prénom", "Participant", "Nom complet", "Name", "NOM PRENOM"])
def test_one_column_of_names_will_do(header: str) -> None:
    """Under any of its usual titles."""
    assert names(f"{header}\nFatou Diop\nÉloïse Martin\n") == ["Fatou Diop", "Éloïse Martin"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", ["1! ce fichier est vide"]),
        ("Prénom;Ville\nFatou;Lorient\n", ["1! aucun titre de colonne « Nom » ; titres lus : Prénom, Ville"]),
        ("Nom;Rôle\n", ["1! la liste ne nomme personne"]),
        ("Nom;Rôle\nDiop;habitante;x\n", ["2! 3 cases pour 2 titres"]),
        ("Nom;Rôle\n;habitante\n", ["2! il manque le nom"]),
        ('Nom;Rôle\n"=cmd|\' /C calc\'!A0";x\n', ["2! « =cmd|' /C calc'!A0 » commence comme une formule"]),
        ("Nom;Rôle\nDiop;+33 6 12\n", ["2! « +33 6 12 » commence comme une formule"]),
        ("Nom;Rôle\n@SUM(A1);x\n", ["2! « @SUM(A1) » commence comme une formule"]),
        ("Nom;Élu\nDiop;peut-être\n", ["2! « peut-être » dans la colonne « Élu » : écrivez oui ou non"]),
        (f"Nom;Rôle\n{'x' * 121};y\n", ["2! « xxxx"]),
        ("Nom;Mail;Téléphone\nDiop;a@b.c;+33 6\n", ["1 colonnes laissées de côté, qui ne servent pas à placer les gens : Mail, Téléphone"]),
        ("Nom\nDiop\nWei\ndiop\n", ["4 « diop » est déjà à la ligne 2 : gardé une fois"]),
        ("Nom;Structure\nDiop;A\nDiop;B\n", ["3 « Diop » est aussi à la ligne 2, dans une autre organisation : deux personnes"]),
        ("Nom;Ensemble\nDiop;Weil\nWei;\n", ["2 « Weil » n’est ni un nom de la liste ni un mot qu’une autre ligne partage : ce vœu est sans effet ; vouliez-vous dire Wei"]),
    ],
)  # fmt: skip
def test_what_is_odd_is_told_with_its_line(text: str, said: list[str]) -> None:
    """Mistakes for which a list is refused (!), and what is only said."""
    found = told(text)
    assert len(found) == len(said)
    assert all(line.startswith(start) for line, start in zip(found, said, strict=True)), found


def test_every_mistake_comes_at_once() -> None:
    """Three lines, three mistakes."""
    assert [line[:2] for line in told("Nom;Rôle\n=1;x\n;y\na;b;c\n")] == ["2!", "3!", "4!"]


@pytest.mark.parametrize("word", ["oui", "x", "X", "1", "Vrai", "✓", "☑"])
def test_yes_is_read_in_many_words(word: str) -> None:
    """A cross, a tick, a word: who is elected, looks after a table, or won't come."""
    people, _remarks = read(f"Nom;Élu(e);Hôte de table;Absent\nDiop;{word};{word};{word}\nWei;non;;0\n")
    assert [(p.is_elected, p.is_host, p.is_absent) for p in people] == [(True, True, True), (False, False, False)]


def test_wishes_name_people_or_share_a_word() -> None:
    """A name of the list, accents aside, ties both; a word ties all who have it."""
    people, remarks = read(
        "Nom;Ensemble;Jamais ensemble\nFatou Diop;li wei;\nLi Wei;;\nZoé;;A\nMax;;a\nLéa;groupe 1, Zoe;\nSam;Groupe 1;\n"
    )
    assert remarks == []
    by_name = {person.name: person for person in people}
    shared = set(by_name["Fatou Diop"].together) & set(by_name["Li Wei"].together)
    assert len(shared) == 1
    assert set(by_name["Zoé"].apart) & set(by_name["Max"].apart)
    assert set(by_name["Léa"].together) & set(by_name["Zoé"].together)
    assert set(by_name["Léa"].together) & set(by_name["Sam"].together)
    assert not set(by_name["Zoé"].together) & set(by_name["Sam"].together)


@pytest.mark.parametrize(
    ("role", "elected"),
    [
        ("Maire", True), ("2e adjointe à l’urbanisme", True), ("Conseiller municipal délégué", True), ("Députée", True),
        ("Conseillère départementale", True), ("Vice-présidente de l’agglo", True), ("Élu", True),
        ("Président de la communauté de communes", True), ("ancien maire", False), ("Directeur de cabinet du maire", False),
        ("Conseiller numérique", False), ("Conseillère en insertion", False), ("Secrétaire de mairie", False),
        ("Présidente de l’association", False), ("Adjoint administratif", False), ("Habitante", False), ("", False),
    ],
)  # fmt: skip
def test_officials_are_known_by_their_words(role: str, elected: bool) -> None:
    """A mandate by election, not a job beside it."""
    assert is_elected(role) is elected


@pytest.mark.parametrize("start", [b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF-1.7", b"<!DOCTYPE html>"])
def test_other_files_are_refused_with_what_to_do(start: bytes) -> None:
    """A workbook, a PDF, a page: save it as CSV."""
    with pytest.raises(RequestError, match="CSV"):
        parse_people(start + b" some content")


def test_lists_too_long_are_refused() -> None:
    """More bytes or more lines than any workshop has people."""
    with pytest.raises(RequestError, match="5 Mo"):
        parse_people(b"x" * (MOST_BYTES + 1))
    with pytest.raises(RequestError, match="10000 lignes"):
        parse_people(b"Nom\n" + b"a\n" * 10_001)


# What cp1252 carries, without what a list can't hold as it is; every text begins with a letter.
CHARACTERS = st.characters(
    codec="cp1252", exclude_categories=("Cc", "Cf", "Zs", "Zl", "Zp"), exclude_characters='=+-@;,|"✓'
)
TEXTS = st.text(CHARACTERS | st.just(" "), max_size=20).map(lambda text: " ".join(f"A{text}".split()))


@settings(deadline=None, max_examples=60)
@given(
    listed=st.lists(st.tuples(TEXTS, TEXTS), min_size=1, max_size=12, unique_by=lambda item: item[0].casefold()),
    encoding=st.sampled_from(ENCODINGS),
    separator=st.sampled_from(";,\t|"),
)
def test_what_is_written_is_read_back(listed: list[tuple[str, str]], encoding: str, separator: str) -> None:
    """Any names and organisations, in any encoding that carries them, with any separator."""
    page = io.StringIO()
    writer = csv.writer(page, delimiter=separator)
    writer.writerow(["Nom complet", "Organisation"])
    writer.writerows(listed)
    people, remarks = read(page.getvalue(), encoding)
    assert not any(remark.is_error for remark in remarks)
    doubles = sum("gardé une fois" in remark.message for remark in remarks)
    assert len(people) == len(listed) - doubles
    assert {(person.name, person.organisation) for person in people} <= set(listed)


@settings(deadline=None, max_examples=300)
@given(st.binary(max_size=300) | st.text(max_size=200).map(lambda text: f"Nom;Ensemble;Absent\n{text}".encode()))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    """People, remarks or a sentence; never anything else."""
    try:
        people, remarks = parse_people(data)
    except RequestError:
        return
    assert people or any(remark.is_error for remark in remarks)


def test_a_file_is_read_with_its_problems(tmp_path: Path, run: Callable[..., "Result"]) -> None:
    """Each problem names the file and its line; a file that isn't there, or a workbook, is a sentence."""
    path = tmp_path / "participants.csv"
    path.write_text(PLAIN, encoding="cp1252")
    people, problems = read_people(path)
    assert (len(people), problems) == (2, [])
    path.write_text("Nom\n=1\n", encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        read_people(path)
    assert "participants.csv:2" in str(caught.value)
    with pytest.raises(TerritoiresError, match="n’existe pas"):
        read_people(tmp_path / "none.csv")
    with pytest.raises(TerritoiresError, match="Impossible de lire"):
        read_people(tmp_path)
    path.write_bytes(b"PK\x03\x04")
    with pytest.raises(TerritoiresError, match="classeur"):
        read_people(path)


def test_what_no_list_of_names_holds_is_refused() -> None:
    """A name too long in two cells together, and more wishes than anybody has."""
    long = "x" * 70
    assert told(f"Nom;Prénom\n{long};{long}\n") == [f"2! « {long[:40]}… » dépasse 120 caractères"]
    assert told(f"Nom;Ensemble\nA;{','.join(map(str, range(21)))}\n") == ["2! plus de 20 vœux pour une personne"]


def test_only_the_first_wishes_without_effect_get_a_guess() -> None:
    """Guesses compare with every name: in a long list of them, the later ones are told without."""
    found = told("Nom;Ensemble\n" + "\n".join(f"Le Goff {n:03d};Le Gof {n:03d}" for n in range(30)))
    assert len(found) == 30
    assert ["vouliez-vous" in line for line in found] == [True] * 20 + [False] * 10

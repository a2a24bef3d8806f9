"""One file → values, with every problem kept at its line and column."""

from pathlib import Path

import pytest

from territoires_cli.errors import TerritoiresError
from territoires_cli.links import Finding
from territoires_cli.models.actions import ActionSheet
from territoires_cli.models.base import Source
from territoires_cli.models.city import City
from territoires_cli.reading import Reader
from territoires_cli.safe_yaml import MAX_BYTES

GOOD = "name: Évian\nstatement: Les jeunes partent.\n"


def read(tmp_path: Path, content: bytes) -> tuple[City | None, list[str]]:
    """What a file of these bytes holds, and its problems as printed, the file's name shortened."""
    path = tmp_path / "ville.yaml"
    path.write_bytes(content)
    reader = Reader()
    city = reader.one(path, City)
    return city, [str(problem).replace(str(path), "ville.yaml") for problem in reader.problems]


@pytest.mark.parametrize(
    "content",
    [GOOD.encode(), GOOD.encode("utf-8-sig"), GOOD.replace("\n", "\r\n").encode(), GOOD.replace("\n", "\r").encode()],
    ids=["utf-8", "with a byte order mark", "with Windows line ends", "with old Mac line ends"],
)
def test_usual_encodings_of_utf_8_are_read(tmp_path: Path, content: bytes) -> None:
    """UTF-8 is read with or without a byte order mark, with any line ends."""
    city, problems = read(tmp_path, content)
    assert problems == []
    assert city is not None
    assert (city.name, city.id, city.statement) == ("Évian", "evian", "Les jeunes partent.")


@pytest.mark.parametrize(("encoding", "place"), [("cp1252", "1:7"), ("utf-16", "1:1")])
def test_other_encodings_are_named_as_the_trouble(tmp_path: Path, encoding: str, place: str) -> None:
    """A file saved in an old encoding or in UTF-16 is refused with the remedy, and nothing else is told of it."""
    city, problems = read(tmp_path, GOOD.encode(encoding))
    assert city is None
    assert len(problems) == 1
    assert problems[0].startswith(f"ville.yaml:{place} : ")
    assert "dans le Bloc-notes : « Enregistrer sous », « Encodage : UTF-8 »" in problems[0]


@pytest.mark.parametrize("content", [b"", b"\n \n", b"# rien\n", b"---\n"])
def test_an_empty_file_is_said_to_be_empty(tmp_path: Path, content: bytes) -> None:
    """A file without content is one problem, at its first character."""
    assert read(tmp_path, content) == (
        None,
        [
            "ville.yaml:1:1 : ce fichier est vide : remettez-y son contenu, ou supprimez-le ; « territoires check » dira alors ce qui le citait"
        ],
    )


def test_a_huge_file_is_refused_unread(tmp_path: Path) -> None:
    """Beyond the limit nothing is parsed."""
    city, problems = read(tmp_path, GOOD.encode() + b"#" * MAX_BYTES)
    assert city is None
    assert "trop gros" in problems[0]


def test_every_problem_of_a_file_is_kept_at_its_place(tmp_path: Path) -> None:
    """Five mistakes of five kinds are told at once, each at its own line and column."""
    text = (
        "name: Testville\nstatement: 3\nchalenges: []\npopulation:\n  value: -1\n"
        "strengths: coworking\nfigures:\n  - label: x\n    value: 3\n"
    )
    _city, problems = read(tmp_path, text.encode())
    places = sorted(problem.split(" : ")[0] for problem in problems)
    assert places == [
        "ville.yaml:2:1 statement",
        "ville.yaml:3:1 chalenges",
        "ville.yaml:5:3 population.value",
        "ville.yaml:6:1 strengths",
        "ville.yaml:9:5 figures[1].value",
    ]


def test_a_missing_field_is_placed_at_what_lacks_it(tmp_path: Path) -> None:
    """A field that isn't there has no line: the item that should hold it is shown."""
    _city, problems = read(tmp_path, b"name: A\nstatement: B.\nfigures:\n  - label: x\n    value: y\n  - value: z\n")
    assert problems == [
        "ville.yaml:6:5 figures[2].label : il manque ce champ : ajoutez une ligne « label: », suivie de ce qu’elle doit dire"
    ]


def test_broken_yaml_is_one_problem(tmp_path: Path) -> None:
    """A file that can't be parsed, though all else in it is right, is told by that mistake alone."""
    city, problems = read(tmp_path, b'name: "A\nstatement: B\n')
    assert city is None
    assert problems == ['ville.yaml:1:7 : le guillemet " ouvert ici n’est pas refermé sur cette ligne']


def test_a_mere_text_is_no_city(tmp_path: Path) -> None:
    """A file that holds a sentence instead of fields is told what it should hold."""
    _city, problems = read(tmp_path, b"bonjour\n")
    assert len(problems) == 1
    assert "« nom : valeur »" in problems[0]


def test_a_missing_file_is_an_expected_error(tmp_path: Path) -> None:
    """The name of a file that isn't there stands in the message."""
    with pytest.raises(TerritoiresError, match=r"absente\.yaml » n’existe pas"):
        Reader().one(tmp_path / "absente.yaml", City)


def test_a_folder_in_place_of_a_file_is_an_expected_error(tmp_path: Path) -> None:
    """Reading a folder fails with its reason in French."""
    with pytest.raises(TerritoiresError, match="c’est un dossier"):
        Reader().one(tmp_path, City)


def test_a_list_is_read_item_by_item(tmp_path: Path) -> None:
    """Good items are kept, and the bad one is told by its number and line."""
    path = tmp_path / "sources.yaml"
    path.write_text("- {id: a, title: A, short: A, year: 2001}\n- {id: b, title: B, year: 1200}\n", encoding="utf-8")
    reader = Reader()
    assert [source.id for source in reader.several(path, Source)] == ["a"]
    assert [(problem.line, problem.column, problem.field) for problem in reader.problems] == [
        (2, 3, "[2].short"),
        (2, 21, "[2].year"),
    ]


def test_a_list_file_may_be_absent_but_not_something_else(tmp_path: Path) -> None:
    """No file, no item; a mapping where a list is due is a problem, and so is a broken file."""
    path = tmp_path / "sources.yaml"
    reader = Reader()
    assert reader.several(path, Source) == []
    assert reader.problems == []
    path.write_text("id: a\n", encoding="utf-8")
    assert reader.several(path, Source) == []
    path.write_text("- }\n", encoding="utf-8")
    assert reader.several(path, Source) == []
    assert ["liste" in problem.message for problem in reader.problems] == [True, False, False]


def test_a_text_stands_for_a_file() -> None:
    """What comes from standard input is placed like a file, though there is none to read again."""
    reader = Reader()
    assert reader.text(Path("-"), "name: A\nstatement: B\nnom: C\n", City) is None
    assert [(problem.file, problem.line, problem.column) for problem in reader.problems] == [("-", 3, 1)]
    city = reader.text(Path("-"), "name: A\nstatement: B\n", City)
    assert city is not None
    assert reader.place(city, ("statement",), "à revoir", "error").line == 2


def test_a_finding_is_brought_back_to_its_line(tmp_path: Path) -> None:
    """A rule over the whole deck is placed in the file and item that the value came from."""
    path = tmp_path / "sources.yaml"
    path.write_text(
        "- {id: a, title: A, short: A, year: 1}\n- id: b\n  title: B\n  short: B\n  year: 2001\n", encoding="utf-8"
    )
    reader = Reader()
    (source,) = reader.several(path, Source)
    problem = reader.place(source, ("title",), "à revoir", "warning")
    assert (problem.file, problem.line, problem.column) == (str(path), 3, 3)
    assert (problem.field, problem.severity) == ("[2].title", "warning")


def test_the_ids_of_what_could_not_be_read_are_kept(tmp_path: Path) -> None:
    """A faulty value leaves its id, where it has one that is a text, so that links to it aren't said to dangle."""
    path = tmp_path / "sources.yaml"
    path.write_text("- {id: a, title: A}\n- {id: [b]}\n- {title: C}\n- un texte\n", encoding="utf-8")
    reader = Reader()
    assert reader.several(path, Source) == []
    assert (reader.unread, reader.lost) == ({"a"}, {"sources.yaml"})


@pytest.mark.parametrize("text", ["title: [\n", "", "title: Sans identifiant\n", "- une liste\n", "id: [b, c]\n"])
def test_a_file_that_cannot_be_read_is_known_by_its_name(tmp_path: Path, text: str) -> None:
    """Whatever is wrong in it, `CODE-id.yaml` and `id.yaml` say which card the file should hold."""
    for name in ("FA05-espaces-vacants.yaml", "la-colloc.yaml"):
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "mal.yaml").write_bytes(b"\xff")
    reader = Reader()
    assert reader.all(sorted(tmp_path.iterdir()), ActionSheet) == []
    assert reader.unread == {"espaces-vacants", "la-colloc", "mal"}


def test_a_list_that_cannot_be_read_whole_is_lost(tmp_path: Path) -> None:
    """What ids it holds isn't known: neither where it can't be parsed, nor where it is no list."""
    for text in ("- {id: a\n", "id: a\n"):
        path = tmp_path / "sources.yaml"
        path.write_text(text, encoding="utf-8")
        reader = Reader()
        assert (reader.several(path, Source), reader.lost) == ([], {"sources.yaml"})


def test_what_could_be_kept_of_faulty_data_is_placed_like_the_rest(tmp_path: Path) -> None:
    """A finding in it comes with its line; one at a field that is faulty anyway is not told again."""
    path = tmp_path / "ville.yaml"
    path.write_text("name: A\nstatement: 3\nconstraints: [Un., 2]\n", encoding="utf-8")
    reader = Reader()
    assert reader.one(path, City) is None
    (rest,) = reader.partial
    findings = [Finding(rest, ("constraints", 0), "à revoir"), Finding(rest, ("statement",), "à revoir aussi")]
    (problem,) = reader.place_new(findings)
    assert str(problem) == f"{path}:3:15 constraints[1] : à revoir"


def test_each_value_remembers_where_it_comes_from(tmp_path: Path) -> None:
    """A file's value, and each item of a list by its number, faulty ones counted."""
    city, sources = tmp_path / "ville.yaml", tmp_path / "sources.yaml"
    city.write_text(GOOD, encoding="utf-8")
    sources.write_text("- {id: a}\n- {id: b, title: B, short: B, year: 2001}\n", encoding="utf-8")
    reader = Reader()
    (read_here,) = reader.all([city], City)
    (source,) = reader.several(sources, Source)
    (rest,) = reader.partial
    assert reader.origin == {id(read_here): (city, ()), id(rest): (sources, (0,)), id(source): (sources, (1,))}


def test_several_files_are_read_past_a_faulty_one(tmp_path: Path) -> None:
    """The good ones are kept in order, and the problems of all the others told."""
    for name, text in (("a", GOOD), ("b", "name: [\n"), ("c", "nom: C\n"), ("d", GOOD.replace("Évian", "Dax"))):
        (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
    reader = Reader()
    found = reader.all([tmp_path / f"{name}.yaml" for name in "abcd"], City)
    assert [city.name for city in found] == ["Évian", "Dax"]
    assert {Path(problem.file).name for problem in reader.problems} == {"b.yaml", "c.yaml"}


def test_data_may_be_mended_before_it_is_validated(tmp_path: Path) -> None:
    """What `prepare` makes of the data is what counts, and problems are placed in the file as it was written."""
    path = tmp_path / "ville.yaml"
    path.write_text("nom: Dax\nstatement: 3\n", encoding="utf-8")
    reader = Reader(prepare=lambda data: {("name" if key == "nom" else key): value for key, value in data.items()})
    assert reader.one(path, City) is None
    assert [(problem.field, problem.line) for problem in reader.problems] == [("statement", 2)]

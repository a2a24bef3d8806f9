"""Cards of every kind in full: nothing left out, no empty part, ties with their reasons, and commands that go on."""

import shlex
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest

from territoires_cli.documents.pieces import (
    closing_blocks,
    example_line_full,
    examples_blocks,
    listed,
    tie_blocks,
    told_apart,
)
from territoires_cli.documents.show import SUGGESTED, entry_blocks, show_data, show_document
from territoires_cli.documents.writing import sentence, told_in
from territoires_cli.faces import status_words
from territoires_cli.labels import kind_labels, lever_labels
from territoires_cli.links import texts_of
from territoires_cli.models.base import Citation, Status
from territoires_cli.models.city import City
from territoires_cli.models.deck import SECTIONS, Deck
from territoires_cli.models.document import Block, Bullets, Callout, Command, Fields, Grid, Heading, Paragraph, Span
from territoires_cli.models.examples import CaseExample, Example, Link
from territoires_cli.models.index import KINDS, Entry, Kind, Tie

if TYPE_CHECKING:
    from tests.conftest import Result

Run = Callable[..., "Result"]

# Kind of card → fields that are not shown as they are written: shown as words of ours, or made for another use.
UNSHOWN = {
    "practice": {
        "situations",
        "nicknames",
        "aggravates.said",
        "scale.sizes",
        "levers",
        "effort.money",
        "effort.time",
        "effort.coordination",
        "aggravates.challenge",
    },
    "action": {"situations", "objective", "levers", "effort.money", "effort.time", "effort.coordination"},
    "city": {"strengths.practice", "strengths.stage", "sources.locator", "monograph.platform.practice"},
    "project": {"city"},
    "elsewhere": {"scale", "models"},
    "lesson": {"theme", "actions"},
    "model": set(),
}
UNSHOWN_ENDS = (
    "status.state",
    "status.source.locator",
    "examples.short",
    "examples.case",
    "examples.stage",
    "strengths.status.as_of",
)


def spoilt(deck: Deck, **sections: Any) -> Deck:
    """The built-in deck with some sections replaced."""
    known = {name: getattr(deck, name) for name in SECTIONS} | sections
    return Deck(known.__getitem__, "x")


def with_ties(deck: Deck, **ties: Sequence[str]) -> Deck:
    """The built-in deck in which some cards (« _ » for « - ») have these ties and no others."""
    changed = {name.replace("_", "-"): tuple(Tie(to=to) for to in others) for name, others in ties.items()}
    index = (e.model_copy(update={"ties": changed[e.id]}) if e.id in changed else e for e in deck.index)
    return spoilt(deck, index=tuple(index))


def words(line: object) -> str:
    """A line without its styles."""
    return line if isinstance(line, str) else "".join(span.text for span in line) if isinstance(line, tuple) else ""


def lines_of(block: Block) -> Iterator[str]:
    """Every text of a block, without styles."""
    match block:
        case Heading() | Paragraph():
            yield words(block.text)
        case Bullets():
            yield from map(words, block.items)
        case Fields():
            yield from (f"{label} : {words(value)}" for label, value in block.items)
        case Grid():
            yield from (words(cell) for row in block.rows for cell in row)
        case Callout():
            yield from (block.title, words(block.text))
        case Command():
            yield block.text
        case _:
            pytest.fail(f"no such block is expected on a card: {block}")


def text_of(blocks: Sequence[Block]) -> str:
    """Everything that is shown, line by line."""
    return "\n".join(line for block in blocks for line in lines_of(block))


def part(blocks: Sequence[Block], title: str) -> list[str]:
    """The lines under a heading; none where there is no such heading."""
    found: list[str] = []
    inside = False
    for block in blocks:
        if isinstance(block, Heading):
            inside = words(block.text) == title
        elif inside:
            found += [line for line in lines_of(block) if not line.startswith("Sources de la carte")]
    return found


def commands(entries: Sequence[Entry], deck: Deck) -> list[str]:
    """The commands that the document of some cards ends with."""
    return [block.text for block in show_document(entries, deck).blocks if isinstance(block, Command)]


def of_kind(deck: Deck, kind: str) -> list[Entry]:
    """The entries of a kind."""
    return [entry for entry in deck.index if entry.kind == kind]


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_of_a_card_is_left_out(deck: Deck, kind: Kind) -> None:
    """Each sentence of each card is in its document, less the fields that are words for programs."""
    for entry in of_kind(deck, kind):
        shown = text_of(entry_blocks(entry, deck, 1)).casefold()
        for path, text in texts_of(deck.card(entry)):
            name = ".".join(step for step in path if isinstance(step, str))
            if name not in UNSHOWN[kind] and not name.endswith(UNSHOWN_ENDS) and not is_from_project(entry, path, deck):
                # A place may lose what the name beside it already says.
                parts = text.split(", ") if name.endswith(".place") else [text]
                assert all(part.strip().rstrip(".").casefold() in shown for part in parts), (entry.id, path)


def is_from_project(entry: Entry, path: Sequence[Any], deck: Deck) -> bool:
    """Whether a text is the note of a strength made from a project: the city tells the project's summary instead."""
    if entry.kind != "city" or path[0] != "strengths" or path[-1] != "note":
        return False
    name = deck.city[entry.id].strengths[path[1]].name
    return any(project.city == entry.id and project.title == name for project in deck.projects)


@pytest.mark.parametrize("kind", KINDS)
def test_no_part_of_a_card_is_empty(deck: Deck, kind: Kind) -> None:
    """Under each title stands something, each title once, one level down; every list, table and field is filled."""
    for entry in of_kind(deck, kind):
        blocks = entry_blocks(entry, deck, 2)
        headings = [block for block in blocks if isinstance(block, Heading)]
        assert [block.level for block in headings] == [2] + [3] * (len(headings) - 1)
        titles = [words(block.text) for block in headings]
        assert len(set(titles)) == len(titles)
        assert not any(isinstance(one, Heading) and isinstance(two, Heading) for one, two in pairwise(blocks))
        assert not isinstance(blocks[-1], Heading)
        for block in blocks:
            found = list(lines_of(block))
            assert found
            assert all(isinstance(block, Grid) or line.strip() for line in found)
            assert not any("  " in line or line.endswith(" :") or " ." in line for line in found), found
            assert not any("None" in line or "{" in line for line in found)


@pytest.mark.parametrize("kind", KINDS)
def test_each_tie_is_told_with_its_reason(deck: Deck, kind: Kind) -> None:
    """Every card it is tied to is named under its kind, in deck order; the reason, or else what the other card is."""
    left_out = {"city": ["practice", "project"], "lesson": ["city", "project", "elsewhere"]}
    order = {name: rank for rank, name in enumerate(deck.entry)}
    for entry in of_kind(deck, kind):
        blocks = entry_blocks(entry, deck, 1)
        for other_kind, label in kind_labels().items():
            tied = [tie for tie in entry.ties if deck.entry[tie.to].kind == other_kind]
            if other_kind in left_out.get(kind, ()):
                tied = []
            shown = part(blocks, label)
            assert len(shown) == len(tied)
            for line, tie in zip(shown, sorted(tied, key=lambda tie: order[tie.to]), strict=True):
                other = deck.entry[tie.to]
                mark = " (fermé)" if other.status and other.status.state == "closed" else ""
                name = f"{other.code} {other.title}" if other.code else other.title
                assert line.startswith(f"{name}{mark} : ")
                assert line.endswith(sentence(tie.why or other.summary))


def test_kinds_of_ties_can_be_left_out(deck: Deck) -> None:
    """What a card tells elsewhere isn't told again among its ties."""
    whole = [words(b.text) for b in tie_blocks("lorient", deck, 2) if isinstance(b, Heading)]
    less = [words(b.text) for b in tie_blocks("lorient", deck, 2, ("practice",)) if isinstance(b, Heading)]
    assert whole == ["Pratiques", *less]
    assert less


@pytest.mark.parametrize("kind", KINDS)
def test_the_commands_at_the_end_are_accepted(run: Run, deck: Deck, kind: Kind) -> None:
    """Whatever a card suggests to type next works, and shows no card that is already there."""
    suggested: dict[str, str] = {}
    for entry in of_kind(deck, kind):
        found = commands([entry], deck)
        assert 1 <= len(found) <= 3
        assert len(set(found)) == len(found)
        suggested |= dict.fromkeys(found, entry.id)
        for line in found:
            name, *cards = shlex.split(line)[1:]
            if name == "show":
                assert not {entry.code, entry.id} & set(cards)
                assert 1 <= len(cards) <= SUGGESTED
    results = {line: run(*shlex.split(line)[1:], *(["--json"] if " list" not in line else [])) for line in suggested}
    assert {line: result.err for line, result in results.items() if (result.code, result.err) != (0, "")} == {}
    assert all(result.out for result in results.values())


def test_what_to_do_next_depends_on_the_kind(deck: Deck) -> None:
    """A practice is combined with something, a city gets a plan, others lead to cards they are tied to, save closed ones."""
    made = with_ties(
        deck, covoiturage=["lorient", "genk", "sensibilisation", "smiile"], lorient=["covoiturage"], smiile=[]
    )
    a1, lorient, smiile = (made.entry[name] for name in ("covoiturage", "lorient", "smiile"))
    assert commands([a1], made) == ["territoires show lorient FA04", "territoires combine A1 FA04"]
    assert commands([lorient], made) == ["territoires show A1", "territoires plan lorient"]
    assert commands([smiile], made) == ["territoires list --kind all"]
    assert commands([a1, lorient], made) == [
        "territoires show genk FA04",
        "territoires combine A1 FA04",
        "territoires plan lorient",
    ]


def test_an_action_is_combined_with_a_practice_and_two_cards_with_each_other(deck: Deck) -> None:
    """The partner of one card is a sheet, else a practice; a card that is tied to neither has none."""
    made = with_ties(deck, sensibilisation=["genk", "covoiturage"], covoiturage=["genk"], coworking=["epinal"])
    fa04, a1, b1 = (made.entry[name] for name in ("sensibilisation", "covoiturage", "coworking"))
    assert commands([fa04], made)[1] == "territoires combine FA04 A1"
    assert commands([a1], made) == ["territoires show genk"]
    assert commands([a1, b1], made) == ["territoires show genk", "territoires combine A1 B1"]


def test_only_the_first_of_several_cities_gets_a_plan(deck: Deck) -> None:
    """An atelier is for one place."""
    found = commands([deck.entry["genk"], deck.entry["lorient"]], deck)
    assert [line for line in found if " plan " in line] == ["territoires plan genk"]


def test_many_cards_suggest_what_the_program_accepts(run: Run, deck: Deck) -> None:
    """However many cards are shown, each command at the end is accepted."""
    for line in commands([deck.entry[card.id] for card in deck.practices[:9]], deck):
        assert run(*shlex.split(line)[1:]).code == 0, line


def test_a_document_has_all_its_cards_then_the_credits(deck: Deck) -> None:
    """One title of level 1 a card, in the order asked; « Et ensuite » and the deck's credits close the document."""
    entries = [of_kind(deck, kind)[0] for kind in reversed(KINDS)]
    document = show_document(entries, deck)
    titles = [words(block.text) for block in document.blocks if isinstance(block, Heading) and block.level == 1]
    assert len(titles) == len(entries)
    assert all(entry.title in title for entry, title in zip(entries, titles, strict=True))
    assert document.title == ", ".join(entry.title for entry in entries)
    assert document.language == deck.info.language
    assert words(document.blocks[-1].text if isinstance(document.blocks[-1], Paragraph) else "") == deck.info.credits
    end = [words(block.text) for block in document.blocks if isinstance(block, Heading)][-1]
    assert end == "Et ensuite"


@pytest.mark.parametrize("kind", KINDS)
def test_data_holds_the_card_its_kind_and_its_ties(deck: Deck, kind: Kind) -> None:
    """Less kind and ties, each record makes the same card again; each tie tells the kind of the other card."""
    entries = of_kind(deck, kind)
    for entry, record in zip(entries, show_data(entries, deck), strict=True):
        assert record.pop("kind") == kind
        assert record.pop("ties") == [
            {"kind": deck.entry[tie.to].kind, "to": tie.to, "why": tie.why} for tie in entry.ties
        ]
        assert type(deck.card(entry)).model_validate(record) == deck.card(entry)


def test_an_action_tells_its_objective_axis_and_effort(deck: Deck) -> None:
    """The opening names them in words, with the aliases where there are some."""
    for action in deck.actions:
        fields = next(b for b in entry_blocks(deck.entry[action.id], deck, 1) if isinstance(b, Fields))
        told = {label: words(value) for label, value in fields.items}
        objective = deck.objective[action.objective]
        assert (told["Objectif"], told["Axe"]) == (objective.title, deck.axis[objective.axis].title)
        assert told["Effort"].endswith(sentence(action.effort.note or "?"))
        assert all(lever_labels()[lever] in told["Qui a la main"] for lever in action.levers)
        assert told.get("Aussi appelé", "") == " ; ".join(action.aliases)


def test_the_strongest_answers_of_an_action_come_first(deck: Deck) -> None:
    """Challenges are listed by falling weight."""
    for action in deck.actions:
        shown = part(entry_blocks(deck.entry[action.id], deck, 1), "Défis auxquels elle répond")
        labels = {f"{deck.challenge[answer.id].label} : {answer.why}": answer.weight for answer in action.challenges}
        weights = [labels[line] for line in shown]
        assert weights == sorted(weights, reverse=True)
        assert len(weights) == len(action.challenges)


def test_what_a_sheet_lacks_has_no_title(deck: Deck) -> None:
    """Without costs, facts, links, notes and other names a sheet is shorter, and nothing is left empty."""
    bare = deck.actions[0].model_copy(update={"costs": (), "facts": (), "links": (), "notes": (), "aliases": ()})
    made = spoilt(deck, actions=(bare, *deck.actions[1:]))
    titles = {words(b.text) for b in entry_blocks(made.entry[bare.id], made, 1) if isinstance(b, Heading)}
    assert not titles & {"Combien cela coûte", "Chiffres", "Pour aller plus loin", "Notes"}


@pytest.mark.parametrize("kind", ["project", "elsewhere"])
def test_a_case_tells_where_when_and_what_became_of_it(deck: Deck, kind: Kind) -> None:
    """Place, the document it is told after, what happened since, and its address where it has one."""
    for entry in of_kind(deck, kind):
        card: Any = deck.card(entry)
        fields = next(b for b in entry_blocks(entry, deck, 1) if isinstance(b, Fields))
        told = {label: words(value) for label, value in fields.items}
        assert told["Lieu"] == card.place
        assert told["Raconté d’après"] == told_in(deck, card.source, card.as_of)
        if card.status.state == "unknown" and card.status.note:
            assert told["Depuis"] == sentence(card.status.note)
        else:
            assert told["Depuis"].startswith(sentence(status_words(card.status)).rstrip("."))
        assert ("Adresse" in told) == (card.url is not None)


def fields_of(entry: Entry, deck: Deck) -> dict[str, Any]:
    """Labels and values of the first fields of a card."""
    fields = next(b for b in entry_blocks(entry, deck, 1) if isinstance(b, Fields))
    return dict(fields.items)


def case(deck: Deck, kind: str, **fields: Any) -> tuple[Entry, Deck]:
    """The first card of a kind with some fields replaced, and the deck that holds it."""
    section = {"project": "projects", "elsewhere": "elsewhere", "lesson": "lessons", "model": "models"}[kind]
    cards = getattr(deck, section)
    made = spoilt(deck, **{section: (cards[0].model_copy(update=fields), *cards[1:])})
    return made.entry[cards[0].id], made


def test_a_case_that_nobody_could_check_says_so(deck: Deck) -> None:
    """« À vérifier » where neither state nor note is known; the address is a link."""
    entry, made = case(deck, "project", status=Status(state="unknown"), url="https://exemple.example/x")
    fields = fields_of(entry, made)
    assert fields["Depuis"] == "À vérifier."
    assert fields["Adresse"] == (Span(text="https://exemple.example/x", url="https://exemple.example/x"),)
    entry, made = case(deck, "project", status=Status(state="closed", since=2019), url=None)
    assert fields_of(entry, made)["Depuis"] == "Fermé en 2019."
    assert "Adresse" not in fields_of(entry, made)


def test_a_bare_project_has_no_empty_part(deck: Deck) -> None:
    """Without model, difficulties, outlook, links and notes nothing stands in their place."""
    bare = {"business_model": None, "difficulties": (), "outlook": None, "links": (), "notes": ()}
    entry, made = case(deck, "project", **bare)
    titles = {words(b.text) for b in entry_blocks(entry, made, 1) if isinstance(b, Heading)}
    assert titles & {"D’où il vient", "Comment il a grandi", "Résultats"}
    assert not titles & {"De quoi il vit", "Ce qui a freiné", "La suite prévue", "Pour aller plus loin", "Notes"}


@pytest.mark.parametrize(("scale", "said"), [("city", "grande ville"), ("region", "région"), ("network", "réseau")])
def test_the_scale_of_a_territory_elsewhere_is_said_in_words(deck: Deck, scale: str, said: str) -> None:
    """Each of the three scales has its French word."""
    entry, made = case(deck, "elsewhere", scale=scale)
    assert fields_of(entry, made)["Échelle"] == said


def test_a_lesson_has_its_number_and_theme(deck: Deck) -> None:
    """Its title begins with its number, and the theme is named by its title."""
    themes = {theme.id: theme.title for theme in deck.framework.themes}
    for lesson in deck.lessons:
        blocks = entry_blocks(deck.entry[lesson.id], deck, 1)
        assert words(blocks[0].text if isinstance(blocks[0], Heading) else "") == f"{lesson.number}. {lesson.title}"
        assert fields_of(deck.entry[lesson.id], deck)["Thème"] == themes[lesson.theme]
        assert part(blocks, "La question pour la table") == [lesson.question]


def test_a_model_tells_its_other_names(deck: Deck) -> None:
    """« Aussi appelé » as on practices and action sheets."""
    for model in deck.models:
        shown = text_of(entry_blocks(deck.entry[model.id], deck, 1))
        assert all(alias in shown for alias in model.aliases)


def ici(deck: Deck, **fields: Any) -> tuple[Entry, Deck]:
    """A city of our own in the deck."""
    city = City.model_validate({"name": "Ici", "challenges": ["mobilite"], **fields})
    entry = Entry(id="ici", kind="city", title="Ici", summary="x")
    return entry, spoilt(deck, cities=(*deck.cities, city), index=(*deck.index, entry))


def test_a_city_of_two_lines_is_shown_too(deck: Deck) -> None:
    """Name and challenges alone make a page whose challenge is told by its own description."""
    entry, made = ici(deck)
    blocks = entry_blocks(entry, made, 1)
    description = deck.challenge["mobilite"].description
    assert [words(b.text) for b in blocks if isinstance(b, Heading)] == ["Ici", "Ses défis, les plus urgents d’abord"]
    assert part(blocks, "Ses défis, les plus urgents d’abord")[0].endswith(description)


def test_a_city_that_only_has_words_shows_them(deck: Deck) -> None:
    """A city may state its trouble in its own words alone."""
    entry, made = ici(deck, challenges=[], statement="Plus un bus après 19 heures.")
    assert "Plus un bus après 19 heures" in text_of(entry_blocks(entry, made, 1))


def test_a_citys_figures_have_their_year_and_source(deck: Deck) -> None:
    """A row for each figure: label, value and year; its note and all the sources stand once under the table."""
    figures = [
        {"label": "Emplois", "value": "12", "as_of": 2015, "source": {"id": "sharitories"}, "note": "environ"},
        {"label": "Gares", "value": "1", "as_of": 2016},
        {"label": "Ports", "value": "2"},
    ]
    entry, made = ici(deck, figures=figures, population={"value": 57662}, region="Bretagne", country="France")
    blocks = entry_blocks(entry, made, 1)
    (grid,) = [block for block in blocks if isinstance(block, Grid)]
    rows = [[words(cell) for cell in row] for row in grid.rows]
    assert rows == [["Emplois (1)", "12", "2015"], ["Gares", "1", "2016"], ["Ports", "2", "non donnée"]]
    assert list(lines_of(blocks[blocks.index(grid) + 1])) == ["(1) Environ. Sources : rapport Sharitories, 2017."]
    assert fields_of(entry, made) == {"Région": "Bretagne", "Population": "57 662 habitants"}
    assert words(blocks[0].text if isinstance(blocks[0], Heading) else "") == "Ici, France"
    entry, made = ici(deck, population={"value": 900, "as_of": 2015, "source": {"id": "sharitories"}})
    assert fields_of(entry, made)["Population"].startswith("900 habitants (")
    assert "2015" in fields_of(entry, made)["Population"]


def test_what_a_city_does_is_told_once_by_what_became_of_it(deck: Deck) -> None:
    """Each initiative once, with all the practices that it shows; plans and closings stand apart."""
    strengths = [
        "repair-cafe",
        {"practice": "coworking", "name": "Le Lieu", "note": "on y travaille", "source": {"id": "sharitories"}},
        {"practice": "makerspace-fablab", "name": "Le Lieu", "note": "on y fabrique", "source": {"id": "sharitories"}},
        {"practice": "covoiturage", "name": "Le Car", "stage": "planned"},
        {"practice": "troc", "name": "L’Autre", "status": {"state": "closed", "since": 2020}},
        {"practice": "bricotheque", "name": "L’Autre", "status": {"state": "closed", "since": 2020}},
    ]
    entry, made = ici(deck, strengths=strengths)
    blocks = entry_blocks(entry, made, 1)
    titles = {card.id: f"{card.code} {card.title}" for card in deck.practices}
    one, two = part(blocks, "Ce qui s’y fait")
    assert one.startswith(
        f"Le Lieu ({titles['coworking']} ; {titles['makerspace-fablab']}). On y travaille. On y fabrique."
    )
    assert one.count("rapport Sharitories") == 1
    assert two == f"{titles['repair-cafe']}."
    assert part(blocks, "Ce qui était en projet") == [f"Le Car ({titles['covoiturage']})."]
    (closed,) = part(blocks, "Ce qui a existé, puis a fermé")
    assert closed == f"L’Autre ({titles['troc']} ; {titles['bricotheque']}). Fermé en 2020."


def test_a_project_is_told_by_its_summary_in_its_city(deck: Deck) -> None:
    """La Colloc in Lorient: what it is in one sentence, and where to read more."""
    lines = part(entry_blocks(deck.entry["lorient"], deck, 1), "Ce qui s’y fait")
    (colloc,) = [line for line in lines if line.startswith("La Colloc")]
    summary = next(project.summary for project in deck.projects if project.id == "la-colloc")
    assert summary in colloc
    assert colloc.endswith("À lire : territoires show la-colloc.")


def test_what_is_not_known_leaves_no_gap(deck: Deck) -> None:
    """No double or trailing space, no colon that announces nothing, however little is known."""
    closed = {"practice": "coworking", "name": "L’Autre", "status": {"state": "closed", "since": 2020}}
    entry, made = ici(deck, strengths=["repair-cafe", {"practice": "coworking", "name": "Le Lieu"}, closed])
    found = part(entry_blocks(entry, made, 1), "Ce qui s’y fait")
    found.append(words(example_line_full(CaseExample(case="lorient", name="Le Port", short="un port"), deck)))
    assert [line for line in found if "  " in line or line != line.strip() or line.rstrip().endswith(" :")] == []


def test_a_citys_platform_is_told_as_on_its_practice_card(deck: Deck) -> None:
    """The example of that name, in full, beside the city; nothing where the card has no such example."""
    card = deck.practices[0]
    example = next(example for example in card.examples if isinstance(example, Example))

    def callouts(name: str) -> list[Callout]:
        monograph = {
            "title": "Un thème",
            "analysis": "Une analyse.",
            "source": {"id": "sharitories"},
            "platform": {"practice": card.id, "example": name},
        }
        entry, made = ici(deck, monograph=monograph)
        return [block for block in entry_blocks(entry, made, 1) if isinstance(block, Callout)]

    (callout,) = callouts(example.name)
    assert callout.title == f"Une plateforme nationale : {card.code} {card.title}"
    assert callout.text == example_line_full(example, deck)
    assert callouts("Personne") == []


def test_a_citys_documents_are_named_once(deck: Deck) -> None:
    """Several places in one document make one source."""
    sources = [{"id": "sharitories", "locator": "Ici"}, {"id": "sharitories", "locator": "Là"}]
    entry, made = ici(deck, sources=sources)
    assert text_of(entry_blocks(entry, made, 1)).count(deck.source["sharitories"].short) == 1


def test_a_list_or_text_that_is_empty_has_no_title() -> None:
    """Nothing is announced that doesn't come."""
    assert listed(2, "Titre", []) == []
    assert told_apart(2, "Titre", None) == []
    assert told_apart(2, "Titre", "") == []
    assert listed(2, "Titre", iter(["un"]), "numbered") == [
        Heading(level=2, text="Titre"),
        Bullets(items=("un",), style="numbered"),
    ]
    assert told_apart(3, "Titre", "Un mot.") == [Heading(level=3, text="Titre"), Paragraph(text="Un mot.")]


def test_an_example_is_told_in_full(deck: Deck) -> None:
    """Name, place, story, source and year, what became of it, the editor's note, the address."""
    example = Example(
        name="Le Lieu",
        place="Vannes, France",
        short="un lieu",
        text="un lieu où l’on travaille",
        as_of=1999,
        source=Citation(id="sharitories"),
        status=Status(state="closed", since=2001),
        url="https://lieu.example/",
        note="le nom a changé",
    )
    line = example_line_full(example, deck)
    told = words(line)
    assert told.startswith(
        "Le Lieu (Vannes, France). Un lieu où l’on travaille. (rapport Sharitories, 2017 ; année du fait : 1999)"
    )
    assert told.endswith(" Fermé en 2001. Note : Le nom a changé. https://lieu.example/")
    assert isinstance(line, tuple)
    assert line[-1].url == "https://lieu.example/"
    same = example.model_copy(update={"place": "Le Lieu, France", "url": None, "note": None})
    assert words(example_line_full(same, deck)).startswith("Le Lieu. Un lieu")


def test_an_example_that_points_to_a_case_says_where_to_read_it(deck: Deck) -> None:
    """The command to show the case stands in place of an address, and a case without a source has no brackets."""
    told = words(example_line_full(CaseExample(case="lorient", name="Le Port", short="un port"), deck))
    assert " ".join(told.split()) == "Le Port (Lorient, France). Un port. À lire : territoires show lorient."
    shown = examples_blocks([CaseExample(case="smiile", short="un site")], deck, 2)
    assert "À lire : territoires show smiile." in text_of(shown)


def test_the_end_of_a_card_has_links_notes_and_sources(deck: Deck) -> None:
    """Pages to read are links; notes are sentences; sources stand last, each once with its places."""
    link = Link(title="Une page", url="https://page.example/")
    sources = [
        Citation(id="sharitories", locator="p. 3"),
        Citation(id="inconnue"),
        Citation(id="sharitories", locator="p. 5 ; p. 3"),
    ]
    pages, page, notes, note, cited = closing_blocks([link], ["une note"], sources, deck, 3)
    assert (pages, notes) == (Heading(level=3, text="Pour aller plus loin"), Heading(level=3, text="Notes"))
    assert page == Bullets(items=((Span(text="Une page : "), Span(text=link.url, url=link.url)),))
    assert note == Bullets(items=("Une note.",))
    short = deck.source["sharitories"].short
    assert list(lines_of(cited)) == [f"Sources de la carte : {short}, p. 3 ; p. 5 · inconnue"]

"""Whether a format holds together: the built-in ones do, and each way of breaking one is told with its place."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from territoires_cli.decks import read_deck
from territoires_cli.errors import ContentError
from territoires_cli.flow import flow_faults, unfit
from territoires_cli.inspecting import inspect
from territoires_cli.models.deck import Deck
from territoires_cli.models.workshop import Activity, Step, WorkshopFormat
from territoires_cli.pacing import CALM_MINUTES, FROM_CARDS
from territoires_cli.places import builtin_root
from territoires_cli.problems import field_name

FORMATS = (
    "sharitories", "decouverte", "elus", "conception", "mise-en-oeuvre", "marche-exploratoire",
    "serie-1", "serie-2", "serie-3", "en-ligne",
)  # fmt: skip


def told(shape: WorkshopFormat) -> list[tuple[str, str]]:
    """Field and sentence of each fault."""
    return [(field_name(path), message) for path, message in flow_faults(shape)]


def changed(shape: WorkshopFormat, changes: dict[str, dict[str, Any]]) -> WorkshopFormat:
    """The format with some fields of some steps replaced, validated."""
    data = shape.model_dump(mode="json", by_alias=True)
    assert set(changes) <= {step["id"] for step in data["steps"]}
    data["steps"] = [step | changes.get(step["id"], {}) for step in data["steps"]]
    return WorkshopFormat.model_validate(data)


def ordered(shape: WorkshopFormat, ids: list[str]) -> WorkshopFormat:
    """The format with these steps alone, in this order."""
    steps = {step.id: step for step in shape.steps}
    return shape.model_copy(update={"steps": tuple(steps[name] for name in ids)})


def ids(shape: WorkshopFormat) -> list[str]:
    """The ids of the steps in order."""
    return [step.id for step in shape.steps]


def number(shape: WorkshopFormat, name: str) -> int:
    """The number of a step, from 1, as a problem tells it."""
    return ids(shape).index(name) + 1


def minutes(ideal: int, **others: Any) -> dict[str, Any]:
    """The minutes of a step that never change."""
    return {"minutes": {"min": ideal, "ideal": ideal, "max": ideal} | others}


@pytest.fixture
def shape(deck: Deck) -> WorkshopFormat:
    """The built-in Sharitories workshop."""
    return deck.format["sharitories"]


def test_the_built_in_formats_are_the_eight(deck: Deck) -> None:
    """One file each, the series in its three evenings."""
    assert sorted(deck.format) == sorted(FORMATS)


@pytest.mark.parametrize("name", FORMATS)
def test_a_built_in_format_holds_together(deck: Deck, name: str) -> None:
    """Not one fault at any number of tables."""
    assert told(deck.format[name]) == []


@pytest.mark.parametrize("name", FORMATS)
def test_whatever_a_step_takes_can_go_missing(deck: Deck, name: str) -> None:
    """A product that no step gives any more is told at every step that takes it."""
    shape = deck.format[name]
    for product in {product for step in shape.steps for product in step.takes}:
        without = changed(
            shape, {step.id: {"gives": [item for item in step.gives if item != product]} for step in shape.steps}
        )
        fields = {field for field, message in told(without) if f"« {product} », qu’aucune étape sûre" in message}
        taking = {f"steps[{index}].takes" for index, step in enumerate(shape.steps, 1) if product in step.takes}
        assert fields == taking


def test_what_a_later_step_gives_comes_too_late(shape: WorkshopFormat) -> None:
    """Two steps that change places: the first one takes what isn't there yet."""
    names = ids(shape)
    one, other = names.index("opportunites"), names.index("priorites")
    names[one], names[other] = names[other], names[one]
    assert (
        f"steps[{one + 1}].takes",
        "l’étape prend « opportunities », qu’aucune étape sûre ne donne avant",
    ) in told(ordered(shape, names))


def test_a_step_that_may_leave_gives_nothing_surely(shape: WorkshopFormat) -> None:
    """Neither one with an order to leave in nor one that shrinks to nothing."""
    at = f"steps[{number(shape, 'forces')}].takes"
    assert at in [field for field, _message in told(changed(shape, {"enjeux": {"drop_order": 3}}))]
    spoilt = changed(shape, {"forces": {"takes": ["spokespeople"]}})
    assert told(spoilt) == [(at, "l’étape prend « spokespeople », qu’aucune étape sûre ne donne avant")]
    shrunk = changed(shape, {"enjeux": {"minutes": {"min": 0, "ideal": 20, "max": 20}}})
    assert at in [field for field, _message in told(shrunk)]
    tight = changed(shape, {"enjeux": {"minutes": {"tight": 0, "min": 15, "ideal": 20, "max": 20}}})
    assert at in [field for field, _message in told(tight)]


def test_of_two_steps_that_may_leave_the_later_one_to_leave_can_give(shape: WorkshopFormat) -> None:
    """`livret` takes from `porte-parole` only where it leaves before it."""
    taking = {"livret": {"takes": ["spokespeople"]}}
    assert [field for field, _message in told(changed(shape, taking))] == [f"steps[{number(shape, 'livret')}].takes"]
    assert told(changed(shape, taking | {"porte-parole": {"drop_order": 3}})) == []
    assert told(changed(shape, taking | {"porte-parole": {"drop_order": 2}})) != []


def test_each_number_of_tables_is_given_what_it_takes(shape: WorkshopFormat) -> None:
    """A gallery that gives nothing fails only where there are tables enough for it, and the message says so."""
    spoilt = changed(shape, {"galerie": {"gives": []}})
    assert told(spoilt) == [
        (
            f"steps[{number(shape, 'cloture')}].takes",
            "l’étape prend « feedback », qu’aucune étape sûre ne donne avant s’il y a 6 tables",
        )
    ]
    spoilt = changed(shape, {"restitution": {"gives": []}})
    assert told(spoilt)[0][1].endswith("s’il y a 1 table")


def test_the_first_step_opens_and_the_last_one_closes(shape: WorkshopFormat) -> None:
    """Phases at both ends, and steps that are always played."""
    last = len(shape.steps)
    assert ("steps[1].phase", "la première étape ouvre l’atelier : écrivez « phase: open »") in told(
        changed(shape, {"ouverture": {"phase": "explore"}})
    )
    assert (f"steps[{last}].phase", "la dernière étape clôt l’atelier : écrivez « phase: close »") in told(
        changed(shape, {"cloture": {"phase": "commit"}})
    )
    for name, place in (("ouverture", 1), ("cloture", last)):
        assert any(
            field == f"steps[{place}]" and message.endswith("ne peut ni partir ni durer zéro minute")
            for field, message in told(changed(shape, {name: {"drop_order": 9}}))
        )


def test_no_opening_after_the_work_and_no_work_after_the_closing(shape: WorkshopFormat) -> None:
    """A step of a phase that is over is told, with the step that it comes after."""
    assert told(changed(shape, {"forces": {"phase": "open"}}))[0] == (
        f"steps[{number(shape, 'forces')}].phase",
        "cette étape ouvre l’atelier, mais elle vient après « Lire le livret » : placez-la avant",
    )
    assert told(changed(shape, {"priorites": {"phase": "close"}}))[0] == (
        f"steps[{number(shape, 'micro-pause')}].phase",
        "cette étape vient après « Nos priorités », qui clôt l’atelier : placez-la avant",
    )


def test_no_step_for_a_number_of_tables_is_told(shape: WorkshopFormat) -> None:
    """A format whose steps all ask for more tables than it may have."""
    spoilt = changed(shape, {name: {"tables": {"min": 2}} for name in ids(shape)} | {"galerie": {"tables": {"min": 6}}})
    assert ("steps", "aucune étape ne se joue s’il y a 1 table(s)") in told(spoilt)


@pytest.mark.parametrize("name", FORMATS)
def test_the_mandate_is_given_at_the_opening_and_read(deck: Deck, name: str) -> None:
    """Without it, or without the line that reads it, the format is refused."""
    shape = deck.format[name]
    (opening,) = [step for step in shape.steps if "mandate" in step.gives]
    place = number(shape, opening.id)
    silent = changed(shape, {opening.id: {"say": [line for line in opening.say if line != "{mandate}"]}})
    assert told(silent) == [(f"steps[{place}].say", "le mandat n’est pas lu : ajoutez la ligne « {mandate} », seule")]
    without = told(changed(shape, {opening.id: {"gives": [item for item in opening.gives if item != "mandate"]}}))
    assert (
        "steps[1].gives",
        "le mandat se lit à l’ouverture : une étape d’ouverture sûre donne « mandate »",
    ) in without


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("product", ["trace", "next-steps"])
def test_something_stays_and_the_sequel_is_told(deck: Deck, name: str, product: str) -> None:
    """Every format gives both, surely; without one of them it is refused at its last step."""
    shape = deck.format[name]
    spoilt = changed(shape, {step.id: {"gives": [p for p in step.gives if p != product]} for step in shape.steps})
    at = f"steps[{len(shape.steps)}].gives"
    assert at in [field for field, message in told(spoilt) if f"« {product} »" in message]


def test_a_trace_at_the_opening_is_none(shape: WorkshopFormat) -> None:
    """What is kept must come of the work."""
    spoilt = changed(shape, {"ouverture": {"gives": ["mandate", "trace"]}, "cloture": {"gives": ["next-steps"]}})
    assert told(spoilt) == [
        (f"steps[{len(shape.steps)}].gives",
         "rien ne reste quand les gens partent : une étape sûre, après l’ouverture, donne « trace »"),
    ]  # fmt: skip


def test_three_calm_steps_in_a_row_are_told_at_the_third(shape: WorkshopFormat) -> None:
    """Outside of plenary, and with the names of the two before."""
    spoilt = changed(shape, {"porte-parole": {"energy": "calm"}})
    assert told(spoilt) == [
        (
            f"steps[{number(shape, 'livret')}].energy",
            (
                "trois étapes calmes de suite hors plénière, avec « Nos enjeux » et « Qui parle pour qui » : "
                "rendez-en une active (energy: active), ou placez une pause"
            ),
        )
    ]


@pytest.mark.parametrize(
    "change",
    [{"grouping": "plenary"}, {"kind": "break"}, {"kind": "lunch"}, {"kind": "hidden"}, {"kind": "margin"}],
)
def test_plenary_breaks_and_margins_make_no_row(shape: WorkshopFormat, change: dict[str, Any]) -> None:
    """A third calm step that is none of work in a group isn't counted."""
    assert told(changed(shape, {"porte-parole": {"energy": "calm"}, "livret": change})) == []


def test_a_margin_does_not_interrupt_a_row(shape: WorkshopFormat) -> None:
    """Calm work, a margin, calm work, calm work: still three."""
    spoilt = changed(
        shape,
        {"enjeux": {"kind": "work"}, "porte-parole": {"kind": "margin"}, "forces": {"energy": "calm"}},
    )
    fields = [field for field, _message in told(spoilt)]
    assert fields == [f"steps[{number(shape, 'forces')}].energy"]


def test_calm_steps_that_meet_once_others_have_left_are_told(shape: WorkshopFormat) -> None:
    """The active step between them may leave when time is short."""
    spoilt = changed(
        shape,
        {"livret": {"energy": "active", "drop_order": 1}, "porte-parole": {"energy": "calm", "drop_order": 2},
         "forces": {"energy": "calm"}},
    )  # fmt: skip
    assert [field for field, _message in told(spoilt)] == [f"steps[{number(shape, 'forces')}].energy"]


@pytest.mark.parametrize("grouping", ["table", "plenary"])
def test_no_more_than_an_hour_of_calm(shape: WorkshopFormat, grouping: str) -> None:
    """Two calm steps that last over an hour together, in groups or in plenary."""
    long = {"grouping": grouping, "energy": "calm"}
    steps = {"priorites": long | minutes(30), "opportunites": long | minutes(CALM_MINUTES - 30)}
    assert told(changed(shape, steps)) == []
    steps["priorites"] = long | minutes(35)
    assert told(changed(shape, steps)) == [
        (
            f"steps[{number(shape, 'priorites')}].energy",
            "65 minutes calmes de suite, 60 au plus : faites bouger les gens avant",
        )
    ]


def test_minutes_per_table_and_per_person_are_counted(shape: WorkshopFormat) -> None:
    """Reporting back in plenary grows with the tables and the people until it is over an hour."""
    spoilt = changed(shape, {"restitution": {"minutes": {"min": 10, "ideal": 13, "max": 13, "per": "table"}}})
    assert [message for _field, message in told(spoilt)] == [
        "65 minutes calmes de suite, 60 au plus : faites bouger les gens avant"
    ]
    spoilt = changed(shape, {"restitution": {"minutes": {"min": 1, "ideal": 3, "max": 3, "per": "person"}}})
    assert "90 minutes calmes de suite, 60 au plus : faites bouger les gens avant" in [m for _f, m in told(spoilt)]


def hand(shape: WorkshopFormat, ideal: int) -> WorkshopFormat:
    """The format with another ideal number of cards."""
    data = shape.model_dump(mode="json", by_alias=True)
    data["hands"] |= {"size": {"min": min(ideal, 5), "ideal": ideal, "max": max(ideal, 10)}}
    return WorkshopFormat.model_validate(data)


def test_no_more_cards_than_the_first_step_can_read(shape: WorkshopFormat) -> None:
    """Twenty minutes hold twelve cards of 40 seconds and a minute of talk, and no thirteenth."""
    assert told(hand(shape, 12)) == []
    assert told(hand(shape, 13)) == [
        (
            "hands.size.ideal",
            (
                "13 cartes ne tiennent pas dans 20 minutes (Nos forces) : "
                "à 100 secondes par carte, lecture et échange, il en tient 12"
            ),
        )
    ]


@pytest.mark.parametrize("grouping", ["pair", "individual"])
def test_cards_shared_out_are_read_side_by_side(shape: WorkshopFormat, grouping: str) -> None:
    """Alone or in pairs, 40 seconds a card, without the talk of a whole table."""
    parted = changed(shape, {"forces": {"grouping": grouping}})
    assert told(hand(parted, 18)) == []
    quick = changed(shape, {"forces": {"grouping": grouping} | minutes(5)})
    assert told(hand(quick, 8))[0][1].endswith("à 40 secondes par carte, lecture et échange, il en tient 7")


def test_no_more_cards_than_can_be_talked_over(shape: WorkshopFormat) -> None:
    """All the steps with cards together hold 40 seconds and two minutes a card."""
    brief = changed(shape, {"opportunites": minutes(5)})
    assert told(hand(brief, 9)) == []
    assert told(hand(brief, 10)) == [
        (
            "hands.size.ideal",
            (
                "10 cartes ne tiennent pas dans 25 minutes (Nos forces, Nos opportunités) : "
                "à 160 secondes par carte, lecture et échange, il en tient 9"
            ),
        )
    ]


def test_the_smallest_hand_is_read_where_time_is_short(shape: WorkshopFormat) -> None:
    """Ten tight minutes of the first step read fifteen cards aloud; what is said of them waits, and no sixteenth is read."""
    data = shape.model_dump(mode="json", by_alias=True)
    for least, fields in ((15, []), (16, ["hands.size.min"])):
        data["hands"] |= {"size": {"min": least, "ideal": least, "max": least}}
        long = changed(
            WorkshopFormat.model_validate(data),
            {"forces": {"minutes": {"tight": 10, "min": 40, "ideal": 40, "max": 40}}, "opportunites": minutes(35)},
        )
        assert [field for field, _message in told(long)] == fields


def test_a_format_in_which_no_card_is_read_is_told(shape: WorkshopFormat) -> None:
    """Whatever comes of cards is given by nothing that is surely played."""
    spoilt = changed(
        shape, {step.id: {"gives": [p for p in step.gives if p not in FROM_CARDS]} for step in shape.steps}
    )
    fields = [
        field for field, message in told(spoilt) if message.startswith("aucune étape sûre ne fait lire les cartes")
    ]
    assert fields == ["hands"]


def test_an_activity_keeps_away_from_the_formats_it_names(deck: Deck) -> None:
    """By the id of a format or of its series, and for too few or too many people."""
    activity = deck.activity["ligne-trajets"]
    elus, series = deck.format["elus"], deck.format["serie-2"]
    assert flow_faults(elus, [activity]) == [
        (("id",), f"« {activity.title} » ne convient pas au format « {elus.title} »")
    ]
    assert flow_faults(series, [activity]) == []
    assert flow_faults(series, [activity.model_copy(update={"not_for": ("serie",)})]) != []
    assert unfit(series, activity, 7) == f"« {activity.title} » ne convient pas à 7 personnes"
    assert unfit(series, activity, 8) is None
    assert unfit(series, activity, 41) is not None


@pytest.fixture
def own(tmp_path: Path) -> Callable[[str, str, str], Path]:
    """A copy of the built-in deck, one file of its formats changed: the folder that holds it."""

    def make(file: str, old: str, new: str) -> Path:
        shutil.copytree(builtin_root().parent / "workshops", tmp_path / "workshops")
        shutil.copytree(builtin_root(), tmp_path / "cards")
        path = tmp_path / "workshops" / file
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        return tmp_path

    return make


def line_of(path: Path, mark: str) -> int:
    """The line of a file that holds this text, which stands there once."""
    (found,) = [at for at, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1) if mark in line]
    return found


TRACE = ("elus.yaml", "gives: [sorting, priorities, trace]", "gives: [sorting, priorities]")


def test_check_tells_a_broken_flow_at_its_line(own: Callable[[str, str, str], Path]) -> None:
    """The step that takes it, and the last step, for what is to stay."""
    folder = own(*TRACE)
    path = folder / "workshops" / "elus.yaml"
    found = inspect([folder]).problems
    takes = line_of(path, "takes: [mandate, sorting, priorities, trace]")
    assert [(Path(item.file).name, item.line, item.field, item.severity) for item in found] == [
        ("elus.yaml", takes, "steps[7].takes", "error"),
        ("elus.yaml", takes + 1, "steps[7].gives", "error"),
    ]


@pytest.mark.parametrize(
    ("file", "old", "new", "field", "message"),
    [
        ("elus.yaml", "Bonjour à toutes", "Jusqu’à {fin}, bonjour à toutes", "steps[1].say[1]", "rien ne remplace « {fin} »"),
        ("elus.yaml", "Bonjour à toutes", "Jusqu’à {end, bonjour à toutes", "steps[1].say[1]", "rien ne remplace « { »"),
        ("elus.yaml", "Bonjour à toutes", "Voici {mandate}. Bonjour à toutes", "steps[1].say[1]", "se met seul"),
        ("elus.yaml", "title: Ouverture", "title: Jusqu’à {end}", "steps[1].title", "serait imprimé tel quel"),
        ("activities.yaml", "avant {end}", "avant {heure}", "[1].say[4]", "rien ne remplace « {heure} »"),
        ("activities.yaml", "- id: un-mot", "- id: battement", "[5].id", "est déjà une étape du format"),
        ("activities.yaml", "not_for: [elus", "not_for: [élues", "[1].not_for[1]", "un identifiant est un nom court"),
        ("activities.yaml", "not_for: [elus", "not_for: [elues", "[1].not_for[1]", "n’est pas un format de ce jeu"),
        ("activities.yaml", "- id: un-mot", "- id: appel-demain", "[5].id", "est employé 2 fois"),
        ("serie-2.yaml", "number: 2, of: 3", "number: 3, of: 3", "series", "numérotés de 1 à 3"),
    ],
)  # fmt: skip
def test_check_tells_words_and_names_that_lead_nowhere(
    own: Callable[[str, str, str], Path], file: str, old: str, new: str, field: str, message: str
) -> None:
    """Misspelt words in braces, names of activities, numbers of a series: file, field and what is wrong."""
    found = inspect([own(file, old, new)]).problems
    assert any(
        Path(item.file).name == file and item.line and item.field == field and message in item.message for item in found
    )


def test_a_plan_refuses_a_broken_format_with_its_reason(run: Any, own: Callable[[str, str, str], Path]) -> None:
    """Exit 3, file and line; the other formats of that deck go on."""
    folder = own(*TRACE)
    result = run("plan", "lorient", "--format", "elus", "--deck", str(folder))
    assert result.code == ContentError.exit_code == 3
    assert result.out == ""
    path = folder / "workshops" / "elus.yaml"
    line = line_of(path, "takes: [mandate, sorting, priorities, trace]")
    assert f"elus.yaml:{line}:" in result.err
    assert "qu’aucune étape sûre ne donne avant" in result.err
    assert run("plan", "lorient", "--format", "decouverte", "--deck", str(folder)).code == 0


def test_activities_are_a_section_of_the_deck(own: Callable[[str, str, str], Path]) -> None:
    """Read beside the formats, never as one; a deck without the file has none."""
    folder = own("activities.yaml", "title: Un mot par personne", "title: Un mot chacun")
    deck = read_deck([folder])
    assert all(isinstance(item, Activity) for item in deck.activities)
    assert deck.activity["un-mot"].title == "Un mot chacun"
    assert read_deck([folder]).activities == deck.activities
    assert "activities" not in deck.format
    (folder / "workshops" / "activities.yaml").unlink()
    assert read_deck([folder]).activities == ()


def test_the_flow_of_what_is_played_is_whole(shape: WorkshopFormat) -> None:
    """The helpers of these tests change what they say they change."""
    assert changed(shape, {}) == shape
    assert all(isinstance(step, Step) for step in ordered(shape, ids(shape)).steps)

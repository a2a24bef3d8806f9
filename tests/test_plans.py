"""Plan files: they read back the same, names of any kind are understood, and each mistake is told at its place."""

from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from territoires_cli.composing import Request, compose_plan
from territoires_cli.decks import is_plan, read_plan, read_plan_roots, read_stops
from territoires_cli.errors import ContentError, TerritoiresError
from territoires_cli.matching import match_city
from territoires_cli.models.deck import Deck
from territoires_cli.models.plan import DeckReference, Harvest, Mandate, Moment, Plan, Stop
from territoires_cli.store import plan_to_yaml

Write = Callable[[str], Path]


def made(deck: Deck, form: str = "sharitories", city: str = "lorient") -> Plan:
    """A plan as it is composed."""
    reference = DeckReference(id=deck.info.id, version=deck.info.version, digest=deck.digest, roots=("mon jeu",))
    return compose_plan(match_city(deck, deck.city[city]), deck.format[form], reference, Request(city, 2026))


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write a text to plan.yaml."""

    def call(text: str) -> Path:
        path = tmp_path / "plan.yaml"
        path.write_text(text, encoding="utf-8")
        return path

    return call


def problems(path: Path, deck: Deck) -> list[str]:
    """What is said of a file that can't be used, without its folder."""
    with pytest.raises(ContentError) as caught:
        read_plan(path, deck)
    return [str(problem).replace(str(path), path.name) for problem in caught.value.problems]


def test_every_format_reads_back_the_same(deck: Deck, write: Write) -> None:
    """Plan → YAML → plan is the identity, and nothing looks wrong in a plan that nobody changed."""
    for form in deck.format:
        for city in ("lorient", "narbonne"):
            plan = made(deck, form, city)
            assert read_plan(write(plan_to_yaml(plan)), deck) == (plan, [])


def test_everything_that_a_plan_may_hold_reads_back(deck: Deck, write: Write) -> None:
    """Mandate, moments, places, names, locks, filters and harvest too."""
    plan = made(deck, "marche-exploratoire")
    card = plan.hands[0].cards[0].card
    plan = plan.model_copy(
        update={
            "mandate": Mandate(level="co-decision", decides="Le budget : 3 000 €", answered_when="15 mars"),
            "moments": (Moment(at="10:30", minutes=0, title="Arrivée de la maire"),),
            "stops": tuple(Stop(name=f"La gare n° {number}", walk=0, card=card) for number in range(5)),
            "tables": tuple(table.model_copy(update={"name": f"Groupe {table.number}"}) for table in plan.tables),
            "locks": (card,),
            "excluded": ("troc",) if card != "troc" else ("freecycling",),
            "included": (card,),
            "harvest": (Harvest(table=1, kept=(card,), set_aside=(), notes=("no", "10:30", "- a")),),
            "begins_with": (Harvest(table=2, kept=(card,)),),
            "after": "soir 1.yaml",
        }
    )
    read, warnings = read_plan(write(plan_to_yaml(plan)), deck)
    assert read == plan
    assert [problem for problem in warnings if problem.severity == "error"] == []


def test_cards_and_challenges_have_many_names(deck: Deck, write: Write) -> None:
    """Codes, titles and labels will do in a plan; a card without a role gets one."""
    data = yaml.safe_load(plan_to_yaml(made(deck)))
    data["hands"][0]["cards"] = ["A1", {"card": "Repair café", "role": "wildcard"}, "c2"]
    data["hands"][0]["challenges"] = ["Les jeunes partent", "mobilite"]
    data["locks"], data["excluded"] = ["a1"], ["F1"]
    data["harvest"] = [{"table": 1, "kept": ["A1"]}]
    read, _warnings = read_plan(write(yaml.safe_dump(data, allow_unicode=True)), deck)
    assert [item.card for item in read.hands[0].cards] == ["covoiturage", "repair-cafe", made_id(deck, "C2")]
    assert read.hands[0].cards[1].role == "wildcard"
    assert read.hands[0].challenges == ("jeunes", "mobilite")
    assert (read.locks, read.excluded) == (("covoiturage",), (made_id(deck, "F1"),))
    assert read.harvest[0].kept == ("covoiturage",)


def made_id(deck: Deck, code: str) -> str:
    return next(card.id for card in deck.practices if card.code == code)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("format: sharitories", "format: sharitorie", ":{line}:1 format : le format « sharitorie » n’existe pas ; vouliez-vous dire sharitories ?"),
        ("- step: enjeux", "- step: enjeu", "steps[3].step : ce format n’a pas d’étape « enjeu » ; vouliez-vous dire enjeux"),
        ("- step: enjeux", "- step: ouverture", "steps[3].step : l’étape « ouverture » est déjà plus haut"),
        ("  - card: covoiturage\n", "  - card: covoiturag\n", "card : la carte « covoiturag » n’existe pas ; vouliez-vous dire covoiturage ?"),
        ("- table: 3\n", "- table: 7\n", ":{line}:3 hands[3].table : il n’y a pas de table 7 : les tables vont de 1 à 4"),
        ("- table: 3\n", "- table: 2\n", "hands[3].table : la table 2 a plusieurs mains"),
        ("- number: 2\n", "- number: 9\n", "tables[2].number : les tables se numérotent dans l’ordre : ici, il faut 2"),
        ("- number: 2\n  seats: 6", "- number: 2\n  seats: 7", "tables : les places des tables font 25 personnes, et il y en a 24"),
        ("seed: 2026", "seed: 2026\nsalle: x", ":{line}:1 salle : champ inconnu"),
        ("  seats: 6", "  seats: 6\n  nom: x", "tables[1].nom : champ inconnu ; vouliez-vous dire « name » ?"),
        ("  minutes: 15", "  minutes: quinze", "steps[1].minutes : il faut un nombre entier"),
        ("locks: []", "locks: [Z9]", ":{line}:9 locks[1] : la carte « z9 » n’existe pas"),
        ("activities: []", "activities: [sieste]", "activities[1] : l’échauffement ou la clôture « sieste » n’existe pas"),
        ("stops: []", "stops: [{name: La gare, card: Z9}]", "stops[1].card : la carte « z9 » n’existe pas"),
        ("moments: []", "moments: [{at: '23:00', title: x}]", "moments[1].at : 23:00 : ce moment tombe hors de l’atelier"),
        ("moments: []", "moments: [{at: 25h, title: x}]", "moments[1].at : il faut une heure à deux chiffres"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_at_its_place(deck: Deck, write: Write, old: str, new: str, said: str) -> None:
    """File, line, column, field, what is wrong and, where a name is nearly right, the right one."""
    text = plan_to_yaml(made(deck))
    assert old in text
    changed = text.replace(old, new, 1)
    place = next(n for n, (a, b) in enumerate(zip(text.splitlines(), changed.splitlines(), strict=False), 1) if a != b)
    told = "\n".join(problems(write(changed), deck))
    assert said.format(line=place).removeprefix(":{line}") in told
    assert told.startswith("plan.yaml:")


def test_a_card_twice_in_a_hand_is_told(deck: Deck, write: Write) -> None:
    """The second one is pointed at, by its line."""
    data = yaml.safe_load(plan_to_yaml(made(deck)))
    data["hands"][1]["cards"] = ["A1", "C2", "covoiturage"]
    path = write(yaml.safe_dump(data))
    line = path.read_text(encoding="utf-8").splitlines().index("  - covoiturage") + 1
    assert problems(path, deck) == [
        f"plan.yaml:{line}:5 hands[2].cards[3].card : la carte « covoiturage » est déjà dans cette main"
    ]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("  minutes: 15", "  minutes: 55", "steps[1].minutes : 55 minutes : hors des bornes de cette étape"),
        ("excluded: []", "excluded: [{there}]", "excluded[1] : la carte « {there} » est exclue, mais la table"),
        ("included: []", "included: [{absent}]", "included[1] : la carte « {absent} » est imposée, mais aucune table"),
        ("locks: []", "locks: [{absent}]", "locks[1] : la carte « {absent} » n’est dans aucune main"),
        ("stops: []", "stops: [{{name: La gare}}]", "stops : ce format ne va pas sur le terrain"),
        ("harvest: []", "harvest: [{{table: 9}}]", "harvest[1].table : il n’y a pas de table 9"),
    ],
)  # fmt: skip
def test_what_only_looks_wrong_is_said_and_kept(deck: Deck, write: Write, old: str, new: str, said: str) -> None:
    """The plan is read all the same; the remark names file, line and field."""
    plan = made(deck)
    dealt = [item.card for hand in plan.hands for item in hand.cards]
    names = {"there": dealt[0], "absent": next(card for card in deck.practice if card not in dealt)}
    _read, warnings = read_plan(write(plan_to_yaml(plan).replace(old, new.format(**names), 1)), deck)
    assert [problem.severity for problem in warnings] == ["warning"]
    assert said.format(**names) in str(warnings[0])
    assert warnings[0].line is not None


def test_a_file_that_is_no_plan_says_what_is_missing(deck: Deck, write: Write) -> None:
    """A town, an empty file, a broken one: content errors, never a crash."""
    for text in ("name: Ici\nstatement: x\n", "", "hands: [", "- a\n", "hands: 3\nstops: 3\ncity: 3\n", "hands: [3]\n"):
        with pytest.raises(ContentError):
            read_plan(write(text), deck)


def test_the_decks_of_a_plan_are_known_before_it_is_checked(deck: Deck, write: Write) -> None:
    """Even where something else in the file is wrong; none where nothing says so."""
    assert read_plan_roots(write(plan_to_yaml(made(deck)))) == ("mon jeu",)
    for text in ("", "x: [", "deck: 3", "deck: {roots: 3}", "- a", "deck: {roots: [3]}"):
        assert read_plan_roots(write(text)) == ()


def test_a_plan_is_told_from_a_town(deck: Deck, write: Write) -> None:
    """By its hands; a file that doesn't exist is one sentence."""
    assert is_plan(write(plan_to_yaml(made(deck))))
    assert not is_plan(write("name: Ici\nstatement: mes hands : x\n"))
    with pytest.raises(TerritoiresError, match="n’existe pas"):
        is_plan(Path("absent.yaml"))


def test_places_of_a_walk_are_read(deck: Deck, write: Write) -> None:
    """A name, minutes and a card by any of its names; mistakes at their lines."""
    stops = read_stops(write("- {name: La gare, walk: 4, card: A1}\n- name: La halle\n"), deck)
    assert stops == (Stop(name="La gare", walk=4, card="covoiturage"), Stop(name="La halle", walk=3))
    for text, said in (
        (
            "- {name: La gare, card: covoiturag}\n",
            r":1:19 \[1\]\.card : la carte « covoiturag » n’existe pas ; vouliez",
        ),
        ("- {nom: La gare}\n", "vouliez-vous dire « name »"),
        ("- {name: La gare, walk: 90}\n", "ce nombre est trop grand : 60"),
        ("[]\n", "ne contient aucun lieu"),
        ("name: x\n", "doit contenir une liste"),
    ):
        with pytest.raises(ContentError, match=said):
            read_stops(write(text), deck)
    with pytest.raises(TerritoiresError, match="n’existe pas"):
        read_stops(Path("absent.yaml"), deck)

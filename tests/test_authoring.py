"""What is asked for cards, sheets, formats and decks, and the files that the answers make; without a terminal."""

import re
from collections.abc import Sequence
from typing import Any

import pytest

from territoires_cli.asking import Answers, Question, Step
from territoires_cli.authoring import actions, cards, decks, formats
from territoires_cli.authoring.blocks import weight_of, why_of
from territoires_cli.authoring.filing import commented_file
from territoires_cli.authoring.phrasing import text_fault, tidy
from territoires_cli.authoring.recipes import command_words, faults_of, option_of, read_options, serves
from territoires_cli.authoring.telling import example_fields, known_source, new_source
from territoires_cli.checks.texts import check_texts
from territoires_cli.errors import RequestError
from territoires_cli.models.actions import ActionSheet
from territoires_cli.models.base import Citation, Source, Status
from territoires_cli.models.cards import PracticeCard
from territoires_cli.models.deck import Deck
from territoires_cli.models.vocabulary import ChallengeBook, DeckInfo
from territoires_cli.models.workshop import WorkshopFormat
from territoires_cli.safe_yaml import parse_yaml

ANSWERS: Answers = {
    "title": ("Atelier de quartier",),
    "family": ("reemploi",),
    "type": ("consommation",),
    "summary": ("On répare et on fabrique ensemble, le samedi.",),
    "situations": ("tout finit à la benne", "les outils dorment"),
    "challenges": ("lien-social",),
    weight_of("lien-social"): ("3",),
    why_of("lien-social"): ("On s’y croise chaque semaine.",),
    "money": ("low",),
    "time": ("medium",),
    "coordination": ("low",),
    "levers": ("habitants",),
    "step1": ("Trouver un local.",),
    "step2": ("Réunir cinq bricoleurs.",),
    "step3": ("Ouvrir un samedi.",),
    "limit1": ("Sans assurance, le local ferme.",),
    "limit2": ("Trois bénévoles s’usent vite.",),
    "question1": ("Qui sait réparer ?",),
    "question2": ("Quel local est vide ?",),
    "question3": ("Qui a les clés ?",),
    "example": ("L’Établi",),
    "place": ("Saint-Machin, France",),
    "short": ("un atelier du samedi.",),
    "story": ("Douze voisins y réparent leurs meubles.",),
    "state": ("active",),
    "year": ("2024",),
    "source": ("Bulletin municipal",),
    "source-author": ("La mairie",),
    "source-year": ("2025",),
}


def questions(steps: Sequence[Step], answers: Answers) -> dict[str, Question]:
    """The questions that these answers call for, by name."""
    return {item.name: item for step in steps if (item := step(answers)) is not None}


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("l'eau", "l’eau"),
        ('dit "oui" !', "dit « oui » !"),
        ("Vraiment?", "Vraiment ?"),
        ("Trois choses: un, deux", "Trois choses : un, deux"),
        ("Bien...", "Bien…"),
        ("«mal»", "« mal »"),
        ("50% de plus , oui .", "50 % de plus, oui."),
        ("un\u00a0mot  ici", "un mot ici"),
        ('seul " guillemet', "seul guillemet"),
        ("à 10:30", "à 10:30"),
    ],
)
def test_signs_of_keyboards_become_those_of_print(typed: str, printed: str) -> None:
    """What people type passes the rules for texts, and what is right already stays."""
    assert tidy(typed) == printed
    assert tidy(printed) == printed
    assert not list(check_texts(Source(id="x", title="x", short="x", year=None, note=printed)))


def test_a_text_that_is_too_long_is_counted() -> None:
    """How many characters, how many too many; a sentence of too many words; nothing where something is needed."""
    assert text_fault(5)(("abcdefgh",)) == "Ce texte fait 8 caractères, 5 au plus : ôtez-en 3."
    assert "16 mots, 15 au plus" in str(text_fault(200, 15)(("un " * 16,)))
    assert text_fault(5)(()) == text_fault(5)(("  ",)) == "Il faut quelques mots ici."
    assert text_fault(5, required=False)(()) is None


def test_the_answers_make_a_card_that_the_model_accepts(deck: Deck) -> None:
    """All the answers: a valid card with the family's next code, its example dated and sourced, no fault found."""
    answers = dict(ANSWERS)
    steps = cards.card_steps(deck)
    assert faults_of(steps, answers) == []
    code = cards.free_code(deck, answers) or "?"
    fields = cards.card_fields(deck, answers, code, replaces=False)
    card = PracticeCard.model_validate(fields)
    assert (card.id, card.code) == ("atelier-de-quartier", "E7")
    assert card.sources[0].id == "bulletin-municipal"
    assert card.examples[0].status == Status(state="active", as_of=2024, source=Citation(id="bulletin-municipal"))


def test_every_step_is_asked_and_each_has_its_option(deck: Deck) -> None:
    """No question without an option, no option without a question, for cards and for sheets."""
    sheet = dict(ANSWERS) | {"objective": ("identifier-besoins",), "indicator1": ("Un",), "indicator2": ("Deux",)}
    sheet |= {"practices": ("repair-cafe",), serves("repair-cafe"): ("Par le local.",)}
    sheet |= {f"step{n}": ("Un pas.",) for n in range(1, 9)} | {"limit3": ("Une.",)}
    card = dict(ANSWERS) | {"limit3": ("Une.",), "limit4": ("Une.",)}
    for recipe, steps, answers in (
        (cards.RECIPE, cards.card_steps(deck), card),
        (actions.RECIPE, actions.action_steps(deck), sheet),
    ):
        asked = questions(steps, answers)
        assert {option_of(recipe, name) for name in asked} == set(recipe.options)
        named = {name for names in recipe.options.values() for name in names}
        told = {weight_of("lien-social"), why_of("lien-social"), serves("repair-cafe")}
        assert named == set(asked) - told


def test_what_is_heard_is_ticked(deck: Deck) -> None:
    """Challenges that the words of the card speak of come first, ticked, with the words that gave them away."""
    said: Answers = {"title": ("Navette",), "summary": ("Un minibus pour qui ne peut plus conduire.",),
                     "situations": ("Sans voiture, on ne peut pas travailler ici",)}  # fmt: skip
    question = questions(cards.card_steps(deck), said)["challenges"]
    assert "mobilite" in question.default
    assert question.options[0].value in question.default
    assert question.options[0].remark.startswith("entendu")
    assert question.fault(()) is not None
    assert question.fault(tuple(deck.challenge)[:7]) == "Gardez-en 6 au plus."


def test_titles_of_other_cards_are_refused(deck: Deck) -> None:
    """Whatever makes an id that a card has; but the card that is replaced may keep its own."""
    title = questions(cards.card_steps(deck), {})["title"]
    assert "Covoiturage" in str(title.fault(("covoiturage",)))
    base = deck.practice["covoiturage"]
    again = questions(cards.card_steps(deck, base, replaces=True), {})["title"]
    assert again.fault(("Covoiturage",)) is None


def test_a_list_of_texts_ends_with_the_first_one_left_out(deck: Deck) -> None:
    """Two limits are needed; a third is offered, a fourth only after it."""
    steps = cards.card_steps(deck)
    asked = questions(steps, {"limit1": ("Une.",), "limit2": ("Deux.",)})
    assert "limit3" in asked
    assert "limit4" not in asked
    assert asked["limit2"].fault(()) is not None
    assert asked["limit3"].fault(()) is None


def test_an_example_asks_for_more_only_where_one_is_named(deck: Deck) -> None:
    """Without a name, only where the card comes from; a source that the deck knows isn't asked for again."""
    steps = cards.card_steps(deck)
    assert {"place", "short", "story", "state", "year"}.isdisjoint(questions(steps, {"example": ()}))
    asked = questions(steps, {"example": ("X",), "source": ("Un titre neuf",)})
    assert {"place", "short", "story", "state", "year", "source-author", "source-year"} <= set(asked)
    assert "source-year" not in questions(steps, {"example": ("X",), "source": ("sharitories",)})
    assert asked["source"].fault(()) is not None
    assert questions(steps, {})["source"].fault(()) is None


def test_years_agree_with_the_source(deck: Deck) -> None:
    """Nothing is dated after what tells it, be the source known or new; a year has four digits."""
    steps = cards.card_steps(deck)
    asked = questions(steps, {"example": ("X",), "year": ("2020",), "source": ("Neuf",)})
    assert "2017" in str(asked["source"].fault(("Sharitories",)) or asked["source"].fault(("sharitories",)))
    assert "2019" in str(asked["source-year"].fault(("2019",)))
    assert asked["source-year"].fault(("2020",)) is None
    assert asked["year"].fault(("20",)) is not None
    assert asked["year"].fault(("aucun",)) is None
    assert asked["year"].read(("aucune",)) == ()


def test_sources_are_known_by_any_of_their_names(deck: Deck) -> None:
    """Id, title, and how cards name it."""
    source = deck.source["sharitories"]
    assert {known_source(deck, name) for name in (source.id, source.title.upper(), source.short)} == {"sharitories"}
    assert new_source(deck, {"source": ("sharitories",)}) is None
    assert new_source(deck, {}) is None


def test_a_new_source_has_a_short_name_with_its_year(deck: Deck) -> None:
    """At most 60 characters, cut at a word; undated where nobody knows; an id that is free."""
    long = "Une étude très longue sur les ateliers de quartier dans les villes moyennes"
    made = new_source(deck, {"source": (long,), "source-year": ("2025",)})
    assert made is not None
    assert made["short"].endswith("… (2025)")
    assert len(made["short"]) <= 60
    undated = new_source(deck, {"source": ("Entretien",)})
    assert undated == {"id": "entretien", "title": "Entretien", "short": "Entretien (non daté)", "year": None}
    again = new_source(deck, {"source": ("Sharitories !",)})
    assert again is not None
    assert again["id"] == "sharitories-2"


def test_a_state_that_nobody_can_date_stays_to_be_checked(deck: Deck) -> None:
    """Without a year anywhere, « elle continue » would be taken for today's state."""
    told = {name: ANSWERS[name] for name in ("example", "place", "short", "story", "state", "source")}
    assert example_fields(deck, told)[0]["status"] == {"state": "unknown"}
    assert example_fields(deck, told | {"source-year": ("2020",)})[0]["status"]["as_of"] == 2020
    assert example_fields(deck, {}) == []


@pytest.mark.parametrize("name", ["covoiturage", "repair-cafe", "monnaie-locale"])
def test_a_card_begun_from_another_keeps_what_isnt_asked(deck: Deck, name: str) -> None:
    """Replaced, it is the same card; as a start, it loses its title and its other names."""
    base = deck.practice[name]
    known = cards.answers_of_card(base, replaces=True)
    assert faults_of(cards.card_steps(deck, base, replaces=True), dict(known)) == []
    same = PracticeCard.model_validate(cards.card_fields(deck, known, base.code, base, replaces=True))
    assert same == base
    started = {**cards.answers_of_card(base, replaces=False), "title": ("Autre",)}
    other = PracticeCard.model_validate(cards.card_fields(deck, started, "A9", base, replaces=False))
    assert (other.id, other.aliases, other.nicknames) == ("autre", (), ())
    assert other.examples == base.examples


def test_the_file_holds_remarks_values_and_examples(deck: Deck) -> None:
    """It reads back as the fields; without their #, the examples are valid too; the first line is for editors."""
    for model, kind, fields, examples in (
        ("PracticeCard", PracticeCard, cards.card_fields(deck, ANSWERS, "E7", replaces=False), cards.card_examples()),
        (
            "ActionSheet",
            ActionSheet,
            actions.action_fields(deck, ANSWERS | {"objective": ("x",)}, "FA13", replaces=False),
            actions.action_examples(),
        ),
    ):
        text = commented_file(model, fields, examples, "Titre\nune ligne", "# yaml-language-server: $schema=x")
        assert text.startswith("# yaml-language-server: $schema=x\n# Titre\n# une ligne\n")
        assert parse_yaml(text) == fields
        bare = {name: value for name, value in fields.items() if name not in examples}
        whole = commented_file(model, bare, examples, "", "#")
        filled = "".join(
            line.removeprefix("# ") if _is_example(line) else line for line in whole.splitlines(keepends=True)
        )
        assert kind.model_validate(parse_yaml(filled))
        assert set(parse_yaml(filled)) == {*bare, *examples}


def _is_example(line: str) -> bool:
    """Whether a remark holds a field left out, and not a sentence."""
    return re.match(r"# (  |- |[a-z_]+:)", line) is not None


def test_the_answers_make_a_sheet_that_the_model_accepts(deck: Deck) -> None:
    """With the next code of sheets, and a reason for each practice."""
    answers = dict(ANSWERS) | {"objective": ("identifier-besoins",), "practices": ("repair-cafe",)}
    assert faults_of(actions.action_steps(deck), answers) == []
    sheet = ActionSheet.model_validate(
        actions.action_fields(deck, answers, actions.free_code(deck) or "?", replaces=False)
    )
    assert (sheet.code, sheet.practices[0].id, len(sheet.steps)) == ("FA13", "repair-cafe", 3)
    assert "Repair café" in sheet.practices[0].why
    search = questions(actions.action_steps(deck), answers)["practices"]
    assert search.find is not None
    assert [option.value for option in search.find("E3")] == ["repair-cafe"]


def test_a_sheet_begun_from_another_keeps_its_reasons(deck: Deck) -> None:
    """Replaced, it is the same sheet; as a start, it has no title yet."""
    base = deck.actions[0]
    known = actions.answers_of_action(base, replaces=True)
    assert faults_of(actions.action_steps(deck, base, replaces=True), dict(known)) == []
    made = ActionSheet.model_validate(actions.action_fields(deck, known, base.code, base, replaces=True))
    assert made == base
    started = actions.answers_of_action(base, replaces=False)
    assert "title" not in started


def test_options_and_answers_lead_to_each_other(deck: Deck) -> None:
    """The command of some answers gives them back; challenges carry their force and their reason."""
    words = command_words(cards.RECIPE, ANSWERS, {}, ["--in", "jeu"])
    assert words[:5] == ["territoires", "new", "card", "--in", "jeu"]
    typed: dict[str, list[str]] = {}
    for option, value in zip(words[5::2], words[6::2], strict=True):
        typed.setdefault(option, []).append(value)
    assert read_options(cards.RECIPE, typed, {"--challenge": str}) == ANSWERS | {"limit3": (), "limit4": ()}
    assert "--challenge" in words
    assert "lien-social:3:On s’y croise chaque semaine." in words
    assert command_words(cards.RECIPE, ANSWERS, ANSWERS) == ["territoires", "new", "card"]


def test_practices_carry_how_they_are_served() -> None:
    """Typed with or without, and given back."""
    typed = {"--practice": ["repair-cafe:Par le local.", "troc"]}
    answers = read_options(actions.RECIPE, typed, {"--practice": str})
    assert answers == {"practices": ("repair-cafe", "troc"), serves("repair-cafe"): ("Par le local.",)}
    assert command_words(actions.RECIPE, answers, {})[3:] == [
        "--practice", "repair-cafe:Par le local.", "--practice", "troc"]  # fmt: skip


def test_a_question_left_empty_is_said_so() -> None:
    """In the command to go on with, what was skipped isn't asked again."""
    words = command_words(cards.RECIPE, {"title": ("X",), "situations": ()}, {})
    assert words == ["territoires", "new", "card", "--title", "X", "--situation", "aucun"]
    assert command_words(cards.RECIPE, {"title": ()}, {"title": ("X",)})[-2:] == ["--title", "aucun"]


@pytest.mark.parametrize(
    ("option", "values", "told"),
    [("--step", ["a", "b", "c", "d"], "3 fois au plus"), ("--challenge", ["mobilite:9:x"], "3, 2 ou 1")],
)
def test_options_typed_wrongly_are_refused(option: str, values: list[str], told: str) -> None:
    """A fourth step, a force that isn't one."""
    with pytest.raises(RequestError, match=told):
        read_options(cards.RECIPE, {option: values}, {"--challenge": str})


def test_a_challenge_may_be_typed_alone() -> None:
    """Its force and its reason are asked for then."""
    read = read_options(cards.RECIPE, {"--challenge": ["jeunes", "mobilite:2"]}, {"--challenge": str})
    assert read == {"challenges": ("jeunes", "mobilite"), weight_of("mobilite"): ("2",)}


def test_faults_of_given_answers_alone_are_told(deck: Deck) -> None:
    """What is missing isn't a fault while questions can still be asked."""
    steps = cards.card_steps(deck)
    assert faults_of(steps, {"title": ("x" * 40,)}, ["title"])[0][0] == "title"
    assert faults_of(steps, {"title": ("Neuf",)}, ["title"]) == []
    assert {name for name, _fault in faults_of(steps, {"title": ("Neuf",)})} >= {"family", "summary", "step1"}
    choice = questions(steps, {})["family"]
    assert choice.fault(("rien",)) is not None


def test_no_question_is_wider_than_a_narrow_terminal(deck: Deck) -> None:
    """Words, hints and options hold in 80 columns, with what the terminal puts before them."""
    card = ANSWERS | {"limit3": ("Une.",), "limit4": ("Une.",), "objective": ("identifier-besoins",)}
    sheet = ANSWERS | {f"step{n}": ("Un.",) for n in range(1, 9)} | {f"indicator{n}": ("Un.",) for n in range(1, 4)}
    every = [
        *questions(cards.card_steps(deck), card | {"example": ()}).values(),
        *questions(cards.card_steps(deck), card).values(),
        *questions(actions.action_steps(deck), sheet).values(),
        *questions(formats.format_steps(deck, []), format_answers(deck)).values(),
        *questions(decks.deck_steps(lambda _values: None, None), {"title": ("Mon jeu",)}).values(),
    ]
    lines = [
        text for item in every for text in (item.words, item.hint, *(f"  {option.line}" for option in item.options))
    ]
    assert not [line for line in lines if len(line) > 75 and "entendu" not in line]


# Formats


def format_answers(deck: Deck, **changes: tuple[str, ...]) -> Answers:
    """Answers for a format begun from `decouverte`."""
    steps = tuple(step.id for step in deck.format["decouverte"].steps)
    return {"base": ("decouverte",), "title": ("Soirée d’immeuble",), "participants": ("12",), "steps": steps} | changes


def test_a_format_begun_from_another_keeps_its_remarks(deck: Deck) -> None:
    """Id, title, audience and people change, a step goes, every other line stays."""
    text = "# dit\nid: a\ntitle: B\naudience: C\nparticipants: 5\nsteps:\n  - id: un # remarque\n    x: 1\n\n  # gardé\n  - id: deux\nsources:\n  - id: s\n"
    answers: Answers = {"title": ("Soir",), "participants": ("9",), "audience": ("Tous",), "steps": ("deux",)}
    made = formats.format_text(text, answers, "# yaml-language-server: $schema=x", [])
    assert made.startswith("# yaml-language-server: $schema=x\n# Soir : écrit par")
    assert made.endswith(
        "# dit\nid: soir\ntitle: Soir\naudience: Tous\nparticipants: 9\nsteps:\n\n  # gardé\n  - id: deux\nsources: []\n"
    )


def test_formats_of_a_series_are_no_start(deck: Deck) -> None:
    """They only make sense together."""
    assert {"serie-1", "decouverte"} & {shape.id for shape in formats.usable_formats(deck)} == {"decouverte"}


def test_questions_of_a_format_keep_it_whole(deck: Deck) -> None:
    """Steps whose loss breaks the flow, too many people, a title that is taken: each is told."""
    steps = formats.format_steps(deck, list(deck.format))
    asked = questions(steps, format_answers(deck))
    assert faults_of(steps, format_answers(deck)) == []
    every = tuple(option.value for option in asked["steps"].options)
    assert "n’ouvre pas" in str(asked["steps"].fault(every[1:])) or asked["steps"].fault(every[1:])
    assert asked["steps"].fault(every[:2]) == "Gardez au moins trois étapes."
    without = tuple(name for name in every if name != "battement")
    assert asked["steps"].fault(without) is None
    assert "72" in str(asked["participants"].fault(("900",)))
    assert asked["participants"].fault(("dix",)) is not None
    assert asked["title"].fault(("Elus",)) is not None
    assert asked["title"].fault(()) is not None
    assert asked["base"].fault(("rien",)) is not None
    assert set(questions(steps, {})) == {"base", "title", "audience"}
    assert WorkshopFormat.model_fields  # the model that the fault of steps builds upon


# Decks


@pytest.mark.parametrize("kind", ["extends", "alone"])
def test_a_deck_begins_with_files_that_its_models_accept(kind: str) -> None:
    """deck.yaml in both kinds; challenges and objectives to rename where it stands alone."""
    answers: Answers = {"title": ("Les cartes d’ici",), "licence": ("CC BY 4.0",), "kind": (kind,), "author": ("Nous",)}
    files = decks.deck_files(answers)
    info = DeckInfo.model_validate(parse_yaml(files["deck.yaml"]))
    assert (info.id, info.licence, info.author) == ("les-cartes-d-ici", "CC BY 4.0", "Nous")
    assert (info.extends is None) == (kind == "alone")
    if kind == "alone":
        assert ChallengeBook.model_validate(parse_yaml(files["challenges.yaml"])).challenges[0].id == "mon-defi"
    else:
        assert set(files) == {"deck.yaml", "LISEZ-MOI.txt"}
    assert len(files["LISEZ-MOI.txt"].splitlines()) == 5


def test_the_questions_of_a_deck() -> None:
    """Title, author, licence, what becomes of the built-in deck; where to, unless a folder is named."""

    def fault(values: tuple[str, ...]) -> str | None:
        return "pris" if values == ("pris",) else None

    asked = questions(decks.deck_steps(fault, None), {"title": ("Mon jeu",)})
    assert list(asked) == ["title", "author", "licence", "kind", "folder"]
    assert asked["folder"].default == ("mon-jeu",)
    assert asked["folder"].fault(("pris",)) == "pris"
    assert asked["licence"].default == ("CC BY-SA 4.0",)
    assert "folder" not in questions(decks.deck_steps(fault, "ici"), {})


def test_helpers_keep_plain_types() -> None:
    """What goes into a file is plain data: no tuple reaches the writer unseen."""
    examples: dict[str, Any] = {**cards.card_examples(), **actions.action_examples()}
    assert all(isinstance(value, str | list | dict) for value in examples.values())

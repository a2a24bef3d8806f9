"""Small pieces of French: clock times, dates, durations, citations, and commands to type."""

import shlex

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from territoires_cli.documents.writing import (
    citation_words,
    clock,
    date_words,
    dated,
    dated_together,
    duration_words,
    fact_line,
    line,
    sentence,
    status_line,
    strong,
)
from territoires_cli.models.base import Citation, Fact, Status
from territoires_cli.models.deck import Deck
from territoires_cli.models.document import Span
from territoires_cli.quoting import command_line

CITED = Citation(id="sharitories", locator="page 3")


@pytest.mark.parametrize(
    ("start", "minutes", "printed"),
    [
        ("09:00", 0, "9 h 00"),
        ("09:00", 65, "10 h 05"),
        ("09:00", -30, "8 h 30"),
        ("23:30", 45, "0 h 15"),
        ("00:10", -30, "23 h 40"),
    ],
)
def test_clock_times_go_round_the_clock(start: str, minutes: int, printed: str) -> None:
    """Minutes after (or before) a start, as French prints them, past midnight too."""
    assert clock(start, minutes) == printed


@pytest.mark.parametrize(
    ("minutes", "printed"), [(5, "5 min"), (60, "1 h"), (65, "1 h 05"), (240, "4 h"), (205, "3 h 25")]
)
def test_durations_read_as_french_prints_them(minutes: int, printed: str) -> None:
    """Minutes alone below an hour, then hours, then both."""
    assert duration_words(minutes) == printed


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("2026-12-03", "jeudi 3 décembre 2026"),
        ("2027-01-01", "vendredi 1er janvier 2027"),
        ("2028-02-29", "mardi 29 février 2028"),
        ("2027-02-29", "2027-02-29"),
        ("le 3 décembre", "le 3 décembre"),
    ],
)
def test_dates_are_put_in_words_where_they_are_dates(typed: str, printed: str) -> None:
    """An ISO date becomes words; anything else stays as it was typed."""
    assert date_words(typed) == printed


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("un début", "Un début."),
        ("Fini !", "Fini !"),
        ("  à suivre… ", "À suivre…"),
        ("liste :", "Liste :"),
        ("a", "A."),
    ],
)
def test_a_sentence_has_a_capital_and_an_end(text: str, printed: str) -> None:
    """Only what is missing is added."""
    assert sentence(text) == printed


def test_a_fact_says_its_source_and_its_year(deck: Deck) -> None:
    """The year stands apart unless the source's own name tells it; nobody's year is said to be unknown."""
    source = deck.source["sharitories"]
    assert source.year == 2017
    assert citation_words(deck, CITED).endswith(", page 3")
    assert dated(deck, CITED, 2017).count("2017") == 1
    assert dated(deck, CITED, 2014).endswith(" ; année du fait : 2014)")
    assert dated(deck, CITED, None).endswith(" ; année non donnée)")
    assert "page 3" not in dated(deck, CITED, 2014, locator=False)
    assert (dated(deck, None, 2014), dated(deck, None, None)) == ("(2014)", "(année non donnée)")
    assert dated(deck, CITED, 2017, remark="à vérifier").endswith("page 3 ; à vérifier)")
    assert dated(deck, CITED, None, remark="à vérifier").endswith(" ; année non donnée, à vérifier)")


def test_sources_of_one_thing_stand_between_one_pair_of_brackets(deck: Deck) -> None:
    """The places in one source are joined, each once; another year or another source stands apart."""
    other = Citation(id="sharitories", locator="page 9 ; page 3")
    assert dated_together(deck, [(CITED, 2017), (other, 2017)]) == "(rapport Sharitories, 2017, page 3 ; page 9)"
    assert dated_together(deck, [(CITED, 2017), (Citation(id="inconnue"), 2016)]) == (
        "(rapport Sharitories, 2017, page 3 ; inconnue ; année du fait : 2016)"
    )


def test_a_source_that_the_deck_lacks_is_named_by_its_id(deck: Deck) -> None:
    """A city from elsewhere may cite what this deck doesn't know."""
    unknown = Citation(id="inconnue")
    assert citation_words(deck, unknown) == "inconnue"
    assert dated(deck, unknown, 2020) == "(inconnue ; année du fait : 2020)"


def test_a_note_of_the_editor_is_told_apart(deck: Deck) -> None:
    """The note follows the fact and its source."""
    fact = Fact(text="deux lignes", as_of=2017, source=CITED, note="à vérifier")
    text = "".join(span.text for span in fact_line(deck, fact) if isinstance(span, Span))
    assert text.startswith("Deux lignes. (")
    assert text.endswith(") Note : À vérifier.")


@pytest.mark.parametrize(
    ("status", "printed"),
    [
        (Status(state="unknown"), None),
        (Status(state="unknown", note="rien trouvé"), "Rien trouvé."),
        (Status(state="closed", since=2015), "Fermé en 2015."),
        (Status(state="closed"), "Fermé (date exacte inconnue)."),
        (Status(state="closed", as_of=2019), "Fermé en 2019 au plus tard."),
        (Status(state="renamed", became="Mpact", since=2021), "Nouveau nom en 2021 : Mpact."),
        (Status(state="renamed", became="Mpact"), "Nouveau nom : Mpact."),
        (Status(state="active"), "En activité à une date inconnue."),
        (Status(state="active", as_of=2023), "En activité en 2023."),
        (Status(state="active", as_of=2023, note="sur place"), "En activité en 2023. Sur place."),
    ],
)
def test_what_became_of_an_initiative(deck: Deck, status: Status, printed: str | None) -> None:
    """Each state has its words; nothing is said where nobody knows."""
    assert status_line(deck, status) == printed


def test_a_status_names_its_source(deck: Deck) -> None:
    """Where a source tells what became of it, it is cited."""
    words = status_line(deck, Status(state="closed", since=2015, as_of=2017, source=CITED))
    assert words is not None
    assert words.startswith("Fermé en 2015. (")
    assert "page 3" in words


def test_lines_take_words_and_runs() -> None:
    """Plain words become plain runs."""
    assert line("a ", strong("b")) == (Span(text="a "), Span(text="b", style="strong"))


TYPED = st.text(alphabet=st.characters(codec="utf-8", exclude_characters="$`\x00"), max_size=20)


@given(st.lists(TYPED, min_size=1, max_size=5))
@settings(deadline=None, max_examples=100)
def test_a_command_line_reads_back_word_for_word(words: list[str]) -> None:
    """Whatever the words hold, a shell reads them back as they were (`$` and backticks are tried in a real shell)."""
    assert shlex.split(command_line(words)) == words


def test_plain_words_need_no_quotes() -> None:
    """Ids, files, options and times stay as people type them."""
    assert (
        command_line(["plan", "ma-ville.yaml", "--start", "09:00", "Épinal", ""])
        == 'plan ma-ville.yaml --start 09:00 Épinal ""'
    )

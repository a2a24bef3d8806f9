"""French stands in the code; a catalogue may replace it."""

import gettext as stdlib

import pytest

from territoires_cli import translation
from territoires_cli.translation import gettext, ngettext


def test_without_catalogue_the_french_sentence_is_said() -> None:
    """The sentence in the code is what people read."""
    assert gettext("La carte n’existe pas.") == "La carte n’existe pas."


@pytest.mark.parametrize(("count", "said"), [(0, "carte"), (1, "carte"), (-1, "carte"), (2, "cartes"), (35, "cartes")])
def test_french_plurals_begin_at_two(count: int, said: str) -> None:
    """Nothing and one take the singular, unlike in English."""
    assert ngettext("carte", "cartes", count) == said


def test_a_catalogue_decides(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a translation is installed, it gives the sentence and its own rule of plurals."""

    class Shouting(stdlib.NullTranslations):
        def gettext(self, message: str) -> str:
            return message.upper()

        def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
            return f"{n} {msgid1}|{msgid2}"

    monkeypatch.setattr(translation, "_catalogue", Shouting)
    assert gettext("carte") == "CARTE"
    assert ngettext("carte", "cartes", 0) == "0 carte|cartes"

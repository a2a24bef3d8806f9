"""A session on the command line: led line by line, written up from paper, followed by the room."""

from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from territoires_cli.errors import TerritoiresError
from territoires_cli.journal import FILE, Journal, read_journal
from territoires_cli.models.plan import Plan
from territoires_cli.sessions import find_session, kept_sessions

if TYPE_CHECKING:
    from tests.conftest import Result

Run = Callable[..., "Result"]


@pytest.fixture
def typing(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., "Result"]:
    """Run a command with lines on its standard input, in a folder with a plan."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TERRITOIRES_SESSIONS", str(tmp_path / "sessions"))
    assert run("plan", "lorient", "--seed", "1", "-o", "plan.yaml").code == 0

    def call(*arguments: str, lines: str = "") -> "Result":
        monkeypatch.setattr("sys.stdin", StringIO(lines))
        return run(*arguments)

    return call


def test_paper_is_typed_in_from_a_plan(typing: Callable[..., "Result"]) -> None:
    """A plan opens a session; each line is read back; a line that isn't understood is told with its number, the others kept."""
    done = typing(
        "harvest",
        "plan.yaml",
        lines="1.3 g La Colloc\nbla\n1.10 Ouvrir ; qui : X ; 8 voix\n?\nreste\nliste\nquitter\n2 d x\n",
    )
    assert done.code == 1
    assert "#1 1.3 · " in done.out
    assert "Ligne 2 : « bla »" in done.out
    assert "corriger 1.1 nouveaux mots" in done.out
    assert "Table 1, il reste : 1.1" in done.out
    assert "1.3" not in done.out.split("il reste")[1].split("\n")[0]
    assert "3 entrées gardées" in done.err
    again = typing("harvest", lines="liste\n2.1 é non\n")
    assert again.code == 0
    assert "à confirmer par X" in again.out
    assert len(read_journal(find_session(None)).entries) == 4


def test_a_plan_that_has_a_session_goes_on_with_it(typing: Callable[..., "Result"]) -> None:
    """Typing in again from the same plan's file fills the same session; so does the report; leading anew says what is kept."""
    typing("harvest", "plan.yaml", lines="1.1 g oui\n")
    assert "Aucune séance n’est gardée" not in typing("report", "plan.yaml").err
    again = typing("harvest", "plan.yaml", lines="1.2 é non\n")
    assert "Suite de la séance" in again.err
    assert len(read_journal(find_session(None)).entries) == 2
    assert "oui" in typing("report", "plan.yaml").out
    anew = typing("run", "plan.yaml")
    assert "run --resume" in anew.err
    assert len(kept_sessions()) == 2
    assert typing("plan", "narbonne", "--seed", "1", "-o", "autre.yaml").code == 0
    assert "Aucune séance n’est gardée de « autre.yaml »" in typing("report", "autre.yaml").err


def test_figures_alone_take_no_minutes(typing: Callable[..., "Result"]) -> None:
    """Only a sign before them does; the script can be read line by line."""
    done = typing("run", "plan.yaml", lines="suivant\n25\nscript\n-5\n")
    assert [entry.kind for entry in read_journal(find_session(None)).entries] == ["start", "extend"]
    assert "Il n’y a pas de table 25" in done.out.replace("\u00a0", " ")
    assert "À dire" in done.out


def test_a_session_is_led_line_by_line(typing: Callable[..., "Result"]) -> None:
    """Steps, minutes, pause, cards, retiming, the end; wrong words are told; it goes on where it was."""
    lines = "temps\nsuivant\n+5\npause\nreprendre\nprécédent\nrecaler ?\nrecaler\ncarte 2\ncarte 99\naller nos forces\naller 2\naller zzz\n-5\nfin\n"
    done = typing("run", "plan.yaml", lines=lines)
    told = done.out.replace("\u00a0", " ")
    assert done.code == 1
    assert told.startswith("Avant de commencer")
    assert "Étape 1 sur" in told
    assert "19:5" in told
    assert "En pause" in told
    assert "C’est la première étape" in told
    assert "Pour l’accepter : recaler" in told
    assert "carte tirée :" in told
    assert "Dites pour quelle table" in told
    assert "Nos forces" in told
    assert "par son numéro" in told
    assert "Séance terminée" in told
    kinds = [entry.kind for entry in read_journal(find_session(None)).entries]
    assert kinds == ["start", "extend", "pause", "resume", "retime", "dealt", "move", "move", "extend", "end"]
    again = typing("run", "--resume", lines="reprendre\nsuivant\n?\n")
    assert again.code == 0
    assert "recaler 2=10" in again.out


def test_the_room_is_told_the_step_and_nothing_else(typing: Callable[..., "Result"]) -> None:
    """Without a terminal: once, in words, never a note; also while another window leads."""
    typing("run", "plan.yaml", lines="1 note Quxnote\n")
    before = typing("run", "--room")
    assert "Lorient" in before.out
    typing("run", "--resume", lines="suivant\n")
    with Journal.take(find_session(None)):
        shown = typing("run", "--room")
        refused = typing("run", "--resume")
    assert shown.code == 0
    assert "Ouverture" in shown.out
    assert "14:5" in shown.out
    assert "Quxnote" not in shown.out
    assert refused.code == 1
    assert "déjà ouverte dans une autre fenêtre" in refused.err


def test_a_torn_line_is_told_when_work_goes_on(typing: Callable[..., "Result"]) -> None:
    """Both to who leads and to who types in."""
    typing("run", "plan.yaml", lines="suivant\n")
    for words in (("run", "--resume"), ("harvest",)):
        path = find_session(None) / FILE
        path.write_bytes(path.read_bytes() + b'{"n":')
        done = typing(*words)
        assert done.code == 0
        assert "La dernière ligne du journal était coupée" in done.err


def test_what_is_asked_wrongly_is_told(typing: Callable[..., "Result"], plan_of: Callable[..., Plan]) -> None:
    """No plan, no session; retiming before the start, minutes before the start."""
    assert typing("run").code == 2
    for command in ("run", "harvest", "report"):
        assert "Le fichier « absent.yaml » n’existe pas" in typing(command, "absent.yaml").err
    assert "Aucune séance" in typing("harvest").err
    done = typing("run", "plan.yaml", lines="recaler\n+5\npause\nprécédent\nfin\nrecaler 99=5\nannuler\ncarte\n")
    told = done.out.replace("\u00a0", " ")
    assert "Il ne reste aucune étape à recaler" in told
    assert told.count("n’a pas encore commencé") == 2
    assert "Aucune étape n’est en cours" in told
    after = typing("run", "--resume", lines="suivant\nrecaler 99=5\nrecaler 1=0\nrecaler ?\n").out.replace(
        "\u00a0", " "
    )
    assert "99 n’en est pas une" in after


def test_a_session_goes_on_elsewhere_when_the_disk_is_full(
    typing: Callable[..., "Result"], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """It is said at once, what waits is kept, and everything is written into the folder named."""
    from territoires_cli import journal

    real = journal.Journal._write
    monkeypatch.setattr(
        journal.Journal,
        "_write",
        lambda self, line: None if self.folder.name == "cle" and real(self, line) is None else "le disque est plein",
    )
    done = typing(
        "harvest",
        "plan.yaml",
        lines=f"1.1 g\n1.2 é\nailleurs\nailleurs {tmp_path / 'cle'}\n1.3 g\nailleurs {tmp_path / 'cle'}\n",
    )
    assert "Pas encore sur le disque (le disque est plein) : 1 entrée attend" in done.out
    assert "2 entrées attendent" in done.out
    assert "Dites quel dossier" in done.out
    assert "existe déjà" in done.out
    assert len(read_journal(tmp_path / "cle").entries) == 3


def test_what_waits_is_saved_when_a_session_is_left(
    typing: Callable[..., "Result"], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Into the folder where the command runs, or, where nothing can be written anywhere, on the screen to be copied."""
    from territoires_cli import journal

    real = journal.Journal._write
    monkeypatch.setattr(journal.Journal, "_write", lambda _self, _line: "le disque est plein")
    done = typing("harvest", "plan.yaml", lines="1.1 g oui\n")
    assert "toute la séance est maintenant dans" in done.err
    (saved,) = tmp_path.glob("*-sauvee")
    assert [entry.text for entry in read_journal(saved).entries] == ["oui"]

    def refuse(_self: journal.Journal, _folder: Path) -> None:
        raise TerritoiresError("non")

    monkeypatch.setattr(journal.Journal, "save_elsewhere", refuse)
    lost = typing("run", "--resume", lines="1.1 é Quxnon\n")
    assert "Recopiez-les" in lost.err
    assert "Quxnon" in lost.err
    monkeypatch.setattr(journal.Journal, "_write", real)
    assert typing("harvest", lines="1.1 g\n").code == 0

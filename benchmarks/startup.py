"""What each command costs, as a ratio to an empty two-command typer app in the same environment.

Runs the two in turn and prints the median of the paired ratios, in a pipe with a cold and a warm cache, and in a
pseudo-terminal with a warm one. Times are wall-clock seconds of whole processes.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median

PAIRS = int(os.environ.get("BENCH_PAIRS", "15"))
COMMANDS = (
    ("list",),
    ("show", "A1"),
    ("draw", "3", "--seed", "1"),
    ("match", "lorient"),
    ("match", "--text", "La dernière épicerie a fermé en mars, et nos anciens ne conduisent plus."),
    ("match", "{page}"),
    ("match", "lorient", "--hand", "8"),
    ("plan", "lorient", "--seed", "1"),
    ("plan", "lorient", "--seed", "1", "--participants", "120"),
)
# A page as a town hall would send it: three hundred words.
PAGE = """
Monsieur le directeur, vous nous demandez ce qui ne va pas chez nous. Voici ce que le conseil et quelques habitants ont
dit hier soir, dans l’ordre où cela est venu. La dernière épicerie a fermé en mars, et la boulangerie ne trouve pas de
repreneur. Nos anciens ne conduisent plus, et le car ne passe que le jeudi, jour du marché, qui se vide lui aussi.

Les jeunes partent à dix-huit ans pour le lycée de la ville, puis pour la faculté, et ne reviennent pas. Ceux qui restent
font soixante kilomètres par jour, chacun dans sa voiture, vers la zone industrielle ; l’essence leur mange un jour de
salaire par semaine. Une entreprise cherche des soudeurs depuis un an et n’en trouve pas.

L’ancienne laiterie est vide depuis 2009. Elle est grande, saine, au bord de la rivière, et deux promoteurs ont renoncé.
Des artisans du canton ont demandé s’ils pourraient y louer un coin ; personne ne sait à qui s’adresser. Le foyer rural
n’a plus de bénévoles : ce sont toujours les mêmes, et ils fatiguent. On ne se connaît plus dans le lotissement, où
quarante familles sont arrivées en cinq ans sans que l’on se soit parlé.

Enfin, l’argent. La commune n’en a guère. Les gens d’ici épargnent pourtant, dans des banques qui prêtent ailleurs, et
dépensent dans les grandes surfaces de la rocade ou sur internet. Le maraîcher jette une partie de sa récolte pendant que
la cantine achète ses carottes à une centrale. On nous a parlé de panneaux solaires sur le toit de la salle des fêtes ; le
dossier dort. Nous avons déjà une bibliothèque de rue et un petit jardin partagé derrière l’école, qui marchent bien.

Nous ne voulons pas d’un rapport de plus, mais d’une soirée de travail où chacun dise ce qu’il peut faire.
"""
EMPTY_APP = """
import typer

app = typer.Typer()


@app.command()
def one() -> None:
    print("one")


@app.command()
def two() -> None:
    print("two")


app()
"""


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as folder:
        empty = Path(folder) / "empty.py"
        empty.write_text(EMPTY_APP, encoding="utf-8")
        cache = Path(folder) / "cache"
        environment = {**os.environ, "TERRITOIRES_CACHE_DIR": str(cache), "COLUMNS": "80"}
        # As on a user's machine: modules are compiled once, whatever this shell asks for.
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        baseline = [sys.executable, str(empty), "one"]
        page = Path(folder) / "page.txt"
        page.write_text(PAGE, encoding="utf-8")
        run_quietly(baseline, environment)
        print(f"{'command':<28}{'cold':>8}{'warm':>8}{'terminal':>10}   (median of {PAIRS} paired ratios)")
        for words in COMMANDS:
            told = [word.replace("{page}", str(page)) for word in words]
            command = [str(Path(sys.executable).parent / "territoires"), *told]
            run_quietly(command, environment)

            def forget() -> None:
                shutil.rmtree(cache, ignore_errors=True)

            cold = ratio(command, baseline, environment, before=forget)
            warm = ratio(command, baseline, environment)
            terminal = ratio(command, baseline, environment, run=run_in_terminal) if os.name == "posix" else None
            shown = f"{terminal:10.2f}" if terminal is not None else f"{'–':>10}"
            print(f"{' '.join(words)[:27]:<28}{cold:8.2f}{warm:8.2f}{shown}")


def ratio(
    command: Sequence[str],
    baseline: Sequence[str],
    environment: dict[str, str],
    run: Callable[[Sequence[str], dict[str, str]], float] | None = None,
    before: Callable[[], None] | None = None,
) -> float:
    """The median over pairs of time(command) / time(baseline)."""
    timed = run or run_quietly
    ratios = []
    for _pair in range(PAIRS):
        if before is not None:
            before()
        ratios.append(timed(command, environment) / timed(baseline, environment))
    return median(ratios)


def run_quietly(command: Sequence[str], environment: dict[str, str]) -> float:
    """Seconds that a command takes, its output sent to a pipe."""
    started = time.perf_counter()
    subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=True)
    return time.perf_counter() - started


def run_in_terminal(command: Sequence[str], environment: dict[str, str]) -> float:
    """Seconds that a command takes in a pseudo-terminal whose output is read as it comes."""
    import pty

    master, slave = pty.openpty()
    started = time.perf_counter()
    process = subprocess.Popen(command, env={**environment, "TERM": "xterm-256color"}, stdout=slave, stderr=slave)
    os.close(slave)
    try:
        while os.read(master, 65536):
            pass
    except OSError:
        pass  # the other side of the terminal is closed
    process.wait()
    os.close(master)
    return time.perf_counter() - started


if __name__ == "__main__":
    main()

"""Build the wheel, install it in an empty environment away from the checkout, and use it there.

Run by `make check`; prints what it proved, and fails at the first thing that doesn't hold.
"""

import json
import os
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def main() -> None:
    """Build, install, list 35 cards, make a plan."""
    with tempfile.TemporaryDirectory() as folder:
        away = Path(folder)
        build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(away), str(ROOT)]
        subprocess.run(build, check=True, stdout=subprocess.DEVNULL)
        (wheel,) = away.glob("*.whl")
        venv.create(away / "venv", with_pip=True)
        scripts = away / "venv" / ("Scripts" if os.name == "nt" else "bin")
        constraints = str(ROOT / "constraints.txt")
        install = [str(scripts / "python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        subprocess.run([*install, "-c", constraints, str(wheel)], check=True)
        environment = {**os.environ, "TERRITOIRES_CACHE_DIR": str(away / "cache"), "PYTHONIOENCODING": "utf-8"}
        environment.pop("PYTHONPATH", None)

        def territoires(*arguments: str) -> str:
            command = [str(scripts / "territoires"), *arguments]
            done = subprocess.run(command, cwd=away, env=environment, check=True, capture_output=True)
            return done.stdout.decode("utf-8")

        cards = json.loads(territoires("list", "--json"))
        assert len(cards) == 35, f"{len(cards)} cards in the wheel"
        plan = territoires("plan", "lorient", "--seed", "1")
        assert plan.startswith("# "), "no plan from the wheel"
        assert "territoires plan lorient" in plan, "the plan doesn't say how to make it again"
        assert territoires("check") == "", "the wheel's deck has problems"
        sys.stdout.write(f"{wheel.name}: installed away from the checkout, {len(cards)} cards, a plan for Lorient\n")


if __name__ == "__main__":
    main()

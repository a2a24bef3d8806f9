"""Kills a writer of a session's journal five hundred times at random moments, and counts what was lost or broken (bound 0)."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def main() -> int:
    """Run the test of kills with its number of kills raised."""
    command = [sys.executable, "-m", "pytest", "-q", "--no-cov", "tests/test_journal.py", "-k", "kills_lose_nothing"]
    environment = {"JOURNAL_KILLS": "500", **os.environ}
    done = subprocess.run(command, cwd=ROOT, env=environment, check=False)
    print(
        f"{environment['JOURNAL_KILLS']} kills: {'nothing acknowledged was lost' if done.returncode == 0 else 'FAILED'}"
    )
    return done.returncode


if __name__ == "__main__":
    sys.exit(main())

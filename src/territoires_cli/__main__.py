"""Entry point: `territoires` and `python -m territoires_cli`; the one place that turns errors into exit codes."""

import gc
import os
import sys

# A command lives for a fraction of a second: collecting garbage while modules load is a tenth of it, and looking
# through every object once more on the way out (see `gc.freeze` below) a fifth.
gc.set_threshold(100_000)
# Plugins of pydantic that happen to be installed have no business in a command line; looking for them costs time.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")


def main() -> None:
    """Run the command line and leave with 0 (done), 1 (expected error), 2 (usage), 3 (content) or 130 (interrupted)."""
    _open_missing_streams()
    try:
        code = _run()
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader has seen enough (`| head -1`): nothing went wrong, and nothing more can be said on stdout.
        _silence_stdout()
        code = 0
    except OSError as error:
        code = _tell_refusal(error)
    except KeyboardInterrupt:
        sys.stderr.write("\nInterrompu.\n")
        code = 130
    gc.freeze()
    sys.exit(code)


def _tell_refusal(error: OSError) -> int:
    """Say what the system refused, and the exit code: a file or folder where one is named, else the result itself."""
    from territoires_cli.errors import TerritoiresError, reason_of
    from territoires_cli.translation import gettext as _
    from territoires_cli.typography import one_line

    if error.filename is None:
        _silence_stdout()
        told = _("Impossible d’écrire le résultat : {reason}.").format(reason=reason_of(error))
    else:
        told = _("« {path} » ne peut être ni lu ni écrit : {reason}.").format(
            path=error.filename, reason=reason_of(error)
        )
    sys.stderr.write(one_line(told) + "\n")
    return TerritoiresError.exit_code


def _open_missing_streams() -> None:
    """Give the streams that whoever called us has closed (`>&-`) a place that leads nowhere."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115, PTH123 - open until the end


def _silence_stdout() -> None:
    """Send what Python still holds for stdout nowhere, so that leaving raises nothing more."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _run() -> int:
    from territoires_cli.cli.app import run

    return run(sys.argv[1:])


if __name__ == "__main__":
    main()

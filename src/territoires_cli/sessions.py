"""Sessions kept on this machine: opened from a plan, found by name, listed, removed. Nothing leaves the machine."""

import os
import time
from pathlib import Path
from typing import NamedTuple

from territoires_cli.errors import RequestError, TerritoiresError, reason_of
from territoires_cli.journal import FILE, PLAN, head_line, read_journal, sync_folder
from territoires_cli.models.city import slug
from territoires_cli.models.plan import Plan
from territoires_cli.models.session import SessionHead
from territoires_cli.store import plan_to_yaml
from territoires_cli.translation import gettext as _
from territoires_cli.trees import write_folder


class Kept(NamedTuple):
    """A session on disk: its name, its folder, its title, when it was opened, how many entries it holds."""

    name: str
    folder: Path
    title: str
    opened: float
    entries: int
    changed: float


def sessions_folder() -> Path:
    """Where sessions are kept: TERRITOIRES_SESSIONS, or the platform's own place for a user's data."""
    chosen = os.environ.get("TERRITOIRES_SESSIONS")
    if chosen:
        return Path(chosen)
    from platformdirs import user_data_path

    return user_data_path("territoires-cli", appauthor=False) / "sessions"


def open_session(plan: Plan, title: str, now: float, folder: Path | None = None) -> Path:
    """Begin a session of a plan: a folder of its own with the plan and an empty journal. `now` in seconds since 1970.

    Raises TerritoiresError where it can't be written.
    """
    root = sessions_folder() if folder is None else folder.parent
    day = time.strftime("%Y-%m-%d", time.localtime(now))
    wanted = slug(folder.name if folder is not None else f"{day}-{plan.city.name}")[:60].strip("-") or "seance"
    for name in (wanted, *(f"{wanted}-{number}" for number in range(2, 1000))):
        target = folder if folder is not None else root / name
        if target.exists() and folder is None:
            continue
        head = SessionHead.model_validate({"schema": 1, "name": name, "title": title, "opened": now})
        write_folder(target, {FILE: head_line(head), PLAN: plan_to_yaml(plan).encode("utf-8")})
        _settle(target)
        return target
    raise TerritoiresError(_("Trop de séances portent ce nom dans « {path} ».").format(path=root))


def _settle(folder: Path) -> None:
    """Have what was just written on disk, names included."""
    for name in (FILE, PLAN):
        with (folder / name).open("rb+") as file:
            os.fsync(file.fileno())
    sync_folder(folder)
    sync_folder(folder.parent)


def kept_sessions() -> list[Kept]:
    """Every session kept here, the one written to last first; what can't be read is left out."""
    root = sessions_folder()
    found = []
    for journal in root.glob(f"*/{FILE}") if root.is_dir() else ():
        try:
            told = read_journal(journal.parent)
            changed = journal.stat().st_mtime
        except (TerritoiresError, OSError):
            continue
        folder = journal.parent
        found.append(Kept(folder.name, folder, told.head.title, told.head.opened, len(told.entries), changed))
    return sorted(found, key=lambda kept: (-kept.changed, kept.name))


def session_of(plan: Plan) -> Path | None:
    """The folder of the session of this very plan that was written to last; None where there is none."""
    content = plan_to_yaml(plan).encode("utf-8")
    return next((kept.folder for kept in kept_sessions() if (kept.folder / PLAN).read_bytes() == content), None)


def find_session(name: str | None) -> Path:
    """The folder of a session: a folder that is given, the session of that name or beginning of one, or the last one.

    Raises RequestError where there is none, or several begin so.
    """
    if name is not None and (Path(name) / FILE).is_file():
        return Path(name)
    kept = kept_sessions()
    if name is None:
        if not kept:
            raise RequestError(_("Aucune séance n’est gardée ici. Pour en ouvrir une : territoires run plan.yaml"))
        return kept[0].folder
    exact = [item for item in kept if item.name == name]
    found = exact or [item for item in kept if item.name.startswith(name)]
    if len(found) == 1:
        return found[0].folder
    known = ", ".join(item.name for item in (found or kept)[:8])
    if not known:
        raise RequestError(_("Aucune séance n’est gardée ici. Pour en ouvrir une : territoires run plan.yaml"))
    if found:
        raise RequestError(_("Plusieurs séances commencent par « {name} » : {known}.").format(name=name, known=known))
    raise RequestError(_("Aucune séance ne s’appelle « {name} ». Il y a : {known}.").format(name=name, known=known))


def rescue_folders(name: str) -> list[Path]:
    """Where a session may be written when its own disk refuses: here, at the user's home, among temporary files."""
    import tempfile

    return [base / f"{name}-sauvee" for base in (Path.cwd(), Path.home(), Path(tempfile.gettempdir()))]


def remove_session(folder: Path) -> None:
    """Remove a session and all that it holds. Raises TerritoiresError where that can't be done."""
    import shutil

    try:
        shutil.rmtree(folder)
    except OSError as error:
        raise TerritoiresError(
            _("La séance « {path} » ne peut pas être supprimée ({reason}).").format(
                path=folder, reason=reason_of(error)
            )
        ) from None

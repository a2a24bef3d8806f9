"""Writing files that people keep: whole or not at all, and never over what is already there."""

import os
import stat
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from territoires_cli.errors import ContentError, TerritoiresError, reason_of
from territoires_cli.models.plan import Plan
from territoires_cli.translation import gettext as _
from territoires_cli.yaml_text import write_yaml

_HEADER = _(
    "# Plan d’atelier écrit par territoires : des décisions seulement. Vous pouvez le garder, le partager et le corriger\n"
    "# (noms, minutes, cartes, personnes, date, lieu, mandat), puis refaire le document : territoires render plan.yaml\n"
)
DRAFT = ".territoires-"
"""How the names of files begin that are there only while something is written."""


class WritingError(TerritoiresError):
    """The system would not write something."""


def write_file(path: Path, content: bytes, *, force: bool = False) -> bool:
    """Write a file in one go, and say whether it replaced one.

    Raises TerritoiresError where it exists (without `force`), WritingError where it can't be written.
    """
    draft: Path | None = None
    try:
        existed = path.exists()
        if existed and not force:
            raise FileExistsError  # noqa: TRY301 - told below, with the same error met a moment later
        draft = write_draft(path, content)
        if force:
            # Through a link, so that what it points to is replaced and the link stays.
            draft.replace(path.resolve())
        else:
            _rename_new(draft, path)
    except FileExistsError:
        raise TerritoiresError(
            _(
                "Le fichier « {path} » existe déjà : choisissez un autre nom, ou ajoutez --force pour le remplacer."
            ).format(path=path)
        ) from None
    except OSError as error:
        raise WritingError(
            _(
                "Impossible d’écrire « {path} » ({reason}). Ce fichier n’a pas été écrit : essayez un autre dossier."
            ).format(path=path, reason=reason_of(error))
        ) from None
    finally:
        if draft is not None:
            draft.unlink(missing_ok=True)
    return existed


def write_draft(path: Path, content: bytes) -> Path:
    """A file beside `path` with this content, safe on the disk, and with the permissions that `path` has or would have.

    Raises OSError where it can't be written; nothing is left of it then.
    """
    with NamedTemporaryFile(dir=path.parent, prefix=DRAFT, delete=False) as file:
        draft = Path(file.name)
        try:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
            draft.chmod(_mode_of(path))
        except BaseException:
            file.close()
            draft.unlink(missing_ok=True)
            raise
    return draft


def delete_file(path: Path) -> None:
    """Delete a file of the tool's own. Raises TerritoiresError where that can't be."""
    try:
        path.unlink()
    except OSError as error:
        raise TerritoiresError(
            _("Impossible de supprimer « {path} » ({reason}).").format(path=path, reason=reason_of(error))
        ) from None


def refuse_outside(path: Path, folder: Path) -> None:
    """Raise TerritoiresError for a file that a link would take out of a folder: a stranger's deck may hold such links."""
    if not path.resolve().is_relative_to(folder.resolve()):
        raise TerritoiresError(
            _(
                "« {path} » est un lien qui mène hors du dossier « {folder} » : rien n’y a été écrit ; ôtez ce lien."
            ).format(path=path, folder=folder)
        )


def make_folder_of(path: Path) -> None:
    """Make the folder that a file goes into. Raises WritingError where that can't be."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise WritingError(
            _("Impossible de créer le dossier « {path} » ({reason}).").format(path=path.parent, reason=reason_of(error))
        ) from None


def amend_file(path: Path, change: Callable[[str], str]) -> bool:
    """Write a file that people keep anew with a change to its text (see `amending`), and say whether it changed.

    Raises TerritoiresError where it can't be read, changed or written; its encoding and ends of lines stay.
    """
    from territoires_cli.amending import AmendingError
    from territoires_cli.problems import Problem
    from territoires_cli.safe_yaml import YamlError

    try:
        text = path.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = reason_of(error) if isinstance(error, OSError) else _("il n’est pas enregistré en UTF-8")
        raise TerritoiresError(
            _("Le fichier « {path} » ne peut pas être lu : {reason}.").format(path=path, reason=reason)
        ) from None
    try:
        changed = change(text)
    except YamlError as problem:
        raise ContentError([Problem(str(path), problem.line, problem.column, "", problem.message)]) from None
    except AmendingError as error:
        raise AmendingError(f"{path} : {error}") from None
    if changed != text:
        write_file(path, changed.encode("utf-8"), force=True)
    return changed != text


def make_folder(path: Path) -> None:
    """Make a folder where there is none. Raises TerritoiresError where that can't be."""
    make_folder_of(path / "inside")


def _rename_new(draft: Path, path: Path) -> None:
    """Give the draft its name unless that name exists, even if it came to exist a moment ago (FileExistsError)."""
    try:
        path.hardlink_to(draft)
    except FileExistsError:
        raise
    except OSError:  # a disk without hard links, such as a memory stick
        if path.exists():
            raise FileExistsError from None
        draft.replace(path)


def plan_to_yaml(plan: Plan) -> str:
    """A plan as YAML that people can read and that reads back as the same plan."""
    data = plan.model_dump(mode="json", by_alias=True, exclude_none=True, exclude_defaults=False)
    for fact in data["city"]["facts"]:
        fact.setdefault("as_of", None)  # a fact must say that it has no year
    return _HEADER + write_yaml(data)


def data_to_yaml(data: Mapping[str, Any], head: str) -> str:
    """Plain data as YAML under a remark."""
    return f"# {head}\n" + write_yaml(dict(data))


def readable_yaml(data: Any, head: str) -> str:
    """Data as YAML under remarks, long texts on lines of their own without quotes, and sure to read back the same.

    `head` is written line by line, without its « # ».
    """
    from territoires_cli.safe_yaml import YamlError, parse_yaml
    from territoires_cli.yaml_text import write_like_people

    remarks = "".join(f"# {line}\n" for line in head.splitlines())
    for writer in (write_like_people, write_yaml):
        text = writer(data)
        try:
            if parse_yaml(text) == data:
                break
        except YamlError:
            # A text that can't stand on lines of its own stands in quotes.
            continue
    return remarks + text


def commented_yaml(head: str, fields: Sequence[tuple[str, str, Any, Any]]) -> str:
    """Fields as YAML, each under a remark: (name, remark, value, example); what has no value stands as a remark itself."""
    parts = ["".join(f"# {line}\n" for line in head.splitlines()) + "schema: 1\n"]
    for name, remark, value, example in fields:
        lines = write_yaml({name: value or example}, folded=True, width=100)
        if not value:
            lines = "".join(f"# {line}\n" for line in lines.splitlines())
        parts.append(f"# {remark}\n{lines}")
    return "\n".join(parts)


def _mode_of(path: Path) -> int:
    """The permissions that a file has or, where there is none yet, those that the user gives to new files."""
    return stat.S_IMODE(path.stat().st_mode) if path.exists() else 0o666 & ~_umask()


def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current

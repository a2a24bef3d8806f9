"""Writing files that people keep: whole or not at all, and never over what is already there."""

import os
from pathlib import Path
from tempfile import NamedTemporaryFile

from territoires_cli.errors import TerritoiresError, reason_of
from territoires_cli.models.plan import Plan
from territoires_cli.translation import gettext as _

_HEADER = _("# Plan d’atelier écrit par territoires : des décisions seulement. Vous pouvez le garder et le partager.\n")


def write_file(path: Path, content: bytes, *, force: bool = False) -> None:
    """Write a file in one go. Raises TerritoiresError where it exists (without `force`) or can't be written."""
    if path.exists() and not force:
        raise TerritoiresError(
            _(
                "Le fichier « {path} » existe déjà : choisissez un autre nom, ou ajoutez --force pour le remplacer."
            ).format(path=path)
        )
    draft: Path | None = None
    try:
        with NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as file:
            draft = Path(file.name)
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        draft.chmod(0o666 & ~_umask())
        draft.replace(path)
    except OSError as error:
        if draft is not None:
            draft.unlink(missing_ok=True)
        raise TerritoiresError(
            _("Impossible d’écrire « {path} » ({reason}). Rien n’a été écrit : essayez un autre dossier.").format(
                path=path, reason=reason_of(error)
            )
        ) from None


def plan_to_yaml(plan: Plan) -> str:
    """A plan as YAML that people can read and that reads back as the same plan."""
    import yaml

    data = plan.model_dump(mode="json", by_alias=True, exclude_none=True, exclude_defaults=False)
    return _HEADER + yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=110)


def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current

"""Writing files that people keep: whole or not at all, and never over what is already there."""

import os
import re
import stat
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import NamedTemporaryFile, TemporaryDirectory
from typing import TYPE_CHECKING, Any

from territoires_cli.errors import TerritoiresError, reason_of
from territoires_cli.models.plan import Plan
from territoires_cli.translation import gettext as _

if TYPE_CHECKING:
    import yaml

_NUMBER = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$")
_SEPARATORS = re.compile("[\x85\u2028\u2029]")
# From so many characters on, a text stands on lines of its own in a file that people complete.
_LONG = 60
# The same in files written as the built-in deck's are; and up to how many characters a pair of values stands on one line.
_WIDE = 100
_SHORT = 90
_HEADER = _(
    "# Plan d’atelier écrit par territoires : des décisions seulement. Vous pouvez le garder, le partager et le corriger\n"
    "# (noms, minutes, cartes, personnes, date, lieu, mandat), puis refaire le document : territoires render plan.yaml\n"
)


def write_file(path: Path, content: bytes, *, force: bool = False) -> bool:
    """Write a file in one go, and say whether it replaced one.

    Raises TerritoiresError where it exists (without `force`) or can't be written.
    """
    draft: Path | None = None
    try:
        existed = path.exists()
        if existed and not force:
            raise FileExistsError  # noqa: TRY301 - told below, with the same error met a moment later
        with NamedTemporaryFile(dir=path.parent, prefix=".territoires-", delete=False) as file:
            draft = Path(file.name)
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        draft.chmod(_mode_of(path))
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
        raise TerritoiresError(
            _("Impossible d’écrire « {path} » ({reason}). Rien n’a été écrit : essayez un autre dossier.").format(
                path=path, reason=reason_of(error)
            )
        ) from None
    finally:
        if draft is not None:
            draft.unlink(missing_ok=True)
    return existed


def refuse_existing(path: Path, *, force: bool) -> None:
    """Raise TerritoiresError where something is there already and nobody said that it may be replaced."""
    if path.exists() and not force:
        raise TerritoiresError(
            _(
                "Le dossier « {path} » existe déjà : choisissez un autre nom, ou ajoutez --force pour y remplacer ces documents."
            ).format(path=path)
        )


def write_folder(path: Path, files: Mapping[str, bytes], *, force: bool = False) -> None:
    """Write files into a new folder, all of them or none; with `force`, into one that is there, leaving its other files.

    Raises TerritoiresError where the folder exists (without `force`) or can't be written.
    """
    refuse_existing(path, force=force)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(dir=path.parent, prefix=".territoires-") as draft:
            written = Path(draft) / "whole"
            written.mkdir()
            for name, content in files.items():
                written.joinpath(name).write_bytes(content)
            if path.exists():
                for name in files:
                    written.joinpath(name).replace(path / name)
            else:
                written.replace(path)
    except OSError as error:
        raise TerritoiresError(
            _("Impossible d’écrire dans « {path} » ({reason}) : essayez un autre dossier.").format(
                path=path, reason=reason_of(error)
            )
        ) from None


def write_tree(path: Path, files: Mapping[str, bytes], *, force: bool = False) -> list[str]:
    """Write files below a folder that may hold others, all of them or none; those that are there already are left alone.

    Names have `/` between folders. Returns the names that were written. Raises TerritoiresError where another content
    stands under one of them (without `force`), or can't be written.
    """
    changed = {name: content for name, content in files.items() if not _holds(path / name, content)}
    standing = [name for name in changed if (path / name).exists()]
    if standing and not force:
        raise TerritoiresError(
            _(
                "Rien n’a été écrit : dans « {path} », d’autres contenus portent déjà ces noms : {names}. Choisissez un autre "
                "dossier, ou ajoutez --force pour les remplacer."
            ).format(path=path, names=", ".join(standing))
        )
    try:
        path.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(dir=path, prefix=".territoires-") as draft:
            drafts = {name: Path(draft) / str(number) for number, name in enumerate(changed)}
            for name, file in drafts.items():
                file.write_bytes(changed[name])
                (path / name).parent.mkdir(parents=True, exist_ok=True)
            for name, file in drafts.items():
                file.replace(path / name)
    except OSError as error:
        raise TerritoiresError(
            _("Impossible d’écrire dans « {path} » ({reason}) : essayez un autre dossier.").format(
                path=path, reason=reason_of(error)
            )
        ) from None
    return list(changed)


def _holds(path: Path, content: bytes) -> bool:
    try:
        return path.read_bytes() == content
    except OSError:
        return False


def make_folder_of(path: Path) -> None:
    """Make the folder that a file goes into. Raises TerritoiresError where that can't be."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise TerritoiresError(
            _("Impossible de créer le dossier « {path} » ({reason}).").format(path=path.parent, reason=reason_of(error))
        ) from None


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
    import yaml

    data = plan.model_dump(mode="json", by_alias=True, exclude_none=True, exclude_defaults=False)
    for fact in data["city"]["facts"]:
        fact.setdefault("as_of", None)  # a fact must say that it has no year
    return _HEADER + yaml.dump(data, Dumper=_dumper(), allow_unicode=True, sort_keys=False, width=110)


def data_to_yaml(data: Mapping[str, Any], head: str) -> str:
    """Plain data as YAML under a remark."""
    import yaml

    return f"# {head}\n" + yaml.dump(dict(data), Dumper=_dumper(), allow_unicode=True, sort_keys=False, width=110)


def readable_yaml(data: Any, head: str) -> str:
    """Data as YAML under remarks, long texts on lines of their own without quotes, and sure to read back the same.

    `head` is written line by line, without its « # ».
    """
    import yaml

    from territoires_cli.safe_yaml import YamlError, parse_yaml

    remarks = "".join(f"# {line}\n" for line in head.splitlines())
    for dumper in (_readable_dumper(), _dumper()):
        text = yaml.dump(data, Dumper=dumper, allow_unicode=True, sort_keys=False, width=110)
        try:
            if parse_yaml(text) == data:
                break
        except YamlError:
            # A text that can't stand on lines of its own stands in quotes.
            continue
    return remarks + text


def commented_yaml(head: str, fields: Sequence[tuple[str, str, Any, Any]]) -> str:
    """Fields as YAML, each under a remark: (name, remark, value, example); what has no value stands as a remark itself."""
    import yaml

    def written(name: str, value: Any) -> str:
        return yaml.dump({name: value}, Dumper=_dumper(folded=True), allow_unicode=True, sort_keys=False, width=100)

    parts = ["".join(f"# {line}\n" for line in head.splitlines()) + "schema: 1\n"]
    for name, remark, value, example in fields:
        lines = written(name, value or example)
        if not value:
            lines = "".join(f"# {line}\n" for line in lines.splitlines())
        parts.append(f"# {remark}\n{lines}")
    return "\n".join(parts)


def _dumper(*, folded: bool = False) -> "type[yaml.SafeDumper]":
    """A dumper that also quotes what only YAML 1.2 takes for numbers, like the postcode 08000, and old line separators.

    With `folded`, long texts stand below their name, without quotes, as people write them.
    """
    import yaml

    class Dumper(yaml.SafeDumper):
        pass

    def text(dumper: yaml.SafeDumper, value: str) -> yaml.ScalarNode:
        # Plain or in single quotes, these characters would be read back as the end of a line.
        style = '"' if _SEPARATORS.search(value) else ">" if folded and len(value) > _LONG else None
        return dumper.represent_scalar("tag:yaml.org,2002:str", value, style=style)

    Dumper.add_representer(str, text)
    Dumper.add_implicit_resolver("tag:yaml.org,2002:float", _NUMBER, list("-+.0123456789"))
    return Dumper


def _readable_dumper() -> "type[yaml.SafeDumper]":
    """A dumper that writes as the built-in deck's files are written: lists set in, short pairs on one line."""
    import yaml

    class Dumper(_dumper(folded=True)):  # type: ignore[misc]
        def increase_indent(self, flow: bool = False, indentless: bool = False) -> Any:  # noqa: ARG002 - yaml's signature
            return super().increase_indent(flow, False)

    def text(dumper: yaml.SafeDumper, value: str) -> yaml.ScalarNode:
        style = '"' if _SEPARATORS.search(value) else "|" if "\n" in value else ">" if len(value) > _WIDE else None
        return dumper.represent_scalar("tag:yaml.org,2002:str", value, style=style)

    def pairs(dumper: yaml.SafeDumper, value: dict[str, Any]) -> yaml.MappingNode:
        short = len(value) <= 2 and all(isinstance(item, str | int) for item in value.values())
        fits = short and len("".join(map(str, (*value, *value.values())))) < _SHORT
        return dumper.represent_mapping("tag:yaml.org,2002:map", value, flow_style=fits)

    Dumper.add_representer(str, text)
    Dumper.add_representer(dict, pairs)
    return Dumper


def _mode_of(path: Path) -> int:
    """The permissions that a file has or, where there is none yet, those that the user gives to new files."""
    return stat.S_IMODE(path.stat().st_mode) if path.exists() else 0o666 & ~_umask()


def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current

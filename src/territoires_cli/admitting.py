"""Files that are to go into a deck's folder, judged as they will be read there: before anything is written."""

import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from territoires_cli.archives import MAX_FILES, MAX_UNPACKED, alike, name_fault
from territoires_cli.errors import ContentError
from territoires_cli.places import deck_files
from territoires_cli.problems import Problem
from territoires_cli.safe_yaml import MAX_BYTES, YamlError, parse_yaml
from territoires_cli.translation import gettext as _

_YAML = (".yaml", ".yml")


def refuse_unreadable(folder: Path, files: Mapping[str, bytes], source: str) -> None:
    """Raise ContentError with all that would keep a deck's folder from being read, once these files are in it.

    `files` are named below the folder, with `/`; `source` is what they come from, and is named in the problems.
    """
    standing = _standing(folder)
    messages = [*name_faults(files, standing), *_whole_faults({**standing, **{n: len(files[n]) for n in files}})]
    if not messages:
        messages = [message for name in files for message in _content_faults(name, files[name])]
    if messages:
        raise ContentError([Problem(source, None, None, "", message) for message in messages])


def name_faults(names: Iterable[str], standing: Iterable[str] = ()) -> Iterator[str]:
    """Why files can't bear these names in a deck beside those that are there: a sentence for each that can't."""
    seen = {alike(name): name for name in standing}
    new: set[str] = set()
    for name in names:
        fault = name_fault(name)
        if fault is None and (name in new or seen.get(alike(name), name) != name):
            fault = _("un autre fichier du jeu aurait le même nom ; changez l’id ou le code de l’un des deux")
        if fault is not None:
            yield _("« {name} » ne pourrait pas être lu : {fault}").format(name=name, fault=fault)
        new.add(name)
        seen[alike(name)] = name


def count_fault(count: int) -> str | None:
    """Why a deck can't have so many files, or None."""
    if count <= MAX_FILES:
        return None
    return _(
        "cela ferait {count} fichiers dans le jeu, et il en a {most} au plus : répartissez-le en plusieurs jeux"
    ).format(count=count, most=MAX_FILES)


def _standing(folder: Path) -> dict[str, int]:
    """The files of a deck that lie in a folder or in its `cards/`, and how many bytes each has."""
    found = map(Path, map(str, deck_files([folder, folder / "cards"])))
    return {Path(os.path.relpath(path, folder)).as_posix(): path.stat().st_size for path in found if path.is_file()}


def _whole_faults(sizes: Mapping[str, int]) -> Iterator[str]:
    fault = count_fault(len(sizes))
    if fault is not None:
        yield fault
    if sum(sizes.values()) > MAX_UNPACKED:
        yield _("le jeu pèserait plus de {most} Mo : répartissez-le en plusieurs jeux").format(
            most=MAX_UNPACKED // 10**6
        )


def _content_faults(name: str, content: bytes) -> Iterator[str]:
    """What would keep one file from being read; a file that isn't YAML is only weighed, with the others."""
    if not name.endswith(_YAML):
        return
    if len(content) > MAX_BYTES:
        yield _("« {name} » serait trop gros (plus de {size} octets) : répartissez ce qu’il contient").format(
            name=name, size=MAX_BYTES
        )
        return
    try:
        parse_yaml(content.decode("utf-8-sig"))
    except (YamlError, UnicodeDecodeError) as error:
        reason = error.message if isinstance(error, YamlError) else _("il n’est pas enregistré en UTF-8")
        yield _("« {name} » ne pourrait pas être lu : {fault}").format(name=name, fault=reason)

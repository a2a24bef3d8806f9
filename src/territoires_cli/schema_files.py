"""The schemas that lie in a deck's folder for editors, and the line of a file that names its own."""

import json
from collections.abc import Iterable
from pathlib import Path

from territoires_cli.schemas import Names, json_schema
from territoires_cli.store import make_folder_of, refuse_outside, write_file

FOLDER = ".schemas"


def refresh_schemas(folder: Path, kinds: Iterable[str], names: Names | None = None) -> list[Path]:
    """Write the schemas of these kinds of files into a deck's folder, where they are missing or stale: they are ours.

    Raises TerritoiresError where they can't be written.
    """
    written = []
    for kind in kinds:
        path = folder / FOLDER / f"{kind}.json"
        text = json.dumps(json_schema(kind, names), ensure_ascii=False, indent=1) + "\n"
        if not path.is_file() or path.read_bytes() != text.encode("utf-8"):
            refuse_outside(path, folder)
            make_folder_of(path)
            write_file(path, text.encode("utf-8"), force=True)
            written.append(path)
    return written


def schema_line(kind: str, depth: int = 1) -> str:
    """The remark by which an editor finds the schema of a file that lies `depth` folders below its deck's."""
    return f"# yaml-language-server: $schema={'../' * depth}{FOLDER}/{kind}.json"

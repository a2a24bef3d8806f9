"""A session as one file to carry elsewhere: the same session gives the same bytes."""

import io
import zipfile
from pathlib import Path

from territoires_cli.errors import TerritoiresError, reason_of
from territoires_cli.journal import FILE, PLAN, TORN
from territoires_cli.translation import gettext as _

_THEN = (1980, 1, 1, 0, 0, 0)


def archive(folder: Path) -> bytes:
    """The plan and the journal of a session in a zip, in a folder of its name. Raises TerritoiresError where they can't be read.

    Nothing is compressed: what compression makes of the same bytes depends on the machine.
    """
    page = io.BytesIO()
    try:
        with zipfile.ZipFile(page, "w", zipfile.ZIP_STORED) as file:
            for name in sorted((FILE, PLAN, TORN)):
                if (folder / name).is_file():
                    item = zipfile.ZipInfo(f"{folder.resolve().name}/{name}", _THEN)
                    item.create_system, item.external_attr = 3, 0o100644 << 16
                    file.writestr(item, (folder / name).read_bytes())
    except OSError as error:
        raise TerritoiresError(
            _("La séance « {path} » ne peut pas être lue : {reason}.").format(path=folder, reason=reason_of(error))
        ) from None
    return page.getvalue()

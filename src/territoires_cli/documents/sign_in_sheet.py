"""Who came: signatures, leave to be written to again, consent to photographs apart, and what becomes of these data."""

from collections.abc import Sequence

from territoires_cli.documents.data_notice import notice_blocks, photograph_blocks
from territoires_cli.documents.folder import Folder
from territoires_cli.documents.letterhead import head_blocks
from territoires_cli.models.document import Block, Document, Grid, Heading, Line, PageBreak, Paragraph
from territoires_cli.models.people import Person
from territoires_cli.names import fold
from territoires_cli.translation import gettext as _

ROWS_A_PAGE = 22
# Lines for people who come without having enrolled: one for ten.
SPARE = 10


def sign_in_sheet(folder: Folder) -> Document:
    """A row a person, by name where a list was given, some rows more, and the notice under the first page."""
    title = _("Feuille d’émargement")
    rows = _rows(folder)
    blocks: list[Block] = [*head_blocks(folder, title), *_before(folder)]
    pages = [rows[start : start + ROWS_A_PAGE] for start in range(0, len(rows), ROWS_A_PAGE)]
    for number, page in enumerate(pages, start=1):
        if number > 1:
            blocks += [
                PageBreak(),
                Heading(level=2, text=_("{title}, page {number}").format(title=title, number=number)),
            ]
        blocks.append(Grid(columns=_columns(folder), rows=tuple(page)))
    return Document(title=title, blocks=(*blocks, *notice_blocks(folder)))


def _before(folder: Folder) -> list[Block]:
    """What to know before signing."""
    words = _(
        "Signer atteste votre présence. Cochez « me réécrire » si vous voulez recevoir la suite : ce n’est pas obligatoire."
    )
    return [Paragraph(text=words), *photograph_blocks(folder)]


def _columns(folder: Folder) -> tuple[str, ...]:
    columns = (_("Nom et prénom"), _("Organisation"), _("Signature"), _("Me réécrire"))
    return (*columns, _("Photos : oui / non")) if folder.settings.privacy.photographs else columns


def _rows(folder: Folder) -> list[tuple[Line, ...]]:
    people = _sorted(folder)
    spare = -(-folder.context.plan.participants // SPARE)
    empty = folder.context.plan.participants - len(people) + spare if not people else spare
    boxes = ("", "☐", "☐ / ☐") if folder.settings.privacy.photographs else ("", "☐")
    named: list[tuple[Line, ...]] = [(person.name, person.organisation or "", *boxes) for person in people]
    return [*named, *[("", "", *boxes)] * empty]


def _sorted(folder: Folder) -> Sequence[Person]:
    """Everybody of the list, by the last word of the name."""
    if folder.people is None:
        return ()
    everybody = [person for table in folder.people.rounds[0] for person in table]
    return sorted(everybody, key=lambda person: (fold(person.name).split()[-1:], fold(person.name)))

"""The papers of a plan: which ones were asked for, who sits where, and where they are written."""

from collections.abc import Sequence
from pathlib import Path

from territoires_cli.cli.files import document_kinds, read_target, save_document
from territoires_cli.cli.options import readable_name
from territoires_cli.cli.plan_output import Made, say_all
from territoires_cli.configuration import read_settings
from territoires_cli.documents.folder import Folder
from territoires_cli.documents.papers import Paper, papers, write_paper
from territoires_cli.documents.plan_context import Context
from territoires_cli.errors import RequestError
from territoires_cli.models.document import Document
from territoires_cli.models.people import Arrangement
from territoires_cli.selecting import find_name
from territoires_cli.translation import gettext as _
from territoires_cli.ui.output import say, show

ALL = ("all", "tous", "tout")


def papers_asked(wanted: Sequence[str]) -> list[Paper]:
    """The papers named, each once, several in one option set off by commas. Raises RequestError with the nearest names."""
    known = papers()
    names = {name: paper.id for paper in known.values() for name in (paper.id, paper.title)}
    found: dict[str, Paper] = {}
    for words in wanted:
        for word in words.split(","):
            if word.strip().casefold() in ALL:
                found |= known
            elif word.strip():
                paper = known[find_name(_("document"), word, names)]
                found[paper.id] = paper
    if not found:
        raise RequestError(_("Dites quel document : territoires list --kind document."))
    return list(found.values())


def deliver_papers(
    made: Made,
    wanted: Sequence[Paper],
    people: str | None,
    rounds: int,
    output: str | None,
    *,
    is_folder: bool,
    force: bool,
) -> None:
    """Write or show papers of a plan: one in a file, several in a folder, numbered in the order in which they serve."""
    made, folder = folder_for(made, people, rounds)
    documents = [write_paper(paper, folder) for paper in wanted]
    if output is None:
        for document in documents:
            show(document)
    elif is_folder:
        _save_all(Path(readable_name(output)), wanted, documents, force=force)
    else:
        target = read_target(output, document_kinds())
        if target is not None:
            save_document(target, documents[0], force=force)


def folder_for(made: Made, people: str | None, rounds: int) -> tuple[Made, Folder]:
    """What papers are written from, and the plan itself, whose seats follow the list of people where one is given."""
    arrangement = None
    if people is not None:
        made, arrangement = seated(made, people, rounds)
    context = Context.of(made.plan, made.deck, made.matching, is_edited=made.is_edited)
    return made, Folder(context, read_settings(), arrangement)


def seated(made: Made, people: str, rounds: int) -> tuple[Made, Arrangement]:
    """The plan for the people of the list who come, and who sits where; what is odd in the list is said."""
    from territoires_cli.editing import recompute
    from territoires_cli.mixing import arrange
    from territoires_cli.rosters import read_people

    listed, warnings = read_people(Path(readable_name(people)))
    coming = [person for person in listed if not person.is_absent]
    remarks: list[str] = []
    plan = made.plan
    if len(coming) != plan.participants:
        remarks.append(
            _(
                "Le plan est pour {planned} personnes, et {count} de la liste viennent : les places sont comptées pour elles. "
                "Pour changer aussi le plan : territoires plan PLAN.yaml --participants {count}."
            ).format(planned=plan.participants, count=len(coming))
        )
        plan, notes = recompute(plan.model_copy(update={"participants": len(coming)}), made.deck, made.matching)
        remarks += notes
    arrangement = arrange(coming, [table.seats for table in plan.tables], rounds, plan.seed)
    say_all([*warnings, *remarks, *arrangement.remarks])
    return made._replace(plan=plan), arrangement


def _save_all(target: Path, wanted: Sequence[Paper], documents: Sequence[Document], *, force: bool) -> None:
    """Every paper in a folder, all of them or none."""
    from territoires_cli.render.markdown import render_markdown
    from territoires_cli.trees import write_folder

    numbers = {name: number for number, name in enumerate(papers(), start=1)}
    files = {
        f"{numbers[paper.id]:02d}-{paper.id}.md": render_markdown(document).encode("utf-8")
        for paper, document in zip(wanted, documents, strict=True)
    }
    write_folder(target, files, force=force)
    say(_("{count} documents écrits dans : {path}.").format(count=len(files), path=target))

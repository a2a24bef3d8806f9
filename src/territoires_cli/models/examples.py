"""Examples of cards: an initiative told on the card itself, or told elsewhere in the deck and only pointed to."""

from typing import Annotated, Any

from pydantic import Discriminator, Tag

from territoires_cli.models.base import Citation, Id, Stage, Status, Text, Url, Value, Year


class Example(Value):
    """An initiative told in one line for the printed card (`short`) and in full for the annex (`text`).

    `stage` says whether it was only planned when it was told.
    """

    name: Text
    place: Text
    short: Text
    text: Text
    as_of: Year | None
    source: Citation
    stage: Stage = "running"
    status: Status
    url: Url | None = None
    note: Text | None = None


class CaseExample(Value):
    """An example that is told elsewhere in the deck: a city, a project or another territory (`case`).

    `name` is the initiative meant, where it isn't the case itself; `text` is what it shows here. Year, source and
    status are those of the case unless they are given: a city has none, so that its initiatives bring their own.
    """

    case: Id
    name: Text | None = None
    short: Text
    text: Text | None = None
    as_of: Year | None = None
    source: Citation | None = None
    stage: Stage = "running"
    status: Status | None = None
    url: Url | None = None
    note: Text | None = None


def _example_kind(data: Any) -> str:
    has_case = "case" in data if isinstance(data, dict) else hasattr(data, "case")
    return EXAMPLE_TAGS[has_case]


# Told on the card itself, or elsewhere in the deck; pydantic puts the tags into its paths, where nobody wrote them.
EXAMPLE_TAGS = ("(example)", "(case)")
AnyExample = Annotated[
    Annotated[Example, Tag("(example)")] | Annotated[CaseExample, Tag("(case)")], Discriminator(_example_kind)
]


class Link(Value):
    """A page to read further."""

    title: Text
    url: Url

"""A city of the deck → blocks: its monograph, from its figures to what hinders."""

from collections.abc import Callable, Iterator, Sequence

from territoires_cli.documents.pieces import closing_blocks, example_line_full, listed, tie_blocks, told_apart
from territoires_cli.documents.writing import (
    dated,
    dated_together,
    emphasis,
    fact_line,
    gathered,
    line,
    sentence,
    source_words,
    status_line,
    strong,
)
from territoires_cli.models.base import Citation
from territoires_cli.models.city import City, Figure, Strength
from territoires_cli.models.deck import Deck
from territoires_cli.models.document import Block, Callout, Fields, Grid, Heading, Line, Paragraph, Span
from territoires_cli.translation import gettext as _


def city_blocks(city: City, deck: Deck, level: int) -> list[Block]:
    """Everything the deck tells of a city, under a title of the given level (1–3)."""
    monograph = city.monograph
    challenges = [
        line(strong(f"{deck.challenge[item.id].label} : "), sentence(item.why or deck.challenge[item.id].description))
        for item in city.challenges
    ]
    return [
        Heading(level=level, text=", ".join(part for part in (city.name, city.country) if part)),
        *([Paragraph(text=line(strong(sentence(monograph.title))))] if monograph else []),
        Fields(items=tuple(_identity(city, deck))),
        *([Paragraph(text=city.context)] if city.context else []),
        *told_apart(level + 1, _("Ce que dit le territoire"), city.statement),
        *_figures(city, deck, level + 1),
        *listed(level + 1, _("Ses défis, les plus urgents d’abord"), challenges, "numbered"),
        *told_apart(level + 1, _("Comment le partage s’y développe"), monograph.analysis if monograph else None),
        *_initiatives(city, deck, level + 1),
        *listed(level + 1, _("À savoir aussi"), [fact_line(deck, fact) for fact in city.facts]),
        *_platform(city, deck),
        *listed(level + 1, _("Ce qui freine"), city.constraints),
        *tie_blocks(city.id, deck, level + 1, leave_out=("practice", "project")),
        *closing_blocks((), (), _documents(city), deck, level + 1),
    ]


def _identity(city: City, deck: Deck) -> Iterator[tuple[str, Line | None]]:
    if city.region:
        yield _("Région"), city.region
    if city.population:
        people = f"{city.population.value:,}".replace(",", " ")
        where = dated(deck, city.population.source, city.population.as_of) if city.population.source else ""
        yield _("Population"), _("{people} habitants {source}").format(people=people, source=where).strip()


def _figures(city: City, deck: Deck, level: int) -> Iterator[Block]:
    if city.figures:
        yield Heading(level=level, text=_("Repères"))
        yield from figure_blocks(city.figures, deck, lambda _as_of: False)


def figure_blocks(figures: Sequence[Figure], deck: Deck, is_old: Callable[[int | None], bool]) -> Iterator[Block]:
    """Figures and their years, and which are to be verified; then their notes and their sources, each once.

    Where all of several are to be verified, that is said once, under the table.
    """
    old = [is_old(figure.as_of) for figure in figures]
    said_once = len(old) > 1 and all(old)
    rows: list[tuple[Line, ...]] = []
    notes: list[str] = []
    for figure, to_verify in zip(figures, old, strict=True):
        mark = ""
        if figure.note:
            notes.append(sentence(figure.note))
            mark = f" ({len(notes)})"
        remark = _("à vérifier") if to_verify and not said_once else ""
        when = ", ".join(part for part in (str(figure.as_of or _("non donnée")), remark) if part)
        rows.append((f"{figure.label}{mark}", line(strong(figure.value)), when))
    yield Grid(columns=(_("Repère"), _("Chiffre"), _("Année")), rows=tuple(rows))
    remarks = [f"({number}) {note}" for number, note in enumerate(notes, start=1)]
    if said_once:
        remarks.insert(0, _("Tous ces chiffres sont à vérifier."))
    cited = gathered(figure.source for figure in figures if figure.source)
    if cited:
        sources = " · ".join(source_words(deck, citation) for citation in cited)
        remarks.append(_("Sources : {sources}.").format(sources=sources))
    if remarks:
        yield Paragraph(text=line(emphasis(" ".join(remarks))))


def _initiatives(city: City, deck: Deck, level: int) -> Iterator[Block]:
    """What the city has, what it planned and what closed, each initiative once with the practices that it shows."""
    standing: list[Line] = []
    planned: list[Line] = []
    closed: list[Line] = []
    for same in _by_initiative(city, deck):
        first = same[0]
        kept = closed if first.is_closed else planned if first.stage == "planned" else standing
        kept.append(_initiative_line(same, city, deck))
    yield from listed(level, _("Ce qui s’y fait"), standing)
    yield from listed(level, _("Ce qui était en projet"), planned)
    yield from listed(level, _("Ce qui a existé, puis a fermé"), closed)


def _by_initiative(city: City, deck: Deck) -> list[list[Strength]]:
    """The strengths in deck order of their practices, those of one name and one stage together."""
    order = {entry.id: number for number, entry in enumerate(deck.index)}
    groups: dict[tuple[str, str | None], list[Strength]] = {}
    for strength in sorted(city.strengths, key=lambda item: order.get(item.practice, len(order))):
        groups.setdefault((strength.name or strength.practice, strength.stage), []).append(strength)
    return list(groups.values())


def _initiative_line(same: Sequence[Strength], city: City, deck: Deck) -> Line:
    """« Name (practices). What it is. (source) What became of it. »: for a project, its summary and where to read on."""
    first = same[0]
    project = next((item for item in deck.projects if item.city == city.id and item.title == first.name), None)
    practices = " ; ".join(f"{deck.practice[item.practice].code} {deck.practice[item.practice].title}" for item in same)
    parts: list[Span | str] = [strong(first.name), f" ({practices})."] if first.name else [strong(f"{practices}.")]
    notes = [project.summary] if project else dict.fromkeys(item.note for item in same if item.note)
    parts += [f" {sentence(note)}" for note in notes]
    sources = [(item.source, item.as_of) for item in same if item.source]
    if sources:
        parts += [" ", emphasis(dated_together(deck, sources))]
    status = status_line(deck, first.status) if first.status else None
    if status:
        parts.append(f" {status}")
    if project:
        parts.append(_(" À lire : territoires show {card}.").format(card=project.id))
    return line(*parts)


def _platform(city: City, deck: Deck) -> Iterator[Block]:
    """The national platform shown beside the city, told on the card of its practice."""
    platform = city.monograph.platform if city.monograph else None
    if platform is None:
        return
    card = deck.practice[platform.practice]
    for example in card.examples:
        if example.name == platform.example:
            title = _("Une plateforme nationale : {code} {title}").format(code=card.code, title=card.title)
            yield Callout(title=title, text=example_line_full(example, deck))


def _documents(city: City) -> list[Citation]:
    """The documents that tell of the city, each once, without the places in them."""
    return [Citation(id=name) for name in dict.fromkeys(citation.id for citation in city.sources)]

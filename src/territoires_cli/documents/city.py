"""A city of the deck → blocks: its monograph, from its figures to what hinders."""

from collections.abc import Iterator

from territoires_cli.documents.pieces import closing_blocks, example_line_full, listed, tie_blocks, told_apart
from territoires_cli.documents.writing import dated, emphasis, fact_line, line, sentence, status_line, strong
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
        *_figures(city, deck, level + 1),
        *listed(level + 1, _("Ses défis, les plus urgents d’abord"), challenges, "numbered"),
        *told_apart(level + 1, _("Comment les pratiques y poussent"), monograph.analysis if monograph else None),
        *listed(level + 1, _("Ce qui s’y fait, pratique par pratique"), _strengths(city, deck)),
        *listed(level + 1, _("À savoir aussi"), [fact_line(deck, fact) for fact in city.facts]),
        *_platform(city, deck),
        *listed(level + 1, _("Ce qui freine"), city.constraints),
        *tie_blocks(city.id, deck, level + 1, leave_out=("practice",)),
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
        rows = tuple(_figure_row(figure, deck) for figure in city.figures)
        yield Grid(columns=(_("Repère"), _("Chiffre"), _("Année et source")), rows=rows)


def _figure_row(figure: Figure, deck: Deck) -> tuple[Line, ...]:
    label = f"{figure.label}. {sentence(figure.note)}" if figure.note else figure.label
    source = dated(deck, figure.source, figure.as_of) if figure.source or figure.as_of else ""
    return label, line(strong(figure.value)), source


def _strengths(city: City, deck: Deck) -> Iterator[Line]:
    """Each initiative once, under its practice, in deck order."""
    practices = {strength.practice for strength in city.strengths}
    for entry in deck.index:
        if entry.id in practices:
            for strength in city.strengths:
                if strength.practice == entry.id:
                    yield _strength_line(strength, f"{entry.code} {entry.title}", deck)


def _strength_line(strength: Strength, practice: str, deck: Deck) -> Line:
    parts: list[Span | str] = [strong(f"{practice} : "), f"{strength.name}. " if strength.name else ""]
    if strength.stage == "planned":
        parts.append(_("En projet. "))
    if strength.note:
        parts.append(f"{sentence(strength.note)} ")
    if strength.source:
        parts.append(emphasis(dated(deck, strength.source, strength.as_of)))
    status = status_line(deck, strength.status) if strength.status else None
    if status:
        parts.append(f" {status}")
    return line(*(part for part in parts if part))


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

"""Facts, examples and what became of them: sources, years, and one story for one initiative. Pure."""

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cached_property

from territoires_cli.faces import told
from territoires_cli.links import Finding, cards_of, parts_of
from territoires_cli.models.base import Citation, Status, Value
from territoires_cli.models.cases import Elsewhere, Project
from territoires_cli.models.city import City
from territoires_cli.models.deck import Deck
from territoires_cli.models.examples import CaseExample
from territoires_cli.names import fold
from territoires_cli.translation import gettext as _


class Years(dict[str, int | None]):
    """The year of each source, None where it has none."""

    @cached_property
    def newest(self) -> int | None:
        """The latest of them, None without any."""
        return max((year for year in self.values() if year is not None), default=None)


def published_in(deck: Deck) -> Years:
    """The years of the deck's sources; of an id used twice nobody knows which source is meant."""
    counts = Counter(source.id for source in deck.sources)
    return Years({source.id: source.year for source in deck.sources if counts[source.id] == 1})


def check_facts(thing: Value, deck: Deck, years: Years) -> Iterator[Finding]:
    """States cite a source and a year; nothing is dated after the source that tells it; what a city does is sourced.

    `years` are those of the sources (`published_in`).
    """
    for path, part in parts_of(thing):
        if isinstance(part, Status):
            for message in _status_faults(part, years):
                yield Finding(thing, path, message)
        elif isinstance(part, CaseExample) and part.case in deck.city and (part.source is None or part.name is None):
            yield Finding(thing, path, _("l’exemple d’une ville dit son nom (name) et sa source (source)"))
        for field in ("as_of", "since"):
            year = getattr(part, field, None)
            if field == "since" and getattr(part, "as_of", None) is not None:
                continue  # compared with that year
            source = getattr(getattr(part, "source", None), "id", "")
            too_late = _too_late(year, years.get(source), years) if year is not None else None
            if too_late is not None:
                yield Finding(thing, (*path, field), too_late)


def _too_late(year: int, published: int | None, years: Years) -> str | None:
    """What is wrong with a year that its source can't know, or no source of the deck; a plan may be for the next one."""
    if published is not None:
        message = _("l’année {year} est postérieure à la source, qui est de {published}")
        return message.format(year=year, published=published) if year > published else None
    newest = year if years.newest is None else years.newest
    message = _("l’année {year} est à venir : la source la plus récente du jeu est de {published}")
    return message.format(year=year, published=newest) if year > newest + 1 else None


def _status_faults(status: Status, years: Mapping[str, int | None]) -> Iterator[str]:
    """A state other than « unknown » cites its source, and says when it was seen.

    A source without date gives no year: then a note says what it shows, so that nobody takes the state for today's.
    """
    if status.since is not None and status.as_of is not None and status.since > status.as_of:
        yield _("« since » est postérieur à l’année de la source (as_of)")
    if status.state == "unknown":
        return
    if status.source is None:
        yield _("cet état doit citer sa source")
    elif status.as_of is None and status.source.id in years:
        if years[status.source.id] is not None:
            yield _("cet état doit dire son année (as_of)")
        elif status.note is None:
            yield _("la source n’a pas de date : dites dans une note (note) ce qu’elle montre")
    if status.state == "renamed" and status.became is None:
        yield _("il manque le nouveau nom (became)")


def check_stories(deck: Deck) -> Iterator[Finding]:
    """One initiative has one state, wherever it is told; the platform shown beside a city stands on its practice's card."""
    cases: tuple[Project | Elsewhere, ...] = (*deck.projects, *deck.elsewhere)
    seen: dict[tuple[str, str], str] = {(fold(case.title), fold(case.place)): case.status.state for case in cases}
    for card in cards_of(deck):
        for index, example in enumerate(getattr(card, "examples", ())):
            full = told(example, deck.entry)
            known = seen.setdefault((fold(full.name), fold(full.place)), full.status.state)
            if known != full.status.state:
                yield Finding(card, ("examples", index), _another_state(full.name, known))
        if isinstance(card, City):
            yield from _city_stories(card, deck, seen)


def _city_stories(city: City, deck: Deck, seen: dict[tuple[str, str], str]) -> Iterator[Finding]:
    for index, strength in enumerate(city.strengths):
        if strength.name:
            state = strength.status.state if strength.status else "unknown"
            known = seen.setdefault((fold(strength.name), fold(deck.entry[city.id].place or "")), state)
            if known != state:
                yield Finding(city, ("strengths", index), _another_state(strength.name, known))
    platform = city.monograph.platform if city.monograph else None
    practice = deck.practice.get(platform.practice) if platform else None
    if platform and practice and platform.example not in {example.name for example in practice.examples}:
        message = _("la carte « {card} » n’a pas d’exemple nommé « {name} »")
        yield Finding(city, ("monograph", "platform"), message.format(card=platform.practice, name=platform.example))


def _another_state(name: str, state: str) -> str:
    return _("« {name} » est dit « {state} » ailleurs dans le jeu : accordez les deux").format(name=name, state=state)


def check_sources(deck: Deck) -> Iterator[Finding]:
    """A source that nothing cites."""
    citing = (*cards_of(deck), *deck.formats, deck.framework)
    cited = {part.id for thing in citing for _path, part in parts_of(thing) if isinstance(part, Citation)}
    for source in deck.sources:
        if source.id not in cited:
            message = _("la source « {name} » n’est citée nulle part").format(name=source.id)
            yield Finding(source, ("id",), message, "warning")

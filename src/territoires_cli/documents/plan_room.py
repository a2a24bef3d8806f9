"""The room: set-up, each table's theme and hand with the reason for each card."""

from collections.abc import Iterator

from territoires_cli.documents.plan_absences import absence_blocks
from territoires_cli.documents.plan_context import Context
from territoires_cli.documents.writing import emphasis, heading, line, sentence, strong
from territoires_cli.faces import status_words, titled
from territoires_cli.models.cases import Elsewhere, Project
from territoires_cli.models.document import Block, Bullets, Fields, Grid, Line, Paragraph, Span
from territoires_cli.models.matching import Match
from territoires_cli.models.plan import DealtCard, Hand, Role
from territoires_cli.text import first_sentence
from territoires_cli.translation import gettext as _


def room_blocks(context: Context) -> Iterator[Block]:
    """How the room is set up, and which theme stands on which table."""
    yield heading(2, _("La salle et les tables"))
    yield Bullets(items=context.shape.room)
    seats = {table.number: table.seats for table in context.plan.tables}
    yield Grid(
        columns=(_("Table"), _("Places"), _("Thème"), _("Défis")),
        rows=tuple(
            (
                context.table_name(hand.table),
                str(seats[hand.table]),
                line(strong(theme_of(context, hand))),
                " · ".join(context.deck.challenge[challenge].label for challenge in hand.challenges),
            )
            for hand in context.plan.hands
        ),
        right=(1,) if any(table.name for table in context.plan.tables) else (0, 1),
    )
    yield from absence_blocks(context)


def table_blocks(context: Context) -> Iterator[Block]:
    """Each table: its question, and its cards with the role and the reason of each."""
    yield heading(2, _("Les cartes de chaque table"))
    yield Paragraph(
        text=_(
            "Une force existe déjà ici ; une opportunité n’existe pas encore et répondrait à un défi ; une surprise vient "
            "d’ailleurs, pour ouvrir le regard. Ces rôles sont pour vous : la table trie comme elle l’entend."
        )
    )
    seats = {table.number: table.seats for table in context.plan.tables}
    for hand in context.plan.hands:
        lead = context.deck.challenge[hand.challenges[0]]
        yield heading(
            3,
            _("Table {number} · {theme} ({seats} places)").format(
                number=context.table_name(hand.table), theme=theme_of(context, hand), seats=seats[hand.table]
            ),
        )
        yield Fields(items=((_("La question"), lead.question), *_to_open(context, hand)))
        if not any(match.is_strength for match in context.matching.matches):
            yield Paragraph(
                text=_("Aucune force connue pour ce territoire : la table part de ce que les personnes connaissent.")
            )
        roles = role_labels()
        yield Grid(
            columns=(_("Carte"), _("Rôle"), _("Pourquoi elle est là")),
            rows=(
                *((card_name(context, dealt), roles[dealt.role], _why(context, hand, dealt)) for dealt in hand.cards),
                *(
                    (line(strong(card.code), f" {card.title}"), _("Fiche action"), card.summary)
                    for card in context.sheets(hand.table)
                ),
            ),
        )


def _to_open(context: Context, hand: Hand) -> Iterator[tuple[str, Line]]:
    """The sheets and cases that the annex tells, by their names: what to open once a card is chosen."""
    advice = context.advice[hand.table]
    if advice.actions and not context.shape.hands.actions:
        yield _("Pour démarrer"), " ; ".join(f"{card.code} {card.title}" for card in advice.actions)
    yield _precedents(context, hand)
    if advice.lessons:
        yield _("À garder en tête"), " ; ".join(card.title for card in advice.lessons)


def _precedents(context: Context, hand: Hand) -> tuple[str, Line]:
    """Who answered the table's challenge; or else who set up one of its cards, in a case or in a comparable town."""
    advice, seen = context.advice[hand.table], context.seen[hand.table]
    if advice.cases:
        names = (f"{titled(card.title, card.place)}{_closed(card)}" for card in advice.cases)
        return _("Qui a répondu à ce défi"), " ; ".join(names)
    label = _("Qui a mis en place une carte de cette table")
    if advice.beside:
        return label, " ; ".join(_beside(context, card, hand) for card in advice.beside)
    if seen:
        return label, " ; ".join(f"{item.city.name}, {item.name} ({item.card.code})" for item in seen)
    return _("Qui l’a fait"), _("Le jeu ne connaît personne qui ait répondu à ce défi ou mis en place ces cartes.")


def _beside(context: Context, case: Project | Elsewhere, hand: Hand) -> str:
    """« Smiile, Lorient, France (A1, fermé) »: a case, the cards of the table that it shows, and whether it closed."""
    words = [card.code for card, _why in context.shown_by(case.id, hand)]
    words += [status_words(case.status)] if case.status.state == "closed" else []
    return f"{titled(case.title, case.place)} ({', '.join(words)})"


def _closed(card: Project | Elsewhere) -> str:
    return f" ({status_words(card.status)})" if card.status.state == "closed" else ""


def role_labels() -> dict[Role, str]:
    """What a card is for a table."""
    return {
        "strength": _("Force"),
        "opportunity": _("Opportunité"),
        "wildcard": _("Surprise"),
        "chosen": _("Choix"),
    }


def theme_of(context: Context, hand: Hand) -> str:
    """What a table talks about: the label of its first challenge."""
    return context.deck.challenge[hand.challenges[0]].label


def card_name(context: Context, dealt: DealtCard) -> Line:
    """The code and the title of a card that was dealt."""
    card = context.deck.practice[dealt.card]
    return line(strong(card.code), f" {card.title}")


def _why(context: Context, hand: Hand, dealt: DealtCard) -> Line:
    """Why a card lies on this table: for which challenge, on which strength it builds, and where it was seen."""
    match = context.matches[dealt.card]
    if dealt.role == "wildcard":
        return _("Hors du thème, pour ouvrir le regard. {summary}").format(summary=match.card.summary)
    if dealt.role == "chosen":
        return _("Choisie par l’équipe. {summary}").format(summary=match.card.summary)
    parts: list[Span | str] = []
    if dealt.role == "strength":
        parts += _already_there(context, match)
    answers = sorted(match.answers, key=lambda pair: pair[0].id not in hand.challenges)
    if answers:
        answer, stated = answers[0]
        if answer.id not in hand.challenges:
            parts.append(_for_another(dealt.role))
        parts += [emphasis(stated.challenge.label), f" – {sentence(answer.why)} "]
    if dealt.role == "opportunity":
        parts += _planned_or_closed(match)
        parts += _built_on(context, hand, match)
        parts += _seen_elsewhere(match)
    return line(*parts) if parts else match.card.summary


def _for_another(role: Role) -> str:
    """Why a card is justified by a challenge that isn't its table's."""
    if role == "strength":
        return _("Force du territoire, pour un autre défi : ")
    return _("Pour un autre défi du territoire : ")


def _already_there(context: Context, match: Match) -> Iterator[Span | str]:
    """The initiatives that make it a strength, the first one told with its source."""
    first, *others = match.strengths
    yield _("Déjà là : {name}.").format(name=first.name) if first.name else _("Déjà là ; à préciser : où, avec qui ?")
    if first.note:
        yield f" {sentence(first_sentence(first.note))}"
    if first.source:
        yield f" {context.verified(first.source, first.as_of, locator=False)}"
    named = [strength.name for strength in others if strength.name]
    yield _(" Aussi : {names}. ").format(names=", ".join(named)) if named else " "


def _planned_or_closed(match: Match) -> Iterator[str]:
    """What was only planned, or has closed since, with its year."""
    for strength in match.elsewhen:
        name = strength.name or match.card.title
        if strength.is_closed:
            yield _("A existé ici, fermé depuis : {name}. ").format(name=name)
        elif strength.as_of is not None:
            yield _("En projet ici en {year} : {name}. ").format(year=strength.as_of, name=name)
        else:
            yield _("En projet ici : {name}. ").format(name=name)


def _built_on(context: Context, hand: Hand, match: Match) -> Iterator[Span | str]:
    """A strength of the same hand that combines well with the card."""
    strengths = {dealt.card for dealt in hand.cards if dealt.role == "strength"}
    for other, why in context.deck.pairs_of.get(match.card.id, ()):
        if other.id in strengths:
            yield strong(_("À combiner avec {code} {title} :").format(code=other.code, title=other.title))
            yield f" {sentence(why)} "
            return


def _seen_elsewhere(match: Match) -> Iterator[Span | str]:
    if match.evidence:
        first = match.evidence[0]
        name = first.strength.name or match.card.title
        year = f", {first.strength.as_of}" if first.strength.as_of else ""
        yield _("Vu à {city} : {name}{year}.").format(city=first.city.name, name=name, year=year)
        if first.strength.note:
            yield f" {sentence(first_sentence(first.strength.note))}"

"""The room plan: where tables, walls, full deck and coffee go; virtual rooms online, departures for a walk; what to check."""

from collections.abc import Iterator, Sequence

from territoires_cli.documents.folder import Folder
from territoires_cli.documents.groups import group_name, is_online, leader_name, numbers_in_words
from territoires_cli.documents.letterhead import head_blocks
from territoires_cli.documents.plan_context import Context
from territoires_cli.documents.plan_room import theme_of
from territoires_cli.documents.plan_stops import BLANK, slots_of
from territoires_cli.documents.room_schematic import metres_of, schematic
from territoires_cli.documents.writing import heading, line, strong
from territoires_cli.models.document import Block, Bullets, Document, Fields, Grid, Line, Paragraph
from territoires_cli.models.workshop import Step
from territoires_cli.translation import gettext as _
from territoires_cli.translation import ngettext


def room_plan(folder: Folder) -> Document:
    """The plan of the room or rooms, of virtual rooms, or of a walk's departures, with what to check."""
    context = folder.context
    title = _("Plan des salles virtuelles") if is_online(context.shape) else _("Plan de salle")
    blocks: list[Block] = head_blocks(folder, title)
    if is_online(context.shape):
        blocks += [*_virtual(context), *_asked(context), *_checks_online()]
    else:
        blocks += [*_departures(context), *_rooms(context), *_around(context), *_asked(context), *_checks(context)]
    return Document(title=title, language=context.deck.info.language, blocks=tuple(blocks))


def _rooms(context: Context) -> Iterator[Block]:
    """A schematic for each room, its front wall on top."""
    tables = {table.number: table for table in context.plan.tables}
    for place, (room, numbers) in enumerate(context.rooms.items()):
        yield heading(2, _("La salle « {room} »").format(room=room) if room else _("La disposition"))
        yield Paragraph(text=_how_to_read(context, numbers))
        cells = [_cell(context, number, tables[number].seats) for number in numbers]
        yield schematic(cells, deck=_deck_words(context, first=place == 0))
        if place:
            yield Paragraph(
                text=_("Le jeu complet est dans l’autre salle : apportez-en un second, ou allez y chercher les cartes.")
            )


def _how_to_read(context: Context, numbers: Sequence[int]) -> str:
    """How the schematic is to be read, how many sit there, and how large the room must be."""
    seats = {table.number: table.seats for table in context.plan.tables}
    people = sum(seats[number] for number in numbers)
    wide, long = metres_of(len(numbers))
    words = _("Vu de dessus : le mur de face est en haut, l’entrée en bas. {tables}, {people} places assises.").format(
        tables=numbers_in_words(context, [*numbers]), people=people
    )
    if len(numbers) < 2:
        return _("{words} Comptez 5 m sur 6 m au moins, pour passer tout autour de la table.").format(words=words)
    return _("{words} Comptez environ {wide} m de large et {long} m de long ; mesurez la salle avant.").format(
        words=words, wide=wide, long=long
    )


def _cell(context: Context, number: int, seats: int) -> Line:
    """« Table 2 « Les prés », 6 places, personne 1 »."""
    words = ngettext("{seats} place", "{seats} places", seats).format(seats=seats)
    leader = leader_name(context, number)
    return line(strong(group_name(context, number)), f", {words}", f", {leader}" if leader else "")


def _deck_words(context: Context, *, first: bool) -> str:
    if not first:
        return _("Passage libre")
    if len(context.plan.tables) == 1:
        return _("Jeu complet, sur une desserte")
    return _("Jeu complet et échanges, quatre côtés libres")


def _around(context: Context) -> Iterator[Block]:
    """What is on each wall, how far apart things stand, and what whoever rolls or can't hear well needs."""
    yield heading(2, _("Les murs et les coins"))
    yield Fields(
        items=(
            (_("Mur de face"), _("l’affiche du mandat, le déroulé, le tableau de papier, le minuteur.")),
            (_("Mur libre"), _wall(context)),
            (
                _("À l’entrée"),
                _("une table pour la feuille de présence et ce que l’on remet, et une personne pour accueillir."),
            ),
            (_("Café et eau"), _("au fond, loin des tables de travail, à portée d’une personne assise.")),
            (_("Coin calme"), _("deux chaises à l’écart, pour souffler, téléphoner ou parler à voix basse.")),
        )
    )
    yield heading(2, _("Les distances"))
    yield Bullets(
        items=(
            *_between(context),
            _("De la porte à chaque table, aux toilettes et aux sorties : 1,20 m libre ; 90 cm au plus étroit, sur une courte longueur."),
            _("De quoi faire demi-tour en fauteuil : un cercle de 1,50 m à l’entrée et près du jeu complet."),
            _("Une place sans chaise par personne en fauteuil, de 80 cm sur 1,30 m, à une table de 80 cm de haut au plus, "
              "avec 70 cm libres dessous."),
            _("Rien au sol : câbles collés, sacs sous les chaises. Une place de face et près de qui parle pour qui lit sur les lèvres."),
        )
    )  # fmt: skip


def _between(context: Context) -> Iterator[str]:
    if len(context.plan.tables) > 1:
        yield _(
            "Entre deux tables : 2 m de bord à bord, pour qu’un fauteuil passe entre les chaises occupées ; 1,50 m "
            "seulement là où personne n’est assis dos à dos."
        )
    else:
        yield _("Autour de la table : 1,50 m jusqu’au mur, pour qu’un fauteuil passe derrière les chaises occupées.")


def _wall(context: Context) -> str:
    """What the free wall is for: a gallery, a big map, or the sheets of the tables."""
    gallery = next((item.step for item in context.steps if _is_gallery(item.step)), None)
    metres = 2 * len(context.plan.tables)
    if context.shape.stops is not None:
        return _("la grande carte, et sous elle une place par arrêt, à hauteur d’une personne assise.")
    if len(context.plan.tables) == 1:
        return _("la grande feuille du groupe, à la vue de toutes et tous.")
    if gallery:
        return _("« {step} » : {metres} m en tout, deux par table, à hauteur d’une personne assise.").format(
            step=gallery.title, metres=metres
        )
    return _("une feuille A3 par table, à hauteur d’une personne assise.")


def _is_gallery(step: Step) -> bool:
    return step.kind == "work" and step.grouping == "free" and "feedback" in step.gives


def _departures(context: Context) -> Iterator[Block]:
    """For a walk: from which stop each group sets out."""
    if context.shape.stops is None:
        return
    stops = context.plan.stops
    count = len(stops) or context.shape.stops.ideal
    slots = slots_of(context, count)
    yield heading(2, _("Les départs"))
    yield Paragraph(text=_("Tout le monde part de la salle. Chaque groupe commence par un arrêt différent."))
    rows = []
    for place, table in enumerate(context.plan.tables):
        first = place % count
        at = context.at(slots[0].begins) if slots else BLANK
        where = stops[first].name if stops else BLANK
        rows.append((line(strong(group_name(context, table.number))), str(table.seats), at, str(first + 1), where))
    yield Grid(
        columns=(_("Groupe"), _("Personnes"), _("Départ"), _("Premier arrêt"), _("Lieu")),
        rows=tuple(rows),
        right=(1, 2, 3),
    )


def _virtual(context: Context) -> Iterator[Block]:
    """The rooms of a video conference, and who is in each."""
    yield heading(2, _("Les salles"))
    seats = {table.number: table.seats for table in context.plan.tables}
    rows: list[tuple[Line, ...]] = [
        (
            line(strong(_("Salle commune"))),
            str(context.plan.participants),
            _("accueil, mandat, déroulé, présentations"),
            "",
        )
    ]
    rows += [
        (
            line(strong(group_name(context, hand.table))),
            str(seats[hand.table]),
            _("cadre {number} du tableau : {theme}").format(number=hand.table, theme=theme_of(context, hand)),
            leader_name(context, hand.table),
        )
        for hand in context.plan.hands
    ]
    rows.append((line(strong(_("Salle d’aide"))), "", _("le coin calme : parler à la technique, ou souffler"), ""))
    yield Grid(
        columns=(_("Salle"), _("Personnes"), _("Ce qui s’y passe"), _("Qui passe")), rows=tuple(rows), right=(1,)
    )
    yield Fields(
        items=(
            (_("Lien de la réunion"), None),
            (_("Lien du tableau"), None),
            (_("Numéro de secours"), None),
            (_("Second lien, en cas de panne"), None),
        )
    )


def _asked(context: Context) -> Iterator[Block]:
    """What the format itself asks of the room."""
    yield heading(2, _("Ce que demande ce format"))
    yield Bullets(items=context.shape.room, style="boxes")


def _checks(context: Context) -> Iterator[Block]:
    yield heading(2, _("À vérifier sur place"))
    several = len(context.rooms) > 1
    yield Bullets(
        items=(
            _("Sorties de secours dégagées, ouvertes de l’intérieur, et montrées à l’ouverture."),
            _("Capacité de chaque salle, en tout : {people} participants, et l’équipe.").format(
                people=context.plan.participants
            )
            if several
            else _("Capacité de la salle : {people} participants, et l’équipe.").format(
                people=context.plan.participants
            ),
            _("Toilettes ouvertes, dont une où entre un fauteuil, fléchées depuis la salle."),
            _("Entrée sans marche, ou rampe posée ; place de stationnement réservée près de la porte."),
            _("Prises et rallonges : tableau, minuteur, boissons chaudes, appareils auditifs ou ordinateurs."),
            _("Lumière au-dessus de chaque table, chauffage ou fenêtres, bruit de la pièce voisine."),
            _("Une affiche à chaque porte, de la rue jusqu’à la salle."),
            _("Heure à laquelle la salle doit être rendue, et à qui."),
        ),
        style="boxes",
    )


def _checks_online() -> Iterator[Block]:
    yield heading(2, _("À vérifier avant d’ouvrir"))
    yield Bullets(
        items=(
            _("Les salles de groupe s’ouvrent, se ferment, et reçoivent les messages."),
            _("Les sous-titres sont allumés, l’enregistrement est éteint."),
            _("Le tableau s’ouvre sans compte, sur un ordinateur et sur un téléphone ; les cadres sont verrouillés."),
            _("Le numéro de secours répond, et une personne le tient."),
            _("Chaque ordinateur de l’équipe est branché, et une seconde connexion est prête."),
            _("Rien d’autre que le tableau n’est partagé à l’écran."),
        ),
        style="boxes",
    )

"""`territoires deck list|info|add|remove`: the decks of this machine, and what commands use when none is named."""

from pathlib import Path
from typing import TYPE_CHECKING

from territoires_cli.cli.options import readable_name
from territoires_cli.configuration import settings_path, write_usual
from territoires_cli.documents.deck_sheet import deck_data, deck_document
from territoires_cli.documents.writing import command_line
from territoires_cli.errors import ContentError, RequestError, TerritoiresError
from territoires_cli.installed import decks_folder, installed_decks, place_named, usual_decks
from territoires_cli.places import BUILTIN, builtin_root, deck_places
from territoires_cli.translation import gettext as _
from territoires_cli.translation import ngettext
from territoires_cli.ui.output import say, show, show_rows, write_json

if TYPE_CHECKING:
    from territoires_cli.models.survey import Survey


def list_decks(name: str | None, *, json: bool) -> None:
    """The built-in deck, the usual ones in their order, the installed ones; one that can't be read is said."""
    if name is not None:
        raise RequestError(_("Pour voir un jeu : territoires deck info {name}").format(name=name))
    from territoires_cli.surveying import survey_deck

    usual = usual_decks()
    places = {BUILTIN: builtin_root()}
    places |= {word: place_named(word, is_usual=True) for word in usual}
    installed = installed_decks()
    places |= {word: place for word, place in installed.items() if place not in places.values()}
    surveys: list[tuple[str, Survey]] = []
    for word, place in places.items():
        try:
            surveys += [(word, survey_deck(found)) for found in deck_places([place])]
        except TerritoiresError as error:
            say(str(error))
    if json:
        write_json(
            [
                deck_data(survey, is_usual=word in usual, is_installed=Path(survey.place) in installed.values())
                for word, survey in surveys
            ]
        )
        return
    rows = [_row(survey, _use(word, usual, is_short=True)) for word, survey in surveys]
    show_rows((_("Jeu"), _("Titre"), _("Version"), _("Cartes"), _("Emploi"), _("Par"), _("Licence")), rows, whole=1)
    say(_("Tout sur un jeu, son empreinte comprise : territoires deck info {name}").format(name=surveys[-1][1].info.id))


def _row(survey: "Survey", use: str) -> tuple[str, ...]:
    info = survey.info
    if survey.problems:
        use = ngettext("{count} erreur", "{count} erreurs", len(survey.problems)).format(count=len(survey.problems))
    return info.id, info.title, info.version, str(survey.cards), use, info.author or "", info.licence


def _use(word: str, usual: tuple[str, ...], *, is_short: bool = False) -> str:
    """How commands come to use a deck."""
    if word in usual:
        return _("d’office") if is_short else _("d’office, par tous vos ateliers")
    if word == BUILTIN:
        return _("livré") if is_short else _("livré avec l’outil")
    return _("avec --deck") if is_short else _("quand on le nomme : --deck {name}").format(name=word)


def show_deck(name: str | None, *, json: bool) -> None:
    """Everything of one deck; the only one of the usual ones, or the built-in one, where none is named."""
    from territoires_cli.surveying import survey_deck

    usual = usual_decks()
    word = readable_name(name) if name is not None else (usual[0] if len(usual) == 1 else BUILTIN)
    survey = survey_deck(deck_places([place_named(word)])[0])
    if json:
        installed = installed_decks().values()
        write_json(deck_data(survey, is_usual=word in usual, is_installed=Path(survey.place) in installed))
        return
    named = ["--deck", word] if word not in usual and word != BUILTIN else []
    commands = [command_line(["territoires", "list", *named]), command_line(["territoires", "check", word])]
    if word == BUILTIN:
        commands = ["territoires list", "territoires new deck"]
    show(deck_document(survey, _use(word, usual), commands))


def add_deck(name: str, *, is_usual: bool | None, is_sure: bool, force: bool) -> None:
    """Show what a deck contains and, once somebody said yes, keep it: a zip is copied, a folder stays where it is."""
    from territoires_cli.decks import read_deck
    from territoires_cli.inspecting import inspect
    from territoires_cli.surveying import survey_deck

    path = Path(readable_name(name))
    place = deck_places([path])[0]
    survey = survey_deck(place)
    is_zip = place.is_file()
    word = survey.info.id if is_zip else str(Path(survey.place).resolve())
    usual = usual_decks()
    becomes_usual = survey.info.extends is not None if is_usual is None else is_usual
    if survey.info.id == BUILTIN:
        raise RequestError(_("Ce jeu porte le nom du jeu livré ({id}) : donnez-lui un autre id.").format(id=BUILTIN))
    show(deck_document(survey, _("d’office") if becomes_usual else _("quand on le nomme"), ()))
    beside = [place_named(other, is_usual=True) for other in usual if other != word] if becomes_usual else []
    try:
        read_deck([*beside, path])
    except ContentError:
        say(_("Ce jeu n’est pas installé : il a des erreurs, seul ou avec vos autres jeux."))
        raise
    remarks = len(inspect([path]).problems)
    if remarks:
        say(
            ngettext(
                "{count} remarque, qui n’empêche pas de l’employer. Pour la lire : territoires check {path}",
                "{count} remarques, qui n’empêchent pas de l’employer. Pour les lire : territoires check {path}",
                remarks,
            ).format(count=remarks, path=path)
        )
    if not is_sure:
        _confirm(becomes_usual=becomes_usual)
    if is_zip:
        _keep(place, survey, force=force)
    if becomes_usual and word not in usual:
        write_usual((*usual, word))
    elif not becomes_usual and word in usual:
        write_usual(tuple(other for other in usual if other != word))
    _say_added(word, becomes_usual=becomes_usual, is_zip=is_zip)


def _confirm(*, becomes_usual: bool) -> None:
    """Raises RequestError where nobody is at the keyboard, TerritoiresError for a no."""
    from territoires_cli.ui.prompts import can_ask

    if not can_ask():
        raise RequestError(_("Rien n’est installé. Sans clavier pour confirmer, ajoutez --yes."))
    say(
        _("Installer ce jeu, et l’employer d’office ? (o/n)")
        if becomes_usual
        else _("Installer ce jeu, à employer quand on le nomme ? (o/n)")
    )
    try:
        typed = input("› ")
    except EOFError:
        typed = ""
    if typed.strip().casefold() not in ("o", "oui", "y", "yes"):
        raise TerritoiresError(_("Rien n’est installé."))


def _keep(place: Path, survey: "Survey", *, force: bool) -> None:
    """Copy a zip among the installed decks; the very same one is there already, or another needs `force`."""
    from territoires_cli.store import make_folder_of, write_file

    target = decks_folder() / f"{survey.info.id}.zip"
    content = place.read_bytes()
    if target.is_file() and target.read_bytes() == content:
        return
    if target.is_file() and not force:
        raise TerritoiresError(
            _(
                "Un autre jeu « {id} » est déjà installé : pour le remplacer par celui-ci, ajoutez --force ; "
                "pour voir l’ancien : territoires deck info {id}"
            ).format(id=survey.info.id)
        )
    make_folder_of(target)
    write_file(target, content, force=True)


def _say_added(word: str, *, becomes_usual: bool, is_zip: bool) -> None:
    if is_zip:
        say(_("Jeu installé : une copie est gardée dans {path}.").format(path=decks_folder()))
    else:
        say(_("Le dossier reste où il est : vos corrections comptent aussitôt."))
    if becomes_usual:
        say(_("Toutes les commandes l’emploient maintenant (réglages : {path}).").format(path=settings_path()))
        say(_("Pour voir ses cartes parmi les autres : territoires list"))
    else:
        named = command_line(["territoires", "list", "--deck", word])
        say(_("Pour voir ses cartes : {command}").format(command=named))


def remove_deck(name: str, *, is_sure: bool) -> None:
    """Take a deck out of the usual ones, and delete the copy of an installed zip; a folder is left as it is."""
    name = readable_name(name)
    usual = usual_decks()
    installed = installed_decks()
    wanted = {name, str(Path(name).resolve())}
    words = [word for word in usual if word in wanted]
    if name == BUILTIN:
        raise RequestError(_("Le jeu livré ne s’ôte pas. Pour employer un autre jeu seul : --deck NOM"))
    if not words and name not in installed:
        known = [*usual, *(word for word in installed if word not in usual)]
        listed = _("Jeux connus : {names}.").format(names=", ".join(known)) if known else _("Aucun n’est installé.")
        raise RequestError(
            _("« {name} » n’est ni installé, ni employé d’office. {listed}").format(name=name, listed=listed)
        )
    if name in installed and not is_sure:
        _confirm_removal(installed[name])
    if words:
        write_usual(tuple(word for word in usual if word not in words))
        say(_("Ce jeu n’est plus employé d’office : {name}").format(name=words[0]))
    if name in installed:
        from territoires_cli.store import delete_file

        delete_file(installed[name])
        say(_("La copie installée est supprimée : {path}").format(path=installed[name]))
    else:
        say(_("Ses fichiers restent où ils sont."))


def _confirm_removal(path: Path) -> None:
    from territoires_cli.ui.prompts import can_ask

    if not can_ask():
        raise RequestError(_("Rien n’est supprimé. Sans clavier pour confirmer, ajoutez --yes."))
    say(_("Supprimer la copie installée, {path} ? (o/n)").format(path=path))
    try:
        typed = input("› ")
    except EOFError:
        typed = ""
    if typed.strip().casefold() not in ("o", "oui", "y", "yes"):
        raise TerritoiresError(_("Rien n’est supprimé."))

"""`territoires deck list|info|add`: the decks of this machine, and what commands use when none is named."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from territoires_cli.cli.options import readable_name
from territoires_cli.configuration import change_usual, settings_path
from territoires_cli.documents.deck_sheet import deck_data, deck_document
from territoires_cli.errors import ContentError, RequestError, TerritoiresError
from territoires_cli.installed import (
    configured_decks,
    decks_below,
    decks_folder,
    installed_decks,
    named_by_variable,
    place_named,
    usual_decks,
    usual_place,
    whole_name,
)
from territoires_cli.places import BUILTIN, deck_places
from territoires_cli.quoting import command_line
from territoires_cli.translation import gettext as _
from territoires_cli.translation import ngettext
from territoires_cli.typography import without_unsafe
from territoires_cli.ui.output import say, show, show_rows, write_json

if TYPE_CHECKING:
    from territoires_cli.models.survey import Survey


def list_decks(name: str | None, *, json: bool) -> None:
    """The built-in deck, the usual ones in their order, the installed ones; one that can't be read is said."""
    if name is not None:
        raise RequestError(_("Pour voir un jeu : territoires deck info {name}").format(name=command_line([name])))
    from territoires_cli.surveying import survey_deck

    usual = usual_decks()
    installed = installed_decks()
    words = dict.fromkeys((BUILTIN, *usual, *installed))
    surveys: list[tuple[str, Survey]] = []
    for word in words:
        try:
            place = usual_place(word) if word in usual else place_named(word)
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
    say(
        _("Tout sur un jeu, son empreinte comprise : {command}").format(
            command=command_line(["territoires", "deck", "info", surveys[-1][0]])
        )
    )


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
    from territoires_cli.surveying import survey_deck
    from territoires_cli.ui.prompts import confirm

    path = place_named(readable_name(name))
    place = deck_places([path])[0]
    survey = survey_deck(place)
    is_zip = place.is_file()
    word = survey.info.id if is_zip else str(Path(survey.place).resolve())
    _refuse_hidden(word)
    usual = _configured()
    known = word in usual or word not in installed_decks()
    becomes_usual = (survey.info.extends is not None and known) if is_usual is None else is_usual
    if survey.info.id == BUILTIN:
        raise RequestError(_("Ce jeu porte le nom du jeu livré ({id}) : donnez-lui un autre id.").format(id=BUILTIN))
    if is_zip:
        _refuse_other(place, survey, force=force)
    show(deck_document(survey, _("d’office") if becomes_usual else _("quand on le nomme"), ()))
    beside = [usual_place(other) for other in usual if other != word] if becomes_usual else []
    try:
        read_deck(list(dict.fromkeys([*beside, *decks_below(place), path])))
    except ContentError:
        say(_("Ce jeu n’est pas installé : il a des erreurs, seul ou avec vos autres jeux."))
        raise
    _say_remarks(path)
    if not is_sure:
        confirm(
            _("Installer ce jeu, et l’employer d’office ?")
            if becomes_usual
            else _("Installer ce jeu, à employer quand on le nomme ?"),
            _("Rien n’est installé."),
        )
    undo = _keep(place, survey) if is_zip else None
    try:
        if becomes_usual and word not in usual:
            change_usual(add=[word])
        elif not becomes_usual and word in usual:
            change_usual(remove=[raw for raw in configured_decks() if whole_name(raw) == word])
    except BaseException:
        if undo is not None:
            undo()
        raise
    _say_added(word, becomes_usual=becomes_usual, is_zip=is_zip)


def _refuse_hidden(word: str) -> None:
    """Raise RequestError for a folder whose name holds what is never read from a file: no setting could name it."""
    if without_unsafe(word) != word:
        raise RequestError(
            _(
                "Le nom du dossier « {name} » contient un caractère invisible : renommez ce dossier, puis recommencez."
            ).format(name=word)
        )


def _configured() -> tuple[str, ...]:
    """The decks of the settings, folders by their whole names; what the environment says is no setting."""
    return tuple(whole_name(name) for name in configured_decks())


def _say_remarks(path: Path) -> None:
    from territoires_cli.inspecting import inspect

    problems = inspect([path], below=decks_below(path)).problems
    if problems:
        say(
            ngettext(
                "{count} remarque, qui n’empêche pas de l’employer. Pour la lire : territoires check {path}",
                "{count} remarques, qui n’empêchent pas de l’employer. Pour les lire : territoires check {path}",
                len(problems),
            ).format(count=len(problems), path=command_line([str(path)]))
        )


def _installed_place(survey: "Survey") -> Path:
    return decks_folder() / f"{survey.info.id}.zip"


def _refuse_other(place: Path, survey: "Survey", *, force: bool) -> None:
    """Raise TerritoiresError where another deck of this id is installed, unless `force`: before anything is asked."""
    target = _installed_place(survey)
    if not force and target.is_file() and target.read_bytes() != place.read_bytes():
        raise TerritoiresError(
            _(
                "Un autre jeu « {id} » est déjà installé : pour le remplacer par celui-ci, ajoutez --force ; "
                "pour voir l’ancien : territoires deck info {id}"
            ).format(id=survey.info.id)
        )


def _keep(place: Path, survey: "Survey") -> Callable[[], object]:
    """Copy a zip among the installed decks, and how to undo it; the same one may be there."""
    from territoires_cli.store import delete_file, make_folder_of, write_file

    target = _installed_place(survey)
    content = place.read_bytes()
    before = target.read_bytes() if target.is_file() else None
    if before == content:
        return lambda: None
    make_folder_of(target)
    write_file(target, content, force=True)
    return partial(delete_file, target) if before is None else partial(write_file, target, before, force=True)


def _say_added(word: str, *, becomes_usual: bool, is_zip: bool) -> None:
    if is_zip:
        say(_("Jeu installé : une copie est gardée dans {path}.").format(path=decks_folder()))
    else:
        say(_("Le dossier reste où il est : vos corrections comptent aussitôt."))
    if named_by_variable():
        say(_("La variable TERRITOIRES_DECK l’emporte pour l’instant sur vos réglages."))
    if becomes_usual:
        say(_("Toutes les commandes l’emploient maintenant (réglages : {path}).").format(path=settings_path()))
        say(_("Pour voir ses cartes parmi les autres : territoires list"))
    else:
        named = command_line(["territoires", "list", "--deck", word])
        say(_("Pour voir ses cartes : {command}").format(command=named))

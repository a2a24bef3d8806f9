"""`territoires deck remove`: a deck out of the usual ones, and the copy of an installed zip."""

from pathlib import Path

from territoires_cli.cli.options import readable_name
from territoires_cli.configuration import change_usual
from territoires_cli.errors import RequestError, TerritoiresError
from territoires_cli.installed import configured_decks, decks_below, installed_decks, told_id, usual_place, whole_name
from territoires_cli.names import enumerate_in_french
from territoires_cli.places import BUILTIN
from territoires_cli.quoting import command_line
from territoires_cli.translation import gettext as _
from territoires_cli.ui.output import say


def remove_deck(name: str, *, is_sure: bool) -> None:
    """Take a deck out of the usual ones, and delete the copy of an installed zip; a folder is left as it is."""
    from territoires_cli.ui.prompts import confirm

    name = readable_name(name)
    if name == BUILTIN:
        raise RequestError(_("Le jeu livré ne s’ôte pas. Pour employer un autre jeu seul : --deck NOM"))
    installed = installed_decks()
    raws = _meant(name, is_installed=name in installed)
    if not raws and name not in installed:
        known = [*configured_decks(), *(word for word in installed if word not in configured_decks())]
        listed = _("Jeux connus : {names}.").format(names=", ".join(known)) if known else _("Aucun n’est installé.")
        raise RequestError(
            _("« {name} » n’est ni installé, ni employé d’office. {listed}").format(name=name, listed=listed)
        )
    _refuse_needed(raws, name, installed)
    if name in installed and not is_sure:
        question = _("Supprimer la copie installée, {path} ?").format(path=installed[name])
        confirm(question, _("Rien n’est supprimé."))
    if raws:
        change_usual(remove=raws)
        say(_("Vos réglages ne l’emploient plus d’office : {name}").format(name=raws[0]))
    if name in installed:
        from territoires_cli.store import delete_file

        delete_file(installed[name])
        say(_("La copie installée est supprimée : {path}").format(path=installed[name]))
    else:
        say(_("Ses fichiers restent où ils sont."))


def _meant(name: str, *, is_installed: bool) -> list[str]:
    """The decks of the settings that a name or a folder means; a folder by its deck's id only where nothing bears that name.

    Raises RequestError where several folders have a deck of that id.
    """
    wanted = {name} if is_installed else {name, str(Path(name).resolve())}
    named = [raw for raw in configured_decks() if {raw, whole_name(raw)} & wanted]
    if named or is_installed:
        return named
    told = [raw for raw in configured_decks() if told_id(Path(whole_name(raw))) == name]
    if len(told) > 1:
        raise RequestError(
            _(
                "Plusieurs jeux de vos réglages s’appellent « {name} » : donnez le dossier de celui-ci, {places}."
            ).format(name=name, places=enumerate_in_french(told))
        )
    return told


def _refuse_needed(raws: list[str], name: str, installed: dict[str, Path]) -> None:
    """Raise TerritoiresError where a deck of the settings completes the one to remove: every command would fail."""
    gone = {installed[name].resolve()} if name in installed else set()
    gone |= {Path(whole_name(raw)).resolve() for raw in raws}
    for raw in configured_decks():
        if raw in raws:
            continue
        try:
            place = usual_place(whole_name(raw))
        except TerritoiresError:
            continue
        if any(below.resolve() in gone for below in decks_below(place)):
            raise TerritoiresError(
                _("« {other} » complète ce jeu : ôtez d’abord « {other} », par territoires deck remove {typed}").format(
                    other=raw, typed=command_line([raw])
                )
            )

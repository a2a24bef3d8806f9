"""`territoires config`: where the user's settings are kept, what they say, and a commented file to begin with."""

from typing import Annotated

import typer

from territoires_cli.cli.options import Command, JsonOption, new_app
from territoires_cli.configuration import TEMPLATE, read_settings, settings_path
from territoires_cli.translation import gettext as _
from territoires_cli.ui.output import show, write_json

app = new_app()


@app.command(cls=Command)
def config(
    new: Annotated[
        bool, typer.Option("--new", help=_("Écrire un fichier de réglages commenté, à compléter, s’il n’y en a pas."))
    ] = False,
    json: JsonOption = False,
) -> None:
    """Voir vos réglages : ce qui s’imprime sur invitations et émargements.

    Qui garde les noms, pourquoi, combien de temps, à qui écrire : quelques
    lignes, dites une fois pour toutes. Sans elles, ces papiers laissent
    des lignes à remplir.

    Exemples :
      territoires config
      territoires config --new
    """
    if new:
        from territoires_cli.cli.files import save_text
        from territoires_cli.store import make_folder_of

        path = settings_path()
        make_folder_of(path)
        save_text(path, TEMPLATE, force=False)
        return
    settings = read_settings()
    if json:
        write_json({"path": str(settings_path()), **settings.model_dump(mode="json", by_alias=True)})
        return
    from territoires_cli.documents.settings import settings_document

    show(settings_document(settings, str(settings_path()), is_told=settings_path().is_file()))

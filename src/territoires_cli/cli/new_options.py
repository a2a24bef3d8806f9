"""Options that several kinds of `territoires new` share: what a card and an action sheet are asked for alike."""

from typing import Annotated

import typer

from territoires_cli.cli.options import read_text
from territoires_cli.translation import gettext as _


def text_option(name: str, value: str, words: str) -> typer.models.OptionInfo:
    """An option that takes words, once or several times."""
    option: typer.models.OptionInfo = typer.Option(name, metavar=value, parser=read_text, help=words)
    return option


InOption = Annotated[
    str | None,
    typer.Option(
        "--in",
        "--deck",
        metavar=_("DOSSIER"),
        help=_("Le dossier de votre jeu ; par défaut, celui où vous êtes, ou celui qui s’y trouve."),
    ),
]
TitleOption = Annotated[str | None, text_option("--title", _("TITRE"), _("Le titre imprimé."))]
SummaryOption = Annotated[
    str | None, text_option("--summary", _("PHRASES"), _("L’idée en une ou deux phrases courtes, entre guillemets."))
]
SituationOption = Annotated[
    list[str], text_option("--situation", _("PHRASE"), _("Ce que disent les gens quand elle manque ; plusieurs fois."))
]
AnswersOption = Annotated[
    list[str],
    text_option(
        "--challenge",
        _("DÉFI"),
        _("Un défi ; avec sa force (3, 2 ou 1) et pourquoi, cela s’écrit mobilite:3:On y va ensemble."),
    ),
]
MoneyOption = Annotated[
    str | None, text_option("--money", _("NIVEAU"), _("L’argent qu’il faut : peu, moyen, beaucoup."))
]
TimeOption = Annotated[str | None, text_option("--time", _("NIVEAU"), _("Le temps qu’il faut : peu, moyen, beaucoup."))]
CoordinationOption = Annotated[
    str | None, text_option("--coordination", _("NIVEAU"), _("Les personnes à mettre d’accord : peu, moyen, beaucoup."))
]
HandOption = Annotated[
    list[str],
    text_option("--lever", _("QUI"), _("Qui peut la lancer : commune, habitants, entreprises… ; plusieurs fois.")),
]
StepOption = Annotated[list[str], text_option("--step", _("PAS"), _("Un pas, dans l’ordre ; trois fois au moins."))]
LimitOption = Annotated[list[str], text_option("--limit", _("LIMITE"), _("Ce qui peut mal tourner ; plusieurs fois."))]
ExampleOption = Annotated[
    str | None, text_option("--example", _("NOM"), _("Qui le fait déjà : le nom d’une initiative."))
]
PlaceOption = Annotated[str | None, text_option("--place", _("LIEU"), _("Où est cette initiative."))]
ShortOption = Annotated[str | None, text_option("--short", _("MOTS"), _("Ce qu’elle est, en quelques mots."))]
StoryOption = Annotated[
    str | None, text_option("--story", _("PHRASES"), _("Ce qu’elle a fait, en une ou deux phrases."))
]
StateOption = Annotated[
    str | None, text_option("--state", _("ÉTAT"), _("Où elle en est : continue, arrêtée, inconnu."))
]
YearOption = Annotated[str | None, text_option("--year", _("ANNÉE"), _("De quelle année date ce qui en est su."))]
SourceOption = Annotated[
    str | None, text_option("--source", _("DOCUMENT"), _("D’où vous le savez : un titre, ou un nom de sources.yaml."))
]
SourceAuthorOption = Annotated[
    str | None, text_option("--source-author", _("QUI"), _("Qui a écrit ce document, s’il est nouveau."))
]
SourceYearOption = Annotated[
    str | None, text_option("--source-year", _("ANNÉE"), _("L’année de ce document, s’il est nouveau."))
]
ReplaceOption = Annotated[
    bool, typer.Option("--replace", help=_("Remplacer, dans votre jeu, la carte que donne --from."))
]

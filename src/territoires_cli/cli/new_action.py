"""`territoires new action`: an action sheet of one's own deck, from questions or from options."""

from typing import Annotated

import typer

from territoires_cli.cli.new_options import (
    AnswersOption,
    CoordinationOption,
    ExampleOption,
    HandOption,
    InOption,
    LimitOption,
    MoneyOption,
    PlaceOption,
    ReplaceOption,
    ShortOption,
    SituationOption,
    SourceAuthorOption,
    SourceOption,
    SourceYearOption,
    StateOption,
    StepOption,
    StoryOption,
    SummaryOption,
    TimeOption,
    TitleOption,
    YearOption,
    text_option,
)
from territoires_cli.cli.options import Command, ForceOption, NoInputOption, new_app
from territoires_cli.translation import gettext as _

app = new_app()


@app.command(cls=Command)
def new_action(
    from_: Annotated[
        str | None, typer.Option("--from", metavar=_("FICHE"), help=_("Partir d’une fiche du jeu : FA05, par exemple."))
    ] = None,
    replace: ReplaceOption = False,
    title: TitleOption = None,
    objective: Annotated[
        str | None, text_option("--objective", _("OBJECTIF"), _("L’objectif qu’elle sert, par son nom ou son titre."))
    ] = None,
    summary: SummaryOption = None,
    situation: SituationOption = [],  # noqa: B006 - typer copies defaults
    challenge: AnswersOption = [],  # noqa: B006
    practice: Annotated[
        list[str],
        text_option(
            "--practice",
            _("CARTE"),
            _("Une pratique qu’elle met en route, et en quoi : E3:On y trouve le local. ; plusieurs fois."),
        ),
    ] = [],  # noqa: B006
    money: MoneyOption = None,
    time: TimeOption = None,
    coordination: CoordinationOption = None,
    lever: HandOption = [],  # noqa: B006
    step: StepOption = [],  # noqa: B006
    limit: LimitOption = [],  # noqa: B006
    indicator: Annotated[
        list[str], text_option("--indicator", _("SIGNE"), _("À quoi l’on verra que cela marche ; plusieurs fois."))
    ] = [],  # noqa: B006
    example: ExampleOption = None,
    place: PlaceOption = None,
    short: ShortOption = None,
    story: StoryOption = None,
    state: StateOption = None,
    year: YearOption = None,
    source: SourceOption = None,
    source_author: SourceAuthorOption = None,
    source_year: SourceYearOption = None,
    in_: InOption = None,
    no_input: NoInputOption = False,
    force: ForceOption = False,
) -> None:
    """Écrire une fiche action de votre jeu : des questions, puis un fichier.

    Le fichier s’écrit dans votre jeu (territoires new deck), au bon endroit,
    avec le code suivant, et il est vérifié aussitôt.
    Chaque question a une option ; « aucun » : rien à dire, et pas de question.

    Exemples :
      territoires new action
      territoires new action --in mon-jeu
      territoires new action --in mon-jeu --from FA05
    """
    from territoires_cli.cli.new_card_file import Order, write_card_and_leave

    typed = {
        "--title": title,
        "--objective": objective,
        "--summary": summary,
        "--situation": situation,
        "--challenge": challenge,
        "--practice": practice,
        "--money": money,
        "--time": time,
        "--coordination": coordination,
        "--lever": lever,
        "--step": step,
        "--limit": limit,
        "--indicator": indicator,
        "--example": example,
        "--place": place,
        "--short": short,
        "--story": story,
        "--state": state,
        "--year": year,
        "--source": source,
        "--source-author": source_author,
        "--source-year": source_year,
    }
    write_card_and_leave(Order("action", typed, in_, from_, replaces=replace, no_input=no_input, force=force))

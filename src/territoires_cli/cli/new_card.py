"""`territoires new card`: a practice card of one's own deck, from questions or from options."""

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
def new_card(
    from_: Annotated[
        str | None, typer.Option("--from", metavar=_("CARTE"), help=_("Partir d’une carte du jeu : A1, repair-cafe."))
    ] = None,
    replace: ReplaceOption = False,
    title: TitleOption = None,
    family: Annotated[
        str | None, text_option("--family", _("FAMILLE"), _("Sa famille : A, mobilite ou son titre."))
    ] = None,
    summary: SummaryOption = None,
    type_: Annotated[
        str | None, text_option("--type", "TYPE", _("Son type : consommation, production, financement, gouvernance."))
    ] = None,
    situation: SituationOption = [],  # noqa: B006 - typer copies defaults
    challenge: AnswersOption = [],  # noqa: B006
    money: MoneyOption = None,
    time: TimeOption = None,
    coordination: CoordinationOption = None,
    lever: HandOption = [],  # noqa: B006
    step: StepOption = [],  # noqa: B006
    limit: LimitOption = [],  # noqa: B006
    question: Annotated[
        list[str], text_option("--question", _("QUESTION"), _("Une question à poser à la table ; trois fois."))
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
    """Écrire une carte de votre jeu : des questions, puis un fichier commenté.

    Le fichier s’écrit dans votre jeu (territoires new deck), au bon endroit,
    avec le code suivant de sa famille, et il est vérifié aussitôt.
    Chaque question a une option ; « aucun » : rien à dire, et pas de question.

    Exemples :
      territoires new card
      territoires new card --in mon-jeu
      territoires new card --in mon-jeu --from E3
    """
    from territoires_cli.cli.new_card_file import Order, write_card_and_leave

    typed = {
        "--title": title,
        "--family": family,
        "--summary": summary,
        "--type": type_,
        "--situation": situation,
        "--challenge": challenge,
        "--money": money,
        "--time": time,
        "--coordination": coordination,
        "--lever": lever,
        "--step": step,
        "--limit": limit,
        "--question": question,
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
    write_card_and_leave(Order("card", typed, in_, from_, replaces=replace, no_input=no_input, force=force))

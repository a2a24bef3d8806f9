"""Options that several commands share, declared once, and how their values are read."""

import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperCommand

from territoires_cli.errors import RequestError
from territoires_cli.translation import gettext as _
from territoires_cli.typography import clean

SEED_LIMIT = 1_000_000
MINUTES_A_DAY = 24 * 60
MOST_CHARACTERS = 4000


class Command(TyperCommand):
    """A command with French help, which reads only the options that were typed.

    Why: typer builds a pydantic validator for each declared option, a millisecond apiece, used or not.
    """

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Parse the arguments; options that were not typed keep their declared default."""
        typed = self._typed(ctx, args)
        if "help" in typed:
            return super().parse_args(ctx, args)
        every = self.params
        kept = [item for item in every if item.name in typed or item.required or item.callback or item.is_eager]
        self.params = kept
        try:
            rest = super().parse_args(ctx, args)
        finally:
            self.params = every
        for item in every:
            if item not in kept:
                ctx.params[item.name] = [] if item.multiple or item.nargs == -1 else item.default
        return rest

    def _typed(self, ctx: Any, args: list[str]) -> dict[str, Any]:
        """What was typed, by name of parameter; an error of the parser is told with the command it belongs to."""
        try:
            typed, _rest, _order = self.make_parser(ctx).parse_args(args=list(args))
        except Exception as error:
            if hasattr(error, "ctx") and error.ctx is None:
                error.ctx = ctx
            raise
        return dict(typed)

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """The help in French, with examples first."""
        from territoires_cli.cli.help import command_help

        formatter.write(command_help(ctx))


def new_app() -> typer.Typer:
    """An app for one command: plain help, no completion options of its own, tracebacks left to Python."""
    return typer.Typer(rich_markup_mode=None, add_completion=False, pretty_exceptions_enable=False)


DeckOption = Annotated[
    list[str],
    typer.Option(
        "--deck",
        metavar=_("JEU"),
        help=_(
            "Employer un autre jeu : son dossier, son archive .zip ou son nom ; plusieurs fois pour plusieurs jeux."
        ),
    ),
]
JsonOption = Annotated[bool, typer.Option("--json", help=_("Donner le résultat en JSON, pour un autre programme."))]
ForceOption = Annotated[bool, typer.Option("--force", help=_("Remplacer un fichier qui existe déjà."))]
NoInputOption = Annotated[
    bool, typer.Option("--no-input", help=_("Ne poser aucune question : dire ce qui manque, et s’arrêter."))
]
DocumentOption = Annotated[
    str | None,
    typer.Option(
        "--output",
        "-o",
        metavar=_("FICHIER"),
        help=_("Écrire dans un fichier : projet.pdf, .docx, .html, .md ou .json."),
    ),
]
PlanOption = Annotated[
    str | None,
    typer.Option(
        "--output",
        "-o",
        metavar=_("FICHIER"),
        help=_("Écrire dans un fichier : plan.pdf, .docx, .html, .md ; plan.yaml garde les décisions."),
    ),
]
FamilyOption = Annotated[
    list[str], typer.Option("--family", "-f", metavar=_("FAMILLE"), help=_("Famille : A, mobilite ou son titre."))
]
ChallengeOption = Annotated[
    list[str], typer.Option("--challenge", "-c", metavar=_("DÉFI"), help=_("Défi auquel la carte répond."))
]
TypeOption = Annotated[
    list[str],
    typer.Option("--type", metavar="TYPE", help=_("Type : consommation, production, financement, gouvernance.")),
]
LeverOption = Annotated[
    list[str], typer.Option("--lever", metavar=_("QUI"), help=_("Qui a la main : commune, habitants, entreprises…"))
]
EffortOption = Annotated[
    list[str], typer.Option("--effort", metavar="EFFORT", help=_("Effort : léger, moyen ou lourd."))
]
SearchOption = Annotated[
    str | None, typer.Option("--search", "-s", metavar=_("MOTS"), help=_("Mots que la carte doit contenir."))
]


def roots_of(decks: Sequence[str]) -> list[Path]:
    """Where the decks named with --deck lie, or else those of the settings.

    Raises RequestError for a name that is empty or can't be written down, TerritoiresError for a name of nothing.
    """
    from territoires_cli.installed import deck_roots

    return deck_roots([readable_name(deck) for deck in decks])


def readable_name(name: str) -> str:
    """The name of a file or folder, as it was typed. Raises RequestError where it is empty or isn't text."""
    if not name.strip():
        raise RequestError(_("Le nom du fichier ou du dossier est vide."))
    if name != name.encode("utf-8", "replace").decode("utf-8"):
        raise RequestError(_("Ce nom de fichier n’est pas lisible : renommez-le avec des lettres ordinaires."))
    return name


def whole_number(low: int, high: int) -> Callable[[str], int]:
    """A reader of whole numbers between two bounds, both included."""

    def read(value: str) -> int:
        if not re.fullmatch(r"\d{1,9}", str(value).strip()) or not low <= int(value) <= high:
            raise typer.BadParameter(
                _("« {value} » n’est pas un nombre entier de {low} à {high}.").format(value=value, low=low, high=high)
            )
        return int(value)

    return read


def read_text(value: str) -> str:
    """Words on one line, without what no page could print."""
    text = " ".join(clean(value).split())
    if not text:
        raise typer.BadParameter(_("le texte est vide."))
    if len(text) > MOST_CHARACTERS:
        raise typer.BadParameter(_("le texte dépasse {most} caractères.").format(most=MOST_CHARACTERS))
    return text


def read_date(value: str) -> str:
    """A date as it will be kept: 2026-12-03 from that or from « 3/12/2026 », other words as they are."""
    import datetime as dt

    text = read_text(value)
    numbers = re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", text)
    french = re.fullmatch(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})", text)
    if numbers is None and french is None:
        return text
    year, month, day = numbers.groups() if numbers else reversed(french.groups()) if french else ()
    try:
        return dt.date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        raise typer.BadParameter(_("« {value} » n’est pas une date du calendrier.").format(value=value)) from None


def read_duration(value: str) -> int:
    """Minutes from « 2h30 », « 2 h », « 150 », « 150 min » or « 2:30 »."""
    text = value.replace(" ", "").replace("\u00a0", "").replace("\u202f", "").lower()
    if match := re.fullmatch(r"(\d{1,2})(?:h([0-5]?\d)?|:([0-5]\d))(?:min|mn)?", text):
        minutes = int(match[1]) * 60 + int(match[2] or match[3] or 0)
    elif match := re.fullmatch(r"(\d{1,4})(?:min|mn|m)?", text):
        minutes = int(match[1])
    else:
        raise typer.BadParameter(
            _("« {value} » n’est pas une durée. Écrivez par exemple 2h30 ou 150.").format(value=value)
        )
    if not 0 < minutes <= MINUTES_A_DAY:
        raise typer.BadParameter(
            _("« {value} » n’est pas une durée possible : entre 1 minute et 24h.").format(value=value)
        )
    return minutes


def read_clock(value: str) -> str:
    """A clock time HH:MM from « 9h », « 9h30 », « 09:30 » or « 9 h 30 »."""
    match = re.fullmatch(r"(\d{1,2})(?:h([0-5]\d)?|:([0-5]\d))", value.replace(" ", "").lower())
    if match is None or int(match[1]) > 23:
        raise typer.BadParameter(
            _("« {value} » n’est pas une heure. Écrivez par exemple 9h30 ou 14:00.").format(value=value)
        )
    return f"{int(match[1]):02d}:{int(match[2] or match[3] or 0):02d}"


SeedOption = Annotated[
    int | None,
    typer.Option(
        "--seed",
        metavar=_("NOMBRE"),
        parser=whole_number(0, SEED_LIMIT - 1),
        help=_("Graine du tirage (0 à 999999) : la même graine redonne les mêmes cartes."),
    ),
]

MOST_ROUNDS = 12
PeopleOption = Annotated[
    str | None,
    typer.Option(
        "--people",
        metavar=_("LISTE.csv"),
        help=_("La liste des personnes inscrites, pour ce qui les nomme."),
    ),
]
RoundsOption = Annotated[
    int,
    typer.Option(
        "--rounds",
        metavar=_("NOMBRE"),
        parser=whole_number(1, MOST_ROUNDS),
        help=_(
            "Combien de fois les tables se composent, avec d’autres voisins à chaque fois (1 : personne ne change)."
        ),
    ),
]
InkOption = Annotated[
    str, typer.Option("--ink", metavar=_("ENCRE"), help=_("normal (par défaut), ou low pour ménager l’encre."))
]
PaperOption = Annotated[
    str, typer.Option("--paper", metavar=_("PAPIER"), help=_("Papier des feuilles à écrire : a4 (par défaut) ou a3."))
]


def seed_or_new(seed: int | None) -> int:
    """The seed asked for, or a new one that is then printed."""
    if seed is not None:
        return seed
    from random import SystemRandom

    return SystemRandom().randrange(SEED_LIMIT)

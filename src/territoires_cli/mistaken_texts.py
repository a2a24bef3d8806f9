"""What is wrong with one value of a field: its shape, its kind, its length; and how it may be written. Pure."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from pydantic import BaseModel

from territoires_cli.models.city import slug
from territoires_cli.names import squash
from territoires_cli.quoting import quote
from territoires_cli.translation import gettext as _
from territoires_cli.translation import ngettext

_KEYLIKE = re.compile(r"[\w-]+:\S")
_FOUR_DIGITS = re.compile(r"(?<!\d)(?:18|19|20)\d\d(?!\d)")
_YEARS = {"as_of", "year", "since"}
_WRONG_YEARS = {"int_parsing", "int_type", "int_from_float", "greater_than_equal", "less_than_equal"}
_CODE = re.compile(r"[A-Z]{1,3}[0-9]{1,2}")


class Better(NamedTuple):
    """A sentence, the values that may be written instead (as YAML), and whether quotes or a space alone may do."""

    message: str
    values: tuple[str, ...] = ()
    is_quoted: bool = False
    is_spaced: bool = False


def text_sentence(kind: str, context: Mapping[str, Any], path: Sequence[str | int], value: Any) -> Better | None:
    """What to tell of a text or a number that is refused, None where nothing special is known."""
    if path and path[-1] in _YEARS and kind in _WRONG_YEARS:
        return _no_year(value)
    sentences: dict[str, Callable[[], Better | None]] = {
        "string_type": lambda: _no_text(value),
        "string_too_short": lambda: Better(_("ce texte est vide : écrivez-le, ou retirez cette ligne")),
        "string_too_long": lambda: _too_long(context["max_length"], value),
        "string_pattern_mismatch": lambda: _misshapen(
            str(context.get("pattern")), value if isinstance(value, str) else ""
        ),
        "int_parsing": lambda: _no_number(value),
    }
    return sentences[kind]() if kind in sentences else None


def _no_year(value: Any) -> Better:
    found = _FOUR_DIGITS.findall(str(value))
    return Better(_("il faut une année seule, de 1800 à 2100, en quatre chiffres"), (found[0],) if found else ())


def _no_number(value: Any) -> Better | None:
    figures = re.findall(r"\d+", re.sub(r"(?<=\d)[\s.,_](?=\d)", "", value)) if isinstance(value, str) else []
    if isinstance(value, str) and _KEYLIKE.match(value):
        return Better(_("il manque une espace après les deux-points : « nom: valeur »"), is_spaced=True)
    if len(figures) != 1:
        return None
    return Better(_("il faut un nombre entier, en chiffres, sans espace, ni point, ni mot"), tuple(figures))


def _too_long(limit: int, value: Any) -> Better:
    if not isinstance(value, str):
        return Better(_("ce texte est trop long ({max_length} caractères au plus)").format(max_length=limit))
    long = len(value.strip())
    message = ngettext(
        "ce texte compte {count} caractères, il en faut {most} au plus : ôtez-en {more}",
        "ce texte compte {count} caractères, il en faut {most} au plus : ôtez-en au moins {more}",
        long - limit,
    )
    return Better(message.format(count=long, most=limit, more=long - limit))


def _no_text(value: Any) -> Better:
    if value is None:
        return Better(
            _('ce champ est vide : écrivez-y un texte ; ce qui suit # n’est lu qu’entre guillemets droits (")'),
            (),
            True,
        )
    if isinstance(value, list):
        items = tuple(item for item in value if isinstance(item, str))
        message = _("il faut un seul texte, pas une liste : retirez les crochets ou les tirets")
        return Better(message, (quote(items[0]),) if len(items) == len(value) == 1 else ())
    if isinstance(value, dict):
        message = _(
            'les deux-points suivis d’une espace coupent ce texte : mettez-le tout entier entre guillemets droits (")'
        )
        return Better(message, (), True)
    if isinstance(value, bool):
        return Better(
            _('il faut un texte : mettez-le entre guillemets droits ("), sinon il se lit vrai ou faux'), (), True
        )
    return Better(
        _('il faut un texte : mettez-le entre guillemets droits ("), sinon il se lit comme un nombre'), (), True
    )


def _misshapen(pattern: str, text: str) -> Better:
    """What to tell of a text that hasn't the shape of an id, a code, an address, an hour or a colour."""
    for beginning, shape in _SHAPES.items():
        if pattern.startswith(beginning):
            return shape(text)
    return Better(_("cette forme n’est pas admise ici : comparez-la avec celle d’une autre carte"))


def _hour(_text: str) -> Better:
    return Better(_('il faut une heure à deux chiffres, entre guillemets : "09:30"'))


def _id(text: str) -> Better:
    message = _("un identifiant est un nom court : minuscules sans accent, chiffres et tirets, sans espace")
    # A sign inside a word is a slip; between words, where a name holds an apostrophe or a space, it parts them.
    one = slug(re.sub(r"[^\w\s’'/-]", "", text))
    # Two words may also be two items of a list, without their comma.
    return Better(message, ((", ".join(text.split()), one) if " " in text.strip() else (one,)) if text.strip() else ())


# Field that names something else → the command that lists what may be named.
_LISTED = {
    **dict.fromkeys(("challenge", "challenges"), "territoires list --kind challenge"),
    **dict.fromkeys(("practice", "practices", "cards", "replaces", "hides"), "territoires list"),
    **dict.fromkeys(("action", "actions"), "territoires list --kind action"),
    **dict.fromkeys(("case", "city", "cities"), "territoires list --kind city"),
    **dict.fromkeys(("format", "not_for"), "territoires list --kind format"),
    "family": "territoires list --kind family",
    "type": "territoires list --kind type",
    "objective": "territoires list --kind objective",
    "axis": "territoires list --kind axis",
    "activities": "territoires list --kind activity",
    "models": "territoires list --kind model",
}


def reference_sentence(path: Sequence[str | int], value: Any) -> Better:
    """What to tell of an id that names something else and hasn't its shape: nobody but a list knows the right one."""
    names = [part for part in path if isinstance(part, str) and part != "[key]"]
    if names[-1:] == ["extends"]:
        message = _("pour compléter le jeu livré, écrivez territoires-collaboratifs ; sinon, l’id de l’autre jeu")
        is_builtin = re.search("territoire|collaborati|livr|sharitor", squash(str(value)))
        return Better(message, ("territoires-collaboratifs",) if is_builtin else ())
    message = _("un identifiant est un nom court : minuscules sans accent, chiffres et tirets, sans espace")
    # The id of an item is told by the list that holds it: `challenges[1].id`.
    known = [name for name in names[-2:][::-1] if name not in {"id", "source"}]
    if names[-1:] == ["id"] and names[-2:-1] in (["source"], ["sources"]):
        return Better(_("{message} ; recopiez celui de la source, dans sources.yaml").format(message=message))
    command = next((_LISTED[name] for name in known if name in _LISTED), None)
    if re.match(r"FA\s*\d", str(value), re.IGNORECASE):
        command = _LISTED["action"]
    if command is None:
        return Better(_("{message} ; recopiez celui de ce que vous citez ici").format(message=message))
    return Better(_("{message} ; « {command} » donne le bon, colonne « Id »").format(message=message, command=command))


def _address(text: str) -> Better:
    message = _("il faut une adresse complète, sans espace, qui commence par https://")
    bare = (
        re.sub(r"^\w+(?=://)", lambda scheme: "http" if scheme[0] == "http" else "https", text.strip())
        if "://" in text
        else re.sub(r"^(https?)?:?/*(?=\w)", "", text.strip())
    )
    fixed = bare if "://" in bare else f"https://{bare}"
    return Better(message, (fixed,) if "." in bare and not re.search(r"\s", bare) else ())


def _colour(text: str) -> Better:
    message = _('il faut une couleur en six chiffres et lettres minuscules, entre guillemets : "#1f5f99"')
    return Better(message, (quote(text.lower()),) if re.fullmatch(r"#[0-9a-fA-F]{6}", text) else ())


def _letters(text: str) -> Better:
    message = _("il faut une ou deux lettres majuscules : A")
    return Better(message, (text.upper(),) if re.fullmatch(r"[a-zA-Z]{1,2}", text) else ())


def _code(text: str) -> Better:
    bare = re.sub(r"[\W_]+", "", text).upper()
    message = _("un code est fait d’une à trois lettres majuscules et d’un nombre d’un ou deux chiffres, comme A1")
    return Better(message, (bare,) if _CODE.fullmatch(bare) else ())


# How the pattern of a shape begins → what to tell of a text that hasn't it.
_SHAPES = {
    "^([01]": _hour,
    "^[a-z0-9]+": _id,
    "^https?": _address,
    "^#": _colour,
    "^[A-Z]{1,2}$": _letters,
    "^[A-Z]": _code,
}


def shape_sentence(kind: str, value: Any, inside: Sequence[type[BaseModel]]) -> Better | None:
    """What to tell of a value that should be a list or hold fields, None for other mistakes."""
    if kind in {"tuple_type", "list_type"}:
        return _no_list(value, inside)
    if kind in {"dict_type", "model_type", "model_attributes_type"}:
        return _no_fields(value, inside)
    return None


def _no_list(value: Any, inside: Sequence[type[BaseModel]]) -> Better:
    if value is None:
        return Better(_("cette liste est vide : écrivez une ligne par élément, avec un tiret et une espace devant"))
    if isinstance(value, str) and value.startswith("-"):
        message = _("il manque une espace après le tiret : écrivez « - » puis une espace puis le texte")
        return Better(message, is_spaced=True)
    message = _(
        "il faut une liste : mettez les éléments entre crochets, [a, b], ou chacun sur sa ligne, avec un tiret et une espace devant"
    )
    if inside or not isinstance(value, str):
        return Better(message)
    # A comma may part a sentence as well as items: words alone are items for sure.
    pieces = [piece.strip() for piece in re.split(r"[,;]| et ", value)]
    is_words = all(re.fullmatch(r"[\w’-]+", piece) for piece in pieces)
    return Better(message, (f"[{', '.join(pieces)}]",) if is_words else (f"[{quote(value)}]",))


def _no_fields(value: Any, inside: Sequence[type[BaseModel]]) -> Better:
    if isinstance(value, str) and _KEYLIKE.match(value):
        return Better(_("il manque une espace après les deux-points : « nom: valeur »"), is_spaced=True)
    message = _("il faut ici des champs « nom : valeur », sous cette ligne ou entre accolades")
    required = [[name for name, field in model.model_fields.items() if field.is_required()] for model in inside]
    alone = next((names[0] for names in required if len(names) == 1), None)
    # One name in a list is one thing all the same.
    only = value[0] if isinstance(value, list) and len(value) == 1 else value
    if isinstance(only, str) and alone is not None:
        message = _("devant ce nom, il faut « {field}: », le tout entre accolades").format(field=alone)
        return Better(message, (f"{{{alone}: {only}}}",))
    names = [name for found in required[:1] for name in found]
    if names:
        message = _("il faut ici des champs « nom : valeur », sous cette ligne ou entre accolades : {names}").format(
            names=", ".join(names)
        )
    return Better(message)

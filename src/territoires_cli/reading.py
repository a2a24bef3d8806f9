"""One YAML file → validated values, with every problem kept and placed at its file, line and column."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import TYPE_CHECKING, Any, Self, TypeVar

from pydantic import ValidationError

from territoires_cli.archives import MAX_UNPACKED
from territoires_cli.decoding import decode
from territoires_cli.errors import TerritoiresError, reason_of
from territoires_cli.guarding import fault_of
from territoires_cli.models.base import Value
from territoires_cli.models.partial import keep_valid
from territoires_cli.pages import MOST_IN_ALL, MOST_TOLD, Pages, name_of_card, waiting
from territoires_cli.places import home_of, is_there
from territoires_cli.problems import Problem, field_name
from territoires_cli.safe_yaml import MAX_BYTES, Position, Span, YamlError, parse_yaml
from territoires_cli.safe_yaml import Path as FieldPath
from territoires_cli.translation import gettext as _

if TYPE_CHECKING:
    from territoires_cli.archives import Place
    from territoires_cli.translating import Wording

M = TypeVar("M", bound=Value)

# The values of all files of a deck, aliases expanded: eight times those of the built-in one.
MAX_VALUES = 400_000


@dataclass
class Reader(Pages):
    """Reads files one by one; `prepare` may mend data before it is validated, `problems` grows."""

    prepare: Callable[[Any], Any] = lambda data: data
    unread: set[str] = field(default_factory=set)
    """The ids of what could not be read or validated, from its data and from the name of its file."""
    lost: set[str] = field(default_factory=set)
    """The names of the files of which it isn't known which ids they hold."""
    remarks: list[Problem] = field(default_factory=list)
    """What was mended while reading, and keeps nothing from being used."""
    partial: list[Value] = field(default_factory=list)
    """What could be kept of faulty values, unvalidated: for rules about words and links alone."""
    home: "Place | None" = None
    """The folder of the deck that its files belong to: none outside it is opened; None for files that somebody named."""
    values: int = 0
    letters: int = 0
    """How many values and letters the files of the deck being read hold so far."""
    told: "dict[Place, int]" = field(default_factory=dict)
    """How many mistakes each file has."""

    def inside(self, folder: "Place") -> Self:
        """A reader of this deck's files, which keeps what it finds where this one does.

        Why another one: the bounds of a deck are then never set, nor taken away, while its files are read.
        """
        return replace(self, home=home_of(folder), values=0, letters=0)

    def one(self, path: "Place", model: type[M]) -> M | None:
        """The value that a file holds, or None with its problems kept. Raises TerritoiresError if it can't be read."""
        data = self._data(path, model)
        value = None if data is None else self._validate(path, data, model)
        if value is None:
            self.unread.add(name_of_card(path.stem))
            self.lost.add(path.name)
        return value

    def all(self, paths: "Sequence[Place]", model: type[M]) -> list[M]:
        """The values of several files that hold one each."""
        return [value for path in paths if (value := self.one(path, model)) is not None]

    def several(self, path: "Place", model: type[M]) -> list[M]:
        """The items of a file that holds a list; no file, no item."""
        data = self._data(path, model) if is_there(path) else []
        if data is None or not isinstance(data, list):
            self.lost.add(path.name)
        if data is None:
            return []
        if not isinstance(data, list):
            message = _("ce fichier doit contenir une liste : un tiret et une espace devant chaque élément")
            self.keep(path, 1, 1, "", message)
            return []
        found = [self._validate(path, item, model, (index,)) for index, item in enumerate(data)]
        return [value for value in found if value is not None]

    def wording(self, path: "Place") -> "Wording | None":
        """The texts that a file gives to the card of its name."""
        from territoires_cli.translating import Wording

        texts = self._data(path, None)
        if texts is None:
            return None
        name = name_of_card(path.stem)
        problem = None if isinstance(texts, dict) else _("ce fichier doit contenir des champs « nom : valeur »")
        if problem is None and not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name):
            problem = _("ce fichier doit porter l’id de la carte qu’il traduit, comme covoiturage.yaml")
        if problem is not None:
            self.problems.append(Problem(str(path), 1, 1, "", problem))
            return None
        found = Wording(id=name, texts=texts)
        self.origin[id(found)] = (path, ())
        return found

    def stand_for(self, old: Value, new: Value) -> None:
        """Say that a value was changed into another one, which stands at the same place."""
        if id(old) in self.origin:
            self.origin[id(new)] = self.origin[id(old)]
        if id(old) in self.joined:
            self.joined[id(new)] = (new, *self.joined[id(old)][1:])

    def text(self, path: "Place", text: str, model: type[M]) -> M | None:
        """The value that a text holds; `path` stands for its file in problems."""
        self.texts[path] = text
        data = self._parse(path, text, model)
        return None if data is None else self._validate(path, data, model)

    def _data(self, path: "Place", model: type[M] | None) -> Any:
        text = self._text(path)
        return None if text is None else self._parse(path, text, model)

    def words(self, path: "Place") -> str | None:
        """The text of a file as it is, or None where it can't be read as one (a problem is kept)."""
        text = self._text(path)
        return None if path in self.doubtful else text

    def _text(self, path: "Place") -> str | None:
        fault = fault_of(path, self.home) if self.home is not None else None
        if fault is not None:
            self.problems.append(Problem(str(path), None, None, "", fault))
            return None
        try:
            with path.open("rb") as file:
                raw = file.read(MAX_BYTES + 1)
        except FileNotFoundError:
            raise TerritoiresError(
                _("Le fichier « {path} » n’existe pas : vérifiez son nom et le dossier où vous êtes.").format(path=path)
            ) from None
        except OSError as error:
            raise TerritoiresError(
                _("Le fichier « {path} » ne peut pas être lu : {reason}.").format(path=path, reason=reason_of(error))
            ) from None
        if len(raw) > MAX_BYTES:
            message = _("ce fichier est trop gros (plus de {size} octets)").format(size=MAX_BYTES)
            self.problems.append(Problem(str(path), 1, 1, "", message))
            return None
        text, trouble = decode(raw)
        if trouble is not None:
            place = (str(path), trouble.line, trouble.column, "", trouble.message)
            self.problems.append(Problem(*place, excerpt=trouble.excerpt, mend=trouble.mend))
            self.doubtful.add(path)
        return text

    def _parse(self, path: "Place", text: str, model: type[M] | None) -> Any:
        self.texts[path] = text
        cleaned: dict[FieldPath, Position] = {}
        try:
            data = self._counted(text, cleaned)
        except YamlError as error:
            data = self._parse_mended(path, text, error, model)
            if data is None:
                return None
        if len(cleaned) > MOST_TOLD:
            self.remarks.append(waiting(path, len(cleaned) - MOST_TOLD, "warning"))
        for where, (line, column) in islice(cleaned.items(), MOST_TOLD):
            message = _(
                "un caractère invisible ou de commande s’y trouve, et n’est pas lu : retapez ce texte au clavier"
            )
            self.remarks.append(self.problem(path, line, column, field_name(where), message, "warning"))
        if data is None:
            self.keep(
                path,
                1,
                1,
                "",
                _(
                    "ce fichier est vide : remettez-y son contenu, ou supprimez-le ; « territoires check » dira alors ce qui le citait"
                ),
            )
        return data

    def _counted(self, text: str, cleaned: dict[FieldPath, Position] | None = None) -> Any:
        """The data of a text, its values counted. Raises YamlError, or TerritoiresError once a deck has too many."""
        sizes: list[tuple[int, int]] = []
        data = parse_yaml(text, cleaned=cleaned, sizes=sizes)
        for values, letters in sizes:
            self.values, self.letters = self.values + values, self.letters + letters
        if self.values > MAX_VALUES or self.letters > MAX_UNPACKED:
            message = _(
                "Ce jeu contient trop d’éléments (plus de {most} dans tous ses fichiers) : ôtez-en des fichiers."
            )
            raise TerritoiresError(message.format(most=MAX_VALUES))
        return data

    def _parse_mended(self, path: "Place", text: str, error: YamlError, model: type[M] | None) -> Any:
        """The data of a text whose syntax is mended, or None where that can't be told; each fault is kept."""
        from territoires_cli.mending import mend_text
        from territoires_cli.mistakes import keys_of

        mended = mend_text(text, error, lambda other: self._weigh(other, model), keys_of(model) if model else ())
        if len(mended.mends) > MOST_TOLD:
            self.problems.append(waiting(path, len(mended.mends) - MOST_TOLD, "error"))
        for mend in mended.mends[:MOST_TOLD]:
            self.keep(path, mend.line, mend.column, "", mend.message, mend=mend.text)
        self.doubtful.add(path)
        if mended.rest is not None:
            self.keep(path, mended.rest.line, mended.rest.column, "", mended.rest.message)
            self.originals[path] = self.texts.pop(path)
            return None
        self.originals[path], self.texts[path] = text, mended.text
        return self._counted(mended.text)

    def _weigh(self, text: str, model: type[M] | None) -> int:
        """The number of mistakes that a text would have, were it in the place of a file. Raises YamlError."""
        from territoires_cli.hazards import find_hazards

        spans: dict[FieldPath, Span] = {}
        data = parse_yaml(text, {}, spans)
        misread = sum(hazard.is_structural for hazard in find_hazards(text, spans))
        if model is None:
            return misread
        items = data if isinstance(data, list) else [data]
        return misread + sum(self._count_mistakes(item, model) for item in items)

    def _count_mistakes(self, data: Any, model: type[M]) -> int:
        try:
            model.model_validate(self.prepare(data))
        except ValidationError as error:
            return error.error_count()
        except TerritoiresError:
            return 1
        return 0

    def _validate(self, path: "Place", data: Any, model: type[M], prefix: tuple[int, ...] = ()) -> M | None:
        prepared = self.prepare(data)
        try:
            value = model.model_validate(prepared)
        except ValidationError as error:
            told = self.told.get(path, 0)
            self.told[path] = told + error.error_count()
            if told >= MOST_TOLD or len(self.problems) >= MOST_IN_ALL:
                self.lost.add(path.name)
                return None
            rest = self._keep_mistakes(path, prepared, model, prefix, error)
            self._keep_rest(path, rest, model, prefix)
            return None
        self.origin[id(value)] = (path, prefix)
        if path in self.doubtful:
            self.unread.add(str(getattr(value, "id", "")))
            self.lost.add(path.name)
            self.partial.append(value)
            return None
        return value

    def _keep_mistakes(
        self, path: "Place", data: Any, model: type[M], prefix: tuple[int, ...], error: ValidationError
    ) -> Any:
        """Keep what is wrong with data; the same data, or what it would be once mended, for what else there is to tell."""
        from territoires_cli.correcting import advise, correct_mistakes
        from territoires_cli.mistakes import find_mistakes

        shape = advise(model, data)
        if shape is not None and not prefix:
            self.keep(path, 1, 1, "", shape)
            return data
        source = self.source(path)
        source.weigh = lambda text: self._weigh(text, model)
        mends: dict[int, str] = {}
        for item in correct_mistakes(source, find_mistakes(error, model, data), prefix):
            line, column = item.place or self.position(path, item.path) or (None, None)
            self.keep(path, line, column, field_name(item.path), item.message, mend=item.mend)
            if item.mend is not None and line is not None:
                mends[line] = item.mend
        mended = self._mended_data(path, model, mends) if mends and not prefix else None
        return data if mended is None else mended

    def _mended_data(self, path: "Place", model: type[M], mends: Mapping[int, str]) -> Any:
        """The data of a file that holds one value, with some of its lines mended; what is still wrong in it is kept.

        None where lines that were mended one by one don't agree.
        """
        from territoires_cli.mistakes import find_mistakes
        from territoires_cli.text_lines import replace_lines

        text = replace_lines(self.texts[path], mends)
        try:
            data = self.prepare(parse_yaml(text))
        except YamlError:
            return None
        self.originals.setdefault(path, self.texts[path])
        self.texts[path] = text
        self.forget_source()
        told = {problem.line for problem in self.problems if problem.file == str(path)}
        try:
            model.model_validate(data)
        except ValidationError as error:
            for mistake in find_mistakes(error, model, data):
                line, column = self.position(path, mistake.path) or (None, None)
                if line not in told:
                    self.keep(path, line, column, field_name(mistake.path), mistake.message)
        return data

    def _keep_rest(self, path: "Place", data: Any, model: type[M], prefix: tuple[int, ...]) -> None:
        """Keep of faulty data what can be judged, and its id."""
        name = data.get("id") if isinstance(data, dict) else None
        if isinstance(name, str):
            self.unread.add(name)
        else:
            self.lost.add(path.name)
        rest = keep_valid(model, data)
        if rest is not None:
            self.partial.append(rest)
            self.origin[id(rest)] = (path, prefix)

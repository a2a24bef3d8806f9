"""One YAML file → validated values, with every problem kept and placed at its file, line and column."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import ValidationError

from territoires_cli.errors import TerritoiresError, reason_of
from territoires_cli.models.base import Value
from territoires_cli.models.partial import keep_valid
from territoires_cli.places import fault_of
from territoires_cli.problems import Problem, explain, field_name, locate
from territoires_cli.safe_yaml import MAX_BYTES, Position, YamlError, parse_yaml
from territoires_cli.translation import gettext as _

if TYPE_CHECKING:
    from territoires_cli.archives import Place
    from territoires_cli.links import Finding
    from territoires_cli.translating import Wording

M = TypeVar("M", bound=Value)

# A file is named after its card: `id.yaml`, or `CODE-id.yaml` where the card has a code.
_CODE = re.compile(r"^[A-Z]{1,3}[0-9]{1,2}-")


@dataclass
class Reader:
    """Reads files one by one; `prepare` may mend data before it is validated, `problems` grows, `origin` remembers which file and list item each value came from."""

    prepare: Callable[[Any], Any] = lambda data: data
    problems: list[Problem] = field(default_factory=list)
    origin: "dict[int, tuple[Place, tuple[int, ...]]]" = field(default_factory=dict)
    texts: "dict[Place, str]" = field(default_factory=dict)
    unread: set[str] = field(default_factory=set)
    """The ids of what could not be read or validated, from its data and from the name of its file."""
    lost: set[str] = field(default_factory=set)
    """The names of the files of which it isn't known which ids they hold."""
    remarks: list[Problem] = field(default_factory=list)
    """What was mended while reading, and keeps nothing from being used."""
    partial: list[Value] = field(default_factory=list)
    """What could be kept of faulty values, unvalidated: for rules about words and links alone."""
    positions: "dict[Place, dict[tuple[str | int, ...], Position]]" = field(default_factory=dict)
    home: "Place | None" = None
    """The folder of the deck being read: no file outside it is opened."""

    def one(self, path: "Place", model: type[M]) -> M | None:
        """The value that a file holds, or None with its problems kept. Raises TerritoiresError if it can't be read."""
        data = self._data(path)
        value = None if data is None else self._validate(path, data, model)
        if value is None:
            self.unread.add(_CODE.sub("", path.stem))
            self.lost.add(path.name)
        return value

    def all(self, paths: "Sequence[Place]", model: type[M]) -> list[M]:
        """The values of several files that hold one each."""
        return [value for path in paths if (value := self.one(path, model)) is not None]

    def several(self, path: "Place", model: type[M]) -> list[M]:
        """The items of a file that holds a list; no file, no item."""
        data = self._data(path) if path.is_file() else []
        if data is None or not isinstance(data, list):
            self.lost.add(path.name)
        if data is None:
            return []
        if not isinstance(data, list):
            self.problems.append(Problem(str(path), 1, 1, "", _("ce fichier doit contenir une liste")))
            return []
        found = [self._validate(path, item, model, (index,)) for index, item in enumerate(data)]
        return [value for value in found if value is not None]

    def wording(self, path: "Place") -> "Wording | None":
        """The texts that a file gives to the card of its name."""
        from territoires_cli.translating import Wording

        texts = self._data(path)
        if texts is None:
            return None
        name = _CODE.sub("", path.stem)
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

    def text(self, path: "Place", text: str, model: type[M]) -> M | None:
        """The value that a text holds; `path` stands for its file in problems."""
        self.texts[path] = text
        data = self._parse(path, text)
        return None if data is None else self._validate(path, data, model)

    def place(self, value: Value, path: Sequence[str | int], message: str, severity: str) -> Problem:
        """A problem found in the whole deck, brought back to the file and line where the value stands."""
        file, prefix = self.origin[id(value)]
        where = (*prefix, *path)
        line, column = self._position(file, where) or (None, None)
        return Problem(str(file), line, column, field_name(where), message, severity)

    def place_new(self, findings: "Iterable[Finding]") -> list[Problem]:
        """Findings at their places, less those at a field that is already known to be faulty."""
        faulty = {(problem.file, problem.field) for problem in self.problems}
        placed = [self.place(item.thing, item.path, item.message, item.severity) for item in findings]
        return [problem for problem in placed if (problem.file, problem.field) not in faulty]

    def _position(self, file: "Place", where: tuple[str | int, ...]) -> Position | None:
        if file not in self.positions:
            self.positions[file] = {}
            text = self.texts.get(file)
            parse_yaml(_decoded(file) if text is None else text, self.positions[file])
        return locate(where, self.positions[file])

    def _data(self, path: "Place") -> Any:
        text = self._text(path)
        return None if text is None else self._parse(path, text)

    def words(self, path: "Place") -> str | None:
        """The text of a file as it is, or None where it can't be read as one (a problem is kept)."""
        return self._text(path)

    def _text(self, path: "Place") -> str | None:
        fault = fault_of(path, self.home) if self.home is not None and path.exists() else None
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
        else:
            try:
                return raw.decode("utf-8-sig")
            except UnicodeDecodeError:
                message = _("ce fichier n’est pas enregistré en UTF-8 : enregistrez-le de nouveau dans ce codage")
        self.problems.append(Problem(str(path), 1, 1, "", message))
        return None

    def _parse(self, path: "Place", text: str) -> Any:
        cleaned: dict[tuple[str | int, ...], Position] = {}
        try:
            data = parse_yaml(text, cleaned=cleaned)
        except YamlError as problem:
            self.problems.append(Problem(str(path), problem.line, problem.column, "", problem.message))
            return None
        for where, (line, column) in cleaned.items():
            message = _(
                "un caractère invisible ou de commande s’y trouve, et n’est pas lu : retapez ce texte au clavier"
            )
            self.remarks.append(Problem(str(path), line, column, field_name(where), message, "warning"))
        if data is None:
            self.problems.append(Problem(str(path), 1, 1, "", _("ce fichier est vide")))
        return data

    def _validate(self, path: "Place", data: Any, model: type[M], prefix: tuple[int, ...] = ()) -> M | None:
        prepared = self.prepare(data)
        try:
            value = model.model_validate(prepared)
        except ValidationError as error:
            self._keep_rest(path, prepared, model, prefix)
            for loc, message in explain(error, model):
                where = (*prefix, *loc)
                line, column = self._position(path, where) or (None, None)
                self.problems.append(Problem(str(path), line, column, field_name(where), message))
            return None
        self.origin[id(value)] = (path, prefix)
        return value

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


def _decoded(file: "Place") -> str:
    """The text of a file that was read once already."""
    with file.open("rb") as opened:
        return opened.read(MAX_BYTES).decode("utf-8-sig")

"""One French sentence for each field that a person may write in a deck, and for each model; the words of closed lists."""

from territoires_cli.fields.cards import card_fields
from territoires_cli.fields.cases import case_fields
from territoires_cli.fields.formats import format_fields
from territoires_cli.fields.vocabularies import vocabulary_fields
from territoires_cli.fields.words import closed_words

__all__ = ["Fields", "closed_words", "field_words", "model_fields"]

Fields = dict[str, tuple[str, str, dict[str, str]]]
"""Model → its title, its sentence, and the sentence of each of its fields."""


def model_fields() -> Fields:
    """The words of every model of a deck's files."""
    return card_fields() | case_fields() | format_fields() | vocabulary_fields()


def field_words(model: str, name: str) -> str:
    """The sentence of one field. Raises KeyError where it has none."""
    return model_fields()[model][2][name]

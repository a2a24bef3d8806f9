"""What a mandate makes of words: avis, proposition or décision, the vote, and what is read aloud at the opening. Pure."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from territoires_cli.models.plan import Level, Mandate
from territoires_cli.translation import gettext as _
from territoires_cli.typography import FILL_IN

_PLACE = re.compile(r"\{(end|proposal|proposals|vote|mandate)\}")


class LevelWords(NamedTuple):
    """The words of a level: how what participants write is called, alone, with its article and in the plural.

    `meaning` tells the level in a line, `decides` what they may decide, `outcome` what becomes of it; `say` says it all
    aloud.
    """

    label: str
    meaning: str
    proposal: str
    a_proposal: str
    proposals: str
    vote: str
    decides: str
    outcome: str
    say: tuple[str, ...]


class MandateWords(NamedTuple):
    """The words that follow from a mandate. `front` are the lines of the front page; None is a line to fill in."""

    label: str | None
    proposal: str
    a_proposal: str
    proposals: str
    vote: str
    read_aloud: tuple[str, ...]
    front: tuple[tuple[str, str | None], ...]
    answer: str | None = None


def levels() -> dict[Level, LevelWords]:
    """The four levels, from the one where least is decided to the one where most is."""
    return {
        "information": LevelWords(
            label=_("information"),
            meaning=_("information : le groupe peut donner des avis, et tout vote est indicatif"),
            proposal=_("avis"),
            a_proposal=_("un avis"),
            proposals=_("avis"),
            vote=_("vote indicatif"),
            decides=_("Le groupe ne décide rien ; il s’informe, pose ses questions et peut donner son avis."),
            outcome=_("Chaque question reçoit une réponse ; les avis sont notés et transmis à qui décide."),
            say=(
                _("Cette séance est une réunion d’information : ce qui vous est présenté se décide ailleurs."),
                _("Posez toutes vos questions, et donnez votre avis si vous le souhaitez."),
                _("Chaque question recevra une réponse, et vos avis seront transmis à qui décide."),
            ),
        ),
        "consultation": LevelWords(
            label=_("consultation"),
            meaning=_("consultation : le groupe donne des avis, et tout vote est indicatif"),
            proposal=_("avis"),
            a_proposal=_("un avis"),
            proposals=_("avis"),
            vote=_("vote indicatif"),
            decides=_("Le groupe donne son avis ; d’autres décident ensuite."),
            outcome=_("Chaque avis est retenu, modifié ou écarté, avec la raison, par écrit."),
            say=(
                _("Cette séance est une consultation : votre avis est demandé avant la décision."),
                _("La décision sera prise par d’autres, qui liront tout ce que vous écrivez."),
                _("Chaque avis sera retenu, modifié ou écarté, et l’on vous dira pourquoi."),
            ),
        ),
        "co-conception": LevelWords(
            label=_("co-conception"),
            meaning=_("co-conception : le groupe écrit des propositions, et tout vote est indicatif"),
            proposal=_("proposition"),
            a_proposal=_("une proposition"),
            proposals=_("propositions"),
            vote=_("vote indicatif"),
            decides=_("Le groupe écrit lui-même les propositions ; la décision finale ne lui revient pas."),
            outcome=_("Chaque proposition est retenue, modifiée ou écartée, avec la raison, par écrit."),
            say=(
                _("Cette séance est une co-conception : c’est vous qui écrivez les propositions."),
                _("La décision finale sera prise par d’autres, à partir de ce que vous aurez écrit."),
                _("Chaque proposition sera retenue, modifiée ou écartée, et l’on vous dira pourquoi."),
            ),
        ),
        "co-decision": LevelWords(
            label=_("co-décision"),
            meaning=_("co-décision : le groupe prend des décisions, et son vote compte"),
            proposal=_("décision"),
            a_proposal=_("une décision"),
            proposals=_("décisions"),
            vote=_("vote"),
            decides=_("Ce que le groupe choisit est appliqué, dans les limites fixées d’avance."),
            outcome=_(
                "Chaque décision est appliquée ; celle qui exige un vote du conseil lui est soumise telle quelle."
            ),
            say=(
                _("Cette séance est une co-décision : ce que vous choisissez sera appliqué, dans les limites fixées."),
                _("Ce qui exige un vote du conseil lui sera soumis tel que vous l’aurez écrit."),
                _("Chaque décision sera suivie, et vous saurez ce qui est fait et ce qui reste à faire."),
            ),
        ),
    }


def words_of(mandate: Mandate | None) -> MandateWords:
    """The words that follow from a mandate; neutral ones, and lines to fill in, where nobody has given any."""
    if mandate is None:
        return _without_mandate()
    level = levels()[mandate.level]
    decides = None if mandate.decides is None else _ended(mandate.decides)
    settled = None if mandate.settled is None else _ended(mandate.settled)
    answer = _answer(mandate)
    read_aloud = [*level.say]
    if decides is not None:
        read_aloud.append(
            _("Vos {proposals} portent sur ceci : {text}").format(proposals=level.proposals, text=decides)
        )
    read_aloud.append(_("Ce qui est déjà fixé : {text}").format(text=settled or FILL_IN))
    read_aloud.append(_("Qui vous répondra, et quand : {text}").format(text=_ended(answer) if answer else FILL_IN))
    return MandateWords(
        label=level.label,
        proposal=level.proposal,
        a_proposal=level.a_proposal,
        proposals=level.proposals,
        vote=level.vote,
        read_aloud=tuple(read_aloud),
        front=(
            (_("Mandat"), level.meaning),
            (_("Ce que le groupe peut décider"), _on_what(level.decides, decides)),
            (_("Ce qui est déjà fixé"), settled),
            (_answered_label(level.proposals), answer),
            (_("Ce que deviennent les résultats"), level.outcome),
        ),
        answer=answer,
    )


def _without_mandate() -> MandateWords:
    """Lines to fill in, and words that promise nothing."""
    return MandateWords(
        label=None,
        proposal=_("proposition"),
        a_proposal=_("une proposition"),
        proposals=_("propositions"),
        vote=_("vote indicatif"),
        read_aloud=(
            _("Ce que vous pouvez décider : {text}").format(text=FILL_IN),
            _("Ce qui est déjà fixé : {text}").format(text=FILL_IN),
            _("Qui vous répondra, et quand : {text}").format(text=FILL_IN),
            _("Si rien d’autre n’est promis, ce que vous écrivez vaut proposition, et tout vote est indicatif."),
        ),
        front=(
            (_("Mandat"), None),
            (_("Ce que le groupe peut décider"), None),
            (_("Ce qui est déjà fixé"), None),
            (_answered_label(_("propositions")), None),
            (_("Ce que deviennent les résultats"), None),
        ),
    )


def _answered_label(proposals: str) -> str:
    return _("Qui répond aux {proposals}, et quand").format(proposals=proposals)


def _answer(mandate: Mandate) -> str | None:
    """Who answers and when, what isn't known being a line to fill in; None where neither is."""
    if mandate.answered_by is None and mandate.answered_when is None:
        return None
    return f"{mandate.answered_by or FILL_IN}, {mandate.answered_when or FILL_IN}"


def _on_what(sentence: str, decides: str | None) -> str:
    """What the group may do, and on what."""
    if decides is None:
        return sentence
    return _("{sentence} Sujet : {decides}").format(sentence=sentence, decides=_ended(decides))


def _ended(text: str) -> str:
    """The text with a full stop, unless it ends with a sign of its own."""
    text = text.strip()
    return text if text.endswith((".", "!", "?", "…")) else f"{text}."


def fill(text: str, words: MandateWords, end: str) -> str:
    """A format's text with its places filled: the clock time at which the step ends, and the words of the mandate."""
    values = {
        "end": end,
        "proposal": words.proposal,
        "proposals": words.proposals,
        "vote": words.vote,
        "mandate": " ".join(words.read_aloud),
    }
    return _PLACE.sub(lambda place: values[place[1]], text)


def fill_lines(texts: Iterable[str], words: MandateWords, end: str) -> tuple[str, ...]:
    """Several texts filled; one that is `{mandate}` alone becomes the sentences that read the mandate aloud."""
    found: list[str] = []
    for text in texts:
        found += words.read_aloud if text.strip() == "{mandate}" else (fill(text, words, end),)
    return tuple(found)

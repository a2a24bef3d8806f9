"""French text → stemmed words, the same way for a town's statement and for the deck's own words."""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import cast

from territoires_cli.names import fold

# Words that say nothing of a trouble, French, English, numbers, dates: a village may be « à douze kilomètres » as well as at
# twenty. « pas », « plus », « sans », « trop », « peu » stay: « pas de bus » is not « bus ».
STOP_WORDS = frozenset(
    """
    a ai as au aux avec avoir avons ayant bien c ca car ce ceci cela celle celles celui ces cet cette ceux chez ci
    comme comment d dans de depuis des dont du elle elles en encore entre est et etaient etait etant ete etre eu eux
    faire fait font furent fut ici il ils j je jusque l la le les leur leurs lui m ma mais me meme mes mon n ne ni
    nos notre nous on ont ou par parce peut peuvent pour pourquoi pouvons qu quand que quel quelle quelles quels qui
    quoi s sa se sera seront ses si soit sommes son sont sous sur t ta te tes toi ton tous tout toute toutes tres tu
    un une va vers voila vont vos votre vous y
    an the of to in is are was were be been it its we our they their them you your i he she his her and or but for at by
    from with that this these those there here has have had do does did as so very just can could would should will
    who which what when where how all any than then into out up down over
    deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize vingt trente quarante cinquante
    soixante cent cents mille million millions premier premiere two three five seven eight nine ten twelve fifteen
    twenty thirty forty fifty hundred thousand first second
    ailleurs ainsi alors apres assez aussi autour autre autres beaucoup certain certaine certaines certains chaque
    contre deja donc environ jamais jusqu lors maintenant meme moins notamment parfois partout pendant plein
    plutot plusieurs pourtant presque puis quant quelque quelques souvent surtout tandis tant tard tellement tot toujours
    vraiment also about already always another because before between both each even ever every many much most
    often only other others really since some still such though through under until while
    an ans annee annees pris merci plait test essai
    janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre lundi mardi mercredi jeudi vendredi
    samedi dimanche january february march april june july august september october november december
    """.split()  # noqa: SIM905 - a list of three hundred quoted words hides them
)
# Words that the stemmer would take for others: kept as they are, or told apart by the form given.
_APART = {
    **dict.fromkeys(("accorderie", "accorderies"), "accorderie"),
    **dict.fromkeys(("concertation", "concertations", "concerter"), "concertation"),
    **dict.fromkeys(("consultant", "consultants"), "consultant"),
    **dict.fromkeys(("courses", "course"), "courses"),
    **dict.fromkeys(("departement", "departements", "departemental", "departementale"), "departement"),
    **dict.fromkeys(("donnerie", "donneries"), "donnerie"),
    **dict.fromkeys(("forme", "formes"), "forme"),
    **dict.fromkeys(("foyer", "foyers"), "foyer"),
    **dict.fromkeys(("habit", "habits"), "habits"),
    **dict.fromkeys(("isole", "isoles", "isolee", "isolees"), "isole"),
    **dict.fromkeys(("isoler", "isolation", "isolant"), "isolation"),
    **dict.fromkeys(("loisir", "loisirs"), "loisir"),
    **dict.fromkeys(("loyer", "loyers"), "loyer"),
    **dict.fromkeys(("manga", "mangas"), "manga"),
    **dict.fromkeys(("marcher", "marchent"), "marcher"),
    **dict.fromkeys(("mobilier", "mobiliers"), "mobilier"),
    **dict.fromkeys(("petition", "petitions"), "petition"),
    **dict.fromkeys(("plus",), "plus"),
    **dict.fromkeys(("taxe", "taxes"), "taxe"),
    **dict.fromkeys(("vacances", "vacancier", "vacanciers"), "vacances"),
    **dict.fromkeys(("vente", "ventes"), "vente"),
    **dict.fromkeys(("garer", "garent"), "garer"),
    **dict.fromkeys(("livrer", "livraison", "livraisons"), "livraison"),
}
# The stemmer leaves some plurals apart from their singular (« loyer » and « loyers », « petit » and « petits »).
_PLURAL = re.compile(r"(?<=\w{3}[^siu])s$|(?<=\w{4})x$")
# A double s stays: « passe » is not « pas ».
_LEFT_ENDING = re.compile(r"(?:ees?|es|ent|er|ez|e|(?<!s)s|x)$")
_LEFT_S = re.compile(r"(?<!s)s$")


@cache
def _stemmer() -> Callable[[str], str]:
    """PyStemmer where it is installed (a compiled library), else its slower equal in plain Python."""
    try:
        from Stemmer import Stemmer
    except ImportError:
        from snowballstemmer import stemmer

        return cast("Callable[[str], str]", stemmer("french").stemWord)
    return cast("Callable[[str], str]", Stemmer("french").stemWord)


@cache
def stem(word: str) -> str:
    """The stem of a folded word (lower case, no accent).

    The French stemmer knows endings by their accents; what it leaves of them on folded words is cut here, so that
    « ferment », « fermée » and « fermer » are one, as « vélo » and « vélos » are.
    """
    if word in _APART:
        return _APART[word]
    found = _stemmer()(_PLURAL.sub("", word))
    if len(found) > 4:
        cut = _LEFT_ENDING.sub("", found)
        return cut if len(cut) > 2 else found
    return _LEFT_S.sub("", found) if len(found) > 3 else found


def stems_of(text: str) -> tuple[str, ...]:
    """The stems of the meaningful words of a text, in order."""
    return tuple(stem(word) for word in fold(text).split() if is_word(word))


def is_word(folded: str) -> bool:
    """Whether a folded word says something: no small word, no number, no lone letter."""
    return len(folded) > 1 and folded not in STOP_WORDS and not folded.isdigit()


def terms_of(
    stems: Sequence[str],
    groups_of: Callable[[str], Sequence[str]],
    runs_from: Callable[[str], Sequence[tuple[tuple[str, ...], str]]],
) -> Iterator[tuple[int, str]]:
    """What some stems mean: the place of a word, and each term that it stands for (its stem, its groups of synonyms).

    `groups_of` gives the groups of a stem, `runs_from` the expressions that begin with it, and the group of each.
    """
    for place, stem_ in enumerate(stems):
        yield place, stem_
        yield from ((place, group) for group in groups_of(stem_))
        for run, group in runs_from(stem_):
            if tuple(stems[place : place + len(run)]) == run:
                yield place, group

"""A deck as somebody reads it before she trusts or uses it: makers, licence, content, what it changes, how to use it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from territoires_cli.documents.writing import code, heading, line
from territoires_cli.models.document import Block, Bullets, Command, Document, Fields, Line, Paragraph
from territoires_cli.names import enumerate_in_french
from territoires_cli.translation import gettext as _
from territoires_cli.translation import ngettext

if TYPE_CHECKING:
    from territoires_cli.models.survey import Survey


# More mistakes than these are told by `check`, at their lines.
_MOST_TOLD = 20


def counted(kind: str, count: int) -> str:
    """So many cards of a kind, in words."""
    words = {
        "practices": ngettext("{count} carte de pratique", "{count} cartes de pratique", count),
        "actions": ngettext("{count} fiche action", "{count} fiches action", count),
        "cities": ngettext("{count} ville", "{count} villes", count),
        "projects": ngettext("{count} projet", "{count} projets", count),
        "elsewhere": ngettext("{count} territoire d’ailleurs", "{count} territoires d’ailleurs", count),
        "models": ngettext("{count} modèle de ville", "{count} modèles de ville", count),
        "lessons": ngettext("{count} enseignement", "{count} enseignements", count),
        "formats": ngettext("{count} format d’atelier", "{count} formats d’atelier", count),
        "activities": ngettext("{count} activité", "{count} activités", count),
    }
    return words[kind].format(count=count)


def content_words(survey: "Survey") -> str:
    """What a deck holds, in a sentence."""
    parts = [counted(kind, count) for kind, count in survey.counts.items()]
    if survey.translated:
        parts.append(
            ngettext("{count} carte traduite", "{count} cartes traduites", survey.translated).format(
                count=survey.translated
            )
        )
    return enumerate_in_french(parts, _("et")) if parts else _("rien")


def deck_document(survey: "Survey", use: str, commands: Sequence[str]) -> Document:
    """Everything to know of a deck, and the commands that come next; `use` says how commands find it."""
    info = survey.info
    items: list[tuple[str, Line | None]] = [
        (_("Nom"), line(code(info.id))),
        (_("Version"), info.version),
        (_("Par"), info.author or _("personne ne le dit")),
        (_("Licence"), info.licence),
        (_("Langue"), info.language),
        (_("Contenu"), content_words(survey)),
        (_("Sorte"), _kind_words(survey)),
    ]
    if info.replaces:
        items.append((_("Remplace"), ", ".join(info.replaces)))
    if info.hides:
        items.append((_("Cache"), ", ".join(info.hides)))
    items += [
        (_("Fichiers"), ngettext("{count} fichier, {size} Ko", "{count} fichiers, {size} Ko", survey.files).format(
            count=survey.files, size=-(-survey.size // 1000))),
        (_("Empreinte"), line(code(survey.digest[:12])) if survey.digest else _("aucune : il a des erreurs")),
        (_("Emploi"), use),
        (_("Place"), line(code(survey.place))),
    ]  # fmt: skip
    blocks: list[Block] = [heading(1, info.title), Fields(items=tuple(items))]
    if survey.problems:
        blocks += [
            heading(2, _("Ce qu’il faut corriger")),
            Bullets(items=tuple(str(problem) for problem in survey.problems[:_MOST_TOLD])),
        ]
        more = len(survey.problems) - _MOST_TOLD
        if more > 0:
            text = ngettext(
                "Et {count} autre, que dit la vérification.", "Et {count} autres, que dit la vérification.", more
            )
            blocks.append(Paragraph(text=text.format(count=more)))
    if commands:
        blocks += [Paragraph(text=_("Pour continuer :")), *(Command(text=text) for text in commands)]
    return Document(title=info.title, language="fr", blocks=tuple(blocks))


def _kind_words(survey: "Survey") -> str:
    if survey.info.extends:
        return _("complète le jeu « {name} »").format(name=survey.info.extends)
    return _("entier : il s’emploie seul")


def deck_data(survey: "Survey", *, is_usual: bool, is_installed: bool) -> dict[str, Any]:
    """A deck for another program."""
    info = survey.info
    return {
        "id": info.id,
        "title": info.title,
        "version": info.version,
        "author": info.author,
        "licence": info.licence,
        "language": info.language,
        "extends": info.extends,
        "replaces": list(info.replaces),
        "hides": list(info.hides),
        "content": survey.counts,
        "translated": survey.translated,
        "files": survey.files,
        "bytes": survey.size,
        "digest": survey.digest,
        "usual": is_usual,
        "installed": is_installed,
        "place": survey.place,
        "problems": len(survey.problems),
    }

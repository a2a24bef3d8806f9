"""The French words of cities, projects, territories elsewhere, models of cities and lessons."""

from territoires_cli import faces
from territoires_cli.translation import gettext as _


def case_fields() -> dict[str, tuple[str, str, dict[str, str]]]:
    """Model → title, sentence, sentence of each field."""
    return _city() | _cases()


def _city() -> dict[str, tuple[str, str, dict[str, str]]]:
    return {
        "City": (
            _("Ville"),
            _("Un territoire qui prépare un atelier : des défis, une phrase qui dit ce qui ne va pas, ou les deux."),
            {
                "id": _("Le nom de la ville dans les fichiers ; sans lui, il se fait à partir de « name »."),
                "schema": _("La version de cette façon d’écrire le fichier : 1."),
                "name": _("Le nom du territoire, comme il s’imprime."),
                "country": _("Le pays, s’il n’est pas évident."),
                "region": _("La région."),
                "population": _("Le nombre d’habitants : il dit quelles cartes sont à la taille du territoire."),
                "context": _("Le territoire en quelques phrases."),
                "figures": _("Quelques chiffres du territoire."),
                "statement": _("Ce que dit la mairie, avec ses mots : les cartes s’y accordent."),
                "challenges": _("Les défis, le plus urgent d’abord ; la liste : territoires list --kind challenge."),
                "strengths": _("Les pratiques déjà là : codes, noms ou titres de cartes."),
                "constraints": _("Ce qui manque ou ce qui bloque : les cartes qui en demandent peu viennent d’abord."),
                "holds": _("Qui invite : les cartes que ces personnes ont en main viennent d’abord."),
                "facts": _("Des chiffres ou des faits datés, chacun avec sa source."),
                "monograph": _("Ce qu’une étude dit de la ville."),
                "sources": _("Les documents d’où vient la description."),
            },
        ),
        "Population": (
            _("Population"),
            _("Un nombre d’habitants."),
            {
                "value": _("Le nombre d’habitants, en chiffres."),
                "as_of": _("L’année de ce nombre."),
                "source": _("D’où on le sait."),
            },
        ),
        "Figure": (
            _("Chiffre du territoire"),
            _("Un chiffre, écrit comme il se lit à voix haute."),
            {
                "label": _("Ce que dit le chiffre."),
                "value": _("Le chiffre avec son unité, entre guillemets."),
                "as_of": _("L’année du chiffre."),
                "source": _("D’où on le sait."),
                "note": _("Une remarque en une phrase."),
            },
        ),
        "StatedChallenge": (
            _("Défi énoncé"),
            _("Un défi que le territoire énonce."),
            {
                "id": _("Le défi, par son nom ; la liste : territoires list --kind challenge."),
                "priority": _("L’urgence : 1 pour le plus urgent, 5 pour le moins."),
                "why": _("Pourquoi, en une phrase."),
            },
        ),
        "Strength": (
            _("Pratique déjà là"),
            _("Une initiative du territoire qui est un exemple d’une pratique."),
            {
                "practice": _("La pratique, par son nom (id) ; la liste : territoires list."),
                "name": _("Le nom de l’initiative ici."),
                "stage": _("Si l’initiative existait, ou n’était qu’un projet, quand la source en parlait."),
                "note": _("Ce qu’elle fait, en une ou deux phrases."),
                "as_of": _("L’année dont parle la source."),
                "source": _("D’où on le sait."),
                "status": _("Ce que l’initiative est devenue."),
            },
        ),
        "Monograph": (
            _("Étude de la ville"),
            _("Ce qu’une étude dit de la ville."),
            {
                "title": _("Son thème en une ligne, 60 caractères au plus."),
                "analysis": _("Comment les pratiques collaboratives y grandissent, en quelques phrases."),
                "platform": _("Une plateforme nationale à montrer à côté."),
                "source": _("L’étude, et l’endroit où elle le dit."),
            },
        ),
        "Platform": (
            _("Plateforme nationale"),
            _("Un exemple d’une carte, montré à côté de la ville."),
            {
                "practice": _("La carte, par son nom (id)."),
                "example": _("Le nom de l’exemple, comme la carte l’écrit."),
            },
        ),
    }


def _cases() -> dict[str, tuple[str, str, dict[str, str]]]:
    shared = {
        "id": _("Le nom de la carte dans les fichiers : des minuscules sans accent et des tirets, jamais changé ensuite."),
        "title": _("Le titre imprimé, 40 caractères au plus."),
        "summary": _("L’essentiel en une ou deux phrases courtes, {most} caractères au plus.").format(most=faces.SUMMARY_LIMIT),
        "description": _("L’explication en quelques phrases."),
        "facts": _("Des chiffres ou des faits datés, chacun avec sa source."),
        "practices": _("Les pratiques que la carte montre, et comment."),
        "as_of": _("L’année dont parle la source ; null si elle ne le dit pas."),
        "source": _("La source principale, et l’endroit où elle le dit."),
        "status": _("Ce que l’initiative est devenue."),
        "url": _("L’adresse de sa page."),
        "links": _("Des pages à lire pour aller plus loin."),
        "notes": _("Des remarques pour qui tient la carte à jour."),
        "sources": _("Les documents d’où vient la carte."),
    }  # fmt: skip
    done = _("Les défis contre lesquels l’initiative a fait quelque chose.")
    return {
        "Project": (
            _("Projet"),
            _("Un projet local : d’où il vient, de quoi il vit, comment il a grandi, ce qui en est sorti."),
            {name: shared[name] for name in shared if name not in {"description", "facts"}}
            | {
                "city": _("La ville du projet, par son nom (id), si elle est dans le jeu."),
                "place": _("Où il se trouve : ville, pays."),
                "carriers": _("Qui le porte."),
                "origin": _("D’où il vient, en quelques phrases."),
                "business_model": _("De quoi il vit."),
                "development": _("Comment il a grandi."),
                "difficulties": _("Ce qui a été difficile, une phrase par difficulté."),
                "results": _("Ce qui en est sorti, daté et sourcé."),
                "outlook": _("Ce qui était prévu pour la suite."),
                "challenges": done,
            },
        ),
        "Elsewhere": (
            _("Territoire d’ailleurs"),
            _("Une grande ville, une région ou un réseau qui a pris le chemin du partage."),
            shared
            | {
                "place": _("Où il se trouve : ville ou région, pays."),
                "scale": _("Ce que c’est."),
                "challenges": done,
                "models": _("Les modèles de ville dont il est proche, par leur nom (id)."),
            },
        ),
        "CityModel": (
            _("Modèle de ville"),
            _("Une façon d’être une ville collaborative : sur quoi elle repose, à qui elle va, ce qu’elle demande."),
            {name: shared[name] for name in shared if name not in {"as_of", "source", "status", "url"}}
            | {
                "aliases": _("D’autres noms du modèle."),
                "suits": _("À quelles villes il convient."),
                "conditions": _("Ce qu’il faut réunir, deux conditions au moins, 120 caractères chacune au plus."),
                "limits": _("Ce qui peut mal tourner, deux limites au moins, 120 caractères chacune au plus."),
                "questions": _("Trois questions à se poser, 80 caractères chacune au plus."),
                "challenges": _("Les défis auxquels le modèle répond."),
            },
        ),
        "Lesson": (
            _("Enseignement"),
            _("Ce que des villes ont appris : une recommandation, comment la suivre, où cela s’est vu, ses limites."),
            {name: shared[name] for name in ("id", "summary", "description", "notes", "sources")}
            | {
                "title": _("Le titre imprimé, 60 caractères au plus."),
                "number": _("Son numéro, qui donne l’ordre."),
                "theme": _("Son thème, par son nom dans framework.yaml."),
                "advice": _("Comment la suivre, deux conseils au moins, 130 caractères chacun au plus."),
                "limits": _("Ses limites, une au moins, 120 caractères chacune au plus."),
                "question": _("La question à poser à la table, 80 caractères au plus."),
                "examples": _("Où cela s’est vu, un exemple au moins."),
                "actions": _("Les fiches action qui en découlent, par leur nom (id)."),
                "challenges": _("Les défis dont parle l’enseignement."),
            },
        ),
    }

"""The French words of deck.yaml, challenges, framework, lexicon, troubles and harms."""

from territoires_cli.translation import gettext as _


def vocabulary_fields() -> dict[str, tuple[str, str, dict[str, str]]]:
    """Model → title, sentence, sentence of each field."""
    return _deck() | _framework() | _lexicon()


def _deck() -> dict[str, tuple[str, str, dict[str, str]]]:
    return {
        "DeckInfo": (
            _("Jeu"),
            _("Le fichier deck.yaml : qui a fait le jeu, sous quelle licence, avec quelles familles."),
            {
                "schema": _("La version de cette façon d’écrire le fichier : 1."),
                "id": _("Le nom du jeu dans les fichiers : des minuscules sans accent et des tirets."),
                "title": _("Le titre du jeu, comme il s’imprime."),
                "version": _('La version du jeu, entre guillemets : "1.0" ; changez-la quand vous le partagez de nouveau.'),
                "language": _("La langue des cartes, en deux lettres : fr."),
                "licence": _("Ce que les autres ont le droit de faire de vos cartes, comme CC BY-SA 4.0."),
                "author": _("Qui a fait le jeu : une personne, une commune, une association."),
                "credits": _("Ce qu’il faut citer avec le jeu, en une ou deux phrases."),
                "extends": _("Le jeu que celui-ci complète ; territoires-collaboratifs, c’est le jeu livré, avec ses familles, ses types et ses défis."),
                "replaces": _("Les cartes et formats du jeu livré que ce jeu raconte à sa façon, par leur nom (id)."),
                "hides": _("Les cartes et formats du jeu livré que ce jeu laisse de côté, par leur nom (id)."),
                "families": _("Les familles de cartes, dans l’ordre où elles s’impriment."),
                "types": _("Les types de pratique."),
            },
        ),
        "Family": (
            _("Famille"),
            _("Une famille de cartes : sa lettre, sa couleur, son pictogramme."),
            {
                "id": _("Le nom de la famille dans les fichiers : des minuscules sans accent et des tirets."),
                "code": _("La lettre par laquelle commencent ses codes : une ou deux capitales."),
                "title": _("Son titre."),
                "short_title": _("Son titre court, imprimé sur les cartes."),
                "description": _("Ce qu’elle réunit, en une phrase."),
                "colour": _('Sa couleur, entre guillemets : un dièse et six signes, comme "#1f5f99".'),
                "pictogram": _("Le nom d’un pictogramme du jeu livré, comme mobilite ; un autre nom donne un disque."),
            },
        ),
        "PracticeType": (
            _("Type de pratique"),
            _("Une façon d’être collaboratif."),
            {
                "id": _("Le nom du type dans les fichiers : des minuscules sans accent et des tirets."),
                "title": _("Son titre."),
                "description": _("Ce qu’il veut dire, en une phrase."),
            },
        ),
        "ChallengeBook": (
            _("Défis"),
            _("Le fichier challenges.yaml : les défis qu’un territoire peut énoncer."),
            {
                "groups": _("Les rubriques sous lesquelles les défis sont rangés."),
                "challenges": _("Les défis, dans l’ordre où ils s’affichent."),
            },
        ),
        "ChallengeGroup": (
            _("Rubrique de défis"),
            _("Un titre sous lequel des défis sont rangés."),
            {"id": _("Son nom dans les fichiers."), "title": _("Son titre.")},
        ),
        "Challenge": (
            _("Défi"),
            _("Ce qui pèse sur un territoire, et les mots par lesquels les gens le disent."),
            {
                "id": _("Le nom du défi dans les fichiers : des minuscules sans accent et des tirets."),
                "group": _("Sa rubrique, par son nom."),
                "label": _("Le défi en peu de mots, 40 caractères au plus : il s’imprime sur les cartes."),
                "description": _("Le défi en deux phrases."),
                "question": _("La question posée à la table."),
                "terms": _("Les mots par lesquels les gens le disent, trois au moins."),
            },
        ),
    }  # fmt: skip


def _framework() -> dict[str, tuple[str, str, dict[str, str]]]:
    named = {"id": _("Son nom dans les fichiers : des minuscules sans accent et des tirets."), "title": _("Son titre.")}
    told = named | {"description": _("Ce qu’il veut dire, en quelques phrases.")}
    return {
        "Framework": (
            _("Arbre des actions"),
            _("Le fichier framework.yaml : à quoi servent les fiches action."),
            {
                "purpose": _("Le but de toutes les actions."),
                "axes": _("Les axes qui en découlent."),
                "objectives": _("Les objectifs de chaque axe, que servent les fiches action."),
                "themes": _("Les thèmes des enseignements."),
            },
        ),
        "Purpose": (
            _("But"),
            _("Le but de toutes les actions."),
            {
                "title": _("Le but en peu de mots."),
                "description": _("Le but en quelques phrases."),
                "source": _("D’où il vient."),
            },
        ),
        "Axis": (_("Axe"), _("Une intention qui découle du but."), told),
        "Objective": (
            _("Objectif"),
            _("Ce que vise un axe, et que servent des fiches action."),
            told | {"axis": _("Son axe, par son nom.")},
        ),
        "LessonTheme": (_("Thème"), _("Un titre sous lequel des enseignements sont rangés."), named),
    }


def _lexicon() -> dict[str, tuple[str, str, dict[str, str]]]:
    name = _("Son nom dans les fichiers : des minuscules sans accent et des tirets.")
    return {
        "Lexicon": (
            _("Lexique"),
            _("Le fichier lexicon.yaml : ce que le jeu sait des mots des gens, en plus de ses cartes."),
            {
                "out_of_play": _("Les sujets dont le jeu ne traite pas, et vers qui se tourner."),
                "abbreviations": _("Les abréviations, et ce qu’elles veulent dire."),
                "cues": _("Les tournures qui disent si une pratique est là, manque ou n’est pas voulue."),
                "traps": _("Des expressions dont les mots trompent, comme « maison de santé »."),
                "synonyms": _("Des mots qui veulent dire la même chose."),
                "neutral": _("Des phrases qui n’appellent aucune carte."),
            },
        ),
        "Topic": (
            _("Sujet hors du jeu"),
            _("Un sujet dont le jeu ne traite pas."),
            {
                "id": name,
                "label": _("Le sujet en peu de mots."),
                "advice": _("Vers qui se tourner, en une ou deux phrases."),
                "terms": _("Les mots par lesquels les gens le disent, trois au moins."),
            },
        ),
        "Abbreviation": (
            _("Abréviation"),
            _("Un sigle, et les mots qu’il remplace."),
            {
                "short": _("Le sigle."),
                "means": _("Les mots qu’il remplace."),
                "is_a_word": _("true si c’est aussi un mot ordinaire : il n’est alors compris qu’en capitales."),
            },
        ),
        "Cues": (
            _("Tournures"),
            _("Des tournures cherchées autour du nom d’une pratique."),
            {
                "there": _("Celles qui disent qu’elle existe déjà."),
                "not_there": _("Celles qui disent qu’elle manque, n’existe plus ou est souhaitée."),
                "refused": _("Celles qui disent que personne n’en veut."),
                "denied": _("Celles qui disent que ce n’est pas un problème."),
                "no_money": _("Celles qui disent que l’argent manque."),
                "no_time": _("Celles qui disent que le temps manque."),
                "no_hands": _("Celles qui disent que les bras manquent."),
            },
        ),
        "Synonyms": (
            _("Synonymes"),
            _("Des mots qui veulent dire la même chose."),
            {"id": name, "words": _("Les mots, deux au moins.")},
        ),
        "Trouble": (
            _("Ce qui ne va pas"),
            _("Un ennui d’une ville, les façons dont les gens le disent, et les cartes qui y répondent."),
            {
                "id": name,
                "label": _("L’ennui en peu de mots, 60 caractères au plus."),
                "challenges": _("Un à trois défis, le plus proche d’abord."),
                "says": _("Les façons dont les gens le disent, trois au moins."),
                "practices": _("Les cartes qui y répondent, chacune avec sa note : 3 pour la réponse même, 1 pour une piste."),
                "actions": _("Les fiches action qui y répondent, chacune avec sa note de 1 à 3."),
            },
        ),
        "Harm": (
            _("Mots d’un mal"),
            _("Les mots qui disent à qui ou à quoi un défi fait du mal ; seul territoires check les lit."),
            {"challenge": _("Le défi, par son nom."), "words": _("Les mots, au singulier.")},
        ),
    }  # fmt: skip

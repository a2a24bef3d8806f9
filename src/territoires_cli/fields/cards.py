"""The French words of practice cards, action sheets and their parts."""

from territoires_cli import faces
from territoires_cli.translation import gettext as _


def card_fields() -> dict[str, tuple[str, str, dict[str, str]]]:
    """Model → title, sentence, sentence of each field."""
    return _practice() | _action() | _told()


def _practice() -> dict[str, tuple[str, str, dict[str, str]]]:
    return {
        "PracticeCard": (
            _("Carte de pratique"),
            _("Une pratique collaborative : ce qu’impriment les deux faces de la carte, et ce que l’écran ajoute."),
            {
                "id": _("Le nom de la carte dans les fichiers : des minuscules sans accent et des tirets, jamais changé ensuite."),
                "code": _("Le code imprimé : la lettre de la famille, puis un numéro."),
                "title": _("Le titre imprimé, {most} caractères au plus.").format(most=faces.TITLE_LIMIT),
                "family": _("La famille de la carte, par son nom dans deck.yaml ; la liste : territoires list --kind family."),
                "type": _("Le type de la pratique, par son nom ; la liste : territoires list --kind type."),
                "summary": _("L’idée en une ou deux phrases courtes, {most} caractères au plus : c’est le recto.").format(most=faces.SUMMARY_LIMIT),
                "aliases": _("D’autres noms de la pratique, imprimés eux aussi."),
                "nicknames": _("Des surnoms par lesquels les gens la nomment : ils servent à la reconnaître, et ne s’impriment pas."),
                "neighbours": _("Des noms de pratiques proches qui ne sont pas celle-ci, pour ne pas les confondre."),
                "description": _("L’explication en quelques phrases, pour qui veut en savoir plus."),
                "benefits": _("Ce qu’y gagnent les habitants et la collectivité."),
                "challenges": _("Les défis auxquels la pratique répond, le mieux servi d’abord ; les trois premiers s’impriment."),
                "aggravates": _("Les défis que la pratique peut aggraver, pour que l’outil la propose avec prudence."),
                "situations": _("Des phrases que disent les gens quand cette pratique manque : elles font trouver la carte."),
                "scale": _("Les tailles de territoire où la pratique marche."),
                "effort": _("Ce que la pratique demande : argent, temps, coordination."),
                "levers": _("Qui a la main pour la lancer, la première personne concernée d’abord."),
                "partners": _("Avec qui la mener."),
                "first_steps": _("Les trois premiers pas, {most} caractères chacun au plus : ils s’impriment au verso.").format(most=faces.STEP_LIMIT),
                "limits": _("Ce qui peut mal tourner, deux limites au moins ; les deux premières s’impriment, {most} caractères chacune au plus.").format(most=faces.LIMIT_LIMIT),
                "conditions": _("Ce qu’il faut réunir pour que la pratique dure."),
                "questions": _("Trois questions à poser à la table, {most} caractères chacune au plus : elles s’impriment au verso.").format(most=faces.QUESTION_LIMIT),
                "examples": _("Qui le fait déjà : le premier exemple s’imprime au verso."),
                "facts": _("Des chiffres ou des faits datés, chacun avec sa source."),
                "links": _("Des pages à lire pour aller plus loin."),
                "sources": _("Les documents d’où vient la carte ; le premier s’imprime."),
            },
        ),
        "Benefits": (
            _("Bénéfices"),
            _("Ce que la pratique apporte."),
            {
                "citizens": _("Ce qu’y gagnent les habitants, une phrase par gain."),
                "local_government": _("Ce qu’y gagne la collectivité, une phrase par gain."),
            },
        ),
        "ChallengeAnswer": (
            _("Réponse à un défi"),
            _("Un défi auquel la carte répond, avec quelle force et pourquoi."),
            {
                "id": _("Le défi, par son nom ; la liste : territoires list --kind challenge."),
                "weight": _("La force de la réponse : 3 pour très bien, 2 pour bien, 1 pour un peu."),
                "why": _("Pourquoi, en une phrase : elle s’imprime dans le plan."),
            },
        ),
        "Aggravation": (
            _("Défi aggravé"),
            _("Un défi que la pratique peut aggraver."),
            {
                "challenge": _("Le défi, par son nom ; la liste : territoires list --kind challenge."),
                "why": _("Pourquoi elle l’aggraverait, en une phrase."),
                "said": _("Les mots par lesquels les gens disent que ce mal est déjà là."),
                "source": _("D’où on le sait."),
            },
        ),
        "Scale": (
            _("Taille de territoire"),
            _("Où la pratique marche."),
            {
                "sizes": _("Les tailles de territoire où elle marche."),
                "note": _("À quelle condition, en une phrase."),
            },
        ),
        "Effort": (
            _("Effort"),
            _("Ce qui est demandé, sur trois niveaux."),
            {
                "money": _("L’argent qu’il faut."),
                "time": _("Le temps qu’il faut avant les premiers effets."),
                "coordination": _("Le nombre de personnes à mettre d’accord."),
                "note": _("Où va le gros de l’effort, en une phrase."),
            },
        ),
        "Pair": (
            _("Paire de cartes"),
            _("Deux pratiques qui vont bien ensemble."),
            {
                "cards": _("Les deux cartes, par leur nom (id)."),
                "why": _("Ce qu’elles s’apportent, en une phrase."),
            },
        ),
    }  # fmt: skip


def _action() -> dict[str, tuple[str, str, dict[str, str]]]:
    return {
        "ActionSheet": (
            _("Fiche action"),
            _("Comment commencer : quoi faire, dans quel ordre, à quel prix, comment le suivre, qui l’a fait."),
            {
                "id": _("Le nom de la fiche dans les fichiers : des minuscules sans accent et des tirets, jamais changé ensuite."),
                "code": _("Le code imprimé, comme FA13."),
                "title": _("Le titre imprimé, 40 caractères au plus ; il commence par un verbe."),
                "objective": _("L’objectif que la fiche sert, par son nom dans framework.yaml ; l’arbre : territoires list --kind action --tree."),
                "summary": _("L’action en une ou deux phrases courtes, {most} caractères au plus.").format(most=faces.SUMMARY_LIMIT),
                "aliases": _("D’autres noms de l’action, imprimés eux aussi."),
                "situations": _("Des phrases que disent les gens quand cette action manque : elles font trouver la fiche."),
                "description": _("L’explication en quelques phrases."),
                "strengths": _("Ce que l’action a pour elle, une phrase par atout, 120 caractères chacune au plus."),
                "limits": _("Ce qui peut mal tourner, une limite au moins, 120 caractères chacune au plus."),
                "steps": _("Les étapes dans l’ordre, trois au moins, 130 caractères chacune au plus."),
                "indicators": _("À quoi on verra que cela marche, 100 caractères chacun au plus."),
                "costs": _("Des coûts constatés, chacun avec son année et sa source."),
                "practices": _("Les pratiques que l’action met en route, et comment."),
                "challenges": _("Les défis auxquels l’action répond, le mieux servi d’abord."),
                "levers": _("Qui a la main pour la lancer, la première personne concernée d’abord."),
                "effort": _("Ce que l’action demande : argent, temps, coordination."),
                "examples": _("Qui l’a déjà fait ; le premier exemple figure dans l’arbre des actions."),
                "facts": _("Des chiffres ou des faits datés, chacun avec sa source."),
                "links": _("Des pages à lire pour aller plus loin."),
                "notes": _("Des remarques pour qui tient la fiche à jour."),
                "sources": _("Les documents d’où vient la fiche."),
            },
        ),
        "PracticeLink": (
            _("Lien vers une pratique"),
            _("Une pratique que la carte sert ou montre."),
            {
                "id": _("La pratique, par son nom (id) ; la liste : territoires list."),
                "why": _("Comment, en une phrase de 140 caractères au plus."),
            },
        ),
    }  # fmt: skip


def _told() -> dict[str, tuple[str, str, dict[str, str]]]:
    return {
        "Example": (
            _("Exemple"),
            _("Une initiative racontée sur la carte elle-même."),
            {
                "name": _("Le nom de l’initiative."),
                "place": _("Où elle se trouve : ville, pays."),
                "short": _("Ce qu’elle est, en quelques mots : nom, lieu, année et ces mots tiennent en {most} caractères au verso.").format(most=faces.EXAMPLE_LIMIT),
                "text": _("Ce qu’elle a fait, en quelques phrases."),
                "as_of": _("L’année dont parle la source ; null si elle ne le dit pas."),
                "source": _("D’où on le sait."),
                "stage": _("Si l’initiative existait, ou n’était qu’un projet, quand la source en parlait."),
                "status": _("Ce que l’initiative est devenue."),
                "url": _("L’adresse de sa page."),
                "note": _("Une remarque pour qui tient la carte à jour."),
            },
        ),
        "CaseExample": (
            _("Exemple raconté ailleurs"),
            _("Une initiative qui a déjà sa propre carte : ville, projet, territoire d’ailleurs."),
            {
                "case": _("La carte qui la raconte, par son nom (id)."),
                "name": _("Le nom de l’initiative, si ce n’est pas celui de la carte."),
                "short": _("Ce qu’elle est, en quelques mots, 90 caractères au plus."),
                "text": _("Ce qu’elle montre ici, en quelques phrases."),
                "as_of": _("L’année dont parle la source, si ce n’est pas celle de la carte."),
                "source": _("D’où on le sait, si ce n’est pas de la source de la carte."),
                "stage": _("Si l’initiative existait, ou n’était qu’un projet, quand la source en parlait."),
                "status": _("Ce que l’initiative est devenue, si la carte ne le dit pas."),
                "url": _("L’adresse de sa page."),
                "note": _("Une remarque pour qui tient la carte à jour."),
            },
        ),
        "Citation": (
            _("Source citée"),
            _("Un document de sources.yaml, et l’endroit où il le dit."),
            {
                "id": _("Le document, par son nom (id) dans sources.yaml."),
                "locator": _("Où chercher dans le document : page, chapitre, paragraphe."),
            },
        ),
        "Status": (
            _("État d’une initiative"),
            _("Ce que l’initiative est devenue."),
            {
                "state": _("Son état ; unknown si personne n’a pu vérifier."),
                "since": _("L’année de sa fermeture ou de son nouveau nom."),
                "became": _("Son nouveau nom."),
                "as_of": _("L’année dont parle la source ; null si personne n’a pu vérifier."),
                "note": _("Une remarque en une phrase."),
                "source": _("D’où on le sait."),
            },
        ),
        "Fact": (
            _("Fait daté"),
            _("Un chiffre ou un fait, avec son année et sa source."),
            {
                "text": _("Le fait, en une phrase."),
                "as_of": _("L’année dont parle la source ; null si elle ne le dit pas."),
                "source": _("D’où on le sait."),
                "note": _("Une remarque en une phrase."),
            },
        ),
        "Link": (
            _("Page à lire"),
            _("Une page qui en dit plus."),
            {"title": _("Le titre de la page."), "url": _("Son adresse, qui commence par http.")},
        ),
        "Source": (
            _("Source"),
            _("Un document dont le jeu tire des faits."),
            {
                "id": _("Le nom du document dans les fichiers : des minuscules sans accent et des tirets."),
                "title": _("Son titre, comme il est imprimé."),
                "short": _("Comment une carte le nomme, avec son année, 60 caractères au plus."),
                "author": _("Qui l’a écrit."),
                "year": _("L’année de parution ; null s’il n’est pas daté."),
                "licence": _("La licence sous laquelle il est publié."),
                "url": _("Son adresse, qui commence par http."),
                "note": _("Une remarque en une phrase."),
            },
        ),
    }  # fmt: skip

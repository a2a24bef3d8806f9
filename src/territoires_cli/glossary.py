"""French words that people write for our keys and closed vocabularies, and what those mean in French. Pure."""

from collections.abc import Iterable

from territoires_cli.names import fold
from territoires_cli.translation import gettext as _

# Key → the words by which a French speaker would call it (folded: no accents, no capitals, no hyphens).
_KEYS = {
    "action": "action",
    "actions": "actions",
    "aggravates": "aggrave aggravations",
    "aliases": "autres noms|synonymes|alias|noms",
    "as_of": "date|annee|en date de|an",
    "author": "auteur|auteurs",
    "axis": "axe",
    "became": "devenu|devient",
    "benefits": "benefices|avantages|interets",
    "cards": "cartes",
    "case": "cas",
    "challenge": "defi",
    "challenges": "defis|enjeux|besoins",
    "cities": "villes|communes",
    "citizens": "habitants|citoyens|usagers",
    "city": "ville|commune",
    "code": "numero|reference",
    "colour": "couleur|color",
    "conditions": "conditions",
    "coordination": "coordination",
    "costs": "couts|cout|prix|budget",
    "country": "pays",
    "credits": "credits|remerciements",
    "description": "descriptif|texte|details",
    "effort": "efforts|moyens",
    "examples": "exemples|exemple",
    "extends": "complete|etend",
    "facts": "faits|chiffres",
    "family": "famille",
    "families": "familles",
    "figures": "chiffres",
    "first_steps": "premiers pas|premieres etapes|etapes",
    "formats": "formats",
    "group": "groupe",
    "groups": "groupes",
    "hides": "cache|masque",
    "id": "identifiant|ident|cle",
    "indicators": "indicateurs",
    "label": "libelle|intitule",
    "language": "langue",
    "levers": "leviers|qui a la main|acteurs",
    "licence": "license|licences|droits",
    "limits": "limites|inconvenients|risques",
    "links": "liens|lien",
    "local_government": "collectivite|mairie|collectivites",
    "locator": "page|pages|endroit",
    "minutes": "duree",
    "money": "argent|budget|cout|financement",
    "name": "nom",
    "neighbours": "voisins",
    "nicknames": "surnoms",
    "note": "remarque|commentaire|precision",
    "notes": "remarques|commentaires",
    "objective": "objectif|but",
    "pairs": "paires",
    "partners": "partenaires|partenaire",
    "pictogram": "pictogramme|icone|image",
    "place": "lieu|endroit",
    "population": "habitants",
    "practice": "pratique|carte",
    "practices": "pratiques|cartes",
    "priority": "priorite",
    "purpose": "finalite|but",
    "question": "question",
    "questions": "interrogations",
    "region": "region",
    "replaces": "remplace",
    "scale": "echelle|taille|tailles",
    "short": "court|en bref|abrege|resume court",
    "short_title": "titre court",
    "since": "depuis",
    "situations": "situation|cas d usage",
    "sizes": "tailles|taille",
    "source": "source",
    "sources": "source",
    "stage": "avancement",
    "state": "etat",
    "statement": "enonce|constat|probleme|situation",
    "status": "statut|etat",
    "steps": "etapes",
    "strengths": "forces|atouts|points forts",
    "summary": "resume|sommaire|accroche",
    "terms": "termes|mots|mots cles",
    "text": "texte",
    "time": "temps|duree",
    "title": "titre|nom|intitule",
    "type": "sorte|genre|categorie",
    "types": "sortes|genres|categories",
    "url": "lien|adresse|site|site web",
    "value": "valeur",
    "version": "numero de version",
    "weight": "poids|force|importance|note",
    "why": "pourquoi|raison|explication",
    "year": "annee|date|an",
}

# Word of a closed vocabulary → the French words that people write for it.
_VALUES = {
    "low": "faible|peu|bas|basse|petit|leger|facile|1",
    "medium": "moyen|moyenne|modere|2",
    "high": "fort|forte|eleve|elevee|haut|haute|beaucoup|lourd|important|3",
    "active": "actif|active|en cours|en activite|ouvert|ouverte|oui",
    "renamed": "renomme|renommee|rebaptise",
    "closed": "ferme|fermee|arrete|arretee|termine|fini",
    "unknown": "inconnu|inconnue|on ne sait pas|ne sait pas",
    "running": "en cours|lance|realise|en service",
    "planned": "prevu|prevue|en projet|projet",
    "commune": "mairie|ville|communes|municipalite",
    "intercommunalite": "agglomeration|agglo|communaute de communes|interco|epci|metropole",
    "departement": "conseil departemental|cd",
    "region": "conseil regional",
    "habitants": "citoyens|habitant|associations|association|residents",
    "entreprises": "entreprise|societes|commerces|employeurs",
    "village": "hameau|rural",
    "bourg": "petite ville|bourgs",
    "ville-moyenne": "ville|moyenne|villes moyennes",
    "grande-ville": "metropole|grande|grandes villes|agglomeration",
    "true": "oui|yes|on|vrai|y|o",
    "false": "non|no|off|faux|n",
}


def key_meant(written: str, known: Iterable[str]) -> str | None:
    """The key, among those known, that a French word stands for, or None."""
    return _meant(written, _KEYS, known)


def value_meant(written: str, known: Iterable[str]) -> str | None:
    """The word of a closed vocabulary, among those known, that a French word stands for, or None."""
    return _meant(written, _VALUES, known)


def _meant(written: str, table: dict[str, str], known: Iterable[str]) -> str | None:
    target = fold(written.replace("_", " "))
    names = list(known)
    exact = next((name for name in names if fold(name.replace("_", " ")) == target), None)
    return exact or next((name for name in names if target in table.get(name, "").split("|")), None)


def glosses() -> dict[str, str]:
    """What the English words of closed vocabularies mean."""
    return {
        "low": _("peu"),
        "medium": _("moyen"),
        "high": _("beaucoup"),
        "active": _("en activité"),
        "renamed": _("renommé"),
        "closed": _("fermé"),
        "unknown": _("on ne sait pas"),
        "running": _("en service"),
        "planned": _("en projet"),
    }

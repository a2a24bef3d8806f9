"""Hand-made broken decks: the small deck of Vernoux with one mistake each, and how a person would mend it.

Each case says what is done to the deck, on which line the mistake must be told, words that the message must hold, and
the mend that a reader of the message would make where the tool can't write the line itself.
"""

import codecs
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple, TypeAlias

SOUND = Path(__file__).parent / "decks" / "vernoux"
CARD = "practices/A1-covoiturage.yaml"
BIKES = "practices/A2-velos-partages.yaml"
CAFE = "practices/B1-cafe-associatif.yaml"

# What is done to the folder of a deck.
Edit: TypeAlias = Callable[[Path], None]


class Case(NamedTuple):
    """A mistake: its name, the file, what is done, the line told (None: the file as a whole), words told, a mend."""

    name: str
    file: str
    break_: Edit
    line: int | None
    said: str
    mend: Edit | None = None


def swap(file: str, old: str, new: str) -> Edit:
    """Put one text in the place of another, which must stand there."""

    def edit(deck: Path) -> None:
        text = (deck / file).read_bytes().decode("utf-8")
        assert old in text, f"{old!r} is not in {file}"
        (deck / file).write_bytes(text.replace(old, new, 1).encode("utf-8"))

    return edit


def fill(file: str, content: bytes) -> Edit:
    """Write a file whole."""

    def edit(deck: Path) -> None:
        (deck / file).write_bytes(content)

    return edit


def recode(file: str, change: Callable[[bytes], bytes]) -> Edit:
    """Save a file in another encoding."""

    def edit(deck: Path) -> None:
        (deck / file).write_bytes(change((deck / file).read_bytes()))

    return edit


def restore(file: str) -> Edit:
    """Save a file again as it was: in UTF-8, or from a copy."""

    def edit(deck: Path) -> None:
        if (deck / file).is_dir():
            (deck / file).rmdir()
        shutil.copy(SOUND / file, deck / file)

    return edit


def rename(old: str, new: str) -> Edit:
    """Give a file another name."""

    def edit(deck: Path) -> None:
        (deck / old).rename(deck / new)

    return edit


def replace_by_folder(file: str) -> Edit:
    """Put a folder of the same name in a file's place."""

    def edit(deck: Path) -> None:
        (deck / file).unlink()
        (deck / file).mkdir()

    return edit


def in_cp1252(raw: bytes) -> bytes:
    return raw.decode("utf-8").encode("cp1252")


def in_utf_16(raw: bytes) -> bytes:
    return codecs.BOM_UTF16_LE + raw.decode("utf-8").encode("utf-16-le")


def with_one_bad_byte(raw: bytes) -> bytes:
    return raw.replace("même".encode(), b"m\xeame", 1)


def _misplace(deck: Path) -> None:
    (deck / "practises").mkdir()
    rename(CARD, "practises/A1-covoiturage.yaml")(deck)


def _put_back(deck: Path) -> None:
    rename("practises/A1-covoiturage.yaml", CARD)(deck)
    (deck / "practises").rmdir()


# The line that was changed, as the test finds it by comparing both files.
HERE = -1

LONG = "Un mot de plus. " * 300

CASES = (
    # Signs that mean something to YAML.
    Case("tabulation en retrait", CARD, swap(CARD, "  money: low", "\tmoney: low"), HERE, "tabulation"),
    Case("deux-points dans un titre", CARD, swap(CARD, "title: Covoiturage", "title: Le trajet : à plusieurs"), HERE, "entre guillemets"),
    Case("deux-points dans un élément de liste", CARD, swap(CARD, "- pas de permis", "- le permis : trop cher"), HERE, "entre guillemets"),
    Case("dièse qui coupe un texte", CARD, swap(CARD, "title: Covoiturage", "title: Covoiturage #1"), HERE, "commentaire"),
    Case("arobase au début", CARD, swap(CARD, "title: Covoiturage", "title: @covoiturage"), HERE, "ne peut pas commencer par « @ »"),
    Case("pour cent au début", CARD, swap(CARD, "- pas de permis", "- % de permis en baisse"), HERE, "ne peut pas commencer par « % »"),
    Case("astérisques autour d’un mot", CARD, swap(CARD, "title: Covoiturage", "title: *Covoiturage*"), HERE, "ne peut pas commencer par « * »"),
    Case("esperluette au début", CARD, swap(CARD, "name: Les trajets de Vernoux", "name: &Co de Vernoux"), HERE, "« & »"),
    Case("point d’exclamation au début", CARD, swap(CARD, "- Il faut assez de monde.", "- !Attention au nombre."), HERE, "ne peut pas commencer par « ! »"),
    Case("chevron au début", CARD, swap(CARD, "- Il faut assez de monde.", "- > dix personnes"), HERE, "ne peut pas commencer par « > »"),
    Case("crochet au début", CARD, swap(CARD, "title: Covoiturage", "title: [Vernoux] Covoiturage"), HERE, "ne peut pas commencer par « [ »"),
    Case("guillemets dans des guillemets", CARD, swap(CARD, "title: Covoiturage", 'title: "Le "bon" trajet"'), HERE, "guillemet droit"),
    Case("apostrophe entre apostrophes", CARD, swap(CARD, "title: Covoiturage", "title: 'L'auto partagée'"), HERE, "apostrophe"),
    Case("guillemet jamais fermé", CARD, swap(CARD, "title: Covoiturage", 'title: "Covoiturage'), HERE, "n’est pas refermé"),
    Case("guillemet fermé plus bas", "deck.yaml", swap("deck.yaml", "title: Le jeu de Vernoux", 'title: "Le jeu de Vernoux'), HERE, "n’est pas refermé"),
    Case("barre oblique inverse", CARD, swap(CARD, "locator: page 12", 'locator: "C:\\dossier\\rapport"'), HERE, "barre"),
    Case("crochet jamais fermé", CARD, swap(CARD, "levers: [commune, habitants]", "levers: [commune, habitants"), HERE, "jamais refermé"),
    Case("virgule entre accolades", CARD, swap(CARD, "  - id: lien-social\n    weight: 1\n    why: On fait connaissance en chemin.", "  - {id: lien-social, weight: 1, why: On se parle, on rit, etc.}"), HERE, "une virgule coupe ce texte"),
    # Spaces, dashes and colons.
    Case("tiret sans espace", CARD, swap(CARD, "  - pas de permis", "  -pas de permis"), HERE, "espace après le tiret"),
    Case("tiret sans espace dans une liste comptée", CARD, swap(CARD, "  - Réunir ces", "  -Réunir ces"), HERE, "espace après le tiret"),
    Case("demi-cadratin au lieu d’un tiret", CARD, swap(CARD, "  - pas de permis", "  – pas de permis"), HERE, "n’est pas un tiret"),
    Case("puces au lieu de tirets", CARD, swap(CARD, "  - Il faut assez de monde.\n  - Sans", "  • Il faut assez de monde.\n  • Sans"), HERE, "n’est pas un tiret"),
    Case("puces devant des champs", CARD, swap(CARD, "  - id: mobilite", "  • id: mobilite"), HERE, "n’est pas un tiret"),
    Case("demi-cadratin mal aligné", CARD, swap(CARD, "  - pas de permis", "   – pas de permis"), HERE, "n’est pas un tiret"),
    Case("deux-points sans espace", CARD, swap(CARD, "title: Covoiturage", "title:Covoiturage"), HERE, "espace après les deux-points"),
    Case("nom de champ sans deux-points", CARD, swap(CARD, "title: Covoiturage", "title Covoiturage"), HERE, "il manque « : »"),
    Case("nom de liste sans deux-points", CARD, swap(CARD, "limits:", "limits"), HERE, "il manque « : »"),
    Case("égal au lieu de deux-points", CARD, swap(CARD, "title: Covoiturage", "title = Covoiturage"), HERE, "il faut « : »"),
    Case("espace insécable après les deux-points", CARD, swap(CARD, "title: Covoiturage", "title:\u00a0Covoiturage"), HERE, "insécable"),
    Case("retrait de trop", CARD, swap(CARD, "  time: medium", "   time: medium"), HERE, "espaces"),
    Case("retrait qui manque", CARD, swap(CARD, "  time: medium", " time: medium"), HERE, "espaces"),
    Case("tiret trop en retrait", CARD, swap(CARD, "  - pas de permis", "    - pas de permis"), HERE, "trop à droite"),
    Case("texte qui continue sans retrait", CARD, swap(CARD, "summary: Plusieurs personnes font", "summary: Plusieurs personnes\nfont"), 7, "continue un texte"),
    Case("séparateur au milieu", CARD, swap(CARD, "benefits:", "---\nbenefits:"), HERE, "coupe ce fichier en deux"),
    Case("clé écrite deux fois", CARD, swap(CARD, "family: mobilite", "title: Le covoiturage\nfamily: mobilite"), HERE, "ici et ligne 3", swap(CARD, "title: Le covoiturage\n", "")),
    Case("ligne copiée deux fois", CARD, swap(CARD, "family: mobilite", "family: mobilite\nfamily: mobilite"), HERE, "supprimez celle-ci"),
    # What other programs read otherwise.
    Case("heure sans guillemets", CARD, swap(CARD, "locator: page 12", "locator: 9:30"), HERE, "l’heure entre guillemets"),
    Case("oui ou non sans guillemets", CARD, swap(CARD, "- pas de permis", "- no"), HERE, "vrai ou faux"),
    Case("code postal sans guillemets", CARD, swap(CARD, "place: Vernoux", "place: 07240"), HERE, "entre guillemets"),
    Case("date sans guillemets", CARD, swap(CARD, "locator: page 12", "locator: 2022-03-01"), HERE, "comme une date"),
    Case("titre en chiffres", CARD, swap(CARD, "title: Covoiturage", "title: 2026"), HERE, "il faut un texte"),
    Case("numéro de version sans guillemets", "deck.yaml", swap("deck.yaml", 'version: "1.0"', "version: 1.0"), HERE, "il faut un texte"),
    Case("couleur sans guillemets", "deck.yaml", swap("deck.yaml", 'colour: "#1f5f99"', "colour: #1f5f99"), HERE, "guillemets"),
    # Encodings and files of other programs.
    Case("UTF-16", CARD, recode(CARD, in_utf_16), 1, "UTF-16", restore(CARD)),
    Case("UTF-16 sans marque", CARD, recode(CARD, lambda raw: in_utf_16(raw)[2:]), 1, "UTF-16", restore(CARD)),
    Case("Windows-1252", CARD, recode(CARD, in_cp1252), 6, "Windows-1252", restore(CARD)),
    Case("un octet abîmé", CARD, recode(CARD, with_one_bad_byte), 6, "abîmé"),
    Case("accents abîmés", CARD, swap(CARD, "trajets partagés", "trajets partagÃ©s"), HERE, "accents"),
    Case("document Word", CARD, fill(CARD, b"PK\x03\x04\x14\0\x06\0word/document.xml\0\0"), 1, "un document Word", restore(CARD)),
    Case("texte enrichi", CARD, fill(CARD, b"{\\rtf1\\ansi\\ansicpg1252 id: covoiturage}"), 1, "texte enrichi", restore(CARD)),
    Case("fichier vide", CARD, fill(CARD, b""), 1, "vide", restore(CARD)),
    Case("fichier de mots sans champs", CARD, fill(CARD, "Le covoiturage à Vernoux\n".encode()), 1, "« nom : valeur »", restore(CARD)),
    Case("dossier au lieu d’un fichier", CARD, replace_by_folder(CARD), None, "un dossier à la place", restore(CARD)),
    # Names of fields and words of closed vocabularies.
    Case("champ en français", CARD, swap(CARD, "title:", "titre:"), HERE, "« title »"),
    Case("champ français sans ressemblance", CARD, swap(CARD, "challenges:", "enjeux:"), HERE, "« challenges »"),
    Case("champ mal tapé", CARD, swap(CARD, "first_steps:", "first_step:"), HERE, "« first_steps »"),
    Case("mot français d’une liste fermée", CARD, swap(CARD, "money: low", "money: faible"), HERE, "attendu : low (peu)"),
    Case("mot français d’un état", CARD, swap(CARD, "state: active", "state: en cours"), HERE, "attendu : active (en activité)"),
    Case("levier mal écrit", CARD, swap(CARD, "[commune, habitants]", "[mairie, habitants]"), HERE, "attendu : commune"),
    Case("champ trop loin à droite", CARD, swap(CARD, "levers: [commune", "  levers: [commune"), HERE, "n’a pas sa place ici"),
    Case("ligne trop à gauche au milieu d’un bloc", CARD, swap(CARD, "  coordination: medium", "coordination: medium"), HERE, "il faut 2 espaces"),
    Case("champ trop loin à gauche", CARD, swap(CARD, "  note: Une personne", "note: Une personne"), HERE, "n’a pas sa place ici"),
    Case("champ qui manque", CARD, swap(CARD, "summary: Plusieurs personnes font la route dans la même voiture.\n", ""), 1, "ajoutez une ligne « summary: »", swap(CARD, "aliases:", "summary: On partage la route.\naliases:")),
    # Lists, texts and numbers.
    Case("liste au lieu d’un texte", CARD, swap(CARD, "title: Covoiturage", "title: [Covoiturage]"), HERE, "pas une liste"),
    Case("texte au lieu d’une liste", CARD, swap(CARD, "levers: [commune, habitants]", "levers: commune, habitants"), HERE, "il faut une liste"),
    Case("texte au lieu de champs", "cities/vernoux.yaml", swap("cities/vernoux.yaml", "    source:\n      id: enquete\n", "    source: enquete\n"), HERE, "devant ce nom, il faut « id: »"),
    Case("trop peu de questions", CARD, swap(CARD, "  - Qui commence ?\n", ""), 49, "il en faut 3, il y en a 2", swap(CARD, "questions:\n", "questions:\n  - Qui commence ?\n")),
    Case("trop de premiers pas", CARD, swap(CARD, "first_steps:\n", "first_steps:\n  - Se lancer.\n"), 42, "il en faut au plus 3", swap(CARD, "  - Se lancer.\n", "")),
    Case("texte trop long", CARD, swap(CARD, "On commence petit, à quelques voisins.", LONG), 9, "ôtez-en au moins", swap(CARD, LONG, "On commence petit.")),
    Case("année en toutes lettres", "sources.yaml", swap("sources.yaml", "year: 2017", "year: vers 2017"), HERE, "quatre chiffres"),
    Case("année à cinq chiffres", "sources.yaml", swap("sources.yaml", "year: 2017", "year: 20177"), HERE, "quatre chiffres", swap("sources.yaml", "20177", "2017")),
    Case("nombre avec une espace", "cities/vernoux.yaml", swap("cities/vernoux.yaml", "value: 1900", "value: 1 900"), HERE, "nombre entier"),
    Case("adresse incomplète", "sources.yaml", swap("sources.yaml", "https://www.sharitories.fr", "www.sharitories.fr"), HERE, "https://"),
    Case("poids hors de l’échelle", CARD, swap(CARD, "weight: 3", "weight: 5"), HERE, "pèse de 1 à 3", swap(CARD, "weight: 5", "weight: 3")),
    Case("apostrophe droite", CARD, swap(CARD, "où l’on veut", "où l'on veut"), HERE, "écrivez ’"),
    # Ids, codes and files.
    Case("id avec accents et espaces", "challenges.yaml", swap("challenges.yaml", "- id: cadre-de-vie", "- id: Cadre de vie"), HERE, "minuscules sans accent"),
    Case("id inconnu", CARD, swap(CARD, "  - id: lien-social", "  - id: lien-sociale"), HERE, "« lien-social »"),
    Case("source inconnue", CARD, swap(CARD, "      id: enquete", "      id: enquette"), HERE, "« enquete »"),
    Case("code mal formé", CARD, swap(CARD, "code: A1", "code: a-1"), HERE, "lettres majuscules"),
    Case("lettre d’une autre famille", CARD, swap(CARD, "code: A1", "code: B7"), HERE, "« A »"),
    Case("code pris deux fois", BIKES, swap(BIKES, "code: A2", "code: A1"), HERE, "A1-covoiturage.yaml, ligne 2"),
    Case("id pris deux fois", CAFE, swap(CAFE, "id: cafe-associatif", "id: covoiturage"), HERE, "A1-covoiturage.yaml, ligne 1"),
    Case("nom de fichier qui n’est pas l’id", "practices/A1-voiture.yaml", rename(CARD, "practices/A1-voiture.yaml"), 1, "A1-covoiturage.yaml", rename("practices/A1-voiture.yaml", CARD)),
    Case("nom qui finit par .txt", f"{CARD}.txt", rename(CARD, f"{CARD}.txt"), None, "renommez-le A1-covoiturage.yaml", rename(f"{CARD}.txt", CARD)),
    Case("dossier mal nommé", "practises/A1-covoiturage.yaml", _misplace, 1, "« practices »", _put_back),
)  # fmt: skip

"""The deck that travels with the tool is complete: every card, family, challenge and city, every field filled."""

from collections import Counter

import pytest

from territoires_cli import faces
from territoires_cli.inspecting import inspect
from territoires_cli.models.deck import Deck
from territoires_cli.models.examples import Example

FAMILIES = {
    "mobilite": "A",
    "espaces": "B",
    "alimentation": "C",
    "production": "D",
    "reemploi": "E",
    "tourisme": "F",
    "habitat": "G",
    "savoirs": "H",
    "gouvernance": "I",
    "finance": "L",
}
PRACTICES = [
    "A1",
    "covoiturage",
    "A2",
    "location-voitures-particuliers",
    "A3",
    "flotte-vehicules-partages",
    "A4",
    "velos-partages",
    "A5",
    "parkings-partages",
    "B1",
    "coworking",
    "B2",
    "makerspace-fablab",
    "B3",
    "ateliers-partages",
    "C1",
    "agriculture-communautaire",
    "C2",
    "achats-groupes-producteur",
    "C3",
    "partage-invendus",
    "D1",
    "fabrication-digitale",
    "D2",
    "energie-decentralisee",
    "D3",
    "cooperative-utilisateurs",
    "E1",
    "recyclage-don",
    "E2",
    "troc",
    "E3",
    "repair-cafe",
    "E4",
    "bricotheque",
    "E5",
    "marche-occasion",
    "E6",
    "fait-maison",
    "F1",
    "location-particuliers",
    "F2",
    "echange-maisons",
    "F3",
    "repas-habitant",
    "F4",
    "guides-locaux",
    "F5",
    "culture-loisirs",
    "G1",
    "cooperative-habitants",
    "G2",
    "habitat-partage",
    "H1",
    "apprentissage-en-ligne",
    "H2",
    "banque-de-temps",
    "H3",
    "apprentissage-pairs",
    "I1",
    "donnees-ouvertes",
    "I2",
    "democratie-participative",
    "L1",
    "financement-participatif",
    "L2",
    "pret-particuliers",
    "L3",
    "monnaie-locale",
]
CHALLENGES = [
    "vacance-commerciale",
    "emploi",
    "diversification",
    "entrepreneuriat",
    "valeur-locale",
    "pouvoir-achat",
    "attractivite",
    "jeunes",
    "formation",
    "vieillissement",
    "tourisme",
    "mobilite",
    "services-proximite",
    "alimentation",
    "transition-energetique",
    "dechets",
    "friches",
    "logement",
    "sobriete-fonciere",
    "lien-social",
    "inclusion",
    "vie-associative",
    "participation",
    "numerique",
    "cooperation-territoriale",
]
CITIES = {"aveiro", "epinal", "genk", "hilversum", "kristianstad", "lorient", "mont-de-marsan", "narbonne"}
# A practice need not make anything worse, nor have further facts and pages to read.
MAY_BE_EMPTY = {"aggravates", "facts", "links"}


def test_the_thirty_five_practices_are_there_in_order(deck: Deck) -> None:
    """Codes and ids are the fixed ones, as printed, family by family."""
    assert [name for card in deck.practices for name in (card.code, card.id)] == PRACTICES
    assert len(deck.practices) == 35


def test_the_ten_families_hold_their_cards(deck: Deck) -> None:
    """Ten families in order, each card in the family of its letter."""
    assert {family.id: family.code for family in deck.info.families} == FAMILIES
    assert list(deck.family) == list(FAMILIES)
    assert all(card.code[0] == FAMILIES[card.family] for card in deck.practices)
    assert {card.type for card in deck.practices} == set(deck.type)
    assert list(deck.type) == ["consommation", "production", "financement", "gouvernance"]


def test_the_twenty_five_challenges_are_answered(deck: Deck) -> None:
    """All challenges in order, each answered by at least three practices."""
    assert list(deck.challenge) == CHALLENGES
    counts = Counter(answer.id for card in deck.practices for answer in card.challenges)
    assert {name: counts[name] for name in CHALLENGES if counts[name] < 3} == {}


def test_every_field_of_a_card_is_filled(deck: Deck) -> None:
    """No card has an empty field but those that may be empty."""
    for card in deck.practices:
        empty = {name for name, value in card if value in (None, "", ())}
        assert empty <= MAY_BE_EMPTY, card.code
        assert len(card.situations) >= 5, card.code
        assert len(card.partners) >= 2, card.code
        assert card.benefits.citizens, card.code
        assert card.benefits.local_government, card.code
        assert card.scale, card.code
        assert all((card.scale.note, card.effort.note)), card.code


def test_every_action_sheet_says_how_what_and_who(deck: Deck) -> None:
    """Each has its description, strengths, limits, indicators, practices, an example and sources."""
    for sheet in deck.actions:
        assert sheet.description
        assert sheet.effort.note
        assert sheet.examples
        assert sheet.practices
        assert sheet.sources
        assert min(len(sheet.strengths), len(sheet.limits), len(sheet.indicators)) >= 2, sheet.code


def test_every_challenge_and_topic_is_filled(deck: Deck) -> None:
    """Each challenge has a label, a question and the words people use; each topic says whom to turn to."""
    for challenge in deck.book.challenges:
        assert challenge.question.endswith("?"), challenge.id
        assert len(challenge.terms) >= 10, challenge.id
    assert {topic.id for topic in deck.lexicon.out_of_play} >= {"sante", "securite"}
    assert len(deck.lexicon.out_of_play) == 5


def test_backs_keep_to_their_limit(deck: Deck) -> None:
    """Every back fits on its card."""
    lengths = {card.code: faces.back_of(card, deck.source, deck.entry).length for card in deck.practices}
    assert {code: length for code, length in lengths.items() if not 300 <= length <= faces.BACK_LIMIT} == {}


def test_every_example_has_a_source_and_a_state(deck: Deck) -> None:
    """No initiative is told without saying where it stands and what became of it."""
    examples = [example for card in deck.practices for example in card.examples if isinstance(example, Example)]
    assert len(examples) > 35
    for example in examples:
        assert example.source.id in deck.source
        assert example.status.state in ("active", "renamed", "closed", "unknown")


def test_the_checker_finds_nothing(deck: Deck) -> None:
    """The deck keeps its own rules, down to typography and length of sentences."""
    assert inspect([]).problems == []


def test_short_lets_make_housing_worse(deck: Deck) -> None:
    """The one warning that the sources tell of is on the card, with its source."""
    (warning,) = [item for item in deck.practice["location-particuliers"].aggravates if item.challenge == "logement"]
    assert warning.source is not None


@pytest.mark.parametrize("city", sorted(CITIES))
def test_each_city_has_sourced_figures_and_something_to_say(deck: Deck, city: str) -> None:
    """A statement, challenges with their reasons, strengths and figures, each with a source of the deck."""
    found = deck.city[city]
    assert found.statement
    assert found.population is not None
    assert found.population.source is not None
    assert len(found.figures) >= 5
    assert len(found.challenges) >= 5
    assert all(challenge.why for challenge in found.challenges)
    assert len(found.strengths) >= 5
    sources = [item.source for items in (found.figures, found.strengths, found.facts) for item in items]
    assert all(source is not None and source.id in deck.source for source in sources)


def test_the_cities_are_the_eight_of_the_report(deck: Deck) -> None:
    """Neither more nor fewer."""
    assert set(deck.city) == CITIES


def test_what_a_city_planned_is_a_plan_wherever_it_is_told(deck: Deck) -> None:
    """An example of the same name and place as a city's initiative was at the same stage."""
    stages = {(city.name, item.name): item.stage for city in deck.cities for item in city.strengths if item.name}
    examples = [example for card in deck.practices for example in card.examples]
    examples += [example for card in deck.actions for example in card.examples]
    examples += [example for card in deck.lessons for example in card.examples]
    found = []
    for example in examples:
        full = faces.told(example, deck.entry)
        stage = stages.get((full.place.split(", ")[0], full.name))
        if stage is not None:
            found.append(stage)
            assert full.stage == stage, full.name
    assert {"planned", "running"} <= set(found)


def test_pairs_link_every_card_to_another(deck: Deck) -> None:
    """No card stands alone, and a pair is seen from both of its cards."""
    assert set(deck.pairs_of) == set(deck.practice)
    for card, others in deck.pairs_of.items():
        for other, why in others:
            assert why
            assert card in {back.id for back, _why in deck.pairs_of[other.id]}

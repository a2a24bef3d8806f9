"""Decks upon one another: what is added, replaced, hidden, translated, and what clashes, told where it clashes."""

from pathlib import Path

import pytest

from territoires_cli.decks import read_deck
from territoires_cli.errors import ContentError
from territoires_cli.links import check_links
from territoires_cli.models.deck import Deck
from tests.own_decks import ALONE, alone, card, extension, lay


def faults(*places: Path) -> list[str]:
    """Each problem of decks put together, with the file's name alone."""
    with pytest.raises(ContentError) as caught:
        read_deck(places)
    return [f"{Path(item.file).name}:{item.line} {item.field} : {item.message}" for item in caught.value.problems]


def test_a_deck_adds_to_the_one_it_extends(tmp_path: Path, deck: Deck) -> None:
    """Its cards stand among the others in print order, it is credited, and the plan's digest is another."""
    read = read_deck([extension(tmp_path / "val")])
    codes = [item.code for item in read.practices]
    assert codes[codes.index("E6") + 1] == "E7"
    assert len(read.practices) == len(deck.practices) + 1
    assert (read.info.id, read.info.title) == (deck.info.id, deck.info.title)
    assert [(part.id, part.author) for part in read.info.additions] == [("val", "Ville du Val")]
    assert [part.practices for part in read.info.additions] == [("vrac-mobile",)]
    assert read.unstudied == {"vrac-mobile"}
    assert read.info.version == "1.0 + val 0.1"
    assert read.digest != deck.digest
    assert not check_links(read)


def test_a_deck_that_stands_alone_holds_nothing_else(tmp_path: Path) -> None:
    """Without `extends`, the built-in cards are not there."""
    read = read_deck([alone(tmp_path / "seul")])
    assert [item.id for item in read.practices] == ["vrac"]
    assert read.info.additions == ()


def test_a_warm_deck_of_several_is_the_cold_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was put together is kept in the cache: YAML is not read again, and nothing differs."""
    places = [extension(tmp_path / "val"), extension(tmp_path / "mer", card("mer", "E8"), name="mer", title="Mer")]
    cold = read_deck(places)
    monkeypatch.setattr("territoires_cli.content.load_deck", lambda _folders: pytest.fail("YAML was read again"))
    warm = read_deck(places)
    assert (warm.digest, warm.info, warm.practices) == (cold.digest, cold.info, cold.practices)


def test_the_built_in_deck_lies_below_wherever_it_is_named(tmp_path: Path) -> None:
    """A deck that stands alone, one that extends and the built-in one make the same deck in any order."""
    from territoires_cli.places import builtin_root

    val = extension(tmp_path / "val")
    assert read_deck([val, builtin_root()]).digest == read_deck([val]).digest


def test_a_card_takes_the_place_of_another_only_where_its_deck_says_so(tmp_path: Path, deck: Deck) -> None:
    """An id that is taken is a clash at the card's own line, which names the other deck and the way out."""
    own = card("troc", "E2", title="Troc du Val")
    val = extension(tmp_path / "val", own)
    [told] = faults(val)
    assert told == (
        "E2-troc.yaml:1 id : « troc » est déjà dans « Le jeu des territoires collaboratifs » : choisissez un autre id ou, "
        "pour remplacer cette carte par la vôtre, ajoutez troc à « replaces » dans deck.yaml"
    )
    read = read_deck([extension(val, own, more="replaces: [troc]\n")])
    assert read.practice["troc"].title == "Troc du Val"
    assert read.unstudied == frozenset()
    assert [item.id for item in read.practices] == [item.id for item in deck.practices]


def test_a_card_of_another_kind_is_no_replacement(tmp_path: Path) -> None:
    """All cards share one namespace: a practice can't take the place of a city."""
    val = extension(tmp_path / "val", card("lorient", "E7"), more="replaces: [lorient]\n")
    assert faults(val)[0].startswith("E7-lorient.yaml:1 id : « lorient » est déjà une carte d’une autre sorte dans")


def test_replaced_and_hidden_names_must_exist(tmp_path: Path) -> None:
    """A slip gets the nearest name; a card that was announced and is missing is told."""
    val = extension(tmp_path / "val", more="replaces: [trocc, covoiturage]\nhides: [zzzzz, covoiturages]\n")
    assert faults(val) == [
        "deck.yaml:9 hides[1] : « zzzzz » n’existe pas dans le jeu que celui-ci complète",
        "deck.yaml:9 hides[2] : « covoiturages » n’existe pas dans le jeu que celui-ci complète ; vouliez-vous dire « covoiturage » ?",
        "deck.yaml:8 replaces[1] : « trocc » n’existe pas dans le jeu que celui-ci complète ; vouliez-vous dire « troc » ?",
        "deck.yaml:8 replaces[2] : votre jeu n’a rien du nom de « covoiturage » à mettre à la place",
    ]


def test_the_very_same_card_in_two_decks_is_no_clash(tmp_path: Path) -> None:
    """Two networks that carry one card can be used together; one word that differs is told."""
    one = extension(tmp_path / "un", name="un")
    two = extension(tmp_path / "deux", name="deux")
    assert len(read_deck([one, two]).practices) == 36
    extension(two, card(title="Vrac ambulant"), name="deux")
    assert [told.split(" :")[0] for told in faults(one, two)] == ["E7-vrac-mobile.yaml:1 id"]


def test_a_code_that_is_printed_already_gets_the_next_free_one(tmp_path: Path) -> None:
    """Two cards with one code can't lie on one table."""
    val = extension(tmp_path / "val", card(code="E3"))
    assert faults(val)[0] == (
        "E3-vrac-mobile.yaml:2 code : le code E3 est déjà celui de « repair-cafe », dans « Le jeu des territoires "
        "collaboratifs » : prenez E7"
    )


def test_families_challenges_and_sources_of_two_decks_are_joined(tmp_path: Path, deck: Deck) -> None:
    """A deck may bring its own; a letter or an id that is taken, with other words, is a clash at its line."""
    family = (
        "families:\n  - {id: commerce, code: M, title: Commerce, short_title: Commerce, description: Vendre., "
        'colour: "#1f5f99", pictogram: commerce}\n'
    )
    challenge = (
        "groups: []\nchallenges:\n  - {id: marche, group: cadre-de-vie, label: Le marché se vide, description: Peu d’étals., "
        "question: Qui viendrait ?, terms: [marché, étals, forains]}\n"
    )
    group = deck.book.groups[0].id
    files = {
        **card("vrac", "M1", family="commerce", challenge="marche"),
        "challenges.yaml": challenge.replace("cadre-de-vie", group).replace(
            "groups: []", f"groups: [{{id: {group}, title: {deck.book.groups[0].title}}}]"
        ),
        "sources.yaml": "- {id: nous, title: Nos visites, short: Nos visites, year: 2026}\n",
    }
    read = read_deck([extension(tmp_path / "val", files, more=family)])
    assert (read.family["commerce"].code, read.challenge["marche"].label) == ("M", "Le marché se vide")
    assert read.source["nous"].year == 2026
    files["sources.yaml"] = "- {id: sharitories, title: Autre, short: Autre, year: 2026}\n"
    told = faults(extension(tmp_path / "val", files, more=family.replace("code: M", "code: A")))
    assert told == [
        "sources.yaml:1 [1].id : « sharitories » est déjà, avec d’autres mots, dans un autre jeu : choisissez un autre nom",
        "deck.yaml:9 families[1].code : la lettre A est déjà celle de la famille « mobilite » : prenez-en une autre",
    ]


def test_what_is_hidden_leaves_with_all_that_spoke_of_it(tmp_path: Path, deck: Deck) -> None:
    """Pairs, strengths, links and examples of a hidden card go with it; every other link still holds."""
    read = read_deck([extension(tmp_path / "val", more="hides: [covoiturage, la-colloc, decouverte]\n")])
    assert "covoiturage" not in read.practice
    assert "la-colloc" not in read.entry
    assert "decouverte" not in read.format
    assert not check_links(read)
    assert all("covoiturage" not in pair.cards for pair in read.pairs)
    assert len(read.pairs) < len(deck.pairs)
    assert all("covoiturage" not in trouble.practices for trouble in read.troubles)


def test_a_card_that_lost_all_it_needs_is_told(tmp_path: Path, deck: Deck) -> None:
    """Hiding every practice of a model leaves it empty: the deck that hides must say what becomes of it."""
    model = deck.models[0]
    names = ", ".join(link.id for link in model.practices)
    told = faults(extension(tmp_path / "val", more=f"hides: [{names}]\n"))
    assert f"« {model.id} » n’a plus rien dans « practices »" in " ".join(told)
    assert all(line.startswith("deck.yaml:8 hides :") for line in told)


def test_a_hidden_name_may_be_used_again(tmp_path: Path) -> None:
    """A deck that hides a card may tell another one under its name."""
    read = read_deck([extension(tmp_path / "val", card("troc", "E2", title="Troc du Val"), more="hides: [troc]\n")])
    assert read.practice["troc"].title == "Troc du Val"


def test_texts_are_translated_by_id(tmp_path: Path, deck: Deck) -> None:
    """Named fields get their new texts, lists whole or item by item; the rest and every link stay."""
    texts = {
        "texts/covoiturage.yaml": (
            "title: Car sharing\nfirst_steps: [Count trips., ~, Name somebody.]\n"
            "challenges:\n  mobilite: {why: Cars become transport.}\nbenefits: {citizens: [Cheaper., Work., Neighbours.]}\n"
        ),
        "texts/deck.yaml": "title: The deck\nfamilies:\n  mobilite: {title: Shared mobility}\n",
        "texts/challenges.yaml": "challenges:\n  mobilite: {label: No car no job}\n",
        "texts/sharitories.yaml": "title: The workshop\n",
    }
    read = read_deck([extension(tmp_path / "en", texts, name="en", title="English", more="language: en\n")])
    old, new = deck.practice["covoiturage"], read.practice["covoiturage"]
    assert (new.title, new.summary) == ("Car sharing", old.summary)
    assert new.first_steps == ("Count trips.", old.first_steps[1], "Name somebody.")
    assert new.challenges[0].why == "Cars become transport."
    assert new.challenges[1:] == old.challenges[1:]
    assert (read.info.title, read.info.language) == ("The deck", "en")
    assert read.family["mobilite"].title == "Shared mobility"
    assert read.challenge["mobilite"].label == "No car no job"
    assert read.format["sharitories"].title == "The workshop"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("titre: x\n", "covoiturage.yaml:1 titre : la carte n’a pas ce champ ; vouliez-vous dire « title » ?"),
        ("xyzzy: x\n", "covoiturage.yaml:1 xyzzy : la carte n’a pas ce champ"),
        ("code: Z1\n", "covoiturage.yaml:1 code : ce champ ne se traduit pas : ôtez-le d’ici"),
        (
            "first_steps: [un]\n",
            "covoiturage.yaml:1 first_steps : la carte a 3 éléments ici : écrivez-en autant, ou ~ pour en garder un",
        ),
        ("title: [un]\n", "covoiturage.yaml:1 title : la carte a ici autre chose qu’un texte à traduire"),
        (
            "challenges: {jeunes: {why: x}}\n",
            "covoiturage.yaml:1 challenges.jeunes : « jeunes » n’est pas dans cette liste de la carte",
        ),
        ('title: ""\n', "covoiturage.yaml:1 title : ce texte est vide : écrivez-le, ou retirez cette ligne"),
        ("- un\n", "covoiturage.yaml:1  : ce fichier doit contenir des champs « nom : valeur »"),
    ],
)
def test_a_translation_that_does_not_fit_is_told_at_its_line(tmp_path: Path, text: str, message: str) -> None:
    """Each mistake with its file, line and field."""
    assert faults(extension(tmp_path / "en", {"texts/covoiturage.yaml": text}, name="en")) == [message]


def test_a_translation_of_nothing_is_told(tmp_path: Path) -> None:
    """A file whose name is no card gets the nearest one; one whose name is no id at all is told what it should be."""
    told = faults(extension(tmp_path / "en", {"texts/covoiturag.yaml": "title: x\n", "texts/A B.yaml": "title: x\n"}))
    assert told == [
        "A B.yaml:1  : ce fichier doit porter l’id de la carte qu’il traduit, comme covoiturage.yaml",
        "covoiturag.yaml:1  : « covoiturag » n’existe pas dans le jeu que celui-ci complète ; vouliez-vous dire « covoiturage » ?",
    ]


def test_words_to_search_by_may_be_more_or_fewer_in_another_language(tmp_path: Path) -> None:
    """Situations and aliases are replaced whole."""
    val = extension(tmp_path / "en", {"texts/covoiturage.yaml": "situations: [no car]\naliases: [car pool]\n"})
    card_ = read_deck([val]).practice["covoiturage"]
    assert (card_.situations, card_.aliases) == (("no car",), ("car pool",))


def test_a_deck_below_nothing_has_nothing_to_change(tmp_path: Path) -> None:
    """`replaces`, `hides` and texts only make sense upon another deck."""
    seul = alone(tmp_path / "seul")
    lay(seul, {"deck.yaml": ALONE + "hides: [vrac]\nreplaces: [vrac]\n", "texts/vrac.yaml": "title: x\n"})
    lines = [told.split(" : ") for told in faults(seul)]
    assert [line[0] for line in lines] == ["deck.yaml:17 replaces", "deck.yaml:16 hides", "vrac.yaml:1 "]
    assert {line[1] for line in lines} == {"ce jeu n’en complète aucun"}


def test_a_deck_may_extend_another_that_is_given(tmp_path: Path) -> None:
    """The order of names doesn't matter; a deck that isn't given is told at the line that names it."""
    seul = alone(tmp_path / "seul")
    own = card("halle", "M2", title="Halle", family="commerce", challenge="services")
    plus = extension(tmp_path / "plus", own, name="plus")
    lay(
        plus,
        {"deck.yaml": (plus / "deck.yaml").read_text(encoding="utf-8").replace("territoires-collaboratifs", "seul")},
    )
    for places in ([seul, plus], [plus, seul]):
        assert [item.code for item in read_deck(places).practices] == ["M1", "M2"]
    assert faults(plus)[0].startswith(
        "deck.yaml:7 extends : le jeu « seul » n’est pas là : donnez-le aussi, avec --deck"
    )


def test_two_decks_that_extend_each_other_are_read(tmp_path: Path) -> None:
    """A circle has no bottom: the first one given lies below."""
    places = []
    for name, other in (("un", "deux"), ("deux", "un")):
        place = extension(tmp_path / name, card(f"carte-{name}", "E8" if name == "un" else "E9"), name=name)
        text = (place / "deck.yaml").read_text(encoding="utf-8").replace("territoires-collaboratifs", other)
        places.append(lay(place, {"deck.yaml": text}))
    assert any("reemploi" in line for line in faults(*places))


def test_what_decks_are_completed_by_is_never_written_by_hand(tmp_path: Path) -> None:
    """`additions` are found when decks are put together."""
    more = "additions: [{id: x, title: x, version: x, licence: x}]\n"
    assert faults(extension(tmp_path / "val", more=more)) == [
        "deck.yaml:8 additions : ce champ se remplit tout seul : ôtez-le d’ici"
    ]


def test_a_card_of_two_faces_goes_everywhere(tmp_path: Path, deck: Deck) -> None:
    """A card without example, source, benefits or situation is matched, dealt, planned and printed like any other."""
    from territoires_cli.documents.card import card_blocks, short_card_blocks
    from territoires_cli.faces import back_of
    from territoires_cli.matching import match_city
    from territoires_cli.models.city import City

    read = read_deck([extension(tmp_path / "val")])
    own = read.practice["vrac-mobile"]
    matching = match_city(read, City(id="ici", name="Ici", challenges=({"id": "services-proximite"},)))
    assert matching.of("vrac-mobile").parts["size"] == 1
    assert card_blocks(own, read, 1)
    assert short_card_blocks(own, read, 1, [1])
    back = back_of(own, read.source, read.entry)
    assert (back.example, back.source) == ("À écrire : qui le fait déjà, où, depuis quand ?", "Source : non précisée")


def test_a_deck_does_not_extend_itself(tmp_path: Path) -> None:
    """The line that says so is the one that is told, and not all that it leaves without a family."""
    val = extension(tmp_path / "val")
    text = (val / "deck.yaml").read_text(encoding="utf-8")
    lay(val, {"deck.yaml": text.replace("extends: territoires-collaboratifs", "extends: val")})
    assert faults(val)[0] == (
        "deck.yaml:7 extends : un jeu ne se complète pas lui-même : écrivez territoires-collaboratifs"
    )


def test_two_decks_that_replace_one_card_are_told(tmp_path: Path) -> None:
    """The last one wins, and `check` says which; it is no error."""
    from territoires_cli.inspecting import inspect

    more = "replaces: [troc]\n"
    one = extension(tmp_path / "un", card("troc", "E2", title="Un troc"), name="un", title="Un", more=more)
    two = extension(tmp_path / "deux", card("troc", "E2", title="Deux trocs"), name="deux", title="Deux", more=more)
    assert read_deck([one, two]).practice["troc"].title == "Deux trocs"
    told = [problem for problem in inspect([one, two]).problems if "l’emporte" in problem.message]
    assert [(Path(item.file).parents[1].name, item.severity) for item in told] == [("deux", "warning")]


def test_two_decks_of_one_name_are_told(tmp_path: Path) -> None:
    """Nobody could tell them apart; and a deck bears no name of a device."""
    one, two = extension(tmp_path / "un"), extension(tmp_path / "deux", card("mer", "E8"))
    assert faults(one, two)[0].startswith("deck.yaml:2 id : un autre jeu porte déjà ce nom")
    assert "appareil" in faults(extension(tmp_path / "trois", name="aux"))[0]


def test_a_deck_without_formats_is_lent_the_built_in_ones(tmp_path: Path, deck: Deck) -> None:
    """A whole deck can be planned with at once; one that has a format keeps to its own."""
    read = read_deck([alone(tmp_path / "seul")])
    assert list(read.format) == list(deck.format)
    assert not check_links(read)


def test_a_deck_without_words_is_lent_what_people_say(tmp_path: Path, deck: Deck) -> None:
    """A whole deck in French understands « bagnole » and small talk; of the troubles, those of its own challenges stay."""
    folder = alone(tmp_path / "seul")
    for file in folder.rglob("*.yaml"):
        file.write_text(file.read_text(encoding="utf-8").replace("id: services", "id: numerique"), encoding="utf-8")
    read = read_deck([folder])
    assert read.lexicon == deck.lexicon
    own = {challenge.id for challenge in read.book.challenges}
    assert read.troubles
    assert all(not item.practices and not item.actions and set(item.challenges) <= own for item in read.troubles)
    assert {item.id for item in read.troubles} == {item.id for item in deck.troubles if own & set(item.challenges)}


@pytest.mark.parametrize("more", ["language", "lexicon"])
def test_a_deck_with_words_of_its_own_keeps_to_them(tmp_path: Path, more: str) -> None:
    """So does one in another language, whose words are not these."""
    folder = alone(tmp_path / "seul")
    if more == "language":
        info = folder / "deck.yaml"
        info.write_text(info.read_text(encoding="utf-8") + "language: de\n", encoding="utf-8")
    else:
        (folder / "lexicon.yaml").write_text("traps: [en train de]\n", encoding="utf-8")
    read = read_deck([folder])
    assert read.lexicon.traps == (("en train de",) if more == "lexicon" else ())
    assert read.troubles == ()


def test_a_fault_in_a_joined_list_is_told_in_the_deck_that_wrote_it(tmp_path: Path) -> None:
    """A challenge that the upper deck adds to the book stands in its own file, two decks above the built-in one too."""
    book = (
        "groups: []\nchallenges:\n  - {id: fuite, group: zzz, label: Fuites, description: L’eau se perd., "
        "question: Que faire ?, terms: [fuite, eau perdue, tuyau percé]}\n"
    )
    val = extension(tmp_path / "val")
    (val / "challenges.yaml").write_text(book, encoding="utf-8")
    mer = extension(tmp_path / "mer", card("mer", "E8"), name="mer", title="Mer")
    for decks in ([val], [val, mer], [mer, val]):
        [told] = faults(*decks)
        assert told.startswith("challenges.yaml:3 challenges[1].group : « zzz » n’existe pas dans ce jeu")
        with pytest.raises(ContentError) as caught:
            read_deck(decks)
        assert Path(caught.value.problems[0].file).parent == val

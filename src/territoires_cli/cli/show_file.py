"""`territoires show -o`: practice cards as they are printed, front and back; cards of other kinds as their document."""

from pathlib import Path

from territoires_cli.cli.files import document_kinds, read_target, save_bytes, save_document
from territoires_cli.documents.show import show_document
from territoires_cli.errors import RequestError, TerritoiresError
from territoires_cli.models.cards import PracticeCard
from territoires_cli.models.deck import Deck
from territoires_cli.models.index import Entry
from territoires_cli.translation import gettext as _
from territoires_cli.ui.output import say


def save_cards(output: str, entries: list[Entry], deck: Deck, roots: list[str], *, force: bool) -> None:
    """Write the cards in the format of the suffix. Raises RequestError or TerritoiresError."""
    target = read_target(output, {**document_kinds(), ".png": _("une image de la carte")})
    assert target is not None
    suffix = target.suffix.lower()
    practices = [deck.practice[entry.id] for entry in entries if entry.kind == "practice"]
    are_printed = len(practices) == len(entries)
    if suffix == ".png":
        if len(entries) > 1 or not are_printed:
            raise RequestError(
                _(
                    "Une image montre une seule carte de pratique : pour plusieurs cartes, ou une autre sorte, écrivez un .pdf."
                )
            )
        _save_pictures(target, deck, practices[0], force=force)
    elif suffix == ".pdf" and are_printed:
        from territoires_cli.render.cut_cards import card_pages

        title = practices[0].title if len(practices) == 1 else deck.info.title
        rendered = card_pages(deck, practices, title)
        for remark in rendered.remarks:
            say(remark)
        save_bytes(target, rendered.content, force=force)
        _tell_overflows(deck, practices)
    else:
        save_document(target, show_document(entries, deck, roots), force=force)


def _save_pictures(target: Path, deck: Deck, card: PracticeCard, *, force: bool) -> None:
    """The front under the name given, the back under the same name with « -verso »; neither where one is there."""
    from territoires_cli.render.cut_cards import card_pictures

    back = target.with_name(f"{target.stem}-verso{target.suffix}")
    if back.exists() and not force:
        raise TerritoiresError(
            _(
                "Le fichier « {path} » existe déjà : choisissez un autre nom, ou ajoutez --force pour le remplacer."
            ).format(path=back)
        )
    [(front_picture, back_picture)] = card_pictures(deck, [card])
    save_bytes(target, front_picture, force=force)
    save_bytes(back, back_picture, force=force)
    _tell_overflows(deck, [card])


def _tell_overflows(deck: Deck, cards: list[PracticeCard]) -> None:
    """Say which faces don't hold, so that nobody prints them unseen."""
    from territoires_cli.render.cut_cards import find_overflows

    faces = {"front": _("le recto"), "back": _("le verso")}
    for overflow in find_overflows(deck, cards, "a6"):
        card = deck.practice[overflow.card]
        say(
            _("{code} {title} : {face} déborde ; raccourcissez ses textes, puis refaites le fichier.").format(
                code=card.code, title=card.title, face=faces[overflow.face]
            )
        )

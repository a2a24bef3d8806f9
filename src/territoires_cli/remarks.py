"""What a YAML parser says in English, in words for somebody who writes a card. Pure."""

from territoires_cli.translation import gettext as _


def explain_remark(remark: str) -> str:
    """What a parser's English remark means for somebody who writes a card."""
    for sign, meaning in (
        ("tab character", _("une tabulation sert de retrait : remplacez-la par des espaces")),
        ("'\\t'", _("une tabulation sert de retrait : remplacez-la par des espaces")),
        (
            "mapping values are not allowed",
            _('un « : » se trouve dans un texte : mettez ce texte entre guillemets droits (")'),
        ),
        ("could not find expected ':'", _("il manque « : » après un nom de champ, ou un guillemet de fermeture")),
        ("unexpected end of stream", _("un guillemet ouvert n’est jamais refermé : ajoutez-le à la fin de ce texte")),
        (
            "expected key",
            _("cette ligne ne continue pas la précédente : vérifiez son retrait, et les guillemets au-dessus d’elle"),
        ),
        (
            "expected '-' indicator",
            _("le retrait de cette ligne ne correspond pas à celui des tirets voisins : alignez-la sur eux"),
        ),
        ("expected ',' or", _("il manque une virgule, ou un signe } ou ] qui ferme")),
        (
            "cannot start any token",
            _('ce caractère ne peut pas commencer un texte : mettez le texte entre guillemets droits (")'),
        ),
        ("<document start>", _("cette ligne ne s’accorde pas avec le début du fichier : alignez-les")),
        ("escape character", _("entre guillemets droits, \\ est un signe spécial : écrivez \\\\, ou écrivez /")),
    ):
        if sign in remark:
            return meaning
    return _("cette ligne ne se lit pas : comparez-la avec la même ligne dans une autre carte")

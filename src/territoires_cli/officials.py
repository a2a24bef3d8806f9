"""Who is an elected official, from the words for what people do. Pure."""

import re

from territoires_cli.names import fold

# Mandates by election, folded; « conseiller » alone is a job, with its council it is a mandate.
_MANDATE = re.compile(
    r"\b(maire(sse)?|adjointe?( au maire| a la maire)?|elue?s?|deput[e]e?|senat(eur|rice)"
    r"|conseill(er|ere)s? (municipal|municipale|communautaire|departemental|departementale|regional|regionale|metropolitain|metropolitaine|d arrondissement)"
    r"|(vice )?president(e)? (du conseil|de la communaute|de l agglo\w*|de la metropole|du departement|de la region|de l intercommunalite|du syndicat)\b.*)\b"
)
# Who works beside them, or was one: « directeur de cabinet du maire », « ancien maire », « secrétaire de mairie ».
_BESIDE = re.compile(
    r"\b(ancien(ne)?|ex|cabinet|secretaires?|assistante?s?|collaborat(eur|rice)|directeur|directrice|charge(e)?|agent|"
    r"suppleante?|epou(x|se)|adjointe? (administrati(f|ve)|technique|d animation|du patrimoine|de direction|au directeur|a la directrice))\b"
)


def is_elected(role: str) -> bool:
    """Whether these words name a mandate by election: « 2e adjointe », « conseiller départemental », not « conseiller numérique »."""
    words = fold(role)
    return bool(_MANDATE.search(words)) and not _BESIDE.search(words)

"""The user's own settings: one YAML file in the platform's place for configuration, read when a paper needs it."""

import os
from pathlib import Path

from territoires_cli.models.settings import Settings
from territoires_cli.translation import gettext as _

FILE = "config.yaml"
TEMPLATE = _(
    """# Réglages de territoires : ce qui s’imprime sur vos invitations et vos feuilles d’émargement.
# Retirez le signe # au début d’une ligne, et écrivez vos mots à la place des exemples, entre guillemets.
schema: 1
# organiser: "Ville de Lorient, service participation"
# facilitator: "Association Les Communs"
privacy:
  # Qui garde les noms, et à qui écrire pour les consulter, les corriger ou les faire effacer.
  # controller: "Ville de Lorient, hôtel de ville, 56100 Lorient"
  # contact: "donnees@ville.example"
  # Pourquoi ces données sont demandées, qui les voit, combien de temps elles sont gardées.
  # purpose: "organiser l’atelier et répondre aux personnes qui y participent"
  # seen_by: "l’équipe d’animation et le service participation"
  # kept_for: "trois mois après la réponse aux participants"
  # Des photographies seront-elles prises ? (true ou false) L’accord est alors demandé à part.
  photographs: true
"""
)


def settings_path() -> Path:
    """Where the settings are kept: TERRITOIRES_CONFIG, or the platform's own place."""
    chosen = os.environ.get("TERRITOIRES_CONFIG")
    if chosen:
        return Path(chosen)
    from platformdirs import user_config_path

    return user_config_path("territoires-cli", appauthor=False) / FILE


def read_settings() -> Settings:
    """The settings of this user; none where there is no file. Raises ContentError with every problem in it."""
    path = settings_path()
    if not path.is_file():
        return Settings.model_validate({"schema": 1})
    from territoires_cli.errors import ContentError
    from territoires_cli.reading import Reader

    reader = Reader()
    settings = reader.one(path, Settings)
    if settings is None:
        raise ContentError(reader.problems)
    return settings

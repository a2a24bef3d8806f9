"""The French words of workshop formats, their steps, and the activities that they may call."""

from territoires_cli.translation import gettext as _


def format_fields() -> dict[str, tuple[str, str, dict[str, str]]]:
    """Model → title, sentence, sentence of each field."""
    return _format() | _step() | _numbers()


def _format() -> dict[str, tuple[str, str, dict[str, str]]]:
    return {
        "WorkshopFormat": (
            _("Format d’atelier"),
            _("Une façon de jouer les cartes : pour qui, autour de combien de tables, étape par étape."),
            {
                "id": _("Le nom du format, à donner à --format : des minuscules sans accent et des tirets."),
                "title": _("Le titre du format, comme il s’imprime."),
                "summary": _("Le format en une ou deux phrases."),
                "result": _("Ce que les personnes ont en main à la fin."),
                "audience": _("Pour qui."),
                "aims": _("À quoi il sert, un but au moins."),
                "start": _('L’heure habituelle du début, entre guillemets : "09:00".'),
                "doors": _("Combien de minutes avant le début les portes s’ouvrent."),
                "participants": _("Le nombre habituel de personnes."),
                "tables": _("Combien de personnes par table, et combien de tables."),
                "hands": _("Combien de cartes chaque table reçoit."),
                "stops": _("Combien de lieux une marche visite ; rien pour une salle."),
                "series": _("Le rang de cette rencontre dans une série ; rien pour une rencontre seule."),
                "room": _("Comment la salle se prépare, une phrase par chose à faire."),
                "before": _("Ce qui se fait dans les jours d’avant."),
                "after": _("Ce qui se fait dans les jours d’après."),
                "materials": _("Ce qu’il faut apporter pour toute la durée."),
                "steps": _("Les étapes dans l’ordre, trois au moins."),
                "sources": _("D’où vient cette façon de faire."),
            },
        ),
        "TableRules": (
            _("Tables"),
            _("Combien de personnes par table, combien de tables, combien d’animateurs."),
            {
                "size": _("Le nombre de personnes par table."),
                "count": _("Le nombre de tables."),
                "per_facilitator": _("Combien de tables une personne qui anime peut suivre."),
                "least_facilitators": _("Le nombre de personnes qui animent, même pour une seule table."),
            },
        ),
        "HandRules": (
            _("Mains de cartes"),
            _("Ce que chaque table reçoit."),
            {
                "size": _("Le nombre de cartes par table."),
                "strengths": _("Combien d’entre elles, au plus, montrent une pratique déjà là."),
                "wildcards": _("Combien d’entre elles, au plus, sont tirées au sort."),
                "actions": _("Combien de fiches action s’y ajoutent."),
            },
        ),
        "Series": (
            _("Série de rencontres"),
            _("Une rencontre parmi plusieurs, chacune partant de la récolte de la précédente."),
            {
                "id": _("Le nom de la série."),
                "number": _("Le rang de cette rencontre."),
                "of": _("Le nombre de rencontres."),
            },
        ),
        "Activity": (
            _("Activité"),
            _("Une mise en route ou une fin que tout format peut appeler."),
            {
                "id": _("Le nom de l’activité, à donner à --warm-up ou à --closing."),
                "title": _("Son titre, comme il s’imprime."),
                "use": _("Quand elle se place."),
                "minutes": _("Sa durée en minutes."),
                "grouping": _("Comment les personnes sont réunies."),
                "energy": _("Si l’on reste assis ou si l’on bouge."),
                "purpose": _("À quoi elle sert, en une phrase."),
                "say": _("Ce que dit la personne qui anime, phrase par phrase."),
                "do": _("Ce qu’elle fait, geste par geste."),
                "participants": _("Ce que font les personnes."),
                "watch": _("Ce qui peut arriver, et quoi faire alors."),
                "materials": _("Ce qu’il faut apporter pour elle."),
                "people": _("Pour combien de personnes elle convient."),
                "not_for": _("Les formats où elle ne va pas, par leur nom (id)."),
            },
        ),
    }


def _step() -> dict[str, tuple[str, str, dict[str, str]]]:
    return {
        "Step": (
            _("Étape"),
            _("Une étape d’un format : pourquoi, ce qui se dit, ce qui se fait, avec quoi."),
            {
                "id": _("Le nom de l’étape dans ce format : des minuscules sans accent et des tirets."),
                "title": _("Le titre de l’étape, comme il s’imprime."),
                "kind": _("La sorte d’étape."),
                "phase": _("Le moment de l’atelier auquel elle appartient."),
                "minutes": _("Sa durée en minutes."),
                "drop_order": _("Son rang parmi les étapes qui sautent quand le temps manque : 1 saute la première ; sans rang, elle reste."),
                "tables": _("Pour combien de tables elle existe ; sans lui, toujours."),
                "grouping": _("Comment les personnes sont réunies."),
                "energy": _("Si l’on reste assis ou si l’on bouge."),
                "purpose": _("À quoi elle sert, en une phrase."),
                "say": _("Ce que dit la personne qui anime, phrase par phrase ; {end} y devient l’heure de la fin."),
                "do": _("Ce qu’elle fait, geste par geste."),
                "participants": _("Ce que font les personnes."),
                "watch": _("Ce qui peut arriver, et quoi faire alors."),
                "if_dropped": _("Quoi dire ou faire si cette étape saute."),
                "materials": _("Ce qu’il faut apporter pour elle."),
                "takes": _("Ce qu’elle reprend des étapes d’avant."),
                "gives": _("Ce qu’elle laisse aux étapes d’après."),
            },
        ),
        "Material": (
            _("Matériel"),
            _("Une chose à apporter, et combien."),
            {
                "item": _("La chose, au pluriel s’il y en a d’ordinaire plusieurs."),
                "one": _("La même chose au singulier, si le mot change."),
                "counted": _("false pour ce qui ne se compte pas, comme une collation."),
                "quantity": _("Combien, pour chaque « per »."),
                "per": _("Pour qui ou pour quoi il en faut autant."),
                "note": _("Une précision en une phrase."),
            },
        ),
    }  # fmt: skip


def _numbers() -> dict[str, tuple[str, str, dict[str, str]]]:
    return {
        "Minutes": (
            _("Durée"),
            _("La durée d’une étape, en minutes."),
            {
                "min": _("La durée la plus courte, en minutes."),
                "ideal": _("La durée voulue, en minutes."),
                "max": _("La durée la plus longue, en minutes."),
                "tight": _("Ce qui en reste quand le format se joue dans sa version courte."),
                "per": _("Si ces minutes valent en tout, par table ou par personne."),
            },
        ),
        "TargetRange": (
            _("Nombre visé"),
            _("Un nombre entre deux bornes."),
            {
                "min": _("Le plus petit nombre possible."),
                "ideal": _("Le nombre voulu."),
                "max": _("Le plus grand nombre possible."),
            },
        ),
        "Range": (
            _("Bornes"),
            _("Un plus petit et un plus grand nombre ; ce qui manque n’a pas de borne."),
            {"min": _("Le plus petit nombre admis."), "max": _("Le plus grand nombre admis.")},
        ),
    }

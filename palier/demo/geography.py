"""Where the sector is: the 19 communes as they are, and companies, neighbourhoods and streets that are nowhere."""

from dataclasses import dataclass

from palier.registry.housing import rules


@dataclass(frozen=True)
class Commune:
    """A commune as it is, and how many of the 77 neighbourhoods it is given."""

    nis: str
    fr: str
    nl: str
    postcodes: tuple[str, ...]
    neighbourhoods: int


# In the order of the NIS codes.
_GIVEN = (8, 3, 2, 13, 3, 4, 4, 2, 4, 3, 2, 8, 3, 2, 6, 3, 3, 3, 1)
COMMUNES = tuple(
    Commune(one.nis, one.fr, one.nl, one.own_postcodes, given)
    for one, given in zip(rules.COMMUNES, _GIVEN, strict=True)
)


@dataclass(frozen=True)
class CompanyName:
    """A company that does not exist: address word, names, share of the sector's dwellings, share of Dutch at work."""

    slug: str
    fr: str
    nl: str
    weight: float
    dutch: float


COMPANIES = (
    CompanyName("logis-exemple", "Les Logis Exemple", "De Voorbeeldwoningen", 11.0, 0.34),
    CompanyName("foyer-modele", "Le Foyer Modèle", "De Modelhaard", 8.0, 0.2),
    CompanyName("toit-fictif", "Le Toit Fictif", "Het Fictieve Dak", 7.0, 0.3),
    CompanyName("habitat-specimen", "L’Habitat Spécimen", "De Specimenwoningen", 7.5, 0.2),
    CompanyName("maison-temoin", "La Maison Témoin", "Het Kijkhuis", 7.0, 0.2),
    CompanyName("paliers-imaginaires", "Les Paliers Imaginaires", "De Denkbeeldige Overlopen", 6.5, 0.2),
    CompanyName("logement-essai", "Le Logement d’Essai", "De Proefwoning", 6.5, 0.4),
    CompanyName("demeures-papier", "Les Demeures de Papier", "De Papieren Huizen", 6.0, 0.2),
    CompanyName("alliance-prototype", "L’Alliance Prototype", "De Prototype-Alliantie", 6.0, 0.2),
    CompanyName("clos-maquette", "Le Clos Maquette", "De Maquettegaarde", 5.5, 0.2),
    CompanyName("brouillon-cooperatif", "Le Brouillon Coopératif", "De Kladcoöperatie", 5.5, 0.2),
    CompanyName("esquisse-sociale", "L’Esquisse Sociale", "De Sociale Schets", 5.5, 0.5),
    CompanyName("canevas", "Le Canevas", "Het Stramien", 5.0, 0.2),
    CompanyName("habitations-gabarit", "Les Habitations Gabarit", "De Sjabloonwoningen", 4.5, 0.2),
    CompanyName("epure", "L’Épure Bruxelloise", "Het Brusselse Ontwerp", 4.5, 0.3),
    CompanyName("echantillon", "L’Échantillon", "Het Staal", 4.0, 0.2),
)

# 7 kinds of place x 11 things on a desk: 77 neighbourhoods.
_KINDS = (
    ("Cité", "wijk"),
    ("Clos", "gaarde"),
    ("Plateau", "hoogte"),
    ("Jardins", "tuinen"),
    ("Square", "plein"),
    ("Val", "dal"),
    ("Rives", "oevers"),
)
_THINGS = (
    ("du Crayon", "Potlood"),
    ("de la Gomme", "Gom"),
    ("de l’Équerre", "Winkelhaak"),
    ("du Compas", "Passer"),
    ("du Buvard", "Vloei"),
    ("de l’Encrier", "Inktpot"),
    ("de la Plume", "Pennen"),
    ("du Carnet", "Schrift"),
    ("de la Règle", "Liniaal"),
    ("du Papier", "Papier"),
    ("de l’Agrafe", "Nietjes"),
)
NEIGHBOURHOODS = tuple((f"{kind} {thing}", f"{ding}{soort}") for thing, ding in _THINGS for kind, soort in _KINDS)

_WAYS = (
    ("rue", "straat"),
    ("avenue", "laan"),
    ("drève", "dreef"),
    ("square", "plein"),
    ("chemin", "weg"),
    ("clos", "gaarde"),
)
_NOUNS = (
    ("du Brouillon", "Klad"),
    ("du Modèle", "Model"),
    ("de l’Exemple", "Voorbeeld"),
    ("du Spécimen", "Specimen"),
    ("du Canevas", "Stramien"),
    ("de la Maquette", "Maquette"),
    ("de l’Esquisse", "Schets"),
    ("du Gabarit", "Sjabloon"),
    ("du Prototype", "Prototype"),
    ("de l’Essai", "Proef"),
    ("de la Fiction", "Fictie"),
    ("de la Marge", "Kantlijn"),
    ("de la Parenthèse", "Haakjes"),
    ("du Guillemet", "Aanhalings"),
    ("de la Virgule", "Komma"),
    ("du Trait d’Union", "Koppelteken"),
    ("de la Majuscule", "Hoofdletter"),
    ("de l’Ellipse", "Ellips"),
    ("de la Légende", "Legende"),
    ("du Chapitre", "Hoofdstuk"),
    ("de l’Alinéa", "Alinea"),
    ("de l’Astérisque", "Sterretjes"),
    ("du Calque", "Kalkpapier"),
    ("de la Rature", "Doorhaling"),
    ("du Paraphe", "Paraaf"),
    ("de l’Accolade", "Accolade"),
)
STREETS = tuple((f"{way} {noun}", f"{naam}{weg}") for noun, naam in _NOUNS for way, weg in _WAYS)


def communes_of_neighbourhoods() -> list[Commune]:
    """The commune of each of the 77, dealt so that neighbours in the list lie in different communes."""
    left = {commune.nis: commune.neighbourhoods for commune in COMMUNES}
    dealt: list[Commune] = []
    while any(left.values()):
        for commune in COMMUNES:
            if left[commune.nis]:
                left[commune.nis] -= 1
                dealt.append(commune)
    return dealt

"""Names of nobody: each family name holds a word that says *example*, joined so that a list still reads like a list."""

from dataclasses import dataclass

from palier.demo.dice import Dice

SAYS_EXAMPLE = (
    "Exemple",
    "Modèle",
    "Spécimen",
    "Fictif",
    "Démonstration",
    "Brouillon",
    "Canevas",
    "Gabarit",
    "Maquette",
    "Prototype",
    "Échantillon",
    "Essai",
    "Esquisse",
    "Croquis",
    "Témoin",
    "Imaginaire",
    "Voorbeeld",
    "Proef",
    "Staal",
    "Schets",
    "Stramien",
    "Sjabloon",
    "Kladboek",
    "Ontwerp",
    "Fictie",
    "Denkbeeld",
    "Maquet",
)
BEFORE = ("Van ", "De ", "El ", "Ben ", "Da ", "Al ", "Ter ", "Abou ")
AFTER = (
    "Tilleul",
    "Noisetier",
    "Bouleau",
    "Colline",
    "Rivière",
    "Fontaine",
    "Lavoir",
    "Moulin",
    "Verger",
    "Clairière",
    "Linde",
    "Berk",
    "Heuvel",
    "Beek",
    "Molen",
    "Boomgaard",
    "Weide",
    "Hazelaar",
    "Bron",
    "Duin",
    "Çınar",
    "Dağ",
    "Zeytoun",
    "Nakhla",
    "Oliveira",
    "Rocha",
    "Pădure",
    "Izvor",
    "Brzoza",
    "Mbuyu",
)


def heard(name: str) -> str:
    """The same name as somebody writes it who only heard it: joined, and with the letter one does not hear."""
    plain = name.replace(" ", "").capitalize()
    return plain.replace("è", "ai").replace("ph", "f") if plain != name else f"{name}e"


@dataclass(frozen=True)
class Origin:
    """Where a family's first names and languages come from. Weights follow what Brussels speaks."""

    weight: float
    women: tuple[str, ...]
    men: tuple[str, ...]
    spoken: tuple[str, ...]


ORIGINS = (
    Origin(
        26,
        ("Chantal", "Monique", "Sophie", "Julie", "Nathalie", "Zoé", "Camille", "Josette", "Martine", "Élise"),
        ("Luc", "Pierre", "Michel", "Hugo", "Nicolas", "Jean", "Bernard", "Théo", "Marcel", "Gaspard"),
        ("fr",),
    ),
    Origin(
        8,
        ("Greet", "Lieve", "Hilde", "Emma", "Noor", "Marleen", "An", "Femke"),
        ("Bart", "Dirk", "Joris", "Wout", "Luk", "Stijn", "Koen", "Jef"),
        ("nl", "fr"),
    ),
    Origin(
        24,
        ("Amina", "Fatima", "Khadija", "Salma", "Naïma", "Hafsa", "Rachida", "Ikram", "Samira", "Yasmine"),
        ("Mohamed", "Youssef", "Karim", "Hassan", "Bilal", "Omar", "Rachid", "Anas", "Driss", "Ilyas"),
        ("ary", "fr"),
    ),
    Origin(4, ("Tamimunt", "Mimount", "Louiza"), ("Mimoun", "Amar", "Idir"), ("rif", "fr")),
    Origin(
        8, ("Ayşe", "Elif", "Zeynep", "Fatma", "Defne"), ("Mehmet", "Emre", "Yusuf", "Murat", "Deniz"), ("tr", "fr")
    ),
    Origin(
        8,
        ("Grâce", "Divine", "Mireille", "Aminata", "Fatou", "Béatrice"),
        ("Patrick", "Dieudonné", "Moussa", "Amadou", "Fidèle", "Christian"),
        ("ln", "fr"),
    ),
    Origin(4, ("Carmen", "Lucía", "Pilar"), ("Javier", "Manuel", "Diego"), ("es", "fr")),
    Origin(4, ("Maria", "Inês", "Fernanda"), ("João", "Rui", "Tiago"), ("pt", "fr")),
    Origin(4, ("Ioana", "Elena", "Mihaela"), ("Andrei", "Ion", "Florin"), ("ro",)),
    Origin(3, ("Zofia", "Agnieszka"), ("Piotr", "Tomasz"), ("pl",)),
    Origin(3, ("Rojin", "Hêlîn"), ("Baran", "Azad"), ("ku", "tr")),
    Origin(2, ("Parwin", "Freshta"), ("Omid", "Farid"), ("prs",)),
    Origin(2, ("Selam", "Hiwet"), ("Tesfay", "Yonas"), ("ti", "en")),
)
_WEIGHTED = [(origin, origin.weight) for origin in ORIGINS]


def origin(dice: Dice) -> Origin:
    """Where a family comes from."""
    return dice.weighted(_WEIGHTED)


def family_name(dice: Dice) -> str:
    """A family name that can belong to nobody."""
    word = dice.pick(SAYS_EXAMPLE)
    form = dice.between(0, 9)
    if form < 2:
        return dice.pick(BEFORE) + word
    if form < 9:
        return f"{word}-{dice.pick(AFTER)}"
    return f"{word} {dice.pick(BEFORE)}{dice.pick(AFTER)}"


def first_name(dice: Dice, family: Origin, sex: str) -> str:
    """A first name of that origin."""
    names = family.women if sex == "f" else family.men if sex == "m" else family.women + family.men
    return dice.pick(names)


def landline(number: int) -> str:
    """A Brussels number that cannot be given out: no subscriber number begins with 0."""
    return f"+3220{number % 1_000_000:06d}"


def mobile(number: int) -> str:
    """A mobile number that cannot be given out: no operator has 0400."""
    return f"+32400{number % 1_000_000:06d}"


_NO_CHECK = ("00", "98", "99")


def national_number(year: int, count: int) -> str:
    """Eleven digits that can never be a national number or a BIS number.

    The month is 99: months run from 00 to 12, plus 20 or 40 for BIS. And the check digits are 00: they are 97 less a
    remainder of a division by 97, so they run from 01 to 97; 98 and 99 serve the same way. Either alone is enough.
    """
    return f"{year % 100:02d}99{count // 1000 % 100:02d}{count % 1000:03d}{_NO_CHECK[count // 100_000 % 3]}"

"""Languages people speak at home and at the counter, to find an interpreter or a colleague.

Not the languages of the screen: those are in `language`. Codes are ISO 639-1, or 639-3 where
there is no two-letter code (Darija, Tarifit, the two Belgian sign languages).
"""

from __future__ import annotations

from dataclasses import dataclass

from palier.kernel.language import Bilingual


@dataclass(frozen=True, slots=True)
class SpokenLanguage:
    """A language: `code`, `name` in French and Dutch, and its `own_name` as its speakers write it."""

    code: str
    name: Bilingual
    own_name: str
    is_right_to_left: bool = False


_TABLE = (
    # code, French, Dutch, own name. Brussels' most spoken first, then by code.
    ("fr", "français", "Frans", "français"),
    ("nl", "néerlandais", "Nederlands", "Nederlands"),
    ("en", "anglais", "Engels", "English"),
    ("ar", "arabe", "Arabisch", "العربية"),
    ("ary", "darija (arabe marocain)", "Darija (Marokkaans Arabisch)", "الدارجة"),
    ("rif", "tarifit (berbère du Rif)", "Tarifit (Riffijns Berbers)", "Tarifit"),
    ("tr", "turc", "Turks", "Türkçe"),
    ("es", "espagnol", "Spaans", "español"),
    ("pt", "portugais", "Portugees", "português"),
    ("ro", "roumain", "Roemeens", "română"),
    ("bg", "bulgare", "Bulgaars", "български"),
    ("bn", "bengali", "Bengaals", "বাংলা"),
    ("de", "allemand", "Duits", "Deutsch"),
    ("el", "grec", "Grieks", "ελληνικά"),
    ("ff", "peul", "Fula", "Pulaar"),
    ("hy", "arménien", "Armeens", "հայերեն"),
    ("it", "italien", "Italiaans", "italiano"),
    ("ku", "kurde (kurmandji)", "Koerdisch (Kurmanji)", "kurdî"),
    ("ln", "lingala", "Lingala", "lingála"),
    ("pl", "polonais", "Pools", "polski"),
    ("prs", "dari", "Dari", "دری"),
    ("ps", "pachto", "Pasjtoe", "پښتو"),
    ("ru", "russe", "Russisch", "русский"),
    ("sfb", "langue des signes de Belgique francophone", "Frans-Belgische Gebarentaal", "LSFB"),
    ("so", "somali", "Somalisch", "Soomaali"),
    ("sq", "albanais", "Albanees", "shqip"),
    ("sw", "swahili", "Swahili", "Kiswahili"),
    ("ti", "tigrigna", "Tigrinya", "ትግርኛ"),
    ("uk", "ukrainien", "Oekraïens", "українська"),
    ("ur", "ourdou", "Urdu", "اردو"),
    ("vgt", "langue des signes flamande", "Vlaamse Gebarentaal", "VGT"),
    ("zh", "chinois", "Chinees", "中文"),
)
_RIGHT_TO_LEFT = frozenset({"ar", "ary", "prs", "ps", "ur"})

SPOKEN_LANGUAGES: dict[str, SpokenLanguage] = {
    code: SpokenLanguage(code, Bilingual(fr, nl), own_name, code in _RIGHT_TO_LEFT) for code, fr, nl, own_name in _TABLE
}

"""The states of a file sent, and what a header probably means. Pure."""

from collections.abc import Iterable, Sequence
from enum import StrEnum

from palier.kernel.sort_keys import sort_key

LARGEST = 20 * 1024 * 1024
SHOWN = 200  # refused rows on the page


class Kind(StrEnum):
    """What a file may hold."""

    PEOPLE = "people"
    DWELLINGS = "dwellings"
    LEASES = "leases"


class State(StrEnum):
    """Where a file sent stands."""

    NONE = "none"  # nothing was sent
    COLUMNS = "columns"  # its columns are to be named
    READING = "reading"  # a dry run is under way
    UNUSABLE = "unusable"  # the dry run could not read it
    PREVIEW = "preview"  # the dry run is done, nothing is applied
    APPLYING = "applying"  # the import is under way
    APPLIED = "applied"  # it is in the register


# What landlords call our columns, in French and Dutch: a first guess that the page shows and a person confirms.
OFTEN = {
    "source_id": "id identifiant numéro n° nr nummer référence referentie matricule",
    "last_name": "nom naam achternaam familienaam",
    "first_name": "prénom voornaam",
    "born": "naissance geboortedatum geboren",
    "sex": "sexe genre geslacht",
    "language": "langue taal",
    "phone": "téléphone gsm tél telefoon tel",
    "email": "email mail courriel",
    "household_source_id": "ménage gezin huishouden",
    "role_in_household": "lien rôle rol band hoedanigheid",
    "national_number": "niss insz rijksregisternummer",
    "net_taxable_income": "revenu revenus inkomen inkomsten",
    "income_year": "exercice année aanslagjaar jaar",
    "company": "société sisp maatschappij ovm",
    "site": "site cité wijk complexe",
    "building": "bâtiment bloc immeuble gebouw blok",
    "unit": "unité logement eenheid",
    "street": "rue straat adresse adres",
    "number": "huisnummer huisnr",
    "box": "boîte bte bus",
    "postcode": "code postal postnummer cp",
    "bedrooms": "chambres slaapkamers",
    "area_m2": "surface superficie oppervlakte m2",
    "kind": "type soort nature",
    "longitude": "lon lng lengtegraad",
    "latitude": "lat breedtegraad",
    "dwelling_source_id": "logement woning bien",
    "starts": "début begin aanvang",
    "ends": "fin einde",
}


def guess(header: Sequence[str], ours: Iterable[str], remembered: dict[str, str]) -> dict[str, str]:
    """Our name for each of their headers, "" when none is likely; none twice; what was confirmed once comes first."""
    free = list(ours)
    found: dict[str, str] = {}
    tests = (
        lambda theirs, name: remembered.get(theirs) == name,
        lambda theirs, name: sort_key(theirs) == sort_key(name),
        lambda theirs, name: bool(set(sort_key(theirs).split()) & set(sort_key(OFTEN.get(name, "")).split())),
    )
    for likely in tests:
        for theirs in header:
            name = next((one for one in free if theirs not in found and likely(theirs, one)), None)
            if name:
                found[theirs] = name
                free.remove(name)
    return {theirs: found.get(theirs, "") for theirs in header}

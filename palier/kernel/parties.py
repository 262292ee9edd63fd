"""The parties that collective work brings together: counted, never listed."""

from enum import StrEnum


class Party(StrEnum):
    """« La mise en réseau des habitants, des associations, de l’administration, de la SISP, des institutions et de la
    commune » (seed 000): six kinds. Inhabitants who rent elsewhere are as welcome as tenants."""

    INHABITANTS = "inhabitants"
    ASSOCIATIONS = "associations"
    ADMINISTRATION = "administration"
    HOUSING_COMPANY = "housing_company"
    INSTITUTIONS = "institutions"
    MUNICIPALITY = "municipality"

"""Pages of the directory of partners: what one reads, and what who keeps it writes."""

from palier.registry.partners.views.reading import partner, partner_matrix, partner_service, partners
from palier.registry.partners.views.writing import (
    agreement_add,
    agreement_edit,
    partner_add,
    partner_contact_add,
    partner_contact_edit,
    partner_edit,
    partner_service_add,
    partner_service_edit,
    partner_service_verify,
)

__all__ = [
    "agreement_add",
    "agreement_edit",
    "partner",
    "partner_add",
    "partner_contact_add",
    "partner_contact_edit",
    "partner_edit",
    "partner_matrix",
    "partner_service",
    "partner_service_add",
    "partner_service_edit",
    "partner_service_verify",
    "partners",
]

"""Pages of the directory of partners: what one reads, what who keeps it writes, and its files."""

from palier.registry.partners.views.exchange import (
    partner_files,
    partner_import,
    partner_import_apply,
    partner_import_drop,
    partner_package,
    partner_services_json,
    partner_table,
    partner_template,
)
from palier.registry.partners.views.reading import partner, partner_hours, partner_matrix, partner_service, partners
from palier.registry.partners.views.steps import (
    partnership_step_add,
    partnership_step_begin,
    partnership_step_edit,
    partnership_step_withdraw,
    partnership_steps,
)
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
    "partner_files",
    "partner_hours",
    "partner_import",
    "partner_import_apply",
    "partner_import_drop",
    "partner_matrix",
    "partner_package",
    "partner_service",
    "partner_service_add",
    "partner_service_edit",
    "partner_service_verify",
    "partner_services_json",
    "partner_table",
    "partner_template",
    "partners",
    "partnership_step_add",
    "partnership_step_begin",
    "partnership_step_edit",
    "partnership_step_withdraw",
    "partnership_steps",
]

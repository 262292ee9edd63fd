"""Partners of a company for tests: a service bound by secrecy and one that is not, each with somebody in it."""

from palier.kernel.sort_keys import sort_key
from palier.registry.partners.models import PartnerContact, PartnerOrganisation, PartnerService
from tests.stage import Stage, put, without_locks


def partner(
    stage: Stage, name: str, *, kind: str = "public_welfare_centre", bound: str = "yes", same: bool = True
) -> PartnerContact:
    """Somebody named in a service of that kind. Nobody's name."""
    with without_locks():
        organisation = put(
            PartnerOrganisation(organisation=stage.company, kind=kind, level="local", name_fr=name, name_nl=name)
        )
        service = put(
            PartnerService(
                organisation=stage.company, partner=organisation, kind=kind, name_fr=f"Service {name}", name_nl=f"Dienst {name}",
                bound_by_secrecy=bound, secrecy_ground="loi" if bound == "yes" else "", same_mission=same,
                search_key=sort_key(f"Service {name} Dienst {name} {name}"),
            )
        )  # fmt: skip
        return put(
            PartnerContact(
                organisation=stage.company, service=service, first_name="Ida", last_name=name, function="assistante sociale",
                phone="+3220000077",
            )
        )  # fmt: skip

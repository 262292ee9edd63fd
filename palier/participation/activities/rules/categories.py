"""What the sector does that strengthens tenants: six spheres with their actions, in the words of seed 003.

No action stands above another, and one action may stand in several spheres (seed 003). Against isolation, against
health and family problems, and for some publics: the seed writes them between two spheres; here they stand with the
fourth.
"""

from enum import StrEnum


class Sphere(StrEnum):
    """The six categories of actions linked with empowerment (seed 003)."""

    ACCESS = "access"
    NETWORK = "network"
    LIVING_TOGETHER = "living_together"
    PSYCHOSOCIAL = "psychosocial"
    PARTICIPATION = "participation"
    RESPONSIBILITY = "responsibility"


class ActionCategory(StrEnum):
    """The actions that seed 003 names under each."""

    RECEPTION = "reception"
    SOCIAL_GUIDANCE = "social_guidance"
    VOLUNTARY_HELP = "voluntary_help"
    ADMINISTRATIVE_ORDER = "administrative_order"
    BUDGET = "budget"
    INFORMATION_SESSIONS = "information_sessions"
    WELCOME_FOLDER = "welcome_folder"
    MUNICIPAL_SERVICES = "municipal_services"
    ASSOCIATIVE_FABRIC = "associative_fabric"
    SPECIALISED_PARTNERS = "specialised_partners"
    LITERACY_NETWORK = "literacy_network"
    HOME_SERVICES = "home_services"
    PLATFORMS = "platforms"
    CALLS_FOR_PROJECTS = "calls_for_projects"
    PARTICIPATORY_BUDGETS = "participatory_budgets"
    COMMON_SPACES = "common_spaces"
    SMALL_JOBS = "small_jobs"
    AFTER_NEIGHBOURHOOD_CONTRACT = "after_contract"
    ISOLATION = "isolation"
    HEALTH_AND_FAMILY = "health_and_family"
    TARGET_PUBLICS = "target_publics"
    FAMILIES_AND_DOCTORS = "families_and_doctors"
    HYGIENE = "hygiene"
    HOUSING_FIRST = "housing_first"
    SENIORS = "seniors"
    SYSTEMATIC_CONTACTS = "systematic_contacts"
    DEMOCRATIC_BODIES = "democratic_bodies"
    COOPERATIVE_SPIRIT = "cooperative_spirit"
    LOCAL_INITIATIVES = "local_initiatives"
    ENDANGERED_HOUSING = "endangered_housing"
    PRECARITY = "precarity"
    CIVIC_RESPONSIBILITY = "civic_responsibility"


A = ActionCategory
SPHERES: dict[Sphere, tuple[ActionCategory, ...]] = {
    Sphere.ACCESS: (
        A.RECEPTION, A.SOCIAL_GUIDANCE, A.VOLUNTARY_HELP, A.ADMINISTRATIVE_ORDER, A.BUDGET, A.INFORMATION_SESSIONS,
        A.WELCOME_FOLDER,
    ),
    Sphere.NETWORK: (
        A.MUNICIPAL_SERVICES, A.ASSOCIATIVE_FABRIC, A.SPECIALISED_PARTNERS, A.LITERACY_NETWORK, A.HOME_SERVICES,
        A.PLATFORMS,
    ),
    Sphere.LIVING_TOGETHER: (
        A.CALLS_FOR_PROJECTS, A.PARTICIPATORY_BUDGETS, A.COMMON_SPACES, A.SMALL_JOBS, A.AFTER_NEIGHBOURHOOD_CONTRACT,
    ),
    Sphere.PSYCHOSOCIAL: (
        A.ISOLATION, A.HEALTH_AND_FAMILY, A.TARGET_PUBLICS, A.FAMILIES_AND_DOCTORS, A.HYGIENE, A.HOUSING_FIRST,
        A.SENIORS,
    ),
    Sphere.PARTICIPATION: (
        A.SYSTEMATIC_CONTACTS, A.DEMOCRATIC_BODIES, A.COOPERATIVE_SPIRIT, A.LOCAL_INITIATIVES,
    ),
    Sphere.RESPONSIBILITY: (A.ENDANGERED_HOUSING, A.PRECARITY, A.CIVIC_RESPONSIBILITY),
}  # fmt: skip

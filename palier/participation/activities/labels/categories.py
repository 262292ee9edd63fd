"""The words of the spheres and actions of seed 003."""

from django.utils.translation import gettext_lazy as _

from palier.participation.activities.rules.categories import SPHERES, Sphere
from palier.participation.activities.rules.categories import ActionCategory as A

SPHERE_WORDS = {
    Sphere.ACCESS: _("Accessibility of social accompaniment: reception, help and information"),
    Sphere.NETWORK: _("Interactions with the network of institutions and associations"),
    Sphere.LIVING_TOGETHER: _("Making the living environment one’s own again, and living together"),
    Sphere.PSYCHOSOCIAL: _("Psychosocial and family accompaniment"),
    Sphere.PARTICIPATION: _("Active participation"),
    Sphere.RESPONSIBILITY: _("Awareness, and encouragement of tenants taking responsibility"),
}
CATEGORY_WORDS = {
    A.RECEPTION: _("Reception, direct line, drop-in sessions, visits"),
    A.SOCIAL_GUIDANCE: _("Social guidance"),
    A.VOLUNTARY_HELP: _("Help and answer to who comes of her own will"),
    A.ADMINISTRATIVE_ORDER: _("Papers put in order: analysis and relay of files"),
    A.BUDGET: _("Support with the budget and against debt"),
    A.INFORMATION_SESSIONS: _("Information sessions"),
    A.WELCOME_FOLDER: _("Welcome folder with a civic angle (municipal services and others)"),
    A.MUNICIPAL_SERVICES: _("Municipal powers: redirection to their services"),
    A.ASSOCIATIVE_FABRIC: _("Associative fabric: networking, partnerships, specialised services, mutual help"),
    A.SPECIALISED_PARTNERS: _("Youth centre, prevention service, housing and mental health, hospitals"),
    A.LITERACY_NETWORK: _("Literacy network, school branches"),
    A.HOME_SERVICES: _("Setting up home services: meals, home helps"),
    A.PLATFORMS: _("Platforms: development of social cohesion, collectives"),
    A.CALLS_FOR_PROJECTS: _("Calls for projects, self-run projects"),
    A.PARTICIPATORY_BUDGETS: _("Participatory budgets"),
    A.COMMON_SPACES: _("Management of common spaces"),
    A.SMALL_JOBS: _("“Small jobs” projects, young and old living together"),
    A.AFTER_NEIGHBOURHOOD_CONTRACT: _("Accompaniment after neighbourhood contracts"),
    A.ISOLATION: _("Against isolation, old age and mental-health difficulties"),
    A.HEALTH_AND_FAMILY: _("Against health and family problems"),
    A.TARGET_PUBLICS: _("Insertion of some publics: survey and network"),
    A.FAMILIES_AND_DOCTORS: _("Follow-up with families, health insurance funds and doctors"),
    A.HYGIENE: _("Hygiene (procedures of follow-up)"),
    A.HOUSING_FIRST: _("Housing First"),
    A.SENIORS: _("Seniors: elders back in a frame of community and conviviality"),
    A.SYSTEMATIC_CONTACTS: _("Systematic contacts and meetings"),
    A.DEMOCRATIC_BODIES: _("Part in management and democratic bodies (CoCoLo, tenants’ groups, social consultations)"),
    A.COOPERATIVE_SPIRIT: _("Work on the cooperative spirit"),
    A.LOCAL_INITIATIVES: _("Support to local initiatives"),
    A.ENDANGERED_HOUSING: _("Accompaniment when the right to housing is in danger"),
    A.PRECARITY: _("Against precarity and the social divide"),
    A.CIVIC_RESPONSIBILITY: _("Active participation and civic responsibility"),
}
CATEGORIES = [(one, CATEGORY_WORDS[one]) for inside in SPHERES.values() for one in inside]
GROUPED = [(SPHERE_WORDS[sphere], [(one, CATEGORY_WORDS[one]) for one in inside]) for sphere, inside in SPHERES.items()]

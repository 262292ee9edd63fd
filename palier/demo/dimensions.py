"""The trades of a social service as its public page says them: those of seed 001, in our own words."""

DIMENSIONS = (
    (
        "Assistants sociaux",
        "Maatschappelijk assistenten",
        "Ils écoutent, conseillent et orientent. Ils sont tenus au secret professionnel.",
        "Zij luisteren, geven raad en wijzen de weg. Zij zijn gebonden door het beroepsgeheim.",
    ),
    (
        "Assistants sociaux chantier",
        "Maatschappelijk assistenten werven",
        "Ils accompagnent les locataires avant, pendant et après de gros travaux.",
        "Zij begeleiden huurders voor, tijdens en na grote werken.",
    ),
    (
        "Agents de proximité et de convivialité",
        "Buurt- en leefbaarheidswerkers",
        "Ils passent dans les immeubles, l’après-midi et en début de soirée.",
        "Zij komen langs in de gebouwen, in de namiddag en de vooravond.",
    ),
    (
        "Travailleurs sociaux collectifs",
        "Collectief sociaal werkers",
        "Ils soutiennent les projets des locataires dans leur immeuble et leur quartier.",
        "Zij ondersteunen projecten van huurders in hun gebouw en hun wijk.",
    ),
)

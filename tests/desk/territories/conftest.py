"""Areas belong to no organisation: each test begins and ends without any, on a stage whose buildings stand in communes."""

import pytest


@pytest.fixture(autouse=True)
def _no_areas():
    from tests.registry.territories.maps import wipe

    wipe()
    yield
    wipe()


@pytest.fixture
def placed(stage):
    """The stage: site 1 (4 homes) in Etterbeek and neighbourhood Q1, site 2 (2 homes) in Ixelles and nowhere else.

    Q1 lies in M1 for seven tenths and in M2 for three; sector S1 in M1.
    """
    from decimal import Decimal

    from palier.registry.housing.models import Neighbourhood
    from palier.registry.territories.models import Correspondence
    from tests.stage import ALWAYS, put, without_locks

    with without_locks() as cursor:
        made = {}
        for code, of in (("Q1", "company"), ("M1", "monitoring"), ("M2", "monitoring"), ("S1", "statistical")):
            made[code] = put(
                Neighbourhood(
                    list=of, code=code, name_fr=f"Zone {code}", name_nl=f"Gebied {code}", municipality_id="21005"
                )
            )
        for area, within, share in (("Q1", "M1", "0.7"), ("Q1", "M2", "0.3"), ("S1", "M1", "1")):
            put(
                Correspondence(
                    area=made[area], within=made[within], share=Decimal(share), source="un exemple", valid=ALWAYS
                )
            )
        for site, commune in zip(stage.sites, ("21005", "21009"), strict=True):
            cursor.execute(
                "UPDATE housing_building SET municipality_id = %s WHERE place_id IN"
                " (SELECT id FROM organisations_place WHERE parent_id = %s)",
                [commune, site.pk],
            )
        cursor.execute(
            "UPDATE housing_site SET neighbourhood_id = %s WHERE place_id = %s", [made["Q1"].pk, stage.sites[0].pk]
        )
    return stage

"""The directory of the demonstration: a dozen visibly fictional services a company, some of every sort."""


def test_each_company_knows_a_dozen_services_some_old_some_full_some_bound(tiny):
    services = "SELECT count(*) FROM partners_partnerservice GROUP BY organisation_id"
    assert set(tiny.rows(services)) == {(12,)} and len(tiny.rows(services)) == 16
    assert (
        tiny.one("SELECT count(*) FROM partners_partnerservice WHERE NOT name_fr ~ 'exemple' OR phone !~ '^.3220'") == 0
    )
    assert tiny.one("SELECT count(DISTINCT capacity) FROM partners_partnerservice") == 4
    assert (
        tiny.rows("SELECT DISTINCT kind FROM partners_partnerservice WHERE kind = 'police' AND may_receive_referral")
        == []
    )
    assert tiny.one("SELECT count(*) FROM partners_partnercontact c JOIN partners_partnerservice s ON s.id = c.service_id"
                    " WHERE s.may_receive_referral") == 16 * 5  # fmt: skip
    assert tiny.one("SELECT count(*) FROM partners_verification") == 16 * 11, "one was never verified"
    assert tiny.one("SELECT count(*) FROM partners_partnershipstep") == 16 * 4, (
        "a few contacts with partners, about nobody"
    )
    assert tiny.one("SELECT count(DISTINCT purpose) FROM partners_partnershipstep WHERE next_on IS NOT NULL") == 2
    assert tiny.one("SELECT count(*) FROM partners_agreement") == 16 + 1, "and the support cell has one"

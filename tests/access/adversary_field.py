"""Rows of the field in every way that a policy could tell apart, as tests/access/adversary.py lays them out."""

FIELD = {
    "interventions_motive": """INSERT INTO interventions_motive (id, organisation_id, code, name_fr, name_nl, importance, hours,
        minutes, by_two, delicate, answer_fr, answer_nl, version)
      SELECT gen_random_uuid(), org, 'other', gen_random_uuid()::text, 'x', 3, 72, 15, false, false, '', '', 1 FROM orgs""",
    "interventions_intervention": """INSERT INTO interventions_intervention (id, organisation_id, motive_id, place_id, part, spot,
        words, origin, asked_by, author_id, received_at, importance, delicate, by_two, minutes, due_at, state, sentence, version)
      SELECT gen_random_uuid(), org, '{motive}', '{site}', '', '', 'x', 'staff', 'screen', author, moment, 3, false, false, 15,
        moment, 'waiting', '', 1 FROM orgs, authors, moments""",
    "interventions_asker": """INSERT INTO interventions_asker (id, organisation_id, intervention_id, name, phone, language,
        wants_answer)
      SELECT gen_random_uuid(), o.org, i.id, 'x', '', '', true FROM (SELECT org, row_number() OVER () AS n FROM orgs) o
      JOIN (SELECT id, row_number() OVER (ORDER BY id) AS n FROM interventions_intervention WHERE words = 'x') i USING (n)""",
    "interventions_visit": """INSERT INTO interventions_visit (id, organisation_id, intervention_id, agent_id, at, outcome, seen,
        done, words, agreed, met, her_words, photos, received_at)
      SELECT gen_random_uuid(), org, '{intervention}', author, moment, 'noted', '{{}}', '{{}}', 'x', '', false, '', '{{}}', moment
      FROM orgs, authors, moments""",
}

"""Many rows, made to tell every part of every policy from its absence: the cross product of what policies look at.

It is laid inside one transaction of an administrator on top of the prepared stage (cast.py) and taken back with it.
"""

import uuid
from typing import Any

from palier.access.lock import declared_dependents, declared_purges
from tests.access import adversary_field, adversary_rounds, of_activities, of_meetings
from tests.access.cast import World

COMMON = """
CREATE TEMP TABLE subjects ON COMMIT DROP AS SELECT * FROM (VALUES
  ('{case}'::uuid), ('{bart_case}'), ('{amina}'), ('{bart}'), ('{chloe_case}')) AS s(subject);
CREATE TEMP TABLE authors ON COMMIT DROP AS SELECT * FROM (VALUES ('{amina}'::uuid), ('{bart}'), ('{desk}')) AS a(author);
CREATE TEMP TABLE orgs ON COMMIT DROP AS SELECT * FROM (VALUES ('{org}'::uuid), ('{other_org}')) AS o(org);
CREATE TEMP TABLE persons ON COMMIT DROP AS SELECT * FROM (VALUES ('{person}'::uuid), ('{partner}')) AS p(person);
CREATE TEMP TABLE moments ON COMMIT DROP AS SELECT * FROM (VALUES (sec.now()), (sec.now() - interval '3 days')) AS m(moment);
CREATE TEMP TABLE posts ON COMMIT DROP AS SELECT * FROM (VALUES
  ('{amina}'::uuid), ('{bart}'), ('{chloe}'), ('{emma}'), ('{pia}'), ('{ines}'), ('{officer}')) AS p(post);
CREATE TEMP TABLE terms ON COMMIT DROP AS SELECT * FROM (VALUES
  (daterange('2020-01-01', NULL)), (daterange('2020-01-01', sec.today()))) AS t(term);
INSERT INTO access_subject (id, organisation_id, kind) VALUES
  ('{bart_case}', '{org}', 'case'), ('{chloe_case}', '{other_org}', 'case');
INSERT INTO access_teammember (id, subject_id, post_id, duty, valid, added_by_id, reason)
  SELECT gen_random_uuid(), v.s, v.p, 'assigned', v.t, v.p, '' FROM (VALUES
  ('{bart_case}'::uuid, '{bart}'::uuid, daterange('2020-01-01', NULL)), ('{chloe_case}', '{chloe}', daterange('2020-01-01', NULL)),
  ('{case}', '{chloe}', daterange('2020-01-01', NULL)), ('{bart_case}', '{amina}', daterange('2020-01-01', sec.today())),
  ('{chloe_case}', '{amina}', daterange('2020-01-01', NULL))) AS v(s, p, t);
-- Somebody who is bound by no secrecy covers the referent: rank and place open nothing to her.
INSERT INTO organisations_replacement (id, absent_id, covering_id, valid)
  VALUES (gen_random_uuid(), '{amina}', '{desk}', daterange('2020-01-01', NULL));
INSERT INTO access_emergencyaccess (id, organisation_id, subject_id, person, post_id, ground, reason, opened_at, until, outcome)
  SELECT gen_random_uuid(), '{org}', v.s, v.x, v.p, v.g, 'r', sec.now() - interval '5 hours', sec.now() + v.u, '' FROM (VALUES
  ('{case}'::uuid, '{person}'::uuid, '{pia}'::uuid, 'legal_date_today', interval '1 hour'),
  ('{bart_case}', '{person}', '{ines}', 'danger_to_life', '1 hour'), ('{amina}', '{partner}', '{ines}', 'danger_to_life', '1 hour'),
  ('{case}', '{partner}', '{dora}', 'danger_to_minor', '1 hour'), ('{bart_case}', '{person}', '{emma}', 'danger_to_life', '1 hour'),
  ('{case}', '{person}', '{emma}', 'danger_to_life', '-1 hour'))
  AS v(s, x, p, g, u);
"""

FILE_OF_BART = """INSERT INTO cases_case (id, organisation_id, subject_id, household_id, concerns, agreed_by, agreed_on, opened_on,
    domain, goals, own_words, outcome, version)
  VALUES ('{bart_file}', '{org}', '{bart_case}', '{household}', ARRAY['{person}'::uuid], '{{}}', sec.today(), sec.today(), '',
    '{{}}', '', '', 1);
INSERT INTO cases_analysis (id, organisation_id, subject_id, author_id, case_id, "on", text, accompaniment_type)
  VALUES (gen_random_uuid(), '{org}', '{bart_case}', '{bart}', '{bart_file}', sec.today(), 'x', '')"""

CLOSED_FILE = """INSERT INTO access_subject (id, organisation_id, kind) VALUES ('{closed_case}', '{org}', 'case');
INSERT INTO access_teammember (id, subject_id, post_id, duty, valid, added_by_id, reason)
  VALUES (gen_random_uuid(), '{closed_case}', '{amina}', 'assigned', daterange('2020-01-01', NULL), '{amina}', '');
INSERT INTO cases_case (id, organisation_id, subject_id, household_id, concerns, agreed_by, agreed_on, opened_on,
    domain, goals, own_words, outcome, closed_on, version)
  VALUES ('{closed_file}', '{org}', '{closed_case}', '{household}', ARRAY['{person}'::uuid], '{{}}', sec.today(), sec.today(), '',
    '{{}}', '', 'rehoused', sec.today(), 1)"""

ITEMS = {
    "cases_contact": """INSERT INTO cases_contact (id, organisation_id, subject_id, author_id, confided_by, concerns, case_id,
        who, at, channel, result, domain, facts, tier, version, written_at, ends_on)
      SELECT gen_random_uuid(), org, subject, author, '{{}}', ARRAY[person], NULL, '', now(), '', '', '', 'x', tier, 1, moment,
        ends FROM subjects, authors, orgs, persons, moments, (VALUES ('team', NULL), ('pair', NULL), ('reinforced', NULL),
        ('author', sec.today() + 3), ('author', sec.today() - 3)) AS t(tier, ends)""",
    "cases_confidence": """INSERT INTO cases_confidence (id, organisation_id, subject_id, author_id, confided_by, concerns,
        contact_id, text, tier, written_at)
      SELECT gen_random_uuid(), org, subject, author, '{{}}', ARRAY[person], '{contact}', 'x', tier, moment
      FROM subjects, authors, orgs, persons, moments, unnest(ARRAY['team', 'pair', 'reinforced', 'author']) AS t(tier)""",
    "cases_step": """INSERT INTO cases_step (id, organisation_id, subject_id, author_id, confided_by, concerns, text, goal,
        call_back, state, version, written_at)
      SELECT gen_random_uuid(), org, subject, author, '{{}}', ARRAY[person], 'x', '', false, 'planned', 1, moment
      FROM subjects, authors, orgs, persons, moments""",
    "cases_request": """INSERT INTO cases_request (id, organisation_id, subject_id, author_id, confided_by, concerns,
        requester_kind, no_demand, domain, channel, text, received_at, state)
      SELECT gen_random_uuid(), org, subject, author, '{{}}', ARRAY[person], '', false, '', '', 'x', moment, state
      FROM subjects, authors, orgs, persons, moments, unnest(ARRAY['waiting', 'answered']) AS s(state)""",
    "cases_analysis": """INSERT INTO cases_analysis (id, organisation_id, subject_id, author_id, case_id, "on", text,
        accompaniment_type) SELECT gen_random_uuid(), org, subject, author, '{file}', sec.today(), 'x', ''
      FROM subjects, authors, orgs""",
    "cases_knownmember": """INSERT INTO cases_knownmember (id, organisation_id, subject_id, author_id, confided_by, concerns,
        case_id, name, tie, custody, trusted, own_words, tier, version)
      SELECT gen_random_uuid(), org, subject, author, '{{}}', ARRAY[person], '{file}', 'x', '', '', false, '', tier, 1
      FROM subjects, authors, orgs, persons, unnest(ARRAY['team', 'pair', 'reinforced', 'author']) AS t(tier)""",
    "network_networktie": """INSERT INTO network_networktie (id, organisation_id, subject_id, author_id, confided_by, concerns,
        case_id, circle, name, function, tie, lives, strength, tier, version)
      SELECT gen_random_uuid(), org, subject, author, '{{}}', ARRAY[person], '{file}', 'primary', 'x', '', '', '', '', tier, 1
      FROM subjects, authors, orgs, persons, unnest(ARRAY['team', 'pair', 'reinforced', 'author']) AS t(tier)""",
    "cases_deskword": """INSERT INTO cases_deskword (id, organisation_id, subject_id, author_id, household_id, text, until)
      SELECT gen_random_uuid(), org, subject, author, household, 'x', until FROM subjects, authors, orgs,
        (VALUES ('{household}'::uuid), ('{household2}')) AS h(household), (VALUES (sec.today()), (sec.today() - 2)) AS u(until)""",
    "cases_case": """INSERT INTO cases_case (id, organisation_id, subject_id, household_id, concerns, agreed_by, agreed_on,
        opened_on, domain, goals, own_words, outcome, version)
      SELECT gen_random_uuid(), org, s.id, '{household}', ARRAY[person], '{{}}', sec.today(), sec.today(), '', '{{}}', '', '', 1
      FROM extra_subjects s""",
    "calendar_appointment": """INSERT INTO calendar_appointment (id, organisation_id, subject_id, worker_id, who, confided_by,
        concerns, kind, span, purpose, interpreter, notice, state, agreed, author_id, written_at, version)
      SELECT gen_random_uuid(), org, subject, author, '', '{{}}', ARRAY[person], 'office',
        tstzrange(now(), now() + interval '1 hour'), '', '', '', 'cancelled', '', author, moment, 1
      FROM subjects, authors, orgs, persons, moments""",
    "calendar_calendarfeed": """INSERT INTO calendar_calendarfeed (id, organisation_id, post_id, kind, secret_hash)
      SELECT gen_random_uuid(), org, post, 'worker', sha256(convert_to(gen_random_uuid()::text, 'UTF8')) FROM orgs, posts""",
    "waiting_arrival": """INSERT INTO waiting_arrival (id, organisation_id, venue_id, who, looks, language, interpreter, state,
        arrived_at, noted, author_id, version)
      SELECT gen_random_uuid(), org, '{venue}', '', '', '', false, 'waiting', moment, false, author, 1
      FROM orgs, authors, moments""",
    "waiting_waitingcount": """INSERT INTO waiting_waitingcount (id, organisation_id, venue_id, day, arrived, received,
        left_unseen, interpreters, minutes_waited)
      SELECT gen_random_uuid(), org, '{venue}', sec.today() - (row_number() OVER ())::integer - 30, 1, 1, 0, 0, 1 FROM orgs""",
    # No lease is looked up: foreign keys wait for a commit that never comes, and one welcome a lease is no wall here.
    "welcomes_welcome": """INSERT INTO welcomes_welcome (id, organisation_id, subject_id, author_id, household_id, lease_id, way,
        told, off_my_list, ends_on, version)
      SELECT gen_random_uuid(), org, subject, author, '{household}', gen_random_uuid(), '', '{{}}', false, sec.today(), 1
      FROM subjects, authors, orgs""",
    "access_codes_accesscode": """INSERT INTO access_codes_accesscode (id, organisation_id, person_id, level, code_hash, given_by_id,
        ends_on) SELECT gen_random_uuid(), org, p, 1, '', author, sec.today() FROM orgs, authors,
        (SELECT person AS p FROM persons UNION SELECT '{stranger}'::uuid) x""",
    "data_requests_datarequest": """INSERT INTO data_requests_datarequest (id, organisation_id, subject_id, asked, concerns, "right", text,
        due_on, state) SELECT CASE WHEN subject = '{bart}' AND org = '{org}' THEN '{asked2}'::uuid ELSE gen_random_uuid() END, org, subject,
        gen_random_uuid(), ARRAY['{person}'::uuid], 'copy', '', sec.today(), 'open' FROM subjects, orgs""",
    "data_requests_datadecision": """INSERT INTO data_requests_datadecision (id, organisation_id, subject_id, data_request_id, item, kind,
        decision, words, motive, reason, decided_by_id) SELECT gen_random_uuid(), d.organisation_id, d.subject_id, d.id, gen_random_uuid(),
        'step', 'give', '', '', '', author FROM data_requests_datarequest d, authors""",
    "entitlements_rightseen": """INSERT INTO entitlements_rightseen (id, organisation_id, subject_id, author_id, household_id,
        person_id, question, seen_on, ends_on)
      SELECT gen_random_uuid(), org, subject, author, '{household}', '{person}',
        'q' || row_number() OVER (), sec.today(), sec.today() FROM subjects, authors, orgs""",
    "year_story": """INSERT INTO year_story (id, post_id, year, place, text, saved_at, expires)
      SELECT gen_random_uuid(), post, 2000 + row_number() OVER (), 1, 'x', now(), e
      FROM posts, (VALUES (sec.today()), (sec.today() - 1)) AS x(e)""",
    "interpreting_interpreterservice": """INSERT INTO interpreting_interpreterservice (id, organisation_id, name, phone, languages,
        hours, on_the_spot, source, checked_on) SELECT gen_random_uuid(), org, 'x', 'x', '{{}}', '', false, 'x', sec.today() FROM orgs""",
    "interpreting_colleaguelanguage": """INSERT INTO interpreting_colleaguelanguage (id, organisation_id, post_id, language, agreed_on)
      SELECT gen_random_uuid(), org, post, 'so', sec.today() FROM orgs, posts""",
    "interpreting_interpretingtime": """INSERT INTO interpreting_interpretingtime (id, organisation_id, service_id, month, language,
        calls, minutes, cents) SELECT gen_random_uuid(), org, '{service}', sec.today() - row_number() OVER ()::integer, 'so', 1, 1, 0
      FROM orgs""",
    # Keys between them wait for a commit that never comes.
    **adversary_rounds.ROUNDS,
    "partners_partnerorganisation": """INSERT INTO partners_partnerorganisation (id, organisation_id, name_fr, name_nl, kind, level,
        url, version) SELECT gen_random_uuid(), org, 'x', 'x', 'association', 'local', '', 1 FROM orgs""",
    "partners_partnerservice": """INSERT INTO partners_partnerservice (id, organisation_id, partner_id, kind, name_fr, name_nl,
        description_fr, description_nl, domains, eligibility, area, languages, hours, phone, email, address, capacity, bound_by_secrecy,
        secrecy_ground, same_mission, search_key, version)
      SELECT gen_random_uuid(), org, gen_random_uuid(), 'association', 'x', 'x', '', '', '{{}}', '', '{{}}', '{{}}', '', '', '', '',
        'unknown', 'unknown', '', false, 'x', 1 FROM orgs""",
    "partners_partnercontact": """INSERT INTO partners_partnercontact (id, organisation_id, service_id, first_name, last_name,
        function, phone, email, version) SELECT gen_random_uuid(), org, gen_random_uuid(), 'x', 'x', 'x', '', '', 1 FROM orgs""",
    "partners_agreement": """INSERT INTO partners_agreement (id, organisation_id, partner_id, title, parties, covers, starts, version)
      SELECT gen_random_uuid(), org, gen_random_uuid(), 'x', '[]', '', sec.today(), 1 FROM orgs""",
    "partners_partnershipstep": """INSERT INTO partners_partnershipstep (id, organisation_id, partner_id, "on", kind, purpose, domain,
        agreed, post_id, withdrawn, version) SELECT gen_random_uuid(), org, gen_random_uuid(), sec.today(), 'call', 'bridge', '', 'x',
        post, false, 1 FROM orgs, posts""",
    **of_activities.ROWS,
    **of_meetings.ROWS,
    **adversary_field.FIELD,
    "partners_verification": """INSERT INTO partners_verification (id, organisation_id, service_id, post_id, "on")
      SELECT gen_random_uuid(), org, gen_random_uuid(), post, sec.today() FROM orgs, posts""",
    "mail_bag_broughtletter": """INSERT INTO mail_bag_broughtletter (id, organisation_id, subject_id, author_id, household_id,
        contact, confided_by, concerns, kind, sender, sort, tier, ends_on)
      SELECT gen_random_uuid(), org, subject, author, '{household}', gen_random_uuid(), '{{}}', ARRAY[person], 'school', '', '',
        tier, ends FROM subjects, authors, orgs, persons, (VALUES ('team', sec.today()), ('pair', sec.today()),
        ('reinforced', sec.today()), ('author', sec.today() + 3), ('author', sec.today() - 3)) AS t(tier, ends)""",
    "referrals_referral": """INSERT INTO referrals_referral (id, organisation_id, subject_id, author_id, case_id, household_id,
        contact_id, confided_by, concerns, name, need, parts, way, agreed, agreed_on, sent_on, needed, state, why, version)
      SELECT gen_random_uuid(), org, subject, author, '{file}', '{household}', '{bound_contact}', '{{}}', ARRAY[person], 'x', 'x',
        '{{}}', 'carried', 'said_aloud', sec.today(), sec.today(), true, 'sent', '', 1 FROM subjects, authors, orgs, persons""",
    # Waiting for a second head, answered by her, taken back.
    "disclosures_disclosure": """INSERT INTO disclosures_disclosure (id, organisation_id, subject_id, author_id, case_id, household_id,
        confided_by, concerns, name, ground, answers, said, authority, to_whom, second_id, second_answer, called, not_told,
        taken_back_on, version)
      SELECT gen_random_uuid(), org, subject, author, '{file}', '{household}', '{{}}', ARRAY[person], 'x', 'law',
        '{{"which_law": "x", "what_it_obliges": "x"}}', 'x', 'court', '', second, answer, false, 'not_reached', back, 1
      FROM subjects, authors, orgs, persons, (VALUES ('{pia}'::uuid), ('{bart}'), ('{officer}')) AS s(second),
        (VALUES ('', NULL::date), ('agreed', NULL), ('', sec.today())) AS a(answer, back)""",
    # Ended, so that one open procedure a household is no wall here.
    "procedure_procedure": """INSERT INTO procedure_procedure (id, organisation_id, household_id, author_id, begun_on, outcome,
        ended_on, version) SELECT gen_random_uuid(), org, household, author, sec.today(), 'left', sec.today(), 1
      FROM orgs, authors, (VALUES ('{household}'::uuid), ('{household2}')) AS h(household)""",
    "procedure_fact": """INSERT INTO procedure_fact (id, organisation_id, household_id, procedure_id, author_id, kind, day,
        exception, remark, struck, version)
      SELECT gen_random_uuid(), org, household, '{procedure}', author, 'reminder', sec.today(), '', 'x', false, 1
      FROM orgs, authors, (VALUES ('{household}'::uuid), ('{household2}')) AS h(household)""",
    "interservice_line": """INSERT INTO interservice_line (id, organisation_id, household_id, origin_service_id,
        recipient_service_id, direction, author_id, kind, spot, text, due_on, state, version)
      SELECT gen_random_uuid(), org, household, o, r, d, author, k, '', '', sec.today(), 'open', 1
      FROM orgs, authors, (VALUES ('{household}'::uuid), ('{household2}'), ('{elsewhere}')) AS h(household), (VALUES
        ('{accounts_service}'::uuid, '{service}'::uuid, 'to_social', 'account'), ('{technical_service}', '{service}', 'to_social',
        'works'), ('{service}', '{accounts_service}', 'from_social', 'call_back'), ('{service}', '{technical_service}',
        'from_social', 'call_back'), ('{accounts_service}', '{technical_service}', 'between', 'works')) AS v(o, r, d, k)""",
    "a closed line": """INSERT INTO interservice_line (id, organisation_id, household_id, origin_service_id,
        recipient_service_id, direction, author_id, kind, spot, text, due_on, state, closed_on, version)
      VALUES ('{table_closed}', '{org}', '{household}', '{accounts_service}', '{service}', 'to_social', '{amina}', 'account', '', '',
        sec.today(), 'closed', sec.today(), 1)""",
    "interservice_answer": """INSERT INTO interservice_answer (id, organisation_id, line_id, household_id, author_id, from_social,
        reply, text)
      SELECT gen_random_uuid(), org, l.id, l.household_id, l.author_id, false, 'call_back', '' FROM orgs, interservice_line l""",
    # Each in a file of nobody, so that one open home a file is no wall here; some have ended, some acts have left.
    "prevention_prevention": """INSERT INTO prevention_prevention (id, organisation_id, subject_id, author_id, confided_by, concerns,
        case_id, household_id, begun_on, causes, own_words, at_stake, outcome, ended_on, version)
      SELECT gen_random_uuid(), org, subject, author, '{{}}', '{{}}', gen_random_uuid(), '{household}', sec.today(), '{{}}', '', '{{}}',
        outcome, ended, 1 FROM subjects, authors, orgs, (VALUES ('', NULL), ('kept', sec.today())) AS e(outcome, ended)""",
    "prevention_budget": """INSERT INTO prevention_budget (id, organisation_id, subject_id, author_id, confided_by, concerns, case_id,
        month, persons) SELECT gen_random_uuid(), org, subject, author, '{{}}', '{{}}', '{file}', '2026-01-01', 1
      FROM subjects, authors, orgs""",
    "prevention_budgetline": """INSERT INTO prevention_budgetline (id, organisation_id, subject_id, author_id, confided_by, concerns,
        case_id, budget_id, kind, label, words, amount, period, creditor, place)
      SELECT gen_random_uuid(), org, subject, author, '{{}}', '{{}}', '{file}', gen_random_uuid(), 'income', 'wages', '', 1, 'month', '', 0
      FROM subjects, authors, orgs""",
    "prevention_plandraft": """INSERT INTO prevention_plandraft (id, organisation_id, subject_id, author_id, confided_by, concerns,
        case_id, balance, is_landlords, amount, day, months, first)
      SELECT gen_random_uuid(), org, subject, author, '{{}}', '{{}}', '{file}', 1, false, 1, 1, 1, '2026-01-01'
      FROM subjects, authors, orgs""",
    "prevention_signedact": """INSERT INTO prevention_signedact (id, organisation_id, subject_id, author_id, confided_by, concerns,
        case_id, household_id, act, signed_by, signed_on, sent_on, version)
      SELECT gen_random_uuid(), org, subject, author, '{{}}', ARRAY['{person}'::uuid], '{file}', '{household}', 'amount_contested',
        signed, day, sent, 1 FROM subjects, authors, orgs, (VALUES ('{{}}'::uuid[], NULL::date, NULL::date),
        (ARRAY['{person}'::uuid], sec.today(), sec.today())) AS s(signed, day, sent)""",
    # Ended, as above. The one of this household that runs is the cast's.
    "transfers_transferrequest": """INSERT INTO transfers_transferrequest (id, organisation_id, household_id, author_id, kind,
        asked_on, declared_by, needs, near, sites, communes, outcome, ended_on, version)
      SELECT gen_random_uuid(), org, household, author, 'voluntary', sec.today(), '{{}}', '{{}}', '', '{{}}', '{{}}', 'withdrawn',
        sec.today(), 1 FROM orgs, authors, (VALUES ('{household}'::uuid), ('{household2}')) AS h(household)""",
    "an ended transfer": """INSERT INTO transfers_transferrequest (id, organisation_id, household_id, author_id, kind, asked_on,
        declared_by, needs, near, sites, communes, outcome, ended_on, version)
      SELECT '{ended_transfer}', '{org}', '{household}', '{amina}', 'voluntary', sec.today(), '{{}}', '{{}}', '', '{{}}', '{{}}',
        'withdrawn', sec.today(), 1""",
    "transfers_round": """INSERT INTO transfers_round (id, organisation_id, author_id, between, state, candidates, possible,
        optimal, left_out) SELECT gen_random_uuid(), org, author, false, 'done', 0, 0, true, '{{}}' FROM orgs, authors""",
    "transfers_move": """INSERT INTO transfers_move (id, organisation_id, household_id, request_id, round_id, loop, is_ring, place,
        length, home_id, there_id, there_fr, there_nl, needed, bedrooms_home, bedrooms_there, norm, because, to_look, state,
        motive, help_done, version)
      SELECT gen_random_uuid(), org, household, '{transfer}', '{transfer_round}', 9, true, 0, 2, '{dwelling}', '{dwelling}', 'x',
        'x', 1, 1, 1, 'brussels-2013', '[]', '{{}}', 'proposed', '', '{{}}', 1
      FROM orgs, (VALUES ('{household}'::uuid), ('{household2}')) AS h(household)""",
    "transfers_stepagreement": """INSERT INTO transfers_stepagreement (id, organisation_id, household_id, request_id, author_id,
        step, given, "on") SELECT gen_random_uuid(), org, household, '{transfer}', author, 'visit', true, sec.today()
      FROM orgs, authors, (VALUES ('{household}'::uuid), ('{household2}')) AS h(household)""",
    # To which a link may lead, and to which not: on paper, taken back, to somebody who is not bound.
    "with links": """INSERT INTO referrals_referral (id, organisation_id, subject_id, author_id, case_id, household_id, contact_id,
        confided_by, concerns, name, need, parts, way, agreed, agreed_on, sent_on, needed, state, why, version)
      SELECT v.i, '{org}', '{case}', '{amina}', '{file}', '{household}', v.c, '{{}}', ARRAY['{person}'::uuid], 'x', 'x', '{{}}', v.w,
        'said_aloud', sec.today(), sec.today(), true, v.s, '', 1 FROM (VALUES
        ('{by_link}'::uuid, '{bound_contact}'::uuid, 'given', 'sent'), ('{on_paper}', '{bound_contact}', 'carried', 'sent'),
        ('{link_taken_back}', '{bound_contact}', 'mail', 'taken_back'), ('{to_unbound}', '{unbound_contact}', 'mail', 'sent'))
        AS v(i, c, w, s)""",
    "referrals_referrallink": """INSERT INTO referrals_referrallink (id, organisation_id, subject_id, author_id, referral_id, site,
        code_way, codes, tries, opened, questions, replies, unseen, due, sends)
      SELECT gen_random_uuid(), organisation_id, subject_id, author_id, id, 'x', 'told', 0, 0, '{{}}', '{{}}', '{{}}', false, '', 0
      FROM referrals_referral r WHERE NOT EXISTS (SELECT 1 FROM referrals_referrallink l WHERE l.referral_id = r.id)
        AND r.id NOT IN ('{by_link}', '{on_paper}', '{link_taken_back}', '{to_unbound}')""",
    "safety_safetyinstruction": """INSERT INTO safety_safetyinstruction (id, organisation_id, household_id, what, proposed_by_id,
        asked_of_id, proposed_at, agreed_at, starts, ends, told_on)
      SELECT gen_random_uuid(), org, household, '{{dog}}', post, asked, moment, agreed, sec.today(), sec.today(), sec.today()
      FROM orgs, (VALUES ('{household}'::uuid), ('{household2}')) AS h(household), posts, (VALUES ('{ines}'::uuid), ('{pia}'),
        ('{desk}')) AS a(asked), (VALUES (sec.now()), (sec.now() - interval '8 days')) AS w(moment),
        (VALUES (NULL::timestamptz), (sec.now())) AS y(agreed) WHERE post <> asked""",
    "safety_safetyground": """INSERT INTO safety_safetyground (id, organisation_id, instruction_id, author_id, text, day)
      SELECT gen_random_uuid(), CASE WHEN n % 2 = 0 THEN '{org}'::uuid ELSE '{other_org}' END, id, author, 'x', sec.today()
      FROM (SELECT id, row_number() OVER (ORDER BY id) AS n FROM safety_safetyinstruction i WHERE NOT EXISTS (
        SELECT 1 FROM safety_safetyground g WHERE g.instruction_id = i.id)) s
      JOIN (SELECT author, row_number() OVER () AS k FROM authors) a ON s.n / 2 % 3 + 1 = a.k""",
    # Whoever it is about and wherever: no key is looked up before a commit.
    "organisations_postproposal": """INSERT INTO organisations_postproposal (id, organisation_id, staff_id, service_id, role,
        full_time_fraction, starts, state, proposed_by_id, proposed_at)
      SELECT gen_random_uuid(), org, gen_random_uuid(), gen_random_uuid(), 'caretaker', 1, sec.today(), 'given', author, moment
      FROM orgs, authors, moments""",
    "handovers_handover": """INSERT INTO handovers_handover (id, organisation_id, from_post_id, to_post_id, starts, overlap_ends,
        everything, inbox, places, state, author_id, version)
      SELECT gen_random_uuid(), org, p.f, p.t, sec.today() + 20, sec.today() + 21, false, true, false, state, p.a, 1
      FROM orgs, (VALUES ('{amina}'::uuid, '{bart}'::uuid, '{amina}'::uuid), ('{bart}', '{amina}', '{bart}'),
        ('{amina}', '{bart}', '{head}'), ('{pia}', '{emma}', '{pia}'), ('{bart}', '{pia}', '{bart}')) AS p(f, t, a),
        unnest(ARRAY['preparing', 'withdrawn']) AS s(state), generate_series(1, 8)""",
    "prepared": """INSERT INTO handovers_handover (id, organisation_id, from_post_id, to_post_id, starts, overlap_ends,
        everything, inbox, places, state, author_id, version)
      SELECT v.i, '{org}', v.f, v.t, sec.today() + 20, sec.today() + 21, false, true, false, v.s, v.f, 1 FROM (VALUES
        ('{hers}'::uuid, '{amina}'::uuid, '{bart}'::uuid, 'preparing'), ('{taken_back}', '{amina}', '{bart}', 'withdrawn'),
        ('{to_emma}', '{pia}', '{emma}', 'preparing'), ('{of_leon}', '{leon}', '{emma}', 'preparing')) AS v(i, f, t, s)""",
    # Somebody who was in the team, and whom an emergency shows the file and a contact of his own in it.
    "formerly": """INSERT INTO access_teammember (id, subject_id, post_id, duty, valid, added_by_id, reason)
      VALUES (gen_random_uuid(), '{case}', '{leon}', 'second', daterange('2020-01-01', sec.today()), '{amina}', '')""",
    "his own": """INSERT INTO cases_contact (id, organisation_id, subject_id, author_id, confided_by, concerns, who, at, channel,
        result, domain, facts, tier, version)
      VALUES ('{contact_of_leon}', '{org}', '{case}', '{leon}', '{{}}', ARRAY['{person}'::uuid], '', now(), '', '', '', 'x', 'team', 1)""",
    "handovers_handovernote": """INSERT INTO handovers_handovernote (id, organisation_id, subject_id, handover_id, case_id,
        author_id, passes, stands, promised, reached, helpers, told_how, version)
      SELECT gen_random_uuid(), org, subject, h.id, '{file}', author, true, '', '', '', '', '', 1
      FROM (SELECT subject, org, author, row_number() OVER () AS n FROM subjects, authors, orgs, generate_series(1, 4)) s
      JOIN (SELECT id, row_number() OVER () AS n FROM handovers_handover
        WHERE id NOT IN ('{hers}', '{taken_back}', '{to_emma}', '{of_leon}', '{handover}')) h USING (n)""",
    "handovers_keptback": """INSERT INTO handovers_keptback (id, organisation_id, subject_id, contact_id, author_id, standing)
      SELECT gen_random_uuid(), org, subject, c.id, author, true
      FROM (SELECT subject, org, author, row_number() OVER () AS n FROM subjects, authors, orgs) s
      JOIN (SELECT id, row_number() OVER () AS n FROM cases_contact
        WHERE id NOT IN ('{contact}', '{contact_of_leon}')) c USING (n)""",
    "documents_document": """INSERT INTO documents_document (id, organisation_id, subject_id, author_id, confided_by, concerns,
        name, kind, size, sha256, taken_out, tier, version, written_at, ends_on)
      SELECT gen_random_uuid(), org, subject, author, '{{}}', ARRAY[person], 'x', 'text', 1, '', '{{}}', tier, 1, moment, ends
      FROM subjects, authors, orgs, persons, moments, (VALUES ('team', NULL), ('pair', NULL), ('reinforced', NULL),
        ('author', sec.today() + 3), ('author', sec.today() - 3)) AS t(tier, ends)""",
    "documents_photocode": """INSERT INTO documents_photocode (id, organisation_id, subject_id, author_id, persons, code_hash, ends_at,
        arrived) SELECT gen_random_uuid(), org, subject, author, '{{}}', decode(md5(random()::text), 'hex'), sec.now(), 0
      FROM subjects, authors, orgs""",
    "cases_topic": """INSERT INTO cases_topic (id, organisation_id, domain, name_fr, name_nl)
      SELECT gen_random_uuid(), org, 'family', 'x' || row_number() OVER (), 'x' FROM orgs""",
    "messaging_lettertemplate": """INSERT INTO messaging_lettertemplate (id, organisation_id, kind, number, state, title_fr,
        body_fr, title_nl, body_nl, author_id)
      SELECT gen_random_uuid(), org, 'empty', 100 + row_number() OVER (), 'former', 'x', 'x', 'x', 'x', author FROM orgs, authors""",
    "messaging_letter": """INSERT INTO messaging_letter (id, organisation_id, subject_id, author_id, household_id, person_id, kind,
        template_version, language, title_fr, body_fr, title_nl, body_nl, to_explain, confided_by, concerns, state, version, written_at)
      SELECT gen_random_uuid(), org, subject, author, '{household}', person, 'empty', 0, 'fr', 'x', 'x', '', '', false, '{{}}',
        ARRAY[person], 'draft', 1, moment FROM subjects, authors, orgs, persons, moments""",
    "messaging_letterbatch": """INSERT INTO messaging_letterbatch (id, organisation_id, author_id, kind, template_version, title_fr,
        body_fr, title_nl, body_nl, stopped, ends_on)
      SELECT gen_random_uuid(), org, author, 'empty', 0, 'x', 'x', 'x', 'x', true, sec.today() FROM orgs, authors
      UNION ALL SELECT '{bart_batch}', '{org}', '{bart}', 'empty', 0, 'x', 'x', 'x', 'x', true, sec.today()""",
    "messaging_batchline": """INSERT INTO messaging_batchline (id, organisation_id, subject_id, author_id, batch_id, household_id,
        person_id, language, to_explain, state)
      SELECT gen_random_uuid(), org, subject, author, '{letter_batch}', '{household}', '{person}', 'fr', false, state
      FROM subjects, authors, orgs, unnest(ARRAY['waiting', 'made', 'moved']) AS s(state)""",
    "messaging_dispatch": """INSERT INTO messaging_dispatch (id, organisation_id, subject_id, author_id, letter_id, person_id,
        channel, words, due_at, state, tries, proof, explained_in)
      SELECT gen_random_uuid(), organisation_id, subject_id, author_id, id, person_id, 'letter', '', now(), 'waiting', 0, '', ''
      FROM messaging_letter""",
    "access_namedreader": """INSERT INTO access_namedreader (id, item, post_id, valid, added_by_id)
      SELECT gen_random_uuid(), CASE WHEN v.k = 5 THEN gen_random_uuid() ELSE i.item END, v.post, v.term, v.by FROM (
        SELECT row_number() OVER (ORDER BY c.id) AS n, c.id AS item, c.author_id AS author FROM (
          SELECT id, author_id, tier FROM cases_contact UNION ALL SELECT id, author_id, tier FROM cases_confidence
          UNION ALL SELECT id, author_id, tier FROM cases_knownmember
          UNION ALL SELECT id, author_id, tier FROM network_networktie
          UNION ALL SELECT id, author_id, tier FROM documents_document
          UNION ALL SELECT id, author_id, tier FROM mail_bag_broughtletter) c
        WHERE c.tier IN ('pair', 'reinforced')) i
      JOIN LATERAL (VALUES (0, '{emma}'::uuid, i.author, daterange('2020-01-01', NULL)),
        (1, '{emma}', i.author, daterange('2020-01-01', sec.today())), (2, '{emma}', '{emma}', daterange('2020-01-01', NULL)),
        (3, '{pia}', i.author, daterange('2020-01-01', NULL)), (4, '{bart}', '{emma}', daterange('2020-01-01', NULL)),
        (5, '{emma}', i.author, daterange('2020-01-01', NULL))) AS v(k, post, by, term) ON i.n % 6 = v.k""",
    "access_dutypresence": """INSERT INTO access_dutypresence (id, organisation_id, post_id, household, since, until)
      SELECT gen_random_uuid(), org, post, h, now(), until FROM orgs, posts, (VALUES ('{household}'::uuid), ('{household2}')) AS x(h),
        (VALUES (sec.now() + interval '1 hour'), (sec.now() - interval '1 hour')) AS u(until)
      WHERE post IN ('{bart}', '{pia}') AND NOT (post = '{pia}' AND h = '{household}')
        AND NOT (post = '{bart}' AND until > sec.now())""",
    "access_oncekey": """INSERT INTO access_oncekey (id, post_id, key, body_hash, answer)
      SELECT gen_random_uuid(), post, gen_random_uuid(), '', '{{}}' FROM posts""",
    "access_read_event": """INSERT INTO access_read_event (at, post_id, person, what, subjects)
      SELECT now(), post, NULL, 'x', ARRAY[subject] FROM posts, subjects""",
    "signals_signal": """INSERT INTO signals_signal (id, organisation_id, origin_service_id, author_id, recipient_service_id,
        recipient_post_id, theme, text, state, sent_at)
      SELECT gen_random_uuid(), org, '{service}', author, service, recipient, 'worry', 'x', 'sent', moment
      FROM orgs, authors, moments, (VALUES ('{service}'::uuid), ('{desk_service}')) AS s(service),
        (VALUES (NULL::uuid), ('{amina}'), ('{desk}'), ('{head}')) AS r(recipient)""",
    "questions": """INSERT INTO signals_signal (id, organisation_id, origin_service_id, author_id, recipient_service_id,
        recipient_post_id, household_id, theme, text, state, sent_at)
      SELECT gen_random_uuid(), org, '{service}', author, '{service}', recipient, '{household}', 'colleague_question', 'x', 'sent',
        sec.now() - age FROM orgs, authors, (VALUES ('{amina}'::uuid), ('{desk}'), ('{pia}')) AS r(recipient),
        (VALUES (interval '1 hour'), ('3 days'), ('8 days')) AS a(age)""",
    # The other one of each pair is nobody: foreign keys wait for a commit that never comes.
    "doubles_doublepair": """INSERT INTO doubles_doublepair (id, organisation_id, one_id, other_id, score, reasons)
      SELECT gen_random_uuid(), org, least(p, o), greatest(p, o), 70, '{{}}' FROM orgs, (VALUES ('{partner}'::uuid), ('{stranger}'),
        (gen_random_uuid())) AS x(p) CROSS JOIN LATERAL (SELECT gen_random_uuid() AS o WHERE org IS NOT NULL AND p IS NOT NULL) n""",
    "doubles_merging": """INSERT INTO doubles_merging (id, organisation_id, pair_id, kept_id, merged_id, proposed_by_id, proposed_at,
        asked_kept_id, asked_merged_id)
      SELECT gen_random_uuid(), org, gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), '{head}', sec.now() - age, asked, '{desk}'
      FROM orgs, (VALUES (interval '1 hour'), ('15 days')) AS a(age),
        (VALUES ('{amina}'::uuid), ('{pia}')) AS w(asked)""",
    "capture_draft": """INSERT INTO capture_draft (id, post_id, form, payload, saved_at, expires)
      SELECT gen_random_uuid(), post, 'contact', '{{}}', now(), e FROM posts, (VALUES (sec.today()), (sec.today() - 1)) AS x(e)""",
    "people_representation": """INSERT INTO people_representation (id, organisation_id, person_id, kind, name, phone, valid)
      SELECT gen_random_uuid(), org, '{person}', 'parent', '', '', daterange('2020-01-01', NULL) FROM orgs""",
    "housing_room": """INSERT INTO housing_room (id, organisation_id, dwelling_id, kind)
      SELECT gen_random_uuid(), org, '{dwelling}', 'bedroom' FROM orgs""",
    "overdue": """UPDATE access_emergencyaccess SET opened_at = sec.now() - interval '8 days' WHERE post_id = '{dora}'""",
    "no second factor": """UPDATE access_lock_session SET stepped_up_at = NULL WHERE post_id = '{leon}'""",
    "people_keepapart": """INSERT INTO people_keepapart (id, organisation_id, one_id, other_id)
      SELECT gen_random_uuid(), org, least('{person}'::uuid, '{partner}'), greatest('{person}'::uuid, '{partner}') FROM orgs""",
}
EXTRA_SUBJECTS = """
CREATE TEMP TABLE extra_subjects ON COMMIT DROP AS SELECT gen_random_uuid() AS id, org, person, kind, member, n FROM orgs, persons,
  (VALUES ('{amina}'::uuid), ('{bart}')) AS m(member), (VALUES ('case')) AS k(kind), generate_series(1, 2) AS n;
INSERT INTO access_subject (id, organisation_id, kind) SELECT id, org, kind FROM extra_subjects;
INSERT INTO access_teammember (id, subject_id, post_id, duty, valid, added_by_id, reason)
  SELECT gen_random_uuid(), id, member, 'assigned', CASE n WHEN 1 THEN daterange('2020-01-01', NULL)
    ELSE daterange('2020-01-01', sec.today()) END, member, '' FROM extra_subjects;
INSERT INTO access_emergencyaccess (id, organisation_id, subject_id, person, post_id, ground, reason, opened_at, until, outcome)
  SELECT gen_random_uuid(), '{org}', id, '{person}', '{dora}', 'danger_to_life', 'r', sec.now() - interval '5 hours',
    sec.now() + CASE n WHEN 1 THEN interval '1 hour' ELSE interval '-1 hour' END, '' FROM extra_subjects;
"""


def names(made: World) -> dict[str, Any]:
    """The ids the texts above speak of."""
    by = made.stage.people
    posts = ("amina", "bart", "chloe", "desk", "emma", "pia", "ines", "officer", "dora", "head", "leon", "fanny")
    found = {name: by[name].post for name in posts}
    return found | {
        "case": made.subject,
        "file": made.case,
        "bart_case": uuid.UUID(int=1 << 100),
        "chloe_case": uuid.UUID(int=1 << 101),
        "org": made.stage.company.pk,
        "person": made.home.persons[0],
        "partner": made.home.persons[1],
        "household": made.home.household,
        "dwelling": made.home.dwelling,
        "household2": made.hidden.household,
        "contact": made.ids["contact_team"],
        "stranger": made.hidden.persons[1],
        "asked": made.ids["data_request"],
        "bound_contact": made.ids["bound_contact"],
        "agent": made.stage.people["agent"].post,
        "unbound_contact": made.ids["unbound_contact"],
        **{name: made.ids[name] for name in OF_THE_CAST},
        "table_closed": uuid.UUID(int=1 << 108),
        "elsewhere": uuid.UUID(int=1 << 109),
        "ended_transfer": uuid.UUID(int=1 << 110),
        "asked2": uuid.UUID(int=1 << 104),
        "lease": made.home.lease,
        "bart_batch": uuid.UUID(int=1 << 105),
        "contact_pair": made.ids["contact_pair"],
        **{
            name: uuid.UUID(int=number)
            for number, name in enumerate(("hers", "taken_back", "to_emma", "of_leon", "contact_of_leon"), 1 << 102)
        },
        **{
            name: uuid.UUID(int=number)
            for number, name in enumerate(("by_link", "on_paper", "link_taken_back", "to_unbound"), 1 << 107)
        },
        "service": made.stage.service.pk,
    }


def lay(admin: Any, made: World) -> dict[str, Any]:
    """Insert it all as an administrator; returns the ids by name."""
    ids = names(made)
    row = admin.execute("SELECT organisation_id FROM organisations_post WHERE id = %s", [ids["chloe"]]).fetchone()
    desk = admin.execute("SELECT service_id FROM organisations_post WHERE id = %s", [ids["desk"]]).fetchone()
    ids |= {"other_org": row[0], "desk_service": desk[0]}
    admin.execute(COMMON.format(**ids))
    admin.execute(EXTRA_SUBJECTS.format(**ids))
    for text in ITEMS.values():
        admin.execute(text.format(**ids))
    ids["bart_file"] = uuid.UUID(int=1 << 106)
    admin.execute(FILE_OF_BART.format(**ids))
    ids |= {"closed_case": uuid.UUID(int=1 << 112), "closed_file": uuid.UUID(int=1 << 113)}
    admin.execute(CLOSED_FILE.format(**ids))
    chloe_inbox = ids["chloe"]
    for name, author, subject in (
        ("contact_of_bart", ids["bart"], ids["case"]),
        ("own_deposit", ids["amina"], ids["bart"]),
        ("in_his_inbox", ids["bart"], ids["bart"]),
    ):
        ids[name] = uuid.uuid4()
        admin.execute(
            "INSERT INTO cases_contact (id, organisation_id, subject_id, author_id, confided_by, concerns, who, at, channel,"
            " result, domain, facts, tier, version) VALUES (%s, %s, %s, %s, '{}', '{}', '', now(), '', '', '', 'x', 'team', 1)",
            [ids[name], ids["org"], subject, author],
        )
    for name, subject, person in (
        ("her_letter", ids["case"], ids["person"]),
        ("partners_letter", ids["case"], ids["partner"]),
        ("letter_elsewhere", ids["amina"], ids["partner"]),
    ):
        ids[name] = uuid.uuid4()
        admin.execute(
            "INSERT INTO messaging_letter (id, organisation_id, subject_id, author_id, household_id, person_id, kind,"
            " template_version, language, title_fr, body_fr, title_nl, body_nl, to_explain, confided_by, concerns, state,"
            " version) VALUES (%s, %s, %s, %s, %s, %s, 'empty', 0, 'fr', 'x', 'x', '', '', false, '{}', '{}', 'draft', 1)",
            [ids[name], ids["org"], subject, ids["amina"], ids["household"], person],
        )
    _set_aside(admin, made, ids)
    return ids | {"chloe_inbox": chloe_inbox}


ABOUT_LINKS = (  # parts of the policy of links, each to be missed
    ("r.id = referrals_referrallink.referral_id\n  AND ", ""),
    ("r.subject_id = referrals_referrallink.subject_id AND ", ""),
    ("r.way IN ('mail', 'given')\n  AND ", ""),
    ("r.state <> 'taken_back' AND ", ""),
    (" AND sec.may_refer(r.case_id, r.subject_id, r.concerns, r.contact_id)", ""),
)


def of_links(ids: dict[str, Any]) -> dict[str, list[str]]:
    """Links to packs that may have one, that may not, and to none at all."""
    led_to = [f"'{ids[name]}'" for name in ("by_link", "on_paper", "link_taken_back", "to_unbound")]
    empty = {name: ["'{}'"] for name in ("opened", "questions", "replies")}
    return {**empty, "referral_id": [*led_to, "gen_random_uuid()"], "site": ["'x'"], "code_way": ["'told'"]} | {
        "codes": ["0"], "tries": ["0"], "unseen": ["false"], "due": ["''"], "sends": ["0"],
    }  # fmt: skip


def of_partners(table: str, me: list[str]) -> dict[str, list[str]]:
    """The columns of a line of the directory that must be filled."""
    x = ["'x'"]
    named = {"name_fr": x, "name_nl": x, "kind": ["'association'"]}
    unknown, empty = ["'unknown'"], ["'{}'"]
    return {
        "partners_partnerorganisation": {**named, "level": ["'local'"], "url": x, "version": ["1"]},
        "partners_partnerservice": {
            **named, "partner_id": ["gen_random_uuid()"], "description_fr": x, "description_nl": x, "domains": empty,
            "eligibility": x, "area": empty, "languages": empty, "hours": x, "phone": x, "email": x, "address": x,
            "capacity": unknown, "bound_by_secrecy": unknown, "secrecy_ground": x, "same_mission": ["false"],
            "search_key": x, "version": ["1"],
        },
        "partners_partnercontact": {
            "service_id": ["gen_random_uuid()"], "first_name": x, "last_name": x, "function": x, "phone": x, "email": x,
            "version": ["1"],
        },
        "partners_agreement": {
            "partner_id": ["gen_random_uuid()"], "title": x, "parties": ["'[]'"], "covers": x,
            "starts": ["sec.today()"], "version": ["1"],
        },
        "partners_partnershipstep": {
            "partner_id": ["gen_random_uuid()"], "post_id": me, "on": ["sec.today()"], "kind": ["'call'"],
            "purpose": ["'bridge'"], "domain": ["''"], "agreed": x, "withdrawn": ["false"], "version": ["1"],
        },
        "partners_verification": {
            "service_id": ["gen_random_uuid()"], "post_id": me, "on": ["sec.today()", "sec.today() - 1"],
        },
    }[table]  # fmt: skip


OF_THE_CAST = (
    "accounts_service", "technical_service", "procedure", "table_line", "table_between", "handover", "letter_batch", "activity",
    "venue", "transfer", "transfer_round", "motive", "motive_along", "home_building", "intervention", "site", "round_plan",
    "meeting", "meeting_held", "meeting_over",
)  # fmt: skip
OF_ITS_OWN = {  # what one row alone may hold
    "handovers_keptback": "'contact_id', gen_random_uuid()",
    "data_requests_datadecision": "'item', gen_random_uuid()",
    "documents_photocode": "'code_hash', '\\x' || md5(random()::text)",
}


def _set_aside(admin: Any, made: World, ids: dict[str, Any]) -> None:
    """Beside a row that Amina reads, one more of each table, for whose erasure somebody else asks."""
    hidden = []
    for table in sorted({one.table for one in declared_purges()} | {table for table, _ in declared_dependents()}):
        with admin.transaction(force_rollback=True):
            admin.execute("SET LOCAL ROLE palier_app")
            admin.execute("SELECT set_config('palier.token', %s, true)", [made.token(("A4a", "own_team"))])
            seen = admin.execute(f"SELECT id FROM {table} ORDER BY id LIMIT 1").fetchone()
        own = OF_ITS_OWN.get(table)
        changed = f"jsonb_build_object('id', gen_random_uuid(){', ' + own if own else ''})"
        copied = f"(jsonb_populate_record(NULL::{table}, to_jsonb(t) || {changed})).*"
        made_now = admin.execute(f"INSERT INTO {table} SELECT {copied} FROM {table} t WHERE id = %s RETURNING id", seen)
        hidden.append(made_now.fetchone()[0])
    admin.execute(
        "INSERT INTO rights_purge (id, organisation_id, subject, kind, item, items, written_on, ground, state, asked_by_id, reason)"
        " VALUES (gen_random_uuid(), %s, %s, 'contact', gen_random_uuid(), %s, sec.today(), 'wrong_file', 'asked', %s, '')",
        [ids["org"], ids["case"], hidden, ids["desk"]],
    )

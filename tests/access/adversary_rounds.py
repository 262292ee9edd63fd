"""Rows of the agents' rounds in every relation a policy looks at; keys between them wait for a commit that never comes."""

ROUNDS = {
    "rounds_shift": """INSERT INTO rounds_shift (id, organisation_id, post_id, day, starts, ends, mode, starts_at_id, note)
      SELECT gen_random_uuid(), org, post, sec.today() + 50 + row_number() OVER ()::integer, '10:00', '11:00', 'foot',
        gen_random_uuid(), '' FROM orgs, posts""",
    "rounds_round": """INSERT INTO rounds_round (id, organisation_id, day, version, author_id, planned_at, stopped_because)
      SELECT gen_random_uuid(), org, sec.today() + 50, row_number() OVER (), author, sec.now(), 'steps' FROM orgs, authors""",
    "rounds_stop": """INSERT INTO rounds_stop (id, organisation_id, round_id, post_id, position, kind, arrives, leaves, walk_minutes,
        why) SELECT gen_random_uuid(), org, gen_random_uuid(), post, 1, 'break', '10:00', '10:20', 0, '{{}}' FROM orgs, posts""",
    "rounds_leftout": """INSERT INTO rounds_leftout (id, organisation_id, round_id, intervention_id, reason)
      SELECT gen_random_uuid(), org, gen_random_uuid(), gen_random_uuid(), 'day_is_full' FROM orgs""",
    "rounds_offlinekey": """INSERT INTO rounds_offlinekey (id, organisation_id, post_id, day, salt, ends_at)
      SELECT gen_random_uuid(), org, post, sec.today() + 50 + row_number() OVER ()::integer, ''::bytea, sec.now()
      FROM orgs, (VALUES ('{agent}'::uuid), ('{amina}'), ('{bart}')) AS k(post)""",
}

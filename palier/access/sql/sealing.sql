-- The application writes no clear words into a reinforced row, by whatever statement. What functions of the house leave
-- clear, and what was there before, is sealed by the job within a minute.
CREATE OR REPLACE FUNCTION sec.only_sealed() RETURNS trigger LANGUAGE plpgsql SET search_path = '' AS $$
DECLARE one text; latter jsonb := to_jsonb(NEW); former jsonb := '{}';
BEGIN
  IF current_user <> 'palier_app' THEN RETURN NEW; END IF;
  IF TG_OP = 'UPDATE' THEN
    IF OLD.tier = 'reinforced' THEN former := to_jsonb(OLD); END IF;
  END IF;
  FOREACH one IN ARRAY TG_ARGV LOOP
    IF latter ->> one <> '' AND latter ->> one IS DISTINCT FROM former ->> one AND sec.seal_of(latter ->> one) IS NULL THEN
      RAISE EXCEPTION 'words of a reinforced row are sealed' USING ERRCODE = '42501';
    END IF;
  END LOOP;
  RETURN NEW;
END $$;

-- Which key and version sealed these words, `subject:version`; NULL for clear ones.
CREATE OR REPLACE FUNCTION sec.seal_of(words text) RETURNS text
LANGUAGE sql IMMUTABLE SET search_path = '' AS $$
  SELECT substring(words FROM '^\x02([0-9a-f-]{36}:[0-9]+):')
$$;

-- Does a change by the job alter nothing but the seal? It leaves no former state: that would keep the former key needed, or
-- clear words that were sealed at last.
CREATE OR REPLACE FUNCTION sec.only_the_seal_differs(the_table text, former jsonb, latter jsonb) RETURNS boolean
LANGUAGE sql STABLE SET search_path = '' AS $$
  SELECT former - c.names = latter - c.names AND NOT EXISTS (SELECT 1 FROM unnest(c.columns) one
    WHERE latter ->> one IS DISTINCT FROM former ->> one AND sec.seal_of(latter ->> one) IS NULL)
  FROM (SELECT array_agg(s.column_name) AS columns, array_agg(s.column_name) || 'sha256'::text AS names
    FROM sec.sealed_columns() s WHERE s.table_name = the_table HAVING count(*) > 0) c
$$;

-- Is any of these words clear, or under the key of another subject?
CREATE OR REPLACE FUNCTION sec.has_strays(words jsonb, subject uuid) RETURNS boolean
LANGUAGE sql IMMUTABLE SET search_path = '' AS $$
  SELECT EXISTS (SELECT 1 FROM jsonb_each_text(words) w
    WHERE w.value <> '' AND coalesce(split_part(sec.seal_of(w.value), ':', 1), '') <> subject::text)
$$;

-- For the job: words of one table that are sealed or should be, in the order of ids. `of_subject`: by whose key.
CREATE OR REPLACE FUNCTION sec.words_apart(the_table text, after uuid, at_most integer, only_strays boolean)
RETURNS TABLE (row_id uuid, of_subject uuid, words jsonb)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE columns text; marked text;
BEGIN
  SELECT string_agg(format('%L, t.%I', s.column_name, s.column_name), ', '),
    string_agg(format(' OR left(t.%I, 1) = E''\x02''', s.column_name), '') INTO columns, marked
    FROM sec.sealed_columns() s WHERE s.table_name = the_table;
  IF columns IS NULL THEN RETURN; END IF;
  RETURN QUERY EXECUTE format('SELECT t.id, t.subject_id, jsonb_build_object(%1$s) FROM public.%2$I t
    WHERE (t.tier = ''reinforced''%3$s) AND t.id > $1 AND (NOT $3 OR sec.has_strays(jsonb_build_object(%1$s), t.subject_id))
    ORDER BY t.id LIMIT $2', columns, the_table, marked) USING after, at_most, only_strays;
END $$;

-- For the job: the same in the history of one table: of rows that are apart today, or were at their last change.
CREATE OR REPLACE FUNCTION sec.history_apart(the_table text, after bigint, at_most integer, only_strays boolean)
RETURNS TABLE (history_id bigint, row_id uuid, of_subject uuid, words jsonb)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE columns text;
BEGIN
  SELECT string_agg(format('%L, h.before -> %L', s.column_name, s.column_name), ', ') INTO columns
    FROM sec.sealed_columns() s WHERE s.table_name = the_table;
  IF columns IS NULL THEN RETURN; END IF;
  RETURN QUERY EXECUTE format('WITH apart AS MATERIALIZED (SELECT t.id, t.subject_id FROM public.%I t WHERE t.tier = ''reinforced''),
    rows AS MATERIALIZED (SELECT id FROM apart UNION SELECT g.row_id FROM public.access_history g
      WHERE g.before ->> ''tier'' = ''reinforced'' AND g.table_name = $1),
    lines AS (SELECT h.id, h.row_id, coalesce(a.subject_id, (h.before ->> ''subject_id'')::uuid) AS subject,
        jsonb_strip_nulls(jsonb_build_object(%s)) AS words
      FROM rows r JOIN public.access_history h ON h.row_id = r.id AND h.table_name = $1 LEFT JOIN apart a ON a.id = h.row_id
      WHERE h.id > $2)
    SELECT * FROM lines l WHERE NOT $4 OR sec.has_strays(l.words, l.subject) ORDER BY l.id LIMIT $3', the_table, columns)
    USING the_table, after, at_most, only_strays;
END $$;

-- For the job: sealed words in the place of others, when these still stand there. It can put nothing clear anywhere.
CREATE OR REPLACE FUNCTION sec.reseal(the_table text, the_row uuid, former jsonb, latter jsonb) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE changes text; done integer;
BEGIN
  SELECT string_agg(format('%I = $2 ->> %L', n.name, n.name), ', ') INTO changes
    FROM jsonb_object_keys(latter) n(name) JOIN sec.sealed_columns() s ON s.table_name = the_table AND s.column_name = n.name
    WHERE sec.seal_of(latter ->> n.name) IS NOT NULL;
  IF changes IS NULL THEN RETURN false; END IF;
  EXECUTE format('UPDATE public.%I t SET %s WHERE t.id = $1 AND to_jsonb(t) @> $3', the_table, changes)
    USING the_row, latter, former;
  GET DIAGNOSTICS done = ROW_COUNT;
  RETURN done = 1;
END $$;

-- The same in the history; what a row held for search goes with what it held in clear.
CREATE OR REPLACE FUNCTION sec.reseal_history(the_table text, the_id bigint, former jsonb, latter jsonb) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  IF latter = '{}' OR EXISTS (SELECT 1 FROM jsonb_object_keys(latter) n(name) WHERE sec.seal_of(latter ->> n.name) IS NULL) THEN
    RETURN false;
  END IF;
  UPDATE public.access_history h SET before = (h.before || latter) - 'words'
    WHERE h.id = the_id AND h.table_name = the_table AND h.before @> former
      AND EXISTS (SELECT 1 FROM sec.sealed_columns() s WHERE s.table_name = the_table);
  RETURN FOUND;
END $$;

-- For the job: how many values each version of each key seals, and (without a key) how many are still clear.
CREATE OR REPLACE FUNCTION sec.seals_borne() RETURNS TABLE (seal text, borne bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE one text;
BEGIN
  FOR one IN SELECT DISTINCT s.table_name FROM sec.sealed_columns() s LOOP
    RETURN QUERY SELECT sec.seal_of(w.value), count(*)
      FROM (SELECT a.words FROM sec.words_apart(one, '00000000-0000-0000-0000-000000000000', NULL, false) a
        UNION ALL SELECT h.words FROM sec.history_apart(one, 0, NULL, false) h) found, jsonb_each_text(found.words) w
      WHERE w.value <> '' GROUP BY 1;
  END LOOP;
END $$;

-- For the job: which of these subjects this database knows. A key of another database is none of its business.
CREATE OR REPLACE FUNCTION sec.subjects_here(ids uuid[]) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT s.id FROM public.access_subject s WHERE s.id = ANY (ids)
$$;

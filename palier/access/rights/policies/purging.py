"""The erasure by two persons: who asks, what is set aside meanwhile, who decides, what goes (P17, P36; secrecy T9).

Who asks names a thing and one ground of a closed list. Until the officer has decided it is hidden from everybody else,
by a policy that the lock lays on every table that declares it (`lock._set_aside`). Erased, it leaves no row, no former
state, no named reader; one function does it, and it alone belongs to palier_purge.
"""

from typing import Any

from palier.access.lock import Purge
from palier.access.rights.policies.holding import guarded_models, persons_in

DAY = "({0} AT TIME ZONE 'Europe/Brussels')::date"


def _open(model: Any) -> str:
    """SQL: is the tier of this row open to who asks? A thing that she may not read is not there for her either."""
    if model.ACCESS.tier is None:
        return "true"
    return """(t.tier = 'team' OR t.author_id = sec.post() OR (t.tier IN ('pair', 'reinforced') AND EXISTS (
      SELECT 1 FROM public.access_namedreader r WHERE r.item = t.id AND r.post_id = sec.post()
        AND r.valid @> sec.today() AND r.added_by_id = t.author_id)))"""


def things(purges: tuple[Purge, ...]) -> str:
    """SQL: the thing of this kind and id: whose it is, where it lies, its day, whether its tier is open."""
    models = guarded_models()
    return "\n  UNION ALL ".join(
        f"SELECT t.organisation_id, t.subject_id, t.author_id,"
        f" {DAY.format('t.' + models[one.table].ACCESS.written_at)}, {_open(models[one.table])}"
        f" FROM public.{one.table} t WHERE the_kind = '{one.kind}' AND t.id = the_item"
        for one in purges
    )


def fallen(dependents: tuple[tuple[str, str], ...]) -> str:
    """SQL: the rows that hang on any of the ids in `gone`."""
    return "\n      UNION ".join(
        f"SELECT t.id FROM public.{table} t WHERE t.{column} = ANY (gone)" for table, column in dependents
    )


def tables_of(purges: tuple[Purge, ...], dependents: tuple[tuple[str, str], ...]) -> list[str]:
    """Every table from which such an erasure takes rows: what hangs on others first."""
    return list(dict.fromkeys([*(table for table, _ in dependents), *(one.table for one in purges)]))


def named(tables: list[str]) -> str:
    """SQL: the persons whom these rows name."""
    models = guarded_models()
    return "\n    UNION ".join(
        f"SELECT unnest({persons_in(models[table])}) FROM public.{table} t WHERE t.id = ANY (the_items)"
        for table in tables
        if models[table].ACCESS.persons
    )


LOOKING = """
-- The thing of which somebody speaks. Only the functions below call it.
CREATE OR REPLACE FUNCTION sec.thing(the_kind text, the_item uuid)
RETURNS TABLE (organisation_id uuid, subject_id uuid, author_id uuid, written_on date, is_open boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  THINGS
$$;

-- A thing and all that cannot stand without it. Only the functions below call it.
CREATE OR REPLACE FUNCTION sec.falls_with(the_item uuid) RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE gone uuid[] := ARRAY[the_item]; found uuid[];
BEGIN
  LOOP
    found := ARRAY(SELECT f.id FROM (FALLEN) f WHERE f.id <> ALL (gone));
    EXIT WHEN found = '{}';
    gone := gone || found;
  END LOOP;
  RETURN gone;
END $$;

-- Whom these things name. Only sec.purge calls it.
CREATE OR REPLACE FUNCTION sec.named_by(the_items uuid[]) RETURNS uuid[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT ARRAY(NAMED)
$$;
"""

ASKING = """
-- What is hidden from who asks, because another waits for its erasure. Every policy `set_aside` asks once a statement.
CREATE OR REPLACE FUNCTION sec.set_aside() RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM public.rights_purge p WHERE p.state = 'asked') THEN RETURN '{}'; END IF;
  RETURN ARRAY(SELECT unnest(p.items) FROM public.rights_purge p WHERE p.state = 'asked'
    AND p.organisation_id = coalesce(sec.organisation(), sec.her_landlord())
    AND p.asked_by_id IS DISTINCT FROM sec.post());
END $$;

-- May she ask for its erasure? Its author, while she is in the team of its file; when the author is not, whoever the
-- file is assigned to. The day it was written, or no row.
CREATE OR REPLACE FUNCTION sec.may_ask_purge(the_kind text, the_item uuid)
RETURNS TABLE (subject_id uuid, written_on date)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT i.subject_id, i.written_on FROM sec.thing(the_kind, the_item) i
  WHERE i.organisation_id = sec.organisation() AND i.is_open AND i.subject_id = ANY (sec.my_subjects())
    AND sec.role() IN ('social_worker', 'trainee') AND the_item <> ALL (sec.set_aside())
    AND (i.author_id = sec.post() OR (
      NOT EXISTS (SELECT 1 FROM public.access_teammember t JOIN public.organisations_post p ON p.id = t.post_id
        WHERE t.subject_id = i.subject_id AND t.post_id = i.author_id AND t.valid @> sec.today()
          AND p.valid @> sec.today())
      AND EXISTS (SELECT 1 FROM public.access_teammember t WHERE t.subject_id = i.subject_id AND t.post_id = sec.post()
        AND t.duty = 'assigned' AND t.valid @> sec.today())))
$$;

-- She asks. From now on it is hidden from everybody but her. The same thing twice is one asking.
CREATE OR REPLACE FUNCTION sec.ask_purge(the_id uuid, the_kind text, the_item uuid, the_ground text) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  IF the_ground NOT IN ('wrong_file', 'never_to_write', 'person_asked') THEN RETURN false; END IF;
  INSERT INTO public.rights_purge (id, organisation_id, subject, kind, item, items, written_on, ground, state,
    asked_by_id, asked_at, reason)
  SELECT the_id, sec.organisation(), m.subject_id, the_kind, the_item, sec.falls_with(the_item), m.written_on,
    the_ground, 'asked', sec.post(), sec.now(), '' FROM sec.may_ask_purge(the_kind, the_item) m ON CONFLICT DO NOTHING;
  RETURN EXISTS (SELECT 1 FROM public.rights_purge p WHERE p.item = the_item AND p.state = 'asked'
    AND p.asked_by_id = sec.post());
END $$;

CREATE OR REPLACE FUNCTION sec.take_back_purge(the_id uuid) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  UPDATE public.rights_purge SET state = 'taken_back', items = '{}', decided_by_id = sec.post(), decided_at = sec.now()
    WHERE id = the_id AND state = 'asked' AND asked_by_id = sec.post();
  RETURN FOUND;
END $$;

-- What she asked herself: what waits, and for thirty days what the officer keeps, with his reason.
CREATE OR REPLACE FUNCTION sec.my_purges() RETURNS TABLE (id uuid, kind text, item uuid, written_on date, ground text,
  state text, asked_at timestamptz, decided_at timestamptz, reason text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT p.id, p.kind, p.item, p.written_on, p.ground, p.state, p.asked_at, p.decided_at, p.reason
  FROM public.rights_purge p WHERE p.asked_by_id = sec.post()
    AND (p.state = 'asked' OR (p.state = 'kept' AND p.decided_at > sec.now() - interval '30 days'))
  ORDER BY p.asked_at DESC
$$;

-- Is there an officer who could decide? Another person than who asks.
CREATE OR REPLACE FUNCTION sec.has_officer() RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT EXISTS (SELECT 1 FROM public.organisations_post p WHERE p.organisation_id = sec.organisation()
    AND p.role = 'data_protection_officer' AND p.valid @> sec.today() AND NOT sec.is_herself(p.staff_id))
$$;
"""

DECIDING = """
-- For the officer, the oldest first: a kind, a day, who asks, why. No content, no person, no number of a file.
CREATE OR REPLACE FUNCTION sec.purges() RETURNS TABLE (id uuid, kind text, written_on date, by text, ground text,
  asked_at timestamptz, state text, held boolean, own boolean, decided_at timestamptz, reason text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT p.id, p.kind, p.written_on, s.first_name || ' ' || s.last_name, p.ground, p.asked_at, p.state,
    p.state = 'asked' AND sec.purge_is_held(p.item, p.subject), sec.is_herself(s.id), p.decided_at, p.reason
  FROM public.rights_purge p JOIN public.organisations_post w ON w.id = p.asked_by_id
  JOIN public.organisations_staffmember s ON s.id = w.staff_id
  WHERE p.organisation_id = sec.organisation() AND sec.role() = 'data_protection_officer' AND p.state <> 'taken_back'
  ORDER BY p.state <> 'asked', CASE WHEN p.state = 'asked' THEN p.asked_at END, p.decided_at DESC LIMIT 200
$$;

-- Does a legal hold keep it: its file, or anybody whom it or what falls with it names?
CREATE OR REPLACE FUNCTION sec.purge_is_held(the_item uuid, the_subject uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT sec.is_held(the_subject, sec.named_by(sec.falls_with(the_item)))
$$;

-- The officer keeps it, and says why: it is there again for everybody who read it before. Never what she asked herself.
CREATE OR REPLACE FUNCTION sec.keep_asked(the_id uuid, why text) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  UPDATE public.rights_purge p SET state = 'kept', items = '{}', decided_by_id = sec.post(), decided_at = sec.now(),
    reason = btrim(why)
    WHERE p.id = the_id AND p.state = 'asked' AND p.organisation_id = sec.organisation() AND btrim(why) <> ''
      AND sec.role() = 'data_protection_officer' AND NOT EXISTS (SELECT 1 FROM public.organisations_post w
        WHERE w.id = p.asked_by_id AND sec.is_herself(w.staff_id));
  RETURN FOUND;
END $$;

-- The officer erases: the thing, what cannot stand without it, their former states and named readers, all or nothing;
-- bytes without a row go with the next sweep. A number stays, and a line of the ledger that says nothing of it. Answers
-- 'erased', 'held', or NULL when it is not hers to decide.
CREATE OR REPLACE FUNCTION sec.purge(the_id uuid) RETURNS text
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE one record; there record; gone uuid[]; readers uuid[];
BEGIN
  SELECT p.* INTO one FROM public.rights_purge p WHERE p.id = the_id AND p.organisation_id = sec.organisation()
    FOR UPDATE;
  IF NOT FOUND OR sec.role() IS DISTINCT FROM 'data_protection_officer' OR EXISTS (
      SELECT 1 FROM public.organisations_post w WHERE w.id = one.asked_by_id AND sec.is_herself(w.staff_id)) THEN
    RETURN NULL;
  END IF;
  IF one.state <> 'asked' THEN RETURN CASE WHEN one.state = 'erased' THEN 'erased' END; END IF;
  SELECT t.* INTO there FROM sec.thing(one.kind, one.item) t;
  IF FOUND THEN
    IF sec.purge_is_held(one.item, there.subject_id) THEN RETURN 'held'; END IF;
    PERFORM sec.keep_count(one.organisation_id, one.written_on, 'two_person_purge', '', 1);
  END IF;
  gone := sec.falls_with(one.item);
  DELETING
  readers := ARRAY(SELECT r.id FROM public.access_namedreader r WHERE r.item = ANY (gone));
  DELETE FROM public.access_namedreader WHERE id = ANY (readers);
  DELETE FROM public.access_history WHERE row_id = ANY (gone || readers);
  UPDATE public.rights_purge SET state = 'erased', items = '{}', decided_by_id = sec.post(), decided_at = sec.now()
    WHERE id = the_id;
  INSERT INTO public.access_read_event (at, post_id, what, reference, subjects, ground)
  VALUES (sec.now(), sec.post(), 'two_person_purge', the_id, '{}', '');
  RETURN 'erased';
END $$;

-- That it was asked and decided goes after its term, unless its file is held. One that waits stays. How many went.
CREATE OR REPLACE FUNCTION sec.erase_purges() RETURNS bigint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE gone bigint;
BEGIN
  DELETE FROM public.rights_purge p USING sec.terms_of('two_person_purge') t WHERE t.organisation_id = p.organisation_id
    AND p.decided_at + t.term < sec.now() AND NOT sec.is_held(p.subject, '{}');
  GET DIAGNOSTICS gone = ROW_COUNT;
  RETURN gone;
END $$;
"""


def purging(purges: tuple[Purge, ...], dependents: tuple[tuple[str, str], ...]) -> str:
    """The functions of the erasure by two, with what the tables declare in its places."""
    tables = tables_of(purges, dependents)
    looking = LOOKING.replace("THINGS", things(purges)).replace("FALLEN", fallen(dependents))
    deleting = "\n  ".join(f"DELETE FROM public.{table} WHERE id = ANY (gone);" for table in tables)
    return looking.replace("NAMED", named(tables)) + ASKING + DECIDING.replace("DELETING", deleting)


OF_PURGE = (  # what sec.purge reaches beside the things themselves
    ("rights_purge", "SELECT, UPDATE"),
    ("organisations_post", "SELECT"),
    ("access_namedreader", "SELECT, DELETE"),
    ("access_history", "SELECT, DELETE"),
    ("access_read_event", "INSERT"),
)
CALLED_BY_PURGE = ("now()", "post()", "role()", "organisation()", "is_herself(uuid)", "thing(text, uuid)",
    "falls_with(uuid)", "purge_is_held(uuid, uuid)", "keep_count(uuid, date, text, text, bigint)")  # fmt: skip
EXECUTES = (
    ("set_aside()", "palier_app"),
    ("may_ask_purge(text, uuid)", "palier_app"),
    ("ask_purge(uuid, text, uuid, text)", "palier_app"),
    ("take_back_purge(uuid)", "palier_app"),
    ("my_purges()", "palier_app"),
    ("has_officer()", "palier_app"),
    ("purges()", "palier_app"),
    ("keep_asked(uuid, text)", "palier_app"),
    ("purge(uuid)", "palier_app"),
    ("erase_purges()", "palier_job"),
    *((signature, "palier_purge") for signature in CALLED_BY_PURGE),
)

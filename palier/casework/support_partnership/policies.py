"""The partnership: nobody reads or writes the rows; closed functions give the cell its own, and the Region frozen years."""

from palier.access.lock import AppPolicies, Policy, Table

KEEPING = """
-- Who keeps the partnership of her own cell.
CREATE OR REPLACE FUNCTION sec.keeps_partnership() RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT coalesce(sec.role() = 'support_cell_worker', false)
$$;

CREATE OR REPLACE FUNCTION sec.presentations() RETURNS SETOF public.support_partnership_presentation
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT p.* FROM public.support_partnership_presentation p
  WHERE p.organisation_id = sec.organisation() AND sec.keeps_partnership() ORDER BY p.day DESC, p.id DESC
$$;

-- Version 0: a new one. False when it is not of one's own cell, or somebody was faster.
CREATE OR REPLACE FUNCTION sec.keep_presentation(the_id uuid, the_day date, the_kind text, the_house uuid, the_audience text,
  how_many smallint, what_came text, the_version integer) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  IF NOT sec.keeps_partnership() THEN RETURN false; END IF;
  IF the_version = 0 THEN
    INSERT INTO public.support_partnership_presentation (id, organisation_id, day, kind, before_id, audience, present, came_of_it,
      version) VALUES (the_id, sec.organisation(), the_day, the_kind, the_house, the_audience, how_many, what_came, 1);
    RETURN true;
  END IF;
  UPDATE public.support_partnership_presentation p SET day = the_day, kind = the_kind, before_id = the_house,
      audience = the_audience, present = how_many, came_of_it = what_came, version = version + 1
    WHERE p.id = the_id AND p.organisation_id = sec.organisation() AND p.version = the_version;
  RETURN FOUND;
END $$;

CREATE OR REPLACE FUNCTION sec.funding_periods() RETURNS SETOF public.support_partnership_fundingperiod
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT f.* FROM public.support_partnership_fundingperiod f
  WHERE f.organisation_id = sec.organisation() AND sec.keeps_partnership() ORDER BY f.since DESC, f.id DESC
$$;

-- As for a presentation.
CREATE OR REPLACE FUNCTION sec.keep_funding(the_id uuid, the_since date, the_until date, the_funder text, the_decision text,
  the_amount numeric, is_structural boolean, posts smallint, the_version integer) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  IF NOT sec.keeps_partnership() THEN RETURN false; END IF;
  IF the_version = 0 THEN
    INSERT INTO public.support_partnership_fundingperiod (id, organisation_id, since, until, funder, decision, amount, structural,
      half_time_posts, version)
    VALUES (the_id, sec.organisation(), the_since, the_until, the_funder, the_decision, the_amount, is_structural, posts, 1);
    RETURN true;
  END IF;
  UPDATE public.support_partnership_fundingperiod f SET since = the_since, until = the_until, funder = the_funder,
      decision = the_decision, amount = the_amount, structural = is_structural, half_time_posts = posts, version = version + 1
    WHERE f.id = the_id AND f.organisation_id = sec.organisation() AND f.version = the_version;
  RETURN FOUND;
END $$;

CREATE OR REPLACE FUNCTION sec.partnership_notes() RETURNS SETOF public.support_partnership_partnershipnote
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT n.* FROM public.support_partnership_partnershipnote n
  WHERE n.organisation_id = sec.organisation() AND sec.keeps_partnership() ORDER BY n.day DESC, n.id DESC
$$;

-- A line is added and never changed.
CREATE OR REPLACE FUNCTION sec.add_partnership_note(the_id uuid, the_day date, the_kind text, the_words text) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  IF NOT sec.keeps_partnership() THEN RETURN false; END IF;
  INSERT INTO public.support_partnership_partnershipnote (id, organisation_id, day, kind, words)
  VALUES (the_id, sec.organisation(), the_day, the_kind, the_words);
  RETURN true;
END $$;
"""

FREEZING = """
-- A year that is over is frozen once. What it says has its small cells closed already.
CREATE OR REPLACE FUNCTION sec.freeze_support_year(the_id uuid, the_year integer, the_figures jsonb) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  IF NOT sec.keeps_partnership() OR the_year >= extract(year FROM sec.today()) THEN RETURN false; END IF;
  INSERT INTO public.support_partnership_frozenyear (id, organisation_id, year, frozen_on, figures)
  VALUES (the_id, sec.organisation(), the_year, sec.today(), the_figures) ON CONFLICT DO NOTHING;
  RETURN FOUND;
END $$;

-- Frozen years: for the cell its own, for the Region all. Nobody else reads one, and the Region nothing else.
CREATE OR REPLACE FUNCTION sec.frozen_support_years() RETURNS TABLE (id uuid, name_fr text, name_nl text, year smallint,
  frozen_on date, figures jsonb)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT f.id, o.name_fr::text, o.name_nl::text, f.year, f.frozen_on, f.figures
  FROM public.support_partnership_frozenyear f JOIN public.organisations_organisation o ON o.id = f.organisation_id
  WHERE sec.role() = 'regional_analyst' OR (sec.keeps_partnership() AND f.organisation_id = sec.organisation())
  ORDER BY f.year DESC, o.name_fr, f.id
$$;
"""


def _of_nobody(name: str, history: bool) -> Table:
    return Table(
        f"support_partnership_{name}", (Policy(f"{name}_of_nobody", "SELECT", "false"),), grants=(), history=history
    )


POLICIES = AppPolicies(
    functions=(KEEPING, FREEZING),
    executes=(
        ("presentations()", "palier_app"),
        ("keep_presentation(uuid, date, text, uuid, text, smallint, text, integer)", "palier_app"),
        ("funding_periods()", "palier_app"),
        ("keep_funding(uuid, date, date, text, text, numeric, boolean, smallint, integer)", "palier_app"),
        ("partnership_notes()", "palier_app"),
        ("add_partnership_note(uuid, date, text, text)", "palier_app"),
        ("freeze_support_year(uuid, integer, jsonb)", "palier_app"),
        ("frozen_support_years()", "palier_app"),
    ),
    tables=(
        _of_nobody("presentation", history=True),
        _of_nobody("fundingperiod", history=True),
        _of_nobody("partnershipnote", history=False),  # never changed: it is its own history
        _of_nobody("frozenyear", history=False),
    ),
)

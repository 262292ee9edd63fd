"""What opens a link, what is read and answered on it: closed functions, keyed by the hash of its session's token (P7).

The session of a link has no post, no person and no organisation: every row and every other function is closed to it.
"""

from palier.casework.referrals.rules.links import (
    CODE_AGAIN_AFTER,
    CODE_LASTS,
    CODES_AT_MOST,
    NEWS_AT_MOST,
    QUESTION_AT_MOST,
    QUESTIONS_AT_MOST,
    SENDS_AT_MOST,
    TRIES,
    News,
)

STANDING = """
-- Does this link still open something? Not ended, not taken back, within thirty days of the sending, and its pack might still go
-- today to the same professional.
CREATE OR REPLACE FUNCTION sec.link_stands(the_link uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT EXISTS (SELECT 1 FROM public.referrals_referrallink l JOIN public.referrals_referral r ON r.id = l.referral_id
    WHERE l.id = the_link AND l.ended_at IS NULL AND r.state <> 'taken_back' AND r.sent_on + 30 >= sec.today()
      AND sec.may_go(r.organisation_id, r.case_id, r.subject_id, r.concerns, r.contact_id))
$$;

-- The link of this reference in this browser. Bound to another browser, it is as if it were not there.
CREATE OR REPLACE FUNCTION sec.link_of(reference text, device text) RETURNS uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT l.id FROM public.referrals_referrallink l
  WHERE l.link_hash = sha256(convert_to(reference, 'UTF8')) AND l.ended_at IS NULL
    AND (l.device_hash IS NULL OR l.device_hash = sha256(convert_to(nullif(device, ''), 'UTF8'))) AND sec.link_stands(l.id)
$$;

-- The link whose session asks; only once the declaration was confirmed when `read`.
CREATE OR REPLACE FUNCTION sec.my_link(read boolean) RETURNS uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT a.code FROM sec.asking a
  WHERE (a.purpose = 'link_open' OR (a.purpose = 'link_asked' AND NOT read)) AND sec.link_stands(a.code)
$$;
"""

OPENING = f"""
-- How the code of this link is had, or nothing: unknown, ended, taken back and another browser are one answer.
CREATE OR REPLACE FUNCTION sec.link_asks(reference text, device text) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT l.code_way FROM public.referrals_referrallink l WHERE l.id = sec.link_of(reference, device)
$$;

-- A code is wanted by SMS: it is drawn and sent by the job. Not twice within a minute, nor without end.
CREATE OR REPLACE FUNCTION sec.want_link_code(reference text, device text) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  UPDATE public.referrals_referrallink SET due = 'code', due_at = sec.now(), code_asked_at = sec.now(), codes = codes + 1, sends = 0,
    leased_until = NULL
    WHERE id = sec.link_of(reference, device) AND code_way = 'sms' AND codes < {CODES_AT_MOST}
      AND (code_asked_at IS NULL OR code_asked_at <= sec.now() - interval '{CODE_AGAIN_AFTER.total_seconds():.0f} seconds');
  RETURN FOUND;
END $$;

-- The right code opens a session of twenty minutes and binds the link to this browser. It is used up; so it is after five wrong ones.
CREATE OR REPLACE FUNCTION sec.open_link(reference text, device text, the_code text, token text) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE which uuid;
BEGIN
  SELECT l.id INTO which FROM public.referrals_referrallink l WHERE l.id = sec.link_of(reference, device)
    AND l.code_hash IS NOT NULL AND l.code_until > sec.now() AND l.tries < {TRIES} FOR UPDATE;
  IF which IS NULL OR nullif(device, '') IS NULL THEN RETURN false; END IF;
  UPDATE public.referrals_referrallink SET code_hash = NULL, code_until = NULL, tries = 0,
    device_hash = sha256(convert_to(device, 'UTF8'))
    WHERE id = which AND code_hash = sha256(convert_to(which::text || the_code, 'UTF8'))
      AND (device_hash IS NULL OR device_hash = sha256(convert_to(device, 'UTF8')));
  IF NOT FOUND THEN
    UPDATE public.referrals_referrallink SET tries = tries + 1 WHERE id = which;
    RETURN false;
  END IF;
  INSERT INTO public.access_lock_session (token_hash, code, purpose, opened_at, expires_at)
  VALUES (sha256(convert_to(token, 'UTF8')), which, 'link_asked', sec.now(), sec.now() + interval '20 minutes');
  RETURN true;
END $$;
"""

AT_THE_LINK = f"""
-- Twenty minutes more for who is still reading, two hours in all. False: the session, or the link, has ended.
CREATE OR REPLACE FUNCTION sec.keep_link() RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  UPDATE public.access_lock_session SET expires_at = least(sec.now() + interval '20 minutes', opened_at + interval '2 hours')
    WHERE token_hash = sha256(convert_to(nullif(current_setting('palier.token', true), ''), 'UTF8')) AND code = sec.my_link(false);
  RETURN FOUND;
END $$;

-- For whom the pack is, and who sends it: what is shown before the declaration is confirmed. Nothing of the person.
CREATE OR REPLACE FUNCTION sec.link_head()
RETURNS TABLE (name text, function text, service_fr text, service_nl text, company_fr text, company_nl text, is_read boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT c.first_name || ' ' || c.last_name, c.function, s.name_fr, s.name_nl, o.name_fr, o.name_nl, sec.my_link(true) IS NOT NULL
  FROM public.referrals_referrallink l JOIN public.referrals_referral r ON r.id = l.referral_id
  JOIN public.partners_partnercontact c ON c.id = r.contact_id JOIN public.partners_partnerservice s ON s.id = c.service_id
  JOIN public.organisations_organisation o ON o.id = l.organisation_id
  WHERE l.id = sec.my_link(false)
$$;

-- The declaration is confirmed: the pack may be read in this session, and that it was opened stands in the link and in the ledger.
CREATE OR REPLACE FUNCTION sec.confirm_link(the_version date) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE which uuid := sec.my_link(false); lies_in uuid; about uuid;
BEGIN
  IF which IS NULL OR the_version IS NULL THEN RETURN false; END IF;
  IF sec.purpose() = 'link_open' THEN RETURN true; END IF;
  UPDATE public.access_lock_session SET purpose = 'link_open'
    WHERE token_hash = sha256(convert_to(nullif(current_setting('palier.token', true), ''), 'UTF8'));
  UPDATE public.referrals_referrallink SET declared = the_version, opened = opened || sec.now() WHERE id = which
    RETURNING subject_id, referral_id INTO lies_in, about;
  INSERT INTO public.access_read_event (at, post_id, person, what, reference, subjects, ground)
  VALUES (sec.now(), NULL, NULL, 'referral_by_link', about, ARRAY[lies_in], 'by_link');
  RETURN true;
END $$;

-- Whom she let read a pack about her, and on which days it was opened, told at her own door (P17). Where she may read all of it.
CREATE OR REPLACE FUNCTION sec.partners_who_read_me(at_most integer)
RETURNS TABLE (day date, service_fr text, service_nl text, function text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT DISTINCT (o.at AT TIME ZONE 'Europe/Brussels')::date, s.name_fr::text, s.name_nl::text, c.function::text
  FROM public.referrals_referral r JOIN public.referrals_referrallink l ON l.referral_id = r.id
  CROSS JOIN LATERAL unnest(l.opened) AS o(at)
  JOIN public.partners_partnercontact c ON c.id = r.contact_id JOIN public.partners_partnerservice s ON s.id = c.service_id
  WHERE sec.door_level() = 2 AND r.concerns = ARRAY[sec.person()] AND sec.opens_to_her(r.subject_id)
  ORDER BY 1 DESC, 2 LIMIT least(at_most, 200)
$$;

DROP FUNCTION IF EXISTS sec.link_pack();  -- it once told no news
-- The pack, its parts in the very words that the worker chose, and what was said since.
CREATE OR REPLACE FUNCTION sec.link_pack()
RETURNS TABLE (name text, need text, parts jsonb, worker text, phone text, agreed_on date, sent_on date, last_day date, state text,
  why text, next_day date, questions text[], replies text[], news jsonb)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT r.name, r.need, r.parts, m.first_name || ' ' || m.last_name, coalesce(nullif(m.phone, ''), v.phone, ''), r.agreed_on,
    r.sent_on, r.sent_on + 30, r.state, r.why, r.next_day, l.questions, l.replies, l.news
  FROM public.referrals_referrallink l JOIN public.referrals_referral r ON r.id = l.referral_id
  JOIN public.organisations_post p ON p.id = r.author_id JOIN public.organisations_staffmember m ON m.id = p.staff_id
  LEFT JOIN public.organisations_service v ON v.id = p.service_id
  WHERE l.id = sec.my_link(true)
$$;

-- Taken up, not possible with its reason, or a day proposed: once, while nobody has noted another answer. The same row as an answer
-- noted by hand, said by the professional.
CREATE OR REPLACE FUNCTION sec.answer_by_link(the_state text, the_why text, the_day date) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE which uuid := sec.my_link(true);
BEGIN
  IF the_state NOT IN ('accepted', 'refused', 'sent') OR (the_state = 'refused') <> (the_why IN ('full', 'not_eligible', 'other_area',
      'other_language', 'other_matter', 'no_reason')) OR (the_state <> 'refused' AND the_why <> '')
    OR (the_state = 'refused' AND the_day IS NOT NULL) OR (the_state = 'sent' AND the_day IS NULL) OR the_day < sec.today() THEN
    RETURN false;
  END IF;
  UPDATE public.referrals_referral r SET state = the_state, why = the_why, next_day = the_day, by_link = true, version = version + 1,
    answered_on = CASE WHEN the_state = 'sent' THEN NULL ELSE sec.today() END
    FROM public.referrals_referrallink l WHERE l.id = which AND r.id = l.referral_id AND r.state = 'sent';
  IF NOT FOUND THEN RETURN false; END IF;
  UPDATE public.referrals_referrallink SET unseen = true WHERE id = which;
  RETURN true;
END $$;

-- A question to the worker, one at a time.
CREATE OR REPLACE FUNCTION sec.ask_by_link(the_words text) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  UPDATE public.referrals_referrallink SET questions = questions || the_words, unseen = true
    WHERE id = sec.my_link(true) AND btrim(the_words) <> '' AND char_length(the_words) <= {QUESTION_AT_MOST}
      AND cardinality(questions) = cardinality(replies) AND cardinality(questions) < {QUESTIONS_AT_MOST};
  RETURN FOUND;
END $$;
"""

TELLING = f"""
-- News for the worker from the service that took the person up: one of a closed list, dated by the house.
CREATE OR REPLACE FUNCTION sec.tell_by_link(the_news text) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  UPDATE public.referrals_referrallink l SET unseen = true,
    news = l.news || jsonb_build_array(jsonb_build_array(sec.today()::text, the_news))
    FROM public.referrals_referral r WHERE l.id = sec.my_link(true) AND r.id = l.referral_id AND r.state = 'accepted'
      AND the_news IN ({", ".join(f"'{one}'" for one in News)}) AND jsonb_array_length(l.news) < {NEWS_AT_MOST};
  RETURN FOUND;
END $$;
"""

SENDING = f"""
-- For the sender: takes under a lease what is due of links that still stand, with the address as it stands in the directory now.
-- What was tried too often waits for its author.
CREATE OR REPLACE FUNCTION sec.lease_links(lease interval) RETURNS TABLE (id uuid, what text, site text, address text, company_fr text,
  company_nl text)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
#variable_conflict use_column
BEGIN
  UPDATE public.referrals_referrallink l SET due = '', leased_until = NULL
    WHERE l.due <> '' AND (l.sends >= {SENDS_AT_MOST} OR NOT sec.link_stands(l.id)) AND (l.leased_until IS NULL OR l.leased_until < sec.now());
  RETURN QUERY
  WITH waiting AS (
    SELECT l.id FROM public.referrals_referrallink l WHERE l.due <> '' AND l.due_at <= sec.now()
      AND (l.leased_until IS NULL OR l.leased_until < sec.now()) ORDER BY l.due_at, l.id LIMIT 20 FOR UPDATE SKIP LOCKED),
  taken AS (
    UPDATE public.referrals_referrallink l SET sends = l.sends + 1, leased_until = sec.now() + lease
    FROM waiting WHERE l.id = waiting.id RETURNING l.*)
  SELECT t.id, t.due::text, t.site::text, CASE t.due WHEN 'link' THEN c.email ELSE c.phone END::text, o.name_fr::text, o.name_nl::text
  FROM taken t JOIN public.referrals_referral r ON r.id = t.referral_id
  JOIN public.partners_partnercontact c ON c.id = r.contact_id
  JOIN public.organisations_organisation o ON o.id = t.organisation_id;
END $$;

-- What is about to leave: of a reference or a code only the hash is kept, and the one before opens nothing any more.
CREATE OR REPLACE FUNCTION sec.link_drawn(the_link uuid, the_due text, the_hash bytea) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  IF the_due = 'link' THEN
    UPDATE public.referrals_referrallink SET link_hash = the_hash WHERE id = the_link AND due = 'link';
  ELSE
    UPDATE public.referrals_referrallink SET code_hash = the_hash, tries = 0,
      code_until = sec.now() + interval '{CODE_LASTS.total_seconds():.0f} seconds' WHERE id = the_link AND due = 'code';
  END IF;
  RETURN FOUND;
END $$;

CREATE OR REPLACE FUNCTION sec.link_sent(the_link uuid) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  UPDATE public.referrals_referrallink SET sent_at = CASE due WHEN 'link' THEN sec.now() ELSE sent_at END, due = '', leased_until = NULL
    WHERE id = the_link AND due <> '';
  RETURN FOUND;
END $$;

-- It did not go: again after a pause; without one, never, and its author reads that it has not left.
CREATE OR REPLACE FUNCTION sec.link_not_sent(the_link uuid, pause interval) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  UPDATE public.referrals_referrallink SET due = CASE WHEN pause IS NULL THEN '' ELSE due END,
    due_at = sec.now() + coalesce(pause, interval '0'), leased_until = NULL WHERE id = the_link AND due <> '';
  RETURN FOUND;
END $$;
"""

-- Letters to guidance committees: sent, by whom, placed, sent back, in time, waiting; and what was answered.
WITH RECURSIVE area AS (
    SELECT id FROM organizations_division WHERE code = %(division)s
    UNION
    SELECT d.id FROM organizations_division d JOIN area ON d.parent_id = area.id WHERE NOT %(own)s
), dated AS (
    SELECT l.*, s.kind AS sender_kind, told.act, told.day
    FROM referrals_referral l
    JOIN organizations_organization s ON s.id = l.sender_id
    CROSS JOIN LATERAL (VALUES ('sent', l.sent_on), ('answered', l.answered_on)) AS told (act, day)
), mine AS (
    SELECT dated.*
    FROM dated
    JOIN organizations_organization o ON o.id = dated.receiver_id
    WHERE (%(organization)s::uuid IS NULL OR o.uuid = %(organization)s::uuid)
      AND (%(division)s::text IS NULL OR (
          SELECT p.division_id FROM organizations_placement p
          WHERE p.organization_id = o.id AND daterange(p.valid_from, p.valid_until) @> dated.day
      ) IN (SELECT id FROM area))
), sent AS (
    SELECT * FROM mine WHERE act = 'sent' AND day >= %(start)s AND day < %(until)s
), standing AS (
    SELECT * FROM sent WHERE status <> 'withdrawn'
), answered AS (
    SELECT * FROM mine WHERE act = 'answered' AND day >= %(start)s AND day < %(until)s
)
SELECT 'letters', count(*) FROM standing
UNION ALL SELECT 'letters_court', count(*) FROM standing WHERE sender_kind = 'court'
UNION ALL SELECT 'letters_procuratorate', count(*) FROM standing WHERE sender_kind = 'procuratorate'
UNION ALL SELECT 'letters_police', count(*) FROM standing WHERE sender_kind = 'police'
UNION ALL SELECT 'letters_petition', count(*) FROM standing WHERE sender_kind = 'petition_office'
UNION ALL
SELECT 'letters_other', count(*) FROM standing WHERE sender_kind IN ('consumer_association', 'other_agency')
UNION ALL SELECT 'letters_withdrawn', count(*) FROM sent WHERE status = 'withdrawn'
UNION ALL
SELECT unnest(ARRAY['letters_placed', 'letters_placed_share/numerator']), count(*)
FROM sent WHERE status IN ('placed', 'mediating', 'answered')
UNION ALL SELECT 'letters_declined', count(*) FROM sent WHERE status = 'declined'
UNION ALL
SELECT unnest(ARRAY['letters_in_time', 'letters_in_time_share/numerator']), count(*)
FROM standing WHERE received_on IS NOT NULL AND received_on <= answer_due_on
UNION ALL
SELECT unnest(ARRAY['letters_placed_share/denominator', 'letters_in_time_share/denominator']), count(*)
FROM standing
UNION ALL
SELECT 'letters_waiting', count(*)
FROM mine
WHERE act = 'sent' AND status <> 'withdrawn' AND sent_on <= %(day)s AND (received_on IS NULL OR received_on > %(day)s)
UNION ALL SELECT 'letters_answered', count(*) FROM answered
UNION ALL SELECT 'letters_agreed', count(*) FROM answered WHERE answer = 'agreed'
UNION ALL SELECT 'letters_not_agreed', count(*) FROM answered WHERE answer = 'not_agreed'

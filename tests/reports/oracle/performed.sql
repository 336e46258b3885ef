-- What was performed, and of what was due; what a court was asked to confirm.
WITH mine AS (
    SELECT c.*, o.kind AS acceptor_kind
    FROM cases_case c
    JOIN organizations_organization o ON o.id = c.accepted_by_id
    LEFT JOIN organizations_division town ON town.id = c.accepted_town_id
    LEFT JOIN organizations_division county ON county.id = c.accepted_county_id
    LEFT JOIN organizations_division prefecture ON prefecture.id = c.accepted_prefecture_id
    LEFT JOIN organizations_division province ON province.id = c.accepted_province_id
    WHERE c.regime = 'peoples' AND c.status <> 'voided' AND NOT c.is_continuation AND c.accepted_on IS NOT NULL
      AND (%(organization)s::uuid IS NULL OR o.uuid = %(organization)s::uuid)
      AND (%(division)s::text IS NULL OR %(division)s IN (town.code, county.code, prefecture.code, province.code))
      AND (NOT %(own)s OR coalesce(town.code, county.code, prefecture.code, province.code) = %(division)s)
), due AS (
    -- The last day that an agreement in force names; the day of success where it names none.
    SELECT mine.id, mine.performed_on
    FROM mine
    LEFT JOIN cases_agreement a ON a.case_id = mine.id AND a.effective_on IS NOT NULL
    LEFT JOIN cases_obligation b ON b.agreement_id = a.id
    WHERE mine.succeeded_on IS NOT NULL
    GROUP BY mine.id, mine.performed_on, mine.succeeded_on
    HAVING greatest(mine.succeeded_on, max(b.due_on)) >= %(start)s
       AND greatest(mine.succeeded_on, max(b.due_on)) < %(until)s
), written AS (
    SELECT f.* FROM cases_confirmation f
    JOIN cases_agreement a ON a.id = f.agreement_id AND a.form = 'written_agreement'
    JOIN mine ON mine.id = a.case_id
), sums AS (
    SELECT (SELECT count(*) FROM mine WHERE performed_on >= %(start)s AND performed_on < %(until)s) AS performed,
           (SELECT count(*) FROM due) AS due,
           (SELECT count(performed_on) FROM due) AS kept,
           (SELECT count(*) FROM written WHERE applied_on >= %(start)s AND applied_on < %(until)s) AS applied,
           (SELECT count(*) FROM written
            WHERE result = 'confirmed' AND ruled_on >= %(start)s AND ruled_on < %(until)s) AS confirmed,
           (SELECT count(*) FROM mine
            WHERE outcome = 'written_agreement' AND concluded_on >= %(start)s AND concluded_on < %(until)s) AS papers
)
SELECT told.code, told.value::numeric
FROM sums
CROSS JOIN LATERAL (VALUES
    ('cases_performed', performed),
    ('agreements_due', due),
    ('agreements_due_performed', kept),
    ('performed_rate/numerator', kept),
    ('performed_rate/denominator', due),
    ('confirmations_applied', applied),
    ('confirmation_rate/numerator', confirmed),
    ('confirmation_rate/denominator', papers),
    ('confirmation_granted_rate/numerator', confirmed),
    ('confirmation_granted_rate/denominator', applied)
) AS told (code, value)

-- What hangs on accepted cases: confirmations, experts who took part, subsidies.
WITH mine AS (
    SELECT c.id
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
)
SELECT 'confirmations', count(*)::numeric
FROM cases_confirmation f JOIN cases_agreement a ON a.id = f.agreement_id JOIN mine ON mine.id = a.case_id
WHERE a.form = 'written_agreement' AND f.result = 'confirmed' AND f.ruled_on >= %(start)s AND f.ruled_on < %(until)s
UNION ALL
SELECT 'expert_participations', count(*)
FROM cases_expertinvitation e JOIN mine ON mine.id = e.case_id
WHERE e.took_part_on >= %(start)s AND e.took_part_on < %(until)s
UNION ALL
SELECT 'subsidy_amount', coalesce(sum(s.amount), 0)
FROM cases_subsidyclaim s JOIN mine ON mine.id = s.case_id
WHERE make_date(s.year, 1, 1) >= %(start)s AND make_date(s.year + 1, 1, 1) <= %(until)s
UNION ALL
SELECT 'subsidy_paid', coalesce(sum(s.amount), 0)
FROM cases_subsidyclaim s JOIN mine ON mine.id = s.case_id
WHERE s.paid_on >= %(start)s AND s.paid_on < %(until)s

-- Cases by the day of acceptance; belonging as frozen at acceptance.
WITH mine AS (
    SELECT c.*, o.kind AS acceptor_kind, o.sector AS acceptor_sector
    FROM cases_case c
    JOIN organizations_organization o ON o.id = c.accepted_by_id
    LEFT JOIN organizations_division town ON town.id = c.accepted_town_id
    LEFT JOIN organizations_division county ON county.id = c.accepted_county_id
    LEFT JOIN organizations_division prefecture ON prefecture.id = c.accepted_prefecture_id
    LEFT JOIN organizations_division province ON province.id = c.accepted_province_id
    WHERE c.regime = 'peoples'
      AND c.status <> 'voided' AND NOT c.is_continuation
      AND c.accepted_on >= %(start)s AND c.accepted_on < %(until)s
      AND (%(organization)s::uuid IS NULL OR o.uuid = %(organization)s::uuid)
      AND (%(division)s::text IS NULL OR %(division)s IN (town.code, county.code, prefecture.code, province.code))
      AND (NOT %(own)s OR coalesce(town.code, county.code, prefecture.code, province.code) = %(division)s)
), applicants AS (
    SELECT mine.id, count(*) AS many
    FROM mine JOIN cases_party p ON p.case_id = mine.id AND p.side = 'applicant' AND p.left_on IS NULL
    GROUP BY mine.id HAVING count(*) > 9
)
SELECT 'cases_accepted', count(*) FROM mine
UNION ALL SELECT 'cases_accepted_succeeded', count(succeeded_on) FROM mine
UNION ALL SELECT 'cases_major', count(*) FROM mine WHERE is_major
UNION ALL SELECT 'cases_' || wanted, (SELECT count(*) FROM mine WHERE source = wanted)
          FROM unnest(ARRAY['application', 'proactive', 'entrusted']) AS wanted
UNION ALL SELECT 'cases_docked', count(*) FROM mine WHERE entruster = 'court'
UNION ALL SELECT 'docked_share/numerator', count(*) FROM mine WHERE entruster = 'court'
UNION ALL SELECT 'docked_share/denominator', count(*) FROM mine
UNION ALL SELECT 'success_rate_cohort/numerator', count(succeeded_on) FROM mine
UNION ALL SELECT 'success_rate_cohort/denominator', count(*) FROM mine
UNION ALL SELECT 'cases_finance', count(*) FROM mine WHERE acceptor_kind = 'industry' AND acceptor_sector = 'finance'
UNION ALL SELECT 'finance_amount', coalesce(sum(succeeded_amount), 0)
          FROM mine WHERE acceptor_kind = 'industry' AND acceptor_sector = 'finance'
UNION ALL SELECT 'cases_group', count(*) FROM applicants
UNION ALL SELECT 'group_applicants', coalesce(sum(many), 0) FROM applicants

-- Cases by the days on which they succeeded or ended, and those open on the last day.
WITH mine AS (
    SELECT c.*
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
), succeeded AS (
    SELECT * FROM mine WHERE succeeded_on >= %(start)s AND succeeded_on < %(until)s
), ended AS (
    SELECT * FROM mine WHERE concluded_on >= %(start)s AND concluded_on < %(until)s
)
SELECT 'cases_succeeded', count(*)::numeric FROM succeeded
UNION ALL SELECT 'agreement_amount', coalesce(sum(succeeded_amount), 0) FROM succeeded
UNION ALL SELECT 'success_rate/numerator', count(*) FROM succeeded
UNION ALL SELECT 'success_rate/denominator', count(*) FROM mine
          WHERE accepted_on >= %(start)s AND accepted_on < %(until)s
UNION ALL SELECT 'cases_concluded', count(*) FROM ended
UNION ALL SELECT 'success_rate_concluded/numerator', count(*) FROM succeeded
UNION ALL SELECT 'success_rate_concluded/denominator', count(*) FROM ended
UNION ALL SELECT 'cases_oral', count(*) FROM ended WHERE outcome = 'oral_agreement'
UNION ALL SELECT 'cases_written', count(*) FROM ended WHERE outcome = 'written_agreement'
UNION ALL SELECT 'cases_agreements', count(*) FROM ended WHERE outcome LIKE '%%_agreement'
UNION ALL SELECT 'agreement_rate/numerator', count(*) FROM ended WHERE outcome LIKE '%%_agreement'
UNION ALL SELECT 'agreement_rate/denominator', count(*) FROM ended
UNION ALL SELECT 'oral_share/numerator', count(*) FROM ended WHERE outcome = 'oral_agreement'
UNION ALL SELECT 'oral_share/denominator', count(*) FROM ended WHERE outcome LIKE '%%_agreement'
UNION ALL SELECT 'written_share/numerator', count(*) FROM ended WHERE outcome = 'written_agreement'
UNION ALL SELECT 'written_share/denominator', count(*) FROM ended WHERE outcome LIKE '%%_agreement'
UNION ALL SELECT 'cases_not_reached', count(*) FROM ended WHERE outcome = 'not_reached'
UNION ALL SELECT 'cases_refused', count(*) FROM ended WHERE outcome = 'refused'
UNION ALL SELECT 'cases_terminated', count(*) FROM ended WHERE outcome = 'terminated'
UNION ALL SELECT 'cases_withdrawn', count(*) FROM ended WHERE outcome = 'terminated' AND termination_ground = 'settled'
UNION ALL SELECT 'cases_open', count(*) FROM mine
          WHERE daterange(accepted_on, concluded_on) @> %(day)s::date

-- What had to be done beside mediating: taken in soon, visited again, told of other ways, filed.
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
), accepted AS (
    SELECT * FROM mine WHERE accepted_on >= %(start)s AND accepted_on < %(until)s
), ended AS (
    SELECT * FROM mine WHERE concluded_on >= %(start)s AND concluded_on < %(until)s
), closed AS (
    SELECT * FROM mine WHERE closed_on >= %(start)s AND closed_on < %(until)s
), sums AS (
    SELECT (SELECT count(*) FROM accepted) AS accepted,
           (SELECT count(*) FROM accepted WHERE accepted_on - applied_on < 4) AS soon,
           (SELECT count(*) FROM ended WHERE outcome = 'written_agreement') AS papers,
           (SELECT count(DISTINCT ended.id) FROM ended JOIN cases_returnvisit v ON v.case_id = ended.id
            WHERE outcome = 'written_agreement') AS visited,
           (SELECT count(*) FROM ended WHERE outcome IN ('not_reached', 'refused', 'terminated')) AS without,
           (SELECT count(*) FROM ended
            WHERE outcome IN ('not_reached', 'refused', 'terminated') AND length(routes_told) > 0) AS told,
           (SELECT count(*) FROM closed) AS closed,
           (SELECT count(filed_on) FROM closed) AS filed
)
SELECT answers.code, answers.value::numeric
FROM sums
CROSS JOIN LATERAL (VALUES
    ('cases_accepted_in_time', soon),
    ('accepted_in_time_share/numerator', soon),
    ('accepted_in_time_share/denominator', accepted),
    ('cases_written_visited', visited),
    ('visited_share/numerator', visited),
    ('visited_share/denominator', papers),
    ('cases_without_agreement', without),
    ('cases_routes_told', told),
    ('routes_told_share/numerator', told),
    ('routes_told_share/denominator', without),
    ('cases_closed_filed', filed),
    ('filed_share/numerator', filed),
    ('filed_share/denominator', closed)
) AS answers (code, value)

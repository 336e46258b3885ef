-- Cases that ended, by how many days mediation took, and those that stood past their term on the last day.
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
), ended AS (
    SELECT width_bucket(concluded_on - accepted_on, ARRAY[0, 8, 16, 31]) AS band
    FROM mine WHERE concluded_on >= %(start)s AND concluded_on < %(until)s
)
SELECT bands.code, (SELECT count(*) FROM ended WHERE ended.band = bands.band)
FROM (VALUES
    ('cases_concluded_7_days', 1), ('cases_concluded_15_days', 2), ('cases_concluded_30_days', 3),
    ('cases_concluded_longer', 4)
) AS bands (code, band)
UNION ALL
SELECT 'cases_overdue', count(*)
FROM mine
WHERE accepted_on <= %(day)s AND (concluded_on IS NULL OR concluded_on > %(day)s)
  AND %(day)s::date - accepted_on > term_days

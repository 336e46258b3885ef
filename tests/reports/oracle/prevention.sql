-- Sums that committees entered for whole months, by where the committee stood when the month began.
WITH RECURSIVE area AS (
    SELECT id FROM organizations_division WHERE code = %(division)s
    UNION
    SELECT d.id FROM organizations_division d JOIN area ON d.parent_id = area.id WHERE NOT %(own)s
), mine AS (
    SELECT t.*
    FROM cases_preventiontotal t
    JOIN organizations_organization o ON o.id = t.organization_id
    WHERE t.month >= %(start)s AND (t.month + interval '1 month')::date <= %(until)s
      AND (%(organization)s::uuid IS NULL OR o.uuid = %(organization)s::uuid)
      AND (%(division)s::text IS NULL OR (
          SELECT p.division_id FROM organizations_placement p
          WHERE p.organization_id = o.id AND daterange(p.valid_from, p.valid_until) @> t.month
      ) IN (SELECT id FROM area))
)
SELECT 'prevention_' || v.code, coalesce(sum(v.value), 0)
FROM (VALUES ('prevented'), ('suicide_cases'), ('suicide_people'), ('crime_cases'), ('crime_people'),
             ('petition_cases'), ('petition_people'), ('affray_cases'), ('affray_people')) AS wanted (code)
CROSS JOIN LATERAL (
    SELECT wanted.code, 0 AS value
    UNION ALL
    SELECT wanted.code, (to_jsonb(mine) ->> wanted.code)::integer FROM mine
) AS v
GROUP BY v.code

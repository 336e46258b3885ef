-- Rows that belong to where their organization stood on their own day: screening, and disputes not accepted.
WITH RECURSIVE area AS (
    SELECT id FROM organizations_division WHERE code = %(division)s
    UNION
    SELECT d.id FROM organizations_division d JOIN area ON d.parent_id = area.id WHERE NOT %(own)s
), dated AS (
    SELECT 'screening_rounds' AS code, organization_id, held_on AS day, 1 AS many FROM cases_screeninground
    UNION ALL
    SELECT 'screening_found', organization_id, held_on, found FROM cases_screeninground
    UNION ALL
    SELECT 'cases_declined', holder_id, applied_on, 1 FROM cases_case WHERE status = 'declined' AND regime = 'peoples'
)
SELECT codes.code, (
    SELECT coalesce(sum(dated.many), 0)
    FROM dated
    JOIN organizations_organization o ON o.id = dated.organization_id
    WHERE dated.code = codes.code
      AND dated.day >= %(start)s AND dated.day < %(until)s
      AND (%(organization)s::uuid IS NULL OR o.uuid = %(organization)s::uuid)
      AND (%(division)s::text IS NULL OR (
          SELECT p.division_id FROM organizations_placement p
          WHERE p.organization_id = o.id AND daterange(p.valid_from, p.valid_until) @> dated.day
      ) IN (SELECT id FROM area))
)
FROM (VALUES ('screening_rounds'), ('screening_found'), ('cases_declined')) AS codes (code)

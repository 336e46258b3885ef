-- Trainings by where the organizer stood that day; budgets of whole years by where the organization stood on 1 January.
WITH RECURSIVE area AS (
    SELECT id FROM organizations_division WHERE code = %(division)s
    UNION
    SELECT d.id FROM organizations_division d JOIN area ON d.parent_id = area.id WHERE NOT %(own)s
), dated AS (
    SELECT organization_id, held_on AS day, held_on AS last, 'training' AS head, people::numeric AS value
    FROM organizations_training
    UNION ALL
    SELECT organization_id, make_date(year, 1, 1), make_date(year, 12, 31), head, amount FROM organizations_fund
), mine AS (
    SELECT dated.*
    FROM dated JOIN organizations_organization o ON o.id = dated.organization_id
    WHERE dated.day >= %(start)s AND dated.last < %(until)s
      AND (%(organization)s::uuid IS NULL OR o.uuid = %(organization)s::uuid)
      AND (%(division)s::text IS NULL OR (
          SELECT p.division_id FROM organizations_placement p
          WHERE p.organization_id = o.id AND daterange(p.valid_from, p.valid_until) @> dated.day
      ) IN (SELECT id FROM area))
)
SELECT 'training_sessions', count(*)::numeric FROM mine WHERE head = 'training'
UNION ALL SELECT 'training_people', coalesce(sum(value), 0) FROM mine WHERE head = 'training'
UNION ALL SELECT 'funds', coalesce(sum(value), 0) FROM mine WHERE head <> 'training'
UNION ALL
SELECT 'funds_' || told.head, (SELECT coalesce(sum(value), 0) FROM mine WHERE mine.head = told.head)
FROM unnest(ARRAY['guidance', 'committees', 'mediators']) AS told (head)

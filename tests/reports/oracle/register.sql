-- Organizations, posts, persons and volunteers on the last day, by where the organization stood on it.
WITH RECURSIVE area AS (
    SELECT id FROM organizations_division WHERE code = %(division)s
    UNION
    SELECT d.id FROM organizations_division d JOIN area ON d.parent_id = area.id WHERE NOT %(own)s
), standing AS (
    SELECT o.*
    FROM organizations_organization o
    WHERE daterange(o.valid_from, o.valid_until) @> %(day)s::date
      AND (%(organization)s::uuid IS NULL OR o.uuid = %(organization)s::uuid)
      AND (%(division)s::text IS NULL OR (
          SELECT p.division_id FROM organizations_placement p
          WHERE p.organization_id = o.id AND daterange(p.valid_from, p.valid_until) @> %(day)s::date
      ) IN (SELECT id FROM area))
), serving AS (
    SELECT post.person_id, post.role_code, standing.kind
    FROM organizations_post post JOIN standing ON standing.id = post.organization_id
    WHERE daterange(post.valid_from, post.valid_until) @> %(day)s::date
), badged AS (
    SELECT DISTINCT serving.person_id
    FROM serving JOIN organizations_badge b ON b.person_id = serving.person_id
    WHERE serving.role_code = 'mediator' AND daterange(b.valid_from, b.valid_until) @> %(day)s::date
), kinds AS (
    SELECT unnest(ARRAY['village', 'township', 'enterprise', 'industry', 'studio', 'stationed_room', 'park_market',
                        'lawyer_room', 'admin_room', 'admin_dispute_centre']) AS kind
)
SELECT 'organizations', count(*) FROM standing
WHERE kind NOT IN ('bureau', 'expert_bank', 'court', 'procuratorate', 'police', 'petition_office',
                   'consumer_association', 'other_agency')
UNION ALL
SELECT 'organizations_' || k.kind, (SELECT count(*) FROM standing WHERE standing.kind = k.kind)
FROM (SELECT kind FROM kinds UNION VALUES ('guidance_committee'), ('expert_bank')) AS k
UNION ALL SELECT 'organizations_finance', count(*) FROM standing WHERE kind = 'industry' AND sector = 'finance'
UNION ALL
SELECT 'organizations_court_room', count(*)
FROM standing JOIN organizations_organization host ON host.id = standing.host_id
WHERE standing.kind = 'stationed_room' AND host.kind = 'court'
UNION ALL
SELECT 'posts_' || kinds.kind,
       (SELECT count(*) FROM serving WHERE serving.kind = kinds.kind AND serving.role_code = 'mediator')
FROM kinds
UNION ALL SELECT 'guidance_staff', count(*) FROM serving WHERE kind = 'guidance_committee'
UNION ALL SELECT 'mediators', count(*) FROM badged
UNION ALL
SELECT 'mediators_full_time', count(DISTINCT badged.person_id)
FROM badged JOIN organizations_employment e ON e.person_id = badged.person_id
WHERE e.kind = 'full_time' AND daterange(e.valid_from, e.valid_until) @> %(day)s::date
UNION ALL
SELECT 'experts', count(DISTINCT person_id) FROM serving WHERE kind = 'expert_bank' AND role_code = 'expert'
UNION ALL
SELECT 'information_volunteers', count(*)
FROM organizations_informationvolunteer v JOIN standing ON standing.id = v.organization_id
WHERE daterange(v.valid_from, v.valid_until) @> %(day)s::date

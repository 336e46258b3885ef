-- Organizations, posts, persons and volunteers on the last day, by where the organization stood on it.
WITH RECURSIVE area AS (
    SELECT id FROM organizations_division WHERE code = %(division)s
    UNION
    SELECT d.id FROM organizations_division d JOIN area ON d.parent_id = area.id WHERE NOT %(own)s
), standing AS (
    SELECT o.*, coalesce((
               SELECT d.is_urban
               FROM organizations_placement p JOIN organizations_division d ON d.id = p.division_id
               WHERE p.organization_id = o.id AND daterange(p.valid_from, p.valid_until) @> %(day)s::date
           ), FALSE) AS is_urban
    FROM organizations_organization o
    WHERE daterange(o.valid_from, o.valid_until) @> %(day)s::date
      AND (%(organization)s::uuid IS NULL OR o.uuid = %(organization)s::uuid)
      AND (%(division)s::text IS NULL OR (
          SELECT p.division_id FROM organizations_placement p
          WHERE p.organization_id = o.id AND daterange(p.valid_from, p.valid_until) @> %(day)s::date
      ) IN (SELECT id FROM area))
), serving AS (
    SELECT post.person_id, post.role_code, post.tenure, standing.kind
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
UNION ALL SELECT 'full_time_share/denominator', count(*) FROM badged
UNION ALL
SELECT 'full_time_share/numerator', count(DISTINCT badged.person_id)
FROM badged JOIN organizations_employment e ON e.person_id = badged.person_id
WHERE e.kind = 'full_time' AND daterange(e.valid_from, e.valid_until) @> %(day)s::date
UNION ALL
SELECT 'mediators_part_time', count(DISTINCT badged.person_id)
FROM badged JOIN organizations_employment e ON e.person_id = badged.person_id
WHERE e.kind = 'part_time' AND daterange(e.valid_from, e.valid_until) @> %(day)s::date
UNION ALL
SELECT told.code, (SELECT count(DISTINCT badged.person_id)
                   FROM badged JOIN organizations_profile p ON p.person_id = badged.person_id
                   WHERE daterange(p.valid_from, p.valid_until) @> %(day)s::date AND p.sex ~ told.sex
                     AND p.education ~ told.education AND p.background ~ told.background)
FROM (VALUES ('mediators_women', '^female$', '', ''),
             ('mediators_men', '^male$', '', ''),
             ('mediators_high_school', '', '^(high_school|college|bachelor|graduate)$', ''),
             ('mediators_college', '', '^(college|bachelor|graduate)$', ''),
             ('mediators_law', '', '', '^law$'),
             ('mediators_profession', '', '', '^profession$')) AS told (code, sex, education, background)
UNION ALL
SELECT 'mediators_' || told.code, (SELECT count(DISTINCT serving.person_id)
                                   FROM serving JOIN badged ON badged.person_id = serving.person_id
                                   WHERE serving.role_code = 'mediator' AND serving.tenure = told.tenure)
FROM (VALUES ('members', 'member'), ('engaged', 'engaged')) AS told (code, tenure)
UNION ALL
SELECT 'committees', count(*) FROM standing
WHERE kind IN ('village', 'township', 'enterprise', 'industry', 'park_market')
UNION ALL
SELECT 'committees_' || told.code, (SELECT count(*) FROM standing
                                    WHERE standing.kind = told.kind AND standing.is_urban = told.is_urban)
FROM (VALUES ('village', 'village', FALSE), ('community', 'village', TRUE), ('township', 'township', FALSE),
             ('street', 'township', TRUE)) AS told (code, kind, is_urban)
UNION ALL SELECT 'committees_enterprise', count(*) FROM standing WHERE kind = 'enterprise'
UNION ALL SELECT 'committees_industry', count(*) FROM standing WHERE kind = 'industry'
UNION ALL SELECT 'committees_regional', count(*) FROM standing WHERE kind = 'park_market'
UNION ALL
SELECT 'committees_industry_' || told.sector,
       (SELECT count(*) FROM standing
        WHERE kind = 'industry' AND coalesce(nullif(sector, ''), 'other') = told.sector)
FROM unnest(ARRAY['medical', 'traffic', 'labour', 'property', 'consumer', 'finance', 'other']) AS told (sector)
UNION ALL
SELECT 'stationed_' || told.host,
       (SELECT count(*)
        FROM standing LEFT JOIN organizations_organization host ON host.id = standing.host_id
        WHERE standing.kind = 'stationed_room'
          AND CASE WHEN host.kind IN ('court', 'procuratorate', 'police', 'petition_office') THEN host.kind
                   ELSE 'other' END = told.host)
FROM unnest(ARRAY['court', 'procuratorate', 'police', 'petition_office', 'other']) AS told (host)
UNION ALL
SELECT 'mediation_groups', coalesce(sum(t.groups), 0)
FROM organizations_grouptally t JOIN standing ON standing.id = t.organization_id
WHERE daterange(t.valid_from, t.valid_until) @> %(day)s::date
UNION ALL
SELECT 'experts', count(DISTINCT person_id) FROM serving WHERE kind = 'expert_bank' AND role_code = 'expert'
UNION ALL
SELECT 'information_volunteers', count(*)
FROM organizations_informationvolunteer v JOIN standing ON standing.id = v.organization_id
WHERE daterange(v.valid_from, v.valid_until) @> %(day)s::date

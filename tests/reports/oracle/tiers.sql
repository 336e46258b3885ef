-- Between the tiers: what the first holder settled; what was asked of the next tier; major disputes reported in time.
WITH RECURSIVE area AS (
    SELECT id FROM organizations_division WHERE code = %(division)s
    UNION
    SELECT d.id FROM organizations_division d JOIN area ON d.parent_id = area.id WHERE NOT %(own)s
), succeeded AS (
    SELECT c.id, c.succeeded_on
    FROM cases_case c
    JOIN organizations_organization o ON o.id = c.accepted_by_id
    LEFT JOIN organizations_division town ON town.id = c.accepted_town_id
    LEFT JOIN organizations_division county ON county.id = c.accepted_county_id
    LEFT JOIN organizations_division prefecture ON prefecture.id = c.accepted_prefecture_id
    LEFT JOIN organizations_division province ON province.id = c.accepted_province_id
    WHERE c.regime = 'peoples' AND c.status <> 'voided' AND NOT c.is_continuation AND c.accepted_on IS NOT NULL
      AND c.succeeded_on >= %(start)s AND c.succeeded_on < %(until)s
      AND (%(organization)s::uuid IS NULL OR o.uuid = %(organization)s::uuid)
      AND (%(division)s::text IS NULL OR %(division)s IN (town.code, county.code, prefecture.code, province.code))
      AND (NOT %(own)s OR coalesce(town.code, county.code, prefecture.code, province.code) = %(division)s)
), holders AS (
    SELECT s.id, (array_agg(u.organization_id ORDER BY u.held_from, u.id))[1] AS first,
           (array_agg(u.organization_id ORDER BY u.held_from DESC, u.id DESC)
               FILTER (WHERE u.held_from <= s.succeeded_on))[1] AS last
    FROM succeeded s JOIN cases_custody u ON u.case_id = s.id
    GROUP BY s.id
), dated AS (
    SELECT 'handed_up' AS code, asking_id AS organization_id, answered_on AS day, case_id
    FROM cases_supportrequest WHERE result = 'taken_over'
    UNION ALL
    SELECT 'joint_mediations', asking_id, answered_on, case_id FROM cases_supportrequest WHERE result = 'joined'
    UNION ALL
    SELECT unnest(ARRAY['support_requests', 'support_in_time_share/denominator']), asking_id, asked_on, case_id
    FROM cases_supportrequest WHERE result <> 'withdrawn'
    UNION ALL
    SELECT unnest(ARRAY['support_answered_in_time', 'support_in_time_share/numerator']), asking_id, asked_on, case_id
    FROM cases_supportrequest
    WHERE result IN ('advised', 'joined', 'taken_over', 'declined') AND answered_on <= answer_due
    UNION ALL
    SELECT unnest(ARRAY['major_reports', 'major_in_time_share/denominator']), organization_id, marked_on, case_id
    FROM cases_majorreport
    UNION ALL
    SELECT unnest(ARRAY['major_reports_in_time', 'major_in_time_share/numerator']), organization_id, marked_on, case_id
    FROM cases_majorreport WHERE reported_at <= due_at
)
SELECT codes.code, (
    SELECT count(*)
    FROM dated
    JOIN organizations_organization o ON o.id = dated.organization_id
    JOIN cases_case c ON c.id = dated.case_id AND c.regime = 'peoples' AND c.status <> 'voided'
    WHERE dated.code = codes.code
      AND dated.day >= %(start)s AND dated.day < %(until)s
      AND (%(organization)s::uuid IS NULL OR o.uuid = %(organization)s::uuid)
      AND (%(division)s::text IS NULL OR (
          SELECT p.division_id FROM organizations_placement p
          WHERE p.organization_id = o.id AND daterange(p.valid_from, p.valid_until) @> dated.day
      ) IN (SELECT id FROM area))
)
FROM unnest(ARRAY[
    'handed_up', 'joint_mediations', 'support_requests', 'support_answered_in_time',
    'support_in_time_share/numerator', 'support_in_time_share/denominator',
    'major_reports', 'major_reports_in_time', 'major_in_time_share/numerator', 'major_in_time_share/denominator'
]) AS codes (code)
UNION ALL SELECT 'cases_first_tier', count(*) FROM holders WHERE first = last
UNION ALL SELECT 'first_tier_share/numerator', count(*) FROM holders WHERE first = last
UNION ALL SELECT 'first_tier_share/denominator', count(*) FROM succeeded

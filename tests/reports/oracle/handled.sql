-- Accepted cases by the kind of organization at which people sat down; an organization's own by that place.
SELECT 'cases_at_' || kind, (
    SELECT count(*)
    FROM cases_case c
    JOIN organizations_organization room ON room.id = c.handled_at_id
    LEFT JOIN organizations_division town ON town.id = c.accepted_town_id
    LEFT JOIN organizations_division county ON county.id = c.accepted_county_id
    LEFT JOIN organizations_division prefecture ON prefecture.id = c.accepted_prefecture_id
    LEFT JOIN organizations_division province ON province.id = c.accepted_province_id
    WHERE room.kind = kinds.kind
      AND c.regime = 'peoples' AND c.status <> 'voided' AND NOT c.is_continuation
      AND c.accepted_on >= %(start)s AND c.accepted_on < %(until)s
      AND (%(organization)s::uuid IS NULL OR room.uuid = %(organization)s::uuid)
      AND (%(division)s::text IS NULL OR %(division)s IN (town.code, county.code, prefecture.code, province.code))
      AND (NOT %(own)s OR coalesce(town.code, county.code, prefecture.code, province.code) = %(division)s)
)
FROM unnest(ARRAY['village', 'township', 'enterprise', 'industry', 'studio', 'stationed_room', 'park_market', 'lawyer_room'])
     AS kinds (kind)

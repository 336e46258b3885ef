-- What was accepted, parted as the official case table parts it; the people in it; what was handled at any time.
WITH mine AS (
    SELECT c.*, o.kind AS acceptor_kind
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
), handled AS (
    SELECT * FROM mine
    WHERE daterange(accepted_on, concluded_on, '[]') && daterange(%(start)s, %(until)s)
), succeeded AS (
    SELECT * FROM mine WHERE succeeded_on >= %(start)s AND succeeded_on < %(until)s
)
SELECT 'cases_type_' || wanted, (SELECT count(*) FROM accepted WHERE dispute_type = wanted)::numeric
FROM unnest(ARRAY['marriage_family', 'neighbours', 'house_land', 'contract', 'production', 'damages', 'forest_land',
                  'expropriation', 'environment', 'migrant_wages', 'other_labour', 'tourism', 'ecommerce',
                  'other_consumer', 'medical', 'traffic', 'property_management', 'other']) AS wanted
UNION ALL
SELECT 'cases_type15_labour', count(*) FROM accepted WHERE dispute_type IN ('migrant_wages', 'other_labour')
UNION ALL
SELECT 'cases_type15_consumer', count(*) FROM accepted
WHERE dispute_type IN ('tourism', 'ecommerce', 'other_consumer')
UNION ALL SELECT 'cases_subtype_finance', count(*) FROM accepted WHERE dispute_subtype = 'finance'
UNION ALL
SELECT 'cases_entrusted_' || wanted, (SELECT count(*) FROM accepted WHERE entruster = wanted)
FROM unnest(ARRAY['court', 'procuratorate', 'police', 'petition', 'other']) AS wanted
UNION ALL
SELECT 'cases_mode_' || wanted, (SELECT count(*) FROM accepted WHERE legal_mode = wanted)
FROM unnest(ARRAY['guided', 'assigned', 'entrusted', 'invited', 'transferred']) AS wanted
UNION ALL
SELECT 'cases_by_' || wanted,
       (SELECT count(*) FROM accepted
        WHERE CASE WHEN acceptor_kind IN ('village', 'township', 'enterprise', 'industry') THEN acceptor_kind
                   ELSE 'other' END = wanted)
FROM unnest(ARRAY['village', 'township', 'enterprise', 'industry', 'other']) AS wanted
UNION ALL
SELECT 'cases_parties', count(*)
FROM cases_party p JOIN accepted ON accepted.id = p.case_id
WHERE p.left_on IS NULL
UNION ALL SELECT 'major_share/numerator', count(*) FROM accepted WHERE is_major
UNION ALL SELECT 'major_share/denominator', count(*) FROM accepted
UNION ALL SELECT 'cases_handled', count(*) FROM handled
UNION ALL SELECT 'success_rate_handled/numerator', count(*) FROM succeeded
UNION ALL SELECT 'success_rate_handled/denominator', count(*) FROM handled
UNION ALL
SELECT unnest(ARRAY['docked_succeeded', 'docked_success_rate/numerator']), count(*) FROM succeeded
WHERE entruster = 'court'
UNION ALL SELECT 'docked_success_rate/denominator', count(*) FROM accepted WHERE entruster = 'court'

-- How many days the stages took, who held the case on each of them, and what ended within its term.
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
), ended AS (
    SELECT * FROM mine WHERE concluded_on >= %(start)s AND concluded_on < %(until)s
), closed AS (
    SELECT * FROM mine WHERE closed_on >= %(start)s AND closed_on < %(until)s
), first AS (
    SELECT DISTINCT ON (u.case_id) u.case_id, u.organization_id
    FROM cases_custody u JOIN ended ON ended.id = u.case_id
    ORDER BY u.case_id, u.held_from, u.id
), days AS (
    -- A row for each day and each case, with who held it on that day.
    SELECT ended.id, u.organization_id = first.organization_id AS is_first
    FROM ended
    JOIN first ON first.case_id = ended.id
    JOIN cases_custody u ON u.case_id = ended.id
    CROSS JOIN LATERAL generate_series(u.held_from, ended.concluded_on - 1, interval '1 day') AS held (day)
    WHERE u.held_until IS NULL OR held.day < u.held_until
), moved AS (
    SELECT DISTINCT ended.id
    FROM ended
    JOIN first ON first.case_id = ended.id
    JOIN cases_custody u ON u.case_id = ended.id
    WHERE u.organization_id <> first.organization_id AND u.held_from <= ended.concluded_on
), sums AS (
    SELECT (SELECT coalesce(sum(accepted_on - applied_on), 0) FROM accepted) AS to_accept,
           (SELECT coalesce(sum(concluded_on - accepted_on), 0) FROM ended) AS to_conclude,
           (SELECT coalesce(sum(closed_on - concluded_on), 0) FROM closed) AS to_close,
           (SELECT count(*) FROM days WHERE is_first) AS by_first,
           (SELECT count(*) FROM days WHERE NOT is_first) AS by_later,
           (SELECT count(*) FROM accepted) AS accepted,
           (SELECT count(*) FROM ended) AS ended,
           (SELECT count(*) FROM closed) AS closed,
           (SELECT count(*) FROM moved) AS moved,
           (SELECT count(*) FROM ended WHERE concluded_on - accepted_on <= term_days) AS in_time
)
SELECT told.code, told.value::numeric
FROM sums
CROSS JOIN LATERAL (VALUES
    ('accept_days', to_accept),
    ('days_to_accept/numerator', to_accept),
    ('days_to_accept/denominator', accepted),
    ('conclude_days', to_conclude),
    ('days_to_conclude/numerator', to_conclude),
    ('days_to_conclude/denominator', ended),
    ('cases_closed', closed),
    ('close_days', to_close),
    ('days_to_close/numerator', to_close),
    ('days_to_close/denominator', closed),
    ('first_holder_days', by_first),
    ('days_first_holder/numerator', by_first),
    ('days_first_holder/denominator', ended),
    ('later_holder_days', by_later),
    ('days_later_holders/numerator', by_later),
    ('cases_moved', moved),
    ('days_later_holders/denominator', moved),
    ('cases_concluded_in_time', in_time),
    ('concluded_in_time_share/numerator', in_time),
    ('concluded_in_time_share/denominator', ended)
) AS told (code, value)

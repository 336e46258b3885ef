-- After the agreement: return visits, payments that fell due and what of them was paid, agreements taken to court.
WITH mine AS (
    SELECT c.id
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
), due AS (
    SELECT b.id, b.amount, b.performed_on
    FROM cases_obligation b JOIN cases_agreement a ON a.id = b.agreement_id JOIN mine ON mine.id = a.case_id
    WHERE b.kind = 'pay' AND b.amount > 0 AND a.effective_on IS NOT NULL
      AND b.due_on >= %(start)s AND b.due_on < %(until)s
), sums AS (
    SELECT (SELECT coalesce(sum(amount), 0) FROM due) AS promised,
           (SELECT coalesce(sum(amount), 0) FROM due WHERE performed_on IS NOT NULL)
           + (SELECT coalesce(sum(p.amount), 0)
              FROM due JOIN cases_performance p ON p.obligation_id = due.id
              WHERE due.performed_on IS NULL) AS paid
)
SELECT 'return_visits', count(*)::numeric
FROM cases_returnvisit v JOIN mine ON mine.id = v.case_id
WHERE v.visited_on >= %(start)s AND v.visited_on < %(until)s
UNION ALL
SELECT 'breaches', count(*)
FROM cases_breach b JOIN mine ON mine.id = b.case_id
WHERE b.filed_on >= %(start)s AND b.filed_on < %(until)s
UNION ALL SELECT 'amount_due', promised FROM sums
UNION ALL SELECT 'amount_performed', paid FROM sums
UNION ALL SELECT 'performed_share/numerator', paid FROM sums
UNION ALL SELECT 'performed_share/denominator', promised FROM sums

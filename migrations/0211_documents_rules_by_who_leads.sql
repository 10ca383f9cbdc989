-- Who makes or ends a rule of an agency leads it: its head, or who signs in the head's place (KT.). The role of a leader has everybody who signs,
-- also by order (TL.) or with a power that was handed over (TUQ.); rules are not theirs to make (decision 149).
create policy led on documents.rule as restrictive for insert with check (
  made_by is null or exists (
    select from agencies.appointment h join agencies.position p on p.id = h.position_id
     where h.account_id = rule.made_by and p.agency_id = any ((select documents.own_agencies())::text[])
       and p.signs and coalesce(p.authority, '') not in ('TL.', 'TUQ.')
       and (rule.made_at at time zone 'Asia/Ho_Chi_Minh')::date between h.valid_from and coalesce(h.valid_to, 'infinity')));
create policy led on documents.rule_end as restrictive for insert with check (
  exists (
    select from agencies.appointment h join agencies.position p on p.id = h.position_id
     where h.account_id = rule_end.ended_by and p.agency_id = any ((select documents.own_agencies())::text[])
       and p.signs and coalesce(p.authority, '') not in ('TL.', 'TUQ.')
       and (rule_end.ended_at at time zone 'Asia/Ho_Chi_Minh')::date between h.valid_from and coalesce(h.valid_to, 'infinity')));

-- That somebody is there after all is said by themselves, or by whoever leads the agency: its head, or who signs in the head's place (KT.). A clerk,
-- and who signs by order or with a power that was handed over, would give steps back to who is away (decision 151).
drop policy ended on documents.absence;
create policy ended on documents.absence for update
  using (agency_id = any ((select documents.own_agencies())::text[]) and ended_at is null)
  with check (
    agency_id = any ((select documents.own_agencies())::text[])
    and (account_id = (select platform.account_id())
      or (select platform.roles()) && '{leader}' and exists (
        select from agencies.appointment h join agencies.position p on p.id = h.position_id
         where h.account_id = (select platform.account_id()) and p.agency_id = any ((select documents.own_agencies())::text[])
           and p.signs and coalesce(p.authority, '') not in ('TL.', 'TUQ.')
           and (absence.ended_at at time zone 'Asia/Ho_Chi_Minh')::date between h.valid_from and coalesce(h.valid_to, 'infinity'))));

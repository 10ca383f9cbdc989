-- Whoever enters for another that they are away does not put themselves in their place (decision 118).

drop policy entered on documents.absence;
create policy entered on documents.absence for insert with check (
  agency_id = any ((select documents.own_agencies())::text[]) and entered_by = (select platform.account_id())
  and (account_id = (select platform.account_id())
    or (select platform.roles()) && '{clerk,leader}' and stand_in is distinct from (select platform.account_id())));

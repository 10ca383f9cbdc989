-- How each channel is: what is looked at every few seconds must not walk through years of transfers.

create index transfer_found_by_asking on payments.transfer (gateway, arrived_at)
  where notice_id is null and gateway <> 'cash';
create index asking_by_gateway on payments.asking (gateway, since);

-- Lists that walked through what is told already, or through everything of several agencies: each enters an index of its own (decision 116).

create index assignment_to_remind_lead on documents.assignment (due_at, document_id)
  where state = 'assigned' and reminded_for is distinct from due_at;
create index assignment_to_remind_head on documents.assignment (due_at, document_id)
  where state = 'assigned' and head_reminded_for is distinct from due_at;
create index arrival_waiting_of_source on documents.arrival (agency_id, source, arrived_at desc, id desc) where state = 'waiting';

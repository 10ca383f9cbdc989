-- Which documents say that they answer one: where the answer is revoked, another that stands answers in its stead.
create index version_answers on documents.version ((content ->> 'answers')) where content ->> 'answers' <> '';

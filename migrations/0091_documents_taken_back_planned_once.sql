-- Asked with every filing. Of its lists the planner would count what is in them and plan anew each time, which takes ten times
-- as long as the asking itself; both are looked up by index however many there are.
alter function documents.taken_back(uuid[], text[]) set plan_cache_mode = 'force_generic_plan';

/** Imported before anything else by the worker: its job queue supervises and keeps the clock of schedules. */
process.env.NHIP_ROLE = 'worker'

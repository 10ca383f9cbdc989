/**
 * The kinds of test files. Whoever is named nowhere runs in `parallel`: three at a time, each with a database of its own on a
 * server of its own, so that they share neither the feed's numbers nor anything else of a cluster. To move a file, add
 * or remove its line here.
 */

/** Files at once. A server that was given (TEST_POSTGRES_URL) is one, and one file's open transaction holds its feed back. */
export const workers = process.env.TEST_POSTGRES_URL ? 1 : 3

/** Files that open no database: they start sooner. One that opens a database all the same fails. */
export const pure = [
  'src/shared/**/*.test.ts',
  'src/server/crafts/**/*.test.ts',
  'src/routes/api/v1/list-refusals.test.ts',
  'src/routes/(citizen)/dich-vu/describe-service.test.ts',
  'src/routes/(office)/van-ban/*/soan/drawing.test.ts',
  'src/server/body-limit.test.ts',
  'src/server/broken-forms.test.ts',
  'src/server/client-address.test.ts',
  'src/server/compress.test.ts',
  'src/server/modules/agencies/model.test.ts',
  'src/server/modules/agencies/national-places.test.ts',
  'src/server/modules/catalogue/{definition/*,search/search}.test.ts',
  'src/server/modules/documents/draft/layout.test.ts',
  'src/server/modules/documents/draft/slips.test.ts',
  'src/server/modules/documents/model.test.ts',
  'src/server/modules/dossiers/fold.test.ts',
  'src/server/modules/identity/model.test.ts',
  'src/server/modules/payments/receipts/receipt-content.test.ts',
  'src/server/modules/identity/staff/common-passwords.test.ts',
  'src/server/modules/payments/gateways/{adapters,call-gateway}.test.ts',
  'src/server/modules/payments/fold.test.ts',
  'src/server/platform/environment.test.ts',
  'src/server/platform/files/scan.test.ts',
  'src/server/platform/forms/{read-post,read-values}.test.ts',
  'src/server/platform/id.test.ts',
  'src/server/platform/log/live/event-stream.test.ts',
  'src/server/platform/reading/read-outside.test.ts',
  'src/server/platform/jobs/watchdog.test.ts',
  'src/server/platform/watch/give-back-memory.test.ts',
  'src/server/platform/web/csv.test.ts',
  'src/server/request-target.test.ts',
  'src/ui/{css,layout,listen,map,record}/*.test.ts',
  'src/ui/form/{citizen-page,handle-form,section-view}.test.ts',
  'tests/dialect.test.ts',
  'tests/layout.test.ts',
  'tools/assets/*.test.ts',
  'tools/calendar/*.test.ts',
  'tools/tables/*.test.ts',
  'tools/simulate/past-days.test.ts',
  'tools/start/*.test.ts',
  'tools/test/*.test.ts',
  'tools/vietqr.test.ts',
]

/** Files that start, kill, move and restore whole servers and programs, for up to a minute each, the longest first: not in `npm test -- quick`. */
export const rehearsals = [
  'tools/room/room.test.ts',
  'tools/chaos/chaos.test.ts',
  'src/server/platform/log/seal/verify/tampering.test.ts',
  'tests/releases/upgrade.test.ts',
  'tools/simulate.test.ts',
  'tools/backup/trouble.test.ts',
  'tools/backup/backup.test.ts',
  'tools/move/move.test.ts',
  'src/server/worker.test.ts',
  'src/server/platform/log/seal/crash.test.ts',
  'src/server/modules/documents/incoming/mail/large-mail.test.ts',
  'tools/postgres/standby-gone.test.ts',
  'tools/postgres/foreign-settings.test.ts',
]

/** Files that run alone, last, each with its reason: not in `npm test -- quick` either. */
export const exclusive: Record<string, string> = {
  'tools/dev/dev.test.ts': 'builds and watches the whole program, with a browser, for both processors',
}

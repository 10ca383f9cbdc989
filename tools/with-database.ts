/** Runs a command-line tool against the database of `npm start`, whether it runs now or not: with-database.ts TOOL … */
import { fileURLToPath } from 'node:url'
import { openToolDatabase, type ToolDatabase } from './postgres/tool-database.ts'
import { readSettings } from './start/settings.ts'
import { describeStartFailure } from './start/start-failure.ts'

let database: ToolDatabase | undefined
try {
  database = await openToolDatabase()
} catch (error) {
  console.error(describeStartFailure(error))
  process.exit(2)
}
const { url, migratorUrl, data } = database
// The environment of this command comes first.
Object.assign(process.env, {
  ...readSettings(data),
  ...process.env,
  DATABASE_URL: url,
  MIGRATOR_URL: migratorUrl,
  NHIP_DATA: data,
})
const [tool = ''] = process.argv.splice(2, 1)
let isClosed = false
process.on('beforeExit', () => {
  if (isClosed) return
  isClosed = true
  void database?.close()
})
const file = new URL(`./${tool}.ts`, import.meta.url)
// It is the command now: one that others import too asks by this whether it is to begin.
process.argv[1] = fileURLToPath(file)
try {
  await import(file.href)
} catch (error) {
  console.error(describeStartFailure(error))
  await database.close()
  process.exit(2)
}

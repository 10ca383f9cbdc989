/** Structured logs. They carry identifiers and codes, never a name, an identity number, an answer or a file name. */
import { writeSync } from 'node:fs'
import { pino } from 'pino'
import { config } from './config.ts'

let lost = 0

export const log = pino(
  {
    level: config.LOG_LEVEL,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
  },
  { write },
)

/** A full disk costs lines, never the process; how many is said once there is room again. */
function write(line: string): void {
  try {
    if (lost > 0) {
      const lines = lost
      writeSync(
        1,
        `${JSON.stringify({ level: 40, time: new Date().toISOString(), lines, msg: 'log lines lost' })}\n`,
      )
      lost = 0
    }
    writeSync(1, line)
  } catch {
    lost += 1
  }
}

/**
 * What a line says of a failure: its stack, without the first line of a database error, which can quote a value someone typed, and without
 * whatever else a library hangs on its errors. No line carries an error in another way.
 */
export function stackOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error
  const frames = (error.stack ?? '').split('\n').filter((line) => line.trimStart().startsWith('at '))
  const { code } = error as { code?: unknown }
  const isDatabase = 'severity' in error
  const said = isDatabase
    ? `${error.name} (database${typeof code === 'string' ? ` ${code}` : ''})`
    : `${error.name}: ${error.message}`
  return [said, ...frames].join('\n')
}

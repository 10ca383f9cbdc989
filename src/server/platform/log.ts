/** Structured logs. They carry identifiers and codes, never a name, an identity number, an answer or a file name. */
import { pino } from 'pino'
import { config } from '#server/platform/config.ts'

export const log = pino({
  level: config.LOG_LEVEL,
  base: null,
  timestamp: pino.stdTimeFunctions.isoTime,
})

/** The figures of every agency on the wall, as a table to take along. */
import { wallCsv } from '#server/modules/wall/index.ts'
import { answerCsv } from '#server/platform/web/csv.ts'
import { requireRole } from '#server/platform/web/guards.ts'
import type { RequestHandler } from './$types'

export const GET: RequestHandler = async ({ locals }) => {
  const officer = requireRole(locals.actor, 'monitor', 'commander')
  return answerCsv(await wallCsv(officer), 'chi-so.csv')
}

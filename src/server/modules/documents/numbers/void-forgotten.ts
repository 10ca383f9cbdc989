/** Số bỏ quên: a number that was taken and never confirmed ends by itself, so that each is issued or stays empty with a reason. */
import { system } from '#server/platform/actor.ts'
import { allPages, eachApart } from '#server/platform/jobs/each-apart.ts'
import { defineSchedule } from '#server/platform/jobs/jobs.ts'
import { type PerformOptions, perform, type Work } from '#server/platform/work.ts'
import { localDay } from '#shared/dates.ts'
import { findDocument } from '../queries.ts'
import { heldUntil } from '../route/numbering.ts'
import { holdEnded, voidForgotten, yearEnded } from '../sign/void-number.ts'
import { tellSigner } from '../tell-people.ts'
import { listUnconfirmedNumbers, type OpenNumber } from './open-number-queries.ts'

const atOnce = 200

/**
 * Voids every number held longer than `heldUntil` says, and tells who held it; signing later takes a new one. What is confirmed meanwhile goes on with its
 * number: of the two whoever acts first has it. One that fails stops no other. Returns how many were voided.
 */
export async function voidForgottenNumbers(options: PerformOptions = {}): Promise<number> {
  const now = options.now ?? new Date()
  let count = 0
  const page = (after: OpenNumber | undefined) =>
    perform(system, (work) => listUnconfirmedNumbers(work.tx, now, { after, limit: atOnce }), { now })
  await eachApart(allPages(page, atOnce), async (open) => {
    if (await perform(system, (work) => voidIfForgotten(work, open), { now })) count++
  })
  return count
}

async function voidIfForgotten(work: Work, open: OpenNumber): Promise<boolean> {
  const document = await findDocument(work.tx, system, open.documentId)
  const isStill = document?.number === open.number && document.year === open.year
  if (!document || !isStill || work.now < (await heldUntil(work, document, open))) return false
  const isOver = open.year < Number(localDay(work.now).slice(0, 4))
  if (!(await voidForgotten(work, document, isOver ? yearEnded : holdEnded))) return false
  await tellSigner(work, system, document, 'number_forgotten')
  return true
}

const voidEachHour = defineSchedule({
  name: 'documents.void-forgotten-numbers',
  cron: '7 * * * *',
  run: async () => void (await voidForgottenNumbers()),
})

export const numberSchedules = [voidEachHour]

/** Số bỏ quên: a number that was taken and never confirmed ends by itself, so that each is issued or stays empty with a reason. */
import { addWorkingDays } from '#server/crafts/calendar/index.ts'
import { system } from '#server/platform/actor.ts'
import { allPages, eachApart } from '#server/platform/jobs/each-apart.ts'
import { defineSchedule } from '#server/platform/jobs/jobs.ts'
import { provinceCalendar } from '#server/platform/province.ts'
import { type PerformOptions, perform, type Work } from '#server/platform/work.ts'
import { localDay, startOfLocalDay } from '#shared/dates.ts'
import { type Document, findDocument } from '../queries.ts'
import { caseOf } from '../route/plan-route.ts'
import { holdRule } from '../route/rules.ts'
import { notSigned, voidForgotten, yearEnded } from '../sign/void-number.ts'
import { tellSigner } from '../tell-people.ts'
import { listUnconfirmedNumbers, type OpenNumber } from './open-number-queries.ts'

const forgotten = `${notSigned}: quá thời hạn giữ số mà người ký chưa xác nhận`
const atOnce = 200

/**
 * Until when a number taken then is held without being confirmed: as many working days on as the rule of that day says, and never beyond
 * its year, for what is signed later bears a number of the next (NĐ 30/2020/NĐ-CP Điều 15).
 */
export async function heldUntil(
  work: Work,
  document: Pick<Document, 'agencyId' | 'kind' | 'content'>,
  { takenAt, year }: Pick<OpenNumber, 'takenAt' | 'year'>,
): Promise<Date> {
  const then = { ...work, now: takenAt }
  const { about } = await caseOf(then, document)
  const { days } = await holdRule(then, about)
  const end = addWorkingDays(provinceCalendar(), takenAt, days).getTime()
  return new Date(Math.min(end, startOfLocalDay(`${year + 1}-01-01`).getTime()))
}

/**
 * Voids every number held longer than that, and tells who held it; signing later takes a new one. What is confirmed meanwhile goes on with its
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
  if (!(await voidForgotten(work, document, isOver ? yearEnded : forgotten))) return false
  await tellSigner(work, system, document, 'number_forgotten')
  return true
}

const voidEachHour = defineSchedule({
  name: 'documents.void-forgotten-numbers',
  cron: '7 * * * *',
  run: async () => void (await voidForgottenNumbers()),
})

export const numberSchedules = [voidEachHour]

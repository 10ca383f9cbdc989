import { z } from 'zod'
import type { Officer } from '#server/platform/actor.ts'
import type { Work } from '#server/platform/work.ts'
import { printedText } from '#shared/form/show/printed-text.ts'
import { supplementAsked } from '../events.ts'
import { isPermitted, mayDo, type Situation } from '../model.ts'
import { placeOf } from '../parties.ts'
import { issueSlip } from '../print/issue-slip.ts'
import { listPapersOfDossier } from '../read/paper-queries.ts'
import { paperUnknown } from '../refusals.ts'
import { type ActionKey, lockForOfficer, takeAction } from './take-action.ts'

export const AskSupplement = z
  .strictObject({
    /** Everything that is missing, each as one line the applicant can act on. */
    items: z
      .array(printedText({ min: 3, max: 500 }))
      .min(1)
      .max(30),
    reason: printedText({ min: 3, max: 2000 }),
    /** Papers handed in that cannot be used, by their number in the dossier: they are named to the applicant and never enter the vault. */
    rejectedPapers: z.array(z.int().min(1)).max(60).default([]),
  })
  .meta({
    id: 'AskSupplement',
    example: { items: ['Trang 2 của giấy chứng sinh'], reason: 'Bản chụp thiếu trang 2.' },
  })
export type AskSupplement = z.input<typeof AskSupplement>

/** Whether a list should offer it to this officer. Asking decides for itself. */
export function mayAskSupplement(
  { roles }: Officer,
  row: Pick<Situation, 'status' | 'step' | 'supplements'>,
): boolean {
  const doers = roles.filter((role) => role === 'one_stop' || role === 'specialist')
  return (
    mayDo(row, doers, 'ask_supplement') &&
    isPermitted({ ...row, extended: false, rating: null }, 'ask_supplement')
  )
}

/** Yêu cầu bổ sung: asks once for everything missing; the clock rests until the applicant answers (Mẫu 02). */
export async function askSupplement(
  work: Work,
  officer: Officer,
  id: string,
  input: AskSupplement,
  key: ActionKey = {},
): Promise<void> {
  const { items, reason, rejectedPapers } = AskSupplement.parse(input)
  const dossier = await lockForOfficer(work, officer, id)
  const papers = await listPapersOfDossier(work.tx, id)
  const unknown = rejectedPapers.find((seq) => !papers.some((paper) => paper.seq === seq))
  if (unknown !== undefined) throw paperUnknown({ key: String(unknown) })
  const data = { items, reason, ...(rejectedPapers.length > 0 ? { rejectedPapers } : {}) }
  const taken = await takeAction(work, dossier, 'ask_supplement', data, key)
  if (taken.repeated) return
  await work.record(supplementAsked(id, { ...placeOf(dossier), seq: taken.seq }))
  await issueSlip(work, taken, '02')
}

import { z } from 'zod'
import type { Officer } from '#server/platform/actor.ts'
import { newId } from '#server/platform/id.ts'
import { checkSameRequest } from '#server/platform/web/idempotency.ts'
import type { Work } from '#server/platform/work.ts'
import { printedText } from '#shared/form/show/printed-text.ts'
import { findCaseChecks } from '../check/case-checks.ts'
import { findMarkByKey, insertMarks } from '../check/check-queries.ts'
import { basisOf, shortestReason } from '../check/settle-checks.ts'
import { checksMarked } from '../events.ts'
import { doersOf, placeOf } from '../parties.ts'
import { checkReasonNeeded, checkUnknown, notPermittedNow, notYourPart } from '../refusals.ts'
import { isRunning } from '../states.ts'
import { type ActionKey, lockForOfficer } from './take-action.ts'

export const MarkChecks = z
  .strictObject({
    marks: z
      .array(
        z.strictObject({
          check: z.string().max(41).meta({ description: 'checks[].key' }),
          verdict: z.enum(['right', 'wrong']),
          reason: printedText({ max: 2000 }).default(''),
        }),
      )
      .max(60),
  })
  .meta({ id: 'MarkChecks', example: { marks: [{ check: 'notRegistered', verdict: 'right', reason: '' }] } })
export type MarkChecks = z.input<typeof MarkChecks>

/**
 * Ghi kết quả tra cứu: what the officer who has the dossier found of its checks, by name and time. What is wrong needs a
 * reason. The newest counts for as long as what was looked at stays; nothing is taken away.
 */
export async function markChecks(
  work: Work,
  officer: Officer,
  id: string,
  input: MarkChecks,
  { requestKey, requestMark }: ActionKey = {},
): Promise<void> {
  const { marks } = MarkChecks.parse(input)
  const dossier = await lockForOfficer(work, officer, id)
  const first = requestKey ? await findMarkByKey(work.tx, id, requestKey) : undefined
  if (first) return checkSameRequest(first.requestMark, requestMark)
  const doers = doersOf(officer, dossier)
  if (!doers.includes('counter') && !doers.includes('specialist')) throw notYourPart({ action: 'check' })
  if (!isRunning(dossier.status) || !['one_stop', 'specialist'].includes(dossier.step))
    throw notPermittedNow({ action: 'check', state: dossier.status })

  const { checks, seen, service } = await findCaseChecks(work, dossier)
  const once = [...new Map(marks.map((mark) => [mark.check, mark])).values()]
  const rows = once.map(({ check: key, verdict, reason }) => {
    const check = service.checks.find((one) => one.key === key)
    const standing = checks.find((one) => one.key === key)
    if (!check || !standing) throw checkUnknown({ check: key })
    if ((verdict === 'wrong' || standing.outcome === 'fails') && reason.length < shortestReason)
      throw checkReasonNeeded({ check: key })
    return {
      id: newId(work.now.getTime()),
      dossierId: id,
      checkKey: key,
      verdict,
      reason,
      basis: basisOf(check, seen),
      actorId: officer.id,
      actorName: officer.name,
      agencyId: officer.agencyId,
      at: work.now,
      requestKey: requestKey ?? null,
      requestMark: requestMark ?? null,
    }
  })
  if (rows.length === 0) return
  await insertMarks(work.tx, rows)
  const verdicts = Object.fromEntries(rows.map(({ checkKey, verdict }) => [checkKey, verdict]))
  await work.record(checksMarked(id, { ...placeOf(dossier), verdicts }))
}

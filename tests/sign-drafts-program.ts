/**
 * Signs drafts of agencies, several at once and each case until its point, says so once all have come there, and waits to be killed: a program of
 * its own for `documents/agency/killed.test.ts`. Its argument: the cases as JSON.
 */

import { type Bureau, proven, sealAll } from '#server/modules/documents/agency/fixtures.ts'
import { beginDrafts, signDrafts } from '#server/modules/documents/agency/sign-drafts.ts'
import * as documents from '#server/modules/documents/events.ts'
import { confirmSigning } from '#server/modules/documents/sign/confirm-signing.ts'
import { showDraft } from '#server/modules/documents/sign/read-draft.ts'
import { reserveNumber } from '#server/modules/documents/sign/reserve-number.ts'
import { signConfirmed } from '#server/modules/documents/sign/sign-confirmed.ts'
import * as notifications from '#server/modules/notifications/events.ts'
import { registerFacts } from '#server/platform/events.ts'
import { perform } from '#server/platform/work.ts'
import { patiently } from './time/patience.ts'

registerFacts(documents, notifications)

/** Where a case stops: mostly at its second draft, with one before it and one behind. */
export type Point =
  | 'reserving'
  | 'reserved'
  | 'prepared'
  | 'read'
  | 'confirmed'
  | 'signed'
  | 'sealing'
  | 'done'
export interface Case extends Pick<Bureau, 'deputy' | 'clerk'> {
  point: Point
  ids: string[]
}

/** Everything goes well up to the point: a refusal would make this the rehearsal of something else. */
async function well(results: ReturnType<typeof beginDrafts>): Promise<void> {
  const refused = (await results).filter(({ refusal }) => refusal !== null)
  if (refused.length > 0) throw new Error(JSON.stringify(refused))
}

const begin = (deputy: Case['deputy'], ids: readonly string[]) =>
  patiently(() => well(beginDrafts(deputy, ids)))

/** Goes as far as its point; what it was in the middle of there it leaves so. */
async function go({ point, ids, clerk, deputy: leader }: Case): Promise<void> {
  const deputy = proven(leader)
  const [first = '', second = ''] = ids
  if (point === 'reserving' || point === 'reserved') {
    await begin(deputy, [first])
    let taken = () => {}
    const isTaken = new Promise<void>((done) => {
      taken = done
    })
    const reserving = perform(deputy, async (work) => {
      await reserveNumber(work, deputy, second)
      taken()
      if (point === 'reserving') await killed
    })
    return point === 'reserving' ? isTaken : reserving
  }
  if (point === 'prepared') return begin(deputy, [first, second])
  await begin(deputy, ids)
  const drafts: { id: string; sha256: string }[] = []
  for (const id of ids) {
    const { sha256 } = await patiently(() => showDraft(deputy, id))
    drafts.push({ id, sha256 })
  }
  if (point === 'read') return
  if (point === 'confirmed' || point === 'signed') {
    await well(signDrafts(deputy, drafts.slice(0, 1)))
    await perform(deputy, (work) => confirmSigning(work, deputy, second, drafts[1]?.sha256))
    if (point === 'signed') await signConfirmed(deputy, second)
    return
  }
  await well(signDrafts(deputy, drafts))
  if (point === 'sealing') await well(sealAll(clerk, [first]))
}

const killed = new Promise<never>(() => {
  setInterval(() => {}, 1000)
})
const cases: Case[] = JSON.parse(process.argv[2] ?? '[]')
for (const one of cases) await go(one)
process.stdout.write('here\n')

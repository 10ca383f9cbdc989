/** Puts committed events under seal. */
import { system } from '../../actor.ts'
import { perform, type Work } from '../../work.ts'
import type { ComingSeal, SealPoint } from './anchor/anchor-line.ts'
import { appendToAnchors } from './anchor/anchors.ts'
import { batchSize, type SealRow } from './batch.ts'
import { type Finding, SealingStopped } from './finding.ts'
import { endOf, openBatchAfter, pointOf, proveSeal, readLog, sealAgain } from './prove-last-seal.ts'
import { prepareSealer, type ReadySealer, requireNothing, takeSealLock, waitForSealLock } from './sealer.ts'

export interface SealedLog {
  /** How many events were sealed; 0 also while another process seals. */
  count: number
  /** Places of the anchor that are not as they should be while others are. */
  alarms: readonly Finding[]
}

/**
 * Seals every event that no later commit can overtake. Each batch is announced in the anchor, committed, and confirmed
 * in the anchor, so that a crash between any two of these neither stops the next round nor hides a seal. Throws
 * `SealingStopped`, having signed nothing, where the newest seal is not the one the program made last.
 */
export async function sealLog(): Promise<SealedLog> {
  for (let count = 0, isProven = false; ; isProven = true) {
    const round = await perform(system, (work) => sealNextBatch(work, isProven))
    if (!round) return { count, alarms: [] }
    count += round.seal?.rowCount ?? 0
    if (round.seal?.rowCount === batchSize) continue
    const alarms = round.seal ? await perform(system, confirm) : round.alarms
    return { count, alarms }
  }
}

interface Round {
  seal: SealRow | undefined
  alarms: readonly Finding[]
}

/** One batch, if there are events for it; undefined while another process seals. `isProven`: this one made the last seal. */
async function sealNextBatch(work: Work, isProven: boolean): Promise<Round | undefined> {
  if (!(await takeSealLock(work))) return undefined
  const sealer = await prepareSealer(work)
  const { newest, line, key, keyring, anchors } = sealer
  const alarms = anchors.findings
  const { coming } = line
  const rows = coming ? [] : await readLog(work, endOf(newest), { limit: batchSize })
  if (rows.length === 0 && !coming) return { seal: undefined, alarms }
  if (newest && !isProven && !line.isAccepted) {
    requireNothing(await proveSeal(work, newest, keyring, line.keys))
  }
  if (coming) return { seal: await completeComing(work, sealer, coming), alarms }

  const batch = openBatchAfter(newest)
  for (const row of rows) batch.append(row)
  const seal = batch.seal(key, work.now)
  const { lastTx, lastId } = seal
  const next = { ...pointOf(seal), lastTx, lastId, sealedAt: seal.sealedAt.getTime() }
  const { batch: at, chain, isAccepted } = line
  const accepted = isAccepted ? { isAccepted } : {}
  // Announced before the transaction has a number: a slow disk must not hold back those who follow the feed.
  await appendToAnchors(anchors, key, { kind: 'sealing', batch: at, chain, coming: next, ...accepted })
  await work.tx.insertInto('platform.seal').values(seal).execute()
  return { seal, alarms }
}

/** The batch a crash kept out of the database: what it was to hold must still be there, to the letter. */
async function completeComing(
  work: Work,
  { key, newest }: ReadySealer,
  coming: ComingSeal,
): Promise<SealRow> {
  const seal = await sealAgain(work, key, coming, newest)
  if (!seal) throw new SealingStopped([{ kind: 'batch_differs', batch: coming.batch }])
  await work.tx.insertInto('platform.seal').values(seal).execute()
  return seal
}

/** Says in the anchor that the database holds what was announced. */
async function confirm(work: Work): Promise<readonly Finding[]> {
  return (await takeSealLock(work)) ? (await prepareSealer(work)).anchors.findings : []
}

/** Says in the anchor that seals up to this one are about to be committed with the rows they hold, by who holds the tables. */
export function announceLoad(last: SealPoint): Promise<void> {
  return perform(system, async (work) => {
    await waitForSealLock(work)
    const { line, key, anchors } = await prepareSealer(work)
    const { batch, chain } = line
    const coming = { ...last, lastTx: '', lastId: 0, sealedAt: 0, isLoad: true as const }
    await appendToAnchors(anchors, key, { kind: 'sealing', batch, chain, coming })
  })
}

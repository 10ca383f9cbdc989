/** What only a person decides about the seal: that it goes on although the database is not what it was. */
import { system } from '../../actor.ts'
import { keysFolder } from '../../keys.ts'
import { perform, type Work } from '../../work.ts'
import { putAside, walkLines } from './anchor/anchor-file.ts'
import type { AnchorLine, BatchSpan, SealPoint } from './anchor/anchor-line.ts'
import { type Anchors, appendToAnchors, completePlaces } from './anchor/anchors.ts'
import type { SealRow } from './batch.ts'
import { anchorCaughtUp, sealAccepted, sealSubject, sealsGivenUp } from './events.ts'
import { type Finding, SealingStopped, stopsSealing } from './finding.ts'
import { endFirstStart } from './keys.ts'
import {
  compareWithAnchor,
  findNewestSeal,
  isSamePoint,
  pointOf,
  proveSeal,
  sealAgain,
} from './prove-last-seal.ts'
import { openSealer, prepareSealer, requireNothing, type Sealer, waitForSealLock } from './sealer.ts'

export interface Decision {
  /** Why; at most 500 characters go into the anchor. */
  reason: string
  /** Who decided: a login, or the command that was run. */
  by: string
}

export interface RestoredSeals {
  /** The newest seal the database holds now; 0 before the first. */
  kept: number
  /** Seals the database no longer holds because it was brought back to an earlier moment. */
  givenUp: BatchSpan | undefined
  /** Seals made after the anchor at hand was copied. */
  caughtUp: BatchSpan | undefined
}

/**
 * After a restore, and before the worker seals again: writes a signed line that names the seals given up, so that
 * sealing goes on and `verify` knows them. Repeating it changes nothing. Throws `SealingStopped` where what the
 * database holds is no earlier state of this installation; then only `acceptLog` goes on. Needs the program's keys;
 * only the command that restores calls it, never a start by itself.
 */
export function giveUpSeals(decision: Decision): Promise<RestoredSeals> {
  return perform(system, async (work) => {
    await waitForSealLock(work)
    const sealer = await openSealer()
    requireNothing(sealer.anchors.findings)
    const { lead } = sealer.anchors
    if (!lead) throw new SealingStopped([{ kind: 'anchor_missing' }])
    const { line } = lead.last
    const newest = await findNewestSeal(work)
    const now = pointOf(newest)
    const last = line.coming?.isLoad ? line.batch : (line.coming?.batch ?? line.batch)

    if (now.batch > last) return catchUp(work, sealer, { line, now }, decision)
    if (isSamePoint(now, line.coming ?? line) || (await canSealAgain(work, sealer, line, newest))) {
      return { kept: now.batch, givenUp: undefined, caughtUp: undefined }
    }
    if (!(await wasEver(sealer.anchors, now))) requireNothing(compareWithAnchor(line, now))
    if (newest) requireNothing(await proveSeal(work, newest, sealer.keyring, line.keys))
    const givenUp = { first: now.batch + 1, last }
    const facts = { ...now, lost: givenUp, ...shortened(decision) }
    await work.record(sealsGivenUp(sealSubject, { kept: now.batch, ...givenUp, ...shortened(decision) }))
    await appendToAnchors(await completePlaces(sealer.anchors, sealer.key), sealer.key, {
      kind: 'given_up',
      ...facts,
    })
    return { kept: now.batch, givenUp, caughtUp: undefined }
  })
}

/** Whether only a crash kept the announced batch out of the database: its rows are all there. */
async function canSealAgain(
  work: Work,
  { key }: Sealer,
  line: AnchorLine,
  newest: SealRow | undefined,
): Promise<boolean> {
  if (!line.coming || line.coming.isLoad || !isSamePoint(line, pointOf(newest))) return false
  return (await sealAgain(work, key, line.coming, newest)) !== undefined
}

/** The anchor is a copy older than the database: each seal after it must follow from the one before. */
async function catchUp(
  work: Work,
  { anchors, key, keyring }: Sealer,
  { line, now }: { line: AnchorLine; now: SealPoint },
  decision: Decision,
): Promise<RestoredSeals> {
  const anchored = await findNewestSeal(work, line.batch)
  if (!isSamePoint(pointOf(anchored), line)) {
    throw new SealingStopped([{ kind: 'seal_changed', batch: line.batch }])
  }
  for (let batch = line.batch + 1; batch <= now.batch; batch++) {
    const seal = await findNewestSeal(work, batch)
    if (seal?.batch !== batch) throw new SealingStopped([{ kind: 'seal_removed', batch }])
    requireNothing(await proveSeal(work, seal, keyring, line.keys))
  }
  const caughtUp = { first: line.batch + 1, last: now.batch }
  const said = shortened(decision)
  await work.record(anchorCaughtUp(sealSubject, { from: line.batch, to: now.batch, ...said }))
  await appendToAnchors(await completePlaces(anchors, key), key, { kind: 'caught_up', ...now, ...said })
  return { kept: now.batch, givenUp: undefined, caughtUp }
}

/** Whether the anchor once ended here: what a restore to an earlier moment brings back. */
async function wasEver({ lead }: Anchors, point: SealPoint): Promise<boolean> {
  if (!lead) return false
  if (point.batch === 0) return true
  for await (const { line, isChained } of walkLines(lead.place)) {
    if (!line || !isChained) return false
    if (isSamePoint(line, point) || (line.coming && isSamePoint(line.coming, point))) return true
  }
  return false
}

/**
 * An administrator's decision that sealing goes on from the newest seal in the database, whatever was found. The
 * anchor keeps it for good; an anchor that cannot be continued is put aside. Returns what was found; nothing is
 * written when sealing was not stopped.
 */
export function acceptLog(decision: Decision): Promise<readonly Finding[]> {
  return perform(system, async (work) => {
    await waitForSealLock(work)
    const found = await findStop(work)
    if (found.length === 0) return []
    let sealer = await openSealer()
    const damaged = new Set(found.map(({ place }) => place))
    for (const { place } of sealer.anchors.readings) if (damaged.has(place.name)) await putAside(place)
    sealer = await openSealer()
    const now = pointOf(await findNewestSeal(work))
    const line = sealer.anchors.lead?.last.line
    const last = line?.coming?.batch ?? line?.batch ?? 0
    const lost = last > now.batch ? { lost: { first: now.batch + 1, last } } : {}
    const keys = [...sealer.keyring.publicKeys.keys()]
    const said = shortened(decision)
    await work.record(
      sealAccepted(sealSubject, { batch: now.batch, found: found.map(({ kind }) => kind), ...said }),
    )
    const anchors = await completePlaces(sealer.anchors, sealer.key)
    await appendToAnchors(anchors, sealer.key, {
      kind: 'accepted',
      ...now,
      ...lost,
      ...said,
      keys,
      isAccepted: true,
    })
    endFirstStart(keysFolder)
    return found
  })
}

/** Why the sealer would stop now. */
async function findStop(work: Work): Promise<readonly Finding[]> {
  try {
    const { newest, keyring, line } = await prepareSealer(work)
    return newest && !line.isAccepted ? await proveSeal(work, newest, keyring, line.keys) : []
  } catch (error) {
    if (error instanceof SealingStopped) return error.findings.filter(stopsSealing)
    throw error
  }
}

function shortened({ reason: why, by: who }: Decision): Decision {
  return { reason: why.slice(0, 500), by: who.slice(0, 100) }
}

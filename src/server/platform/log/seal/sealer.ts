/** What it takes to seal: the lock, the key, and the anchor in all its places. */
import { sql } from 'kysely'
import type { SealKey } from '#server/crafts/crypto/seal-key.ts'
import { config } from '../../config.ts'
import { keysFolder } from '../../keys.ts'
import type { Work } from '../../work.ts'
import type { AnchorLine } from './anchor/anchor-line.ts'
import {
  type Anchors,
  anchorPlaces,
  appendToAnchors,
  checkLines,
  completePlaces,
  type Keyring,
  readAnchors,
} from './anchor/anchors.ts'
import type { SealRow } from './batch.ts'
import { type Finding, SealingStopped, stopsSealing } from './finding.ts'
import {
  endFirstStart,
  isFirstStart,
  openInstallationSealKey,
  readFormerAnchor,
  readPublicSealKeys,
} from './keys.ts'
import { compareWithAnchor, findNewestSeal, isSamePoint, pointOf, proveSeal } from './prove-last-seal.ts'

export interface Sealer {
  key: SealKey
  keyring: Keyring
  anchors: Anchors
}

const places = anchorPlaces(keysFolder, config.ANCHORS)
let opened: Promise<SealKey> | undefined

/** The key and the anchor as it ends now. Whoever goes on to write it holds the lock. */
export async function openSealer(): Promise<Sealer> {
  opened ??= openInstallationSealKey()
  const key = await opened
  const keyring = { own: key.id, publicKeys: readPublicSealKeys(keysFolder) }
  return { key, keyring, anchors: await readAnchors(places, keyring) }
}

/** Whether this work is now the only one that seals, until it ends. */
export async function takeSealLock({ tx }: Work): Promise<boolean> {
  const { rows } = await sql<{ held: boolean }>`
    select pg_try_advisory_xact_lock(hashtextextended('platform.seal', 0)) as held`.execute(tx)
  return rows[0]?.held === true
}

/** Waits until this work is the only one that seals. */
export async function waitForSealLock({ tx }: Work): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('platform.seal', 0))`.execute(tx)
}

/** The sealer, its anchor's last line, and the newest seal in the database, which agree. */
export interface ReadySealer extends Sealer {
  line: AnchorLine
  newest: SealRow | undefined
}

/** Whether this process has read the anchor of each place from its beginning. */
let isRead = false

/**
 * Brings the anchor to where it can be continued: opens it in a new installation, states what a crash left unsaid,
 * completes places that lack lines. Throws `SealingStopped` where the database does not hold what the anchor says.
 */
export async function prepareSealer(work: Work): Promise<ReadySealer> {
  let sealer = await openSealer()
  requireNothing(sealer.anchors.findings)
  const newest = await findNewestSeal(work)
  if (!sealer.anchors.lead) sealer = await openAnchor(work, sealer, newest)
  if (!isRead) {
    for (const { place, last } of sealer.anchors.readings) {
      if (last) requireNothing(await checkLines(place, sealer.keyring))
    }
    isRead = true
  }
  const line = lineOf(sealer)
  requireNothing(compareWithAnchor(line, pointOf(newest)))
  endFirstStart(keysFolder)
  let anchors = await completePlaces(sealer.anchors, sealer.key)
  const { coming } = line
  const isLeftOver = coming && (isSamePoint(coming, pointOf(newest)) || coming.isLoad)
  if (isLeftOver) {
    const at = pointOf(newest)
    anchors = await appendToAnchors(anchors, sealer.key, { kind: 'sealed', ...at })
  }
  const ready = { ...sealer, anchors }
  return { ...ready, line: lineOf(ready), newest }
}

/** The first line: of a new installation, or of one that remembered only its newest seal until now. */
async function openAnchor(work: Work, sealer: Sealer, newest: SealRow | undefined): Promise<Sealer> {
  const point = pointOf(newest)
  const former = readFormerAnchor(keysFolder)
  const isNew = !newest && isFirstStart(keysFolder)
  if (!isNew && !(former && newest && (await isFormerPoint(work, sealer, former, newest)))) {
    throw new SealingStopped([{ kind: 'anchor_missing' }])
  }
  const keys = isNew ? [sealer.key.id] : [...sealer.keyring.publicKeys.keys()]
  const anchors = await appendToAnchors(sealer.anchors, sealer.key, { kind: 'opened', ...point, keys })
  return { ...sealer, anchors }
}

/** Whether the newest seal is the remembered one, or the one after it, whose remembering a crash prevented. */
async function isFormerPoint(
  work: Work,
  { keyring }: Sealer,
  former: { batch: number; chain: string },
  newest: SealRow,
): Promise<boolean> {
  const remembered = newest.batch === former.batch + 1 ? await findNewestSeal(work, former.batch) : newest
  if (!isSamePoint(pointOf(remembered), former)) return false
  requireNothing(await proveSeal(work, newest, keyring, [...keyring.publicKeys.keys()]))
  return true
}

function lineOf({ anchors }: Sealer): AnchorLine {
  if (!anchors.lead) throw new SealingStopped([{ kind: 'anchor_missing' }])
  return anchors.lead.last.line
}

export function requireNothing(findings: readonly Finding[]): void {
  const stopping = findings.filter(stopsSealing)
  if (stopping.length > 0) throw new SealingStopped(stopping)
}

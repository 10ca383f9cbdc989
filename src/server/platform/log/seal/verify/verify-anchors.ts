/** Holds the seals in the database against the anchor, as it was before the look and as it is after. */
import type pg from 'pg'
import { type AnchorPlace, walkLines } from '../anchor/anchor-file.ts'
import type { AnchorLine, SealPoint } from '../anchor/anchor-line.ts'
import { type Anchors, anchorPlaces, checkLines, type Keyring, readAnchors } from '../anchor/anchors.ts'
import type { Finding } from '../finding.ts'
import { hasSealKey, isFirstStart, readFormerAnchor } from '../keys.ts'
import { compareWithAnchor, isSamePoint, noSeal, span } from '../prove-last-seal.ts'
import { chainOfRows, findSeal } from './verify-range.ts'

/** The anchor before anything is read from the database. */
export interface AnchorSurvey {
  keysFolder: string
  places: readonly AnchorPlace[]
  keyring: Keyring
  anchors: Anchors
  findings: Finding[]
  /** Lines that state a decision, or that a place was given what it lacked. */
  decisions: AnchorLine[]
}

const deciding = new Set<AnchorLine['kind']>(['given_up', 'caught_up', 'accepted', 'completed'])

/** Reads the anchor from its beginning, in every folder named here or in the anchor itself. */
export async function surveyAnchors(
  keysFolder: string,
  folders: readonly string[],
  keyring: Keyring,
): Promise<AnchorSurvey> {
  let places = anchorPlaces(keysFolder, folders)
  let anchors = await readAnchors(places, keyring)
  const stated = anchors.lead?.last.line.places.filter((name) => name !== 'keys') ?? []
  if (stated.some((name) => !folders.includes(name))) {
    places = anchorPlaces(keysFolder, [...new Set([...folders, ...stated])])
    anchors = await readAnchors(places, keyring)
  }
  const decisions: AnchorLine[] = []
  const findings = [...anchors.findings]
  for (const { place, last } of anchors.readings) {
    if (!last || findings.some(({ place: name }) => name === place.name)) continue
    const visit = (line: AnchorLine) => {
      if (place === anchors.lead?.place && deciding.has(line.kind)) decisions.push(line)
    }
    findings.push(...(await checkLines(place, keyring, visit)))
  }
  return { keysFolder, places, keyring, anchors, findings, decisions }
}

/**
 * Compares what a snapshot of the database holds with the anchor. Every seal is announced before it is committed and
 * confirmed after, so the snapshot holds what the anchor had confirmed before it, and nothing the anchor had not
 * announced after it: this is exact however many seals are made meanwhile. `client` reads the snapshot.
 */
export async function compareAnchors(client: pg.ClientBase, survey: AnchorSurvey): Promise<Finding[]> {
  const { anchors } = survey
  const newest = await readPoint(client)
  if (!anchors.lead) return compareWithoutAnchor(client, survey, newest)

  const findings = await findPlacesBehind(survey)
  const { line, text, end } = anchors.lead.last
  const later: AnchorLine[] = []
  for await (const next of walkLines(anchors.lead.place, { from: end, before: text })) {
    if (next.line && next.isChained) later.push(next.line)
  }
  const announced = later.flatMap(({ batch, chain, coming }) => [
    { batch, chain },
    ...(coming ? [coming] : []),
  ])
  if (!announced.some((point) => isSamePoint(point, newest))) {
    const now = { ...line, ...(later.at(-1)?.coming ? { coming: later.at(-1)?.coming } : {}) }
    findings.push(...compareWithAnchor(now as AnchorLine, newest))
  }
  const { batch, chain, coming } = line
  if (newest.batch > batch && batch > 0) {
    const kept = await findSeal(client, batch)
    if (kept && kept.chain.toString('hex') !== chain) findings.push({ kind: 'seal_changed', batch })
  }
  if (coming && !coming.isLoad && isSamePoint(line, newest)) {
    const before = await findSeal(client, newest.batch)
    if ((await chainOfRows(client, before, coming)) !== coming.chain)
      findings.push({ kind: 'batch_differs', batch: coming.batch })
  }
  return findings
}

/** Without an anchor: new, from before there were anchors of lines, or robbed of it. */
async function compareWithoutAnchor(
  client: pg.ClientBase,
  { keysFolder, findings }: AnchorSurvey,
  newest: SealPoint,
): Promise<Finding[]> {
  if (findings.some(({ kind }) => kind === 'anchor_forged' || kind === 'anchor_changed')) return []
  const former = readFormerAnchor(keysFolder)
  if (former) {
    if (newest.batch < former.batch)
      return [{ kind: 'seal_removed', ...span(newest.batch + 1, former.batch) }]
    const kept = await findSeal(client, former.batch)
    return kept && kept.chain.toString('hex') !== former.chain
      ? [{ kind: 'seal_changed', batch: former.batch }]
      : []
  }
  const isNew = newest.batch === 0 && (!hasSealKey(keysFolder) || isFirstStart(keysFolder))
  return isNew ? [] : [{ kind: 'anchor_missing' }]
}

/** Places that still lack what the lead had before: one line is what a crash may cost. */
async function findPlacesBehind({ places, keyring, anchors: before }: AnchorSurvey): Promise<Finding[]> {
  if (before.behind.length === 0) return []
  const { readings } = await readAnchors(places, keyring)
  const wanted = before.lead?.last.line.line ?? 0
  return before.behind.flatMap(({ place }): Finding[] => {
    const line = readings.find((reading) => reading.place.name === place.name)?.last?.line.line ?? 0
    return line < wanted - 1 ? [{ kind: 'place_behind', place: place.name, line }] : []
  })
}

async function readPoint(client: pg.ClientBase): Promise<SealPoint> {
  const { rows } = await client.query<{ batch: string; chain: Buffer }>(
    'select batch::text as batch, chain from platform.seal order by platform.seal.batch desc limit 1',
  )
  return rows[0] ? { batch: Number(rows[0].batch), chain: rows[0].chain.toString('hex') } : noSeal
}

/**
 * The anchor: what the program remembers of its seals outside the database, in one place or several that hold the same
 * lines. Only whoever holds the lock `platform.seal` writes it.
 */
import type { SealKey } from '#server/crafts/crypto/seal-key.ts'
import type { Finding } from '../finding.ts'
import {
  type AnchorEnd,
  type AnchorPlace,
  appendLine,
  copyLines,
  lineEndingAt,
  type PlaceReading,
  readPlace,
  walkLines,
} from './anchor-file.ts'
import {
  type AnchorFacts,
  type AnchorLine,
  isSignedBy,
  readAnchorLine,
  writeAnchorLine,
} from './anchor-line.ts'

/** The keys at hand. */
export interface Keyring {
  /** The name of this installation's own key; undefined where only public keys are at hand. */
  own: string | undefined
  publicKeys: ReadonlyMap<string, Uint8Array>
}

export interface Anchors {
  readings: readonly PlaceReading[]
  /** The place with the most lines that the program signed, on which everything else is measured. */
  lead: { place: AnchorPlace; last: AnchorEnd } | undefined
  /** Places with fewer lines than the lead, all of them its own. */
  behind: readonly { place: AnchorPlace; last: AnchorEnd }[]
  findings: readonly Finding[]
}

/** The places of an anchor: beside the keys, and in every folder that was named. */
export function anchorPlaces(keysFolder: string, folders: readonly string[]): AnchorPlace[] {
  return [{ name: 'keys', folder: keysFolder }, ...folders.map((folder) => ({ name: folder, folder }))]
}

/** Reads where the anchor ends in each place, and whether the places agree. Cheap: only the ends are read. */
export async function readAnchors(places: readonly AnchorPlace[], keyring: Keyring): Promise<Anchors> {
  const readings = await Promise.all(places.map(readPlace))
  const findings: Finding[] = []
  const held: { place: AnchorPlace; last: AnchorEnd }[] = []
  for (const { place, status, last } of readings) {
    if (status === 'unreadable') findings.push({ kind: 'anchor_changed', place: place.name })
    if (status === 'unreachable') findings.push({ kind: 'place_unreachable', place: place.name })
    const wrong = last && checkSignature(place, last, keyring)
    if (wrong) findings.push(wrong)
    else if (last) held.push({ place, last })
  }
  const isOwn = ({ last }: (typeof held)[number]) => Number(last.line.key === keyring.own)
  const [lead] = held.toSorted((a, b) => isOwn(b) - isOwn(a) || b.last.end - a.last.end)
  if (!lead) return { readings, lead, behind: [], findings }

  const { key } = lead.last.line
  if (keyring.own && key !== keyring.own) findings.push({ kind: 'key_changed', key })
  const behind: { place: AnchorPlace; last: AnchorEnd }[] = []
  for (const { place, last } of held) {
    if (place === lead.place) continue
    const text = last.end === lead.last.end ? lead.last.text : await lineEndingAt(lead.place, last.end)
    if (text !== last.text) findings.push({ kind: 'anchor_differs', place: place.name })
    else if (last.end < lead.last.end) behind.push({ place, last })
  }
  for (const { place, status } of readings) {
    if (status === 'missing' && lead.last.line.places.includes(place.name)) {
      findings.push({ kind: 'place_missing', place: place.name })
    }
  }
  return { readings, lead, behind, findings }
}

/** The last line speaks for every line it is chained to: a key of the program must have signed it. */
function checkSignature(
  place: AnchorPlace,
  { line, text }: AnchorEnd,
  { publicKeys }: Keyring,
): Finding | undefined {
  const publicKey = publicKeys.get(line.key)
  if (!publicKey) return { kind: 'anchor_forged', place: place.name, key: String(line.key).slice(0, 16) }
  return isSignedBy(publicKey, text)
    ? undefined
    : { kind: 'anchor_changed', place: place.name, line: line.line }
}

/**
 * Reads the whole anchor in one place: every line must follow from the one before. `visit` sees each line that does.
 * Whether the last one is signed is for `readAnchors` to say.
 */
export async function checkLines(
  place: AnchorPlace,
  keyring: Keyring,
  visit: (line: AnchorLine) => void = () => {},
): Promise<Finding[]> {
  let before: { text: string; line: AnchorLine } | undefined
  for await (const { line, text, isChained } of walkLines(place)) {
    if (!isChained || !line) {
      // The line that was changed is this one, or the one before where its own signature no longer holds.
      const isBefore = before && !isSignedByAny(before.text, keyring)
      const number = (before?.line.line ?? 0) + (isBefore ? 0 : 1)
      return [{ kind: 'anchor_changed', place: place.name, line: number }]
    }
    visit(line)
    before = { text, line }
  }
  return []
}

function isSignedByAny(text: string, { publicKeys }: Keyring): boolean {
  const publicKey = publicKeys.get(readAnchorLine(text)?.key ?? '')
  return publicKey !== undefined && isSignedBy(publicKey, text)
}

/** What a new line states; keys and places stay as they were unless it says otherwise. */
export type Statement = Omit<AnchorFacts, 'places' | 'keys'> & { keys?: string[] }

/**
 * Writes one more line in every place that holds all lines so far, and says where the anchor ends then. A place that
 * does not take it is left behind; that none takes it is an error, and the line is as good as not written.
 */
export async function appendToAnchors(
  anchors: Anchors,
  key: SealKey,
  statement: Statement,
): Promise<Anchors> {
  const { lead } = anchors
  const facts = {
    ...statement,
    keys: statement.keys ?? lead?.last.line.keys ?? [key.id],
    places: placesAfter(anchors, statement),
  }
  const text = writeAnchorLine(key, lead && { line: lead.last.line.line, text: lead.last.text }, facts)
  const line = readAnchorLine(text)
  if (!line) throw new Error('the anchor cannot be written')
  const start = lead?.last.end ?? 0
  const last = { line, text, end: start + Buffer.byteLength(text) + 1 }

  const outcomes = await Promise.all(
    anchors.readings.map(async (reading): Promise<PlaceReading> => {
      const isWhole = lead ? reading.last?.end === start : reading.status === 'missing'
      if (!isWhole) return reading
      const { place } = reading
      return appendLine(place, start, text).then(
        () => ({ place, status: 'held', last }),
        () => ({ place, status: 'unreachable' }),
      )
    }),
  )
  const taken = outcomes.find((reading) => reading.last === last)
  if (!taken) throw new AnchorNotWritten()
  const lost = outcomes.flatMap((outcome, at): Finding[] =>
    outcome.status === 'unreachable' && anchors.readings[at]?.status !== 'unreachable'
      ? [{ kind: 'place_unreachable', place: outcome.place.name }]
      : [],
  )
  const findings = [...anchors.findings, ...lost]
  return { ...anchors, readings: outcomes, lead: { place: taken.place, last }, findings }
}

/** No place of the anchor takes a line: nothing is sealed until one does. */
export class AnchorNotWritten extends Error {
  constructor() {
    super('no place of the anchor can be written')
    this.name = 'AnchorNotWritten'
  }
}

/** Those that hold the anchor, and those that should: only a person's decision lets a place go. */
function placesAfter({ readings, lead }: Anchors, { kind, place }: Statement): string[] {
  const before = kind === 'accepted' ? [] : (lead?.last.line.places ?? [])
  return readings
    .filter(({ status, place: { name } }) => {
      if (!lead) return status === 'missing'
      return status === 'held' || name === place || before.includes(name)
    })
    .map(({ place: { name } }) => name)
}

/**
 * Brings every place that can be written up to the lead: one that lacks lines is given them, a new one the whole. What
 * was lacking by more than the line a crash may cost is itself stated in a line. A place that lost its anchor is left.
 */
export async function completePlaces(anchors: Anchors, key: SealKey): Promise<Anchors> {
  const { lead } = anchors
  if (!lead) return anchors
  const isNew = ({ place, status }: PlaceReading) =>
    status === 'missing' && !lead.last.line.places.includes(place.name)
  const wanting = [
    ...anchors.readings.filter(isNew).map(({ place }) => ({ place, end: 0, line: 0 })),
    ...anchors.behind.map(({ place, last }) => ({ place, end: last.end, line: last.line.line })),
  ]
  const findings = [...anchors.findings]
  const completed: typeof wanting = []
  for (const one of wanting) {
    await copyLines(lead.place, lead.last.end, one.place, one.end).then(
      () => completed.push(one),
      () => findings.push({ kind: 'place_unreachable', place: one.place.name }),
    )
  }
  const readings = anchors.readings.map((reading) =>
    completed.some(({ place }) => place === reading.place)
      ? { ...reading, status: 'held' as const, last: lead.last }
      : reading,
  )
  let now: Anchors = { readings, lead, behind: [], findings }
  for (const { place, line } of completed) {
    if (lead.last.line.line - line <= 1 && line > 0) continue
    const kind = line === 0 ? 'joined' : 'completed'
    now = await appendToAnchors(now, key, { ...stateOf(lead.last.line), kind, place: place.name })
  }
  return now
}

/** The seals as a line that changes nothing of them states them. */
function stateOf({ batch, chain, coming, isAccepted }: AnchorLine): Omit<Statement, 'kind'> {
  return { batch, chain, ...(coming ? { coming } : {}), ...(isAccepted ? { isAccepted } : {}) }
}

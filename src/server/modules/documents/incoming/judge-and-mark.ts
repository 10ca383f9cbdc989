/** What was entered is looked at by the program: whose signatures it bears, and the ĐẾN mark is put where its sender allows it. */
import { workingDaysBetween } from '#server/crafts/calendar/index.ts'
import { placeForMark } from '#server/crafts/draw/free-place.ts'
import { drawArrivalMark } from '#server/crafts/pdf/drawn-signatures.ts'
import { signPdf } from '#server/crafts/pdf/sign-pdf.ts'
import type { Level } from '#server/crafts/pdfa/rules.ts'
import { type Agency, findAgency, getAgency } from '#server/modules/agencies/index.ts'
import { system } from '#server/platform/actor.ts'
import { isUnavailable } from '#server/platform/database/unavailable.ts'
import { readFile, storeOwn } from '#server/platform/files/index.ts'
import { log, stackOf } from '#server/platform/log.ts'
import { provinceCalendar } from '#server/platform/province.ts'
import { perform } from '#server/platform/work.ts'
import { formatDate } from '#shared/dates.ts'
import { Refusal } from '#shared/refusal.ts'
import { incomingJudged } from '../events.ts'
import { keepFiles } from '../keep-files.ts'
import { flawsBeforeSigning, flawsOf, lookOverSigned } from '../sign/archival.ts'
import { inTime } from '../sign/in-time.ts'
import { hasSigningKeys, requireSeal } from '../sign/signers.ts'
import { findIncoming, type Incoming, noteJudged } from './incoming-queries.ts'
import { readSigned, type SignedState, signaturesIn, signedState } from './read-signed.ts'

/** Why the mark stands in the register alone; `not_archival`: it would break the PDF/A the file came as. */
export type MarkReason = 'picture' | 'forbidden' | 'broken' | 'unreadable' | 'not_archival' | 'no_key'

interface Judged {
  signed: SignedState
  signatures: {
    signer: string
    organisation: string | null
    at: string | null
    intact: boolean
    trusted: boolean
  }[]
  marked: { sha256: string } | { reason: MarkReason }
}

/** Judges and marks one incoming document. Repeating makes nothing twice; keys that are busy are asked again later. */
export async function judgeIncoming(documentId: string): Promise<void> {
  const found = await perform(system, async (work) => {
    const incoming = await findIncoming(work.tx, documentId)
    if (incoming?.mark !== 'waiting') return undefined
    const agency = await getAgency(work, incoming.agencyId)
    const parent = agency.parentId === null ? undefined : await findAgency(work, agency.parentId)
    return { incoming, agency, parent }
  })
  if (!found) return
  const judged = await judge(found.incoming, found.agency, found.parent)
  await perform(system, async (work) => {
    const { agencyId, source, type, urgency, registeredAt } = found.incoming
    const sha256 = 'sha256' in judged.marked ? judged.marked.sha256 : null
    const isNoted = await noteJudged(work.tx, documentId, {
      signed: judged.signed,
      signatures: judged.signatures,
      mark: sha256 ? 'marked' : 'register_only',
      markReason: 'reason' in judged.marked ? judged.marked.reason : null,
      markedSha256: sha256,
    })
    if (!isNoted) return
    if (sha256) await keepFiles(work, [sha256], 'document', documentId)
    await work.record(
      incomingJudged(documentId, {
        agencyId,
        source: source as 'exchange' | 'mail' | 'scan',
        kind: type,
        urgency,
        days: Math.max(workingDaysBetween(provinceCalendar(), registeredAt, work.now), 0),
        electronic: source !== 'scan',
        isElectronicAndSigned: source !== 'scan' && judged.signed === 'intact',
        signed: judged.signed,
        isMarked: sha256 !== null,
      }),
    )
  })
}

async function judge(incoming: Incoming, agency: Agency, parent: Agency | undefined): Promise<Judged> {
  const registerOnly = (reason: MarkReason, signed: Judged['signed'] = 'unsigned'): Judged => ({
    signed,
    signatures: [],
    marked: { reason },
  })
  if (incoming.mediaType !== 'application/pdf') return registerOnly('picture')
  const pdf = await readFile(incoming.sha256)
  const reading = await readSigned(pdf, incoming.documentId)
  const signed = signedState(reading)
  if (!reading || signed === 'unreadable') return registerOnly('unreadable', 'unreadable')
  const judged = {
    signed,
    signatures: signaturesIn(reading).map(({ signer, at, integrity, trusted }) => ({
      signer: signer?.commonName || '––',
      organisation: signer?.organisation || null,
      at: at?.toISOString() ?? null,
      intact: integrity === 'intact',
      trusted,
    })),
  }
  if (signed === 'broken') return { ...judged, marked: { reason: 'broken' } }
  if (!reading.mayBeSigned) return { ...judged, marked: { reason: 'forbidden' } }
  if (!hasSigningKeys()) return { ...judged, marked: { reason: 'no_key' } }
  // What came as PDF/A stays so under our mark; what did not can no longer be broken by it. What its sender signed is not put in another
  // order (`addToStructure`), so that there level B is kept.
  const level = signed === 'unsigned' ? 'said' : 'B'
  const keeps = (await flawsOf(pdf, level))?.length === 0 ? level : undefined
  const marked = await mark(pdf, incoming, { agency, parent, keeps }).catch(unlessLater)
  if (typeof marked === 'string') return { ...judged, marked: { reason: marked } }
  // Looked at once more: what would break the sender's signature is no mark.
  const after = await readSigned(marked, incoming.documentId)
  const stillStands = after?.signatures.every(({ integrity }) => integrity === 'intact') ?? false
  if (!stillStands) return { ...judged, marked: { reason: 'forbidden' } }
  const file = await storeOwn(marked, 'application/pdf')
  if (keeps) await lookOverSigned(marked, { id: incoming.documentId, agencyId: agency.id }, keeps)
  return { ...judged, marked: file }
}

/** The file and one revision more: the seal of the agency, looking like the ĐẾN mark (NĐ 30/2020/NĐ-CP Phụ lục IV). */
async function mark(
  pdf: Uint8Array,
  { number, arrivedOn, registeredAt }: Incoming,
  by: { agency: Agency; parent: Agency | undefined; keeps: Level | undefined },
): Promise<Uint8Array> {
  const { agency, parent, keeps } = by
  const { signer } = await requireSeal(agency, parent)
  const day = formatDate(arrivedOn as unknown as string)
  const appearance = drawArrivalMark({ agency: agency.name, number: String(number).padStart(2, '0'), day })
  const place = await placeForMark(pdf, appearance)
  return inTime(
    signPdf(pdf, {
      signer,
      fieldName: `den-${agency.id}-${number}`,
      role: 'agency',
      name: agency.name,
      reason: `Văn bản đến số ${number}, ngày ${day}`,
      location: agency.place,
      at: registeredAt,
      appearance,
      ...(keeps ? { beforeSigning: (prepared) => keepArchival(prepared, keeps) } : {}),
      room: { page: 1, ...place, width: appearance.width, height: appearance.height },
    }),
  )
}

class MarkBreaks extends Error {}

async function keepArchival(prepared: Uint8Array, level: Level): Promise<void> {
  const [flaw] = await flawsBeforeSigning(prepared, level)
  if (flaw) throw new MarkBreaks(`the mark would break PDF/A: ${flaw.rule} ${flaw.clause}`)
}

/** A busy key, a full disk and a database that is gone are for later; a file nothing can be added to stays as it came, and why is said. */
function unlessLater(failure: unknown): MarkReason {
  if (failure instanceof Refusal || isUnavailable(failure)) throw failure
  log.warn({ error: stackOf(failure) }, 'an incoming document takes no mark')
  return failure instanceof MarkBreaks ? 'not_archival' : 'unreadable'
}

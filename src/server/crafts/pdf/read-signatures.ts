import { X509Certificate } from 'node:crypto'
import { isTrusted, verifyCms } from '#server/crafts/crypto/verify-cms.ts'
import { Budget, BudgetSpent } from '#server/crafts/reading-budget.ts'
import { type Comparison, compareRevisions, type Extension } from './compare-revisions.ts'
import { EncryptedPdf, PdfDocument } from './document.ts'
import { type FormNode, listFormNodes } from './fields.ts'
import { isKind, textOf } from './objects.ts'
import { PdfError, PdfParser } from './parser.ts'
import { cmsKindOf, describeSigner, readDate, type Signer } from './signature-dictionary.ts'
import {
  endsProperly,
  type FoundSignature,
  readRange,
  requireExactGap,
  requireNested,
  withoutPadding,
} from './signature-range.ts'

export interface SignatureReport {
  fieldName: string
  kind: 'signature' | 'timestamp'
  /** Intact: the signature is right, and nothing was done after it but what signers allow. */
  integrity: 'intact' | 'broken'
  /** Why it is broken, for the log and for experts. */
  problem?: string
  signer?: Signer
  /** Whether the certificate leads to one of the trust anchors given. */
  trusted: boolean
  /** Made with SHA-1, which is no longer trusted. */
  weak: boolean
  /** The time the signer claims, or for a timestamp the time it certifies. */
  at?: Date
  reason?: string
  coversWholeDocument: boolean
  /** Which saving of the file it covers, from 1. */
  revision: number
  /** What was done after it. */
  later: 'nothing' | 'lawful' | 'changed'
  extensions: Extension[]
}

export interface SignatureReading {
  /**
   * `unreadable`: not a PDF, damaged or too large. `encrypted`: a password keeps it from being read. `beyond-limits`: reading it costs more than any honest
   * file of its size. Then nothing can be said for any signature.
   */
  state: 'read' | 'unreadable' | 'encrypted' | 'beyond-limits'
  signatures: SignatureReport[]
}

const maximumSize = 100 << 20
const maximumSignatures = 100

/**
 * Judges every signature of a PDF: who, whether the bytes are the ones signed, and what was done to the
 * document after it. Bounded in size, depth and steps; never throws, whatever the input.
 */
export function readSignatures(
  pdf: Uint8Array,
  options: { trustAnchors?: readonly Uint8Array[] } = {},
): SignatureReading {
  const { state, signatures } = readSignedDocument(pdf, options.trustAnchors ?? [])
  return { state, signatures }
}

/** As `readSignatures`, and the document as it was read, for whoever wants to know more of it. */
export function readSignedDocument(
  pdf: Uint8Array,
  trustAnchors: readonly Uint8Array[],
): SignatureReading & { document?: PdfDocument } {
  const budget = Budget.forFile(pdf.length)
  try {
    if (pdf.length > maximumSize) throw new PdfError('too large')
    const bytes = Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength)
    if (!bytes.toString('latin1', 0, 1024).includes('%PDF-')) throw new PdfError('not a PDF')
    const anchors = trustAnchors.map((der) => new X509Certificate(der))
    const reading = readAsItIs(bytes, anchors, budget) ?? readRebuilt(bytes, anchors, budget)
    if (!budget.isSpent) return { state: 'read', ...reading }
  } catch (error) {
    // Of anything else, what it was is not needed: nothing can be said of the file.
    if (error instanceof EncryptedPdf) return { state: 'encrypted', signatures: [] }
  }
  return { state: budget.isSpent ? 'beyond-limits' : 'unreadable', signatures: [] }
}

interface Judged {
  document: PdfDocument
  signatures: SignatureReport[]
}

function readAsItIs(bytes: Buffer, anchors: X509Certificate[], budget: Budget): Judged | undefined {
  try {
    const document = new PdfDocument(bytes, { budget })
    return { document, signatures: new Reading(document, anchors).run() }
  } catch (error) {
    if (error instanceof BudgetSpent) throw error
    return undefined
  }
}

/** Damaged cross-references: readers rebuild them, so the document is judged as rebuilt. */
function readRebuilt(bytes: Buffer, anchors: X509Certificate[], budget: Budget): Judged {
  const document = new PdfDocument(bytes, { budget, rebuilt: true })
  return { document, signatures: new Reading(document, anchors).run() }
}

class Reading {
  readonly document: PdfDocument
  readonly anchors: X509Certificate[]
  readonly #comparisons = new Map<number, Comparison>()

  constructor(document: PdfDocument, anchors: X509Certificate[]) {
    this.document = document
    this.anchors = anchors
  }

  run(): SignatureReport[] {
    this.document.pages()
    const found = this.#find()
    const ends = [...new Set(found.flatMap(({ range }) => (range ? [range.end] : [])))].sort((a, b) => a - b)
    const reports: SignatureReport[] = []
    let laterBroken = false
    // The last one first: a signature that is wrong is no lawful extension of those before it.
    for (const signature of found.toSorted((a, b) => (b.range?.end ?? 0) - (a.range?.end ?? 0))) {
      const report = this.#report(signature, found, ends)
      if (laterBroken && report.integrity === 'intact') {
        Object.assign(report, {
          integrity: 'broken',
          later: 'changed',
          problem: 'a later signature is broken',
        })
      }
      laterBroken ||= report.integrity === 'broken'
      reports.unshift(report)
    }
    return reports
  }

  #find(): FoundSignature[] {
    const found: FoundSignature[] = []
    for (const node of listFormNodes(this.document).values()) {
      const value = node.type === 'Sig' ? this.document.resolveDict(node.dict.entries.get('V')) : undefined
      if (!value) continue
      if (found.length >= maximumSignatures) throw new PdfError('too many signatures')
      const contents = value.entries.get('Contents')
      const inFile = this.#standsInFile(node)
      found.push({
        node,
        value,
        contents: inFile && isKind(contents, 'string') ? contents : undefined,
        range: readRange(this.document.resolve(value.entries.get('ByteRange'))),
      })
    }
    return found
  }

  /** Whether positions in the signature's dictionary are positions in the file, not in an object stream. */
  #standsInFile({ dict, reference }: FormNode): boolean {
    const value = dict.entries.get('V')
    const location = this.document.locations.get(isKind(value, 'reference') ? value.number : reference.number)
    return location !== undefined && 'offset' in location
  }

  #report(found: FoundSignature, all: FoundSignature[], ends: number[]): SignatureReport {
    const { document } = this
    const { value, range } = found
    const kind = cmsKindOf(value) === 'timestamp' ? 'timestamp' : 'signature'
    const reason = textOf(document.resolve(value.entries.get('Reason')))
    const report: SignatureReport = {
      fieldName: found.node.name,
      kind,
      integrity: 'broken',
      trusted: false,
      weak: false,
      ...(reason === undefined ? {} : { reason }),
      coversWholeDocument: range?.end === document.bytes.length,
      revision: range ? ends.indexOf(range.end) + 1 : 0,
      later: 'changed',
      extensions: [],
    }
    const claimedAt =
      kind === 'signature' ? readDate(textOf(document.resolve(value.entries.get('M')))) : undefined
    if (claimedAt) report.at = claimedAt
    try {
      this.#judge(found, all, report)
    } catch (error) {
      if (error instanceof Damaged || error instanceof BudgetSpent) throw error
      report.problem = error instanceof PdfError ? error.message : 'unreadable'
    }
    return report
  }

  #judge(found: FoundSignature, all: FoundSignature[], report: SignatureReport): void {
    const { document } = this
    const { bytes } = document
    const { contents, range, value } = found
    if (!range || !contents?.hex) throw new PdfError('no signature where one should be')
    requireExactGap(bytes, range, contents)
    for (const other of all) requireNested(found, other)
    const cms = withoutPadding(contents.bytes, document.budget)
    const cmsKind = cmsKindOf(value)
    if (!cmsKind) throw new PdfError('a kind of signature that is not accepted')

    document.budget.takeBytes(range.end)
    const content = Buffer.concat([
      bytes.subarray(0, range.gapStart),
      bytes.subarray(range.gapEnd, range.end),
    ])
    const verdict = verifyCms(cms, content, cmsKind, document.budget)
    report.weak = verdict.weak
    if (verdict.timestamp) report.at = verdict.timestamp
    if (verdict.signer) {
      report.signer = describeSigner(verdict.signer)
      report.trusted =
        verdict.valid &&
        !verdict.weak &&
        isTrusted(
          verdict.signer,
          verdict.certificates,
          this.anchors,
          report.at ?? new Date(),
          document.budget,
        )
    }
    if (!verdict.valid) throw new PdfError(`the signature is wrong: ${verdict.problem}`)

    const { extensions, violation } = this.#compare(range.end, found)
    report.extensions = [...extensions]
    if (violation) throw new PdfError(`changed after signing: ${violation}`)
    report.later = range.end === bytes.length ? 'nothing' : 'lawful'
    report.integrity = 'intact'
  }

  #openRevision(bytes: Buffer): PdfDocument {
    const { budget, rebuilt } = this.document
    if (!rebuilt) {
      try {
        return new PdfDocument(bytes, { budget })
      } catch (error) {
        if (error instanceof BudgetSpent) throw error
        throw new Damaged()
      }
    }
    const revision = new PdfDocument(bytes, { budget, rebuilt })
    requireSameView(bytes, revision)
    return revision
  }

  #compare(end: number, found: FoundSignature): Comparison {
    const { document } = this
    if (!endsProperly(document.bytes, document.budget))
      return { extensions: new Set(), violation: 'something follows the end' }
    const before = document.bytes.subarray(0, end)
    if (!endsProperly(before, document.budget)) {
      return { extensions: new Set(), violation: 'the signed range does not end where a revision does' }
    }
    const signed = end === document.bytes.length ? document : this.#openRevision(before)
    const own = listFormNodes(signed).get(found.node.reference.number)
    const contents = signed.resolveDict(own?.dict.entries.get('V'))?.entries.get('Contents')
    if (!isKind(contents, 'string') || contents.start !== found.contents?.start) {
      return { extensions: new Set(), violation: 'the signature is not part of the revision it signs' }
    }
    let comparison = this.#comparisons.get(end)
    if (!comparison) {
      comparison = signed === document ? { extensions: new Set() } : compareRevisions(signed, document)
      this.#comparisons.set(end, comparison)
    }
    return comparison
  }
}

/** A revision that cannot be read as its cross-references say: the whole document is read again, rebuilt. */
class Damaged extends Error {}

/** What was signed must not read differently once rebuilt: hidden objects would come to light. */
function requireSameView(bytes: Buffer, rebuilt: PdfDocument): void {
  let signed: PdfDocument
  try {
    signed = new PdfDocument(bytes, { budget: rebuilt.budget })
  } catch (error) {
    if (error instanceof BudgetSpent) throw error
    return
  }
  for (const [number, location] of signed.locations) {
    const other = rebuilt.locations.get(number)
    const same =
      'offset' in location
        ? other &&
          'offset' in other &&
          new PdfParser(bytes, location.offset, rebuilt.budget).isAt(other.offset)
        : other && 'stream' in other && other.stream === location.stream
    if (!same) throw new PdfError('an object hidden before signing comes to light')
  }
}

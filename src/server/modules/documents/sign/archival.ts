/** What is signed, sealed or marked here is PDF/A-2a, PDF/A-2b where it holds pictures of pages (ISO 19005-2): held to it before the key is asked, and looked at once more when it is signed. */
import { createHash } from 'node:crypto'
import { atLevel, type Level, type PdfaFinding } from '#server/crafts/pdfa/rules.ts'
import { system } from '#server/platform/actor.ts'
import { log, stackOf } from '#server/platform/log.ts'
import { readOutside } from '#server/platform/reading/read-outside.ts'
import { perform } from '#server/platform/work.ts'
import { signedFlawed } from '../events.ts'
import { notArchival } from '../refusals.ts'

/** Whose file it is: a document or a paper of this agency. */
export interface About {
  id: string
  agencyId: string
}

/** What a file breaks. Undefined where it could not be looked at: that says nothing against it, and holds up no signature. */
export async function flawsOf(pdf: Uint8Array, level: Level = 'said'): Promise<PdfaFinding[] | undefined> {
  try {
    return atLevel(await readOutside({ kind: 'check-pdfa', parts: [pdf] }, { name: 'signing' }), level)
  } catch (error) {
    log.warn({ error: stackOf(error) }, 'a file was not held to PDF/A')
    return undefined
  }
}

/** What a file that is about to be signed breaks: zeros stand where its signature will. */
export async function flawsBeforeSigning(
  prepared: Uint8Array,
  level: Level = 'said',
): Promise<PdfaFinding[]> {
  const flaws = await flawsOf(prepared, level)
  return flaws?.filter(({ rule }) => rule !== 'signature.contents') ?? []
}

/** Refuses a file that would be signed and breaks a rule: nothing is signed, and its number stays with it. */
export async function requireArchival(prepared: Uint8Array, level: Level = 'said'): Promise<void> {
  const flaws = await flawsBeforeSigning(prepared, level)
  if (flaws.length === 0) return
  log.error({ flaws }, 'a file that breaks PDF/A is not signed')
  throw notArchival({ clauses: [...new Set(flaws.map(({ clause }) => clause))].join(', ') })
}

/**
 * Looks at a file that has been signed: what it breaks is a fact and a condition (`documents.flawed`), and the file stands, since it is
 * signed. Never throws: neither the signature nor the number is lost for it.
 */
export async function lookOverSigned(
  pdf: Uint8Array,
  { id, agencyId }: About,
  level: Level = 'said',
): Promise<void> {
  const flaws = await flawsOf(pdf, level)
  if (!flaws || flaws.length === 0) return
  const rules = [...new Set(flaws.map(({ rule, clause }) => `${rule} ${clause}`))]
  const sha256 = createHash('sha256').update(pdf).digest('hex')
  log.error({ documentId: id, sha256, rules }, 'a signed file breaks PDF/A')
  await perform(system, (work) => work.record(signedFlawed(id, { agencyId, sha256, rules }))).catch((error) =>
    log.error({ error: stackOf(error) }, 'a flaw of a signed file was not recorded'),
  )
}

/** One page that was set once, and keys made once for all: what walks is the order of the steps, not the typesetting nor the making of keys. */
import { createHash } from 'node:crypto'
import { aBureau, aLetterOf, approved } from '#server/modules/documents/agency/fixtures.ts'
import { beginDrafts } from '#server/modules/documents/agency/sign-drafts.ts'
import { keepFiles } from '#server/modules/documents/keep-files.ts'
import { findDocument } from '#server/modules/documents/queries.ts'
import { beingSigned } from '#server/modules/documents/refusals.ts'
import { putShownPages } from '#server/modules/documents/sign/shown-pages.ts'
import { connectSigningKeys, demoAuthority } from '#server/modules/documents/sign/signers.ts'
import { requireOwnDocument, tryAction } from '#server/modules/documents/take-action.ts'
import { type Officer, system } from '#server/platform/actor.ts'
import { readFile, storeOwn } from '#server/platform/files/index.ts'
import { perform } from '#server/platform/work.ts'

const fingerprintOf = (value: Uint8Array | string) => createHash('sha256').update(value).digest('hex')

let page: Promise<Uint8Array> | undefined

/** One page as it is set to be signed; the same each time. */
export function aPage(): Promise<Uint8Array> {
  page ??= setPage()
  return page
}

async function setPage(): Promise<Uint8Array> {
  const bureau = await aBureau()
  const id = await aLetterOf(bureau)
  await approved(bureau, id)
  const set = () => beginDrafts(bureau.deputy, [id])
  // Beside much other work the first one takes longer than anybody waits.
  let [begun] = await set()
  for (let again = 0; begun?.refusal && again < 5; again++) [begun] = await set()
  if (begun?.refusal) throw new Error(`no page to walk with: ${begun.refusal}`)
  const document = await perform(system, (work) => findDocument(work.tx, system, id))
  return readFile(document?.signingSha256 ?? '')
}

/** As `prepareDocument`, with this page. */
export async function preparePage(page: Uint8Array, officer: Officer, id: string, now: Date): Promise<void> {
  const { sha256 } = await storeOwn(Buffer.from(page), 'application/pdf')
  await perform(
    officer,
    async (work) => {
      const document = await requireOwnDocument(work, officer, id)
      if (document.status !== 'signing' || document.confirmedAt) return
      if (document.signedBy !== officer.id) throw beingSigned({ by: document.signerName ?? '' })
      await keepFiles(work, [sha256], 'action', id)
      await tryAction(work, document, 'prepare', { sha256 })
    },
    { now },
  )
}

/** As `showDraft`, of this page; its fingerprint, undefined where it is not the one that was set. */
export async function showPage(
  page: Uint8Array,
  officer: Officer,
  id: string,
  now: Date,
): Promise<string | undefined> {
  const sha256 = fingerprintOf(page)
  return perform(
    officer,
    async (work) => {
      const document = await requireOwnDocument(work, officer, id)
      if (document.signingSha256 !== sha256) return undefined
      const file = { documentId: id, sha256, number: document.number ?? undefined }
      await putShownPages(work, officer, file, [1], 1)
      return sha256
    },
    { now },
  )
}

/** Those of one name sign with one key, whoever they are, and seals of one name with one: a new key takes longer than a walk. */
export async function shareSigningKeys(): Promise<void> {
  const authority = await demoAuthority()
  if (!authority) throw new Error('walks sign with keys of the demo')
  connectSigningKeys({
    person: (_, person) => authority.person(fingerprintOf(JSON.stringify(person)), person),
    seal: (_, { name }) => authority.seal(fingerprintOf(name), { name, code: 'T00' }),
  })
}

/** Two numbers of one register are issued at the same moment, around midnight: which of them is out of order is seen all the same. */
import { afterEach, expect, test } from 'vitest'
import { perform } from '#server/platform/work.ts'
import { aBureau, aLetterOf, approved, proven } from '../agency/fixtures.ts'
import { beginDrafts, reserveForDraft, signDrafts } from '../agency/sign-drafts.ts'
import { readRegister } from '../registers/list-register.ts'
import { issueDocument } from '../sign/issue-document.ts'
import { showDraft } from '../sign/read-draft.ts'
import { type SignedFile, signConfirmed } from '../sign/sign-confirmed.ts'
import { connectSigningKeys } from '../sign/signers.ts'

afterEach(() => connectSigningKeys(undefined))

const monday = new Date('2026-11-30T23:58:00+07:00')
const tuesday = new Date('2026-12-01T00:02:00+07:00')

test('the lower number bears the later day, and neither is issued before the other', async () => {
  const bureau = await aBureau({ holds: [{ days: 60 }] })
  const { deputy, clerk } = bureau
  const numbered = async () => {
    const id = await aLetterOf(bureau, {}, monday)
    await approved(bureau, id, 1, monday)
    await reserveForDraft(deputy, id, { now: monday })
    return id
  }
  const [lower, higher] = [await numbered(), await numbered()]
  const fails = () => Promise.reject(new Error('the key is gone'))
  connectSigningKeys({ person: fails, seal: fails })
  for (const { id, now } of [
    { id: higher, now: monday },
    { id: lower, now: tuesday },
  ]) {
    await beginDrafts(deputy, [id], { now })
    const { sha256 } = await showDraft(deputy, id, { now })
    await signDrafts(proven(deputy, now), [{ id, sha256 }], { now })
  }
  connectSigningKeys(undefined)
  const signedOf = async (id: string): Promise<SignedFile> => {
    const signed = await signConfirmed(deputy, id)
    if (!signed) throw new Error('It was issued before')
    return signed
  }
  const [first, second] = [await signedOf(lower), await signedOf(higher)]

  let other: Promise<unknown> = Promise.resolve()
  await perform(
    deputy,
    async (work) => {
      await issueDocument(work, deputy, lower, first)
      other = perform(deputy, (beside) => issueDocument(beside, deputy, higher, second), { now: tuesday })
      other.catch(() => {})
      await new Promise((go) => setTimeout(go, 300))
    },
    { now: tuesday },
  )
  await other
  const { rows } = await perform(clerk, (work) =>
    readRegister(work, clerk, { which: 'out', page: 1, year: 2026 }),
  )
  expect(rows.map(({ fate }) => fate)).toEqual(['issued', 'issued'])
  expect(rows.filter(({ isOutOfOrder }) => isOutOfOrder)).toHaveLength(1)
})

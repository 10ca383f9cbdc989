import { afterEach, expect, test } from 'vitest'
import { system } from '#server/platform/actor.ts'
import { perform } from '#server/platform/work.ts'
import { aBureau, aLetterOf, approved, proven } from '../agency/fixtures.ts'
import { beginDrafts, signDrafts } from '../agency/sign-drafts.ts'
import { findDocument } from '../queries.ts'
import { showDraft } from '../sign/read-draft.ts'
import { connectSigningKeys } from '../sign/signers.ts'
import { voidWhatIsOpen } from '../sign/void-number.ts'

afterEach(() => connectSigningKeys(undefined))

test('past the program, too, what was confirmed is not given up while it is being signed', async () => {
  const bureau = await aBureau()
  const { chair } = bureau
  const at = (seconds: number) => ({
    now: new Date(Date.parse('2026-11-30T09:00:00+07:00') + seconds * 1000),
  })
  const id = await aLetterOf(bureau, {}, at(0).now)
  await approved(bureau, id, 1, at(0).now)
  await beginDrafts(chair, [id], at(0))
  const { sha256 } = await showDraft(chair, id, at(0))
  const fails = () => Promise.reject(new Error('the key is lost'))
  connectSigningKeys({ person: fails, seal: fails })
  await signDrafts(proven(chair, at(0).now), [{ id, sha256 }], at(0))
  const document = () => perform(system, ({ tx }) => findDocument(tx, system, id))
  const end = async (seconds: number) => {
    const confirmed = await document()
    if (!confirmed?.confirmedAt) throw new Error('it is not confirmed')
    await perform(chair, (work) => voidWhatIsOpen(work, confirmed, 'bỏ số: khóa ký hỏng'), at(seconds))
  }
  await expect(end(59)).rejects.toMatchObject({ code: '42501' })
  expect(await document()).toMatchObject({ status: 'signing', number: 1 })
  await end(61)
  expect(await document()).toMatchObject({ status: 'draft', number: null })
})

/** From where a held number is shown one link leads to where it is ended, which says until when it is held. */
import { afterAll, expect, test } from 'vitest'
import { stopTypesetting } from '#server/crafts/typeset/typeset.ts'
import { aBureau, aLetterOf, approved, proven } from '#server/modules/documents/agency/fixtures.ts'
import { beginDrafts, signDrafts } from '#server/modules/documents/agency/sign-drafts.ts'
import { showDraft } from '#server/modules/documents/sign/read-draft.ts'
import { load as loadSeals } from '../dong-dau/+page.server.ts'
import { load as loadRegister } from './+page.server.ts'

afterAll(stopTypesetting)

test('the clerk is led from the list of what is open to the number, sees when it ends, and once it is signed where it is refused', async () => {
  const bureau = await aBureau({ seals: [{ seal: 'by_clerk' }] })
  const { clerk, deputy } = bureau
  const id = await aLetterOf(bureau)
  await approved(bureau, id)
  await beginDrafts(deputy, [id])
  const asked = (address: string) =>
    ({ locals: { actor: clerk }, url: new URL(address, 'https://nhip.test'), setHeaders: () => {} }) as never
  const { order } = (await loadSeals(asked('/van-ban/dong-dau'))) as { order: { open?: string }[] }
  const link = `/van-ban/so?so=di&bo-so=${id}#so-dang-giu`
  expect(order.map(({ open }) => open)).toEqual([link])
  const held = {
    toGiveUp: id,
    open: [{ documentId: id, until: expect.stringMatching(/\d\d\/\d\d\/\d{4}/), isToSeal: false }],
  }
  expect(await loadRegister(asked(link))).toMatchObject(held)

  const { sha256 } = await showDraft(deputy, id)
  expect(await signDrafts(proven(deputy), [{ id, sha256 }])).toMatchObject([{ refusal: null }])
  expect(await loadRegister(asked(link))).toMatchObject({
    open: [{ until: 'Chờ đóng dấu', isToSeal: true, mayGiveUp: false }],
  })
})

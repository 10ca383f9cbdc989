/** A tab in which something else stood than stands there now: it declines and returns nothing. */
import { expect, test } from 'vitest'
import { type Officer, system } from '#server/platform/actor.ts'
import { perform } from '#server/platform/work.ts'
import { draftDocument } from '../draft/draft-document.ts'
import { findDocument } from '../queries.ts'
import { findRoute } from '../route/route-queries.ts'
import { showDraft } from '../sign/read-draft.ts'
import { approveDraft, ReturnDraft, returnDraft } from './approve-draft.ts'
import { aBureau, aLetter, aLetterOf, approved, declineAll } from './fixtures.ts'
import { beginDrafts, declineDrafts } from './sign-drafts.ts'
import { submitDraft, withdrawDraft } from './submit-draft.ts'

const documentOf = (id: string) => perform(system, (work) => findDocument(work.tx, system, id))
const stateOf = async (id: string) => (await perform(system, (work) => findRoute(work.tx, id)))?.state

test('a leader does not decline another number than the one that was shown', async () => {
  const bureau = await aBureau()
  const { deputy, chair } = bureau
  const id = await aLetterOf(bureau)
  await approved(bureau, id)
  await beginDrafts(deputy, [id])
  const shown = await showDraft(deputy, id)
  const decline = () => declineDrafts(deputy, [{ id, sha256: shown.sha256 }], 'Chờ ý kiến Sở Tư pháp')
  // Meanwhile another leader declines it, and takes the next number.
  await declineAll(chair, [id], 'Sai tên nơi nhận')
  await beginDrafts(chair, [id])
  expect(await decline()).toMatchObject([{ refusal: 'documents.changed_meanwhile' }])
  expect(await documentOf(id)).toMatchObject({ status: 'signing', number: 2, signedBy: chair.id })

  await declineAll(chair, [id], 'Chưa ký hôm nay')
  // What it would have ended has ended.
  expect(await decline()).toMatchObject([{ refusal: null }])
  expect(await documentOf(id)).toMatchObject({ status: 'draft', number: null })
})

test('nobody returns another text, or another step, than the one that was shown', async () => {
  const bureau = await aBureau({
    routes: [
      {
        steps: [
          { kind: 'layout', keys: ['van-thu'], days: 1 },
          { kind: 'content', keys: ['pho-chu-tich'], days: 1 },
        ],
      },
    ],
  })
  const { specialist, clerk, deputy, chair } = bureau
  const id = await aLetterOf(bureau)
  const submit = (version: number) =>
    perform(specialist, (work) => submitDraft(work, specialist, id, { version, amount: null }))
  const back = (officer: Officer, version: number, step: number | '') => {
    const seen = ReturnDraft.parse({ version: String(version), step: String(step), reason: 'Sai nơi nhận' })
    return perform(officer, (work) => returnDraft(work, officer, id, seen))
  }
  await submit(1)
  await perform(specialist, (work) => withdrawDraft(work, specialist, id))
  const changed = aLetter(bureau.agency.id, { id, subject: 'Về việc khác' })
  await perform(specialist, (work) => draftDocument(work, specialist, changed))
  await submit(2)
  await expect(back(clerk, 1, 0)).rejects.toMatchObject({ code: 'documents.draft_changed' })
  expect(await stateOf(id)).toBe('in_route')

  await perform(clerk, (work) => approveDraft(work, clerk, id, { version: 2, step: 0 }))
  await expect(back(deputy, 2, 0)).rejects.toMatchObject({ code: 'documents.draft_changed' })
  await perform(deputy, (work) => approveDraft(work, deputy, id, { version: 2, step: 1 }))
  await expect(back(chair, 2, 1)).rejects.toMatchObject({ code: 'documents.draft_changed' })
  expect(await stateOf(id)).toBe('approved')
  await back(chair, 2, '')
  expect(await stateOf(id)).toBe('returned')
})

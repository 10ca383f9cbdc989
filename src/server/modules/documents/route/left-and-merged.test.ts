/** Whoever was mentioned and left, and agencies that are merged while a draft is under way: what they began goes on, what ended does not. */
import { afterAll, expect, test } from 'vitest'
import { stopTypesetting } from '#server/crafts/typeset/typeset.ts'
import { delegate, inheritedAgencyIds } from '#server/modules/agencies/index.ts'
import { aStaffAccount } from '#server/modules/identity/fixtures.ts'
import { type Officer, system } from '#server/platform/actor.ts'
import { perform } from '#server/platform/work.ts'
import { addDays, localDay } from '#shared/dates.ts'
import type { Body } from '#shared/document/body.ts'
import { withIds } from '#shared/document/ids.ts'
import { anOfficer } from '#tests/people.ts'
import { approveDraft, returnDraft } from '../agency/approve-draft.ts'
import { aBureau, aLetterOf, appointTo, approved, mergeInto, signAll } from '../agency/fixtures.ts'
import { listOpinionRows } from '../agency/opinion-queries.ts'
import { askOpinions, giveOpinion, listAskedOpinions } from '../agency/opinions.ts'
import { beginDrafts } from '../agency/sign-drafts.ts'
import { submitDraft, withdrawDraft } from '../agency/submit-draft.ts'
import { listMentionedWhoLeft } from '../edit/mentions.ts'

afterAll(stopTypesetting)

/** As somebody of the successor signs in: with what its agency inherited. */
const heirOf = async (officer: Officer): Promise<Officer> => ({
  ...officer,
  agencyIds: await perform(system, (work) => inheritedAgencyIds(work, officer.agencyId)),
})

test('the writer is told of a mentioned person who left, and the draft goes its way all the same', async () => {
  const bureau = await aBureau()
  const [here, left] = await Promise.all(
    ['specialist', 'specialist'].map(() =>
      aStaffAccount({ agencyId: bureau.agency.id, roles: ['specialist'], hasTotp: false }),
    ),
  )
  const mention = (ref = '', label = '') => ({
    type: 'mention' as const,
    attrs: { of: 'person' as const, ref, label },
  })
  const body: Body = withIds({
    type: 'doc',
    content: [
      {
        type: 'paragraph',
        attrs: { align: 'justify' },
        content: [mention(here?.id, 'Người Ở Lại'), mention(left?.id, 'Người Đã Đi')],
      },
    ],
  })
  const gone = () => perform(bureau.specialist, (work) => listMentionedWhoLeft(work, body))
  expect(await gone()).toEqual([])
  await perform(system, ({ tx }) =>
    tx
      .updateTable('identity.roleGrant')
      .set({ validTo: addDays(localDay(new Date()), -1) })
      .where('accountId', '=', left?.id ?? '')
      .execute(),
  )
  expect(await gone()).toEqual(['Người Đã Đi'])
  const id = await aLetterOf(bureau, { body })
  await approved(bureau, id)
  expect(await signAll(bureau.deputy, [id])).toMatchObject([{ refusal: null }])
})

test('an agency that was asked and is merged answers by its successor', async () => {
  const [asker, asked, heir] = [await aBureau(), await aBureau(), await aBureau()]
  const id = await aLetterOf(asker)
  const question = { agencyIds: [asked.agency.id], people: [], question: 'Góp ý dự thảo', days: 5 }
  await perform(asker.specialist, (work) => askOpinions(work, asker.specialist, id, question))
  await mergeInto(asked.agency, heir.agency)
  const by = await heirOf(heir.specialist)
  const [waiting] = await perform(by, (work) => listAskedOpinions(work, by))
  const answer = { opinion: waiting?.id ?? '', answer: 'comments' as const, wording: 'Bổ sung căn cứ.' }
  await perform(by, (work) => giveOpinion(work, by, answer))
  const rows = await perform(asker.specialist, ({ tx }) => listOpinionRows(tx, id))
  expect(rows).toMatchObject([{ documentId: id, answer: 'comments', wording: 'Bổ sung căn cứ.' }])
})

test('the route of a merged agency goes on at its successor: returned, withdrawn, approved, and signed by whom its rule named', async () => {
  const [old, heir] = [
    await aBureau({
      routes: [
        { steps: [{ kind: 'layout', keys: ['van-thu'], standIns: [], days: 1 }], signers: ['chu-tich'] },
      ],
    }),
    await aBureau(),
  ]
  const id = await aLetterOf(old)
  const submit = (by: Officer) =>
    perform(by, (work) => submitDraft(work, by, id, { version: 1, amount: null }))
  await submit(old.specialist)
  await mergeInto(old.agency, heir.agency)
  const [writer, clerk] = [await heirOf(heir.specialist), await heirOf(heir.clerk)]
  const deputy = await heirOf(heir.deputy)
  await perform(clerk, (work) =>
    returnDraft(work, clerk, id, { version: 1, step: 0, reason: 'Ghi lại tên cơ quan.' }),
  )
  // Laid by the rule of today: that of the successor, whose deputy may sign too.
  await submit(writer)
  await perform(writer, (work) => withdrawDraft(work, writer, id))
  await submit(writer)
  await perform(clerk, (work) => approveDraft(work, clerk, id, { version: 1, step: 0 }))
  expect(await signAll(deputy, [id])).toMatchObject([{ refusal: null }])

  const [second, next] = [await aBureau({ routes: [{ steps: [], signers: ['chu-tich'] }] }), await aBureau()]
  const bound = await aLetterOf(second)
  await perform(second.specialist, (work) =>
    submitDraft(work, second.specialist, bound, { version: 1, amount: null }),
  )
  await mergeInto(second.agency, next.agency)
  const [theirs, head] = [await heirOf(next.deputy), await heirOf(next.chair)]
  expect(await beginDrafts(theirs, [bound])).toMatchObject([{ refusal: 'documents.may_not_sign' }])
  expect(await signAll(head, [bound])).toMatchObject([{ refusal: null }])
})

test('a tab opened before a delegation ended approves nothing', async () => {
  const bureau = await aBureau({ routes: [{ steps: [{ kind: 'content', keys: ['chu-tich'], days: 1 }] }] })
  const { specialist, agency } = bureau
  const delegated = anOfficer({ agencyId: agency.id, roles: ['leader'] })
  await appointTo(delegated, `${agency.id}/chuyen-vien`)
  const today = localDay(new Date())
  await perform(system, (work) =>
    delegate(work, {
      fromPosition: `${agency.id}/chu-tich`,
      toAccount: delegated.id,
      authority: 'TUQ.',
      scope: 'Công văn',
      types: ['official_letter'],
      decision: '12/QĐ-UBND',
      validFrom: addDays(today, -2),
      validTo: addDays(today, 2),
    }),
  )
  const id = await aLetterOf(bureau)
  await perform(specialist, (work) => submitDraft(work, specialist, id, { version: 1, amount: null }))
  await perform(system, ({ tx }) =>
    tx
      .updateTable('agencies.delegation')
      .set({ validTo: addDays(today, -1) })
      .where('toAccount', '=', delegated.id)
      .execute(),
  )
  await expect(
    perform(delegated, (work) => approveDraft(work, delegated, id, { version: 1, step: 0 })),
  ).rejects.toMatchObject({ code: 'documents.not_your_step' })
})

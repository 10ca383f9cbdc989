/** The drafter reads by which rule of the agency a draft goes its route, and since when that rule is. */
import { afterAll, expect, test } from 'vitest'
import { stopTypesetting } from '#server/crafts/typeset/typeset.ts'
import { aBureau, aLetterOf } from '#server/modules/documents/agency/fixtures.ts'
import {
  MakeRouteRule,
  makeRouteRule,
  submitDraft,
  viewDraft,
  withdrawDraft,
} from '#server/modules/documents/index.ts'
import { newId } from '#server/platform/id.ts'
import { perform } from '#server/platform/work.ts'
import { formatDate, localDay } from '#shared/dates.ts'
import { askedSum, presentDraft } from './present-draft.server.ts'

afterAll(stopTypesetting)

test('the rule is shown with its day before a draft is submitted, and the one it was submitted by afterwards', async () => {
  const { specialist, ...bureau } = await aBureau({
    routes: [
      {
        id: 'chi-lon-thu',
        steps: [],
        types: ['official_letter'],
        amountFrom: 500_000_000,
        validFrom: '2025-07-01',
      },
      { id: 'noi-khac-thu', steps: [], validFrom: '2020-03-05' },
    ],
  })
  const id = await aLetterOf({ ...bureau, specialist })
  const shown = (sum?: string) =>
    perform(specialist, async (work) => {
      const asked = askedSum(new URLSearchParams(sum === undefined ? '' : `amount=${sum}`))
      const { draft } = await presentDraft(work, specialist, await viewDraft(work, specialist, id), asked)
      return {
        plan: draft.plan?.rule,
        title: draft.plan?.title,
        amount: draft.plan?.amount,
        rule: draft.facts.find(({ label }) => label.startsWith('Quy định'))?.value,
      }
    })
  const large = 'Quy chế chung, áp dụng từ 01/07/2025, cho: Công văn; từ 500.000.000 đồng'
  const small = 'Quy chế chung, áp dụng từ 05/03/2020'
  const withoutSum = { plan: small, title: 'Nếu trình bây giờ, không chi tiền:', rule: undefined }
  expect(await shown()).toEqual({ ...withoutSum, amount: '' })
  // The sum decides, before anything is submitted; what is no number is said and is none.
  const ofSum = { plan: large, title: 'Nếu trình bây giờ, chi 600.000.000 đồng:' }
  expect(await shown('600.000.000')).toEqual({ ...ofSum, amount: '600.000.000', rule: undefined })
  expect(await shown('sáu trăm')).toEqual({ ...withoutSum, amount: 'sáu trăm' })
  await perform(specialist, (work) => submitDraft(work, specialist, id, { version: 1, amount: 600_000_000 }))
  expect(await shown()).toEqual({ plan: undefined, title: undefined, amount: undefined, rule: large })
  await perform(specialist, (work) => withdrawDraft(work, specialist, id))
  expect(await shown()).toEqual({ ...ofSum, amount: '600000000', rule: large })
  expect(await shown('')).toMatchObject({ plan: small, amount: '' })
})

test('a rule the agency made itself is called its own, by no key, also where a submit of before does not say whose it was', async () => {
  const bureau = await aBureau()
  const { specialist, chair } = bureau
  const id = await aLetterOf(bureau)
  const today = localDay(new Date())
  await perform(chair, (work) =>
    makeRouteRule(
      work,
      chair,
      MakeRouteRule.parse({ validFrom: today, types: ['official_letter'], direct: 'yes' }),
    ),
  )
  const ruleOf = (change?: (chosen: object) => object) =>
    perform(specialist, async (work) => {
      const view = await viewDraft(work, specialist, id)
      const submit = view.actions.findLast(({ kind }) => kind === 'submit')
      const data = submit?.data as { chosen: object } | undefined
      if (data && change) data.chosen = change(data.chosen)
      const { draft } = await presentDraft(work, specialist, view)
      return draft.facts.find(({ label }) => label.startsWith('Quy định'))?.value
    })
  await perform(specialist, (work) => submitDraft(work, specialist, id, { version: 1, amount: null }))
  const own = `Quy định của cơ quan, áp dụng từ ${formatDate(today)}, cho: Công văn`
  expect(await ruleOf()).toBe(own)
  const before = (ruleId: string) => (chosen: object) => ({ ...chosen, isOwn: undefined, id: ruleId })
  expect(await ruleOf(before(newId()))).toBe(own)
  expect(await ruleOf(before('xa-chi-tien-lon'))).toMatch(/^Quy chế chung, /)
})

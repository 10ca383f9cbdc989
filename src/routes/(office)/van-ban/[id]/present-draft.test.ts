/** The drafter reads by which rule of the agency a draft goes its route, and since when that rule is. */
import { afterAll, expect, test } from 'vitest'
import { stopTypesetting } from '#server/crafts/typeset/typeset.ts'
import { aBureau, aLetterOf } from '#server/modules/documents/agency/fixtures.ts'
import { submitDraft, viewDraft, withdrawDraft } from '#server/modules/documents/index.ts'
import { perform } from '#server/platform/work.ts'
import { presentDraft } from './present-draft.server.ts'

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
  const shown = () =>
    perform(specialist, async (work) => {
      const { draft } = await presentDraft(work, specialist, await viewDraft(work, specialist, id))
      return {
        plan: draft.planRule,
        rule: draft.facts.find(({ label }) => label.startsWith('Quy định'))?.value,
      }
    })
  expect(await shown()).toEqual({ plan: '“noi-khac-thu”, áp dụng từ 05/03/2020', rule: undefined })
  await perform(specialist, (work) => submitDraft(work, specialist, id, { version: 1, amount: 600_000_000 }))
  const large = '“chi-lon-thu”, áp dụng từ 01/07/2025 cho: Công văn; từ 500.000.000 đồng'
  expect(await shown()).toEqual({ plan: '', rule: large })
  await perform(specialist, (work) => withdrawDraft(work, specialist, id))
  expect(await shown()).toEqual({ plan: large, rule: large })
})

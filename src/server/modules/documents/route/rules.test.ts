/** By what a rule of the agency is chosen: type, urgency, sum and day, each by itself. State secrets are not kept here, so that no rule goes by secrecy. */
import { afterAll, expect, test } from 'vitest'
import { stopTypesetting } from '#server/crafts/typeset/typeset.ts'
import { perform } from '#server/platform/work.ts'
import { aBureau, aLetterOf, type Bureau, signAll } from '../agency/fixtures.ts'
import { submitDraft } from '../agency/submit-draft.ts'
import { getDocument } from '../get-document.ts'
import { planRoute } from './plan-route.ts'

afterAll(stopTypesetting)

const straight = { steps: [] }
const byClerk = { steps: [{ kind: 'layout', keys: ['van-thu'], days: 1 }] }
const now = new Date('2026-12-02T09:00:00+07:00')

/** Who takes the steps a draft of this kind would go on that day, and since when the rule is. */
async function planned(
  bureau: Bureau,
  overrides: object = {},
  { amount = null, at = now }: { amount?: number | null; at?: Date } = {},
) {
  const { specialist } = bureau
  const id = await aLetterOf(bureau, overrides, at)
  return perform(
    specialist,
    async (work) => {
      const { chosen, steps } = await planRoute(work, specialist, await getDocument(work, id), amount)
      return [steps.map(({ name }) => name).join(), chosen?.validFrom ?? null]
    },
    { now: at },
  )
}

test('by the type of document', async () => {
  const bureau = await aBureau({
    routes: [
      { ...byClerk, types: ['decision'], validFrom: '2026-01-01' },
      { ...straight, validFrom: '2025-01-01' },
    ],
  })
  expect(await planned(bureau, { kind: 'decision' })).toEqual(['Văn thư', '2026-01-01'])
  expect(await planned(bureau)).toEqual(['', '2025-01-01'])
})

test('by how urgent it is', async () => {
  const bureau = await aBureau({
    routes: [{ ...straight, urgencies: ['express'], validFrom: '2026-01-01' }, byClerk],
  })
  expect(await planned(bureau, { urgency: 'express' })).toEqual(['', '2026-01-01'])
  expect(await planned(bureau, { urgency: 'urgent' })).toEqual(['Văn thư', '2020-03-05'])
  expect(await planned(bureau)).toEqual(['Văn thư', '2020-03-05'])
})

test('by the sum it spends: from one, below the next; what says none goes by no rule that asks for one', async () => {
  const bureau = await aBureau({
    routes: [{ ...byClerk, amountFrom: 500_000_000, amountTo: 1_000_000_000 }, straight],
  })
  const of = async (amount: number | null) => (await planned(bureau, {}, { amount }))[0]
  expect([await of(499_999_999), await of(500_000_000)]).toEqual(['', 'Văn thư'])
  expect([await of(999_999_999), await of(1_000_000_000), await of(null)]).toEqual(['Văn thư', '', ''])
})

test('by the day: a rule is followed from its first day to its last', async () => {
  const bureau = await aBureau({
    routes: [
      { ...byClerk, validFrom: '2026-12-02', validTo: '2026-12-02' },
      { ...straight, validFrom: '2025-01-01' },
    ],
  })
  const on = async (day: string) => (await planned(bureau, {}, { at: new Date(`${day}T09:00:00+07:00`) }))[1]
  expect(await on('2026-12-01')).toBe('2025-01-01')
  expect(await on('2026-12-02')).toBe('2026-12-02')
  expect(await on('2026-12-03')).toBe('2025-01-01')
})

test('the book and who seals go by the sum it was submitted with, too', async () => {
  const bureau = await aBureau({
    routes: [straight],
    registers: [{ register: 'chi-lon', amountFrom: 500_000_000 }, { register: 'so-chung' }],
    seals: [{ seal: 'by_clerk', amountFrom: 500_000_000 }],
  })
  const { specialist, chair } = bureau
  const signed = async (amount: number | null) => {
    const id = await aLetterOf(bureau)
    await perform(specialist, (work) => submitDraft(work, specialist, id, { version: 1, amount }))
    expect(await signAll(chair, [id])).toMatchObject([{ refusal: null }])
    const { register, status } = await perform(specialist, (work) => getDocument(work, id))
    return [register, status]
  }
  expect(await signed(600_000_000)).toEqual(['chi-lon', 'signing'])
  expect(await signed(null)).toEqual(['so-chung', 'issued'])
})

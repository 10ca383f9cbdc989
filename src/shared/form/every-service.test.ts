import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { sampleAnswers, seeded } from '#server/modules/catalogue/fixtures.ts'
import { anySeed, anyService, context } from '#tests/forms.ts'
import { withFiling } from './filing.ts'
import { readAnswers } from './read/read-form.ts'
import { chargesFor, papersFor, requiredPapers, timeLimitFor } from './requirements.ts'
import { compareAnswers, summarise } from './show/summary.ts'
import { createFiller } from './show/template.ts'

describe('for every service and every sensible set of answers', () => {
  test('what was answered is accepted and comes back as it was', () => {
    fc.assert(
      fc.property(anyService, anySeed, ({ form }, seed) => {
        const answers = sampleAnswers(form, { today: context.today, unit: '19789', random: seeded(seed) })
        const reading = readAnswers(form, answers, context)
        expect(reading.issues).toEqual([])
        expect(reading.unknown).toEqual([])
        expect(reading.answers).toEqual(answers)
      }),
      { numRuns: 300 },
    )
  })

  test('papers, fees, limit, summary and result text can be worked out', () => {
    fc.assert(
      fc.property(anyService, anySeed, (one, seed) => {
        const answers = sampleAnswers(one, { today: context.today, unit: '19789', random: seeded(seed) })
        const filed = withFiling(answers, { channel: 'online', on: context.today })
        const charges = chargesFor(one, filed)
        expect(charges.total).toBe(
          charges.items.some(({ amount }) => amount === null)
            ? null
            : charges.items.reduce((sum, { amount }) => sum + Number(amount), 0),
        )
        expect(papersFor(one, filed)).toEqual(expect.arrayContaining(requiredPapers(one, filed)))
        expect(timeLimitFor(one, filed).text).not.toBe('')
        const facts = { agency: { name: 'UBND phường Thuận Hóa' }, dossier: { code: 'H57.44-261123-0001' } }
        const filler = createFiller({ form: one.form, answers, facts, context })
        // Number, day and month of signing are filled in when it is signed.
        const text = JSON.stringify(filler.blocks(one.result.body)).replace(
          /\{\{signing\.(?:on|month)\}\}/g,
          '',
        )
        expect(text).not.toMatch(/\{\{|undefined|\[object/)
        expect(JSON.stringify(summarise(one.form, answers, context))).not.toMatch(/undefined|\[object/)
        expect(compareAnswers(one.form, answers, answers, context)).toEqual([])
      }),
      { numRuns: 150 },
    )
  })
})

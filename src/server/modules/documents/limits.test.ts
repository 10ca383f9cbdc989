import { expect, test } from 'vitest'
import { perform } from '#server/platform/work.ts'
import { anOfficer } from '#tests/people.ts'
import { countPaper, countReading, spendDrawing, takeComparing, takeDrawing } from './limits.ts'

test('one person has so much read, made, drawn and compared in a time, and takes nothing from another', async () => {
  const [eager, other] = [anOfficer(), anOfficer()]
  const inBulk = (count: number) =>
    perform(eager, async (work) => {
      for (let at = 0; at < count; at++) await countReading(work, eager)
    })
  // A day of two hundred letters, all in the morning, and as many again.
  await inBulk(200)
  await inBulk(200)
  await expect(inBulk(1)).rejects.toMatchObject({
    code: 'documents.readings_spent',
    status: 429,
    details: { seconds: expect.any(Number) },
  })
  await perform(other, (work) => countReading(work, other))

  // Packages cost by what is in them: nine of two gigabytes at once.
  const pack = (bytes: number) => perform(eager, (work) => countPaper(work, eager, { bytes }))
  for (let at = 0; at < 9; at++) await pack(2e9)
  await expect(pack(2e9)).rejects.toMatchObject({ code: 'documents.papers_spent', status: 429 })
  await pack(1e6)

  for (let at = 0; at < 100; at++) takeDrawing(eager)
  spendDrawing(eager, 1000)
  expect(() => takeDrawing(eager)).toThrow('documents.drawn_too_often')
  takeDrawing(other)

  // An afternoon over a text of thirty pages; of the longest there are, one after the other.
  for (let at = 0; at < 20; at++) takeComparing(eager, 600)
  takeComparing(other, 10_000)
  expect(() => takeComparing(other, 10_000)).toThrow('documents.compared_too_often')
  takeComparing(anOfficer(), 10_000)
})

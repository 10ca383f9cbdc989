import { expect, test } from 'vitest'
import { createTurns } from '#server/platform/jobs/turns.ts'
import { emptyBody } from '#shared/document/empty-body.ts'
import { newCheckCode } from './check-code.ts'
import { DraftText, draftTextOf, withDraftText } from './edit/model.ts'
import { fileNameOf, readCheckCode, symbolOf } from './model.ts'

test('a number below ten is printed with a leading zero', () => {
  expect(symbolOf(5, 'GXN', 'UBND')).toBe('05/GXN-UBND')
  expect(symbolOf(10, 'QĐ', 'UBND')).toBe('10/QĐ-UBND')
  expect(symbolOf(1234, 'QĐ', 'SXD')).toBe('1234/QĐ-SXD')
})

test('a draft has room for its number, and a công văn no kind', () => {
  expect(symbolOf(undefined, 'GXN', 'UBND')).toBe('…/GXN-UBND')
  expect(symbolOf(7, '', 'UBND-VX')).toBe('07/UBND-VX')
})

test('a file is named after its number', () => {
  expect(fileNameOf('05/QĐ-UBND')).toBe('05-QĐ-UBND.pdf')
})

test('check codes differ, and none holds a character that is mistaken for another', () => {
  const codes = Array.from({ length: 2000 }, newCheckCode)
  expect(new Set(codes).size).toBe(codes.length)
  for (const code of codes) {
    expect(code).toMatch(/^[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}$/)
    expect(code).not.toMatch(/[01OIL]/)
  }
})

test.each([
  '8K2M-4QXA-B7CD',
  '8k2m-4qxa-b7cd',
  ' 8K2M 4QXA B7CD ',
  '8k2m4qxab7cd',
  '8K2M – 4QXA — B7CD',
  'https://nhip.example/kiem-tra/8K2M-4QXA-B7CD',
])('reads a code however it is typed: %s', (typed) => {
  expect(readCheckCode(typed)).toBe('8K2M-4QXA-B7CD')
})

test.each(['', '8K2M-4QXA', '8K2M-4QXA-B7C0', '8K2M-4QXA-B7CDE', 'hồ sơ của tôi', "' or 1=1 --xx"])(
  'knows what is no code: %s',
  (typed) => {
    expect(readCheckCode(typed)).toBeUndefined()
  },
)

test('who asks too often waits, who asks from elsewhere does not', () => {
  const turns = createTurns({ capacity: 3, perSecond: 0.5 })
  for (let i = 0; i < 3; i++) turns.take('192.0.2.1', 1, 0)
  expect(() => turns.take('192.0.2.1', 1, 0)).toThrow(
    expect.objectContaining({ code: 'platform.too_many_requests', details: { seconds: 2 } }),
  )
  turns.take('192.0.2.2', 1, 0)
  turns.take('192.0.2.1', 1, 2001)
})

test('what a writer empties is gone: urgency, drafter and copies do not stay as they were', () => {
  const text = {
    kind: 'official_letter',
    title: 'Công văn',
    subject: 'V/v thử',
    content: {
      documentType: { abbreviation: '', name: 'Công văn' },
      register: 'cong-van',
      blocks: [],
      recipients: [],
      answers: 'x',
      urgency: 'express' as const,
      drafter: 'NVA',
      copies: 5,
    },
  }
  const edited = { ...draftTextOf(text, emptyBody), urgency: undefined, copies: undefined }
  const sent = DraftText.parse(JSON.parse(JSON.stringify(edited)))
  const { content } = withDraftText(text, sent)
  expect(content).toMatchObject({ drafter: 'NVA', answers: 'x' })
  expect([content.urgency, content.copies]).toEqual([undefined, undefined])
})

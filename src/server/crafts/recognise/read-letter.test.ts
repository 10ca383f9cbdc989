import { expect, test } from 'vitest'
import { pieceOf } from './lines.ts'
import { readLetter } from './read-letter.ts'

const read = (text: string, top = 0.2) => {
  const word = { text, confidence: 0.9, left: 0.1, right: 0.2, top, bottom: top + 0.02 }
  return readLetter([[pieceOf([word])]], 1.41)
}

test('a mark of secrecy or of urgency is one with its frame and without its accents; words that speak of one, and a foot, are none', () => {
  const secrecy = (text: string, top?: number) => read(text, top).secrecy?.value
  expect(['MẬT', '| TỐI MẬT |', 'TUYET  MAT', 'MAT.'].map((text) => secrecy(text))).toEqual([
    'MẬT',
    'TỐI MẬT',
    'TUYỆT MẬT',
    'MẬT',
  ])
  for (const text of ['Mật', 'MẶT TRẬN', 'Văn bản MẬT', 'TỐI']) expect(secrecy(text)).toBeUndefined()
  expect(secrecy('MẬT', 1.2)).toBeUndefined()
  expect(read('HỎA TỐC').urgency?.value).toBe('express')
  expect(read('HỎA TỐC HẸN GIỜ 14 GIỜ').urgency?.value).toBe('express')
})

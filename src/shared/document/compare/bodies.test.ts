import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Block, Body, Inline } from '../body.ts'
import { inlineText } from '../text-of.ts'
import { changesOf, compareBodies, takeOver } from './bodies.ts'
import { compareWords, mergeWords } from './words.ts'

const line = (id: string, text: string, type: 'paragraph' | 'clause' = 'paragraph'): Block =>
  type === 'clause'
    ? { type, attrs: { id }, content: [{ type: 'text', text }] }
    : { type, attrs: { id, align: 'justify' }, content: [{ type: 'text', text }] }
const body = (...content: Block[]): Body => ({ type: 'doc', content })
const text = (words: string): Inline[] => [{ type: 'text', text: words }]

test('a text rewritten from end to end costs so much and no more: what comes last is shown whole', () => {
  const words = (letter: string, at: number) =>
    Array.from({ length: 400 }, (_, of) => (of === 200 ? 'chung' : `${letter}${at}x${of}`)).join(' ')
  const written = (letter: string) =>
    body(...Array.from({ length: 12 }, (_, at) => line(`doan${at}`, words(letter, at))))
  const parts = compareBodies(written('a'), written('b')).map((change) => change.words.length)
  expect([parts[0], parts.at(-1)]).toEqual([3, 1])
  const effort = { left: 100 }
  expect(compareWords(text('một hai'), text('ba hai'), effort)).toHaveLength(2)
  expect(effort.left).toBe(96)
  expect(compareWords(text('một hai'), text('ba hai'), { left: 0 })).toHaveLength(1)
})

describe('words', () => {
  test('changes parted only by a space are one, unchanged words stay', () => {
    const stretches = compareWords(
      text('trong thời hạn ba ngày làm việc'),
      text('trong vòng năm ngày làm việc'),
    )
    expect(
      stretches.map(({ isSame, was, becomes }) => [isSame, inlineText(was), inlineText(becomes)]),
    ).toEqual([
      [true, 'trong ', 'trong '],
      [false, 'thời hạn ba ', 'vòng năm '],
      [true, 'ngày làm việc', 'ngày làm việc'],
    ])
  })

  test('a word set in bold is another word, and a citation is one', () => {
    const cited: Inline = {
      type: 'citation',
      attrs: {
        type: 'Nghị định',
        symbol: '30/2020/NĐ-CP',
        date: '2020-03-05',
        organ: 'Chính phủ',
        title: '',
      },
    }
    const stretches = compareWords(
      [...text('theo '), cited],
      [{ type: 'text', text: 'theo ', marks: [{ type: 'bold' }] }, cited],
    )
    expect(stretches.map(({ isSame }) => isSame)).toEqual([false, true])
    expect(compareWords([cited], text('luật'))[0]?.was).toEqual([cited])
  })

  test('taking everything gives the new text, nothing the old, whatever they are', () => {
    const words = fc
      .array(fc.constantFrom('a', 'b ', ' ', 'điều', '1.', '😀'), { maxLength: 12 })
      .map((parts) => parts.join(''))
    fc.assert(
      fc.property(words, words, (was, becomes) => {
        const stretches = compareWords(was ? text(was) : [], becomes ? text(becomes) : [])
        expect(inlineText(mergeWords(stretches, () => true))).toBe(becomes)
        expect(inlineText(mergeWords(stretches, () => false))).toBe(was)
      }),
    )
  })
})

describe('blocks', () => {
  test('are known by their id: changed, added, removed, moved', () => {
    const was = body(line('aaaa', 'Một'), line('bbbb', 'Hai'), line('cccc', 'Ba'), line('dddd', 'Bốn'))
    const becomes = body(
      line('dddd', 'Bốn'),
      line('aaaa', 'Một'),
      line('bbbb', 'Hai nữa'),
      line('eeee', 'Năm'),
    )
    expect(
      compareBodies(was, becomes).map(({ kind, isMoved, was, becomes }) => [
        kind,
        isMoved,
        (becomes ?? was)?.attrs.id,
      ]),
    ).toEqual([
      ['same', true, 'dddd'],
      ['same', false, 'aaaa'],
      ['changed', false, 'bbbb'],
      ['added', false, 'eeee'],
      ['removed', false, 'cccc'],
    ])
  })

  test('of another id are known by the same words', () => {
    const changes = compareBodies(body(line('aaaa', 'Một hai ba')), body(line('zzzz', 'Một hai ba')))
    expect(changes.map(({ kind }) => kind)).toEqual(['same'])
  })

  test('another kind is a change with nothing in its words', () => {
    const [change] = compareBodies(body(line('aaaa', 'Một')), body(line('aaaa', 'Một', 'clause')))
    expect(change).toMatchObject({ kind: 'changed', wasLabel: '', label: '1.' })
    expect(change && changesOf(change)).toBe(1)
    expect(takeOver(change ? [change] : [], () => true)[0]?.type).toBe('clause')
  })

  test('each change is taken over by itself', () => {
    const was = body(line('aaaa', 'một hai ba bốn năm'), line('bbbb', 'bỏ đi'))
    const becomes = body(line('aaaa', 'MỘT hai ba bốn NĂM'), line('cccc', 'thêm'))
    const changes = compareBodies(was, becomes)
    const taken = takeOver(changes, (block, change) =>
      block === 0 ? change === 1 : changes[block]?.kind === 'added',
    )
    expect(taken.map((block) => 'content' in block && inlineText(block.content as Inline[]))).toEqual([
      'một hai ba bốn NĂM',
      'thêm',
      'bỏ đi',
    ])
    expect(takeOver(changes, () => true)).toEqual(becomes.content)
  })
})

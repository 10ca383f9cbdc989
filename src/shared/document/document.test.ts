import { describe, expect, test } from 'vitest'
import { Body, bodyLimits, textBlockTypes } from './body.ts'
import { emptyBody } from './empty-body.ts'
import { aBody } from './fixtures.ts'
import { newBlockId, withIds } from './ids.ts'
import { labelsById, labelsOf, pointLetter, roman } from './numbering.ts'
import { schema } from './schema.ts'
import { startingText } from './starting-texts.ts'
import { blockTexts, bodyText, citationText } from './text-of.ts'
import { documentTypes, findDocumentType } from './types.ts'

const problems = (body: unknown) => Body.safeParse(body).error?.issues.map(({ message }) => message)

describe('the text as Zod and as ProseMirror know it', () => {
  test('is the same JSON on both sides, whatever stands in it', () => {
    for (const body of [aBody(), emptyBody()]) {
      expect(Body.parse(body)).toEqual(body)
      const node = schema.nodeFromJSON(body)
      node.check()
      expect(Body.parse(node.toJSON())).toEqual(node.toJSON())
      expect(schema.nodeFromJSON(node.toJSON()).eq(node)).toBe(true)
    }
  })

  test('has the same blocks, inlines and marks', () => {
    const used = new Set<string>()
    schema.nodeFromJSON(aBody()).descendants((node) => {
      used.add(node.type.name)
      for (const mark of node.marks) used.add(mark.type.name)
    })
    const known = [...Object.keys(schema.nodes), ...Object.keys(schema.marks)].filter(
      (name) => name !== 'doc',
    )
    expect([...used].toSorted()).toEqual(known.toSorted())
    for (const type of textBlockTypes) expect(schema.nodes[type]?.isTextblock).toBe(true)
  })

  test('is refused where it is none of either', () => {
    const paragraph = (attrs: object) => ({ type: 'doc', content: [{ type: 'paragraph', attrs }] })
    expect(Body.safeParse({ type: 'doc', content: [] }).success).toBe(false)
    expect(Body.safeParse(paragraph({ id: 'abcd' })).success).toBe(false)
    expect(Body.safeParse(paragraph({ id: 'abcd', align: 'justify', onclick: 'x' })).success).toBe(false)
    const nested = withIds({ type: 'doc', content: [{ type: 'article', content: [{ type: 'paragraph' }] }] })
    expect(Body.safeParse(nested).success).toBe(false)
  })

  test('keeps what any editor opens and any database keeps: each mark once, no half of a letter', () => {
    const said = (text: string, ...marks: string[]) => {
      const content = [{ type: 'text', text, marks: marks.map((type) => ({ type })) }]
      return Body.safeParse(withIds({ type: 'doc', content: [{ type: 'heading', content }] }))
    }
    const { data } = said('Huế 😀', 'bold', 'italic', 'bold')
    expect(data?.content[0]).toMatchObject({ content: [{ marks: [{ type: 'bold' }, { type: 'italic' }] }] })
    schema.nodeFromJSON(data).check()
    for (const text of ['\ud800', 'a\udc00b', '\0']) expect(said(text).success).toBe(false)
  })

  test('keeps letters composed', () => {
    const body = withIds({
      type: 'doc',
      content: [{ type: 'heading', content: [{ type: 'text', text: 'Huế'.normalize('NFD') }] }],
    })
    expect(bodyText(Body.parse(body))).toBe('Huế')
  })
})

describe('limits', () => {
  const paragraph = (text: string, id = newBlockId()) => ({
    type: 'paragraph',
    attrs: { id, align: 'justify' },
    content: [{ type: 'text', text }],
  })
  test('one id stands for one block', () => {
    const twice = { type: 'doc', content: [paragraph('a', 'same'), paragraph('b', 'same')] }
    expect(problems(twice)).toEqual(['repeated_id'])
    expect(problems(withIds(twice))).toBeUndefined()
    expect(withIds(twice).content[0]?.attrs.id).toBe('same')
  })

  test('a text is not longer than it may be, in one block or all together', () => {
    const most = Array.from({ length: 25 }, () => paragraph('a'.repeat(bodyLimits.blockCharacters)))
    expect(problems({ type: 'doc', content: most })).toBeUndefined()
    expect(problems({ type: 'doc', content: [...most, paragraph('a')] })).toEqual(['too_long'])
  })

  test('the cells of a table fill it, each place once', () => {
    const cell = (colspan = 1, rowspan = 1) => ({
      type: 'cell',
      attrs: { colspan, rowspan, header: false, colwidth: null },
      content: [{ type: 'paragraph', attrs: { align: 'left' } }],
    })
    const table = (...rows: object[][]) =>
      withIds({
        type: 'doc',
        content: [{ type: 'table', content: rows.map((content) => ({ type: 'row', content })) }],
      })
    expect(problems(table([cell(1, 2), cell()], [cell()]))).toBeUndefined()
    expect(problems(table([cell(2, 2)], []))).toBeUndefined()
    for (const uneven of [
      table([cell(), cell()], [cell()]),
      table([cell(1, 2), cell()], [cell(), cell()]),
      table([cell(1, 3)], [cell()]),
      table([]),
    ])
      expect(problems(uneven)).toEqual(['uneven_table'])
  })
})

describe('numbers', () => {
  const labels = (...types: (string | [string, object])[]) =>
    labelsOf(
      types.map((one) => (typeof one === 'string' ? { type: one } : { type: one[0], attrs: { ...one[1] } })),
    )
  const texts = (...types: Parameters<typeof labels>) => labels(...types).map(({ text }) => text)

  test('letters follow the order of the law, numbers of chapters are Roman', () => {
    expect(Array.from({ length: 24 }, (_, index) => pointLetter(index + 1)).join(' ')).toBe(
      'a b c d đ e g h i k l m n o p q r s t u v x y aa',
    )
    expect([1, 4, 9, 14, 40, 1999].map(roman)).toEqual(['I', 'IV', 'IX', 'XIV', 'XL', 'MCMXCIX'])
  })

  test('articles count through; clauses and points begin anew', () => {
    expect(
      texts(
        'chapter',
        'article',
        'clause',
        'point',
        'point',
        'clause',
        'point',
        'chapter',
        'article',
        'clause',
      ),
    ).toEqual(['Chương I', 'Điều 1.', '1.', 'a)', 'b)', '2.', 'a)', 'Chương II', 'Điều 2.', '1.'])
    expect(labels('article', 'clause', 'point').at(-1)?.cited).toBe('điểm a khoản 1 Điều 1')
    expect(labels('article', 'point').at(-1)?.cited).toBe('điểm a Điều 1')
  })

  test('sections are numbered in their chapter, in Roman where there is none', () => {
    expect(texts('chapter', 'section', 'section', 'chapter', 'section')).toEqual([
      'Chương I',
      'Mục 1',
      'Mục 2',
      'Chương II',
      'Mục 1',
    ])
    expect(texts('section', 'clause', 'clause', 'section', 'clause')).toEqual(['I.', '1.', '2.', 'II.', '1.'])
    expect(labels('section', 'clause').at(-1)?.cited).toBe('khoản 1 mục I')
  })

  test('an appendix begins anew; several have numbers, what is issued with a text its name', () => {
    expect(texts('article', 'appendix', 'article')).toEqual(['Điều 1.', 'Phụ lục', 'Điều 1.'])
    expect(texts('appendix', ['appendix', { attached: 'regulation' }], 'appendix')).toEqual([
      'Phụ lục I',
      'QUY CHẾ',
      'Phụ lục II',
    ])
  })

  test('lists count until something else stands between', () => {
    const item = (level: number, ordered = true): [string, object] => ['item', { ordered, level }]
    expect(texts(item(1), item(2), item(2), item(1), item(2), 'paragraph', item(1))).toEqual([
      '1.',
      '1.1.',
      '1.2.',
      '2.',
      '2.1.',
      '',
      '1.',
    ])
    expect(texts(item(1, false), item(2, false), item(3, false))).toEqual(['-', '+', '*'])
  })

  test('each block is found by its id', () => {
    const body = aBody()
    const article = body.content.find(({ type }) => type === 'article')
    expect(labelsById(body).get(article?.attrs.id ?? '')?.text).toBe('Điều 1.')
  })
})

test('a citation is written as bases are', () => {
  const law = {
    type: 'Luật',
    symbol: '72/2025/QH15',
    date: '2025-06-16',
    organ: 'Quốc hội',
    title: 'Tổ chức chính quyền địa phương',
  }
  expect(citationText(law)).toBe('Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025')
  expect(citationText({ ...law, date: '' })).toBe('Luật Tổ chức chính quyền địa phương số 72/2025/QH15')
  expect(bodyText(aBody()).split('\n')[0]).toBe(
    'Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư',
  )
})

test('words are told block by block, with their labels', () => {
  const texts = blockTexts(aBody())
  expect(texts.find(({ type }) => type === 'point')).toMatchObject({
    label: 'a)',
    cited: 'điểm a khoản 1 Điều 1',
    text: 'Các phường;',
  })
  expect(texts.find(({ type }) => type === 'table')?.text).toBe('STT\tNội dung\n1\tTên\tHạn\nĐường\t')
  expect(texts.find(({ type }) => type === 'paragraph')?.text).toBe(
    'Đậm nghiêng gạch chân m2 CO2\ngiao Sở Xây dựng',
  )
})

test('there are the 29 types of the law, each once, two without an abbreviation', () => {
  expect(documentTypes).toHaveLength(29)
  for (const field of ['key', 'name'] as const)
    expect(new Set(documentTypes.map((one) => one[field])).size).toBe(29)
  expect(documentTypes.filter(({ abbreviation }) => abbreviation === '').map(({ name }) => name)).toEqual([
    'Công văn',
    'Thư công',
  ])
  expect(findDocumentType('rules')?.abbreviation).toBe('QyĐ')
  expect(findDocumentType('permit')).toBeUndefined()
})

test('a draft of each type begins with a text that may be stored, a new one each time', () => {
  for (const { key } of documentTypes) {
    const body = startingText(key)
    expect(Body.parse(body)).toEqual(body)
    schema.nodeFromJSON(body).check()
    expect(startingText(key).content[0]?.attrs.id).not.toBe(body.content[0]?.attrs.id)
  }
  expect(blockTexts(startingText('decision')).map(({ label }) => label)).toEqual([
    '',
    '',
    '',
    'Điều 1.',
    'Điều 2.',
    'Điều 3.',
  ])
})

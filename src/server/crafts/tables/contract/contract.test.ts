import { describe, expect, test } from 'vitest'
import { readSource } from '../read-source.ts'
import { SourceStopped } from '../refusals.ts'
import { checkSource } from './check-source.ts'
import { type Contract, contractSchema } from './contract.ts'
import { judgeQuality } from './judge-quality.ts'
import { judgeMarks, readNumber } from './number-marks.ts'
import { proposeContract } from './propose-contract.ts'

const sourceOf = (lines: string[], separator = ';') =>
  readSource(Buffer.from(lines.map((line) => line.replaceAll('|', separator)).join('\n')))

function propose(lines: string[]) {
  const source = sourceOf(lines)
  const contract = proposeContract(source)
  expect(contractSchema.parse(JSON.parse(JSON.stringify(contract)))).toEqual(contract)
  const [table] = checkSource(source, contract)
  return {
    contract,
    types: contract.tables[0]?.fields.map(({ type }) => type),
    fields: contract.tables[0]?.fields ?? [],
    values: table?.accepted.map(({ values }) => values),
    wrong: table?.wrong.map(({ row, column, value, reason }) => `${row} ${column} ${value} ${reason}`),
  }
}

function stopOf(run: () => unknown) {
  try {
    run()
  } catch (error) {
    if (error instanceof SourceStopped) return { code: error.code, ...error.place }
    throw error
  }
  return undefined
}

describe('numbers', () => {
  test('mean what their column writes, whichever mark is which', () => {
    const { values, fields } = propose([
      'Tỉnh|Diện tích|Dân|Kinh độ',
      'a|3.359,80|8.718.000|105.698',
      'b|6.700,40|555.809|106.083',
    ])
    expect(values).toEqual([
      ['a', '3359.8', '8718000', '105.698'],
      ['b', '6700.4', '555809', '106.083'],
    ])
    expect(fields.map(({ decimalChar }) => decimalChar)).toEqual([undefined, ',', ',', '.'])
    expect(propose(['a|b', 'x|1,234.56', 'y|2,000.00']).values).toEqual([
      ['x', '1234.56'],
      ['y', '2000'],
    ])
  })

  test('that could be thousands or thousandths are not guessed, unless the columns beside say which', () => {
    const lines = ['Tên|Số', 'a|1.234', 'b|2.345', 'c|3.456']
    expect(stopOf(() => proposeContract(sourceOf(lines)))).toMatchObject({
      code: 'unclear-number',
      column: 'Số',
      value: '1.234',
    })
    expect(propose(['Tên|Số|Tiền', 'a|1.234|5,5', 'b|2.345|6,25']).values).toEqual([
      ['a', '1234', '5.5'],
      ['b', '2345', '6.25'],
    ])
    expect(propose(['Tên|Số|Tiền', 'a|1.234|5.5', 'b|2.345|6.25']).values?.[0]).toEqual(['a', '1.234', '5.5'])
    expect(propose(['Năm|Số', 'a|498', 'b|2,666', 'c|2,274', 'd|1,877']).values?.[1]).toEqual(['b', '2666'])
    expect(stopOf(() => proposeContract(sourceOf(['Tên|Số', 'a|1.234.567', 'b|12.5'])))).toMatchObject({
      code: 'unclear-number',
      found: '1.234.567',
    })
  })

  test('keep signs, brackets, blanks as thousands, per cent, notes before them', () => {
    const values = propose(['Tên|Số', 'a|(1.234,5)', 'b|- 1', 'c|12 345,25', 'd|(1) 419,5', 'đ|0']).values
    expect(values?.map(([, number]) => number)).toEqual(['-1234.5', '-1', '12345.25', '419.5', '0'])
    const money = propose(['Tên|Tiền', 'a|£1,234.50', 'b|-£5.00', 'c|(£2.25)', 'd|£7.00']).values
    expect(money?.map(([, number]) => number)).toEqual(['1234.5', '-5', '-2.25', '7'])
    expect(propose(['Tên|Tiền', 'a|1.234.000 đ', 'b|500 VND']).types).toEqual(['string', 'integer'])
    expect(propose(['Tên|Tỷ lệ', 'a|12,5%', 'b|7%']).fields[1]).toMatchObject({ type: 'number', unit: '%' })
    expect(readNumber('1.23.456', { decimal: ',', group: '.' })).toBeUndefined()
    expect(judgeMarks(['1.234.567', '7']).marks).toEqual({ decimal: ',', group: '.' })
  })

  test('of any length stay exact', () => {
    expect(propose(['Tên|Số', 'a|12345678901234567890,123456789', 'b|0,1']).values?.[0]?.[1]).toBe(
      '12345678901234567890.123456789',
    )
  })

  test('that a table has rounded are refused, small ones are read', () => {
    const { wrong } = propose([
      'Tên|Số',
      ...Array.from({ length: 20 }, (_, at) => `t${at}|0,0${at + 1}`),
      'x|1,23E+15',
    ])
    expect(wrong).toEqual(['22 Số 1,23E+15 not-a-number'])
    expect(propose(['Tên|Số', 'a|2.5e-05', 'b|0.1']).values?.[0]?.[1]).toBe('0.000025')
  })
})

describe('columns', () => {
  test('of codes are words, with their noughts', () => {
    expect(propose(['Mã|Số', '01|5', '12|6']).values?.[0]).toEqual(['01', '5'])
    expect(propose(['province_code|n', '1|5', '12|6']).types).toEqual(['string', 'integer'])
    expect(propose(['Mã số|n', '1.014966|5', '2.002195|6']).values?.[0]?.[0]).toBe('1.014966')
    expect(propose(['STT|Tên|n', 'I|a|5', '1|b|6', '2|c|7', '3|d|8', '4|e|9']).types?.[0]).toBe('string')
    expect(propose(['Tọa độ|n', '"10.78,106.70"|1', '"21.08,105.81"|2']).types?.[0]).toBe('string')
  })

  test('half figures, half words stop', () => {
    expect(
      stopOf(() => proposeContract(sourceOf(['Tên|Số', 'a|1', 'b|2', 'c|nhiều', 'd|không rõ lắm', 'đ|3']))),
    ).toMatchObject({ code: 'mixed-column', column: 'Số', value: '1', found: 'nhiều' })
  })

  test('know what stands for nothing known, and what for nought', () => {
    expect(propose(['Tên|Số', 'a|1', 'b|..', 'c|0']).values).toEqual([
      ['a', '1'],
      ['b', null],
      ['c', '0'],
    ])
    expect(propose(['Tên|Số|Khác', 'a|1|4', 'b|-|5', 'c|2|']).values?.[1]).toEqual(['b', '0', '5'])
    expect(propose(['Tên|Số', 'a|1', 'b|-', 'c|0', 'd|']).values?.[1]).toEqual(['b', null])
  })

  test('of days keep one order, and no day that never was', () => {
    const { values, wrong } = propose(['Tên|Ngày', 'a|25/12/2026', 'b|3/4/2026', 'c|31/02/2026'])
    expect(values).toEqual([
      ['a', '2026-12-25'],
      ['b', '2026-04-03'],
    ])
    expect(wrong).toEqual(['4 Ngày 31/02/2026 not-a-day'])
    expect(propose(['Tên|Ngày', 'a|12/25/2026', 'b|3/4/2026']).values?.[1]).toEqual(['b', '2026-03-04'])
    expect(
      propose(['Tên|Lúc', 'a|2026-01-02T03:04:05Z', 'b|2026-01-02 10:00:00+07:00']).values?.map(
        ([, at]) => at,
      ),
    ).toEqual(['2026-01-02T03:04:05+00:00', '2026-01-02T10:00:00+07:00'])
    expect(
      stopOf(() => proposeContract(sourceOf(['Tên|Ngày', 'a|25/12/2026', 'b|12/25/2026']))),
    ).toMatchObject({ code: 'unclear-day', column: 'Ngày' })
  })
})

describe('a contract', () => {
  const lines = ['Mã|Tên|Số', '01|Huế|5', '02|Vinh|7']
  const contract: Contract = proposeContract(sourceOf(lines))
  const change = (to: Partial<NonNullable<Contract['tables'][0]>>): Contract => ({
    ...contract,
    tables: contract.tables.map((table) => ({ ...table, ...to })),
  })

  test('stops where columns or tables are others, and says which', () => {
    expect(
      stopOf(() => checkSource(sourceOf(['Mã|Tên|Số lượng', '01|Huế|5', '02|Vinh|7']), contract)),
    ).toMatchObject({ code: 'column-missing', column: 'Số', found: 'Số lượng' })
    expect(
      stopOf(() => checkSource(sourceOf(['Mã|Tên|Số|Mới', '01|Huế|5|1', '02|Vinh|7|2']), contract)),
    ).toMatchObject({ code: 'column-new', column: 'Mới' })
    const two = [...lines, '|', 'Bảng hai|', '|', 'Khác|Số', 'a|1', 'b|2']
    expect(stopOf(() => checkSource(sourceOf(two), contract))?.code).toBe('table-new')
  })

  test('takes columns in any order', () => {
    const [table] = checkSource(sourceOf(['Số|Mã|Tên', '5|01|Huế', '6|02|Vinh']), contract)
    expect(table?.accepted.map(({ values }) => values)).toEqual([
      ['01', 'Huế', '5'],
      ['02', 'Vinh', '6'],
    ])
  })

  test('keeps each wrong row out whole, with its place, value and reason', () => {
    const fields = contract.tables[0]?.fields.map((field) =>
      field.name === 'Số'
        ? { ...field, constraints: { required: true, minimum: '0', maximum: '100' } }
        : { ...field, constraints: { required: true } },
    )
    const strict = change({ ...(fields && { fields }), primaryKey: ['Mã'] })
    const [table] = checkSource(
      sourceOf([
        'Mã|Tên|Số',
        '01|Huế|5',
        '02||7',
        '03|c|-1',
        '04|d|nhiều',
        '05|đ|101',
        '01|lại|9',
        '06|e|1,5',
      ]),
      strict,
    )
    expect(table?.accepted.map(({ values }) => values)).toEqual([['01', 'Huế', '5']])
    expect(table?.wrong.map(({ row, column, reason }) => `${row} ${column} ${reason}`)).toEqual([
      '3 Tên required',
      '4 Số too-small',
      '5 Số not-a-number',
      '6 Số too-large',
      '7 Mã key-repeated',
      '8 Số not-a-number',
    ])
    expect(table && judgeQuality([table])).toMatchObject({
      correct: 14.2,
      complete: 95.2,
      clean: 85.7,
      current: null,
      overall: 14.2,
      feeds: false,
    })
  })

  test('nothing of which is kept stops the whole', () => {
    expect(
      stopOf(() => checkSource(sourceOf(['Mã|Tên|Số', '01|Huế|x', '02|Vinh|y']), contract)),
    ).toMatchObject({ code: 'nothing-right', column: 'Số', found: 'not-a-number' })
  })
})

describe('expectations', () => {
  const lines = ['Mã|Năm|Số', 'a|2024|5', 'b|2025|7', 'c|2025|900']
  const held = (type: string, kwargs: Record<string, unknown>) => {
    const contract = proposeContract(sourceOf(lines))
    const tables = contract.tables.map((table) => ({ ...table, expectations: [{ type, kwargs }] }))
    return checkSource(sourceOf(lines), contractSchema.parse({ ...contract, tables }))[0]
  }

  test('of rows keep those that do not meet one out, unless most do and most are enough', () => {
    const table = held('expect_column_values_to_be_between', { column: 'Số', max_value: 100 })
    expect(table?.wrong).toMatchObject([
      {
        row: 4,
        column: 'Số',
        value: '900',
        reason: 'unexpected',
        expectation: 'expect_column_values_to_be_between',
      },
    ])
    expect(table?.accepted).toHaveLength(2)
    expect(
      held('expect_column_values_to_be_between', { column: 'Số', max_value: 100, mostly: 0.6 })?.accepted,
    ).toHaveLength(3)
  })

  test('of a column stop the whole, and so does one that cannot be asked', () => {
    expect(
      stopOf(() => held('expect_column_sum_to_be_between', { column: 'Số', max_value: 100 })),
    ).toMatchObject({ code: 'expectation-failed', column: 'Số', found: '912' })
    expect(
      stopOf(() => held('expect_column_sum_to_be_between', { column: 'Khác', max_value: 100 }))?.code,
    ).toBe('expectation-unusable')
    expect(
      stopOf(() => held('expect_column_values_to_match_regex', { column: 'Mã', regex: '(' }))?.code,
    ).toBe('expectation-unusable')
  })

  test('by a pattern cost no more than the text is long', () => {
    const long = ['Mã|Số', `${'a'.repeat(50_000)}!|1`, 'a|2']
    const contract = proposeContract(sourceOf(long))
    const tables = contract.tables.map((table) => ({
      ...table,
      expectations: [
        { type: 'expect_column_values_to_match_regex', kwargs: { column: 'Mã', regex: '^(a+)+$' } },
      ],
    }))
    expect(checkSource(sourceOf(long), { ...contract, tables })[0]?.wrong).toHaveLength(1)
  })
})

test('a total that is not the sum waits in quarantine; rounding and totals of groups accuse nobody', () => {
  const rows = ['Tên|A|B|C', 'a|1|10|100', 'b|2|20|200', 'c|3|30|300']
  expect(propose([...rows, 'Tổng|6|60|610']).wrong).toEqual(['5 C 610 not-the-sum'])
  expect(propose([...rows, 'Tổng|6|60|600']).wrong).toEqual([])
  expect(propose([...rows, 'Tổng|7|61|601']).wrong).toEqual([])
  expect(propose([...rows, 'Tổng|50|60|999']).wrong).toEqual([])
})

import { spawnSync } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import type { Service } from '#server/modules/catalogue/index.ts'
import { service } from '#tests/forms.ts'
import { checkServices } from './check-services.ts'
import { readNationalRecords } from './national-record.ts'

const birth = service('1.001193')
const decision = '163/QĐ-BTP'
const source = { state: 'source', source: `Quyết định ${decision}`, checkedOn: '2026-11-27' } as const
const ours: Service = {
  ...birth,
  channels: ['online', 'counter'],
  timeLimit: { ...birth.timeLimit, duration: { workingDays: 3 }, variants: [] },
  fees: [{ key: 'usual', name: 'Lệ phí', waivers: [], amount: { fixed: 8_000 }, payAt: 'filing', basis: '' }],
  sources: { ...birth.sources, code: source, time: source, fees: source, channels: source },
}

function recordsOf(changes: object = {}, name = 'quoc-gia.jsonl') {
  const row = { time_value: 3, time_unit: 'Ngày làm việc', fees: [{ amount_vnd: 8_000 }] }
  const record = {
    code: ours.code,
    name: ours.name,
    decision_no: decision,
    channels: [
      { channel: 'Trực tuyến', ...row },
      { channel: 'Trực tiếp', ...row },
    ],
    papers: ours.papers.map(({ name: paper }) => ({ name: paper })),
    legal_numbers: ours.legalBasis.map(({ number }) => number),
    results: [],
    ...changes,
  }
  const path = join(mkdtempSync(join(tmpdir(), 'nhip-national-')), name)
  const line = `${JSON.stringify(record)}\n`
  writeFileSync(path, name.endsWith('.gz') ? gzipSync(line) : line)
  return readNationalRecords(path)
}

const options = { day: '2026-11-29', within: 120, strict: false, laws: [], records: undefined }
const findingsOf = (records: ReturnType<typeof recordsOf>, of = ours) =>
  checkServices([of], { ...options, records })[0]?.findings.filter(({ kind }) => kind !== 'unverified') ?? []

test('a service that says what the national data say is contradicted by nothing, plain or gzipped', () => {
  expect(findingsOf(recordsOf())).toEqual([])
  expect(findingsOf(recordsOf({}, 'quoc-gia.jsonl.gz'))).toEqual([])
})

test.each<[string, object, string, RegExp]>([
  ['another name', { name: 'Thủ tục khác hẳn' }, 'code', /Thủ tục khác hẳn/],
  [
    'another limit online',
    { channels: [{ channel: 'Trực tuyến', time_value: 5, time_unit: 'Ngày làm việc', fees: [] }] },
    'time',
    /trực tuyến: ở đây 3 ngày làm việc, quốc gia 5 ngày làm việc/,
  ],
  [
    'days that are not working days',
    { channels: [{ channel: 'Trực tuyến', time_value: 3, time_unit: 'Ngày', fees: [] }] },
    'time',
    /quốc gia 3 ngày$/,
  ],
  [
    'another fee',
    { channels: [{ channel: 'Trực tiếp', fees: [{ amount_vnd: 50_000 }] }] },
    'fees',
    /tại quầy: ở đây 8000 đồng, quốc gia 50000 đồng/,
  ],
])('%s contradicts the decision the figure is taken from, and fails', (_what, changes, figure, said) => {
  const found = findingsOf(recordsOf(changes)).filter((one) => one.figure === figure)
  expect(found).toEqual([{ kind: 'contradicts', figure, text: expect.stringMatching(said), fails: true }])
})

test('a figure that rests on a later text only differs', () => {
  const later = { ...source, source: 'Nghị định 217/2026/NĐ-CP, Điều 54' }
  const [found] = findingsOf(
    recordsOf({ channels: [{ channel: 'Trực tuyến', time_value: 9, time_unit: 'Ngày', fees: [] }] }),
    { ...ours, channels: ['online'], sources: { ...ours.sources, time: later } },
  )
  expect(found).toMatchObject({ kind: 'differs', figure: 'time', fails: false })
})

test('a code that is gone leads to the one its procedure has now; papers, laws, results and ways to file are told', () => {
  expect(findingsOf(recordsOf({ code: '1.999999' }))[0]).toMatchObject({
    kind: 'contradicts',
    text: expect.stringContaining('1.999999'),
  })
  const told = findingsOf(
    recordsOf({
      channels: [{ channel: 'Dịch vụ bưu chính', fees: [] }],
      papers: [{ name: 'Một' }],
      legal_numbers: ['99/2026/NĐ-CP'],
      results: [{ name: 'Giấy khai sinh', code: 'KQ.G15.000031' }],
    }),
    { ...ours, result: { ...ours.result, code: 'KQ.G15.000099' } },
  ).map(({ text }) => text)
  expect(told.join('\n')).toMatch(/còn nhận bưu chính/)
  expect(told.join('\n')).toMatch(/quốc gia 1 dòng/)
  expect(told.join('\n')).toMatch(/99\/2026\/NĐ-CP/)
  expect(told.join('\n')).toMatch(/KQ\.G15\.000031[\s\S]*KQ\.G15\.000099/)
})

test('what ends soon is told, a law that has ended fails, and what is unverified fails where wanted', () => {
  const number = ours.legalBasis[0]?.number ?? ''
  const law = { number, until: '2027-02-28', replacedBy: '03/2026/QH16' }
  const endsIn = (until: string, day: string) =>
    checkServices([{ ...ours, validTo: '2027-06-30' }], { ...options, day, laws: [{ ...law, until }] })[0]
      ?.findings.filter(({ kind }) => kind === 'ends')
      .map(({ text, fails }) => [text, fails])
  expect(endsIn('2027-02-28', '2026-11-29')).toEqual([
    [`${number} hết hiệu lực ngày 28/02/2027, thay bằng 03/2026/QH16`, false],
  ])
  expect(endsIn('2026-06-30', '2026-11-29')).toEqual([
    [`${number} đã hết hiệu lực ngày 30/06/2026, thay bằng 03/2026/QH16`, true],
  ])
  expect(endsIn('2029-01-01', '2027-06-01')).toEqual([['hết hiệu lực ngày 30/06/2027', false]])
  const [checked] = checkServices([ours], { ...options, strict: true })
  expect(checked?.findings.some(({ kind, fails }) => kind === 'unverified' && fails)).toBe(true)
  expect(checkServices([{ ...ours, validTo: '2026-06-30' }], options)).toEqual([])
})

test('the command says what it cannot read, and how it is called', () => {
  const run = (...given: string[]) => spawnSync('node', ['tools/services.ts', ...given], { encoding: 'utf8' })
  expect(run('nothing')).toMatchObject({ status: 2 })
  const path = join(mkdtempSync(join(tmpdir(), 'nhip-national-')), 'sai.jsonl')
  writeFileSync(path, '{"code": 1}\n')
  const wrong = run('check', '--national', path)
  expect(wrong.status).toBe(2)
  expect(wrong.stderr).toContain('dòng 1')
  const plain = run('check', '--on', '2026-11-29')
  expect(plain.stdout).toMatch(/\d+ thủ tục: 0 điều trái nguồn/)
  expect(plain.status).toBe(0)
})

/**
 * Registers of documents, first page, hundredth and last, among 3,000,000 lines of ten years, all of one agency: of a year by its numbers, of the
 * days of a year, and what is followed, each with who has it. The reference is the bare index scan of the same lines.
 */
import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import type { RegisterQuery } from '#server/modules/documents/index.ts'
import type { Officer } from '#server/platform/actor.ts'
import { quantile, report } from '../figure.ts'
import { readOptions } from '../options.ts'
import { openBuilt, withoutIndexes } from './kept-build.ts'

const { lines, rounds } = readOptions({ lines: 3_000_000, rounds: 40 })
const target = 60
const years = 10
const agencyId = 'bench-office'
const year = 2026
const span = { from: `${year}-01-01`, to: `${year}-12-31` }
const [outgoing, incoming] = [Math.floor((lines * 2) / 3 / years), Math.floor(lines / 3 / years)]

const { owner, seconds, isKept, stop } = await openBuilt(
  `registers-${lines}`,
  'documents.register_line',
  async (_, client) => {
    await client.query('alter table documents.register_line set unlogged')
    await withoutIndexes(client, ['documents.register_line', 'documents.assignment'], () => fill(client))
  },
)

const { perform } = await import('#server/facts.ts')
const { readRegister, registerPageSize } = await import('#server/modules/documents/index.ts')
const { pool } = await import('#server/platform/database/database.ts')
const officer: Officer = {
  kind: 'officer',
  id: randomUUID(),
  name: 'Bench',
  agencyId,
  agencyIds: [agencyId],
  roles: ['clerk'],
  scope: 'agency',
}

type Asked = Omit<RegisterQuery, 'page'>
const registers: [string, Asked, string][] = [
  [
    'outgoing of a year',
    { which: 'out', year },
    `book = 'out' and register = 'cong-van' and year = ${year} order by number`,
  ],
  [
    'incoming of a year',
    { which: 'in', year },
    `book = 'in' and register = '' and year = ${year} order by number`,
  ],
  [
    'outgoing of the days of a year',
    { which: 'out', span },
    `book = 'out' and register = 'cong-van' and on_day between '${span.from}' and '${span.to}' order by on_day, number`,
  ],
  ['followed of a year', { which: 'followed', year }, `followed and year = ${year} order by number`],
]
for (const [what, query, where] of registers) {
  for (const [name, page] of [
    ['first page', 1],
    ['hundredth page', 100],
    ['last page', 1_000_000],
  ] as const) {
    const [whole, bare]: [number[], number[]] = [[], []]
    let shown = 0
    let at: number = page
    for (let round = -2; round < rounds; round++) {
      const asked = performance.now()
      const found = await perform(officer, (work) => readRegister(work, officer, { ...query, page }))
      const took = performance.now() - asked
      at = found.page
      const scanned = performance.now()
      await owner.query(
        `select number from documents.register_line where agency_id = '${agencyId}' and ${where} offset ${(at - 1) * registerPageSize} limit ${registerPageSize}`,
      )
      // The first rounds read what the later ones find in memory, as it is while people work.
      if (round < 0) continue
      bare.push(performance.now() - scanned)
      whole.push(took)
      shown = found.rows.length
    }
    const p95 = quantile(whole, 0.95)
    const isRight = shown > 0 && (page === 1_000_000 || (shown === registerPageSize && at === page))
    report({
      what: `register, ${what}, ${name} (${at.toLocaleString('en')}), among ${lines.toLocaleString('en')} lines`,
      value: `p95 ${p95.toFixed(0)} ms, p50 ${quantile(whole, 0.5).toFixed(0)} ms${isRight ? '' : ', and WRONG'}`,
      target: `p95 under ${target} ms`,
      met: isRight && p95 < target,
      note: `the bare index scan of those lines takes p95 ${quantile(bare, 0.95).toFixed(1)} ms, p50 ${quantile(bare, 0.5).toFixed(1)} ms`,
    })
  }
}
console.log(
  `lines and who has them written and indexed in ${seconds.toFixed(0)} s${isKept ? ' by an earlier run' : ''}`,
)
await pool.end()
await stop()
process.exit()

/** Every third of what came is followed. */
async function fill(client: pg.Client): Promise<void> {
  const day = (of: number) => `make_date(y, 1, 1) + (n::bigint * 364 / ${of})::int`
  await client.query(
    `insert into documents.register_line (agency_id, book, register, year, number, document_id, on_day, symbol, type, subject, signer, places, fate, why)
     select '${agencyId}', 'out', 'cong-van', y, n, gen_random_uuid(), ${day(outgoing)}, n || '/UBND-VP', 'Công văn',
            'V/v rà soát, báo cáo số liệu hộ kinh doanh trên địa bàn lần thứ ' || n, 'Trần Thị Quỳnh Như', '{"Như trên","Lưu: VT, VP"}',
            case when n % 500 = 0 then 'voided' else 'issued' end, case when n % 500 = 0 then 'không ký' else '' end
       from generate_series(${year - years + 1}, ${year}) y, generate_series(1, ${outgoing}) n`,
  )
  await client.query(
    `insert into documents.register_line (agency_id, book, register, year, number, document_id, on_day, symbol, organ, issued_on, type, subject, fate, followed)
     select '${agencyId}', 'in', '', y, n, gen_random_uuid(), ${day(incoming)}, n || '/SNV-VP', 'Sở Nội vụ', ${day(incoming)}, 'Công văn',
            'V/v đề nghị báo cáo tình hình thực hiện nhiệm vụ lần thứ ' || n, 'received', n % 3 = 0
       from generate_series(${year - years + 1}, ${year}) y, generate_series(1, ${incoming}) n`,
  )
  await client.query(
    `insert into documents.assignment (document_id, agency_id, state, since, lead_agency_id, lead_account_id, assigned_at, due_at, progress)
     select document_id, agency_id, 'assigned', on_day, agency_id, gen_random_uuid(), on_day, on_day + 7, 'Đang tổng hợp'
       from documents.register_line where followed`,
  )
}

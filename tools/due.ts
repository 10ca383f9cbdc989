import { readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import {
  type Budget,
  budgetWords,
  type ClockEntry,
  explainDue,
  explanationText,
  foldClock,
  type LegalCalendar,
  loadCalendar,
} from '#server/crafts/calendar/index.ts'
import { formatDateTime, formatIsoLocal, parseInstant } from '#shared/dates.ts'

const help = `npm run due -- --from THỜI ĐIỂM (--days N | --hours N) [tùy chọn]

Tính hạn trả theo lịch làm việc và nói rõ vì sao.

  --from 2026-11-23T08:00  lúc tiếp nhận, giờ Việt Nam nếu không ghi múi giờ
  --days N                 số ngày làm việc (số nguyên từ 0)
  --hours N                số giờ làm việc (lớn hơn 0; có thể lẻ: 1.5)
  --cutoff HH:mm           nhận sau giờ này tính như ngày làm việc tiếp theo
  --calendar FILE          tệp lịch; mặc định province/<NHIP_PROVINCE hoặc hue>/calendar.json
  --json                   in JSON
  --help                   in hướng dẫn này`

type StartEntry = ClockEntry & { kind: 'start' }

class BadInput extends Error {}

function run(): string {
  const { values } = readOptions()
  if (values.help) return help

  const from = parseInstant(values.from ?? '')
  if (!values.from) throw new BadInput('Thiếu --from, ví dụ --from 2026-11-23T08:00.')
  if (!from) throw new BadInput(`Không hiểu --from ${values.from}. Ghi như 2026-11-23T08:00.`)
  const budget = readBudget(values.days, values.hours)
  if (values.cutoff !== undefined && !/^([01]\d|2[0-3]):[0-5]\d$/.test(values.cutoff)) {
    throw new BadInput(`Không hiểu --cutoff ${values.cutoff}. Ghi như 15:00.`)
  }
  const entry: StartEntry = {
    kind: 'start',
    at: from,
    budget,
    ...(values.cutoff === undefined ? {} : { cutoff: values.cutoff }),
  }
  const calendar = readCalendar(values.calendar)
  try {
    return values.json ? asJson(calendar, entry) : asText(calendar, entry)
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    throw new BadInput(`Lịch chỉ có từ ${calendar.from} đến ${calendar.to}.`)
  }
}

function readOptions() {
  try {
    return parseArgs({
      options: {
        from: { type: 'string' },
        days: { type: 'string' },
        hours: { type: 'string' },
        cutoff: { type: 'string' },
        calendar: { type: 'string' },
        json: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    })
  } catch {
    throw new BadInput(`Không hiểu các tùy chọn: ${process.argv.slice(2).join(' ')}. Xem --help.`)
  }
}

function readBudget(days: string | undefined, hours: string | undefined): Budget {
  if ((days === undefined) === (hours === undefined)) {
    throw new BadInput('Ghi một trong hai: --days N hoặc --hours N.')
  }
  if (days !== undefined) {
    if (!/^\d{1,4}$/.test(days))
      throw new BadInput(`--days phải là số nguyên từ 0 đến 9999, không phải ${days}.`)
    return { unit: 'working_days', amount: Number(days) }
  }
  if (!/^\d{1,5}(\.\d{1,3})?$/.test(hours ?? '') || Number(hours) === 0) {
    throw new BadInput(`--hours phải là số lớn hơn 0, không phải ${hours}.`)
  }
  return { unit: 'working_hours', amount: Number(hours) }
}

function readCalendar(path: string | undefined): LegalCalendar {
  const { NHIP_PROVINCES = 'province', NHIP_PROVINCE = 'hue' } = process.env
  const shown = path ?? `${NHIP_PROVINCES}/${NHIP_PROVINCE}/calendar.json`
  let text: string
  try {
    text = readFileSync(path ?? resolve(dirname(import.meta.dirname), shown), 'utf8')
  } catch {
    throw new BadInput(`Không đọc được tệp lịch ${shown}.`)
  }
  try {
    return loadCalendar(JSON.parse(text))
  } catch (error) {
    const reason = error instanceof Error ? firstIssue(error) : String(error)
    throw new BadInput(`Tệp lịch ${shown} không hợp lệ: ${reason}`)
  }
}

function firstIssue(error: Error & { issues?: { path: PropertyKey[]; message: string }[] }): string {
  const issue = error.issues?.[0]
  return issue ? `${issue.path.join('.')}: ${issue.message}` : error.message.split('\n', 1).join('')
}

function asJson(calendar: LegalCalendar, entry: StartEntry): string {
  const clock = foldClock(calendar, [entry])
  return JSON.stringify(
    {
      from: formatIsoLocal(entry.at),
      budget: entry.budget,
      dueAt: clock.dueAt && formatIsoLocal(clock.dueAt),
      days: explainDue(calendar, [entry]),
    },
    null,
    2,
  )
}

function asText(calendar: LegalCalendar, entry: StartEntry): string {
  const clock = foldClock(calendar, [entry])
  const lines = explainDue(calendar, [entry])
  const unsure = lines.some(
    (line) => line.reason.unverified && !line.counted && line.reason.code !== 'weekend',
  )
  return [
    `Tiếp nhận: ${formatDateTime(entry.at)}`,
    `Thời hạn:  ${budgetWords(entry.budget)}`,
    `Hạn trả:   ${clock.dueAt ? formatDateTime(clock.dueAt) : 'chưa xác định'}`,
    '',
    ...explanationText(lines),
    ...(unsure ? ['', 'Có ngày nghỉ chưa kiểm chứng với văn bản; xem trường source trong bản --json.'] : []),
  ].join('\n')
}

// `| head` may have gone before the last line.
process.stdout.on('error', () => {})
try {
  process.stdout.write(`${run()}\n`)
} catch (error) {
  if (!(error instanceof BadInput)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exitCode = 2
}

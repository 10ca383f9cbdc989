/** A national record of a procedure, as far as a service is compared with it; one JSON object a line. */
import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { z } from 'zod'
import type { FilingChannel } from '#shared/form/filing.ts'

const channels: Record<string, FilingChannel> = {
  'Trực tuyến': 'online',
  'Trực tiếp': 'counter',
  'Dịch vụ bưu chính': 'post',
}

const units = { 'Ngày làm việc': 'workingDays', Ngày: 'calendarDays', Giờ: 'workingHours' } as const

const Row = z.object({
  channel: z.string(),
  time_value: z.number().nullish(),
  time_unit: z.string().nullish(),
  fees: z.array(z.object({ amount_vnd: z.number().nullish() })).default([]),
})

const Line = z.object({
  code: z.string(),
  name: z.string(),
  decision_no: z.string().nullish(),
  papers: z.array(z.object({ name: z.string() })).nullish(),
  channels: z.array(Row).nullish(),
  legal_numbers: z.array(z.string()).nullish(),
  results: z.array(z.object({ name: z.string(), code: z.string().nullish() })).nullish(),
  /** `catalogue-only`: nothing but code and name. */
  completeness: z.string().nullish(),
})

export interface NationalRecord {
  code: string
  name: string
  decision: string | undefined
  isWhole: boolean
  papers: number
  laws: readonly string[]
  results: readonly string[]
  channels: readonly NationalChannel[]
}

export interface NationalChannel {
  channel: FilingChannel
  /** Absent where the record gives no unit, or no time. */
  limit?: { unit: (typeof units)[keyof typeof units]; amount: number }
  /** In đồng; empty where the record names no amount. */
  amounts: readonly number[]
}

/** Reads a file of records, plain or gzipped; a line that is none is named. */
export function readNationalRecords(path: string): Map<string, NationalRecord> {
  const bytes = readFileSync(path)
  const text = (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8')
  const records = new Map<string, NationalRecord>()
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue
    const read = Line.safeParse(parse(line))
    if (!read.success) throw new Error(`${path}: dòng ${index + 1} không phải một thủ tục`)
    records.set(read.data.code, recordOf(read.data))
  }
  return records
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}

function recordOf(line: z.infer<typeof Line>): NationalRecord {
  const { code, name } = line
  return {
    code,
    name: name.normalize('NFC'),
    decision: line.decision_no ?? undefined,
    isWhole: line.completeness !== 'catalogue-only',
    papers: line.papers?.length ?? 0,
    laws: line.legal_numbers ?? [],
    results: (line.results ?? []).flatMap((result) => result.code ?? []),
    channels: (line.channels ?? []).flatMap((row) => channelOf(row) ?? []),
  }
}

function channelOf(row: z.infer<typeof Row>): NationalChannel | undefined {
  const channel = channels[row.channel.normalize('NFC')]
  if (!channel) return undefined
  const unit = units[row.time_unit as keyof typeof units]
  return {
    channel,
    ...(unit && row.time_value ? { limit: { unit, amount: row.time_value } } : {}),
    amounts: row.fees.flatMap(({ amount_vnd }) => amount_vnd ?? []),
  }
}

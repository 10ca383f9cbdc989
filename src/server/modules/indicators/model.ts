/** Chỉ tiêu: what the operations centre counts, and when a figure is good, tired or missing. */
import { z } from 'zod'

/** Figures a leader can order about and watch until they recover. */
export const measures = ['overdue', 'on_time', 'in_process'] as const
export type Measure = (typeof measures)[number]

/** Every figure that opens into its dossiers. */
export const figures = [
  ...measures,
  'due_today',
  'due_next',
  'waiting',
  'received',
  'on_time_month',
  'satisfaction',
] as const
export type Figure = (typeof figures)[number]

/** On-time rate the province promises, in percent. */
export const onTimeTarget = 98
/** Below this, in percent, an agency's service is listed as needing intervention. */
export const onTimeAlarm = 90
/** Fewer endings than this in 30 days say too little for a rate. */
export const fewestForRate = 10
/** Days a rate looks back on, today included. */
export const rateDays = 30

export interface Counts {
  open: number
  overdue: number
  /** Due today, those already ended today among them. */
  dueToday: number
  /** Due on the next working day. */
  dueNext: number
  received30: number
  finished30: number
  onTime30: number
}

/** On-time rate in percent with two decimals; null when nothing ended: not available, never zero (QĐ 766/QĐ-TTg). */
export function rate(part: number, whole: number): number | null {
  return whole === 0 ? null : Math.round((part / whole) * 10_000) / 100
}

/** Whether `value` has come back to `target`: from below for the rate, from above for counts. Unknown is not recovered. */
export function hasRecovered(measure: Measure, value: number | null, target: number): boolean {
  if (value === null) return false
  return measure === 'on_time' ? value >= target : value <= target
}

export const BehindQuery = z.object({
  figure: z.enum(figures).default('overdue'),
  agency: z.string().max(100).optional(),
  service: z.string().max(20).optional(),
  page: z.coerce.number().int().min(1).max(2000).default(1),
})
export type BehindQuery = z.infer<typeof BehindQuery>

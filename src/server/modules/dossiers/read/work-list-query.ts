/** What may be asked of a work list, and the rows and counts it answers with. */
import { z } from 'zod'
import { queryFlag } from '#server/platform/web/http.ts'
import type { Step } from '../model.ts'
import type { Status } from '../states.ts'

export const workTabs = [
  'all',
  'new',
  'overdue',
  'today',
  'paused',
  'waiting',
  'deciding',
  'paper',
  'done',
] as const
export type WorkTab = (typeof workTabs)[number]

export const WorkListQuery = z.object({
  tab: z.enum(workTabs).default('all'),
  q: z.string().trim().max(100).default(''),
  service: z.string().max(20).optional(),
  mine: queryFlag(false),
  page: z.coerce.number().int().min(1).max(400).default(1),
})
export type WorkListQuery = z.infer<typeof WorkListQuery>

export interface WorkListRow {
  id: string
  code: string
  serviceCode: string
  applicantName: string
  status: Status
  step: Step
  assigneeId: string | null
  channel: string
  submittedAt: Date
  acceptBy: Date
  acceptedAt: Date | null
  dueAt: Date | null
  pausedSince: Date | null
  finishedAt: Date | null
  onTime: boolean | null
  budget: number
  budgetUnit: string
  consumed: number
  runningSince: Date | null
  supplements: number
  /** How many things beside the desk are awaited, and when the first of them lapses or is late. */
  waitsFor: number
  waitsUntil: Date | null
}

export type WorkCounts = Record<Exclude<WorkTab, 'done'>, number>

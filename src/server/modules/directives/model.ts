/** Chỉ đạo: what was ordered, of whom, by when; it ends only when the figure it came from has recovered. */
import { z } from 'zod'
import { measures } from '#server/modules/indicators/index.ts'

export const taskStatuses = ['open', 'reported', 'closed', 'withdrawn'] as const
export type TaskStatus = (typeof taskStatuses)[number]

export const IssueTask = z
  .strictObject({
    requestKey: z.uuid(),
    agencyId: z.string().min(1).max(100),
    measure: z.enum(measures),
    serviceCode: z.string().max(20).optional(),
    title: z.string().trim().min(5).max(200),
    wording: z.string().trim().min(10).max(4000),
    dueOn: z.iso.date(),
    target: z.coerce.number().min(0).max(1_000_000),
  })
  .meta({ id: 'IssueTask' })
export type IssueTask = z.infer<typeof IssueTask>

export const ReportTask = z
  .strictObject({ requestKey: z.uuid(), wording: z.string().trim().min(10).max(4000) })
  .meta({ id: 'ReportTask' })
export type ReportTask = z.infer<typeof ReportTask>

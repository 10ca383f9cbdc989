/** Chỉ đạo: what was ordered, of whom, by when; it ends only when the figure it came from has recovered. */

export const taskStatuses = ['open', 'reported', 'closed', 'withdrawn'] as const
export type TaskStatus = (typeof taskStatuses)[number]

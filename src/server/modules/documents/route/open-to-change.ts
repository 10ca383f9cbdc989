import type { Work } from '#server/platform/work.ts'
import { inRoute } from '../refusals.ts'
import { findRoute } from './route-queries.ts'

/** Refuses a new text, or giving it up, while the draft lies before somebody in its route. */
export async function requireOpenToChange(work: Work, documentId: string): Promise<void> {
  const route = await findRoute(work.tx, documentId)
  if (route?.state === 'in_route') throw inRoute()
}

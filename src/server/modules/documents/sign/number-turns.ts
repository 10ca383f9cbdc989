import { createLine, type Line } from '#server/crafts/threads/line.ts'

/** Of one agency so many take a number at a time: more would wait for each other in the database, each with a connection in its hand. */
const atOnce = 4

interface Desk {
  taken: number
  waiting: Line<() => void>
}
const desks = new Map<string, Desk>()

/**
 * Takes a number in turn with whoever else takes one at this agency. Those who wait here hold no connection meanwhile, so that a bulk
 * at one agency keeps nobody else waiting. That no number is given twice rests on `takeNumber` alone: another process does not know
 * this line.
 */
export async function inNumberTurn<T>(
  agencyId: string,
  leaderId: string,
  take: () => Promise<T>,
): Promise<T> {
  const desk = desks.get(agencyId) ?? { taken: 0, waiting: createLine() }
  desks.set(agencyId, desk)
  if (desk.taken < atOnce) desk.taken += 1
  else await new Promise<void>((go) => desk.waiting.add(leaderId, go))
  try {
    return await take()
  } finally {
    // Whoever leaves hands their place to the next.
    const next = desk.waiting.next()
    if (next) next()
    else if (--desk.taken === 0) desks.delete(agencyId)
  }
}

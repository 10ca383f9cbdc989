/** The one door to this room's tables: the program keeps its books itself, whoever acts. */
import type { Event } from '#server/platform/events.ts'
import { asProgram, type Work } from '#server/platform/work.ts'

/** A work in which charges, orders and the ledger are written. What it tells is recorded in the name of who acts. */
export interface Books extends Pick<Work, 'tx' | 'actor' | 'now'> {
  tell(...facts: Event[]): void
  /** A statement that is sent already and whose answer nothing here needs: it travels with what follows, to the end of the work. */
  write(sent: Promise<unknown>): void
}

/**
 * Runs `task` with the program's rights over this room's tables, then records what it told. Who may ask for it was decided
 * before; nothing else of this work is asked meanwhile.
 */
export async function keepBooks<T>(work: Work, task: (books: Books) => Promise<T>): Promise<T> {
  const facts: Event[] = []
  const { tx, actor, now, alongside: write } = work
  const tell = (...told: Event[]) => void facts.push(...told)
  const result = await asProgram(work, () => task({ tx, actor, now, tell, write }))
  await work.record(...facts)
  return result
}

/** Who did it, as the actions of this room keep it. */
export function signatureOf({ actor }: Pick<Books, 'actor'>): { actorKind: string; actorId: string | null } {
  const actorId = actor.kind === 'officer' || actor.kind === 'citizen' ? actor.id : null
  return { actorKind: actor.kind, actorId }
}

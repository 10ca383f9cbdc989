/** The one door to this room's tables: the program keeps its books itself, whoever acts. */
import type { Event } from '#server/platform/events.ts'
import { asProgram, type Work } from '#server/platform/work.ts'

/** A work in which charges, orders and the ledger are written. What it tells is recorded in the name of who acts. */
export interface Books extends Pick<Work, 'tx' | 'actor' | 'now'> {
  tell(...facts: Event[]): void
  /** A statement that is sent already and whose answer nothing here needs: the books wait for it at their end, and fail with it. */
  write(sent: Promise<unknown>): void
}

/**
 * Runs `task` with the program's rights over this room's tables, then records what it told. Who may ask for it was decided
 * before; nothing else of this work is asked meanwhile.
 */
export async function keepBooks<T>(work: Work, task: (books: Books) => Promise<T>): Promise<T> {
  const facts: Event[] = []
  const written: Promise<unknown>[] = []
  let failed: { cause: unknown } | undefined
  const { tx, actor, now } = work
  const tell = (...told: Event[]) => void facts.push(...told)
  const write = (sent: Promise<unknown>) => {
    sent.catch((cause) => {
      failed ??= { cause }
    })
    written.push(sent)
  }
  try {
    const result = await asProgram(work, () => task({ tx, actor, now, tell, write }))
    await Promise.all([...written, work.record(...facts)])
    return result
  } catch (error) {
    // Answers come in the order of statements: what failed first is why everything after it failed.
    throw failed ? failed.cause : error
  }
}

/** Who did it, as the actions of this room keep it. */
export function signatureOf({ actor }: Pick<Books, 'actor'>): { actorKind: string; actorId: string | null } {
  const actorId = actor.kind === 'officer' || actor.kind === 'citizen' ? actor.id : null
  return { actorKind: actor.kind, actorId }
}

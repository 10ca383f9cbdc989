/** A follower reads the feed in order and does its work in the transaction that moves its place: exactly once. */
import { sql } from 'kysely'
import { system } from '../actor.ts'
import { type Running, startLoop } from '../jobs/loop.ts'
import { perform, type Work } from '../work.ts'
import { type Cursor, readFeed } from './feed.ts'
import { type On, takeFacts } from './on.ts'

export interface Follower<Taken> {
  name: string
  /** The facts it follows and what it makes of each; every other fact passes it by. */
  on: readonly On<Taken>[]
  /** The most events taken at once. */
  batch: number
  /** How long to rest when there is nothing new, in milliseconds. */
  restMs: number
  follow(work: Work, taken: readonly Taken[]): Promise<void>
}

// biome-ignore lint/suspicious/noExplicitAny: a list of followers holds followers of different facts
export type AnyFollower = Follower<any>

let loops: Running[] = []

/** Follows in this process until `stopFollowers`. Two processes may follow: a lock lets one work at a time. */
export function startFollowers(followers: readonly AnyFollower[]): void {
  loops = followers.map((follower) =>
    startLoop({
      name: follower.name,
      restMs: follower.restMs,
      turn: async () => (await catchUp(follower)) === follower.batch,
    }),
  )
}

export async function stopFollowers(): Promise<void> {
  await Promise.all(loops.map((loop) => loop.stop()))
}

/** Takes one batch. Returns how many events it held; 0 also when another process is at work. */
export function catchUp(follower: AnyFollower): Promise<number> {
  return perform(system, async (work) => {
    const cursor = await lockCursor(work, follower.name)
    if (!cursor) return 0
    const events = await readFeed(work, cursor, follower.batch)
    const last = events.at(-1)
    if (!last) return 0
    await follower.follow(work, takeFacts(events, follower.on))
    await work.tx
      .updateTable('platform.follower')
      .set({ tx: last.tx, lastId: last.id, movedAt: work.now })
      .where('name', '=', follower.name)
      .execute()
    return events.length
  })
}

async function lockCursor({ tx }: Work, name: string): Promise<Cursor | undefined> {
  await sql`insert into platform.follower (name, tx, last_id) values (${name}, '0', 0)
            on conflict do nothing`.execute(tx)
  const { rows } = await sql<Cursor>`select tx::text as tx, last_id as id from platform.follower
                                      where name = ${name} for update skip locked`.execute(tx)
  return rows[0]
}

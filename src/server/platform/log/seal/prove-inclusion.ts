/** The proof that one event is among those its seal was signed over. */
import { sql } from 'kysely'
import { inclusionProof, verifyInclusion } from '#server/crafts/crypto/merkle.ts'
import type { Work } from '../../work.ts'
import { type EventContent, leafOfEvent } from '../event-row.ts'

export interface InclusionProof {
  batch: number
  /** The leaf's place among the leaves of the batch, from 0. */
  index: number
  count: number
  leaf: Buffer
  /** The sibling hashes from the leaf to the root (RFC 9162 §2.1.3.1). */
  path: Buffer[]
  root: Buffer
  /** Whether the path from the event as it stands now leads to the root that was signed then. */
  holds: boolean
}

interface StoredSeal {
  batch: number
  lastTx: string
  lastId: number
  root: Buffer
  previousTx: string
  previousId: number
}

/** The path of this event through its batch; undefined while it waits for a seal. Reads one batch, at most 10,000 rows. */
export async function proveInclusion({ tx }: Work, id: number): Promise<InclusionProof | undefined> {
  const seals = await sql<StoredSeal>`
    select seal.batch, seal.last_tx::text as last_tx, seal.last_id, seal.root,
           coalesce(previous.last_tx::text, '0') as previous_tx, coalesce(previous.last_id, 0) as previous_id
      from platform.event_log event
      join lateral (
        select * from platform.seal s
         where (s.last_tx, s.last_id) >= (event.tx_id, event.id) order by s.last_tx, s.last_id limit 1
      ) seal on true
      left join platform.seal previous on previous.batch = seal.batch - 1
     where event.id = ${id}`.execute(tx)
  const seal = seals.rows[0]
  if (!seal) return undefined

  const { rows } = await sql<EventContent & { id: number; place: string; mark: Buffer }>`
    select id, tx_id::text as place, name, subject_id, data::text as data, actor_kind, actor_id, agency_id, purpose, request_id,
           occurred_at, nonce, mark
      from platform.event_log
     where (tx_id, id) > (${seal.previousTx}::xid8, ${seal.previousId}::bigint)
       and (tx_id, id) <= (${seal.lastTx}::xid8, ${seal.lastId}::bigint)
     order by event_log.tx_id, event_log.id`.execute(tx)
  const leaves = rows.map(({ id: number, place, mark, ...content }) =>
    leafOfEvent({ tx: place, id: number }, mark, content),
  )
  const index = rows.findIndex((row) => row.id === id)
  const leaf = leaves[index]
  if (!leaf) return undefined
  const { batch, root } = seal
  const count = leaves.length
  const path = inclusionProof(leaves, index)
  return {
    batch,
    index,
    count,
    leaf,
    path,
    root,
    holds: verifyInclusion({ leaf, index, count, proof: path, root }),
  }
}

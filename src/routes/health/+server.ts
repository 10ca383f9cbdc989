/** For load balancers and the start: 200 when this process can serve, 503 with the part that cannot. */
import { json } from '@sveltejs/kit'
import { pool } from '#server/platform/database.ts'
import type { RequestHandler } from './$types'

export const GET: RequestHandler = async () => {
  const database = await answers()
  return json(
    { status: database ? 'ready' : 'unavailable', database },
    { status: database ? 200 : 503, headers: { 'cache-control': 'no-store' } },
  )
}

async function answers(): Promise<boolean> {
  const patience = new Promise<false>((done) => setTimeout(() => done(false), 2_000).unref())
  const question = pool.query('select 1').then(
    () => true,
    () => false,
  )
  return Promise.race([question, patience])
}

/**
 * For load balancers, supervisors and the start. `/health` answers 200 when everything people rely on is done: pages and
 * what follows from them. `/health?web` asks only whether this process can serve; a load balancer asks that, so that a
 * worker standing still does not take the pages away too. Details go to whoever may read `/metrics`.
 */
import { json } from '@sveltejs/kit'
import { listConditions, readReadiness } from '#server/platform/installation.ts'
import { isCollector } from '#server/platform/watch/collector.ts'
import type { RequestHandler } from './$types'

export const GET: RequestHandler = async ({ request, url }) => {
  const { database, worker } = await readReadiness()
  const isReady = database && (worker || url.searchParams.has('web'))
  const status = isReady ? 'ready' : database ? 'worker_stands_still' : 'unavailable'
  const details = isCollector(request) && !url.searchParams.has('web') ? await describe() : {}
  return json(
    { status, database, worker, ...details },
    { status: isReady ? 200 : 503, headers: { 'cache-control': 'no-store' } },
  )
}

async function describe() {
  const conditions = await listConditions()
  return { conditions: conditions.map(({ figures: _, ...condition }) => condition) }
}

/** Figures for Prometheus: on loopback to anyone, elsewhere to whoever knows METRICS_TOKEN. */
import { error } from '@sveltejs/kit'
import { listConditions } from '#server/platform/installation.ts'
import { isCollector } from '#server/platform/watch/collector.ts'
import { metrics, setConditions } from '#server/platform/watch/metrics.ts'
import type { RequestHandler } from './$types'

export const GET: RequestHandler = async ({ request }) => {
  if (!isCollector(request)) error(404)
  setConditions(await listConditions())
  return new Response(await metrics.metrics(), { headers: { 'content-type': metrics.contentType } })
}

/** Figures for Prometheus: on loopback to anyone, elsewhere to whoever knows METRICS_TOKEN. */
import { timingSafeEqual } from 'node:crypto'
import { error } from '@sveltejs/kit'
import { config } from '#server/platform/config.ts'
import { metrics } from '#server/platform/metrics.ts'
import type { RequestHandler } from './$types'

export const GET: RequestHandler = async ({ request }) => {
  if (!mayRead(request.headers.get('authorization') ?? '')) error(404)
  return new Response(await metrics.metrics(), { headers: { 'content-type': metrics.contentType } })
}

function mayRead(authorization: string): boolean {
  if (!config.METRICS_TOKEN) return config.local
  const given = Buffer.from(authorization)
  const wanted = Buffer.from(`Bearer ${config.METRICS_TOKEN}`)
  return given.length === wanted.length && timingSafeEqual(given, wanted)
}

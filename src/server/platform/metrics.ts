/** Figures for Prometheus. Labels are few and never carry anything personal. */
import { Counter, collectDefaultMetrics, Histogram, Registry } from 'prom-client'

export const metrics = new Registry()
collectDefaultMetrics({ register: metrics })

export const requestSeconds = new Histogram({
  name: 'nhip_request_seconds',
  help: 'Time to answer a request, by route and status',
  labelNames: ['route', 'status'],
  buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
  registers: [metrics],
})

export const refusalCount = new Counter({
  name: 'nhip_refusals_total',
  help: 'Requests a rule forbade, by refusal code',
  labelNames: ['code'],
  registers: [metrics],
})

export const defectCount = new Counter({
  name: 'nhip_defects_total',
  help: 'Requests that failed by a defect of the program',
  registers: [metrics],
})

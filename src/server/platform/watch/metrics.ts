/** Figures for Prometheus. Labels are few and never carry anything personal. */
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import { type Condition, states } from './conditions.ts'

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

export const unavailableCount = new Counter({
  name: 'nhip_unavailable_total',
  help: 'Requests the database could not serve at that moment',
  registers: [metrics],
})

const conditionState = new Gauge({
  name: 'nhip_condition',
  help: 'The condition of each part: 3 good, 2 warning, 1 unknown, 0 bad',
  labelNames: ['condition', 'process'],
  registers: [metrics],
})
const figures = new Map<string, Gauge>()

/** Puts every condition and its figures where collectors read them; what is no longer told disappears. */
export function setConditions(conditions: readonly Condition[]): void {
  conditionState.reset()
  for (const gauge of figures.values()) gauge.reset()
  for (const { name, state, process, figures: told } of conditions) {
    conditionState.set({ condition: name, process }, states.indexOf(state))
    for (const { name: figure, help, value, labels = {} } of told) {
      const labelNames = ['process', ...Object.keys(labels)]
      const gauge = figures.get(figure) ?? new Gauge({ name: figure, help, labelNames, registers: [metrics] })
      figures.set(figure, gauge)
      gauge.set({ process, ...labels }, value)
    }
  }
}

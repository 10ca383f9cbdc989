/** The shapes that are spoken here, each by its adapter. */
import type { Adapter, Gateway } from './port.ts'

const adapters: Partial<Record<Gateway['kind'], Adapter>> = {}

/** The adapter of this shape; undefined where nobody speaks it. */
export function adapterOf(kind: Gateway['kind']): Adapter | undefined {
  return adapters[kind]
}

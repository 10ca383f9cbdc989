import type { registry as Words } from '../vi/registry.ts'

export const registry: typeof Words = {
  sourceAsOf: (source, day) => `${source}, as of ${day}`,
  purposes: {
    dossier: 'Handling an application',
    verification: 'Verifying information',
    complaint: 'Handling a complaint',
    correction: 'Correcting information at your request',
  },
}

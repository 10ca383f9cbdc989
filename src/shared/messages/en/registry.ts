import type { registry as Words } from '../vi/registry.ts'

export const registry: typeof Words = {
  sourceAsOf: (source, day) => `${source}, as of ${day}`,
  purposes: {
    dossier: 'Handling an application',
    verification: 'Verifying information',
    complaint: 'Handling a complaint',
    correction: 'Correcting information at your request',
    administration: 'Administering accounts',
  },
  opened: {
    dossier: 'opened the application',
    paper: 'opened a paper handed in',
    receipt: 'printed the receipt',
    slip: 'printed a slip',
    draft: 'read the draft result',
    result: 'opened the signed result',
    search: 'saw the name in a search',
    list: 'downloaded a list with the name',
    person: 'opened personal data',
    account: 'opened the account',
  },
}

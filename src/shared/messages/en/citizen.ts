import type { citizen as Words } from '../vi/citizen.ts'

export const citizen: typeof Words = {
  home: {
    title: 'Public services of Huế city',
    ask: 'What do you need to do?',
    findService: 'Find a service',
    found: (count, query) =>
      count === 0
        ? `No service matches “${query}” yet`
        : `${count} ${count === 1 ? 'service matches' : 'services match'} “${query}”`,
    seeAllFound: (count) => `See all ${count} services`,
    notFoundAdvice:
      'Try other Vietnamese words, such as “khai sinh” (birth) or “đất” (land), or call 1900 1075.',
    popular: 'Needed by many',
    seeAll: (count) => `See all ${count} services by field`,
    trackTitle: 'Where is my application?',
    dossierCode: 'Application code',
    dossierCodeHint: 'At the top of your receipt or in the text message, like H57.16.02-261123-0007',
    track: 'Track',
    trackNote: 'No sign-in needed. The page shows only how far the application is, nothing private.',
  },
  services: {
    title: 'Services',
    all: 'All',
    fields: 'Fields',
    count: (count) => (count === 1 ? '1 service' : `${count} services`),
    countIn: (count, field) => `${count === 1 ? '1 service' : `${count} services`} in ${field}`,
    clear: 'Clear the search',
  },
  service: {
    start: 'Start application',
    signInFirst: 'You will be asked to sign in. What is known about you is filled in.',
    when: 'When',
    fee: 'Fee',
    how: 'How',
    where: 'Who decides',
    prepare: 'What you need',
    notNeeded: 'What you need not bring',
    steps: 'Steps',
    legalBasis: 'Legal basis',
    result: 'Result',
    code: 'Procedure code',
  },
}

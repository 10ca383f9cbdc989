import { provinceWords } from '../../province-words.ts'
import type { RefusalWords } from '../refusals.ts'
import type { registryRefusals as Refused, registry as Words } from './vi.ts'

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
    register: 'looked into the register',
    account: 'opened the account',
  },
  vault: {
    title: 'My papers',
    lead: `When you apply in ${provinceWords.shortName} you need not submit these papers again.`,
    issuedHere: `Issued by agencies in ${provinceWords.shortName}`,
    handedIn: 'Submitted by you',
    handedInLead:
      'What you uploaded or gave at a counter. The agency looked at it when it accepted the application; it did not issue it.',
    accepted: (day, agency, acceptedOn) => `Submitted on ${day}, accepted by ${agency} on ${acceptedOn}`,
    others: 'Other papers we hold',
    none: 'No papers yet',
    noneAdvice: `The results of your applications in ${provinceWords.shortName}, and the papers agencies have accepted, will be here.`,
    number: (number) => `no. ${number}`,
    open: (title) => `Open ${title}`,
    verify: 'Check',
    fileMissing: 'Kept as data, without a file',
    fileMissingWhy:
      'Papers kept as data come from simulated or older records. For a copy, ask the agency that issued them.',
    dossier: 'Application',
    usedIn: 'Used in',
    seen: 'Who looked',
    someone: 'An officer',
    seenNone: 'Nobody has looked at your data.',
    seenAll: (count) => `See all ${count}`,
    seenFew: 'See fewer',
    seenLead: 'Each time an officer opens your data it is recorded and shown here.',
  },
}

/** What only officers and other systems run into is said in Vietnamese. */
type ForOfficers =
  | 'registry.person_not_found'
  | 'registry.identity_number_invalid'
  | 'registry.lookups_stopped'
  | 'registry.tax_code_invalid'
  | 'registry.contact_invalid'
  | 'registry.purpose_needed'
  | 'registry.marriage_not_standing'
  | 'registry.divorce_not_standing'
  | 'registry.divorce_waits'
  | 'registry.divorce_own_confirmation'
  | 'registry.divorce_own'
  | 'registry.married_since'
  | 'registry.judgment_too_old'
  | 'registry.already_married'

export const registryRefusals = {
  'registry.paper_not_found': 'This paper is not under My papers. Open the list again.',
} satisfies Record<Exclude<keyof typeof Refused, ForOfficers>, RefusalWords>

import { namesOfFiles, type PaperFile, paperFileKinds } from '../../accepted-files.ts'
import { catalogue } from '../catalogue/en.ts'
import type { RefusalWords } from '../refusals.ts'
import { apply } from './apply.en.ts'
import { prerequisites } from './prerequisites.en.ts'
import { read } from './read.en.ts'
import type { dossiersRefusals as Refused, dossiers as Words } from './vi.ts'

/** The work list, a case and its handling are officers' work, in Vietnamese. */
export const dossiers: Omit<
  typeof Words,
  | 'workList'
  | 'takingIn'
  | 'case'
  | 'correction'
  | 'checks'
  | 'extract'
  | 'handle'
  | 'handover'
  | 'register'
  | 'keys'
  | 'awaiting'
> = {
  beingSigned: 'Being signed',
  refusalAwaited: 'Refusal proposed, waiting for a signature',
  statuses: {
    submitted: 'Just sent',
    accepted: 'Accepted',
    refused: 'Not accepted',
    processing: 'In process',
    supplement: 'Waiting for papers',
    duty: 'Waiting for a payment to the State',
    withdrawn: 'Withdrawn',
    stopped: 'Stopped',
    decided: 'Decided',
    returned: 'Result delivered',
  },
  steps: {
    one_stop: 'One-stop desk',
    specialist: 'Examination',
    leader: 'Signature',
    applicant: 'Waiting for the applicant',
    delivery: 'Delivery of the result',
    done: 'Finished',
  },
  happened: {
    submit: 'Sent',
    accept: 'Accepted',
    ask_supplement: 'Papers asked for',
    answer_supplement: 'Papers added',
    ask_refusal: 'A refusal was proposed and waits for a signature',
    drop_refusal: 'Not refused, examined further',
    refuse: 'Not accepted',
    forward: 'Passed on',
    propose: 'Put forward for signature',
    take_back: 'Taken back to be changed',
    send_back: 'Returned for changes',
    sign: 'Result signed and issued',
    deliver: 'Result delivered to My papers',
    withdraw: 'Withdrawn',
    stop: 'Stopped',
    extend: 'Apology and new date',
    open_prerequisite: 'Something else was asked for',
    settle_prerequisite: 'Something awaited was recorded',
    choose_limit: 'A longer limit was chosen',
    determine_fee: 'An amount was determined',
    rate: 'Rated',
    ask_correction: 'A correction or replacement of the result was asked for',
    drop_correction: 'The result stays as it is',
    correct: 'Another result was signed in its place',
  },
  extendedBeforeDue: 'New date, named before the old one',
  acceptBefore: (moment) => `Waiting to be accepted, before ${moment}`,
  acceptLate: 'Waiting to be accepted, past the promised time',
  doing: {
    accept: 'Accept',
    ask_supplement: 'Ask for papers',
    answer_supplement: 'Send what was asked for',
    refuse: 'Refuse with reason',
    forward: 'Pass on',
    propose: 'Put forward for signature',
    take_back: 'Take back',
    send_back: 'Return for changes',
    sign: 'Sign and issue',
    withdraw: 'Withdraw',
    extend: 'Apologise and set a new date',
    open_prerequisite: 'Ask for it',
    settle_prerequisite: 'Record it',
    choose_limit: 'Choose this limit',
    determine_fee: 'Determine this amount',
    rate: 'Send rating',
  },
  apply,
  prerequisites,
  read,
}

/** What only officers and other systems run into is said in Vietnamese. */
type ForOfficers =
  | 'dossiers.not_your_part'
  | 'dossiers.agency_unknown'
  | 'dossiers.assignee_unknown'
  | 'dossiers.result_incomplete'
  | 'dossiers.result_too_long'
  | 'dossiers.scan_missing'
  | 'dossiers.reason_needed'
  | 'dossiers.applicant_unknown'
  | 'dossiers.checks_open'
  | 'dossiers.unlawful'
  | 'dossiers.registered_before'
  | 'dossiers.judgment_too_new'
  | 'dossiers.check_unknown'
  | 'dossiers.check_reason_needed'
  | 'dossiers.applicant_differs'
  | 'dossiers.applicant_not_oneself'
  | 'dossiers.register_span_wrong'
  | 'dossiers.register_too_long'
  | 'dossiers.taker_differs'
  | 'dossiers.taker_number_wrong'
  | 'dossiers.mandate_needed'
  | 'dossiers.sent_on_wrong'
  | 'dossiers.no_paper_asked'
  | 'dossiers.result_revoked'
  | 'dossiers.not_with_paper_now'
  | 'dossiers.unit_elsewhere'
  | 'dossiers.prerequisite_unknown'
  | 'dossiers.prerequisite_open'
  | 'dossiers.meeting_differs'
  | 'dossiers.originals_not_seen'
  | 'dossiers.posting_runs'
  | 'dossiers.party_differs'
  | 'dossiers.draft_not_confirmed'
  | 'dossiers.decision_wrong'
  | 'dossiers.fee_not_open'
  | 'dossiers.limit_unknown'
  | 'dossiers.limit_past'
  | 'dossiers.nothing_corrected'
  | 'dossiers.correction_not_asked'

export const dossiersRefusals = {
  'dossiers.filing_unlawful': ({ checks }) =>
    `The law does not allow this, so it was not sent. ${
      Array.isArray(checks) ? checks.map(({ said }: { said?: string }) => said ?? '').join(' ') : ''
    } What you filled in is kept.`,
  'apply.too_many_files': (details) => apply.papers.tooMany(Number(details.most)),
  'dossiers.prerequisites_missing': ({ missing }) =>
    `This cannot go on yet. Still missing: ${Array.isArray(missing) ? missing.map((item: { name?: string }) => item.name ?? '').join('; ') : ''}.`,
  'dossiers.prerequisite_not_open': ({ name }) =>
    `“${name}” is not awaited now: it has not been asked for, or is settled already.`,
  'dossiers.evidence_needed': 'Say what is wrong, so that it can be put right, then send again.',
  'dossiers.paper_replaced': ({ name, number, by }) =>
    `“${name}” number ${number} was replaced by number ${by} and cannot be handed in. Hand in number ${by}.`,
  'dossiers.paper_taken_back': ({ name, number }) =>
    `“${name}” number ${number} was revoked and cannot be handed in. Leave it out and hand in one that stands.`,
  'dossiers.asked_not_found': 'There is no such request, or it is not put to you.',
  'dossiers.not_awaited':
    'This request has been answered, or no answer is awaited any more. Nothing was changed.',
  'dossiers.check_code_wrong':
    'The check code does not fit the application code. Look at the eight letters and digits on the receipt again, or leave it empty to see the state alone.',
  'dossiers.too_many_looks': ({ seconds }) =>
    `Many codes have been looked up from here. Wait ${seconds} seconds, or sign in to see your own applications.`,
  'dossiers.budget_used': ({ seconds }) =>
    `This account has sent very many applications. Wait ${Math.ceil(Number(seconds) / 60)} minutes; what you filled in is kept.`,
  'dossiers.draft_budget_used': ({ seconds }) =>
    `This account has begun very many applications. Wait ${Math.ceil(Number(seconds) / 60)} minutes, or go on with one you have.`,
  'dossiers.not_found': 'There is no such application, or it is not yours. Check the code on the receipt.',
  'dossiers.draft_not_found': 'This draft is no longer here. Open the service to begin a new one.',
  'dossiers.service_unavailable':
    'This service takes no new applications now. See its page for what replaces it.',
  'dossiers.channel_not_offered': ({ channel, offered, isOpenInOutage }) =>
    `This service does not take applications ${waysOf([channel])}. File it ${waysOf(offered)}.${
      isOpenInOutage
        ? ' Only in an outage does the one-stop desk take another way, and writes down which.'
        : ''
    }`,
  'dossiers.answers_wrong': 'Some answers need correcting. Look at those that are marked.',
  'dossiers.unknown_fields': ({ fields }) =>
    `The form has no field: ${Array.isArray(fields) ? fields.map(String).join(', ') : ''}. Remove it, then send again.`,
  'dossiers.papers_missing': ({ missing }) =>
    `Still missing: ${Array.isArray(missing) ? missing.map((item: { name?: string }) => item.name ?? '').join('; ') : ''}. Attach it, then send again.`,
  'dossiers.papers_uneven': ({ given, wanted }) =>
    `The form lists ${wanted} papers and there are ${given} files. Give one file for each, with all its pages: put the pages of one paper into one PDF, or change the list.`,
  'dossiers.paper_unknown':
    'A paper does not belong to this service, or was not uploaded in full. Upload it again.',
  'dossiers.paper_kind': ({ accept }) =>
    `This paper is taken as ${namesOfFiles(Array.isArray(accept) ? (accept as PaperFile[]) : paperFileKinds, 'or')} only. Save the file as one of these, then upload.`,
  'dossiers.too_many_papers': ({ most }) => `Each paper takes at most ${most} files. Join or remove some.`,
  'dossiers.input_too_large':
    'What was sent is too long to keep. Sign in again, open this page and write less.',
  'dossiers.not_permitted_now':
    'The application is at another step, so this cannot be done. Open it again to see where it is.',
  'dossiers.changed_meanwhile':
    'Someone has handled the application since this page was opened. Nothing was changed: look again, then decide.',
} satisfies Record<Exclude<keyof typeof Refused, ForOfficers>, RefusalWords>

function waysOf(value: unknown): string {
  const ways = Array.isArray(value) ? value : []
  return ways.map((way) => catalogue.condition.channels[String(way)] ?? '').join(', ')
}

import type { Part } from '../translated.ts'
import type { dossiers as Words } from '../vi/dossiers.ts'

export const dossiers: Part<typeof Words> = {
  statuses: {
    submitted: 'Just sent',
    accepted: 'Accepted',
    refused: 'Not accepted',
    processing: 'In process',
    supplement: 'Waiting for papers',
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
    refuse: 'Not accepted',
    forward: 'Passed on',
    propose: 'Put forward for signature',
    send_back: 'Returned for changes',
    sign: 'Result signed and issued',
    deliver: 'Result delivered to My papers',
    withdraw: 'Withdrawn',
    stop: 'Stopped',
    extend: 'Apology and new date',
    rate: 'Rated',
  },
}

import { provinceWords, sampleDossierCode } from '../../province-words.ts'
import type { read as Words } from './read.vi.ts'

export const read: typeof Words = {
  list: {
    title: 'My applications',
    drafts: 'Unfinished',
    sent: 'Sent',
    none: 'No applications yet',
    noneAdvice: 'Choose what you need to do to begin.',
    find: 'Find a service',
    continue: 'Continue',
    savedAt: (moment, until) => `Saved at ${moment} · kept until ${until}`,
    discard: 'Discard draft',
    discarded: 'The draft has been discarded.',
    saved: 'Saved. You can open the draft below at any time within 30 days.',
    older: 'Older applications',
    detail: (code, day) => `${code} · sent ${day}`,
    due: (moment) => `Due ${moment}`,
    vault: 'My papers',
    vaultHint: 'Papers issued to you, and who looked',
    notices: 'Notices',
    noticesHint: (count) => (count > 0 ? `${count} unread` : 'Nothing new'),
  },
  dossier: {
    sentAt: (moment) => `Sent at ${moment}`,
    received: (agency) => `${agency} has received your application`,
    code: 'Application code',
    due: 'Result due',
    dueLater: 'Counted again when you have added everything',
    notDue: 'No longer due',
    finished: 'Result at',
    ended: 'Ended at',
    why: 'Why this date?',
    whyLead: (limit) => `By regulation: ${limit}. Each span of the bridge below is a working day.`,
    whyProvisional:
      'This day is counted as if the application were accepted when you sent it. On acceptance we tell you if it differs.',
    whySupplement: 'If the agency has to ask for more papers, the time it waits for you does not count.',
    progress: 'What has happened',
    next: 'What is next',
    nextYours: 'This waits for you:',
    bringBy: (day) => `Bring these when you come, by ${day}:`,
    bring: 'Bring these when you come:',
    nextNothing: 'You need do nothing. We tell you under Notices when there is news.',
    papers: 'What we received',
    noPapers: 'This application has no papers.',
    answers: 'What you declared',
    receipt: 'Receipt and date of the result',
    checkCode: 'Check code',
    receiptPending: 'Scan to see how far the application is. No sign-in needed.',
    slips: {
      supplement: 'What the agency asked for (PDF)',
      refusal: 'Why it was refused (PDF)',
      apology: 'New date for the result (PDF)',
      stop: 'Notice that the work has ended (PDF)',
    },
    paper: {
      title: 'On paper',
      amount: (originals: number, copies: number) =>
        [
          originals > 0 ? `${originals} print of the result` : '',
          copies > 0 ? `${copies} ${copies === 1 ? 'copy' : 'copies'}` : '',
        ]
          .filter(Boolean)
          .join(', '),
      to_print: (agency: string, when: string) => `${agency} has it ready before ${when}.`,
      late: 'The promised time has passed and the paper is not ready. You may call the agency.',
      printed: (agency: string) => `Printed; it waits at ${agency}. Bring your identity card.`,
      toSend: (agency: string) => `Printed; ${agency} is about to send it by post.`,
      sent: (number: string, day: string) => `Given to the post on ${day}, consignment ${number}.`,
      cameBack: (agency: string) => `The post could not deliver it; it lies at ${agency}.`,
      handed_over: (name: string, when: string) => `Handed over to ${name} at ${when}.`,
    },
    slipStates: {
      sealed: 'It bears its number and the agency’s digital seal.',
      being_made: 'The digital seal is being set.',
      copy: 'A copy without the agency’s digital seal.',
      not_accepted: 'It gets its number and the agency’s seal when the application is accepted.',
    },
    receiptDownload: 'Download the receipt (PDF)',
    result: 'Result',
    resultInVault: 'The result is digitally signed and lies under My papers, ready for other applications.',
    resultRecorded: 'Number, date and agency of the result are under My papers.',
    resultFileMissing:
      'Its file is not kept here: the application comes from simulated or older data. For a copy, ask the agency that decided.',
    resultDownload: 'Open the result (PDF)',
    fee: 'Fees',
    service: 'Service',
    agency: 'Who decides',
    all: 'My applications',
    supplementTitle: 'The agency needs more from you',
    supplementOpen: 'Add it now',
    supplementUntil: (day) => `Until ${day}. After that day the application stops.`,
    refusedTitle: 'The application was not accepted',
    withdraw: 'Withdraw',
    waiting: 'Waiting to be accepted',
    step: (step, agency) => `${step}, ${agency}`,
    recountedFee: (before, after) =>
      `The fee was worked out anew for what changed: it was ${amountWords(before)}, it is ${amountWords(after)}.`,
    recountedLimit: () =>
      'The time limit was worked out anew for what changed; the new date is at the top of the page.',
    upcoming: {
      accept: 'Acceptance',
      process: 'Examination',
      sign: 'Signature',
      deliver: 'Delivery of the result',
    },
    officer: (name, agency) => `${name}, ${agency}`,
    supplemented: 'Sent. The agency goes on; the new due date is at the top of the page.',
    withdrawn: 'The application has been withdrawn.',
    rated: 'Thank you for your rating.',
  },
  track: {
    title: 'Track an application',
    code: 'Application code',
    hint: `At the top of the receipt, like ${sampleDossierCode}`,
    checkCode: 'Check code (optional)',
    checkHint: 'Eight letters and digits beside the code on the receipt, like K7MQ-2RXD',
    find: 'Search',
    unreadable: `That is not a code. A code has three parts joined by hyphens, like ${sampleDossierCode}. Look at the receipt again.`,
    notFound: `No application has this code. Check each letter and digit on the receipt, or call ${provinceWords.hotline}.`,
    at: (status, agency) => `${status}, ${agency}`,
    due: 'Due',
    sent: 'Sent',
    accepted: 'Accepted',
    paused: 'Waiting for papers',
    finished: 'Finished',
    public: 'Anyone with the receipt can see this page, so it shows no name and no content.',
    codeOnly:
      'The code alone shows the state and the due day. Add the check code on the receipt to see the service and the steps.',
    yours: 'Is it yours?',
    full: 'Sign in to see everything',
    asOf: (moment) => `As of ${moment}`,
  },
  calendar: {
    link: 'Add to your calendar',
    name: (code) => `Application ${code}`,
    due: (code) => `Result due, application ${code}`,
    supplement: (code) => `Complete application ${code} by now`,
    attend: (what) => `To come in person before the due day: ${what}`,
    attendBy: (about) => `The office tells the day; it is the due day at the latest. ${about}`,
  },
}

function amountWords(amount: number | null): string {
  return amount === null
    ? 'to be told by the agency'
    : amount > 0
      ? `${amount.toLocaleString('en')} VND`
      : 'nothing'
}

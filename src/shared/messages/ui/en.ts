import { provinceWords } from '../../province-words.ts'
import type { RefusalWords } from '../refusals.ts'
import type { uiRefusals as Refused, ui as Words } from './vi.ts'

/** By the codes of the explanation of a due date. */
const dayReasons: Record<string, (nth: number) => string> = {
  counted: (nth) => `Working day ${nth}`,
  swap_work: (nth) => `Working day ${nth}, in exchange for a day off`,
  overdue: () => 'Overdue',
  first_day: () => 'Counts as the day of acceptance, which is not counted',
  after_hours: () => 'Received too late for this day; counts as the next working day',
  resumed: () => 'You added what was missing; this day is not counted',
  restarted: () => 'You added what was missing; the time limit starts again, this day is not counted',
  paused: () => 'Paused while waiting for you',
  awaits_round: () => 'Waiting for the monthly round, not counted yet',
  weekend: () => 'Weekend',
  holiday: () => 'Public holiday',
  compensatory: () => 'Day off for a holiday on a weekend',
  swap_off: () => 'Day off in exchange for a working day',
  closure: () => 'Offices closed',
}

export const ui: typeof Words = {
  name: 'Nhịp',
  province: provinceWords.englishName,
  skip: 'Skip to main content',
  titleOf: (page) => `${page} · Nhịp`,

  header: {
    tagline: `Public services of ${provinceWords.englishName}`,
    main: 'Main',
    menu: 'Menu',
    services: 'Services',
    track: 'Track',
    papers: 'My papers',
    verify: 'Check a paper',
    myDossiers: 'My applications',
    toPay: 'To pay',
    owed: (count) => `${count} to pay`,
    notices: 'Notices',
    unread: (count) => `${count} unread`,
    signIn: 'Sign in',
    signOut: 'Sign out',
    signedInAs: 'Signed in as',
    account: 'Account',
  },

  office: {
    dossiers: 'Applications',
    documents: 'Documents',
    signing: 'Signing',
    fees: 'Fees',
    payments: 'Payments',
    collecting: 'Collecting',
    tasks: 'Orders',
    wall: 'Operations centre',
    administration: 'Administration',
    find: 'Find an application',
    findPlaceholder: 'Code, name or identity number',
    findDocuments: 'Find documents by words',
    findDocumentsPlaceholder: 'Words, number, sender',
    citizenPages: 'Pages for citizens',
    dark: 'Dark',
    light: 'Light',
  },

  footer: {
    owner: `People’s Committee of ${provinceWords.englishName}`,
    helpBefore: 'Need a person? Call ',
    helpAfter: `, ${provinceWords.hotlineHours} every day, or visit the nearest public service centre.`,
    hotline: provinceWords.hotline.replaceAll(' ', '\u00a0'),
    tel: `tel:${provinceWords.hotline.replaceAll(' ', '')}`,
    largeType: 'Large type',
    usualType: 'Usual type',
    otherLanguage: 'Tiếng Việt',
    privacy: 'Privacy',
    accessibility: 'Accessibility',
    demo: 'Demonstration: people, papers and signatures here have no legal force.',
  },

  form: {
    continue: 'Continue',
    save: 'Save for later',
    change: 'Change',
    search: 'Search',
    back: 'Back',
    cancel: 'No, go back',
    close: 'Close',
    remove: 'Remove this file',
    choose: 'Choose',
    chooseFile: 'Choose a file',
    noFile: 'No file chosen',
    chooseFiles: 'Choose files',
    optional: '(optional)',
    day: 'Day',
    month: 'Month',
    year: 'Year',
    wrong: 'Wrong?',
    takenFrom: (source) => `From ${source}.`,
    takenOnce: (source) => `From ${source}: the fields below with a lock.`,
    toCorrect: (wrong, missing = 0) =>
      [
        missing > 0 ? `${missing} ${missing === 1 ? 'question' : 'questions'} not answered` : '',
        wrong > 0 ? `${wrong} ${wrong === 1 ? 'thing' : 'things'} to correct` : '',
      ]
        .filter(Boolean)
        .join(', '),
    errorWord: 'Error:',
    tooLarge: 'This is too long. Shorten the answers, or attach papers as files, then send again.',
    tooManyFields: 'There are too many fields. Open this page again, then send again.',
    required: 'Fill this in.',
    number: 'Write digits.',
    date: 'Write a real date: day, month, year.',
    choice: 'Choose one of these.',
    email: 'Write the whole e-mail address, for example name@example.vn.',
    tooLong: (length) => `Shorten this to at most ${length} characters.`,
    tooShort: (length) => `Write at least ${length} characters.`,
    unreadable: 'Look at this again.',
  },

  clock: {
    ok: 'On time',
    soon: 'Due soon',
    today: 'Due today',
    late: 'Overdue',
    hold: 'Paused',
    done: 'Done',
    ended: 'Ended',
  },
  timeLeft: {
    left: (amount) => `${amount} left`,
    due: 'Due',
    dueToday: 'Due today',
    overdueBy: (amount) => `${amount} overdue`,
    justOverdue: 'Just overdue',
    paused: 'Paused',
    pausedWith: (amount) => `Paused, ${amount} left`,
    doneOnTime: 'Done, on time',
    doneLate: 'Done, late',
    days: (days) => (days === 1 ? '1 working day' : `${days} working days`),
    hours: (hours, minutes) =>
      [hours > 0 && `${hours} h`, minutes > 0 && `${minutes} min`]
        .filter(Boolean)
        .join(' ')
        .concat(' of work'),
  },
  months: [
    'January',
    'February',
    'March',
    'April',
    'May',
    'June',
    'July',
    'August',
    'September',
    'October',
    'November',
    'December',
  ],
  day: (day, month, year) => `${Number(day)} ${month} ${year}`,
  shortDay: (day, month) => `${Number(day)} ${month.slice(0, 3)}`,
  weekdays: ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'],
  spans: (done, total) => `${done} of ${total} working days have passed`,
  bridge: {
    label: 'From the day received to the day due',
    why: 'Why this date?',
    working: (number) => `working day ${number}`,
    off: 'not counted',
    received: 'received',
    due: 'due',
    dueDay: 'Due day',
    sameDay: 'Same day',
    because: ({ code, text }, { isDue, nth }) =>
      isDue && nth === 0 ? 'Due the same day' : (dayReasons[code]?.(nth) ?? text),
    tableCaption: 'How each day counts',
    counts: 'Counts',
    reason: 'Why',
    past: 'passed',
    weekdays: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'],
  },
  steps: {
    part: (step, count) => `Part ${step} of ${count}`,
    partOfAtLeast: (step, count) => `Part ${step} of at least ${count}`,
  },
  file: { sha256: 'SHA-256', of: (size) => size, fingerprint: 'Fingerprint of the file' },
  pages: {
    label: 'Pages',
    previous: 'Previous',
    next: 'Next',
    page: (number) => `Page ${number}`,
    range: (from, to, total) => `${from}–${to} of ${total}`,
  },
  qr: 'QR code for tracking',
  crumbs: 'You are here',
  sheet: (title) => `Preview: ${title}`,
  sheetPages: (count) => (count === 1 ? '1 page' : `${count} pages`),
  sheetDrawn: (title, page, count) => `Page ${page} of ${count} of ${title}; open the PDF to read it as text`,
  sheetFailed:
    'A page could not be shown, or the document has just changed. Show it again, or open this page again.',
  drawAgain: 'Show again',
  openFile: (title) => `Open the PDF: ${title}`,

  errors: {
    referenceWords: 'The reference to read out:',
    home: 'Go to the front page',
    search: 'Find a service',
    searchHint: 'Type what you need to do',
    trackHint: 'By the code on your receipt',
    again: 'Try again',
    badRequest: {
      title: 'We could not read this request',
      lead: 'Nothing was changed.',
      advice: `Open the previous page and do it again. If it happens again, call ${provinceWords.hotline}.`,
    },
    session: {
      title: 'Sign in again to continue',
      lead: 'Your session has ended, or you have not signed in.',
      advice: 'After signing in you return to this place.',
    },
    forbidden: {
      title: 'This account cannot open this page',
      lead: 'Only an account with work to do here can open it.',
      advice:
        'Go back to your own pages, or sign in with another account. Officers ask the administrator of their agency.',
      otherAccount: 'Use another account',
    },
    notFound: {
      title: 'There is no such page',
      refusedTitle: 'Not found',
      lead: 'The address may be mistyped, or the page has moved.',
      advice: 'Search for what you need here, or track an application by its code.',
      officerAdvice: 'Open it again from the list of your work.',
    },
    tooMany: {
      title: 'Too many requests',
      lead: 'We received too many requests in a row from this device.',
      advice: 'Wait a minute, then try again. Nothing is lost.',
    },
    defect: {
      title: 'Something went wrong here',
      lead: 'The fault is ours, not yours. Nothing was left half changed.',
      advice: `Wait a minute, then try again. If it happens again, call ${provinceWords.hotline} with the reference.`,
    },
    edge: {
      title: 'This request was not received',
      unsent:
        'Nothing was sent or changed. Use the back button of your browser: what you typed is usually still there.',
      home: 'Go to the front page',
      byCode: {
        'platform.request_unreadable':
          'This address cannot be read. Check it, or start again from the front page.',
        'platform.headers_too_large':
          'The address, or what your browser sends with it, is too long. Clear the cookies of this site in the settings of your browser, then start again from the front page.',
      },
    },
    unavailable: {
      title: 'The system is busy or under maintenance',
      lead: 'Applications already sent are safe and are being handled.',
      advice: 'Try again in a few minutes. If it is urgent, visit the nearest public service centre.',
    },
  },

  refusedForUnknownReason: `This could not be done. Open the page again and retry, or call ${provinceWords.hotline}.`,
}

export const uiRefusals = {
  'ui.form_too_large': ui.form.tooLarge,
  'ui.form_too_many_fields': ui.form.tooManyFields,
  'ui.form_broken':
    'The connection broke while sending. Files that arrived in full are kept: choose the missing ones and upload again.',
  'ui.form_unreadable': 'What was sent could not be read. Open this page again, then send again.',
} satisfies Record<keyof typeof Refused, RefusalWords>

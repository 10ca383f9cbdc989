import type { RefusalWords } from '../refusals.ts'
import type { catalogueRefusals as Refused, catalogue as Words } from './vi.ts'

export const catalogue: typeof Words = {
  list: {
    title: 'Services',
    all: 'All',
    fields: 'Fields',
    count: (count) => (count === 1 ? '1 service' : `${count} services`),
    countIn: (count, field) => `${count === 1 ? '1 service' : `${count} services`} in ${field}`,
    clear: 'Clear the search',
  },
  service: {
    start: 'Start application',
    signInFirst: 'You will be asked to sign in.',
    when: 'When',
    fee: 'Fee',
    how: 'How',
    where: 'Who decides',
    prepare: 'What you need',
    nothingToPrepare: 'No papers. You only answer questions.',
    formats: 'A photograph showing all four corners or a PDF file, each under 50 MB.',
    notNeeded: 'What you need not submit',
    showAtCounter: 'Only to be shown at a counter.',
    mayBeKnown: 'When you sign in, whatever of this State databases hold is filled in; you only check it.',
    knownDetail: 'State databases hold the following. We fill it in; you only check it.',
    conditions: 'Conditions',
    steps: 'Steps',
    firstStep: 'Answer the questions and send',
    firstStepDetail: 'You can stop and continue later, on another device too.',
    lastStep: 'Receive the result',
    lastStepDetail: (result) => `${result}, under My papers.`,
    together: 'Together with',
    legalBasis: 'Legal basis',
    result: 'Result',
    code: (code, from) => `Procedure ${code} · version in force from ${from}`,
    officialName: (name) => `Official name: ${name}`,
    sameDay: 'The same day',
    workingHours: (hours) => `${hours} working hours`,
    workingDays: (days) => (days === 1 ? '1 working day' : `${days} working days`),
    calendarDays: (days) => `${days} days`,
    free: 'Free',
    feeUnknown: 'Fee told on acceptance',
    feeDepends: 'Depends on the case',
    byChannel: 'Depends on how you file',
    eachPage: (amount) => `${amount} a page`,
    waived: (reason) => [
      { text: 'Waived in this case:', isData: false },
      { text: reason, isData: true },
    ],
    feeOf: (name, amount, about) => [
      { text: `${amount}:`, isData: false },
      { text: [name, about].filter(Boolean).join('. '), isData: true },
    ],
    wholeOnline: 'Wholly online',
    partlyOnline: 'Partly online',
    orAtCounter: 'Or at a counter of the public service centre',
    orByPost: 'Or by post',
    onlyInOutage: (ways) => `Only in an outage: ${ways}`,
    nextRound: (day) => `Filed today it is in the review that begins on ${day}`,
    notOnline: 'This service takes no applications online.',
    commune: 'People’s Committee of the ward or commune',
    provinceAgency: 'An agency of the city',
    onlyWhen: (condition) => `If ${condition}.`,
    notRequired: 'Not required.',
    reusable: 'If it is under My papers you need not submit it again.',
  },
  figures: {
    code: 'code and name',
    level: 'level',
    channels: 'ways to file',
    time: 'time limit',
    fees: 'fees',
    papers: 'papers',
    steps: 'steps',
    signer: 'who signs',
    form: 'form of the result',
    basis: 'legal basis',
    checks: 'what has to be checked',
  },
  replaced: (old, code) => `Code ${old} is now ${code}`,
  replacedSince: (day, basis) => `since ${day}, by ${basis}.`,
  notCompared: (figure) => `${figure} (not checked)`,
  notEstablished: {
    code: 'Code and name have not been checked against the original text.',
    how: 'The ways to file have not been checked against the original text; ask the one-stop desk before you go or send.',
    time: 'This time limit has not been checked against the original text; ask the one-stop desk before you plan by it.',
    fees: 'This amount has not been checked against the original text; ask the one-stop desk before you pay.',
    papers:
      'The papers have not been checked against the original text; ask the one-stop desk before you pay for any.',
    steps:
      'The steps have not been checked against the original text; ask the one-stop desk before you travel.',
    signer: 'Who signs has not been checked against the original text.',
    form: 'The form of the result has not been checked against the original text; ask where you will use it before you apply.',
    basis:
      'The legal basis has not been checked against the original text; ask the one-stop desk before you rely on it.',
  },
  condition: {
    and: ' and ',
    or: ' or ',
    yes: 'Yes',
    no: 'No',
    not: (condition) => `not: ${condition}`,
    is: (question, answer) => `“${question}” is answered ${answer}`,
    present: (question) => `“${question}” is answered`,
    atLeast: (question, count) => `“${question}” is ${count} or more`,
    notAbove: (question, limit) => `“${question}” is at most ${limit}`,
    notBelow: (question, limit) => `“${question}” is at least ${limit}`,
    before: (one, other, days) =>
      days === 1 ? `${one} is before ${other}` : `${one} is ${days} days or more before ${other}`,
    aged: (born, on, atLeast, below) =>
      [
        `age by “${born}” at ${on}`,
        atLeast === undefined ? '' : `from ${atLeast}`,
        below === undefined ? '' : `below ${below}`,
      ]
        .filter(Boolean)
        .join(' '),
    since: (question, day) => `“${question}” is ${day} or later`,
    same: (one, other) => `“${one}” and “${other}” are alike`,
    sameSurname: (one, other) => `“${one}” has the surname of “${other}”`,
    matches: (question) => `“${question}” is written as it has to be`,
    distinct: (questions) => `${questions} are all different`,
    items: (group, such, atLeast, atMost) =>
      [
        `“${group}” has`,
        atLeast === undefined ? '' : `at least ${atLeast}`,
        atMost === undefined ? '' : `at most ${atMost}`,
        `of which ${such}`,
      ]
        .filter(Boolean)
        .join(' '),
    sum: (question, atLeast, atMost) =>
      [
        `“${question}” added up`,
        atLeast === undefined ? '' : `is at least ${atLeast}`,
        atMost === undefined ? '' : `is at most ${atMost}`,
      ]
        .filter(Boolean)
        .join(' '),
    facts: {
      'filing.channel': 'way of filing',
      'filing.on': 'day of filing',
      'filing.year': 'year of filing',
      today: 'today',
    },
    channels: { online: 'online', counter: 'at a counter', post: 'by post' },
  },
}

export const catalogueRefusals = {
  'catalogue.service_not_found':
    'There is no such service, or it is no longer offered. Search by what you need to do.',
  'catalogue.service_replaced': ({ code, replacedBy, since }) =>
    `Code ${code} was replaced by ${replacedBy} on ${since}. Open the service of that code.`,
} satisfies Record<keyof typeof Refused, RefusalWords>

import { signingTokenMinutes } from '../../fresh-minutes.ts'
import { provinceWords } from '../../province-words.ts'
import type { WrongLetter } from '../../text/index.ts'
import { form } from '../form/en.ts'
import type { RefusalWords } from '../refusals.ts'
import type { identityRefusals as Refused, identity as Words } from './vi.ts'

/** Officers' own pages — their sign-in, second factor, agency and password — are Vietnamese. */
type ForOfficers = 'staff' | 'second' | 'agency' | 'password' | 'roles'

export const identity: Omit<typeof Words, ForOfficers> = {
  signIn: {
    title: 'Sign in',
    intro: 'Use your electronic identity account. Nhịp neither knows nor keeps your VNeID password.',
    continueWith: (provider) => `Continue with ${provider}`,
    demoTitle: 'Demonstration.',
    demo: 'This sign-in stands in for VNeID. Do not enter real data.',
    noProvider:
      'This site is not connected to VNeID yet, so citizens cannot sign in. You can apply at a counter.',
    noAccount:
      'No VNeID? Take your identity card to the police of your ward or commune, or to a one-stop counter, where an officer applies for you.',
    staff: 'I am an officer',
    staffLink: 'Sign-in for officers',
    again: 'Sign in again',
    failedTitle: 'Not signed in',
    signedInAs: (name) => `Signed in as ${name}`,
    goOn: 'Continue',
  },
  confirm: {
    title: 'Confirm that it is you',
    why: (minutes) =>
      `This needs to be sure that it is you at this device. Confirm once; it counts for ${minutes} minutes.`,
    submit: 'Confirm',
    again: 'Sign in again to confirm',
    back: 'No, go back',
  },
  account: {
    title: 'Account',
    dossiers: 'My applications',
    dossiersHelp: 'Sent and unfinished applications',
    sessions: 'Where you are signed in',
    sessionsHelp: 'See and end sessions on other devices',
    second: 'Second confirmation',
    secondHelp: 'Authenticator, passkey',
    password: 'Password',
    passwordHelp: 'Change the password',
    agency: 'Agency you work for',
    tokens: 'Access tokens for software',
    tokensHelp: 'For software that works on your behalf',
    signOut: 'Sign out',
  },
  sessions: {
    title: 'Where you are signed in',
    intro: 'If you see an unknown device, end its session.',
    here: 'This device',
    from: 'from address',
    since: 'Signed in',
    seen: 'Last used',
    until: 'Ends by itself',
    end: 'End this session',
    endOthers: 'End all other sessions',
    onlyHere: 'You are signed in on this device only.',
  },
  tokens: {
    title: 'Access tokens for software',
    intro:
      'Software that holds this token works on your behalf through the programming interface, within the scope and the time you choose. Give it only to software you trust.',
    label: 'What is it for?',
    days: 'Valid for',
    daysUnit: 'days',
    scopes: 'What it may do',
    scopesHint: 'Choose as little as possible. A token can never do more than you can.',
    scopesWrong: 'Choose at least one.',
    everything: 'everything you can do',
    scopeWords: {
      'meetings:read': 'Read meetings',
      'files:read': 'See how an upload stands',
      'files:write': 'Upload files',
      'dossiers:read': 'Read applications',
      'dossiers:write': 'File and process applications',
      'dossiers:sign': `Sign and issue, only within ${signingTokenMinutes} minutes of creating the token`,
      'vault:read': 'Read the vault of papers',
      'documents:read': 'Read documents',
      'documents:write': 'Ask that documents be revoked',
      'operations-centre:read': 'Read the figures of the operations centre',
      'directives:read': 'Read tasks',
      'directives:write': 'Issue and report tasks',
      'payments:read': 'Read receipts and refunds',
      'payments:write': 'Ask for refunds',
    },
    create: 'Create a token',
    createdTitle: 'Copy this token now; it is shown only once',
    token: 'Access token',
    none: 'No tokens yet.',
    created: 'Created',
    used: 'Last used',
    neverUsed: 'not used yet',
    expires: 'Expires',
    end: 'Cancel the token',
    daysWrong: (most) => `Write a whole number of days, from 1 to ${most}.`,
  },
  signOut: {
    title: 'Sign out',
    ask: 'End the session on this device?',
    unsentTitle: 'Not everything has been sent',
    unsent:
      'You began the following and have not sent it. It stays sealed on the server and opens only for you, when you sign in again; the next person at this device cannot see it.',
    draftOf: (service) => `Application begun: ${service}`,
    typedAt: (page) => `${page}: what you just typed, kept for a day`,
    pages: {
      dossier: (code) => `Application ${code}`,
      supplement: (code) => `Adding to application ${code}`,
      withdrawal: (code) => `Withdrawing application ${code}`,
      application: 'Application form',
      workList: 'Applications of the agency',
      newTask: 'A new task',
      task: 'A task',
      newAccount: 'A new account',
      account: 'An officer’s account',
      administration: 'Administration',
      ownAccount: 'Your account',
      other: 'Another page',
    },
    submit: 'Sign out',
    stay: 'Stay and go on',
  },
  demoProvider: {
    name: 'Trial accounts – in place of VNeID',
    title: 'Choose a trial account',
    markTitle: 'This is not VNeID.',
    mark: 'The people below are made up. Do not enter a real identity number or password.',
    choose: 'Sign in as',
    type: 'Or type a trial identity number',
    idNumber: 'Identity number (12 digits)',
    password: 'The password all trial accounts share',
    signIn: 'Sign in',
    cancel: 'No, back to Nhịp',
    wrong: 'The identity number or the password is wrong. Choose someone from the list, or type again.',
    errorTitle: 'This sign-in has stopped',
    error: 'Ten minutes may have passed, or this page was opened again. Start again from Nhịp.',
    again: 'Start again',
  },
}

/** Of what signing in refuses, what a citizen meets. */
type ForCitizens =
  | 'identity.sign_in_needed'
  | 'identity.citizens_only'
  | 'identity.officers_only'
  | 'identity.account_locked'
  | 'identity.sign_in_cancelled'
  | 'identity.sign_in_expired'
  | 'identity.sign_in_rejected'
  | 'identity.provider_unavailable'
  | 'identity.claims_missing'
  | 'identity.claims_name_invalid'
  | 'identity.person_differs'
  | 'identity.staff_only'
  | 'identity.confirmation_needed'
  | 'identity.not_asked_anew'
  | 'identity.confirmed_by_another'

export const identityRefusals = {
  'identity.sign_in_needed': 'Sign in to continue.',
  'identity.citizens_only':
    'This page is for citizens. Sign out of the officer’s account, then sign in with VNeID.',
  'identity.officers_only': 'This page is for officers.',
  'identity.account_locked': `This account is locked. Call ${provinceWords.hotline} to have it opened.`,
  'identity.confirmation_needed': ({ minutes }) =>
    `You last confirmed more than ${minutes} minutes ago. Confirm that it is you, then go on.`,
  'identity.not_asked_anew': `The sign-in did not ask you again, so we do not count it as confirmed. Try again; if it stays so, call ${provinceWords.hotline}.`,
  'identity.confirmed_by_another':
    'Whoever confirmed is not the person signed in here, or the session has ended. Sign in again with your account.',
  'identity.sign_in_cancelled': 'You stopped signing in. Start again when you are ready.',
  'identity.sign_in_expired': 'Signing in took too long. Start again.',
  'identity.sign_in_rejected':
    'What the sign-in answered does not fit what we asked, so we did not take it. Sign in again.',
  'identity.provider_unavailable': 'The sign-in cannot be reached. Try again in a few minutes.',
  'identity.claims_name_invalid': (wrong) =>
    `The sign-in sent a name that cannot be kept. ${form.name.wrong(wrong as unknown as WrongLetter)} Ask whoever issued the account to correct it, or take your identity card to a counter.`,
  'identity.claims_missing':
    'This account did not share its identity number, name or date of birth. Sign in again and agree to share them, or use VNeID level 2.',
  'identity.person_differs':
    'This account was once tied to another identity number. Take your identity card to a counter to have it checked.',
  'identity.staff_only': 'This is for officers’ accounts only.',
} satisfies Record<ForCitizens & keyof typeof Refused, RefusalWords>

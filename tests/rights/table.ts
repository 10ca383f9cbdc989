/**
 * The table of rights: who may do what, at whichever door. Written by hand; a new page, action or operation without a
 * line here, or in the file of its room in `rooms/`, fails the tests. An act has one line of answers for all its doors,
 * so that they cannot decide differently.
 */
import { all, desks, officersOnly, overseers, type Right, readsCase, steps } from './answers.ts'
import { roomRights } from './rooms.ts'

const everyone = all('yes')
const signedIn = all('yes', { stranger: 'sign in' })
const citizensOnly = all('no', { stranger: 'sign in', citizen: 'yes', neighbour: 'yes' })
/** For themselves, at a counter, through another system. */
const filers = { ...citizensOnly, clerk: 'yes', elsewhere: 'yes', client: 'yes' } as const
const itsApplicantOnly = all('no', { stranger: 'sign in', citizen: 'yes', neighbour: 'none' })
const uploaderOnly = all('none', { stranger: 'sign in', citizen: 'yes' })

/** A paper of a case: who reads documents is let so far, and finds none that is not of their own. */
const readsPaper = { ...readsCase, registrar: 'none' } as const
/** What is not there for the applicant either: a draft. */
const readsDraft = { ...readsPaper, citizen: 'none' } as const
const watchers = all('no', { stranger: 'sign in', monitor: 'yes', commander: 'yes', chairman: 'yes' })

export const rights: Record<string, Right> = {
  'look into the directory': {
    api: ['GET /communes', 'GET /agencies'],
    who: everyone,
  },
  'read about services': {
    api: ['GET /services', 'GET /services/{code}', 'GET /services/{code}/answers-schema'],
    who: everyone,
  },
  'follow a dossier by its code': { api: ['GET /status/{code}'], scene: 'submitted', who: everyone },
  'check a document by its code': { api: ['GET /documents/check'], scene: 'returned', who: everyone },
  'check a document by its file': { api: ['POST /documents/check'], who: everyone },
  'ask for the token of a system, with its secret': { api: ['POST /oauth/token'], who: everyone },

  'hand in a file': { api: ['POST /files', 'POST /uploads'], changes: true, who: filers },
  "read one's upload": {
    api: ['GET /uploads/{id}', 'HEAD /uploads/{id}'],
    scene: 'uploading',
    who: uploaderOnly,
  },
  "go on with one's upload": {
    api: ['PATCH /uploads/{id}'],
    scene: 'uploading',
    changes: true,
    who: uploaderOnly,
  },
  'use what is held of oneself': { api: ['GET /services/{code}/held-answers'], who: citizensOnly },
  'file a dossier': {
    api: ['POST /dossiers'],
    changes: true,
    who: filers,
  },
  'list dossiers: one’s own, or those of the desk': {
    api: ['GET /dossiers'],
    who: { ...desks, citizen: 'yes', neighbour: 'yes' },
  },

  'take the work list along': { api: ['GET /work-list.csv', 'GET /work-list.ics'], who: desks },
  "take the days of one's dossier along": {
    api: ['GET /dossiers/{code}/calendar.ics'],
    scene: 'accepted',
    who: itsApplicantOnly,
  },

  'find a dossier by its code': {
    api: ['GET /dossiers?q={code}'],
    scene: 'submitted',
    who: { ...desks, citizen: 'yes', neighbour: 'yes' },
    seen: 'search',
  },
  'open a dossier': { api: ['GET /dossiers/{code}'], scene: 'submitted', who: readsCase, seen: 'dossier' },
  'open a paper of it': {
    api: ['GET /dossiers/{code}/papers/{seq}/file'],
    scene: 'submitted',
    who: readsCase,
    seen: 'paper',
  },
  'print its receipt': {
    api: ['GET /dossiers/{code}/receipt'],
    scene: 'accepted',
    who: readsCase,
    seen: 'receipt',
  },
  'print a slip of it': {
    api: ['GET /dossiers/{code}/slips/{kind}'],
    scene: 'supplement',
    who: readsCase,
    seen: 'slip',
  },
  'read about its draft': { api: ['GET /documents/{id}'], scene: 'proposed', who: readsDraft, seen: 'draft' },
  'open its draft': {
    api: ['GET /documents/{id}/draft'],
    scene: 'proposed',
    who: { ...readsDraft, citizen: 'no', neighbour: 'no' },
    seen: 'draft',
  },
  'read about its result': {
    api: ['GET /documents/{id}'],
    scene: 'returned',
    who: readsPaper,
    seen: 'result',
  },
  'open its signed result': {
    api: ['GET /documents/{id}/file'],
    scene: 'returned',
    who: readsPaper,
    seen: 'result',
  },

  'ask that a result be taken back': {
    api: ['POST /documents/{id}/ask-revocation'],
    scene: 'returned',
    changes: true,
    who: steps({ specialist: 'yes', leader: 'yes' }),
  },
  'leave it as it is': {
    api: ['POST /documents/{id}/keep'],
    scene: 'to_revoke',
    changes: true,
    who: steps({ specialist: 'yes', leader: 'yes' }),
  },
  'take it back': {
    api: ['POST /documents/{id}/revoke'],
    scene: 'to_revoke',
    changes: true,
    who: steps({ leader: 'yes', client: 'no' }),
  },

  accept: {
    api: ['POST /dossiers/{code}/accept'],
    scene: 'submitted',
    changes: true,
    who: steps({ clerk: 'yes' }),
  },
  'ask for what is missing': {
    api: ['POST /dossiers/{code}/ask-supplement'],
    scene: 'submitted',
    changes: true,
    who: steps({ clerk: 'yes', specialist: 'yes' }),
  },
  'look through what must be so': {
    api: ['GET /dossiers/{code}/checks'],
    scene: 'submitted',
    who: { ...readsCase, citizen: 'no', neighbour: 'no' },
  },
  'say what was found of it': {
    api: ['POST /dossiers/{code}/mark-checks'],
    scene: 'submitted',
    changes: true,
    who: steps({ clerk: 'yes', specialist: 'yes' }),
  },
  'record a divorce': {
    api: ['POST /dossiers/{code}/record-divorce'],
    scene: 'married',
    changes: true,
    who: steps({ clerk: 'yes', specialist: 'yes' }),
  },
  'confirm a divorce': {
    api: ['POST /dossiers/{code}/confirm-divorce'],
    scene: 'divorced',
    changes: true,
    who: steps({ clerk: 'yes', specialist: 'yes' }),
  },
  'undo a divorce': {
    api: ['POST /dossiers/{code}/undo-divorce'],
    scene: 'divorced',
    changes: true,
    who: steps({ clerk: 'yes', specialist: 'yes' }),
  },
  refuse: {
    api: ['POST /dossiers/{code}/refuse'],
    scene: 'submitted',
    changes: true,
    who: steps({ clerk: 'yes' }),
  },
  forward: {
    api: ['POST /dossiers/{code}/forward'],
    scene: 'accepted',
    changes: true,
    who: steps({ clerk: 'yes', specialist: 'yes' }),
  },
  // Among the pages alone, by the same use case.
  'forward many': {
    scene: 'accepted',
    changes: true,
    who: steps({ clerk: 'yes', specialist: 'yes' }),
  },
  propose: {
    api: ['POST /dossiers/{code}/propose'],
    scene: 'looked_up',
    changes: true,
    who: steps({ specialist: 'yes' }),
  },
  'take a proposal back': {
    api: ['POST /dossiers/{code}/take-back'],
    scene: 'proposed',
    changes: true,
    who: steps({ specialist: 'yes' }),
  },
  'send back': {
    api: ['POST /dossiers/{code}/send-back'],
    scene: 'proposed',
    changes: true,
    who: steps({ leader: 'yes' }),
  },
  'begin to sign': {
    api: ['POST /dossiers/{code}/start-signing'],
    scene: 'proposed',
    changes: true,
    who: steps({ leader: 'yes', client: 'no' }),
  },
  'not sign': {
    api: ['POST /dossiers/{code}/decline-signing'],
    scene: 'signing',
    changes: true,
    who: steps({ leader: 'yes', client: 'no' }),
  },
  'give a number up': {
    scene: 'signing',
    changes: true,
    who: steps({ leader: 'yes', client: 'no' }),
  },
  sign: {
    api: ['POST /dossiers/{code}/sign'],
    scene: 'signing',
    changes: true,
    // A signature is a person's: no client system has a scope for it.
    who: steps({ leader: 'yes', client: 'no' }),
  },
  'apologise and name a new day': {
    api: ['POST /dossiers/{code}/extend'],
    scene: 'processing',
    changes: true,
    who: steps({ leader: 'yes' }),
  },
  'ask for what is awaited': {
    api: ['POST /dossiers/{code}/open-prerequisite'],
    scene: 'awaiting',
    changes: true,
    who: steps({ clerk: 'yes', specialist: 'yes' }),
  },
  'record what is awaited': {
    api: ['POST /dossiers/{code}/settle-prerequisite'],
    scene: 'awaiting',
    changes: true,
    // The applicant of the draft put before them, and of nothing else.
    who: steps({ citizen: 'yes', neighbour: 'none', clerk: 'yes', specialist: 'yes' }),
  },
  'choose the longer limit': {
    api: ['POST /dossiers/{code}/choose-limit'],
    scene: 'awaiting',
    changes: true,
    who: steps({ clerk: 'yes', specialist: 'yes' }),
  },
  'see what one is asked': {
    api: ['GET /asked'],
    who: { ...desks, citizen: 'yes', neighbour: 'yes' },
  },
  'answer what one is asked': {
    api: ['POST /asked/{id}/answer'],
    scene: 'asked',
    changes: true,
    // Whoever is asked: a person by their number, an agency; the applicant is not, nor who works on the case.
    who: all('no', {
      stranger: 'sign in',
      citizen: 'none',
      neighbour: 'yes',
      clerk: 'none',
      specialist: 'none',
      leader: 'none',
      elsewhere: 'none',
      chairman: 'none',
    }),
  },
  'complete what was missing': {
    api: ['POST /dossiers/{code}/answer-supplement'],
    scene: 'supplement',
    changes: true,
    // The clerk for the applicant who stands before them.
    who: steps({ citizen: 'yes', neighbour: 'none', clerk: 'yes' }),
  },
  withdraw: {
    api: ['POST /dossiers/{code}/withdraw'],
    scene: 'submitted',
    changes: true,
    who: itsApplicantOnly,
  },
  rate: { api: ['POST /dossiers/{code}/rate'], scene: 'returned', changes: true, who: itsApplicantOnly },

  "look into one's vault": { api: ['GET /vault'], who: citizensOnly },
  "open a paper of one's vault": {
    api: ['GET /vault/{id}/file'],
    scene: 'returned',
    who: itsApplicantOnly,
  },

  'watch the wall': { api: ['GET /indicators/wall', 'GET /indicators/stream'], who: watchers },
  'take the figures along': { api: ['GET /indicators/wall.csv'], who: watchers },
  'open a figure into its dossiers': {
    api: ['GET /indicators/behind', 'GET /indicators/behind.csv'],
    // A desk opens the figures of its own agency, whose cases it may read.
    who: overseers,
  },
  'see how fees were paid': {
    api: ['GET /indicators/payments', 'GET /indicators/payments.csv'],
    // A desk, and who keeps its money, those of their own agency.
    who: { ...overseers, finance: 'yes' },
  },
  ...Object.assign({}, ...roomRights.map(({ rights }) => rights)),

  'administer the installation': { who: all('no', { stranger: 'sign in', administrator: 'yes' }) },
  'administer accounts': { who: all('no', { stranger: 'sign in', administrator: 'yes' }) },
  'fill in a draft': { who: citizensOnly },
  'discard a draft': { who: citizensOnly },
  "read one's notices": { who: citizensOnly },
  "look after one's tokens and sessions": { who: signedIn },
  "look after one's secrets": { who: officersOnly },
  'choose for which agency one works': { who: officersOnly },
  'sign in': { who: everyone },
  // Last: nobody is signed in afterwards.
  'sign out': { who: everyone },
}

/** Who may lend an actor the program's own rights, and for what: a caller that is not listed fails. */
import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const callers = {
  'src/server/modules/administration/list-jobs.ts': 'what waits and what failed, told to an administrator',
  'src/server/modules/administration/retry-jobs.ts': 'another attempt, begun by an administrator',
  'src/server/modules/documents/changes/note-changes.ts':
    'a copy says what its sender did to the document since, when a clerk enters it',
  'src/server/modules/documents/files/hold.ts': 'whether a work file with the document is held, whoever asks',
  'src/server/modules/documents/get-document.ts':
    'what an agency here issued among the papers handed in, and whether a document still stands',
  'src/server/modules/documents/incoming/exchange/acknowledge.ts':
    'the sender hears what the receiver did with what the exchange brought, and nothing else',
  'src/server/modules/documents/incoming/refuse-arrival.ts':
    'files of what is no business of this platform, a state secret, are let go by whoever turned it away',
  'src/server/modules/documents/keep-files.ts':
    'which files are kept for a document, what came or a work file: handed in for it, or made by the program',
  'src/server/modules/documents/numbers/give-up.ts':
    'until when a number of the agency is held, also of a result its clerk does not read',
  'src/server/modules/documents/replace/follow-register.ts':
    'that a signed change of the register took the place of the paper it changed, or was taken back',
  'src/server/modules/documents/sign/shown-pages.ts':
    'that a page was shown, so that nobody claims it of a draft unseen',
  'src/server/modules/documents/sign/void-number.ts':
    'that a reserved number stays empty, when whoever may not sign takes the dossier away from the signer',
  'src/server/modules/dossiers/check/case-checks.ts':
    'the applicant a check speaks of, to whoever works on the dossier',
  'src/server/modules/dossiers/check/find-others.ts':
    'for what a paper in force was given, whoever handled it',
  'src/server/modules/dossiers/check/gather-facts.ts':
    'another dossier about the same thing, in whatever agency',
  'src/server/modules/dossiers/handle/take-action.ts':
    'what others were asked ends with what it was asked for',
  'src/server/modules/dossiers/prerequisites/answer-asked.ts':
    'what is no longer asked, once it was answered',
  'src/server/modules/dossiers/print/issue-slip.ts':
    'that an action issued a paper, with the next number of its series',
  'src/server/modules/dossiers/read/ask.ts':
    'what somebody outside the desk is asked, and no more of the dossier',
  'src/server/modules/identity/accounts/lock-account.ts':
    'locked, unlocked, without its second factor: by an administrator, with the fact',
  'src/server/modules/identity/accounts/role-grants.ts': 'a role, given and ended by an administrator',
  'src/server/modules/identity/accounts/staff-accounts.ts':
    'an account and a first or new password, given by an administrator',
  'src/server/modules/identity/sessions/end-access.ts': 'sign-ins half done, which end with what began them',
  'src/server/modules/identity/staff/change-password.ts':
    'one’s own password, and attempts that failed are forgiven to who knew the former one',
  'src/server/modules/identity/staff/enrol-totp.ts': 'one’s own second factor, proven by a code',
  'src/server/modules/identity/staff/passkeys.ts': 'one’s own passkeys, proven by a fresh second factor',
  'src/server/modules/identity/tokens/personal-tokens.ts': 'one’s own token, proven by a fresh second factor',
  'src/server/modules/meetings/call/change-meeting.ts':
    'who presides and who keeps the record from now on, handed over by whoever did and no longer may',
  'src/server/modules/meetings/call/papers.ts':
    'which file is kept as a paper of a meeting, by whoever runs it',
  'src/server/modules/meetings/door/enrol.ts':
    'what a face is compared by, sealed, kept and destroyed with an enrolment whose row the actor may write',
  'src/server/modules/meetings/door/recognise.ts':
    'the sealed faces of those invited, and whom the camera takes somebody for, at a door of whoever runs the meeting',
  'src/server/modules/meetings/door/view-door.ts':
    'how many of those invited could be recognised, never who, for whoever runs the meeting',
  'src/server/modules/meetings/hearing/view-hearing.ts':
    'a reader of the transcript is told how many minutes of it are heard, not of which recording',
  'src/server/modules/meetings/import/bring-file.ts':
    'which files are kept as pieces of a recording made elsewhere, by whoever runs the meeting',
  'src/server/modules/meetings/recording/record.ts':
    'which files are kept as chunks of a recording, by whoever records it',
  'src/server/modules/meetings/run/roll-call.ts':
    'whether a code is the one of the roll, the tries it took, and that whoever gave it is there',
  'src/server/modules/notifications/staff-notices.ts': 'what a colleague is told, by whoever acts',
  'src/server/modules/payments/accounts/administer-accounts.ts':
    'where an agency is paid: entered, verified by another, ended',
  'src/server/modules/payments/gateways/administer-gateways.ts':
    'a gateway, entered and changed by an administrator',
  'src/server/modules/payments/health/view-health.ts': 'how each channel is, in figures, to an administrator',
  'src/server/modules/payments/keep-books.ts':
    'charges, orders, money and the ledger: books the program keeps itself, asked by whoever may',
  'src/server/modules/registry/divorce.ts':
    'that a court has ended a marriage, recorded by who has the dossier and the judgment',
  'src/server/modules/registry/enter.ts':
    'what a signed paper enters into the register, once, and takes out again',
  'src/server/modules/registry/look-up.ts': 'what the register knows of the people a case names',
  'src/server/modules/registry/pause.ts':
    'that a business pauses or goes on, by the signed paper, and what a check finds of it',
  'src/server/modules/registry/vault.ts': 'a file that no paper names any more is let go of',
  'src/server/platform/budget.ts': 'what an account has used, which it would otherwise give itself back',
  'src/server/platform/files/upload.ts': 'that a file arrived, and which it is',
  'src/server/platform/files/use-file.ts': 'whether a thing one may see holds this very file',
}

test('the program’s rights are lent where it is listed, and nowhere else', () => {
  const files = readdirSync('src', { recursive: true, encoding: 'utf8' })
    .map((file) => `src/${file}`)
    .filter((file) => /\.(ts|svelte)$/.test(file) && file !== 'src/server/platform/work.ts')
  const found = files.filter((file) => /\b(asProgram|askAsProgram)\b/.test(readFileSync(file, 'utf8')))
  expect(found.sort()).toEqual(Object.keys(callers))
})

import { namesOfFiles, type PaperFile, paperFileKinds } from '#shared/accepted-files.ts'
import { provinceWords } from '#shared/province-words.ts'
import type { WrongLetter } from '#shared/text/index.ts'
import { nameOfCharacter } from '../../text/printable.ts'
import type { RefusalWords } from '../refusals.ts'
import type { applyRefusals } from '../vi/apply.ts'
import type { catalogueRefusals } from '../vi/catalogue.ts'
import type { documentsRefusals } from '../vi/documents.ts'
import type { dossiersRefusals } from '../vi/dossiers.ts'
import type { filesRefusals as Files } from '../vi/files.ts'
import type { identityRefusals } from '../vi/identity.ts'
import type { registryRefusals } from '../vi/registry.ts'
import type { uiRefusals } from '../vi/ui.ts'
import { apply } from './apply.ts'
import { filesRefusals } from './files.ts'
import { form } from './form.ts'
import { ui } from './ui.ts'

/** What only officers, administrators and other systems run into is said in Vietnamese. */
type NotForCitizens =
  | 'dossiers.not_your_part'
  | 'dossiers.agency_unknown'
  | 'dossiers.assignee_unknown'
  | 'dossiers.reason_needed'
  | 'dossiers.applicant_unknown'
  | 'dossiers.applicant_differs'
  | 'dossiers.applicant_not_oneself'
  | 'documents.not_found'
  | 'documents.agency_not_yours'
  | 'documents.may_not_sign'
  | 'documents.wrong_status'
  | 'documents.reason_needed'
  | 'documents.pages_not_shown'
  | 'documents.draft_changed'
  | 'documents.changed_meanwhile'
  | 'documents.not_prepared'
  | 'documents.key_busy'
  | 'documents.signing_key_missing'
  | 'registry.person_not_found'
  | 'registry.identity_number_invalid'
  | 'registry.lookups_stopped'
  | 'registry.tax_code_invalid'
  | 'registry.contact_invalid'
  | 'registry.purpose_needed'
  | 'registry.already_married'
  | Exclude<
      keyof typeof identityRefusals,
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
    >

/** Of what the platform refuses, what a person at a page meets too. */
type OfPlatform =
  | 'platform.letters_unprintable'
  | 'platform.not_text'
  | 'platform.request_too_slow'
  | 'platform.request_broken_off'
  | 'platform.form_from_elsewhere'
  | 'platform.too_many_requests'
  | 'platform.budget_used'
  | 'platform.too_many_streams'
  | 'platform.unavailable'
  | 'platform.defect'

type Code = Exclude<
  | OfPlatform
  | keyof typeof applyRefusals
  | keyof typeof catalogueRefusals
  | keyof typeof documentsRefusals
  | keyof typeof dossiersRefusals
  | keyof typeof Files
  | keyof typeof identityRefusals
  | keyof typeof registryRefusals
  | keyof typeof uiRefusals,
  NotForCitizens
>

/** What stops a visitor or a citizen: the types miss none. */
export const refusals = {
  ...filesRefusals,
  'platform.letters_unprintable': ({ letters }) =>
    `The paper cannot show ${Array.isArray(letters) ? letters.map(String).map(nameOfCharacter).join(', ') : 'a letter'}: the font of official papers does not have it. Write it in Latin letters, names as in the passport, or ask the agency to correct it.`,
  'platform.not_text':
    'What was sent holds a character that cannot be kept (NUL or half a character). Take it out, then send again.',
  'platform.request_too_slow': 'The request came too slowly. Check the connection, then send again.',
  'platform.request_broken_off':
    'The connection broke before all was sent, so nothing was received. Check the connection, then send again.',
  'platform.form_from_elsewhere': ({ origin }) =>
    `This form was not sent from a page of this portal, so nothing was received. Open the page again at ${origin}, then send again.`,
  'platform.too_many_requests': ({ seconds }) => `Too fast. Wait ${seconds} seconds, then go on.`,
  'platform.budget_used': ({ seconds }) =>
    `This account has used up its allowance. Wait ${Math.ceil(Number(seconds) / 60)} minutes, then go on.`,
  'platform.too_many_streams': ({ most }) =>
    `This account has ${most} live pages open. Close some tabs, then open this one again.`,
  'platform.unavailable':
    'The system cannot serve just now. Nothing has changed: try again in a few minutes.',
  'platform.defect':
    'The system failed on this request. Nothing has changed: try again, or tell us the reference shown.',
  'ui.form_too_large': ui.form.tooLarge,
  'ui.form_too_many_fields': ui.form.tooManyFields,
  'ui.form_broken':
    'The connection broke while sending. Files that arrived in full are kept: choose the missing ones and upload again.',
  'ui.form_unreadable': 'What was sent could not be read. Open this page again, then send again.',
  'apply.too_many_files': (details) => apply.papers.tooMany(Number(details.most)),
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
  'catalogue.service_not_found':
    'There is no such service, or it is no longer offered. Search by what you need to do.',
  'registry.paper_not_found': 'This paper is not under My papers. Open the list again.',
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
  'dossiers.answers_wrong': 'Some answers need correcting. Look at those that are marked.',
  'dossiers.unknown_fields': ({ fields }) =>
    `The form has no field: ${Array.isArray(fields) ? fields.map(String).join(', ') : ''}. Remove it, then send again.`,
  'dossiers.papers_missing': ({ missing }) =>
    `Still missing: ${Array.isArray(missing) ? missing.map((item: { name?: string }) => item.name ?? '').join('; ') : ''}. Attach it, then send again.`,
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
  'documents.being_signed': ({ by }) =>
    `The document is being signed${by ? ` by ${String(by)}` : ''}, so this cannot be done now. Open the page again when it has been signed.`,
  'documents.file_not_held':
    'We hold the data of this document but not its file. Ask the agency that issued it for a copy.',
  'documents.code_unreadable':
    'The code has twelve letters and digits beside the QR code, without 0, 1, I, L, O. Check each one.',
  'documents.file_missing': 'Choose the PDF file of the paper, then send it.',
  'documents.file_too_large': 'The file is larger than 20 MB. Send the original PDF, or type the code.',
  'documents.not_pdf': 'This file is not a PDF. Send the PDF you received, or type the code on the paper.',
  'documents.not_judged':
    'This file cannot be read within the limits, so it was not judged: that means neither genuine nor forged. Type the code on the paper, or send the original PDF you received.',
  'documents.readers_busy':
    'Many files wait to be checked, so this one was not judged. Send it again in half a minute, or type the code on the paper.',
  'documents.too_many_checks': ({ seconds }) =>
    `Too many checks in a row. Wait ${Number(seconds) || 60} seconds, then try again. Nothing is lost.`,
} satisfies Record<Code, RefusalWords>

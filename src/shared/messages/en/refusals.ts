import { filesRefusals } from './files.ts'
import { ui } from './ui.ts'

/** What stops a visitor on the pages anybody may open, and a file that is not taken. Other refusals are said in Vietnamese. */
export const refusals: Record<string, string> = {
  ...filesRefusals,
  'ui.form_too_large': ui.form.tooLarge,
  'ui.form_too_many_fields': ui.form.tooManyFields,
  'identity.sign_in_needed': 'Sign in to continue.',
  'identity.citizens_only':
    'This page is for citizens. Sign out of the officer’s account, then sign in with VNeID.',
  'identity.officers_only': 'This page is for officers.',
  'identity.sign_in_cancelled': 'You stopped signing in. Start again when you are ready.',
  'identity.sign_in_expired': 'Signing in took too long. Start again.',
  'catalogue.service_not_found':
    'There is no such service, or it is no longer offered. Search by what you need to do.',
  'dossiers.not_found': 'There is no such application, or it is not yours. Check the code on the receipt.',
  'documents.code_unreadable':
    'The code has twelve letters and digits beside the QR code, without 0, 1, I, L, O. Check each one.',
  'documents.file_missing': 'Choose the PDF file of the paper, then send it.',
  'documents.file_too_large': 'The file is larger than 20 MB. Send the original PDF, or type the code.',
  'documents.not_pdf': 'This file is not a PDF. Send the PDF you received, or type the code on the paper.',
}

import { nameOfCharacter } from '../../text/printable.ts'
import type { RefusalWords } from '../refusals.ts'
import type { platformRefusals as Refused } from './vi.ts'

/** Of what the platform refuses, what a person at a page meets too. */
type AtAPage =
  | 'platform.busy'
  | 'platform.letters_unprintable'
  | 'platform.table_too_wide'
  | 'platform.too_long_to_draw'
  | 'platform.page_not_drawn'
  | 'platform.pictures_too_large'
  | 'platform.picture_unreadable'
  | 'platform.not_text'
  | 'platform.request_too_slow'
  | 'platform.request_broken_off'
  | 'platform.form_from_elsewhere'
  | 'platform.too_many_requests'
  | 'platform.budget_used'
  | 'platform.too_many_streams'
  | 'platform.unavailable'
  | 'platform.defect'

export const platformRefusals = {
  'platform.busy':
    'The server is busy setting pages and has not got to this one. Try again in a few minutes.',
  'platform.table_too_wide': ({ number, columns }) =>
    `Table ${number} has ${columns} columns and is wider than the page even in the smallest size. Take columns out, split it, or shorten its long words.`,
  'platform.pictures_too_large': ({ million, together }) =>
    `The pictures in the text are too large: at most ${million} million dots each, ${together} million together. Make them smaller, or take some out.`,
  'platform.picture_unreadable':
    'A picture in the text cannot be read: its file is damaged or incomplete. Take it out, then insert it again from the original.',
  'platform.page_not_drawn':
    'This page cannot be drawn: the file is damaged, or needs more time and memory than it may take. Download the file to read it in another program.',
  'platform.too_long_to_draw': ({ pages, most }) =>
    `The text has ${pages} pages; beside it at most ${most} are shown. It is kept all the same: look at the PDF, or move a long part into another document.`,
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
} satisfies Record<AtAPage & keyof typeof Refused, RefusalWords>

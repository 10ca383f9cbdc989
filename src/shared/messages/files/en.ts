import { namesOfFiles, paperFileKinds } from '../../accepted-files.ts'
import type { RefusalWords } from '../refusals.ts'
import { soundRefusals } from './sound.en.ts'
import type { filesRefusals as Words } from './vi.ts'

/** Why a file was not taken, and how to send it so that it will be. */
export const filesRefusals = {
  'files.empty': 'The file has nothing in it. Open it, save it again, then send it.',
  'files.too_large': 'The file is larger than 50 MB. Scan it at 200 dpi, or split it, then send it.',
  'files.heic':
    'This is a HEIC photograph from an iPhone, which many computers cannot open. On the iPhone choose Settings › Camera › Formats › Most Compatible and take it again, or send a screenshot.',
  'files.type_not_accepted': `Inside, this file is not ${namesOfFiles(paperFileKinds, 'or')}, whatever its name says. Open it: if it shows the paper, save it as PDF or take a screenshot and send that; if it does not open, photograph the paper again.`,
  'files.other_picture':
    'This is another kind of picture (WebP, GIF, TIFF…) that many offices cannot open, even if its name ends in .jpg or .png. Open it, take a screenshot and send that; or photograph the paper again.',
  'files.film_or_sound':
    'This is a film or a sound, not a paper. Photograph the paper and send the photograph.',
  'files.program':
    'This is a program, not a paper. Choose the right file; if you do not know where it came from, do not open it.',
  'files.web_page': 'This is a web page or a drawing with code. Print it to PDF, then send that.',
  'files.archive': 'Archives are not taken. Unpack it and send each PDF or picture by itself.',
  'files.old_office':
    'This is an old Word or Excel file, or it has a password. Open it, remove the password, save it as PDF, then send it.',
  'files.macros':
    'The file carries macros, or fetches from elsewhere when opened. Open it, save it as PDF, then send it.',
  'files.unpacks_too_large': 'The file grows far too large when opened. Save it as PDF, then send it.',
  'files.active_pdf':
    'The PDF acts by itself when opened (code, film, sound, another place) or carries other files. Open it, print it to a new PDF, then send that.',
  'files.encrypted':
    'The file has a password, so the office cannot open it. Remove it, or print to a new PDF, then send it.',
  'files.unreadable':
    'The file is damaged or incomplete. Try to open it; if it opens, print it to a new PDF and send that; if not, photograph or scan the paper again.',
  'files.image_too_large': 'The picture has too many pixels. Take it again at the usual size, then send it.',
  'files.beyond_limits':
    'The file is built so intricately that it cannot be read within the limits, so it is not taken. Open it, print it to a new PDF, then send that.',
  'files.infected':
    'The scanner found malware in the file, so it is not taken. Do not open it; scan your device, then send a clean copy.',
  'files.readers_busy':
    'Many files wait to be read. Yours was not taken; what you filled in is kept. Send it again in half a minute.',
  'files.reading_ended':
    'The file could not be read to the end in the time allowed, so it was not taken. Send it again; if that fails, print it to a new PDF.',
  'files.scanner_silent':
    'The virus scanner does not answer, so the file was not taken. What you filled in is kept. Send it again in a few minutes.',
  'files.disk_full':
    'There is no room for files at the moment. What you filled in is kept. Send it again in a few minutes.',
  'files.not_writable':
    'Files cannot be written at the moment. What you filled in is kept. Send it again in a few minutes.',
  'files.gone': 'The file was not used for a day and has been removed. Send it again.',
  'files.upload_not_found': 'This upload has expired. Choose the file again.',
  'files.wrong_offset': 'This part does not follow what has arrived. Send on from there.',
  'files.upload_too_long': 'More arrived than the file was said to hold. Choose the file again.',
  'files.upload_fragmented':
    'The file came in too many pieces. Choose it again, where the network is steadier.',
  'files.upload_incomplete': 'The file has not arrived in full. Send the rest.',
  'files.too_many_uploads': 'Too many files are half sent. Finish those, then send more.',
  'files.bytes_spent': ({ seconds }) =>
    `This account has sent very many files. Wait ${Math.ceil(Number(seconds) / 60)} minutes, or make the files smaller.`,
  'files.upload_quota_used':
    'You have sent as much as one day allows. Send the rest tomorrow, or make the files smaller.',
  ...soundRefusals,
} satisfies Record<keyof typeof Words, RefusalWords>

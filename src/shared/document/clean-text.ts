/** Words from elsewhere (Word, a page, a scan) in the letters a document is kept in. */

/** Seen by nobody, and letting two equal-looking texts differ; a soft hyphen and half a letter too. */
const invisible =
  /[\p{Cc}\p{Cs}\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufffe\uffff]/gu
const spaces = /[\s\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+/gu
/** Letters, digits and signs of double width, as East Asian keyboards write them. */
const fullWidth = /[\uff01-\uff5e]/g
/** Dots that symbol fonts keep in the private area. */
const privateBullets = /[\uf0b7\uf0a7\uf0d8\uf0fc\uf076]/g

/**
 * Composed letters (NFC), ordinary width, single spaces, nothing invisible. Spaces at the ends stay: pieces of one line are cleaned
 * apart. Linear in the length.
 */
export function cleanText(text: string): string {
  return text
    .replace(spaces, ' ')
    .replace(fullWidth, (letter) => String.fromCharCode(letter.charCodeAt(0) - 0xfee0))
    .replace(privateBullets, '•')
    .replace(invisible, '')
    .replace(/ {2,}/g, ' ')
    .normalize('NFC')
}

/**
 * Vietnamese typed without an input method, one word in lower case: `ddawng` and `d9a8ng`, `kys` and `ky1`. What stands
 * there without its marks, or undefined where the word holds no keys of that method.
 */
export function withoutTypingKeys(word: string): string | undefined {
  const bare = /\d/.test(word) ? fromVni(word) : fromTelex(word)
  return bare === word || bare === '' ? undefined : bare
}

/** VNI: 1–5 are tones, 6–8 vowel marks, 9 the stroke of đ, 0 takes a mark away. A code or a number has no letter first. */
function fromVni(word: string): string {
  return /^[a-z][a-z0-9]*$/.test(word) ? word.replace(/\d/g, '') : word
}

/** Telex: a doubled d, a, e or o, w for horn and breve, and s f r x j z after the vowel for the tone. */
function fromTelex(word: string): string {
  if (!/^[a-z]+$/.test(word)) return word
  const marked = word.replace('dd', 'd').replace('aa', 'a').replace('ee', 'e').replace('oo', 'o')
  const horned = marked
    .replace(/([auo])w/g, '$1')
    .replace(/^([^aeiouyw]*)w/, '$1u')
    .replaceAll('w', '')
  // The tone key may stand right after the vowel or at the end of the word: `dangs`, `dasng`.
  const vowel = /[aeiouy]/.exec(horned)
  if (!vowel) return horned
  const head = horned.slice(0, vowel.index)
  const tail = horned.slice(vowel.index)
  return head + tail.replace(/[sfrxjz]/g, '')
}

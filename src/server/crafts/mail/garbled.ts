/** Whether words were read by another table of letters than they were written in: a charset that is not true, or fonts from before Unicode. */

/** Letters and signs of Latin-1 no Vietnamese word has, where TCVN3 and VNI have theirs; and what stands for bytes that are no letters. */
const strange =
  /[\u00a1-\u00a9\u00ab-\u00af\u00b1\u00b4-\u00b6\u00b8-\u00ba\u00bc-\u00bfÄÅÆÇËÎÏÐÑÖ×ØÛÜÞßäåæçëîïðñö÷øûüþÿ\ufffd]/
const vietnamese = /[ăđơưĂĐƠƯ\u1ea0-\u1ef9]/

/** Goes once over the words. */
export function isGarbled(text: string): boolean {
  let [odd, good, before] = [0, 0, false]
  for (const letter of text.normalize('NFC')) {
    const isLetter = /\p{L}/u.test(letter)
    // A sign that stands for itself has no letter beside it.
    if (letter === '\ufffd' || (strange.test(letter) && (isLetter || before))) odd += 1
    else if (vietnamese.test(letter)) good += 1
    before = isLetter
  }
  return odd >= 3 && odd * 4 > good
}

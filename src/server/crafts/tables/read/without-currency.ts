/** Marks of money around a number. */

const before = /^([-−–(]?)\s?[£$€¥₫]\s?(?=[-−–(]?\d)/
const after = /(?<=\d)\s?(?:[£$€¥₫đ]|VN[DĐ]|đồng|USD|EUR)(\)?)$/i

/** The number alone: `£1,234.50`, `1.234 đ`, `(500 VND)`. */
export function withoutCurrency(text: string): string {
  return text.replace(before, '$1').replace(after, '$1')
}

/** A memo as bank codes may carry it: Vietnamese letters without their marks, `Đặng Văn Ánh` as `Dang Van Anh`. */
export function memoText(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('đ', 'd').replaceAll('Đ', 'D')
}

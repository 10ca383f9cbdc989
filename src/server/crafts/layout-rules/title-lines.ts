/** Lines that are a title by their words alone: they go on with nothing, whatever stands beneath. Letters without marks, small. */
import { stripMarks } from '#shared/text/index.ts'

export const typeWords =
  /^(?:nghi quyet|quyet dinh|chi thi|quy che|quy dinh|thong cao|thong bao|huong dan|chuong trinh|ke hoach|phuong an|de an|du an|bao cao|bien ban|to trinh|hop dong|cong dien|ban ghi nho|ban thoa thuan|giay uy quyen|giay moi|giay gioi thieu|giay nghi phep|phieu gui|phieu chuyen|phieu bao|thu cong)$/
export const isPart = (words: string) =>
  words.length < 60 &&
  /^(?:phan|chuong|muc|tieu muc) (?:thu \p{L}+|[ivxlc]{1,8}|\d{1,3}|[a-z])[.:]?$/u.test(words)
export const isAppendix = (words: string) =>
  words.length < 60 && /^phu luc(?: [ivxlc\d]{1,6})?[.:]?$/.test(words)

/** How the title of whoever heads an organ begins; `phó` or `q.` may stand before it. */
export const headTitles =
  'chu tich|giam doc|tong giam doc|truong |cuc truong|tong cuc truong|chi cuc truong|vu truong|bo truong|chanh |hieu truong|vien truong|thu truong|thu tuong|chu nhiem|tu lenh|bi thu|doi truong|hat truong|tram truong|chi huy truong|kiem toan truong'

/** `QUYẾT ĐỊNH`, `Chương I`, `Phụ lục II`, also where they are written otherwise than the law has it. */
export function isTitleLine(line: string): boolean {
  const words = stripMarks(line.normalize('NFC')).replace(/\s+/gu, ' ').trim()
  return typeWords.test(words) || isPart(words) || isAppendix(words)
}

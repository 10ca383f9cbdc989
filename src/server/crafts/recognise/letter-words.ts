/** What letters of Vietnamese agencies are made of, as data: kinds (NĐ 30/2020/NĐ-CP, Phụ lục III), beginnings of names of organs, marks of urgency. */

/** Kind of a document as it is set in capitals, with its abbreviation. */
export const kinds: readonly (readonly [string, string])[] = [
  ['NGHỊ QUYẾT', 'NQ'],
  ['NGHỊ ĐỊNH', 'NĐ'],
  ['THÔNG TƯ', 'TT'],
  ['LUẬT', 'L'],
  ['QUYẾT ĐỊNH', 'QĐ'],
  ['CHỈ THỊ', 'CT'],
  ['QUY CHẾ', 'QC'],
  ['QUY ĐỊNH', 'QyĐ'],
  ['THÔNG CÁO', 'TC'],
  ['THÔNG BÁO', 'TB'],
  ['HƯỚNG DẪN', 'HD'],
  ['CHƯƠNG TRÌNH', 'CTr'],
  ['KẾ HOẠCH', 'KH'],
  ['PHƯƠNG ÁN', 'PA'],
  ['ĐỀ ÁN', 'ĐA'],
  ['DỰ ÁN', 'DA'],
  ['BÁO CÁO', 'BC'],
  ['BIÊN BẢN', 'BB'],
  ['TỜ TRÌNH', 'TTr'],
  ['HỢP ĐỒNG', 'HĐ'],
  ['CÔNG ĐIỆN', 'CĐ'],
  ['BẢN GHI NHỚ', 'BGN'],
  ['BẢN THỎA THUẬN', 'BTT'],
  ['GIẤY ỦY QUYỀN', 'GUQ'],
  ['GIẤY MỜI', 'GM'],
  ['GIẤY GIỚI THIỆU', 'GGT'],
  ['GIẤY NGHỈ PHÉP', 'GNP'],
  ['PHIẾU GỬI', 'PG'],
  ['PHIẾU CHUYỂN', 'PC'],
  ['PHIẾU BÁO', 'PB'],
  ['GIẤY XÁC NHẬN', 'GXN'],
  ['KẾT LUẬN', 'KL'],
]

/** What a letter without a kind is. */
export const officialLetter = 'CÔNG VĂN'

/** How the name of an organ begins; what stands above the last of them is the organ it belongs to. */
export const organBeginnings = [
  'ỦY BAN',
  'HỘI ĐỒNG NHÂN DÂN',
  'BAN ',
  'SỞ ',
  'BỘ ',
  'CỤC ',
  'TỔNG CỤC ',
  'CHI CỤC ',
  'VĂN PHÒNG',
  'THANH TRA',
  'TRUNG TÂM',
  'TRƯỜNG ',
  'BỆNH VIỆN',
  'CÔNG AN',
  'BỘ CHỈ HUY',
  'TÒA ÁN',
  'VIỆN ',
  'PHÒNG ',
  'THÀNH ỦY',
  'TỈNH ỦY',
  'ĐẢNG ỦY',
  'ĐẢNG BỘ',
  'LIÊN ĐOÀN',
  'HỘI ',
  'ĐOÀN ',
  'MẶT TRẬN',
  'CHÍNH PHỦ',
  'THỦ TƯỚNG CHÍNH PHỦ',
  'QUỐC HỘI',
  'BẢO HIỂM XÃ HỘI',
  'KHO BẠC',
  'NGÂN HÀNG',
  'THUẾ ',
  'HẢI QUAN',
  'CÔNG TY',
  'TỔNG CÔNG TY',
  'TẬP ĐOÀN',
]

/** By the mark, in capitals as it is stamped, the longer ones first. */
export const urgencies = [
  ['HỎA TỐC', 'express'],
  ['THƯỢNG KHẨN', 'most_urgent'],
  ['KHẨN', 'urgent'],
] as const

/** What a page of Vietnamese has again and again, without accents being needed to tell it. */
export const vietnameseLetters = /[ăâđêôơưàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ]/iu

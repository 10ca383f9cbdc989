/** Of a written answer that grants nothing: where it lies and what it is. */

/** The kind under which a written answer that grants nothing lies in the vault; no service asks for it. */
export const declinedKind = 'thong-bao-khong-giai-quyet'

/**
 * The notice that declines, numbered among the agency's other notices: two papers must not bear one symbol
 * (NĐ 30/2020/NĐ-CP Điều 15).
 */
export const declineNotice = {
  kind: 'notice',
  register: 'so-thong-bao',
  documentType: { abbreviation: 'TB', name: 'Thông báo' },
} as const

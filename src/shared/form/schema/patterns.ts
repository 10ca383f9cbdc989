/** How written answers look, for whoever reads them and for the schema other systems get. */
import type { PatternKey } from '../definition.ts'

export const patterns: Record<PatternKey, RegExp> = {
  licensePlate: /^\d{2}[A-Z]{1,2}\d?[- ]?\d{3}\.?\d{2}$/,
  certificateNumber: /^[A-ZĐ0-9][A-ZĐa-zđ0-9 ./-]{2,39}$/,
  documentNumber: /^[\p{L}\d ./-]{1,60}$/u,
  // TT 22/2025/TT-BYT, since 1/10/2025; papers before it were numbered by each hospital.
  birthCertificateNumber: /^[0-9A-Z]{5}\.GCS\.[0-9]{5}\.[0-9]{2}$/,
  vietnameseName: /^[a-eghiklm-vxyà-ýăĩũơưđẠ-ỹ ]+$/iu,
  // NĐ 168/2025/NĐ-CP: “Hộ kinh doanh” and a name of its own, which is not that of a company.
  householdBusinessName: /^hộ kinh doanh (?!.*(?:công ty|doanh nghiệp))\S.*$/iu,
  bankAccount: /^\d{6,19}$/,
  year: /^(19|20)\d{2}$/,
  industryCode: /^\d{4,5}$/,
  timeOfDay: /^(?:[01]?\d|2[0-3])(?: ?giờ(?: ?[0-5]?\d ?(?:phút)?)?|[:h][0-5]?\d)$/,
  communeCode: /^\d{5}$/,
  personalNumber: /^\d{12}$/,
}

/** Mobile and fixed numbers of Việt Nam, without separators. */
export const phonePatterns = [/^0[35789]\d{8}$/, /^02\d{9}$/]

export const longestEmail = 254
export const emailPattern = /^[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}$/

/** The name of an upload. */
export const filePattern = /^[A-Za-z0-9-]{1,80}$/

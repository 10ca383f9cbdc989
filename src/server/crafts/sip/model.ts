/** What a work file is handed over as. Times are ISO 8601 with their zone. */
export interface Package {
  /** Names the package and the folder in it: letters of ASCII, digits, `-`. */
  id: string
  title: string
  /** Mã hồ sơ, as the agency writes it. */
  code: string
  /** Who hands it over. */
  agency: { id: string; name: string }
  /** The program that made it. */
  madeBy: string
  createdAt: string
  /** What is said of it in words of this country: thời hạn bảo quản, ngày kết thúc …, in this order. */
  facts: readonly { name: string; value: string }[]
  files: readonly PackedFile[]
  /** What happened to files of it before it was made, in this order. */
  events?: readonly PackedEvent[]
}

export interface PackedEvent {
  /** What it is called: thu hồi, thay thế. */
  type: string
  at: string
  /** In a sentence. */
  detail: string
  /** The names of the files it happened to. */
  files: readonly string[]
}

export interface PackedFile {
  /** Within the package: letters of ASCII, digits, `-`, `.`. */
  name: string
  /** What people call it: số ký hiệu and trích yếu, or the name a paper came with. */
  label: string
  /** The name it had. */
  originalName: string
  mediaType: string
  size: number
  sha256: string
  createdAt: string
}

/** Why something is no package of ours that reads back to the same files; `what` names nobody. */
export class DamagedPackage extends Error {
  override name = 'DamagedPackage'
}

export const metsFile = 'METS.xml'
export const premisFile = 'metadata/preservation/premis.xml'
export const dataFolder = 'representations/rep1/data'

export { collectGarbage } from './collect-garbage.ts'
export { fileName } from './file-name.ts'
export type { FileStore } from './file-store.ts'
export { fileSchedules } from './jobs.ts'
export { keepUpload } from './keep-upload.ts'
export { acceptedTypes, type MediaType } from './media-type.ts'
export { DamagedFile, openFile, readFile } from './open-file.ts'
export { maxFileSize, type StoredFile, storeOwn, storeStream } from './store-file.ts'
export {
  appendUpload,
  createUpload,
  expireUploads,
  finishUpload,
  getUploadedFile,
  listFinishedUploads,
  receiveFile,
  type UploadedFile,
  type UploadState,
  uploadState,
} from './upload.ts'
export type { UploadOwner } from './upload-limits.ts'
export { findFile, releaseFile, useFile, useFiles } from './use-file.ts'

/** A ZIP archive is read from its end, which 64 KB of comment may follow. */
const reach = 66_000

/** Whether an archive may stand behind the pages or the picture of a file that begins as one. */
export function hasArchiveBehind(bytes: Buffer): boolean {
  return bytes.subarray(-reach).includes('PK\x05\x06', 0, 'latin1')
}

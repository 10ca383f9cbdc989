/** Which of our three looks a page wears. Each has one stylesheet of its own. */
export type Frame = 'citizen' | 'office' | 'wall'

const officePaths = ['/mot-cua', '/ky-so', '/nhiem-vu', '/quan-tri']

export function frameOf(path: string): Frame {
  if (isUnder(path, '/dieu-hanh')) return 'wall'
  return officePaths.some((office) => isUnder(path, office)) ? 'office' : 'citizen'
}

function isUnder(path: string, folder: string): boolean {
  return path === folder || path.startsWith(`${folder}/`)
}

import { join } from 'node:path'

/** Where the program runs: fonts and templates are found from here, from source and from a bundle alike. */
const folder = join(process.cwd(), 'node_modules/@expo-google-fonts/tinos')

/** The faces of Tinos, metrically equal to Times New Roman, with every Vietnamese letter (OFL 1.1). */
export const tinos = {
  regular: join(folder, '400Regular/Tinos_400Regular.ttf'),
  italic: join(folder, '400Regular_Italic/Tinos_400Regular_Italic.ttf'),
  bold: join(folder, '700Bold/Tinos_700Bold.ttf'),
  boldItalic: join(folder, '700Bold_Italic/Tinos_700Bold_Italic.ttf'),
} as const

/** Engines and weights beside the program: how far they are here, and where they lie. */
export {
  type AssetGroup,
  assetGroups,
  assetsFolder,
} from './list.ts'
export { assetState, type FetchFailure } from './state.ts'
export { AssetUnusable, assetFile, assetPackage, assetPath, broughtFile } from './use.ts'

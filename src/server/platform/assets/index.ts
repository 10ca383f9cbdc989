/** Engines and weights beside the program: how far they are here, and where they lie. */
export {
  type AssetGroup,
  assetGroups,
  assetsFolder,
} from './list.ts'
export { assetState, type FetchFailure } from './state.ts'
export { AssetUnusable, assetPath } from './use.ts'

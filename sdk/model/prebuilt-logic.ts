/** Decision logic that ships with the device, addressed as `ad-selection-prebuilt://<use case>/<name>/?…`. */
export interface PrebuiltLogic {
  readonly useCase: string;
  readonly name: string;
  /** Exactly the query parameters its address must have. They reach the script as one last argument. */
  readonly parameters: readonly string[];
  readonly source: string;
}

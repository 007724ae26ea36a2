/** The world around the command line, as far as a command may touch it. */
export interface CliIo {
  readonly stdout: (text: string) => void;
  readonly stderr: (text: string) => void;
  /** Whether somebody looks at a terminal that shows colours. */
  readonly isColour: boolean;
  /** Real time in milliseconds, where somebody watches standard error; work that takes long shows there how far it is. */
  readonly progressClock?: () => number;
  /** Settings that no command line should show, such as FLEDGLING_TOKEN. */
  readonly variables?: Readonly<Record<string, string | undefined>>;
  /** Relative paths start here. */
  readonly cwd: string;
  /** Everything on standard input, once it has ended. */
  readonly readStdin?: () => Promise<string>;
  /** Commands that go on until they are stopped ask for this; asking is what makes Ctrl-C gentle. */
  readonly untilInterrupted?: () => AbortSignal;
}

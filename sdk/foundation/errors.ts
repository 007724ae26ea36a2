/** Every way the library can fail, and what it means. docs/errors.md is checked against this table. */
export const ERROR_CODES = {
  ERR_ADAPTER_FAILED: "A network adapter threw, or said that something on its side is broken.",
  ERR_ADAPTER_MODULE_INVALID: "A module holds no network adapter that can be used.",
  ERR_ADAPTER_RESULT_INVALID: "A network adapter answered with something its contract forbids.",
  ERR_CLI_UNREADABLE: "A command cannot read a file, or finds something else in it than it needs.",
  ERR_CLI_UNWRITABLE: "A command cannot write a file: it is there already, or its folder refuses.",
  ERR_CLI_USAGE: "The command line asks for something that does not exist.",
  ERR_CONFIG_INVALID: "An option is missing, misspelt or out of range.",
  ERR_DEVICE_ILLEGAL_ARGUMENT: "The device refused a call: an argument is wrong.",
  ERR_DEVICE_ILLEGAL_STATE:
    "The device could not finish a call. Nobody winning looks the same to an app.",
  ERR_DEVICE_INVALID_OBJECT: "The device got something from a server that it cannot use.",
  ERR_DEVICE_LIMIT_EXCEEDED: "The device refused a call: it, or a server, is asked too often.",
  ERR_DEVICE_SECURITY: "The device refused a call: app or ad tech may not make it.",
  ERR_DEVICE_SERVICE_UNAVAILABLE: "The device cannot serve a call now.",
  ERR_DEVICE_TIMEOUT: "A call to the device ran out of time.",
  ERR_ENDPOINT_INVALID: "The contextual endpoint answered with something that is not a chain.",
  ERR_ENDPOINT_STATUS: "The contextual endpoint answered with an error status.",
  ERR_ENDPOINT_TIMEOUT: "The contextual endpoint did not answer in time.",
  ERR_ENDPOINT_UNREACHABLE: "The contextual endpoint could not be reached.",
  ERR_INTERNAL: "Fledgling itself is broken: please report it.",
  ERR_LESSON_INVALID: "The page of a lesson breaks the form that such pages have.",
  ERR_REPLAY_IMPOSSIBLE: "A run cannot be had again: what it was made of is not all there.",
  ERR_REPLAY_KNOB:
    "A replay or a sweep was to change a setting that a run does not have, or to what it cannot be.",
  ERR_SANDBOX_DISPOSED: "A script was to run in a sandbox that has been given back.",
  ERR_SCENARIO_EXPECTATION: "A run ended otherwise than its scenario expects.",
  ERR_SCENARIO_INVALID: "A scenario has a key or value that does not fit the format.",
  ERR_SCENARIO_STEP: "A step of a scenario cannot be carried out at its place.",
  ERR_SCENARIO_UNREADABLE: "A scenario, or a file it names, cannot be read.",
  ERR_SCRIPT_UNBUILDABLE: "A script in TypeScript, or one that is a module, cannot be bundled.",
  ERR_SCRIPT_UNREADABLE: "A decision script that a command names cannot be read.",
  ERR_SDK_ALREADY_REPORTED: "An impression was to be reported a second time.",
  ERR_SDK_ALREADY_SHOWN: "An ad was to be shown a second time.",
  ERR_SDK_NOT_INITIALIZED: "The SDK was used before it was initialized.",
  ERR_SDK_REPORT_FAILED: "The winning network could not report.",
  ERR_SDK_UNKNOWN_SLOT: "An ad was requested for a slot that is not configured.",
  ERR_SDK_WRONG_STATE: "Something was asked of an ad too early, too late, or of the wrong format.",
  ERR_SERVER_CANNOT_LISTEN: "The server cannot listen on the address it was given.",
  ERR_SERVER_OPEN: "A server was to be reachable from other machines without a token.",
  ERR_SERVER_PORT_IN_USE: "The server cannot listen: another program has the port.",
  ERR_SERVER_REFUSED: "A server refused what a command asked of it.",
  ERR_SERVER_UNREACHABLE: "There is no server where a command expects one.",
  ERR_STORE_NEWER: "A database was written by a later Fledgling.",
  ERR_STORE_UNREADABLE: "A file is no database, or a damaged one.",
  ERR_STORE_UNWRITABLE: "A database cannot be opened, or cannot be written to.",
  ERR_TEST_INVALID: "A file of tests has a key or value that does not fit the format.",
  ERR_TEST_NONE: "There is no test to run, which is never taken for success.",
  ERR_TEST_UNREADABLE: "A file of tests cannot be read.",
  ERR_PAGE_TEMPLATE: "The page that runs are shown in is missing, or cannot be built.",
  ERR_TRACE_INVALID: "A file is no trace, not a whole one, or one of another version.",
  ERR_TRACE_NO_MATCH: "A trace has nothing of the name or number that was asked for.",
  ERR_TRACE_UNREADABLE: "A trace cannot be read.",
  ERR_TRACE_UNWRITABLE: "The trace cannot be written where it was asked for.",
} as const;

export type ErrorCode = keyof typeof ERROR_CODES;

export interface MediationErrorOptions {
  readonly hint?: string;
  readonly details?: Readonly<Record<string, unknown>>;
  readonly cause?: unknown;
}

/** The only error class the library throws on purpose. Switch on `code`, never on `message`. */
export class MediationError extends Error {
  override readonly name = "MediationError";
  readonly code: ErrorCode;
  /** What the reader can do next, as an instruction. */
  readonly hint: string | undefined;
  /** JSON-safe facts for programs. */
  readonly details: Readonly<Record<string, unknown>>;

  constructor(code: ErrorCode, message: string, options: MediationErrorOptions = {}) {
    super(message, { cause: options.cause });
    this.code = code;
    this.hint = options.hint;
    this.details = options.details ?? {};
  }
}

/** The one sentence of whatever was thrown: foreign code throws anything. */
export function messageOf(thrown: unknown): string {
  if (thrown instanceof Error) return thrown.message;
  try {
    return String(thrown);
  } catch {
    return "something that cannot be described";
  }
}

/** Version of the trace format that runs write and readers read. */
export const TRACE_VERSION = 2;
